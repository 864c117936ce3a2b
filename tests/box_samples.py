"""A box, a project and PDFs for the tests of drawn pages and of the binder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from dossier.model import Box, BoxSettings, Item, Part, Project, ReportSettings, School, Slot

TITLE = "义务教育优质均衡发展督导评估档案"


def project(numbering: str = "dashed", *, duplex: bool = False) -> Project:
    return Project(
        root=Path("/project"),
        school=School(name="青山县第三初级中学", short_name="青山三中"),
        checklist="quality-balance-2017",
        as_of=date(2026, 9, 1),
        numbering=numbering,  # type: ignore[arg-type]
        boxes=BoxSettings(duplex=duplex),
        report=ReportSettings(title={}),
    )


def item(ordinal: int, first_page: int = 0, pages: int = 0, **fields: object) -> Item:
    defaults: dict[str, object] = {
        "code": f"1-1-{ordinal:02d}",
        "slot": Slot("1-1", ordinal=ordinal),
        "title": f"校舍建筑面积统计表之{ordinal}",
        "parts": (),
        "pages": pages,
        "first_page": first_page,
        "state": "bound",
        "year": "2024-2025",
        "owner": "总务处 陈××",
    }
    return Item(**(defaults | fields))  # type: ignore[arg-type]


def box(items: Iterable[Item], **fields: object) -> Box:
    defaults: dict[str, object] = {
        "code": "1-1",
        "number": 1,
        "title": "生均教学及辅助用房面积",
        "folder": "1-1 生均教学及辅助用房面积",
        "group_title": "资源配置",
        "indicator_titles": ("生均教学及辅助用房面积",),
        "items": tuple(items),
        "owner": "总务处 陈××",
        "years": "2023-2026",
    }
    return Box(**(defaults | fields))  # type: ignore[arg-type]


def source(file: Path, *pages: dict[str, object], text: str = "") -> Path:
    """Write a PDF with one blank page (or one line of Helvetica) for each dictionary of page entries."""
    pdf = Pdf.new()
    for entries in pages:
        page = pdf.add_blank_page(page_size=(595, 842))
        for key, value in entries.items():
            page.obj[f"/{key}"] = Array(value) if isinstance(value, list) else value
        if text:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page.obj.Resources = Dictionary(Font=Dictionary(F0=font))
            page.obj.Contents = pdf.make_stream(f"BT /F0 20 Tf 100 500 Td ({text}) Tj ET".encode())
    pdf.save(file, static_id=True)
    return file


def part(path: str, first: int | None = None, last: int | None = None) -> Part:
    return Part(path=path, pages_from=first, pages_to=last)


def render(pdf: Path, page: int, dpi: int = 100) -> Image.Image:
    """Page *page* (1-based) as a viewer shows it, in grey."""
    shown = subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-gray", "-cropbox", str(pdf)],
        capture_output=True,
        check=True,
    ).stdout
    rest = shown.split(b"\n", 3)
    width, height = map(int, rest[1].split())
    return Image.frombytes("L", (width, height), rest[3])


def ink(image: Image.Image, darker_than: int = 128) -> tuple[int, int, int, int] | None:
    """Bounding box of what is dark."""
    return image.point(lambda value: 255 if value < darker_than else 0).getbbox()
