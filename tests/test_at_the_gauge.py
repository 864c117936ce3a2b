"""Exactly at the standard, from the cell to the verdict: decimals that no float can hold, read as schools keep them."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.judge import verdicts
from dossier.judge.gauges import Gauge, is_met
from dossier.model import Checklist, FigureSpec, Indicator, Ledger, Read
from dossier.numbers import as_text, shown
from dossier.reckon import reckon
from tests.test_district import HEAD, by_county
from tests.test_reckon import STUDENTS, WEIGHTS, by_section, mixed, project

GAUGES = ("0.9", "2.3", "4.2", "4.39", "4.5", "5.3", "5.8", "7.5", "10.2", "2000", "2500")
SPECS = (
    STUDENTS,
    FigureSpec(
        key="area", label="用房面积", unit="㎡", digits=2, shared="weighted", read=(Read(label="用房面积"),)
    ),
    FigureSpec(key="per", label="生均用房", unit="㎡/生", digits=2, formula="area / students"),
)


def noisy(value: Fraction) -> float:
    """*value* as a workbook keeps it after some arithmetic: 0.30000000000000004 where 0.3 is meant."""
    third = float(value) / 3
    return third + third + third


def words(gauge: str, *ledgers: Ledger) -> dict[str, str]:
    """Section → the words of the verdict on 用房 per head."""
    indicator = Indicator(
        code="A",
        group="1",
        title="用房",
        scope="section",
        kind="measure",
        figure="per",
        at_least={"": Fraction(gauge)},
    )
    standard = Checklist(
        id="x",
        title="x",
        groups=(),
        indicators=(indicator,),
        requirements=(),
        figures=SPECS,
        section_weights=WEIGHTS,
    )
    school = project("nine-year")
    figures, _ = reckon(standard, school, ledgers)
    return {verdict.section: verdict.words for verdict in verdicts(standard, school, figures)[0]}


@settings(max_examples=1000)
@given(st.integers(1, 3000), st.integers(1, 3000), st.sampled_from(GAUGES), st.booleans())
def test_a_split_campus_read_from_a_cell(primary: int, junior: int, gauge: str, as_float: bool) -> None:
    """The campus has the standard for every weighted pupil: each primary pupil has it, not a hair less or more."""
    pupils = {"项目": "在校生数", "全校": primary + junior, "小学部": primary, "初中部": junior}
    whole = Fraction(gauge) * (primary + Fraction("1.1") * junior)
    for off, expected in ((0, "恰好达标"), (-1, "未达标"), (1, "达标")):
        value = whole + Fraction(off, 10_000)
        cell = as_text(noisy(value)) if as_float else shown(value, 4)
        assert words(gauge, by_section(pupils, {"项目": "用房面积", "全校": cell}))["primary"] == expected


def test_a_thousand_schools_in_one_workbook(tmp_path: Path) -> None:
    """Half of them at the standard, the others one hundredth below it; numbers and texts, as typed and as computed."""
    chance = random.Random(2017)
    rows, expected = [], {}
    for number in range(1000):
        students, gauge = chance.randint(1, 3000), Fraction(chance.choice(GAUGES))
        below = Fraction(number % 2, 100)
        quantity = gauge * students - below
        cell = noisy(quantity) if number % 3 else f"{shown(quantity, 2)}册"
        rows.append([f"第{number}号小学", "小学", students, cell])
        expected[f"第{number}号小学"] = (Gauge(gauge, "≥"), not below)
    done = by_county(tmp_path / "县", [HEAD, *rows])
    members = done.assessment.members
    assert len(members) == 1000
    for member in members:
        books, students_ = member.value("books"), member.value("students")
        assert books is not None
        assert students_
        gauge_, met = expected[member.school]
        assert is_met(books / students_, gauge_) is met
        assert (books / students_ == gauge_.value) is met


@pytest.mark.parametrize("text", ["4.5", "4.50", "４．５", "4。5"])
def test_the_same_decimal_in_every_spelling(text: str) -> None:
    cell = by_section({"项目": "用房面积", "小学部": text, "初中部": text})
    assert set(words("4.5", mixed(("primary", 1), ("junior", 1)), cell).values()) == {"恰好达标"}
