"""Makes whole schools as real files: what their names say, what stands in them, and archives with GBK names."""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any, cast

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image

from tests.bad_files import raw_zip
from tests.small import pdf

_LABELS = Path(__file__).parent / "labelled"


@dataclass(frozen=True)
class File:
    """One file, and what a careful clerk says that it is."""

    path: str
    content: tuple[str, ...]
    fate: str
    requirements: tuple[str, ...]
    year: str


@dataclass(frozen=True)
class MessySchool:
    """A school and its files."""

    name: str
    short_name: str
    stage: str
    checklist: str
    files: tuple[File, ...]


@cache
def schools(name: str) -> tuple[MessySchool, ...]:
    """The schools of the labelled set *name*."""
    return tuple(_schools(_LABELS / name))


def make(school: MessySchool, root: Path) -> None:
    """Write the files of *school* into the project folder *root*."""
    archives: dict[str, list[tuple[bytes, bytes]]] = defaultdict(list)
    for file in school.files:
        archive, _, member = file.path.partition("!/")
        if member:
            archives[archive].append((member.encode("gbk"), _bytes(member, file.content)))
        else:
            _write(root / file.path, _bytes(file.path, file.content))
    for path, members in archives.items():
        _write(root / path, raw_zip(members))


def _schools(labels: Path) -> Iterator[MessySchool]:
    for row in cast(list[dict[str, Any]], loads(labels.read_text(encoding="utf-8"))["school"]):
        files = [
            File(path, tuple(content), fate, tuple(codes.split()), year)
            for path, content, fate, codes, year in row["files"]
        ]
        yield MessySchool(row["name"], row["short_name"], row["stage"], row["checklist"], tuple(files))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _bytes(path: str, content: Sequence[str]) -> bytes:
    """The file at *path*; *content* are paragraphs, rows of cells, or one word for what is no text."""
    kind = path.rpartition(".")[2].lower()
    if content[0] in ("empty", "junk"):
        return b"" if content[0] == "empty" else b"junk"
    if content[0] in ("photo", "scan"):
        shot = _shot(path)
        return shot if kind != "pdf" else _scanned(shot)
    return _written(kind, tuple(content))


@cache
def _written(kind: str, content: tuple[str, ...]) -> bytes:
    """One file for one content, so that copies are copies to the byte."""
    makers: dict[str, Callable[[Sequence[str]], bytes]] = {"docx": _word, "xlsx": _book, "pdf": _pdf}
    return makers[kind](content)


def _pdf(lines: Sequence[str]) -> bytes:
    return pdf("\n".join(lines))


def _word(lines: Sequence[str]) -> bytes:
    """A Word file as offices write it: titles are centred paragraphs, not headings."""
    document = docx.Document()
    begun = False
    for line in lines:
        begun = begun or bool(re.search("[：。,]|^[一1][、.]|^第.条", line))
        paragraph = document.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if begun else WD_ALIGN_PARAGRAPH.CENTER
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _book(lines: Sequence[str]) -> bytes:
    """A workbook with its title, if it has one, in the first row, merged over all columns."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in lines:
        sheet.append(line.split(","))
    if "," not in lines[0]:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=max(2, sheet.max_column))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _shot(path: str) -> bytes:
    """A picture of patches that no other *path* has."""
    patches = hashlib.shake_256(path.encode()).digest(72)
    image = Image.frombytes("L", (9, 8), patches).resize((360, 320), Image.Resampling.BICUBIC).convert("RGB")
    target = io.BytesIO()
    image.save(target, "JPEG")
    return target.getvalue()


def _scanned(shot: bytes) -> bytes:
    import img2pdf

    return cast(bytes, img2pdf.convert(shot))
