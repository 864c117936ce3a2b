"""What of a checklist concerns this school: an indicator whose every requirement is 不涉及 does not. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from dossier.judge.blank import blank, plain
from dossier.model import Checklist, Desk, Indicator, Verdict

NOT_APPLICABLE = "本校不涉及"


def applicable(checklist: Checklist, desk: Desk) -> Checklist:
    """*checklist* without the indicators that a person declared 不涉及, requirement by requirement.

    Figures and verdicts are asked for by this one, so that nobody is told to supply a figure that means nothing
    here, and no rule counts it. An item on which the school gave another word keeps its place. Requirements and figures stay as they are.
    """
    answered = {
        item.code
        for item in checklist.self_checked
        if (check := desk.self_check(item)) and check.word != "not-applicable"
    }
    exempt = {e.requirement for e in desk.exemptions if e.case == "not-applicable"}
    asked: dict[str, list[str]] = {}
    for requirement in checklist.requirements:
        asked.setdefault(requirement.indicator, []).append(requirement.code)
    return replace(
        checklist,
        indicators=tuple(
            indicator
            for indicator in checklist.indicators
            if indicator.code in answered
            or not (codes := asked.get(indicator.code))
            or not exempt.issuperset(codes)
        ),
    )


def without(checklist: Checklist, codes: Collection[str]) -> Checklist:
    """*checklist* without the indicators *codes*."""
    return replace(checklist, indicators=tuple(i for i in checklist.indicators if i.code not in codes))


def not_applicable(indicator: Indicator, why: str = "") -> Verdict:
    """The verdict on an indicator that is no concern of the school: no value, no gauge, no points."""
    told = plain(replace(blank(indicator), full=None), NOT_APPLICABLE)
    return replace(told, line=f"{told.line}（{why}）") if why else told
