"""A value that a ledger offers for a figure, with its readings and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from dossier.model import Ledger, Reading
from dossier.numbers import is_error, shown
from dossier.years import shown as shown_year

__all__ = ["Candidate", "Doubtful", "cell_name", "column_letters"]


@dataclass(frozen=True)
class Doubtful:
    """A cell where a number is needed and words stand."""

    path: str
    sheet: str
    cell: str
    raw: str
    column: str


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What one read entry yields from one statement."""

    value: Fraction | None
    """None when all that stands there is doubtful."""
    kind: str
    places: frozenset[tuple[str, str]]
    year: str
    date: str
    readings: tuple[Reading, ...]
    day: str = ""
    """The ISO date that it is taken to hold for: its own, else the day of the figure; empty where neither is fixed."""
    in_place: Fraction | None = None
    tolerance: Fraction = Fraction(0)
    """Half a unit of the last digit written, for numbers that were copied rounded."""
    doubts: tuple[Doubtful, ...] = ()
    notes: tuple[str, ...] = ()
    total: Reading | None = None
    """The 合计 of the same table, where all of its rows were added."""
    comparable: bool = True
    """False for an entry that only stands in when another is not there."""
    estimated: bool = False
    """A part of what the sections share: reckoned, not counted."""

    @property
    def is_silent(self) -> bool:
        """A 0 that says only that nothing of the kind stands there."""
        return self.value == 0 and not any(reading.rows for reading in self.readings)

    @property
    def present(self) -> Fraction:
        """The value without what is not there yet."""
        return (self.value or Fraction(0)) if self.in_place is None else self.in_place

    def scaled(self, fraction: Fraction) -> Candidate:
        """A part of it."""
        return replace(
            self,
            value=None if self.value is None else self.value * fraction,
            in_place=None if self.in_place is None else self.in_place * fraction,
            tolerance=self.tolerance * fraction,
            estimated=True,
        )

    def plus(self, other: Candidate) -> Candidate:
        """Both together: own rows and a part of what is shared."""
        pending = self.in_place is not None or other.in_place is not None
        return replace(
            self,
            value=None if self.value is None or other.value is None else self.value + other.value,
            in_place=self.present + other.present if pending else None,
            readings=tuple(reading for reading in self.readings if reading.rows) + other.readings,
            doubts=self.doubts + other.doubts,
            notes=self.notes + other.notes,
            estimated=self.estimated or other.estimated,
        )

    def noting(self, *notes: str) -> Candidate:
        """It with more notes."""
        return replace(self, notes=(*self.notes, *notes)) if notes else self

    def agrees(self, other: Candidate) -> bool:
        """Whether two values are the same, as far as they were written."""
        if self.value is None or other.value is None:
            return self.value is other.value
        return abs(self.value - other.value) <= max(self.tolerance, other.tolerance)

    def told(self, digits: int, *, when: bool = False) -> str:
        """Value and place for a message: ``1289（数据/a.xlsx Sheet1表D20）``; *when*: its year where it has no date."""
        first = self.readings[0]
        more = "等" if len(self.readings) > 1 else ""
        sheet = f" {first.sheet}表" if first.sheet else " "
        time = self.date or (shown_year(self.year) if when else "")
        date = f"，{time}" if time else ""
        value = "存疑" if self.value is None else shown(self.value, digits)
        return f"{value}（{first.path}{sheet}{first.cell or first.range}{more}{date}）"


@dataclass
class Tally:
    """What rows add up to, while they are read."""

    values: list[Fraction] = field(default_factory=list)
    in_place: list[Fraction] = field(default_factory=list)
    groups: dict[str, int] = field(default_factory=dict)
    """Class → rows, for a count of classes."""
    doubts: list[Doubtful] = field(default_factory=list)
    approximate: bool = False
    mended: list[str] = field(default_factory=list)
    """Cells whose full stop was read as the decimal point."""
    pending: bool = False
    divided: list[str] = field(default_factory=list)
    """Cells that say how many things a row stands for, where one of them is not what all together would be."""

    @property
    def unknown(self) -> bool:
        """Whether a cell that took part holds an error."""
        return any(is_error(doubt.raw) for doubt in self.doubts)


def cell_name(ledger: Ledger, column: str, row: int) -> str:
    """``D5`` for a canonical column and a 1-based row."""
    across, down = (row, ledger.columns[column]) if ledger.turned else (ledger.columns[column], row)
    return f"{column_letters(across)}{down}"


def column_letters(number: int) -> str:
    """1 → ``A``, 27 → ``AA``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def join_notes(notes: Sequence[str]) -> str:
    """Notes of a figure, each once, in their order."""
    return "；".join(dict.fromkeys(note for note in notes if note))
