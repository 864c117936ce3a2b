"""Problems as things to do, a line each: what one step settles stands in one line. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.model import Assessment, Problem
from dossier.text import mask, one_line, visible

_FOLDED = ("self-check-open", "rectify-open")
"""One person gives their word on many items."""
_NO_FIGURE, _QUESTION = "figure-missing", "to-confirm"
_MOST_LABELS = 3


def actions(assessment: Assessment, problems: Sequence[Problem]) -> list[str]:
    """One line per thing to do, in the order of *problems*; safe to show.

    Figures that one absent ledger would give are one thing to do, and so are files that may be one material.
    """
    groups: dict[tuple[str, ...], list[Problem]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(_errand(assessment, problem) or (str(number),), []).append(problem)
    return [visible(one_line(mask(_line(assessment, errand, group)))) for errand, group in groups.items()]


def _errand(assessment: Assessment, problem: Problem) -> tuple[str, ...]:
    """What problems of one step share; empty for a problem that stands by itself."""
    if problem.code in _FOLDED:
        return problem.code, problem.remedy
    if problem.code == _QUESTION:
        return problem.code, problem.requirement
    if problem.code == _NO_FIGURE:
        spec = assessment.checklist.figure_by_key.get(_key(problem))
        ledger = (
            next((read.ledger for read in spec.read if read.ledger and not read.label), "") if spec else ""
        )
        return (_NO_FIGURE, ledger) if ledger else ()
    return ()


def _line(assessment: Assessment, errand: tuple[str, ...], group: Sequence[Problem]) -> str:
    first = group[0]
    code = first.requirement or first.indicator
    place = f"[{code}] " if code else ""
    if len(group) == 1:
        return f"{place}{first.message}——{first.remedy}"
    if first.code == _NO_FIGURE:
        return place + _without(assessment, errand[1], group)
    if first.code == _QUESTION:
        title = assessment.checklist.by_code[first.requirement].title
        return f"{place}“{first.path}”等{len(group)}个文件可能是“{title}”，需要人来确认——{first.remedy}"
    return f"{place}{first.message}，同样的共{len(group)}项——{first.remedy}"


def _without(assessment: Assessment, ledger: str, group: Sequence[Problem]) -> str:
    specs = assessment.checklist.figure_by_key
    labels = list(dict.fromkeys(specs[_key(problem)].label for problem in group))
    more = f"等{len(labels)}项" if len(labels) > _MOST_LABELS else ""
    named = "”“".join(labels[:_MOST_LABELS])
    return (
        f"没有“{ledger}”，“{named}”{more}没有数据——请在“数据”里放“{ledger}”，"
        "或在“学校信息.xlsx”里逐项填；要哪些列，写成表格的“缺项清单”里有"
    )


def _key(problem: Problem) -> str:
    return problem.figure.partition("/")[0]
