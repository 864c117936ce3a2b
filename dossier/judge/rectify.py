"""整改台账: which problems should be entered in it, and which of its rows do not hold together. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict

from dossier.judge.self_check import lacking, shortfalls
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
_LATE = ("缺", "不齐")


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
    for code, wanting in _evidence(checklist, project, verdicts, findings).items():
        missing = [finding for finding in wanting if finding.requirement not in known_materials]
        if missing:
            titles = "、".join(checklist.by_code[finding.requirement].title for finding in missing)
            codes = tuple(finding.requirement for finding in missing)
            found.append(_row(f"佐证材料不全：{titles}", "、".join(codes), owners.get(code), materials=codes))
    return tuple(found)


def _evidence(
    checklist: Checklist, project: Project, verdicts: Sequence[Verdict], findings: Sequence[Finding]
) -> Mapping[str, tuple[Finding, ...]]:
    """Indicator → evidence that should be there by now and is not."""
    answered = {
        v.code for v in verdicts if v.self_check is not None and v.self_check.word != "not-applicable"
    }
    found = {item: wanting for item, wanting in lacking(checklist, findings).items() if item in answered}
    told = {finding.requirement for wanting in found.values() for finding in wanting}
    for finding in findings:
        if (
            finding.status in _LATE
            and finding.requirement not in told
            and _is_past(finding.owner.due, project.as_of)
        ):
            code = checklist.by_code[finding.requirement].indicator
            found[code] = (*found.get(code, ()), finding)
    shared: set[str] = set()
    single: dict[str, tuple[Finding, ...]] = {}
    for code, wanting in found.items():  # evidence of a task stands under its first item alone
        single[code] = tuple(finding for finding in wanting if finding.requirement not in shared)
        shared |= {finding.requirement for finding in wanting}
    return single


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
        if entry.blanks:
            what = "、".join(entry.blanks)
            yield problem("rectify-open", row=row, issue=issue, **where, what=what)
        if not entry.is_done and _is_past(entry.due, project.as_of):
            yield problem("rectify-late", row=row, issue=issue, **where, due=entry.due)
