"""What a department is given to work off: the task sheet, and the list of files that come back to it."""

from __future__ import annotations

from collections.abc import Mapping

from paper_styles import STYLES, mm
from word_parts import Page, list_table, package, paragraph

_PAGE = Page(top=20, bottom=18, left=20, right=20, landscape=True)
_MID, _TEXT = "TableMid", "TableText"
_SIGNED = "签收人（签名）：　　　　　　　　　　日期：　　　　年　　月　　日"


def task_sheet() -> Mapping[str, bytes]:
    """``任务单.docx``: what one department still owes, with room for a tick and a signature."""
    columns = (
        ("序号", "序号", _MID, 11),
        ("材料编号", "编号", _MID, 22),
        ("材料名称", "题名", _TEXT, 51),
        ("所缺年度、数量", "所缺", _TEXT, 41),
        ("形式", "形式", _MID, 17),
        ("原件或复印件", "原件", _MID, 19),
        ("盖章", "盖章", _MID, 13),
        ("签字", "签字", _MID, 13),
        ("责任人", "姓名", _TEXT, 18),
        ("完成时限", "时限", _MID, 37),
        ("办结", "", _MID, 15),
    )
    listing = list_table(
        mm(*(width for *_, width in columns)),
        [head for head, *_ in columns],
        "项 in 任务",
        [(f"{{{{ 项.{name} }}}}" if name else "", style) for _, name, style, _ in columns],
    )
    return _sheet(
        "迎检材料任务单",
        "共承担{{ 项数 }}项，已齐{{ 已齐 }}项，还需补{{ 待补 }}项：",
        listing,
        "材料放入“{{ 上交 }}”文件夹，一份材料一个文件，文件名写明材料名称和学年；"
        "只有纸质的，交资料员登记。“待确认”的已经交来，请告诉资料员是不是这项材料。",
    )


def returned() -> Mapping[str, bytes]:
    """``退回单.docx``: files that cannot serve as they came, and why."""
    columns = (
        ("序号", "序号", _MID, 11),
        ("文件", "文件", _TEXT, 62),
        ("当作哪项材料", "材料", _TEXT, 46),
        ("退回原因", "原因", _TEXT, 62),
        ("怎么办", "怎么办", _TEXT, 48),
        ("责任人", "责任人", _TEXT, 28),
    )
    listing = list_table(
        mm(*(width for *_, width in columns)),
        [head for head, *_ in columns],
        "件 in 退回",
        [(f"{{{{ 件.{name} }}}}", style) for _, name, style, _ in columns],
    )
    return _sheet(
        "迎检材料退回单",
        "下列{{ 份数 }}份文件不能按现状采用：",
        listing,
        "更换的仍放入“{{ 上交 }}”文件夹，被退回的文件没有改动，可以移出；“待确认”的，请把结果告诉资料员。",
    )


def _sheet(title: str, above: str, listing: str, below: str) -> Mapping[str, bytes]:
    body = "".join(
        (
            paragraph(title, "ListTitle"),
            paragraph("{{ 校名 }}　　部门：{{ 部门 }}　　截至{{ 截至 }}", "ListNote"),
            paragraph(above, "ListNote", "<w:keepNext/>"),
            listing,
            paragraph(below, "ListNote", '<w:keepNext/><w:spacing w:before="160"/>'),
            paragraph(_SIGNED, "ListNote", '<w:spacing w:before="240"/>'),
        )
    )
    return package(body, _PAGE, STYLES, f"{title} {{{{ 部门 }}}}")
