"""Ledgers as schools keep them, written by the test that needs them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from dossier.guard import Done, Json, Limits, Outcome, Pool
from dossier.ledgers import child, load, read_ledgers
from dossier.model import (
    BoxSettings,
    Document,
    Ledger,
    Problem,
    Project,
    ReportSettings,
    School,
    SourceFile,
    Stage,
)

Rows = Sequence[Sequence[Any]]


def project(root: Path, stage: Stage = "junior", as_of: date = date(2026, 5, 20)) -> Project:
    return Project(
        root=root,
        school=School(name="青禾县晨光学校", short_name="晨光学校"),
        checklist="x",
        stage=stage,
        as_of=as_of,
        boxes=BoxSettings(),
        report=ReportSettings(title={}),
    )


def workbook(path: Path, *sheets: tuple[str, Rows], merged: Iterable[str] = ()) -> openpyxl.Workbook:
    """Write sheets (name, rows); *merged* ranges are of the first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, column, value)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return book


def rewrite(path: Path, member: str, old: bytes, new: bytes) -> None:
    """Replace *old* in a part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def document(root: Path, path: Path, kind: str = "") -> Document:
    status = path.stat()
    name = path.relative_to(root).as_posix()
    source = SourceFile(path=name, root="数据", place=str(path), fingerprint=(status.st_size, 0))
    return Document(source=source, kind=kind or path.suffix[1:], sha256="")


class Inline(Pool):
    """Answers in this process: what is read is the same, without the second that a fresh child costs."""

    def __init__(self) -> None:
        pass

    def map(self, target: str, payloads: Iterable[Json], limits: Limits) -> Iterator[Outcome]:
        for payload in payloads:
            yield Done(child.read(payload))


def documents(root: Path) -> list[Document]:
    """Every spreadsheet below *root*."""
    files = [path for path in sorted(root.rglob("*")) if path.suffix in (".xlsx", ".xls", ".csv")]
    return [document(root, file) for file in files]


def read_all(
    root: Path, stage: Stage = "junior", as_of: date = date(2026, 5, 20), pool: Pool | None = None
) -> tuple[tuple[Ledger, ...], tuple[Problem, ...]]:
    """Read every spreadsheet below *root*."""
    return read_ledgers(documents(root), load(), project(root, stage, as_of), pool or Inline())[:2]
