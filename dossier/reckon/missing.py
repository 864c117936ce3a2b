"""Figures that an indicator needs and nobody supplied, each with the ledger and column that would give it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dossier import formulas
from dossier.model import Checklist, Figure, FigureSpec, Indicator, Problem, Read
from dossier.problems import problem
from dossier.reckon.context import Context
from dossier.reckon.where import conditions

__all__ = ["missing", "needed"]


def needed(checklist: Checklist, sections: Sequence[str]) -> Mapping[tuple[str, str], str]:
    """(figure key, section) → code of the first indicator that rests on it, formulas followed to what is read."""
    found: dict[tuple[str, str], str] = {}
    for indicator in checklist.indicators:
        if indicator.kind != "measure" or indicator.scope == "county" or not indicator.figure:
            continue
        for section in _judged(indicator, sections):
            for key in _closure(checklist, indicator.figure):
                found.setdefault((key, section), indicator.code)
    return found


def missing(
    context: Context, figures: Mapping[tuple[str, str], Figure], doubted: frozenset[tuple[str, str]]
) -> Iterator[Problem]:
    """One problem for each figure that is read, needed and not there; a doubtful cell speaks for itself."""
    for (key, section), code in needed(context.checklist, context.project.sections).items():
        spec = context.checklist.figure_by_key[key]
        figure = figures.get((key, section))
        if spec.formula or (key, section) in doubted or figure is None or figure.value is not None:
            continue
        campus = figures.get((key, ""))
        yield problem(
            "figure-missing",
            indicator=code,
            figure=figure.id,
            label=spec.label,
            section=f"（{words}）" if (words := context.section_words(section)) else "",
            hint=_hint(context, spec, section, by_section=campus is not None and campus.value is not None),
        )


def _judged(indicator: Indicator, sections: Sequence[str]) -> Sequence[str]:
    """The sections for which an indicator is judged; empty stands for the campus."""
    gauge = indicator.at_least or indicator.at_most
    if indicator.scope != "section":
        return ("",)
    if not sections:
        return ("",) if gauge is None or "" in gauge else ()
    return [section for section in sections if gauge is None or section in gauge or "" in gauge]


def _closure(checklist: Checklist, key: str) -> list[str]:
    """*key* and all figures that its formula rests on."""
    found, open_ = [], [key]
    while open_:
        name = open_.pop(0)
        if name in found or name not in checklist.figure_by_key:
            continue
        found.append(name)
        formula = checklist.figure_by_key[name].formula
        open_ += formulas.names(formula) if formula else ()
    return found


def _hint(context: Context, spec: FigureSpec, section: str, *, by_section: bool) -> str:
    fitting = [read for read in spec.read if not read.section or read.section == section]
    ledgers = [read for read in fitting if read.ledger and not read.label]
    labels = [read.label for read in fitting if read.label and not read.ledger]
    ways = [_way(read) for read in ledgers[:1]]
    if by_section and ledgers and section:
        ways = [f"在“{ledgers[0].ledger}”里注明每一行的学段"]
    column = context.section_words(section) or "全校"
    ways += [f"在“学校信息.xlsx”填“{label}”（{column}）" for label in labels[:1]]
    return "请" + "，或".join(ways) if ways else "请补充数据"


def _way(read: Read) -> str:
    columns = dict.fromkeys([read.column, *(condition.column for condition in conditions(read.where))])
    return f"在“数据”里放“{read.ledger}”（要有列：{'、'.join(column for column in columns if column)}）"
