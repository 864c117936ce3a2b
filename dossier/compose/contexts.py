"""What each template may print, as plain data under Chinese names. Pure.

All of this is seen by inspectors and says nothing about gaps: an open place is （预留）.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dossier.compose.plain import Plain
from dossier.model import Assessment, Box, Item, Owner
from dossier.text import mask

Context = dict[str, Plain]

RESERVED = "（预留）"
SPINE_WIDTHS_MM = (17, 27, 32, 37, 47, 52, 72)
"""Widths of the labels in ``盒脊.docx``."""
_SPINE_AIR_MM = 2
_SHEET_MM = 277
"""Width of an A4 landscape sheet without its margins."""
_SPINE_SIZES = {"盒名大": (7.06, 9.18), "盒名中": (4.94, 6.36), "盒名小": (3.71, 4.6)}
"""Field → height of a character and pitch of a line in mm: 20, 14 and 10.5 pt on 26, 18 and 13 pt."""
_SPINE_TITLE_MM = 54
"""Height of the field for the name of the box, a hair less than its 55 mm."""
_SPINE_GROUP, _SPINE_PROJECT = 5, 9
"""Characters that a column holds in the fields 一级指标 and 项目名 (27 and 30 mm high)."""
_CELL_MARGINS_MM = 4
_CLINGING, _OPENING = "、，。；：！？）》”’…", "（《“‘"
_FEW = 3
"""Names of departments and people on a cover."""
_INK = "　　"
"""Room for a number that is not there yet: what is printed before anything has come is filled in by hand."""
_STYLES = {"juan": ("卷内文件目录", "卷内"), "da22": ("归档文件目录", "归档")}


# -- boxes --


def cover(assessment: Assessment, box: Box) -> Context:
    """``封面.docx``."""
    owners = _owners(assessment, box)
    return _box(assessment, box) | {
        "责任部门": _few((owner.department for owner in owners), "个部门"),
        "责任人": _few((owner.person for owner in owners), "人"),
        "联系电话": _few((owner.phone for owner in owners), "个号码", "\n"),
        "起止编号": _range(box, " 至 "),
        "提示": "含个人信息，注意保管" if box.personal else "",
    }


def spines(assessment: Assessment, boxes: Sequence[Box]) -> Context:
    """``盒脊.docx``: as many labels to a sheet as fit; boxes of one thickness together."""
    sheets: list[Plain] = []
    for width in SPINE_WIDTHS_MM:
        labels: list[Plain] = [
            _label(assessment, box) for box in boxes if spine_width(box.thickness_mm) == width
        ]
        across = _SHEET_MM // width
        sheets += [
            {"宽": width, "签": labels[start : start + across]} for start in range(0, len(labels), across)
        ]
    return {"页面": sheets}


def spine_width(thickness_mm: int) -> int:
    """The widest label that leaves 2 mm of a spine free, the narrowest where none does."""
    return max((w for w in SPINE_WIDTHS_MM if w <= thickness_mm - _SPINE_AIR_MM), default=SPINE_WIDTHS_MM[0])


def catalogue(assessment: Assessment, box: Box) -> Context:
    """``盒内目录.docx``, in the columns of the numbering style."""
    name, style = _STYLES.get(assessment.project.numbering, ("盒内目录", "评估"))
    last = len(box.items)
    return _box(assessment, box) | {
        "目录名": name,
        "样式": style,
        "材料": [_item(number, item, style, number == last) for number, item in enumerate(box.items, 1)],
    }


def remarks(assessment: Assessment, box: Box) -> Context:
    """``备考表.docx``; names and dates stay empty for ink."""
    inside = "卷内" if assessment.project.numbering == "juan" else "盒内"
    paper = sum(item.state == "paper" for item in box.items)
    counted = box.count or _INK, box.pages if box.count else _INK
    state = f"本{'卷' if inside == '卷内' else '盒'}共有材料{counted[0]}件，{counted[1]}页"
    return _box(assessment, box) | {
        "表名": f"{inside}备考表",
        "情况名": "本卷情况说明" if inside == "卷内" else "盒内文件情况说明",
        "经手人": "立卷人" if inside == "卷内" else "整理人",
        "经手日期": "立卷时间" if inside == "卷内" else "整理日期",
        "情况说明": state + (f"，其中纸质原件{paper}件。" if paper else "。"),
    }


def _box(assessment: Assessment, box: Box) -> Context:
    return {
        "项目名": project_name(assessment),
        "校名": assessment.project.school.name,
        "盒编号": box.code,
        "盒号": f"{box.number:02d}",
        "盒名": box.title,
        "一级指标": box.group_title,
        "年度": box.years,
        "件数": box.count or _INK,
        "页数": box.pages if box.count else _INK,
    }


def _few(names: Iterable[str], counted: str, between: str = "、") -> str:
    """The first of *names*, and how many they are: a cover is one page, the catalogue names everybody."""
    found = list(dict.fromkeys(name for name in names if name))
    more = f"等{len(found)}{counted}" if len(found) > _FEW else ""
    return between.join(found[:_FEW]) + more


def project_name(assessment: Assessment) -> str:
    """``义务教育优质均衡发展督导评估档案``; a county's 迎检材料目录 is a list, its boxes are 迎检档案."""
    return f"{_LIST.sub('', assessment.checklist.title)}档案"


_LIST = re.compile(r"(?<=.{4})(?:材料|资料|档案)?(?:目录|清单|一览表|(?:责任|任务)*分解表)$")


def _label(assessment: Assessment, box: Box) -> Context:
    return (
        _box(assessment, box)
        | _sized(box.title, spine_width(box.thickness_mm))
        | {
            "校名": assessment.project.school.short_name,
            "项目名": "\n".join(_columns(project_name(assessment), _SPINE_PROJECT)),
            "一级指标": "\n".join(_columns(box.group_title, _SPINE_GROUP)),
            "年度": box.years.replace("—", "—\n").replace("学年度", "\n学年度"),
            "起止编号": _range(box, "\n至\n"),
        }
    )


def _sized(title: str, width_mm: int) -> Context:
    """The name of a box under the largest size at which all of it stands on the label; cut with … at the smallest."""
    found: Context = dict.fromkeys(_SPINE_SIZES, "")
    for name, (size_mm, line_mm) in _SPINE_SIZES.items():
        high, across = int(_SPINE_TITLE_MM / size_mm), max(1, int((width_mm - _CELL_MARGINS_MM) / line_mm))
        columns = _columns(title, high)
        if len(columns) <= across:
            return found | {name: "\n".join(columns)}
    return found | {name: "\n".join(_columns(title[: high * across - 1], high)[:across]) + "…"}


def _columns(text: str, high: int) -> list[str]:
    """*text* in upright columns of about one length, at most *high*: a last column of one character looks torn off.

    No column begins with a mark that belongs to the word before it, or ends with one that opens the next.
    """
    columns = []
    left = -(-len(text) // high)
    while text:
        end = min(high, -(-len(text) // max(1, left)))
        if text[end : end + 1] in _CLINGING and end < high:
            end += 1
        if 1 < end < len(text) and (text[end] in _CLINGING or text[end - 1] in _OPENING):
            end -= 1
        columns.append(text[:end])
        text, left = text[end:], left - 1
    return columns


def _range(box: Box, between: str) -> str:
    codes = [item.code for item in box.items]
    return between.join(dict.fromkeys((codes[0], codes[-1]))) if codes else ""


def _item(number: int, item: Item, style: str, last: bool) -> Context:
    return {
        "序号": number,
        "编号": item.code,
        "题名": mask(item.title),
        "年度": item.year,
        "责任": item.owner.replace(" ", "\n"),
        "页号": pages(item) if last or style != "卷内" else str(item.first_page or ""),
        "页数": item.pages or "",
        "载体": item.copy,
        "备注": remark(item),
        "文号": item.doc_no,
        "责任者": item.issuer,
        "日期": item.date,
    }


def pages(item: Item) -> str:
    """The page numbers of an item in its box: ``12-15``, ``12``, or nothing."""
    if not item.pages:
        return ""
    return f"{item.first_page}-{item.last_page}" if item.pages > 1 else str(item.first_page)


def remark(item: Item) -> str:
    """What stands under 备注."""
    words = {"see": f"见{item.see}", "reserved": RESERVED, "withdrawn": "移出"}
    return item.remark or words.get(item.state, "")


def _owners(assessment: Assessment, box: Box) -> list[Owner]:
    codes = dict.fromkeys(item.slot.requirement for item in box.items)
    findings = assessment.finding_by_code
    return [findings[code].owner for code in codes if code in findings]


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(word for word in words if word))


# -- the whole --


def contents(assessment: Assessment, boxes: Sequence[Box]) -> Context:
    """``总目录.docx``."""
    return {
        "项目名": project_name(assessment),
        "校名": assessment.project.school.name,
        "年度": span(boxes),
        "盒子": [_content(assessment, number, box) for number, box in enumerate(boxes, 1)],
        "盒数": len(boxes),
        "件数": sum(box.count for box in boxes),
        "页数": sum(box.pages for box in boxes),
    }


def span(boxes: Sequence[Box]) -> str:
    """The school years that the boxes reach over: ``2023—2026学年度``."""
    years = sorted({item.slot.year for box in boxes for item in box.items if "-" in item.slot.year})
    return f"{years[0][:4]}—{years[-1][-4:]}学年度" if years else ""


def _content(assessment: Assessment, number: int, box: Box) -> Context:
    owners = _owners(assessment, box)
    return {
        "序号": number,
        "盒号": f"{box.number:02d}",
        "编号": box.code,
        "一级指标": box.group_title,
        "盒名": box.title,
        "件数": box.count,
        "页数": box.pages,
        "责任部门": _joined(owner.department for owner in owners),
        "责任人": _joined(owner.person for owner in owners),
        "备注": "",
    }
