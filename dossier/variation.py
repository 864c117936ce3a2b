"""差异系数: the student-weighted coefficient of variation between schools, kept exactly as its square.

The root of a fraction is seldom a fraction; compared by its square a verdict at the limit stays exact.
Source of the rule: 县域义务教育校际均衡指标计算方法 (weights are student shares, the mean is pooled).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dossier.numbers import shown_root


@dataclass(frozen=True)
class Variation:
    """S / X̄ of one indicator over schools."""

    square: Fraction
    """CV², exact."""
    mean: Fraction
    """X̄ = ΣQ / Σn: the pooled mean, not the mean of the schools' values."""

    def within(self, limit: Fraction) -> bool:
        """Whether the coefficient is at most *limit* (0.50 or 0.45), exactly."""
        return self.square <= limit * limit

    def shown(self, digits: int = 4) -> str:
        """The coefficient with *digits* after the point, half up."""
        return shown_root(self.square, digits)


def variation(pairs: Sequence[tuple[Fraction, Fraction]]) -> Variation | None:
    """The 差异系数 of *pairs* (quantity, students); None where a school has no students or X̄ is 0."""
    students = sum((weight for _, weight in pairs), Fraction(0))
    if not students or any(weight <= 0 for _, weight in pairs):
        return None
    mean = sum((quantity for quantity, _ in pairs), Fraction(0)) / students
    if not mean:
        return None
    spread = (
        sum((weight * (quantity / weight - mean) ** 2 for quantity, weight in pairs), Fraction(0)) / students
    )
    return Variation(spread / mean**2, mean)
