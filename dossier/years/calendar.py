"""The keys of years, how they are printed, and which years a requirement asks for."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

Calendar = Literal["school", "calendar"]

_SPEC = re.compile(r"(last|cohort)-([1-9]\d?)")
_FIRST_MONTH = 9


def school_year(start: int) -> str:
    """Key of the school year that begins in September of *start*: ``2024`` → ``2024-2025``."""
    return f"{start:04d}-{start + 1:04d}"


def month_year(year: int, month: int, calendar: Calendar = "school") -> str:
    """Key of the year that a month lies in: March 2024 → ``2023-2024``, or ``2024`` by the calendar."""
    if calendar == "calendar":
        return f"{year:04d}"
    return school_year(year if month >= _FIRST_MONTH else year - 1)


def shown(year: str) -> str:
    """A year as it is printed: ``2024-2025`` → ``2024—2025学年度``, ``2024`` → ``2024年度``."""
    if not year:
        return ""
    return f"{year.replace('-', '—')}学年度" if "-" in year else f"{year}年度"


def needed(spec: str, calendar: Calendar, as_of: date, years: int) -> tuple[str, ...]:
    """Years that a requirement asks for, oldest first.

    ``none`` and ``as-of`` ask for no year; ``current`` for the one that holds *as_of*; ``last-N`` for the N
    years that end with it; ``cohort-N`` for the N years that the pupils who finish in it have been at school.
    ``last-3`` is how a standard writes 近三年, so there the project's own *years* count.

    Raises:
        ValueError: *spec* is none of these.
    """
    if spec in ("none", "as-of", ""):
        return ()
    count = _count(spec, years)
    last = int(month_year(as_of.year, as_of.month, calendar)[:4])
    starts = range(last - count + 1, last + 1)
    return tuple(school_year(start) if calendar == "school" else f"{start:04d}" for start in starts)


def _count(spec: str, years: int) -> int:
    if spec == "current":
        return 1
    if spec == "last-3":
        return years
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise ValueError(f"years must be none, as-of, current, last-N or cohort-N, not {spec!r}")
    return int(match[2])
