"""Excel's XML of 2003 (SpreadsheetML), which systems export under the name .xls ([MS-XMLSS])."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from dossier.containers import ContainerError
from dossier.grids.grid import Bounds, Grid, level
from dossier.grids.peek import WIDEST, Peek
from dossier.grids.places import name_of

__all__ = ["workbook_2003"]

_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_END = b"Workbook>"
_NO_DAY = (1899, 1900)
"""Years of a date that is only a time of day."""


def workbook_2003(data: bytes) -> list[Grid]:
    """All worksheets, in their order; none of other XML.

    Raises:
        ContainerError: truncated or corrupt: the XML breaks off, or names a row or column that no sheet has.
    """
    from lxml import etree

    try:
        return list(_grids(data))
    except etree.XMLSyntaxError:
        is_cut = _END not in data[-200:].replace(b"\0", b"")
        raise ContainerError("truncated" if is_cut else "corrupt") from None


def _grids(data: bytes) -> Iterator[Grid]:
    from lxml import etree

    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        tag=[f"{{{_SPREADSHEET}}}{name}" for name in ("Worksheet", "Column", "Row")]
        + ["{urn:schemas-microsoft-com:office:excel}Visible"],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    sheet = _Sheet()
    for event, element in events:
        kind = etree.QName(element).localname
        if event == "start":
            if kind == "Worksheet":
                sheet = _Sheet(_said(element, "Name"))
        elif kind == "Worksheet":
            yield sheet.grid()
            element.clear()
        elif kind == "Visible":
            sheet.hidden = (element.text or "").strip() in ("SheetHidden", "SheetVeryHidden")
        elif kind == "Row":
            sheet.row(element)
            element.clear()
        else:
            sheet.column(element)


@dataclass
class _Sheet:
    name: str = ""
    hidden: bool = False
    rows: dict[int, list[Any]] = field(default_factory=dict)
    """By their numbers, from 1."""
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    last: int = 0
    last_column: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    """0-based."""
    errors: dict[str, str] = field(default_factory=dict)
    uncalculated: set[str] = field(default_factory=set)
    noted: set[str] = field(default_factory=set)

    def column(self, element: Any) -> None:
        """Take note of a column, or of several alike, that is hidden."""
        first = _number(element, "Index", self.last_column + 1, _LAST_COLUMN, "列")
        self.last_column = first + _number(element, "Span", 0, _LAST_COLUMN, "列")
        if _said(element, "Hidden") == "1":
            self.hidden_columns.update(range(first - 1, min(self.last_column, WIDEST)))

    def row(self, element: Any) -> None:
        """Add a row; one without an index follows the one before, and all that are the same as it."""
        number = _number(element, "Index", self.last + 1, _LAST_ROW, "行")
        self.last = number + _number(element, "Span", 0, _LAST_ROW, "行")
        if _said(element, "Hidden") == "1":
            self.hidden_rows.update(range(number, self.last + 1))
        cells: list[Any] = []
        following = 1
        for cell in element.iterchildren(f"{{{_SPREADSHEET}}}Cell"):
            column = _number(cell, "Index", following, _LAST_COLUMN, "列")
            across = _number(cell, "MergeAcross", 0, _LAST_COLUMN, "列")
            down = _number(cell, "MergeDown", 0, _LAST_ROW, "行")
            following = column + across + 1
            if across or down:
                self.merges.append(((number - 1, column - 1), (number + down - 1, column + across - 1)))
            cells += [""] * (column - 1 - len(cells))
            cells[column - 1 :] = [self._value(cell, name_of(number, column))]
        self.rows[number] = cells

    def _value(self, cell: Any, name: str) -> Any:
        if cell.find(f"{{{_SPREADSHEET}}}Comment") is not None:
            self.noted.add(name)
        data = cell.find(f"{{{_SPREADSHEET}}}Data")
        if data is None:
            if _said(cell, "Formula"):
                self.uncalculated.add(name)
            return ""
        text = "".join(data.itertext())
        kind = _said(data, "Type")
        if kind == "Error":
            self.errors[name] = text.strip()
            return ""
        return _typed(text, kind)

    def grid(self) -> Grid:
        """The sheet as it was read."""
        bounds = Bounds()
        rows = [self.rows.get(number, []) for number in range(1, self.last + 1)]
        level(rows)
        unseen = Peek(
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            uncalculated=frozenset(self.uncalculated),
            errors=self.errors,
            noted=frozenset(self.noted),
        )
        return Grid(
            self.name, bounds.rows(rows), self.merges, hidden=self.hidden, unseen=unseen, beyond=bounds
        )


def _said(element: Any, name: str) -> str:
    """An attribute, which some writers give without its namespace."""
    said: str = element.get(f"{{{_SPREADSHEET}}}{name}") or element.get(name) or ""
    return said.strip()


def _number(element: Any, name: str, otherwise: int, most: int, what: str) -> int:
    said = _said(element, name)
    if not said:
        return otherwise
    if not (said.isascii() and said.isdigit()):
        raise ContainerError("corrupt", f"（里面写着第{said[:12]}{what}）")
    if len(said) > 9 or int(said) > most:
        raise ContainerError("corrupt", f"（里面写着第{said[:12]}{what}，超出了表格的范围）")
    # An index that goes back would overwrite what stands there.
    return max(int(said), otherwise) if name == "Index" else int(said)


def _typed(text: str, kind: str) -> Any:
    """The value of a cell; what is not of its kind stays text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = datetime.fromisoformat(text.strip()[:19])
            if moment.year in _NO_DAY:
                return moment.time()
            return moment.date() if moment.time() == time() else moment
    except ValueError:
        return text.strip()
    return text.strip() == "1" if kind == "Boolean" else text.strip()
