"""The one order of all problems: what stops the school first comes first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dossier.model import Checklist, Problem

_SEVERITIES = ("error", "warning", "note")
_VETO = ("veto-open", "rule-unmet")
_FIGURES = (
    "conflict",
    "below-standard",
    "figure-missing",
    "formula-uncalculated",
    "cell-doubt",
    "figure-unsettled",
    "points-undeclared",
)
"""Numbers go into the report and the verdicts; whoever keeps the ledger needs time to put them right."""
_SELF_CHECK = (
    "self-check-open",
    "self-check-short",
    "self-check-gap",
    "self-check-task",
    "rectify-open",
    "rectify-late",
)
"""The school's own word, and what follows from it: all that such a report is about."""
_URGENT = (*_VETO, *_FIGURES, *_SELF_CHECK)
_EFFORT = ("to-confirm", "to-confirm-spare", "copy-only", "short", "year-missing", "missing")
"""Inside one material, from a minute's work to making it anew; what stands in no list comes between."""


def ranked(problems: Sequence[Problem], checklist: Checklist) -> tuple[tuple[Problem, ...], dict[int, int]]:
    """*problems* in the order people should act, and old position → new position.

    Vetoes and rules, and whatever a veto still lacks; figures; the school's own word and what is to be put right; then what belongs to an indicator, those of most points first, box by box, and in
    a box what is soon done before what takes long; at last what belongs to none.
    """
    weight = {indicator.code: indicator.full or Fraction() for indicator in checklist.indicators}
    rank = {indicator.code: number for number, indicator in enumerate(checklist.indicators)}
    vetoes = {indicator.code for indicator in checklist.indicators if indicator.kind == "veto"}
    place = {requirement.code: number for number, requirement in enumerate(checklist.requirements)}

    def key(position: int) -> tuple[object, ...]:
        entry = problems[position]
        return (
            _SEVERITIES.index(entry.severity),
            0 if entry.requirement and entry.indicator in vetoes else _urgency(entry.code),
            -weight.get(entry.indicator, Fraction()),
            rank.get(entry.indicator, len(rank)),
            _effort(entry.code),
            place.get(entry.requirement, len(place)),
            entry.code,
            entry.path,
            entry.sheet,
            entry.cell,
            entry.message,
        )

    order = sorted(range(len(problems)), key=key)
    return tuple(problems[old] for old in order), {old: new for new, old in enumerate(order)}


def _urgency(code: str) -> int:
    return _URGENT.index(code) if code in _URGENT else len(_URGENT)


def _effort(code: str) -> int:
    return _EFFORT.index(code) if code in _EFFORT else 1
