"""The work report by GB/T 9704-2012: 22 lines of 28 characters, headings by typeface, — 1 — at the outer edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from word_parts import FANG, HEI, KAI, SONG, TITLE, Page, Style, cell, package, paragraph, row, table

LINE = 579
"""Twips: 225 mm / 22 lines, rounded down; 580 would leave 21 lines."""
TIGHT = -5
"""Twips added to each 16 pt character, so that 28 fill 156 mm in Word and in LibreOffice alike."""
PAGE = Page(top=37, bottom=35, left=28, right=26, grid=LINE, footer=1418, even_footer=True)


def _body(identifier: str, name: str, **more: object) -> Style:
    given: dict[str, object] = {"line": LINE, "indent": 200, "align": "both", "tighten": TIGHT, "snap": True}
    return Style(id=identifier, name=name, **(given | more))  # type: ignore[arg-type]


STYLES: Sequence[Style] = (
    Style(id="Draft", name="稿别", font=HEI, latin=HEI, line=LINE, tighten=TIGHT),
    Style(id="GBTitle", name="公文标题", font=TITLE, size=44, line=700, after=LINE, align="center"),
    Style(
        id="Reporter",
        name="汇报单位日期",
        font=KAI,
        line=LINE,
        after=LINE,
        align="center",
        tighten=TIGHT,
    ),
    _body("Salutation", "称呼", indent=0),
    _body("Body", "公文正文"),
    _body("BodyKeep", "公文正文（与下段同页）", keep_next=True),
    _body("H1", "一级标题", font=HEI, latin=HEI, outline=0, keep_next=True),
    _body("H2", "二级标题", font=KAI, outline=1, keep_next=True),
    _body("H3", "三级标题", outline=2, keep_next=True),
    _body("H4", "四级标题", outline=3, keep_next=True),
    _body("Annex1", "附件说明（一个）", indent=0, left=1600, hanging=960, before=LINE, keep_next=True),
    _body("AnnexFirst", "附件说明（首行）", indent=0, left=1840, hanging=1200, before=LINE, keep_next=True),
    _body("AnnexNext", "附件说明（续行）", indent=0, left=1840, hanging=240, keep_next=True),
    _body("SignUnit", "发文机关署名", indent=0, align="right", before=2 * LINE, keep_next=True, spaced=False),
    _body("SignDate", "成文日期", indent=0, align="right", right_chars=400, spaced=False),
    Style(
        id="Caption",
        name="表题",
        font=HEI,
        latin=HEI,
        size=28,
        before=120,
        after=60,
        align="center",
        keep_next=True,
    ),
    Style(
        id="TableHead",
        keep_next=True,
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
    Style(
        id="TableKeep",
        keep_next=True,
        name="表文（与下行同页）",
        size=21,
        line=300,
        before=40,
        after=40,
        spaced=False,
        align="center",
    ),
    Style(id="TableNote", name="表注", font=FANG, size=21, before=40, after=120),
    Style(
        id="PageRight",
        name="页码（单页）",
        font=SONG,
        latin=SONG,
        size=28,
        line=280,
        align="right",
        right_chars=100,
    ),
    Style(id="PageLeft", name="页码（双页）", font=SONG, latin=SONG, size=28, line=280, left_chars=100),
)

_KINDS = (
    ("一级", "H1"),
    ("二级", "H2"),
    ("三级", "H3"),
    ("四级", "H4"),
    ("正文", "Body"),
    ("末段", "BodyKeep"),
)


def report() -> Mapping[str, bytes]:
    """The parts of ``报告.docx``."""
    body = "".join((*_opening(), *_blocks(), *_ending()))
    return package(body, PAGE, STYLES, "{{ 标题 }}")


def _when(test: str, *content: str) -> tuple[str, ...]:
    return paragraph(f"{{%p if {test} %}}", "Body"), *content, paragraph("{%p endif %}", "Body")


def _opening() -> tuple[str, ...]:
    return (
        *_when("稿别", paragraph("{{ 稿别 }}", "Draft")),
        paragraph("{{ 标题 }}", "GBTitle"),
        *_when("署名行", paragraph("{{ 署名行 }}", "Reporter")),
        *_when("称呼", paragraph("{{ 称呼 }}", "Salutation")),
    )


def _blocks() -> tuple[str, ...]:
    texts = [
        line
        for kind, style in _KINDS
        for line in _when(f"块.类 == '{kind}'", paragraph("{{ 块.文 }}", style))
    ]
    return (
        paragraph("{%p for 块 in 正文 %}", "Body"),
        *texts,
        *_when("块.类 == '表' and 块.同页", *_table("TableKeep")),
        *_when("块.类 == '表' and not 块.同页", *_table("TableMid")),
        paragraph("{%p endfor %}", "Body"),
    )


def _table(style: str) -> tuple[str, ...]:
    """A table with its caption and note; *style* says whether its rows hold together or may go on overleaf."""
    width = PAGE.width
    loop = "{%tc for 格 in LIST %}", "{{ 格 }}", "{%tc endfor %}"

    def cells(source: str, style: str) -> list[str]:
        return [cell(paragraph(text.replace("LIST", source), style), width) for text in loop]

    rows = (
        row(cells("块.表头", "TableHead"), head=True, height=454),
        row([cell(paragraph("{%tr for 行 in 块.行 %}", "TableText"), width)]),
        row(cells("行", style), height=425),
        row([cell(paragraph("{%tr endfor %}", "TableText"), width)]),
    )
    return (
        *_when("块.表题", paragraph("{{ 块.表题 }}", "Caption")),
        table((width,), rows),
        paragraph("{{ 块.表注 }}", "TableNote"),
    )


def _ending() -> tuple[str, ...]:
    return (
        *_when("附件|length == 1", paragraph("附件：{{ 附件[0] }}", "Annex1")),
        *_when(
            "附件|length > 1",
            paragraph("附件：1.{{ 附件[0] }}", "AnnexFirst"),
            paragraph("{%p for 名 in 附件[1:] %}", "Body"),
            paragraph("{{ loop.index + 1 }}.{{ 名 }}", "AnnexNext"),
            paragraph("{%p endfor %}", "Body"),
        ),
        *_when("署名单位", paragraph("{{ 署名单位 }}", "SignUnit"), paragraph("{{ 成文日期 }}", "SignDate")),
    )
