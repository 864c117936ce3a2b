"""Reckoning: from ledgers to figures, each with its population, date and sources. Pure.

Values are fractions from cell to verdict. What is doubtful is left out of a sum, named with its cell, and the
figure says so in its note; the run is not complete until the cell is put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dossier import formulas
from dossier.model import Checklist, Figure, Ledger, Problem, Project
from dossier.numbers import is_error
from dossier.problems import problem
from dossier.reckon.candidate import Doubtful
from dossier.reckon.conflicts import conflicts, doubts, populations, unsettled, with_populations
from dossier.reckon.context import Context, start_of
from dossier.reckon.crosschecks import cross_checks, sections_add_up
from dossier.reckon.figures import Reckoner
from dossier.reckon.missing import missing
from dossier.reckon.outside import not_judged
from dossier.reckon.totals import mismatches

__all__ = ["not_judged", "reckon"]


def reckon(
    checklist: Checklist, project: Project, ledgers: Sequence[Ledger]
) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """All figures of *checklist* for every section and the campus, and what is wrong with them.

    Returns:
        Figures of the present state in the order of the checklist, sections before the campus; behind them those
        of earlier years that have a value. Problems: ``conflict`` ``scope-note`` ``cell-doubt`` ``figure-missing``
        ``total-mismatch`` ``forecast`` ``cross-check``.
    """
    checklist = _of_one_school(checklist)
    context = Context(checklist, project, ledgers)
    reckoner = Reckoner(context)
    sections = (*project.sections, "")
    present = {
        (spec.key, section): reckoner.figure(spec.key, section)
        for spec in checklist.figures
        for section in sections
    }
    problems = [*_contradictions(context, reckoner), *_totals(context)]
    doubted = frozenset(
        (key, section)
        for (key, section, year), found in reckoner.considered.items()
        if not year and any(doubts(found))
    )
    problems += missing(context, present, doubted)
    problems += populations(checklist.figures, list(present.values()))
    problems += _forecasts(context, present.values())
    contested = {told.figure for told in problems if told.code == "conflict"}
    settled = [spec for spec in checklist.figures if spec.key not in contested]
    problems += sections_add_up(settled, present, project)
    for section in _spoken_of(context):
        own = {key: figure for (key, other), figure in present.items() if other == section}
        problems += cross_checks(checklist.figures, own, context.section_words(section))
    figures = with_populations(checklist.figures, list(present.values()))
    return (*figures, *_earlier(context, reckoner)), tuple(problems)


def _of_one_school(checklist: Checklist) -> Checklist:
    """*checklist* without 差异系数, which belong to many schools and have no value for one."""
    figures = tuple(spec for spec in checklist.figures if not formulas.is_variation(spec.formula))
    return replace(checklist, figures=figures)


def _spoken_of(context: Context) -> tuple[str, ...]:
    """The places for which problems are told: in a school of one section the campus would repeat it."""
    sections = context.project.sections
    return sections if context.single and sections else (*sections, "")


def _contradictions(context: Context, reckoner: Reckoner) -> Iterator[Problem]:
    doubtful: dict[Doubtful, str] = {}
    unknown: list[Problem] = []
    for spec in context.checklist.figures:
        for section in _spoken_of(context):
            found = reckoner.considered.get((spec.key, section, ""), ())
            yield from conflicts(context, spec, section, found)
            figure = f"{spec.key}/{section}" if section else spec.key
            for doubt in doubts(found):
                doubtful.setdefault(doubt, figure)
            unknown += unsettled(spec, context.section_words(section), figure, found)
    yield from unknown
    for doubt, figure in doubtful.items():
        if is_error(doubt.raw):
            continue  # the reader has named the cell, and the figure says that it lacks it
        yield problem(
            "cell-doubt",
            figure=figure,
            path=doubt.path,
            sheet=doubt.sheet,
            cell=doubt.cell,
            raw=doubt.raw,
            column=doubt.column,
        )


def _totals(context: Context) -> Iterator[Problem]:
    summed: dict[str, set[str]] = {}
    counted: dict[str, set[str]] = {}
    for spec in context.checklist.figures:
        for read in spec.read:
            if read.ledger and read.agg in ("sum", "count"):
                columns = summed if read.agg == "sum" else counted
                columns.setdefault(read.ledger, set()).add(read.column)
    for ledger in context.ledgers:
        adds = summed.get(ledger.kind, set())
        yield from mismatches(ledger, sorted(adds), sorted(counted.get(ledger.kind, set()) - adds))


def _forecasts(context: Context, figures: Iterable[Figure]) -> Iterator[Problem]:
    told: set[str] = set()
    for figure in figures:
        if figure.in_place is not None and figure.readings and figure.key not in told:
            told.add(figure.key)
            yield problem("forecast", figure=figure.id, path=figure.readings[0].path, label=figure.label)


def _earlier(context: Context, reckoner: Reckoner) -> Iterator[Figure]:
    """Figures of earlier years that ledgers speak of, for series; only those that have a value."""
    spoken = {ledger.year for ledger in context.ledgers}
    spoken |= {row.year for ledger in context.ledgers for row in ledger.rows}
    present = ("", context.current, str(context.project.as_of.year))
    past = [year for year in spoken if year not in present and context.is_past_or_current(year)]
    for year in sorted(past, key=lambda year: (start_of(year), year), reverse=True):
        for spec in context.checklist.figures:
            for section in (*context.project.sections, ""):
                figure = reckoner.figure(spec.key, section, year)
                if figure.value is not None and reckoner.figure(spec.key, section).year != year:
                    yield figure
