"""Drawn pages: nothing cut off, nothing lost, no box where a character should be."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.compose.drawn.draw import Drawn, draw, words_of
from dossier.compose.drawn.faces import Faces, cut_faces, printable
from dossier.compose.drawn.words import Word, own_characters
from dossier.compose.drawn.wrap import wrap
from dossier.model import Box
from tests.box_samples import TITLE, box, ink, item, project, render

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm renders the pages")
STYLES = ["dashed", "juan", "da22"]
LONG = "学校教学及辅助用房面积统计表（含普通教室、专用教室、图书室、实验室、计算机教室等各类用房明细及产权证明材料）"


def _long_box() -> Box:
    states = ["bound", "paper", "attached", "reserved", "see", "bound"]
    items = []
    first = 1
    for ordinal in range(1, 46):
        state = states[ordinal % len(states)]
        pages = 3 if state in ("bound", "paper") else 0
        fields = {
            "state": state,
            "title": LONG if ordinal % 4 == 0 else f"第{ordinal}项材料",
            "see": "1-1-01" if state == "see" else "",
            "copy": "复印件",
            "explanation": "本件为视频，原件存于本盒“原件”文件夹。",
            "doc_no": "青教〔2024〕12号",
            "issuer": "青山县教育局",
            "date": "20240901",
        }
        items.append(item(ordinal, first if pages else 0, pages, **fields))
        first += pages
    return box(items, personal=True)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    words = [*words_of(_long_box(), project(), TITLE), "龘㎡①"]
    return cut_faces(words, tmp_path_factory.mktemp("faces"))


@pytest.fixture(params=STYLES)
def drawn(request: pytest.FixtureRequest, faces: Faces, tmp_path: Path) -> tuple[Drawn, Path]:
    result = draw(_long_box(), project(request.param), TITLE, faces, frozenset())
    file = tmp_path / "drawn.pdf"
    file.write_bytes(result.pdf)
    return result, file


def test_catalogue_repeats_its_head_and_splits_no_row(drawn: tuple[Drawn, Path]) -> None:
    result, _ = drawn
    assert len(result.catalogue) > 1
    assert len(result.rows) == 45
    for row in result.rows:
        assert row.page in result.catalogue
        assert row.y >= 20
        assert row.y + row.height <= 297 - 15
    tops = {page: min(row.y for row in result.rows if row.page == page) for page in result.catalogue}
    assert all(top > 40 for top in tops.values())  # title, box line and head stand above the first row


def test_rows_follow_each_other_without_overlap(drawn: tuple[Drawn, Path]) -> None:
    result, _ = drawn
    for above, below in pairwise(result.rows):
        if above.page == below.page:
            assert below.y == pytest.approx(above.y + above.height)
        else:
            assert below.page == above.page + 1


def test_column_widths_fill_the_text_width(drawn: tuple[Drawn, Path]) -> None:
    result, _ = drawn
    assert {row.width for row in result.rows} == {170.0}


@needs_poppler
def test_margins_stay_white(drawn: tuple[Drawn, Path]) -> None:
    """25 mm for binding on the left, 15 right and bottom, 20 on top (GB/T 9705-2008), half a line width over."""
    _, file = drawn
    pages = pypdf.PdfReader(file).pages
    for number in (1, 2, 4, 5, 7, len(pages)):
        image = render(file, number, dpi=50)
        found = ink(image, darker_than=200)
        assert found is not None
        left, top, right, bottom = (edge / 50 * 25.4 for edge in found)
        assert left >= 24
        assert top >= 19
        assert right <= 210 - 14
        assert bottom <= 297 - 14


@needs_poppler
def test_words_of_any_length_stay_on_their_page(tmp_path: Path) -> None:
    endless = LONG * 6
    items = [
        item(1, 1, 2, title=endless, owner=LONG, code="A1-B12-C123-0012-3"),
        item(2, 3, 2, title=endless, state="paper"),
        item(3, 0, 0, title=endless, state="attached", explanation=endless),
    ]
    bound = box(items, title=LONG, group_title=LONG, indicator_titles=(LONG,) * 9, owner=LONG, personal=True)
    faces = cut_faces(words_of(bound, project(), LONG), tmp_path)
    file = tmp_path / "drawn.pdf"
    file.write_bytes(draw(bound, project(), LONG, faces, frozenset()).pdf)
    for number in range(1, len(pypdf.PdfReader(file).pages) + 1):
        found = ink(render(file, number, dpi=50), darker_than=200)
        assert found is not None
        left, top, right, bottom = (edge / 50 * 25.4 for edge in found)
        assert (left >= 24, top >= 19, right <= 196, bottom <= 283) == (True,) * 4, number


def test_every_character_of_a_long_title_is_in_the_catalogue(faces: Faces, tmp_path: Path) -> None:
    result = draw(box([item(1, 1, 1, title=LONG)]), project(), TITLE, faces, frozenset())
    file = tmp_path / "drawn.pdf"
    file.write_bytes(result.pdf)
    marks = [row.height for row in result.rows]
    assert marks[0] > 20  # wrapped into several lines, not cut off
    assert result.missing == frozenset()


def test_remarks_only_where_the_style_has_them(
    drawn: tuple[Drawn, Path], request: pytest.FixtureRequest
) -> None:
    result, _ = drawn
    style = request.node.callspec.params["drawn"]
    assert len(result.remarks) == (1 if style in ("juan", "da22") else 0)


def test_paper_takes_its_pages(faces: Faces) -> None:
    result = draw(box([item(1, 1, 7, state="paper")]), project(), TITLE, faces, frozenset())
    assert len(result.items[0].before) == 1
    assert len(result.items[0].instead) == 7


def test_our_own_words_have_glyphs(faces: Faces) -> None:
    for character in set(own_characters()) - {"\n"}:
        assert faces.has("serif", character), character
        assert faces.has("sans", character), character


def test_a_character_of_the_other_face_is_not_missing(tmp_path: Path) -> None:
    """Each face lacks characters that the other has; only what both lack is missing."""
    faces = cut_faces(["一二"], tmp_path)
    without = Faces(faces.serif, faces.sans, faces.serif_has - {"一"}, faces.sans_has)
    bound = box([], title="一二", owner="", years="", group_title="", indicator_titles=())
    settings = project()
    result = draw(bound, settings, "一", without, frozenset())
    assert "一" not in result.missing


@pytest.mark.parametrize("character", ["\U0002f8a6", "𪚥", "😀"])
def test_a_missing_glyph_is_named(faces: Faces, character: str) -> None:
    bound = box([item(1, 1, 1, title=f"张{character}老师档案")])
    result = draw(bound, project(), TITLE, faces, frozenset())
    assert character in result.missing


def test_same_bytes_twice(faces: Faces) -> None:
    once, again = (draw(_long_box(), project(), TITLE, faces, frozenset()).pdf for _ in range(2))
    assert once == again


def test_invisible_characters_are_not_drawn() -> None:
    assert printable("通知\u202e\u200b\ufeff书\x07\t") == "通知书 "


def test_words_are_full_width() -> None:
    for word in Word:
        assert not set("(),:;") & set(word), word


@given(st.text(alphabet="学校2024—年（）、。，A-1b 《》“”", max_size=80), st.integers(3, 30))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = wrap(text, float(width), lambda piece: float(len(piece)))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)


@given(st.text(alphabet="学校年（）、。，《》", min_size=1, max_size=80), st.integers(6, 30))
def test_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    """Unless a run of marks fills the line before it."""
    lines = wrap("学" + text, float(width), lambda piece: float(len(piece)))
    for above, line in pairwise(lines):
        if line and line[0] in "）、。，》":
            assert len(above) == width


def test_a_number_is_not_torn() -> None:
    lines = wrap("投入资金36447.46元", 10.0, lambda piece: float(len(piece)))
    assert any("36447.46" in line for line in lines)
