"""Widths for tables whose columns come from a loop: shared out by what stands in them."""

from __future__ import annotations

from lxml import etree

from dossier.text import columns as display_width

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEAST = 6
_MOST = 30
"""A column counts as no narrower and no wider than so many half-width characters."""


def fit(root: etree._Element) -> None:
    """Give every table whose grid does not match its cells a new grid.

    Cells that fit side by side into the text area keep the width they have (labels). Otherwise the table keeps
    its width, and a column gets its share by the longest text in it, so a running number is narrow and a title wide.
    """
    room = _text_width(root)
    for table in root.iter(f"{_W}tbl"):
        grid = table.find(f"{_W}tblGrid")
        rows = [row.findall(f"{_W}tc") for row in table.findall(f"{_W}tr")]
        if grid is None or not rows or any(_spans(cell) for row in rows for cell in row):
            continue
        count = max(len(row) for row in rows)
        if count and count != len(grid):
            own = [_width(cell) for cell in max(rows, key=len)]
            total = sum(int(column.get(f"{_W}w", "0")) for column in grid)
            _set(grid, rows, own if all(own) and sum(own) <= room else _widths(rows, count, total))


def _text_width(root: etree._Element) -> int:
    """Width of the text area in twips; 0 where the part has no page of its own (headers)."""
    size, margins = root.find(f".//{_W}sectPr/{_W}pgSz"), root.find(f".//{_W}sectPr/{_W}pgMar")
    if size is None or margins is None:
        return 0
    return int(size.get(f"{_W}w", "0")) - sum(int(margins.get(f"{_W}{side}", "0")) for side in ("left", "right"))


def _width(cell: etree._Element) -> int:
    element = cell.find(f"{_W}tcPr/{_W}tcW")
    return int(element.get(f"{_W}w", "0")) if element is not None and element.get(f"{_W}type") == "dxa" else 0


def _spans(cell: etree._Element) -> bool:
    return cell.find(f"{_W}tcPr/{_W}gridSpan") is not None


def _widths(rows: list[list[etree._Element]], count: int, total: int) -> list[int]:
    weights = [
        max(_LEAST, *(min(_MOST, _longest(row[column])) for row in rows if column < len(row))) + 2
        for column in range(count)
    ]
    widths = [total * weight // sum(weights) for weight in weights]
    widths[-1] += total - sum(widths)
    return widths


def _longest(cell: etree._Element) -> int:
    lines = ("".join(paragraph.itertext(f"{_W}t")) for paragraph in cell.iter(f"{_W}p"))
    return max((display_width(line) for line in lines), default=0)


def _set(grid: etree._Element, rows: list[list[etree._Element]], widths: list[int]) -> None:
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, f"{_W}gridCol", {f"{_W}w": str(width)})
    whole = grid.getparent().find(f"{_W}tblPr/{_W}tblW")  # type: ignore[union-attr]
    if whole is not None and whole.get(f"{_W}type") == "dxa":
        whole.set(f"{_W}w", str(sum(widths)))
    for row in rows:
        for cell, width in zip(row, widths, strict=False):
            element = cell.find(f"{_W}tcPr/{_W}tcW")
            if element is not None:
                element.set(f"{_W}w", str(width))
                element.set(f"{_W}type", "dxa")
