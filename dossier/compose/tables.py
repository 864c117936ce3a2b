"""What stands in each workbook: the list of boxes with links, gaps, the figures with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from dossier.compose import contexts, figure_places, gaps, open_problems, phrases
from dossier.compose.workbooks import Link, Sheet, Value
from dossier.model import SECTION_WORDS, Assessment, Box, Item, Problem, Verdict
from dossier.numbers import decimal12
from dossier.text import columns as text_columns
from dossier.text import mask, visible

BOX_PDF = "盒内材料.pdf"


def contents(assessment: Assessment, boxes: Sequence[Box]) -> tuple[Sheet, ...]:
    """``00-总目录.xlsx``: boxes and items, each with a link; for inspectors."""
    title = f"{contexts.project_name(assessment)}总目录　{assessment.project.school.name}"
    return (
        Sheet(
            name="总目录",
            title=title,
            head=("序号", "盒号", "盒编号", "一级指标", "盒内材料", "件数", "页数", "责任部门（人）", "打开"),
            widths=(6, 7, 12, 18, 44, 7, 7, 22, 14),
            rows=[_box_row(number, box) for number, box in enumerate(boxes, 1)],
        ),
        Sheet(
            name="材料明细",
            title=title,
            head=(
                "盒编号",
                "材料编号",
                "材料名称",
                "年度",
                "责任部门（人）",
                "页号",
                "页数",
                "原件/复印件",
                "备注",
            ),
            widths=(10, 15, 48, 18, 20, 11, 7, 12, 20),
            rows=[_item_row(box, item) for box in boxes for item in box.items],
        ),
    )


def _box_row(number: int, box: Box) -> Sequence[Value]:
    link = Link("打开盒内材料", f"{box.folder}/{BOX_PDF}")
    shelf = f"{box.number:02d}"
    return number, shelf, box.code, box.group_title, box.title, box.count, box.pages, box.owner, link


def _item_row(box: Box, item: Item) -> Sequence[Value]:
    title = mask(item.title)
    name: Value = (
        Link(title, f"{box.folder}/{BOX_PDF}") if item.state in ("bound", "paper", "attached") else title
    )
    pages: Value = item.pages or ""
    return (
        box.code,
        item.code,
        name,
        item.year,
        item.owner,
        contexts.pages(item),
        pages,
        item.copy,
        contexts.remark(item),
    )


def missing(assessment: Assessment, folders: Mapping[str, str]) -> tuple[Sheet, ...]:
    """``缺项清单.xlsx``: what is owed, the problems of no material, every problem with its remedy, files left over.

    Args:
        assessment: with all problems.
        folders: hand-in folder (上交/<部门>) → where it lies from the workbook, for those that can be linked to.
    """
    columns = _OWED_COLUMNS
    owed = gaps.open_rows(assessment)
    place = min(_WIDEST_PLACE, max((text_columns(row["上交"]) for row in owed), default=0) + 2)
    school = assessment.project.school.name
    return (
        Sheet(
            name="缺项清单",
            title=f"{school}缺项清单（截至{phrases.day(assessment.project.as_of)}）"
            f"　{phrases.list_note(assessment.checklist)}".rstrip("　"),
            head=("序号", *(head for head, _, _ in columns), "交到"),
            widths=(6, *(width for _, _, width in columns), max(16, place)),
            rows=[
                (number, *(row[key] for _, key, _ in columns), _place(row["上交"], folders))
                for number, row in enumerate(owed, 1)
            ],
        ),
        _problems(assessment, open_problems.others(assessment), "其他问题", f"{school}不属于某项材料的问题"),
        _problems(assessment, assessment.problems, "全部问题", f"{school}问题与处理办法"),
        _unclaimed(assessment),
    )


_WIDEST_PLACE = 48
"""Of the column with links to folders: LibreOffice does not break a link into lines."""
_OWED_COLUMNS = (
    ("材料编号", "编号", 13),
    ("材料名称", "题名", 34),
    ("对应指标", "指标", 9),
    ("应有年度", "应有", 22),
    ("已有年度", "已有", 22),
    ("缺失情况", "情况", 22),
    ("责任人", "责任人", 16),
    ("补齐时限", "时限", 15),
    ("备注", "备注", 16),
)


def _place(folder: str, folders: Mapping[str, str]) -> Value:
    return Link(folder, folders[folder]) if folder in folders else folder


def _problems(assessment: Assessment, problems: Sequence[Problem], name: str, title: str) -> Sheet:
    head = ("序号", "程度", "问题", "怎么办", "责任人", "编号", "位置")
    return Sheet(
        name=name,
        title=title,
        head=head,
        widths=(6, 9, 60, 48, 18, 14, 36),
        rows=[[cast(Value, row[key]) for key in head] for row in open_problems.rows(assessment, problems)],
    )


def _unclaimed(assessment: Assessment) -> Sheet:
    """Every file that nobody asked for, so that a folder of them can be filtered and worked through."""
    titles = assessment.checklist.by_code
    rows: list[Sequence[Value]] = []
    for number, entry in enumerate(assessment.unclaimed, 1):
        folder, _, name = entry.path.rpartition("/")
        near = titles.get(entry.nearest)
        title = near.title if near is not None else ""
        known = f"是“{entry.known}”，清单没有要" if entry.known else ""
        said = f"“材料归类确认”第{entry.refused}行定为不采用" if entry.refused else known
        rows.append((number, visible(folder), visible(name), entry.nearest, title, said))
    return Sheet(
        name="未归类文件",
        title=f"{assessment.project.school.name}没有对应任何一项材料的文件（属某项材料的，在“材料归类确认”里填材料编号）",
        head=("序号", "文件夹", "文件", "最接近的编号", "最接近的材料", "说明"),
        widths=(7, 50, 56, 15, 42, 32),
        rows=rows,
    )


def figures(assessment: Assessment) -> tuple[Sheet, ...]:
    """``数据核对表.xlsx``: every figure with every place where it stands, and every verdict with its formula."""
    school = assessment.project.school.name
    return (
        figure_places.sheet(assessment),
        Sheet(
            name="指标评定",
            title=f"{school}指标评定　{phrases.unsure_note(assessment.indicators)}".rstrip("　"),
            head=("编号", "指标", "范围", "实际值", "标准值", "差值", "评定", "满分", "得分", "计算式"),
            widths=(9, 40, 9, 12, 12, 10, 26, 8, 12, 34),
            rows=[_verdict_row(verdict) for verdict in assessment.indicators],
        ),
    )


def _verdict_row(verdict: Verdict) -> Sequence[Value]:
    gained = (
        "" if verdict.points is None else decimal12(verdict.points) + ("（自评）" if verdict.declared else "")
    )
    return (
        verdict.code,
        verdict.title,
        SECTION_WORDS[verdict.section],
        f"{verdict.shown}{verdict.unit}",
        phrases.standard(verdict) if verdict.gauge is not None else "",
        phrases.gap(verdict),
        verdict.words,
        "" if verdict.full is None else decimal12(verdict.full),
        gained,
        verdict.formula,
    )
