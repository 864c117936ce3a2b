"""Tables as schools keep them: title lines, heads of two levels, data, totals, a signature line. Written as xlsx, xls or csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import xlwt

from sample.fixed import office

Cell = str | int | float


@dataclass(frozen=True)
class Table:
    """One sheet."""

    name: str
    above: Sequence[str]
    """Lines above the heads: the title first, then 单位 and 填报时间."""
    heads: Sequence[str]
    """``学历/最高学历`` puts 最高学历 below a merged 学历."""
    rows: Sequence[Sequence[Cell]]
    below: Sequence[str] = ()

    @property
    def levels(self) -> int:
        """Rows that the heads take."""
        return max(head.count("/") for head in self.heads) + 1

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Every filled cell with its 0-based row and column."""
        start = len(self.above)
        for row, line in enumerate(self.above):
            yield row, 0, line
        for column, head in enumerate(self.heads):
            upper, _, lower = head.partition("/")
            if not (lower and column and self.heads[column - 1].startswith(f"{upper}/")):
                yield start, column, upper
            if lower:
                yield start + 1, column, lower
        for row, line in enumerate(self.rows, start + self.levels):
            yield from ((row, column, cell) for column, cell in enumerate(line) if cell != "")
        for row, line in enumerate(self.below, start + self.levels + len(self.rows)):
            yield row, 0, line

    def merges(self) -> Iterator[tuple[int, int, int, int]]:
        """Merged cells: first row, last row, first column, last column, 0-based."""
        width, start = len(self.heads), len(self.above)
        yield from ((row, row, 0, width - 1) for row in range(start) if width > 1)
        if self.levels == 1:
            return
        column = 0
        while column < width:
            upper, _, lower = self.heads[column].partition("/")
            last = column
            while lower and last + 1 < width and self.heads[last + 1].startswith(f"{upper}/"):
                last += 1
            if not lower:
                yield start, start + 1, column, column
            elif last > column:
                yield start, start, column, last
            column = last + 1


def xlsx(*tables: Table) -> bytes:
    """A workbook of today."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in tables:
        sheet = workbook.create_sheet(table.name)
        for row, column, cell in table.cells():
            sheet.cell(row + 1, column + 1, cell)
        for top, bottom, left, right in table.merges():
            sheet.merge_cells(
                start_row=top + 1, end_row=bottom + 1, start_column=left + 1, end_column=right + 1
            )
    buffer = io.BytesIO()
    workbook.save(buffer)
    return office(buffer.getvalue())


def xls(*tables: Table) -> bytes:
    """A workbook of 1997, which is also what WPS calls .et."""
    workbook: Any = xlwt.Workbook(encoding="utf-8")
    for table in tables:
        sheet = workbook.add_sheet(table.name)
        merged = {(top, left): (bottom, right) for top, bottom, left, right in table.merges()}
        for row, column, cell in table.cells():
            if (row, column) in merged:
                bottom, right = merged[row, column]
                sheet.write_merge(row, bottom, column, right, cell)
            else:
                sheet.write(row, column, cell)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def csv_gbk(table: Table) -> bytes:
    """What a registration system exports: no merged cells, GBK, Windows lines."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([head.replace("/", "") for head in table.heads])
    writer.writerows(table.rows)
    return buffer.getvalue().encode("gb18030")
