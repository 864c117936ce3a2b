"""No number and no day breaks over two lines of its cell: in the widths, and on the page that LibreOffice makes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dossier import resources
from dossier.compose import contexts, report_paper, text_widths, untorn
from dossier.compose.basic_facts import school_facts
from dossier.compose.package import W
from dossier.compose.word import fill
from dossier.compose.workbooks import Link, Sheet, workbook
from dossier.convert.profile import new_profile
from dossier.model import Block, Section, Table
from tests import worlds
from tests.test_basic_facts import campus, figure
from tests.test_report import written

SUM, SHARE, DAY = "123456789.00", "+11442.71", "2025年12月31日"


# -- widths --


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        ("1065000.00", "1065000.00"),
        ("截至2025年12月31日", "2025年12月31日"),
        ("2025—2026学年度", "2025—2026"),
        ("见2-13-01-1", "见2-13-01-1"),
        ("≥100＊", "≥100＊"),
        ("2-11盒", "2-11盒"),
        ("教职工花名册(2025.9.1)", "2025.9.1"),
    ],
)
def test_what_stands_on_one_line(text: str, longest: str) -> None:
    assert text_widths.cell_for_dates(text) == text_widths.cell_for_dates(longest)
    assert text_widths.cell_for_dates(longest) > text_widths.cell_for_dates(longest[:-1])


def test_a_digit_is_as_wide_as_in_the_widest_font_that_stands_in() -> None:
    """DejaVu Serif: 0.636 em, of 10.5 pt."""
    assert text_widths.cell_for_numbers("1" * 10) - 114 >= 10 * 0.636 * 210
    assert text_widths.cell_for_numbers("校舍") == 0


def test_the_gap_between_chinese_and_digits_is_counted() -> None:
    """LibreOffice puts a fifth of an em there: five times in a day."""
    assert text_widths.cell_for("2025年12月31日") - text_widths.cell_for("20251231年月日") >= 4 * 42


def test_a_smaller_size_asks_for_less() -> None:
    assert text_widths.cell_for(SUM, 18) < text_widths.cell_for(SUM) < text_widths.cell_for(SUM, 28)


# -- tables whose widths are given --


def grid(widths: list[int], rows: list[list[str]]) -> etree._Element:
    """A part with one table; a text ``…`` makes its cell reach over two columns."""
    cells = [
        "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_SPAN if text == "…" else ""}</w:tcPr>'
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for width, text in zip(widths, row, strict=False)
        )
        for row in rows
    ]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    table = f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    return etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{table}</w:body>')


_SPAN = '<w:gridSpan w:val="2"/>'


def widths_of(root: etree._Element) -> list[int]:
    """The columns of the grid."""
    return [int(column.get(f"{W}w", "")) for column in root.iter(f"{W}gridCol")]


def test_a_table_in_which_nothing_is_torn_stays_as_it_is() -> None:
    root = grid([1300, 2000], [["1289", "在校学生数"]])
    before = etree.tostring(root)
    untorn.widen(root)
    assert etree.tostring(root) == before


def test_a_column_is_widened_at_the_cost_of_one_that_has_room() -> None:
    root = grid([1000, 1500, 4000], [[SUM, DAY, "短"], ["…", "甲"]])
    untorn.widen(root)
    first, second, third = widths_of(root)
    assert first >= text_widths.cell_for_numbers(SUM)
    assert second >= text_widths.cell_for_dates(DAY)
    assert first + second + third == 6500
    reaching = root.findall(f".//{W}tr")[1].find(f"{W}tc/{W}tcPr/{W}tcW")
    assert reaching is not None
    assert reaching.get(f"{W}w") == str(first + second)


def test_a_cell_on_end_and_a_grid_that_fits_no_row_are_left_alone() -> None:
    for before, after in (
        ("<w:tcPr>", '<w:tcPr><w:textDirection w:val="tbRlV"/>'),
        ("</w:tblGrid>", '<w:gridCol w:w="9"/></w:tblGrid>'),
    ):
        text = etree.tostring(grid([500, 4000], [[SUM, "短"]]), encoding="unicode").replace(before, after)
        root = etree.fromstring(text)
        untorn.widen(root)
        assert widths_of(root)[:2] == [500, 4000]


def test_where_not_even_the_numbers_have_room_nothing_is_changed() -> None:
    root = grid([600, 600], [[SUM, SUM]])
    untorn.widen(root)
    assert widths_of(root) == [600, 600]


@given(st.lists(st.tuples(st.integers(1, 4000), st.sampled_from([SUM, DAY, "1", "校" * 30, ""])), min_size=1))
def test_the_table_keeps_its_width_and_no_column_vanishes(columns: list[tuple[int, str]]) -> None:
    widths = [width for width, _ in columns]
    root = grid(widths, [[text for _, text in columns]])
    untorn.widen(root)
    after = widths_of(root)
    assert sum(after) == sum(widths)
    assert all(width > 0 for width in after)


@pytest.mark.parametrize("measure", ["auto", "50%", "12.5", "", "-3"])
def test_a_measure_that_is_none_does_no_harm(measure: str) -> None:
    """A template of the school may hold anything."""
    text = etree.tostring(grid([500, 4000], [[SUM, "短"]]), encoding="unicode")
    untorn.widen(etree.fromstring(text.replace('"500"', f'"{measure}"')))


def test_lines_of_a_cell_are_measured_one_by_one() -> None:
    """Two telephone numbers under each other are no wider than one."""
    text = etree.tostring(grid([2000, 2000], [["AB", "责任部门一二"]]), encoding="unicode")
    two = "<w:t>000-00000202</w:t><w:br/><w:t>000-00000204</w:t>"
    root = etree.fromstring(text.replace("<w:t>AB</w:t>", two))
    untorn.widen(root)
    assert widths_of(root) == [2000, 2000]


# -- documents --


def papers() -> dict[str, bytes]:
    """Papers with numbers, days and codes as long as they come."""
    long = [
        replace(figure("budget", section, "1", date="2025-12-31", unit="元", digits=2), value=money)
        for section, money in zip(
            ("primary", "junior", ""), map(int, ("98765432", "87654321", "186419753")), strict=True
        )
    ]
    rows = (
        (
            "1",
            "每百名学生拥有高于规定学历教师数",
            "≥2500＊",
            SUM,
            SHARE,
            "未达标，但不低于标准值的85%",
            "2-11盒",
        ),
    )
    head = ("序号", "指标", "标准值", "实际值", "差值", "评定", "佐证")
    block = Block(kind="table", table=Table(caption="表1", head=head, rows=rows))
    report = replace(
        written(worlds.assessment()), sections=(Section(key="甲", owned_by="", blocks=(block,)),)
    )
    box = worlds.boxes()[0]
    items = tuple(replace(item, first_page=1212, pages=39) for item in box.items)
    several, single = campus(*long), campus(long[1], stage="junior")
    made = {
        "报告.docx": report_paper.context(report),
        "学校基本情况一览表.docx": school_facts(single),
        "学校基本情况一览表（分学段）.docx": school_facts(several),
        "盒内目录.docx": contexts.catalogue(worlds.assessment(), replace(box, items=items)),
    }
    return {name: fill(resources.template(name), context) for name, context in made.items()}


@pytest.fixture(scope="module", name="papers")
def made_papers() -> dict[str, bytes]:
    """Filled once."""
    return papers()


WORDS = re.compile(r"\d{4}年\d+月\d+日|\d{4}—\d{4}|[≥≤+-]?\d[\d.]*(?:-\d+)*＊?")


def test_every_cell_has_room_for_its_numbers_and_days(papers: dict[str, bytes]) -> None:
    for name, data in papers.items():
        for text, width, size in _cells(docx.Document(io.BytesIO(data))):
            for line in text.split("\n"):
                assert text_widths.cell_for_dates(line, size) <= width, (name, text)


def _cells(document: Document) -> list[tuple[str, int, int]]:
    """Text, width in twips and size of every cell."""
    found = []
    for table in document.tables:
        for cell in table._tbl.iter(qn("w:tc")):
            size = cell.find(f".//{qn('w:sz')}")
            width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
            text = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.iter(qn("w:p")))
            found.append((text, width, 21 if size is None else int(size.get(qn("w:val")))))
    return found


@pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="没有 LibreOffice 或 pdftotext"
)
def test_no_number_and_no_day_is_torn_on_the_page(papers: dict[str, bytes], tmp_path: Path) -> None:
    """With the fonts of this machine as they are: Times New Roman is missing on most that run LibreOffice."""
    for number, data in enumerate(papers.values()):
        (tmp_path / f"{number}.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation={new_profile(tmp_path / 'profile')}", "--headless"]
    files = [str(tmp_path / f"{number}.docx") for number in range(len(papers))]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *files],
        check=True,
        timeout=180,
        capture_output=True,
    )
    for number, (name, data) in enumerate(papers.items()):
        done = subprocess.run(
            ["pdftotext", "-bbox-layout", f"{number}.pdf", "-"], cwd=tmp_path, check=True, capture_output=True
        )
        lines = _lines(done.stdout.decode("utf-8"))
        for text, _, _ in _cells(docx.Document(io.BytesIO(data))):
            for word in WORDS.findall(text):
                assert any(word in line for line in lines), (name, word)


def _lines(html: str) -> list[str]:
    return [
        "".join(re.findall(r"<word [^>]*>(.*?)</word>", line))
        for line in re.findall(r"<line .*?</line>", html, re.DOTALL)
    ]


# -- workbooks --


def test_a_column_of_a_workbook_is_widened_for_a_number_or_a_day() -> None:
    import openpyxl

    rows = [("98765432.00", DAY, "短", Link("打开", "2026/123456789012345678901.pdf"), "9" * 60)]
    sheet = Sheet(
        name="表", title="题", head=("甲", "乙", "丙", "丁", "戊"), widths=(6, 14, 8, 9, 7), rows=rows
    )
    made = openpyxl.load_workbook(io.BytesIO(workbook([sheet]))).worksheets[0]
    assert [made.column_dimensions[letter].width for letter in "ABCDE"] == [13, 16, 8, 9, 20]
