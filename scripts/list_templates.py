"""Lists of the whole: contents, what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from paper_styles import STYLES, mm
from word_parts import Page, list_table, package, paragraph

LISTING = Page(top=20, bottom=18, left=20, right=20, landscape=True)


def contents() -> Mapping[str, bytes]:
    """``总目录.docx``: all boxes."""
    boxes = list_table(
        mm(12, 14, 20, 45, 76, 14, 14, 30, 22, 10),
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


def gaps() -> Mapping[str, bytes]:
    """``缺项清单.docx``: what is missing and who owes it (never for inspectors)."""
    listing = list_table(
        mm(11, 22, 40, 16, 42, 40, 26, 23, 37),
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
    problems = list_table(
        mm(11, 100, 106, 40),
        ("序号", "问题", "怎么办", "责任人"),
        "题 in 问题",
        (
            ("{{ 题.序号 }}", "TableMid"),
            ("{{ 题.问题 }}", "TableText"),
            ("{{ 题.怎么办 }}", "TableText"),
            ("{{ 题.责任人 }}", "TableText"),
        ),
    )
    body = "".join(
        (
            paragraph("缺项清单", "ListTitle"),
            paragraph("{{ 校名 }}　　截至{{ 截至 }}　　{{ 统计 }}", "ListNote"),
            listing,
            paragraph("{%p if 问题 %}", "ListNote"),
            paragraph(
                "不属于某项材料、同样须处理的问题：", "ListNote", '<w:keepNext/><w:spacing w:before="240"/>'
            ),
            problems,
            paragraph("{%p endif %}", "ListNote"),
            paragraph("内部核对用，不提供给督导组。", "ListNote", '<w:spacing w:before="80"/>'),
        )
    )
    return package(body, LISTING, STYLES, "{{ 校名 }}缺项清单")
