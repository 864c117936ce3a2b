"""``check`` and ``build`` of a township or county: the 差异系数 on one screen."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.progress import watcher
from dossier.model import DistrictAssessment, Problem
from dossier.numbers import decimal12
from dossier.text import mask, one_line, visible

MOST = 20


def compare(folder: Path, output: Path | None, *, write: bool, json_to: str | None = None) -> int:
    """Run the district in *folder* and print what came of it; returns the exit code."""
    from dossier import pipeline

    json_file = Path(json_to) if json_to and json_to != "-" else None
    progress = watcher()
    try:
        done = pipeline.district(folder, output, progress, write=write, json_file=json_file)
    finally:
        progress.done()
    if json_to == "-":
        click.echo(done.json, nl=False)
        return done.exit_code
    _show(done.assessment, done.problems)
    if done.target is not None:
        click.echo(f"已生成{done.files}个文件：{done.target}；见“内部核对版/差异系数表.xlsx”")
        click.echo("  各校自己的档案盒和缺项清单，在各校的项目里生成。")
    return done.exit_code


def _show(assessment: DistrictAssessment, problems: tuple[Problem, ...]) -> None:
    schools = len({member.short_name for member in assessment.members})
    click.echo(
        f"{schools}所学校参加计算（分学段{len(assessment.members)}个），不计入{len(assessment.left_out)}个，"
        f"不能使用{len(assessment.unusable)}个"
    )
    for verdict in assessment.verdicts:
        limit = f"（标准{verdict.direction}{decimal12(verdict.gauge)}）" if verdict.gauge is not None else ""
        click.echo(f"  {verdict.title}  {verdict.shown or '—'}{limit}  {verdict.words}")
    for rule in assessment.rules:
        click.echo(f"  {visible(one_line(rule.line))}")
    told = [entry for entry in problems if entry.severity == "error"]
    warnings = sum(entry.severity == "warning" for entry in problems)
    for number, entry in enumerate(told[:MOST], 1):
        click.echo(f"{number:>2}. {visible(one_line(mask(f'{entry.message}——{entry.remedy}')))}")
    if len(told) > MOST:
        click.echo(f"    另有{len(told) - MOST}条要办的事，见“差异系数表.xlsx”的“问题”")
    if warnings:
        click.echo(f"提醒{warnings}条，不影响使用")
    if not told:
        click.echo("没有要办的事。")
