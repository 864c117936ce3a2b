"""Personal numbers as Excel leaves them: 18 digits need text, a number keeps 15 of them."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["fault_of"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_PLACES = 1e15
_POWER = re.compile(r"\d(?:\.\d+)?[eE]\+?1[5-9]")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")


def fault_of(column: str, raw: Any) -> str:
    """What is wrong with a personal number: ``number`` (its last digits are lost), ``check`` (mistyped), or empty.

    Args:
        column: canonical name; only 身份证 numbers carry a date and a check digit.
        raw: the cell.
    """
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return "number" if abs(raw) >= _PLACES else ""
    text = str(raw).strip().strip("'‘’`").upper()
    if _POWER.fullmatch(text):
        return "number"
    if "身份证" not in column or len(text) != 18 or not text[:17].isdigit():
        return ""
    if not _DATE.fullmatch(text[6:14]):
        return "check"
    total = sum(int(digit) * weight for digit, weight in zip(text, _WEIGHTS, strict=False))
    return "" if _CHECK[total % 11] == text[17] else "check"
