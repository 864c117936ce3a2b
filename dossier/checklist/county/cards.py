"""Tables that name things at the left, one card for each indicator, set upright: 指标名称 | B1 经费, 材料目录 | 1.…"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dossier.checklist.county import heads
from dossier.checklist.county.source import Grid

_LEVELS = ("level", "first", "second", "third")
_MOSTLY = 0.8


def upright(grid: Grid) -> Grid:
    """A table of cards as a head and one row for each card; any other table as it is."""
    pairs = [(number, list(_pairs(grid, number))) for number in range(len(grid.rows))]
    filled = [(number, found) for number, found in pairs if found or any(grid.rows[number])]
    labels = {heads.meaning(label) for _, found in filled for label, _ in found}
    told = sum(bool(found) for _, found in filled)
    if "title" not in labels or labels.isdisjoint(_LEVELS) or told < _MOSTLY * len(filled):
        return grid
    cards: list[tuple[int, dict[str, str]]] = []
    for number, found in filled:
        for label, value in found:
            if not cards or label in cards[-1][1]:
                cards.append((number, {}))
            cards[-1][1][label] = value
    head = tuple(dict.fromkeys(label for _, card in cards for label in card))
    return replace(
        grid,
        rows=(head, *(tuple(card.get(label, "") for label in head) for _, card in cards)),
        merges=(),
        hidden_columns=frozenset(),
        hidden_rows=frozenset(),
        numbers=(cards[0][0], *(number for number, _ in cards)),
    )


def _pairs(grid: Grid, row: int) -> Iterator[tuple[str, str]]:
    """What a row says as label and value, once or several times; nothing where it is no such row."""
    cells: list[str] = []
    for column, text in enumerate(grid.rows[row]):
        if not column or grid.origin(row, column) != grid.origin(row, column - 1):
            cells.append(text.strip())
    labels, values = cells[0::2], cells[1::2]
    if len(labels) == len(values) and all(map(heads.meaning, labels)):
        yield from zip(labels, values, strict=True)
