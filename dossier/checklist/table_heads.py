"""Which column of a county's table is what: the words that counties use for heads."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dossier.text import fold

_WORDS: Mapping[str, tuple[str, ...]] = {
    "first": (
        "一级指标", "A级", "A类", "A", "A级指标", "一级", "一级目录", "一级项目", "大类", "类别", "板块", "模块", "卷名", "大卷", "评估项目", "项目",
    ),
    "second": (
        "二级指标", "B级", "B类", "B", "B级指标", "二级", "二级目录", "二级项目", "指标名称", "评估指标", "考核指标", "具体指标", "指标", "指标内容",
        "评估内容", "评估要点", "评估标准", "盒名", "案卷名称", "案卷题名", "小类",
    ),
    "third": ("三级指标", "C级", "C类", "C", "C级指标", "三级", "三级目录", "观测点", "评估细则", "考核要点"),
    "index": ("序号", "序", "项次"),
    "code": (
        "材料编号", "资料编号", "编号", "材料代码", "材料序号", "资料序号", "目录编号", "档案编号", "代码", "材料号", "编码",
    ),
    "title": (
        "材料名称", "资料名称", "所需材料", "所需资料", "材料目录", "资料目录", "档案资料", "档案材料", "佐证材料", "支撑材料", "备查材料",
        "备查资料", "需提供材料", "需提供的材料", "应提供材料", "应提供的材料", "提供材料", "迎检材料", "迎检资料", "评估材料", "材料清单",
        "资料清单", "材料内容", "资料内容", "档案名称", "档案目录", "文件名称", "材料", "资料", "卷内材料", "盒内材料",
    ),
    "owner": (
        "责任部门", "负责部门", "责任处室", "负责处室", "责任科室", "负责科室", "牵头部门", "责任单位", "提供部门", "提供单位", "供给部门",
        "部门", "处室", "科室", "责任部门(人)", "责任部门及责任人", "责任部门/责任人",
    ),
    "years": ("年度", "学年", "年限", "年度要求", "年限要求", "时间范围", "时间要求", "起止年度", "所属年度"),
    "note": ("备注", "说明", "材料要求", "要求", "备考", "有关要求", "备注说明"),
}  # fmt: skip
"""What a column is → its heads. Where two fit, the word that stands earlier in its list wins."""

_INDEX = {fold(word): (what, rank) for what, words in _WORDS.items() for rank, word in enumerate(words)}
_HEAD_WITHIN = 12


def find_head(rows: Sequence[Sequence[str]]) -> tuple[int, Mapping[str, int]] | None:
    """Index of the (last) head row and what each known column is; None when no row names the materials."""
    for index, cells in enumerate(rows[:_HEAD_WITHIN]):
        found = columns(cells)
        if "title" in found and (len(found) >= 2 or len(set(filter(None, cells))) <= 2):
            below = _second_row(cells, rows[index + 1]) if index + 1 < len(rows) else None
            return (index + 1, below) if below else (index, found)
    return None


def _second_row(above: Sequence[str], below: Sequence[str]) -> Mapping[str, int] | None:
    """The columns of a head of two rows (材料 over 编号 and 名称); None when the second is no head."""
    joined = [
        (one + other if _known(one + other) else other) if other and other != one else one
        for one, other in zip(above, below, strict=True)
    ]
    new = [word for word, one in zip(joined, above, strict=True) if word != one]
    return columns(joined) if new and all(map(_known, new)) else None


def _known(word: str) -> bool:
    return _bare(word) in _INDEX


def columns(cells: Sequence[str]) -> Mapping[str, int]:
    """What a column is → its index, over one row of heads."""
    best: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        what, rank = _INDEX.get(_bare(cell), ("", 0))
        if what and (what not in best or rank < best[what][0]):
            best[what] = rank, index
    return {what: index for what, (_, index) in best.items()}


def _bare(cell: str) -> str:
    """A head for comparing: without blanks, and without a remark in brackets unless the word is known with it."""
    word = fold(cell)
    return word if word in _INDEX else re.sub(r"\(.*?\)|[:*]", "", word)
