"""Which unit holds for a sum of money: the cell's own, else its head's, else the line's above the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, values


@pytest.mark.parametrize(
    ("line", "head", "cell"),
    [
        ("单位：万元", "教师培训经费预算（元）", 15_000),
        ("单位：万元", "教师培训经费预算", 1.5),
        ("单位：元", "教师培训经费预算（万元）", 1.5),
        ("单位：万元", "教师培训经费预算/元", 15_000),
        ("单位：万元", "教师培训经费预算", "15000元"),
    ],
)
def test_a_heads_own_unit_goes_before_the_line_above(
    tmp_path: Path, line: str, head: str, cell: object
) -> None:
    rows: Rows = [["预决算情况表"], [line], ["年度", "公用经费预算总额（万元）", head], [2025, 30, cell]]
    workbook(tmp_path / YEAR / "预决算.xlsx", ("S", rows))
    assert values(reckoned(tmp_path)[0], "public_fund", "training_fund") == [300_000, 15_000]


def test_a_list_of_items_keeps_the_unit_of_its_head(tmp_path: Path) -> None:
    rows: Rows = [["学校经费"], ["单位：万元"], ["项目", "金额（元）"], ["年度公用经费预算总额", 300_000]]
    workbook(tmp_path / YEAR / "经费.xlsx", ("S", rows))
    assert values(reckoned(tmp_path)[0], "public_fund") == [300_000]
