"""合计 and 小计 rows added again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from dossier.model import Ledger, LedgerRow, Problem
from dossier.numbers import convert, decimal12, decimals, is_blank, parse
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


def mismatches(ledger: Ledger, summed: Sequence[str], counted: Sequence[str] = ()) -> Iterator[Problem]:
    """Totals of *ledger* that do not agree with their rows, each told once.

    Args:
        ledger: with its rows of totals.
        summed: canonical names of the columns that are added; others may hold averages or words.
        counted: those whose filled cells are counted (姓名): a number among them in a total says how many.
    """
    if ledger.label:
        return
    for column in summed:
        # 合计 below the areas of each room is no sum of these areas
        if column in ledger.columns and column not in ledger.each:
            yield from _of_column(ledger, column, _sum, "各行之和")
    for column in counted:
        if column in ledger.columns and column not in ledger.derived and not ledger.times:
            yield from _of_column(ledger, column, _count, "实有行数")


_Adds = Callable[[Ledger, Sequence[LedgerRow], str], Fraction | None]


def _of_column(ledger: Ledger, column: str, adds: _Adds, words: str) -> Iterator[Problem]:
    start = 0
    for total in ledger.totals:
        if any(_NO_SUM.search(word) for word in total.values.values()):
            continue
        written = _in_column(ledger, column, total)
        if written is None:
            continue
        # A 小计 covers the rows since the one before it, a 合计 all of them; words do not always say which.
        whole, block = _above(ledger, 0, total.number), _above(ledger, start, total.number)
        # Rows that are not counted may have been added up all the same.
        sums = [adds(ledger, rows, column) for both in (block, whole) for rows in both]
        if None not in sums[2:] and not any(_agrees(written, total, column, sum_) for sum_ in sums):
            yield _mismatch(ledger, total, column, words, sums[1 if start else 3])
        start = total.number


def _above(ledger: Ledger, after: int, before: int) -> tuple[Sequence[LedgerRow], Sequence[LedgerRow]]:
    """The rows between two others that are counted, and these with those that are not."""
    counted = [row for row in ledger.rows if after < row.number < before]
    return counted, [*counted, *(row for row in ledger.left_out if after < row.number < before)]


def _in_column(ledger: Ledger, column: str, row: LedgerRow) -> Fraction | None:
    """The number of a cell in the unit of its column; None for words, shares, and what has another unit."""
    parsed = parse(row.values.get(column, ""))
    if parsed is None or parsed.unit == "%":
        return None
    return convert(parsed.value, parsed.unit, ledger.units.get(column, ""))


def _sum(ledger: Ledger, rows: Sequence[LedgerRow], column: str) -> Fraction | None:
    """The sum of a column; None when there is nothing to add, or words stand among the numbers."""
    numbers = [_in_column(ledger, column, row) for row in rows if not is_blank(row.values.get(column, ""))]
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(numbers) else None


def _count(_: Ledger, rows: Sequence[LedgerRow], column: str) -> Fraction | None:
    """How many cells of a column are filled; None when none is."""
    filled = sum(not is_blank(row.values.get(column, "")) for row in rows)
    return Fraction(filled) if filled else None


def _agrees(written: Fraction, total: LedgerRow, column: str, added: Fraction | None) -> bool:
    """Within half a unit of the last digit of the written total; whole numbers exactly."""
    digits = decimals(total.values[column])
    return added is not None and abs(written - added) <= (Fraction(1, 2 * 10**digits) if digits else 0)


def _mismatch(ledger: Ledger, total: LedgerRow, column: str, words: str, added: Fraction | None) -> Problem:
    return problem(
        "total-mismatch",
        path=ledger.path,
        sheet=ledger.sheet,
        cell=cell_name(ledger, column, total.number),
        total=total.values[column],
        sum=words + ("" if added is None else decimal12(added)),
    )
