"""Rooms that are not built yet or no longer used: not counted, and told with their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values


@pytest.mark.parametrize(
    ("remark", "counts"),
    [
        ("", True),
        ("所在建筑2014年验收", True),
        ("非D级危房", True),
        ("原D级，2019年加固", True),
        ("2019年停用，2021年恢复使用", True),
        ("在建，尚未竣工", False),
        ("拟建", False),
        ("D级危房，已停用", False),
        ("d 级危房", False),
        ("已拆除", False),
    ],
)
def test_a_remark_tells_whether_a_room_is_there(tmp_path: Path, remark: str, counts: bool) -> None:
    rows: Rows = [
        ["楼名", "用途", "面积（㎡）", "备注"],
        ["一号楼", "教学及辅助用房", 420, ""],
        ["二号楼", "教学及辅助用房", 280, remark],
    ]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "teaching_area") == [700 if counts else 420]
    assert [problem.cell for problem in told(problems, "rows-gone")] == ([] if counts else ["A3"])


def test_other_columns_say_it_too(tmp_path: Path) -> None:
    rows: Rows = [
        ["楼名", "用途", "面积（㎡）", "建成年份", "安全等级"],
        ["一号楼", "教学及辅助用房", 420, 2014, "A"],
        ["二号楼", "教学及辅助用房", 280, "在建", ""],
        ["三号楼", "教学及辅助用房", 90, 1979, "D"],
        ["四号楼", "教学及辅助用房", 60, 1988, "C级"],
    ]
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "teaching_area") == [480]
    assert [problem.cell for problem in told(problems, "rows-gone")] == ["A3", "A4"]
    assert [problem.cell for problem in told(problems, "rows-aside")] == ["A5"]


@pytest.mark.parametrize(
    "heads",
    [["教室名称", "面积", "备注"], ["场地名称", "面积", "备注"], ["教室", "是否联网", "备注"]],
    ids=["special rooms", "grounds", "multimedia"],
)
def test_every_list_of_places_knows_what_is_not_built(tmp_path: Path, heads: list[str]) -> None:
    answer = "是" if "是否联网" in heads else 96
    rows: Rows = [heads, ["音乐教室", answer, ""], ["美术教室", answer, "在建"]]
    workbook(tmp_path / YEAR / "表.xlsx", ("S", rows))
    assert [problem.cell for problem in told(reckoned(tmp_path)[1], "rows-gone")] == ["A3"]
