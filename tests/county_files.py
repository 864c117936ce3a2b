"""Lists as counties send them, made for tests: Word files of lines and tables, workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl

Rows = Sequence[Sequence[Any]]
Merge = tuple[int, int, int, int]


def table(rows: Rows, *merges: Merge) -> tuple[Rows, tuple[Merge, ...]]:
    """A table for :func:`word`; a merge is top, left, bottom, right."""
    return rows, merges


def drawn(rows: Rows) -> tuple[Rows, tuple[Merge, ...]]:
    """A table for :func:`word`, drawn with marks: ``^`` is merged with the cell above, ``<`` with the one to the left."""
    first: dict[tuple[int, int], tuple[int, int]] = {}
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            first[y, x] = first[y, x - 1] if text == "<" else first[y - 1, x] if text == "^" else (y, x)
            last[first[y, x]] = y, x
    plain = [["" if text in ("^", "<") else text for text in row] for row in rows]
    return plain, tuple((*at, *to) for at, to in last.items() if at != to)


def word(path: Path, *blocks: str | tuple[Rows, tuple[Merge, ...]]) -> Path:
    """A Word file of paragraphs and tables."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        rows, merges = block
        made = document.add_table(len(rows), max(map(len, rows)))
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                made.cell(y, x).text = text
        for top, left, bottom, right in merges:
            made.cell(top, left).merge(made.cell(bottom, right))
    document.add_paragraph("")
    document.save(str(path))
    return path


def book(path: Path, *sheets: tuple[str, Rows], then: Callable[[Any], None] = lambda book: None) -> Path:
    """A workbook; *then* changes it before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    then(made)
    made.save(path)
    return path
