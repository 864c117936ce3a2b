"""A ruled table over several pages: the head repeats, a row is never split, long text is wrapped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier.compose.drawn.sheet import FLOOR, LEFT, Align, Sheet, Style

HEAD = Style(10.5, "sans", 1.25)
BODY = Style(10.5, "serif", 1.25)
_PADDING = 0.8
_AIR = 1.2
_SMALLEST_ROW = 9.0


@dataclass(frozen=True)
class Column:
    """A column: its head, its width in mm and how its cells are set."""

    head: str
    width: float
    align: Align = "centre"


@dataclass(frozen=True)
class RowPlace:
    """Where a row came to stand: 0-based drawn page, and its box in mm from the top left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


class TableWriter:
    """Draws rows one by one; ``begin_page`` starts a page and returns the y where the table may begin."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], begin_page: Callable[[], float]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._begin_page = begin_page
        self._y = 0.0
        self._open_page()

    def row(self, cells: Sequence[str]) -> RowPlace:
        """Draw a row, on a new page when it does not fit."""
        lines = self._wrapped(cells, BODY)
        if self._y + _row_height(lines, BODY) > FLOOR:
            self._open_page()
        return self._draw(lines, BODY)

    def _open_page(self) -> None:
        self._y = self._begin_page()
        self._draw(self._wrapped([column.head for column in self._columns], HEAD), HEAD)

    def _wrapped(self, cells: Sequence[str], style: Style) -> list[tuple[str, ...]]:
        """Lines per cell; a cell taller than a page is cut at what a page holds."""
        most = int((FLOOR - 60.0) / style.line)
        return [
            self._sheet.lines(cell, style, column.width - 2 * _PADDING)[:most]
            for cell, column in zip(cells, self._columns, strict=True)
        ]

    def _draw(self, lines: list[tuple[str, ...]], style: Style) -> RowPlace:
        height = _row_height(lines, style)
        place = RowPlace(self._sheet.pages - 1, LEFT, self._y, sum(c.width for c in self._columns), height)
        x = LEFT
        for cell, column in zip(lines, self._columns, strict=True):
            self._sheet.frame(x, self._y, column.width, height)
            self._cell(x, cell, column, height, style)
            x += column.width
        self._y += height
        return place

    def _cell(self, x: float, lines: tuple[str, ...], column: Column, height: float, style: Style) -> None:
        align: Align = "centre" if style is HEAD else column.align
        top = self._y + (height - len(lines) * style.line) / 2
        self._sheet.block(x + _PADDING, top, column.width - 2 * _PADDING, "\n".join(lines), style, align)


def _row_height(lines: list[tuple[str, ...]], style: Style) -> float:
    tallest = max(map(len, lines), default=1)
    return max(_SMALLEST_ROW, tallest * style.line + 2 * _AIR)
