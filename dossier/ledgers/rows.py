"""Rows under recognised heads: their values, what follows from them, and what is the matter with them.

Personal numbers are looked at here, in the child, and never leave it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from dossier.ledgers.cells import first_texts, is_filled, text_of
from dossier.ledgers.heads import Heads
from dossier.ledgers.identity import fault_of
from dossier.ledgers.vocabulary import Derive, Marks, Vocabulary
from dossier.ledgers.words import is_total, section_of
from dossier.numbers import decimal12, is_blank, parse
from dossier.text import fold

__all__ = ["Row", "RowReader", "State", "Table"]


@dataclass(frozen=True)
class Row:
    """A row under the heads."""

    number: int
    """1-based."""
    section: str
    year: str
    date: str
    values: list[str]
    """In the order of ``Table.fields``."""


@dataclass
class Table:
    """A table that was recognised."""

    heads: Heads
    above: list[str]
    """Texts above the heads, down from the table before."""
    wanted: Sequence[str] | None
    """Columns that somebody asks for; None: all."""
    fields: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    """Canonical name → 0-based column, also of what follows from other columns."""
    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    first: int = 0
    """0-based first row below the heads, and the first row behind the table."""
    end: int = 0
    turned: bool = False
    """Whether its rows are columns of the sheet."""
    gone: dict[str, list[int]] = field(default_factory=dict)
    """Word → rows that are left out for it."""
    aside: dict[str, list[int]] = field(default_factory=dict)
    """Word → rows that are counted and named."""
    waiting: dict[str, list[int]] = field(default_factory=dict)
    """Word → rows of what is not there yet."""
    minus: dict[str, list[int]] = field(default_factory=dict)
    """Word → rows whose quantity was taken as negative although no sign stands there."""
    repeated: list[tuple[int, int]] = field(default_factory=list)
    """Row, and the earlier row of the same person."""
    faults: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """Column and fault of a personal number (see :func:`fault_of`) → rows."""


@dataclass
class State:
    """What earlier rows of a table say about later ones."""

    banner: str = ""
    grade: str = ""


class RowReader:
    """Reads the rows of one table into it."""

    def __init__(self, table: Table, vocabulary: Vocabulary, title: str) -> None:
        self.table = table
        self._heads = table.heads
        self._kind = table.heads.kind
        self._vocabulary = vocabulary
        self._at: Mapping[str, int] = table.heads.columns
        self._fixed = table.heads.fixed
        self._derived = self._ways(fold(title))
        self.needed = self._needed()
        there = [*self._at, *self._fixed, *self._derived]
        wanted = table.wanted
        table.fields = list(dict.fromkeys(n for n in there if wanted is None or n in wanted))
        table.columns = dict(self._at) | {
            name: self._stand_in(name) for name in there if name not in self._at
        }
        self._quantities = [
            name for name in table.fields if name in self._at and self._kind.by_name[name].unit
        ]
        self._seen: dict[tuple[str, ...], int] = {}
        self._sections: dict[tuple[str, bool], str] = {}
        self._told: dict[tuple[int, str], str] = {}

    @property
    def columns_read(self) -> set[int]:
        """The columns that anything here depends on."""
        kind = self._kind
        names = [*self.table.fields, *kind.section, *kind.year, *kind.needed, kind.date]
        names += [*kind.gone.columns, *kind.aside.columns, *kind.minus.columns]
        names += [way.column for ways in self._derived.values() for way in ways]
        return {self._at[name] for name in names if name in self._at}

    def take(self, row: Sequence[Any], at: int, state: State) -> None:
        """Read a row of data, unless it is of somebody gone, or of somebody who was there before."""
        number, table = at + 1, self.table
        if word := self._marked(0, self._kind.gone, row):
            self._section(row, state)
            table.gone.setdefault(word, []).append(number)
            return
        if self._kind.identity and (first := self._earlier(row, number)):
            table.repeated.append((number, first))
            return
        if word := self._marked(1, self._kind.aside, row):
            table.aside.setdefault(word, []).append(number)
        if word := self._marked(3, self._kind.waiting, row):
            table.waiting.setdefault(word, []).append(number)
        table.rows.append(self._row(row, number, state, turns=True))

    def is_total(self, row: Sequence[Any]) -> bool:
        """Whether this table's own part of *row* is one of totals."""
        own = row[min(self._at.values()) : max(self._at.values()) + 1]
        return any(is_total(text) for text in first_texts(own))

    def total(self, row: Sequence[Any], at: int, state: State) -> None:
        """Read a row of totals."""
        self.table.totals.append(self._row(row, at + 1, state, turns=False))

    # -- columns --

    def _needed(self) -> list[int]:
        kind = self._kind
        sets = (kind.needed, *kind.enough)
        there = self._at.keys() | self._fixed.keys()
        names = next(names for names in sets if set(names) <= there)
        return [self._at[name] for name in names if name in self._at]

    def _ways(self, title: str) -> dict[str, list[Derive]]:
        """Column that is not there → the ways in which it follows from what is."""
        found: dict[str, list[Derive]] = {}
        for column in self._kind.columns:
            if column.derive and column.name not in self._at and column.name not in self._fixed:
                ways = [way for way in column.derive if self._applies(way, title)]
                if ways:
                    found[column.name] = ways
        return found

    def _applies(self, way: Derive, title: str) -> bool:
        if way.title:
            return way.pattern.search(title) is not None
        if way.sum:
            return all(name in self._at for name in way.sum)
        return way.column in self._at or way.column in self._fixed

    def _stand_in(self, name: str) -> int:
        """The column to show for a value that stands in none: the one it follows from, else the first needed."""
        for way in self._derived.get(name, ()):
            for source in (way.column, *way.sum):
                if source in self._at:
                    return self._at[source]
        return self.needed[0] if self.needed else min(self._at.values())

    # -- cells --

    def _cell(self, row: Sequence[Any], name: str) -> str:
        column = self._at.get(name, -1)
        if column < 0:
            return self._fixed.get(name, "")
        return text_of(row[column]) if column < len(row) else ""

    def _row(self, row: Sequence[Any], number: int, state: State, *, turns: bool) -> Row:
        kind = self._kind
        section = self._heads.section or self._section(row, state) or state.banner
        year = next((text for name in kind.year if (text := self._cell(row, name))), "") or self._heads.year
        values = [self._value(row, name) for name in self.table.fields]
        if turns and kind.minus.words and (word := self._marked(2, kind.minus, row)):
            values = self._negative(values, word, number)
        return Row(number, section, year, self._cell(row, kind.date) if kind.date else "", values)

    def _value(self, row: Sequence[Any], name: str) -> str:
        if name in self._derived:
            return next((text for way in self._derived[name] if (text := self._by(way, row))), "")
        text = self._cell(row, name)
        # A tick in a column that asks 是否 is a 是.
        if text and name.startswith("是否") and len(text) <= 3:
            return self._vocabulary.yes_no.get(text.casefold(), text)
        return text

    def _by(self, way: Derive, row: Sequence[Any]) -> str:
        if way.title:
            return way.gives
        if way.sum:
            return self._sum(way.sum, row)
        text = self._cell(row, way.column)
        if is_blank(text):
            return ""
        return way.gives if not way.has or way.pattern.search(fold(text)) else way.otherwise

    def _sum(self, names: Sequence[str], row: Sequence[Any]) -> str:
        numbers = [parse(text) for name in names if not is_blank(text := self._cell(row, name))]
        if not numbers or any(number is None for number in numbers):
            return ""
        return decimal12(sum((number.value for number in numbers if number), Fraction(0)))

    def _negative(self, values: list[str], word: str, number: int) -> list[str]:
        turned = list(values)
        for index, name in enumerate(self.table.fields):
            parsed = parse(values[index]) if name in self._quantities else None
            if parsed is not None and parsed.value > 0:
                turned[index] = f"-{values[index].lstrip('+')}"
        if turned != values:
            self.table.minus.setdefault(word, []).append(number)
        return turned

    def _section(self, row: Sequence[Any], state: State) -> str:
        for name in self._kind.section:
            text = self._cell(row, name)
            bare = name.endswith(("年级", "学段"))
            if name.endswith("年级"):
                # A grade is often written once, above the classes that belong to it.
                text = state.grade = text or state.grade
            if text:
                key = (text, bare)
                if key not in self._sections:
                    self._sections[key] = section_of(text, self._vocabulary.sections, bare_grades=bare)
                if self._sections[key]:
                    return self._sections[key]
        return ""

    # -- what becomes of a row --

    def _marked(self, slot: int, marks: Marks, row: Sequence[Any]) -> str:
        """The word in a row that *marks* look for."""
        for name in marks.columns:
            column = self._at.get(name, -1)
            if column < 0 or column >= len(row) or not isinstance(row[column], str) or not row[column]:
                continue
            key = (slot, row[column])
            if key not in self._told:
                match = marks.pattern.search(fold(row[column]))
                self._told[key] = match[0] if match else ""
            if self._told[key]:
                return self._told[key]
        return ""

    def _earlier(self, row: Sequence[Any], number: int) -> int:
        """The earlier row of the same person, or 0."""
        name = self._cell(row, self._kind.columns[0].name)
        key: tuple[str, ...] = ()
        for column in self._kind.identity:
            at = self._at.get(column, -1)
            if at < 0 or at >= len(row) or not is_filled(row[at]):
                continue
            fault = fault_of(column, row[at])
            if fault:
                self.table.faults.setdefault((column, fault), []).append(number)
            elif not key:
                key = (fold(name), text_of(row[at]).upper())
        if not key:
            alike = [text for other in self._kind.likeness if (text := self._cell(row, other))]
            key = (fold(name), *alike) if len(alike) > 1 and len(alike) == self._likenesses else ()
        if not key:
            return 0
        first = self._seen.setdefault(key, number)
        return first if first != number else 0

    @property
    def _likenesses(self) -> int:
        return sum(name in self._at for name in self._kind.likeness)
