"""Several materials in one file, and one material in forty."""

from __future__ import annotations

from collections.abc import Mapping

from sample import scenes
from sample.evidence import Entry, words
from sample.evidence import requirements as asked_of
from sample.pages import Press
from sample.prose import Text
from sample.school import person

SPLIT = "上交/办公室/2024-2025学年人事材料合订本.pdf"
SPLIT_PARTS = (
    ("2-10-01", "教职工编制核定表"),
    ("2-10-02", "岗位设置方案"),
    ("2-8-02", "绩效工资分配方案"),
    ("2-11-01", "教师交流轮岗工作方案"),
    ("5-5-01", "编外聘用人员情况表"),
)
"""The five materials that were scanned into one file, and their codes."""
LOANS = "材料/3-5图书与设施/2024-2025学年图书借阅登记"


def split_texts() -> list[Text]:
    """The five materials, in their order."""
    asked = asked_of()
    return [
        words(
            Entry("", f"{name}.pdf", code, "2024-2025", ("long",) if place in (1, 3) else ()),
            asked,
        )
        for place, (code, name) in enumerate(SPLIT_PARTS)
    ]


def files(press: Press) -> Mapping[str, bytes]:
    """Path → bytes."""
    return {SPLIT: press.text(*split_texts())} | {
        f"{LOANS}/扫描件{number:03d}.jpg": _loan_page(number) for number in range(1, 41)
    }


def _loan_page(number: int) -> bytes:
    rows = [
        f"{number * 12 + line:04d}　{person(number * 40 + line)}　{('故事集', '科学画报', '诗词选', '地图册')[(number + line) % 4]}　已还"
        for line in range(12)
    ]
    return scenes.scan([f"图书借阅登记　第{number}页", *rows], (420, 594), 30)
