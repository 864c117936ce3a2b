"""学校基本情况一览表 in its two forms: a line for each figure, or with a column for each section of the campus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paper_styles import STYLES, mm
from word_parts import FANG, HEI, LATIN, Page, Style, cell, package, paragraph, row, table, tag_row

_PORTRAIT = Page(top=25, bottom=20, left=25, right=20)
_ACROSS = Page(top=20, bottom=17, left=15, right=15, landscape=True, footer=567)
_TITLE, _BELOW = "学校基本情况一览表", '<w:spacing w:before="80"/>'
_NOTE = "学校：{{ 校名 }}　　数据截至：{{ 截至 }}"

_SIZE = 18
"""Half-points: 小五, as printed statistics have it; two hundred figures are to stay an overview."""
_CLOSE = tuple(
    Style(
        id=f"Fact{kind}",
        name=f"一览表{name}",
        font=font,
        latin=latin,
        size=_SIZE,
        line=225,
        before=10,
        after=10,
        spaced=False,
        align=align,
    )
    for kind, name, font, latin, align in (
        ("Head", "表头", HEI, HEI, "center"),
        ("Text", "表文", FANG, LATIN, "left"),
        ("Mid", "表文（居中）", FANG, LATIN, "center"),
    )
)


def plain() -> Mapping[str, bytes]:
    """``学校基本情况一览表.docx``: every figure with its date and its source."""
    widths = mm(48, 24, 14, 38, 41)  # 2025年12月31日 and 2025—2026学年度 stay on one line
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
            paragraph(_TITLE, "ListTitle"),
            paragraph(_NOTE, "ListNote"),
            table(widths, rows),
            paragraph("{{ 口径 }}", "ListNote", _BELOW),
        )
    )
    return package(body, _PORTRAIT, STYLES, "{{ 校名 }}基本情况一览表")


def by_section() -> Mapping[str, bytes]:
    """``学校基本情况一览表（分学段）.docx``: one line for a figure, a column for each section; this year first.

    The widths of the columns are shared out when the form is filled, because a campus has two or three of them. One
    table holds all years: LibreOffice loses rows of a second one whose head comes to stand at the foot of a page.
    """
    one = (_ACROSS.width,)
    title = paragraph("{{ 表.名称 }}", "FactHead", "<w:keepNext/>", size=_SIZE)
    lines = table(
        one,
        (
            row(_cells(("项目", "单位", "学段", "时点", "来源"), head=True), head=True, height=320),
            tag_row("{%tr for 表 in 分表 %}", one),
            row([cell(title, _ACROSS.width)], height=290),
            tag_row("{%tr for 行 in 表.行 %}", one),
            row(_cells(("{{ 行.项目 }}", "{{ 行.单位 }}", "行.数值", "{{ 行.时点 }}", "{{ 行.来源 }}"))),
            tag_row("{%tr endfor %}", one),
            tag_row("{%tr endfor %}", one),
        ),
    )
    body = "".join(
        (
            paragraph(_TITLE, "ListTitle"),
            paragraph(_NOTE, "ListNote"),
            lines,
            paragraph("{{ 口径 }}", "ListNote", _BELOW),
        )
    )
    return package(body, _ACROSS, (*STYLES, *_CLOSE), "{{ 校名 }}基本情况一览表")


def _cells(texts: Sequence[str], *, head: bool = False) -> list[str]:
    """The cells of one row; the third of *texts* is the list that its middle columns come from."""
    styles = ("FactHead",) * 5 if head else ("FactText", "FactMid", "FactMid", "FactMid", "FactText")
    looped = (f"{{%tc for 格 in {texts[2]} %}}", "{{ 格 }}", "{%tc endfor %}")
    given = list(zip(texts, styles, strict=True))
    cells = (*given[:2], *((text, styles[2]) for text in looped), *given[3:])
    return [cell(paragraph(text, style, size=_SIZE), _ACROSS.width) for text, style in cells]
