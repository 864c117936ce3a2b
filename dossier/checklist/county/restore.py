"""Codes that Excel changed: ``1-2`` became a date, ``1.10`` the number 1.1. The codes around them tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.checklist.county.marks import segments

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?: 00:00)?")
_SHOWN = re.compile(r"(?:(?P<year>\d{4})[-/年.])?(?P<month>\d{1,2})[/月](?P<day>\d{1,2})日?")
"""How Excel shows such a date: 1月2日 where a person retyped or pasted it, 2026/1/2 in a CSV file."""
_NO_YEAR = "9999"
"""Stands for the year of typing, which a date that is shown without it does not tell."""


@dataclass(frozen=True)
class Restored:
    """The codes of one column."""

    codes: tuple[str, ...]
    """As typed; empty where that cannot be known."""
    changed: tuple[tuple[str, str], ...]
    """What stood there → what was typed."""
    lost: frozenset[int]
    """Positions whose code cannot be known."""


def restore(column: Sequence[str]) -> Restored:
    """Undo what Excel did to a column of codes, from the top down."""
    shown, column = column, [_as_date(text) for text in column]
    dates = [match for text in column if (match := _DATE.fullmatch(text))]
    written = [text for text in column if text and not _DATE.fullmatch(text)]
    codes: list[str] = []
    changed: list[tuple[str, str]] = []
    lost: set[int] = set()
    for position, text in enumerate(column):
        before = next((code for code in reversed(codes) if code), "")
        after = (
            next((code for code in column[position + 1 :] if code and not _DATE.fullmatch(code)), "")
            if _DATE.fullmatch(text)
            else ""
        )
        code = _typed(text, before, after, written, dates)
        if code is None:
            lost.add(position)
        elif code != text:
            changed.append((shown[position], code))
        codes.append(code or "")
    return Restored(tuple(codes), tuple(changed), frozenset(lost))


def _as_date(text: str) -> str:
    """``1月2日`` as the date that it is; every other text as it stands."""
    match = _SHOWN.fullmatch(text)
    if match is None or not 1 <= int(match["month"]) <= 12 or not 1 <= int(match["day"]) <= 31:
        return text
    return f"{match['year'] or _NO_YEAR}-{int(match['month']):02}-{int(match['day']):02}"


def _typed(
    text: str, before: str, after: str, written: Sequence[str], dates: Sequence[re.Match[str]]
) -> str | None:
    if match := _DATE.fullmatch(text):
        return _from_date(match, before, after, written, dates)
    if re.fullmatch(r"\d+\.\d+", text) and _follows(before, f"{text}0"):
        return f"{text}0"
    return text


def _from_date(
    match: re.Match[str], before: str, after: str, written: Sequence[str], dates: Sequence[re.Match[str]]
) -> str | None:
    options = list(dict.fromkeys(_options(match, _is_padded(written))))
    near = [option for option in options if _follows(before, option) or _follows(option, after)]
    if near:
        return near[0]
    shapes = Counter(len(segments(code)) for code in written)
    shape = max(shapes, key=lambda size: (shapes[size], size)) if shapes else _likely(dates)
    fitting = [
        option for option in options if len(segments(option)) == shape or (not written and len(options) == 1)
    ]
    if shape == 3 and int(match[1]) > 2012 and shapes and not _same_head(fitting, (before, after)):
        return None
    return fitting[0] if fitting else None


def _options(match: re.Match[str], padded: bool) -> Iterator[str]:
    """What may have been typed, likeliest first."""
    year, month, day = (int(part) for part in match.groups())
    last = f"{day:02}" if padded else str(day)
    if year > 2012:  # the year of typing
        yield f"{month}-{last}"
    if day == 1 and not 2000 <= year < 2030 and year != int(_NO_YEAR):
        yield f"{month}-{year % 100:02}"  # 1-32 is no day of January, so it became January 1932
    if year != int(_NO_YEAR):
        yield f"{year % 100}-{month}-{last}"


def _is_padded(written: Sequence[str]) -> bool:
    return any(re.search(r"[-.]0\d$", code) for code in written)


def _likely(dates: Sequence[re.Match[str]]) -> int:
    """Segments of the codes where all were changed: 1-2 gets the year of typing, 1-1-2 the years 2001 to 2012."""
    return 3 if all(int(match[1]) <= 2012 for match in dates) else 2


def _follows(before: str, code: str) -> bool:
    """Whether *code* comes right after *before*: its last number one higher, or the first of the next heading."""
    one, two = segments(before), segments(code)
    if not one or len(one) != len(two) or not all(part.isdecimal() for part in (*one, *two)):
        return False
    left, right = [int(part) for part in one], [int(part) for part in two]
    if left[:-1] == right[:-1]:
        return right[-1] == left[-1] + 1
    return right[-1] == 1 and any(
        left[:at] == right[:at] and right[at] == left[at] + 1 and all(part == 1 for part in right[at + 1 :])
        for at in range(len(left))
    )


def _same_head(options: Sequence[str], around: Sequence[str]) -> bool:
    heads = {segments(code)[0] for code in around if code}
    return any(segments(option)[0] in heads for option in options)
