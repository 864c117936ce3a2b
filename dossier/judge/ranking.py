"""The one order of all problems: what stops the school first comes first. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.model import Checklist, Problem

_SEVERITIES = ("error", "warning", "note")
_FIRST = ("veto-open", "rule-unmet", "conflict", "below-standard", "missing", "year-missing", "short")
"""Within one severity: vetoes, verdicts and gaps before what is only to be confirmed or tidied."""


def ranked(problems: Sequence[Problem], checklist: Checklist) -> tuple[tuple[Problem, ...], dict[int, int]]:
    """*problems* in the order people should act, and old position → new position."""
    rank = {indicator.code: number for number, indicator in enumerate(checklist.indicators)}
    place = {requirement.code: number for number, requirement in enumerate(checklist.requirements)}

    def key(position: int) -> tuple[object, ...]:
        entry = problems[position]
        urgency = _FIRST.index(entry.code) if entry.code in _FIRST else len(_FIRST)
        return (
            _SEVERITIES.index(entry.severity),
            urgency,
            rank.get(entry.indicator, len(rank)),
            place.get(entry.requirement, len(place)),
            entry.code,
            entry.path,
            entry.sheet,
            entry.cell,
            entry.message,
        )

    order = sorted(range(len(problems)), key=key)
    return tuple(problems[old] for old in order), {old: new for new, old in enumerate(order)}
