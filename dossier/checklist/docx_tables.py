"""The tables of a Word file as text: merged cells filled, content controls opened, each with the words above it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier import guard
from dossier.sheets import Sheet, SheetError
from dossier.text import clean

_LIMITS = guard.Limits(seconds=60, memory_mb=2048)


def read(path: Path) -> tuple[str, tuple[Sheet, ...]]:
    """The title of the document and its tables; a table's name is the line of text above it.

    Raises:
        SheetError: it is damaged, locked or no .docx.
    """
    outcome = guard.run("dossier.checklist.docx_tables:open_in_child", str(path), _LIMITS)
    if isinstance(outcome, guard.Failed):
        reasons = {"timeout": "读取超时", "memory": "太大，读不了"}
        raise SheetError(reasons.get(outcome.reason, "设了密码，或者文件已损坏"))
    title, tables = outcome.value
    return title, tuple(Sheet(name, tuple(tuple(row) for row in rows)) for name, rows in tables)


def open_in_child(path: str) -> tuple[str, list[tuple[str, list[list[str]]]]]:
    """Title, and name and rows of each table; runs in the child."""
    import docx

    title = above = ""
    tables = []
    for block in _blocks(docx.Document(path).element.body):
        if block.tag.endswith("}p"):
            above = _words(block) or above
            title = title or above
        else:
            tables.append((above, _grid(block)))
            above = ""
    return title, tables


def _blocks(body: Any) -> Iterator[Any]:
    """Paragraphs and tables in their order, those inside content controls too."""
    for child in body:
        if child.tag.endswith(("}p", "}tbl")):
            yield child
        elif child.tag.endswith(("}sdt", "}sdtContent", "}ins", "}customXml")):
            yield from _blocks(child)


def _grid(table: Any) -> list[list[str]]:
    from docx.oxml.ns import qn

    rows: list[list[str]] = []
    for row in table.iter(qn("w:tr")):
        if next(row.iterancestors(qn("w:tbl"))) is not table:
            continue  # of a table inside a cell; its words belong to that cell
        cells: list[str] = [""] * _number(row, "w:trPr/w:gridBefore")
        for cell in _cells(row):
            span = max(1, _number(cell, "w:tcPr/w:gridSpan"))
            text = _above(rows, len(cells)) if _continues(cell) else _cell(cell)
            cells += [text] * min(span, 100)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag.endswith("}tc"):
            yield child
        elif child.tag.endswith(("}sdt", "}sdtContent")):
            yield from _cells(child)


def _continues(cell: Any) -> bool:
    """Whether the cell is merged into the one above it."""
    from docx.oxml.ns import qn

    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _above(rows: list[list[str]], column: int) -> str:
    return rows[-1][column] if rows and column < len(rows[-1]) else ""


def _number(element: Any, path: str) -> int:
    from docx.oxml.ns import qn

    found = element.find("/".join(qn(step) for step in path.split("/")))
    value = "" if found is None else found.get(qn("w:val"), "")
    return int(value) if value.isdecimal() else 0


def _cell(cell: Any) -> str:
    from docx.oxml.ns import qn

    return "\n".join(filter(None, map(_words, cell.iter(qn("w:p")))))


def _words(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    marks = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}
    nodes = paragraph.iter(qn("w:t"), *marks)
    return clean("".join(marks.get(node.tag) or node.text or "" for node in nodes)).strip()
