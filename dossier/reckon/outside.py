"""Schools that a standard leaves out of a comparison, and what of it is not judged for them at all. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dossier.model import Checklist, Figure, Outside, Project
from dossier.text import fold

__all__ = ["left_out_for", "not_judged"]

_STUDENTS = "students"


def left_out_for(
    checklist: Checklist, stage: str, students: Fraction | None, facts: Mapping[str, str]
) -> str:
    """Why a school is not compared; empty when it is. A condition about what is not known does not hold."""
    return next((rule.reason for rule in checklist.outside if _holds(rule, stage, students, facts)), "")


def not_judged(
    checklist: Checklist, project: Project, figures: Sequence[Figure], facts: Mapping[str, str]
) -> Mapping[str, str]:
    """Code of an indicator → why this school is not held against it."""
    campus = next((f.value for f in figures if f.key == _STUDENTS and not f.section), None)
    holding = [rule for rule in checklist.outside if _holds(rule, project.stage, campus, facts)]
    return {code: rule.reason for rule in reversed(holding) for code in rule.indicators}


def _holds(rule: Outside, stage: str, students: Fraction | None, facts: Mapping[str, str]) -> bool:
    fits = not rule.stage or rule.stage == stage
    if rule.below is not None:
        fits = fits and students is not None and students < rule.below
    if rule.label:
        texts = {fold(label): fold(value) for label, value in facts.items()}
        value = texts.get(fold(rule.label), "")
        fits = fits and any(fold(word) in value for word in rule.words)
    return fits
