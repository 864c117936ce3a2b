"""Documents from labelled rows, so that matching is tested on names alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from tomllib import loads

from dossier.checklist import read
from dossier.model import (
    BoxSettings,
    Checklist,
    Document,
    Project,
    ReportSettings,
    Root,
    School,
    SourceFile,
)
from dossier.resources import checklists

ROWS = Path(__file__).parent / "labelled" / "names.toml"
PROJECT = Project(
    root=Path("/nowhere"),
    school=School(name="青禾县明德中学", short_name="明德中学"),
    checklist="quality-balance-2017",
    stage="junior",
    as_of=date(2026, 5, 20),
    boxes=BoxSettings(),
    report=ReportSettings(title={}),
)


@dataclass(frozen=True)
class Row:
    """What a file is called, and what it is."""

    group: str
    path: str
    title: str
    requirements: tuple[str, ...]
    year: str
    certain: str


@cache
def rows() -> tuple[Row, ...]:
    table = loads(ROWS.read_text(encoding="utf-8"))
    return tuple(
        Row(group, path, title, tuple(codes.split()), year, certain)
        for group, entries in table.items()
        for path, title, codes, year, certain in entries
    )


@cache
def checklist() -> Checklist:
    return read(next(path for path in checklists() if path.stem == "quality-balance-2017"))


def document(path: str, title: str = "", *, content: str = "", mtime: int = 0, **more: object) -> Document:
    """A readable file; two with one *content* are copies, otherwise the path makes the content."""
    parts = path.split("/")
    root: Root = "上交" if parts[0] == "上交" else "数据" if parts[0] == "数据" else "材料"
    source = SourceFile(
        path=path,
        root=root,
        place=str(Path("/nowhere") / path),
        fingerprint=(1, mtime),
    )
    made = Document(
        source=source,
        kind=path.rsplit(".", 1)[-1].lower(),
        sha256=hashlib.sha256((content or path).encode()).hexdigest(),
        title=title,
        lead=title,
    )
    return replace(made, **more)  # type: ignore[arg-type]
