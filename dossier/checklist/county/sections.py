"""A grid cut into sections: each with its head, the lines above it, and its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dossier.checklist.county import heads
from dossier.checklist.county.cells import is_owner
from dossier.checklist.county.content import Content, contents
from dossier.checklist.county.source import Grid
from dossier.text import fold, one_line

_MOST_HEAD_ROWS = 3
_STRONG = {"title", "code", "index", "level", "first", "second", "third"}


@dataclass(frozen=True)
class Row:
    """One row as it counts: every cell with its text, and whether the cell begins here."""

    number: int
    """From 0, in the grid."""
    texts: tuple[str, ...]
    own: tuple[bool, ...]
    """Whether a cell is its own or the first of what is merged, seen from above."""
    cells: tuple[tuple[int, int, str], ...]
    """First and last column and text of each cell that is not empty; merged columns are one."""

    @property
    def filled(self) -> list[str]:
        """The texts, merged ones once."""
        return [text for _, _, text in self.cells]


@dataclass(frozen=True)
class Section:
    """Rows under one head; without a head they go on from the section before."""

    lines: tuple[Row, ...]
    """Rows between the section before and the head."""
    names: tuple[str, ...] = ()
    """Heads on one line each; empty without a head."""
    parts: tuple[tuple[str, str], ...] = ()
    """Upper and lower words of each head."""
    rows: tuple[Row, ...] = ()
    repeated: int = 0
    """How many rows repeat the head on a new page."""

    def contents(self, width: int) -> tuple[Content, ...]:
        """What stands in each column."""
        rows = [row for row in self.rows if len(row.cells) > 1]
        return contents([list(zip(row.texts, row.own, strict=True)) for row in rows], width)


@dataclass
class _Draft:
    lines: list[Row] = field(default_factory=list)
    head: tuple[tuple[str, str], ...] = ()
    rows: list[Row] = field(default_factory=list)
    repeated: int = 0

    def done(self) -> Section:
        names = tuple(_name(*part) for part in self.head)
        return Section(tuple(self.lines), names, self.head, tuple(self.rows), self.repeated)


def sections(grid: Grid, said: Iterable[str] = ()) -> list[Section]:
    """The sections of a grid in their order; rows before any head are a section without one.

    A row that holds a word of *said* is a head whatever else it holds: a person calls a column by it.
    """
    words = frozenset(map(fold, said))
    rows = [_row(grid, number) for number in range(len(grid.rows))]
    found: list[_Draft] = [_Draft()]
    at = 0
    while at < len(rows):
        depth = _head_rows(grid, rows, at, words)
        if not depth:
            found[-1].rows.append(rows[at])
            at += 1
            continue
        top = _top(grid, found[-1].rows, at)
        del found[-1].rows[len(found[-1].rows) - (at - top) :]
        head = _parts(grid, rows[top : at + depth])
        if head == found[-1].head:
            found[-1].repeated += at - top + depth
        else:
            found.append(_Draft(lines=_trailing_lines(found[-1]), head=head))
        at += depth
    return [draft.done() for draft in found if draft.head or any(row.cells for row in draft.rows)]


def side_by_side(grid: Grid, said: Iterable[str] = ()) -> list[Grid]:
    """Two lists that stand beside each other on one sheet, as two; else the grid itself."""
    for section in sections(grid, said):
        names = [fold(name) for name in section.names]
        for width in range(2, len(names) // 2 + 1):
            starts = [
                at
                for at in range(len(names) - width + 1)
                if names[at : at + width] == names[:width] and any(names[:width])
            ]
            if (
                len(starts) > 1
                and starts[1] - starts[0] >= width
                and len(names) - starts[-1] <= starts[1] + 1
                and all(names[:width])
            ):
                ends = [*starts[1:], len(names)]
                return [_part(grid, start, end) for start, end in zip(starts, ends, strict=True)]
    return [grid]


def _part(grid: Grid, start: int, end: int) -> Grid:
    merges = tuple(
        (top, max(left, start) - start, bottom, min(right, end - 1) - start)
        for top, left, bottom, right in grid.merges
        if left < end and right >= start
    )
    hidden = frozenset(column - start for column in grid.hidden_columns if start <= column < end)
    return replace(
        grid, rows=tuple(row[start:end] for row in grid.rows), merges=merges, hidden_columns=hidden
    )


def _row(grid: Grid, number: int) -> Row:
    texts = tuple(text.strip() for text in grid.rows[number])
    origins = [grid.origin(number, column) for column in range(len(texts))]
    cells: list[tuple[int, int, str]] = []
    for column, text in enumerate(texts):
        if column and origins[column] == origins[column - 1]:
            if cells and cells[-1][1] == column - 1:
                cells[-1] = cells[-1][0], column, cells[-1][2]
        elif text:
            cells.append((column, column, text))
    return Row(number, texts, tuple(top == number for top, _ in origins), tuple(cells))


def _trailing_lines(draft: _Draft) -> list[Row]:
    """The rows with a single cell right above a head: titles and headings; they leave the section above."""
    count = 0
    for row in reversed(draft.rows):
        if (len(row.cells) > 1 and draft.head) or len(row.cells) > 2:
            break
        count += 1
    lines = draft.rows[len(draft.rows) - count :]
    del draft.rows[len(draft.rows) - count :]
    return [row for row in lines if row.cells]


# -- heads ------------------------------------------------------------------------------------------------


def _head_rows(grid: Grid, rows: Sequence[Row], at: int, said: frozenset[str]) -> int:
    """How many rows from *at* on are one head; 0 when there is none."""
    if not _is_head(rows[at]) and said.isdisjoint(map(fold, rows[at].filled)):
        return 0
    depth = 1
    while depth < _MOST_HEAD_ROWS and at + depth < len(rows) and _goes_on(grid, rows, at, depth):
        depth += 1
    return depth


def _top(grid: Grid, before: Sequence[Row], at: int) -> int:
    """Where a head begins whose cells come down from rows above that alone did not show it."""
    top = min(grid.origin(at, column)[0] for column in range(len(grid.rows[at])))
    above = before[len(before) - (at - top) :] if 0 < at - top < _MOST_HEAD_ROWS else []
    return top if above and all(any(map(heads.meaning, row.filled)) for row in above) else at


def _is_head(row: Row) -> bool:
    words = [word for word in row.filled if not _in_any_row(word)]
    if not words:
        return False
    meanings = [heads.meaning(word) for word in words]
    known = {meaning for meaning in meanings if meaning}
    if sum(map(bool, meanings)) < 0.6 * len(words) or any(len(word) > 24 for word in words):
        return len(known) >= 4 and "title" in known and sum(map(bool, meanings)) >= 0.5 * len(words)
    if len(known) >= 3:
        return bool(known & _STRONG)
    sure = any(heads.is_sure_title(word) for word in words)
    if len(known) == 2:
        return sure or len(known & _STRONG) == 2
    return sure and len(words) <= 2


def _in_any_row(word: str) -> bool:
    """A year or a department: as a head it asks for a tick, but it stands in rows just as well."""
    return heads.is_one_year(word) or (not heads.meaning(word) and is_owner(word))


def _goes_on(grid: Grid, rows: Sequence[Row], at: int, depth: int) -> bool:
    """Whether the next row divides the head: its new cells stand under merged or empty ones, and are heads."""
    above, row = rows[at + depth - 1], rows[at + depth]
    new = [(first, last, text) for first, last, text in row.cells if row.own[first]]
    if not new or (len(new) == len(row.cells) == len(above.cells) and all(above.texts)):
        return False
    wide = {column for first, last, _ in above.cells if last > first for column in range(first, last + 1)}
    under = any(first in wide or not above.texts[first] or _left(above, first) for first, _, _ in new)
    merged_down = all(not row.own[cell[0]] for cell in row.cells if cell not in new)
    known = [heads.meaning(text) or heads.meaning(_over(above, first) + text) for first, _, text in new]
    return under and merged_down and all(known)


def _left(above: Row, column: int) -> bool:
    """Whether the head to the left reaches over an empty cell: 材料 above 编号 and 名称 without a merged cell."""
    return column + 1 < len(above.texts) and not above.texts[column + 1]


def _over(above: Row, column: int) -> str:
    return next((text for text in reversed(above.texts[: column + 1]) if text), "")


def _parts(grid: Grid, rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Upper and lower words of each column's head."""
    parts: list[tuple[str, str]] = []
    for column in range(len(rows[0].texts)):
        words: list[str] = []
        for depth, row in enumerate(rows):
            text = one_line(row.texts[column])
            if not text and depth + 1 < len(rows) and rows[depth + 1].texts[column]:
                text = one_line(_over(row, column))
            if text and text not in words:
                words.append(text)
        parts.append((words[0] if words else "", "".join(words[1:])))
    return tuple(parts)


def _name(upper: str, lower: str) -> str:
    return f"{upper}·{lower}" if lower else upper
