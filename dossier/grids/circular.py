"""Formulas of a sheet that rest on themselves: Excel gives them 0, which looks like a figure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dossier.grids.places import name_of, number

__all__ = ["circular"]

_MOST = 500_000
"""Steps from one formula to another that are followed; a sheet with more is not looked into."""
_FORMULA = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d+)"[^>]*><(?:\w+:)?f\b([^>]*?)(?:/>|>([^<]*)</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v>([^<]*)<)?"
)
_SHARED = re.compile(r'\bsi="(\d+)"')
_NO_REFERENCE = re.compile(
    r"\"[^\"]*\"|(?:'[^']*'|[\w.\[\]]+)!\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?|\b(?:ROWS?|COLUMNS?)\([^()]*\)"
)
"""Texts, cells of other sheets, and functions that ask for a place and not for a value."""
_REFERENCE = re.compile(
    r"(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)(\d+)(?::(\$?)([A-Z]{1,3})(\$?)(\d+))?(?![\w.(])"
    r"|(?<![\w.$])\$?([A-Z]{1,3}):\$?([A-Z]{1,3})(?![\w.(])"
)
_LAST_ROW = 1 << 20

_Cell = tuple[int, int]
"""Row and column, both 1-based."""


@dataclass(frozen=True)
class _Formula:
    words: str
    shift: _Cell
    """From the cell where the words of a shared formula are written."""
    value: bytes


def circular(xml: bytes) -> Iterator[str]:
    """Cells (``C7``) on a way from a formula back to itself, if Excel gave one of them 0 or nothing.

    References to other sheets are not followed. Where all have values, the formulas are meant to be worked out
    step by step, or the way is never taken.
    """
    formulas = _formulas(xml)
    left = _on_cycles(_uses(formulas))
    if any(formulas[cell].value in (b"", b"0") for cell in left):
        yield from (name_of(*cell) for cell in sorted(left))


def _formulas(xml: bytes) -> dict[_Cell, _Formula]:
    found: dict[_Cell, _Formula] = {}
    shared: dict[str, tuple[_Cell, str]] = {}
    for letters, row, about, text, value in _FORMULA.findall(xml):
        cell = int(row), number(letters.decode())
        words = text.decode("utf-8", "replace").replace("&quot;", '"').replace("&apos;", "'")
        match = _SHARED.search(about.decode("utf-8", "replace"))
        home = cell
        if match and words:
            shared[match[1]] = cell, words
        elif match:
            home, words = shared.get(match[1], (cell, ""))
        found[cell] = _Formula(words, (cell[0] - home[0], cell[1] - home[1]), value)
    return found


def _uses(formulas: Mapping[_Cell, _Formula]) -> dict[_Cell, list[_Cell]]:
    """Formula → the formulas whose values it needs."""
    columns: dict[int, list[int]] = {}
    for row, column in sorted(formulas):
        columns.setdefault(column, []).append(row)
    uses: dict[_Cell, list[_Cell]] = {}
    steps = 0
    for cell, formula in formulas.items():
        needed = uses[cell] = []
        for top, left, bottom, right in _references(formula):
            for column in columns if right - left > len(columns) else range(left, right + 1):
                if left <= column <= right and (rows := columns.get(column)):
                    inside = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
                    needed += [(row, column) for row in inside]
                    steps += len(inside)
        if steps > _MOST:
            return {}
    return uses


def _references(formula: _Formula) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom and right of every range of this sheet that a formula names."""
    down, across = formula.shift
    for match in _REFERENCE.finditer(_NO_REFERENCE.sub(" ", formula.words)):
        if match[9]:
            yield 1, number(match[9]), _LAST_ROW, number(match[10])
            continue
        corners = [match.groups()[:4], match.groups()[4:8] if match[6] else match.groups()[:4]]
        rows = [int(row) + (0 if fixed else down) for _, _, fixed, row in corners]
        columns = [number(letters) + (0 if fixed else across) for fixed, letters, _, _ in corners]
        yield min(rows), min(columns), max(rows), max(columns)


def _on_cycles(uses: Mapping[_Cell, list[_Cell]]) -> set[_Cell]:
    """What is left when formulas that need no other, or that no other needs, are taken away again and again."""
    used: dict[_Cell, list[_Cell]] = {cell: [] for cell in uses}
    for cell, needed in uses.items():
        for other in needed:
            used[other].append(cell)
    left = set(uses)
    for out, back in ((uses, used), (used, uses)):
        open_ = {cell: sum(other in left for other in out[cell]) for cell in left}
        ready = [cell for cell, count in open_.items() if not count]
        while ready:
            cell = ready.pop()
            left.discard(cell)
            for other in back[cell]:
                if other in left:
                    open_[other] -= 1
                    if not open_[other]:
                        ready.append(other)
    return left
