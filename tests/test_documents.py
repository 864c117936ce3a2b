"""Both editions: what goes where, what a failing template costs, and workbooks that hold no formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.compose import contexts, gaps, matrix
from dossier.compose.documents import documents, drafts, reports_only, template, workbooks
from dossier.compose.report import self_report
from dossier.compose.workbooks import Link, Sheet, workbook
from dossier.model import Assessment, Owner
from tests import word_files, worlds

PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "{=1}",
    "=HYPERLINK(1)",
    "_x0041_",
)


def built(assessment: Assessment) -> tuple[dict[str, bytes], list[str]]:
    reports = (self_report(assessment, worlds.boxes(), {}),)
    files, problems = documents(assessment, worlds.boxes(), reports)
    files += workbooks(assessment, worlds.boxes(), {})
    told = [problem.message for problem in (*problems, *drafts(reports))]
    return {file.path: file.data or b"" for file in files}, told


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return built(worlds.assessment())[0]


def _said(data: bytes) -> str:
    return "\n".join(word_files.lines_of(data))


def test_nothing_that_inspectors_see_speaks_of_gaps(made: Mapping[str, bytes]) -> None:
    for path, data in made.items():
        if path.startswith("迎检版/") and path.endswith(".docx"):
            for never in ("缺", "待补", "不齐", "未齐"):
                assert never not in _said(data), path
    assert "（预留）" in _said(made["迎检版/2-9 教师培训/盒内目录.docx"])


def test_same_in_same_bytes(made: Mapping[str, bytes]) -> None:
    assert built(worlds.assessment())[0] == made


def test_a_draft_stays_inside_and_says_why() -> None:
    files, problems = built(worlds.assessment(narratives={}))
    assert "迎检版/自评报告.docx" not in files
    assert "征求意见稿" in _said(files["内部核对版/自评报告（征求意见稿）.docx"])
    assert any("只能作征求意见稿" in message and "主要做法" in message for message in problems)


def test_the_schools_own_template_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "模板").mkdir()
    own = word_files.template(tmp_path / "模板" / "封面.docx", body="本校封面：{{ 盒名 }}")
    assert template("封面.docx", tmp_path) == own
    files, problems = built(worlds.assessment(project=worlds.project(tmp_path)))
    assert "本校封面：教师培训" in _said(files["迎检版/2-9 教师培训/封面.docx"])
    assert problems == []


def test_a_failing_template_costs_its_own_documents_only(tmp_path: Path, made: Mapping[str, bytes]) -> None:
    (tmp_path / "模板").mkdir()
    word_files.template(tmp_path / "模板" / "封面.docx", body="{{ 盒各 }}")
    files, problems = built(worlds.assessment(project=worlds.project(tmp_path)))
    assert set(made) - set(files) == {path for path in made if path.endswith("/封面.docx")}
    assert problems == ["模板“封面.docx”有误：正文“{{ 盒各 }}”：不认识名称“盒各”，是不是“盒名”"]


@pytest.mark.parametrize(("style", "title"), [("juan", "卷内备考表"), ("da22", "盒内备考表")])
def test_styles_of_the_archive_have_a_remarks_sheet(style: str, title: str) -> None:
    project = replace(worlds.project(), numbering=style)  # type: ignore[arg-type]
    files, _ = built(worlds.assessment(project=project))
    assert title in _said(files["迎检版/2-9 教师培训/备考表.docx"])


def test_the_catalogue_follows_the_style() -> None:
    box = worlds.boxes()[1]
    juan = contexts.catalogue(worlds.assessment(project=replace(worlds.project(), numbering="juan")), box)
    assert juan["目录名"] == "卷内文件目录"
    rows = juan["材料"]
    assert isinstance(rows, list)
    assert [row["页号"] for row in rows if isinstance(row, dict)][:2] == ["1", "5"]


def test_telephone_numbers_stand_under_each_other_on_a_cover() -> None:
    made = worlds.assessment()
    box = worlds.boxes()[0]
    phones = iter(("0771-5551234", "0771-5551235", "0771-5551236"))
    findings = tuple(
        replace(found, owner=replace(found.owner, phone=next(phones)))
        if found.requirement in {item.slot.requirement for item in box.items}
        else found
        for found in made.findings
    )
    cover = contexts.cover(replace(made, findings=findings), box)
    assert cover["联系电话"] == "0771-5551234\n0771-5551235"


@pytest.mark.parametrize(
    ("thickness", "width"), [(10, 17), (20, 17), (30, 27), (35, 32), (55, 52), (75, 72), (90, 72)]
)
def test_a_label_is_narrower_than_its_spine(thickness: int, width: int) -> None:
    assert contexts.spine_width(thickness) == width


def test_labels_fill_a_sheet_and_go_on_to_the_next() -> None:
    boxes = [replace(worlds.boxes()[0], number=number) for number in range(1, 8)]
    pages = contexts.spines(worlds.assessment(), boxes)["页面"]
    assert isinstance(pages, list)
    assert [len(page["签"]) for page in pages if isinstance(page, dict) and isinstance(page["签"], list)] == [
        5,
        2,
    ]


def test_a_cover_keeps_to_one_page_and_leaves_unknown_numbers_for_ink() -> None:
    assessment, box = worlds.assessment(), worlds.boxes()[0]
    codes = [f"9-9-{number:02d}" for number in range(5)]
    items = tuple(replace(box.items[0], slot=replace(box.items[0].slot, requirement=code)) for code in codes)
    findings = tuple(
        replace(
            assessment.findings[0],
            requirement=code,
            owner=Owner(requirement=code, department=f"第{number}处", person=f"甲{number}"),
        )
        for number, code in enumerate(codes)
    )
    cover = contexts.cover(replace(assessment, findings=findings), replace(box, items=items))
    assert (cover["责任部门"], cover["责任人"]) == ("第0处、第1处、第2处等5个部门", "甲0、甲1、甲2等5人")
    assert cover["件数"] == len(items)
    empty = contexts.cover(assessment, replace(box, items=()))
    assert (empty["件数"], empty["页数"]) == ("　　", "　　")


def test_years_are_said_once() -> None:
    row = gaps.open_rows(worlds.assessment())[0]
    assert row["应有"] == "2023—2024、2024—2025、2025—2026学年度"
    assert row["情况"] == "缺2024—2025学年度"


def test_the_matrix_tells_year_by_year() -> None:
    sheet, _ = matrix.sheets(worlds.assessment())
    row = next(row for row in sheet.rows if row[0] == "2-9-02")
    assert row[4:7] == ("✓", "缺", "✓")


# -- workbooks --


def test_no_text_is_ever_a_formula() -> None:
    rows = [(payload, Link(payload, "a b.pdf")) for payload in PAYLOADS]
    data = workbook([Sheet(name="表", title="=1", head=("甲", "乙"), widths=(9, 9), rows=rows)])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [sheet.cell(n, 1).value for n in range(3, 13)][:5] == list(PAYLOADS[:5])


def test_characters_that_a_sheet_cannot_hold_do_not_stop_it() -> None:
    data = workbook(
        [
            Sheet(
                name="表", title="题", head=("甲",), widths=(9,), rows=[("左\x00\ud800右",), ("长" * 40_000,)]
            )
        ]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet["A3"].value == "左右"


def test_sheets_print_and_filter(made: Mapping[str, bytes]) -> None:
    for path in (path for path in made if path.endswith(".xlsx")):
        for sheet in openpyxl.load_workbook(io.BytesIO(made[path])).worksheets:
            assert sheet.freeze_panes == "A3"
            assert sheet.auto_filter.ref
            assert sheet.print_title_rows == "$1:$2"
            assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)


def test_the_contents_link_to_the_boxes(made: Mapping[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made["迎检版/00-总目录.xlsx"]))["总目录"]
    link = sheet["I3"].hyperlink
    assert link is not None
    assert (
        link.target
        == "1-1%20%E9%AB%98%E4%BA%8E%E8%A7%84%E5%AE%9A%E5%AD%A6%E5%8E%86%E6%95%99%E5%B8%88/%E7%9B%92%E5%86%85%E6%9D%90%E6%96%99.pdf"
    )


def test_reports_alone_can_be_made() -> None:
    assessment = worlds.assessment()
    files, problems = reports_only((self_report(assessment, worlds.boxes(), {}),), assessment.project.root)
    assert [file.path for file in files] == ["迎检版/自评报告.docx"]
    assert problems == ()


@pytest.mark.parametrize("width", contexts.SPINE_WIDTHS_MM)
@pytest.mark.parametrize("length", [4, 20, 27, 45, 120])
def test_the_name_of_a_box_stands_on_its_spine_whole(width: int, length: int) -> None:
    """In exactly one of three sizes; only what no size can hold is cut, and says so."""
    title = "校" * length
    sized = contexts._sized(title, width)
    shown = [str(text).replace("\n", "") for text in sized.values() if text]
    assert len(shown) == 1
    assert shown[0] == title or (shown[0].endswith("…") and sized["盒名小"])
    assert length > 27 or shown[0] == title


def test_upright_columns_are_of_about_one_length() -> None:
    assert contexts._columns("政府保障程度", 5) == ["政府保", "障程度"]
    assert contexts._columns("每百名学生拥有高于规定学历教师数", 7) == [
        "每百名学生拥",
        "有高于规定",
        "学历教师数",
    ]
    assert contexts._columns("城乡学校建设、编制、基本装备", 7) == ["城乡学校建设、", "编制、基本装备"]


@given(st.text("甲乙丙（）、，《》", max_size=60), st.integers(3, 14))
def test_upright_columns_lose_nothing_and_are_never_too_high(text: str, high: int) -> None:
    columns = contexts._columns(text, high)
    assert "".join(columns) == text
    assert all(0 < len(column) <= high for column in columns)
