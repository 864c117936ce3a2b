"""Sheets of .xlsx .xls .et and .csv as grids, with merged ranges and what is hidden."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from dossier import guard, sheets
from dossier.checklist.county.source import Source, SourceError, grid

_LIMITS = guard.Limits(seconds=120, memory_mb=2048)
_REASONS = {"timeout": "读取超时", "memory": "太大，读不了"}
_MOST_COLUMNS = 200
"""Beyond this a sheet holds formats, no list."""


def read(path: Path) -> Source:
    """The visible sheets of a workbook.

    Raises:
        SourceError: it is damaged or locked.
    """
    outcome = guard.run("dossier.checklist.county.books:open_in_child", str(path), _LIMITS)
    if isinstance(outcome, guard.Failed):
        raise SourceError(_REASONS.get(outcome.reason, "设了密码，或者文件已损坏"))
    shown = [sheet for sheet in outcome.value if not sheet["hidden"]] or outcome.value
    unread = [sheet["name"] for sheet in outcome.value if sheet not in shown and any(map(any, sheet["rows"]))]
    return Source(
        tuple(grid(f"“{sheet['name']}”表", sheet) for sheet in shown),
        tuple(f"“{name}”表是隐藏的，没有读；要读的，请取消隐藏后再导入" for name in unread),
    )


def read_csv(path: Path) -> Source:
    """The one table of a .csv in any usual encoding.

    Raises:
        SourceError: it is no text.
    """
    try:
        (sheet,) = sheets.read(path)
    except sheets.SheetError as error:
        raise SourceError(str(error)) from None
    return Source((grid("", {"rows": sheet.rows}),))


def open_in_child(path: str) -> list[dict[str, Any]]:
    """Every sheet as plain data; runs in the child."""
    import python_calamine

    data = Path(path).read_bytes()
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    hidden = _hidden(data)
    found = []
    for about in workbook.sheets_metadata:
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        rows = [row[:_MOST_COLUMNS] for row in sheet.to_python(skip_empty_area=False)]
        merges = [
            [top, left, bottom, right]
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
            if left < _MOST_COLUMNS
        ]
        _fill(rows, merges)
        columns, lines = hidden.get(about.name, ([], []))
        found.append(
            {
                "name": about.name,
                "hidden": about.visible != python_calamine.SheetVisibleEnum.Visible,
                "rows": [[sheets.text(value) for value in row] for row in rows],
                "merges": merges,
                "hidden_columns": columns,
                "hidden_rows": lines,
            }
        )
    return found


def _fill(rows: list[list[Any]], merges: list[list[int]]) -> None:
    """Give every cell of a merged range the value of its first."""
    for top, left, bottom, right in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])


def _hidden(data: bytes) -> dict[str, tuple[list[int], list[int]]]:
    """Sheet → hidden columns and rows, 0-based; only an .xlsx says so."""
    if not data.startswith(b"PK"):
        return {}
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except Exception:  # whatever openpyxl cannot make sense of; the values were read by the other reader
        return {}
    return {
        sheet.title: (
            sorted(
                column - 1
                for about in sheet.column_dimensions.values()
                if about.hidden and about.min
                for column in range(about.min, min(about.max or about.min, _MOST_COLUMNS) + 1)
            ),
            sorted(row - 1 for row, about in sheet.row_dimensions.items() if about.hidden),
        )
        for sheet in book.worksheets
    }
