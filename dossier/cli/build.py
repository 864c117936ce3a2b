"""``dossier build`` and ``dossier report``: the dossier, or only its reports."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.options import command, output_folder, project_folder
from dossier.cli.progress import watcher


@command
@project_folder
@output_folder
def build(folder: Path, output: Path | None) -> int:
    """生成整套迎检档案：档案盒、目录、报告、缺项清单和索引。"""
    from dossier import pipeline
    from dossier.cli.district import compare
    from dossier.cli.screen import kept, show

    if pipeline.is_district(folder):
        return compare(folder, output, write=True)
    progress = watcher()
    try:
        built = pipeline.build(folder, output, progress)
    finally:
        progress.done()
    where = "，见“内部核对版/缺项清单.xlsx”"
    show(built.assessment, built.problems, where=where)
    click.echo(f"已生成{built.files}个文件：{built.target}")
    kept(built.assessment, built.problems)
    click.echo(
        "  给检查组看的在“迎检版”，自己核对用的在“内部核对版”；用浏览器打开其中的 index.html 可逐盒查看。"
    )
    return built.exit_code


@command
@project_folder
@click.option("--kind", "kinds", metavar="报告种类", multiple=True, help="可写多次；默认按 dossier.toml。")
@output_folder
def report(folder: Path, kinds: tuple[str, ...], output: Path | None) -> int:
    """只生成报告，写进已有的输出文件夹。"""
    from dossier import pipeline
    from dossier.cli.screen import kept
    from dossier.text import mask, visible

    progress = watcher()
    try:
        built = pipeline.report(folder, kinds, output, progress)
    finally:
        progress.done()
    for path in built.written:
        click.echo(f"已生成：{built.target / path}")
    kept(built.assessment, built.problems)
    for problem in built.problems:
        if problem.code in ("report-draft", "narrative-missing"):
            click.echo(f"  · {visible(mask(problem.message))}；{problem.remedy}")
    return built.exit_code
