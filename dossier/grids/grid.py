"""One sheet as rows of cells, up to the limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.grids.peek import LONGEST, WIDEST, Peek
from dossier.grids.places import name_of

__all__ = ["FAR_HINT", "LONGEST", "WIDEST", "Bounds", "Grid", "far_out", "level"]

FAR_HINT = "误填的请删去；确有这么多内容的，请拆成几张表"
"""What to do about cells that lie too far out."""


@dataclass
class Bounds:
    """Keeps what stands within the limits, and knows what it left out."""

    first: str = ""
    """The first cell beyond the limits that holds anything, as ``C7``."""
    count: int = 0

    def __str__(self) -> str:
        """What was left out, as a person names it; empty when nothing was."""
        return f"{self.first}等{self.count}格" if self.count > 1 else self.first

    def rows(self, rows: Iterable[list[Any]]) -> list[list[Any]]:
        """Those of *rows*, which begin at row 1, within the limits; blank ones at the end are dropped."""
        kept: list[list[Any]] = []
        for number, row in enumerate(rows, start=1):
            if number > LONGEST:
                self._leave(number, row, 0)
            elif len(row) <= WIDEST:
                kept.append(row)
            else:
                kept.append(row[:WIDEST])
                self._leave(number, row, WIDEST)
        while kept and not any(map(_is_there, kept[-1])):
            kept.pop()
        return kept

    def _leave(self, number: int, row: Sequence[Any], start: int) -> None:
        for column, value in enumerate(row[start:], start=start + 1):
            if _is_there(value):
                self.first = self.first or name_of(number, column)
                self.count += 1


def far_out(sheet: str, beyond: str) -> str:
    """What a person reads of cells (``str(Bounds)``) that were left out."""
    return f"{f'{sheet}表的' if sheet else '的'}{beyond}在{LONGEST}行、{WIDEST}列以外"


def level(rows: list[list[Any]]) -> None:
    """Make rows that hold anything of one length; those between them cost nothing."""
    width = max((at + 1 for row in rows for at, value in enumerate(row) if value != ""), default=0)
    for row in rows:
        if row:
            row[width:] = []
            row += [""] * (width - len(row))


def _is_there(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


@dataclass
class Grid:
    """One sheet; ``rows[0]`` is row 1. Values are text, numbers, dates or booleans, ``""`` where empty."""

    name: str
    rows: list[list[Any]]
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    """0-based (top, left), (bottom, right)."""
    merges_known: bool = True
    """False for text files, where a head over several columns stands in the first of them."""
    hidden: bool = False
    unseen: Peek = field(default_factory=Peek)
    beyond: Bounds = field(default_factory=Bounds)
    """What was left out."""
