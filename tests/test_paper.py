"""The report on paper, measured in the PDF that LibreOffice makes of it: 22 lines of 28 characters, in 156 × 225 mm."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from dossier import resources
from dossier.compose.report_paper import context
from dossier.compose.word import fill
from dossier.convert.profile import environment, fontconfig_file, new_profile
from dossier.model import Block, Report, Section

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM

pytestmark = pytest.mark.skipif(
    not shutil.which("soffice") or not shutil.which("pdftotext"), reason="没有 LibreOffice 或 pdftotext"
)


@dataclass(frozen=True)
class Line:
    """A line of text on a page, in points from the top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[list[Line]]:
    """The lines of a long report, page by page, footers last."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "报告.docx").write_bytes(fill(resources.template("报告.docx"), context(_report())))
    _to_pdf(folder)
    subprocess.run(["pdftotext", "-bbox", "报告.pdf", "b.html"], cwd=folder, check=True, timeout=60)
    html = (folder / "b.html").read_text("utf-8")
    return [_lines(page) for page in html.split("<page ")[1:]]


def _report() -> Report:
    """Body text of Chinese characters without punctuation, so that every full line must hold 28."""
    heading = Block(kind="heading", level=1, text="一、基本情况")
    paragraphs = [Block(kind="paragraph", text="校" * 700) for _ in range(3)]
    return Report(
        kind="自评报告",
        title="青云县第二初级中学\n义务教育优质均衡发展自评报告",
        reporter="",
        salutation="",
        sections=(Section(key="甲", owned_by="", blocks=(heading, *paragraphs, heading, paragraphs[0])),),
        closing="特此报告。",
        sign_unit="青云县第二初级中学",
        sign_date="2026年9月1日",
        attachments=("甲", "乙"),
    )


def _to_pdf(folder: Path) -> None:
    command = ["soffice", f"-env:UserInstallation={new_profile(folder / 'profile')}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "报告.docx")],
        check=True,
        timeout=180,
        capture_output=True,
        env=dict(environment(folder, fontconfig_file(folder))),
    )


def _lines(page: str) -> list[Line]:
    found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page)
    words = sorted((float(y2), float(x1), float(x2), float(y1), text) for x1, y1, x2, y2, text in found)
    return [_joined(list(group)) for _, group in groupby(words, key=lambda word: round(word[0] / 4))]


def _joined(words: list[tuple[float, float, float, float, str]]) -> Line:
    return Line(
        text="".join(word[4] for word in words),
        left=min(word[1] for word in words),
        right=max(word[2] for word in words),
        top=min(word[3] for word in words),
        bottom=max(word[0] for word in words),
    )


def test_a_full_page_has_22_lines(pages: list[list[Line]]) -> None:
    assert len([line for line in pages[1] if "—" not in line.text]) == 22


def test_a_full_line_has_28_characters_and_a_first_line_26(pages: list[list[Line]]) -> None:
    lengths = [len(line.text) for line in pages[1] if set(line.text) == {"校"}]
    assert max(lengths) == 28
    assert lengths.count(28) >= 18
    firsts = [
        len(line.text)
        for page in pages
        for line in page
        if set(line.text) == {"校"} and line.left > LEFT + 20
    ]
    assert set(firsts) == {26}


def test_lines_stand_in_the_block(pages: list[list[Line]]) -> None:
    for line in pages[1]:
        if "—" not in line.text:
            assert line.left >= LEFT - 1
            assert line.right <= RIGHT + 1
            assert line.bottom <= BOTTOM + 4  # the box of a glyph reaches below its line


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(pages: list[list[Line]]) -> None:
    for number, page in enumerate(pages, 1):
        footer = page[-1]
        assert footer.text == f"—{number}—"
        inset = RIGHT - footer.right if number % 2 else footer.left - LEFT
        assert inset == pytest.approx(14, abs=1.5)
        assert footer.top > BOTTOM


def test_the_signature_shares_its_page_with_text(pages: list[list[Line]]) -> None:
    assert any("特此报告" in line.text for line in pages[-1])
    date = next(line for line in pages[-1] if line.text.endswith("1日"))
    unit = next(line for line in pages[-1] if line.text.startswith("青云县第二"))
    assert RIGHT - date.right == pytest.approx(64, abs=2)
    # Computed for Times New Roman; the digits of a font that stands in may be wider by a tenth.
    assert (unit.left + unit.right) / 2 == pytest.approx((date.left + date.right) / 2, abs=12)
