"""The cells of a file, sheet by sheet; runs in the guarded child.

calamine reads the values. What it does not see in an .xlsx (hidden rows and columns, formulas that were never
calculated, error values, cells at the far end of the sheet) is read from the sheet's own XML in one pass.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from dossier.ledgers.peek import Peek, peek, place_of
from dossier.numbers import UNCALCULATED, is_blank, is_error, parse

__all__ = ["Grid", "read"]

_WIDEST = 400
"""Columns that are looked at; a school's table has fewer than a hundred."""
_LONGEST = 200_000
"""Rows up to which a sheet is read densely; a cell beyond them is a slip of the keyboard, or an attack."""
_DELIMITERS = ",\t;"


@dataclass
class Grid:
    """One sheet; ``rows[0]`` is row 1. Values are text, numbers, dates or booleans, ``""`` where empty."""

    name: str
    rows: list[list[Any]]
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    """0-based (top, left), (bottom, right)."""
    merges_known: bool = True
    """False for text files, where a head over several columns stands in the first of them."""
    hidden: bool = False
    unseen: Peek = field(default_factory=Peek)


def read(data: bytes, kind: str) -> list[Grid]:
    """All sheets of a workbook or .csv, in their order."""
    if kind == "csv":
        return [Grid("", _separated(_decode(data)), merges_known=False)]
    return _workbook(data)


def _workbook(data: bytes) -> list[Grid]:
    import python_calamine as calamine

    # By its bytes: the extension of a renamed file would choose the wrong reader.
    workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    unseen = peek(data)
    grids = []
    for meta in workbook.sheets_metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        seen = unseen.get(meta.name, Peek())
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        if seen.rows > _LONGEST or seen.columns > _WIDEST:
            rows = _sparse(data, meta.name)
            _mark(rows, seen)
            grids.append(Grid(meta.name, rows, list(seen.merges), hidden=hidden, unseen=seen))
            continue
        sheet = workbook.get_sheet_by_name(meta.name)
        rows = [row[:_WIDEST] for row in sheet.iter_rows()]
        _mark(rows, seen)
        grids.append(Grid(meta.name, rows, list(sheet.merged_cell_ranges or ()), hidden=hidden, unseen=seen))
    return grids


def _sparse(data: bytes, name: str) -> list[list[Any]]:
    """The rows of a sheet that claims to be enormous, up to the limits; only its real cells cost anything."""
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet = workbook[name]
    sheet.reset_dimensions()
    # Without a bound on columns an absent row costs nothing; the wide ones are cut here.
    rows = [
        ["" if value is None or is_error(value) else value for value in row[:_WIDEST]]
        for row in sheet.iter_rows(max_row=_LONGEST, values_only=True)
    ]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _mark(rows: list[list[Any]], seen: Peek) -> None:
    """Put errors, and :data:`UNCALCULATED`, where calamine gives nothing, so that a sum knows what it lacks.

    A row without a word is one of a form that nobody filled in: its formulas have nothing to say.
    """
    unknown = dict.fromkeys(seen.uncalculated, UNCALCULATED) | dict(seen.errors or {})
    spoken: dict[int, bool] = {}
    for cell, raw in unknown.items():
        row, column = place_of(cell)
        if row > len(rows) or column > len(rows[row - 1]):
            continue
        line = rows[row - 1]
        if row not in spoken:
            spoken[row] = any(_is_word(value) for value in line)
        if spoken[row]:
            line[column - 1] = raw


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and not is_blank(value) and not is_error(value) and parse(value) is None


def _separated(text: str) -> list[list[str]]:
    head = text[:4096]
    delimiter = max(_DELIMITERS, key=head.count)
    # A field may be as long as the file; the default limit would raise on a pasted paragraph.
    csv.field_size_limit(max(len(text), 1))
    rows = [row[:_WIDEST] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    width = max(map(len, rows), default=0)
    return [_spoken([cell.strip() for cell in row] + [""] * (width - len(row))) for row in rows[:_LONGEST]]


def _spoken(row: list[str]) -> list[str]:
    """*row*, without its errors where it is one of a form that nobody filled in."""
    if any(map(is_error, row)) and not any(map(_is_word, row)):
        return ["" if is_error(cell) else cell for cell in row]
    return row


def _decode(data: bytes) -> str:
    """Text of a .csv as systems export it: UTF-8 with or without mark, UTF-16, else GB18030."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    encodings: Sequence[str] = ("utf-8-sig", "gb18030")
    if data[:200].count(0) > 20:
        encodings = ("utf-16-le" if data[1:2] == b"\0" else "utf-16-be",)
    for encoding in encodings:
        try:
            return data.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", "replace").replace("\0", "")
