"""Columns of a table whose widths are given, made wider where a number or a day would break over two lines.

The widths of a template suit what usually stands there. A sum of eight digits, or a computer without the font that
the template names, asks for more; it is taken from columns that have more than they need, first from those that are
empty to a side, then from those whose words can go on in another line.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from dossier.compose import text_widths
from dossier.compose.package import W
from dossier.compose.table_grid import TableGrid, grids, least_widths, needs, span


def widen(root: etree._Element) -> None:
    """Change the columns of every table in which something would be torn; all others stay as they are given."""
    for table in grids(root):
        widths = table.widths
        if not all(widths) or any(sum(map(span, row)) != len(widths) for row in table.rows):
            continue
        columns = [list(_alone(table, place)) for place in range(len(widths))]
        least = least_widths(columns, sum(widths))
        if any(width < low for width, low in zip(widths, least, strict=True)):
            table.set(_widened(widths, least, [max(needs(column), default=0) for column in columns]))


def _alone(table: TableGrid, place: int) -> Iterator[etree._Element]:
    """The cells that stand in one column only and run across."""
    for row in table.rows:
        at = 0
        for cell in row:
            if at == place and span(cell) == 1 and cell.find(f"{W}tcPr/{W}textDirection") is None:
                yield cell
            at += span(cell)


def _widened(widths: list[int], least: list[int], wanted: list[int]) -> list[int]:
    """*widths* with none below *least*, or as they are where that would leave a column less than a character."""
    wider = [max(width, low) for width, low in zip(widths, least, strict=True)]
    for few in (max(wanted), text_widths.FEW, text_widths.cell_for("字")):
        floors = (max(low, min(need, few)) for low, need in zip(least, wanted, strict=True))
        spare = [max(0, width - floor) for width, floor in zip(wider, floors, strict=True)]
        wider = _less(wider, spare, min(sum(wider) - sum(widths), sum(spare)))
    return wider if sum(wider) == sum(widths) else widths


def _less(widths: list[int], spare: list[int], taken: int) -> list[int]:
    """*widths* less *taken* in all, from each by what it can spare."""
    left, rest = taken, sum(spare)
    result = []
    for width, own in zip(widths, spare, strict=True):
        part = left * own // rest if rest else 0
        result.append(width - part)
        left, rest = left - part, rest - own
    return result
