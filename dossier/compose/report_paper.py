"""A report as the template sees it. Pure."""

from __future__ import annotations

from dossier.compose.plain import Plain
from dossier.model import Block, Report

_HEADINGS = {1: "一级", 2: "二级", 3: "三级", 4: "四级"}
DRAFT = "征求意见稿"
_SHORT_TABLE = 10
"""Rows of a table that is better moved to the next page whole; a longer one goes on there under its head."""


def context(report: Report) -> dict[str, Plain]:
    """The names that ``报告.docx`` may use.

    稿别 标题 署名行 称呼 正文（类 文 表题 表头 行 表注 同页） 附件 署名单位 成文日期. What ends the
    text is of kind 末段, the closing with the paragraph before it: it stays on one page with the signature.
    """
    blocks = [_block(block) for section in report.sections for block in section.blocks]
    if report.closing:
        blocks.append({"类": "正文", "文": report.closing})
    for block in blocks[-2:] if report.closing else blocks[-1:]:
        if block["类"] == "正文":
            block["类"] = "末段"
    return {
        "稿别": DRAFT if report.draft_because else "",
        "标题": report.title,
        "署名行": report.reporter,
        "称呼": report.salutation,
        "正文": list(blocks),
        "附件": list(report.attachments),
        "署名单位": report.sign_unit,
        "成文日期": report.sign_date,
    }


def _block(block: Block) -> dict[str, Plain]:
    if block.table is not None:
        table = block.table
        return {
            "类": "表",
            "表题": table.caption,
            "表头": list(table.head),
            "行": [list(row) for row in table.rows],
            "表注": table.note,
            "同页": len(table.rows) <= _SHORT_TABLE,
        }
    kind = _HEADINGS[block.level] if block.kind == "heading" else "正文"
    return {"类": kind, "文": block.text}
