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
@click.option(
    "--days",
    metavar="天数",
    type=click.IntRange(1, 30),
    help="把要办的事分到今后几天，每天最多20条；加 -o 另写成表格。",
)
@output_folder
def check(
    folder: Path, json_to: str | None, since: Path | None, days: int | None, output: Path | None
) -> int:
    """检查项目：哪些材料齐了、缺什么、谁来补，数据是否达标。不改动任何材料。"""
    import json

    from dossier import pipeline
    from dossier.cli.district import compare
    from dossier.cli.screen import kept, show, show_changes, show_plan
    from dossier.compose import changes
    from dossier.errors import UsageError

    if pipeline.is_district(folder):
        if since:
            raise UsageError("县区项目不能与以前的结果相比，--since 用在各校的项目上。")
        if days:
            raise UsageError("县区项目不分天；请在各校的项目里用 --days")
        return compare(folder, output, write=output is not None, json_to=json_to)
    earlier = changes.read(since) if since else None

    json_file = Path(json_to) if json_to and json_to != "-" else None
    progress = watcher()
    try:
        checked = pipeline.check(folder, output, progress, json_file, days or 0)
    finally:
        progress.done()
    if json_to == "-":
        click.echo(checked.json, nl=False)  # bytes: UTF-8 whatever the terminal speaks
    else:
        where = (
            f"，见“{output}/{checked.short_name}/内部核对版/缺项清单.xlsx”" if output else "，加 -o 写成表格"
        )
        if days:
            show_plan(checked.assessment, checked.problems, days)
        else:
            show(checked.assessment, checked.problems, where=where)
        kept(checked.assessment, checked.problems)
        if earlier is not None:
            show_changes(list(changes.changes(earlier, json.loads(checked.json))))
    return checked.exit_code
