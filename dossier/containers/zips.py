"""Zip archives, read member by member with everything counted (APPNOTE.TXT 6.3.10).

The standard ``zipfile`` gives up on a whole archive for one bad name, hides the raw bytes of names, and
believes sizes and offsets; here each member stands for itself.
"""

from __future__ import annotations

import os
import stat
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dossier.containers.errors import ContainerError
from dossier.containers.inflate import decoder, is_supported

_MEMBER = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_LOCATOR64 = b"PK\x06\x07"
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")
_UNIX = (3, 19)
"""Systems that pack with file modes: Unix, macOS."""
_FULL = 0xFFFFFFFF
_BLOCK = 1 << 18
_LONGEST_INDEX = 64 << 20
_FARTHEST = 22 + 0xFFFF
"""Bytes from the end within which the end record begins, comment and all; readers look no further."""
_BLANK = 4096
"""Zeros at the end that are no chance, nor the padding that Office leaves between parts."""
_LONGEST_BLANK = 1 << 30
_AES = 99
_MISMATCH = "（目录与内容对不上）"


@dataclass(frozen=True)
class Caps:
    """What an archive may grow to."""

    members: int = 5_000
    member_bytes: int = 512 << 20
    total_bytes: int = 2 << 30
    ratio: int = 200
    """Times the packed size, for what is larger than ``ratio_from`` bytes."""
    ratio_from: int = 10 << 20


@dataclass(frozen=True)
class Entry:
    """One member as the index describes it; not to be believed."""

    raw: bytes
    """Its name, undecoded."""
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    """Of its local header, from the beginning of the file."""
    mode: int
    """Unix file mode, 0 if it was packed elsewhere."""

    @property
    def is_utf8(self) -> bool:
        """Whether the archive says that its name is UTF-8."""
        return bool(self.flags & 0x800)

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder."""
        return (self.raw.endswith((b"/", b"\\")) and self.size == 0) or stat.S_ISDIR(self.mode)

    @property
    def is_encrypted(self) -> bool:
        """Whether it needs a password."""
        return bool(self.flags & 1) or self.method == _AES

    @property
    def end(self) -> int:
        """Where its data end at the earliest."""
        return self.offset + _LOCAL.size + len(self.raw) + self.packed


def read_index(file: BinaryIO, members: int = Caps.members) -> tuple[Entry, ...]:
    """Read the central directory of *file*.

    Raises:
        ContainerError: truncated (no end record), corrupt, too-large (more than *members*), unsupported.
    """
    end, record = _end_record(file)
    totals = _totals64(file, end) or _totals(end, record)
    if totals.disk and not _lies_here(file, totals):
        raise ContainerError("unsupported", "（分卷压缩包）")
    if totals.size > totals.end or totals.size > _LONGEST_INDEX:
        raise ContainerError("corrupt", "（目录长度不对）")
    if totals.count * _CENTRAL.size > totals.size:
        raise ContainerError("corrupt", "（目录不全）")
    if totals.count > members:
        raise ContainerError("too-large", f"（里面有{totals.count}个文件，最多{members}个）")
    start = totals.end - totals.size
    if start < totals.offset:
        raise ContainerError("corrupt", "（中间缺了数据）")
    file.seek(start)
    entries = tuple(_entries(file.read(totals.size), start - totals.offset))
    if len(entries) < totals.count:
        raise ContainerError("corrupt", "（目录不全）")
    if len(entries) > members:
        raise ContainerError("too-large", f"（里面有{len(entries)}个文件，最多{members}个）")
    return entries


def overlapping(file: BinaryIO, entries: tuple[Entry, ...]) -> frozenset[Entry]:
    """Members that share bytes with another one; no honest program writes such an archive.

    Where the index does not agree with the local headers, that is damage and not malice, and shows on reading. So it
    is where a single member leads to the header of another.
    """
    if not _shared(entries):
        return frozenset()
    coherent = [entry for entry in entries if _is_coherent(file, entry)]
    astray = [entry for entry in coherent if _local_name(file, entry) != entry.raw]
    if len(astray) == 1:
        coherent.remove(astray[0])
    return _shared(tuple(coherent))


def is_locked(file: BinaryIO, entry: Entry) -> bool:
    """Whether *entry* needs a password by the index and by its own header; one alone may be a flipped bit."""
    if not entry.is_encrypted:
        return False
    local = _local_fields(file, entry)
    return local is None or bool(local[2] & 1) or local[3] == _AES


def _shared(entries: tuple[Entry, ...]) -> frozenset[Entry]:
    ordered = sorted(entries, key=lambda entry: (entry.offset, entry.end))
    shared: set[Entry] = set()
    furthest: Entry | None = None
    for entry in ordered:
        if furthest is not None and entry.offset < furthest.end:
            shared |= {entry, furthest}
        if furthest is None or entry.end > furthest.end:
            furthest = entry
    return frozenset(shared)


def _local_fields(file: BinaryIO, entry: Entry) -> tuple[Any, ...] | None:
    """The local header of *entry*: signature, version, flags, method, …; None if there is none."""
    file.seek(entry.offset)
    header = file.read(_LOCAL.size)
    return _LOCAL.unpack(header) if len(header) == _LOCAL.size and header.startswith(_MEMBER) else None


def _local_name(file: BinaryIO, entry: Entry) -> bytes:
    local = _local_fields(file, entry)
    return file.read(local[-2]) if local else b""


def _is_coherent(file: BinaryIO, entry: Entry) -> bool:
    """Whether there is a local header with the packed size that the index gives, and room for so much."""
    local = _local_fields(file, entry)
    has_room = entry.end <= file.seek(0, os.SEEK_END)
    return local is not None and has_room and local[7] in (0, entry.packed, _FULL)


class Meter:
    """Unpacks members of one archive, nested ones included, and counts what comes out."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._total = 0

    def chunks(self, file: BinaryIO, entry: Entry) -> Iterator[bytes]:
        """Yield the content of *entry* in pieces.

        Raises:
            ContainerError: in the middle, as soon as something is wrong or too large.
        """
        size = crc = 0
        for chunk in decoder(entry.method, _packed(file, entry)):
            size += len(chunk)
            self._total += len(chunk)
            self._hold(size, entry.packed)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if size != entry.size:
            raise ContainerError("corrupt", "（实际大小与记载不符）")
        if crc != entry.crc:
            raise ContainerError("corrupt", "（校验不符）")

    def _hold(self, size: int, packed: int) -> None:
        caps = self._caps
        if size > caps.ratio_from and size > caps.ratio * packed:
            raise ContainerError("bomb")
        if size > caps.member_bytes or self._total > caps.total_bytes:
            raise ContainerError("too-large", "（解压后超过上限）")


def _packed(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    if is_locked(file, entry):
        raise ContainerError("encrypted")
    local = _local_fields(file, entry)
    if local is None:
        raise ContainerError("corrupt", "（找不到内容）")
    if entry.is_encrypted or (local[3] != entry.method and not is_supported(entry.method)):
        raise ContainerError("corrupt", _MISMATCH)
    file.seek(local[-2] + local[-1], os.SEEK_CUR)
    left = entry.packed
    while left:
        block = file.read(min(left, _BLOCK))
        if not block:
            # The end record was found, so nothing is cut off.
            raise ContainerError("corrupt", _MISMATCH)
        left -= len(block)
        yield block


def _end_record(file: BinaryIO) -> tuple[int, bytes]:
    """Where the end record lies, and the record; nearly always the last 22 bytes, else before a comment."""
    length = file.seek(0, os.SEEK_END)
    for reach in (22, _FARTHEST):
        start = max(0, length - reach)
        file.seek(start)
        tail = file.read(reach)
        found = _last_record(tail)
        if found >= 0:
            return start + found, tail[found : found + 22]
    raise _no_end(file, length)


def _last_record(tail: bytes) -> int:
    """Where in *tail* the end record begins, or -1: the last one whose comment ends with the file, for a comment may
    hold what looks like another; else the last one, behind which something was appended."""
    last = before = tail.rfind(_END, 0, max(0, len(tail) - 22) + len(_END))
    while before >= 0:
        if before + 22 + int.from_bytes(tail[before + 20 : before + 22], "little") == len(tail):
            return before
        before = tail.rfind(_END, 0, before)
    return last


def _no_end(file: BinaryIO, length: int) -> ContainerError:
    """Why there is no end record: cut off, or out of the reach of any reader behind a long run of zeros."""
    end = _without_zeros(file, length)
    if length - end < _BLANK:
        return ContainerError("truncated")
    file.seek(max(0, end - 22))
    if _END in file.read(22 + len(_END)):
        return ContainerError("corrupt", "（末尾多出一大截空字节）")
    return ContainerError("truncated", "（后面一段全是空字节，多半没有下载完）")


def _without_zeros(file: BinaryIO, length: int) -> int:
    """Where the zeros at the end of a file of *length* bytes begin, as far as it is worth looking."""
    furthest = max(0, length - _LONGEST_BLANK)
    while length > furthest:
        start = max(0, length - _BLOCK)
        file.seek(start)
        block = file.read(length - start)
        if block != bytes(len(block)):
            return start + len(block.rstrip(b"\0"))
        length = start
    return length


@dataclass(frozen=True)
class _Totals:
    """What the end record says of the index."""

    disk: int
    count: int
    size: int
    offset: int
    end: int
    """Where the index really ends."""


def _lies_here(file: BinaryIO, totals: _Totals) -> bool:
    """Whether the index and the first member are where a file of one volume has them, whatever its number says."""
    file.seek(0)
    return file.read(4) == _MEMBER and totals.offset + totals.size == totals.end


def _totals(end: int, record: bytes) -> _Totals:
    disk, _, _, count, size, offset = struct.unpack("<4H2I", record[4:20])
    return _Totals(disk, count, size, offset, end)


def _totals64(file: BinaryIO, end: int) -> _Totals | None:
    """Read the 64-bit record, which large archives have just before the end."""
    if end < 76:
        return None
    file.seek(end - 76)
    tail = file.read(76)
    if not tail.startswith(_END64) or not tail.startswith(_LOCATOR64, 56):
        return None
    count, size, offset = struct.unpack_from("<3Q", tail, 32)
    return _Totals(0, count, size, offset, end - 76)


def _entries(index: bytes, shift: int) -> Iterator[Entry]:
    """Parse the index; *shift* is what lies before the archive in the file (self-extracting ones)."""
    at = 0
    while at + _CENTRAL.size <= len(index) and index.startswith(b"PK\x01\x02", at):
        fields = _CENTRAL.unpack_from(index, at)
        _, made_by, _, flags, method, _, _, crc, packed, size, name, extra, comment, _, _, outer, offset = (
            fields
        )
        at += _CENTRAL.size
        raw, more = index[at : at + name], index[at + name : at + name + extra]
        at += name + extra + comment
        size, packed, offset = _wide(more, size, packed, offset)
        mode = outer >> 16 if made_by >> 8 in _UNIX else 0
        yield Entry(raw, flags, method, crc, packed, size, max(0, offset + shift), mode)


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Take 64-bit values from the extra field, in the order of those that did not fit."""
    while len(extra) >= 4:
        tag, length = struct.unpack_from("<2H", extra)
        body, extra = extra[4 : 4 + length], extra[4 + length :]
        if tag == 1:
            wide = iter(struct.unpack(f"<{len(body) // 8}Q", body[: len(body) // 8 * 8]))
            size, packed, offset = (next(wide, v) if v == _FULL else v for v in (size, packed, offset))
    return size, packed, offset
