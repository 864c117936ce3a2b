"""The lists that come out as workbooks: a title above, filters, narrow columns centred, personal numbers masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.compose.text_widths import longest_word
from dossier.sheet_writer import Column, Link, Page, Value, write
from dossier.text import clean, mask

__all__ = ["Link", "Sheet", "Value", "workbook"]

_NARROW = 12
"""A column so narrow holds numbers and marks, which stand in its middle."""
_WIDER, _AIR = 20, 2
"""How far a column is widened at most for a number or a day, in half-width characters, and the air beside it."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: a title above, a head, rows."""

    name: str
    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    """In half-width characters."""
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The bytes of an ``.xlsx``; the same sheets give the same bytes."""
    return write([_page(sheet) for sheet in sheets])


def _page(sheet: Sheet) -> Page:
    return Page(
        name=sheet.name,
        columns=tuple(
            Column(head, _wide_enough(sheet, place, width), centred=width <= _NARROW)
            for place, (head, width) in enumerate(zip(sheet.head, sheet.widths, strict=True))
        ),
        rows=[[_masked(value) for value in row] for row in sheet.rows],
        title=mask(clean(sheet.title)),
    )


def _wide_enough(sheet: Sheet, place: int, width: int) -> int:
    """*width*, or what it takes that no number and no day of the column goes on in another line."""
    texts = (
        value.text if isinstance(value, Link) else str(value) for value in (row[place] for row in sheet.rows)
    )
    longest = max(map(longest_word, texts), default=0)
    return max(width, min(_WIDER, longest + _AIR)) if longest else width


def _masked(value: Value) -> Value:
    if isinstance(value, Link):
        return replace(value, text=mask(clean(value.text)))
    return mask(clean(value)) if isinstance(value, str) else value
