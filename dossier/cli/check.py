"""``dossier check``: what is missing and who owes it."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.options import command, output_folder, project_folder
from dossier.cli.progress import watcher


@command
@project_folder
@click.option("--json", "json_to", metavar="文件|-", help="把结果写成 JSON；- 写到屏幕。")
@click.option(
    "--since",
    metavar="文件",
    type=click.Path(path_type=Path),
    help="与以前用 --json 存下的结果相比，变了什么。",
)
@output_folder
def check(folder: Path, json_to: str | None, since: Path | None, output: Path | None) -> int:
    """检查项目：哪些材料齐了、缺什么、谁来补，数据是否达标。不改动任何材料。"""
    import json

    from dossier import pipeline
    from dossier.cli.district import compare
    from dossier.cli.screen import kept, show, show_changes
    from dossier.compose import changes

    if pipeline.is_district(folder):
        return compare(folder, output, write=output is not None, json_to=json_to)
    earlier = changes.read(since) if since else None

    json_file = Path(json_to) if json_to and json_to != "-" else None
    progress = watcher()
    try:
        checked = pipeline.check(folder, output, progress, json_file)
    finally:
        progress.done()
    if json_to == "-":
        click.echo(checked.json, nl=False)  # bytes: UTF-8 whatever the terminal speaks
    else:
        where = (
            f"，见“{output}/{checked.short_name}/内部核对版/缺项清单.xlsx”" if output else "，加 -o 写成表格"
        )
        show(checked.assessment, checked.problems, where=where)
        kept(checked.problems)
        if earlier is not None:
            show_changes(list(changes.changes(earlier, json.loads(checked.json))))
    return checked.exit_code
