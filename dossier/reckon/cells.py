"""One cell of a ledger: its number in the figure's unit, its name, whether what it counts is there yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from dossier.model import FigureSpec, Ledger, LedgerRow
from dossier.numbers import Parsed, convert, decimal12, decimals, parse, unit_of
from dossier.reckon.candidate import Doubtful, cell_name
from dossier.text import mask

__all__ = [
    "STATUS",
    "cell_range",
    "doubtful",
    "is_pending",
    "mended_note",
    "names_unit",
    "number_in",
    "of_one",
    "times",
    "tolerance",
]

_PENDING = re.compile(
    "未(?!发现|见)|待(?!付|结)|没有|不合格|不通过|不符|在途|部分|招标|开标|采购中|上架中|预计|运输|^[否×]$"
)
_IN_BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
_MONEY = ("元", "千元", "万元")
_NAMED = 5
"""Cells that a note names one by one."""
STATUS = ("验收状态", "是否预计")
"""Columns that say whether what a row counts is there yet."""


def number_in(spec: FigureSpec, ledger: Ledger, row: LedgerRow, column: str) -> Parsed | None:
    """The cell's number in the figure's unit; None when it is no number, or in a unit of another kind."""
    # A rate that Excel keeps as 0.942 is 94.2 %; of drop-outs 0.4 means 0.4 %.
    parsed = parse(row.values.get(column, ""), percent=spec.unit == "%" and "辍学" not in spec.label)
    if parsed is None:
        return None
    wanted = spec.unit.split("/")[0]
    if parsed.unit in ("1:n", "n:1"):
        return parsed if "/" in spec.unit or ":" in spec.unit else None
    value = convert(parsed.value, parsed.unit or _column_unit(ledger, row, column, wanted), wanted)
    return None if value is None else Parsed(value, parsed.approx, wanted, parsed.mended)


def names_unit(ledger: Ledger, row: LedgerRow, column: str) -> bool:
    """Whether a line of items and values says in what it counts, in the cell or beside it."""
    parsed = parse(row.values.get(column, ""))
    return bool((parsed and parsed.unit) or _column_unit(ledger, row, column, ""))


def _column_unit(ledger: Ledger, row: LedgerRow, column: str, wanted: str) -> str:
    if not ledger.label:
        return ledger.units.get(column, "")
    named = row.values.get("单位", "") or row.values.get("计量单位", "")
    inside = _IN_BRACKETS.findall(row.values.get(ledger.label, ""))
    own = next((unit for text in (named.split("/")[0], *inside) if (unit := unit_of(text))), "")
    # 单位：万元 above a list of items says nothing of those that are people or areas.
    return own or (ledger.units.get(column, "") if wanted in _MONEY else "")


def times(ledger: Ledger, row: LedgerRow) -> Fraction:
    """How many things *row* stands for."""
    parsed = parse(row.values.get(ledger.times, "")) if ledger.times else None
    counts = parsed is not None and parsed.value >= 0 and parsed.unit in ("", "间", "个")
    return parsed.value if parsed and counts else Fraction(1)


def of_one(ledger: Ledger, row: LedgerRow) -> LedgerRow:
    """*row* as it would be for one of its things: two rooms of 200 ㎡ are each of 100."""
    count = times(ledger, row)
    if count <= 1:
        return row
    shared = {}
    for column in ledger.units.keys() - ledger.each - {ledger.times}:
        if parsed := parse(row.values.get(column, "")):
            shared[column] = decimal12(parsed.value / count)
    return replace(row, values={**row.values, **shared}) if shared else row


def mended_note(cells: Sequence[str]) -> str:
    """What is said of numbers whose full stop was read as the decimal point."""
    more = f"等{len(cells)}格" if len(cells) > _NAMED else ""
    return f"{'、'.join(cells[:_NAMED])}{more}的句号按小数点读" if cells else ""


def tolerance(spec: FigureSpec, ledger: Ledger, row: LedgerRow, column: str, raw: str) -> Fraction:
    """Half a unit of the last digit written in *raw*, in the figure's unit."""
    parsed = parse(raw)
    digits = decimals(raw)
    if parsed is None or not digits:
        # A bare 4450 beside 4450.37 was rounded to ㎡; a count is exact.
        step = Fraction(1, 2) if spec.digits else Fraction(0)
    else:
        step = Fraction(1, 2 * 10**digits)
    unit = parsed.unit if parsed else ""
    wanted = spec.unit.split("/")[0]
    return convert(step, unit or _column_unit(ledger, row, column, wanted), wanted) or step


def is_pending(row: LedgerRow) -> bool:
    """Whether a row is of something ordered but not there yet."""
    status, forecast = (row.values.get(name, "") for name in STATUS)
    return row.waiting or bool(_PENDING.search(status)) or forecast == "是"


def doubtful(ledger: Ledger, row: LedgerRow, column: str) -> Doubtful:
    """The record of a cell that should hold a number."""
    cell = cell_name(ledger, column, row.number)
    return Doubtful(ledger.path, ledger.sheet, cell, mask(row.values.get(column, "")), column)


def cell_range(ledger: Ledger, column: str) -> str:
    """The data rows of a column: ``D5:D96``."""
    if not ledger.rows or column not in ledger.columns:
        return ""
    first, last = (cell_name(ledger, column, row.number) for row in (ledger.rows[0], ledger.rows[-1]))
    return f"{first}:{last}"
