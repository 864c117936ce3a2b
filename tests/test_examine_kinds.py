"""The content decides what a file is, whatever its name says."""

from __future__ import annotations

import os
import struct

import pytest

from dossier.decode import decode
from dossier.examine.kinds import is_wrong_extension
from tests.bad_files import (
    docx,
    ole,
    paragraph,
    pdf,
    picture,
    zipped,
)
from tests.looking import (
    OFD,
    excel97,
    facts,
    odt,
    reason,
    word97,
    xlsx,
)


@pytest.mark.parametrize(
    ("name", "content", "kind", "title"),
    [
        ("a.txt", "安全工作制度\n正文".encode("gb18030"), "txt", "安全工作制度"),
        ("a.txt", "﻿安全工作制度".encode(), "txt", "安全工作制度"),
        (
            "a.html",
            "<html><head><title>无</title></head><body><h1>方案&amp;表</h1></body></html>".encode(),
            "html",
            "方案&表",
        ),
        ("a.xls", "<table><tr><td>花名册</td></tr></table>".encode("gb18030"), "html", "花名册"),
        ("a.rtf", rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\'b7\'bd\'b0\'b8\par \u35745?\u21010?}", "rtf", "方案"),
        (
            "a.eml",
            "From: a@b.c\nTo: d@e.f\nSubject: 关于报送材料的通知\n\n正文".encode(),
            "eml",
            "关于报送材料的通知",
        ),
    ],
)
def test_texts_of_all_sorts(name: str, content: bytes, kind: str, title: str) -> None:
    found = facts(name, content)
    assert (found["kind"], found["title"], found["attachment"]) == (kind, title, False)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Rar!\x1a\x07\x01\0" + bytes(50), "rar"),
        (b"\0\0\0\x18ftypmp42" + bytes(12), "mp4"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"),
        (zipped({"OFD.xml": OFD}), "ofd"),
        (ole({"PowerPoint Document": b"x"}), "ppt"),
        (b"BZh91AY&SY" + bytes(50), "bz2"),
        (b"\xfd7zXZ\0" + bytes(50), "xz"),
        (zipped({"[Content_Types].xml": b"<Types/>", "visio/document.xml": b"<x/>"}), "vsdx"),
        (zipped({"[Content_Types].xml": b"<Types/>", "FixedDocSeq.fdseq": b"<x/>"}), "xps"),
        (zipped({"index.xml": b"<x/>", "buildVersionHistory.plist": b"<plist/>"}), "iwork"),
    ],
)
def test_what_is_kept_as_it_is(content: bytes, kind: str) -> None:
    found = facts("a.bin", content)
    assert (found["kind"], found["attachment"], found["pages"]) == (kind, True, None)


@pytest.mark.parametrize(
    "content",
    [
        os.urandom(8) + b"\0\xff\x01" * 99,
        b"MZ" + bytes(200),
        b"SQLite format 3\0" + bytes(99),
        b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(99),
        b"\0\0\x01\0\x01\0" + bytes(99),
        zipped({"[Content_Types].xml": b"<Types/>", "x.xml": b"<x/>"}),
    ],
)
def test_what_nobody_can_read(content: bytes) -> None:
    assert reason("a.bin", content) == "unsupported"
    assert reason("a.pdf", b"\x01\x02\x03\0" * 99) == "corrupt"


def test_half_a_video_is_noticed() -> None:
    box = (
        struct.pack(">I4s", 24, b"ftyp")
        + b"mp42"
        + bytes(12)
        + struct.pack(">I4s", 108, b"mdat")
        + bytes(100)
    )
    assert facts("a.mp4", box)["kind"] == "mp4"
    assert reason("a.mp4", box[:60]) == "truncated"


def test_half_an_archive_of_another_kind_is_noticed() -> None:
    head = b"7z\xbc\xaf\x27\x1c\0\4" + bytes(4) + struct.pack("<2Q", 100, 20) + bytes(4)
    assert facts("a.7z", head + bytes(120))["kind"] == "7z"
    assert reason("a.7z", head + bytes(119)) == "truncated"


def test_lost_bytes_in_the_middle_are_damage_and_no_attack() -> None:
    whole = docx(paragraph("正文" * 3000), settings="<x/>" * 99)
    assert reason("a.docx", whole[:200] + whole[230:]) == "corrupt"


def test_decoding_stops_in_the_middle_of_a_character() -> None:
    for encoding in ("utf-8", "gb18030"):
        raw = "均衡编班".encode(encoding)
        assert decode(raw[:-1], partial=True) == "均衡编"


@pytest.mark.parametrize(
    ("kind", "suffix", "wrong"),
    [
        ("doc", ".wps", False),
        ("xls", ".et", False),
        ("ppt", ".dps", False),
        ("jpg", ".jpeg", False),
        ("tiff", ".tif", False),
        ("html", ".htm", False),
        ("txt", "", False),
        ("pdf", "", False),
        ("txt", ".说明", False),
        ("docx", ".doc", True),
        ("xlsx", ".xls", True),
        ("html", ".xls", True),
        ("png", ".jpg", True),
        ("txt", ".docx", True),
        ("pdf", ".bak", True),
    ],
)
def test_extensions(kind: str, suffix: str, wrong: bool) -> None:
    assert is_wrong_extension(kind, suffix) is wrong


EVERY_KIND = {
    "docx": docx(paragraph("方案")),
    "doc": word97("方案"),
    "xlsx": xlsx([["花名册"]]),
    "xls": excel97(),
    "pdf": pdf(["Some plain text"]),
    "jpg": picture("JPEG"),
    "png": picture("PNG"),
    "tiff": picture("TIFF"),
    "bmp": picture("BMP"),
    "webp": picture("WEBP"),
    "gif": picture("GIF"),
    "zip": zipped({"a.txt": b"a"}),
    "odt": odt("<text:p>方案</text:p>"),
    "ofd": zipped({"OFD.xml": OFD}),
    "ppt": ole({"PowerPoint Document": b"x"}),
    "rtf": rb"{\rtf1 abc}",
    "html": b"<html><body>abc</body></html>",
    "heic": picture("HEIF"),
    "mp4": b"\0\0\0\x18ftypmp42" + bytes(12),
    "rar": b"Rar!\x1a\x07\x01\0" + bytes(50),
    "txt": "方案".encode(),
}
SUFFIXES = [*EVERY_KIND, "wps", "et", "csv", "eml", "docm", "xlsm", "dwg", "exe"]


@pytest.mark.parametrize("kind", EVERY_KIND)
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_content_decides_whatever_the_name_says(kind: str, suffix: str) -> None:
    found = facts(f"a.{suffix}", EVERY_KIND[kind])["kind"]
    assert found == kind or (kind, suffix, found) == ("txt", "csv", "csv")
    assert suffix == kind or is_wrong_extension(kind, f".{suffix}") or (kind, suffix) in {
        ("docx", "docm"), ("docx", "wps"), ("doc", "wps"), ("xlsx", "xlsm"), ("xlsx", "et"), ("xls", "et"),
        ("txt", "csv"), ("txt", "exe"),
    }  # fmt: skip
