"""OLE compound files: the container of Word 97, Excel 97, WPS and of encrypted Office files ([MS-CFB])."""

from __future__ import annotations

import struct
from array import array

from dossier.containers.errors import ContainerError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors."""
_UNUSED = 0xFFFFFFFF
_ENTRY = 128
_ROOT, _BELOW = 5, (1, 2)
"""Kinds of entries: the root; storages and streams."""
_SHIFTS = {3: 9, 4: 12}
"""Size of sectors, as a power of two, by version."""
_BEGINNING = "（文件开头坏了）"
_INSIDE = "（文件内部结构坏了）"


def has_password(data: bytes) -> bool:
    """Whether *data* is a Word or Excel file of today that needs a password: a compound file around the real one."""
    try:
        return data.startswith(MAGIC) and "EncryptedPackage" in Ole(data).names
    except ContainerError:
        return False


class Ole:
    """The streams at the top of a compound file held in memory; those of embedded objects lie deeper."""

    def __init__(self, data: bytes) -> None:
        """Read the tables.

        Raises:
            ContainerError: truncated, if the file ends before the last sector that is in use; else corrupt.
        """
        if len(data) < 512:
            raise ContainerError("truncated")
        self._data = data
        self._shift, self._mini_shift = struct.unpack_from("<2H", data, 30)
        version = struct.unpack_from("<H", data, 26)[0]
        is_known = self._shift == _SHIFTS.get(version) and self._mini_shift == 6
        if not data.startswith(MAGIC) or not is_known:
            raise ContainerError("corrupt", _BEGINNING)
        self._fat = array("I")
        self._streams: dict[str, tuple[int, int]] = {}
        """Start and size by name."""
        self._mini = b""
        self.is_sound = False
        """Whether the tree of names holds together; where it does not, some may be missing."""
        self._read_tables()

    def _read_tables(self) -> None:
        fields = struct.unpack_from("<6I", self._data, 44)
        directory, self._cutoff, mini = fields[1], fields[3], fields[4]
        self._fat = self._table(self._fat_sectors())
        self._mini_fat = self._table(self._chain(mini))
        entries = b"".join(map(self._sector, self._chain(directory)))
        if len(entries) % (1 << self._shift):
            raise ContainerError("truncated")  # names may be missing at its end
        self._read_directory(entries)

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams and storages at the top."""
        return frozenset(self._streams)

    def read(self, name: str, most: int = 256 << 20) -> bytes:
        """Return the stream *name*, at most *most* bytes of it.

        Raises:
            ContainerError: truncated or corrupt.
            KeyError: there is no such name.
        """
        start, size = self._streams[name]
        size = min(size, most)
        if size >= self._cutoff or not self._mini:
            data = b"".join(map(self._sector, self._chain(start, size)))
        else:
            data = b"".join(
                self._mini[n << 6 : (n + 1) << 6] for n in self._follow(self._mini_fat, start, size >> 6)
            )
        if len(data) < size:
            raise self._broken()
        return data[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        if start >= len(self._data):
            raise self._broken()
        return self._data[start : start + (1 << self._shift)]

    def _chain(self, start: int, size: int | None = None) -> list[int]:
        return self._follow(self._fat, start, None if size is None else size >> self._shift)

    def _table(self, sectors: list[int]) -> array[int]:
        table = array("I")
        for number in sectors:
            sector = self._sector(number)
            table.frombytes(sector[: len(sector) // 4 * 4])
        return table

    def _fat_sectors(self) -> list[int]:
        """The sectors that hold the allocation table: 109 in the header, the rest in a chain of their own."""
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following: int = struct.unpack_from("<I", self._data, 68)[0]
        most = len(self._data) >> self._shift
        while following < _FREE:
            sector = self._sector(following)
            *more, following = struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])
            numbers += more
            if len(numbers) > most + 109 + (1 << self._shift):
                raise ContainerError("corrupt", _INSIDE)
        return [number for number in numbers if number < _FREE]

    def _read_directory(self, directory: bytes) -> None:
        """Walk the tree of names below the root; its nodes point to a left, a right and an inner one."""
        _, _, inner, start, size = self._entry(directory, 0)
        self.is_sound = directory[66] == _ROOT
        if size:
            self._mini = b"".join(map(self._sector, self._chain(start)))
        waiting, seen = [inner], set[int]()
        while waiting:
            number = waiting.pop()
            if number == _UNUSED:
                continue
            if number in seen or (number + 1) * _ENTRY > len(directory):
                self.is_sound = False
                continue
            seen.add(number)
            left, right, _, start, size = self._entry(directory, number)
            at = number * _ENTRY
            length, kind = struct.unpack_from("<HB", directory, at + 64)
            self.is_sound &= 2 < length <= 64 and kind in _BELOW
            name = directory[at:][: min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            self._streams[name] = (start, size)
            waiting += [left, right]

    def _entry(self, directory: bytes, number: int) -> tuple[int, int, int, int, int]:
        """Left, right and inner neighbour, first sector and size of an entry."""
        if len(directory) < (number + 1) * _ENTRY:
            raise ContainerError("corrupt", _INSIDE)
        left, right, inner = struct.unpack_from("<3I", directory, number * _ENTRY + 68)
        start, size = struct.unpack_from("<IQ", directory, number * _ENTRY + 116)
        # Old writers leave rubbish in the upper half of the size.
        return left, right, inner, start, size & 0xFFFFFFFF if self._shift == 9 else size

    def _follow(self, table: array[int], start: int, steps: int | None) -> list[int]:
        """The numbers of a chain; it may not be longer than its table, else it loops."""
        chain: list[int] = []
        number = start
        while number < _FREE and (steps is None or len(chain) <= steps):
            if number >= len(table):
                raise self._broken()
            chain.append(number)
            if len(chain) > len(table):
                raise ContainerError("corrupt", _INSIDE)
            number = table[number]
        if len(set(chain)) < len(chain):
            raise ContainerError("corrupt", _INSIDE)  # back to where it was: a zeroed table leads to block 0
        return chain

    def _broken(self) -> ContainerError:
        """Why a sector is not there: the file was cut off, or its tables are wrong."""
        if self._is_cut_off():
            return ContainerError("truncated")
        return ContainerError("corrupt", _INSIDE)

    def _is_cut_off(self) -> bool:
        """Whether the file ends before sectors that are in use.

        By the allocation table if it was there: behind a cut most sectors are in use, behind the true end one flipped
        bit is. A zero says nothing, since wiped space is full of them. Without the table by where the header puts it,
        as far as that is possible: a table is no longer than what it covers.
        """
        sector = 1 << self._shift
        there = -(-len(self._data) // sector) - 1
        if self._fat:
            missing = [n for n, entry in enumerate(self._fat) if n >= there and entry not in (_UNUSED, 0)]
            return bool(missing) and 2 * len(missing) > missing[-1] - there
        count = struct.unpack_from("<I", self._data, 44)[0]
        places = struct.unpack_from(f"<{min(count, 109)}I", self._data, 76)
        return max(places, default=0) >= there and all(place < count * sector // 4 for place in places)
