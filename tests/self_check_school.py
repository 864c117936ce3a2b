"""A school that checks itself: two duties, three tasks, six items, invented; and hands that fill in its workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests import small

CHECKLIST = """
schema = 1
[checklist]
id = "self"
title = "学校管理对照自查"
basis = "《青禾县学校管理规范》；条目为简写"
"""
GROUPS = (
    ("A1", "招生", "A"),
    ("A2", "控辍", "A"),
    ("B1", "健康", "B"),
    ("A", "平等对待学生", ""),
    ("B", "全面发展", ""),
)
ITEMS = (
    ("1", "A1", "招生公开", "verified"),
    ("2", "A1", "编班均衡", "unverified"),
    ("3", "A2", "学籍真实", "unverified"),
    ("4", "A2", "劝返有记录", "unverified"),
    ("5", "B1", "每天锻炼1小时", "verified"),
    ("6", "B1", "宿舍管理", "verified"),
)
OWNERS = {"A1": "教务处", "A2": "教务处", "B1": "德育处"}


def toml() -> str:
    """The checklist; each item asks for one document."""
    parts = [CHECKLIST]
    parts += [
        f'[[group]]\ncode = "{code}"\ntitle = "{title}"\nparent = "{up}"\n' for code, title, up in GROUPS
    ]
    for code, group, title, certainty in ITEMS:
        parts.append(
            f'[[indicator]]\ncode = "{code}"\ngroup = "{group}"\ntitle = "{title}"\n'
            f'kind = "self-check"\ncertainty = "{certainty}"\n'
        )
        parts.append(
            f'[[requirement]]\ncode = "M-{code}"\nindicator = "{code}"\ntitle = "{title}台账"\n'
            f'owner = "{OWNERS[group]}"\n'
        )
    return "\n".join(parts)


def begin(root: Path, listed: Path | None = None) -> Path:
    """A project made by ``dossier init`` for the list at *listed*, else for the small one here."""
    if listed is None:
        listed = root.with_suffix(".toml")
        listed.write_text(toml(), encoding="utf-8")
    done = small.dossier(
        "init",
        root,
        "--name",
        "青禾县晨光小学",
        "--stage",
        "小学",
        "--checklist",
        listed,
        "--as-of",
        "2026-05-20",
    )
    assert done.returncode == 0, done.stderr
    return root


Rows = Mapping[str, Mapping[str, str]]


def fill(root: Path, checks: Rows, ledger: list[dict[str, str]] | None = None) -> None:
    """Write into 材料台账.xlsx as a person does: by the code of an item or task, below the last row of the ledger."""
    path = root / "材料台账.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["自查自评"]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value}
    for code, cells in checks.items():
        put(sheet, rows[code], cells)
    sheet = book["整改台账"]
    first = next(row for row in range(2, 600) if not sheet.cell(row, 4).value)
    for row, entry in enumerate(ledger or [], first):
        put(sheet, row, entry)
    book.save(path)


def put(sheet: Any, row: int, cells: Mapping[str, str]) -> None:
    """Write *cells* (head → text) into one row."""
    heads = {cell.value: cell.column for cell in sheet[1]}
    for head, text in cells.items():
        sheet.cell(row, heads[head]).value = text


MET = {"自查结论": "达到"}
ANSWERS: Rows = {
    "A1": {"自查结论": "达到", "已做工作": "招生、编班按规定程序办理,全程公示"},
    "2": {"自查结论": "基本达到", "存在差距": "编班结果公示不足5天"},
    "A2": {"自查结论": "达到"},
    "5": {
        "自查结论": "未达到",
        "已做工作": "大课间每天30分钟",
        "存在差距": "雨天没有室内场地",
        "自查人": "秦岚",
    },
    "6": {"自查结论": "不涉及", "存在差距": "没有住宿生"},
}
LEDGER = [
    {
        "问题来源": "自查",
        "对应指标/依据": "5",
        "存在问题": "雨天没有室内场地",
        "整改目标": "雨天也锻炼1小时",
        "整改措施": "把二楼空教室改为活动室",
        "责任部门": "总务处",
        "责任人": "周明",
        "完成时限": "2026-08-31",
        "进展": "整改中",
    },
    {
        "问题来源": "责任督学",
        "对应指标/依据": "教辅材料管理规定",
        "存在问题": "一个班征订了目录外的教辅",
        "整改目标": "不再出现",
        "整改措施": "退订退款",
        "责任部门": "教务处",
        "责任人": "林青",
        "完成时限": "2026-04-30",
        "进展": "已完成",
        "销号": "2026-05-06",
    },
]
REST = {
    "对应指标/依据": "2",
    "存在问题": "编班结果公示不足5天",
    "整改目标": "公示满5天",
    "整改措施": "修订编班方案",
    "责任部门": "教务处",
    "完成时限": "2026-09-10",
    "进展": "未启动",
}
WORDS = {
    "学习宣传": "学校组织全体教师学习管理规范。",
    "组织分工": "学校成立由校长任组长的工作小组。",
    "下一步打算": "每月检查一次整改台账。",
    "保障措施": "校长每月听取一次整改进展。",
    "基本情况": "学校现有6个教学班。",
}


def write_words(root: Path) -> None:
    """What only the school can say."""
    for name, text in WORDS.items():
        (root / "文字" / f"{name}.txt").write_text(text, encoding="utf-8")
