"""The cells of a ledger's file, sheet by sheet, with what nobody knows in its place; runs in the guarded child."""

from __future__ import annotations

import csv
import io
from typing import Any

from dossier.grids import (
    WIDEST,
    Bounds,
    Grid,
    Peek,
    place_of,
    table_text,
    web_archive,
    web_page,
    workbook,
    workbook_2003,
)
from dossier.numbers import UNCALCULATED, is_blank, is_error, parse

__all__ = ["read"]

_DELIMITERS = ",\t;"


def read(data: bytes, kind: str) -> list[Grid]:
    """All sheets of a workbook, of an archive of pages, or the one of a text or a web page, in their order.

    Raises:
        ContainerError: the file is damaged, with the reason.
        CalamineError: the reader cannot make sense of it.
    """
    if kind in ("csv", "txt"):
        bounds = Bounds()
        return [Grid("", bounds.rows(_separated(table_text(data))), merges_known=False, beyond=bounds)]
    if kind in ("html", "mht"):
        pages = [web_page(data)] if kind == "html" else web_archive(data)
        for page in pages:
            page.rows[:] = map(_spoken, page.rows)
        return pages
    grids = workbook_2003(data) if kind == "xml" else workbook(data)
    for grid in grids:
        _mark(grid.rows, grid.unseen)
    return grids


def _mark(rows: list[list[Any]], seen: Peek) -> None:
    """Put errors, and :data:`UNCALCULATED`, where calamine gives nothing, so that a sum knows what it lacks.

    A row without a word is one of a form that nobody filled in: its formulas have nothing to say.
    """
    unknown = dict.fromkeys(seen.uncalculated, UNCALCULATED) | dict(seen.errors or {})
    spoken: dict[int, bool] = {}
    for cell, raw in unknown.items():
        row, column = place_of(cell)
        if row > len(rows) or column > len(rows[row - 1]):
            continue
        line = rows[row - 1]
        if row not in spoken:
            spoken[row] = any(_is_word(value) for value in line)
        if spoken[row]:
            line[column - 1] = raw


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and not is_blank(value) and not is_error(value) and parse(value) is None


def _separated(text: str) -> list[list[str]]:
    head = text[:4096]
    delimiter = max(_DELIMITERS, key=head.count)
    # A field may be as long as the file; the default limit would raise on a pasted paragraph.
    csv.field_size_limit(max(len(text), 1))
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = min(max(map(len, rows), default=0), WIDEST)
    return [_spoken([cell.strip() for cell in row] + [""] * (width - len(row))) for row in rows]


def _spoken(row: list[str]) -> list[str]:
    """*row*, without its errors where it is one of a form that nobody filled in."""
    if any(map(is_error, row)) and not any(map(_is_word, row)):
        return ["" if is_error(cell) else cell for cell in row]
    return row
