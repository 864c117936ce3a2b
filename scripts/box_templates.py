"""What lies in and on the boxes: cover, spine, catalogue, remarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paper_styles import STYLES, mm
from word_parts import MM, Page, cell, list_table, package, paragraph, row, table

SHEET = Page(top=20, bottom=15, left=25, right=15, footer=0)
"""White margins of a 卷内目录 (GB/T 9705-2008): 170 mm of text."""
SPINE_SHEET = Page(top=5, bottom=3, left=10, right=10, landscape=True, footer=0)

SPINE_WIDTHS = (17, 27, 32, 37, 47, 52, 72)
"""Label widths in mm for boxes of 20, 30, 35, 40, 50, 55 and 75 mm: 3 mm less than the box."""
SPINE_HEIGHT_MM = 196


def _when(test: str, *content: str) -> tuple[str, ...]:
    return paragraph(f"{{%p if {test} %}}", "ListNote"), *content, paragraph("{%p endif %}", "ListNote")


def _form(widths: Sequence[int], lines: Sequence[tuple[str, str]], height: int = 680) -> str:
    """A form of label and value, as many pairs to a row as the widths have room for."""
    across = len(widths) // 2
    rows = []
    for start in range(0, len(lines), across):
        cells = []
        for place, (label, value) in enumerate(lines[start : start + across]):
            cells.append(cell(paragraph(label, "FormLabel"), widths[2 * place]))
            cells.append(cell(paragraph(value, "FormValue"), widths[2 * place + 1]))
        rows.append(row(cells, height=height))
    return table(widths, rows)


def cover() -> Mapping[str, bytes]:
    """``封面.docx``: one page, in the box or on its lid."""
    form = _form(
        mm(24, 58, 24, 58),  # 2-13-01-1 至 2-13-04-3 stays on one line
        (
            ("盒　　号", "{{ 盒号 }}"),
            ("年　　度", "{{ 年度 }}"),
            ("件　　数", "{{ 件数 }}件"),
            ("页　　数", "{{ 页数 }}页"),
            ("责任部门", "{{ 责任部门 }}"),
            ("责任人", "{{ 责任人 }}"),
            ("联系电话", "{{ 联系电话 }}"),
            ("起止编号", "{{ 起止编号 }}"),
        ),
    )
    body = "".join(
        (
            paragraph("{{ 项目名 }}", "CoverProject", '<w:spacing w:before="1200"/>'),
            paragraph("{{ 校名 }}", "CoverSchool"),
            paragraph("{{ 盒编号 }}", "CoverCode"),
            paragraph("{{ 一级指标 }}", "CoverGroup"),
            paragraph("{{ 盒名 }}", "CoverTitle", '<w:spacing w:before="200" w:after="1600"/>'),
            form,
            paragraph("{{ 提示 }}", "CoverMark"),
        )
    )
    return package(
        body, Page(top=30, bottom=20, left=25, right=21, footer=0), STYLES, "{{ 盒编号 }} {{ 盒名 }}"
    )


def spines() -> Mapping[str, bytes]:
    """``盒脊.docx``: labels side by side on A4 landscape, one kind of table for each width of box."""
    pages = [
        line
        for width in SPINE_WIDTHS
        for line in _when(f"页.宽 == {width}", _spine_table(width), paragraph("", "SpineSmall"))
    ]
    body = "".join(
        (paragraph("{%p for 页 in 页面 %}", "SpineSmall"), *pages, paragraph("{%p endfor %}", "SpineSmall"))
    )
    return package(body, SPINE_SHEET, STYLES, "盒脊")


def _spine_table(width_mm: int) -> str:
    thin = width_mm < 30
    width = round(width_mm * MM)
    fields = (
        ("{{ 签.校名 }}", "SpineText" if not thin else "SpineSmall", 34, True),
        ("{{ 签.年度 }}", "SpineSmall", 15, False),
        ("{{ 签.项目名 }}", "SpineSmall", 30, True),
        ("{{ 签.一级指标 }}", "SpineText" if not thin else "SpineSmall", 27, True),
        ("{{ 签.盒编号 }}", "SpineCode" if not thin else "SpineSmall", 10, False),
        ("", _SPINE_TITLES, 55, True),
        ("{{ 签.起止编号 }}", "SpineSmall", 14, False),
        ("盒号\n{{ 签.盒号 }}", "SpineSmall", 11, False),
    )
    return table(
        (width,), [_spine_row(text, style, height, width, upright) for text, style, height, upright in fields]
    )


_SPINE_TITLES = "titles"
"""Not a style: the name of the box in the largest of three sizes that it fits in."""


def _spine_row(text: str, style: str, height_mm: float, width: int, vertical: bool) -> str:
    direction = "tbRlV" if vertical else ""
    inner = _spine_title() if style == _SPINE_TITLES else _lines(text, style)
    mark = "SpineSmall"
    texts = (_lines("{%tc for 签 in 页.签 %}", mark), inner, _lines("{%tc endfor %}", mark))
    cells = [cell(content, width, direction=direction) for content in texts]
    return row(cells, height=round(height_mm * MM), exact=True)


def _lines(text: str, style: str) -> str:
    return "".join(paragraph(line, style) for line in text.split("\n"))


def _spine_title() -> str:
    sizes = (("盒名大", "SpineTitle"), ("盒名中", "SpineThin"), ("盒名小", "SpineTiny"))
    return "".join(
        line
        for name, style in sizes
        for line in _when(f"签.{name}", paragraph(f"{{{{ 签.{name} }}}}", style))
    )


def catalogue() -> Mapping[str, bytes]:
    """``盒内目录.docx``: the columns of inspection boxes, of 卷内目录 or of 归档文件目录."""
    inspection = list_table(
        mm(10, 19, 42, 22, 18, 15, 10, 12, 22),
        ("序号", "材料编号", "材料名称", "年度", "责任部门（人）", "页号", "页数", "原件/复印件", "备注"),
        "件 in 材料",
        (
            ("{{ 件.序号 }}", "TableMid"),
            ("{{ 件.编号 }}", "TableMid"),
            ("{{ 件.题名 }}", "TableText"),
            ("{{ 件.年度 }}", "TableMid"),
            ("{{ 件.责任 }}", "TableMid"),
            ("{{ 件.页号 }}", "TableMid"),
            ("{{ 件.页数 }}", "TableMid"),
            ("{{ 件.载体 }}", "TableMid"),
            ("{{ 件.备注 }}", "TableMid"),
        ),
    )
    folder = list_table(
        mm(12, 28, 26, 54, 20, 14, 16),
        ("序号", "文号", "责任者", "题名", "日期", "页号", "备注"),
        "件 in 材料",
        (
            ("{{ 件.序号 }}", "TableMid"),
            ("{{ 件.文号 }}", "TableText"),
            ("{{ 件.责任者 }}", "TableText"),
            ("{{ 件.题名 }}", "TableText"),
            ("{{ 件.日期 }}", "TableMid"),
            ("{{ 件.页号 }}", "TableMid"),
            ("{{ 件.备注 }}", "TableText"),
        ),
    )
    archive = list_table(
        mm(10, 26, 22, 22, 40, 18, 10, 10, 12),
        ("序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"),
        "件 in 材料",
        (
            ("{{ 件.序号 }}", "TableMid"),
            ("{{ 件.编号 }}", "TableText"),
            ("{{ 件.文号 }}", "TableText"),
            ("{{ 件.责任者 }}", "TableText"),
            ("{{ 件.题名 }}", "TableText"),
            ("{{ 件.日期 }}", "TableMid"),
            ("", "TableMid"),
            ("{{ 件.页数 }}", "TableMid"),
            ("{{ 件.备注 }}", "TableText"),
        ),
    )
    body = "".join(
        (
            paragraph("{{ 目录名 }}", "ListTitle"),
            paragraph("{{ 盒编号 }}　{{ 盒名 }}　　盒号：{{ 盒号 }}", "ListNote"),
            *_when("样式 == '评估'", inspection),
            *_when("样式 == '卷内'", folder),
            *_when("样式 == '归档'", archive),
            paragraph(
                "共{{ 件数 }}件，{{ 页数 }}页", "ListNote", '<w:spacing w:before="80"/><w:jc w:val="right"/>'
            ),
        )
    )
    return package(body, SHEET, STYLES, "{{ 目录名 }} {{ 盒编号 }}")


def remarks() -> Mapping[str, bytes]:
    """``备考表.docx``: the last sheet; names and dates stay open for ink."""
    widths = mm(28, 57, 28, 57)
    blank = paragraph("", "FormValue")
    rows = (
        row(
            [
                cell(
                    paragraph("{{ 情况名 }}", "FormLabel", '<w:spacing w:before="200" w:after="200"/>')
                    + paragraph("{{ 情况说明 }}", "ListBody"),
                    sum(widths),
                    span=4,
                    middle=False,
                )
            ],
            height=9000,
        ),
        *(
            row(
                [
                    cell(paragraph(left, "FormLabel"), widths[0]),
                    cell(blank, widths[1]),
                    cell(paragraph(right, "FormLabel"), widths[2]),
                    cell(blank, widths[3]),
                ],
                height=720,
            )
            for left, right in (("{{ 经手人 }}", "{{ 经手日期 }}"), ("检查人", "检查日期"))
        ),
    )
    body = "".join(
        (
            paragraph("{{ 表名 }}", "ListTitle"),
            paragraph("{{ 盒编号 }}　{{ 盒名 }}　　盒号：{{ 盒号 }}", "ListNote"),
            table(widths, rows),
            paragraph("", "ListNote"),
        )
    )
    return package(body, SHEET, STYLES, "{{ 表名 }} {{ 盒编号 }}")
