"""A county's file → the checklist, who owes what, the settings it asks for, and what was not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.checklist.county import books, prose, word
from dossier.checklist.county.cells import MATERIAL_WORDS, named
from dossier.checklist.county.kinds import kind
from dossier.checklist.county.levels import Levels
from dossier.checklist.county.marks import NONE, alone
from dossier.checklist.county.notes import Context, Notes
from dossier.checklist.county.outline import Outline, Result
from dossier.checklist.county.sections import sections
from dossier.checklist.county.source import Grid, Line, Source, SourceError
from dossier.checklist.county.table import Tables
from dossier.checklist.county.wishes import Wishes, wishes
from dossier.checklist.entries import wrong
from dossier.checklist.read import unusable
from dossier.checklist.workbook import is_workbook, read_workbook
from dossier.model import Checklist, Owner, Problem
from dossier.text import one_line

_NO_LIST = "没有找到材料目录：表头里要有“材料名称”，最好还有“一级指标”“二级指标”“责任部门”"
_ANY_SHEET = re.compile(r"(?:sheet|工作表|表)\s*\d*|.*(?:目录|清单|汇总|总表)", re.IGNORECASE)


@dataclass(frozen=True)
class Imported:
    """What a county's list gave."""

    checklist: Checklist
    owners: tuple[Owner, ...]
    """Materials for which it names more than a department: leader, person, deadline."""
    wishes: Wishes
    understood: tuple[str, ...]
    """What was made of the file, in sentences."""
    problems: tuple[Problem, ...]
    """Rows that were not understood."""
    unmatched: tuple[str, ...] = ()
    """Columns that a person spoke of and the file does not have."""


def needs_conversion(path: Path) -> bool:
    """Whether the file is one that only Word, WPS or LibreOffice opens: .doc, .wps, .rtf; told by its bytes.

    A file that cannot be read at all needs none.
    """
    try:
        return kind(path) == "office"
    except SourceError:
        return False


def from_table(
    path: Path, *, said: Mapping[str, str] | None = None, name: str = "", items: bool = False
) -> Imported:
    """Read a county's list of materials.

    Args:
        path: .docx .xlsx .xls .et .csv; what :func:`needs_conversion` was converted before.
        said: a column by its head, ``第3列`` or ``C`` → a key of ``MEANINGS``, where a person knows better.
        name: what the file is called, where *path* is a converted copy of it.
        items: whether it may list the items of a standard instead of materials.

    Raises:
        ChecklistError: the file cannot be read, or nothing in it names materials.
    """
    name = name or path.name
    try:
        source = _open(path)
    except SourceError as error:
        raise unusable(name, (wrong("文件", str(error)),)) from None
    if is_workbook({block.name: block.rows for block in source.blocks if isinstance(block, Grid)}):
        return _own(path, said or {})
    title = _title(source, Path(name).stem)
    context = Context(title, Outline(), Notes(name), Levels())
    tables = _read(context, source, said or {}, items=items)
    context.notes.tell_asides(is_list=bool(context.outline.rows))
    context.tell_empty_headings()
    if not context.outline.rows:
        raise unusable(name, (*context.notes.problems, wrong("文件", _NO_LIST)))
    result = context.outline.result(title, name)
    for place, code, free in result.twice:
        context.notes.trouble(place, f"编号“{code}”在前面已经用过，暂编为“{free}”")
    for place, words in result.lost:
        context.notes.trouble(place, f"“同{words}”指的材料在目录里没有找到")
    asked = wishes(source, result.checklist)
    on_spines = asked.spine.removesuffix("档案")
    return Imported(
        checklist=replace(result.checklist, title=on_spines) if on_spines else result.checklist,
        owners=result.owners,
        wishes=asked,
        understood=tuple(_understood(context.notes, result)),
        problems=tuple(context.notes.problems),
        unmatched=tuple(key for key in said or {} if key not in tables.matched),
    )


def _own(path: Path, said: Mapping[str, str]) -> Imported:
    """A checklist that was exported comes back as it is."""
    checklist = read_workbook(path)
    counted = f"{len(checklist.indicators)}项指标、{len(checklist.requirements)}项材料"
    return Imported(
        checklist=checklist,
        owners=(),
        wishes=Wishes(),
        understood=(f"是本程序导出的清单，照原样读入：{counted}",),
        problems=(),
        unmatched=tuple(said),
    )


def _open(path: Path) -> Source:
    match kind(path):
        case "word":
            return word.read(path)
        case "book":
            return books.read(path)
        case "text":
            return books.read_csv(path)
        case _:
            raise SourceError(
                "是只有 Word、WPS 能打开的格式，要装 LibreOffice 才能直接读；"
                "请用 WPS 或 Word 另存为 .docx，或把表格复制到 Excel 里存为 .xlsx"
            )


def _read(context: Context, source: Source, said: Mapping[str, str], *, items: bool) -> Tables:
    """Take in all tables; where they give nothing, the paragraphs."""
    context.notes.say(*source.remarks)
    tables = Tables(context, said, items=items)
    grids = [block for block in source.blocks if isinstance(block, Grid) and any(map(any, block.rows))]
    several = sum(any(section.names for section in sections(grid)) for grid in grids if grid.name) > 1
    pending: list[Line] = []
    for block in source.blocks:
        if isinstance(block, Line):
            pending.append(block)
        elif block in grids:
            tables.read(block, pending, _sheet_heading(block, several))
            pending = []
    if not context.outline.rows:
        _paragraphs(context, source)
    else:
        context.notes.outside += len(pending)
    return tables


def _paragraphs(context: Context, source: Source) -> None:
    """The list as numbered paragraphs, of Word or one to a row of a sheet."""
    lines: list[Line] = []
    for block in source.blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            for number, row in enumerate(block.rows, start=1):
                texts = list(dict.fromkeys(filter(None, row)))
                if len(texts) == 1 or (len(texts) == 2 and alone(texts[0]) is not NONE):
                    lines.append(Line(f"{block.place}第{number}行", " ".join(texts)))
    troubles = list(context.notes.problems)
    context.notes.outside = 0
    prose.read(context, lines)
    rows = context.outline.rows
    if sum(bool(MATERIAL_WORDS.search(row.material.title)) for row in rows) * 2 <= len(rows):
        rows.clear()  # numbered words, but no list of materials
        context.notes.problems[:] = troubles


def _sheet_heading(grid: Grid, several: bool) -> str:
    """The name of a sheet where it heads its list: numbered, or one of several lists."""
    if named(grid.name).mark is not NONE:
        return grid.name
    return grid.name if several and not _ANY_SHEET.fullmatch(grid.name) else ""


def _title(source: Source, stem: str) -> str:
    """The title of the list: the first line when it looks like one, else the name of the file."""
    first = source.blocks[0] if source.blocks else None
    words = ""
    if isinstance(first, Line):
        words = first.text
    elif first is not None:
        texts = next((set(filter(None, row)) for row in first.rows if any(row)), set())
        words = texts.pop() if len(texts) == 1 else ""
    line = one_line(words)
    fits = 4 <= len(line) <= 50 and not line.endswith(("。", "：", ":")) and named(line).mark is NONE
    return re.sub(r"^附件\s*\d*\s*[:：]?\s*", "", line) if fits else stem


def _understood(notes: Notes, result: Result) -> list[str]:
    checklist = result.checklist
    all_of = checklist.requirements
    counted = (
        (result.made, "没有编号，按“指标编号-顺序号”编了号"),
        (sum(r.years.startswith("last") for r in all_of), "要近几年的材料"),
        (sum(r.years == "current" for r in all_of), "要当年的材料"),
        (sum(r.site_visit for r in all_of), "现场核查"),
        (sum(r.copy == "original" for r in all_of), "要原件"),
        (sum(not r.owner for r in all_of), "没有写责任部门"),
        (len(result.owners), "写了责任人或完成时限，新建项目时填进“责任分解”"),
        (len(notes.nameless), "指标没有名称，暂以编号为名，请在“清单.toml”里补上"),
    )
    return [
        f"认出{len(checklist.groups)}个一级指标、{len(checklist.indicators)}个二级指标、{len(all_of)}项材料",
        *notes.understood(),
        *(f"{count}项{words}" for count, words in counted if count),
    ]
