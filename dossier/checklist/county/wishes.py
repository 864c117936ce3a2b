"""What a county's plan asks of boxes and titles, as settings of a project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dossier.checklist.county.marks import NONE, split
from dossier.checklist.county.source import Grid, Source
from dossier.model import Checklist
from dossier.text import one_line

_THICK = re.compile(r"(?:盒|脊)[^。；\d]{0,12}?(\d{1,3}(?:\.\d)?)\s*(毫米|mm|厘米|公分|cm)", re.IGNORECASE)
_THICK_BEFORE = re.compile(
    r"(\d{1,3}(?:\.\d)?)\s*(毫米|mm|厘米|公分|cm)[^。；\d]{0,8}?(?:档案盒|盒脊|资料盒|盒)", re.IGNORECASE
)
_TITLE = re.compile(
    r"(自评报告|自查报告|工作报告|汇报材料)[^。；《“]{0,8}(?:标题|题目|名称|题为)[^《“]{0,4}[《“]([^》”]{4,50})[》”]"
)
_BY_YEAR = re.compile(
    r"(?:盒内|每盒|盒里|材料)[^。；]{0,12}(?:按|依)[^。；]{0,6}(?:学年度?|年度|年份)[^。；]{0,6}(?:排列|先后|顺序|整理|归类|装订|存放)"
)
_PER_ITEM = re.compile(r"(?:每件|每份|各件|一件一)[^。；]{0,8}(?:编页|页码|页号|编号?页)")
_PER_BOX = re.compile(
    r"(?:每盒|全盒|一盒|盒内|整盒)[^。；]{0,10}(?:连续|统一|通编|流水)[^。；]{0,6}(?:编页|页码|页号|编码)"
)
_PER_LEVEL = re.compile(
    r"(?:每个?|一个?)\s*([A-CＡ-Ｃ一二三])\s*级?\s*(?:指标)?\s*(?:建|为|装|用|设|一)?\s*一?\s*盒"
)


@dataclass(frozen=True)
class Wishes:
    """Settings that differ from the usual; empty where the county says nothing."""

    numbering: Literal["county", "abc", "juan"] = "county"
    thickness_mm: tuple[int, ...] = ()
    by_year: bool = False
    pages: Literal["", "box", "item"] = ""
    titles: tuple[tuple[str, str], ...] = ()
    """Kind of report → its title."""
    box_level: str = ""
    """``A`` ``B`` ``C``: the level of which each has one box, as stated."""

    def sentences(self) -> Iterator[str]:
        """What was taken over, for a person."""
        if self.numbering != "county":
            yield f"编号样式：{'A1-B1-C1' if self.numbering == 'abc' else '（一）①'}"
        if self.thickness_mm:
            yield f"盒脊厚度：{'、'.join(map(str, self.thickness_mm))}毫米"
        if self.by_year:
            yield "盒内材料按年度排列"
        if self.pages:
            yield "页码：一件一编" if self.pages == "item" else "页码：一盒连续编"
        if self.box_level:
            yield f"装盒：每个{self.box_level}级指标一盒"
        for kind, title in self.titles:
            yield f"{kind}的标题：{title}"


def wishes(source: Source, checklist: Checklist) -> Wishes:
    """What the text around the list says of boxes, and what its numbers look like."""
    text = "\n".join(_texts(source))
    level = _PER_LEVEL.search(text)
    return Wishes(
        numbering=_style(source, checklist),
        thickness_mm=tuple(sorted({size for size in _sizes(text) if 5 <= size <= 200})),
        by_year=bool(_BY_YEAR.search(text)),
        pages="item" if _PER_ITEM.search(text) else "box" if _PER_BOX.search(text) else "",
        titles=tuple(dict(_TITLE.findall(text)).items()),
        box_level=_LETTERS[level[1]] if level else "",
    )


_LETTERS = {"A": "A", "B": "B", "C": "C", "Ａ": "A", "Ｂ": "B", "Ｃ": "C", "一": "A", "二": "B", "三": "C"}


def _texts(source: Source) -> Iterator[str]:
    """Lines outside tables, and rows of tables that are one long remark."""
    for block in source.blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                texts = set(filter(None, row))
                if len(texts) == 1:
                    yield one_line(texts.pop())
        else:
            yield block.text


def _sizes(text: str) -> Iterator[int]:
    for pattern in (_THICK, _THICK_BEFORE):
        for amount, unit in pattern.findall(text):
            yield round(float(amount) * (1 if unit.lower() in ("毫米", "mm") else 10))


def _style(source: Source, checklist: Checklist) -> Literal["county", "abc", "juan"]:
    """A style of ours only where it prints what the county writes; codes of its own always stay."""
    groups = {group.code: at for at, group in enumerate(checklist.groups, start=1)}
    if any(group.parent for group in checklist.groups):
        return "county"
    made = all(
        requirement.code.startswith(f"{requirement.indicator}-") for requirement in checklist.requirements
    )
    ordinals: dict[str, int] = {}
    for indicator in checklist.indicators:
        ordinals[indicator.group] = ordinals.get(indicator.group, 0) + 1
        expected = f"A{groups[indicator.group]}-B{ordinals[indicator.group]}"
        if indicator.code != expected:
            return "juan" if made and _is_juan(source) else "county"
    if made or all(re.fullmatch(rf"{re.escape(r.indicator)}-C\d+", r.code) for r in checklist.requirements):
        return "abc"
    return "county"


def _is_juan(source: Source) -> bool:
    """Whether headings are numbered （一） and ①, the way of volumes."""
    kinds = {
        split(text)[0].kind
        for block in source.blocks
        for text in (
            [block.text] if not isinstance(block, Grid) else [cell for row in block.rows for cell in row]
        )
        if split(text)[0] is not NONE
    }
    return "bracket" in kinds and "circle" in kinds and "han" not in kinds
