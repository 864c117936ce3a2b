"""The key by which ledgers compare words."""

from __future__ import annotations

from dossier import text

__all__ = ["fold"]


def fold(word: str) -> str:
    """*word* folded, in simplified characters: schools across the border write 班級 and 學號."""
    return text.simplified(text.fold(word))
