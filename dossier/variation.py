"""差异系数: the student-weighted coefficient of variation between schools, kept exactly as its square.

The root of a fraction is seldom a fraction; compared by its square a verdict at the limit stays exact.
Source of the rule: 县域义务教育校际均衡指标计算方法 (weights are student shares, the mean is pooled).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dossier.numbers import shown, shown_root


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


def unweighted(pairs: Sequence[tuple[Fraction, Fraction]]) -> tuple[Fraction, ...]:
    """Squares of what spreadsheets give instead: STDEV/AVERAGE and STDEVP/AVERAGE of the schools' own values.

    Neither is the 差异系数. They are known here so that they can be recognised; empty where they have no value.
    """
    if len(pairs) < 2 or any(weight <= 0 for _, weight in pairs):
        return ()
    values = [quantity / weight for quantity, weight in pairs]
    mean = sum(values, Fraction(0)) / len(values)
    if not mean:
        return ()
    spread = sum(((value - mean) ** 2 for value in values), Fraction(0))
    return spread / (len(values) - 1) / mean**2, spread / len(values) / mean**2


@dataclass(frozen=True)
class MeanRoot:
    """The arithmetic mean of several 差异系数 (综合差异系数), exact although each is the root of a fraction."""

    squares: tuple[Fraction, ...]

    @property
    def exact(self) -> Fraction | None:
        """The mean where it is a fraction, as for coefficients that were given as decimals; else None."""
        low, high = next(self._bounds())
        return low if low == high else None

    def within(self, limit: Fraction) -> bool:
        """Whether the mean is at most *limit*, exactly."""
        for low, high in self._bounds():
            if high <= limit:
                return True
            if low > limit:
                break
        return False

    def shown(self, digits: int = 4) -> str:
        """The mean with *digits* after the point, half up."""
        for low, high in self._bounds():
            text = shown(low, digits)
            if text == shown(high, digits):
                break
        return text

    def _bounds(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Ever closer bounds of the mean.

        Positive roots add up to a fraction only if each is one, and those are taken exactly: so either the bounds
        meet, or the mean is no fraction and they part from any limit in the end.
        """
        count, places = len(self.squares), 20
        while True:
            roots = [_root(square, places) for square in self.squares]
            yield (
                sum(low for low, _ in roots) / Fraction(count),
                sum(high for _, high in roots) / Fraction(count),
            )
            places *= 2


def _root(square: Fraction, places: int) -> tuple[Fraction, Fraction]:
    """Bounds of √square, *places* decimals apart; both are the root itself where it is a fraction."""
    above, below = math.isqrt(square.numerator), math.isqrt(square.denominator)
    if above**2 == square.numerator and below**2 == square.denominator:
        return Fraction(above, below), Fraction(above, below)
    scale = 10**places
    low = math.isqrt(square.numerator * scale**2 // square.denominator)
    return Fraction(low, scale), Fraction(low + 1, scale)
