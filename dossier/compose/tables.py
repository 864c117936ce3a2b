"""What stands in each workbook: the list of boxes with links, gaps, the year matrix, the figures with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from dossier.compose import contexts, gaps, open_problems, phrases
from dossier.compose.workbooks import Link, Sheet, Value
from dossier.model import SECTION_WORDS, Assessment, Box, Figure, Finding, Item, Problem, Reading, Verdict
from dossier.numbers import decimal12
from dossier.text import mask
from dossier.years import shown as year_shown

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


def missing(assessment: Assessment) -> tuple[Sheet, ...]:
    """``缺项清单.xlsx``: what is owed, then the problems of no material, then every problem with its remedy."""
    head = (
        "序号",
        "材料编号",
        "材料名称",
        "对应指标",
        "应有年度",
        "已有年度",
        "缺失情况",
        "责任人",
        "补齐时限",
        "备注",
    )
    keys = ("编号", "题名", "指标", "应有", "已有", "情况", "责任人", "时限", "备注")
    school = assessment.project.school.name
    return (
        Sheet(
            name="缺项清单",
            title=f"{school}缺项清单（截至{phrases.day(assessment.project.as_of)}）",
            head=head,
            widths=(6, 14, 36, 10, 24, 24, 24, 18, 13, 20),
            rows=[
                (number, *(row[key] for key in keys))
                for number, row in enumerate(gaps.open_rows(assessment), 1)
            ],
        ),
        _problems(assessment, open_problems.others(assessment), "其他问题", f"{school}不属于某项材料的问题"),
        _problems(assessment, assessment.problems, "全部问题", f"{school}问题与处理办法"),
    )


def _problems(assessment: Assessment, problems: Sequence[Problem], name: str, title: str) -> Sheet:
    head = ("序号", "程度", "问题", "怎么办", "责任人", "编号", "位置")
    return Sheet(
        name=name,
        title=title,
        head=head,
        widths=(6, 9, 60, 48, 18, 14, 36),
        rows=[[cast(Value, row[key]) for key in head] for row in open_problems.rows(assessment, problems)],
    )


def matrix(assessment: Assessment) -> tuple[Sheet, ...]:
    """``年度矩阵.xlsx``: requirement by year."""
    years = sorted({year for finding in assessment.findings for year in finding.years_needed})
    rows = [_matrix_row(assessment, finding, years) for finding in assessment.findings]
    return (
        Sheet(
            name="年度矩阵",
            title=f"{assessment.project.school.name}材料年度矩阵",
            head=(
                "材料编号",
                "材料名称",
                "责任部门（人）",
                "状态",
                *(year_shown(year) for year in years),
                "不分年度",
            ),
            widths=(14, 44, 20, 12, *(18 for _ in years), 12),
            rows=rows,
        ),
    )


def _matrix_row(assessment: Assessment, finding: Finding, years: Sequence[str]) -> Sequence[Value]:
    requirement = assessment.checklist.by_code[finding.requirement]
    cells = [_cell(finding, year) if year in finding.years_needed else "" for year in years]
    overall = "" if finding.years_needed else _cell(finding, "")
    return requirement.code, requirement.title, finding.owner.label, finding.status, *cells, overall


def _cell(finding: Finding, year: str) -> str:
    """``3份``, ``有``, ``纸质``, ``待确认``, ``缺``, or nothing where the state of the whole says it."""
    mine = [evidence for evidence in finding.evidence if not year or evidence.slot.year == year]
    if mine:
        return "纸质" if all(evidence.paper is not None for evidence in mine) else f"{len(mine)}份"
    if year in finding.years_found:
        return "有"
    if any(not year or claim.year == year for claim in finding.to_confirm):
        return "待确认"
    return "缺" if finding.status in ("缺", "不齐", "待确认") else ""


def figures(assessment: Assessment) -> tuple[Sheet, ...]:
    """``数据核对表.xlsx``: every figure with its readings, and every verdict with its formula."""
    school = assessment.project.school.name
    return (
        Sheet(
            name="数据来源",
            title=f"{school}数据核对表",
            head=(
                "数据项",
                "范围",
                "数值",
                "单位",
                "口径",
                "时点",
                "文件",
                "工作表",
                "单元格",
                "原值",
                "计算式或说明",
            ),
            widths=(30, 9, 12, 9, 16, 16, 36, 12, 12, 14, 34),
            rows=[row for figure in assessment.figures for row in _figure_rows(figure)],
        ),
        Sheet(
            name="指标评定",
            title=f"{school}指标评定　{phrases.unsure_note(assessment.indicators)}".rstrip("　"),
            head=("编号", "指标", "范围", "实际值", "标准值", "差值", "评定", "满分", "得分", "计算式"),
            widths=(9, 40, 9, 12, 12, 10, 26, 8, 12, 34),
            rows=[_verdict_row(verdict) for verdict in assessment.indicators],
        ),
    )


def _figure_rows(figure: Figure) -> list[Sequence[Value]]:
    start: tuple[Value, ...] = (
        figure.label,
        SECTION_WORDS[figure.section],
        phrases.number(figure),
        figure.unit,
        figure.basis,
        phrases.day(figure.date),
    )
    note = "；".join(part for part in (figure.formula, figure.note) if part)
    if not figure.readings:
        return [(*start, "", "", "", "", note)]
    return [(*start, *_reading(reading), note) for reading in figure.readings]


def _reading(reading: Reading) -> tuple[str, str, str, str]:
    raw = reading.raw or (f"{reading.rows}行" if reading.rows else "")
    return mask(reading.path), reading.sheet, reading.cell or reading.range, mask(raw)


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
