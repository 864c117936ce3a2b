"""The workbooks that come out: text as text, numbers as numbers, filters, a frozen head, one page wide on A4."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dossier import zipped
from dossier.text import clean, columns, mask

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as the letter A."""
_LONGEST = 32_000
"""Characters that Excel takes in one cell, less a few."""
_NARROW = 12
"""A column so narrow holds numbers and marks, which stand in its middle."""
_LINE, _TALLEST = 14, 409
"""Points of a line of 10.5 pt, and of the tallest row that Excel has."""


@dataclass(frozen=True)
class Link:
    """A cell that opens a file of the output, or the folder where files are handed in."""

    text: str
    target: str
    """POSIX path relative to the workbook."""


Value = str | int | float | Link


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: a title above, a head, rows."""

    name: str
    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    """In half-width characters."""
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an ``.xlsx``; the same sheets give the same bytes."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    out = io.BytesIO()
    book.save(out)
    return zipped.normalise(out.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    last = get_column_letter(len(sheet.head))
    _title(page, sheet)
    for number, row in enumerate((sheet.head, *sheet.rows), 2):
        for column, value in enumerate(row, 1):
            cell = page.cell(number, column)
            _put(cell, value)
            _dress(cell, head=number == 2, centred=sheet.widths[column - 1] <= _NARROW)
        page.row_dimensions[number].height = _height(row, sheet.widths)
    for column, width in enumerate(sheet.widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "A3"
    page.auto_filter.ref = f"A2:{last}{max(2, len(sheet.rows) + 2)}"
    page.print_title_rows = "1:2"
    _paper(page)


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Points that the fullest cell of a row takes; LibreOffice and WPS do not always find out themselves."""
    texts = (str(value.text if isinstance(value, Link) else value) for value in row)
    lines = max(
        sum(max(1, -(-columns(line) // (width - 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_TALLEST, _LINE * lines + 3)


def _title(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font

    cell = page.cell(1, 1)
    _put(cell, sheet.title)
    cell.font, cell.alignment = Font(name="黑体", size=14), Alignment(horizontal="left", vertical="center")
    page.row_dimensions[1].height = 26


def _put(cell: Any, value: Value) -> None:
    """Write *value*, personal numbers masked; a text is never a formula, whatever it begins with."""
    text = value.text if isinstance(value, Link) else value
    if isinstance(text, str):
        cell.value = _ESCAPE.sub("_x005F_", mask(clean(text)))[:_LONGEST] or None
        if cell.value is not None:
            cell.data_type = "s"
        cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    else:
        cell.value = text
    if isinstance(value, Link):
        cell.hyperlink = quote(value.target)


def _dress(cell: Any, *, head: bool, centred: bool) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="FF999999")
    cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    colour = "FF0563C1" if cell.hyperlink else "FF000000"
    cell.font = Font(
        name="宋体", size=10.5, bold=head, color=colour, underline="single" if cell.hyperlink else None
    )
    cell.alignment = Alignment(
        horizontal="center" if head or centred else None, vertical="center", wrap_text=True
    )
    if head:
        cell.fill = PatternFill("solid", fgColor="FFE7E6E6")


def _paper(page: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.paperSize = "9"  # A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.5
    if page.oddFooter is not None:  # it never is; the types allow it
        page.oddFooter.center.text = "第 &P 页，共 &N 页"
