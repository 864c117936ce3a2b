"""青禾镇: five small schools that do not exist, each a project of its own, and the township's table of them.

Its 差异系数 row was made with a spreadsheet's STDEV ÷ AVERAGE, as it is often done; the run says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean, stdev

from sample.sheets import Cell, Table, xlsx

NAME = "青禾镇"
_LABELS = (
    "在校生数",
    "教学班数",
    "高于规定学历教师数",
    "县级以上骨干教师数",
    "体育、艺术专任教师数",
    "教学及辅助用房面积",
    "室内体育用房面积",
    "运动场地面积",
    "教学仪器设备值",
    "网络多媒体教室数",
)


@dataclass(frozen=True)
class School:
    """One school; figures in the order of the labels."""

    name: str
    stage: str
    kind: str
    numbers: tuple[int, ...]
    sections: Mapping[str, tuple[int | None, ...]] | None = None
    """小学部 and 初中部 of a campus; None stands for what they share."""


SCHOOLS = (
    School("河湾小学", "primary", "小学", (240, 6, 11, 3, 3, 1200, 0, 2000, 520_000, 6)),
    School("石桥小学", "primary", "小学", (160, 6, 7, 2, 1, 820, 0, 1250, 310_000, 4)),
    School(
        "柳溪学校",
        "nine-year",
        "九年一贯制",
        (330, 9, 17, 4, 4, 2070, 345, 3450, 862_500, 8),
        {
            "小学部": (180, 6, 8, 2, 2, None, None, None, None, 4),
            "初中部": (150, 3, 9, 2, 2, None, None, None, None, 4),
        },
    ),
    School("青禾初中", "junior", "初中", (420, 9, 24, 5, 4, 2600, 300, 4400, 1_090_000, 10)),
    School("竹坪教学点", "point", "教学点", (31, 3, 2, 0, 0, 150, 0, 300, 40_000, 1)),
)


def files() -> dict[str, bytes]:
    """The township's whole folder: path → bytes."""
    tree: dict[str, bytes] = {
        "dossier.toml": _settings().encode(),
        "README.md": _readme().encode(),
        "数据/各校数据表.xlsx": xlsx(_table()),
    }
    for school in SCHOOLS:
        tree[f"{school.name}/dossier.toml"] = _school_settings(school).encode()
        tree[f"{school.name}/学校信息.xlsx"] = xlsx(_facts(school))
        tree[f"{school.name}/材料/办公室/{school.name}章程.txt"] = _charter(school).encode()
    return tree


def _settings() -> str:
    listed = ", ".join(f'"{school.name}"' for school in SCHOOLS)
    return (
        'checklist = "quality-balance-2017"\nkind = "district"\nas_of = 2026-09-01\n'
        f'schools = [{listed}]\n\n[school]\nname = "青禾镇中心学校"\nshort_name = "{NAME}"\n'
    )


def _school_settings(school: School) -> str:
    return (
        f'checklist = "quality-balance-2017"\nkind = "school"\nstage = "{school.stage}"\nas_of = 2026-09-01\n\n'
        f'[school]\nname = "{NAME}{school.name}"\nshort_name = "{school.name}"\n'
    )


def _facts(school: School) -> Table:
    parts = school.sections or {}
    rows: list[list[Cell]] = [
        ["学校全称", f"{NAME}{school.name}", "", "", "", ""],
        ["办学性质", "公办", "", "", "", ""],
    ]
    for number, label in enumerate(_LABELS):
        own = [parts[part][number] if part in parts else None for part in ("小学部", "初中部")]
        cells: list[Cell] = ["" if value is None else value for value in own]
        rows.append([label, school.numbers[number], *cells, "2026-09-01", ""])
    return Table("学校信息", (), ("项目", "全校", "小学部", "初中部", "统计日期", "备注"), rows)


def _charter(school: School) -> str:
    return f"{NAME}{school.name}章程\n第一章　总则\n第一条　学校实行校长负责制，依法办学。\n"


def _table() -> Table:
    """What the township's statistician keeps: one row for each school, equipment in 万元."""
    heads = (
        "序号",
        "学校名称",
        "学校类别",
        "学段",
        "学生数",
        "教学仪器设备值（万元）",
        "生均教学仪器设备值（元）",
    )
    rows: list[list[Cell]] = []
    per_head: list[float] = []
    for school in SCHOOLS:
        if school.sections:
            continue
        students, value = school.numbers[0], school.numbers[8]
        section = "初中" if school.stage == "junior" else "小学"
        each = round(value / students, 2)
        per_head += [each] if school.stage == "primary" else []
        rows.append([len(rows) + 1, school.name, school.kind, section, students, value / 10_000, each])
    # The campus by its two sections: 180 and 1.1 × 150 of 345 weighted students.
    for part, students, value in (("小学部", 180, 450_000), ("初中部", 150, 412_500)):
        each = round(value / students, 2)
        per_head += [each] if part == "小学部" else []
        name = f"柳溪学校（{part}）"
        rows.append([len(rows) + 1, name, "九年一贯制", part[:2], students, value / 10_000, each])
    rows.append(["", "差异系数", "", "小学", "", "", round(stdev(per_head) / mean(per_head), 4)])
    return Table("各校", (f"{NAME}2026—2027学年度各校数据表",), heads, rows)


def _readme() -> str:
    return f"""# {NAME}（虚构）

一个乡镇的项目：五所虚构的小学校和教学点，各是一个完整的项目，镇里另有一张各校数据表。

    dossier check sample_data/{NAME}
    dossier build sample_data/{NAME} -o output

- 小学有河湾小学、石桥小学和柳溪学校小学部，初中有青禾初中和柳溪学校初中部；竹坪教学点31人，不计入。
- 柳溪学校是九年一贯制，校舍、场地、设备只有全校数，按加权学生数（小学1、初中1.1）拆分。
- 各校数据表末行的差异系数是用电子表格的标准差除以平均值算的，没有按学生数加权；检查会指出来。
"""
