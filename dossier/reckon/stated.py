"""差异系数 that a county's table brings along, held against those reckoned here: the unweighted shortcut is no such thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dossier import formulas
from dossier.model import Checklist, Member, Problem, Spread, Stated
from dossier.numbers import decimals, shown, shown_root
from dossier.problems import problem
from dossier.variation import unweighted

__all__ = ["contradictions"]


def contradictions(
    checklist: Checklist, members: Sequence[Member], spreads: Sequence[Spread], stated: Sequence[Stated]
) -> Iterator[Problem]:
    """``variation-unweighted`` and ``variation-differs``, each at the cell that states it.

    A statement without a section is held against both sections and contradicts only what it agrees with nowhere.
    """
    for entry in _once(stated):
        against = [
            spread
            for spread in spreads
            if spread.figure == entry.figure
            and spread.square is not None
            and entry.section in ("", spread.section)
        ]
        if against and not any(_agrees(entry, spread) for spread in against):
            yield _told(checklist, members, against, entry)


def _once(stated: Sequence[Stated]) -> list[Stated]:
    """Each statement once: a column often repeats one value beside every school."""
    found: dict[tuple[str, str, Fraction], Stated] = {}
    for entry in stated:
        found.setdefault((entry.figure, entry.section, entry.value), entry)
    return list(found.values())


def _agrees(entry: Stated, spread: Spread) -> bool:
    """Within one unit of the last digit written: some cut where others round."""
    assert spread.square is not None
    digits = _digits(entry)
    right = Fraction(shown_root(spread.square, max(digits, 1)))
    return abs(right - entry.value) <= Fraction(1, 10 ** max(digits, 1))


def _digits(entry: Stated) -> int:
    """How many digits of the coefficient were written: 13.89% has four."""
    return decimals(entry.raw) + (2 if entry.raw.rstrip().endswith(("%", "％")) else 0)


def _told(
    checklist: Checklist, members: Sequence[Member], against: Sequence[Spread], entry: Stated
) -> Problem:
    digits = max(_digits(entry), 1)
    for spread in against:
        formula = checklist.figure_by_key[spread.figure].formula
        pairs = list(_pairs(formula, [member for member in members if member.section == spread.section]))
        for square in unweighted(pairs):
            if shown_root(square, digits) == shown(entry.value, digits):
                return _problem("variation-unweighted", against, entry, shown_root(square, 4))
    return _problem("variation-differs", against, entry, "")


def _pairs(formula: str, members: Sequence[Member]) -> Iterator[tuple[Fraction, Fraction]]:
    """Quantity and students of each school, as the formula names them."""
    names = formulas.names(formula)
    for member in members:
        quantity, students = member.value(names[0]), member.value(names[-1])
        if quantity is not None and students:
            yield quantity, students


def _problem(code: str, against: Sequence[Spread], entry: Stated, shortcut: str) -> Problem:
    right = "、".join(
        shown_root(spread.square, max(spread.digits, 4)) for spread in against if spread.square is not None
    )
    return problem(
        code,
        figure=against[0].id,
        path=entry.path,
        sheet=entry.sheet,
        cell=entry.cell,
        label=against[0].label,
        raw=entry.raw,
        shortcut=shortcut,
        right=right,
    )
