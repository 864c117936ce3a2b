"""Web pages that call themselves .xls, as systems export them: the tables below each other, as Excel lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dossier.containers import ContainerError
from dossier.grids.grid import Bounds, Grid, level
from dossier.grids.peek import Peek
from dossier.grids.text import table_text

__all__ = ["web_page"]

_MOST_BYTES = 64 << 20
"""A page of a hundred thousand pupils has a quarter of it."""
_WIDEST = 1 << 14
"""Columns of a sheet."""
_MOST_ACROSS, _MOST_DOWN = 1000, 65_534
"""What a cell may span (HTML Living Standard, 4.9.11)."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TABLE, _TABLE_END = re.compile(r"<table\b", re.I), re.compile(r"</table\s*>", re.I)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.I)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_UNSEEN = ("head", "script", "style")
# fmt: off
_BLOCKS = frozenset(
    ("address", "br", "center", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table",
     "td", "th", "tr", "ul")
)
# fmt: on

Place = tuple[int, int]


def web_page(data: bytes) -> Grid:
    """All tables of a page on one sheet, with the lines of text between them, each in a row of its own.

    A table that holds others only arranges them. Spans are merged cells; a row that is not displayed is hidden.

    Raises:
        ContainerError: too large, or truncated: a table begins and does not end.
    """
    if len(data) > _MOST_BYTES:
        raise ContainerError("too-large", f"（网页表格{len(data) >> 20} MB）")
    text = table_text(data)
    visible = _COMMENT.sub("", text)
    if len(_TABLE.findall(visible)) > len(_TABLE_END.findall(visible)):
        raise ContainerError("truncated")
    page = _laid_out(text)
    bounds = Bounds()
    level(page.rows)
    hidden = Peek(hidden_rows=frozenset(page.hidden))
    return Grid("", bounds.rows(page.rows), page.merges, unseen=hidden, beyond=bounds)


@dataclass
class _Page:
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """1-based."""
    line: list[str] = field(default_factory=list)
    """The text outside of tables since the last end of a line."""

    def break_line(self) -> None:
        text = _shown("".join(self.line))
        self.line.clear()
        if text:
            self.rows.append([text])

    def add(self, table: Any) -> None:
        """Append a table that holds no other."""
        for caption in table.iter("caption"):
            self.rows.append([_words(caption)])
        lines = _lines(table)
        first, end = len(self.rows), len(self.rows) + len(lines)
        taken: dict[int, int] = {}
        """Column → the row before which a cell from above fills it."""
        for row, (line, cells) in enumerate(lines, start=first):
            if _NOT_SHOWN.search(line.get("style", "")):
                self.hidden.add(row + 1)
            self.rows.append(self._placed(cells, row, end, taken))

    def _placed(self, line: list[Any], row: int, end: int, taken: dict[int, int]) -> list[Any]:
        cells: list[Any] = []
        column = 0
        for cell in line:
            while taken.get(column, 0) > row:
                column += 1
            across, down = _span(cell, "colspan", _MOST_ACROSS) or 1, _span(cell, "rowspan", _MOST_DOWN)
            if column + across > _WIDEST:
                raise ContainerError("corrupt", f"（有一行超过{_WIDEST}列）")
            bottom = min(row + down, end) if down else end
            if across > 1 or bottom > row + 1:
                self.merges.append(((row, column), (bottom - 1, column + across - 1)))
            if bottom > row + 1:
                taken.update(dict.fromkeys(range(column, column + across), bottom))
            cells += [""] * (column - len(cells))
            cells.append(_value(cell))
            column += across
        return cells


def _laid_out(text: str) -> _Page:
    from lxml import etree

    page = _Page()
    # The page's own word on its encoding is often wrong, and the text is known already.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text.encode("utf-8", "replace") or b" ", parser)
    if root is None:  # nothing but blanks
        return page
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise ContainerError("corrupt", "（网页一层套一层，太深了）")
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    arranging = set(_arranging(root))
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if element.tag in _BLOCKS:
            page.break_line()
        if event == "end":
            page.line.append(element.tail or "")
        elif element.tag == "table" and element not in arranging:
            page.add(element)
            walk.skip_subtree()
        else:
            page.line.append(element.text or "")
    page.break_line()
    return page


def _arranging(root: Any) -> Iterator[Any]:
    """The tables that hold tables."""
    from lxml import etree

    around: list[Any] = []
    for event, table in etree.iterwalk(root, events=("start", "end"), tag="table"):
        if event == "end":
            around.pop()
            continue
        if around:
            yield around[-1]
        around.append(table)


def _lines(table: Any) -> list[tuple[Any, list[Any]]]:
    """The rows of a table with their cells; cells that nobody put into a row are one together."""
    lines: list[tuple[Any, list[Any]]] = []
    for element in table.iter("tr", "td", "th"):
        if element.tag == "tr":
            lines.append((element, []))
        elif lines:
            lines[-1][1].append(element)
        else:
            lines.append((table, [element]))
    return lines


def _span(cell: Any, name: str, most: int) -> int:
    """How far a cell reaches; 0 rows are all that follow, and what is no number is 1."""
    said: str | None = cell.get(name)
    if said is None:
        return 1
    said = said.strip()
    if not (said.isascii() and said.isdigit()):
        return 1
    return min(int(said[:6]), most)


def _value(cell: Any) -> str:
    """What a cell shows; of a number that Excel wrote, all of its digits and not only those shown."""
    shown = _words(cell)
    exact: str = cell.get("x:num", "")
    return exact if _NUMBER.fullmatch(exact) and _NUMBER.fullmatch(shown.replace(",", "")) else shown


def _words(element: Any) -> str:
    """The text of a cell, with a line's end for every break."""
    if not len(element):
        return _shown(element.text or "")
    pieces: list[str] = [_BLANK.sub(" ", element.text or "")]
    for inner in element.iterdescendants():
        if inner.tag in _BLOCKS:
            pieces.append("\n")
        pieces += (_BLANK.sub(" ", inner.text or ""), "\n" if inner.tag in _BLOCKS else "")
        pieces.append(_BLANK.sub(" ", inner.tail or ""))
    lines = ("".join(pieces)).replace("\xa0", " ").split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))


def _shown(text: str) -> str:
    return _BLANK.sub(" ", text.replace("\xa0", " ")).strip()
