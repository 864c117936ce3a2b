"""Workbooks of every kind as grids."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.grids.grid import Bounds, Grid
from dossier.grids.peek import Peek, peek
from dossier.grids.peek_xls import peek_xls
from dossier.numbers import is_error

__all__ = ["workbook"]


def workbook(data: bytes) -> list[Grid]:
    """All worksheets, in their order."""
    import python_calamine as calamine

    # By its bytes: the extension of a renamed file would choose the wrong reader.
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    unseen = _unseen(data, book.sheet_names)
    shown = calamine.SheetVisibleEnum.Visible
    return [
        _sheet(data, book, meta.name, unseen.get(meta.name, Peek()), meta.visible != shown)
        for meta in book.sheets_metadata
        if meta.typ == calamine.SheetTypeEnum.WorkSheet
    ]


def _unseen(data: bytes, names: Sequence[str]) -> Mapping[str, Peek]:
    if data.startswith(b"PK"):
        return peek(data)
    found = peek_xls(data)
    return dict(zip(names, found, strict=True)) if len(found) == len(names) else {}


def _sheet(data: bytes, book: Any, name: str, seen: Peek, hidden: bool) -> Grid:
    bounds = Bounds()
    if seen.scattered:
        rows, merges = bounds.rows(_scattered(data, name)), list(seen.merges)
        _level(rows)
    else:
        sheet = book.get_sheet_by_name(name)
        # Rows come from the first row of the sheet on, cells from the first column that holds any.
        left = [""] * (sheet.start[1] if sheet.start else 0)
        rows = (
            bounds.rows([*left, *row] for row in sheet.iter_rows())
            if left
            else bounds.rows(sheet.iter_rows())
        )
        merges = list(sheet.merged_cell_ranges or ())
    return Grid(name, rows, merges, hidden=hidden, unseen=seen, beyond=bounds)


def _scattered(data: bytes, name: str) -> Iterator[list[Any]]:
    """The rows of a sheet that claims to be enormous; only its real cells cost anything."""
    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)[name]
    sheet.reset_dimensions()
    # Without a bound on columns an absent row costs nothing.
    for row in sheet.iter_rows(values_only=True):
        yield ["" if value is None or is_error(value) else value for value in row]


def _level(rows: list[list[Any]]) -> None:
    """Make rows that hold anything of one length; those between them cost nothing."""
    width = max((at + 1 for row in rows for at, value in enumerate(row) if value != ""), default=0)
    for row in rows:
        if row:
            row[width:] = []
            row += [""] * (width - len(row))
