"""Another school's name where ours belongs, whatever kind of school it is; kinds of schools are no names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.model import Document, School
from tests.evidence import BODY, CHECKLIST, PLAN, PROJECT, claim, plan, scrutinise

OURS = School(name="云岭县柳溪中学", short_name="柳溪中学")
SECOND = School(name="云岭县第二中学", short_name="云岭二中")
TOWN = School(name="云岭县青石镇初级中学", short_name="青石中学")


def told(paper: Document, school: School = OURS) -> list[str]:
    project = replace(PROJECT, school=school)
    problems = scrutinise(CHECKLIST, project, [claim(PLAN, paper.path)], [paper])
    return [problem.code for problem in problems if problem.code == "other-school"]


def signed(name: str) -> Document:
    return plan(end=f"{name}\n2025年9月3日")


@pytest.mark.parametrize(
    "name",
    [
        "青石镇初级中学",
        "第三初级中学",
        "云岭县民族中学",
        "云岭县第二中学",
        "云岭县高级中学",
        "红星学校",
        "和平小学",
        "青石镇九年一贯制学校",
        "云岭县民族初级中学",
        "云岭县实验小学",
    ],
)
def test_another_school_signs(name: str) -> None:
    assert told(signed(name)) == ["other-school"]


@pytest.mark.parametrize("name", ["青石镇初级中学", "云岭县第二中学", "云岭县民族中学", "第三初级中学"])
def test_another_school_is_the_subject_or_stands_in_the_title(name: str) -> None:
    ours = "\n柳溪中学\n2025年9月3日"
    assert told(plan(f"{name}全体教师高度重视。", end=ours)) == ["other-school"]
    assert told(plan(title=f"{name}2025—2026学年度均衡编班方案", end=ours)) == ["other-school"]
    assert told(plan(title=f"{name}均衡编班方案", end=ours)) == ["other-school"]


@pytest.mark.parametrize(
    ("name", "school"),
    [
        ("云岭县柳溪初级中学", OURS),
        ("柳溪镇初级中学", OURS),
        ("柳溪学校", OURS),
        ("云岭县中学", OURS),
        ("第二中学", SECOND),
        ("云岭县第二初级中学", SECOND),
        ("县第二中学", SECOND),
        ("青石镇中学", TOWN),
        ("青石镇初级中学", TOWN),
        ("青石初级中学", TOWN),
        ("家长学校", OURS),
        ("云岭县教师进修学校", OURS),
    ],
)
def test_what_our_own_school_is_called(name: str, school: School) -> None:
    assert told(signed(name), school) == []


@pytest.mark.parametrize(
    ("name", "school"),
    [("云岭县第三中学", SECOND), ("青石镇小学", TOWN), ("青石镇第二初级中学", TOWN), ("第一中学", SECOND)],
)
def test_a_neighbour_with_another_number_or_stage(name: str, school: School) -> None:
    assert told(signed(name), school) == ["other-school"]


@pytest.mark.parametrize(
    "kind",
    [
        "各初级中学",
        "初级中学",
        "全县初级中学",
        "县级中学",
        "乡镇初级中学",
        "普通初级中学",
        "九年一贯制学校",
        "全镇九年一贯制学校",
        "寄宿制学校",
        "民族学校",
        "民族中学",
        "少数民族学校",
        "三所民族学校",
        "普通高中学校",
        "第一学校",
        "其他完全中学",
    ],
)
def test_kinds_of_schools_are_no_school(kind: str) -> None:
    assert told(plan(f"{BODY}\n{kind}严格落实编班要求。", end="柳溪中学\n2025年9月3日")) == []
