"""The same content gives the same bytes, whatever the clock said when it was saved."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest

from dossier.zipped import normalise


def package(year: int, names: list[str]) -> bytes:
    """A zip whose entries were written in *year* and in this order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(name, (year, 5, 1, 12, 0, 0))
            info.external_attr = year
            archive.writestr(info, f"content of {name}")
    return data.getvalue()


def test_times_order_and_attributes_are_fixed() -> None:
    names = ["b.xml", "_rels/.rels", "[Content_Types].xml", "a.xml", "mimetype"]
    one, other = normalise(package(1999, names)), normalise(package(2026, names[::-1]))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["mimetype", "[Content_Types].xml", "_rels/.rels", "a.xml", "b.xml"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        assert archive.read("a.xml") == b"content of a.xml"


def test_normalising_twice_changes_nothing() -> None:
    once = normalise(package(2026, ["a", "b"]))
    assert normalise(once) == once


def test_a_workbook_loses_the_hour_of_saving_and_opens() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "甲"
    saved = io.BytesIO()
    book.save(saved)
    data = normalise(saved.getvalue())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml")
    assert b"created" not in core
    assert b"modified" not in core
    assert openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A1"].value == "甲"


def test_a_word_file_opens() -> None:
    word = docx.Document()
    word.add_paragraph("甲")
    saved = io.BytesIO()
    word.save(saved)
    assert [p.text for p in docx.Document(io.BytesIO(normalise(saved.getvalue()))).paragraphs] == ["甲"]


def test_what_is_no_zip_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        normalise(b"no zip")
