"""Numbers of check.json: twelve significant digits half up, the exact fraction or null, and as printed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from dossier.compose import records
from dossier.judge import between_schools
from dossier.model import Checklist, Figure, Rule, Spread, Verdict
from dossier.numbers import shown

VALUES = st.one_of(
    st.fractions(max_denominator=10**9),
    st.decimals(-(10**9), 10**9, places=6).map(Fraction),
    st.builds(Fraction, st.integers(1, 10**30), st.integers(1, 10**30)),
)
ORDER = ["value", "exact", "shown", "unit", "gauge", "met", "floor_met", "points", "full", "declared"]


def twelve(value: Fraction) -> Decimal:
    """*value* rounded by somebody else."""
    with localcontext(prec=12, rounding=ROUND_HALF_UP):
        return Decimal(value.numerator) / Decimal(value.denominator)


def is_right(text: str, value: Fraction) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None and Decimal(text) == twelve(value)


@given(VALUES, st.integers(0, 8))
def test_a_figure_three_ways(value: Fraction, digits: int) -> None:
    told = records.figure(
        Figure(
            key="k",
            label="数",
            section="",
            year="2025-2026",
            date="2025-09-01",
            basis="",
            unit="",
            digits=digits,
            value=value,
        ),
        "校",
    )
    assert is_right(str(told["value"]), value)
    assert re.fullmatch(r"-?\d+(/\d+)?", str(told["exact"]))
    assert Fraction(str(told["exact"])) == value
    assert told["shown"] == shown(value, digits)


@given(VALUES, st.one_of(st.none(), VALUES), st.one_of(st.none(), VALUES))
def test_a_verdict_in_the_same_way_and_always_in_one_order(
    value: Fraction, gauge: Fraction | None, points: Fraction | None
) -> None:
    entry = Verdict(
        code="A", title="指标", value=value, gauge=gauge, points=points, words="达标", line="指标：达标"
    )
    told = records.verdict(entry)
    assert [key for key in told if key in ORDER] == ORDER
    for key, number in (("value", value), ("gauge", gauge), ("points", points)):
        assert told[key] is None if number is None else is_right(str(told[key]), number)
    empty = records.verdict(Verdict(code="A", title="指标", words="缺数据", line="指标：缺数据"))
    assert list(empty) == list(told)
    assert (empty["value"], empty["exact"], empty["gauge"], empty["met"]) == (None, None, None, None)


@given(st.fractions(min_value=Fraction(1, 10**12), max_value=4, max_denominator=10**12))
def test_a_coefficient_has_twelve_digits_however_small(square: Fraction) -> None:
    spread = Spread(
        figure="v",
        label="差异系数",
        section="primary",
        digits=4,
        unit="",
        factor=Fraction(1),
        square=square,
        mean=Fraction(1),
        students=Fraction(1),
        schools=("甲",),
    )
    standard = Checklist(
        id="x",
        title="x",
        groups=(),
        indicators=(),
        requirements=(),
        rules=(Rule(code="R", title="R", figures=("v",), at_most={"primary": Fraction(1, 2)}),),
    )
    [verdict] = between_schools(standard, (spread,))[0]
    with localcontext(prec=80):
        root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
    with localcontext(prec=12, rounding=ROUND_HALF_UP):
        assert Decimal(str(records.verdict(verdict)["value"])) == +root
