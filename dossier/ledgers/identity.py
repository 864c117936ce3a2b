"""Personal numbers as Excel leaves them: 18 digits need text, a number keeps 15 of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

__all__ = ["fault_of"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PLACES = 1e15
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?1[5-9]")
_WIDTH = 18


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


@lru_cache(maxsize=65_536)
def _part(at: int, digits: str) -> int:
    """The weighted sum of some of the digits; places and birthdays repeat in a school."""
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS[at:], strict=False))
