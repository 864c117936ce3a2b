"""The staff: 96 people, 92 of them full-time teachers, and what a school keeps about each."""

from __future__ import annotations

import random
from dataclasses import dataclass

from sample.school import person

_PRIMARY = ["语文"] * 16 + ["数学"] * 14 + ["英语"] * 5 + ["道德与法治"] * 3 + ["科学"] * 3 + ["信息科技"] * 2
_PRIMARY += ["体育与健康"] * 4 + ["音乐"] * 3 + ["美术"] * 2
_JUNIOR = (
    ["语文"] * 7
    + ["数学"] * 7
    + ["英语"] * 6
    + ["物理"] * 3
    + ["化学"] * 2
    + ["道德与法治"] * 3
    + ["历史"] * 2
)
_JUNIOR += ["地理", "生物", "信息科技", "劳动"] + ["体育与健康"] * 3 + ["音乐", "美术", "艺术"]
_SUPPORT = (("财务会计", "女"), ("校医", "女"), ("图书管理", "女"), ("水电维修", "男"))


@dataclass(frozen=True)
class Member:
    """One line of the register of staff."""

    name: str
    sex: str
    section: str
    """小学, 初中, or empty for those who serve both."""
    subject: str
    degree: str
    first_degree: str
    born: str
    rank: str
    certificate: str
    backbone: str
    full_time: bool


def staff(year: str) -> list[Member]:
    """The staff on 1 September that opens *year*; a year earlier two teachers fewer."""
    missing = {"2025-2026": 0, "2024-2025": 2}[year]
    primary = [
        _teacher(number, "小学", subject) for number, subject in enumerate(_PRIMARY[missing:], missing)
    ]
    junior = [_teacher(100 + number, "初中", subject) for number, subject in enumerate(_JUNIOR)]
    support = [_support(200 + number, post, sex) for number, (post, sex) in enumerate(_SUPPORT)]
    return [*primary, *junior, *support]


def _teacher(number: int, section: str, subject: str) -> Member:
    chance = random.Random(f"teacher {number}")
    place = number % 100
    low = "中专" if section == "小学" else "大专"
    degree = low if place in (9, 27) else "硕士研究生" if place % 17 == 3 else "本科"
    if section == "小学" and place % 6 == 5:
        degree = "大专"
    levels = {2: "县级", 6: "县级", 11: "市级", 16: "县级", 20: "县级", 24: "校级", 30: "县级", 35: "省级"}
    return Member(
        name=person(90_000 + number),
        sex=chance.choice("男女女"),
        section=section,
        subject=subject,
        degree=degree,
        first_degree=chance.choice(("中专", "大专", "本科")) if degree != "中专" else "中专",
        born=f"{chance.randint(1968, 1999)}.{chance.randint(1, 12):02d}",
        rank=chance.choice(("高级教师", "一级教师", "一级教师", "二级教师")),
        certificate=f"0000{chance.randint(2000, 2023)}{number:07d}",
        backbone=levels.get(place, "县级" if place in (40, 44, 48) else "无"),
        full_time=True,
    )


def _support(number: int, post: str, sex: str) -> Member:
    return Member(
        person(90_000 + number),
        sex,
        "",
        post,
        "大专",
        "大专",
        f"197{number % 10}.05",
        "工勤",
        "/",
        "无",
        False,
    )
