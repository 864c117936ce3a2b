"""不涉及 and 暂缓 against the day and the evidence: what no longer holds, what contradicts, what is left blank. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from dossier.model import Claim, Evidence, Exemption, Finding, Problem, Requirement
from dossier.problems import problem

_CASES = {"not-applicable": "不涉及", "deferred": "暂缓"}


def has_run_out(exemption: Exemption | None, as_of: date) -> bool:
    """Whether the day to which a material was put off lies before *as_of*; on the day itself it is still put off."""
    if exemption is None or exemption.case != "deferred":
        return False
    return "" < exemption.until < as_of.isoformat()


def exemption_problems(
    requirement: Requirement, exemption: Exemption | None, finding: Finding, claims: Iterable[Claim]
) -> Iterator[Problem]:
    """What is wrong with the row for *requirement*: ``deferral-over`` ``exemption-bare`` ``exemption-contradicted``.

    Args:
        requirement: what was excepted.
        exemption: the row, whether it still holds or has run out.
        finding: how the material stands, with the row in it where it holds. A deferral that has run out is told
            only while something is owed.
        claims: of all files. What serves another material too says nothing: a school of 300 has the notice of funds
            that small schools are asked for besides.
    """
    if exemption is None:
        return
    told = partial(
        problem,
        requirement=requirement.code,
        indicator=requirement.indicator,
        sheet="自查自评" if exemption.from_self_check else "不涉及与暂缓",
        owner=finding.owner.label,
        row=exemption.row,
        title=requirement.title,
    )
    if finding.exemption is None and finding.open_slots:
        yield told("deferral-over", until=_day(exemption.until))
    cells = {"理由": exemption.reason, "决定人": exemption.decided_by}
    blanks = [head for head, text in cells.items() if not text]
    if blanks and not exemption.from_self_check:
        yield told("exemption-bare", case=_CASES[exemption.case], heads="、".join(blanks))
    if exemption.case == "not-applicable" and (own := _own(requirement, finding, claims)):
        yield told("exemption-contradicted", count=len(own), first=_shown(own[0]))


def _own(requirement: Requirement, finding: Finding, claims: Iterable[Claim]) -> list[Evidence]:
    """Evidence that serves this material alone."""
    if not finding.evidence:
        return []
    others = (claim for claim in claims if claim.certain and claim.requirement != requirement.code)
    elsewhere = {part for claim in others for part in claim.parts}
    return [entry for entry in finding.evidence if not elsewhere.intersection(entry.parts)]


def _shown(evidence: Evidence) -> str:
    """Where it is: its file, or its row on paper."""
    if evidence.paper is not None:
        return f"纸质材料登记第{evidence.paper.row}行"
    return evidence.parts[0].path


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
