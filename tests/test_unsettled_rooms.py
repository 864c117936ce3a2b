"""While a cell is open, no list that does not speak of the thing answers 0 for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told


@pytest.mark.parametrize("area", ["=90+5", "#REF!", "省标"])
def test_a_room_of_unknown_size_is_not_none(tmp_path: Path, area: str) -> None:
    special: Rows = [["教室名称", "教室类别", "面积"], ["美术教室一", "美术教室", area]]
    workbook(tmp_path / YEAR / "专用.xlsx", ("S", special))
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", [["房间", "用途", "面积"], ["1-1", "教室", 60]]))
    figures, problems = reckoned(tmp_path)
    assert figures["art_rooms"].value is None
    assert figures["music_rooms"].value == 0  # nothing is open there
    open_ = [p for p in told(problems, "figure-unsettled") if p.figure == "art_rooms/junior"]
    assert len(open_) == (0 if area == "省标" else 1)
    assert "C2" in {problem.cell for problem in problems}


def test_a_list_that_does_speak_of_it_holds_meanwhile(tmp_path: Path) -> None:
    special: Rows = [["教室名称", "教室类别", "面积"], ["美术教室一", "美术教室", "#REF!"]]
    workbook(tmp_path / YEAR / "专用.xlsx", ("S", special))
    workbook(tmp_path / YEAR / "用房.xlsx", ("S", [["房间", "用途", "面积"], ["美术教室一", "教室", 95]]))
    assert reckoned(tmp_path)[0]["art_rooms"].value == 1
