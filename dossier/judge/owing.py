"""Who must act on a problem that was found before anybody was asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.model import Checklist, Claim, Finding, Problem
from dossier.problems import SOMEBODY

_HANDED_IN = "上交/"


def owed(
    problems: Sequence[Problem], checklist: Checklist, findings: Sequence[Finding], claims: Sequence[Claim]
) -> tuple[Problem, ...]:
    """*problems*, each with an owner where one can be told.

    What is about a material is owed by whoever owes it (责任分解), a missed indicator by whoever owes most of its
    evidence, a file by the department that handed it in, else by whoever owes what it proves or may prove.
    """
    owners = {finding.requirement: finding.owner.label for finding in findings}
    known = _Known(
        owners,
        _together(
            (requirement.indicator, owners[requirement.code]) for requirement in checklist.requirements
        ),
        _together((part.path, owners[claim.requirement]) for claim in claims for part in claim.parts),
    )
    return tuple(problem if problem.owner else _assigned(problem, known.of(problem)) for problem in problems)


@dataclass(frozen=True)
class _Known:
    """Who owes a requirement, and the labels of all that owe something of an indicator or of a file."""

    by_requirement: Mapping[str, str]
    by_indicator: Mapping[str, Sequence[str]]
    by_path: Mapping[str, Sequence[str]]

    def of(self, problem: Problem) -> str:
        return (
            self.by_requirement.get(problem.requirement, "")
            or _most(self.by_indicator.get(problem.indicator, ()))
            or _handed_in_by(problem.path)
            or _most(self.by_path.get(problem.path, ()))
        )


def _together(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    labels: dict[str, list[str]] = {}
    for key, label in pairs:
        if label:
            labels.setdefault(key, []).append(label)
    return labels


def _most(labels: Sequence[str]) -> str:
    """The first of those that stand most often."""
    return max(dict.fromkeys(labels), key=labels.count, default="")


def _handed_in_by(path: str) -> str:
    return path.split("/")[1] if path.startswith(_HANDED_IN) and path.count("/") > 1 else ""


def _assigned(problem: Problem, owner: str) -> Problem:
    return replace(problem, owner=owner, remedy=problem.remedy.replace(SOMEBODY, owner)) if owner else problem
