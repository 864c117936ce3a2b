"""What a decoder of JPEG forgives: a copy that broke off and was filled up with zeros (ITU-T T.81, annexes B and F).

Zeros decode to something, so that the picture comes out whole, with its lower half grey. What stands within segments
(EXIF, its thumbnail, profiles) and behind the end of the picture is not looked at: programs pad both with zeros.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from dossier.examine.facts import Unfit

_LARGEST = 256 << 20
_MARKER = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")
"""What ends a scan; in it 0xFF stands before 0 or a restart only (B.1.1.2, B.1.1.5)."""
_END, _SCAN, _TABLES = 0xD9, 0xDA, 0xC4
_ALONE = (0x01, *range(0xD0, 0xD9))
"""Markers without a length."""
_SECTOR = 512
_HOLE = re.compile(rb"\0{%d,}" % _SECTOR)
_LONG_HOLE = 4096
_BROAD = 32
"""Coefficients of a scan; that all of so many are alike in block after block, no picture has."""


@dataclass(frozen=True)
class _Scan:
    start: int
    end: int
    speaking: bool
    """Whether zeros in it are coefficients that are not nought, so that a long row of them is no picture."""


def check(file: BinaryIO) -> None:
    """Raise :class:`Unfit` for a picture without an end, or with a stretch of zeros that cannot be of its making."""
    data = _read(file)
    scans = list(_scans(data))
    if scans and data.find(b"\xff\xd9", scans[0].start) < 0:
        raise Unfit("truncated")
    for scan in scans:
        if any(_is_hole(scan, *hole.span()) for hole in _HOLE.finditer(data, scan.start, scan.end)):
            raise Unfit("corrupt", "（中间有一段数据成了空白）")


def ends_early(file: BinaryIO) -> bool:
    """Whether a picture begins and has no end."""
    data = _read(file)
    first = next(_scans(data), None)
    return first is not None and data.find(b"\xff\xd9", first.start) < 0


def _read(file: BinaryIO) -> bytes:
    """All of *file*; nothing of one that is larger than any picture."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return file.read() if size <= _LARGEST else b""


def _is_hole(scan: _Scan, start: int, end: int) -> bool:
    """Whether zeros were never written.

    Where a single 0 says that a block is like the one before, a flat stretch is zeros by right. It begins and ends
    anywhere; what a disk has lost begins and ends with its sectors.
    """
    if scan.speaking:
        return True
    is_sectors = start % _SECTOR == 0 and (end % _SECTOR == 0 or end == scan.end)
    return is_sectors and end - start >= _LONG_HOLE


def _scans(data: bytes) -> Iterator[_Scan]:
    """The scans of the first picture, as far as its segments follow each other."""
    symbols: dict[int, int] = {}
    """Class and number of a table → what a row of zeros means in it."""
    at = 0
    while found := _MARKER.match(data, at):
        marker, at = found[1][0], found.end()
        if marker == _END:
            return
        if marker in _ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        content = data[at + 2 : at + length]
        at += max(length, 2)
        if marker == _TABLES:
            symbols |= _zeros(content)
        elif marker == _SCAN:
            after = _MARKER.search(data, at)
            yield _Scan(at, after.start() if after else len(data), _speaks(content, symbols))
            at = after.start() if after else len(data)


def _zeros(tables: bytes) -> dict[int, int]:
    """What the first code, which is nothing but zeros, means in each of *tables* (B.2.4.2, C.2)."""
    found: dict[int, int] = {}
    at = 0
    while at + 17 < len(tables):
        found[tables[at]] = tables[at + 17]
        at += 17 + sum(tables[at + 1 : at + 17])
    return found


def _speaks(head: bytes, symbols: dict[int, int]) -> bool:
    """Whether zeros are coefficients of one component at least: no run before them, some bits, all of these zero."""
    count = head[0] if head else 0
    if len(head) < 4 + 2 * count:
        return False
    first, last, steps = head[1 + 2 * count : 4 + 2 * count]
    if steps >> 4 or last - max(first, 1) + 1 < _BROAD:
        return False  # a refinement is single bits, most of which are 0
    tables = [0x10 | head[2 + 2 * component] & 0x0F for component in range(count)]
    return any(1 <= symbols.get(table, 0) <= 0x0F for table in tables)
