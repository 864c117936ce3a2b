"""Widths for tables whose columns come from a loop: shared out by what stands in them."""

from __future__ import annotations

from lxml import etree

from dossier.compose.package import W
from dossier.text import columns as display_width

_HALF_WIDTH = 108
"""Twips of a half-width character of table text (10.5 pt), with a little air."""
_PADDING = 170
"""Twips for the margins of a cell."""


def fit(root: etree._Element) -> None:
    """Give every table whose grid does not match its cells a new grid.

    Cells that fit side by side into the text area keep the width they have (labels). Otherwise the table keeps
    its width, and a column gets its share by the longest text in it, so a running number is narrow and a title wide.
    """
    room = _text_width(root)
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        if grid is None or not rows or any(_spans(cell) for row in rows for cell in row):
            continue
        count = max(len(row) for row in rows)
        if count and count != len(grid):
            own = [_width(cell) for cell in max(rows, key=len)]
            total = sum(int(column.get(f"{W}w", "0")) for column in grid)
            _set(grid, rows, own if all(own) and sum(own) <= room else _widths(rows, count, total))


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
    """Columns that need less than their share get what they need; the others divide the rest."""
    needs = [
        max(_longest(row[column]) for row in rows if column < len(row)) * _HALF_WIDTH + _PADDING
        for column in range(count)
    ]
    wide = sorted(range(count), key=lambda column: needs[column])
    widths = [0] * count
    left = total
    for done, column in enumerate(wide):
        share = left // (count - done)
        widths[column] = needs[column] if needs[column] < share else share
        left -= widths[column]
    spare = left // count
    return [
        width + spare + (left - spare * count if column == wide[-1] else 0)
        for column, width in enumerate(widths)
    ]


def _longest(cell: etree._Element) -> int:
    lines = ("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in cell.iter(f"{W}p"))
    return max((display_width(line) for line in lines), default=0)


def _set(grid: etree._Element, rows: list[list[etree._Element]], widths: list[int]) -> None:
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(width)})
    whole = grid.getparent().find(f"{W}tblPr/{W}tblW")  # type: ignore[union-attr]
    if whole is not None and whole.get(f"{W}type") == "dxa":
        whole.set(f"{W}w", str(sum(widths)))
    for row in rows:
        for cell, width in zip(row, widths, strict=False):
            element = cell.find(f"{W}tcPr/{W}tcW")
            if element is not None:
                element.set(f"{W}w", str(width))
                element.set(f"{W}type", "dxa")
