"""Which year a file belongs to, and what told it.

Title, name, folders, fields and the signature are heard first (:attr:`Facts.evidence`). What a record or a register
writes down tells its year only where they leave it open, and only when every date of it lies in one year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dossier import years
from dossier.match.facts import Facts
from dossier.model import Requirement

_NO_YEAR = years.Settled(("",), True, "", "")
_OF_THE_DAYS = ("记录", "统计表")
_OF_THINGS = re.compile(
    "出生|生日|参加工作|工作时间|入职|入党|入团|任职|聘任|购[置买进]|取得|启用|建[成校]|竣工|发证|出版|毕业|入学|到期"
)
"""Heads of dates that tell when a person or a thing began, and not when the table was kept."""
_LOOKS_AHEAD = re.compile(
    r"规划|中长期|远景|(?<![〇○零一二三四五六七八九十\d])[两二三四五六七八九十2-9]\s*年(?:\w{0,4})(?:计划|方案|目标)"
)
"""Papers that by nature are about years to come."""
_OLDEST = 6
_PLAIN = ("school", "term", "date", "span")


class Dated(NamedTuple):
    """A year and what told it."""

    settled: years.Settled
    told_by: str = ""
    """In Chinese, where neither title nor name tells it."""


def period(facts: Facts, requirement: Requirement) -> Dated:
    """The years that a file belongs to, as *requirement* counts them.

    A year later than the next one is nothing that a school has papers of: unless these look ahead by nature it is a question.
    """
    found = _period(facts, requirement)
    if not found.settled.certain or not _is_too_late(found.settled.years, facts, requirement):
        return found
    shown = years.shown(found.settled.years[0])
    return Dated(
        replace(found.settled, certain=False, doubt="year-ahead", reason=f"写的是{shown}，还早，年度可能写错")
    )


def _is_too_late(found: tuple[str, ...], facts: Facts, requirement: Requirement) -> bool:
    """Whether all years *found* begin after the next one."""
    this = years.month_year(facts.as_of.year, facts.as_of.month, requirement.calendar)
    late = [year for year in found if year and int(year[:4]) > int(this[:4]) + 1]
    words = facts.title.raw + facts.name.raw + requirement.title
    return bool(late) and len(late) == len(found) and not _LOOKS_AHEAD.search(words)


def _period(facts: Facts, requirement: Requirement) -> Dated:
    if requirement.years in ("none", "as-of", ""):
        return Dated(_NO_YEAR)
    words = facts.title.raw + facts.name.raw + requirement.title
    latest = _latest(facts.as_of) if requirement.calendar == "school" else ""
    settled = years.settle(facts.evidence, requirement.calendar, words, latest)
    if settled.certain:
        return Dated(settled, _told_by(facts, settled, requirement.calendar, words))
    if settled.doubt in ("year-none", "year-open"):
        if told := _of_rows(facts, requirement):
            return Dated(years.Settled(told, True, "", ""), "表中各行的年度")
        for told_by, found in _inside(facts, requirement):
            known = years.settle([*facts.evidence, found], requirement.calendar, words)
            if known.certain:
                return Dated(known, told_by)
    return Dated(settled)


def written_years(facts: Facts) -> years.Settled:
    """The school years that a file bears, whatever it proves."""
    return years.settle(facts.evidence, "school")


def _latest(as_of: date) -> str:
    """The last school year that anybody writes about: in summer plans are made for the next."""
    return years.month_year(as_of.year + (as_of.month > 9), (as_of.month + 2) % 12 + 1)


def _of_rows(facts: Facts, requirement: Requirement) -> tuple[str, ...]:
    """The years of a table whose every row names one, as *requirement* counts them."""
    wanted = 4 if requirement.calendar == "calendar" else len("2024-2025")
    return facts.row_years if all(len(year) == wanted for year in facts.row_years) else ()


def _inside(facts: Facts, requirement: Requirement) -> Iterator[tuple[str, tuple[years.Found, ...]]]:
    """What stands in the text of a file that bears no year elsewhere, and what it is called."""
    if requirement.years == "current":
        yield "落款日期", facts.signature
    if requirement.form in _OF_THE_DAYS:
        yield (
            "表中的日期" if facts.document.kind in ("xlsx", "xls", "csv", "et") else "文中的日期",
            _days(facts, requirement),
        )


def _days(facts: Facts, requirement: Requirement) -> tuple[years.Found, ...]:
    """The dates of a record, if they are several and all of one year."""
    lead = facts.document.lead
    if not lead or _OF_THINGS.search(lead):
        return ()
    found = tuple(year for year in years.find(lead) if year.kind in ("school", "term", "date"))
    if len({(year.calendar, year.month, year.day) for year in found}) < 2:
        return ()
    meant = {year.calendar if requirement.calendar == "calendar" else year.school for year in found}
    recent = all(int(year.school[0][:4]) > facts.as_of.year - _OLDEST for year in found)
    return found if len(meant) == 1 and recent else ()


def _told_by(facts: Facts, settled: years.Settled, calendar: years.Calendar, words: str) -> str:
    """What told the years that title and name leave open."""
    if any(year.kind in _PLAIN for year in (*facts.title.years, *facts.name.years)):
        return ""
    return next(
        (
            called
            for called, found in _sources(facts)
            if found and years.settle([found], calendar, words).years == settled.years
        ),
        "",
    )


def _sources(facts: Facts) -> Iterator[tuple[str, tuple[years.Found, ...]]]:
    """The sources behind title and name, as a person calls them."""
    yield "", (*facts.title.years, *facts.name.years)
    yield "首句里写的时间", facts.subject.years
    for raw, found in zip(facts.folder.raw, facts.folder.years, strict=True):
        yield f"文件夹“{raw}”", found
    yield from zip(("标题下写的年度", "文中写的时间", "文中写的期限"), facts.inside, strict=True)
    yield "落款日期", facts.signature
    yield "拍摄日期", years.find(facts.document.taken)
