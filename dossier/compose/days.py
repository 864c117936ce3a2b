"""The plan for the next days: what is to be done, divided so that each day has about as much work. Pure.

The order is that of all problems (vetoes and rules, figures, then by weight); what one department owes of one kind
is one errand, because it is fetched in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.compose import open_problems
from dossier.compose.pieces import numeral
from dossier.compose.workbooks import Sheet
from dossier.model import Assessment, Problem
from dossier.text import mask, one_line, visible

MOST_LINES = 20
"""Of one day."""
_MOST_NAMES = 6
_ERRANDS: Mapping[str, str] = {
    "veto-open": "核实一票否决",
    "figure-missing": "补数据",
    "missing": "补交",
    "year-missing": "补交",
    "short": "补交",
    "copy-only": "补交",
    "paper-year-missing": "补登学年",
    "to-confirm": "确认归类",
    "split-unconfirmed": "确认归类",
    "self-check-open": "自查",
    "rectify-open": "补整改台账",
}
"""Problems of one department under one of these words are one errand."""
_RESEND = "重新提交"
_HAND_IN, _FOR_A_VETO = "补交", "补交一票否决材料"
"""What a veto lacks is fetched first, and not with all else that a department owes."""
_HOW: Mapping[str, str] = {
    "核实一票否决": "逐项核实，提供承诺书等材料",
    "补数据": "台账放进“数据”，没有台账的填“学校信息.xlsx”；要哪些列见“缺项清单”里的“全部问题”",
    "补交": "见任务单",
    "补交一票否决材料": "见任务单",
}
"""Of errands of several problems that each have a remedy of their own."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """One line of the plan."""

    owner: str
    what: str
    how: str
    items: int
    """How many things it is; its share of a day's work."""


def days(assessment: Assessment, problems: Sequence[Problem], count: int) -> tuple[tuple[Task, ...], ...]:
    """What must be done, on each of *count* days; a day may be empty.

    Args:
        assessment: tells who owes what.
        problems: in the order people should act; only those of severity error are work.
        count: at least 1.
    """
    return _divided(_tasks(assessment, [p for p in problems if p.severity == "error"]), count)


def name(count: int) -> str:
    """``三天计划``, ``两天计划``."""
    return f"{'两' if count == 2 else numeral(count)}天计划"


def sheets(assessment: Assessment, problems: Sequence[Problem], count: int) -> tuple[Sheet, ...]:
    """``三天计划.xlsx``, with room to tick off."""
    rows = [
        (f"第{numeral(day)}天", number, task.owner, task.what, task.how, "")
        for day, tasks in enumerate(days(assessment, problems, count), 1)
        for number, task in enumerate(tasks, 1)
    ]
    return (
        Sheet(
            name=name(count),
            title=f"{assessment.project.school.name}{name(count)}",
            head=("哪一天", "序号", "责任人", "办什么", "怎么办", "办结"),
            widths=(9, 6, 20, 78, 48, 8),
            rows=rows,
        ),
    )


def _tasks(assessment: Assessment, problems: Iterable[Problem]) -> list[Task]:
    """Errands in the order of their first problem."""
    entries = list(problems)
    owners = [str(row["责任人"]) for row in open_problems.rows(assessment, entries)]
    groups: dict[tuple[str, ...], list[Problem]] = {}
    people: dict[tuple[str, ...], list[str]] = {}
    for number, (problem, owner) in enumerate(zip(entries, owners, strict=True)):
        key = _key(_errand(assessment, problem), owner, number)
        groups.setdefault(key, []).append(problem)
        people.setdefault(key, []).append(owner)
    return [_task(assessment, mine, people[key]) for key, mine in groups.items()]


def _key(errand: str, owner: str, number: int) -> tuple[str, ...]:
    if errand:
        return errand, owner.partition(" ")[0]
    return ("", str(number))


def _errand(assessment: Assessment, problem: Problem) -> str:
    errand = _RESEND if problem.code.startswith("unreadable-") else _ERRANDS.get(problem.code, "")
    indicator = assessment.checklist.indicator_by_code.get(problem.indicator)
    is_veto = indicator is not None and indicator.kind == "veto"
    return _FOR_A_VETO if errand == _HAND_IN and is_veto else errand


def _task(assessment: Assessment, problems: Sequence[Problem], owners: Sequence[str]) -> Task:
    first = problems[0]
    errand = _errand(assessment, first)
    if not errand:
        place = first.requirement or first.indicator
        what = f"{f'[{place}] ' if place else ''}{first.message}"
        return Task(owner=owners[0], what=_safe(what), how=_safe(first.remedy), items=1)
    names = list(dict.fromkeys(_named(assessment, problem) for problem in problems))
    told = "、".join(names[:_MOST_NAMES]) + (f"等{len(names)}项" if len(names) > _MOST_NAMES else "")
    return Task(
        owner=_together(owners),
        what=_safe(f"{errand}{len(names)}项：{told}"),
        how=_HOW.get(errand) or _safe(first.remedy),
        items=len(names),
    )


def _named(assessment: Assessment, problem: Problem) -> str:
    if problem.path:
        return f"“{problem.path.rpartition('/')[2]}”"
    if figure := assessment.checklist.figure_by_key.get(problem.figure.partition("/")[0]):
        return figure.label
    requirement = assessment.checklist.by_code.get(problem.requirement)
    return f"{requirement.code} {requirement.title}" if requirement else problem.message


def _together(owners: Sequence[str]) -> str:
    """``教务处 柯知珂、何静``: the department once, everybody of it."""
    department = owners[0].partition(" ")[0]
    people = dict.fromkeys(owner.partition(" ")[2] for owner in owners)
    return " ".join(part for part in (department, "、".join(one for one in people if one)) if part)


def _divided(tasks: Sequence[Task], count: int) -> tuple[tuple[Task, ...], ...]:
    """In their order, so that each day has about one *count*-th of the work and at most as many lines as fit."""
    whole = sum(task.items for task in tasks) or 1
    plan: list[list[Task]] = [[] for _ in range(count)]
    day = done = 0
    for task in tasks:
        day = min(max(day, done * count // whole), count - 1)
        while day < count - 1 and len(plan[day]) == MOST_LINES:
            day += 1
        plan[day].append(task)
        done += task.items
    left = plan[-1][MOST_LINES - 1 :]
    if len(left) > 1:
        plan[-1][MOST_LINES - 1 :] = [_rest(left)]
    return tuple(tuple(tasks) for tasks in plan)


def _rest(tasks: Sequence[Task]) -> Task:
    return Task(
        owner="",
        what=f"其余{len(tasks)}条",
        how="见“缺项清单”里的“全部问题”",
        items=sum(task.items for task in tasks),
    )


def _safe(text: str) -> str:
    return visible(mask(one_line(text)))
