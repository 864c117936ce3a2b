"""Days that cannot be: no such day, another weekday, after the run's day, a meeting on a day off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dossier.model import Problem
from dossier.scrutiny.days import Day, days, impossible, wrong_weekdays
from dossier.scrutiny.exhibits import WRITTEN, Exhibit
from dossier.scrutiny.holidays import Holidays

_MEETING = re.compile(
    "会议|[例班长谈讨商析代]会(?![员长])|(?:代表|[职党团]员|教职工|师生)大会|[校政]务会|行政会|会的?(?:记录|纪要)|审议|议事|听证|教研|培训|研修"
)
_OF_A_MEETING = re.compile(r"^\s*会议(?:时\s*间|日\s*期|名称|内容|议题|主题|地\s*点)", re.M)
"""What the form itself calls it, whatever its title."""
_HELD = re.compile(r"(?:会议|活动|培训|研修|教研|召开|开会)?(?:时\s*间|日\s*期)\s*[:：]")
_ON_PURPOSE = re.compile(
    "元旦|新年|春节|元宵|清明|五一|劳动|端午|中秋|国庆|假期|节日|值班|周末|双休|运动|比赛|网络|线上|暑[假期]|寒假"
)
_GOES_ON = re.compile(r"\s*[日号]?\s*(?:[至到~～、,，]|[-—－]{1,2})\s*\d")
_RECORDED = frozenset({"记录"})


def odd(exhibit: Exhibit, as_of: date, holidays: Holidays) -> Iterator[Problem]:
    """Everything odd about the days in a document."""
    for words in dict.fromkeys(impossible(exhibit.text)):
        yield exhibit.problem("date-impossible", words=words)
    for words, weekday in dict.fromkeys(wrong_weekdays(exhibit.text)):
        yield exhibit.problem("weekday-wrong", words=words, weekday=weekday)
    if exhibit.alone:
        yield from _ahead(exhibit, as_of)
        yield from _day_off(exhibit, holidays)


def _ahead(exhibit: Exhibit, as_of: date) -> Iterator[Problem]:
    """A signature or a meeting later than the day of the run; plans may speak of the future, they are not signed in it."""
    signed = exhibit.signed_on if exhibit.requirement.form in WRITTEN | _RECORDED else None
    held = held_on(exhibit) if exhibit.requirement.form in _RECORDED else None
    for place, day in (("落款", signed), ("活动时间", held)):
        if day and day.date and day.date > as_of:
            yield exhibit.problem("date-ahead", place=place, date=day.words, as_of=_shown(as_of))
            return


def _day_off(exhibit: Exhibit, holidays: Holidays) -> Iterator[Problem]:
    words = f"{exhibit.title}{exhibit.document.source.name}"
    is_meeting = _MEETING.search(words) or _OF_A_MEETING.search(exhibit.lead)
    if exhibit.requirement.form not in _RECORDED or not is_meeting or _ON_PURPOSE.search(words):
        return
    held = held_on(exhibit)
    why = holidays.why(held.date) if held and held.date else ""
    if held and why:
        yield exhibit.problem("day-off", date=held.words, why=why)


def held_on(exhibit: Exhibit) -> Day | None:
    """The one day on which something took place, by its title or by a line 时间：….

    A table may put the day into the line after the word.
    """
    named = list(days(exhibit.title))
    if len(named) == 1 and not _GOES_ON.match(exhibit.title, named[0].end):
        return named[0]
    lines = exhibit.lead[:600].split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        label = _HELD.search(line) or re.fullmatch(r"\s*(?:会议|活动|培训|教研)?(?:时\s*间|日\s*期)\s*", line)
        if label:
            told = line[label.end() :] if line[label.end() :].strip() else after
            found = list(days(told))
            return found[0] if len(found) == 1 and not _GOES_ON.match(told, found[0].end) else None
    return None


def _shown(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
