"""What calamine does not see in an .xlsb: errors, open formulas, merged cells, what is hidden ([MS-XLSB] 2.1.4, 2.4)."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from dossier.grids.package import related
from dossier.grids.peek import WIDEST, Peek
from dossier.grids.places import name_of

__all__ = ["peek_xlsb"]

_BOOK = "xl/workbook.bin"
_ROW, _ERROR, _FORMULA_ERROR, _COLUMN, _BUNDLE, _MERGE = 0, 3, 11, 60, 156, 176
_FORMULA_TEXT, _FORMULA_NUMBER = 8, 9
_TOLD = frozenset((_ROW, _ERROR, _FORMULA_ERROR, _FORMULA_TEXT, _FORMULA_NUMBER, _COLUMN, _MERGE))
_CODES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_ON_LOAD = 0x02
"""The mark of a formula that is to be calculated by whoever opens the file (fAlwaysCalc)."""
_VOLATILE = b"\x19\x01"
"""What a formula begins with that bears this mark for good, since it changes by the day ([MS-XLSB] 2.5.97.22)."""


def peek_xlsb(data: bytes) -> dict[str, Peek]:
    """Sheet name → what calamine does not see; empty when *data* is no .xlsb."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name.lower(): name for name in package.namelist()}
            if _BOOK not in parts:
                return {}
            relations = related(package.read(parts["xl/_rels/workbook.bin.rels"]), "xl")
            return {
                name: _sheet(package.read(parts[relations[relation][1]]))
                for name, relation in _bundles(package.read(parts[_BOOK]))
                if relation in relations and relations[relation][0] == "worksheet"
            }
    except (zipfile.BadZipFile, LookupError, ValueError, struct.error, NotImplementedError, RuntimeError):
        return {}  # calamine says what is wrong


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of every record; both numbers are written in groups of seven bits."""
    at = 0
    while at < len(stream):
        kind, at = _grouped(stream, at, 2)
        size, at = _grouped(stream, at, 4)
        yield kind, at, size
        at += size


def _grouped(stream: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for group in range(most):
        if at >= len(stream):
            raise ValueError("the records break off")
        byte = stream[at]
        at += 1
        number |= (byte & 0x7F) << 7 * group
        if byte < 0x80:
            break
    return number, at


def _bundles(book: bytes) -> Iterator[tuple[str, str]]:
    """Name and relationship of each sheet."""
    for kind, at, _ in _records(book):
        if kind == _BUNDLE:
            relation, after = _text(book, at + 8)
            yield _text(book, after)[0], relation


def _text(stream: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * struct.unpack_from("<I", stream, at)[0]
    return stream[at + 4 : end].decode("utf-16-le", "replace"), end


def _sheet(stream: bytes) -> Peek:
    errors: dict[str, str] = {}
    rows, columns, uncalculated = set[int](), set[int](), set[str]()
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = []
    row = 0
    for kind, at, size in _records(stream):
        if kind not in _TOLD:
            continue
        if kind == _ROW:
            row = struct.unpack_from("<I", stream, at)[0]
            if size > 11 and stream[at + 11] & _HIDDEN_ROW:
                rows.add(row + 1)
        elif kind == _COLUMN:
            first, last = struct.unpack_from("<2I", stream, at)
            if size > 16 and stream[at + 16] & _HIDDEN_COLUMN:
                columns.update(range(first, min(last + 1, WIDEST)))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", stream, at)
            merges.append(((top, left), (bottom, right)))
        elif kind in (_FORMULA_TEXT, _FORMULA_NUMBER):
            if _is_open(stream, kind, at):
                uncalculated.add(name_of(row + 1, struct.unpack_from("<I", stream, at)[0] + 1))
        else:
            column, code = struct.unpack_from("<I4xB", stream, at)
            errors[name_of(row + 1, column + 1)] = _CODES.get(code, "#UNKNOWN!")
    return Peek(
        hidden_rows=frozenset(rows),
        hidden_columns=frozenset(columns),
        uncalculated=frozenset(uncalculated),
        errors=errors,
        merges=tuple(merges),
    )


def _is_open(stream: bytes, kind: int, at: int) -> bool:
    """Whether a formula waits for its result: the format has no empty one, so that writers leave an empty text or 0."""
    length, number = struct.unpack_from("<I", stream, at + 8)[0], stream[at + 8 : at + 16]
    if length if kind == _FORMULA_TEXT else number != bytes(8):
        return False
    flags, _ = struct.unpack_from("<HI", stream, behind := at + (12 if kind == _FORMULA_TEXT else 16))
    return bool(flags & _ON_LOAD) and not stream.startswith(_VOLATILE, behind + 6)
