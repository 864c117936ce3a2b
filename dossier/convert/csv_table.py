"""Runs in the guarded child: a .csv as a ruled table in a workbook.

LibreOffice takes a .csv for Latin text and prints the name of the file over it.
"""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from dossier.decode import decoded
from dossier.text import clean, columns

_DELIMITERS = ",;\t"
_LINE_PT = 15.0
_ROOM = 2.0
"""Characters that a column is wider than its longest cell."""
_WIDEST = 40
"""Characters; longer cells are wrapped."""


def tabulate(payload: dict[str, str]) -> int:
    """Write the table ``payload["source"]`` to the workbook ``payload["target"]``; return its rows."""
    text = clean(decoded(Path(payload["source"]).read_bytes()))
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    edge = Side(style="thin")
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            cell.data_type = "s"  # identity numbers keep their digits, nothing is a formula
            cell.border = Border(edge, edge, edge, edge)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    widths = _widths(rows)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=1):
        sheet.row_dimensions[number].height = _height(row, widths)
    book.save(payload["target"])
    return len(rows)


def _delimiter(text: str) -> str:
    """The separator that the first line has most of."""
    head = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=head.count)


def _widths(rows: list[list[str]]) -> dict[int, float]:
    widths: dict[int, float] = {}
    for row in rows:
        for column, value in enumerate(row, start=1):
            longest = max(map(columns, value.split("\n")))
            widths[column] = max(widths.get(column, 6.0), min(longest + _ROOM, _WIDEST))
    return widths


def _height(row: list[str], widths: dict[int, float]) -> float:
    """Height in points that shows every line; LibreOffice does not work it out for a sheet that it only prints."""
    tallest = 1
    for column, value in enumerate(row, start=1):
        room = widths[column] - _ROOM
        tallest = max(tallest, sum(max(1, math.ceil(columns(line) / room)) for line in value.split("\n")))
    return tallest * _LINE_PT
