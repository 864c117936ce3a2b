"""One read entry of a figure, applied to one statement: which rows, which column, what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dossier.classes import class_key
from dossier.model import FigureSpec, Ledger, LedgerRow, Read, Reading
from dossier.numbers import is_blank, is_error
from dossier.reckon.asked import Asked, Share
from dossier.reckon.candidate import Candidate, Tally, cell_name
from dossier.reckon.cells import (
    STATUS,
    cell_range,
    doubtful,
    is_pending,
    mended_note,
    number_in,
    of_one,
    times,
)
from dossier.reckon.context import Context, start_of
from dossier.reckon.labels import from_labels, one
from dossier.reckon.sources import Source
from dossier.reckon.totals import last_total
from dossier.reckon.where import Condition, Doubt, conditions, holds
from dossier.text import mask

__all__ = ["SCHOOL_FACTS", "candidates"]

SCHOOL_FACTS = "学校信息"
"""The kind of ledger that a read entry with a bare label means."""


def candidates(
    context: Context, spec: FigureSpec, read: Read, section: str, year: str, share: Share | None
) -> Iterator[Candidate]:
    """Every value that *read* yields for *section* in *year*, the preferred statement first.

    Args:
        context: the school.
        spec: the figure.
        read: one of its entries.
        section: ``primary``, ``junior``, ``senior`` or empty for the campus.
        year: school year or calendar year; empty asks for the present state: the latest year there is.
        share: the section's part of what the sections share; None when nothing is split.
    """
    kind = read.ledger or SCHOOL_FACTS
    found = [source for source in context.sources.get(kind, ()) if _fits(context, source, year)]
    if not year and found:
        latest = max(_start(context, source) for source in found)
        found = [source for source in found if _start(context, source) == latest]
    wanted = _wanted_date(context, spec, year)
    found.sort(key=lambda source: 0 if source.date == wanted else 1 if not source.date else 2)
    for source in found:
        row_year = year or _latest_row_year(context, source)
        asked = Asked(spec, read, section, row_year, share)
        yield from from_labels(context, asked, source) if read.label else _from_rows(context, asked, source)


# -- which statements and rows ---------------------------------------------------------------------------


def _fits(context: Context, source: Source, year: str) -> bool:
    own = source.row_years
    if own:
        return year in own if year else any(context.is_past_or_current(other) for other in own)
    if year:
        return source.year == year
    return not source.year or context.is_past_or_current(source.year)


def _start(context: Context, source: Source) -> int:
    return start_of(_latest_row_year(context, source) or source.year or context.current)


def _latest_row_year(context: Context, source: Source) -> str:
    return max(
        (year for year in source.row_years if context.is_past_or_current(year)), key=start_of, default=""
    )


def _wanted_date(context: Context, spec: FigureSpec, year: str) -> str:
    if spec.date == "as-of":
        return context.project.as_of.isoformat()
    return f"{start_of(year or context.current)}-{spec.date}" if spec.date != "year" else ""


# -- tables of rows --------------------------------------------------------------------------------------


def _from_rows(context: Context, asked: Asked, source: Source) -> Iterator[Candidate]:
    read = asked.read
    needed = {read.column, *(condition.column for condition in conditions(read.where))} - {""}
    if any(not needed <= ledger.columns.keys() for ledger in source.ledgers):
        return
    rows = [(ledger, row) for ledger in source.ledgers for row in ledger.rows if asked.takes(row)]
    own, shared, notes = _sectioned(context, asked, source, rows)
    if own is None:
        return
    if read.agg == "value":
        yield from _single_values(context, asked, source, own)
    elif (whole := _aggregate(asked, source, own)) is not None:
        yield _with_shared(asked, whole, _aggregate(asked, source, shared) if shared else None, notes)


_ONE = Fraction(1)
_NAMED = 5
"""Cells that a note names one by one."""
_BY_GROUP = ("groups", "largest", "smallest")
_Rows = Sequence[tuple[Ledger, LedgerRow]]


def _sectioned(
    context: Context, asked: Asked, source: Source, rows: _Rows
) -> tuple[_Rows | None, _Rows, tuple[str, ...]]:
    """Rows of the section, rows that the sections share, and notes; None when the section is not spoken of."""
    if context.single:
        return rows, (), ()
    named = {row.section for _, row in rows if row.section}
    limited = all(ledger.part for ledger in source.ledgers) and named and "*" not in named
    if not asked.section:
        covered = not limited or set(context.project.sections) <= named
        return (rows if covered else None), (), ()
    if asked.share is not None:
        own = [(ledger, row) for ledger, row in rows if row.section == asked.section]
        shared = [(ledger, row) for ledger, row in rows if row.section in ("", "*")]
        return (own if own or shared else None), shared, ()
    if asked.section not in named:
        return None, (), ()
    unnamed = sum(row.section in ("", "*") for _, row in rows)
    notes = (f"另有{unnamed}行未注明学段或各学段共用，没有计入",) if unnamed else ()
    return [(ledger, row) for ledger, row in rows if row.section == asked.section], (), notes


def _with_shared(asked: Asked, own: Candidate, shared: Candidate | None, notes: tuple[str, ...]) -> Candidate:
    told = own.noting(*notes)
    if shared is None or asked.share is None or shared.value == 0:
        return told
    return told.plus(shared.scaled(asked.share.fraction).noting(asked.share.note))


def _aggregate(asked: Asked, source: Source, rows: _Rows) -> Candidate | None:
    """Count, sum, max or min over *rows*; no row counts and sums to 0, and has no max."""
    tally = Tally()
    readings = []
    for ledger in source.ledgers:
        readings.append(_tally_ledger(asked, ledger, [row for other, row in rows if other is ledger], tally))
    agg = asked.read.agg
    value = _of_groups(agg, tally.groups) if agg in _BY_GROUP else _combined(agg, tally.values)
    silent = agg == "count" and any(asked.read.column in ledger.derived for ledger in source.ledgers)
    if not tally.doubts and (value is None or (silent and not tally.values)):
        return None
    return Candidate(
        # Words alone add up to nothing that is known, and beside an error any sum is too low by what nobody knows.
        value=None if tally.unknown or (tally.doubts and not tally.values) else value,
        kind=source.ledgers[0].kind,
        places=source.places,
        year=asked.year or source.year,
        date=source.date,
        readings=tuple(reading for reading in readings if reading.rows) or tuple(readings[:1]),
        in_place=_combined(agg, tally.in_place) or Fraction(0) if tally.pending else None,
        doubts=tuple(tally.doubts),
        notes=_tally_notes(tally),
        total=_own_total(asked, source, rows),
    )


def _own_total(asked: Asked, source: Source, rows: _Rows) -> Reading | None:
    """What the last row of totals of the only table says of a sum over all of its rows."""
    ledger, column = source.ledgers[0], asked.read.column
    if asked.read.agg != "sum" or asked.read.where or len(source.ledgers) > 1 or len(rows) < len(ledger.rows):
        return None
    total = last_total(ledger)
    number = number_in(asked.spec, ledger, total, column) if total and column not in ledger.each else None
    if total is None or number is None:
        return None
    cell = cell_name(ledger, column, total.number)
    raw = mask(total.values[column])
    return Reading(path=ledger.path, sheet=ledger.sheet, cell=cell, rows=1, raw=raw, value=number.value)


def _combined(agg: str, values: Sequence[Fraction]) -> Fraction | None:
    if agg in ("count", "sum"):
        return sum(values, Fraction(0))
    return (max(values) if agg == "max" else min(values)) if values else None


def _of_groups(agg: str, groups: Mapping[str, int]) -> Fraction | None:
    """How many classes the rows of a roster belong to, or how many rows the largest or smallest has."""
    if agg == "groups":
        return Fraction(len(groups)) if groups else None
    sizes = groups.values()
    return Fraction(max(sizes) if agg == "largest" else min(sizes)) if sizes else None


def _tally_ledger(asked: Asked, ledger: Ledger, rows: Sequence[LedgerRow], tally: Tally) -> Reading:
    read = asked.read
    before = len(tally.values)
    where = conditions(read.where)
    status = [condition for condition in where if condition.column in STATUS]
    # An entry that leaves out some words for what is not there leaves out all of it, however it is worded.
    there_only = any(condition.operator in ("!=", "!~") for condition in status)
    for row in rows:
        if (there_only and is_pending(row)) or not _holds(where, ledger, row, tally):
            continue
        value = _counted(asked, ledger, row, tally)
        if value is None:
            continue
        tally.values.append(value)
        # One that asks for the status itself knows what it counts.
        if not status and is_pending(row):
            tally.pending = True
        else:
            tally.in_place.append(value)
        if read.agg in _BY_GROUP:
            key = class_key(row.values.get("年级", ""), row.values.get(read.column, ""))
            name = f"{row.section}/{key}"
            tally.groups[name] = tally.groups.get(name, 0) + 1
    own = tally.values[before:]
    return Reading(
        path=ledger.path,
        sheet=ledger.sheet,
        range=cell_range(ledger, read.column),
        where=read.where,
        agg=read.agg,
        rows=len(own),
        value=None if read.agg in _BY_GROUP else _combined(read.agg, own),
    )


def _holds(where: Sequence[Condition], ledger: Ledger, row: LedgerRow, tally: Tally) -> bool:
    one = of_one(ledger, row)
    try:
        kept = holds(where, one)
        if not kept and one is not row and holds(where, row):
            tally.divided.append(cell_name(ledger, ledger.times, row.number))
        return kept
    except Doubt as doubt:
        tally.doubts.append(doubtful(ledger, row, doubt.column))
        return False


def _counted(asked: Asked, ledger: Ledger, row: LedgerRow, tally: Tally) -> Fraction | None:
    raw = row.values.get(asked.read.column, "")
    if is_blank(raw):
        return None
    if ledger.times and is_error(row.values.get(ledger.times, "")):
        tally.doubts.append(doubtful(ledger, row, ledger.times))
        return None
    if not is_error(raw) and (asked.read.agg == "count" or asked.read.agg in _BY_GROUP):
        return times(ledger, row) if asked.read.agg == "count" else _ONE
    number = number_in(asked.spec, ledger, row, asked.read.column)
    if number is None:
        tally.doubts.append(doubtful(ledger, row, asked.read.column))
        return None
    tally.approximate = tally.approximate or number.approx
    if number.mended:
        tally.mended.append(cell_name(ledger, asked.read.column, row.number))
    return number.value * times(ledger, row) if asked.read.column in ledger.each else number.value


def _tally_notes(tally: Tally) -> tuple[str, ...]:
    notes = ["含约数"] if tally.approximate else []
    if tally.mended:
        notes.append(mended_note(tally.mended))
    if tally.divided:
        notes.append(f"{'、'.join(tally.divided[:_NAMED])}是几间，面积按几间合计，平均每间不到，没有计入")
    if tally.doubts:
        notes.append(f"有{len(tally.doubts)}格存疑，没有计入")
    return tuple(notes)


def _single_values(context: Context, asked: Asked, source: Source, rows: _Rows) -> Iterator[Candidate]:
    """One value from one row; several rows that fit are several candidates."""
    column = asked.read.column
    tally = Tally()
    for ledger, row in rows:
        if not _holds(conditions(asked.read.where), ledger, row, tally) or is_blank(
            row.values.get(column, "")
        ):
            continue
        yield one(asked, source, ledger, row, column, ())
