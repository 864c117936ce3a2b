"""Rows that stand for several things, rows that are parts of others, and years of money."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values

ROOMS = ("music_rooms", "art_rooms")


# -- several rooms in a row ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        [["用途", "间数", "面积（㎡）"], ["音乐教室", 2, 200], ["美术教室", "3间", 285], ["教室", 20, 1200]],
        [["教室名称", "间数", "面积（㎡）"], ["音乐教室", 2, 200], ["美术教室", "三间", 285]],
        [["教室名称", "间数", "每间面积（㎡）"], ["音乐教室", 2, 100], ["美术教室", 3, 95]],
        [
            ["功能室", "数量", "单间使用面积/㎡"],
            ["音乐教室", 1, 100],
            ["音乐教室2", None, 100],
            ["美术教室", 3, 95],
        ],
        [["项目", "数值"], ["音乐教室", "2间"], ["美术教室", "3间"]],
        [["项目", "数值", "单位"], ["音乐教室", 2, "间"], ["美术教室", 3, "间"]],
    ],
    ids=["uses", "area of all", "area of each", "some rows of one", "items", "items with units"],
)
def test_a_row_of_several_rooms_counts_as_several(tmp_path: Path, rows: Rows) -> None:
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    assert values(reckoned(tmp_path)[0], *ROOMS) == [2, 3]


def test_areas_of_each_room_are_multiplied_and_areas_of_all_are_not(tmp_path: Path) -> None:
    each: Rows = [
        ["用途", "间数", "每间面积"],
        ["普通教室", 20, 60],
        ["音乐教室", 2, 100],
        ["合计", 22, 1400],
    ]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", each))
    figures, problems = reckoned(tmp_path)
    assert figures["teaching_area"].value == 1400
    assert not told(problems, "total-mismatch")
    whole: Rows = [["用途", "间数", "面积"], ["普通教室", 20, 1200], ["音乐教室", 2, 200]]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", whole))
    assert reckoned(tmp_path)[0]["teaching_area"].value == 1400


def test_rooms_that_only_together_are_large_enough_are_noted_with_their_cell(tmp_path: Path) -> None:
    rows: Rows = [["教室名称", "间数", "面积"], ["音乐教室", 2, 98], ["美术教室", 1, 95]]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, *ROOMS) == [0, 1]
    assert "B2" in figures["music_rooms"].note


def test_a_list_of_uses_that_names_no_music_room_says_nothing_of_them(tmp_path: Path) -> None:
    rows: Rows = [["用途", "间数", "面积"], ["教学及辅助用房", 40, 3000], ["办公用房", 9, 300]]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    assert values(reckoned(tmp_path)[0], *ROOMS) == [None, None]


def test_a_number_of_rooms_that_is_an_error_leaves_the_figure_open(tmp_path: Path) -> None:
    rows: Rows = [["教室名称", "间数", "面积"], ["音乐教室", "#REF!", 200], ["美术教室", 1, 95]]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, *ROOMS) == [None, 1]
    assert [problem.cell for problem in told(problems, "cell-doubt")] == ["B2"]


def test_an_area_is_no_number_of_rooms(tmp_path: Path) -> None:
    rows: Rows = [["项目", "数值", "单位"], ["音乐教室", 200, "㎡"], ["美术教室", 3, ""]]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, *ROOMS) == [None, None]
    assert not told(problems, "cell-doubt")


# -- parts of other rows ------------------------------------------------------------------------------------


def test_a_part_of_a_row_is_not_counted_again(tmp_path: Path) -> None:
    rows: Rows = [
        ["", "专任教师数", "研究生", "本科", "专科"],
        ["总计", 40, 2, 33, 5],
        ["其中：女", 25, 1, 21, 3],
        ["七年级", 20, 2, 13, 5],
        ["其中：女", 12, 1, 8, 3],
        ["八年级", 20, 0, 20, 0],
    ]
    workbook(tmp_path / YEAR / "教师.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "teachers", "teachers_above_degree") == [40, 35]
    assert not told(problems, "total-mismatch")


def test_a_form_whose_only_row_is_its_total(tmp_path: Path) -> None:
    rows: Rows = [["", "专任教师数", "研究生", "本科"], ["总计", 40, 2, 33], ["其中：女", 25, 1, 21]]
    workbook(tmp_path / YEAR / "教师.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path)
    assert values(figures, "teachers", "teachers_above_degree") == [40, 35]
    assert figures["teachers"].readings[0].range == "B2:B2"


def test_a_form_whose_only_row_is_an_average_says_nothing(tmp_path: Path) -> None:
    rows: Rows = [["", "专任教师数", "研究生", "本科"], ["平均", 40, 2, 33]]
    workbook(tmp_path / YEAR / "教师.xlsx", ("S", rows))
    assert reckoned(tmp_path)[0]["teachers"].value is None


def test_an_empty_form_with_a_total_of_nought_says_nothing(tmp_path: Path) -> None:
    workbook(tmp_path / YEAR / "班级.xlsx", ("S", [["班级", "人数"], ["合计", 0]]))
    assert values(reckoned(tmp_path)[0], "classes", "students") == [None, None]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([("在校学生数", 500), ("其中：女", 240), ("其中：寄宿生", 120)], (500, 240, 120, None)),
        ([("在校生数", 500), ("其中：男", 260), ("女", 240), ("其中：寄宿生", 9)], (500, 240, 9, None)),
        ([("一、教职工数", 50), ("其中：专任教师", 40), ("其中：女", 30)], (None, None, None, 40)),
        ([("教职工数", 50), ("其中：女", 35), ("其中：专任教师", 40)], (None, None, None, 40)),
        ([("专任教师数", 40), ("其中：女", 30), ("在校学生数", 500)], (500, None, None, 40)),
        ([("本科及以上学历", 30), ("其中：专任教师", 28)], (None, None, None, None)),
        ([("寄宿生", "30人"), ("专任教师", "20人")], (None, None, 30, 20)),
        ([("寄宿生", "见名单"), ("专任教师", "赵某、钱某")], (None, None, None, None)),
    ],
)
@pytest.mark.parametrize("head", [("指标名称", "合计"), ("项目", "数值")])
def test_parts_of_a_list_belong_to_what_stands_above(
    tmp_path: Path,
    items: list[tuple[str, object]],
    expected: tuple[int | None, ...],
    head: tuple[str, str],
) -> None:
    workbook(tmp_path / YEAR / "统计.xlsx", ("S", [head, *items]))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "students", "female_students", "boarders", "teachers") == list(expected)
    assert not told(problems, "conflict") + told(problems, "cell-doubt")


# -- years of money -----------------------------------------------------------------------------------------

MONEY: Rows = [["项目", "金额（万元）"], ["公用经费预算总额", 100], ["其中：教师培训费", 6]]


@pytest.mark.parametrize(
    ("path", "title", "year"),
    [
        ("数据/2025—2026学年度/2023年决算.xlsx", "", "2023"),
        ("数据/2025—2026学年度/经费.xlsx", "2024年部门预算", "2024"),
        ("数据/2024年财务/预算表.xlsx", "", "2024"),
        ("数据/2025—2026学年度/经费预算.xlsx", "2024—2025学年度经费预算", "2025-2026"),
        ("数据/2025—2026学年度/预算.xlsx", "", "2025-2026"),
    ],
)
def test_money_is_of_the_calendar_year_in_its_name(tmp_path: Path, path: str, title: str, year: str) -> None:
    workbook(tmp_path / path, ("S", [*([[title]] if title else []), *MONEY]))
    figures, _ = reckoned(tmp_path)
    fund = figures["training_fund"]
    assert (fund.value, figures["public_fund"].value) == (60000, Fraction(1000000))
    assert fund.year == year


@pytest.mark.parametrize("order", [(2023, 2024), (2024, 2023)])
def test_of_budgets_in_one_folder_the_latest_holds(tmp_path: Path, order: tuple[int, int]) -> None:
    for year, amount in zip(order, (100, 100), strict=True):
        rows: Rows = [["公用经费", "培训费"], [amount, year - 2018]]
        workbook(tmp_path / YEAR / f"{year}年预算.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert (figures["training_fund"].value, figures["training_fund"].year) == (6, "2024")
    assert not told(problems, "conflict")


def test_other_lists_keep_the_year_of_their_folder(tmp_path: Path) -> None:
    workbook(tmp_path / YEAR / "2025年基本情况.xlsx", ("S", [["项目", "数值"], ["在校学生数", 500]]))
    assert reckoned(tmp_path)[0]["students"].year == "2025-2026"
