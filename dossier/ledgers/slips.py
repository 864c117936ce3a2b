"""Slips in rows that are counted: one room listed twice, a price times a quantity that is not the amount.

Runs in the guarded child, which has all columns; nothing here changes what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from dossier.grids import letters
from dossier.ledgers.cells import text_of
from dossier.ledgers.folded import fold
from dossier.ledgers.money import units
from dossier.ledgers.rows import Row, Table
from dossier.numbers import convert, decimal12, decimals, parse

__all__ = ["Slips", "slips"]

_NUMBERED = re.compile(r"[\da-z一二三四五六七八九十]")
"""音乐教室 may be several rooms, 七（1）教室 is one."""
_FEW = 3
"""Rows up to which one that does not multiply is told even if most do not."""


@dataclass
class Slips:
    """What is doubtful about rows of one table."""

    twice: list[tuple[int, int, str]] = field(default_factory=list)
    """Row, the earlier row of the same thing, its name."""
    products: list[tuple[str, str, str]] = field(default_factory=list)
    """Cell of the amount, as it is written, and what the product would be, in the same unit."""


def slips(table: Table, rows: Sequence[Sequence[Any]]) -> Slips:
    """What is doubtful about the rows of *table*, of which *rows* are all cells of the sheet.

    A sheet that is read turned over is small and has its things side by side, where a person sees them.
    """
    return Slips() if table.turned else Slips(list(_twice(table, rows)), _products(table, rows))


def _twice(table: Table, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, int, str]]:
    name, *others = table.heads.kind.unique or ("",)
    if name not in table.heads.columns:
        return
    columns = [table.heads.columns[column] for column in others if column in table.heads.columns]
    last = [""] * len(columns)
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        cells = rows[row.number - 1]
        # A grade, a building is often written once, above what belongs to it.
        last = [fold(_text(cells, at)) or before for at, before in zip(columns, last, strict=True)]
        called = _text(cells, table.heads.columns[name])
        if _NUMBERED.search(fold(called)):
            first = seen.setdefault((fold(called), row.section, row.year, *last), row.number)
            if first != row.number:
                yield row.number, first, called


def _products(table: Table, rows: Sequence[Sequence[Any]]) -> list[tuple[str, str, str]]:
    """Amounts that are no product; none where most are not: then the column holds something else (现值)."""
    names = table.heads.kind.product
    if not names or not set(names) <= table.heads.columns.keys():
        return []
    found = [told for row in table.rows if (told := _product(table, row, rows[row.number - 1])) is not None]
    wrong = [told for told in found if told[0]]
    return wrong if len(found) <= _FEW or 2 * len(wrong) <= len(found) else []


def _product(table: Table, row: Row, cells: Sequence[Any]) -> tuple[str, str, str] | None:
    """The amount of *row* if it is not quantity times price; three empty texts if it is; None without numbers."""
    names, heads = table.heads.kind.product, table.heads
    own = units(heads.units, heads.told, table.above)
    texts = [_text(cells, heads.columns[name]) for name in names]
    parsed = [parse(text) for text in texts]
    if any(number is None for number in parsed):
        return None
    count, price, amount = (number for number in parsed if number is not None)
    unit = amount.unit or own.get(names[2], "")
    scale = convert(Fraction(1), price.unit or own.get(names[1], ""), unit)
    if scale is None or count.approx or price.approx or amount.approx:
        return None
    product = abs(count.value * price.value) * scale
    # Either may have been rounded to its last digit.
    room = abs(count.value) * scale * _half(texts[1]) + _half(texts[2])
    if abs(product - abs(amount.value)) <= room:
        return "", "", ""
    return f"{letters(heads.columns[names[2]] + 1)}{row.number}", texts[2], decimal12(product)


def _half(text: str) -> Fraction:
    return Fraction(1, 2 * 10 ** decimals(text))


def _text(cells: Sequence[Any], at: int) -> str:
    return text_of(cells[at]) if at < len(cells) else ""
