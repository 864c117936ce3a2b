"""Cells whose value is not known: errors of the spreadsheet, formulas that were saved without a result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.grids import letters
from dossier.model import Problem
from dossier.numbers import UNCALCULATED, is_error
from dossier.problems import problem

__all__ = ["unsound_cells"]

_RUNS = 8
"""Runs of such cells that are told one by one; a column broken more often is told from its first to its last."""


def unsound_cells(path: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    """One problem for each run of adjoining cells of *table*, as the child describes it, that hold the same error."""
    for (column, raw), rows in _found(table).items():
        runs = _runs(rows)
        for first, last in runs if len(runs) <= _RUNS else [(rows[0], rows[-1])]:
            names = [_cell(table, column, row) for row in dict.fromkeys((first, last))]
            place = {"path": path, "sheet": table["sheet"], "cell": ":".join(names)}
            if raw == UNCALCULATED:
                yield problem("formula-uncalculated", **place)
            else:
                yield problem("cell-doubt", **place, raw=raw, column=column)


def _found(table: Mapping[str, Any]) -> dict[tuple[str, str], list[int]]:
    """Column and error → rows; a column that follows from another repeats its error, which is told once."""
    found: dict[tuple[str, str], list[int]] = {}
    seen: set[tuple[int, int]] = set()
    for index, name in enumerate(table["fields"]):
        for number, *values in (*table["rows"], *table["totals"]):
            raw, place = values[index + 3], (table["columns"][name], number)
            if is_error(raw) and place not in seen:
                seen.add(place)
                found.setdefault((name, raw), []).append(number)
    return {key: sorted(rows) for key, rows in found.items()}


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs


def _cell(table: Mapping[str, Any], column: str, row: int) -> str:
    number = table["columns"][column]
    return f"{letters(row)}{number}" if table["turned"] else f"{letters(number)}{row}"
