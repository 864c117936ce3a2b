"""Who must act on a problem that was found before anybody was asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier.departments import department_of_folder, same_department
from dossier.model import Checklist, Claim, Finding, Problem
from dossier.problems import SOMEBODY

_HANDED_IN = "上交/"
_WORKBOOK = "材料台账.xlsx"
_ROWS = (
    "decision-gone",
    "decision-stale",
    "decision-archive",
    "decision-clash",
    "pages-outside",
    "owner-missing",
)
"""Faults of rows in the workbook that are told by the file that a row names, or by none."""
_OFFICE = "办公室"
"""Whoever runs this and keeps the workbook."""


def owed(
    problems: Sequence[Problem],
    checklist: Checklist,
    findings: Sequence[Finding],
    claims: Sequence[Claim],
    unopened: Mapping[str, str],
) -> tuple[Problem, ...]:
    """*problems*, each with an owner where one can be told.

    What is about a material is owed by whoever owes it (责任分解), a missed indicator by whoever owes most of its
    evidence, a fault in the person's own workbook by the office. A file is owed by the department that handed it in,
    else by whoever owes what it proves or may prove, else by the department that a folder above it is named after, and
    one that cannot be read else by whoever owes what its name is nearest to.

    Args:
        problems: to be given owners.
        checklist: what is asked for.
        findings: who owes each requirement.
        claims: what files prove.
        unopened: path of a file that cannot be read → code of the requirement that it is nearest to.
    """
    owners = {finding.requirement: finding.owner.label for finding in findings}
    known = _Known(
        owners,
        _together(
            (requirement.indicator, owners[requirement.code]) for requirement in checklist.requirements
        ),
        _together((part.path, owners[claim.requirement]) for claim in claims for part in claim.parts),
        tuple(dict.fromkeys(f.owner.department for f in findings if f.owner.department)),
        unopened,
    )
    return tuple(problem if problem.owner else _assigned(problem, known.of(problem)) for problem in problems)


@dataclass(frozen=True)
class _Known:
    """Who owes a requirement, and the labels of all that owe something of an indicator or of a file."""

    by_requirement: Mapping[str, str]
    by_indicator: Mapping[str, Sequence[str]]
    by_path: Mapping[str, Sequence[str]]
    departments: Sequence[str]
    unopened: Mapping[str, str]

    def of(self, problem: Problem) -> str:
        return (
            self.by_requirement.get(problem.requirement, "")
            or _most(self.by_indicator.get(problem.indicator, ()))
            or (self._office() if problem.path == _WORKBOOK or problem.code in _ROWS else "")
            or _handed_in_by(problem.path)
            or _most(self.by_path.get(problem.path, ()))
            or self._of_folders(problem.path)
            or self.by_requirement.get(self.unopened.get(problem.path, ""), "")
        )

    def _office(self) -> str:
        """The office, as this school calls it."""
        return next((name for name in self.departments if same_department(name, _OFFICE)), _OFFICE)

    def _of_folders(self, path: str) -> str:
        """The department that the nearest folder is named after that is named after one."""
        folders = reversed(path.split("/")[1:-1])
        return next(filter(None, (department_of_folder(name, self.departments) for name in folders)), "")


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
