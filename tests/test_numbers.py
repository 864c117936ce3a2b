"""Numbers as people type them: every row of the list of quirks, and the laws of printing."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.numbers import (
    Parsed,
    as_text,
    convert,
    decimal12,
    exact,
    is_blank,
    parse,
    shown,
    shown_root,
    unit_of,
)


def number(text: str, *, approx: bool = False, unit: str = "") -> Parsed:
    return Parsed(Fraction(text), approx, unit)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        # 。 as the decimal point, where a unit, %, comma, semicolon or the end follows
        ("36447。46", number("36447.46")),
        ("36447。46平方米", number("36447.46", unit="㎡")),
        ("94。2%", number("94.2", unit="%")),
        ("1:13。4", number("13.4", unit="1:n")),
        ("14。6:1", number("14.6", unit="n:1")),
        # full width
        ("１２８９", number("1289")),
        ("９４．２％", number("94.2", unit="%")),
        ("１：１４", number("14", unit="1:n")),
        # thousands and blanks
        ("1,289", number("1289")),
        ("1，289.5", number("1289.5")),
        ("10 000", number("10000")),
        (" 1289　", number("1289")),
        ("1289 人", number("1289", unit="人")),
        # about
        ("约18243平方米", number("18243", approx=True, unit="㎡")),
        ("10000多平方米", number("10000", approx=True, unit="㎡")),
        ("近百项", number("100", approx=True, unit="项")),
        ("20余次", number("20", approx=True, unit="次")),
        ("300人以上", number("300", approx=True, unit="人")),
        ("500左右", number("500", approx=True)),
        # Chinese numerals
        ("二〇一二年", number("2012", unit="年")),
        ("三十", number("30")),
        ("两个", number("2", unit="个")),
        ("十三公里", number("13", unit="公里")),
        ("一千零五", number("1005")),
        ("一百二", number("120")),
        ("三万五千", number("35000")),
        ("十二点五", number("12.5")),
        ("壹佰贰拾叁元", number("123", unit="元")),
        ("百分之九十五", number("95", unit="%")),
        # units in the cell
        ("3.45平方米", number("3.45", unit="㎡")),
        ("3.45 m²", number("3.45", unit="㎡")),
        ("172万元", number("172", unit="万元")),
        ("626803元", number("626803", unit="元")),
        ("1.2万册", number("12000", unit="册")),
        ("15360件套", number("15360", unit="件套")),
        # a ratio that Excel took for a time
        (datetime.time(1, 14), number("14", unit="1:n")),
        (datetime.timedelta(hours=25, minutes=1), number("25", unit="n:1")),
        # what Excel stores
        (1289.0, number("1289")),
        (0.9419999999999999, number("0.942")),
        (0.1 + 0.2, number("0.3")),
        (46, number("46")),
        ("0", number("0")),
        ("-3.5", number("-3.5")),
    ],
)
def test_a_number_is_read_exactly(raw: object, expected: Parsed) -> None:
    assert parse(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "12。4国家宪法日",
        "思政2。0",
        "2。0版",
        "18人。2023年",
        "9月25日",
        "省标",
        "≥5.1",
        "0.043或≥0.049",
        "96（含支教）",
        "1,28",
        "①",
        "1e5",
        "七（1）班",
        "见附表",
        True,
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_not_wholly_a_number_is_none(raw: object) -> None:
    assert parse(raw) is None
    assert not is_blank(raw)


@pytest.mark.parametrize("raw", ["", "  ", "/", "—", "－", "无", "××", "__", "XX", "……", None])
def test_a_placeholder_is_no_value_and_no_mistake(raw: object) -> None:
    assert is_blank(raw)
    assert parse(raw) is None


@pytest.mark.parametrize(
    ("raw", "percent"),
    [("0.942", "94.2"), (0.942, "94.2"), ("94.2", "94.2"), ("94.2%", "94.2"), (1, "100"), ("0.5%", "0.5")],
)
def test_a_column_of_percentages_holds_shares_or_percents(raw: object, percent: str) -> None:
    assert parse(raw, percent=True) == number(percent, unit="%")


def test_a_share_stays_one_where_the_column_is_no_rate() -> None:
    assert parse("0.942", percent=False) == parse("0.942") == number("0.942")


def test_units_convert_within_their_kind_only() -> None:
    assert convert(Fraction(172), "万元", "元") == 1_720_000
    assert convert(Fraction(1_720_000), "元", "万元") == 172
    assert convert(Fraction(3), "亩", "㎡") == 2_000
    assert convert(Fraction(18), "个", "班") == 18
    assert convert(Fraction(5), "", "㎡") == 5
    assert convert(Fraction(5), "㎡", "人") is None


def test_units_are_known_by_all_their_spellings() -> None:
    assert {unit_of(text) for text in ("平方米", "㎡", "m2", "M²", "平米")} == {"㎡"}
    assert unit_of("某某中学") == ""


def test_cells_become_text_as_a_person_sees_them() -> None:
    assert as_text(1289.0) == "1289"
    assert as_text(0.9419999999999999) == "0.942"
    assert as_text(1e17) == "100000000000000000"
    assert as_text(datetime.time(1, 14)) == "1:14"
    assert as_text(datetime.time(1, 4)) == "1:4"
    assert as_text(datetime.datetime(2025, 9, 1)) == "2025-09-01"
    assert as_text(None) == ""


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (Fraction(4450, 1289), 2, "3.45"),
        (Fraction(1289, 88), 2, "14.65"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(1, 200), 2, "0.01"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(74, 96) * 100, 1, "77.1"),
    ],
)
def test_printing_rounds_half_up(value: Fraction, digits: int, text: str) -> None:
    assert shown(value, digits) == text


def test_twelve_digits_without_an_exponent() -> None:
    assert decimal12(Fraction(4450, 1289)) == "3.45228859581"
    assert decimal12(Fraction(1, 3000)) == "0.000333333333333"
    assert decimal12(Fraction(10**15 + 5)) == "1000000000000000"
    assert decimal12(Fraction(0)) == "0"
    assert decimal12(Fraction(9_999_999_999_999, 10)) == "1000000000000"
    assert exact(Fraction(4450, 1289)) == "4450/1289"
    assert exact(Fraction(88)) == "88"


FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@given(FRACTIONS, st.integers(0, 6))
def test_printing_agrees_with_decimal_arithmetic(value: Fraction, digits: int) -> None:
    with localcontext(prec=60):
        precise = Decimal(value.numerator) / Decimal(value.denominator)
        expected = precise.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
        assert Decimal(shown(value, digits)) == expected


@given(FRACTIONS)
def test_twelve_digits_lie_within_half_of_the_twelfth(value: Fraction) -> None:
    text = decimal12(value)
    assert "e" not in text.lower()
    assert len(text.lstrip("-0.").replace(".", "")) <= 13
    assert abs(Fraction(text) - value) <= abs(value) * Fraction(5, 10**12)


@given(st.fractions(min_value=0, max_value=100, max_denominator=10**5), st.integers(0, 6))
def test_a_root_is_rounded_from_its_square(square: Fraction, digits: int) -> None:
    root, half = Fraction(shown_root(square, digits)), Fraction(1, 2 * 10**digits)
    assert max(root - half, Fraction(0)) ** 2 <= square < (root + half) ** 2 or square == (root - half) ** 2


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    found = parse(f"{value:,}")
    assert found is not None
    assert found.value == Fraction(value)
    assert parse(float(value)) == Parsed(Fraction(value))
