"""Scans: read where the extra is installed, matched by name and folder where it is not; never trusted alone."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import img2pdf
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFont

from dossier.cache import Cache
from dossier.examine import Examination, examine, scans
from dossier.examine.recognised import page
from dossier.guard import Limits
from dossier.model import Document, SourceFile
from dossier.progress import Progress
from dossier.resources import cjk_font
from dossier.text import columns
from tests.bad_files import heic, pdf, picture
from tests.guard_targets import READ

TITLE = "2024—2025学年度均衡编班实施方案"
BODY = (
    "为进一步规范学校编班行为，维护教育公平，",
    "结合本校实际，特制定本实施方案。",
    "一、指导思想",
    "坚持公平公正、均衡编班的原则。",
    "二、实施步骤",
    "八月下旬完成新生信息登记与核对；",
    "在家长代表监督下完成电脑随机编班。",
)


def paper(title: str = TITLE, body: tuple[str, ...] = BODY) -> Image.Image:
    """A page as a scanner sees it."""
    image = Image.new("RGB", (900, 1200), "white")
    draw = ImageDraw.Draw(image)
    large = ImageFont.truetype(str(cjk_font("regular", "serif")), 40)
    small = ImageFont.truetype(str(cjk_font("regular", "serif")), 28)
    draw.text((450, 120), title, "black", large, anchor="mm")
    for number, line in enumerate(body):
        draw.text((110, 220 + number * 70), line, "black", small)
    return image


def saved(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def scanned(image: Image.Image) -> bytes:
    return bytes(img2pdf.convert([saved(image)]))


def examined(folder: Path, **files: bytes) -> Examination:
    """Examine files given as ``name__suffix=content``."""
    sources = []
    for name, content in files.items():
        disk = folder / name.replace("__", ".")
        disk.write_bytes(content)
        os.utime(disk, (1_600_000_000, 1_600_000_000))
        sources.append(
            SourceFile(path=f"材料/{disk.name}", root="材料", place=str(disk), fingerprint=(len(content), 0))
        )
    return examine(sources, Cache(folder / "缓存"), Progress())


# -- what counts as a page, and which line is its title ---------------------------------------------------------


def answer(*rows: tuple[str, float, int], width: int = 900, height: int = 1200) -> dict[str, object]:
    """What the child says: text, confidence and size of lines below each other."""
    lines = [
        [text, score, 50, 100 + 90 * number, 50 + size * columns(text) // 2, 100 + 90 * number + size]
        for number, (text, score, size) in enumerate(rows)
    ]
    return {"width": width, "height": height, "lines": lines}


PAGE = ((TITLE, 0.98, 40), *((line, 0.97, 28) for line in BODY))


def test_the_line_that_stands_out_is_the_title() -> None:
    found = page(answer(*PAGE), photographed=True)
    assert found is not None
    assert found.title == TITLE
    assert found.text.splitlines() == [TITLE, *BODY]


def test_a_title_may_run_over_two_lines_of_nearly_one_size() -> None:
    found = page(answer(("青禾实验学校", 0.99, 43), *PAGE), photographed=False)
    assert found is not None
    assert found.title == f"青禾实验学校{TITLE}"


def test_a_page_without_a_line_that_stands_out_has_no_title() -> None:
    found = page(
        answer(*((line, 0.97, 28 + number % 2) for number, line in enumerate(BODY))), photographed=False
    )
    assert found is not None
    assert (found.title, bool(found.text)) == ("", True)


def test_a_title_that_was_not_read_surely_is_none() -> None:
    found = page(answer((TITLE, 0.7, 44), *PAGE[1:]), photographed=False)
    assert found is not None
    assert found.title == ""


@pytest.mark.parametrize(
    "shown",
    [
        answer(),
        answer(("热烈庆祝教师节", 0.99, 90)),
        answer(("好好学习", 0.99, 60), ("天天向上", 0.99, 60)),
        answer(*((line, 0.4, 27) for line in BODY)),
        answer(*PAGE, width=4000, height=3000),
    ],
    ids=["nothing", "banner", "slogans", "guesses", "a small notice on a wall"],
)
def test_a_photo_of_a_playground_is_no_document(shown: dict[str, object]) -> None:
    assert page(shown, photographed=True) is None


def test_a_scanned_cover_may_have_a_single_line() -> None:
    found = page(answer(("青禾实验学校章程汇编", 0.99, 90)), photographed=False)
    assert found is not None
    assert found.title == "青禾实验学校章程汇编"
    assert page(answer(("12", 0.99, 20)), photographed=False) is None


def test_a_dash_between_years_is_no_numeral() -> None:
    found = page(answer(("2024一2025学年度均衡编班实施方案", 0.98, 44), *PAGE[1:]), photographed=False)
    assert found is not None
    assert found.title == TITLE


def test_rows_are_read_from_left_to_right() -> None:
    shown = answer(*PAGE)
    shown["lines"] += [["组员：王知行", 0.98, 500, 912, 700, 942], ["组长：张明远", 0.98, 100, 915, 300, 945]]  # type: ignore[operator]
    found = page(shown, photographed=True)
    assert found is not None
    assert found.text.splitlines()[-1] == "组长：张明远 组员：王知行"


# -- the room ---------------------------------------------------------------------------------------------------


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the engine, which says one thing of every file."""
    monkeypatch.setattr(scans, "libraries", lambda: {"stand-in": "1"})
    monkeypatch.setattr(scans, "_TARGET", "tests.guard_targets:recognise")


def test_without_the_extra_scans_are_counted_and_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.examine.libraries", dict)
    monkeypatch.setattr(scans, "libraries", dict)
    found = examined(
        tmp_path, 扫描__pdf=pdf([""]), 文字__pdf=pdf(["Some plain text"]), 拍照__jpg=saved(paper(), "JPEG")
    )
    assert [(d.title, d.recognised) for d in found.documents] == [
        ("", False),
        ("Some plain text", False),
        ("", False),
    ]
    assert [(p.code, p.message[:4]) for p in found.problems] == [("scans-unread", "有2份扫")]


def test_colours_and_shadows_are_no_paper(tmp_path: Path) -> None:
    lawn = Image.effect_noise((900, 1200), 60).convert("RGB")
    green = Image.blend(lawn, Image.new("RGB", lawn.size, (40, 150, 40)), 0.6)
    yellow = Image.blend(paper(), Image.new("RGB", (900, 1200), (255, 230, 180)), 0.5)
    small = paper().resize((300, 400))
    found = examined(
        tmp_path,
        操场__jpg=saved(green, "JPEG"),
        方案__jpg=saved(paper(), "JPEG"),
        灯下__jpg=saved(yellow, "JPEG"),
        小图__jpg=saved(small, "JPEG"),
        渐变__jpg=picture(size=(900, 1200)),
    )
    assert [d.paper for d in found.documents[:4]] == [False, True, True, False]


@pytest.mark.usefixtures("reads")
def test_what_was_recognised_is_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"扫描__pdf": pdf([""]), "文字__pdf": pdf(["Some plain text"])}
    first = examined(tmp_path, **files)
    assert [(d.title, d.recognised, d.has_text) for d in first.documents] == [
        (READ[0], True, False),
        ("Some plain text", False, True),
    ]
    assert first.documents[0].lead.splitlines() == list(READ)
    monkeypatch.setattr(scans, "_TARGET", "tests.guard_targets:nothing_of_the_kind")
    assert examined(tmp_path, **files) == first
    monkeypatch.setattr(scans, "libraries", lambda: {"stand-in": "2"})
    assert not examined(tmp_path, **files).documents[0].recognised


@pytest.mark.usefixtures("reads")
def test_what_is_kept_is_not_used_where_nothing_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = pdf([""])
    assert examined(tmp_path, 扫描__pdf=scan).documents[0].recognised
    monkeypatch.setattr(scans, "libraries", dict)
    assert not examined(tmp_path, 扫描__pdf=scan).documents[0].recognised


@pytest.mark.usefixtures("reads")
@pytest.mark.parametrize("target", ["hang", "abort", "fail"])
def test_an_engine_that_fails_costs_the_title_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setattr(scans, "_TARGET", f"tests.guard_targets:{target}")
    disk = tmp_path / "扫描.pdf"
    disk.write_bytes(pdf([""]))
    document = Document(
        source=SourceFile(path="材料/扫描.pdf", root="材料", place=str(disk), fingerprint=(1, 0)),
        kind="pdf",
        sha256="0" * 64,
        has_text=False,
    )
    found = scans.recognised([document], Cache(tmp_path / "缓存"), Progress(), Limits(2, 2048))
    assert found == (document,)


# -- with the extra ---------------------------------------------------------------------------------------------


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading of scans, which other tests do without."""
    if not (find_spec("rapidocr_onnxruntime") and find_spec("pypdfium2")):
        pytest.skip("the extra ocr is not installed")
    monkeypatch.delenv("DOSSIER_OCR")


def turned(data: bytes, by: int) -> bytes:
    """A scan that lies on its side, with the page told to be turned."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as made:
        made.pages[0].Rotate = by
        made.save(target)
    return target.getvalue()


def many() -> Mapping[str, bytes]:
    sideways = paper().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo = Image.new("RGB", (1300, 1700), (150, 150, 145))
    photo.paste(paper().resize((1170, 1560)), (60, 70))
    fax = bytes(img2pdf.convert([saved(paper().convert("1"), "TIFF", compression="group4")]))
    return {
        "扫描__pdf": scanned(paper()),
        "转过__pdf": turned(scanned(sideways), 90),
        "传真__pdf": fax,
        "拍照__jpg": saved(photo.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif),
        "图片__tiff": saved(paper(), "TIFF"),
        "手机__heic": heic(photo),
    }


@pytest.mark.usefixtures("installed")
def test_scans_and_photographed_papers_are_read(tmp_path: Path) -> None:
    found = examined(tmp_path, **many())
    assert [(d.source.name, d.title, d.recognised) for d in found.documents] == [
        (d.source.name, TITLE, True) for d in found.documents
    ]
    assert all("指导思想" in d.lead and d.tail == "" and not d.has_text for d in found.documents)
    assert found.problems == ()


@pytest.mark.usefixtures("installed")
def test_the_same_page_gives_the_same_words(tmp_path: Path) -> None:
    from dossier.examine.ocr import recognise

    disk = tmp_path / "扫描.pdf"
    disk.write_bytes(scanned(paper()))
    payload = {"disk": str(disk), "kind": "pdf", "sha256": hashlib.sha256(disk.read_bytes()).hexdigest()}
    assert recognise(payload) == recognise(payload)
    with pytest.raises(ValueError, match="changed"):
        recognise({**payload, "sha256": "0" * 64})


@pytest.mark.usefixtures("installed")
def test_a_number_on_a_scan_marks_its_box(tmp_path: Path) -> None:
    numbered = paper("学生体检表", (*BODY, "身份证号 330102201509011234"))
    (document,) = examined(tmp_path, 体检__pdf=scanned(numbered)).documents
    assert document.personal
