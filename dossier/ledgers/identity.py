"""Personal numbers as Excel leaves them: 18 digits need text, a number keeps 15 of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dossier.ledgers.cells import text_of
from dossier.ledgers.folded import fold

__all__ = ["differs", "fault_of", "person"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PLACES = 1e15
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?1[5-9]")
_WIDTH = 18
_BORN = re.compile(r"((?:19|20)\d\d)\D{0,2}(\d{1,2})(?:\D{0,2}(\d{1,2}))?\D*")
_BORN_DIGITS = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)?")
_DOTS = str.maketrans(dict.fromkeys("•・．‧∙⋅﹒᛫", "·"))
_BESIDE = re.compile(r"[(（][^()（）]*[)）]$")


def fault_of(column: str, raw: Any) -> str:
    """What is wrong with a personal number: ``number`` (its last digits are lost), ``check`` (mistyped), or empty.

    Args:
        column: canonical name; only 身份证 numbers end in a check digit.
        raw: the cell.
    """
    if not isinstance(raw, str):
        return "number" if isinstance(raw, int | float) and abs(raw) >= _PLACES else ""
    if len(raw) < _WIDTH:
        return "number" if "+" in raw and _POWER.fullmatch(raw.strip()) else ""
    text = raw.strip().strip("'‘’`")
    if len(text) != _WIDTH or not text[:17].isdecimal() or not text.isascii() or "身份证" not in column:
        return ""
    total = sum(_part(at, text[at : at + 6]) for at in (0, 6)) + _part(12, text[12:17])
    return "" if _CHECK[total % 11] == text[17].upper() else "check"


def differs(number: Any, born: Any) -> bool:
    """Whether a personal number and a birthday, as far as both can be read, are of two people."""
    if not isinstance(number, str) or not born or number[6:14] == born:
        return False
    digits = number.strip().strip("'‘’`")
    return (
        len(digits) == _WIDTH and digits[:17].isdecimal() and not digits[6:].startswith(_born(text_of(born)))
    )


@lru_cache(maxsize=16_384)
def _born(text: str) -> str:
    """``20120101``, or ``201201`` without a day; empty when *text* is no birthday."""
    folded = fold(text)
    match = _BORN_DIGITS.fullmatch(folded) or _BORN.fullmatch(folded)
    if match is None:
        return ""
    return match[1] + "".join(f"{int(part):02d}" for part in match.groups()[1:] if part)


def person(name: str, *, numbered: bool) -> str:
    """A name to compare: blanks that align it and the forms of the dot are dress, and beside a number 张三（班主任） is 张三."""
    plain = "".join(name.split()).translate(_DOTS)
    return _BESIDE.sub("", plain) if numbered else plain


@lru_cache(maxsize=65_536)
def _part(at: int, digits: str) -> int:
    """The weighted sum of some of the digits; places and birthdays repeat in a school."""
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[at:], strict=False))
