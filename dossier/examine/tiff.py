"""TIFF: whether all of its pages are there (TIFF 6.0, section 2). A reader that shows the first one does not notice."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MOST_PAGES = 2_000
_MOST_PARTS = 100_000
"""Strips or tiles of a page that are looked at."""
_ENTRY = 12
_MOST_ENTRIES = 500
"""Of a page; a larger number is no number of entries."""
_SIZES = {3: "H", 4: "I"}
"""Types of whole numbers: 16 and 32 bits."""
_STARTS, _LENGTHS = (273, 324), (279, 325)
"""Of strips, of tiles."""
_SLACK = 64
"""Bytes that may be missing at the end: some programs round the length of the last strip up."""


def ends_early(file: BinaryIO) -> bool:
    """Whether *file* ends before a page does that it lists."""
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(8)
    if len(head) < 8:
        return True
    order = "<" if head.startswith(b"II") else ">"
    place: int = struct.unpack(f"{order}I", head[4:])[0]
    seen: set[int] = set()
    while place and place not in seen and len(seen) < _MOST_PAGES:
        seen.add(place)
        page = _page(file, order, place)
        if page is None:
            return False
        if place + 2 > length or page.end > length:
            return True
        if any(end > length + _SLACK for end in _ends(file, order, page.entries)):
            return True
        place = page.following
    return False


@dataclass(frozen=True)
class _Page:
    """What stands at the place of a page, as far as it is there."""

    entries: dict[int, bytes]
    """By tag."""
    end: int
    """Where the list of entries ends, in the file or behind it."""
    following: int
    """Where the next page is; 0: there is none."""


def _page(file: BinaryIO, order: str, place: int) -> _Page | None:
    """The page at *place*; None if no page stands there, which is damage of another kind."""
    file.seek(place)
    raw = file.read(2)
    count = int.from_bytes(raw, "little" if order == "<" else "big")
    if len(raw) == 2 and not 0 < count <= _MOST_ENTRIES:
        return None
    table = file.read(count * _ENTRY + 4)
    entries = [table[at : at + _ENTRY] for at in range(0, count * _ENTRY, _ENTRY)]
    tags = {struct.unpack(f"{order}H", entry[:2])[0]: entry for entry in entries if len(entry) == _ENTRY}
    whole = len(table) == count * _ENTRY + 4
    following: int = struct.unpack_from(f"{order}I", table, count * _ENTRY)[0] if whole else 0
    return _Page(tags, place + 2 + count * _ENTRY + 4, following)


def _ends(file: BinaryIO, order: str, page: dict[int, bytes]) -> Iterator[int]:
    """Where the strips or tiles of *page* end."""
    for starts, lengths in zip(_STARTS, _LENGTHS, strict=True):
        if starts in page and lengths in page:
            places, sizes = (_numbers(file, order, page[tag]) for tag in (starts, lengths))
            yield from map(sum, zip(places, sizes, strict=False))


def _numbers(file: BinaryIO, order: str, entry: bytes) -> tuple[int, ...]:
    """The numbers of an entry, which stand in it if they take four bytes at most, else where it points."""
    kind, count, place = struct.unpack(f"{order}HII", entry[2:])
    count = min(count, _MOST_PARTS)
    form = f"{order}{count}{_SIZES.get(kind, 'B')}"
    size = struct.calcsize(form)
    if size <= 4:
        return struct.unpack(form, entry[8 : 8 + size])
    file.seek(place)
    data = file.read(size)
    return struct.unpack(form, data) if len(data) == size else (1 << 40,)
