"""Tables in a grid: heads, data rows, totals, and where each of them ends. Runs in the guarded child.

A sheet may hold title lines, heads of several levels, a row of column codes, headings inside the table, 小计
and 合计 rows, signature lines, and then another table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.ledgers.cells import first_texts, is_filled, text_of, texts_of
from dossier.ledgers.grid import Grid
from dossier.ledgers.heads import Heads, recognise, split_unit
from dossier.ledgers.vocabulary import Vocabulary
from dossier.ledgers.words import is_banner, is_code_row, is_remark, is_signature, is_total, section_of
from dossier.numbers import parse

__all__ = ["Row", "Table", "tables"]

_LEVELS = (1, 2, 3)
_SEARCHED = 60
"""Rows that are searched for heads; further down they must follow a gap or a title."""


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
    fields: list[str]
    rows: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    first: int = 0
    """0-based first row below the heads, and the first row behind the table."""
    end: int = 0


def tables(grid: Grid, vocabulary: Vocabulary, wanted: Mapping[str, Sequence[str]] | None) -> list[Table]:
    """All tables of *grid*, from top to bottom.

    Args:
        grid: a sheet; merged texts in its data are filled down in place.
        vocabulary: the kinds of ledgers.
        wanted: kind → columns to read; None reads every recognised column.
    """
    return list(_Reader(grid, vocabulary, wanted).tables())


class _Reader:
    """Walks down one sheet."""

    def __init__(
        self, grid: Grid, vocabulary: Vocabulary, wanted: Mapping[str, Sequence[str]] | None
    ) -> None:
        self._grid = grid
        self._rows = grid.rows
        self._vocabulary = vocabulary
        self._wanted = wanted
        self._known: dict[str, bool] = {}
        self._sections: dict[tuple[str, bool], str] = {}
        self._merged: dict[int, list[tuple[int, int, int]]] = {}
        for (top, left), (bottom, right) in grid.merges:
            for row in range(top, min(bottom, top + 3) + 1):
                self._merged.setdefault(row, []).append((top, left, right))

    def tables(self) -> Iterator[Table]:
        at, above = 0, 0
        while at < len(self._rows):
            found, levels = self._heads_at(at) if at - above < _SEARCHED or self._follows_gap(at) else ((), 0)
            if not found:
                at += 1
                continue
            first = at + levels
            if first < len(self._rows) and is_code_row(texts_of(self._rows[first])):
                first += 1
            begun = [
                Table(heads, self._above(above, at), self._fields(heads), first=first) for heads in found
            ]
            self._fill_down(begun, first)
            at = above = self._read(begun, first)
            yield from begun

    # -- heads --

    def _heads_at(self, at: int) -> tuple[tuple[Heads, ...], int]:
        """The best reading of the rows from *at* on as heads, and how many levels they take."""
        if not self._may_be_head(at):
            return (), 0
        readings = [
            (recognise(self._paths(at, levels), self._vocabulary), levels)
            for levels in _LEVELS
            if at + levels <= len(self._rows)
        ]
        best, levels = max(readings, key=lambda reading: (_breadth(reading[0]), -reading[1]))
        if levels > 1:
            # A title above the heads joins them without adding anything: the heads begin below it.
            below = recognise(self._paths(at + 1, levels - 1), self._vocabulary)
            if _breadth(below) >= _breadth(best):
                return (), 0
        return best, levels

    def _may_be_head(self, at: int) -> bool:
        """Two cells of a head are words of the vocabulary, here or in the two rows below."""
        rows = self._rows[at : at + _LEVELS[-1]]
        here = any(isinstance(cell, str) and cell.strip() for cell in rows[0])
        return here and sum(self._is_head_word(cell) for row in rows for cell in row) >= 2

    def _is_head_word(self, cell: Any) -> bool:
        if not isinstance(cell, str) or not cell or len(cell) > 40:
            return False
        if cell not in self._known:
            word, _ = split_unit(cell)
            words = self._vocabulary.words
            self._known[cell] = word in words or any(word[:-cut] in words for cut in (1, 2, 3))
        return self._known[cell]

    def _paths(self, at: int, levels: int) -> list[list[str]]:
        """For every column the heads above it, merged cells filled, repetitions dropped."""
        lines = [self._head_line(row, last=row == at + levels - 1) for row in range(at, at + levels)]
        paths = []
        for column in range(max(map(len, lines), default=0)):
            path: list[str] = []
            for line in lines:
                text = line[column] if column < len(line) else ""
                if text and (not path or path[-1] != text):
                    path.append(text)
            paths.append(path)
        return paths

    def _head_line(self, row: int, *, last: bool) -> list[str]:
        line = [text_of(cell) for cell in self._rows[row]]
        for top, left, right in self._merged.get(row, ()):
            source = self._rows[top]
            for column in range(left, min(right + 1, len(line))):
                line[column] = text_of(source[left]) if left < len(source) else ""
        if not self._grid.merges_known and not last:
            for column in range(1, len(line)):
                line[column] = line[column] or line[column - 1]
        return line

    def _above(self, start: int, end: int) -> list[str]:
        texts = [text for row in self._rows[start:end] for text in texts_of(row)]
        return list(dict.fromkeys(texts))[-12:]

    def _fields(self, heads: Heads) -> list[str]:
        kind = heads.kind
        if self._wanted is None or kind.label:
            return list(heads.columns)
        return [name for name in heads.columns if name in self._wanted.get(kind.name, ())]

    # -- rows --

    def _fill_down(self, begun: Sequence[Table], first: int) -> None:
        """Texts merged over several rows hold for each of them; a merged number is one number."""
        columns = {table.heads.columns[name] for table in begun for name in self._read_columns(table)}
        for (top, left), (bottom, _) in self._grid.merges:
            if top < first or bottom == top or left not in columns:
                continue
            value = self._rows[top][left] if top < len(self._rows) and left < len(self._rows[top]) else ""
            if isinstance(value, str) and value and parse(value) is None:
                for row in self._rows[top + 1 : bottom + 1]:
                    row[left] = value

    def _read_columns(self, table: Table) -> list[str]:
        kind = table.heads.kind
        extra = [*kind.section, *kind.year, *kind.needed, *([kind.date] if kind.date else [])]
        return [name for name in dict.fromkeys([*table.fields, *extra]) if name in table.heads.columns]

    def _read(self, begun: Sequence[Table], first: int) -> int:
        """Read rows into the tables that share these heads, and return where the next search begins."""
        heads = begun[0].heads
        needed = [table.heads.columns[name] for table in begun for name in heads.kind.needed]
        state = _State()
        at = first
        while at < len(self._rows):
            row = self._rows[at]
            texts = first_texts(row)
            if texts and any(is_signature(text) for text in texts):
                at += 1
                break
            if self._begins_anew(row, needed, at):
                break
            self._take(begun, row, at, texts, needed, state)
            at += 1
        for table in begun:
            table.end = at
        return at

    def _begins_anew(self, row: Sequence[Any], needed: Sequence[int], at: int) -> bool:
        """Whether the heads of another table (or the same ones again) stand here."""
        words = self._vocabulary.words
        like_head = any(
            isinstance(cell, str) and cell.strip() in words
            for cell in (row[column] for column in needed if column < len(row))
        )
        # One word that could head a column is a label here: 图书册数 in a list of items and values.
        return (like_head or self._follows_gap(at)) and _breadth(self._heads_at(at)[0]) > 1

    def _follows_gap(self, at: int) -> bool:
        return at > 0 and len(first_texts(self._rows[at - 1])) <= 1 and len(first_texts(self._rows[at])) > 1

    def _take(
        self,
        begun: Sequence[Table],
        row: Sequence[Any],
        at: int,
        texts: Sequence[str],
        needed: Sequence[int],
        state: _State,
    ) -> None:
        kind = begun[0].heads.kind
        if not kind.label and any(is_total(text) for text in texts):
            for table in begun:
                table.totals.append(self._row(table, row, at, state))
            return
        alone = texts[0] if len(texts) == 1 and sum(is_filled(cell) for cell in row) == 1 else ""
        if alone and is_banner(alone, self._vocabulary.sections):
            state.banner = section_of(alone, self._vocabulary.sections)
            return
        if (texts and is_remark(texts[0])) or not any(
            column < len(row) and is_filled(row[column]) for column in needed
        ):
            return
        for table in begun:
            table.rows.append(self._row(table, row, at, state))

    def _row(self, table: Table, row: Sequence[Any], at: int, state: _State) -> Row:
        columns, kind = table.heads.columns, table.heads.kind

        def cell(name: str) -> str:
            column = columns.get(name, -1)
            return text_of(row[column]) if 0 <= column < len(row) else ""

        section = table.heads.section or self._section(kind.section, cell, state) or state.banner
        year = next((text for name in kind.year if (text := cell(name))), "")
        values = [self._answer(name, cell(name)) for name in table.fields]
        return Row(at + 1, section, year, cell(kind.date) if kind.date else "", values)

    def _section(self, names: Sequence[str], cell: Any, state: _State) -> str:
        for name in names:
            text = cell(name)
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

    def _answer(self, name: str, text: str) -> str:
        """A tick in a column that asks 是否 is a 是."""
        if text and name.startswith("是否") and len(text) <= 3:
            return self._vocabulary.yes_no.get(text.casefold(), text)
        return text


@dataclass
class _State:
    """What earlier rows of a table say about later ones."""

    banner: str = ""
    grade: str = ""


def _breadth(found: Sequence[Heads]) -> int:
    return sum(len(heads.columns) for heads in found)
