"""Workbooks for people to fill in: text that is never a formula, a frozen head, choices, a page that prints.

The same sheets give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dossier import zipped
from dossier.text import clean
from dossier.text import columns as text_columns

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AS_TEXT = "@"
"""What a person types stays what was typed: ``1-1-03`` is no date."""
_LINE = 16
"""Points of one line of a cell."""
_SPARE_ROWS = 500
"""Empty rows below the last that still offer the choices."""


@dataclass(frozen=True)
class Column:
    """A column: its head, how wide it is and what may be chosen in it."""

    head: str
    width: int = 14
    """In half-width characters."""
    choices: tuple[str, ...] = ()
    hint: str = ""
    """Shown when a cell of the column is chosen."""


@dataclass(frozen=True)
class Page:
    """A sheet to write: one head row, then the rows."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]


def write(pages: Sequence[Page]) -> bytes:
    """The workbook with *pages* as its sheets, each A4 landscape and as wide as one page."""
    import openpyxl

    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for page in pages:
        _fill(workbook.create_sheet(page.name), page)
    data = io.BytesIO()
    workbook.save(data)
    return zipped.normalise(data.getvalue())


def _fill(sheet: Worksheet, page: Page) -> None:
    _cells(sheet, page)
    _choices(sheet, page)
    _print_setup(sheet)


def _cells(sheet: Worksheet, page: Page) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="FF999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    body, head = Font(name="宋体", size=10.5), Font(name="宋体", size=10.5, bold=True)
    grey = PatternFill("solid", fgColor="FFE7E6E6")
    wrapped = Alignment(vertical="center", wrap_text=True)
    centred = Alignment(horizontal="center", vertical="center", wrap_text=True)
    rows = [[column.head for column in page.columns], *page.rows]
    for number, row in enumerate(rows, start=1):
        sheet.row_dimensions[number].height = _LINE * _lines(row, page.columns)
        for index, value in enumerate(row, start=1):
            cell = sheet.cell(number, index)
            _write(cell, value)
            cell.font, cell.border = (head if number == 1 else body), border
            cell.alignment = centred if number == 1 else wrapped
            if number == 1:
                cell.fill = grey
    for index, column in enumerate(page.columns, start=1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = column.width
        sheet.column_dimensions[letter].number_format = _AS_TEXT


def _lines(row: Sequence[str], columns: Sequence[Column]) -> int:
    """How many lines the fullest cell of a row takes; LibreOffice and WPS do not always find out themselves."""
    return max(
        (
            sum(max(1, -(-text_columns(line) // max(1, column.width - 1))) for line in text.split("\n"))
            for text, column in zip(row, columns, strict=True)
        ),
        default=1,
    )


def _write(cell: Any, value: str) -> None:
    """Put *value* in as text, whatever it begins with."""
    text = _ESCAPE.sub("_x005F_", clean(value))
    cell.number_format = _AS_TEXT
    if text:
        cell.value = text
        cell.data_type = "s"
    if text[:1] in ("=", "+", "-", "@"):
        cell.quotePrefix = True


def _choices(sheet: Worksheet, page: Page) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, column in enumerate(page.columns, start=1):
        if not column.choices and not column.hint:
            continue
        rule = DataValidation(allow_blank=True)
        if column.choices:
            rule.type = "list"
            rule.formula1 = '"' + ",".join(column.choices) + '"'
            rule.showErrorMessage = True
            rule.error = "请填：" + "、".join(column.choices)
        if column.hint:
            rule.showInputMessage = True
            rule.prompt = column.hint
        letter = get_column_letter(index)
        rule.add(f"{letter}2:{letter}{len(page.rows) + 1 + _SPARE_ROWS}")
        sheet.add_data_validation(rule)


def _print_setup(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:  # it never is; the types allow it
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
