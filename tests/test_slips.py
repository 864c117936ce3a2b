"""Slips in rows that are counted: told with their cells, and nothing else is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values


def test_a_room_that_is_listed_twice_is_told(tmp_path: Path) -> None:
    names = ("七(1)教室", "七(2)教室", "七（1） 教室", "录播室", "录播室")
    rows: Rows = [["教室", "是否联网", "显示设备"], *([name, "√", "一体机"] for name in names)]
    workbook(tmp_path / YEAR / "多媒体.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "multimedia_rooms") == [5]
    assert [(problem.sheet, problem.cell) for problem in told(problems, "listed-twice")] == [("S", "A4")]


def test_what_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    rows: Rows = [
        ["年级", "班级", "人数"],
        ["七年级", "1班", 40],
        ["", "2班", 41],
        ["八年级", "1班", 42],
        ["", "2班", 43],
        ["", "2班", 44],
    ]
    workbook(tmp_path / YEAR / "班级.xlsx", ("S", rows))
    assert [problem.cell for problem in told(reckoned(tmp_path)[1], "listed-twice")] == ["A6"]


@pytest.mark.parametrize(
    ("line", "row", "product"),
    [
        ("", [10, 3000, 31_000], "30000"),
        ("", [10, 3000, 30_000], ""),
        ("", [3, "3333.33", 10_000], ""),
        ("单位：万元", [20, 0.08, 1.6], ""),
        ("单位：万元", [20, "800元", 1.6], ""),
        ("单位：万元", [20, "800元", 2.6], "1.6"),
        ("", [-3, 5000, -15_000], ""),
        ("", [30, "", 3000], ""),
    ],
)
def test_a_price_times_a_quantity_is_the_amount(
    tmp_path: Path, line: str, row: list[object], product: str
) -> None:
    rows: Rows = [[line], ["设备名称", "数量", "单价", "金额"], ["白板", 1, 1, 1], ["电脑", *row]]
    workbook(tmp_path / YEAR / "设备.xlsx", ("S", rows))
    found = told(reckoned(tmp_path)[1], "amount-product")
    assert [(problem.cell, product in problem.message) for problem in found] == (
        [("D4", True)] if product else []
    )


def test_a_column_of_present_values_is_no_product(tmp_path: Path) -> None:
    rows: Rows = [["设备名称", "数量", "单价", "现值"], *([f"设备{n}", 2, 500, 600 + n] for n in range(5))]
    workbook(tmp_path / YEAR / "设备.xlsx", ("S", rows))
    assert not told(reckoned(tmp_path)[1], "amount-product")
