"""Cells whose value nobody knows: named with their place, and no figure is too low because of them in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.numbers import UNCALCULATED, is_error
from tests.ledger_files import read_all, workbook
from tests.test_figure_places import relations
from tests.test_reckon import codes, figures, labels, ledger, problems

ROOMS = ledger(
    "校舍用房台账",
    {"用途": "教学", "面积": 30},
    {"用途": "教学", "面积": "#REF!"},
    {"用途": "办公", "面积": "#N/A"},
)


def test_a_sum_beside_an_error_is_not_known() -> None:
    assert figures(ROOMS)["area"].value is None
    [told] = [problem for problem in problems(ROOMS) if problem.code == "figure-unsettled"]
    assert (told.figure, told.path, told.cell) == ("area/junior", "数据/校舍用房台账.xlsx", "B3")
    assert "B4" not in told.message  # what the figure does not count is not its business
    assert "空着" in told.remedy


def test_another_authority_holds_until_the_cells_are_put_right() -> None:
    facts = labels(("教学用房面积", 90))
    area = figures(ROOMS, facts)["area"]
    assert area.value == 90
    assert relations(area) == [("存疑", "数据/校舍用房台账.xlsx", "B2:B4")]
    assert codes(problems(ROOMS, facts)) == ["figure-unsettled"]


def test_an_error_in_a_condition_decides_nothing() -> None:
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 30}, {"用途": "#N/A", "面积": 20})
    assert figures(rooms)["area"].value is None


def test_errors_and_formulas_without_a_result_are_told_by_runs(tmp_path: Path) -> None:
    rows = [["班级", "人数"], *([f"七（{n}）班", "=20+25" if n < 5 else 44] for n in range(1, 8))]
    workbook(tmp_path / "数据/a.xlsx", ("s", [*rows, ["七（8）班", "#REF!"]]))
    [read], told = read_all(tmp_path)
    assert [(problem.code, problem.cell) for problem in told] == [
        ("formula-uncalculated", "B2:B5"),
        ("cell-doubt", "B9"),
    ]
    assert [row.values["人数"] for row in read.rows][3:] == [UNCALCULATED, "44", "44", "44", "#REF!"]


def test_formulas_of_rows_that_nobody_filled_in_say_nothing(tmp_path: Path) -> None:
    rows = [["班级", "人数"], ["七（1）班", 44], [None, "=1/0"], [None, "#DIV/0!"]]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    [read], told = read_all(tmp_path)
    assert (len(read.rows), told) == (1, ())


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "XFD3"])
def test_heads_of_two_levels_are_known_beside_a_far_cell(tmp_path: Path, far: str) -> None:
    path = tmp_path / "数据/a.xlsx"
    rows = [["班级", "学生", None], [None, "人数", "男"], ["七（1）班", 44, 20], ["七（2）班", 45, 21]]
    book = workbook(path, ("s", rows), merged=["A1:A2", "B1:C1"])
    book["s"][far] = "x"
    book.save(path)
    [read], _ = read_all(tmp_path)
    assert [row.values["人数"] for row in read.rows] == ["44", "45"]


@pytest.mark.parametrize("raw", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", UNCALCULATED])
def test_errors_are_known(raw: str) -> None:
    assert is_error(raw)
    assert not is_error(raw[1:])
