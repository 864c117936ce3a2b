"""The pieces that a report is put together from: headings with their literal numbers, paragraphs. Pure."""

from __future__ import annotations

from dossier.model import Block

_NUMERALS = "一二三四五六七八九十"


def numeral(number: int) -> str:
    """``一`` to ``九十九``."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_NUMERALS[tens - 1]}十")
    return head + (_NUMERALS[ones - 1] if ones else "")


def paragraph(text: str) -> Block:
    """A paragraph."""
    return Block(kind="paragraph", text=text)


def heading(level: int, text: str) -> Block:
    """A heading with its number in the text."""
    return Block(kind="heading", level=level, text=text)
