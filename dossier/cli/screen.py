"""The first screen: at most twenty actions in the order to take them, and one line of totals."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dossier.compose import phrases
from dossier.compose.actions import actions
from dossier.model import Assessment, Problem
from dossier.text import one_line, visible

MOST = 20


def show(assessment: Assessment, problems: Sequence[Problem], *, where: str = "") -> None:
    """Print the ranked actions and the totals of a run.

    Args:
        assessment: the result.
        problems: all problems of the run, those of the making included, in ranking order.
        where: where the whole list stands, named when the screen does not show all.
    """
    click.echo(totals(assessment))
    errors = [problem for problem in problems if problem.severity == "error"]
    warnings = [problem for problem in problems if problem.severity == "warning"]
    todo = actions(assessment, errors)
    for number, action in enumerate(todo[:MOST], 1):
        click.echo(f"{number:>2}. {action}")
    if len(todo) > MOST:
        click.echo(f"    另有{len(todo) - MOST}条要办的事{where}")
    if warnings:
        click.echo(f"提醒{len(warnings)}条，不影响使用{where}")
    if not errors:
        click.echo("没有要办的事。")
    if note := phrases.list_note(assessment.checklist):
        click.echo(note)
    for told in problems:
        if told.code == "scans-unread":
            click.echo(f"{told.message}。{told.remedy}。")


def show_plan(assessment: Assessment, problems: Sequence[Problem], count: int) -> None:
    """Print what is to be done on each of the next *count* days, and the totals of a run."""
    from dossier.compose import days

    click.echo(totals(assessment))
    plan = days.days(assessment, problems, count)
    if not any(plan):
        click.echo("没有要办的事。")
        return
    for day, tasks in enumerate(plan, 1):
        click.echo(f"第{day}天" + ("" if tasks else "：机动，复查前面各条"))
        for number, task in enumerate(tasks, 1):
            owner = f"{task.owner}：" if task.owner else ""
            click.echo(f"{number:>2}. {owner}{task.what}——{task.how}")


def show_changes(lines: Sequence[str]) -> None:
    """Print what changed since an earlier check."""
    click.echo("")
    click.echo(f"与上次相比，有{len(lines)}处变化：" if lines else "与上次相比，没有变化。")
    for line in lines:
        click.echo(f"  {visible(one_line(line))}")


def kept(assessment: Assessment, problems: Sequence[Problem]) -> None:
    """Name what people changed or added in the output: it is written after the lists, so it stands here alone."""
    mine = [problem for problem in problems if problem.code in ("kept-edit", "kept-addition")]
    lines = actions(assessment, mine)
    for line in lines[:MOST]:
        click.echo(f"  · {line}")
    if len(lines) > MOST:
        click.echo(f"  · 另有{len(lines) - MOST}个，都记在“系统/build.json”的 kept 里")


def totals(assessment: Assessment) -> str:
    """``128项材料：电子已有 92 · 纸质登记 27 · 待确认 3 · 真缺 6``, the rest behind it."""
    count = dict.fromkeys(("齐全", "齐全（纸质）", "待确认", "缺", "不齐", "现场核查", "县级提供"), 0)
    count |= {"本校不涉及": 0, "暂缓提交": 0}
    for finding in assessment.findings:
        count[finding.status] += 1
    line = (
        f"{len(assessment.findings)}项材料：电子已有 {count['齐全']} · 纸质登记 {count['齐全（纸质）']} · "
        f"待确认 {count['待确认']} · 真缺 {count['缺']}"
    )
    rest = [
        f"{status} {count[status]}" for status in ("不齐", "现场核查", "县级提供", "暂缓提交", "本校不涉及")
    ]
    rest = [part for part in rest if not part.endswith(" 0")]
    return line + (f"（{'，'.join(rest)}）" if rest else "")
