"""What the guarded child does with one file: cells in, recognised tables out, as JSON.

Only the columns that somebody asked for leave the child: a roster of twenty thousand pupils costs what its
three useful columns cost, and personal numbers stay where they are.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from dossier.containers import ContainerError
from dossier.grids import Grid, name_of, place_of
from dossier.ledgers import grid as grids
from dossier.ledgers.rows import Row, Table
from dossier.ledgers.slips import slips
from dossier.ledgers.tables import tables
from dossier.ledgers.vocabulary import load
from dossier.text import one_line, visible

__all__ = ["read"]


def read(payload: dict[str, Any]) -> dict[str, Any]:
    """Read one ledger file.

    Args:
        payload: ``path``; ``name``, of the file as a person knows it, without its extension; ``kind`` (xlsx,
            xls, csv, html …); ``vocabulary``, the path of its file; ``wanted``, kind → columns, or None for all.

    Returns:
        ``sha256`` of what was read, and ``tables``, see :func:`_table`, or ``unreadable`` (reason, detail).
    """
    data = Path(payload["path"]).read_bytes()
    try:
        found = _tables(data, payload)
    except ContainerError as error:
        return {"unreadable": [error.reason, error.detail]}
    return {"sha256": hashlib.sha256(data).hexdigest(), "tables": found}


def _tables(data: bytes, payload: dict[str, Any]) -> list[dict[str, Any]]:
    vocabulary = load(Path(payload["vocabulary"]))
    found = []
    for grid in grids.read(data, payload["kind"]):
        found += [
            _table(grid, table) for table in tables(grid, vocabulary, payload["wanted"], payload["name"])
        ]
    return found


def _table(grid: Grid, table: Table) -> dict[str, Any]:
    found = slips(table, grid.rows)
    return {
        "sheet": visible(one_line(grid.name)),
        "hidden": grid.hidden,
        "beyond": str(grid.beyond),
        "kind": table.heads.kind.name,
        "above": table.above,
        "columns": {name: column + 1 for name, column in table.columns.items()},
        "turned": table.turned,
        "units": dict(table.heads.units),
        "units_told": sorted(table.heads.told),
        "each": sorted(table.heads.each),
        "derived": sorted(table.columns.keys() - table.heads.columns.keys()),
        "fields": table.fields,
        "section": table.heads.section,
        "rows": [_row(row) for row in table.rows],
        "totals": [_row(row) for row in table.totals],
        "left_out": [_row(row) for row in table.left_out],
        **_unseen(grid, table),
        "noted": _noted(grid, table),
        "gone": table.gone,
        "aside": table.aside,
        "waiting": table.waiting,
        "minus": table.minus,
        "repeated": table.repeated,
        "twice": found.twice,
        "products": found.products,
        "faults": [[column, fault, rows] for (column, fault), rows in table.faults.items()],
    }


def _noted(grid: Grid, table: Table) -> list[str]:
    """Cells of the table, its last line of heads included, with a comment beside them."""
    down, across = range(table.first, table.end + 1), {at + 1 for at in table.heads.columns.values()}
    places = sorted(place_of(cell) for cell in grid.unseen.noted)
    return [
        name_of(row, column)
        for row, column in places
        if (row in down and column in across and not table.turned)
        or (table.turned and column in down and row in across)
    ]


def _unseen(grid: Grid, table: Table) -> dict[str, int]:
    """How many of its rows and columns are hidden; those that are read across count as the sheet has them."""
    hidden = grid.unseen
    across, down = set(table.heads.columns.values()), range(table.first, table.end)
    if table.turned:
        return {
            "hidden_rows": len({row - 1 for row in hidden.hidden_rows} & across),
            "hidden_columns": len(hidden.hidden_columns & set(down)),
        }
    return {
        "hidden_rows": len([row for row in hidden.hidden_rows if row - 1 in down]),
        "hidden_columns": len(hidden.hidden_columns & across),
    }


def _row(row: Row) -> list[Any]:
    return [row.number, row.section, row.year, row.date, *row.values]
