"""From one inspection to the next: what evidence carries over, and what the next one asks for beyond."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.checklist.keys import YEARS
from dossier.checklist.materials import folded
from dossier.checklist.ties import Tie, ties
from dossier.model import Checklist, Requirement

_OF_A_YEAR = ("current", "last", "cohort")
_CALENDARS = {"school": "按学年", "calendar": "按自然年"}


@dataclass(frozen=True)
class Carried:
    """One requirement of the later checklist."""

    requirement: Requirement
    sources: tuple[Requirement, ...]
    """Requirements of the earlier checklist that ask for the same material, in its order."""
    beyond: tuple[str, ...] = ()
    """What it asks for that the best of ``sources`` does not, each an end of “还要…”."""


def crosswalk(earlier: Checklist, later: Checklist) -> tuple[Carried, ...]:
    """Every requirement of *later*, in its order, with what *earlier* already made the school collect."""
    have: dict[str, list[Requirement]] = defaultdict(list)
    for tie in ties(earlier):
        for material in _materials(tie):
            have[material].append(tie.requirement)
    return tuple(_carried(tie.requirement, _sources(tie, have)) for tie in ties(later))


def years_words(requirement: Requirement) -> str:
    """``近3年`` ``当年`` ``时点`` ``不分年度``."""
    return YEARS.to_text(requirement.years)


def _materials(tie: Tie) -> list[str]:
    """Entries of the vocabulary; what it does not know is the same under the same name only."""
    known = [material.name for material in tie.materials]
    return known or [folded(tie.requirement.material or tie.requirement.title)]


def _sources(tie: Tie, have: Mapping[str, Sequence[Requirement]]) -> list[Requirement]:
    """Requirements of the earlier checklist that have something of what *tie* asks for."""
    found = {source.code: source for material in _materials(tie) for source in have.get(material, ())}
    return list(found.values())


def _carried(wanted: Requirement, sources: Sequence[Requirement]) -> Carried:
    shortfalls = [tuple(_beyond(source, wanted)) for source in sources]
    return Carried(wanted, tuple(sources), min(shortfalls, key=len, default=()))


def _beyond(source: Requirement, wanted: Requirement) -> Iterator[str]:
    """What *wanted* asks for when all that *source* asks for is there."""
    if not _has_years(source.years, wanted.years):
        yield f"年度{years_words(wanted)}"
    elif source.calendar != wanted.calendar and _kind(wanted.years)[0] in _OF_A_YEAR:
        yield _CALENDARS[wanted.calendar]
    if wanted.minimum > source.minimum:
        yield f"至少{wanted.minimum}份"
    if wanted.copy == "original" and source.copy != "original":
        yield "原件"
    if wanted.seal and not source.seal:
        yield "盖章"
    if wanted.signatures and not source.signatures:
        yield "签字"
    if wanted.site_visit and not source.site_visit:
        yield "现场核查"


def _has_years(have: str, wanted: str) -> bool:
    """Whether evidence for the years *have* serves for *wanted*; what runs to this year shows how things stand now."""
    have_kind, have_count = _kind(have)
    kind, count = _kind(wanted)
    if kind == "none":
        return True
    if kind in ("as-of", "current"):
        return have_kind in _OF_A_YEAR or have_kind == kind
    return have_kind == kind and have_count >= count


def _kind(years: str) -> tuple[str, int]:
    """``last-3`` → (last, 3); what has no number stands for itself."""
    kind, _, number = years.rpartition("-")
    return (kind, int(number)) if number.isdigit() else (years, 1)
