"""What calamine does not see in an .xls or .et: errors, formulas without a result, what is hidden ([MS-XLS])."""

from __future__ import annotations

import struct

from dossier.containers import MAGIC, Ole
from dossier.grids.peek import Peek
from dossier.grids.places import name_of
from dossier.grids.records import sheet_starts, stream_of, walk

__all__ = ["peek_xls"]

_FORMULA, _ERROR, _ROW, _COLUMNS, _NOTE = 0x0006, 0x0205, 0x0208, 0x007D, 0x001C
_TOLD = frozenset((_FORMULA, _ERROR, _ROW, _COLUMNS, _NOTE))
_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_IS_ERROR, _IS_EMPTY = 2, 3
"""Kinds of results that are no numbers."""
_ON_LOAD = 2
"""The mark of a formula that its writer left to whoever opens the file."""
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


def peek_xls(data: bytes) -> list[Peek]:
    """What each sheet holds besides values, in the order of the sheets; nothing when *data* is no .xls.

    Raises:
        ContainerError: its records do not add up, so that rows would be missing.
    """
    if not data.startswith(MAGIC):
        return []
    stream = stream_of(Ole(data))
    return [_sheet(stream, start) for start in sheet_starts(stream)]


def _sheet(stream: bytes, start: int) -> Peek:
    errors: dict[str, str] = {}
    uncalculated, noted, rows, columns = set[str](), set[str](), set[int](), set[int]()
    for record, at, size in walk(stream, start, _TOLD):
        if record == _ERROR and size >= 8:
            row, column, _, code, is_error = struct.unpack_from("<3H2B", stream, at)
            if is_error:
                errors[name_of(row + 1, column + 1)] = _CODES.get(code, "#UNKNOWN!")
        elif record == _FORMULA and size >= 16:
            row, column, _, kind, code, mark, flags = struct.unpack_from("<3HBxBx2xHH", stream, at)
            if mark == 0xFFFF and kind == _IS_ERROR:
                errors[name_of(row + 1, column + 1)] = _CODES.get(code, "#UNKNOWN!")
            elif mark == 0xFFFF and kind == _IS_EMPTY and flags & _ON_LOAD:
                uncalculated.add(name_of(row + 1, column + 1))
        elif record == _ROW and size >= 14 and stream[at + 12] & _HIDDEN_ROW:
            rows.add(struct.unpack_from("<H", stream, at)[0] + 1)
        elif record == _COLUMNS and size >= 10 and stream[at + 8] & _HIDDEN_COLUMN:
            first, last = struct.unpack_from("<2H", stream, at)
            columns.update(range(first, min(last, 255) + 1))
        elif record == _NOTE and size >= 4:
            row, column = struct.unpack_from("<2H", stream, at)
            noted.add(name_of(row + 1, column + 1))
    return Peek(
        hidden_rows=frozenset(rows),
        hidden_columns=frozenset(columns),
        uncalculated=frozenset(uncalculated),
        errors=errors,
        noted=frozenset(noted),
    )
