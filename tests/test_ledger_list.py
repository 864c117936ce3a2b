"""The field's list of what schools do to their tables, row by row: what is read, and what is told with sheet and cell."""

from __future__ import annotations

import datetime
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from dossier.model import Problem
from tests.ledger_files import Rows, read_all, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values

NUMBER = "990101201201010013"
"""The number of somebody born on 1 January 2012."""


def places(problems: list[Problem], code: str) -> list[tuple[str, str]]:
    return [(problem.sheet, problem.cell) for problem in told(problems, code)]


def of_items(root: Path, *items: tuple[str, object]) -> tuple[dict[str, Fraction | None], list[Problem]]:
    """Values and problems of a list of items."""
    workbook(root / YEAR / "情况.xlsx", ("情况", [["项目", "数值"], *items]))
    figures, problems = reckoned(root)
    return {key: figure.value for key, figure in figures.items()}, problems


# -- sheets -------------------------------------------------------------------------------------------------


def test_totals_after_each_grade_and_at_the_end_are_checked_and_not_counted(tmp_path: Path) -> None:
    rows: Rows = [
        ["年级", "班级", "人数"],
        ["七年级", "1班", 45],
        ["七年级", "2班", 46],
        ["七年级小计", None, 91],
        ["八年级", "1班", 44],
        ["小计", None, 43],
        ["平均", None, 45],
        ["合 计", None, 135],
    ]
    workbook(tmp_path / YEAR / "班级.xlsx", ("人数", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "students", "classes") == [135, 3]
    assert places(problems, "total-mismatch") == [("人数", "C6")]


def test_placeholders_and_standards_among_numbers(tmp_path: Path) -> None:
    rows: Rows = [["用途", "面积"], *([["普通教室", cell] for cell in (100, "/", "—", "无", 0, None)])]
    rows = [*rows, *([["普通教室", cell] for cell in ("省标", "≥5.1", "0.043或≥0.049")])]
    workbook(tmp_path / YEAR / "用房.xlsx", ("用房", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["teaching_area"].value == 100
    assert places(problems, "cell-doubt") == [("用房", "B8"), ("用房", "B9"), ("用房", "B10")]


def test_rows_that_a_filter_hides_are_counted_and_told(tmp_path: Path) -> None:
    path = tmp_path / YEAR / "班级.xlsx"
    book = workbook(
        path, ("人数", [["班级", "人数"], ["七（1）班", 45], ["七（2）班", 44], ["八（1）班", 40]])
    )
    sheet = book["人数"]
    sheet.auto_filter.ref = "A1:B4"
    sheet.auto_filter.add_filter_column(0, ["八（1）班"])
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
    book.save(path)
    figures, problems = reckoned(tmp_path)
    assert values(figures, "students", "classes") == [129, 3]
    (hidden,) = told(problems, "ledger-hidden")
    assert (hidden.sheet, "2行" in hidden.message) == ("人数", True)


def test_notes_in_cells_are_told_and_change_no_value(tmp_path: Path) -> None:
    path = tmp_path / YEAR / "班级.xlsx"
    book = workbook(
        path, ("人数", [["班级", "人数"], ["七（1）班", 45], ["七（2）班", 44]]), ("别的", [["x"]])
    )
    book["人数"]["B3"].comment = Comment("含借读2人", "某")
    book["人数"]["F9"].comment = Comment("与表无关", "某")
    book["别的"]["A1"].comment = Comment("也无关", "某")
    book.save(path)
    figures, problems = reckoned(tmp_path)
    assert figures["students"].value == 89
    assert [(p.code, p.sheet, p.cell, p.severity) for p in problems if p.path.endswith("班级.xlsx")] == [
        ("ledger-hidden", "人数", "B3", "note")
    ]
    assert "批注" in told(problems, "ledger-hidden")[0].message


def test_sheets_with_the_same_head_are_one_ledger(tmp_path: Path) -> None:
    head = ["班级", "人数"]
    workbook(
        tmp_path / YEAR / "班级.xlsx",
        ("七年级", [head, ["1班", 45], ["2班", 44]]),
        ("八年级", [head, ["1班", 40], [], ["2班", 41]]),
    )
    figures, problems = reckoned(tmp_path)
    assert values(figures, "students", "classes") == [170, 4]
    assert [reading.sheet for reading in figures["students"].readings] == ["七年级", "八年级"]
    assert not told(problems, "conflict")


# -- values -------------------------------------------------------------------------------------------------


def test_a_full_stop_as_decimal_point_is_read_and_noted_with_its_cell(tmp_path: Path) -> None:
    workbook(tmp_path / YEAR / "情况.xlsx", ("情况", [["项目", "数值"], ["学校占地面积", "36447。46平方米"]]))
    rows: Rows = [["用途", "面积"], ["普通教室", "100。5"], ["实验室", 99]]
    workbook(tmp_path / YEAR / "用房.xlsx", ("用房", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "site_area", "teaching_area") == [Fraction("36447.46"), Fraction("199.5")]
    assert "B2的句号按小数点读" in figures["site_area"].note
    assert "B2的句号按小数点读" in figures["teaching_area"].note


@pytest.mark.parametrize("cell", ["18人。2023年", "思政2。0", "12。4国家宪法日"])
def test_a_full_stop_that_ends_a_sentence_joins_nothing(tmp_path: Path, cell: str) -> None:
    found, problems = of_items(tmp_path, ("在校学生数", cell))
    assert found["students"] is None
    assert places(problems, "cell-doubt") == [("情况", "B2")]


@pytest.mark.parametrize(
    "cell", ["１２８９", "１，２８９", "1,289人", "1 289", "一千二百八十九", "1289.0", 1289.0]
)
def test_a_number_in_any_dress_is_that_number(tmp_path: Path, cell: object) -> None:
    found, problems = of_items(tmp_path, ("在校学生数", cell))
    assert found["students"] == 1289
    assert not told(problems, "cell-doubt")


@pytest.mark.parametrize("cell", ["约1289", "1289余人", "近1289人", "1289人以上"])
def test_about_is_read_and_noted(tmp_path: Path, cell: str) -> None:
    workbook(tmp_path / YEAR / "情况.xlsx", ("情况", [["项目", "数值"], ["在校学生数", cell]]))
    students = reckoned(tmp_path)[0]["students"]
    assert (students.value, students.note) == (1289, "约数")


@pytest.mark.parametrize("cell", ["1:13。4", "13.4:1", "1：13.4", "13.4"])
def test_ratios_however_they_lie(tmp_path: Path, cell: str) -> None:
    found, problems = of_items(tmp_path, ("特殊教育生均公用经费", "8000元"), ("生师比", cell))
    assert found["special_fund_per_student"] == 8000
    assert not told(problems, "cell-doubt")


def test_a_ratio_that_excel_made_a_time_is_a_ratio_again(tmp_path: Path) -> None:
    workbook(tmp_path / "数据/a.xlsx", ("s", [["项目", "数值"], ["生师比", datetime.time(1, 14)]]))
    ((ledger,), _) = read_all(tmp_path)
    assert ledger.rows[0].values["全校"] == "1:14"


@pytest.mark.parametrize("cell", [0.95, 95, "95%", "９５％", "百分之九十五"])
def test_a_share_and_a_percentage_are_one_thing(tmp_path: Path, cell: object) -> None:
    rows: Rows = [["年级", "参测人数", "合格率"], ["七年级", 100, cell]]
    workbook(tmp_path / YEAR / "体测.xlsx", ("体测", rows))
    _, problems = reckoned(tmp_path)
    assert not told(problems, "cell-doubt")


@pytest.mark.parametrize(
    "cell",
    [
        "2025.9.1",
        "2025/9/1",
        "2025年9月1日",
        "2025年9月",
        "20250901",
        "2025-09",
        45901,
        20250901,
        datetime.date(2025, 9, 1),
        datetime.datetime(2025, 9, 1),
    ],
)
def test_a_date_in_any_dress_is_that_date(tmp_path: Path, cell: object) -> None:
    rows: Rows = [["项目", "全校", "统计日期"], ["在校学生数", 1289, cell]]
    workbook(tmp_path / "学校信息.xlsx", ("学校信息", rows))
    ((ledger,), _) = read_all(tmp_path)
    assert ledger.rows[0].date == "2025-09-01"


@pytest.mark.parametrize("cell", ["9月25日", "六月份", "20__年", "2024.13"])
def test_a_date_without_a_year_or_a_month_is_none(tmp_path: Path, cell: str) -> None:
    rows: Rows = [["项目", "全校", "统计日期"], ["在校学生数", 1289, cell]]
    workbook(tmp_path / "学校信息.xlsx", ("学校信息", rows))
    ((ledger,), _) = read_all(tmp_path)
    assert ledger.rows[0].date == ""


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2024—2025学年度", "2024-2025"),
        ("2024-2025学年度第一学期", "2024-2025"),
        ("2024年秋季", "2024-2025"),
        ("2024", "2024"),
        (2024, "2024"),
        ("2024年度", "2024"),
    ],
)
def test_school_years_and_calendar_years_are_told_apart(tmp_path: Path, cell: object, year: str) -> None:
    rows: Rows = [["学年度", "符合条件教师数", "交流教师数"], [cell, 20, 4]]
    workbook(tmp_path / "数据/交流.xlsx", ("s", rows))
    ((ledger,), _) = read_all(tmp_path)
    assert ledger.rows[0].year == year


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("张三", "张　三"),
        ("张三", "张三（班主任）"),
        ("买买提·艾力", "买买提•艾力"),
        ("买买提・艾力", "买买提．艾力"),
        ("阿依·古丽", "阿依 · 古丽"),
    ],
)
def test_one_person_under_two_spellings_is_one(tmp_path: Path, first: str, second: str) -> None:
    rows: Rows = [["姓名", "身份证号", "最高学历", "任教学科"]]
    rows = [*rows, [first, NUMBER, "本科", "语文"], [second, NUMBER, "本科", "音乐"]]
    workbook(tmp_path / YEAR / "教师.xlsx", ("教师", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["staff"].value == 1
    assert places(problems, "row-repeated") == [("教师", "A3")]


def test_names_are_never_corrected_and_namesakes_are_two(tmp_path: Path) -> None:
    names = ["张三1", "张三2", "张三", "张三", "𠮷某", "㛃某", "买买提·艾力·吐尔逊"]
    rows: Rows = [
        ["姓名", "最高学历", "出生年月"],
        *([name, "本科", f"198{n}.5"] for n, name in enumerate(names)),
    ]
    workbook(tmp_path / YEAR / "教师.xlsx", ("教师", rows))
    figures, _ = reckoned(tmp_path)
    assert figures["staff"].value == len(names)
    ((ledger,), _) = read_all(tmp_path)
    assert [row.values["姓名"] for row in ledger.rows] == names


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (990101201201010000, "丢失"),
        ("9.90101E+17", "丢失"),
        ("990101201201010012", "校验码"),
        ("'" + NUMBER, ""),
        ("99010119800101001x", ""),
        ("99010119800101001X", ""),
    ],
)
def test_personal_numbers_are_text(tmp_path: Path, cell: object, fault: str) -> None:
    if isinstance(cell, str) and cell[-1] in "xX":
        cell = _with_check_x(cell)
    workbook(tmp_path / YEAR / "名册.xlsx", ("名册", [["姓名", "班级", "身份证号"], ["赵一", "七1班", cell]]))
    figures, problems = reckoned(tmp_path)
    assert figures["students"].value == 1
    assert places(problems, "id-number") == ([("名册", "C2")] if fault else [])
    assert all(fault in problem.message for problem in told(problems, "id-number"))


def _with_check_x(cell: str) -> str:
    """A number near *cell* whose check digit is X."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for end in range(1000):
        stem = f"{cell[:14]}{end:03d}"
        if sum(int(digit) * weight for digit, weight in zip(stem, weights, strict=True)) % 11 == 2:
            return stem + cell[-1]
    raise AssertionError


@pytest.mark.parametrize("codes", [("男", "女"), (1, 2), ("1", "2"), ("1.0", "2.0")])
def test_sex_in_words_or_codes(tmp_path: Path, codes: tuple[object, object]) -> None:
    male, female = codes
    rows: Rows = [["姓名", "班级", "性别", "是否留守儿童"]]
    rows = [*rows, ["赵一", "七1班", male, 0], ["钱二", "七1班", female, 1], ["孙三", "七1班", female, 2]]
    workbook(tmp_path / YEAR / "名册.xlsx", ("名册", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "male_students", "female_students", "left_behind_students") == [1, 2, 2]


@pytest.mark.parametrize(
    ("born", "fits"),
    [
        ("20120101", True),
        (20120101, True),
        ("2012-01-01", True),
        (datetime.date(2012, 1, 1), True),
        ("2012.1", True),
        ("2012年1月1日", True),
        ("20120102", False),
        ("2011-01-01", False),
        ("不详", True),
    ],
)
def test_a_birthday_is_held_against_the_number(tmp_path: Path, born: object, fits: bool) -> None:
    rows: Rows = [["姓名", "班级", "出生日期", "身份证号"], ["赵一", "七1班", born, NUMBER]]
    workbook(tmp_path / YEAR / "名册.xlsx", ("名册", rows))
    _, problems = reckoned(tmp_path)
    assert places(problems, "id-number") == ([] if fits else [("名册", "D2")])
    assert not any("2012" in problem.message for problem in told(problems, "id-number"))


@pytest.mark.parametrize(
    "written", ["七(1)班", "七（1）班", "701班", "初一1班", "初一(1)班", "七年级一班", "７（１）班", "七1"]
)
def test_a_class_has_many_spellings_and_is_one(tmp_path: Path, written: str) -> None:
    rows: Rows = [
        ["姓名", "性别", "年级", "班级"],
        ["赵一", "男", "七年级", "七（1）班"],
        ["钱二", "女", "七年级", written],
    ]
    workbook(tmp_path / YEAR / "名册.xlsx", ("名册", rows))
    assert reckoned(tmp_path)[0]["classes"].value == 1


@pytest.mark.parametrize("cell", ["__", "XX", "××", "____", "……"])
def test_masked_text_is_missing(tmp_path: Path, cell: str) -> None:
    found, problems = of_items(tmp_path, ("在校学生数", cell))
    assert found["students"] is None
    assert told(problems, "figure-missing")
    assert not told(problems, "cell-doubt")


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("教职工总数", "staff"),
        ("教工数", "staff"),
        ("在职教职工数", "staff"),
        ("图书册数", "books"),
        ("藏书册数", "books"),
        ("图书总册数", "books"),
        ("在校生数", "students"),
        ("在籍学生数", "students"),
    ],
)
def test_one_field_goes_by_many_names(tmp_path: Path, label: str, key: str) -> None:
    found, _ = of_items(tmp_path, (label, 1234))
    assert found[key] == 1234


@pytest.mark.parametrize("cell", ["(*)", "[图]", "1289(*)", "（＊）"])
def test_what_copying_left_behind_is_told(tmp_path: Path, cell: str) -> None:
    found, problems = of_items(tmp_path, ("在校学生数", cell))
    assert found["students"] is None
    assert places(problems, "cell-doubt") == [("情况", "B2")]
