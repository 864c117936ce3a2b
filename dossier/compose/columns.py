"""Widths for tables whose columns come from a loop: shared out by what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import isqrt

from lxml import etree

from dossier.compose.table_grid import (
    Cells,
    TableGrid,
    cell_text,
    cell_width,
    grids,
    least_widths,
    needs,
    reach_over,
    span,
    text_width,
)

_STEPS = 1024
"""Parts of a twip in which shares are tried."""


def fit(root: etree._Element) -> None:
    """Give every table whose grid does not match its cells a new grid.

    Cells that fit side by side into the text area keep the width they have (labels). Otherwise the table keeps
    its width, and a column gets its share by the longest text in it, so a running number is narrow and a title
    wide; tables under one head get the same columns.
    """
    room = text_width(root)
    kinds: dict[tuple[object, ...], list[TableGrid]] = {}
    for table in _open_tables(root):
        own = [cell_width(cell) for cell in max(table.rows, key=len)]
        if all(own) and sum(own) <= room:
            table.set(own)
        else:
            kinds.setdefault(_kind(table), []).append(table)
    for alike in kinds.values():
        rows = [row for table in alike for row in table.rows if len(row) > 1 or _count(table) == 1]
        columns = [[row[place] for row in rows if place < len(row)] for place in range(_count(alike[0]))]
        widths = _widths(columns, sum(alike[0].widths))
        for table in alike:
            _band(table)
            table.set(widths)


def _band(table: TableGrid) -> None:
    """Let a cell that is alone in its row reach over all columns: a title within the table."""
    count = _count(table)
    for row in table.rows:
        if len(row) == 1 < count:
            reach_over(row[0], count)


def _open_tables(root: etree._Element) -> Iterator[TableGrid]:
    for table in grids(root):
        if any(span(cell) > 1 for row in table.rows for cell in row):
            continue
        if _count(table) and _count(table) != len(table.widths):
            yield table


def _count(table: TableGrid) -> int:
    return max(map(len, table.rows))


def _kind(table: TableGrid) -> tuple[object, ...]:
    """Tables under one head are of one kind and look alike."""
    return sum(table.widths), _count(table), *(cell_text(cell) for cell in table.rows[0])


def _widths(columns: Cells, total: int) -> list[int]:
    """Columns that need less than their share get what they need; the others divide the rest.

    Shares go by the square root of all that a column holds: a text of n characters takes n ÷ width lines, and of all
    ways to divide a width this one makes the fewest lines in all. A date beside a long sentence keeps its room, and
    a number is never torn.
    """
    asked = [needs(column) for column in columns]
    most = [max(own) for own in asked]
    least = least_widths(columns, total)
    roots = [isqrt(sum(own)) for own in asked]

    def at(share: int) -> list[int]:
        shares = (share * root // _STEPS for root in roots)
        return [min(need, max(low, own)) for need, low, own in zip(most, least, shares, strict=True)]

    widths = at(bisect_right(range(total * _STEPS), total, key=lambda share: sum(at(share))) - 1)
    spare = total - sum(widths)
    last = max(range(len(most)), key=lambda column: most[column])
    return [
        width + spare // len(most) + (spare % len(most) if column == last else 0)
        for column, width in enumerate(widths)
    ]
