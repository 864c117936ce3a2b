"""Widths for tables whose columns come from a loop: shared out by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt
from unicodedata import east_asian_width

from lxml import etree

from dossier.compose.package import W

_HALF_WIDTH = 108
"""Twips of a half-width character of table text (10.5 pt), with a little air."""
_PADDING = 170
"""Twips for the margins of a cell."""
_NUMBER = re.compile(r"[≥≤+-]?\d[\d.:%-]*")


@dataclass(frozen=True)
class _Open:
    """A table whose columns came from a loop."""

    grid: etree._Element
    rows: list[list[etree._Element]]

    @property
    def count(self) -> int:
        return max(map(len, self.rows))

    @property
    def total(self) -> int:
        return sum(int(column.get(f"{W}w", "0")) for column in self.grid)

    @property
    def kind(self) -> tuple[object, ...]:
        """Tables under one head are of one kind and look alike."""
        return self.total, self.count, *(_text(cell) for cell in self.rows[0])


def fit(root: etree._Element) -> None:
    """Give every table whose grid does not match its cells a new grid.

    Cells that fit side by side into the text area keep the width they have (labels). Otherwise the table keeps
    its width, and a column gets its share by the longest text in it, so a running number is narrow and a title
    wide; tables under one head get the same columns.
    """
    room = _text_width(root)
    kinds: dict[tuple[object, ...], list[_Open]] = {}
    for table in _open_tables(root):
        own = [_width(cell) for cell in max(table.rows, key=len)]
        if all(own) and sum(own) <= room:
            _set(table, own)
        else:
            kinds.setdefault(table.kind, []).append(table)
    for alike in kinds.values():
        widths = _widths([row for table in alike for row in table.rows], alike[0].count, alike[0].total)
        for table in alike:
            _set(table, widths)


def _open_tables(root: etree._Element) -> Iterator[_Open]:
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        if grid is None or not rows or any(_spans(cell) for row in rows for cell in row):
            continue
        found = _Open(grid, rows)
        if found.count and found.count != len(grid):
            yield found


def _text_width(root: etree._Element) -> int:
    """Width of the text area in twips; 0 where the part has no page of its own (headers)."""
    size, margins = root.find(f".//{W}sectPr/{W}pgSz"), root.find(f".//{W}sectPr/{W}pgMar")
    if size is None or margins is None:
        return 0
    return int(size.get(f"{W}w", "0")) - sum(
        int(margins.get(f"{W}{side}", "0")) for side in ("left", "right")
    )


def _width(cell: etree._Element) -> int:
    element = cell.find(f"{W}tcPr/{W}tcW")
    return int(element.get(f"{W}w", "0")) if element is not None and element.get(f"{W}type") == "dxa" else 0


def _spans(cell: etree._Element) -> bool:
    return cell.find(f"{W}tcPr/{W}gridSpan") is not None


def _widths(rows: list[list[etree._Element]], count: int, total: int) -> list[int]:
    """Columns that need less than their share get what they need; the others divide the rest.

    Shares go by the square root of the need: a text of n characters takes n ÷ width lines, and of all ways to divide
    a width this one makes the fewest lines in all. A date beside a long sentence keeps its room, and a number is
    never torn.
    """
    cells = [[row[column] for row in rows if column < len(row)] for column in range(count)]
    needs = [max(map(_longest, column)) * _HALF_WIDTH + _PADDING for column in cells]
    least = [max(map(_longest_number, column)) * _HALF_WIDTH + _PADDING for column in cells]
    if sum(least) > total:
        least = [0] * count
    roots = [isqrt(need) for need in needs]
    wide = sorted(range(count), key=lambda column: needs[column])
    widths = [0] * count
    left = total
    while wide and needs[wide[0]] * sum(roots[column] for column in wide) <= left * roots[wide[0]]:
        widths[wide[0]] = needs[wide[0]]
        left -= needs[wide.pop(0)]
    while tight := [c for c in wide if left * roots[c] < least[c] * sum(roots[column] for column in wide)]:
        for column in tight:
            widths[column] = least[column]
            left -= least[column]
            wide.remove(column)
    asked = sum(roots[column] for column in wide)
    for column in wide:
        widths[column] = left * roots[column] // asked
    spare = total - sum(widths)
    last = max(range(count), key=lambda column: needs[column])
    return [
        width + spare // count + (spare - spare // count * count if column == last else 0)
        for column, width in enumerate(widths)
    ]


def _longest(cell: etree._Element) -> int:
    """The longest line of a cell in half-width characters."""
    lines = ("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
    return max(map(_half_widths, lines), default=0)


def _longest_number(cell: etree._Element) -> int:
    """The longest number of a cell, its sign and its ``≥`` with it, in half-width characters."""
    return max(map(_half_widths, _NUMBER.findall(_text(cell))), default=0)


def _half_widths(text: str) -> int:
    """``≥`` and its like are as wide as a Chinese character."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _text(cell: etree._Element) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{W}t"))


def _set(table: _Open, widths: list[int]) -> None:
    for column in list(table.grid):
        table.grid.remove(column)
    for width in widths:
        etree.SubElement(table.grid, f"{W}gridCol", {f"{W}w": str(width)})
    whole = table.grid.getparent().find(f"{W}tblPr/{W}tblW")  # type: ignore[union-attr]
    if whole is not None and whole.get(f"{W}type") == "dxa":
        whole.set(f"{W}w", str(sum(widths)))
    for row in table.rows:
        for cell, width in zip(row, widths, strict=False):
            element = cell.find(f"{W}tcPr/{W}tcW")
            if element is not None:
                element.set(f"{W}w", str(width))
                element.set(f"{W}type", "dxa")
