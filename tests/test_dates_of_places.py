"""A date below a paper that is not of the year whose place it fills, where its title names no year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.model import Requirement
from tests.evidence import CHECKLIST, PLAN, PROJECT, RULES, SUMMARY, claim, plan, scrutinise

COURSES = replace(PLAN, title="课程实施方案")
HOURS = replace(PLAN, title="作息时间表", form="统计表")
REPORT = replace(SUMMARY, title="德育工作总结")
ONCE = replace(PLAN, title="均衡发展实施方案", years="current")
ADMISSION = replace(PLAN, title="招生工作方案")
IN_FORCE = replace(RULES, title="安全管理制度", years="last-3")


@pytest.mark.parametrize(
    ("requirement", "day", "flawed"),
    [
        (COURSES, "2022年9月1日", True),
        (HOURS, "2021年9月1日", True),
        (REPORT, "2022年9月1日", True),
        (COURSES, "2025年8月25日", False),
        (HOURS, "2025年2月20日", False),
        (ONCE, "2022年9月1日", False),
        (ADMISSION, "2022年9月1日", False),
        (IN_FORCE, "2022年9月1日", False),
    ],
)
def test_the_date_below_is_not_of_the_year_of_the_place(
    requirement: Requirement, day: str, flawed: bool
) -> None:
    paper = plan(
        title=requirement.title,
        path=f"材料/2025-2026学年/{requirement.title}.docx",
        end=f"青禾县晨光实验学校\n{day}",
    )
    checklist = replace(CHECKLIST, requirements=(requirement,))
    problems = scrutinise(checklist, PROJECT, [claim(requirement, paper.path, year="2025-2026")], [paper])
    assert [problem.code for problem in problems] == ["date-outside"] * flawed
    assert all(f"归入的年度是2025—2026学年度，落款却是{day}" in problem.message for problem in problems)
