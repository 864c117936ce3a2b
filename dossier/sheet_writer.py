"""Workbooks that come out: text that is never a formula, a frozen head, filters or choices, a page that prints.

The same sheets give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dossier import zipped
from dossier.text import clean
from dossier.text import columns as text_columns

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x0041_`` as the letter A."""
_LONGEST = 32_000
"""Characters that Excel takes in one cell, less a few."""
_AS_TEXT = "@"
"""What a person types stays what was typed: ``1-1-03`` is no date."""
_LINE, _AIR, _TALLEST = 14, 3, 409
"""Points of a line of 10.5 pt, of the air about it, and of the tallest row that Excel has."""
_TITLE_LINE = 20
"""Points of a line of the title, 14 pt."""
_SPARE_ROWS = 500
"""Empty rows below the last that still offer the choices."""


@dataclass(frozen=True)
class Link:
    """A cell that opens a file of the output, or the folder where files are handed in."""

    text: str
    target: str
    """POSIX path relative to the workbook, or ``file://`` and an absolute one; neither is percent-encoded."""


Value = str | int | float | Link


@dataclass(frozen=True)
class Column:
    """A column: its head, how wide it is and what may be chosen in it."""

    head: str
    width: int = 14
    """In half-width characters."""
    choices: tuple[str, ...] = ()
    hint: str = ""
    """Shown when a cell of the column is chosen."""
    centred: bool = False


@dataclass(frozen=True)
class Page:
    """A sheet to write: a title if it has one, one head row, then the rows."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    title: str = ""
    """Of a list that is read; such a list has filters, a workbook to fill in has none."""

    @property
    def head_row(self) -> int:
        """1-based row of the head."""
        return 2 if self.title else 1


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
    _title(sheet, page)
    _cells(sheet, page)
    _choices(sheet, page)
    _print_setup(sheet, page)


def _title(sheet: Worksheet, page: Page) -> None:
    """Over all columns, so that it breaks into lines where the table is narrow."""
    from openpyxl.styles import Alignment, Font

    if not page.title:
        return
    cell = sheet.cell(1, 1)
    _write(cell, page.title)
    cell.font = Font(name="黑体", size=14)
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    if len(page.columns) > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(page.columns))
    room = sum(column.width for column in page.columns) * 3 // 4
    sheet.row_dimensions[1].height = _TITLE_LINE * -(-text_columns(page.title) // room) + 6


def _cells(sheet: Worksheet, page: Page) -> None:
    from openpyxl.utils import get_column_letter

    dress = _wardrobe()
    rows = ([column.head for column in page.columns], *page.rows)
    for number, row in enumerate(rows, page.head_row):
        sheet.row_dimensions[number].height = _height(row, page.columns)
        for index, (value, column) in enumerate(zip(row, page.columns, strict=True), 1):
            cell = sheet.cell(number, index)
            dress(cell, _look(value, column, is_head=number == page.head_row))
            _write(cell, value)
    for index, column in enumerate(page.columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(index)]
        dimension.width = column.width
        dimension.number_format = _AS_TEXT


@dataclass(frozen=True)
class _Look:
    """Everything that decides how a cell looks."""

    is_head: bool
    is_link: bool
    is_text: bool
    is_centred: bool
    begins_like_formula: bool


def _look(value: Value, column: Column, *, is_head: bool) -> _Look:
    is_text = not isinstance(value, int | float)
    return _Look(
        is_head=is_head,
        is_link=isinstance(value, Link),
        is_text=is_text,
        is_centred=is_head or column.centred,
        begins_like_formula=is_text and clean(_shown(value))[:1] in ("=", "+", "-", "@"),
    )


def _wardrobe() -> Callable[[Any, _Look], None]:
    """Give a function that dresses a cell. A look is put together once: openpyxl compares styles slowly."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="FF999999")
    border = Border(left=thin, right=thin, top=thin, bottom=thin)
    link = Font(name="宋体", size=10.5, color="FF0563C1", underline="single")
    grey = PatternFill("solid", fgColor="FFE7E6E6")
    worn: dict[_Look, Any] = {}

    def dress(cell: Any, look: _Look) -> None:
        if look in worn:
            cell._style = copy(worn[look])
            return
        cell.font = link if look.is_link else Font(name="宋体", size=10.5, bold=look.is_head)
        cell.border = border
        cell.alignment = Alignment(
            horizontal="center" if look.is_centred else None, vertical="center", wrap_text=True
        )
        if look.is_head:
            cell.fill = grey
        if look.is_text:
            cell.number_format = _AS_TEXT
        if look.begins_like_formula:
            cell.quotePrefix = True
        worn[look] = cell._style

    return dress


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Points that the fullest cell of a row takes; LibreOffice and WPS do not always find out themselves."""
    lines = max(
        (
            sum(
                max(1, -(-text_columns(line) // max(1, column.width - 1)))
                for line in _shown(value).split("\n")
            )
            for value, column in zip(row, columns, strict=True)
        ),
        default=1,
    )
    return min(_TALLEST, _LINE * lines + _AIR)


def _shown(value: Value) -> str:
    return value.text if isinstance(value, Link) else str(value)


def _write(cell: Any, value: Value) -> None:
    """Put *value* in; a text as text, whatever it begins with."""
    if isinstance(value, int | float):
        cell.value = value
        return
    text = _ESCAPE.sub("_x005F_", clean(_shown(value)))[:_LONGEST]
    if text:
        cell.value = text
        cell.data_type = "s"
    if isinstance(value, Link):
        _, is_absolute, path = value.target.rpartition("file://")
        cell.hyperlink = f"{is_absolute}{quote(path, safe='/:' if is_absolute else '/')}"


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
        first = page.head_row + 1
        rule.add(f"{letter}{first}:{letter}{first + len(page.rows) - 1 + _SPARE_ROWS}")
        sheet.add_data_validation(rule)


def _print_setup(sheet: Worksheet, page: Page) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    last = get_column_letter(len(page.columns))
    if page.title:
        sheet.auto_filter.ref = f"A{page.head_row}:{last}{page.head_row + len(page.rows)}"
    sheet.freeze_panes = f"A{page.head_row + 1}"
    sheet.print_title_rows = f"1:{page.head_row}"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    if sheet.oddFooter is not None:  # it never is; the types allow it
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
