"""The sentences of verdicts: value, standard, difference, points, formula, date and population."""

from __future__ import annotations

from fractions import Fraction

from dossier.judge.gauges import Gauge, shortfall
from dossier.model import Deduct, Figure
from dossier.numbers import decimal12, shown

__all__ = ["apart", "bounds", "number", "percent", "score", "source", "standard"]


def apart(value: Fraction, gauge: Fraction | None, digits: int) -> str:
    """*value* as printed, with more digits where rounding would make a missed gauge look met or the reverse."""
    if gauge is not None and value != gauge:
        for more in range(digits, 13):
            text = shown(value, more)
            if Fraction(text) != gauge and (Fraction(text) > gauge) == (value > gauge):
                return text
    return shown(value, digits)


def number(value: Fraction, digits: int) -> str:
    """A difference as printed, never as 0."""
    return apart(value, Fraction(0), digits)


def percent(share: Fraction) -> str:
    """0.85 → ``85%``."""
    return f"{decimal12(share * 100)}%"


def standard(value: Fraction, gauge: Gauge, unit: str, digits: int, floor: Fraction | None) -> str:
    """How the value stands to the standard, as a person would say it."""
    whole, gauge = gauge, gauge.deciding(value)
    limit = f"{decimal12(gauge.value)}{unit}"
    if value == gauge.value:
        return f"恰好达到标准（{bounds(whole, unit)}）"
    if not shortfall(value, gauge):
        return f"达到标准（{bounds(whole, unit)}）"
    missing = f"{number(shortfall(value, gauge), digits)}{unit}"
    text = f"未达到{limit}，差{missing}" if gauge.direction == "≥" else f"超过{limit}，多{missing}"
    if floor is None:
        return text
    at_floor = gauge.value * floor if gauge.direction == "≥" else gauge.value / floor
    bound = "不低于" if gauge.direction == "≥" else "不高于"
    return f"{text}，但{bound}标准值的{percent(floor)}（{shown(at_floor, max(digits, 3))}{unit}）"


def bounds(gauge: Gauge, unit: str) -> str:
    """``≥4.39㎡``, or ``0.05—0.1`` for a range."""
    if gauge.upper is None:
        return f"{gauge.direction}{decimal12(gauge.value)}{unit}"
    return f"{decimal12(gauge.value)}—{decimal12(gauge.upper)}{unit}"


def score(earned: Fraction | None, full: Fraction, deduct: Deduct | None, unit: str) -> str:
    """The points and how they came about."""
    if earned is None:
        return f"扣分办法不详，不计分（满分{decimal12(full)}分）"
    if earned == full or deduct is None:
        return f"得{decimal12(earned)}分（满分{decimal12(full)}分）"
    step = f"{decimal12(deduct.per)}{unit}"
    rest = f"不足{step}不扣" if deduct.partial == "free" else f"不足{step}按{step}计"
    rule = f"每差{step}扣{decimal12(deduct.points)}分、{rest}"
    if deduct.most is not None:
        rule += f"、最多扣{decimal12(deduct.most)}分"
    return f"{rule}，扣{decimal12(full - earned)}分，得{decimal12(earned)}分（满分{decimal12(full)}分）"


def source(figure: Figure) -> str:
    """Population, date and remarks of a figure."""
    parts = [
        f"口径：{figure.basis}" if figure.basis else "",
        f"时点：{_day(figure.date)}" if figure.date else "",
        figure.note,
    ]
    return "；".join(part for part in parts if part)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
