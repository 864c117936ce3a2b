"""Ledgers that together make one statement: the sheets of a workbook, or one file for each class.

Two files of one kind that cover the same part of the school are two statements, which may contradict each other;
files that cover different parts (七年级, 八年级) are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier.model import Ledger

__all__ = ["Source", "sources"]

_SUMMARY = re.compile("汇总|总表|合计|全校")


@dataclass(frozen=True)
class Source:
    """One statement by one or several ledgers of a kind."""

    ledgers: tuple[Ledger, ...]
    year: str
    """School year; empty when no ledger says one."""
    date: str
    """ISO date it is as at, when said."""

    @property
    def places(self) -> frozenset[tuple[str, str]]:
        """Path and sheet of every ledger."""
        return frozenset((ledger.path, ledger.sheet) for ledger in self.ledgers)

    @cached_property
    def row_years(self) -> frozenset[str]:
        """Years that single rows name for themselves."""
        return frozenset(row.year for ledger in self.ledgers for row in ledger.rows if row.year)


def sources(ledgers: Iterable[Ledger]) -> tuple[Source, ...]:
    """Group *ledgers* of one kind into statements, ordered by authority, then path."""
    found: list[Source] = []
    for group in _of_files(ledgers):
        merged = next((at for at, other in enumerate(found) if _complements(other, group)), None)
        if merged is None:
            found.append(group)
        else:
            found[merged] = _joined(found[merged], group)
    return tuple(sorted(found, key=lambda source: (source.ledgers[0].authority, source.ledgers[0].path)))


def _of_files(ledgers: Iterable[Ledger]) -> list[Source]:
    """The statements of single files: their sheets of one year and date together, a summary sheet apart."""
    files: dict[str, list[Ledger]] = {}
    for ledger in ledgers:
        files.setdefault(ledger.path, []).append(ledger)
    found = []
    for _, sheets in sorted(files.items()):
        groups: dict[tuple[str, str, bool], list[Ledger]] = {}
        for ledger in _dated_alike(sheets):
            summary = len(sheets) > 1 and bool(_SUMMARY.search(ledger.sheet))
            groups.setdefault((ledger.year, ledger.date, summary), []).append(ledger)
        found += [Source(tuple(group), year, date) for (year, date, _), group in groups.items()]
    return found


def _dated_alike(sheets: Sequence[Ledger]) -> list[Ledger]:
    """A date written on one sheet of a workbook holds for those that write none."""
    dates = {ledger.date for ledger in sheets if ledger.date}
    if len(dates) != 1:
        return list(sheets)
    (date,) = dates
    years = {ledger.year for ledger in sheets if ledger.date}
    return [
        ledger if ledger.date else replace(ledger, date=date, year=ledger.year or min(years))
        for ledger in sheets
    ]


def _complements(one: Source, other: Source) -> bool:
    """Whether two statements speak of different parts of the school at the same time."""
    first = {ledger.part for ledger in one.ledgers}
    second = {ledger.part for ledger in other.ledgers}
    if "" in first | second or first & second or one.year != other.year:
        return False
    return one.date == other.date or not (one.date and other.date)


def _joined(one: Source, other: Source) -> Source:
    return Source((*one.ledgers, *other.ledgers), one.year, one.date or other.date)
