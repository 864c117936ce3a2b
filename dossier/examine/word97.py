"""Word 97 and Word 6 files (.doc, and most .wps): the text by way of the piece table ([MS-DOC] 2.4.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.containers import Ole
from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.titles import Line, choose
from dossier.text import names_people

_ENOUGH = 6_000
"""Characters; fields and tables are full of marks that fall away."""
_MOST = 4_000_000
"""Characters; no paper has more."""
_END = 1_500
"""Characters of the body's end; in them the signature, whatever marks stand between."""
_WORD97 = 193
_PICTURE = re.compile("[\x01\x08]")
_FIELD = re.compile("\x13([^\x13\x14\x15]*)(?:\x14([^\x13\x15]*))?\x15")
_VOLATILE = re.compile(r"\s*(DATE|TIME)\b")
_BREAKS = re.compile("[\r\n\x07\x0b\x0c]+")


def read(sample: Sample) -> Facts:
    """Read title, beginning and end; the form of the text is not looked at."""
    sample.file.seek(0)
    ole = Ole(sample.file.read())
    stream = ole.read("WordDocument")
    if len(stream) < 512:
        raise Unfit("corrupt")
    version, flags = struct.unpack_from("<H", stream, 2)[0], struct.unpack_from("<H", stream, 10)[0]
    if flags & 0x0100:
        raise Unfit("encrypted")
    whole, end = _text97(ole, stream, flags) if version >= _WORD97 else _text6(stream)
    text, volatile = _without_fields(whole[:_ENOUGH])
    lines = _lines(text)
    return Facts(
        kind="doc",
        title=choose(map(Line, lines)),
        lead="\n".join(lines)[:LEAD_LENGTH],
        tail="" if _PICTURE.search(end) else "\n".join(_lines(_without_fields(end)[0]))[-TAIL_LENGTH:],
        has_text=bool(lines),
        personal=names_people(whole),
        volatile=volatile,
    )


def _text97(ole: Ole, stream: bytes, flags: int) -> tuple[str, str]:
    """All text, and the end of the body; notes and page headers lie behind the body."""
    table_name = "1Table" if flags & 0x0200 else "0Table"
    if table_name not in ole.names:
        raise Unfit("corrupt", "（缺内部表）")
    start, length = struct.unpack_from("<2I", stream, 0x01A2)
    pieces = list(_pieces(ole.read(table_name)[start : start + length]))
    body = struct.unpack_from("<I", stream, 0x4C)[0]
    return _between(stream, pieces, 0, _MOST), _between(stream, pieces, max(0, body - _END), body)


@dataclass(frozen=True)
class _Piece:
    """A stretch of text as it lies in the stream."""

    first: int
    """Character position in the text."""
    end: int
    offset: int
    """Byte position in the stream."""
    size: int
    """Bytes a character: 1 or 2."""


def _between(stream: bytes, pieces: Sequence[_Piece], first: int, end: int) -> str:
    """The characters from position *first* up to *end*."""
    text = ""
    for piece in pieces:
        here, there = max(first, piece.first), min(end, piece.end)
        if here < there:
            start = piece.offset + (here - piece.first) * piece.size
            encoding = "cp1252" if piece.size == 1 else "utf-16-le"
            text += stream[start : start + (there - here) * piece.size].decode(encoding, "replace")
        if len(text) >= end - first:
            break
    return text


def _pieces(table: bytes) -> Iterator[_Piece]:
    """The piece table."""
    at = 0
    while table[at : at + 1] == b"\x01":
        at += 3 + int.from_bytes(table[at + 1 : at + 3], "little")
    if table[at : at + 1] != b"\x02":
        return
    plc = table[at + 5 : at + 5 + int.from_bytes(table[at + 1 : at + 5], "little")]
    count = (len(plc) - 4) // 12
    if count < 1:
        return
    positions = struct.unpack_from(f"<{count + 1}I", plc)
    for number in range(count):
        where = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        is_compressed = bool(where & 0x40000000)
        offset = where & 0x3FFFFFFF
        yield _Piece(
            positions[number],
            positions[number + 1],
            offset // 2 if is_compressed else offset,
            1 if is_compressed else 2,
        )


def _text6(stream: bytes) -> tuple[str, str]:
    """All text; where the body ends in it is not looked up."""
    start, end = struct.unpack_from("<2I", stream, 0x18)
    return stream[start : min(end, start + _MOST)].decode("gb18030", "replace"), ""


def _lines(text: str) -> list[str]:
    return [line for line in _BREAKS.split(text) if line.strip()]


def _without_fields(text: str) -> tuple[str, str]:
    """The text with fields replaced by what they show, and the name of one that changes by the day."""
    volatile = ""
    while match := _FIELD.search(text):
        found = _VOLATILE.match(match[1])
        volatile = volatile or (found[1] if found else "")
        text = text[: match.start()] + (match[2] or "") + text[match.end() :]
    return text, volatile
