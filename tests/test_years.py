"""Which years are needed, how they are printed, and which year a text speaks of."""

import sys
import unicodedata
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import years
from dossier.years import spellings

# text → kind, school years, calendar years of the one year in it
SPELLINGS = """
2023-2024学年 | school | 2023-2024 |
2023-2024学年度 | school | 2023-2024 |
2023—2024 | school | 2023-2024 |
2023——2024学年 | school | 2023-2024 |
2023－2024学年 | school | 2023-2024 |
2023~2024 | school | 2023-2024 |
2023～2024学年度 | school | 2023-2024 |
2023/2024学年 | school | 2023-2024 |
2023_2024 | school | 2023-2024 |
2023至2024学年度 | school | 2023-2024 |
2023到2024学年 | school | 2023-2024 |
2023一2024学年 | school | 2023-2024 |
2023 - 2024 学年度 | school | 2023-2024 |
2023年-2024年学年度 | school | 2023-2024 |
2023-2024年度 | school | 2023-2024 |
２０２３－２０２４学年 | school | 2023-2024 |
二〇二三—二〇二四学年 | school | 2023-2024 |
23-24学年 | school | 2023-2024 |
23—24学年度 | school | 2023-2024 |
2023-24学年 | school | 2023-2024 |
2023-24 | school | 2023-2024 |
2011-12学年 | school | 2011-2012 |
2024学年 | school | 2024-2025 |
23-24上 | term | 2023-2024 | 2023
23-24下 | term | 2023-2024 | 2024
23-24（下） | term | 2023-2024 | 2024
2024-2025学年度第一学期 | term | 2024-2025 | 2024
2024-2025学年度第二学期 | term | 2024-2025 | 2025
2024-2025学年第1学期 | term | 2024-2025 | 2024
2024-2025学年上学期 | term | 2024-2025 | 2024
2024-2025学年（下） | term | 2024-2025 | 2025
2024—2025下学期 | term | 2024-2025 | 2025
2024-2025-1 | term | 2024-2025 | 2024
2024-2025（2） | term | 2024-2025 | 2025
2024学年第二学期 | term | 2024-2025 | 2025
2024年秋 | term | 2024-2025 | 2024
2024年秋季 | term | 2024-2025 | 2024
2024年秋季学期 | term | 2024-2025 | 2024
2024秋期 | term | 2024-2025 | 2024
2024年春 | term | 2023-2024 | 2024
2024春季学期 | term | 2023-2024 | 2024
24秋 | term | 2024-2025 | 2024
24年春季 | term | 2023-2024 | 2024
2024年上半年 | term | 2023-2024 | 2024
2024年下半年 | term | 2024-2025 | 2024
2024年暑假 | term | 2023-2024 | 2024
留守儿童名单23-24 | school | 2023-2024 |
班级人数表（24-25） | school | 2024-2025 |
23学年 | school | 2023-2024 |
23学年下 | term | 2023-2024 | 2024
24学年上各班课表 | school | 2024-2025 |
24年下半年 | term | 2024-2025 | 2024
24年六一 | term | 2023-2024 | 2024
24年9月 | date | 2024-2025 | 2024
名单25.9.1 | date | 2025-2026 | 2025
记录24.11 | date | 2024-2025 | 2024
24年绩效 | calendar | | 2024
24级 | entering | 2024-2025 | 2024
25届 | graduating | 2024-2025 | 2025
2024年寒假 | term | 2023-2024 | 2024
2024年“六一”活动 | term | 2023-2024 | 2024
2024年国庆 | term | 2024-2025 | 2024
2024年元旦 | term | 2023-2024 | 2024
2024年毕业典礼 | term | 2023-2024 | 2024
2024届 | graduating | 2023-2024 | 2024
2024届毕业生名册 | graduating | 2023-2024 | 2024
2024级 | entering | 2024-2025 | 2024
七年级2024级新生 | entering | 2024-2025 | 2024
2024年3月 | date | 2023-2024 | 2024
2024年3月15日 | date | 2023-2024 | 2024
2024 年 9 月 1 日 | date | 2024-2025 | 2024
2024年09月份 | date | 2024-2025 | 2024
2024年八月 | date | 2023-2024 | 2024
2024年十一月 | date | 2024-2025 | 2024
20240315 | date | 2023-2024 | 2024
IMG_20240915_101112 | date | 2024-2025 | 2024
IMG20240915101112 | date | 2024-2025 | 2024
微信图片_20240315101112 | date | 2023-2024 | 2024
202409 | date | 2024-2025 | 2024
2024.9 | date | 2024-2025 | 2024
2024.10 | date | 2024-2025 | 2024
2024.09.01 | date | 2024-2025 | 2024
2024．9．1 | date | 2024-2025 | 2024
2024-03-15 | date | 2023-2024 | 2024
2024/9/1 | date | 2024-2025 | 2024
2024_03_15 | date | 2023-2024 | 2024
CamScanner 03-15-2024 | date | 2023-2024 | 2024
二〇二四年三月 | date | 2023-2024 | 2024
二○二四年九月 | date | 2024-2025 | 2024
二零二四年十二月 | date | 2024-2025 | 2024
二0二四年 | calendar | | 2024
二〇二四年 | calendar | | 2024
２０２４年 | calendar | | 2024
2024年度 | calendar | | 2024
2024年 | calendar | | 2024
2024工作总结 | calendar | | 2024
运动会2024 | calendar | | 2024
工作总结（2024） | calendar | | 2024
〔2024〕15号 | number | | 2024
[2024]15号 | number | | 2024
教督〔2017〕6号 | number | | 2017
2022-2025学年 | span | 2022-2023 2023-2024 2024-2025 |
2023年至2025年 | span | 2023-2024 2024-2025 | 2023 2024 2025
"""
NOT_YEARS = """
13820240315
110101202401011234
mmexport1710468912345
0731-2024315
701
七（1）班
2000元
2024人
2001册
2000平方米
共2024页
第2024号
V2024
2022版课程标准
2017年版课标
2017年修订
1.1.2024
20__年
20××年
9月25日
9月23-24日
第23-24周
23-24人
21-22页
12-13
得分24.5%
24.9平方米
24.13.1
1.24.9
教龄20年
从教25年教师
20年以上
20年校庆
第20届
1-1-01
2025-2024
2024.13.1
99-2024-1
"""


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_a_spelling_is_read(line: str) -> None:
    text, kind, school, calendar = (part.strip() for part in (line + "|").split("|")[:4])
    (found,) = years.find(text)
    assert (found.kind, found.school, found.calendar) == (
        kind,
        tuple(school.split()),
        tuple(calendar.split()),
    )


def test_the_table_is_long_enough() -> None:
    assert len(SPELLINGS.strip().splitlines()) >= 80


@pytest.mark.parametrize("text", NOT_YEARS.strip().splitlines())
def test_what_is_no_year_is_left_alone(text: str) -> None:
    assert years.find(text) == ()


def test_positions_point_into_the_text_as_given() -> None:
    text = "附件１：２０２３－２０２４学年度㎡台账"
    (found,) = years.find(text)
    assert text[found.start : found.end] == "２０２３－２０２４学年度"


@given(st.text(alphabet="0123456789年月日-—.～学年度上下秋级届〔〕号 一二〇", max_size=30))
def test_found_years_stand_in_order_and_never_overlap(text: str) -> None:
    found = years.find(text)
    assert all(0 <= year.start < year.end <= len(text) for year in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(
    st.dates(date(2000, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d"]),
)
def test_every_day_lies_in_the_school_year_that_holds_it(day: date, form: str) -> None:
    (found,) = years.find(day.strftime(form))
    (key,) = found.school
    assert date(int(key[:4]), 9, 1) <= day <= date(int(key[5:]), 8, 31)


@given(st.integers(1985, 2050))
def test_a_printed_year_is_read_back(start: int) -> None:
    (school,) = years.find(years.shown(years.school_year(start)))
    assert school.school == (years.school_year(start),)
    (calendar,) = years.find(years.shown(str(start)))
    assert calendar.calendar == (str(start),)


def test_years_are_printed_with_a_long_dash() -> None:
    assert years.shown("2024-2025") == "2024—2025学年度"
    assert years.shown("2024") == "2024年度"
    assert years.shown("") == ""


@pytest.mark.parametrize(
    ("spec", "calendar", "as_of", "count", "expected"),
    [
        ("none", "school", date(2026, 9, 1), 3, ()),
        ("as-of", "school", date(2026, 9, 1), 3, ()),
        ("current", "school", date(2026, 8, 31), 3, ("2025-2026",)),
        ("current", "school", date(2026, 9, 1), 3, ("2026-2027",)),
        ("current", "calendar", date(2026, 9, 1), 3, ("2026",)),
        ("last-3", "school", date(2026, 5, 1), 3, ("2023-2024", "2024-2025", "2025-2026")),
        ("last-3", "school", date(2026, 5, 1), 2, ("2024-2025", "2025-2026")),
        ("last-2", "school", date(2026, 5, 1), 4, ("2024-2025", "2025-2026")),
        ("last-4", "calendar", date(2026, 5, 1), 3, ("2023", "2024", "2025", "2026")),
        ("cohort-3", "school", date(2026, 5, 1), 5, ("2023-2024", "2024-2025", "2025-2026")),
    ],
)
def test_needed_years(
    spec: str, calendar: years.Calendar, as_of: date, count: int, expected: tuple[str, ...]
) -> None:
    assert years.needed(spec, calendar, as_of, count) == expected


def test_an_unknown_spec_is_refused() -> None:
    with pytest.raises(ValueError, match="last-N"):
        years.needed("recent", "school", date(2026, 5, 1), 3)


NEEDED = ("2022-2023", "2023-2024", "2024-2025")


def assigned(*texts: str, calendar: years.Calendar = "school", title: str = "") -> str | None:
    needed = NEEDED if calendar == "school" else ("2022", "2023", "2024")
    return years.assign([years.find(text) for text in texts], needed, calendar, title)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2023-2024学年"], "2023-2024"),
        (["2024年3月"], "2023-2024"),
        (["2024年"], None),
        (["2024年", "2023-2024学年"], "2023-2024"),
        (["2024年", "2024-2025学年"], "2024-2025"),
        (["2024年", "2022-2023学年"], None),
        (["", "2024年秋"], "2024-2025"),
        (["2023-2024学年", "2024-2025学年"], "2023-2024"),
        (["2024年3月", "2024-2025学年"], None),
        (["2024级", "2024-2025学年"], "2024-2025"),
        (["2022级", "2023-2024学年"], "2023-2024"),
        (["2019-2020学年"], None),
        (["2023-2024学年总结 2024-2025学年计划"], None),
        (["2023-2024学年 20250301"], "2023-2024"),
        ([], None),
    ],
)
def test_sources_settle_a_school_year(texts: list[str], expected: str | None) -> None:
    assert assigned(*texts) == expected


def test_a_calendar_slot_takes_calendar_years_and_doubts_school_years() -> None:
    assert assigned("2024年", calendar="calendar") == "2024"
    assert assigned("2023-2024学年", calendar="calendar") is None
    assert assigned("2023-2024学年", "2024年", calendar="calendar") == "2024"


def test_enrolment_belongs_to_the_year_that_is_about_to_begin() -> None:
    assert assigned("2024年", title="2024年招生方案") == "2024-2025"
    assert assigned("2024年8月25日", title="均衡编班方案") == "2024-2025"
    assert assigned("2024年3月1日", title="新生家长会") == "2023-2024"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("2024年", "教育事业统计报表", "2024-2025"),
        ("2022年", "初一起始年级花名册", "2022-2023"),
        ("2022级", "初一起始年级花名册", "2022-2023"),
        ("2024年", "毕业生花名册", "2023-2024"),
        ("2024年", "关于下达普通高中指标生分配计划的通知", "2023-2024"),
        ("2024年", "配额生招生录取名单", "2023-2024"),
        ("2025届", "三年巩固率测算表", "2024-2025"),
        ("2024年", "德育工作计划", None),
    ],
)
def test_what_falls_in_one_half_of_the_year_settles_it(text: str, title: str, expected: str | None) -> None:
    assert assigned(text, title=title) == expected


def test_a_plan_of_august_is_proposed_only() -> None:
    assert assigned("2024年8月28日", title="教学工作计划") is None
    assert years.settle([years.find("2024年8月28日")], "school", "教学工作计划").years == ("2024-2025",)


def test_a_half_of_a_single_year_is_that_of_the_calendar() -> None:
    """2025年下学期 is said where terms go by the calendar; with two years they are terms of a school year."""
    for autumn in ("2025年下学期", "2025下", "25下半年", "（25下）", "2025年下期"):
        assert [found.school for found in years.find(autumn)] == [("2025-2026",)], autumn
    for spring in ("2025年上学期", "2025年上期", "25上.docx"):
        assert [found.school for found in years.find(spring)] == [("2024-2025",)], spring
    assert assigned("2024-2025学年下学期") == assigned("24-25下") == "2024-2025"
    assert [found.kind for found in years.find("2024年上报 2024下发 24上级文件")] == ["calendar", "calendar"]


def test_what_is_written_in_summer_may_be_of_the_year_to_come() -> None:
    for title in ("教师交流轮岗实施方案", "交流派遣通知", "教职工编制核定文件"):
        settled = years.settle([years.find("2025年"), years.find("2025年8月10日")], "school", title)
        assert (settled.years, settled.certain) == (("2025-2026",), False), title


def test_a_calendar_year_alone_proposes_the_school_year_that_begins_in_it() -> None:
    settled = years.settle([years.find("2024年")], "school", "工作总结")
    assert (settled.years, settled.certain) == (("2024-2025",), False)
    assert settled.reason


def test_evidence_over_several_school_years_covers_them_all() -> None:
    settled = years.settle([years.find("2022-2025学年")], "school")
    assert settled == years.Settled(("2022-2023", "2023-2024", "2024-2025"), True, "", "")


@given(
    st.lists(
        st.sampled_from(["2023-2024学年", "2024年", "2024年3月", "2024级", "2024-2025学年", ""]), max_size=4
    )
)
def test_assign_never_leaves_the_needed_years(texts: list[str]) -> None:
    assert assigned(*texts) in (*NEEDED, None)


def test_whatever_may_be_read_as_a_digit_is_looked_at() -> None:
    """What tells at a glance that a text has no year knows all characters that fold to one digit."""
    one_digit = [
        char
        for char in map(chr, range(sys.maxunicode + 1))
        if (plain := unicodedata.normalize("NFKC", char)).isdecimal() and len(plain) == 1
    ]
    assert len(one_digit) > 600
    assert all(spellings._MAY_BE_DIGITS.search(char) for char in one_digit)
