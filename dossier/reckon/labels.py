"""Reading tables of *item — value* lines (学校信息, 教育事业统计报表), and single cells of other tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from dossier.model import Ledger, LedgerRow, Reading
from dossier.numbers import is_blank, unit_of
from dossier.reckon.asked import Asked
from dossier.reckon.candidate import Candidate, cell_name
from dossier.reckon.cells import doubtful, is_pending, number_in, tolerance
from dossier.reckon.context import Context
from dossier.reckon.sources import Source
from dossier.text import fold, mask

__all__ = ["from_labels", "one"]

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.](?!\d))?")


def from_labels(context: Context, asked: Asked, source: Source) -> Iterator[Candidate]:
    """A figure by its name in an *item — value* table, from the column of its section."""
    for name in dict.fromkeys(
        _item(name) for name in (asked.read.label, asked.spec.label, *asked.spec.aliases)
    ):
        found = [
            (ledger, row)
            for ledger in source.ledgers
            for row in ledger.rows
            if ledger.label and _item(row.values.get(ledger.label, "")) == name and asked.takes(row)
        ]
        told = [taken for ledger, row in found for taken in _label_value(context, asked, source, ledger, row)]
        if told:
            yield from told
            return


@lru_cache(maxsize=4096)
def _item(text: str) -> str:
    """The item that a line names, without its numbering and its unit: ``（一）在校学生数（人）`` is 在校学生数.

    其中 stays: of what it is a part, only the line above says.
    """
    folded = fold(text)
    units = [match for match in _IN_BRACKETS.finditer(folded) if unit_of(match[1])]
    for match in reversed(units):
        folded = folded[: match.start()] + folded[match.end() :]
    return _NUMBERED.sub("", folded).strip(":*#、.") or folded


def _label_value(
    context: Context, asked: Asked, source: Source, ledger: Ledger, row: LedgerRow
) -> Iterator[Candidate]:
    columns = ledger.values
    wanted = [asked.section, "", *context.project.sections] if context.single else [asked.section]
    for section in wanted:
        column = columns.get(section, "")
        if column and not is_blank(row.values.get(column, "")):
            yield one(asked, source, ledger, row, column, ())
            return
    whole = columns.get("", "")
    if asked.section and asked.share is not None and whole and not is_blank(row.values.get(whole, "")):
        yield one(asked, source, ledger, row, whole, (asked.share.note,)).scaled(asked.share.fraction)


def one(
    asked: Asked, source: Source, ledger: Ledger, row: LedgerRow, column: str, notes: tuple[str, ...]
) -> Candidate:
    """What a single cell says; without a value when it holds words."""
    number = number_in(asked.spec, ledger, row, column)
    if number is not None and number.value < 0:
        number = None  # a list may take back what it gave; a school has no minus thing
    doubts = () if number else (doubtful(ledger, row, column),)
    cell = cell_name(ledger, column, row.number)
    raw = row.values.get(column, "")
    value = number.value if number else None
    reading = Reading(
        path=ledger.path,
        sheet=ledger.sheet,
        cell=cell,
        where=asked.read.where,
        rows=1,
        raw=mask(raw),
        value=value,
    )
    return Candidate(
        value=value,
        kind=ledger.kind,
        places=frozenset({(ledger.path, ledger.sheet)}),
        year=row.year or source.year,
        date=row.date or source.date,
        readings=(reading,),
        in_place=Fraction(0) if is_pending(row) else None,
        tolerance=tolerance(asked.spec, ledger, row, column, raw),
        doubts=doubts,
        notes=(*notes, *(("约数",) if number and number.approx else ())),
    )
