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
_OF_PAGES = re.compile(r"[^。；\n]*(?:页码|页号|编页|页次)[^。；\n]*")
_RUNNING = re.compile("连续|统一编|通编|流水|从头至尾|大流水")
_PER_BOX = re.compile("每一?盒|全盒|一盒|整盒|盒内|以盒|按盒|逐盒")
_PER_ITEM = re.compile("每一?[件份]|各件|一件一|以件|按件|逐件|单独编|各自编|每[项个种]材料")
_PER_LEVEL = re.compile(
    r"(?:每一?[个项类]?|一[个项类]|各|以|按照?|依|同一[个项]?)\s*(?P<level>[A-CＡ-Ｃ一二三])?(?:级\s*(?:指标|项目?)?|指标|项目?|(?=[^0-9０-９]))"
    r"[^。；，、\n0-9]{0,8}?(?:(?:一|1)\s*个?(?:档案|资料|文件)?盒|(?:装|分|立|组|建)(?:成|为)?盒|盒装)"
)
_SPINE = re.compile(
    r"(?:盒脊|脊背|档案盒|封面|盒面)[^。；《“]{0,8}(?:题名|标题|名称|题为|文字|统一)[^《“。；]{0,8}[《“]([^》”]{4,50})[》”]"
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
    """``A`` ``B`` ``C``: the level of which each has one box, as stated; ``-`` where 每个指标 is all that is said."""
    beyond: bool = False
    """Whether the list has no indicators of that level; its materials are what the county counts there."""
    together: tuple[tuple[str, ...], ...] = ()
    """Codes of indicators that share a box, so that it is one for each of that level."""
    spine: str = ""
    """What boxes are called on their spines."""

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
            yield (
                f"装盒：每个{'' if self.box_level == '-' else f'{self.box_level}级'}指标一盒"
                + ("；目录里没有这一级的指标，仍是每个指标一盒，请核对" if self.beyond else "")
                + (
                    f"，{sum(map(len, self.together))}个指标合成{len(self.together)}盒"
                    if self.together
                    else ""
                )
            )
        if self.spine:
            yield f"盒脊题名：{self.spine}"
        for kind, title in self.titles:
            yield f"{kind}的标题：{title}"


def wishes(source: Source, checklist: Checklist) -> Wishes:
    """What the text around the list says of boxes, and what its numbers look like."""
    text = "\n".join(_texts(source))
    level = _box_level(text)
    spine = _SPINE.search(text)
    return Wishes(
        numbering=_style(source, checklist),
        thickness_mm=tuple(sorted({size for size in _sizes(text) if 5 <= size <= 200})),
        by_year=bool(_BY_YEAR.search(text)),
        pages=_pages(text),
        titles=tuple(dict(_TITLE.findall(text)).items()),
        box_level=level,
        beyond=_DEPTHS.get(level, 0) > max(map(len, _paths(checklist).values()), default=0),
        together=_together(checklist, level),
        spine=spine[1] if spine else "",
    )


_LETTERS = {"A": "A", "B": "B", "C": "C", "Ａ": "A", "Ｂ": "B", "Ｃ": "C", "一": "A", "二": "B", "三": "C"}


def _box_level(text: str) -> str:
    """The level of which each has a box of its own; a rule that names a level goes before one that names none."""
    levels = [match["level"] for match in _PER_LEVEL.finditer(text) if match["level"] or "指标" in match[0]]
    named = [_LETTERS[level] for level in levels if level]
    return named[0] if named else "-" if levels else ""


def _paths(checklist: Checklist) -> dict[str, list[str]]:
    """Indicator that asks for evidence → the groups above it, from the top; one that stands for the list is none."""
    groups = {group.code: group for group in checklist.groups}
    asked = {requirement.indicator for requirement in checklist.requirements}
    paths: dict[str, list[str]] = {}
    for indicator in checklist.indicators:
        above = [indicator.group]
        while groups[above[0]].parent:
            above.insert(0, groups[above[0]].parent)
        if indicator.code in asked:
            paths[indicator.code] = above if groups[above[0]].title != checklist.title else []
    return paths


def _together(checklist: Checklist, level: str) -> tuple[tuple[str, ...], ...]:
    """Indicators below one heading of *level*, where that is above the indicators."""
    boxes: dict[str, list[str]] = {}
    for code, above in _paths(checklist).items():
        if level in _DEPTHS and len(above) > _DEPTHS[level]:
            boxes.setdefault(above[_DEPTHS[level]], []).append(code)
    return tuple(tuple(codes) for codes in boxes.values() if len(codes) > 1)


_DEPTHS = {"A": 0, "B": 1, "C": 2}


def _pages(text: str) -> Literal["", "box", "item"]:
    """Whether pages are counted through a box or begin again with each item."""
    for match in _OF_PAGES.finditer(text):
        sentence = match[0]
        if _PER_BOX.search(sentence) and (_RUNNING.search(sentence) or not _PER_ITEM.search(sentence)):
            return "box"
        if _PER_ITEM.search(sentence):
            return "item"
    return ""


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
