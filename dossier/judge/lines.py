"""The sentences of verdicts: value, standard, difference, points, formula, date and population."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dossier.judge.gauges import Gauge, shortfall
from dossier.model import Deduct, Figure
from dossier.numbers import decimal12, shown
from dossier.years import shown as shown_year

__all__ = ["UNSURE", "apart", "bounds", "number", "pending", "percent", "score", "source", "standard"]

UNSURE = "标准未核实"


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
    apart_by = f"{number(abs(value - gauge.value), digits)}{_apart_unit(unit)}"
    if not shortfall(value, gauge):
        better = f"，{'高' if gauge.direction == '≥' else '低'}{apart_by}" if whole.upper is None else ""
        return f"达到标准（{bounds(whole, unit)}）{better}"
    text = f"未达到{limit}，差{apart_by}" if gauge.direction == "≥" else f"超过{limit}，多{apart_by}"
    if floor is None:
        return text
    at_floor = gauge.value * floor if gauge.direction == "≥" else gauge.value / floor
    edge = f"{shown(at_floor, max(digits, 3))}{unit}"
    if gauge.direction == "≥":
        return f"{text}，但不低于标准值的{percent(floor)}（{edge}）"
    return f"{text}，但折算不低于标准值的{percent(floor)}（不高于{edge}）"


def _apart_unit(unit: str) -> str:
    """The unit of a difference: two percentages lie percentage points apart."""
    return "个百分点" if unit == "%" else unit


def pending(figure: Figure) -> str:
    """Why a value that meets its gauge is only foreseen: what of it is there already."""
    there = "" if figure.in_place is None else shown(figure.in_place, figure.digits)
    return f"含尚未到位的数量，只能算预计（已到位的为{there}{figure.unit}）"


def bounds(gauge: Gauge, unit: str) -> str:
    """``≥4.39㎡``, or ``0.05—0.1`` for a range."""
    if gauge.upper is None:
        return f"{gauge.direction}{decimal12(gauge.value)}{unit}"
    return f"{decimal12(gauge.value)}—{decimal12(gauge.upper)}{unit}"


def score(earned: Fraction | None, full: Fraction, deduct: Deduct | None, gauge: Gauge, unit: str) -> str:
    """The points and how they came about."""
    if earned is None:
        return f"扣分办法不详，不计分（满分{decimal12(full)}分）"
    if earned == full or deduct is None:
        return f"得{decimal12(earned)}分（满分{decimal12(full)}分）"
    step = f"{decimal12(deduct.per)}{_apart_unit(unit)}"
    rest = f"不足{step}不扣" if deduct.partial == "free" else f"不足{step}按{step}计"
    rule = f"每{'差' if gauge.direction == '≥' else '多'}{step}扣{decimal12(deduct.points)}分、{rest}"
    if deduct.most is not None:
        rule += f"、最多扣{decimal12(deduct.most)}分"
    return f"{rule}，扣{decimal12(full - earned)}分，得{decimal12(earned)}分（满分{decimal12(full)}分）"


def source(figure: Figure, inputs: Sequence[Figure] = ()) -> str:
    """The figures that it rests on, population, time and remarks of a figure; inputs of several times say theirs."""
    mixed = len({_time(part) for part in inputs}) > 1
    time = "" if mixed else _time(inputs[0] if inputs else figure)
    named = [f"“{part.label}”{f'（{_time(part)}）' if mixed else ''}" for part in inputs]
    parts = [
        f"数据：{'、'.join(named)}" if named else "",
        f"口径：{figure.basis}" if figure.basis else "",
        f"时点：{time}" if time else "",
        figure.note,
    ]
    return "；".join(part for part in parts if part)


def _time(figure: Figure) -> str:
    """The day that a figure holds for, or the year over which it flows."""
    if not figure.date:
        return shown_year(figure.year)
    year, month, day = figure.date.split("-")
    return f"{year}年{int(month)}月{int(day)}日"
