"""A row of 材料归类确认 about what is there and cannot be read is not told that it is gone."""

from __future__ import annotations

from dossier.pipeline.look import _with_archives


def test_an_archive_of_which_nothing_can_be_read_is_there() -> None:
    assert list(_with_archives("材料/a.zip!/夹/b.zip!/c.docx")) == [
        "材料/a.zip",
        "材料/a.zip!/夹/b.zip",
        "材料/a.zip!/夹/b.zip!/c.docx",
    ]
    assert list(_with_archives("材料/c.docx")) == ["材料/c.docx"]
