"""Names and rates that were never filled in: 组长：XX, 优秀率__%; hidden names are none."""

from __future__ import annotations

import pytest

from tests.evidence import BODY, PLAN, RECORD, codes, found, plan, record


@pytest.mark.parametrize(
    "line",
    [
        "成员：XX、XXX。",
        "组长：XX",
        "副组长：苗庭阳、××",
        "成员：XX、____",
        "组长：____",
        "负责人：XX",
        "本学期优秀率__%。",
        "合格率_％，优秀率____%",
        "获奖率为XX%。",
    ],
)
def test_names_and_rates_left_to_be_filled_in(line: str) -> None:
    assert codes(PLAN, plan(f"{BODY}\n{line}")) == ["left-blank"]


def test_the_mark_is_shown_with_what_it_stands_for() -> None:
    [problem] = found(PLAN, plan(f"{BODY}\n成员：XX、XXX。"))
    assert "“成员:XX”" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "成员：王XX、李××",
        "组长：苗庭阳",
        "校服型号：XXL",
        "负责人：____",
        "优秀率95%，增长x%",
        "每班50×2%",
    ],
)
def test_what_is_no_blank(line: str) -> None:
    assert codes(PLAN, plan(f"{BODY}\n{line}")) == []


def test_rates_and_names_of_a_record_are_written_in_by_hand() -> None:
    assert codes(RECORD, record("满意率____%，组长：____")) == []
    assert codes(RECORD, record("主任：XX", "家访记录")) == []
