"""A list without a table: numbered paragraphs, 一、（一）1.（1）, and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.checklist.county import cells
from dossier.checklist.county.cells import Named
from dossier.checklist.county.levels import Levels
from dossier.checklist.county.marks import NONE, Mark, ranked, split
from dossier.checklist.county.notes import Context, is_note, is_signature, short
from dossier.checklist.county.outline import People, Row
from dossier.checklist.county.source import Line

_PLAIN = Mark("plain", 20, "")
"""A line without a number, or with a bullet: below every numbered one."""
_MOST = 60
"""Characters of a line that still names materials; a longer one, or one that ends in 。, explains."""


_EXPLAINS = re.compile(r".{0,6}(?:要求|说明|注意事项|须知|时间安排|报送方式)[:：]?")
"""A heading below which no materials stand."""


@dataclass(frozen=True)
class _Item:
    line: Line
    mark: Mark
    text: str
    owner: str = ""
    """Who owes it or what stands below it, as the line after it says."""


def read(context: Context, lines: Sequence[Line]) -> None:
    """Take in a list of paragraphs: what has nothing below it is a material, the others are headings."""
    items = _items(context, lines)
    deepest = _deepest(items)
    levels = Levels()
    for at, item in enumerate(items):
        after = items[at + 1].mark if at + 1 < len(items) else NONE
        if after is not NONE and after.rank > item.mark.rank:
            title, owner = cells.heading_owner(item.text)
            lead, tail = _run_in(title)
            levels.push(Named(item.mark, cells.named(lead).title, owner=item.owner or owner), item.line.place)
            if tail:
                context.notes.outside += 1
        elif item.mark.rank < deepest and item.mark.is_heading and deepest < _PLAIN.rank:
            _lone(context, levels, item)
        else:
            levels.close(item.mark)
            _add(context, levels, item, item.text)


def _items(context: Context, lines: Sequence[Line]) -> list[_Item]:
    """The lines that belong to the list; the title, the introduction, remarks and signatures do not."""
    items: list[_Item] = []
    explains = False
    for line in lines:
        if (owner := cells.owner_line(line.text)) and items:
            items[-1] = replace(items[-1], owner=owner)
            continue
        mark, text = split(line.text)
        bullet = line.text.startswith("•")
        if is_note(line.text):
            explains = True
        elif mark.is_heading:
            explains = bool(_EXPLAINS.fullmatch(text))
        if is_signature(line.text) or explains or (mark is NONE and not _belongs(text, items, bullet)):
            context.notes.outside += line.text != context.title
        else:
            items.append(_Item(line, mark if mark is not NONE else _PLAIN, text))
    marks = ranked([item.mark for item in items])
    return [replace(item, mark=mark) for item, mark in zip(items, marks, strict=True)]


def _belongs(text: str, items: Sequence[_Item], bullet: bool) -> bool:
    """Whether a line without a number names a material: below a heading, short, no sentence."""
    if bullet:
        return True
    sentence = text.endswith(("。", "：", ":")) or len(text) > _MOST
    return bool(items) and not sentence and bool(cells.MATERIAL_WORDS.search(text))


def _deepest(items: Sequence[_Item]) -> int:
    return max((item.mark.rank for item in items), default=0)


def _run_in(text: str) -> tuple[str, str]:
    """``教师队伍：花名册、证书`` → heading and what stands behind its colon."""
    lead, _, tail = text.partition("：") if "：" in text else text.partition(":")
    return lead.strip(), tail.strip()


def _lone(context: Context, levels: Levels, item: _Item) -> None:
    """A heading with nothing below it: its materials stand behind its colon, or it has none."""
    lead, tail = _run_in(item.text)
    if not tail or not cells.MATERIAL_WORDS.search(tail):
        context.notes.trouble(item.line.place, f"“{short(item.text)}”下面没有材料")
        return
    levels.push(Named(item.mark, lead), item.line.place)
    _add(
        context,
        levels,
        item,
        tail if re.search("[；;]|[1１][.、．]", tail) else tail.replace("、", "；"),
    )


def _add(context: Context, levels: Levels, item: _Item, text: str) -> None:
    found = cells.materials(text)
    if item.mark.is_code and len(found) == 1:
        found = tuple(replace(material, mark=item.mark.text) for material in found)
    if not found:
        context.notes.trouble(item.line.place, f"“{short(item.text)}”里没有材料名称")
    whole = levels.path or (Named(NONE, context.title),)
    if len(whole) == 1:
        whole = (*whole, Named(NONE, whole[0].title))
    node = context.outline.at(whole, item.line.place)
    for material in found:
        context.outline.add(
            node,
            Row(
                material,
                item.line.place,
                code=material.mark,
                people=People(department=levels.owner),
                index=item.mark.text,
            ),
        )
    for row in node.rows if item.owner else ():
        if not row.department:
            row.people = People(department=item.owner)  # the line stands below all that it speaks of
