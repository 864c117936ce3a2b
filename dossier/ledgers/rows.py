"""Rows under recognised heads: their values, what follows from them, and what is the matter with them.

Personal numbers are looked at here, in the child, and never leave it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from dossier.ledgers.cells import first_texts, text_of
from dossier.ledgers.folded import fold
from dossier.ledgers.heads import Heads
from dossier.ledgers.identity import differs, fault_of, person
from dossier.ledgers.vocabulary import Column, Derive, Marks, Vocabulary
from dossier.ledgers.words import is_total, section_of
from dossier.numbers import decimal12, is_blank, is_error, parse

__all__ = ["Row", "RowReader", "State", "Table"]


_BIRTHDAYS = ("出生日期", "出生年月")
_REMARK = re.compile(r"(?<=^[是否])[(,;].*")
"""What somebody adds to his 是 or 否."""
_SHORTEST = 6
"""Characters below which a cell in a column of personal numbers is a placeholder."""


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
    left_out: list[Row] = field(default_factory=list)
    """Rows that are not counted; a written total may hold them all the same."""
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
        kind = self._kind
        self._plan = [(self._at.get(name, -1), kind.by_name[name], name) for name in table.fields]
        self._gone, self._aside, self._waiting, self._minus = (
            self._watch(marks) for marks in (kind.gone, kind.aside, kind.waiting, kind.minus)
        )
        self._numbers = [(name, self._at[name]) for name in kind.identity if name in self._at]
        self._born = next((self._at[name] for name in _BIRTHDAYS if name in self._at), -1)
        self._likeness = [self._at[name] for name in kind.likeness if name in self._at]
        self._quantities = [
            name for name in table.fields if name in self._at and self._kind.by_name[name].unit
        ]
        self._measured = [at for name, at in self._at.items() if self._kind.by_name[name].unit]
        self._suspects: AbstractSet[int] | None = None
        """Numbers of rows that may be of somebody who was there before; None: any."""
        self._seen: dict[tuple[str, ...], int] = {}
        self._sections: dict[tuple[str, bool], str] = {}
        self._answers: dict[tuple[str, str], str] = {}
        """Column and cell → what it answers; a roster says the same few things thousands of times."""
        self._averages = False
        """Whether a row of totals is one of averages."""

    @property
    def columns_read(self) -> set[int]:
        """The columns that anything here depends on."""
        kind = self._kind
        names = [*self.table.fields, *kind.section, *kind.year, *kind.needed, kind.date]
        marks = (*kind.gone, *kind.aside, *kind.waiting, *kind.minus)
        names += [name for one in marks for name in one.columns]
        names += [way.column for ways in self._derived.values() for way in ways]
        return {self._at[name] for name in names if name in self._at}

    def look_ahead(self, rows: Sequence[Sequence[Any]], first: int) -> None:
        """Find the rows whose personal numbers need a look, all at once: in a sound roster there are none."""
        if not self._kind.identity:
            self._suspects = frozenset()
        if not self._numbers:
            return
        suspects: set[int] = set()
        for column, at in self._numbers:
            cells = [row[at] if at < len(row) else "" for row in rows[first:]]
            often = Counter(cells)
            twice = {cell for cell, count in often.items() if count > 1}
            blank = bool(self._likeness)
            suspects |= {
                number
                for number, cell in enumerate(cells, first + 1)
                if (cell in twice and (cell or blank)) or (cell and fault_of(column, cell))
            }
        self._suspects = suspects

    def take(self, row: Sequence[Any], at: int, state: State) -> None:
        """Read a row of data, unless it is of somebody gone, or of somebody who was there before."""
        number, table = at + 1, self.table
        if self._gone and (word := _word(self._gone, row)):
            taken = self._row(row, number, state)  # a grade written here holds for the rows below
            if self._takes_back(row):
                table.minus.setdefault(word, []).append(number)
                table.rows.append(taken)
            else:
                table.gone.setdefault(word, []).append(number)
                table.left_out.append(taken)
            return
        if (self._suspects is None or number in self._suspects) and (first := self._earlier(row, number)):
            table.repeated.append((number, first))
            table.left_out.append(self._row(row, number, state))
            return
        if self._born >= 0 and self._born < len(row):
            self._hold_against_birthday(row, number)
        if self._aside and (word := _word(self._aside, row)):
            table.aside.setdefault(word, []).append(number)
        if self._waiting and (word := _word(self._waiting, row)):
            table.waiting.setdefault(word, []).append(number)
        taken = self._row(row, number, state)
        if self._minus and (word := _word(self._minus, row)):
            self._negative(taken, word)
        table.rows.append(taken)

    def is_total(self, row: Sequence[Any]) -> bool:
        """Whether this table's own part of *row* is one of totals."""
        own = row[min(self._at.values()) : max(self._at.values()) + 1]
        return any(is_total(text) for text in first_texts(own))

    def total(self, row: Sequence[Any], at: int, state: State) -> None:
        """Read a row of totals."""
        self.table.totals.append(self._row(row, at + 1, state))
        self._averages |= any("平均" in text for text in first_texts(row))

    @property
    def begun(self) -> bool:
        """Whether there is a row that later ones may be a part of."""
        return bool(self.table.rows or self.table.totals)

    def close(self) -> None:
        """A form of numbers whose only row is its 合计 says what stands there."""
        table, kind = self.table, self._kind
        alone = not table.rows and len(table.totals) == 1 and not (kind.label or self._averages)
        if alone and kind.needed and all(kind.by_name[name].unit for name in kind.needed):
            table.rows, table.totals = table.totals, []

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

    def _row(self, row: Sequence[Any], number: int, state: State) -> Row:
        kind = self._kind
        section = self._heads.section or self._section(row, state) or state.banner
        year = next((text for name in kind.year if (text := self._cell(row, name))), "") or self._heads.year
        return Row(number, section, year, self._cell(row, kind.date) if kind.date else "", self._values(row))

    def _values(self, row: Sequence[Any]) -> list[str]:
        width, values = len(row), []
        for column, spec, name in self._plan:
            if column < 0:
                values.append(self._follows(row, name))
                continue
            cell = row[column] if column < width else ""
            text = cell.strip() if isinstance(cell, str) else text_of(cell)
            values.append(self._answer(spec, text) if text and spec.asks else text)
        return values

    def _answer(self, spec: Column, text: str) -> str:
        """是 or 否 where a cell of a column that asks says so: a tick, 专任 in 是否专任, 否（工勤）; else *text*."""
        key = (spec.name, text)
        if key not in self._answers:
            said = _REMARK.sub("", fold(text))
            self._answers[key] = spec.answers.get(said) or self._vocabulary.yes_no.get(said, text)
        return self._answers[key]

    def _follows(self, row: Sequence[Any], name: str) -> str:
        """The value of a column that is not there."""
        if name in self._fixed:
            return self._fixed[name]
        return next((text for way in self._derived[name] if (text := self._by(way, row))), "")

    def _by(self, way: Derive, row: Sequence[Any]) -> str:
        if way.title:
            return way.gives
        if way.sum:
            return self._sum(way.sum, row)
        text = self._cell(row, way.column)
        if is_blank(text) or is_error(text):
            return text if is_error(text) else ""
        if not way.has and not way.gives:
            return text
        return way.gives if not way.has or way.pattern.search(fold(text)) else way.otherwise

    def _sum(self, names: Sequence[str], row: Sequence[Any]) -> str:
        texts = [text for name in names if not is_blank(text := self._cell(row, name))]
        if unknown := next(filter(is_error, texts), ""):
            return unknown
        numbers = [parse(text) for text in texts]
        if not numbers or any(number is None for number in numbers):
            return ""
        return decimal12(sum((number.value for number in numbers if number), Fraction(0)))

    def _takes_back(self, row: Sequence[Any]) -> bool:
        """Whether a row of something written off is itself the entry that takes it back: its quantity is negative."""
        numbers = [parse(row[at]) for at in self._measured if at < len(row)]
        return any(number is not None and number.value < 0 for number in numbers)

    def _negative(self, row: Row, word: str) -> None:
        """Give the quantities of *row* their sign, where none stands."""
        turned = False
        for index, name in enumerate(self.table.fields):
            parsed = parse(row.values[index]) if name in self._quantities else None
            if parsed is not None and parsed.value > 0:
                row.values[index] = f"-{row.values[index].lstrip('+')}"
                turned = True
        if turned:
            self.table.minus.setdefault(word, []).append(row.number)

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

    def _hold_against_birthday(self, row: Sequence[Any], number: int) -> None:
        for column, at in self._numbers:
            if "身份证" in column and at < len(row) and differs(row[at], row[self._born]):
                self.table.faults.setdefault((column, "birth"), []).append(number)

    def _watch(self, marks: Sequence[Marks]) -> list[_Watch]:
        there = [([self._at[name] for name in one.columns if name in self._at], one.pattern) for one in marks]
        return [_Watch(columns, pattern) for columns, pattern in there if columns]

    def _earlier(self, row: Sequence[Any], number: int) -> int:
        """The earlier row of the same person, or 0."""
        own = ""
        for column, at in self._numbers:
            cell = row[at] if at < len(row) else ""
            if not cell or (isinstance(cell, str) and len(cell) < _SHORTEST):
                continue
            fault = fault_of(column, cell)
            if fault:
                self.table.faults.setdefault((column, fault), []).append(number)
            # A mistyped number still says who is meant, one that lost its end does not.
            if fault != "number" and not own:
                own = text_of(cell).upper()
        name = person(self._cell(row, self._kind.columns[0].name), numbered=bool(own))
        key: tuple[str, ...] = (name, own)
        if not own:
            alike = [text for at in self._likeness if at < len(row) and (text := text_of(row[at]))]
            if len(alike) < 2 or len(alike) < len(self._likeness):
                return 0
            key = (name, *alike)
        first = self._seen.setdefault(key, number)
        return first if first != number else 0


@dataclass
class _Watch:
    """Columns in which some words are looked for; a roster says the same few things thousands of times."""

    columns: Sequence[int]
    pattern: re.Pattern[str]
    told: dict[str, str] = field(default_factory=dict)


def _word(watches: Sequence[_Watch], row: Sequence[Any]) -> str:
    """The word in a row that is looked for."""
    for watch, column in ((one, column) for one in watches for column in one.columns):
        cell = row[column] if column < len(row) else ""
        if not cell or not isinstance(cell, str):
            continue
        found = watch.told.get(cell)
        if found is None:
            match = watch.pattern.search(fold(cell))
            found = watch.told[cell] = match[0].upper() if match else ""  # folded, d级 is D级
        if found:
            return found
    return ""
