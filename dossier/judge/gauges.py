"""A value held against its gauge, exactly: met, at the gauge, missed but above the floor; and the points it earns."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dossier.model import Deduct, Indicator, Project

__all__ = ["Gauge", "floor_met", "gauge_places", "is_met", "points", "shortfall"]


@dataclass(frozen=True)
class Gauge:
    """The standard for one section: ``≥ 4.39`` or ``≤ 45``."""

    value: Fraction
    direction: str
    """``≥`` or ``≤``."""
    upper: Fraction | None = None
    """For a range: ``value`` (≥) and this (≤), both included."""

    def deciding(self, value: Fraction) -> Gauge:
        """The end of a range that *value* passes, or else is nearer to; a single gauge is itself."""
        if self.upper is None:
            return self
        low, high = Gauge(self.value, "≥"), Gauge(self.upper, "≤")
        return high if value - self.value > self.upper - value else low


def gauge_places(indicator: Indicator, project: Project) -> Sequence[tuple[str, Gauge | None]]:
    """The sections (empty: campus) for which *indicator* is judged, each with its gauge.

    A gauge by section judges section by section; under scope school it may be by stage. Where there is no entry
    there is no verdict. An indicator without any gauge is judged once, without one.
    """
    table = indicator.at_least or indicator.at_most
    sections = project.sections or ("",)
    if not table:
        return [("", None)] if indicator.scope != "section" else [(section, None) for section in sections]
    whole = _gauge(indicator, project.stage) if indicator.scope == "school" else None
    if whole is not None:
        return [("", whole)]
    found = [(section, _gauge(indicator, section)) for section in sections]
    return [(section, gauge) for section, gauge in found if gauge is not None]


def _gauge(indicator: Indicator, place: str) -> Gauge | None:
    """The gauge for a section or stage, or the one that serves all; both bounds make a range."""
    low, high = (
        table.get(place, table.get("")) if table else None
        for table in (indicator.at_least, indicator.at_most)
    )
    if low is not None:
        return Gauge(low, "≥", high)
    return Gauge(high, "≤") if high is not None else None


def is_met(value: Fraction, gauge: Gauge) -> bool:
    """Whether *value* meets *gauge*, to the last digit."""
    if gauge.upper is not None:
        return gauge.value <= value <= gauge.upper
    return value >= gauge.value if gauge.direction == "≥" else value <= gauge.value


def floor_met(value: Fraction, gauge: Gauge, floor: Fraction) -> bool:
    """Whether a missed gauge is still reached to the share *floor* (0.85): value ÷ gauge, or gauge ÷ value for ≤."""
    gauge = gauge.deciding(value)
    return value >= gauge.value * floor if gauge.direction == "≥" else value * floor <= gauge.value


def shortfall(value: Fraction, gauge: Gauge) -> Fraction:
    """How much is missing (≥) or too much (≤); zero when met."""
    gauge = gauge.deciding(value)
    missing = gauge.value - value if gauge.direction == "≥" else value - gauge.value
    return max(missing, Fraction(0))


def points(value: Fraction, gauge: Gauge, full: Fraction, deduct: Deduct | None) -> Fraction | None:
    """Points earned; None where the standard does not say what a missed gauge costs. Never below zero."""
    short = shortfall(value, gauge)
    if not short:
        return full
    if deduct is None:
        return None
    steps = short / deduct.per
    count = math.floor(steps) if deduct.partial == "free" else math.ceil(steps)
    lost = count * deduct.points
    return max(full - (lost if deduct.most is None else min(lost, deduct.most)), Fraction(0))
