"""Bytes that do not depend on the clock: zip packages with fixed times, Office files with fixed properties."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence

_TIME = (2025, 9, 1, 8, 0, 0)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DOS_DATE, _DOS_TIME = (2025 - 1980) << 9 | 9 << 5 | 1, 8 << 11


def package(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of *members* in the order given, deflated."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _TIME)
            info.create_system = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def office(data: bytes) -> bytes:
    """An Office file again, with fixed times, without the preview picture that a library puts in."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist() if "thumbnail" not in name]
    return package((name, _without_times(name, part)) for name, part in members)


def _without_times(name: str, part: bytes) -> bytes:
    if name == "docProps/core.xml":
        return (
            _STAMP.sub(b"2025-09-01T00:00:00Z", part).replace(b"python-docx", b"").replace(b"openpyxl", b"")
        )
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", part)
    return part


def gbk_zip(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip as Windows packs it in China: names in GBK, and nothing that says so."""
    body, directory = bytearray(), bytearray()
    for name, data in members:
        raw = name.encode("gbk")
        packed = zlib.compress(data, 9)[2:-4]
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            0,
            8,
            _DOS_TIME,
            _DOS_DATE,
            zlib.crc32(data),
            len(packed),
            len(data),
            len(raw),
            0,
        )
        directory += struct.pack("<4sH", b"PK\1\2", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0x20, len(body)) + raw
        body += b"PK\3\4" + common + raw + packed
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return bytes(body + directory + end)
