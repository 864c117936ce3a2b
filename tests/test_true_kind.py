"""Examine: damaged files are named as what they are and for the true reason, none passes as a text or as whole."""

from __future__ import annotations

import codecs
import random

import pytest

from dossier.decode import decode, decoded
from dossier.ledgers.grid import read as read_grid
from dossier.problems import unreadable
from tests.test_examine import EVERY_KIND, facts, reason, verdict

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
