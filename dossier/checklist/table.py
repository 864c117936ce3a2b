"""A checklist from a county's plain table (迎检材料目录): Word, Excel or CSV, with its own heads and numbering.

What is understood is said, and every row that is not is named with its place; nothing is dropped silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier import sheets
from dossier.checklist import docx_tables
from dossier.checklist import table_cells as cells
from dossier.checklist.entries import wrong
from dossier.checklist.read import unusable
from dossier.checklist.table_heads import columns, find_head
from dossier.checklist.table_outline import Outline
from dossier.model import Checklist, Problem
from dossier.problems import problem
from dossier.text import one_line

_HEAD_WORDS = {
    "first": "一级指标",
    "second": "二级指标",
    "third": "三级指标",
    "code": "材料编号",
    "title": "材料名称",
    "owner": "责任部门",
    "years": "年度",
    "note": "备注",
}
_REMARK = re.compile(r"^\s*(?:注|备注|说明|填表|制表|审核|联系人|填报)[:：说人]|^\s*注\d*[:：.、]")


def from_table(path: Path) -> tuple[Checklist, tuple[str, ...], tuple[Problem, ...]]:
    """Read a county's table of materials.

    Returns:
        The checklist; what was understood, in sentences; the rows that were not, each a problem.

    Raises:
        ChecklistError: the file cannot be read, or no table in it names materials.
    """
    title, tables = _tables(path)
    reader = _Reader(path.name, title)
    for place, sheet in tables:
        reader.read(place, sheet)
    if not reader.outline.requirements:
        raise unusable(
            path.name,
            (
                wrong(
                    "文件", "没有找到材料目录：表头里要有“材料名称”，最好还有“一级指标”“二级指标”“责任部门”"
                ),
            ),
        )
    return reader.outline.checklist(title), tuple(reader.understood()), tuple(reader.problems)


def _tables(path: Path) -> tuple[str, list[tuple[str, sheets.Sheet]]]:
    """Title, and each table with the words for its place."""
    try:
        if path.suffix.lower() == ".docx":
            title, found = docx_tables.read(path)
            return _title(title, path), [(f"第{n}个表", table) for n, table in enumerate(found, start=1)]
        if path.suffix.lower() in (".doc", ".wps", ".pdf"):
            raise sheets.SheetError("请用 WPS 或 Word 另存为 .docx，或把表格复制到 Excel 里存为 .xlsx")
        return _title("", path), [
            (f"“{sheet.name}”表" if sheet.name else "", sheet) for sheet in sheets.read(path)
        ]
    except sheets.SheetError as error:
        raise unusable(path.name, (wrong("文件", str(error)),)) from None


def _title(words: str, path: Path) -> str:
    """The title of a checklist: the first line of the document when it looks like one, else the file's name."""
    line = one_line(words)
    return line if 4 <= len(line) <= 50 and not line.endswith(("。", "：", ":")) else path.stem


@dataclass(frozen=True)
class _Row:
    """One row under a head: the texts that count, by what their column is."""

    place: str
    values: Mapping[str, str]

    def __getitem__(self, what: str) -> str:
        return self.values.get(what, "").strip()


class _Reader:
    """Goes through tables row by row, remembering what a blank cell repeats."""

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.outline = Outline(title)
        self.problems: list[Problem] = []
        self.skipped = 0
        self.unused: dict[str, None] = {}
        self.heads: dict[str, str] = {}
        self._columns: Mapping[str, int] = {}
        self._width = 0

    def read(self, place: str, sheet: sheets.Sheet) -> None:
        """Take in one table; without a head of its own it goes on with the one before, if it is as wide."""
        head = find_head(sheet.rows)
        start = 0
        if head is not None:
            start, self._columns = head[0] + 1, head[1]
            self._width = len(sheet.rows[0])
            self._note_heads(sheet.rows[head[0]])
            self.outline.begin("" if "first" in self._columns else sheet.name)
        elif not sheet.rows or len(sheet.rows[0]) != self._width:
            if any(map(any, sheet.rows)):
                self._trouble(place, "表头里没有“材料名称”这样的一列，整张表没有读")
            return
        for number, row in enumerate(sheet.rows[start:], start=start + 1):
            self._row(f"{place}第{number}行", row)

    def understood(self) -> list[str]:
        """What was made of the file, in sentences."""
        outline = self.outline
        lines = [
            f"认出{len(outline.groups)}个一级指标、{len(outline.indicators)}个二级指标、"
            f"{len(outline.requirements)}项材料"
        ]
        lines += [f"“{head}”作{_HEAD_WORDS[what]}" for what, head in self.heads.items()]
        lines += outline.remarks()
        if self.skipped:
            lines.append(f"跳过合计、重复表头和说明{self.skipped}行")
        if self.unused:
            lines.append(f"没有用到的列：{'、'.join(self.unused)}")
        return lines

    def _note_heads(self, row: Sequence[str]) -> None:
        for what, at in self._columns.items():
            if what in _HEAD_WORDS:
                self.heads.setdefault(what, one_line(row[at]))
        for at, head in enumerate(row):
            if at not in self._columns.values() and head:
                self.unused.setdefault(one_line(head))

    def _row(self, place: str, texts: Sequence[str]) -> None:
        filled = list(dict.fromkeys(filter(None, texts)))
        if not filled:
            return
        if self._is_noise(texts, filled):
            self.skipped += 1
        elif len(filled) == 1 and texts.count(filled[0]) > 1:
            self._line(place, filled[0])
        else:
            row = _Row(place, {what: texts[at] for what, at in self._columns.items()})
            if _is_heading(row):
                self.outline.group(cells.named(f"{row['index']} {row['title']}"))
            else:
                self._materials(row)

    def _is_noise(self, texts: Sequence[str], filled: list[str]) -> bool:
        """Sums, heads repeated on a new page, remarks below the table, rows of column numbers."""
        heads = columns(texts)
        repeated = "title" in heads and len(heads) >= min(2, len(self._columns))
        numbers = len(filled) > 2 and filled == [str(n) for n in range(1, len(filled) + 1)]
        return repeated or numbers or cells.is_total(filled[0]) or bool(_REMARK.match(filled[0]))

    def _line(self, place: str, text: str) -> None:
        """A line merged over the table: a heading for what follows, when it is marked as one or short."""
        name = cells.named(text)
        if name.mark or len(text) <= 30:
            self.outline.group(name)
        else:
            self._trouble(place, f"整行只有一句话“{_short(text)}”")

    def _materials(self, row: _Row) -> None:
        self.outline.follow(row["first"], row["second"], row["third"])
        if not row["title"]:
            if row["second"] or row["third"] or row["code"]:
                self._trouble(
                    row.place, f"没有写材料名称（{_short(' '.join(filter(None, row.values.values())))}）"
                )
            elif not row["first"]:
                self._trouble(row.place, f"没有写材料名称（{_short(' '.join(row.values.values()))}）")
            return
        named = cells.materials(row["title"])
        if not named:
            self._trouble(row.place, f"材料名称“{_short(row['title'])}”里没有名称")
        for material in named:
            self.outline.add(
                material,
                code=_code(row["code"]) if len(named) == 1 else "",
                parent_code=_code(row["code"]) if len(named) > 1 else "",
                owner=row["owner"],
                years=row["years"],
                note=row["note"],
                source=f"{self.name} {row.place}".strip(),
            )

    def _trouble(self, place: str, detail: str) -> None:
        self.problems.append(problem("row-not-understood", path=self.name, place=place, detail=detail))


def _is_heading(row: _Row) -> bool:
    """A row that is numbered 一、 and names nothing but a title: it heads the rows below."""
    others = (row[what] for what in ("first", "second", "third", "code", "owner"))
    return cells.is_number(row["index"]) and bool(row["title"]) and not any(others)


def _code(text: str) -> str:
    """A county's code as written; a date is what Excel made of 1-2 or 1-1-03."""
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        year, month, day = (int(part) for part in match.groups())
        return f"{month}-{day}" if year >= 2013 else f"{year % 100}-{month}-{day}"
    return re.sub(r"\s+", "", re.sub("[—－–―]", "-", text))


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 30 else f"{line[:29]}…"
