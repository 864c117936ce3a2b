"""A checklist as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.model import Checklist, Indicator, Requirement

_CERTAINTY = {"verified": "", "unverified": "〔未核实〕", "incomplete": "〔不完整〕"}
_SECTIONS = {"primary": "小学", "junior": "初中", "": ""}


def lines(checklist: Checklist) -> Iterator[str]:
    """Groups, indicators with gauges, requirements with years and owner, in file order."""
    yield f"{checklist.title}{_CERTAINTY[checklist.certainty]}"
    if checklist.basis:
        yield f"依据：{checklist.basis}"
    for group in checklist.groups:
        yield ""
        yield f"【{group.title}】"
        for indicator in checklist.indicators:
            if indicator.group == group.code:
                yield _indicator(indicator)
                for requirement in checklist.requirements:
                    if requirement.indicator == indicator.code:
                        yield _requirement(requirement)
    for rule in checklist.rules:
        yield ""
        yield f"综合判定：{rule.title}"


def _indicator(indicator: Indicator) -> str:
    gauges = [
        f"{_SECTIONS.get(section, section)}{sign}{float(value):g}"
        for sign, table in (("≥", indicator.at_least), ("≤", indicator.at_most))
        for section, value in (table or {}).items()
    ]
    facts = [*gauges, *(["县级提供"] if indicator.scope == "county" else [])]
    tail = f"（{'，'.join(facts)}）" if facts else ""
    return f"  {indicator.code} {indicator.title}{tail}{_CERTAINTY[indicator.certainty]}"


def _requirement(requirement: Requirement) -> str:
    facts = [requirement.years if requirement.years != "none" else "", requirement.owner, requirement.note]
    return f"    {requirement.code} {requirement.title}  {' · '.join(fact for fact in facts if fact)}"
