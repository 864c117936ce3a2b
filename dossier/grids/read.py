"""Workbooks of every kind as grids."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from dossier.containers import ContainerError
from dossier.grids.grid import Bounds, Grid, level
from dossier.grids.peek import Peek, peek
from dossier.grids.peek_xls import peek_xls
from dossier.grids.peek_xlsb import peek_xlsb
from dossier.grids.records import ends_early
from dossier.numbers import is_error
from dossier.text import one_line, visible

__all__ = ["is_panic", "workbook"]


def workbook(data: bytes) -> list[Grid]:
    """All worksheets, in their order.

    Raises:
        ContainerError: the file is damaged in a way that calamine does not notice, or dies of.
        CalamineError: calamine cannot make sense of it.
    """
    try:
        return _grids(data)
    except BaseException as error:  # a panic of the Rust library is no Exception
        if not is_panic(error):
            raise
        raise ContainerError("truncated" if ends_early(data) else "corrupt") from None


def is_panic(error: BaseException) -> bool:
    """Whether calamine stumbled over its own feet, which nothing but the name of the class tells."""
    return type(error).__name__ == "PanicException"


def _grids(data: bytes) -> list[Grid]:
    import python_calamine as calamine

    # First, since of a damaged .xls calamine says that it is none.
    old = peek_xls(data)
    # By its bytes: the extension of a renamed file would choose the wrong reader.
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = book.sheet_names
    if twice := next((name for name in names if names.count(name) > 1), ""):
        # calamine would read the first of them twice.
        raise ContainerError("corrupt", f"（有两张表都叫“{visible(one_line(twice))}”）")
    unseen = dict(zip(names, old, strict=True)) if len(old) == len(names) else peek(data) or peek_xlsb(data)
    shown = calamine.SheetVisibleEnum.Visible
    return [
        _sheet(data, book, meta.name, unseen.get(meta.name, Peek()), meta.visible != shown)
        for meta in book.sheets_metadata
        if meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _sheet(data: bytes, book: Any, name: str, seen: Peek, hidden: bool) -> Grid:
    bounds = Bounds()
    if seen.scattered:
        rows, merges = bounds.rows(_scattered(data, name)), list(seen.merges)
        level(rows)
    else:
        sheet = book.get_sheet_by_name(name)
        # Rows come from the first row of the sheet on, cells from the first column that holds any.
        left = [""] * (sheet.start[1] if sheet.start else 0)
        rows = (
            bounds.rows([*left, *row] for row in sheet.iter_rows())
            if left
            else bounds.rows(sheet.iter_rows())
        )
        merges = list(sheet.merged_cell_ranges or seen.merges)
    return Grid(name, rows, merges, hidden=hidden, unseen=seen, beyond=bounds)


def _scattered(data: bytes, name: str) -> Iterator[list[Any]]:
    """The rows of a sheet that claims to be enormous; only its real cells cost anything."""
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)[name]
    sheet.reset_dimensions()
    # Without a bound on columns an absent row costs nothing.
    for row in sheet.iter_rows(values_only=True):
        yield ["" if value is None or is_error(value) else value for value in row]
