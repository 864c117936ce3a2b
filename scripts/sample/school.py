"""The school in numbers, as on 1 September 2025 unless said otherwise. One pupil or person is one record."""

from __future__ import annotations

import random
from dataclasses import dataclass

COUNTY = "青禾县"
NAME = "青禾县晨光实验学校"
SHORT = "晨光实验学校"
YEARS = {"A": "2023-2024", "B": "2024-2025", "C": "2025-2026"}
SECTIONS = {"primary": "小学", "junior": "初中"}
GRADES = ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "七年级", "八年级", "九年级")
SIZES: dict[str, tuple[tuple[int, ...], ...]] = {
    "2025-2026": (
        (49, 49, 50), (50, 49, 50), (49, 50, 49), (50, 50, 49), (49, 50, 50), (49, 50),
        (50, 49, 50), (49, 50, 49), (50, 51, 49),
    ),
    "2024-2025": (
        (50, 49, 50), (49, 50, 49), (50, 49, 49), (49, 49, 50), (49, 49), (50, 49, 50),
        (49, 50, 49), (50, 49, 50), (49, 49, 48),
    ),
}  # fmt: skip
"""Pupils of every class, by grade. 2025-2026: 17 + 9 classes, 842 + 447 = 1,289; the one class of 51 is 九（2）."""

_SURNAMES = "安白柏毕卞岑柴车程褚丁窦范方费冯傅甘高葛龚顾郝贺洪侯胡华黄霍季江姜蒋金康柯孔蓝雷黎廖林凌柳龙卢鲁陆罗骆吕马毛孟苗莫"
_GIVEN = "安邦博采晨川丹帆枫歌谷禾和恒慧嘉简静菊珂兰岚乐黎琳麦敏茗宁沛鹏萍琪琴青清秋然蓉瑞山舒松涛恬庭桐婉薇温溪霞晓欣雅妍燕阳怡颖悠宇雨远月云泽哲芝知舟竹"


@dataclass(frozen=True)
class Pupil:
    """One line of the register of pupils."""

    number: str
    name: str
    girl: bool
    grade: int
    """1-9."""
    room: int
    """Class within the grade, from 1."""
    left_behind: bool
    migrant: bool

    @property
    def section(self) -> str:
        """Key of the section."""
        return "primary" if self.grade <= 6 else "junior"

    @property
    def grade_name(self) -> str:
        """七年级."""
        return GRADES[self.grade - 1]

    @property
    def class_name(self) -> str:
        """七（1）班."""
        return f"{self.grade_name[0]}（{self.room}）班"


def person(index: int) -> str:
    """An invented name; two characters for some, three for most."""
    chance = random.Random(f"name {index}")
    given = chance.choice(_GIVEN) if index % 4 == 0 else "".join(chance.sample(_GIVEN, 2))
    return chance.choice(_SURNAMES) + given


def telephone(index: int) -> str:
    """A number that cannot be dialled."""
    return f"000-0000{index:04d}"


def pupils(year: str, scale: int = 1) -> list[Pupil]:
    """All pupils of a school year, class by class; *scale* times as many for benchmarks."""
    found = []
    for grade, sizes in enumerate(SIZES[year], 1):
        entered = int(year[:4]) - (grade - 1 if grade <= 6 else grade - 7)
        for room, size in enumerate(sizes * scale, 1):
            found += [_pupil(entered, grade, room, place) for place in range(1, size + 1)]
    return found


def _pupil(entered: int, grade: int, room: int, place: int) -> Pupil:
    chance = random.Random(f"pupil {entered} {grade > 6} {room} {place}")
    kind = chance.random()
    return Pupil(
        number=f"G00000{entered}{'X' if grade <= 6 else 'C'}{room:02d}{place:03d}",
        name=person(entered * 10_000 + room * 100 + place + (5_000 if grade > 6 else 0)),
        girl=chance.random() < 0.48,
        grade=grade,
        room=room,
        left_behind=kind < 0.06,
        migrant=0.06 <= kind < 0.13,
    )


def count(year: str, section: str = "") -> int:
    """Pupils of a school year, of one section or of all."""
    return sum(sum(sizes) for sizes in _sizes(year, section))


def classes(year: str, section: str = "") -> int:
    """Classes of a school year, of one section or of all."""
    return sum(len(sizes) for sizes in _sizes(year, section))


def _sizes(year: str, section: str) -> tuple[tuple[int, ...], ...]:
    sizes = SIZES[year]
    return {"": sizes, "primary": sizes[:6], "junior": sizes[6:]}[section]
