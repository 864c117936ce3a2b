"""The items of a standard as a table lists them, put onto a checklist that knows only its tasks. Pure.

The checklist gives the standard its name, its duties and tasks and the evidence; the table gives the items, which
the school then checks one by one. Nothing is guessed: a task is the same where its name is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model import Checklist, Group, Indicator, Problem, Requirement
from dossier.problems import problem
from dossier.text import fold

__all__ = ["Onto", "onto"]


@dataclass(frozen=True)
class Onto:
    """What became of it."""

    checklist: Checklist
    problems: tuple[Problem, ...]
    """Tasks of the table that the checklist does not have, and the other way round."""


@dataclass(frozen=True)
class _Item:
    task: str
    title: str
    source: str
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True)
class _Task:
    """A task of the checklist: an item that stands for it, or a group of items."""

    duty: Group | None
    title: str
    code: str
    evidence: tuple[Requirement, ...]


def onto(base: Checklist, table: Checklist, name: str) -> Onto:
    """*base* with the items of *table* under its tasks.

    Args:
        base: a self-check by tasks, or by items that the table's take the place of.
        table: as imported: the items are its indicators, or its materials where it lists none.
        name: what the table's file is called.
    """
    tasks = tuple(_tasks(base))
    known = {fold(task.title): task for task in tasks}
    items = max((_as_indicators(table), _as_materials(table)), key=lambda found: _fitting(found, known))
    by_task: dict[str, list[_Item]] = {}
    strange: dict[str, int] = {}
    for item in items:
        if fold(item.task) in known:
            by_task.setdefault(fold(item.task), []).append(item)
        else:
            strange[item.task] = strange.get(item.task, 0) + 1
    problems = [
        _told(name, f"任务“{task}”", f"“{base.title}”里没有这个任务，它的{count}条没有收入")
        for task, count in strange.items()
    ]
    problems += [
        _told(name, f"任务“{task.title}”", "表里没有这个任务，只保留它的材料")
        for task in tasks
        if fold(task.title) not in by_task
    ]
    return Onto(_joined(base, tasks, by_task, whole=not problems), tuple(problems))


def _told(name: str, place: str, detail: str) -> Problem:
    return problem("row-not-understood", path=name, place=place, detail=detail)


def _tasks(base: Checklist) -> Iterator[_Task]:
    groups = {group.code: group for group in base.groups}
    grouped = {task.code for task in base.tasks if task.parent}
    for task in base.tasks:
        if task.code in grouped:
            codes = {item.code for item in base.self_checked if item.group == task.code}
            evidence = tuple(r for r in base.requirements if r.indicator in codes)
            yield _Task(groups.get(task.parent), task.title, task.code, evidence)
    count: dict[str, int] = {}
    for item in base.self_checked:
        if item.group not in grouped:
            count[item.group] = count.get(item.group, 0) + 1
            evidence = tuple(r for r in base.requirements if r.indicator == item.code)
            code = f"{item.group}.{count[item.group]}"
            yield _Task(groups.get(item.group), item.title, code, evidence)


def _as_indicators(table: Checklist) -> tuple[_Item, ...]:
    titles = {group.code: group.title for group in table.groups}
    return tuple(
        _Item(
            titles.get(indicator.group, ""),
            indicator.title,
            indicator.source,
            tuple(r for r in table.requirements if r.indicator == indicator.code),
        )
        for indicator in table.indicators
    )


def _as_materials(table: Checklist) -> tuple[_Item, ...]:
    titles = {indicator.code: indicator.title for indicator in table.indicators}
    return tuple(
        _Item(titles[requirement.indicator], requirement.title, requirement.source, ())
        for requirement in table.requirements
    )


def _fitting(items: Sequence[_Item], known: Mapping[str, _Task]) -> int:
    return sum(fold(item.task) in known for item in items)


def _joined(
    base: Checklist, tasks: Sequence[_Task], by_task: Mapping[str, Sequence[_Item]], *, whole: bool
) -> Checklist:
    duties = list(dict.fromkeys(task.duty for task in tasks if task.duty is not None))
    groups = [Group(code=t.code, title=t.title, parent=t.duty.code if t.duty else "") for t in tasks]
    indicators: list[Indicator] = []
    requirements: list[Requirement] = []
    number = 0
    for task in tasks:
        if task.evidence:  # of the task as a whole: which item it belongs to, the checklist does not say
            indicators.append(Indicator(code=f"{task.code}.0", group=task.code, title=f"{task.title}佐证"))
            requirements += (replace(r, indicator=f"{task.code}.0") for r in task.evidence)
        for item in by_task.get(fold(task.title), ()):
            number += 1
            code = str(number)
            indicators.append(
                Indicator(code=code, group=task.code, title=item.title, kind="self-check", source=item.source)
            )
            requirements += (replace(r, code=f"{code}-{r.code}", indicator=code) for r in item.requirements)
    return replace(
        base,
        basis=base.basis.partition("；")[0],
        certainty="verified" if whole else "incomplete",
        groups=(*groups, *duties),
        indicators=tuple(indicators),
        requirements=tuple(requirements),
    )
