"""The records of an .xls or .et ([MS-XLS] 2.1), stepped through by their lengths and held to what a whole file has.

calamine steps on over whatever it meets: out of a zeroed stretch it comes anywhere, some hundred rows are gone, and a
sum over the rest looks like a figure.
"""

from __future__ import annotations

import struct
from collections.abc import Collection

from dossier.containers import MAGIC, ContainerError, Ole

__all__ = ["check_xls", "ends_early", "sheet_starts", "stream_of", "walk"]

_HEADER = struct.Struct("<2H")
_BOF, _EOF, _BOUND_SHEET, _CONTINUE = frozenset((0x0809, 0x0409, 0x0209, 0x0009)), 0x000A, 0x0085, 0x003C
_BLOCK = 512
_LONGEST = 8224
"""Bytes of a record; what is longer goes on in CONTINUE records."""
_LAST = 0x10FF
"""No kind of record has a number above those of charts."""
_FILE_PASS = 0x002F
_MODULE = 6
"""The kind of a sheet that is a module of Visual Basic, which has no records."""
_CELLS = {0x0006: 20, 0x00D6: 8, 0x00FD: 10, 0x0201: 6, 0x0203: 14, 0x0205: 8, 0x027E: 10}
"""Formula, rich text, shared text, empty cell, number, error, short number → the fewest bytes that one has."""
_TEXTS = frozenset((0x00FC, 0x0204, 0x0207))
"""Shared texts, a text, a formula's text: long enough to hold a zeroed stretch within themselves."""
_ZEROS = bytes(64)
"""No text holds so many zeros together."""
_NUMBERS, _ROW_OF_ZEROS = 0x00BD, bytes(_BLOCK)
"""Several numbers in a row, where ten zeros of the first style are sixty bytes of zero."""

Record = tuple[int, int, int]
"""Kind, place of its content, size."""


def check_xls(data: bytes) -> None:
    """Walk every sheet of the workbook *data*.

    Raises:
        ContainerError: see :func:`walk`.
    """
    stream = stream_of(Ole(data))
    for start in sheet_starts(stream):
        walk(stream, start, ())


def ends_early(data: bytes) -> bool:
    """Whether a compound file ends in the midst of a block; some whole ones do, so that it only explains a failure."""
    return data.startswith(MAGIC) and len(data) % _BLOCK != 0


def stream_of(ole: Ole) -> bytes:
    """The records: the stream ``Workbook``, ``Book`` until 1995.

    Raises:
        ContainerError: its chain of blocks is broken, or there is none.
    """
    name = next((name for name in ("Workbook", "Book") if name in ole.names), "")
    if not name:
        raise ContainerError("corrupt", "（里面找不到表格）")
    return ole.read(name)


def sheet_starts(stream: bytes) -> list[int]:
    """Where the sheets begin, in their order.

    Raises:
        ContainerError: see :func:`walk`.
    """
    return [
        int.from_bytes(stream[at : at + 4], "little")
        for _, at, size in walk(stream, 0, (_BOUND_SHEET,))
        if size >= 6 and stream[at + 5] != _MODULE
    ]


def walk(stream: bytes, at: int, wanted: Collection[int]) -> list[Record]:
    """The records of the *wanted* kinds in the part that begins at *at*, those of charts inside it left out.

    Raises:
        ContainerError: corrupt or truncated: they do not follow each other to the end as their lengths say; encrypted.
    """
    if at + 4 > len(stream):
        raise _cut()
    if _HEADER.unpack_from(stream, at)[0] not in _BOF:
        raise _disorder() if any(stream[at : at + 4]) else _hole()
    unpack, least, end = _HEADER.unpack_from, _CELLS.get, len(stream) - 3
    found: list[Record] = []
    depth, in_text = 0, False
    while at < end:
        record, size = unpack(stream, at)
        at += 4
        if record in wanted and depth == 1:
            found.append((record, at, size))
        if fewest := least(record):
            # Its column stands in the third and fourth byte, and the format has 256 of them.
            if size < fewest or size > _LONGEST or (at + 4 <= end and stream[at + 3]):
                raise _disorder()
        else:
            if record in _BOF:
                depth += 1
            elif record == _EOF:
                depth -= 1
                if not depth:
                    return found
            in_text = record in _TEXTS or (in_text and record == _CONTINUE)
            _check(stream, record, at, size, in_text)
        at += size
    raise _cut()


def _check(stream: bytes, record: int, at: int, size: int, in_text: bool) -> None:
    zeros = _ZEROS if in_text else _ROW_OF_ZEROS if record == _NUMBERS else b""
    if not record or (zeros and size > len(zeros) and zeros in stream[at : at + size]):
        raise _hole()
    if size > _LONGEST or record > _LAST:
        raise _disorder()
    if record == _FILE_PASS:
        raise ContainerError("encrypted")


def _hole() -> ContainerError:
    return ContainerError("corrupt", "（表格中间有一段数据成了空白）")


def _disorder() -> ContainerError:
    return ContainerError("corrupt", "（表格里的数据前后接不上）")


def _cut() -> ContainerError:
    return ContainerError("truncated")
