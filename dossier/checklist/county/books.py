"""Sheets of .xlsx .xls .et and .csv as grids, with merged ranges and what is hidden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dossier import grids, guard, sheets
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
        (
            *(f"“{name}”表是隐藏的，没有读；要读的，请取消隐藏后再导入" for name in unread),
            *(
                f"“{sheet['name']}”表的{sheet['beyond']}太远，没有读；{grids.FAR_HINT}"
                for sheet in shown
                if sheet["beyond"]
            ),
        ),
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
    return [_plain(grid) for grid in grids.workbook(Path(path).read_bytes())]


def _plain(sheet: grids.Grid) -> dict[str, Any]:
    rows = [row[:_MOST_COLUMNS] for row in sheet.rows]
    merges = [
        [top, left, bottom, right] for (top, left), (bottom, right) in sheet.merges if left < _MOST_COLUMNS
    ]
    _fill(rows, merges)
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "rows": [[sheets.text(value) for value in row] for row in rows],
        "merges": merges,
        "hidden_columns": sorted(sheet.unseen.hidden_columns),
        "hidden_rows": sorted(row - 1 for row in sheet.unseen.hidden_rows),
        "beyond": str(sheet.beyond),
    }


def _fill(rows: list[list[Any]], merges: list[list[int]]) -> None:
    """Give every cell of a merged range the value of its first."""
    for top, left, bottom, right in merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
