"""A county's list as it stands in its file: lines of text and grids of cells, in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Range = tuple[int, int, int, int]
"""Top, left, bottom, right of merged cells; 0-based, inclusive."""


class SourceError(Exception):
    """The file cannot be read; ``str()`` is the reason in Chinese."""


@dataclass(frozen=True)
class Line:
    """A paragraph outside tables."""

    place: str
    text: str
    style: int = 0
    """Level of a heading style, from 1; 0 for body text."""


@dataclass(frozen=True)
class Grid:
    """A table with merged cells filled; all rows are of one length."""

    place: str
    """``第2个表``, ``“目录”表`` or empty: rows are counted within it."""
    name: str
    """Of the sheet; empty for a table of a Word file."""
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Range, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    numbers: tuple[int, ...] = ()
    """Row of the file for each row, from 0, where they differ."""

    @cached_property
    def origins(self) -> Mapping[tuple[int, int], tuple[int, int]]:
        """Cell → the first cell of what it is merged into, for merged cells alone."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, bottom, right in self.merges:
            for row in range(top, min(bottom, len(self.rows) - 1) + 1):
                for column in range(left, right + 1):
                    found[row, column] = top, left
        return found

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged range that a cell is part of, else itself."""
        return self.origins.get((row, column), (row, column))


@dataclass(frozen=True)
class Source:
    """All that a file holds."""

    blocks: tuple[Line | Grid, ...]
    remarks: tuple[str, ...] = ()
    """What a person should know: hidden sheets that were not read."""


_SIGNS = {
    **{0x2474 + n: f"({n + 1})" for n in range(20)},  # ⑴
    **{0x2488 + n: f"{n + 1}." for n in range(20)},  # ⒈
    **{0x3220 + n: f"（{han}）" for n, han in enumerate("一二三四五六七八九十")},  # ㈠
    **{0x2776 + n: chr(0x2460 + n) for n in range(10)},  # ❶
}


def plain(text: str) -> str:
    """Numbers that are one sign, as the signs that they consist of: ⑴ → (1), ㈠ → （一）."""
    return text.translate(_SIGNS)


def grid(place: str, raw: Mapping[str, Any]) -> Grid:
    """The grid that a child process gave as plain data, its rows made equally long."""
    rows = raw["rows"]
    width = max(map(len, rows), default=0)
    return Grid(
        place,
        raw.get("name", ""),
        tuple((*map(plain, row), *("",) * (width - len(row))) for row in rows),
        tuple((top, left, bottom, right) for top, left, bottom, right in raw.get("merges", ())),
        frozenset(raw.get("hidden_columns", ())),
        frozenset(raw.get("hidden_rows", ())),
    )
