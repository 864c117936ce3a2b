"""学校信息.xlsx: how a new one looks, and the facts in it that are not figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dossier import sheets
from dossier.model import Checklist, FigureSpec
from dossier.sheet_writer import Column, Page, write
from dossier.text import fold

WORKBOOK = "学校信息.xlsx"
SHEET = "学校信息"
_COLUMNS = (
    Column("项目", 34),
    Column("全校", 20),
    Column("小学部", 14),
    Column("初中部", 14),
    Column("统计日期", 14, hint="如 2026-09-01；与清单的时点不同时才填"),
    Column("备注", 44),
)
FACTS = (
    "学校全称",
    "学校简称",
    "学校标识码",
    "办学类型",
    "办学性质",
    "主管部门",
    "所在区域",
    "建校年份",
    "校长",
    "书记",
    "地址",
    "邮政编码",
    "联系电话",
    "报告日期",
)
"""What reports and covers say of a school in words."""
_HINTS = {
    "办学性质": "公办或民办",
    "所在区域": "城区、镇区或乡村",
    "报告日期": "报告落款的日期，不填按检查基准日",
}


def workbook(checklist: Checklist, known: Mapping[str, str]) -> bytes:
    """A new workbook: the facts, then every figure that the checklist reads here by its label.

    Args:
        checklist: its figures with a source ``{ label = … }``.
        known: facts that were already given, by label.
    """
    facts = [[name, known.get(name, ""), "", "", "", _HINTS.get(name, "")] for name in FACTS]
    figures = [[label, "", "", "", "", remark] for label, remark in _labels(checklist)]
    eased = [
        [words, "", "", "", "", "符合的填 是；按放宽口径评定，须有佐证"] for words in _reliefs(checklist)
    ]
    return write([Page(SHEET, _COLUMNS, [*facts, *figures, *eased])])


def facts(root: Path, checklist: Checklist) -> Mapping[str, str]:
    """Label → text of what stands in 学校信息.xlsx and is not a figure of the checklist.

    A workbook that cannot be opened yields nothing; it is a ledger too, and reading the ledgers reports it.
    """
    try:
        found = sheets.read(root / WORKBOOK)
    except sheets.SheetError:
        return {}
    figures = {fold(name) for figure in checklist.figures for name in _names(figure)}
    pairs = (pair for sheet in found for pair in _pairs(sheet))
    return {label: value for label, value in pairs if value and fold(label) not in figures}


def _pairs(sheet: sheets.Sheet) -> Iterator[tuple[str, str]]:
    """Label and value of each row: under 项目 and 全校, wherever the head stands."""
    for index, cells in enumerate(sheet.rows[:10]):
        heads = [fold(cell) for cell in cells]
        if "项目" in heads and "全校" in heads:
            label, value = heads.index("项目"), heads.index("全校")
            yield from ((row[label], row[value]) for row in sheet.rows[index + 1 :] if row[label])
            return


def _names(figure: FigureSpec) -> Iterable[str]:
    return (figure.label, *figure.aliases, *(read.label for read in figure.read if read.label))


def _labels(checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Each label read from this workbook, once, with unit, population and date."""
    seen = {fold(name) for name in FACTS}
    for figure in checklist.figures:
        for read in figure.read:
            if read.label and not read.ledger and fold(read.label) not in seen:
                seen.add(fold(read.label))
                yield read.label, _remark(figure)


def _reliefs(checklist: Checklist) -> Iterable[str]:
    """Conditions under which the standard eases something, each once."""
    return dict.fromkeys(relief.words for relief in checklist.reliefs)


def _remark(figure: FigureSpec) -> str:
    dates = {"as-of": "", "year": "全年数"}
    month, _, day = figure.date.partition("-")
    date = dates.get(figure.date, f"{int(month)}月{int(day)}日" if day.isdigit() else "")
    parts = (
        f"单位：{figure.unit}" if figure.unit else "",
        f"口径：{figure.basis}" if figure.basis else "",
        f"时点：{date}" if date else "",
    )
    return "；".join(filter(None, parts))
