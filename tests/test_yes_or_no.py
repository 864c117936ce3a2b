"""Columns that ask 是否: plain words are understood, everything else is told with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ledger_files import Rows, workbook
from tests.test_ledger_shapes import YEAR, reckoned, told, values


@pytest.mark.parametrize(
    ("answer", "teachers", "doubt"),
    [
        ("专任", 2, False),
        ("专任教师", 2, False),
        ("是（任两科）", 2, False),
        ("√", 2, False),
        ("非专任", 1, False),
        ("工勤", 1, False),
        ("否（后勤）", 1, False),
        ("", 1, False),
        ("待定", 1, True),
        ("在编", 1, True),
    ],
)
def test_an_answer_is_yes_or_no_or_a_doubt(tmp_path: Path, answer: str, teachers: int, doubt: bool) -> None:
    rows: Rows = [
        ["姓名", "最高学历", "是否专任"],
        ["赵一", "本科", "是"],
        ["钱二", "本科", answer],
    ]
    workbook(tmp_path / YEAR / "教师.xlsx", ("S", rows))
    figures, problems = reckoned(tmp_path)
    assert values(figures, "teachers") == [teachers]
    assert [(p.sheet, p.cell) for p in told(problems, "cell-doubt")] == ([("S", "C3")] if doubt else [])


@pytest.mark.parametrize(
    ("words", "staff"), [("在编（教师）", 2), ("全额事业编", 2), ("√", 2), ("非在编", 1), ("编外", 1)]
)
def test_a_post_of_the_establishment_goes_by_many_words(tmp_path: Path, words: str, staff: int) -> None:
    rows: Rows = [
        ["姓名", "最高学历", "性别", "编制性质"],
        ["赵一", "本科", "男", "在编"],
        ["钱二", "本科", "女", words],
    ]
    workbook(tmp_path / YEAR / "教师.xlsx", ("S", rows))
    figures, _ = reckoned(tmp_path, name="guangxi-basic-standard")
    assert values(figures, "established_staff") == [staff]
