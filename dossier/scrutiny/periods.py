"""A document of one year in the place of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dossier import years
from dossier.model import Problem
from dossier.scrutiny.days import Day
from dossier.scrutiny.exhibits import Exhibit, plain

_COLLECTED = re.compile("迎检|材料|汇总|归档|督导|档案|上报|验收|近三年")
"""Folders named by the year of an inspection hold papers of many years."""
_BETWEEN = re.compile("招生|新生|编班|分班|毕业|小升初|指标|预算")
"""What happens between two school years is kept with either."""
_AHEAD = timedelta(days=183)
_KINDS = {"school": ("school", "term"), "calendar": ("calendar",)}


def other_year(exhibit: Exhibit) -> Iterator[Problem]:
    """The year in the title is not that of the place, the file name or the folder, or the date below is not of it."""
    inside = _one_year(exhibit.document.title, exhibit.requirement.calendar)
    if not exhibit.alone:
        return
    outside = _outside(exhibit, inside) if inside else None
    if outside:
        where, wanted = outside
        yield exhibit.problem(
            "year-inside", found=years.shown(inside), where=where, wanted=years.shown(wanted)
        )
        return
    signed = exhibit.signed_on
    where, year = ("标题写的", inside) if inside else ("归入的年度", _of_place(exhibit))
    if signed and year and _is_amiss(exhibit, year, signed):
        yield exhibit.problem("date-outside", where=where, year=years.shown(year), date=signed.words)


def _of_place(exhibit: Exhibit) -> str:
    """The year of the place that a paper without a year in its title fills, if each year must have its own there.

    What is asked for once (the latest plan) may be in force for many years. The last line of a record may be the day
    of the event, which is no signature.
    """
    if exhibit.requirement.form == "记录":
        return ""
    told = years.find(plain(exhibit.document.title)) or _BETWEEN.search(exhibit.title)
    return exhibit.year if exhibit.requirement.years.startswith("last-") and not told else ""


def _outside(exhibit: Exhibit, inside: str) -> tuple[str, str] | None:
    """The place that says another year than the title, and which."""
    calendar, name = exhibit.requirement.calendar, exhibit.document.source.name
    if exhibit.year and exhibit.year != inside:
        return "归入的年度", exhibit.year
    if years.find(name):
        named = _one_year(name, calendar)
        return ("文件名", named) if named and named != inside else None
    for folder in reversed(exhibit.document.path.split("/")[1:-1]):
        if years.find(folder):
            kept_apart = not _COLLECTED.search(folder) and not _BETWEEN.search(exhibit.title + folder)
            year = _one_year(folder, calendar) if kept_apart else ""
            return ("文件夹", year) if year and year != inside else None
    return None


def _one_year(text: str, calendar: years.Calendar) -> str:
    """The year that *text* plainly speaks of, if it is one and no other is written there."""
    found = years.find(text)
    keys = {key for one in found for key in (one.school if calendar == "school" else one.calendar)}
    plain = bool(found) and all(one.kind in _KINDS[calendar] for one in found)
    return keys.pop() if plain and len(keys) == 1 else ""


def _is_amiss(exhibit: Exhibit, year: str, signed: Day) -> bool:
    """Whether the date below cannot belong to a paper of *year*, seen generously.

    A plan is made before its year ends and not more than half a year ahead; a summary or a record does not come before its year;
    a table may be drawn up as early as a plan.
    """
    if signed.date is None:
        return False
    first, end = _span(year)
    form = exhibit.requirement.form
    if form == "方案":
        return not first - _AHEAD <= signed.date <= end
    if form == "统计表":
        return signed.date < first - _AHEAD
    return form in ("总结", "记录") and signed.date < first


def _span(year: str) -> tuple[date, date]:
    """First and last day of a school year, from the summer before it; or of a calendar year."""
    start = int(year[:4])
    if "-" in year:
        return date(start, 7, 1), date(start + 1, 8, 31)
    return date(start, 1, 1), date(start, 12, 31)
