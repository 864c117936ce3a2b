"""The grid of a Word table, its cells, and how narrow its columns may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from dossier.compose import text_widths
from dossier.compose.package import W

Cells = Sequence[Sequence[etree._Element]]
"""Columns, each with its cells."""
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " "}


@dataclass(frozen=True)
class TableGrid:
    """A table with its columns (``w:gridCol``) and the cells of its rows."""

    grid: etree._Element
    rows: list[list[etree._Element]]

    @property
    def widths(self) -> list[int]:
        """Of the columns, in twips."""
        return [_whole(column.get(f"{W}w", "")) for column in self.grid]

    def set(self, widths: Sequence[int]) -> None:
        """Give the grid these columns, and every cell the width of those that it reaches over."""
        for column in list(self.grid):
            self.grid.remove(column)
        for width in widths:
            etree.SubElement(self.grid, f"{W}gridCol", {f"{W}w": str(width)})
        whole = self.grid.getparent().find(f"{W}tblPr/{W}tblW")  # type: ignore[union-attr]
        if whole is not None and whole.get(f"{W}type") == "dxa":
            whole.set(f"{W}w", str(sum(widths)))
        for row in self.rows:
            place = 0
            for cell in row:
                reach = span(cell)
                element = cell.find(f"{W}tcPr/{W}tcW")
                if element is not None and place + reach <= len(widths):
                    element.set(f"{W}w", str(sum(widths[place : place + reach])))
                    element.set(f"{W}type", "dxa")
                place += reach


def grids(root: etree._Element) -> Iterator[TableGrid]:
    """Every table that has a grid and rows."""
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        if grid is not None and rows:
            yield TableGrid(grid, rows)


def span(cell: etree._Element) -> int:
    """How many columns a cell reaches over."""
    element = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if element is None else max(1, _whole(element.get(f"{W}val", "")))


def reach_over(cell: etree._Element, columns: int) -> None:
    """Let a cell reach over so many columns."""
    width = cell.find(f"{W}tcPr/{W}tcW")
    if width is not None:
        width.addnext(etree.Element(f"{W}gridSpan", {f"{W}val": str(columns)}))


def cell_width(cell: etree._Element) -> int:
    """The width that a cell asks for in twips; 0 where it asks for none."""
    element = cell.find(f"{W}tcPr/{W}tcW")
    return _whole(element.get(f"{W}w", "")) if element is not None and element.get(f"{W}type") == "dxa" else 0


def text_width(root: etree._Element) -> int:
    """Width of the text area in twips; 0 where the part has no page of its own (headers)."""
    size, margins = root.find(f".//{W}sectPr/{W}pgSz"), root.find(f".//{W}sectPr/{W}pgMar")
    if size is None or margins is None:
        return 0
    sides = (margins.get(f"{W}{side}", "") for side in ("left", "right"))
    return _whole(size.get(f"{W}w", "")) - sum(map(_whole, sides))


def _whole(text: str) -> int:
    """A measure of a template; 0 for what is none (``auto``, ``50%``), because anybody's template comes here."""
    return int(text) if text.isascii() and text.isdigit() else 0


def lines(cell: etree._Element) -> list[str]:
    """The text of a cell, line by line as paragraphs and line breaks make them."""
    return [line for one in cell.iter(f"{W}p") for line in _text(one).split("\n")] or [""]


def _text(paragraph: etree._Element) -> str:
    return "".join(
        (part.text or "") if part.tag == f"{W}t" else _BREAKS[part.tag]
        for part in paragraph.iter(f"{W}t", *_BREAKS)
    )


def size(cell: etree._Element) -> int:
    """Half-points of the text of a cell, where it says so beside its style."""
    found = cell.find(f".//{W}rPr/{W}sz")
    return (0 if found is None else _whole(found.get(f"{W}val", ""))) or text_widths.TABLE_SIZE


def needs(column: Sequence[etree._Element]) -> list[int]:
    """What the lines of a column ask for, so that none of them goes on in another line."""
    return [text_widths.cell_for(line, size(cell)) for cell in column for line in lines(cell)]


def cell_text(cell: etree._Element) -> str:
    """The text of a cell without its breaks."""
    return "".join(lines(cell))


def least_widths(columns: Cells, total: int) -> list[int]:
    """How narrow each column may be so that nothing in it is torn.

    Dates as well as numbers where *total* has room for that, else numbers only; nothing at all where even they have
    no room.
    """
    for cell_for in (text_widths.cell_for_dates, text_widths.cell_for_numbers):
        least = [
            max((cell_for(line, size(cell)) for cell in column for line in lines(cell)), default=0)
            for column in columns
        ]
        if sum(least) <= total:
            return least
    return [0] * len(columns)
