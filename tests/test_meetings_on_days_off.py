"""Whatever a meeting is called, a Sunday is one; what is no meeting may be on any day."""

from __future__ import annotations

import pytest

from tests.evidence import RECORD, codes, record


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("教代会审议记录", "会议时间：2024年3月10日（星期日）"),
        ("教代会审议记录", "会议时间\n2025年3月9日"),
        ("绩效分配审议记录", "时间：2025年3月9日"),
        ("家长座谈会记录", "时间：2025年3月9日"),
        ("校务会记录", "时间：2025年3月9日"),
        ("工作记录", "会议时间：2025年3月9日"),
    ],
)
def test_a_meeting_by_its_title_or_by_its_form(title: str, line: str) -> None:
    assert codes(RECORD, record(line, title)) == ["day-off"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("家访记录", "时间：2025年3月9日"),
        ("学生会长竞选记录", "时间：2025年3月9日"),
        ("春季运动会记录", "时间：2025年3月9日"),
        ("教代会审议记录", "会议时间：2025年3月10日"),
    ],
)
def test_what_may_be_on_that_day(title: str, line: str) -> None:
    assert codes(RECORD, record(line, title)) == []
