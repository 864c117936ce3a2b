"""A written total against its rows: what was written off, units in single cells, and how many people there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values

THINGS = [["设备名称", "金额", "备注"], ["白板", 12_000, ""], ["桌子", 500, ""]]


def test_a_negative_entry_takes_back_what_was_written_off(tmp_path: Path) -> None:
    rows: Rows = [*THINGS, ["旧音响", -200, "报废"], ["合计", 12_300]]
    workbook(tmp_path / YEAR / "设备.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "equipment_value") == [12_300]
    assert [problem.cell for problem in told(problems, "rows-minus")] == ["A4"]
    assert not told(problems, "rows-gone") + told(problems, "total-mismatch")


@pytest.mark.parametrize(("total", "wrong"), [(12_500, False), (12_700, False), (12_600, True)])
def test_a_total_may_hold_what_is_not_counted(tmp_path: Path, total: int, wrong: bool) -> None:
    rows: Rows = [*THINGS, ["旧音响", 200, "报废"], ["合计", total]]
    workbook(tmp_path / YEAR / "设备.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "equipment_value") == [12_500]
    assert bool(told(problems, "total-mismatch")) is wrong


@pytest.mark.parametrize(("total", "wrong"), [(1.8, False), (1.9, True)])
def test_a_cell_keeps_its_own_unit_when_it_is_added_again(tmp_path: Path, total: float, wrong: bool) -> None:
    rows: Rows = [["设备名称", "金额（万元）"], ["白板", 1.5], ["桌子", "3000元"], ["合计", total]]
    workbook(tmp_path / YEAR / "设备.xlsx", ("S", rows))
    found = told(reckoned(tmp_path)[1], "total-mismatch")
    assert ["1.8" in problem.message for problem in found] == ([True] if wrong else [])


@pytest.mark.parametrize(("total", "wrong"), [(3, False), (2, False), ("3人", False), (4, True)])
def test_a_number_of_people_is_held_against_the_rows(tmp_path: Path, total: object, wrong: bool) -> None:
    rows: Rows = [
        ["序号", "姓名", "最高学历", "性别", "备注"],
        [1, "赵一", "本科", "男", ""],
        [2, "钱二", "本科", "女", ""],
        [3, "孙三", "本科", "女", "退休"],
        ["合计", total],
    ]
    workbook(tmp_path / YEAR / "教师.xlsx", ("S", rows))
    found = told(reckoned(tmp_path)[1], "total-mismatch")
    assert [(problem.cell, "3" in problem.message) for problem in found] == ([("B5", True)] if wrong else [])
