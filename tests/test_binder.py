"""The box PDF: true numbers in true places, links and bookmarks that lead there, the same bytes every time."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from dossier.cache import Cache
from dossier.compose.binder import (
    BoxRecord,
    ReadBack,
    Shared,
    Titles,
    bind_dividers,
    bind_pdf,
    compare_boxes,
    prepare,
    read_back,
)
from dossier.compose.binder.readback import page_texts
from dossier.compose.drawn.draw import words_of
from dossier.compose.drawn.faces import Faces, cut_faces
from dossier.guard import Failed, Limits, Outcome, Pool
from dossier.model import Box, PageSet, Project
from tests.box_samples import TITLE, box, ink, item, part, project, render, source

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm renders the pages")
TITLES = Titles(TITLE)
Bind = Callable[..., tuple[Path, BoxRecord]]


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    """Faces with every character of these tests; ``prepare`` would cut them anew for each box."""
    everything = box([item(1, explanation="本件为视频。")])
    words = words_of(everything, project(), TITLE)
    return cut_faces(words, tmp_path_factory.mktemp("faces"))


@pytest.fixture
def bind(faces: Faces, tmp_path: Path) -> Bind:
    def bind_box(
        bound: Box, sources: dict[str, Path], settings: Project | None = None, name: str = "盒内材料.pdf"
    ) -> tuple[Path, BoxRecord]:
        settings = settings or project()
        pages = {path: PageSet(pdf=file, count=_count(file), state="own") for path, file in sources.items()}
        texts = page_texts(sources.values(), Cache(tmp_path / "cache"))
        target = tmp_path / "out" / name
        return target, bind_pdf(bound, pages, settings, TITLES, target, Shared(faces, texts))

    return bind_box


def _seen(file: Path) -> ReadBack | None:
    return read_back([file], Cache(file.parent.parent / "cache"))[0]


def _told(file: Path, record: BoxRecord) -> tuple[str, ...]:
    return compare_boxes([(file, asdict(record))], Cache(file.parent.parent / "cache"))[0]


def _count(file: Path) -> int:
    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def _two_items(tmp_path: Path) -> tuple[Box, dict[str, Path]]:
    sources = {
        "材料/甲.pdf": source(tmp_path / "a.pdf", {}, {}, {}, text="first"),
        "材料/乙.pdf": source(tmp_path / "b.pdf", {}, {}, text="second"),
    }
    items = [
        item(1, 1, 3, parts=(part("材料/甲.pdf"),)),
        item(2, 4, 2, parts=(part("材料/乙.pdf"),)),
    ]
    return box(items), sources


def test_order_and_numbers(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, record = bind(bound, sources)
    seen = _seen(target)
    assert seen is not None
    # cover, catalogue, divider, three pages, divider, two pages
    assert seen.numbers == ("", "", "", "1", "2", "3", "", "4", "5")
    assert record.pdf_pages == seen.pages == 9
    assert [(found.pdf_page, found.first_page, found.pages) for found in record.items] == [
        (4, 1, 3),
        (8, 4, 2),
    ]


def test_catalogue_rows_lead_to_first_pages(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, record = bind(bound, sources)
    with pikepdf.open(target) as pdf:
        links = [annotation.Dest[0].objgen for annotation in pdf.pages[1].obj.Annots]
        assert links == [pdf.pages[found.pdf_page - 1].obj.objgen for found in record.items]


def test_link_lies_over_its_row(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, _ = bind(bound, sources)
    reader = pypdf.PdfReader(target)
    heights: dict[str, float] = {}

    def note(text: str, _: object, matrix: list[float], *rest: object) -> None:
        if text.strip():
            heights[text.strip()] = float(matrix[5])

    page = reader.pages[1]
    page.extract_text(visitor_text=note)
    boxes = [annotation.get_object()["/Rect"] for annotation in page["/Annots"]]
    for rectangle, code in zip(boxes, ("1-1-01", "1-1-02"), strict=True):
        assert float(rectangle[1]) < heights[code] < float(rectangle[3])


def test_bookmarks_are_chinese_and_nested(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, _ = bind(bound, sources)
    reader = pypdf.PdfReader(target)
    top, children = reader.outline
    assert top.title == "1-1 生均教学及辅助用房面积"
    assert [entry.title for entry in children] == [
        "封面",
        "目录",
        "1-1-01 校舍建筑面积统计表之1",
        "1-1-02 校舍建筑面积统计表之2",
    ]
    assert [reader.get_destination_page_number(entry) for entry in children] == [0, 1, 2, 6]
    assert reader.metadata is not None
    assert reader.metadata.title == "青山县第三初级中学 1-1 生均教学及辅助用房面积"


def test_page_labels_agree_with_paper(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, _ = bind(bound, sources)
    assert pypdf.PdfReader(target).page_labels == [
        "封面",
        "目录-1",
        "1-1-01",
        "1",
        "2",
        "3",
        "1-1-02",
        "4",
        "5",
    ]


def test_numbers_per_item(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    restarted = box([bound.items[0], item(2, 1, 2, parts=bound.items[1].parts)])
    target, _ = bind(restarted, sources)
    seen = _seen(target)
    assert seen is not None
    assert seen.numbers == ("", "", "", "1", "2", "3", "", "1", "2")


def test_parts_and_page_ranges(bind: Bind, tmp_path: Path) -> None:
    _, sources = _two_items(tmp_path)
    parts = (part("材料/甲.pdf", 2, 3), part("材料/乙.pdf", 1, 1))
    target, record = bind(box([item(1, 1, 3, parts=parts)]), sources)
    reader = pypdf.PdfReader(target)
    assert [reader.pages[number].extract_text().split()[0] for number in (3, 4, 5)] == [
        "first",
        "first",
        "second",
    ]
    assert record.problems == ()


@pytest.mark.parametrize("state", ["paper", "attached", "reserved", "withdrawn", "see"])
def test_states_without_files(bind: Bind, state: str) -> None:
    pages = 4 if state == "paper" else 0
    special = item(1, 1 if pages else 0, pages, state=state, see="1-1-02", explanation="本件为视频。")
    target, record = bind(box([special]), {})
    seen = _seen(target)
    assert seen is not None
    sheets = {"paper": 5, "attached": 2, "reserved": 1, "withdrawn": 0, "see": 1}[state]
    assert seen.pages == 2 + sheets
    assert [number for number in seen.numbers if number] == [str(number) for number in range(1, pages + 1)]
    assert record.items[0].pdf_page == {"paper": 4, "withdrawn": 0}.get(state, 3)
    assert _told(target, record) == ()


def test_the_dividers_of_all_boxes_are_one_file(faces: Faces, tmp_path: Path) -> None:
    first = box([item(1, state="reserved"), item(2, state="withdrawn"), item(3, state="reserved")])
    boxes = (first, box([item(4, state="withdrawn")]), box([item(5, state="reserved")]))
    one, two = tmp_path / "a.pdf", tmp_path / "深" / "b.pdf"
    assert bind_dividers(boxes, "青云县第二初级中学", faces, one)
    assert bind_dividers(boxes, "青云县第二初级中学", faces, two)
    assert one.read_bytes() == two.read_bytes()
    reader = pypdf.PdfReader(one)
    codes = [entry.code for whole in boxes for entry in whole.items if entry.state != "withdrawn"]
    assert [page.extract_text().split()[0] for page in reader.pages] == codes
    assert not any("（预留）" in page.extract_text() for page in reader.pages)
    assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [0, 2]
    assert not bind_dividers((boxes[1],), "青云县第二初级中学", faces, tmp_path / "c.pdf")


def test_reserved_place_names_no_gap(bind: Bind) -> None:
    target, _ = bind(box([item(1, state="reserved")]), {})
    text = pypdf.PdfReader(target).pages[2].extract_text()
    assert "（预留）" in text
    assert "缺" not in text


@pytest.mark.parametrize("fault", ["absent", "damaged", "short", "shrunk"])
def test_a_source_that_fails_leaves_no_stray_page(bind: Bind, tmp_path: Path, fault: str) -> None:
    bound, sources = _two_items(tmp_path)
    if fault == "absent":
        bound = box([item(1, 1, 3, parts=(part("材料/没有.pdf"),)), bound.items[1]])
    elif fault == "short":
        bound = box([item(1, 1, 9, parts=(part("材料/甲.pdf"),)), item(2, 10, 2, parts=bound.items[1].parts)])
    if fault in ("damaged", "shrunk"):
        good = _count(sources["材料/甲.pdf"])
        if fault == "damaged":
            sources["材料/甲.pdf"].write_bytes(b"%PDF-1.7 nothing")
        else:
            source(sources["材料/甲.pdf"], {}, text="first")
        target, record = _bind_known(tmp_path, bound, sources, {"材料/甲.pdf": good, "材料/乙.pdf": 2})
    else:
        target, record = bind(bound, sources)
    assert [found.code for found in record.problems] == ["conversion-failed"]
    seen = _seen(target)
    assert seen is not None
    expected = [str(number) for number in range(1, bound.items[-1].last_page + 1)]
    assert [number for number in seen.numbers if number] == expected
    assert _told(target, record) == ()
    second = pypdf.PdfReader(target).pages[record.items[1].pdf_page - 1]
    assert second.extract_text().split()[0] == "second"


def _bind_known(
    tmp_path: Path, bound: Box, sources: dict[str, Path], counts: dict[str, int]
) -> tuple[Path, BoxRecord]:
    pages = {path: PageSet(pdf=file, count=counts[path], state="own") for path, file in sources.items()}
    shared = prepare([bound], pages, project(), TITLES, Cache(tmp_path / "cache"), tmp_path / "work")
    target = tmp_path / "out" / "盒内材料.pdf"
    return target, bind_pdf(bound, pages, project(), TITLES, target, shared)


def test_same_bytes_twice_and_in_another_place(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    first = bind(bound, sources)[0].read_bytes()
    elsewhere = bind(bound, sources, name="别处/盒内材料.pdf")[0].read_bytes()
    assert first == elsewhere
    assert b"314159265358979323846264338327" not in first


def test_identity_is_that_of_the_content(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    identities = []
    for number, content in enumerate((bound, box(bound.items, title="另一盒"), bound)):
        target, _ = bind(content, sources, name=f"{number}.pdf")
        with pikepdf.open(target) as pdf:
            identities.append(bytes(pdf.trailer.ID[0]))
    assert identities[0] != identities[1]
    assert identities[0] == identities[2]


def test_other_boxes_of_the_run_do_not_change_the_bytes(tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    pages = {path: PageSet(pdf=file, count=_count(file), state="own") for path, file in sources.items()}
    written = []
    for number, boxes in enumerate(
        ([bound], [bound, box([item(1, state="reserved", title="另一盒的字：鑫淼焱")])])
    ):
        shared = prepare(boxes, pages, project(), TITLES, Cache(tmp_path / "c"), tmp_path / f"w{number}")
        target = tmp_path / f"{number}.pdf"
        bind_pdf(bound, pages, project(), TITLES, target, shared)
        written.append(hashlib.sha256(target.read_bytes()).hexdigest())
    assert written[0] == written[1]


def test_nothing_is_left_beside_the_target(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, _ = bind(bound, sources)
    assert [path.name for path in target.parent.iterdir()] == ["盒内材料.pdf"]


def test_verification_sees_what_was_tampered_with(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, record = bind(bound, sources)
    assert _told(target, record) == ()
    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.pages[3], pdf.pages[7] = pdf.pages[7], pdf.pages[3]
        pdf.save(target)
    sentences = _told(target, record)
    assert any("1-1-01" in sentence and "页号" in sentence for sentence in sentences)
    assert any("文字" in sentence for sentence in sentences)


def test_one_font_for_our_pages_and_the_numbers(bind: Bind, tmp_path: Path) -> None:
    bound, sources = _two_items(tmp_path)
    target, _ = bind(bound, sources)
    with pikepdf.open(target) as pdf:
        programs = {
            found.objgen
            for found in pdf.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == Name.CIDFontType0C
        }
        assert len(programs) == 2  # serif and sans, each embedded once
        assert (
            pdf.pages[3].obj.Resources.Font["/DossierNumber"].objgen
            == pdf.pages[0].obj.Resources.Font.F1.objgen
        )


def test_pages_of_an_earlier_box_lose_its_numbers(bind: Bind, tmp_path: Path) -> None:
    """A school may hand in a box PDF of last year as evidence; two numbers would overprint."""
    bound, sources = _two_items(tmp_path)
    earlier, _ = bind(bound, sources, name="早先.pdf")
    again = box([item(1, 1, 2, parts=(part("材料/早先.pdf", 5, 6),))])
    target, record = bind(again, {"材料/早先.pdf": earlier})
    pages = pypdf.PdfReader(target).pages
    assert [pages[number].extract_text().split() for number in (3, 4)] == [["first", "1"], ["first", "2"]]
    assert _told(target, record) == ()


# -- places, measured on the rendered page --

A4, A3, A5 = [0, 0, 595.276, 841.89], [0, 0, 1190.551, 841.89], [0, 0, 419.528, 595.276]
KINDS: dict[str, dict[str, object]] = {
    "upright": {"MediaBox": A4},
    "rotate-90": {"MediaBox": A4, "Rotate": 90},
    "rotate-180": {"MediaBox": A4, "Rotate": 180},
    "rotate-270": {"MediaBox": A4, "Rotate": 270},
    "rotate-minus-90": {"MediaBox": A4, "Rotate": -90},
    "rotate-450": {"MediaBox": A4, "Rotate": 450},
    "odd-origin": {"MediaBox": [-200, 310, 395.276, 1151.89]},
    "odd-origin-90": {"MediaBox": [-200, 310, 395.276, 1151.89], "Rotate": 90},
    "corners-swapped": {"MediaBox": [595.276, 841.89, 0, 0]},
    "cropped": {"MediaBox": [0, 0, 800, 1100], "CropBox": [100, 200, 695.276, 1041.89]},
    "cropped-270": {"MediaBox": [0, 0, 800, 1100], "CropBox": [100, 200, 695.276, 1041.89], "Rotate": 270},
    "crop-beyond-media": {"MediaBox": A4, "CropBox": [-50, -50, 700, 900]},
    "a3-landscape": {"MediaBox": A3},
    "a3-turned": {"MediaBox": [0, 0, 841.89, 1190.551], "Rotate": 90},
    "a5": {"MediaBox": A5},
    "user-unit": {"MediaBox": [0, 0, 297.638, 420.945], "UserUnit": 2},
}
MM = 72 / 25.4


@pytest.fixture(scope="module")
def kinds(faces: Faces, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A box with one page of each kind, all numbered 148."""
    folder = tmp_path_factory.mktemp("kinds")
    sources = {kind: source(folder / f"{kind}.pdf", entries) for kind, entries in KINDS.items()}
    pages = {kind: PageSet(pdf=file, count=1, state="own") for kind, file in sources.items()}
    items = [item(number, 148, 1, parts=(part(kind),)) for number, kind in enumerate(KINDS, start=1)]
    target = folder / "盒内材料.pdf"
    bind_pdf(box(items), pages, project(), TITLES, target, Shared(faces, {}))
    return target


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_number_stands_in_the_displayed_corner(kinds: Path, kind: str) -> None:
    left, top, right, bottom, wide, tall, shown = _number_box(kinds, kind)
    assert wide - right == pytest.approx(15.0, abs=0.5)
    assert tall - bottom == pytest.approx(10.0, abs=0.5)
    assert bottom - top == pytest.approx(2.75, abs=0.5)
    assert right - left == pytest.approx(5.6, abs=0.6)
    assert _likeness(shown, _number_box(kinds, "upright")[-1]) > 0.7


def _number_box(target: Path, kind: str) -> Any:
    """Edges of the number and size of the page in mm of the shown page, and the picture of the number."""
    page = _count(target) - 2 * (len(KINDS) - 1 - list(KINDS).index(kind))
    unit = int(str(KINDS[kind].get("UserUnit", 1)))
    image = render(target, page, dpi=144 * unit)  # poppler leaves UserUnit out of account
    found = ink(image)
    assert found is not None
    edges = [edge / 144 * 25.4 for edge in (*found, *image.size)]
    return (*edges, image.crop(found))


def _likeness(one: Image.Image, other: Image.Image) -> float:
    """1 for equal pictures; a number upside down or mirrored scores far below 0.7."""
    first, second = (
        picture.resize((60, 28)).point(lambda v: 255 if v < 128 else 0) for picture in (one, other)
    )
    apart = sum(ImageChops.difference(first, second).histogram()[128:])
    return 1 - apart / (60 * 28)


@needs_poppler
def test_large_scans_get_a_readable_number(bind: Bind, tmp_path: Path) -> None:
    """Scanners often write one point per pixel; printed on A4 the number must still be read."""
    sources = {"材料/甲.pdf": source(tmp_path / "a.pdf", {"MediaBox": [0, 0, 2480, 3508]})}
    target, _ = bind(box([item(1, 8, 1, parts=(part("材料/甲.pdf"),))]), sources)
    image = render(target, 4, dpi=72)
    found = ink(image)
    assert found is not None
    on_a4 = (found[3] - found[1]) / image.size[1] * 297
    assert 1.8 < on_a4 < 3.0


@needs_poppler
def test_even_numbers_stand_left_when_both_sides_are_printed(bind: Bind, tmp_path: Path) -> None:
    sources = {"材料/甲.pdf": source(tmp_path / "a.pdf", {}, {})}
    target, _ = bind(box([item(1, 1, 2, parts=(part("材料/甲.pdf"),))]), sources, project(duplex=True))
    odd, even = (render(target, page, dpi=72) for page in (4, 5))
    assert ink(odd)[0] > odd.size[0] * 0.8  # type: ignore[index]
    assert ink(even)[2] < even.size[0] * 0.2  # type: ignore[index]


@needs_poppler
def test_inherited_box_turn_and_resources(bind: Bind, tmp_path: Path) -> None:
    file = tmp_path / "inherited.pdf"
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(10, 10))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Contents = pdf.make_stream(b"BT /F0 30 Tf 100 500 Td (inherited) Tj ET")
        del page.obj["/MediaBox"], page.obj["/Resources"]
        pdf.Root.Pages.MediaBox = Array(A4)
        pdf.Root.Pages.Rotate = 90
        pdf.Root.Pages.Resources = Dictionary(Font=Dictionary(F0=font))
        pdf.save(file)
    target, _ = bind(box([item(1, 7, 1, parts=(part("材料/甲.pdf"),))]), {"材料/甲.pdf": file})
    assert pypdf.PdfReader(target).pages[3].extract_text().split() == ["inherited", "7"]
    image = render(target, 4, dpi=72)
    assert image.size[0] > image.size[1]
    assert ink(image)[2] == pytest.approx(841.89 - 15 * MM, abs=3)  # type: ignore[index]


@needs_poppler
def test_a_page_that_leaves_its_state_open_cannot_move_the_number(bind: Bind, tmp_path: Path) -> None:
    file = source(tmp_path / "a.pdf", {})
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0.2 0 0 0.2 300 300 cm 1 1 1 rg")
        pdf.save(file)
    target, _ = bind(box([item(1, 7, 1, parts=(part("材料/甲.pdf"),))]), {"材料/甲.pdf": file})
    image = render(target, 4, dpi=72)
    found = ink(image)
    assert found is not None
    assert found[2] == pytest.approx(595 - 15 * MM, abs=3)


def test_a_box_that_was_read_before_is_not_read_again(
    bind: Bind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound, sources = _two_items(tmp_path)
    target, record = bind(bound, sources)
    first = _seen(target)
    asked: list[dict[str, str]] = []

    def nothing(_: Pool, __: str, payloads: list[dict[str, str]], ___: Limits) -> list[Outcome]:
        asked.extend(payloads)
        return [Failed("crashed")] * len(payloads)

    monkeypatch.setattr(Pool, "map", nothing)
    assert _seen(target) == first
    assert (asked, _told(target, record)) == ([], ())
    with target.open("ab") as file:
        file.write(b"\n")
    assert _told(target, record) == ("盒内材料打不开，无法核对页码",)
    assert len(asked) == 1
