"""Text of unknown encoding, as school systems export it: UTF-8, GB 18030 or UTF-16."""

from __future__ import annotations

import codecs

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a\x1b")
_MOST_CONTROLS = 0.002


def decode(data: bytes, *, partial: bool = False) -> str | None:
    """Decode *data*, or return None if it is no text.

    Args:
        partial: *data* may end in the middle of a character.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    encodings = ("utf-16-le",) if _looks_like_utf16(data) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data, final=not partial)
        except UnicodeDecodeError:
            continue
        return text if _is_text(text) else None
    text = data.decode("gb18030", "replace")
    return text if _is_text(text) and text.count("\ufffd") < len(text) * 0.01 else None


def _looks_like_utf16(data: bytes) -> bool:
    """Whether every second byte of Latin digits, commas and line ends is zero."""
    return len(data) > 3 and data[1::2].count(0) > len(data) * 0.15 and data[::2].count(0) == 0


def _is_text(text: str) -> bool:
    controls = sum(character < " " and character not in _TEXT_CONTROLS for character in text)
    return controls <= len(text) * _MOST_CONTROLS
