"""Containers that are refused: document types, bombs, locks."""

from __future__ import annotations

import pytest

from tests.bad_files import (
    CONTENT_TYPES,
    docx,
    ole,
    paragraph,
    raw_zip,
    zipped,
)
from tests.looking import (
    facts,
    odt,
    reason,
    with_part,
    xlsx,
)


def test_a_document_type_is_refused_in_any_part() -> None:
    secret = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert reason("a.docx", docx(paragraph("&e;"), before=secret)) == "doctype"
    assert reason("a.docx", docx(paragraph("正文"), settings=f"{secret}<x/>")) == "doctype"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert reason("a.docx", docx(paragraph("&l9;"), before=f"<!DOCTYPE x [{laughs}]>")) == "doctype"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/p.dtd"> %p;]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    ],
    ids=["external", "parameter", "laughs"],
)
def test_a_document_type_is_refused_in_a_workbook(part: str, declaration: bytes) -> None:
    roots = {"xl/worksheets/sheet1.xml": b"<worksheet", "xl/workbook.xml": b"<workbook"}
    root = roots.get(part, b"<Types")
    made = with_part(xlsx([["教师花名册"]]), part, root, declaration + root)
    assert reason("a.xlsx", made) == "doctype"


def test_an_old_manifest_names_its_dtd_and_is_no_attack() -> None:
    old = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>'
    assert facts("a.odt", odt("<text:p>安全工作制度</text:p>", old))["title"] == "安全工作制度"
    attack = '<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/passwd">]><m>&e;</m>'
    assert reason("a.odt", odt("<text:p>安全工作制度</text:p>", attack)) == "doctype"


def test_a_document_type_in_utf16_is_refused_too() -> None:
    document = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    made = zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document})
    assert reason("a.docx", made) == "doctype"


@pytest.mark.parametrize("home", ["word", "xl", "ppt"])
@pytest.mark.parametrize("types", [bytes(300), b"<Types/>"])
def test_an_office_file_without_its_types_and_its_main_part_is_damaged(home: str, types: bytes) -> None:
    parts = {"[Content_Types].xml": types, "_rels/.rels": b"<a/>", f"{home}/styles.xml": b"<a/>"}
    assert reason("a.docx", zipped(parts)) == "corrupt"


def test_a_part_that_swells_is_a_bomb() -> None:
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": b"<x>" + b" " * (30 << 20) + b"</x>",
    }
    assert reason("a.docx", zipped(members)) == "bomb"


def test_office_files_with_a_password() -> None:
    assert reason("a.docx", ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})) == "encrypted"
    assert reason("a.docx", raw_zip([(b"word/document.xml", b"x")], flags=1)) == "encrypted"


@pytest.mark.parametrize("stream", ["EncryptedSummary", "\tDRMContent"])
def test_other_ways_to_lock_a_file(stream: str) -> None:
    assert reason("a.ppt", ole({"PowerPoint Document": b"x", stream: b"x"})) == "encrypted"
