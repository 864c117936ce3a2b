"""The table of a township or county: 差异系数 between its schools."""

from __future__ import annotations

from collections.abc import Mapping

from paper_styles import STYLES, mm
from word_parts import Page, list_table, package, paragraph

_PAGE = Page(top=20, bottom=18, left=20, right=20, landscape=True)


def variation() -> Mapping[str, bytes]:
    """``差异系数表.docx``: one line for each indicator and section, what follows, and who is left out."""
    fields = ("序号", "指标", "学段", "校数", "学生数", "平均", "单位", "标准差", "差异系数", "标准", "判定")
    styles = ("TableMid", "TableText", *("TableMid",) * 8, "TableText")
    lines = list_table(
        mm(11, 72, 13, 13, 18, 22, 19, 22, 20, 16, 31),
        ("序号", "指标", "学段", "校数", "学生数", "平均值", "单位", "标准差", "差异系数", "标准", "判定"),
        "项 in 行",
        tuple((f"{{{{ 项.{name} }}}}", style) for name, style in zip(fields, styles, strict=True)),
    )
    body = "".join(
        (
            paragraph("{{ 名称 }}校际差异系数表", "ListTitle"),
            paragraph("{{ 清单 }}　　截至{{ 截至 }}", "ListNote"),
            lines,
            paragraph("{%p for 一条 in 结论 %}", "ListNote"),
            paragraph("{{ 一条 }}。", "ListNote", '<w:spacing w:before="80"/>'),
            paragraph("{%p endfor %}", "ListNote"),
            paragraph("不计入的学校：{{ 不计入 }}。", "ListNote"),
            paragraph("差异系数按各校学生数加权：标准差除以平均值，平均值为总量除以学生总数。", "ListNote"),
            paragraph("{%p for 一条 in 说明 %}", "ListNote"),
            paragraph("{{ 一条 }}。", "ListNote"),
            paragraph("{%p endfor %}", "ListNote"),
        )
    )
    return package(body, _PAGE, STYLES, "{{ 名称 }}校际差异系数表")
