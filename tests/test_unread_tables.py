"""A table under 数据/ is read or told, also where it proves something."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import small
from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values


@pytest.mark.parametrize(
    "heads",
    [
        ["姓名", "学段", "任教学科", "称号", "骨干级别", "认定时间"],
        ["姓名", "学段", "任教学科", "骨干称号", "级别", "授予单位"],
        ["姓名", "学段", "任教学科", "文号", "骨干级别", "备注"],
    ],
)
def test_a_list_of_leading_teachers_needs_no_document_number(tmp_path: Path, heads: list[str]) -> None:
    level = next(at for at, head in enumerate(heads) if head.endswith("级别"))
    row = ["x", "初中", "英语", "y", "z", "2023.10"]
    rows: Rows = [
        ["县级以上骨干教师台账"],
        heads,
        *([name, *row[1:level], "县级", *row[level + 1 :]] for name in ("赵一", "钱二")),
    ]
    workbook(tmp_path / YEAR / "骨干.xlsx", ("S", rows))
    assert values(reckoned(tmp_path)[0], "backbone_teachers") == [2]


@pytest.mark.parametrize("title", ["学生荣誉称号一览表", "论文获奖名单"])
def test_a_list_of_honours_is_none(tmp_path: Path, title: str) -> None:
    rows: Rows = [[title], ["姓名", "荣誉称号", "级别", "授予单位"], ["赵一", "标兵", "县级", "县教育局"]]
    workbook(tmp_path / YEAR / "表.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert figures["backbone_teachers"].value is None
    assert told(problems, "ledger-unrecognised")


def test_one_that_proves_something_is_told_all_the_same(tmp_path: Path) -> None:
    school = small.make(tmp_path / "校")
    (school / "上交/安全办/安全工作责任书.pdf").unlink()
    name = "数据/2025—2026学年度/1-2-03 安全工作责任书.xlsx"
    workbook(school / name, ("S", [["安全工作责任书"], ["责任人", "岗位职责"], ["赵一", "门卫"]]))
    small.dossier("check", school, "--json", tmp_path / "check.json")
    record = json.loads((tmp_path / "check.json").read_text(encoding="utf-8"))
    proofs = [part["path"] for one in record["findings"] for e in one["evidence"] for part in e["parts"]]
    assert name in proofs
    unread = [one for one in record["problems"] if one["code"] == "ledger-unrecognised"]
    assert [(one["path"], one["severity"]) for one in unread] == [(name, "note")]
