"""Which year, date and part of the school a table speaks for, by its title, sheet, folder and file name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier import years
from dossier.ledgers.words import as_at, part_of, section_of_part

__all__ = ["Place", "place", "row_year"]

_MONEY = re.compile("预算|决算|收支|财务")


@dataclass(frozen=True)
class Place:
    """What surrounds a table."""

    year: str
    date: str
    part: str
    section: str


def place(path: str, sheet: str, above: Sequence[str], current: str, sections: Mapping[str, str]) -> Place:
    """Read the surroundings of a table.

    Args:
        path: POSIX path in the project, folders included.
        sheet: name of the sheet.
        above: texts above the heads.
        current: the school year of the inspection; decides what a lone ``2025年`` means.
        sections: the vocabulary's words.
    """
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    near = [*above, sheet, stem]
    date = next((found for text in above if (found := as_at(text))), "")
    date = date or next((found for text in near if (found := as_at(text, bare=not _is_filing(text)))), "")
    year = _year([*reversed(folders), *near], current) or (_of_date(date) if date else "")
    # Of several titles the one nearest to the table speaks of its part.
    part = next((found for text in (sheet, *reversed(above), stem) if (found := _part(text, sections))), "")
    return Place(year, date, part, section_of_part(part, sections))


def calendar_year(path: str, sheet: str, above: Sequence[str], *, always: bool) -> str:
    """The calendar year that a table of money speaks for by its title, sheet, file or folder (2023年决算).

    A school year beside it is that of the folder in which somebody keeps it.

    Args:
        path: POSIX path in the project.
        sheet: name of the sheet.
        above: texts above the heads.
        always: whether the table is one of money, whatever its names say.
    """
    *folders, name = path.split("/")
    near = [*above, sheet, name.rpartition(".")[0] or name]
    if not (always or _MONEY.search(" ".join(near))):
        return ""
    for text in (*near, *reversed(folders)):
        for found in years.find(text):
            if found.kind == "calendar":
                return found.calendar[-1]
            if text in near and found.kind == "school":
                return ""
    return ""


def row_year(text: str) -> str:
    """The year that a cell of a year column names: ``2024-2025`` or ``2024``; empty when it names none."""
    for found in years.find(text):
        if found.kind in ("school", "term") and found.school:
            return found.school[-1]
        if found.calendar:
            return found.calendar[-1]
    return ""


def _part(text: str, sections: Mapping[str, str]) -> str:
    return part_of(text, sections) if len(text) <= 60 else ""


def _is_filing(text: str) -> bool:
    """填报时间 is the day somebody sat down, not the day the figures hold for."""
    return "填报" in text or "填表" in text or "打印" in text


def _year(texts: Sequence[str], current: str) -> str:
    """The first definite school year in *texts*, else what a calendar year leaves open."""
    loose = ""
    for text in texts:
        for found in years.find(text):
            if found.kind in ("school", "term", "date") and found.school:
                return found.school[-1]
            if found.kind == "calendar" and not loose:
                loose = found.calendar[0]
    if not loose:
        return ""
    start = int(loose)
    return (
        current
        if current in (years.school_year(start), years.school_year(start - 1))
        else years.school_year(start)
    )


def _of_date(date: str) -> str:
    return years.month_year(int(date[:4]), int(date[5:7]))
