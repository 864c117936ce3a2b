"""The formula language: exact values, unlike units, words; and the 差异系数 by its published examples."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.formulas import FormulaError, check, evaluate, in_words, is_variation, names, variation_over
from dossier.units import Unit, parse_unit, unit_words
from dossier.variation import variation

UNITS = {"area": "㎡", "students": "人", "teachers": "人", "rate": "%", "per": "㎡/生", "classes": "班"}
VALUES: dict[str, Fraction | None] = {"area": Fraction(4450), "students": Fraction(1289), "teachers": None}


def test_squares_of_squares_have_no_value() -> None:
    """Fifty levels of them would be a number of 2⁵⁰ digits."""
    value: Fraction | None = Fraction(3)
    for _ in range(50):
        value = evaluate("a * a", {"a": value})
    assert value is None
    assert evaluate("a * a", {"a": Fraction(10**300)}) == 10**600


def test_values_are_fractions() -> None:
    assert evaluate("area / students", VALUES) == Fraction(4450, 1289)
    assert evaluate("1.1 * students", VALUES) == Fraction(14179, 10)
    assert evaluate("-(area - students) * 2 + 0.1", VALUES) == Fraction(-63219, 10)
    assert evaluate("ceil(students / 12)", VALUES) == 108
    assert evaluate("floor(students / 13.5)", VALUES) == 95
    assert evaluate("min(area, students) + max(1, 2) + sum(1, 2, 3)", VALUES) == 1297


def test_what_is_missing_stays_missing() -> None:
    assert evaluate("teachers + students", VALUES) is None
    assert evaluate("min(teachers, students)", VALUES) is None
    assert evaluate("students / (area - area)", VALUES) is None
    assert evaluate("nobody", VALUES) is None


def test_names_in_their_order() -> None:
    assert names("max(面积, b) / b + a") == ("面积", "b", "a")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("area / students", "4450 ÷ 1289"),
        ("teachers / students * 100", "专任教师数 ÷ 1289 × 100"),
        ("(area + 1) / (students - 2)", "（4450 + 1） ÷ （1289 − 2）"),
        ("area - (students + 1)", "4450 − （1289 + 1）"),
        ("area / (students / 2)", "4450 ÷ （1289 ÷ 2）"),
        ("ceil(students / 12)", "进一取整（1289 ÷ 12）"),
        ("sum(area, students) * 2", "（4450 + 1289） × 2"),
    ],
)
def test_formulas_in_words(formula: str, words: str) -> None:
    assert in_words(formula, {"teachers": "专任教师数"}, VALUES) == words


@pytest.mark.parametrize(
    "formula",
    ["area / students + per", "max(100, students)", "rate + rate", "rate * students / 100 + teachers"],
)
def test_like_units_add(formula: str) -> None:
    assert check(formula, UNITS) == ()


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("area + students", "单位不同不能相加减：㎡与人"),
        ("area / students - rate", "单位不同不能相加减：㎡/人与%"),
        ("min(area, classes)", "单位不同不能比较：㎡与班"),
        ("sum(area, students)", "单位不同不能相加：㎡与人"),
        ("area / books", "公式里的“books”不是数据项"),
    ],
)
def test_unlike_units_and_unknown_names_are_told(formula: str, words: str) -> None:
    assert check(formula, UNITS) == (words,)


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('x')",
        "area.real",
        "area[0]",
        "area ** 99",
        "area // 2",
        "area if students else 1",
        "lambda: 1",
        "[area]",
        "'text'",
        "1e9",
        "0x10",
        "1_000",
        "True",
        "area > 1",
        "area, students",
        "area = 1",
        "min",
        "min(area)",
        "floor(area, 1)",
        "min(*area)",
        "sum(area, start=1)",
        "print(area)",
        "2 * variation(area, students)",
        "variation(area)",
        "",
        "((((",
        "-" * 400 + "area",
        "(" * 60 + "area" + ")" * 60 + "+" * 10,
        "+".join(["area"] * 200),
        "area\x00",
        "1234567890123456",
    ],
)
def test_nothing_else_is_a_formula(formula: str) -> None:
    assert len(check(formula, UNITS)) == 1
    with pytest.raises(FormulaError):
        evaluate(formula, VALUES)


@given(st.text(max_size=40))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    assert isinstance(check(text, UNITS), tuple)


@given(st.decimals(min_value=0, max_value=10**6, places=6, allow_nan=False))
def test_a_literal_is_what_is_written(value: object) -> None:
    assert evaluate(f"{value:f}", {}) == Fraction(f"{value:f}")


def test_units_multiply() -> None:
    assert parse_unit("㎡/生") == parse_unit("㎡") / parse_unit("人")
    assert parse_unit("人") / parse_unit("名") == Unit()
    assert unit_words(parse_unit("㎡/生")) == "㎡/人"
    assert parse_unit("n:1") == Unit()


# -- 差异系数: the worked examples of the 2012 method ------------------------------------------------------


def test_variation_of_three_primary_schools() -> None:
    found = variation([(Fraction(q), Fraction(n)) for q, n in ((1500, 100), (6000, 300), (9000, 600))])
    assert found is not None
    assert found.mean == Fraction(33, 2)
    assert found.square == Fraction(21, 4) / Fraction(33, 2) ** 2
    assert found.shown() == "0.1389"


def test_variation_as_published() -> None:
    students, books = (45, 37, 89, 76, 55), (279, 137, 935, 160, 402)
    found = variation([(Fraction(q), Fraction(n)) for q, n in zip(books, students, strict=True)])
    assert found is not None
    assert found.shown() == "0.5153"
    assert found.shown(2) == "0.52"


def test_variation_is_compared_by_its_square() -> None:
    # Two schools of one size at ½ and 1½ times the mean: exactly 0.5.
    found = variation([(Fraction(1), Fraction(1)), (Fraction(3), Fraction(1))])
    assert found is not None
    assert found.within(Fraction("0.5"))
    assert not found.within(Fraction("0.4999999999999999999"))


def test_variation_needs_students_everywhere() -> None:
    assert variation([]) is None
    assert variation([(Fraction(3), Fraction(0))]) is None
    assert variation([(Fraction(0), Fraction(3))]) is None


def test_variation_over_schools() -> None:
    formula = "variation(books, students)"
    schools = [
        {"books": Fraction(q), "students": Fraction(n)} for q, n in ((1500, 100), (6000, 300), (9000, 600))
    ]
    found = variation_over(formula, schools)
    assert is_variation(formula)
    assert not is_variation("books / students")
    assert found is not None
    assert found.shown() == "0.1389"
    assert variation_over(formula, [*schools, {"books": None, "students": Fraction(1)}]) is None
    assert evaluate(formula, schools[0]) is None
    with pytest.raises(FormulaError):
        variation_over("books / students", schools)


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 3000)), min_size=1, max_size=20),
    st.integers(1, 50),
)
def test_variation_does_not_depend_on_the_unit(schools: list[tuple[int, int]], scale: int) -> None:
    plain = variation([(Fraction(q), Fraction(n)) for q, n in schools])
    scaled = variation([(Fraction(q * scale), Fraction(n)) for q, n in schools])
    assert plain is not None
    assert scaled is not None
    assert plain.square == scaled.square
