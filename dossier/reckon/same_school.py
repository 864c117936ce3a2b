"""Whether two names are of one school, and a school that a county's tables name more than once. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dossier.model import Member, Problem
from dossier.problems import problem
from dossier.text import fold

__all__ = ["distinct", "is_named_alike", "twin_of"]

_PART = re.compile("[（(](?:小学|初中|高中)部?[）)]$")
"""What tells the sections of one campus apart behind its name."""
_PLACE = re.compile("(?:[^省市区州县旗镇乡]{1,8}(?:省|自治区|自治州|市|州|区|县|旗|镇|乡|街道))+")
"""What a full name has before the short one: 青禾县, but not the 第二 of 第二实验小学."""
_MOST_NAMED = 3
_ENOUGH = 2
"""So many equal figures, and no other, say that 青禾县晨光小学 and 晨光小学 are one."""


def twin_of(member: Member, others: Iterable[Member]) -> Member | None:
    """The first of *others* that is called as *member* is, for the same section."""
    return next((o for o in others if o.section == member.section and _is_called_alike(o, member)), None)


def is_named_alike(one: Member, other: Member) -> bool:
    """Whether one full name is the other with its place before it, for the same section."""
    first, second = _plain(one.school), _plain(other.school)
    return one.section == other.section and (_is_longer(first, second) or _is_longer(second, first))


def distinct(members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
    """Every school once, with the figures of all tables that name it.

    Returns:
        Members in their order. Problems: ``school-twice`` for one that stands twice in one table, or whose figures
        differ from table to table (what was read first holds), ``school-alike`` for two that may be one.
    """
    found: dict[int, Member] = {}
    near: dict[tuple[str, str], list[int]] = {}
    problems: list[Problem] = []
    for number, member in enumerate(members):
        alike = near.setdefault((member.section, _core(member)), [])
        twin = next((n for n in alike if _is_called_alike(found[n], member)), None)
        kin = next((n for n in alike if is_named_alike(found[n], member)), None) if twin is None else None
        if kin is not None and _has_the_same(found[kin], member):
            twin, kin = kin, None
        if twin is not None:
            problems += _twice(member, found[twin])
            found[twin] = replace(found[twin], figures={**member.figures, **found[twin].figures})
            continue
        if kin is not None:
            other = found[kin].school
            problems.append(problem("school-alike", path=member.source, school=member.school, other=other))
        found[number] = member
        alike.append(number)
    return tuple(found.values()), tuple(problems)


def _plain(name: str) -> str:
    return fold(_PART.sub("", name))


def _is_called_alike(one: Member, other: Member) -> bool:
    """By full name, or one's full name is the other's short one; two townships may each have a 中心小学."""
    full, others_full = _plain(one.school), _plain(other.school)
    return full == others_full or full == _plain(other.short_name) or _plain(one.short_name) == others_full


def _core(member: Member) -> str:
    """The full name without its place, under which all that may be the same school stand together."""
    name = _plain(member.school)
    place = _PLACE.match(name)
    return name[place.end() :] or name if place else name


def _is_longer(long: str, short: str) -> bool:
    return long.endswith(short) and _PLACE.fullmatch(long.removesuffix(short)) is not None


def _has_the_same(one: Member, other: Member) -> bool:
    return not _differing(one, other) and len(_stated(one) & _stated(other)) >= _ENOUGH


def _stated(member: Member) -> set[str]:
    """Keys of figures that a table gives itself."""
    return {key for key, figure in member.figures.items() if not figure.formula}


def _differing(one: Member, other: Member) -> list[str]:
    keys = [key for key in other.figures if key in _stated(one) & _stated(other)]
    return [other.figures[key].label for key in keys if one.value(key) != other.value(key)]


def _sheets(member: Member) -> set[tuple[str, str]]:
    return {(read.path, read.sheet) for figure in member.figures.values() for read in figure.readings}


def _twice(member: Member, twin: Member) -> list[Problem]:
    """Nothing, where two sheets speak of one school and agree."""
    differing = _differing(twin, member)
    if not differing and not _sheets(member) & _sheets(twin) and twin.school == member.school:
        return []
    named = "、".join(f"“{label}”" for label in differing[:_MOST_NAMED])
    more = "等" if len(differing) > _MOST_NAMED else ""
    detail = f"{named}{more}两处不同，现按先写的" if differing else "两处数值相同，只算一次"
    other = twin.school if twin.school != member.school else "同名"
    return [problem("school-twice", path=member.source, school=member.school, other=other, detail=detail)]
