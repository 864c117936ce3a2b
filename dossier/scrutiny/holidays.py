"""The days on which nobody is at school, from ``checklists/vocabulary/holidays.toml``.

Holidays that move with the moon and working weekends (调休) are set anew each year; a year that the file does not
know has its weekends and the holidays fixed by the calendar, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dossier import resources, toml
from dossier.scrutiny.days import WEEKDAYS

_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
"""Days off in every year (《全国年节及纪念日放假办法》)."""


@dataclass(frozen=True)
class Holidays:
    """Days off and working weekends of the years that are known."""

    off: Mapping[date, str]
    """Day → the holiday it belongs to."""
    working: frozenset[date]
    """Saturdays and Sundays on which everybody works."""

    def why(self, day: date) -> str:
        """Why nobody is at school on *day*, or nothing: 星期六, 元旦假期."""
        if day in self.working:
            return ""
        holiday = self.off.get(day) or _FIXED.get((day.month, day.day))
        if holiday:
            return f"{holiday}假期"
        return f"星期{WEEKDAYS[day.weekday()]}" if day.weekday() >= 5 else ""


@lru_cache(maxsize=1)
def load() -> Holidays:
    """Read the file that ships."""
    listed = toml.load(resources.data("holidays.toml"))["year"]
    return Holidays(
        off={
            span["from"] + timedelta(days=number): span["name"]
            for year in listed
            for span in year["off"]
            for number in range((span["to"] - span["from"]).days + 1)
        },
        working=frozenset(day for year in listed for day in year["on"]),
    )
