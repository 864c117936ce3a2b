"""A checklist → its TOML file: stable, with a head that says what it is, for a person to go on with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.checklist.keys import TABLES
from dossier.checklist.plain import plain
from dossier.model import Checklist
from dossier.toml import quote

_WIDE = 100
"""A list longer than this is written with one member a line."""
_TITLES = {
    "group": "一级指标",
    "indicator": "指标",
    "rule": "综合判定",
    "requirement": "材料",
    "figure": "数据项",
    "relief": "放宽口径",
    "outside": "不计入校际比较的学校",
}


def write_toml(checklist: Checklist) -> str:
    """The text of the file; reading it gives the same value."""
    data = plain(checklist)
    lines = [
        f"# {checklist.title}",
        "# 材料清单：可以直接修改。编号、名称以本文件为准，先后次序就是目录的次序。",
        "# 改完后用 dossier checklist validate 检查。",
        f"schema = {data['schema']}",
        "",
        "[checklist]",
        *_lines(data["checklist"]),
    ]
    for table in TABLES:
        rows = data.get(table, [])
        if rows:
            lines += ["", f"# ---- {_TITLES[table]}（{len(rows)}项）----"]
        for row in rows:
            lines += ["", f"[[{table}]]", *_lines(row)]
    return "\n".join(lines) + "\n"


def _lines(table: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in table.items()]


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_lines(value)) + " }"
    if isinstance(value, list):
        return _list([_value(member) for member in value])
    return str(value)


def _list(members: list[str]) -> str:
    line = "[" + ", ".join(members) + "]"
    if len(line) <= _WIDE:
        return line
    return "[\n" + "".join(f"  {member},\n" for member in members) + "]"
