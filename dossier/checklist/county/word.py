"""Paragraphs and tables of a Word file: merged cells filled, automatic numbers written out, controls opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier import guard
from dossier.checklist.county.source import Grid, Line, Source, SourceError, grid, plain
from dossier.text import clean

_LIMITS = guard.Limits(seconds=120, memory_mb=2048)
_REASONS = {"timeout": "读取超时", "memory": "太大，读不了"}
_NARROW = 113
"""Twips. A narrower grid column holds no text: it comes from edges that were drawn by hand and do not meet."""
_MOST_SPAN = 200
_Cell = tuple[int, int, str, bool]
"""First and last grid column (exclusive), text, whether it goes on from the row above."""


def read(path: Path) -> Source:
    """The paragraphs and tables of a .docx in their order.

    Raises:
        SourceError: it is damaged, locked or no .docx.
    """
    outcome = guard.run("dossier.checklist.county.word:open_in_child", str(path), _LIMITS)
    if isinstance(outcome, guard.Failed):
        raise SourceError(_REASONS.get(outcome.reason, "设了密码，或者文件已损坏"))
    blocks: list[Line | Grid] = []
    tables = lines = 0
    for block in outcome.value:
        if "rows" in block:
            tables += 1
            blocks.append(grid(f"第{tables}个表", block))
        else:
            lines += 1
            blocks.append(Line(f"第{lines}段", plain(block["text"]), block["style"]))
    return Source(tuple(blocks))


def open_in_child(path: str) -> list[dict[str, Any]]:
    """Each paragraph and table as plain data; runs in the child."""
    import docx

    document = docx.Document(path)
    return list(_Reader(document).blocks(document.element.body))


class _Reader:
    """Walks one document; the numbers of its lists count on while it does."""

    def __init__(self, document: Any) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE

        from dossier.checklist.county.numbering import Numbers

        parts = {r.reltype: r for r in document.part.rels.values() if not r.is_external}
        numbering = parts.get(RELATIONSHIP_TYPE.NUMBERING)
        element = numbering.target_part.element if numbering else None
        self._numbers = Numbers(element, document.styles.element)
        self._outline = {style.style_id: _outline(style.element) for style in document.styles}

    def blocks(self, parent: Any) -> Iterator[dict[str, Any]]:
        """Paragraphs and tables in their order, those inside content controls too."""
        for child in parent:
            if child.tag.endswith("}p"):
                text = self._words(child)
                for line in filter(None, map(str.strip, text.split("\n"))):
                    yield {"text": line, "style": self._level(child)}
                for box in _text_boxes(child):
                    yield from self.blocks(box)
            elif child.tag.endswith("}tbl"):
                yield from self._table(child)
            elif child.tag.endswith(("}sdt", "}sdtContent", "}ins", "}customXml", "}smartTag")):
                yield from self.blocks(child)

    def _table(self, table: Any) -> Iterator[dict[str, Any]]:
        """A table; one that only frames others gives way to what it frames."""
        from docx.oxml.ns import qn

        gone = f"{qn('w:trPr')}/{qn('w:del')}"
        own = [row for row in table.iter(qn("w:tr")) if next(row.iterancestors(qn("w:tbl"))) is table]
        rows = [row for row in own if row.find(gone) is None]
        if all(len(list(_cells(row))) == 1 for row in rows) and table.find(f".//{qn('w:tbl')}") is not None:
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            return
        yield self._grid(table, rows)

    def _grid(self, table: Any, rows: list[Any]) -> dict[str, Any]:
        placed: list[list[_Cell]] = []
        for row in rows:
            cells: list[_Cell] = []
            at = _number(row, "w:trPr/w:gridBefore")
            for cell in _cells(row):
                span = min(max(1, _number(cell, "w:tcPr/w:gridSpan")), _MOST_SPAN)
                goes_on = _merge(cell, "w:vMerge") == "continue"
                if _merge(cell, "w:hMerge") == "continue" and cells:
                    start, end, text, above = cells[-1]
                    cells[-1] = start, end + span, text, above
                else:
                    cells.append((at, at + span, "" if goes_on else self._cell(cell), goes_on))
                at += span
            placed.append(cells)
        return _filled(placed, _narrow(table, placed))

    def _cell(self, cell: Any) -> str:
        from docx.oxml.ns import qn

        paragraphs = (p for p in cell.iter(qn("w:p")) if next(p.iterancestors(_FALLBACK), None) is None)
        return "\n".join(filter(None, map(self._words, paragraphs)))

    def _words(self, paragraph: Any) -> str:
        from docx.oxml.ns import qn

        marks = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
        away = {qn(name) for name in ("w:moveFrom", "w:del", "w:pPr", "w:rPr")} | {_FALLBACK}
        text = "".join(
            marks.get(node.tag) or node.text or ""
            for node in _walk(paragraph, away)
            if node.tag in marks or node.tag == qn("w:t")
        )
        return clean(self._numbers.label(paragraph) + text).strip()

    def _level(self, paragraph: Any) -> int:
        from docx.oxml.ns import qn

        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        own = _outline(paragraph)
        return own or (self._outline.get(style.get(qn("w:val")), 0) if style is not None else 0)


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """The contents of the text boxes that hang on a paragraph; of two forms of one box, the first."""
    from docx.oxml.ns import qn

    for box in paragraph.iter(qn("w:txbxContent")):
        outer = list(box.iterancestors(_FALLBACK, qn("w:txbxContent")))
        if not any(above is not paragraph and paragraph in list(above.iterancestors()) for above in outer):
            yield box


def _walk(element: Any, away: set[str]) -> Iterator[Any]:
    """All below *element* in document order; nothing of what was deleted, and no inner paragraph."""
    for child in element:
        if child.tag in away or (isinstance(child.tag, str) and child.tag.endswith("}p")):
            continue
        if isinstance(child.tag, str) and child.tag.endswith("}r") and _is_hidden(child):
            continue
        yield child
        yield from _walk(child, away)


def _is_hidden(run: Any) -> bool:
    from docx.oxml.ns import qn

    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "1") not in ("0", "false", "off")


def _outline(element: Any) -> int:
    """Heading level that a paragraph or style has, from 1; 0 for none."""
    from docx.oxml.ns import qn

    level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    value = level.get(qn("w:val"), "") if level is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def _narrow(table: Any, placed: list[list[_Cell]]) -> set[int]:
    """Grid columns too narrow for text that no cell consists of alone."""
    from docx.oxml.ns import qn

    widths = [column.get(qn("w:w"), "") for column in table.iterfind(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
    thin = {at for at, width in enumerate(widths) if width.isdecimal() and int(width) < _NARROW}
    alone = {
        at
        for cells in placed
        for start, end, *_ in cells
        if set(range(start, end)) <= thin
        for at in range(start, end)
    }
    return thin - alone


def _filled(placed: list[list[_Cell]], dropped: set[int]) -> dict[str, Any]:
    """Rows with every merged cell holding the text of its first, and the ranges merged."""
    width = max((cells[-1][1] for cells in placed if cells), default=0)
    index, kept = {}, 0
    for column in range(width):
        index[column] = kept
        kept += column not in dropped
    rows: list[list[str]] = []
    merges: dict[tuple[int, int], list[int]] = {}
    owner: dict[int, tuple[int, int]] = {}  # column → first cell of what is merged into it from above
    for number, cells in enumerate(placed):
        row, now = [""] * kept, {}
        for start, end, text, goes_on in cells:
            columns = [index[column] for column in range(start, end) if column not in dropped]
            if not columns:
                continue
            first = owner.get(columns[0]) if goes_on else None
            first = first or (number, columns[0])
            if goes_on and first[0] < number:
                text = rows[first[0]][first[1]]
            reach = merges.setdefault(first, [*first, number, columns[-1]])
            reach[2], reach[3] = number, max(reach[3], columns[-1])
            for column in columns:
                row[column], now[column] = text, first
        rows.append(row)
        owner = now
    return {"rows": rows, "merges": [reach for reach in merges.values() if reach[:2] != reach[2:]]}


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag.endswith("}tc"):
            yield child
        elif child.tag.endswith(("}sdt", "}sdtContent", "}customXml", "}ins")):
            yield from _cells(child)


def _merge(cell: Any, name: str) -> str:
    """``continue`` ``restart`` or empty."""
    from docx.oxml.ns import qn

    merge = cell.find(f"{qn('w:tcPr')}/{qn(name)}")
    return "" if merge is None else str(merge.get(qn("w:val"), "continue"))


def _number(element: Any, path: str) -> int:
    from docx.oxml.ns import qn

    found = element.find("/".join(qn(step) for step in path.split("/")))
    value = "" if found is None else found.get(qn("w:val"), "")
    return int(value) if value.isdecimal() else 0
