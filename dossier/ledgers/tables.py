"""Tables in a grid: heads, data rows, totals, and where each of them ends. Runs in the guarded child.

A sheet may hold title lines, heads of several levels, a row of column codes, headings inside the table, 小计
and 合计 rows, signature lines, and then another table. Its heads may also stand in the first column; such a
sheet is read turned over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dossier.classes import class_in
from dossier.grids import Grid
from dossier.ledgers.cells import first_texts, is_filled, text_of, texts_of
from dossier.ledgers.heads import Heads, is_value_head, recognise, split_unit
from dossier.ledgers.rows import Row, RowReader, State, Table
from dossier.ledgers.vocabulary import Vocabulary, core
from dossier.ledgers.words import (
    is_banner,
    is_code_row,
    is_part,
    is_remark,
    is_signature,
    is_total,
    section_of,
)
from dossier.numbers import parse

__all__ = ["Row", "Table", "tables"]

_LEVELS = (1, 2, 3)
_SEARCHED = 60
"""Rows that are searched for heads; further down they must follow a gap or a title."""
_TURNED = 60
"""Rows and columns up to which a sheet is tried turned over: what has heads in its first column is small."""
_TALLEST = 8
"""Rows that a head over several columns may take."""
_YEARS = range(2000, 2100)


def tables(
    grid: Grid, vocabulary: Vocabulary, wanted: Mapping[str, Sequence[str]] | None, name: str = ""
) -> list[Table]:
    """All tables of *grid*, from top to bottom.

    Args:
        grid: a sheet; merged texts in its data are filled down in place.
        vocabulary: the kinds of ledgers.
        wanted: kind → columns to read; None reads every recognised column.
        name: of the file, which may limit it to a class.
    """
    upright = list(_Reader(grid, vocabulary, wanted, name).tables())
    if len(grid.rows) > _TURNED or not grid.rows or len(grid.rows[0]) > _TURNED:
        return upright
    lines = [text for row in grid.rows if len(own := texts_of(row)) == 1 for text in own]
    turned = list(_Reader(_turn(grid), vocabulary, wanted, name, lines).tables())
    return turned if _tells_more(turned, upright) else upright


def _turn(grid: Grid) -> Grid:
    width = max(map(len, grid.rows))
    padded = [[*row, *[""] * (width - len(row))] for row in grid.rows]
    merges = [((left, top), (right, bottom)) for (top, left), (bottom, right) in grid.merges]
    return replace(grid, rows=[list(row) for row in zip(*padded, strict=True)], merges=merges)


def _tells_more(turned: Sequence[Table], upright: Sequence[Table]) -> bool:
    """Whether a sheet makes more sense with its heads in the first column."""
    if not any(table.rows for table in turned) or len({table.first for table in upright}) > 1:
        return False
    columns = max((table.heads.weight for table in upright), default=0)
    # A list of items and values is itself a table on its side: unless its heads are loose words, it takes more.
    columns += 1 if any(table.heads.kind.label and not table.heads.loose for table in upright) else 0
    return max(len(table.heads.columns) for table in turned) > columns


class _Reader:
    """Walks down one sheet."""

    def __init__(
        self,
        grid: Grid,
        vocabulary: Vocabulary,
        wanted: Mapping[str, Sequence[str]] | None,
        name: str,
        turned: Sequence[str] | None = None,
    ) -> None:
        self._grid = grid
        self._rows = grid.rows
        self._vocabulary = vocabulary
        self._wanted = wanted
        self._name = name
        self._lines = turned
        """The lone lines of a sheet that is read turned over; None for one that stands upright."""
        self._known: dict[str, bool] = {}
        self._merged: dict[int, list[tuple[int, int, int]]] = {}
        for (top, left), (bottom, right) in grid.merges:
            if bottom - top > _TALLEST and right > left:
                continue  # a whole sheet merged by a slip: what stands below its corner is still what it was
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
            begun = [self._table(heads, self._above(above, at), first) for heads in found]
            readers = [RowReader(table, self._vocabulary, self._title(table.above)) for table in begun]
            self._fill_down(readers, first)
            for reader in readers:
                reader.look_ahead(self._rows, first)
            at = above = self._read(readers, first)
            yield from begun

    def _table(self, heads: Heads, above: list[str], first: int) -> Table:
        wanted = None if self._wanted is None or heads.kind.label else self._wanted.get(heads.kind.name, ())
        if wanted is not None and heads.kind.times:
            wanted = (*wanted, heads.kind.times)
        return Table(heads, above, wanted, first=first, turned=self._lines is not None)

    def _title(self, above: Sequence[str]) -> str:
        return " ".join([*above, self._grid.name, self._name])

    # -- heads --

    def _heads_at(self, at: int) -> tuple[tuple[Heads, ...], int]:
        """The best reading of the rows from *at* on as heads, and how many levels they take."""
        if not self._may_be_head(at) or not self._are_words(at, at + 1):
            return (), 0
        above = self._above(max(at - 8, 0), at)
        title = self._title(above)
        # Of several titles the one nearest to the table speaks of its class.
        near = (self._grid.name, *reversed(above), self._name)
        class_ = next((found for text in near if (found := class_in(text))), "")

        def seen(start: int, count: int) -> tuple[Heads, ...]:
            return recognise(self._paths(start, count), self._vocabulary, title, class_)

        levels_there = [n for n in _LEVELS if at + n <= len(self._rows) and self._are_words(at + 1, at + n)]
        readings = [(seen(at, levels), levels) for levels in levels_there]
        best, levels = max(readings, key=lambda reading: (_breadth(reading[0]), -reading[1]))
        if levels > 1:
            # A title above the heads joins them without adding anything: the heads begin below it.
            below = seen(at + 1, levels - 1)
            if _breadth(below) >= _breadth(best):
                return (), 0
        return best, levels

    def _may_be_head(self, at: int) -> bool:
        """Two cells of a head are words of the vocabulary, here or in the two rows below."""
        rows = self._rows[at : at + _LEVELS[-1]]
        here = any(isinstance(cell, str) and cell.strip() for cell in rows[0])
        return here and sum(self._is_head_word(cell) for row in rows for cell in row) >= 2

    def _are_words(self, start: int, end: int) -> bool:
        """Whether no numbers stand in these rows, so that they may be heads."""
        return not any(_is_number(cell) for row in self._rows[start:end] for cell in row)

    def _is_head_word(self, cell: Any) -> bool:
        if not isinstance(cell, str):
            return isinstance(cell, int | float) and cell in _YEARS
        if not cell or len(cell) > 40:
            return False
        if cell not in self._known:
            word, _ = split_unit(cell)
            words = self._vocabulary.words
            self._known[cell] = (
                word in words
                or any(word[:-cut] in words for cut in (1, 2, 3))
                or core(word) in self._vocabulary.cores
                or is_value_head(cell)
            )
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
        return list(dict.fromkeys(texts if self._lines is None else self._lines))[-12:]

    # -- rows --

    def _fill_down(self, readers: Sequence[RowReader], first: int) -> None:
        """Texts merged over several rows hold for each of them; a merged number is one number."""
        columns = {column for reader in readers for column in reader.columns_read}
        for (top, left), (bottom, _) in self._grid.merges:
            if top < first or bottom == top or left not in columns:
                continue
            value = self._rows[top][left] if top < len(self._rows) and left < len(self._rows[top]) else ""
            if isinstance(value, str) and value and parse(value) is None:
                for row in self._rows[top + 1 : bottom + 1]:
                    if left < len(row):  # a sheet read cell by cell has rows of several lengths
                        row[left] = value

    def _read(self, readers: Sequence[RowReader], first: int) -> int:
        """Read rows into the tables that share these heads, and return where the next search begins."""
        needed = sorted({column for reader in readers for column in reader.needed})
        own = [_own(reader, readers) for reader in readers]
        state = State()
        at, total, before = first, False, first_texts(self._rows[first - 1])
        while at < len(self._rows):
            row = self._rows[at]
            texts = first_texts(row)
            if texts and any(is_signature(text) for text in texts):
                at += 1
                break
            gap = len(before) <= 1 < len(texts)
            if (total or gap or self._repeats_heads(row, needed, first)) and self._are_heads(at):
                break
            before = texts
            total = self._take(list(zip(readers, own, strict=True)), row, at, texts, state)
            at += 1
        for reader in readers:
            reader.table.end = at
            reader.close()
        return at

    def _are_heads(self, at: int) -> bool:
        """Whether the heads of another table, or the same ones again, stand here."""
        # One word that could head a column is a label here: 图书册数 in a list of items and values.
        return _breadth(self._heads_at(at)[0]) > 1

    def _repeats_heads(self, row: Sequence[Any], needed: Sequence[int], first: int) -> bool:
        """Whether a head stands again; in the midst of data 本科 and 女, which are heads elsewhere, are answers."""
        heads = self._rows[first - 1]
        return any(
            isinstance(row[column], str) and row[column] and row[column] == heads[column]
            for column in needed
            if column < len(row) and column < len(heads)
        )

    def _follows_gap(self, at: int) -> bool:
        return at > 0 and len(first_texts(self._rows[at - 1])) <= 1 and len(first_texts(self._rows[at])) > 1

    def _take(
        self,
        readers: Sequence[tuple[RowReader, Sequence[int]]],
        row: Sequence[Any],
        at: int,
        texts: Sequence[str],
        state: State,
    ) -> bool:
        """Take a row for what it is, and tell whether it was one of totals."""
        kind = readers[0][0].table.heads.kind
        if not kind.label and any(is_total(text) for text in texts):
            # Of two halves side by side one may end before the other; its total may be that of both.
            totals = [reader for reader, _ in readers if len(readers) == 1 or reader.is_total(row)]
            if len(totals) == len(readers):
                for reader in totals:
                    reader.total(row, at, state)
                return True
            readers = [pair for pair in readers if pair[0] not in totals]
        alone = texts[0] if len(texts) == 1 and sum(is_filled(cell) for cell in row) == 1 else ""
        if alone and is_banner(alone, self._vocabulary.sections):
            state.banner = section_of(alone, self._vocabulary.sections)
            return False
        if texts and is_remark(texts[0]):
            return False
        if not kind.label and is_part(texts) and any(r.begun for r, _ in readers):
            return False
        for reader, own in readers:
            if any(column < len(row) and is_filled(row[column]) for column in own):
                reader.take(row, at, state)
        return False


def _own(reader: RowReader, readers: Sequence[RowReader]) -> Sequence[int]:
    """The needed columns of a table that no table beside it has, or all that it needs."""
    others = {column for other in readers if other is not reader for column in other.needed}
    return [column for column in reader.needed if column not in others] or reader.needed


def _is_number(cell: Any) -> bool:
    """Whether a cell is a quantity or a date, and so no head; a year or a class may be one."""
    if isinstance(cell, str):
        return any(c.isdigit() for c in cell) and not is_value_head(cell) and parse(cell) is not None
    return cell is not None and cell not in _YEARS


def _breadth(found: Sequence[Heads]) -> int:
    return sum(len(heads.columns) for heads in found)
