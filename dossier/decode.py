"""Text of unknown encoding, as school systems export it: UTF-8, GB 18030, UTF-16 or Big5, marked as such or not.

One place, so that what is examined, read as a ledger and printed is the same text.
"""

from __future__ import annotations

import codecs
import re

_USUAL = ("utf-8", "gb18030")
_MARKS = (
    (codecs.BOM_UTF32_LE, ("utf-32-le",)),
    (codecs.BOM_UTF32_BE, ("utf-32-be",)),
    (codecs.BOM_UTF8, _USUAL),
    (codecs.BOM_UTF16_LE, ("utf-16-le",)),
    (codecs.BOM_UTF16_BE, ("utf-16-be",)),
)
"""A byte order mark, and what may follow it: some programs put the mark of UTF-8 before what they leave in GB 18030."""
_WIDE = ("utf-16-le", "utf-16-be")
"""In these nearly every pair of bytes is a character."""
_CONTROL = re.compile(r"[^\t\n\r\f\v\x1a\x1b -\U0010ffff]")
_MOST_CONTROLS = 0.002
_OPENING = 512
"""Characters in which a binary file shows what it is, though a flat picture may follow that passes for text."""
_MOST_LOST = 0.01
_FEWEST = 8
"""Characters; fewer without a mark may be anything."""
_LEAST_KNOWN = 0.85
"""Names hold rare characters, yet of a roster nearly everything is in GB 2312, and of a text in traditional characters
in GBK; of pairs of random bytes one in nine and one in three."""


_BIG5 = ("cp950", "big5hkscs")
"""As Windows has it, and with the characters of Hong Kong."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WRITTEN = re.compile("[^\0-\x7f]")
_FEWEST_WRITTEN = 6
_MOST_PRIVATE = 0.1
"""Big5 read as GB 18030 is private use from a fifth on, for its commonest characters lie there; of texts in GB 18030
nothing is but a rare character that was none yet."""


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
            text = _strictly(data, encodings, partial) or _leniently(data, encodings)
            is_nonsense = text and encodings[0] in _WIDE and _known(text, "gbk") < _LEAST_KNOWN
            return None if is_nonsense else text
    if text := _strictly(data, _USUAL[:1], partial):
        return text
    text = _strictly(data, _USUAL[1:], partial) or _unmarked_utf16(data, partial) or _leniently(data, _USUAL)
    is_nonsense = text is not None and _is_private(text)
    return _strictly(data, _BIG5, partial) or text if is_nonsense else text


def decoded(data: bytes) -> str:
    """*data* as text, in which no byte is lost to an error whatever they are."""
    text = decode(data)
    return data.decode("gb18030", "replace") if text is None else text


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


def _leniently(data: bytes, encodings: tuple[str, ...]) -> str | None:
    """The text with some characters lost: a file that was cut, or one whose typist's program slipped."""
    for encoding in encodings:
        text = data.decode(encoding, "replace")
        if _is_text(text) and text.count("\ufffd") <= len(text) * _MOST_LOST:
            return text
    return None


def _unmarked_utf16(data: bytes, partial: bool) -> str | None:
    """The text in whichever byte order makes characters that people use."""
    found = (_strictly(data, (encoding,), partial) for encoding in _WIDE)
    text = max((text for text in found if text), key=_known, default="")
    return text if len(text) >= _FEWEST and _known(text) >= _LEAST_KNOWN else None


def _known(text: str, encoding: str = "gb2312") -> float:
    """The share of characters that are ASCII or in *encoding*."""
    return len(text.encode(encoding, "ignore").decode(encoding)) / len(text)


def _is_private(text: str) -> bool:
    """Whether much of *text* is characters that mean nothing to anybody else."""
    written = len(_WRITTEN.findall(text))
    return written >= _FEWEST_WRITTEN and len(_PRIVATE.findall(text)) > written * _MOST_PRIVATE


def _is_text(text: str) -> bool:
    parts = (text[:_OPENING], text)
    return all(len(_CONTROL.findall(part)) <= len(part) * _MOST_CONTROLS for part in parts)
