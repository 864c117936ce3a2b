"""One row of a county's table, asked for figures: by a column, by formula, or back from a value per head. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from dossier import formulas
from dossier.model import Checklist, Figure, FigureSpec, Ledger, LedgerRow, Problem, Reading
from dossier.numbers import decimals, is_blank, is_error, parse, shown
from dossier.problems import problem
from dossier.reckon.asked import split_note
from dossier.reckon.candidate import cell_name
from dossier.reckon.cells import doubtful, number_in
from dossier.reckon.district import STUDENTS, ratio_of
from dossier.text import mask

__all__ = ["COUNTS", "Row"]

COUNTS = {"primary": "小学学生数", "junior": "初中学生数", "senior": "高中学生数"}
"""Columns that tell the students of each section of a campus on one row."""


@dataclass
class Row:
    """One row, asked for figures."""

    checklist: Checklist
    ledger: Ledger
    row: LedgerRow
    campus: Sequence[str]
    """The sections that share what the row tells; one section shares with nobody."""
    name: str = ""
    """Of the school, for messages."""
    doubts: list[Problem] = field(default_factory=list)
    split_told: bool = False

    def figure(self, spec: FigureSpec, section: str) -> Figure | None:
        """The figure of *section*, None where the row does not tell it."""
        if formulas.is_variation(spec.formula):
            return None
        if spec.key == STUDENTS:
            return self._students(spec, section)
        return self._cell(spec, section) or self._computed(spec, section) or self._from_ratio(spec, section)

    def _students(self, spec: FigureSpec, section: str) -> Figure | None:
        own = self._number(spec, COUNTS.get(section, "")) if section else None
        if own is None and len(self.campus) < 2:
            own = self._number(spec, spec.label)
        return self._made(spec, section, own[0], (own[1],)) if own else None

    def _cell(self, spec: FigureSpec, section: str) -> Figure | None:
        found = self._number(spec, spec.label)
        if found is None:
            return None
        value, reading = found
        if len(self.campus) < 2:
            return self._made(spec, section, value, (reading,), note=self._approximate(spec.label))
        if not _is_shared(self.checklist, spec):
            return None  # teachers are counted section by section, and means of a campus are no section's
        share = self._share(section)
        if share is None:
            self._cannot_split(spec)
            return None
        return self._made(spec, section, value * share[0], (reading,), note=share[1])

    def _computed(self, spec: FigureSpec, section: str) -> Figure | None:
        names = formulas.names(spec.formula) if spec.formula else ()
        parts = {name: self.figure(self.checklist.figure_by_key[name], section) for name in names}
        values = {name: part.value for name, part in parts.items() if part}
        if not names or len(values) < len(names):
            return None
        value = formulas.evaluate(spec.formula, values)
        if value is None:
            return None
        labels = {name: part.label for name, part in parts.items() if part}
        notes = dict.fromkeys(part.note for part in parts.values() if part and part.note)
        readings = tuple(reading for part in parts.values() if part for reading in part.readings)
        words = formulas.in_words(spec.formula, labels, values)
        return replace(self._made(spec, section, value, readings, note="；".join(notes)), formula=words)

    def _from_ratio(self, spec: FigureSpec, section: str) -> Figure | None:
        """A quantity from its value per head: near enough for a comparison, and said so."""
        for other in self.checklist.figures:
            if not formulas.is_variation(other.formula) or formulas.names(other.formula)[0] != spec.key:
                continue
            ratio, factor = ratio_of(self.checklist, other)
            found = self._number(ratio, ratio.label) if ratio else None
            students = self.figure(self.checklist.figure_by_key[STUDENTS], section)
            if ratio and found and students and students.value and len(self.campus) < 2:
                note = f"由{ratio.label}推算"
                return self._made(spec, section, found[0] * students.value / factor, (found[1],), note=note)
        return None

    def contradictions(self, section: str, school: str) -> Iterator[Problem]:
        """Values per head that do not follow from the quantity and the pupils beside them."""
        for spec in self.checklist.figures:
            own, reckoned = self._cell(spec, section), self._computed(spec, section)
            if not own or not reckoned or own.value is None or reckoned.value is None:
                continue
            raw = self.row.values.get(spec.label, "")
            digits = decimals(raw)
            if abs(own.value - reckoned.value) > Fraction(1, 10**digits):
                detail = (
                    f"“{school}”的“{spec.label}”写的是{raw}，按同一行的数量和学生数算是"
                    f"{shown(reckoned.value, max(digits, spec.digits))}，现按数量"
                )
                place = own.readings[0]
                yield problem(
                    "cross-check",
                    figure=spec.key,
                    path=place.path,
                    sheet=place.sheet,
                    cell=place.cell,
                    detail=detail,
                )

    # -- single cells --

    def _number(self, spec: FigureSpec, column: str) -> tuple[Fraction, Reading] | None:
        raw = self.row.values.get(column, "")
        if is_blank(raw) or column not in self.ledger.columns:
            return None
        number = number_in(spec, self.ledger, self.row, column)
        cell = cell_name(self.ledger, column, self.row.number)
        if number is None or number.value < 0:
            doubt = doubtful(self.ledger, self.row, column)
            told = problem(
                "cell-doubt",
                figure=spec.key,
                path=doubt.path,
                sheet=doubt.sheet,
                cell=doubt.cell,
                raw=doubt.raw,
                column=column,
            )
            self.doubts += [] if told in self.doubts or is_error(raw) else [told]  # the reader tells errors
            return None
        return number.value, Reading(
            path=self.ledger.path,
            sheet=self.ledger.sheet,
            cell=cell,
            rows=1,
            raw=mask(raw),
            value=number.value,
        )

    def _approximate(self, column: str) -> str:
        number = parse(self.row.values.get(column, ""))
        return "约数" if number and number.approx else ""

    def _share(self, section: str) -> tuple[Fraction, str] | None:
        """The part of *section* in what the campus shares, by weighted students."""
        weights = self.checklist.section_weights
        spec = self.checklist.figure_by_key[STUDENTS]
        counts = {name: self._number(spec, column) for name, column in COUNTS.items() if name in weights}
        known = {name: found[0] for name, found in counts.items() if found}
        if section not in known or any(name not in known for name in self.campus):
            return None
        total = sum((count * weights[name] for name, count in known.items()), Fraction(0))
        if not total:
            return None
        return known[section] * weights[section] / total, split_note(self.checklist, known)

    def uncounted(self) -> str:
        """The columns that would tell the pupils of each section of the campus."""
        return "、".join(
            COUNTS[name] for name in self.campus if is_blank(self.row.values.get(COUNTS[name], ""))
        )

    def _cannot_split(self, spec: FigureSpec) -> None:
        """Told once for a row, at the first of its totals."""
        if self.split_told or not self.uncounted():
            return
        self.split_told = True
        detail = f"“{self.name}”没有{self.uncounted()}，全校的“{spec.label}”等不能拆分给各学段"
        cell = cell_name(self.ledger, spec.label, self.row.number)
        path, sheet = self.ledger.path, self.ledger.sheet
        told = problem("cross-check", figure=spec.key, path=path, sheet=sheet, cell=cell, detail=detail)
        self.doubts.append(told)

    def _made(
        self,
        spec: FigureSpec,
        section: str,
        value: Fraction,
        readings: tuple[Reading, ...],
        *,
        note: str = "",
    ) -> Figure:
        return Figure(
            key=spec.key,
            label=spec.label,
            section=section,
            year=self.ledger.year,
            date=self.ledger.date,
            basis=spec.basis,
            unit=spec.unit,
            digits=spec.digits,
            value=value,
            readings=readings,
            note=note,
        )


def _is_shared(checklist: Checklist, spec: FigureSpec) -> bool:
    """Whether a figure is of things that the sections of a campus share, through its formula too."""
    if not spec.formula:
        return spec.shared == "weighted"
    parts = [checklist.figure_by_key[name] for name in formulas.names(spec.formula)]
    return all(_is_shared(checklist, part) for part in parts)
