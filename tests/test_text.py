"""The cleaner of text: what no document can hold goes, everything visible stays, personal numbers are masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dossier.problems import problem
from dossier.text import clean, columns, fold, in_a_line, mask, names_people, one_line, visible

anything = st.text(st.characters(), max_size=60)


@given(anything)
def test_cleaned_text_fits_into_xml_whole(text: str) -> None:
    element = etree.Element("t")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element, encoding="utf-8")).text in (clean(text), None)


@given(anything)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text("学校材料ABC12，。（）\t\n", max_size=40))
def test_ordinary_text_is_untouched(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "point", [0x00, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xD800, 0xDFFF, 0xFDD0, 0xFFFE, 0x1FFFF]
)
def test_what_no_document_can_hold_is_removed_without_its_neighbours(point: int) -> None:
    assert clean(f"前{chr(point)}后") == "前后"


@pytest.mark.parametrize(
    ("raw", "masked"),
    [
        ("身份证号330102201509011234", "身份证号330102********1234"),
        ("33010220150901123X", "330102********123X"),
        ("学籍号G330102201509011234", "学籍号G330102********1234"),
        ("330102850901123", "330102******123"),
        ("电话13812345678", "电话138****5678"),
        ("家长电话13812345678.docx", "家长电话138****5678.docx"),
        ("+8613812345678", "+86138****5678"),
        ("138-1234-5678", "138-****-5678"),
        ("sfz330102201509011234.jpg", "sfz330102********1234.jpg"),
        ("33010220150901123Xabc", "330102********123Xabc"),
        ("138 1234 5678", "138 **** 5678"),
        ("电话：138　1234　5678", "电话：138　****　5678"),
        ("１３８１２３４５６７８", "１３８****５６７８"),
        ("1 3 8 1 2 3 4 5 6 7 8", "1 3 8 * * * * 5 6 7 8"),
        ("(+86) 138-1234 5678", "(+86) 138-**** 5678"),
        ("008613812345678", "0086138****5678"),
        ("138\u200b1234\u200b5678", "138\u200b****\u200b5678"),
        ("330102 20150901 1234", "330102 ******** 1234"),
        ("330102 2015 0901 123X", "330102 **** **** 123X"),
        ("3301 0220 1509 0112 34", "3301 02** **** **12 34"),
        ("330102-20150901-1234.pdf", "330102-********-1234.pdf"),
        ("３３０１０２２０１５０９０１１２３Ｘ", "３３０１０２********１２３Ｘ"),
        ("Ｇ330102201509011234", "Ｇ330102********1234"),
        ("3 3 0 1 0 2 2 0 1 5 0 9 0 1 1 2 3 4", "3 3 0 1 0 2 * * * * * * * * 1 2 3 4"),
        ("学生330102201509011234 13812345678", "学生330102********1234 138****5678"),
        ("0.13812345678", "0.13812345678"),
        ("13 812 345 678元", "13 812 345 678元"),
        ("2023 2024 2025 2026 2027", "2023 2024 2025 2026 2027"),
        ("45 46 44 47 45 46 44 45 46 45", "45 46 44 47 45 46 44 45 46 45"),
        ("330102 2015 1901 1234", "330102 2015 1901 1234"),
        ("a330102201599991234", "a330102201599991234"),
        ("金额626803元", "金额626803元"),
        ("36447.46平方米", "36447.46平方米"),
        ("教基〔2024〕15号", "教基〔2024〕15号"),
        ("mmexport1647312345678.jpg", "mmexport1647312345678.jpg"),
        ("2024-2025学年度", "2024-2025学年度"),
    ],
)
def test_personal_numbers_are_masked_and_others_are_not(raw: str, masked: str) -> None:
    assert mask(raw) == masked


@given(anything)
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("身份证号：330102 20150901 1234", True),
        ("学籍号Ｇ３３０１０２２０１５０９０１１２３４", True),
        ("电话138 1234 5678", False),
        ("330102 2015 1901 1234", False),
    ],
)
def test_numbers_of_people_are_seen_however_they_are_written(text: str, told: bool) -> None:
    assert names_people(text) is told


def test_folding_makes_spellings_equal() -> None:
    assert fold("Ａ１　教 师\u200b花名册") == fold("a1教师花名册")


def test_direction_marks_are_shown() -> None:
    assert visible("报告\u202exls.docx") == "报告<U+202E>xls.docx"


def test_one_line_folds_blanks() -> None:
    assert one_line(" 均衡\r\n编班　　方案 ") == "均衡 编班 方案"


def test_chinese_takes_two_columns() -> None:
    assert columns("材料ab") == 6


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\ufeff"])
def test_a_sentence_shows_what_hides_in_a_name(mark: str) -> None:
    assert in_a_line(f"“材料/甲{mark}  乙.docx”") == f"“材料/甲<U+{ord(mark):04X}>  乙.docx”"


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\r", "\t", "\x0b", "\x85", "\u2028", "\u2029"])
def test_a_name_cannot_break_a_sentence(mark: str) -> None:
    assert in_a_line(f"“花名册{mark}没有问题”") == "“花名册 没有问题”"


def test_every_problem_is_one_sentence_whatever_the_names() -> None:
    told = problem("unclaimed", path="材料/a\u202ecod.exe", nearest="（近似“甲\n乙”）")
    assert told.message == "“材料/a<U+202E>cod.exe”没有对应任何一项材料（近似“甲 乙”）"
    assert told.path == "材料/a\u202ecod.exe"
    assert "\n" not in problem("missing", title="甲", years="", owner="教务处\n张三").remedy
