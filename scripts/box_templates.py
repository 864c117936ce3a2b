"""What lies in and on the boxes, and the working papers: cover, spine, catalogues, remarks, lists, task sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from word_parts import (
    FANG,
    HEI,
    KAI,
    LATIN,
    MM,
    SONG,
    TITLE,
    Page,
    Style,
    cell,
    list_table,
    package,
    paragraph,
    row,
    table,
    tag_row,
)

SHEET = Page(top=20, bottom=15, left=25, right=15, footer=0)
"""White margins of a 卷内目录 (GB/T 9705-2008): 170 mm of text."""
LISTING = Page(top=20, bottom=18, left=20, right=20, landscape=True)
PORTRAIT = Page(top=25, bottom=20, left=25, right=20)
SPINE_SHEET = Page(top=5, bottom=3, left=10, right=10, landscape=True, footer=0)

SPINE_WIDTHS = (17, 27, 32, 37, 47, 52, 72)
"""Label widths in mm for boxes of 20, 30, 35, 40, 50, 55 and 75 mm: 3 mm less than the box."""
SPINE_HEIGHT_MM = 196

STYLES: Sequence[Style] = (
    Style(id="CoverProject", name="封面项目名", font=TITLE, size=48, line=800, align="center"),
    Style(id="CoverSchool", name="封面校名", font=KAI, size=40, before=500, after=900, align="center"),
    Style(id="CoverGroup", name="封面一级指标", font=KAI, size=36, align="center"),
    Style(
        id="CoverTitle", name="封面盒名", font=HEI, latin=HEI, size=52, before=200, after=200, align="center"
    ),
    Style(id="CoverCode", name="封面编号", font=HEI, latin=LATIN, size=72, before=400, align="center"),
    Style(id="CoverMark", name="封面提示", font=HEI, latin=HEI, size=28, before=300, align="center"),
    Style(id="FormLabel", name="表单项目", font=HEI, latin=HEI, size=28, align="center"),
    Style(id="FormValue", name="表单内容", font=FANG, size=28),
    Style(id="ListTitle", name="目录标题", font=TITLE, size=40, after=160, align="center"),
    Style(id="ListNote", name="目录说明", font=FANG, size=24, after=80),
    Style(id="ListBody", name="说明正文", font=FANG, size=28, line=520, indent=200, align="both"),
    Style(
        id="TableHead",
        name="表头",
        font=HEI,
        latin=HEI,
        size=21,
        line=300,
        before=40,
        after=40,
        spaced=False,
        align="center",
    ),
    Style(id="TableText", name="表文", size=21, line=300, before=40, after=40, spaced=False),
    Style(
        id="TableMid",
        name="表文（居中）",
        size=21,
        line=300,
        before=40,
        after=40,
        spaced=False,
        align="center",
    ),
    Style(id="SpineSmall", name="盒脊小字", spaced=False, font=SONG, size=18, line=220, align="center"),
    Style(id="SpineText", name="盒脊文字", spaced=False, font=KAI, size=28, align="center"),
    Style(id="SpineTitle", name="盒脊盒名", spaced=False, font=TITLE, size=40, line=520, align="center"),
    Style(
        id="SpineThin", name="盒脊盒名（窄盒）", spaced=False, font=TITLE, size=28, line=360, align="center"
    ),
    Style(id="SpineCode", name="盒脊编号", spaced=False, font=HEI, latin=LATIN, size=28, align="center"),
    Style(id="PageCentre", name="页码", font=SONG, latin=SONG, size=24, align="center"),
)


def _mm(*lengths: float) -> list[int]:
    return [round(length * MM) for length in lengths]


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
        _mm(30, 52, 30, 52),
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
        ("{{ 签.盒名 }}", "SpineTitle" if not thin else "SpineThin", 55, True),
        ("{{ 签.起止编号 }}", "SpineSmall", 14, False),
        ("盒号\n{{ 签.盒号 }}", "SpineSmall", 11, False),
    )
    return table(
        (width,), [_spine_row(text, style, height, width, upright) for text, style, height, upright in fields]
    )


def _spine_row(text: str, style: str, height_mm: float, width: int, vertical: bool) -> str:
    direction = "tbRlV" if vertical else ""
    texts = ("{%tc for 签 in 页.签 %}", text, "{%tc endfor %}")
    lines = ["".join(paragraph(line, style) for line in piece.split("\n")) for piece in texts]
    cells = [cell(content, width, direction=direction) for content in lines]
    return row(cells, height=round(height_mm * MM), exact=True)


def catalogue() -> Mapping[str, bytes]:
    """``盒内目录.docx``: the columns of inspection boxes, of 卷内目录 or of 归档文件目录."""
    inspection = list_table(
        _mm(10, 20, 42, 22, 19, 15, 10, 13, 19),
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
        _mm(12, 28, 26, 54, 20, 14, 16),
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
        _mm(10, 26, 22, 22, 40, 18, 10, 10, 12),
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
    widths = _mm(28, 57, 28, 57)
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
            for left, right in (("整理人", "整理日期"), ("检查人", "检查日期"))
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


def contents() -> Mapping[str, bytes]:
    """``总目录.docx``: all boxes."""
    boxes = list_table(
        _mm(12, 14, 20, 45, 76, 14, 14, 30, 22, 10),
        ("序号", "盒号", "盒编号", "一级指标", "盒内材料", "件数", "页数", "责任部门", "责任人", "备注"),
        "盒 in 盒子",
        (
            ("{{ 盒.序号 }}", "TableMid"),
            ("{{ 盒.盒号 }}", "TableMid"),
            ("{{ 盒.编号 }}", "TableMid"),
            ("{{ 盒.一级指标 }}", "TableText"),
            ("{{ 盒.盒名 }}", "TableText"),
            ("{{ 盒.件数 }}", "TableMid"),
            ("{{ 盒.页数 }}", "TableMid"),
            ("{{ 盒.责任部门 }}", "TableText"),
            ("{{ 盒.责任人 }}", "TableText"),
            ("{{ 盒.备注 }}", "TableText"),
        ),
    )
    body = "".join(
        (
            paragraph("{{ 项目名 }}总目录", "ListTitle"),
            paragraph("{{ 校名 }}　　{{ 年度 }}", "ListNote"),
            boxes,
            paragraph(
                "合计{{ 盒数 }}盒，{{ 件数 }}件，{{ 页数 }}页",
                "ListNote",
                '<w:spacing w:before="80"/><w:jc w:val="right"/>',
            ),
        )
    )
    return package(body, LISTING, STYLES, "{{ 项目名 }}总目录")


def school_facts() -> Mapping[str, bytes]:
    """``学校基本情况一览表.docx``: every figure with its date and its source."""
    widths = _mm(56, 25, 15, 28, 41)
    heads = ("项目", "数值", "单位", "时点", "来源")
    fields = ("{{ 行.项目 }}", "{{ 行.数值 }}", "{{ 行.单位 }}", "{{ 行.时点 }}", "{{ 行.来源 }}")
    styles = ("TableText", "TableMid", "TableMid", "TableMid", "TableText")
    rows = (
        row(
            [cell(paragraph(h, "TableHead"), w) for h, w in zip(heads, widths, strict=True)],
            head=True,
            height=480,
        ),
        tag_row("{%tr for 组 in 分组 %}", widths),
        row([cell(paragraph("{{ 组.名称 }}", "TableHead"), sum(widths), span=5)], height=425),
        tag_row("{%tr for 行 in 组.行 %}", widths),
        row([cell(paragraph(t, s), w) for t, s, w in zip(fields, styles, widths, strict=True)], height=400),
        tag_row("{%tr endfor %}", widths),
        tag_row("{%tr endfor %}", widths),
    )
    body = "".join(
        (
            paragraph("学校基本情况一览表", "ListTitle"),
            paragraph("学校：{{ 校名 }}　　数据截至：{{ 截至 }}", "ListNote"),
            table(widths, rows),
            paragraph("{{ 口径 }}", "ListNote", '<w:spacing w:before="80"/>'),
        )
    )
    return package(body, PORTRAIT, STYLES, "{{ 校名 }}基本情况一览表")


def gaps() -> Mapping[str, bytes]:
    """``缺项清单.docx``: what is missing and who owes it (never for inspectors)."""
    listing = list_table(
        _mm(11, 24, 56, 18, 30, 30, 34, 27, 27),
        ("序号", "材料编号", "材料名称", "对应指标", "应有年度", "已有年度", "缺失情况", "责任人", "时限"),
        "项 in 缺项",
        (
            ("{{ 项.序号 }}", "TableMid"),
            ("{{ 项.编号 }}", "TableMid"),
            ("{{ 项.题名 }}", "TableText"),
            ("{{ 项.指标 }}", "TableMid"),
            ("{{ 项.应有 }}", "TableText"),
            ("{{ 项.已有 }}", "TableText"),
            ("{{ 项.情况 }}", "TableText"),
            ("{{ 项.责任人 }}", "TableText"),
            ("{{ 项.时限 }}", "TableMid"),
        ),
    )
    body = "".join(
        (
            paragraph("缺项清单", "ListTitle"),
            paragraph("{{ 校名 }}　　截至{{ 截至 }}　　{{ 统计 }}", "ListNote"),
            listing,
            paragraph("内部核对用，不提供给督导组。", "ListNote", '<w:spacing w:before="80"/>'),
        )
    )
    return package(body, LISTING, STYLES, "{{ 校名 }}缺项清单")


def task_sheet() -> Mapping[str, bytes]:
    """``任务单.docx``: what one department still owes, with room for a tick and a signature."""
    listing = list_table(
        _mm(10, 24, 46, 36, 22, 27),
        ("序号", "材料编号", "材料名称", "要补什么", "责任人", "时限"),
        "项 in 任务",
        (
            ("{{ 项.序号 }}", "TableMid"),
            ("{{ 项.编号 }}", "TableMid"),
            ("{{ 项.题名 }}", "TableText"),
            ("{{ 项.要求 }}", "TableText"),
            ("{{ 项.姓名 }}", "TableText"),
            ("{{ 项.时限 }}", "TableMid"),
        ),
    )
    body = "".join(
        (
            paragraph("迎检材料任务单", "ListTitle"),
            paragraph("{{ 校名 }}　　部门：{{ 部门 }}　　截至{{ 截至 }}", "ListNote"),
            paragraph("共承担{{ 项数 }}项，已齐{{ 已齐 }}项，还需补{{ 待补 }}项：", "ListNote"),
            listing,
            paragraph(
                "材料放入“上交/{{ 部门 }}”文件夹，一份材料一个文件；只有纸质的，请到资料室登记。",
                "ListNote",
                '<w:spacing w:before="160"/>',
            ),
            paragraph(
                "接收人（签名）：　　　　　　　　日期：　　　　　　",
                "ListNote",
                '<w:spacing w:before="240"/>',
            ),
        )
    )
    return package(body, PORTRAIT, STYLES, "任务单 {{ 部门 }}")
