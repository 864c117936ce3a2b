"""A statement of another day contradicts nothing, also where the first names no day itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import workbook
from tests.test_figure_places import relations
from tests.test_ledger_shapes import YEAR, reckoned, told

FIRST = [["年级", "班级", "人数"], ["七年级", "七1班", 50], ["八年级", "八1班", 49]]
LATER = [["年级", "班级", "人数"], ["七年级", "七1班", 51], ["八年级", "八1班", 46]]
KEYS = ("students", "max_class_size", "min_class_size", "first_grade_students")


@pytest.mark.parametrize(
    ("line", "same"), [("统计时点：2026年5月10日", False), ("统计时点：2025年9月1日", True), ("", True)]
)
def test_an_undated_list_is_of_the_day_of_the_figure(tmp_path: Path, line: str, same: bool) -> None:
    workbook(tmp_path / YEAR / "班级.xlsx", ("S", FIRST))
    workbook(tmp_path / YEAR / "又一张.xlsx", ("S", [[line], *LATER]))
    figures, problems = reckoned(tmp_path)
    expected = "冲突" if same else "其他时点"
    for key in KEYS:
        assert expected in [one[0] for one in relations(figures[f"{key}/junior"])], key
    assert bool(told(problems, "conflict")) is same
    assert {problem.figure for problem in told(problems, "scope-note")} >= (
        set() if same else {f"{key}/junior" for key in KEYS}
    )
