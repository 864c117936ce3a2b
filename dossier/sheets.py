"""Small spreadsheets that people keep by hand, read as text: workbooks (.xlsx .xls .et) and .csv.

Merged cells are filled, whole numbers lose their ``.0``, dates become ISO. A workbook is opened in a limited
child process; what cannot be read is a :class:`SheetError` in a person's words.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from dossier import grids, guard
from dossier.containers import has_password
from dossier.errors import reason

_LIMITS = guard.Limits(seconds=60, memory_mb=2048)
_PASSWORD = ("PasswordError", "ContainerError: encrypted")
"""How the guard tells the errors of a workbook with a password."""
_SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


class SheetError(Exception):
    """The file could not be read; ``str()`` is the reason in Chinese."""


@dataclass(frozen=True)
class Sheet:
    """One sheet as text."""

    name: str
    """Empty for a .csv."""
    rows: tuple[tuple[str, ...], ...]
    """The first row is row 1 of the sheet; all rows are of one length."""
    beyond: str = ""
    """The cells that lie too far out to be read (``A1048576``, ``A300000等8格``)."""


def read(path: Path) -> tuple[Sheet, ...]:
    """All sheets of the file, hidden ones too.

    Raises:
        SheetError: it is missing, damaged, locked by a password or no spreadsheet.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise SheetError("是文件夹，不是文件" if path.is_dir() else reason(error)) from None
    if not start:
        raise SheetError("是空文件（0字节）")
    if start.startswith(_SIGNATURES):
        return _workbook(path)
    if path.suffix.lower() in (".csv", ".txt"):
        bounds = grids.Bounds()
        rows = bounds.rows(_separated(path.read_bytes()))
        return (Sheet("", _rows(rows), str(bounds)),)
    raise SheetError("不是 Excel 文件")


def _workbook(path: Path) -> tuple[Sheet, ...]:
    outcome = guard.run("dossier.sheets:open_in_child", str(path), _LIMITS)
    if isinstance(outcome, guard.Done):
        return tuple(Sheet(name, _rows(rows), beyond) for name, rows, beyond in outcome.value)
    if outcome.reason == "timeout":
        raise SheetError("读取超时")
    if outcome.reason == "memory":
        raise SheetError("太大，读不了")
    if outcome.detail.startswith(_PASSWORD):
        raise SheetError("设了密码")
    raise SheetError("文件已损坏")


def open_in_child(path: str) -> list[tuple[str, list[list[str]], str]]:
    """Name and rows of every sheet, and what lies too far out; runs in the child."""
    import python_calamine

    data = Path(path).read_bytes()
    if has_password(data):
        raise python_calamine.PasswordError
    sheets = []
    for grid in grids.workbook(data):
        _fill(grid.rows, grid.merges)
        rows = [[text(value) for value in row] for row in grid.rows]
        sheets.append((grid.name, rows, str(grid.beyond)))
    return sheets


def _fill(rows: list[list[Any]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give every cell of a merged range the value of its first."""
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [value] * len(row[left : right + 1])


def text(value: Any) -> str:
    """The text of a cell; what Excel keeps as a number is written without noise."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _separated(data: bytes) -> list[list[str]]:
    content = _decode(data)
    head = content[:4096]
    delimiter = max(",\t;", key=head.count)
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(content, ""), delimiter=delimiter)
        ]
    except csv.Error:
        raise SheetError("不是表格文件") from None


def _decode(data: bytes) -> str:
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError("不是文本文件")


def _rows(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    width = max((len(row) for row in rows), default=0)
    return tuple(tuple(row) + ("",) * (width - len(row)) for row in rows)
