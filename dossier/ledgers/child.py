"""What the guarded child does with one file: cells in, recognised tables out, as JSON.

Only the columns that somebody asked for leave the child: a roster of twenty thousand pupils costs what its
three useful columns cost, and personal numbers stay where they are.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from dossier.ledgers import grid as grids
from dossier.ledgers.grid import Grid
from dossier.ledgers.tables import Row, Table, tables
from dossier.ledgers.vocabulary import load

__all__ = ["read"]


def read(payload: dict[str, Any]) -> list[dict[str, Any]]:
    """Read one ledger file.

    Args:
        payload: ``path``; ``kind`` (xlsx, xls, csv); ``vocabulary``, the path of its file; ``wanted``, kind →
            columns, or None for all.

    Returns:
        One entry for each table, see :func:`_table`.
    """
    vocabulary = load(Path(payload["vocabulary"]))
    found = []
    for grid in grids.read(Path(payload["path"]), payload["kind"]):
        found += [_table(grid, table) for table in tables(grid, vocabulary, payload["wanted"])]
    return found


def _table(grid: Grid, table: Table) -> dict[str, Any]:
    return {
        "sheet": grid.name,
        "hidden": grid.hidden,
        "kind": table.heads.kind.name,
        "above": table.above,
        "columns": {name: column + 1 for name, column in table.heads.columns.items()},
        "units": dict(table.heads.units),
        "fields": table.fields,
        "section": table.heads.section,
        "rows": [_row(row) for row in table.rows],
        "totals": [_row(row) for row in table.totals],
        "hidden_rows": len([row for row in grid.unseen.hidden_rows if table.first < row <= table.end]),
        "hidden_columns": len(grid.unseen.hidden_columns & set(table.heads.columns.values())),
        "uncalculated": _inside(table, sorted(grid.unseen.uncalculated)),
        "errors": {
            cell: grid.unseen.errors[cell] for cell in _inside(table, sorted(grid.unseen.errors or ()))
        }
        if grid.unseen.errors
        else {},
    }


def _row(row: Row) -> list[Any]:
    return [row.number, row.section, row.year, row.date, *row.values]


def _inside(table: Table, cells: list[str]) -> list[str]:
    """Those of *cells* that stand in a column that was read, on a row that was."""
    columns = {table.heads.columns[name] + 1 for name in table.fields}
    rows = {row.number for row in (*table.rows, *table.totals)}
    return [cell for cell in cells if (place := _place(cell))[0] in rows and place[1] in columns]


def _place(cell: str) -> tuple[int, int]:
    """Row and column, both 1-based, of ``C7``."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column
