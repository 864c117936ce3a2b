"""Pages: what LibreOffice may do to us, what a PDF may carry, and which way up a photo lies."""

from __future__ import annotations

import hashlib
import http.server
import io
import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from dossier.cache import Cache
from dossier.convert import Converter, convert, describe, find_converter
from dossier.convert.clean import clean
from dossier.convert.csv_table import tabulate
from dossier.convert.pictures import picture
from dossier.convert.profile import environment, fontconfig_file, new_profile
from dossier.convert.routes import CALC, WRITER, reason, route
from dossier.convert.sheet_width import fit_width
from dossier.model import Document, Pages, Problem, SourceFile
from dossier.progress import Progress
from tests.bad_files import heic
from tests.box_samples import ink, render, source
from tests.fake_soffice import VERSION, fake

needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm renders the pages")
posix = pytest.mark.skipif(os.name == "nt", reason="the fake programs are scripts")

Convert = Callable[..., tuple[Pages, tuple[Problem, ...]]]


def document(file: Path, kind: str = "", path: str = "", **fields: Any) -> Document:
    data = file.read_bytes()
    origin = SourceFile(
        path=path or f"材料/{file.name}", root="材料", place=str(file), fingerprint=(len(data), 0)
    )
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(source=origin, kind=kind or file.suffix[1:], sha256=sha256, **fields)


@pytest.fixture
def run(tmp_path: Path) -> Convert:
    def convert_all(
        *documents: Document,
        converter: Converter | None = None,
        neighbours: dict[str, Document] | None = None,
        cache: str = "cache",
    ) -> tuple[Pages, tuple[Problem, ...]]:
        workspace = tmp_path / "workspace"
        shutil.rmtree(workspace, ignore_errors=True)
        kept = Cache(tmp_path / cache)
        return convert(documents, neighbours or {}, kept, workspace, converter, Progress())

    return convert_all


def words(folder: Path, *names: str, evil: tuple[str, ...] = ()) -> list[Document]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"evil " * (name in evil) + name.encode())
    return [document(folder / name, "docx") for name in names]


# -- LibreOffice that misbehaves --


def a_fake(tmp_path: Path, body: str, patience: float = 30.0) -> tuple[Converter, Path]:
    program, log = fake(tmp_path, body)
    return Converter(program, VERSION, patience=patience), log


@posix
def test_inputs_have_neutral_names(run: Convert, tmp_path: Path) -> None:
    converter, log = a_fake(tmp_path, "[pdf(path) for path in inputs]")
    names = ["--convert-to=html.docx", "$(touch x).docx", "同名.docx"]
    pages, problems = run(*words(tmp_path / "in", *names), converter=converter)
    assert problems == ()
    assert all(found.state == "converted" and found.count == 1 for found in pages.values())
    called = log.read_text().split()
    assert len(called) == 3
    assert all(name.startswith("d") and name.endswith(".docx") and "-" not in name for name in called)


@posix
def test_success_without_a_file_is_failure(run: Convert, tmp_path: Path) -> None:
    converter, log = a_fake(tmp_path, "[pdf(path) for path in inputs if not evil(path)]; sys.exit(0)")
    given = words(tmp_path / "in", "好.docx", "坏.docx", evil=("坏.docx",))
    pages, problems = run(*given, converter=converter)
    assert pages["材料/好.docx"].count == 1
    assert pages["材料/坏.docx"].pdf is None
    assert [(found.code, found.path) for found in problems] == [("conversion-failed", "材料/坏.docx")]
    bad = hashlib.sha256((tmp_path / "in" / "坏.docx").read_bytes()).hexdigest()[:32]
    assert log.read_text().count(bad) == 2  # once more, alone, with a fresh profile


@posix
def test_a_second_try_may_succeed(run: Convert, tmp_path: Path) -> None:
    body = """
    marker = Path(__file__).with_name("tried")
    if marker.exists():
        [pdf(path) for path in inputs]
    marker.touch()
    """
    converter, _ = a_fake(tmp_path, body)
    pages, problems = run(*words(tmp_path / "in", "一.docx"), converter=converter)
    assert pages["材料/一.docx"].state == "converted"
    assert problems == ()


@posix
def test_half_a_file_left_by_a_dying_program_is_made_again(run: Convert, tmp_path: Path) -> None:
    body = """
    marker = Path(__file__).with_name("tried")
    if not marker.exists():
        marker.touch()
        (out / (inputs[0].stem + ".pdf")).write_bytes(b"%PDF-1.4 half of")
        os.kill(os.getpid(), signal.SIGKILL)
    [pdf(path) for path in inputs]
    """
    converter, _ = a_fake(tmp_path, body)
    pages, problems = run(*words(tmp_path / "in", "一.docx"), converter=converter)
    assert pages["材料/一.docx"].state == "converted"
    assert problems == ()


@posix
def test_what_is_no_pdf_is_not_believed(run: Convert, tmp_path: Path) -> None:
    body = "[(out / (path.stem + '.pdf')).write_bytes(b'%PDF-1.4 nothing %%EOF') for path in inputs]"
    converter, _ = a_fake(tmp_path, body)
    pages, problems = run(*words(tmp_path / "in", "一.docx"), converter=converter)
    assert pages["材料/一.docx"].state == "missing"
    assert [found.code for found in problems] == ["conversion-failed"]


@posix
def test_one_that_hangs_does_not_take_the_others_along(run: Convert, tmp_path: Path) -> None:
    body = """
    for path in inputs:
        if evil(path):
            (out / (path.stem + ".pdf")).write_bytes(b"%PDF-1.4 half of")
            child = os.fork()
            Path(__file__).with_name("pids").open("a").write(f"{os.getpid()} ")
            time.sleep(3600)
        pdf(path)
    """
    converter, _ = a_fake(tmp_path, body, patience=1.0)
    names = [f"{number}.docx" for number in range(7)]
    pages, problems = run(*words(tmp_path / "in", *names, evil=("3.docx",)), converter=converter)
    assert {path for path, found in pages.items() if found.pdf} == {f"材料/{n}" for n in names} - {
        "材料/3.docx"
    }
    assert [found.path for found in problems] == ["材料/3.docx"]
    assert not any(_is_running(int(number)) for number in (tmp_path / "pids").read_text().split())


def _is_running(number: int) -> bool:
    try:
        status = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


@posix
def test_one_that_dies_does_not_take_the_others_along(run: Convert, tmp_path: Path) -> None:
    body = """
    for path in inputs:
        if evil(path):
            os.kill(os.getpid(), signal.SIGSEGV)
        pdf(path)
    """
    converter, _ = a_fake(tmp_path, body)
    names = [f"{number}.docx" for number in range(7)]
    pages, problems = run(*words(tmp_path / "in", *names, evil=("0.docx", "3.docx")), converter=converter)
    assert sum(found.pdf is not None for found in pages.values()) == 5
    assert [found.path for found in problems] == ["材料/0.docx", "材料/3.docx"]


@posix
def test_a_flood_on_its_output_stops_nothing(run: Convert, tmp_path: Path) -> None:
    body = """
    for stream in (1, 2):
        os.write(stream, b"x" * 5_000_000)
    [pdf(path) for path in inputs]
    """
    converter, _ = a_fake(tmp_path, body)
    pages, _ = run(*words(tmp_path / "in", "一.docx"), converter=converter)
    assert pages["材料/一.docx"].count == 1


@posix
def test_converted_once_per_content(run: Convert, tmp_path: Path) -> None:
    converter, log = a_fake(tmp_path, "[pdf(path) for path in inputs]")
    file = tmp_path / "a.docx"
    file.write_bytes(b"same")
    twice = [document(file, path="材料/甲.docx"), document(file, path="材料/乙.docx")]
    first, _ = run(*twice, converter=converter)
    assert len(log.read_text().split()) == 1
    again, _ = run(*twice, converter=converter)
    assert len(log.read_text().split()) == 1
    assert first == again


@posix
def test_environment_is_bare(run: Convert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("SECRET", "s")
    body = """
    Path(__file__).with_name("seen").write_text("\\n".join(os.environ))
    [pdf(path) for path in inputs]
    """
    converter, _ = a_fake(tmp_path, body)
    run(*words(tmp_path / "in", "一.docx"), converter=converter)
    seen = set((tmp_path / "seen").read_text().split())
    assert not {"https_proxy", "SECRET"} & seen
    assert {"HOME", "FONTCONFIG_FILE", "SOURCE_DATE_EPOCH"} <= seen


@posix
def test_every_call_has_a_profile_of_its_own(run: Convert, tmp_path: Path) -> None:
    body = """
    profile = next(word for word in sys.argv if word.startswith("-env:UserInstallation="))
    Path(__file__).with_name("profiles").open("a").write(profile + "\\n")
    [pdf(path) for path in inputs]
    """
    converter, _ = a_fake(tmp_path, body)
    run(*words(tmp_path / "in", *(f"{number}.docx" for number in range(45))), converter=converter)
    profiles = (tmp_path / "profiles").read_text().split()
    assert len(profiles) == 3
    assert len(set(profiles)) == 3


@posix
def test_the_named_program_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, _ = fake(tmp_path, "")
    monkeypatch.setenv("DOSSIER_SOFFICE", str(program))
    found = find_converter()
    assert found is not None
    assert (found.soffice, found.version) == (program, VERSION)


def test_a_named_program_that_is_not_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_SOFFICE", str(tmp_path / "nothing"))
    assert find_converter() is None
    assert describe(None, tmp_path) == {}


def test_without_libreoffice_the_rest_goes_on(run: Convert, tmp_path: Path) -> None:
    pdf = document(source(tmp_path / "a.pdf", {}))
    pages, problems = run(pdf, *words(tmp_path / "in", "一.docx", "二.docx"))
    assert pages["材料/a.pdf"].count == 1
    assert pages["材料/一.docx"].reason
    assert [found.code for found in problems] == ["no-converter"]
    assert "2个" in problems[0].message


def test_a_neighbour_pdf_serves_as_the_pages(run: Convert, tmp_path: Path) -> None:
    [word] = words(tmp_path / "in", "方案.docx")
    printed = document(source(tmp_path / "方案.pdf", {}, {}))
    pages, problems = run(word, neighbours={word.path: printed})
    assert (pages[word.path].state, pages[word.path].count) == ("neighbour", 2)
    assert problems == ()


@pytest.mark.parametrize("kind", ["avif", "ofd", "pptx", "ppt", "rar", "mp4", "unknown"])
def test_what_has_no_pages_says_why(run: Convert, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"x.{kind}"
    file.write_bytes(b"something")
    pages, problems = run(document(file, kind))
    found = pages[f"材料/x.{kind}"]
    assert (found.pdf, found.count, found.state) == (None, 0, "missing")
    assert found.reason
    assert problems == ()


def test_kept_files_stay_without_pages(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(b"PK")
    kept = document(file, attachment=True)
    assert route(kept) == "none"
    assert "压缩包" in reason(kept)
    assert not WRITER & CALC


# -- PDFs --


def hostile(file: Path) -> Path:
    """A PDF with every kind of action and attachment, on document, page, annotation, field and bookmark."""
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        script = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert('CANARY')")))
        launch = Dictionary(S=Name.Launch, F=String("CANARY.exe"))
        submit = Dictionary(S=Name.SubmitForm, F=String("http://CANARY"))
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        page.obj.AA = Dictionary(O=launch)
        attached = pdf.make_stream(b"CANARY")
        spec = pdf.make_indirect(
            Dictionary(Type=Name.Filespec, F=String("CANARY"), EF=Dictionary(F=attached))
        )
        pdf.Root.Names = Dictionary(
            JavaScript=Dictionary(Names=Array([String("a"), script])),
            EmbeddedFiles=Dictionary(Names=Array([String("b"), spec])),
        )
        look = pdf.make_stream(b"0 0 0 rg 0 0 100 20 re f")
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 20])
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=String("f"),
                F=4,
                V=String("v"),
                Rect=Array([100, 700, 200, 720]),
                AP=Dictionary(N=look),
                AA=Dictionary(K=script),
                A=submit,
            )
        )
        media = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]), F=4)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
        page.obj.Annots = Array([field, pdf.make_indirect(media), pdf.make_indirect(link)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
        page.obj.Resources = Dictionary(Properties=Dictionary(P=Dictionary(AF=Array([spec]))))
        page.obj.PieceInfo = Dictionary(X=Dictionary(Private=script))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("x", action=script))
        pdf.docinfo["/Title"] = "CANARY"
        pdf.save(file)
    return file


def test_actions_and_attachments_are_gone(run: Convert, tmp_path: Path) -> None:
    given = document(hostile(tmp_path / "hostile.pdf"))
    pages, problems = run(given)
    made = pages[given.path].pdf
    assert made is not None
    assert [(found.code, found.path) for found in problems] == [("pdf-active-content", given.path)]
    with pikepdf.open(made) as pdf:
        everything = b"".join(
            found.unparse() + (found.read_bytes() if isinstance(found, pikepdf.Stream) else b"")
            for found in pdf.objects
        )
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
    for word in (
        b"CANARY",
        b"/JavaScript",
        b"/JS",
        b"/Launch",
        b"/SubmitForm",
        b"/AA",
        b"/EF",
        b"/RichMedia",
    ):
        assert word not in everything, word


@needs_poppler
def test_what_a_form_looks_like_stays(tmp_path: Path) -> None:
    target = tmp_path / "clean.pdf"
    clean({"source": str(hostile(tmp_path / "hostile.pdf")), "target": str(target)})
    found = ink(render(target, 1, dpi=72))
    assert found is not None
    assert found == pytest.approx((100, 122, 200, 142), abs=2)


def test_an_ordinary_pdf_is_no_cause_for_alarm(run: Convert, tmp_path: Path) -> None:
    _, problems = run(document(source(tmp_path / "a.pdf", {}, {}, text="plain")))
    assert problems == ()


def test_a_pdf_with_an_owner_password_opens(run: Convert, tmp_path: Path) -> None:
    file = source(tmp_path / "a.pdf", {}, text="secret")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="owner", user=""))
    pages, _ = run(document(file))
    made = pages["材料/a.pdf"].pdf
    assert made is not None
    assert pypdf.PdfReader(made).pages[0].extract_text() == "secret"
    assert not pypdf.PdfReader(made).is_encrypted


@pytest.mark.parametrize("fault", ["password", "garbage", "empty"])
def test_a_pdf_that_does_not_open_is_named(run: Convert, tmp_path: Path, fault: str) -> None:
    file = source(tmp_path / "a.pdf", {})
    if fault == "password":
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            pdf.save(file, encryption=pikepdf.Encryption(owner="owner", user="user"))
    else:
        file.write_bytes(b"%PDF-1.4\n%%EOF" if fault == "garbage" else b"")
    pages, problems = run(document(file))
    assert pages["材料/a.pdf"].state == "missing"
    assert [found.path for found in problems] == ["材料/a.pdf"]


def test_a_damaged_pdf_is_repaired_in_the_copy(run: Convert, tmp_path: Path) -> None:
    file = source(tmp_path / "a.pdf", {}, text="saved")
    damaged = file.read_bytes().split(b"xref")[0]
    file.write_bytes(damaged)
    pages, _ = run(document(file))
    assert pages["材料/a.pdf"].count == 1
    assert file.read_bytes() == damaged


@pytest.mark.parametrize("content", [b"q q q 0.1 0 0 0.1 0 0 cm", b"Q Q 0.1 0 0 0.1 0 0 cm", b"q Q Q q q"])
def test_the_graphics_state_is_closed(tmp_path: Path, content: bytes) -> None:
    file = source(tmp_path / "a.pdf", {})
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        pdf.save(file)
    clean({"source": str(file), "target": str(tmp_path / "b.pdf")})
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        depth = 0
        for operation in pikepdf.parse_content_stream(pdf.pages[0], "q Q"):
            depth += 1 if str(operation.operator) == "q" else -1
            assert depth >= 0
        assert depth == 0


def test_clean_copies_are_the_same_bytes(tmp_path: Path) -> None:
    file = hostile(tmp_path / "a.pdf")
    for name in ("b.pdf", "c.pdf"):
        clean({"source": str(file), "target": str(tmp_path / name)})
    assert (tmp_path / "b.pdf").read_bytes() == (tmp_path / "c.pdf").read_bytes()


# -- pictures --


def quadrants(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Four greys, darkest at the top left, so that every turn and mirroring shows."""
    image = Image.new("RGB", size)
    half = (size[0] // 2, size[1] // 2)
    for number, grey in enumerate((0, 80, 160, 240)):
        image.paste(
            (grey, grey, grey), (number % 2 * half[0], number // 2 * half[1], *_end(number, half, size))
        )
    return image


def _end(number: int, half: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    return (size[0] if number % 2 else half[0], size[1] if number // 2 else half[1])


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How upright pixels are stored so that the orientation in EXIF brings them upright."""


@needs_poppler
@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["jpg", "png", "tiff"])
def test_pictures_stand_upright(tmp_path: Path, orientation: int, kind: str) -> None:
    image = quadrants()
    stored = image.transpose(_TURNS[orientation]) if orientation > 1 else image
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = tmp_path / f"photo.{kind}"
    stored.save(file, exif=exif, **({"quality": 95} if kind == "jpg" else {}))
    target = tmp_path / "photo.pdf"
    assert picture({"source": str(file), "target": str(target)})["count"] == 1
    shown = render(target, 1, dpi=50)
    assert shown.size[0] > shown.size[1]  # a landscape picture on a landscape page
    greys = [shown.getpixel((shown.size[0] * x // 8, shown.size[1] * y // 8)) for y in (2, 6) for x in (2, 6)]
    assert greys == pytest.approx([0, 80, 160, 240], abs=6)


@needs_poppler
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_telephones_photo_stands_upright(tmp_path: Path, orientation: int) -> None:
    image = quadrants()
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = image.transpose(_TURNS[orientation]) if orientation > 1 else image
    file = tmp_path / "IMG_0001.HEIC"
    file.write_bytes(heic(stored, quality=95, exif=exif.tobytes()))
    target = tmp_path / "photo.pdf"
    assert picture({"source": str(file), "target": str(target)})["count"] == 1
    shown = render(target, 1, dpi=50)
    assert shown.size[0] > shown.size[1]
    greys = [shown.getpixel((shown.size[0] * x // 8, shown.size[1] * y // 8)) for y in (2, 6) for x in (2, 6)]
    assert greys == pytest.approx([0, 80, 160, 240], abs=8)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_jpeg_bytes_are_untouched(tmp_path: Path, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = tmp_path / "photo.jpg"
    quadrants().save(file, exif=exif)
    target = tmp_path / "photo.pdf"
    picture({"source": str(file), "target": str(target)})
    with pikepdf.open(target) as pdf:
        images = [found.read_raw_bytes() for found in pdf.objects if isinstance(found, pikepdf.Stream)]
    assert file.read_bytes() in images


@needs_poppler
@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGBA", "png"),
        ("LA", "png"),
        ("P", "png"),
        ("1", "png"),
        ("I;16", "png"),
        ("CMYK", "jpg"),
        ("CMYK", "tiff"),
        ("L", "bmp"),
        ("RGB", "webp"),
        ("RGBA", "webp"),
        ("P", "gif"),
        ("1", "tiff"),
        ("F", "tiff"),
    ],
)
def test_every_mode_gives_a_page(tmp_path: Path, mode: str, kind: str) -> None:
    grey = quadrants().convert("L")
    image = (
        grey.convert("I").point(lambda value: value * 257).convert("I;16")
        if mode == "I;16"
        else (quadrants().convert(mode))
    )
    file = tmp_path / f"photo.{kind}"
    image.save(file)
    target = tmp_path / "photo.pdf"
    assert picture({"source": str(file), "target": str(target)})["count"] == 1
    shown = render(target, 1, dpi=50)
    corners = [shown.getpixel((shown.size[0] * x // 8, shown.size[1] * y // 8)) for x, y in ((2, 2), (6, 6))]
    assert corners[0] < 90
    assert corners[1] > 200


@needs_poppler
def test_what_is_clear_becomes_white_paper(tmp_path: Path) -> None:
    file = tmp_path / "seal.png"
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(file)
    target = tmp_path / "seal.pdf"
    picture({"source": str(file), "target": str(target)})
    assert ink(render(target, 1, dpi=50)) is None


def test_every_frame_of_a_scan_is_a_page(tmp_path: Path) -> None:
    frames = [Image.new("L", (100, 140), grey) for grey in (10, 100, 200)]
    file = tmp_path / "scan.tiff"
    frames[0].save(file, save_all=True, append_images=frames[1:])
    assert picture({"source": str(file), "target": str(tmp_path / "scan.pdf")})["count"] == 3


@pytest.mark.parametrize("size", [(300, 400), (400, 300), (50, 4000), (12, 12)])
def test_pictures_keep_off_the_margins(tmp_path: Path, size: tuple[int, int]) -> None:
    file = tmp_path / "a.png"
    Image.new("L", size).save(file)
    target = tmp_path / "a.pdf"
    picture({"source": str(file), "target": str(target)})
    page = pypdf.PdfReader(target).pages[0]
    sides = sorted((float(page.mediabox.width), float(page.mediabox.height)))
    assert sides == pytest.approx([595.276, 841.89], abs=0.1)
    assert (page.mediabox.width > page.mediabox.height) == (size[0] > size[1])


def test_a_bomb_is_refused(run: Convert, tmp_path: Path) -> None:
    file = tmp_path / "bomb.png"
    Image.new("1", (20_000, 20_000)).save(file)
    pages, problems = run(document(file))
    assert pages["材料/bomb.png"].state == "missing"
    assert [found.code for found in problems] == ["conversion-failed"]


def test_no_picture_under_a_pictures_name(run: Convert, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"\xff\xd8\xff" + b"\0" * 100)
    pages, problems = run(document(file))
    assert pages["材料/a.jpg"].reason == "图片打不开，请另存为 JPG 后放进来"
    assert len(problems) == 1


# -- sheets --


def sheet(file: Path, columns: int, **setup: Any) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.append([f"第{number}列" for number in range(columns)])
    for name, value in setup.items():
        setattr(page.page_setup, name, value)
    book.save(file)
    return file


def test_a_wide_sheet_is_fitted(tmp_path: Path) -> None:
    target = tmp_path / "b.xlsx"
    assert fit_width({"source": str(sheet(tmp_path / "a.xlsx", 40)), "target": str(target)}) == 1
    page = openpyxl.load_workbook(target).active
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.page_setup.orientation == "landscape"


@pytest.mark.parametrize("setup", [{}, {"scale": 60}])
def test_a_narrow_or_prepared_sheet_is_left_alone(tmp_path: Path, setup: dict[str, Any]) -> None:
    file = sheet(tmp_path / "a.xlsx", 40 if setup else 5, **setup)
    assert fit_width({"source": str(file), "target": str(tmp_path / "b.xlsx")}) == 0


def test_a_table_of_text_keeps_every_digit(tmp_path: Path) -> None:
    file, target = tmp_path / "a.csv", tmp_path / "a.xlsx"
    file.write_bytes("姓名;学籍号;备注\n张某;110101201101011234;=1+1\n".encode("gb18030"))
    assert tabulate({"source": str(file), "target": str(target)}) == 2
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(target).active.rows]
    assert rows == [["姓名", "学籍号", "备注"], ["张某", "110101201101011234", "=1+1"]]


def test_a_long_cell_gets_the_lines_it_needs(tmp_path: Path) -> None:
    file, target = tmp_path / "a.csv", tmp_path / "a.xlsx"
    file.write_text("备注\n" + "长" * 100 + "\n短\n", encoding="utf-8")
    tabulate({"source": str(file), "target": str(target)})
    heights = [openpyxl.load_workbook(target).active.row_dimensions[row].height for row in (2, 3)]
    assert heights[0] >= 6 * heights[1]


def test_all_other_parts_of_the_workbook_stay(tmp_path: Path) -> None:
    file, target = sheet(tmp_path / "a.xlsx", 40), tmp_path / "b.xlsx"
    fit_width({"source": str(file), "target": str(target)})
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/worksheets/sheet1.xml"]


# -- LibreOffice itself --


@pytest.fixture(scope="module")
def libreoffice() -> Converter:
    found = find_converter()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


def letter(file: Path, text: str = "关于义务教育优质均衡的方案") -> Path:
    made = docx.Document()
    made.add_paragraph(text)
    made.save(str(file))
    return file


def test_conversion_is_the_same_bytes_from_any_place(
    run: Convert, libreoffice: Converter, tmp_path: Path
) -> None:
    roster = sheet(tmp_path / "b.xlsx", 6)
    given = [document(letter(tmp_path / "a.docx")), document(roster)]
    digests = []
    for cache, order in (("one", given), ("two", given[::-1])):
        pages, problems = run(*order, converter=libreoffice, cache=cache)
        assert problems == ()
        digests.append(
            {path: hashlib.sha256(found.pdf.read_bytes()).hexdigest() for path, found in pages.items()}
        )  # type: ignore[union-attr]
    assert digests[0] == digests[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("kind", ["txt", "csv"])
def test_plain_text_in_any_encoding_is_read(
    run: Convert, libreoffice: Converter, tmp_path: Path, encoding: str, kind: str
) -> None:
    file = tmp_path / f"a.{kind}"
    file.write_bytes("学校章程,第一章\n总则,二".encode(encoding))
    pages, _ = run(document(file), converter=libreoffice)
    made = pages[f"材料/a.{kind}"].pdf
    assert made is not None
    text = pypdf.PdfReader(made).pages[0].extract_text()
    assert "学校章程" in text
    assert hashlib.sha256(file.read_bytes()).hexdigest()[:8] not in text


def test_a_wide_roster_is_one_page_wide(run: Convert, libreoffice: Converter, tmp_path: Path) -> None:
    file = sheet(tmp_path / "a.xlsx", 24)
    pages, _ = run(document(file), converter=libreoffice)
    assert pages["材料/a.xlsx"].count == 1


class _Listener(http.server.BaseHTTPRequestHandler):
    requests: list[str]

    def do_GET(self) -> None:
        self.server.seen.append(self.path)  # type: ignore[attr-defined]
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Listener)
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", server.seen  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def test_no_request_leaves_and_no_local_file_comes_in(
    run: Convert, libreoffice: Converter, tmp_path: Path, listener: tuple[str, list[str]]
) -> None:
    address, seen = listener
    local = tmp_path / "private.png"
    quadrants().save(local)
    page = f"<html><body>text<img src='{address}/a.png'><img src='{local.as_uri()}'></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    linked = _with_linked_picture(tmp_path / "b.docx", f"{address}/b.png")
    outside = _with_linked_picture(tmp_path / "c.docx", local.as_uri())
    given = [document(tmp_path / "a.html"), document(linked), document(outside)]
    pages, _ = run(*given, converter=libreoffice)
    assert seen == []
    for found in pages.values():
        assert found.pdf is not None
        assert not any(pypdf.PdfReader(found.pdf).pages[0].images)


def _with_linked_picture(file: Path, address: str) -> Path:
    """A .docx whose one picture is a link that leaves the document."""
    buffer = io.BytesIO()
    made = docx.Document()
    image = io.BytesIO()
    quadrants((40, 30)).save(image, "PNG")
    image.seek(0)
    made.add_picture(image)
    made.save(buffer)
    with zipfile.ZipFile(buffer) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = content.replace(b"r:embed=", b"r:link=")
            if name == "word/_rels/document.xml.rels":
                content = content.replace(
                    b'Target="media/image1.png"', f'Target="{address}" TargetMode="External"'.encode()
                )
            after.writestr(name, content)
    return file


def test_fonts_are_resolved_as_the_aliases_say(libreoffice: Converter, tmp_path: Path) -> None:
    if shutil.which("fc-match") is None:
        pytest.skip("fontconfig is not installed")
    installed = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=True).stdout.decode()
    found = describe(libreoffice, tmp_path)
    assert found["LibreOffice"] == libreoffice.version
    if "AR PL UMing CN" in installed:
        assert found["宋体"] == "AR PL UMing CN"
    if "AR PL UKai CN" in installed:
        assert found["楷体_GB2312"] == "AR PL UKai CN"


def test_profile_allows_no_macros_and_no_links(tmp_path: Path) -> None:
    address = new_profile(tmp_path / "某个 profile")
    assert address.startswith("file:///")
    written = (tmp_path / "某个 profile" / "user" / "registrymodifications.xcu").read_text(encoding="utf-8")
    for name in ("BlockUntrustedRefererLinks", "DisableMacrosExecution"):
        assert f"oor:name=\"{name}\" oor:op='fuse'><value>true</value>" in written
    assert "oor:name=\"MacroSecurityLevel\" oor:op='fuse'><value>3</value>" in written


def test_fontconfig_file_stands_in_any_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a & b <c>"
    file = fontconfig_file(folder)
    assert environment(folder, file)["FONTCONFIG_FILE"] == str(file)
    assert b"a &amp; b &lt;c&gt;" in file.read_bytes()
