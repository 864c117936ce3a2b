"""Who must act on a problem that was found before anybody was asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dossier.model import Checklist, Finding, Problem
from dossier.problems import SOMEBODY

_HANDED_IN = "上交/"


def owed(
    problems: Sequence[Problem], checklist: Checklist, findings: Sequence[Finding]
) -> tuple[Problem, ...]:
    """*problems*, each with an owner where one can be told.

    A missed indicator is owed by whoever owes most of its evidence, a bad file by the department that handed it in.
    """
    owners = {finding.requirement: finding.owner.label for finding in findings}
    by_indicator: dict[str, list[str]] = {}
    for requirement in checklist.requirements:
        by_indicator.setdefault(requirement.indicator, []).append(owners[requirement.code])
    return tuple(
        problem if problem.owner else _assigned(problem, _owner(problem, by_indicator))
        for problem in problems
    )


def _owner(problem: Problem, by_indicator: dict[str, list[str]]) -> str:
    labels = [label for label in by_indicator.get(problem.indicator, []) if label]
    if labels:
        return max(dict.fromkeys(labels), key=labels.count)
    if problem.path.startswith(_HANDED_IN) and problem.path.count("/") > 1:
        return problem.path.split("/")[1]
    return ""


def _assigned(problem: Problem, owner: str) -> Problem:
    return replace(problem, owner=owner, remedy=problem.remedy.replace(SOMEBODY, owner)) if owner else problem
