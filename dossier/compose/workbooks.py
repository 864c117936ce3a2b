"""The lists that come out as workbooks: a title above, filters, narrow columns centred, personal numbers masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.sheet_writer import Column, Link, Page, Value, write
from dossier.text import clean, mask

__all__ = ["Link", "Sheet", "Value", "workbook"]

_NARROW = 12
"""A column so narrow holds numbers and marks, which stand in its middle."""


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
            Column(head, width, centred=width <= _NARROW)
            for head, width in zip(sheet.head, sheet.widths, strict=True)
        ),
        rows=[[_masked(value) for value in row] for row in sheet.rows],
        title=mask(clean(sheet.title)),
    )


def _masked(value: Value) -> Value:
    if isinstance(value, Link):
        return replace(value, text=mask(clean(value.text)))
    return mask(clean(value)) if isinstance(value, str) else value
