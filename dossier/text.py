"""The cleaner of text, and its masks: one place through which every string passes before it is written.

Word, Excel and JSON each lose or reject characters of their own; removing them once, here, is what keeps a
neighbouring paragraph from vanishing. Personal numbers are masked in everything that is written.
"""

from __future__ import annotations

import re
import unicodedata

_KEPT_CONTROLS = frozenset("\t\n")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})\d{8}(\d{3}[\dXx])(?![0-9A-Za-z])")
_OLD_ID_NUMBER = re.compile(
    r"(?<!\d)([1-9]\d{5})(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\d{3})(?!\d)"
)
_PUPIL_NUMBER = re.compile(r"(?<![0-9A-Za-z])([GLglＧＬ])(\d{17}[\dXx])(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d)(\d{4})(\d{4})(?![\d.])")


def clean(text: str) -> str:
    """Remove what no document can hold: controls but tab and newline, lone surrogates, noncharacters.

    Carriage returns become newlines. Nothing visible is changed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(character for character in text if _fits(character))


def one_line(text: str) -> str:
    """*text* cleaned, on one line, runs of blanks folded to one space, ends trimmed."""
    return _SPACES.sub(" ", clean(text).replace("\n", " ")).strip()


def fold(text: str) -> str:
    """A key for comparing: NFKC, case-folded, without blanks and invisible characters."""
    folded = unicodedata.normalize("NFKC", clean(text)).casefold()
    return _SPACES.sub("", _INVISIBLE.sub("", folded)).replace("\n", "")


def visible(text: str) -> str:
    """*text* for a list: direction marks and other invisible characters shown as ``<U+202E>``."""
    return _INVISIBLE.sub(lambda match: f"<U+{ord(match[0]):04X}>", clean(text))


def mask(text: str) -> str:
    """Personal numbers with their middle hidden: identity and pupil numbers (6 + 4 kept), mobile phones (3 + 4).

    Digits that merely look long (amounts, dates, document numbers) stay as they are.
    """
    text = _PUPIL_NUMBER.sub(lambda m: f"{m[1]}{m[2][:6]}{'*' * 8}{m[2][-4:]}", text)
    text = _ID_NUMBER.sub(lambda m: f"{m[1]}{'*' * 8}{m[2]}", text)
    text = _OLD_ID_NUMBER.sub(lambda m: f"{m[1]}{'*' * 6}{m[3]}", text)
    return _MOBILE.sub(lambda m: f"{m[1]}****{m[3]}", text)


def columns(text: str) -> int:
    """How many terminal columns *text* takes: two for wide characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _fits(character: str) -> bool:
    point = ord(character)
    if point < 0x20:
        return character in _KEPT_CONTROLS
    if 0x7F <= point <= 0x9F or 0xD800 <= point <= 0xDFFF:
        return False
    return not (0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE)
