"""One row of a county's table, asked for figures: by a column, by formula, or back from a value per head. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from dossier import formulas
from dossier.model import SECTION_WORDS, Checklist, Figure, FigureSpec, Ledger, LedgerRow, Problem, Reading
from dossier.numbers import decimal12, is_blank
from dossier.problems import problem
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
    sections: Sequence[str]
    """That the row stands for."""
    doubts: list[Problem] = field(default_factory=list)

    def figure(self, spec: FigureSpec, section: str) -> Figure | None:
        """The figure of *section*, None where the row does not tell it."""
        if formulas.is_variation(spec.formula):
            return None
        if spec.key == STUDENTS:
            return self._students(spec, section)
        return self._cell(spec, section) or self._computed(spec, section) or self._from_ratio(spec, section)

    def _students(self, spec: FigureSpec, section: str) -> Figure | None:
        own = self._number(spec, COUNTS.get(section, "")) if section else None
        if own is None and len(self.sections) < 2:
            own = self._number(spec, spec.label)
        return self._made(spec, section, own[0], (own[1],)) if own else None

    def _cell(self, spec: FigureSpec, section: str) -> Figure | None:
        found = self._number(spec, spec.label)
        if found is None:
            return None
        value, reading = found
        if len(self.sections) < 2:
            return self._made(spec, section, value, (reading,))
        share = self._share(section) if _is_shared(self.checklist, spec) else None
        if share is None:
            return None  # teachers are counted section by section, and means of a campus are no section's
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
            if ratio and found and students and students.value and len(self.sections) < 2:
                note = f"由{ratio.label}推算"
                return self._made(spec, section, found[0] * students.value / factor, (found[1],), note=note)
        return None

    # -- single cells --

    def _number(self, spec: FigureSpec, column: str) -> tuple[Fraction, Reading] | None:
        raw = self.row.values.get(column, "")
        if is_blank(raw) or column not in self.ledger.columns:
            return None
        number = number_in(spec, self.ledger, self.row, column)
        cell = cell_name(self.ledger, column, self.row.number)
        if number is None:
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
            self.doubts += [] if told in self.doubts else [told]
            return None
        return number.value, Reading(
            path=self.ledger.path,
            sheet=self.ledger.sheet,
            cell=cell,
            rows=1,
            raw=mask(raw),
            value=number.value,
        )

    def _share(self, section: str) -> tuple[Fraction, str] | None:
        """The part of *section* in what the campus shares, by weighted students."""
        weights = self.checklist.section_weights
        spec = self.checklist.figure_by_key[STUDENTS]
        counts = {name: self._number(spec, column) for name, column in COUNTS.items() if name in weights}
        known = {name: found[0] for name, found in counts.items() if found}
        if section not in known or any(name not in known for name in self.sections):
            return None
        total = sum((count * weights[name] for name, count in known.items()), Fraction(0))
        if not total:
            return None
        words = "、".join(f"{SECTION_WORDS.get(n, '高中部')}{decimal12(weights[n])}" for n in known)
        return known[section] * weights[section] / total, f"共用部分按加权学生数拆分（{words}）"

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
