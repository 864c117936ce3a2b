"""合计 and 小计 rows added again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dossier.model import Ledger, LedgerRow, Problem
from dossier.numbers import decimal12, decimals, is_blank, parse
from dossier.problems import problem
from dossier.reckon.candidate import cell_name

__all__ = ["last_total", "mismatches"]

_NO_SUM = re.compile("平均|均值|比例|占比")
"""Words of rows that stand among the totals and add up nothing."""


def last_total(ledger: Ledger) -> LedgerRow | None:
    """The 合计 below all rows of a table; averages are none."""
    if not ledger.totals or not ledger.rows or ledger.totals[-1].number < ledger.rows[-1].number:
        return None
    sums = [total for total in ledger.totals if not any(map(_NO_SUM.search, total.values.values()))]
    return sums[-1] if sums and sums[-1].number > ledger.rows[-1].number else None


def mismatches(ledger: Ledger, columns: Sequence[str]) -> Iterator[Problem]:
    """Totals of *ledger* that do not agree with their rows.

    Args:
        ledger: with its rows of totals.
        columns: canonical names of the columns that are summed; others may hold averages or words.
    """
    if ledger.label:
        return
    for column in columns:
        if column not in ledger.columns or column in ledger.each:
            continue  # 合计 below the areas of each room is no sum of these areas
        start = 0
        for total in ledger.totals:
            if any(_NO_SUM.search(word) for word in total.values.values()):
                continue
            written = parse(total.values.get(column, ""))
            if written is None or written.unit == "%":
                continue
            block = _sum(ledger.rows, column, start, total.number)
            whole = _sum(ledger.rows, column, 0, total.number)
            # A 小计 covers the rows since the one before it, a 合计 all of them; words do not always say which.
            if whole is not None and not any(
                _agrees(written.value, total, column, sum_) for sum_ in (block, whole)
            ):
                yield _mismatch(ledger, total, column, block if start else whole)
            start = total.number


def _sum(rows: Sequence[LedgerRow], column: str, after: int, before: int) -> Fraction | None:
    """The sum of a column between two rows; None when there is nothing to add, or words stand among the numbers."""
    cells = [row.values.get(column, "") for row in rows if after < row.number < before]
    cells = [cell for cell in cells if not is_blank(cell)]
    numbers = [parse(cell) for cell in cells]
    if not numbers or any(number is None for number in numbers):
        return None
    return sum((number.value for number in numbers if number), Fraction(0))


def _agrees(written: Fraction, total: LedgerRow, column: str, added: Fraction | None) -> bool:
    """Within half a unit of the last digit of the written total; whole numbers exactly."""
    digits = decimals(total.values[column])
    return added is not None and abs(written - added) <= (Fraction(1, 2 * 10**digits) if digits else 0)


def _mismatch(ledger: Ledger, total: LedgerRow, column: str, added: Fraction | None) -> Problem:
    return problem(
        "total-mismatch",
        path=ledger.path,
        sheet=ledger.sheet,
        cell=cell_name(ledger, column, total.number),
        total=total.values[column],
        sum="" if added is None else decimal12(added),
    )
