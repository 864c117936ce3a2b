"""Runs in the guarded child: a .csv as a ruled table in a workbook.

LibreOffice takes a .csv for Latin text and prints the name of the file over it.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter

from dossier.convert.plain_text import decoded
from dossier.text import clean, columns

_DELIMITERS = ",;\t"
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
    for column, width in _widths(rows).items():
        sheet.column_dimensions[get_column_letter(column)].width = width
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
            widths[column] = max(widths.get(column, 6.0), min(longest + 2.0, _WIDEST))
    return widths
