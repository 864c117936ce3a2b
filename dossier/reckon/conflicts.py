"""Two values for one thing: a conflict at the same date, a note at another date or for another population."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.model import Figure, FigureSpec, Problem
from dossier.numbers import shown
from dossier.problems import problem
from dossier.reckon.candidate import Candidate, Doubtful
from dossier.reckon.context import Context, start_of
from dossier.text import fold

__all__ = ["conflicts", "doubts", "populations", "same_time"]


def conflicts(
    context: Context, spec: FigureSpec, section: str, considered: Sequence[Candidate]
) -> Iterator[Problem]:
    """What the candidates of one figure say against the one that was chosen."""
    known = [candidate for candidate in considered if candidate.value is not None]
    if not known:
        return
    chosen, others = known[0], [other for other in known[1:] if _comparable(known[0], other)]
    against = [other for other in others if not chosen.agrees(other)]
    at_once = [other for other in against if same_time(chosen, other)]
    elsewhen = [other for other in against if not same_time(chosen, other)]
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


def doubts(considered: Sequence[Candidate]) -> Iterator[Doubtful]:
    """Cells that are doubtful in the authority, or in what would have been it."""
    for candidate in considered:
        yield from candidate.doubts
        if candidate.value is not None:
            return


def populations(specs: Sequence[FigureSpec], figures: Sequence[Figure]) -> Iterator[Problem]:
    """Figures that share a name and count different people (教职工 and 专任教师), where the numbers differ."""
    values = {figure.key: figure for figure in figures if figure.value is not None and not figure.section}
    named: dict[str, list[FigureSpec]] = {}
    for spec in specs:
        for name in dict.fromkeys(fold(name) for name in (spec.label, *spec.aliases)):
            named.setdefault(name, []).append(spec)
    told: set[tuple[str, ...]] = set()
    for _, alike in sorted(named.items()):
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


def _shown(figure: Figure) -> str:
    return shown(figure.value, figure.digits) if figure.value is not None else ""


def _comparable(chosen: Candidate, other: Candidate) -> bool:
    """Entries that read the same rows in another way do not contradict each other, nor does an estimate a count.

    What the sections share is held together as a whole, by the figure of the campus.
    """
    if not (chosen.comparable and other.comparable) or chosen.estimated or other.estimated:
        return False
    return not chosen.places & other.places or bool(chosen.readings[0].cell and other.readings[0].cell)


def same_time(chosen: Candidate, other: Candidate) -> bool:
    """A statement that names no date, or no year, is taken to be of the same one."""
    other_day = chosen.date and other.date and chosen.date != other.date
    other_year = chosen.year and other.year and start_of(chosen.year) != start_of(other.year)
    return not other_day and not other_year


def _id(spec: FigureSpec, section: str) -> str:
    return f"{spec.key}/{section}" if section else spec.key
