"""The words of every document, as a person reads them. Renew with ``DOSSIER_RENEW_GOLDEN=1 pytest tests/test_golden.py``.

Only words are compared, so that a change of layout does not hide a change of wording and the other way round.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from dossier.compose.documents import documents, workbooks
from dossier.compose.index import index_pages
from dossier.compose.rectification import rectification_report, school_plan
from dossier.compose.report import self_report
from tests import worlds
from tests.html_words import words as html_words
from tests.word_files import lines_of

GOLDEN = Path(__file__).with_name("golden")
NAMES = {
    "总目录": "迎检版/00-总目录.docx",
    "总目录表": "迎检版/00-总目录.xlsx",
    "一览表": "迎检版/学校基本情况一览表.docx",
    "自评报告": "迎检版/自评报告.docx",
    "整改报告": "迎检版/整改报告.docx",
    "一校一案": "迎检版/一校一案.docx",
    "封面": "迎检版/1-1 高于规定学历教师/封面.docx",
    "盒脊": "迎检版/2-9 教师培训/盒脊.docx",
    "盒内目录": "迎检版/2-9 教师培训/盒内目录.docx",
    "索引": "迎检版/index.html",
    "盒脊连排": "内部核对版/盒脊（连排）.docx",
    "缺项清单": "内部核对版/缺项清单.docx",
    "缺项清单表": "内部核对版/缺项清单.xlsx",
    "年度矩阵": "内部核对版/年度矩阵.xlsx",
    "数据核对表": "内部核对版/数据核对表.xlsx",
    "任务单": "内部核对版/任务单/教务处.docx",
    "退回单": "内部核对版/退回/总务处.docx",
    "初查情况通报": "内部核对版/初查情况通报.docx",
    "用印签字清单": "内部核对版/用印签字清单.xlsx",
    "群消息": "内部核对版/催办/群消息.txt",
    "内部索引": "内部核对版/index.html",
}


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    """Everything that is written for the small school, by path."""
    assessment, boxes = worlds.assessment(), worlds.boxes()
    checked = worlds.self_checked()
    reports = (
        self_report(assessment, boxes, {}),
        rectification_report(checked, (), {}),
        school_plan(checked, (), {}),
    )
    files, problems = documents(assessment, boxes, reports)
    assert problems == ()
    files += workbooks(assessment, boxes, {})
    paths = [file.path for file in files] + [f"迎检版/{box.folder}/盒内材料.pdf" for box in boxes]
    pages = index_pages(assessment, boxes, paths, {"1-1": {"1-1-01": 4}}, ())
    return {file.path: file.data or b"" for file in (*files, *pages)}


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_those_agreed_on(made: Mapping[str, bytes], name: str) -> None:
    said = "\n".join(_words(NAMES[name], made[NAMES[name]])) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("DOSSIER_RENEW_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8")


def test_every_kind_of_document_is_covered(made: Mapping[str, bytes]) -> None:
    seen = {path.rpartition("/")[2] for path in NAMES.values()}
    assert {path.rpartition("/")[2] for path in made} == seen


def _words(path: str, data: bytes) -> list[str]:
    if path.endswith(".txt"):
        return data.decode("utf-8-sig").splitlines()
    if path.endswith(".docx"):
        return lines_of(data)
    return html_words(data) if path.endswith(".html") else _sheet_words(data)


def _sheet_words(data: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    lines: list[str] = []
    for sheet in book.worksheets:
        lines.append(f"【{sheet.title}】")
        for row in sheet.iter_rows():
            lines.append(
                " | ".join("" if cell.value is None else str(cell.value) for cell in row).rstrip(" |")
            )
    return lines
