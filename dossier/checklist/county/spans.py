"""Years in a county's words: 近三年, 2022—2025年, 三学年, 当年."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from dossier.checklist.county.marks import HAN, number

_COUNT = rf"([{HAN}两\d]{{1,2}})"
_LAST = re.compile(
    rf"(?:近|最近|连续|前|过去|上)\s*{_COUNT}\s*(?:个)?\s*(?P<unit>学年度?|年度|自然年|财政年度|年|届)"
    rf"|{_COUNT}\s*(?:个)?(?P<unit2>学年度?|自然年|年度?)的?(?:的)?(?:材料|资料|数据|台账|记录|档案|各一份)"
)
_WHOLE = re.compile(rf"^\s*{_COUNT}\s*(?:个)?(?P<unit>学年度?|自然年度?|年度?)\s*$", re.MULTILINE)
_DASH = r"\s*(?:[-—－–―~～]+|至|到)\s*"
_SCHOOL_YEAR = re.compile(rf"(?<!\d)(20\d\d)\s*(?:年)?{_DASH}(20\d\d)\s*(?:学年度?|年度?|(?=\D|$))")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:年度?|(?=[、，,及和\s]|$))")


@dataclass(frozen=True)
class Span:
    """Which years are asked for."""

    years: str = "none"
    """As a checklist writes it."""
    calendar: Literal["school", "calendar"] = "school"


NOT_SAID = Span()
_BY_CALENDAR = re.compile("按?(?:自然年|财政年|公历年|日历年)")
"""A remark such as 按自然年 beside 近三年."""


def read(column: str, *others: str) -> Span:
    """The years that a row asks for: its column of years first, then title and remarks.

    A range is counted: 2022—2025学年 are three school years, 2022—2025年 four calendar years.
    """
    span = _said(column) or next((found for text in others if (found := _said(text))), NOT_SAID)
    if span.years.startswith("last-") and any(map(_BY_CALENDAR.search, (column, *others))):
        return replace(span, calendar="calendar")
    return span


def _said(text: str) -> Span | None:
    text = text.translate({ord("０") + n: str(n) for n in range(10)})
    if match := _LAST.search(text) or (_WHOLE.search(text) if text.strip() else None):
        count = next(number(group) for group in match.groups() if group and number(group))
        unit = next((value for key, value in match.groupdict().items() if value), "")
        return _last(count, "自然" in unit or "财政" in unit)
    if found := _range(text):
        return found
    if re.search("当年|本年度|本学年|当前学年|现学年|今年|最新一年", text):
        return Span("current")
    return Span("as-of") if re.search("现状|时点|截至|截止目前", text) else None


def _range(text: str) -> Span | None:
    """Years written as figures: one range, several school years, or several years in a row."""
    pairs = [(int(first), int(last)) for first, last in _SCHOOL_YEAR.findall(text)]
    if pairs:
        school = "学年" in text or len(pairs) > 1 or all(last == first + 1 for first, last in pairs)
        first, last = min(pair[0] for pair in pairs), max(pair[1] for pair in pairs)
        if last <= first:
            return None
        if school:
            return None if last == first + 1 else _last(last - first, False)  # one fixed year is no rule
        return _last(last - first + 1, True)
    years = sorted({int(year) for year in _YEAR.findall(text)})
    if len(years) >= 2 and years[-1] - years[0] == len(years) - 1:
        return _last(len(years), "学年" not in text)
    return None


def _last(count: int, calendar: bool) -> Span | None:
    return Span(f"last-{count}", "calendar" if calendar else "school") if 1 <= count <= 10 else None
