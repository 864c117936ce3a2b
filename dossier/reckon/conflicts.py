"""Two values for one thing: a conflict at the same date, a note at another date or for another population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from dossier.model import Elsewhere, Figure, FigureSpec, Problem, Relation
from dossier.numbers import decimals, is_error, shown
from dossier.problems import problem
from dossier.reckon.candidate import Candidate, Doubtful
from dossier.reckon.context import Context, start_of
from dossier.text import fold

__all__ = [
    "conflicts",
    "doubts",
    "elsewhere",
    "populations",
    "same_time",
    "unsettled",
    "with_populations",
]

_NAMED = 5
"""Cells that a message names one by one."""


def conflicts(
    context: Context, spec: FigureSpec, section: str, considered: Sequence[Candidate]
) -> Iterator[Problem]:
    """What the candidates of one figure say against the one that was chosen."""
    chosen = _chosen(considered)
    if chosen is None:
        return
    others = [(_relation(chosen, other), other) for other in considered if other is not chosen]
    at_once = [other for relation, other in others if relation == "冲突"]
    elsewhen = [other for relation, other in others if relation == "其他时点"]
    words = context.section_words(section)
    if at_once:
        yield problem(
            "conflict",
            figure=_id(spec, section),
            path=chosen.readings[0].path,
            sheet=chosen.readings[0].sheet,
            cell=chosen.readings[0].cell,
            label=spec.label,
            section=words,
            values="、".join(candidate.told(spec.digits) for candidate in (chosen, *at_once)),
            authority=chosen.kind,
        )
    if elsewhen:
        values = "、".join(candidate.told(spec.digits, when=True) for candidate in (chosen, *elsewhen))
        yield problem("scope-note", figure=_id(spec, section), label=f"{spec.label}{words}", values=values)


def elsewhere(considered: Sequence[Candidate]) -> tuple[Elsewhere, ...]:
    """The 合计 of the chosen candidate's own table and every other candidate, with how they compare.

    The very same cells, read with or without a condition that changes nothing, confirm nothing.
    """
    chosen = _chosen(considered)
    others = tuple(
        Elsewhere(
            relation=_relation(chosen, other),
            value=other.value,
            year=other.year,
            date=other.date,
            readings=other.readings,
        )
        for other in considered
        if other is not chosen and not _same_cells(chosen, other)
    )
    return (*_own_total(chosen), *others) if chosen else others


def _own_total(chosen: Candidate) -> Iterator[Elsewhere]:
    """One that differs is told as ``total-mismatch``: it is no second statement, but the same rows added otherwise."""
    total = chosen.total
    if total is None or total.value is None or chosen.value is None:
        return
    agrees = abs(total.value - chosen.value) <= (
        Fraction(1, 2 * 10**digits) if (digits := decimals(total.raw)) else 0
    )
    yield Elsewhere(
        relation="一致" if agrees else "不作比较",
        value=total.value,
        year=chosen.year,
        date=chosen.date,
        readings=(total,),
    )


def doubts(considered: Sequence[Candidate]) -> Iterator[Doubtful]:
    """Cells that are doubtful in the authority, or in what would have been it."""
    for candidate in considered:
        yield from candidate.doubts
        if candidate.value is not None:
            return


def unsettled(
    spec: FigureSpec, words: str, figure: str, considered: Sequence[Candidate]
) -> Iterator[Problem]:
    """Statements that would have been the authority, had no error stood among their cells."""
    chosen = _chosen(considered)
    told: list[tuple[str, list[tuple[str, str]]]] = []
    for candidate in considered:
        if candidate is chosen:
            return
        cells = list(dict.fromkeys((d.sheet, d.cell) for d in candidate.doubts if is_error(d.raw)))
        place = (candidate.readings[0].path, cells)
        if not cells or place in told:  # the same rows may be read in several ways
            continue
        told.append(place)
        named = "、".join(f"{sheet}表{cell}" if sheet else cell for sheet, cell in cells[:_NAMED])
        yield problem(
            "figure-unsettled",
            figure=figure,
            path=candidate.readings[0].path,
            sheet=candidate.readings[0].sheet,
            cell=cells[0][1],
            label=f"{spec.label}{words}",
            cells=named + (f"等{len(cells)}格" if len(cells) > _NAMED else ""),
            now=f"在此之前按{chosen.told(spec.digits)}" if chosen else "在此之前这个数空着",
        )


def populations(specs: Sequence[FigureSpec], figures: Sequence[Figure]) -> Iterator[Problem]:
    """Figures that share a name and count different people (教职工 and 专任教师), where the numbers differ."""
    values = {figure.key: figure for figure in figures if figure.value is not None and not figure.section}
    told: set[tuple[str, ...]] = set()
    for _, alike in sorted(_named(specs).items()):
        there = [spec for spec in alike if spec.key in values]
        keys = tuple(spec.key for spec in there)
        if (
            keys in told
            or len({spec.basis for spec in there}) < 2
            or len({values[key].value for key in keys}) < 2
        ):
            continue
        told.add(keys)
        words = "、".join(f"{_shown(values[spec.key])}（{spec.label}，口径：{spec.basis}）" for spec in there)
        yield problem("scope-note", figure=keys[0], label=there[0].label, values=words)


def with_populations(specs: Sequence[FigureSpec], figures: Sequence[Figure]) -> list[Figure]:
    """*figures*, each with what its namesakes of another population say where it speaks."""
    by_place = {(figure.key, figure.section): figure for figure in figures}
    kin: dict[str, dict[str, None]] = {}
    for alike in _named(specs).values():
        for spec in alike:
            kin.setdefault(spec.key, {}).update((o.key, None) for o in alike if o.basis != spec.basis)
    told = []
    for figure in figures:
        others = [by_place[key, figure.section] for key in kin.get(figure.key, ())]
        told.append(
            replace(
                figure, elsewhere=figure.elsewhere + tuple(_as_elsewhere(o) for o in others if o.readings)
            )
        )
    return told


def _as_elsewhere(other: Figure) -> Elsewhere:
    return Elsewhere(
        relation="其他口径",
        value=other.value,
        year=other.year,
        date=other.date,
        readings=other.readings,
        basis=other.basis,
    )


def _named(specs: Sequence[FigureSpec]) -> dict[str, list[FigureSpec]]:
    """Figures by every name they go by."""
    named: dict[str, list[FigureSpec]] = {}
    for spec in specs:
        for name in dict.fromkeys(fold(name) for name in (spec.label, *spec.aliases)):
            named.setdefault(name, []).append(spec)
    return named


def _shown(figure: Figure) -> str:
    return shown(figure.value, figure.digits) if figure.value is not None else ""


def _chosen(considered: Sequence[Candidate]) -> Candidate | None:
    return next((candidate for candidate in considered if candidate.value is not None), None)


def _relation(chosen: Candidate | None, other: Candidate) -> Relation:
    if chosen is None or other.value is None:
        return "存疑"
    if chosen.agrees(other):
        return "一致"
    if not _comparable(chosen, other):
        return "不作比较"
    return "冲突" if same_time(chosen, other) else "其他时点"


def _same_cells(chosen: Candidate | None, other: Candidate) -> bool:
    return chosen is not None and chosen.value == other.value and _cells(chosen) == _cells(other)


def _cells(candidate: Candidate) -> frozenset[tuple[str, str, str]]:
    return frozenset((one.path, one.sheet, one.cell or one.range) for one in candidate.readings)


def _comparable(chosen: Candidate, other: Candidate) -> bool:
    """Entries that read the same rows in another way do not contradict each other, nor does an estimate a count.

    What the sections share is held together as a whole, by the figure of the campus.
    """
    if not (chosen.comparable and other.comparable) or chosen.estimated or other.estimated:
        return False
    return not chosen.places & other.places or bool(chosen.readings[0].cell and other.readings[0].cell)


def same_time(chosen: Candidate, other: Candidate) -> bool:
    """A statement that names no date is of the figure's day, where that is fixed; else of the same, like one without a year."""
    other_day = chosen.day and other.day and chosen.day != other.day
    other_year = chosen.year and other.year and start_of(chosen.year) != start_of(other.year)
    return not other_day and not other_year


def _id(spec: FigureSpec, section: str) -> str:
    return f"{spec.key}/{section}" if section else spec.key
