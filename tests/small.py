"""A small school of five files that needs no LibreOffice: a checklist of its own, a PDF, a photo, a scan, a ledger."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fpdf import FPDF
from openpyxl import Workbook
from PIL import Image, ImageDraw

from dossier.resources import cjk_font

CHECKLIST = """
schema = 1
[checklist]
id = "small"
title = "小学校督导评估"
edition = "2026"
basis = "本校自拟"
stages = ["primary"]
certainty = "verified"

[[group]]
code = "1"
title = "办学条件"

[[indicator]]
code = "P1"
group = "1"
title = "班额"
scope = "school"
kind = "measure"
figure = "max_class_size"
at_most = "45"
certainty = "verified"

[[indicator]]
code = "P2"
group = "1"
title = "学校管理"
scope = "school"
kind = "documents"
certainty = "verified"

[[requirement]]
code = "1-1-01"
indicator = "P1"
title = "班级学生数一览表"
material = "班级学生数一览表"
form = "统计表"
years = "none"
owner = "教务处"

[[requirement]]
code = "1-2-01"
indicator = "P2"
title = "学校章程"
material = "学校章程"
form = "制度"
years = "none"
owner = "办公室"

[[requirement]]
code = "1-2-02"
indicator = "P2"
title = "升旗仪式照片"
material = "升旗仪式照片"
form = "照片"
years = "none"
owner = "德育处"

[[requirement]]
code = "1-2-03"
indicator = "P2"
title = "安全工作责任书"
material = "安全责任书"
form = "文件"
years = "none"
owner = "安全办"

[[figure]]
key = "students"
label = "在校学生数"
unit = "人"
digits = 0
date = "09-01"
basis = "在校生"
read = [{ ledger = "班级学生数一览表", column = "人数", agg = "sum" }]

[[figure]]
key = "max_class_size"
label = "最大班额"
unit = "人"
digits = 0
date = "09-01"
basis = "各班人数"
read = [{ ledger = "班级学生数一览表", column = "人数", agg = "max" }]
"""

SETTINGS = """
checklist = "清单.toml"
kind = "school"
stage = "primary"
as_of = 2026-05-20
years = 3

[school]
name = "青禾县晨光小学"
short_name = "晨光小学"
code = "2133000001"
"""


def make(root: Path, *, reverse: bool = False) -> Path:
    """Write the school under *root*; with *reverse*, in the opposite order."""
    writers = [_settings, _charter, _photo, _pledge, _ledger, _stranger]
    root.mkdir(parents=True, exist_ok=True)
    for write in reversed(writers) if reverse else writers:
        write(root)
    for path in root.rglob("*"):
        os.utime(path, (1_750_000_000, 1_750_000_000))
    return root


def without_office() -> dict[str, str]:
    """The environment of a run that finds no LibreOffice: one is named, and it does not work."""
    return {**os.environ, "DOSSIER_SOFFICE": "nowhere"}


def dossier(
    *arguments: str | Path, cache: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dossier", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**without_office(), **({"DOSSIER_CACHE": str(cache)} if cache else {}), **(env or {})},
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* by relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and modification time of everything below *folder*."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
    }


def pdf(*pages: str) -> bytes:
    """A PDF with a title and a text on each page."""
    document = FPDF(format="A4")
    document.set_creation_date(datetime(2026, 3, 1, tzinfo=UTC))
    document.add_font("song", fname=cjk_font("regular", "serif"))
    for text in pages:
        document.add_page()
        document.set_font("song", size=18)
        document.multi_cell(0, 12, text)
    return bytes(document.output())


def _settings(root: Path) -> None:
    (root / "dossier.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "清单.toml").write_text(CHECKLIST, encoding="utf-8")


def _charter(root: Path) -> None:
    place = root / "材料/办公室/学校章程.pdf"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(pdf("学校章程\n第一章　总则", "第二章　学生与教师"))


def _photo(root: Path) -> None:
    place = root / "材料/德育处/升旗仪式照片/IMG_20260302.jpg"
    place.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.new("RGB", (640, 480), "skyblue")
    ImageDraw.Draw(picture).rectangle((260, 90, 380, 170), fill="red")
    picture.save(place, quality=85)


def _pledge(root: Path) -> None:
    place = root / "上交/安全办/安全工作责任书.pdf"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(pdf("安全工作责任书\n责任人签字"))


def _ledger(root: Path) -> None:
    place = root / "数据/2025—2026学年度/班级学生数一览表.xlsx"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(_roster())


@cache
def _roster() -> bytes:
    """Made once: a workbook bears the second in which it is saved."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2025—2026学年度班级学生数一览表"])
    sheet.append(["学段", "年级", "班级", "男生", "女生", "人数", "班主任"])
    for grade, boys, girls in (("一年级", 21, 20), ("二年级", 22, 22), ("三年级", 20, 24)):
        sheet.append(["小学", grade, "1班", boys, girls, boys + girls, "林青"])
    sheet.append(["合计", "", "", 63, 66, 129, ""])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _stranger(root: Path) -> None:
    place = root / "材料/杂项/食堂今日菜单.txt"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("今日菜单：番茄炒蛋。", encoding="utf-8")
