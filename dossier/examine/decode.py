"""Text of unknown encoding, as school systems export it: UTF-8, GB 18030 or UTF-16, marked as such or not."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, ("utf-8", "gb18030")),
    (codecs.BOM_UTF16_LE, ("utf-16-le",)),
    (codecs.BOM_UTF16_BE, ("utf-16-be",)),
)
"""A byte order mark, and what may follow it: some programs put the mark of UTF-8 before what they leave in GB 18030."""
_CONTROL = re.compile(r"[^\t\n\r\f\v\x1a\x1b -\U0010ffff]")
_MOST_CONTROLS = 0.002
_NOBODYS = re.compile("[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff]")
"""No characters, or such as everybody may give a meaning of their own: one in eight pairs of random bytes."""
_MOST_NOBODYS = 0.05
"""Symbols before the lines of a list are among them."""
_MOST_LOST = 0.01
_FEWEST = 8
"""Characters; fewer without a mark may be anything."""
_LEAST_KNOWN = 0.85
"""Names hold rare characters, yet of a roster nearly everything is in GB 2312, and of a text in traditional characters
in GBK; of pairs of random bytes one in nine and one in three."""


def has_mark(data: bytes) -> bool:
    """Whether *data* begin with a byte order mark, and so say themselves that they are text."""
    return any(data.startswith(mark) for mark, _ in _MARKS)


def decode(data: bytes, *, partial: bool = False) -> str | None:
    """Decode *data*, or return None if it is no text, whatever mark it begins with.

    Args:
        partial: *data* may end in the middle of a character.
    """
    for mark, encodings in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
            text = _strictly(data, encodings, partial) or _leniently(data, encodings[-1])
            is_nonsense = text and encodings[0].startswith("utf-16") and _known(text, "gbk") < _LEAST_KNOWN
            return None if is_nonsense else text
    return (
        _strictly(data, ("utf-8", "gb18030"), partial)
        or _unmarked_utf16(data, partial)
        or _leniently(data, "gb18030")
    )


def _strictly(data: bytes, encodings: tuple[str, ...], partial: bool) -> str | None:
    """The text by the first of *encodings* in which every byte has a meaning and there is one character at least."""
    for encoding in encodings:
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data, final=not partial)
        except UnicodeDecodeError:
            continue
        if text and _is_text(text):
            return text
    return None


def _leniently(data: bytes, encoding: str) -> str | None:
    """The text with some characters lost: a file that was cut, or one whose typist's program slipped."""
    text = data.decode(encoding, "replace")
    return text if _is_text(text) and text.count("\ufffd") <= len(text) * _MOST_LOST else None


def _unmarked_utf16(data: bytes, partial: bool) -> str | None:
    """The text in whichever byte order makes characters that people use."""
    found = (_strictly(data, (encoding,), partial) for encoding in ("utf-16-le", "utf-16-be"))
    text = max((text for text in found if text), key=_known, default="")
    return text if len(text) >= _FEWEST and _known(text) >= _LEAST_KNOWN else None


def _known(text: str, encoding: str = "gb2312") -> float:
    """The share of characters that are ASCII or in *encoding*."""
    return len(text.encode(encoding, "ignore").decode(encoding)) / len(text)


def _is_text(text: str) -> bool:
    controls, nobodys = (len(found.findall(text)) for found in (_CONTROL, _NOBODYS))
    return controls <= len(text) * _MOST_CONTROLS and nobodys <= len(text) * _MOST_NOBODYS
