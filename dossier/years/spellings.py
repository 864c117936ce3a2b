"""Finding years in running text, file names and folder names, in all the spellings that schools use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from dossier.text import simplified
from dossier.years.calendar import month_year, school_year

YearKind = Literal["school", "term", "date", "calendar", "span", "entering", "graduating", "number"]
"""What was written: a whole school year, a term or season of one, a month or day, a calendar year, several
years, a cohort by its year of entry (2024级) or of leaving (2024届), or the year in a document number."""


class Found(NamedTuple):
    """One year that a text speaks of."""

    kind: YearKind
    start: int
    """Position of the first character in the text given to :func:`find`."""
    end: int
    school: tuple[str, ...] = ()
    """School years meant, oldest first; empty when the words leave it open (2024年)."""
    calendar: tuple[str, ...] = ()
    """Calendar years meant; empty when the words leave it open (2023-2024学年)."""
    month: int = 0
    """1-12 where a month is written or implied, else 0."""
    day: int = 0
    """1-31 where a day is written, else 0."""


_Y = r"(?<!\d)(?P<y>(?:19[89]|20[0-5])\d)(?!\d)"
_TO = r"\s*(?:[-‐-―─~至到/_]{1,3}|一)\s*"
_TERM = (
    r"(?P<term>\s*[(第]?\s*(?:[一二12上下]\s*学?期|[上下](?![\u4e00-\u9fff])|(?<=[-(])[12](?!\d))\)?"
    r"|-[12](?![\d-])|\([上下12]\))?"
)
_NOT_COUNT = (
    r"(?!\s*(?:元|万|人|名|个|册|本|页|台|套|件|间|平|㎡|m|米|字|分|次|项|条|班|室|版|年版|号|余|多|%|年))"
)
_OCCASION_MONTHS = {
    "上半年": 3, "下半年": 10, "上学期": 3, "下学期": 10, "上期": 3, "下期": 10, "上": 3, "下": 10,
    "寒假": 1, "暑假": 7, "春": 3, "夏": 6, "秋": 9, "冬": 12,
    "元旦": 1, "春节": 2, "三八": 3, "学雷锋": 3, "植树节": 3, "清明": 4, "五一": 5, "五四": 5, "六一": 6,
    "儿童节": 6, "端午": 6, "中考": 6, "小升初": 6, "毕业": 6, "七一": 7, "教师节": 9, "中秋": 9, "国庆": 10,
    "重阳": 10, "宪法日": 12,
}  # fmt: skip
"""Halves behind a single year are those of the calendar: 2025年下学期 begins in autumn, as in 2025年下半年."""
_OCCASION = "|".join(
    rf"{word}(?![\u4e00-\u9fff])" if word in ("上", "下") else word
    for word in sorted(_OCCASION_MONTHS, key=len, reverse=True)
)
_HAN_DIGITS = str.maketrans("〇○零oO一二三四五六七八九", "00000123456789")
_HAN_YEAR = re.compile(
    r"[一二][九〇○零0oO][〇○零0oO一二三四五六七八九]{2}(?=\s*(?:年|学年|级|届|[-‐-―~至到]))"
)
_NO_RANGE = (
    r"(?![\d.:%]|-\d|\s*(?:元|万|人|名|个|册|本|页|台|套|件|间|平|㎡|m|米|字|分|次|项|条|班|室|号|日|周|月|岁|天|课|讲|章|节|题|"
    r"楼|届|级|度|位|排|栋|多|%|年))"
)
"""What makes 23-24 a count, a page or a day and no school year."""
_NO_AGE = r"(?!\s*(?:级|届|以上|以下|以来|来|间|代|龄|教龄|工龄|期|制|内|前|后|多|余|规划|目标|校庆|生))"
"""What makes 20年 a length of time."""
_ANY_DIGITS = re.compile(r"\d\d")
_MAY_BE_DIGITS = re.compile(r"[\d²³¹⁰-⁹₀-₉①-⑨⓪]|[一二][九〇○零0oO]")
"""In every text that holds a digit once it is folded, or a year in Chinese digits."""
_HAN_MONTHS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_HAN_MONTHS |= {"十一": 11, "十二": 12}


def find(text: str) -> tuple[Found, ...]:
    """All years in *text*, in the order they stand; each stretch is read once, by its fullest spelling."""
    if not _MAY_BE_DIGITS.search(text):
        return ()
    folded = _fold(text)
    if not _ANY_DIGITS.search(folded):
        return ()
    years = [(match.start(), _next(folded, match.end())) for match in _YEAR.finditer(folded)]
    taken: list[Found] = []
    for spelling in _tried(tuple([following for _, following in years]), bool(_SIGN.search(folded))):
        for match in spelling.matches(folded, years):
            if taken and any(match.start() < other.end and other.start < match.end() for other in taken):
                continue
            found = spelling.read(match)
            if found is not None:
                taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start)) if len(taken) > 1 else tuple(taken)


def _next(text: str, place: int) -> str:
    """The character at *place*, one blank for any; nothing at the end."""
    character = text[place : place + 1]
    return " " if character.isspace() else character


def _fold(text: str) -> str:
    """Half-width simplified text with Arabic years, character for character, so that positions stay true."""
    narrow = text
    if not unicodedata.is_normalized("NFKC", text):
        forms = ((char, unicodedata.normalize("NFKC", char)) for char in text)
        narrow = "".join(form if len(form) == 1 else char for char, form in forms)
    return _HAN_YEAR.sub(lambda match: match[0].translate(_HAN_DIGITS), simplified(narrow))


def _found(
    match: re.Match[str],
    kind: YearKind,
    school: Iterable[int],
    calendar: Iterable[int],
    month: int = 0,
    day: int = 0,
) -> Found:
    schools, calendars = tuple(map(school_year, school)), tuple([f"{year:04d}" for year in calendar])
    return Found(kind, match.start(), match.end(), schools, calendars, month, day)


def _school(match: re.Match[str], start: int) -> Found:
    """A whole school year, or one term of it when the match has one."""
    term = match["term"]
    if not term:
        return _found(match, "school", (start,), ())
    first = any(char in term for char in "一1上")
    return _found(match, "term", (start,), (start if first else start + 1,))


def _pair(match: re.Match[str]) -> Found | None:
    first, last = int(match["y"]), int(match["last"])
    whole = "学年" in (match["unit"] or "")
    if last == first + 1 and (whole or not match["year"]):
        return _school(match, first)
    if not first < last <= first + 10:
        return None
    return _found(match, "span", range(first, last), () if whole else range(first, last + 1))


def _short_pair(match: re.Match[str]) -> Found | None:
    first, last = int(match["y"]), int(match["last"])
    return _school(match, 2000 + first) if last == first + 1 and first < 50 else None


def _half_pair(match: re.Match[str]) -> Found | None:
    start, last = int(match["y"]), int(match["last"])
    if (start + 1) % 100 != last or (last <= 12 and not match["unit"]):
        return None
    return _school(match, start)


def _month(match: re.Match[str]) -> Found | None:
    year, written = _full(match["y"]), match["m"]
    month = _HAN_MONTHS.get(written) or (int(written) if written.isdecimal() else 0)
    day = int(match["d"] or 0)
    if not (1 <= month <= 12 and 0 <= day <= 31) or match["d"] in ("0", "00"):
        return None
    return _found(match, "date", (int(month_year(year, month)[:4]),), (year,), month, day)


def _occasion(match: re.Match[str]) -> Found:
    year, month = _full(match["y"]), _OCCASION_MONTHS[match["occasion"]]
    return _found(match, "term", (int(month_year(year, month)[:4]),), (year,), month)


def _document_number(match: re.Match[str]) -> Found:
    return _found(match, "number", (), (int(match["y"] or match["y2"]),))


def _calendar(match: re.Match[str]) -> Found:
    return _found(match, "calendar", (), (_full(match["y"]),))


def _full(year: str) -> int:
    """24 → 2024."""
    return int(year) + (2000 if len(year) == 2 else 0)


def _entering(match: re.Match[str]) -> Found:
    year = _full(match["y"])
    return _found(match, "entering", (year,), (year,))


def _graduating(match: re.Match[str]) -> Found:
    year = _full(match["y"])
    return _found(match, "graduating", (year - 1,), (year,))


class _Spelling(NamedTuple):
    """One way to write a year. What cannot stand in a text is told by a glance, so that few patterns are tried."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Found | None]
    after: str | None = None
    """It begins with a year, and what follows the year begins with one of these; None: with anything."""
    sign: re.Pattern[str] | None = None
    """It begins otherwise, and this is found in every text that holds it."""

    def follows(self, following: str) -> bool:
        """Whether it may stand where a year is followed by *following*."""
        return self.sign is None and (self.after is None or following in self.after)

    def matches(self, text: str, years: Sequence[tuple[int, str]]) -> Iterable[re.Match[str]]:
        """All matches in *text*; *years* are the places of its years, each with the character that follows it."""
        if self.sign is not None:
            return self.pattern.finditer(text) if self.sign.search(text) else ()
        found = []
        end = 0
        for start, following in years:
            if start >= end and self.follows(following) and (match := self.pattern.match(text, start)):
                found.append(match)
                end = match.end()
        return found


@lru_cache(1 << 10)
def _tried(following: tuple[str, ...], signed: bool) -> tuple[_Spelling, ...]:
    """The spellings that are worth a try where *following* stands behind the years."""
    return tuple(
        spelling
        for spelling in _SPELLINGS
        if (spelling.sign and signed) or any(spelling.follows(character) for character in following)
    )


def _after(after: str | None, pattern: str, read: Callable[[re.Match[str]], Found | None]) -> _Spelling:
    return _Spelling(re.compile(pattern), read, after=after)


def _anywhere(sign: str, pattern: str, read: Callable[[re.Match[str]], Found | None]) -> _Spelling:
    return _Spelling(re.compile(pattern), read, sign=re.compile(sign))


_YEAR = re.compile(_Y)
_MONTH = r"(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])"
_SEP = r"[.\-/_。、]"
_DASHES = "-‐‑‒–—―~/"
_SPELLINGS: tuple[_Spelling, ...] = (
    # 2023-2024学年度第一学期, 2023—2024, 2022-2025学年, 2023年至2025年
    _after(
        f" 年─至到_一{_DASHES}",
        rf"{_Y}(?P<year>\s*年)?{_TO}(?P<last>(?:19|20)\d\d)(?!\d)(?P<unit>\s*年?学年度?|\s*年度?)?{_TERM}",
        _pair,
    ),
    # 23-24学年, 23-24上
    _anywhere(
        rf"\d[{_DASHES}]\d\d[学年(上下]",
        rf"(?<![\d.-])(?P<y>\d\d)[{_DASHES}](?P<last>\d\d)(?=学年|年度|\(?[上下])(?:学年度?|年度)?{_TERM}",
        _short_pair,
    ),
    # 23-24 alone: two years in a row that nothing counts
    _anywhere(
        rf"(?<!\d)[1-3]\d[{_DASHES}]\d\d(?!\d)",
        rf"(?<![\d.月第\-/])(?P<y>1[3-9]|[23]\d)[{_DASHES[:-1]}](?P<last>\d\d)(?P<term>){_NO_RANGE}",
        _short_pair,
    ),
    # 2023-24学年, 2023-24
    _after(_DASHES, rf"{_Y}[{_DASHES}](?P<last>\d\d)(?![\d.-])(?P<unit>学年度?|年度)?{_TERM}", _half_pair),
    # 2024学年第一学期: named after its first year
    _after(" 学", rf"{_Y}\s*学年度?{_TERM}", lambda match: _school(match, int(match["y"]))),
    _anywhere(
        r"(?<!\d)[1-4]\d\s*学年",
        rf"(?<![\d\-])(?P<y>[1-4]\d)\s*学年度?{_TERM}",
        lambda match: _school(match, _full(match["y"])),
    ),
    # 2024年3月15日, 二〇二四年三月
    _after(" 年", rf"{_Y}\s*年\s*{_MONTH}\s*月份?(?:\s*(?P<d>\d{{1,2}})\s*[日号])?", _month),
    # 2024年秋季学期, 2024春, 24秋, 2024年六一
    _after(
        f' 年度“"{"".join(occasion[0] for occasion in _OCCASION_MONTHS)}',
        rf"{_Y}\s*年?度?\s*[“\"]?(?P<occasion>{_OCCASION})季?(?:学?期)?",
        _occasion,
    ),
    _anywhere(
        r"(?<!\d)[1-4]\d\s*年?[春秋]",
        r"(?<!\d)(?P<y>[1-4]\d)\s*年?(?P<occasion>[春秋])季?(?:学?期)?",
        _occasion,
    ),
    _anywhere(
        r"(?<!\d)2\d[上下]",
        r"(?<![\d.\-])(?P<y>2\d)(?P<occasion>[上下](?:半年|学?期)|[上下](?![\u4e00-\u9fff]))",
        _occasion,
    ),
    # 24年下半年, 24年9月
    _anywhere(
        r"(?<!\d)[1-4]\d\s*年", rf"(?<!\d)(?P<y>[1-4]\d)\s*年(?P<occasion>{_OCCASION})(?:学?期)?", _occasion
    ),
    _anywhere(
        r"(?<!\d)[1-4]\d\s*年",
        rf"(?<!\d)(?P<y>[1-4]\d)\s*年\s*{_MONTH}\s*月份?(?:\s*(?P<d>\d{{1,2}})\s*[日号])?",
        _month,
    ),
    # 2024级 enters, 2024届 leaves
    _after(" 年级", rf"{_Y}\s*年?级(?!别)", _entering),
    _after(" 年届", rf"{_Y}\s*年?届", _graduating),
    _anywhere(r"(?<!\d)2\d级", r"(?<![\d第])(?P<y>2\d)级(?!别)", _entering),
    _anywhere(r"(?<!\d)2\d届", r"(?<![\d第])(?P<y>2\d)届", _graduating),
    # 〔2024〕15号
    _anywhere(
        r"[〔【\[(]\d", rf"[〔【\[(]{_Y}[〕】\])]\s*第?\s*\d+\s*号|〔(?P<y2>20\d\d)〕", _document_number
    ),
    # 2024.9, 2024-03-15, 2024/9/1
    _after(
        ".-/_。、",
        rf"(?<!\d[-.]){_Y}{_SEP}(?P<m>\d{{1,2}})(?!\d)(?:{_SEP}(?P<d>\d{{1,2}})(?!\d))?(?!\s*[号元人])",
        _month,
    ),
    # 24.11.3, 24.11
    _anywhere(
        r"(?<!\d)[23]\d\.\d",
        r"(?<![\d.\-])(?P<y>[23]\d)\.(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?![\d.])",
        _month,
    ),
    _anywhere(
        r"(?<!\d)2\d\.\d",
        rf"(?<![\d.\-])(?P<y>2\d)\.(?P<m>1[0-2]|0?[1-9])(?P<d>)(?![\d.]){_NO_RANGE}",
        _month,
    ),
    # 03-15-2024
    _anywhere(r"\d-\d\d-20", r"(?<!\d)(?P<m>\d\d)-(?P<d>\d\d)-(?P<y>20\d\d)(?!\d)", _month),
    # 20240315, 20240315101112, 202403
    _anywhere(
        r"20[0-5]\d[01]\d",
        r"(?<!\d)(?P<y>20[0-5]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=(?:\d{6})?(?!\d))",
        _month,
    ),
    _anywhere(
        r"20[0-4]\d[01]\d",
        rf"(?<!\d)(?P<y>20[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>)(?!\d){_NOT_COUNT}",
        _month,
    ),
    # 2024年度, 2024年, 2024
    _after(" 年", rf"{_Y}\s*年(?!\s*(?:版|修订))度?", _calendar),
    _after(
        None,
        rf"(?<![a-zA-Z第共¥$.\-/])(?<!\d)(?P<y>20[0-4]\d)(?!\d){_NOT_COUNT}(?![.\-/]\d)",
        _calendar,
    ),
    # 24年
    _anywhere(r"(?<!\d)2\d\s*年", rf"(?<![\d第满近共达逾过教校学龄])(?P<y>2\d)\s*年{_NO_AGE}度?", _calendar),
)
_SIGN = re.compile("|".join(spelling.sign.pattern for spelling in _SPELLINGS if spelling.sign))
