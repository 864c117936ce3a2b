"""Files made on the spot and what the reader says of them, as the tests of the front door ask for it."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import openpyxl
import xlwt
from fpdf import FPDF

from dossier.cache import Cache
from dossier.examine import Examination, examine
from dossier.examine import child as reading
from dossier.model import SourceFile
from dossier.progress import Progress
from dossier.resources import cjk_font
from tests.bad_files import (
    ole,
    zipped,
)

OFD = b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>'


def source(folder: Path, name: str, content: bytes) -> SourceFile:
    disk = folder / "材料" / name
    disk.parent.mkdir(exist_ok=True)
    disk.write_bytes(content)
    status = disk.stat()
    return SourceFile(
        path=f"材料/{name}", root="材料", place=str(disk), fingerprint=(status.st_size, status.st_mtime_ns)
    )


def look(folder: Path, **files: bytes) -> Examination:
    """Examine files given as ``name__suffix=content``."""
    sources = [source(folder, name.replace("__", "."), content) for name, content in files.items()]
    return examine(sources, Cache(folder / "缓存"), Progress())


def verdict(name: str, content: bytes) -> dict[str, object]:
    """What the reader says of *content*, without a child: facts, or ``unreadable`` with reason and detail."""
    answer = reading._examined(io.BytesIO(content), os.path.splitext(name)[1], True)  # noqa: PTH122
    return dict(answer.get("facts", answer))


def facts(name: str, content: bytes) -> dict[str, object]:
    found = verdict(name, content)
    assert "unreadable" not in found, found
    return found


def reason(name: str, content: bytes) -> str:
    found = verdict(name, content)
    assert "unreadable" in found, found
    return str(found["unreadable"][0])  # type: ignore[index]


def with_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with something put into one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    assert old in parts[name]
    return zipped({**parts, name: parts[name].replace(old, new, 1)})


def odt(body: str, manifest: str = "<m/>") -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": f'<c xmlns:text="{text}">{body}</c>'.encode(),
        },
        zipfile.ZIP_STORED,
    )


def word97(text: str, *, flags: int = 0x0200, compressed: bool = False, behind: str = "") -> bytes:
    """A Word 97 file with one piece of text: the body, and page headers *behind* it."""
    stream = bytearray(2048)
    struct.pack_into("<HH", stream, 0, 0xA5EC, 193)
    struct.pack_into("<H", stream, 10, flags)
    struct.pack_into("<I", stream, 0x4C, len(text))
    text += behind
    body = text.encode("cp1252" if compressed else "utf-16-le")
    where = 2048 * 2 | 0x40000000 if compressed else 2048
    plc = struct.pack("<2I", 0, len(text)) + struct.pack("<HIH", 0, where, 0)
    clx = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<2I", stream, 0x01A2, 16, len(clx))
    return ole({"WordDocument": bytes(stream) + body, "1Table": bytes(16) + clx})


def xlsx(rows: list[list[object]], sheet: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def chinese_pdf(pages: list[list[tuple[str, int]]]) -> bytes:
    """Pages of lines with their size in points."""
    made = FPDF()
    made.add_font("song", fname=cjk_font("regular", "serif"))
    for page in pages:
        made.add_page()
        for text, size in page:
            made.set_font("song", size=size)
            made.cell(
                w=0, h=size / 2, text=text, align="C" if size > 14 else "L", new_x="LMARGIN", new_y="NEXT"
            )
    return bytes(made.output())


BODY = [("为了进一步规范学校管理，结合本校实际，制定本方案。", 12)] * 4


def excel97() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Sheet1").write(0, 0, "教学仪器台账")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def old(file: SourceFile) -> SourceFile:
    """Give a file an old date of change, so that its digest is believed."""
    os.utime(file.disk, (1_600_000_000, 1_600_000_000))
    return file
