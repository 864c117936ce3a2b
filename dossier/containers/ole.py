"""OLE compound files: the container of Word 97, Excel 97, WPS and of encrypted Office files ([MS-CFB])."""

from __future__ import annotations

import struct
from array import array

from dossier.containers.errors import ContainerError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors."""
_ENTRY = 128


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
            ContainerError: truncated or corrupt.
        """
        if len(data) < 512 or not data.startswith(MAGIC):
            raise ContainerError("truncated" if len(data) < 512 else "corrupt")
        self._data = data
        self._shift, self._mini_shift = struct.unpack_from("<2H", data, 30)
        if self._shift not in (9, 12) or self._mini_shift != 6:
            raise ContainerError("corrupt")
        fields = struct.unpack_from("<6I", data, 44)
        directory, self._cutoff, mini = fields[1], fields[3], fields[4]
        self._fat = self._table(self._fat_sectors())
        self._mini_fat = self._table(self._chain(mini))
        self._streams: dict[str, tuple[int, int]] = {}
        """Start and size by name."""
        self._mini = b""
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
                self._mini[n << 6 : (n + 1) << 6] for n in _follow(self._mini_fat, start, size >> 6)
            )
        if len(data) < size:
            raise ContainerError("truncated")
        return data[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) << self._shift
        if start >= len(self._data):
            raise ContainerError("truncated")
        return self._data[start : start + (1 << self._shift)]

    def _chain(self, start: int, size: int | None = None) -> list[int]:
        return _follow(self._fat, start, None if size is None else size >> self._shift)

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
                raise ContainerError("corrupt")
        return [number for number in numbers if number < _FREE]

    def _read_directory(self, directory: bytes) -> None:
        """Walk the tree of names below the root; its nodes point to a left, a right and an inner one."""
        _, _, inner, start, size = self._entry(directory, 0)
        if size:
            self._mini = b"".join(map(self._sector, self._chain(start)))
        waiting, seen = [inner], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or (number + 1) * _ENTRY > len(directory):
                continue
            seen.add(number)
            left, right, _, start, size = self._entry(directory, number)
            length = struct.unpack_from("<H", directory, number * _ENTRY + 64)[0]
            name = directory[number * _ENTRY :][: min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            self._streams[name] = (start, size)
            waiting += [left, right]

    def _entry(self, directory: bytes, number: int) -> tuple[int, int, int, int, int]:
        """Left, right and inner neighbour, first sector and size of an entry."""
        if len(directory) < (number + 1) * _ENTRY:
            raise ContainerError("corrupt")
        left, right, inner = struct.unpack_from("<3I", directory, number * _ENTRY + 68)
        start, size = struct.unpack_from("<IQ", directory, number * _ENTRY + 116)
        # Old writers leave rubbish in the upper half of the size.
        return left, right, inner, start, size & 0xFFFFFFFF if self._shift == 9 else size


def _follow(table: array[int], start: int, steps: int | None) -> list[int]:
    """The numbers of a chain; it may not be longer than its table, else it loops."""
    chain: list[int] = []
    number = start
    while number < _FREE and (steps is None or len(chain) <= steps):
        if number >= len(table):
            raise ContainerError("truncated")
        chain.append(number)
        if len(chain) > len(table):
            raise ContainerError("corrupt")
        number = table[number]
    if len(set(chain)) < len(chain):
        raise ContainerError("corrupt")  # back to where it was: a zeroed table leads to block 0
    return chain
