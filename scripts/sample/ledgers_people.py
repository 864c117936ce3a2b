"""Ledgers of pupils and staff, read under 数据/."""

from __future__ import annotations

from collections.abc import Mapping

from sample import school, sheets
from sample.people import Member, staff
from sample.school import GRADES, NAME, SECTIONS, Pupil
from sample.sheets import Cell, Table

_FILLED = "填报单位：青禾县晨光实验学校（公章）　　填报时间：{}"
_SIGNED = "校长（签字）：　　　　　　审核人：　　　　　　填表人：　　　　　　联系电话：000-00000101"


def files(scale: int) -> Mapping[str, bytes]:
    """Path below 数据/ → bytes."""
    now, before = "2025—2026学年度", "2024—2025学年度"
    return {
        f"{now}/教职工花名册(2025.9.1).xls": sheets.xls(_staff("2025-2026")),
        f"{before}/教职工花名册2024年9月.xlsx": sheets.xlsx(_staff("2024-2025")),
        f"{now}/2025—2026学年度班级学生数一览表.xlsx": sheets.xlsx(_classes("2025-2026")),
        f"{before}/班级人数统计表24-25.et": sheets.xls(_classes("2024-2025")),
        f"{now}/2026年5月班级学生数统计.xlsx": sheets.xlsx(_classes_in_may()),
        f"{now}/学籍花名册（全校）.xlsx": sheets.xlsx(
            *(_register("2025-2026", section, scale) for section in SECTIONS)
        ),
        f"{before}/学籍系统导出.csv": sheets.csv_gbk(_register("2024-2025", "", scale)),
        f"{now}/骨干教师台账.xlsx": sheets.xlsx(_backbone()),
        f"{now}/教师培训学时登记.xlsx": sheets.xlsx(_training()),
        f"{now}/交流轮岗台账2025-2026.xlsx": sheets.xlsx(_exchange("2025-2026")),
        f"{before}/交流轮岗台账.xlsx": sheets.xlsx(_exchange("2024-2025")),
        f"{now}/新生住址核对表.xlsx": sheets.xlsx(_new_pupils("2025-2026")),
        f"{now}/留守随迁统计.xlsx": sheets.xlsx(_groups("2025-2026")),
    }


def _staff(year: str) -> Table:
    heads = (
        "序号", "姓名", "性别", "出生年月", "任教情况/任教学段", "任教情况/任教学科", "学历/第一学历", "学历/最高学历",
        "是否专任", "职称", "教师资格证号", "骨干级别", "备注",
    )  # fmt: skip
    members = staff(year)
    rows: list[list[Cell]] = [_member(number, member) for number, member in enumerate(members, 1)]
    teachers = sum(member.full_time for member in members)
    rows.append(["合计", f"{len(members)}人", *[""] * 6, f"{teachers}人"])
    above = (f"{NAME}教职工花名册", _FILLED.format(f"{year[:4]}年9月1日"))
    return Table("教职工", above, heads, rows, (_SIGNED,))


def _member(number: int, member: Member) -> list[Cell]:
    name = f"{member.name[0]}　{member.name[1]}" if len(member.name) == 2 else member.name
    return [
        number, name, member.sex, member.born, member.section or "全校", member.subject, member.first_degree,
        member.degree, "是" if member.full_time else "否", member.rank, member.certificate, member.backbone, "",
    ]  # fmt: skip


def _classes(year: str) -> Table:
    heads = ("序号", "年级", "班级", "学生数/男", "学生数/女", "学生数/合计", "班主任")
    everybody = school.pupils(year)
    rows: list[list[Cell]] = []
    number = 0
    for grade, name in enumerate(GRADES, 1):
        here = [pupil for pupil in everybody if pupil.grade == grade]
        for room in range(1, max(pupil.room for pupil in here) + 1):
            number += 1
            mates = [pupil for pupil in here if pupil.room == room]
            rows.append([number, name, mates[0].class_name, *_heads(mates), school.person(80_000 + number)])
        rows.append(["", f"{name}小计", "", *_heads(here)])
    rows.append(["合计", "", f"{school.classes(year)}个班", *_heads(everybody)])
    above = (
        f"{NAME}{year.replace('-', '—')}学年度班级学生数一览表",
        _FILLED.format(f"{year[:4]}年9月1日"),
        f"统计时点：{year[:4]}年9月1日　　单位：人",
    )
    return Table("班级学生数", above, heads, rows, (_SIGNED,))


def _heads(pupils: list[Pupil]) -> tuple[int, int, int]:
    girls = sum(pupil.girl for pupil in pupils)
    return len(pupils) - girls, girls, len(pupils)


def _classes_in_may() -> Table:
    """Two pupils have moved away since September."""
    rows: list[list[Cell]] = []
    for grade, sizes in enumerate(school.SIZES["2025-2026"], 1):
        for room, size in enumerate(sizes, 1):
            left = 1 if (grade, room) in ((3, 2), (8, 1)) else 0
            rows.append([GRADES[grade - 1], f"{GRADES[grade - 1][0]}（{room}）班", size - left])
    rows.append(["合计", "", sum(int(row[2]) for row in rows)])
    above = ("晨光实验学校2026年5月班级学生数统计", "统计时点：2026年5月10日")
    return Table("5月", above, ("年级", "班级", "人数"), rows)


def _register(year: str, section: str, scale: int) -> Table:
    heads = (
        "序号", "学籍号", "姓名", "性别", "年级", "班级", "入学年月", "就读方式", "是否留守儿童", "是否随迁子女", "学生状态",
    )  # fmt: skip
    chosen = [pupil for pupil in school.pupils(year, scale) if section in ("", pupil.section)]
    rows = [_line(number, pupil) for number, pupil in enumerate(chosen, 1)]
    name = f"{SECTIONS[section]}部" if section else "全校"
    return Table(name, (f"{NAME}学籍花名册（{name}）", f"统计时点：{year[:4]}年9月1日"), heads, rows)


def _line(number: int, pupil: Pupil) -> list[Cell]:
    return [
        number, pupil.number, pupil.name, "女" if pupil.girl else "男", pupil.grade_name, pupil.class_name,
        f"{pupil.number[6:10]}09", "走读", "是" if pupil.left_behind else "否", "是" if pupil.migrant else "否", "在籍在读",
    ]  # fmt: skip


def _backbone() -> Table:
    heads = ("序号", "姓名", "学段", "任教学科", "称号", "骨干级别", "认定文号", "认定时间", "备注")
    chosen = [m for m in staff("2025-2026") if m.backbone not in ("无", "校级")]
    rows: list[list[Cell]] = [
        [
            n,
            m.name,
            m.section,
            m.subject,
            f"{m.backbone}骨干教师",
            m.backbone,
            f"示例教师〔2023〕{n}号",
            "2023.10",
            "",
        ]
        for n, m in enumerate(chosen, 1)
    ]
    return Table(
        "骨干教师", (f"{NAME}县级以上骨干教师台账", "统计时点：2025年9月1日"), heads, rows, (_SIGNED,)
    )


def _training() -> Table:
    years = ("2021-2022", "2022-2023", "2023-2024", "2024-2025", "2025-2026")
    heads = (
        "序号",
        "姓名",
        "学段",
        "是否应参训",
        *(f"各年学时/{year}" for year in years),
        "五年累计学时",
        "备注",
    )
    rows: list[list[Cell]] = []
    for number, member in enumerate(m for m in staff("2025-2026") if m.full_time):
        fresh = number in (17, 61, 88)
        hours = [0, 0, 0, 72, 54] if fresh else [72 + (number + place) % 9 * 2 for place in range(5)]
        rows.append([
            number + 1, member.name, member.section, "否" if fresh else "是", *hours, f"{sum(hours)}学时",
            "2024年入职" if fresh else "",
        ])  # fmt: skip
    return Table("学时", (f"{NAME}教师培训学时登记表（2021—2026年）",), heads, rows, (_SIGNED,))


def _exchange(year: str) -> Table:
    heads = (
        "序号",
        "学年度",
        "姓名",
        "学段",
        "是否骨干",
        "是否符合交流条件",
        "是否交流",
        "接收学校",
        "起止时间",
        "备注",
    )
    rows: list[list[Cell]] = []
    for number, member in enumerate([m for m in staff(year) if m.full_time][8:40]):
        goes = number in (3, 9, 14, 25) if year == "2025-2026" else number in (6, 12, 21, 30)
        star = "是" if member.backbone not in ("无", "校级") else "否"
        rows.append([
            number + 1, year, member.name, member.section, star, "是", "是" if goes else "否",
            "青禾县云岭小学" if goes else "", f"{year[:4]}.9—{year[5:]}.7" if goes else "", "",
        ])  # fmt: skip
    above = (f"{NAME}{year.replace('-', '—')}学年度交流轮岗台账",)
    return Table("交流轮岗", above, heads, rows, (_SIGNED,))


def _new_pupils(year: str) -> Table:
    heads = ("序号", "学年度", "姓名", "性别", "年级", "班级", "家庭住址", "是否片区内", "备注")
    rows: list[list[Cell]] = []
    for number, pupil in enumerate((p for p in school.pupils(year) if p.grade in (1, 7)), 1):
        outside = pupil.section == "junior" and number % 37 == 0
        street = ("晨光路", "青松巷", "禾苗街", "东风里")[number % 4]
        rows.append([
            number, year, pupil.name, "女" if pupil.girl else "男", pupil.grade_name, pupil.class_name,
            f"{street}{number % 90 + 1}号", "否" if outside else "是", "随迁子女" if outside else "",
        ])  # fmt: skip
    above = (f"{NAME}{year.replace('-', '—')}学年度新生花名册及住址核对表",)
    return Table("新生", above, heads, rows, (_SIGNED,))


def _groups(year: str) -> Table:
    everybody = school.pupils(year)
    rows: list[list[Cell]] = []
    for grade, name in enumerate(GRADES, 1):
        here = [pupil for pupil in everybody if pupil.grade == grade]
        rows.append([name, len(here), sum(p.left_behind for p in here), sum(p.migrant for p in here)])
    rows.append(
        ["合计", len(everybody), sum(p.left_behind for p in everybody), sum(p.migrant for p in everybody)]
    )
    above = (
        f"{NAME}{year.replace('-', '—')}学年度留守儿童、随迁子女统计表",
        f"统计时点：{year[:4]}年9月1日　　单位：人",
    )
    return Table("统计", above, ("年级", "在校生数", "留守儿童数", "随迁子女数"), rows, (_SIGNED,))
