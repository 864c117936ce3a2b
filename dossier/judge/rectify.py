"""整改台账: which problems should be entered in it, and which of its rows do not hold together. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict

from dossier.judge.self_check import LACKING, lacking, shortfalls
from dossier.model import (
    Checklist,
    Finding,
    Owner,
    Problem,
    Project,
    Rectification,
    Verdict,
)
from dossier.problems import problem

__all__ = ["rectification_problems", "to_rectify"]

_SHEET = "整改台账"
_BOOK = "材料台账.xlsx"
_SELF = "自查"
_MOST_NAMES = 6


def to_rectify(
    checklist: Checklist,
    project: Project,
    entered: Sequence[Rectification],
    verdicts: Sequence[Verdict],
    findings: Sequence[Finding],
) -> tuple[Rectification, ...]:
    """Problems that no row of *entered* is about: what is not met, then evidence that should be there by now.

    Evidence that is still being collected is no problem to rectify: it becomes one when the school has given its
    word on the item, or when its day has passed.
    """
    known = {code for entry in entered for code in entry.codes}
    known_materials = {code for entry in entered for code in entry.materials}
    owners = _owners(checklist, findings)
    found: list[Rectification] = []
    for short in shortfalls(checklist, verdicts):
        code = short.check.code
        if not known & {code, checklist.indicator_by_code[short.item].group}:
            found.append(_row(short.check.gap or short.line, code, owners.get(short.item), codes=(code,)))
    for verdict in verdicts:
        county = checklist.indicator_by_code[verdict.code].scope == "county"
        if verdict.self_check is None and verdict.met is False and not county and verdict.code not in known:
            found.append(_row(verdict.line, verdict.code, owners.get(verdict.code), codes=(verdict.code,)))
            known.add(verdict.code)
    overdue = _overdue(checklist, project, verdicts, findings)
    for wanting in _by_owner(finding for finding in overdue if finding.requirement not in known_materials):
        titles = [checklist.by_code[finding.requirement].title for finding in wanting]
        more = f"等{len(titles)}项" if len(titles) > _MOST_NAMES else ""
        issue = f"佐证材料不全：{'、'.join(titles[:_MOST_NAMES])}{more}"
        codes = tuple(finding.requirement for finding in wanting)
        found.append(_row(issue, "、".join(codes), wanting[0].owner, materials=codes))
    return tuple(found)


def _overdue(
    checklist: Checklist, project: Project, verdicts: Sequence[Verdict], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Evidence that should be there by now and is not."""
    answered = {
        v.code for v in verdicts if v.self_check is not None and v.self_check.word != "not-applicable"
    }
    asked = {
        finding.requirement
        for item, wanting in lacking(checklist, findings).items()
        for finding in wanting
        if item in answered
    }
    for finding in findings:
        late = finding.status in LACKING and _is_past(finding.owner.due, project.as_of)
        if late or finding.requirement in asked:
            yield finding


def _by_owner(findings: Iterable[Finding]) -> Iterable[list[Finding]]:
    """What one person owes is one row, however much it is."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.owner.label, []).append(finding)
    return groups.values()


def _is_past(due: str, day: date) -> bool:
    try:
        return date.fromisoformat(due) < day
    except ValueError:
        return False


def _row(
    issue: str,
    basis: str,
    owner: Owner | None,
    *,
    codes: tuple[str, ...] = (),
    materials: tuple[str, ...] = (),
) -> Rectification:
    return Rectification(
        source=_SELF,
        basis=basis,
        codes=codes,
        materials=materials,
        issue=issue,
        leader=owner.leader if owner else "",
        department=owner.department if owner else "",
        person=owner.person if owner else "",
    )


def _owners(checklist: Checklist, findings: Sequence[Finding]) -> Mapping[str, Owner]:
    """Indicator → who owes most of its evidence."""
    by_indicator: dict[str, list[Owner]] = {}
    for finding in findings:
        by_indicator.setdefault(checklist.by_code[finding.requirement].indicator, []).append(finding.owner)
    return {code: _most(owners) for code, owners in by_indicator.items()}


def _most(owners: Sequence[Owner]) -> Owner:
    labels = [owner.label for owner in owners]
    return max(owners, key=lambda owner: labels.count(owner.label))


class _Where(TypedDict):
    path: str
    sheet: str
    owner: str
    indicator: str


def rectification_problems(project: Project, entered: Sequence[Rectification]) -> Iterator[Problem]:
    """Problems ``rectify-open`` ``rectify-late`` ``rectify-closed`` of the rows as entered."""
    for entry in entered:
        where: _Where = {
            "path": _BOOK,
            "sheet": _SHEET,
            "owner": entry.who,
            "indicator": entry.codes[0] if entry.codes else "",
        }
        row, issue = entry.row, entry.issue
        if entry.closed and entry.progress in ("未启动", "整改中"):
            yield problem("rectify-closed", row=row, issue=issue, **where, progress=entry.progress)
        if entry.blanks and not entry.is_internal:  # of files still to come each has its own problem
            what = "、".join(entry.blanks)
            yield problem("rectify-open", row=row, issue=issue, **where, what=what)
        if not entry.is_done and _is_past(entry.due, project.as_of):
            yield problem("rectify-late", row=row, issue=issue, **where, due=entry.due)
