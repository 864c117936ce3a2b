"""Days written in a text, and those that no calendar has among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dossier import numerals

WEEKDAYS = "一二三四五六日"
_HAN = "[〇○零一二三四五六七八九十]"
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s*年\s*(?P<m>\d{{1,2}})\s*月\s*(?P<d>\d{{1,2}})\s*[日号]"
    rf"|(?P<hy>二[〇○零]{_HAN}{{2}})年(?P<hm>{_HAN}{{1,3}})月(?P<hd>{_HAN}{{1,3}})[日号]"
    r"|(?<![\d.\-/])(?P<ny>20[0-4]\d)(?P<sep>[-./])(?P<nm>\d{1,2})(?P=sep)(?P<nd>\d{1,2})(?![\d.\-/])"
)
_BARE = re.compile(r"(?<![\d年])(?<!年\s)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]")
_WEEKDAY = re.compile(
    r"[\s(（]{0,3}(?:(?:星期|礼拜)([一二三四五六日天])|周([一二三四五六日天])(?![\u4e00-\u9fff]|\s[\u4e00-\u9fff])"
    r"|周([一二三四五六日天])(?=[上下早晚]))(?!\s*[至到\-—~～、])\)?"
)
"""After 周 nothing may follow that makes it a person's name (周天宇)."""
_MOST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class Day:
    """A whole date as it is written."""

    words: str
    date: date | None
    """None where there is no such day."""
    start: int
    end: int


def days(text: str) -> Iterator[Day]:
    """Every date with year, month and day in *text*, which is in half-width digits."""
    for match in _WRITTEN.finditer(text):
        year, month, day = _parts(match)
        yield Day(match[0], _date(year, month, day), match.start(), match.end())


def impossible(text: str) -> Iterator[str]:
    """Dates in *text* that no calendar has, with or without a year: 2月30日."""
    for day in days(text):
        if day.date is None:
            yield day.words
    for match in _BARE.finditer(text):
        month, number = int(match["m"]), int(match["d"])
        if 1 <= month <= 12 and _MOST[month - 1] < number <= 31:
            yield match[0]


def wrong_weekdays(text: str) -> Iterator[tuple[str, str]]:
    """Dates with a weekday that they do not fall on: the words, and the weekday of that date."""
    for day in days(text):
        said = _WEEKDAY.match(text, day.end)
        name = "".join(filter(None, said.groups())).replace("天", "日") if said else ""
        if said and day.date and name != WEEKDAYS[day.date.weekday()]:
            yield text[day.start : said.end()].strip(), f"星期{WEEKDAYS[day.date.weekday()]}"


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    if match["hy"]:
        year, month, day = (int(numerals.read(match[name].replace("○", "〇"))) for name in ("hy", "hm", "hd"))
    else:
        year, month, day = (int(match[name] or match["n" + name]) for name in "ymd")
    return year, month, day


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
