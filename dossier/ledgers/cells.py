"""Cells of a row as words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dossier.numbers import as_text, is_blank

__all__ = ["first_texts", "is_filled", "text_of", "texts_of"]


_HAN_BEGINS = "\u4e00"
_MAYBE_NOTHING = frozenset("无暂没空未不－＿～")


def text_of(cell: Any) -> str:
    """A cell as a person sees it, trimmed."""
    return cell.strip() if isinstance(cell, str) else as_text(cell)


def texts_of(row: Sequence[Any]) -> list[str]:
    """The cells of a row that hold anything."""
    return [text for cell in row if (text := text_of(cell))]


def first_texts(row: Sequence[Any]) -> list[str]:
    """The first three cells of a row that are words."""
    found = []
    for cell in row:
        if isinstance(cell, str) and (text := cell.strip()):
            found.append(text)
            if len(found) == 3:
                break
    return found


def is_filled(cell: Any) -> bool:
    """Whether a cell holds more than a placeholder."""
    if not isinstance(cell, str):
        return cell is not None
    # Names and classes, which most cells are, need no closer look.
    return (cell[:1] > _HAN_BEGINS and cell[0] not in _MAYBE_NOTHING) or not is_blank(cell)
