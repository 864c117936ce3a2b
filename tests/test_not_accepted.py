"""What was bought and not accepted is not there yet, in whatever words the ledger says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values


@pytest.mark.parametrize(
    ("status", "there"),
    [
        ("已验收", True),
        ("合格", True),
        ("验收合格，未发现问题", True),
        ("已验收，待付款", True),
        ("未验收", False),
        ("已采购未验收", False),
        ("已到货，尚未验收", False),
        ("验收不合格", False),
        ("没有验收", False),
        ("否", False),
    ],
)
def test_a_status_counts_or_is_told(tmp_path: Path, status: str, there: bool) -> None:
    rows: Rows = [
        ["设备名称", "金额", "验收状态"],
        ["白板", 1000, "已验收"],
        ["机器人", 500, status],
    ]
    workbook(tmp_path / YEAR / "设备.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "equipment_value") == [1500 if there else 1000]
    assert [problem.cell for problem in told(problems, "rows-waiting")] == ([] if there else ["A3"])


def test_what_a_remark_says_is_not_there_is_no_part_of_what_is(tmp_path: Path) -> None:
    rows: Rows = [
        ["用途", "台数", "验收状态", "备注"],
        ["学生用", 40, "", ""],
        ["学生用", 9, "", "已采购未验收"],
    ]
    workbook(tmp_path / YEAR / "计算机.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["student_computers"].in_place == 40
    assert [problem.cell for problem in told(problems, "rows-waiting")] == ["A3"]
