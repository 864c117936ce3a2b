"""Examine: damaged files are named as what they are and for the true reason, none passes as a text or as whole."""

from __future__ import annotations

import codecs
import io
import random
import struct
import time

import pytest
from PIL import Image

from dossier.decode import decode, decoded
from dossier.examine import child as reading
from dossier.ledgers.grid import read as read_grid
from dossier.problems import unreadable
from tests.bad_files import CONTENT_TYPES, pdf, raw_zip, zipped
from tests.looking import facts, reason, verdict
from tests.test_examine_kinds import EVERY_KIND

BINARY = ("docx", "doc", "xlsx", "xls", "jpg", "png", "tiff", "gif", "zip", "odt", "ppt", "heic", "rar")
ROSTER = "序号,姓名,性别,班级\r\n" + "".join(f"{n},李喆{n},女,七（{n}）班\r\n" for n in range(1, 20))


def detail(name: str, content: bytes) -> str:
    found = verdict(name, content)["unreadable"]
    return str(found[1])  # type: ignore[index]


# -- no text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BINARY)
@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_mark_of_text_before_a_document_makes_no_text_of_it(kind: str, mark: bytes) -> None:
    damaged = mark + EVERY_KIND[kind] + random.Random(kind).randbytes(3_000)
    assert reason(f"a.{kind}", damaged) == "corrupt"
    assert "标着是文本" in detail(f"a.{kind}", damaged)


def test_a_mark_before_rich_text_is_damage_and_before_a_pdf_does_no_harm() -> None:
    assert reason("a.rtf", codecs.BOM_UTF8 + EVERY_KIND["rtf"]) == "corrupt"
    assert facts("a.pdf", codecs.BOM_UTF8 + EVERY_KIND["pdf"])["kind"] == "pdf"


@pytest.mark.parametrize("kind", [*BINARY, "pdf", "rtf", "bmp"])
@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_the_first_bytes_of_a_document_are_no_text(kind: str, length: int) -> None:
    assert reason(f"a.{kind}", EVERY_KIND[kind][:length]) in ("truncated", "corrupt")
    if length < 4:
        assert verdict(f"a.{kind}", EVERY_KIND[kind][:length]) == {
            "unreadable": ["truncated", f"（只剩{length}个字节）"]
        }


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.md", "a", "a.说明"])
def test_a_text_may_be_as_short_as_it_likes(name: str) -> None:
    assert facts(name, b"P")["kind"] in ("txt", "csv")


# -- text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [ROSTER, ROSTER.replace(",", "\t"), "第一条 关于一年级新生，不得分重点班。\n" * 3]
)
def test_utf16_without_its_mark_is_read(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == text
    assert facts("a.csv", text.encode(encoding))["kind"] == "csv"
    assert facts("a.txt", text.encode(encoding)[:-1])["kind"] == "txt"


def test_the_mark_of_utf8_before_gbk_is_forgiven() -> None:
    assert decode(codecs.BOM_UTF8 + ROSTER.encode("gb18030")) == ROSTER


@pytest.mark.parametrize("seed", range(20))
def test_bytes_at_random_are_no_text_under_any_mark(seed: int) -> None:
    chance = random.Random(seed)
    for length in (60, 501, 4_000):
        noise = chance.randbytes(length)
        few = bytes(chance.choice(b"\0\1\2\x03 AB\xff") for _ in range(length))
        for mark in (b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            assert decode(mark + noise) is None
            assert decode(mark + few) is None


def test_text_in_one_encoding_is_not_taken_for_another() -> None:
    for text in (ROSTER, "abc def\n" * 30, "安全工作制度", "Bush hid the facts"):
        for encoding in ("utf-8", "gb18030"):
            try:
                assert decode(text.encode(encoding)) == text
            except UnicodeEncodeError:
                continue


# -- the true reason ---------------------------------------------------------------------------------------------


def test_what_is_incomplete_says_how() -> None:
    assert unreadable("材料/a.docx", "truncated").message == "“材料/a.docx”不完整（后半截丢了）"
    told = unreadable("材料/a.docx", "truncated", detail("a.docx", bytes(5_000)))
    assert told.message == "“材料/a.docx”不完整（里面全是空字节，多半没有下载完或没有拷完）"


@pytest.mark.parametrize("kind", [*BINARY, "pdf", "rtf"])
@pytest.mark.parametrize("length", [16, 512, 4_096])
def test_a_beginning_of_zeros_is_told_as_that(kind: str, length: int) -> None:
    whole = EVERY_KIND[kind] + bytes([1]) * 5_000
    assert verdict(f"a.{kind}", bytes(length) + whole[length:]) == {
        "unreadable": ["corrupt", "（文件开头坏了）"]
    }


@pytest.mark.parametrize("brand", [b"Standard Jet DB", b"Standard ACE DB"])
def test_a_database_is_to_be_exported_and_not_printed(brand: bytes) -> None:
    found = verdict("a.mdb", b"\0\1\0\0" + brand + bytes(999))["unreadable"]
    told = unreadable("材料/a.mdb", *found)  # type: ignore[misc]
    assert told.message == "“材料/a.mdb”的格式读不了（Access 数据库）"
    assert "导出为 Excel" in told.remedy
    assert "PDF" not in told.remedy


def test_other_formats_are_to_be_saved_as_pdf() -> None:
    found = verdict("a.wpd", b"\xffWPC" + bytes(99))["unreadable"]
    assert "另存为 PDF" in unreadable("材料/a.wpd", *found).remedy  # type: ignore[misc]


BIG5 = "學校安全工作制度\r\n第一條　為了加強學校安全工作，根據有關規定，制定本制度。\r\n" * 40


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
def test_a_text_in_big5_is_read(encoding: str) -> None:
    data = BIG5.encode(encoding)
    assert decode(data) == decoded(data) == BIG5
    assert decode(data[:61], partial=True) == data[:61].decode(encoding, "ignore")
    assert facts("a.txt", data)["title"] == "學校安全工作制度"
    assert (
        decode("粵港啲學校嘅教職員名冊同埋學生人數表".encode("big5hkscs"))
        == "粵港啲學校嘅教職員名冊同埋學生人數表"
    )


@pytest.mark.parametrize(
    "text",
    [
        BIG5,
        "姓名,性别\n张三,女\n李四,男\n",
        "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨",
        "龚翀,郄堃,昝喆,逄珺,亓祎,仝垚\n",
        "序号\ue5e51人数\n姓名\ue001\n学校班级统计表一览\n",
    ],
)
def test_a_text_in_gbk_is_no_big5(text: str) -> None:
    assert decode(text.encode("gb18030")) == text
    assert decode(text.encode()) == text


def test_private_characters_in_utf8_stay() -> None:
    assert (
        decode("\ue5e5\ue5e4\uf0b7正文\ue001\ue002\ue003".encode())
        == "\ue5e5\ue5e4\uf0b7正文\ue001\ue002\ue003"
    )


def test_a_text_with_a_slip_stays_in_its_encoding() -> None:
    broken = ROSTER.encode().replace("女".encode(), b"\xe5\xa5", 1)
    assert "李喆19" in str(decode(broken))
    assert decoded(broken).count("\ufffd") == 1


def test_a_flat_picture_behind_a_mark_is_no_text() -> None:
    flat = codecs.BOM_UTF8 + EVERY_KIND["bmp"][:54] + bytes((200, 210, 220)) * 200_000
    assert reason("a.bmp", flat) == "corrupt"


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16-be", "utf-16-le"])
def test_a_roster_is_read_in_the_encoding_that_it_was_examined_in(encoding: str) -> None:
    (grid,) = read_grid(ROSTER.encode(encoding), "csv")
    assert grid.rows[1][:2] == ["1", "李喆1"]


# -- compound files ----------------------------------------------------------------------------------------------

XLS = EVERY_KIND["xls"]
DIRECTORY = (struct.unpack_from("<I", XLS, 48)[0] + 1) * 512
TABLE = (struct.unpack_from("<I", XLS, 76)[0] + 1) * 512
INSIDE = {"unreadable": ["corrupt", "（文件内部结构坏了）"]}


def patched(content: bytes, *places: tuple[int, bytes]) -> bytes:
    made = bytearray(content)
    for at, new in places:
        made[at : at + len(new)] = new
    assert len(made) == len(content)
    return bytes(made)


@pytest.mark.parametrize(
    "damaged",
    [
        patched(XLS, (48, b"\xff\xff\xff\0")),  # the directory lies nowhere
        patched(XLS, (76, b"\xff\xff\xff\0")),  # so does the allocation table
        patched(XLS, (76, b"\xff\xff\xff\xff")),
        patched(XLS, (68, b"\xff\xff\xff\0")),
        patched(XLS, (60, b"\xff\xff\xff\0")),
        patched(XLS, (48, struct.pack("<I", TABLE // 512 - 1))),
        patched(XLS, (TABLE, b"\xff" * 512)),
        patched(XLS, (TABLE, bytes(512))),
        patched(XLS, (DIRECTORY, bytes(512))),
        patched(XLS, (DIRECTORY + 76, bytes(4))),  # the first name below the root is the root
        patched(XLS, (DIRECTORY + 128, "Xxxxbook".encode("utf-16-le"))),
        patched(XLS, (DIRECTORY + 128 + 116, b"\xf0\xff\xff\0")),
    ],
)
@pytest.mark.parametrize("suffix", ["xls", "et", "wps"])
def test_a_compound_file_of_its_full_length_is_damaged_inside(damaged: bytes, suffix: str) -> None:
    assert verdict(f"a.{suffix}", damaged) == INSIDE


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_compound_file_that_ends_early_is_cut_off(share: float) -> None:
    assert reason("a.xls", XLS[: int(len(XLS) * share)]) == "truncated"
    assert reason("a.xls", XLS[:-512]) == "truncated"


@pytest.mark.parametrize(
    "damaged", [patched(XLS, (4, bytes(4))), patched(XLS, (30, b"\x0c")), patched(XLS, (0, bytes(4)))]
)
def test_a_compound_file_without_its_head(damaged: bytes) -> None:
    assert verdict("a.xls", damaged) == {"unreadable": ["corrupt", "（文件开头坏了）"]}


def test_zeros_behind_a_compound_file_do_no_harm() -> None:
    assert facts("a.xls", XLS + bytes(100_000))["kind"] == "xls"


# -- archives ----------------------------------------------------------------------------------------------------

MEMBERS = {name: bytes(f"{name} " * 200, "utf-8") for name in ("一.txt", "二.txt", "三.txt")}
DOCX = EVERY_KIND["docx"]
END = DOCX.rfind(b"PK\x05\x06")
INDEX = DOCX.find(b"PK\x01\x02")


def short(*fields: int) -> bytes:
    return struct.pack(f"<{len(fields)}H", *fields)


@pytest.mark.parametrize(
    ("damaged", "told"),
    [
        (patched(DOCX, (END + 8, short(0xFFFE, 0xFFFE))), "（目录不全）"),
        (patched(DOCX, (INDEX + 8, short(1))), "（目录与内容对不上）"),
        (patched(DOCX, (INDEX + 10, short(99))), "（目录与内容对不上）"),
        (patched(DOCX, (INDEX + 10, short(77))), "（目录与内容对不上）"),
        (patched(DOCX, (INDEX + 20, b"\xff\xff\xff\x7f")), "（目录与内容对不上）"),
        (patched(DOCX, (INDEX + 20, bytes(4))), "（压缩数据有误）"),
        (patched(DOCX, (DOCX.find(b"PK\x01\x02", INDEX + 4) + 42, bytes(4))), ""),
        (DOCX + bytes(100_000), "（末尾多出一大截空字节）"),
    ],
)
def test_a_damaged_index_is_damage_and_neither_malice_nor_a_lock(damaged: bytes, told: str) -> None:
    assert reason("a.docx", damaged) == "corrupt"
    assert told in detail("a.docx", damaged)


@pytest.mark.parametrize("cut", [1, 4, 10, 21, 60])
def test_a_cut_through_the_last_record_is_a_cut(cut: int) -> None:
    assert verdict("a.docx", DOCX[:-cut]) == {"unreadable": ["truncated", ""]}


def test_a_second_half_of_zeros_is_told_as_that() -> None:
    large = zipped(
        {"[Content_Types].xml": CONTENT_TYPES, "word/media/a.png": random.Random(1).randbytes(30_000)}
    )
    half = large[: len(large) // 2]
    assert reason("a.docx", half + bytes(len(large) - len(half))) == "truncated"
    assert "后面一段全是空字节" in detail("a.docx", half + bytes(len(large) - len(half)))


def test_what_does_no_harm_is_read() -> None:
    comment = b"PK\x05\x06" + bytes(40)
    commented = DOCX[:-2] + short(len(comment)) + comment
    assert facts("a.docx", commented)["kind"] == "docx"
    assert facts("a.docx", patched(DOCX, (END + 4, short(3))))["kind"] == "docx"
    assert facts("a.docx", DOCX + bytes(2_000))["kind"] == "docx"
    assert facts("a.pdf", EVERY_KIND["pdf"] + bytes(100_000))["pages"] == 1


def test_a_locked_document_is_locked_whatever_its_parts_look_like() -> None:
    manifest = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    kind = b"application/vnd.oasis.opendocument."
    members = [
        (b"mimetype", kind + b"text"),
        (b"content.xml", b"\x01\x02"),
        (b"META-INF/manifest.xml", manifest),
    ]
    for sort in (b"text", b"spreadsheet", b"presentation"):
        made = raw_zip([(b"mimetype", kind + sort), *members[1:]], method=0)
        place = made.index(b"\x01\x02")
        assert reason("a.odt", patched(made, (place, b"\x03"))) == "encrypted"


def test_zeros_behind_a_locked_pdf_hide_nothing() -> None:
    assert reason("a.pdf", pdf(["text"], encrypted="secret") + bytes(100_000)) == "encrypted"


# -- slides ------------------------------------------------------------------------------------------------------

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://r"'
NOISE = random.Random(2).randbytes(5_000)
RELATIONS = '<Relationships xmlns="http://x"><Relationship Id="i1" Target="{target}"/></Relationships>'


def slides(*, slide: str = "<s/>", target: str = "slides/slide1.xml", main: str = "") -> bytes:
    listed = f'<p:presentation {P}><p:sldIdLst><p:sldId id="256" r:id="i1"/></p:sldIdLst></p:presentation>'
    return zipped(
        {
            "[Content_Types].xml": b"presentationml.presentation.main+xml",
            "ppt/presentation.xml": (main or listed).encode(),
            "ppt/_rels/presentation.xml.rels": RELATIONS.format(target=target).encode(),
            "ppt/slides/slide1.xml": slide.encode(),
            "ppt/media/a.png": NOISE,
        }
    )


def test_whole_slides_are_kept_as_they_are() -> None:
    for whole in (slides(), slides(target="/ppt/slides/slide1.xml"), slides(main=f"<p:presentation {P}/>")):
        found = facts("a.pptx", whole)
        assert (found["kind"], found["attachment"]) == ("pptx", True)


@pytest.mark.parametrize(
    "damaged",
    [
        slides(slide="<s>"),
        slides(slide=""),
        slides(target="slides/slide2.xml"),
        slides(main="<p:presentation"),
        zipped({"[Content_Types].xml": b"presentationml.presentation.main+xml", "ppt/slides/a.xml": b"<s/>"}),
        patched(slides(), (slides().index(NOISE[:50]), b"damaged")),
    ],
)
def test_damaged_slides_are_named(damaged: bytes) -> None:
    assert reason("a.pptx", damaged) == "corrupt"


@pytest.mark.parametrize("kind", ["ofd", "odp", "epub"])
def test_a_damaged_part_of_what_is_kept_is_named(kind: str) -> None:
    main = {
        "ofd": {"OFD.xml": b"<OFD/>"},
        "odp": {"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<c/>"},
        "epub": {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<!DOCTYPE c><c/>"},
    }[kind]
    noise = random.Random(3).randbytes(3_000)
    whole = zipped({**main, "a.bin": noise}, method=0)
    assert facts(f"a.{kind}", whole)["kind"] == kind
    assert reason(f"a.{kind}", patched(whole, (whole.index(noise) + 9, b"damaged"))) == "corrupt"


def test_damaged_old_slides_are_named() -> None:
    whole = EVERY_KIND["ppt"]
    table = (struct.unpack_from("<I", whole, 76)[0] + 1) * 512
    assert reason("a.ppt", patched(whole, (table + 8, b"\xfe\xff\xff\xff"))) == "corrupt"


# -- rich text and pages of pictures -----------------------------------------------------------------------------

RTF = (
    rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\b 1. \{ x \\\}\b0 {\i y}\par " + rb"plain \'b7\'bd\par " * 300 + b"}"
)


@pytest.mark.parametrize("share", [0.03, 0.1, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("picture", [0, 3_000_000])
def test_rich_text_that_was_cut_is_named_however_long_it_is(share: float, picture: int) -> None:
    whole = RTF[:-1] + rb"{\pict\pngblip " + b"0f" * (picture // 2) + b"}}"
    assert facts("a.rtf", whole)["kind"] == "rtf"
    assert reason("a.rtf", whole[: int(len(whole) * share)]) == "truncated"
    assert reason("a.rtf", whole[:-1]) == "truncated"
    assert reason("a.rtf", whole.replace(b"y}", b"y ")) == "corrupt"


@pytest.mark.parametrize(
    "whole",
    [
        RTF + b"\r\n\0\0",
        RTF + b"{",
        rb"{\rtf1 \bin5 {{{{{ text}",
        rb"{\rtf1 \{\{\{ text \\}",
        rb"{\rtf1 \u" + b"9" * 6_000 + b" ?}",
    ],
)
def test_braces_that_open_nothing_do_no_harm(whole: bytes) -> None:
    assert facts("a.rtf", whole)["kind"] == "rtf"


def scan(pages: int, **options: object) -> bytes:
    chance = random.Random(pages)
    drawn = [Image.frombytes("L", (200, 300), chance.randbytes(60_000)) for _ in range(pages)]
    target = io.BytesIO()
    drawn[0].save(target, "TIFF", save_all=True, append_images=drawn[1:], **options)
    return target.getvalue()


@pytest.mark.parametrize("options", [{}, {"compression": "tiff_lzw"}, {"compression": "tiff_adobe_deflate"}])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.8, 0.97, 0.999])
def test_pages_that_a_scan_lacks_are_noticed(options: dict[str, object], share: float) -> None:
    whole = scan(4, **options)
    assert facts("a.tif", whole)["pages"] == 4
    assert facts("a.tif", whole + bytes(9_000))["pages"] == 4
    assert reason("a.tif", whole[: int(len(whole) * share)]) == "truncated"


def test_a_circle_of_pages_ends() -> None:
    whole = scan(1)
    first = struct.unpack_from("<I", whole, 4)[0]
    count = struct.unpack_from("<H", whole, first)[0]
    circle = patched(whole, (first + 2 + 12 * count, struct.pack("<I", first)))
    assert facts("a.tif", circle)["kind"] == "tiff"


# -- bounded work ------------------------------------------------------------------------------------------------


class Counting(io.BytesIO):
    """Counts how often somebody reads."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        return super().read(size)


@pytest.mark.parametrize(
    "head", [b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", b"GIF89ad\0d\0\x80\0\0" + bytes(6)]
)
def test_a_picture_of_nothing_is_not_read_sip_by_sip_for_ever(head: bytes) -> None:
    file = Counting(head + bytes(30_000_000))
    assert reading._examined(file, ".jpg", True) == {"unreadable": ["corrupt", ""]}
    assert file.reads < 1_100_000


@pytest.mark.parametrize(
    "unit", ["<script>", "<style x=1>", "<head ", "<!--", "<p ", "<h1>", "<title>", "<h1 ", "</script "]
)
def test_a_page_of_tags_that_never_end_is_read_at_once(unit: str) -> None:
    page = "<html><body><h1>方案</h1>正文" + unit * (400_000 // len(unit))
    started = time.monotonic()
    found = facts("a.html", page.encode())
    assert time.monotonic() - started < 10
    assert (found["kind"], found["title"]) == ("html", "方案")
    assert "正文" in str(found["lead"])


def test_what_no_browser_shows_is_not_the_text_of_a_page() -> None:
    page = (
        "<html><head><title>标题</title></head><!-- 注 --><script>var</SCRIPT >正<style>s</style>文<script>尾"
    )
    found = facts("a.html", page.encode())
    assert (found["title"], str(found["lead"])) == ("标题", "正文尾")


def test_a_text_that_ends_in_zeros_did_not_arrive() -> None:
    assert verdict("a.csv", ROSTER.encode() + bytes(5_000)) == {
        "unreadable": ["truncated", "（后面一段全是空字节，多半没有下载完）"]
    }
