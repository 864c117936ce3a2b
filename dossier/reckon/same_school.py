"""Whether two names are of one school, and a school that a county's tables name more than once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dossier.model import Member, Problem
from dossier.problems import problem
from dossier.text import fold

__all__ = ["distinct", "is_same_school", "twin_of"]

_PART = re.compile("[（(](?:小学|初中|高中)部?[）)]$")
"""What tells the sections of one campus apart behind its name."""
_PLACE = re.compile("(?:[^省市区州县旗镇乡]{1,8}(?:省|自治区|自治州|市|州|区|县|旗|镇|乡|街道))+")
"""What a full name has before the short one: 青禾县, but not the 第二 of 第二实验小学."""
_MOST_NAMED = 3


def is_same_school(one: Member, other: Member) -> bool:
    """Whether two members are one section of one school, by full or short name."""
    return one.section == other.section and any(
        _is_same_name(first, second) for first in _names(one) for second in _names(other)
    )


def twin_of(member: Member, others: Iterable[Member]) -> Member | None:
    """The first of *others* that is the same school."""
    return next((other for other in others if is_same_school(member, other)), None)


def distinct(members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
    """Every school once, with the figures of all tables that name it.

    Returns:
        Members in their order; ``school-twice`` for one that stands twice in one table, or whose figures differ
        from table to table. What was read first holds.
    """
    found: list[Member] = []
    problems: list[Problem] = []
    for member in members:
        twin = twin_of(member, found)
        if twin is None:
            found.append(member)
            continue
        differing = [
            figure.label
            for key, figure in member.figures.items()
            if not figure.formula and twin.value(key) not in (None, figure.value)
        ]
        if differing or _sheets(member) & _sheets(twin):
            problems.append(_twice(member, twin, differing))
        found[found.index(twin)] = replace(twin, figures={**member.figures, **twin.figures})
    return tuple(found), tuple(problems)


def _names(member: Member) -> set[str]:
    return {fold(_PART.sub("", name)) for name in (member.school, member.short_name)}


def _is_same_name(one: str, other: str) -> bool:
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    return long == short or (long.endswith(short) and bool(_PLACE.fullmatch(long.removesuffix(short))))


def _sheets(member: Member) -> set[tuple[str, str]]:
    return {(read.path, read.sheet) for figure in member.figures.values() for read in figure.readings}


def _twice(member: Member, twin: Member, differing: Sequence[str]) -> Problem:
    named = "、".join(f"“{label}”" for label in differing[:_MOST_NAMED])
    more = "等" if len(differing) > _MOST_NAMED else ""
    detail = f"{named}{more}两处不同，现按先写的" if differing else "两处数值相同，只算一次"
    other = twin.school if twin.school != member.school else "同名"
    return problem("school-twice", path=member.source, school=member.school, other=other, detail=detail)
