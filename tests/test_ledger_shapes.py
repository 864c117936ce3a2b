"""Ledgers in other people's shapes, through to the figures of a shipped checklist: values, cells, what is told."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from dossier import ledgers as room
from dossier.classes import class_in, class_key
from dossier.ledgers.identity import fault_of
from dossier.model import Figure, Problem, Stage
from dossier.reckon import reckon
from tests.ledger_files import Inline, Rows, documents, project, workbook
from tests.shipped import checklist

YEAR = "数据/2025—2026学年度"
PUPILS = ["赵一", "钱二", "孙三", "李四", "周五", "吴六", "郑七"]


def reckoned(
    root: Path, stage: Stage = "junior", name: str = "quality-balance-2017"
) -> tuple[Mapping[str, Figure], list[Problem]]:
    """Figures by id and all problems of the ledgers below *root*."""
    standard, school = checklist(name), project(root, stage)
    tables, told, _ = room.read_ledgers(documents(root), room.load(), school, Inline(), room.asked(standard))
    figures, problems = reckon(standard, school, tables)
    found: dict[str, Figure] = {}
    for figure in figures:
        found.setdefault(figure.id, figure)
    return found, [*told, *problems]


def values(figures: Mapping[str, Figure], *keys: str) -> list[Fraction | None]:
    return [figures[key].value for key in keys]


def told(problems: list[Problem], code: str) -> list[Problem]:
    return [problem for problem in problems if problem.code == code]


# -- shapes -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["年级", "1班", "2班", "合计"],
            ["七年级", 45, 46, 91],
            ["八年级", 44, None, 44],
            ["合计", None, None, 135],
        ],
        [
            ["班级", "七1", "七（2）班", "801班", "合计"],
            ["班主任", "赵", "钱", "孙", None],
            ["人数", 45, 46, 44, 135],
        ],
        [
            ["班级", "人数", None, "班级", "人数"],
            ["七1", 45, None, "八1", 44],
            ["七2", 46, None, "合计", 135],
        ],
        [["年级", "班级", "人数"], ["初一", "初一1班", 45], ["初一", "初一2班", 46], ["初二", "初二1班", 44]],
    ],
    ids=["classes across", "heads in the first column", "two halves side by side", "plain"],
)
def test_a_class_table_in_every_shape(tmp_path: Path, rows: Rows) -> None:
    workbook(tmp_path / YEAR / "表.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "students", "classes", "max_class_size") == [135, 3, 46]
    assert not told(problems, "total-mismatch")


def test_a_sheet_on_its_side_names_cells_as_the_sheet_has_them(tmp_path: Path) -> None:
    rows: Rows = [["班级", "701班", "702班"], ["班主任", "赵", "钱"], ["人数", 45, "不详"]]
    workbook(tmp_path / YEAR / "表.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["students"].readings[0].range == "B3:C3"
    assert [problem.cell for problem in told(problems, "cell-doubt")] == ["C3"]


def test_years_across_are_one_table_each(tmp_path: Path) -> None:
    rows: Rows = [
        ["指标", "2024—2025学年度", "2025—2026学年度"],
        ["在校学生数（人）", 120, 135],
        ["教学班数（个）", 3, 3],
    ]
    workbook(tmp_path / "数据/三年.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["students"].value == 135
    assert figures["students"].readings[0].cell == "C2"
    assert not told(problems, "conflict")


def test_items_and_values_twice_across(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目", "数值", "项目", "数值"],
        ["在校学生数", "１２８９人", "教学班数", "28个"],
        ["学校占地面积", "36447。46平方米", "教学仪器设备总值", "321.5万元"],
    ]
    workbook(tmp_path / YEAR / "情况.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "students", "classes", "site_area", "equipment_value") == [
        1289,
        28,
        Fraction("36447.46"),
        3215000,
    ]


def test_single_figures_below_each_other(tmp_path: Path) -> None:
    rows: Rows = [
        ["2022级三年巩固率"],
        ["初一入学人数", 420],
        ["转入", 18],
        ["转出", 25],
        ["死亡", 0],
        ["毕业人数", 408],
    ]
    workbook(tmp_path / YEAR / "率.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "cohort_start", "cohort_in", "cohort_out", "cohort_graduates") == [
        420,
        18,
        25,
        408,
    ]
    assert figures["cohort_start"].readings[0].range == "B2:B2"


def test_money_in_a_list_takes_the_unit_above_it(tmp_path: Path) -> None:
    rows: Rows = [
        ["单位：万元"],
        ["项目", "2024年", "2025年"],
        ["公用经费预算总额", 95, 110.5],
        ["教师培训费", 5, "6。05"],
    ]
    workbook(tmp_path / "数据/费.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "public_fund", "training_fund") == [1105000, 60500]


def test_data_below_heads_is_no_second_line_of_heads(tmp_path: Path) -> None:
    rows: Rows = [["姓名", "性别", "年级", "班级", "学籍状态"]]
    rows = [*rows, *([name, "男", "七年级", "1班", "在校"] for name in PUPILS)]
    workbook(tmp_path / YEAR / "名册.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "students", "classes") == [7, 1]
    assert not told(problems, "cell-doubt")


# -- rosters ------------------------------------------------------------------------------------------------


def test_a_roster_for_each_class_counts_classes(tmp_path: Path) -> None:
    head = ["序号", "姓名", "性别"]
    for sheet, count in (("701", 3), ("702", 4)):
        rows: Rows = [[f"七（{sheet[2]}）班学生名册"], head, *([n, PUPILS[n], "女"] for n in range(count))]
        workbook(tmp_path / YEAR / f"{sheet}.xlsx", ("Sheet1", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "students", "classes", "max_class_size", "min_class_size") == [7, 2, 4, 3]


def test_a_list_of_some_pupils_is_no_roster(tmp_path: Path) -> None:
    rows: Rows = [["七（1）班留守儿童花名册"], ["序号", "姓名", "性别", "监护人"], [1, "赵一", "男", "赵大"]]
    workbook(tmp_path / YEAR / "名册.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["students"].value is None
    assert told(problems, "ledger-unrecognised")


def test_who_left_is_not_counted_and_told(tmp_path: Path) -> None:
    states = ["在校", "转出", "在校", "休学", "在校", "在校", "毕业离校"]
    rows: Rows = [["姓名", "性别", "年级", "班级", "学籍状态"]]
    rows = [*rows, *([name, "男", "七年级", 1, state] for name, state in zip(PUPILS, states, strict=True))]
    workbook(tmp_path / YEAR / "名册.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["students"].value == 5
    assert [(problem.cell, problem.severity) for problem in told(problems, "rows-gone")] == [
        ("A3", "warning"),
        ("A8", "warning"),
    ]
    assert [problem.cell for problem in told(problems, "rows-aside")] == ["A5"]


def test_a_teacher_of_two_subjects_is_one_teacher(tmp_path: Path) -> None:
    number = "990101198001010014"
    rows: Rows = [
        ["姓名", "身份证号", "最高学历", "任教学科"],
        ["赵一", number, "本科", "语文"],
        ["赵　一", number, "本科", "音乐"],
        ["钱二", "", "本科", "美术"],
    ]
    workbook(tmp_path / YEAR / "教师名册.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "teachers", "pe_art_teachers") == [2, 1]
    (repeated,) = told(problems, "row-repeated")
    assert "第3行与第2行" in repeated.message
    assert number not in repeated.message


def test_full_time_follows_from_post_and_subject(tmp_path: Path) -> None:
    rows: Rows = [
        ["姓名", "性别", "学历", "职称", "任教学科", "岗位", "用工性质"],
        ["赵一", "男", "本科", "中小学高级教师", "体育", "专任教师", "在编"],
        ["钱二", "女", "大专", "中小学一级教师", "语文", "专任教师", "支教"],
        ["孙三", "男", "高中", "", "", "工勤", "临聘"],
        ["李四", "男", "本科", "", "数学", "专任教师", "已退休"],
    ]
    workbook(tmp_path / YEAR / "教职工.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    keys = ("staff", "teachers", "teachers_above_degree", "senior_title_teachers", "middle_title_teachers")
    assert values(figures, *keys) == [3, 2, 1, 1, 1]
    assert [problem.cell for problem in told(problems, "rows-gone")] == ["A5"]
    assert [problem.cell for problem in told(problems, "rows-aside")] == ["A3", "A4"]


def test_personal_numbers_that_excel_spoilt_are_told_and_never_printed(tmp_path: Path) -> None:
    rows: Rows = [
        ["姓名", "班级", "身份证号"],
        ["赵一", "七1班", 990101201201010000],
        ["钱二", "七1班", "9.90101E+17"],
        ["孙三", "七1班", "990101201201010012"],
    ]
    workbook(tmp_path / YEAR / "名册.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["students"].value == 3
    faults = told(problems, "id-number")
    assert [problem.cell for problem in faults] == ["C2", "C4"]
    assert not any("9901012012" in problem.message for problem in faults)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("990101198001010014", ""),
        ("990101198001010013", "check"),
        (1.1e17, "number"),
        ("1.1E+17", "number"),
        ("无", ""),
    ],
)
def test_the_check_digit(raw: object, fault: str) -> None:
    assert fault_of("身份证号", raw) == fault


# -- quantities ---------------------------------------------------------------------------------------------


def test_what_was_taken_out_is_subtracted_with_or_without_a_sign(tmp_path: Path) -> None:
    rows: Rows = [
        ["日期", "摘要", "册数"],
        ["2021.9", "期初", 28000],
        ["2024.6", "剔旧", 1500],
        ["2025.1", "剔旧", -20],
    ]
    workbook(tmp_path / YEAR / "图书.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["books"].value == 26480
    assert [problem.cell for problem in told(problems, "rows-minus")] == ["A3"]


def test_ordered_and_not_accepted_is_told_and_not_counted(tmp_path: Path) -> None:
    rows: Rows = [
        ["设备名称", "数量", "总价（万元）", "验收情况", "备注"],
        ["学生电脑", 50, 20, "已验收", ""],
        ["一体机", 10, 15, "未验收", ""],
        ["旧投影", 3, 1, "已验收", "已报废"],
    ]
    workbook(tmp_path / YEAR / "仪器.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["equipment_value"].value == 200000
    assert [problem.cell for problem in told(problems, "rows-waiting")] == ["A3"]
    assert [problem.cell for problem in told(problems, "rows-gone")] == ["A4"]


def test_a_gym_among_the_grounds_is_no_open_ground(tmp_path: Path) -> None:
    rows: Rows = [["场地名称", "面积（㎡）"], ["田径场", 9000], ["室内体育馆", 800], ["合计", 9800]]
    workbook(tmp_path / YEAR / "场地.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert figures["sports_ground_area"].value == 9000


def test_passed_are_all_grades_that_pass(tmp_path: Path) -> None:
    rows: Rows = [
        ["年级", "实测人数", "优秀", "良好", "及格", "不及格", "合格率"],
        ["七年级", 100, 20, 30, 45, 5, 0.95],
        ["八年级", 90, 20, 30, 38, 2, "97.8%"],
    ]
    workbook(tmp_path / YEAR / "体测.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "fitness_tested", "fitness_passed") == [190, 183]


def test_two_values_of_one_thing_are_told_with_every_place(tmp_path: Path) -> None:
    workbook(
        tmp_path / YEAR / "班级.xlsx", ("人数", [["班级", "人数"], ["七（1）班", 45], ["八（1）班", 44]])
    )
    workbook(tmp_path / YEAR / "情况.xlsx", ("S", [["项目", "数值"], ["在校学生数", 90]]))
    _, problems = reckoned(tmp_path)
    (conflict,) = told(problems, "conflict")
    assert all(word in conflict.message for word in ("89", "90", "班级.xlsx 人数表B2:B3", "情况.xlsx S表B2"))
    assert "班级学生数一览表" in conflict.remedy


# -- classes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "written", "key"),
    [
        ("", "七（1）班", "7-1"),
        ("", "七年级二班", "7-2"),
        ("", "701班", "7-1"),
        ("七年级", "1班", "7-1"),
        ("初一", "1", "7-1"),
        ("", "初三12班", "9-12"),
        ("2023级", "1班", "2023级-1"),
        ("七年级", "火箭班", "7-火箭班"),
        ("", "三年级十一班", "3-11"),
    ],
)
def test_classes_have_one_spelling(grade: str, written: str, key: str) -> None:
    assert class_key(grade, written) == key


def test_a_title_of_two_classes_names_none() -> None:
    assert class_in("七（1）班、七（2）班名单") == ""
    assert class_in("2025年七年级学生名单") == ""
