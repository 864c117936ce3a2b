"""Every figure of a checklist for every section of the school: read or computed, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from dossier import formulas
from dossier.model import CAMPUS, Figure, FigureSpec, Read
from dossier.reckon.asked import Share, split_note
from dossier.reckon.candidate import Candidate, join_notes
from dossier.reckon.conflicts import elsewhere, same_time
from dossier.reckon.context import Context, start_of
from dossier.reckon.reading import candidates
from dossier.text import fold

__all__ = ["Reckoner"]

_STUDENTS = "students"
"""The figure by whose numbers of students shared quantities are split."""


class Reckoner:
    """Computes figures on demand and remembers them, with the candidates they were chosen from."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._figures: dict[tuple[str, str, str], Figure] = {}
        self.considered: dict[tuple[str, str, str], tuple[Candidate, ...]] = {}
        """Key, section, year → candidates of a figure that is read; the first with a value is the authority."""

    def figure(self, key: str, section: str, year: str = "") -> Figure:
        """The figure *key* of *section* (empty: campus) for *year* (empty: the present state)."""
        place = (key, section, year)
        if place not in self._figures:
            spec = self._context.checklist.figure_by_key[key]
            computed = bool(spec.formula)
            self._figures[place] = (self._computed if computed else self._read)(spec, section, year)
        return self._figures[place]

    # -- read --

    def _read(self, spec: FigureSpec, section: str, year: str) -> Figure:
        found = self._candidates(spec, section, year)
        self.considered[spec.key, section, year] = found
        chosen = next((candidate for candidate in found if candidate.value is not None), None)
        if chosen is None and not section and (summed := self._of_sections(spec, year)):
            return summed
        if chosen is None:
            return replace(self._figure(spec, section, year, None), elsewhere=elsewhere(found))
        notes = join_notes([*chosen.notes, "含尚未到位的数量" if chosen.in_place is not None else ""])
        return replace(
            self._figure(spec, section, chosen.year or year, chosen.value),
            date=chosen.date or self._date(spec, chosen.year or year),
            readings=chosen.readings,
            elsewhere=elsewhere(found),
            note=notes,
            in_place=chosen.in_place,
        )

    def _candidates(self, spec: FigureSpec, section: str, year: str) -> tuple[Candidate, ...]:
        share = self._share(spec, section, year)
        # In a school of one section what holds for the section holds for the campus.
        asked_section = self._context.project.sections[0] if self._single_campus(section) else section
        found: list[Candidate] = []
        seen: set[str] = set()
        for read in spec.read:
            if read.section and read.section != asked_section:
                continue
            comparable = _is_same_quantity(spec, read) and (bool(read.label) or read.ledger not in seen)
            for candidate in candidates(self._context, spec, read, asked_section, year, share):
                day = candidate.date or self._day(spec, candidate.year)
                found.append(replace(candidate, comparable=comparable, day=day))
            seen |= {read.ledger} if not read.label else set()
        return _counted_first(_without_silence(found))

    def _day(self, spec: FigureSpec, year: str) -> str:
        """The day of which a statement speaks that names none, where a figure has a fixed one: 1 September."""
        return self._date(spec, year) if spec.date not in ("year", "as-of") else ""

    def _single_campus(self, section: str) -> bool:
        return self._context.single and not section and bool(self._context.project.sections)

    def _of_sections(self, spec: FigureSpec, year: str) -> Figure | None:
        """The campus as the sum of its sections, where the sections count different things."""
        sections = self._context.project.sections
        if (
            len(sections) < 2
            or not spec.read
            or not all(read.section for read in spec.read if not read.label)
        ):
            return None
        parts = [self.figure(spec.key, section, year) for section in sections]
        values = [part.value for part in parts if part.value is not None]
        if len(values) < len(parts):
            return None
        readings = tuple(reading for part in parts for reading in part.readings)
        total = sum(values, Fraction(0))
        return replace(parts[0], section="", value=total, readings=readings, elsewhere=(), note=parts[0].note)

    # -- shared quantities --

    def _share(self, spec: FigureSpec, section: str, year: str) -> Share | None:
        """The part of *section* in what the campus shares, by weighted students; None where nothing is split."""
        weights = self._context.checklist.section_weights
        if self._context.single or not section or spec.shared != "weighted" or section not in weights:
            return None
        if _STUDENTS not in self._context.checklist.figure_by_key:
            return None
        counted = {name: self.figure(_STUDENTS, name, year).value for name in sorted(weights)}
        mine, total = counted.get(section), self._weighted_total(counted)
        if mine is None or not total:
            return None
        note = split_note(self._context.checklist, [name for name in weights if counted[name]])
        return Share(mine * weights[section] / total, note)

    def _weighted_total(self, counted: dict[str, Fraction | None]) -> Fraction | None:
        """Weighted students of the campus; None when a section that the stage has is not known."""
        weights = self._context.checklist.section_weights
        for section in CAMPUS[self._context.project.stage]:
            if counted.get(section) is None:
                return None
        return sum(
            (value * weights[name] for name, value in counted.items() if value is not None), Fraction(0)
        )

    # -- computed --

    def _computed(self, spec: FigureSpec, section: str, year: str) -> Figure:
        parts = {name: self.figure(name, section, year) for name in formulas.names(spec.formula)}
        values = {name: part.value for name, part in parts.items()}
        labels = {name: part.label for name, part in parts.items()}
        value = formulas.evaluate(spec.formula, values)
        oldest = min((part.year for part in parts.values() if part.year), key=start_of, default=year)
        figure = replace(
            self._figure(spec, section, oldest, value),
            formula=formulas.in_words(spec.formula, labels, values),
            note=self._computed_note(list(parts.values()), value),
        )
        if any(part.in_place is not None for part in parts.values()):
            present = {n: part.value if part.in_place is None else part.in_place for n, part in parts.items()}
            figure = replace(figure, in_place=formulas.evaluate(spec.formula, present))
        return figure

    def _computed_note(self, parts: Sequence[Figure], value: Fraction | None) -> str:
        notes = [part.note for part in parts]
        if value is None and all(part.value is not None for part in parts):
            notes.append("除数为0，不能计算")
        if len({part.year for part in parts if part.year}) > 1:
            notes.append("各项数据不是同一学年度")
        return join_notes([single for note in notes for single in note.split("；")])

    # -- both --

    def _figure(self, spec: FigureSpec, section: str, year: str, value: Fraction | None) -> Figure:
        return Figure(
            key=spec.key,
            label=spec.label,
            section=section,
            year=year or self._context.current,
            date=self._date(spec, year),
            basis=spec.basis,
            unit=spec.unit,
            digits=spec.digits,
            value=value,
        )

    def _date(self, spec: FigureSpec, year: str) -> str:
        """The ISO date a figure holds for; empty for what flows over a year, and for a past state of no known day."""
        start = start_of(year or self._context.current)
        if spec.date == "year":
            return ""
        if spec.date == "as-of":
            return self._context.project.as_of.isoformat() if year in ("", self._context.current) else ""
        return f"{start}-{spec.date}"


def _without_silence(found: Sequence[Candidate]) -> list[Candidate]:
    """*found* without the zeros of statements that do not speak of it, behind one that does and has no value yet."""
    open_ = next((at for at, candidate in enumerate(found) if candidate.value is None), len(found))
    return [candidate for at, candidate in enumerate(found) if at < open_ or not candidate.is_silent]


def _counted_first(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """*found*, with what was counted for the section itself before a part of the campus reckoned by weight.

    A split says what a section would have by the rule; a count of the same time says what it has. An entry that
    merely stands in for the figure, or that speaks of another time, does not take the place of the split.
    """
    first = next((candidate for candidate in found if candidate.value is not None), None)
    if first is None or not first.estimated:
        return tuple(found)
    for candidate in found:
        if candidate.value is None or candidate.estimated or not candidate.comparable:
            continue
        if same_time(first, candidate):
            return (candidate, *(other for other in found if other is not candidate))
    return tuple(found)


def _is_same_quantity(spec: FigureSpec, read: Read) -> bool:
    """Whether an entry states this very figure, rather than something near that stands in for it."""
    if not read.label:
        return True
    return fold(read.label) in {fold(name) for name in (spec.label, *spec.aliases)}
