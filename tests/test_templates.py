"""The templates that ship are those that the script makes, and hold the measures of the standards."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from dossier import resources
from dossier.compose import package

SCRIPTS = Path(__file__).resolve().parents[1] / "scripts"
NAMES = (
    "任务单",
    "备考表",
    "学校基本情况一览表",
    "学校基本情况一览表（分学段）",
    "封面",
    "总目录",
    "报告",
    "盒内目录",
    "盒脊",
    "差异系数表",
    "缺项清单",
    "退回单",
    "初查情况通报",
)


@pytest.fixture(scope="module")
def made() -> Iterator[Mapping[str, bytes]]:
    """What the script makes now."""
    sys.path.insert(0, str(SCRIPTS))
    import make_templates

    yield {name: make_templates.packed(make()) for name, make in make_templates.TEMPLATES.items()}
    sys.path.remove(str(SCRIPTS))


@pytest.fixture(scope="module")
def report() -> Document:
    """The report's template."""
    return docx.Document(str(resources.template("报告.docx")))


@pytest.mark.parametrize("name", NAMES)
def test_what_ships_is_what_the_script_makes_part_by_part(made: Mapping[str, bytes], name: str) -> None:
    assert package.read(made[f"{name}.docx"]) == package.read(resources.template(f"{name}.docx").read_bytes())


def test_nothing_else_ships(made: Mapping[str, bytes]) -> None:
    shipped = {path.name for path in resources.template("报告.docx").parent.glob("*.docx")}
    assert shipped == set(made)


@pytest.mark.parametrize("name", NAMES)
def test_no_default_of_a_library_is_left(name: str) -> None:
    parts = package.read(resources.template(f"{name}.docx").read_bytes())
    assert not [part for part in parts if "theme" in part or "numbering" in part or "customXml" in part]
    styles = parts["word/styles.xml"].decode()
    assert "asciiTheme" not in styles
    assert "Calibri" not in styles
    assert 'w:eastAsia="zh-CN"' in styles


@pytest.mark.parametrize("name", NAMES)
def test_every_style_names_its_chinese_font(name: str) -> None:
    document = docx.Document(str(resources.template(f"{name}.docx")))
    for style in document.styles:
        fonts = style.element.find(f".//{qn('w:rFonts')}")
        if style.type is not None and style.type.name == "PARAGRAPH":
            assert fonts is not None
            assert all(fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")), (
                style.name
            )


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_fixed_fits_the_page_and_repeats_its_head(name: str) -> None:
    document = docx.Document(str(resources.template(f"{name}.docx")))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.left_margin is not None
    assert section.right_margin is not None
    room = (section.page_width - section.left_margin - section.right_margin) // 635
    for table in document.tables:
        width = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid)
        assert width <= room + 2
        assert table._tbl.find(f".//{qn('w:tblLayout')}").get(qn("w:type")) == "fixed"
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


@pytest.mark.parametrize(
    "name",
    [
        "任务单",
        "学校基本情况一览表",
        "学校基本情况一览表（分学段）",
        "总目录",
        "盒内目录",
        "差异系数表",
        "缺项清单",
        "报告",
    ],
)
def test_lists_repeat_their_head(name: str) -> None:
    document = docx.Document(str(resources.template(f"{name}.docx")))
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_the_report_has_the_page_of_the_standard(report: Document) -> None:
    size, margins = _element(report, "pgSz"), _element(report, "pgMar")
    assert (size["w"], size["h"]) == ("11906", "16838")
    sides = tuple(margins[side] for side in ("top", "bottom", "left", "right"))
    assert sides == ("2098", "1984", "1587", "1474")
    assert margins["footer"] == "1418"


def test_the_grid_counts_lines_only(report: Document) -> None:
    assert _element(report, "docGrid") == {"type": "lines", "linePitch": "579"}


def _element(document: Document, name: str) -> dict[str, str]:
    element = document.sections[0]._sectPr.find(qn(f"w:{name}"))
    assert element is not None
    return {key.rpartition("}")[2]: value for key, value in element.attrib.items()}


@pytest.mark.parametrize("name", ["公文正文", "一级标题", "二级标题", "三级标题", "四级标题"])
def test_running_text_is_16_point_on_29_point_lines(report: Document, name: str) -> None:
    style = next(style for style in report.styles if style.name == name).element
    spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("579", "exact")
    assert style.find(f"{qn('w:rPr')}/{qn('w:spacing')}").get(qn("w:val")) == "-5"
    assert style.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")) == "32"
    indent = style.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")


@pytest.mark.parametrize("name", ["公文标题", "表文", "表头", "页码（单页）", "页码（双页）"])
def test_what_does_not_stand_on_the_grid_says_so(report: Document, name: str) -> None:
    style = next(style for style in report.styles if style.name == name).element
    assert style.find(f"{qn('w:pPr')}/{qn('w:snapToGrid')}").get(qn("w:val")) == "0"


def test_page_numbers_stand_outside_one_character_in(report: Document) -> None:
    assert report.settings.odd_and_even_pages_header_footer
    section = report.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.style.name, even.style.name) == ("页码（单页）", "页码（双页）")  # type: ignore[union-attr]
    assert odd.text == even.text == "— 1 —"
    for paragraph, side in ((odd, "right"), (even, "left")):
        indent = paragraph.style.element.find(f"{qn('w:pPr')}/{qn('w:ind')}")  # type: ignore[union-attr]
        assert (indent.get(qn(f"w:{side}")), indent.get(qn(f"w:{side}Chars"))) == ("280", "100")
