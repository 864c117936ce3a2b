"""Titles at the beginning, signature and date at the end."""

from __future__ import annotations

import pytest

from dossier.examine.titles import HEADING, PROMINENT, TITLE, Line, choose
from tests.bad_files import (
    docx,
    paragraph,
)
from tests.looking import (
    chinese_pdf,
    facts,
    word97,
)

SIGNED = "青禾实验学校\n2025年3月10日"
LONG = ["教学管理制度", *(f"第{n}条　按规定办理，逐项核对，不得遗漏任何一处。" for n in range(1, 200))]


def test_the_end_of_a_word_file() -> None:
    body = "".join(paragraph(line) for line in (*LONG, *SIGNED.split("\n")))
    found = facts("a.docx", docx(body))
    assert str(found["tail"]).endswith(SIGNED)
    assert len(str(found["tail"])) == 400
    assert SIGNED not in str(found["lead"])


def test_an_end_that_is_a_picture_is_not_known() -> None:
    picture_there = paragraph("").replace("</w:p>", "<w:r><w:drawing/></w:r></w:p>")
    assert "<w:drawing/>" in picture_there
    assert facts("a.docx", docx(paragraph("教学管理制度") + picture_there))["tail"] == ""
    above = picture_there + paragraph("第一条　按规定办理。") * 6
    assert str(facts("a.docx", docx(above))["tail"]).endswith("按规定办理。")


@pytest.mark.parametrize("end", ["", "\x01"])
def test_the_end_of_a_word_97_file_is_that_of_its_body(end: str) -> None:
    text = "\r".join((*LONG, *SIGNED.split("\n"))) + end
    tail = str(facts("a.doc", word97(text, behind="\r页眉：学校文件\r"))["tail"])
    assert tail.endswith(SIGNED) if not end else tail == ""


def test_the_end_of_a_pdf_is_its_last_page() -> None:
    signed = [[("教学管理制度", 20)], [(line, 12) for line in SIGNED.split("\n")]]
    assert str(facts("a.pdf", chinese_pdf(signed))["tail"]).endswith(SIGNED)
    assert facts("a.pdf", chinese_pdf([*signed, []]))["tail"] == ""


def test_the_end_of_a_text() -> None:
    text = "\n".join((*LONG, SIGNED)) + "\n\n"
    assert str(facts("a.txt", text.encode())["tail"]).endswith(SIGNED)
    assert facts("a.txt", (text * 100).encode())["tail"] == ""


def test_choosing_a_title() -> None:
    assert choose([]) == ""
    assert choose([Line("—1—"), Line("附件2："), Line("名单")]) == "名单"
    assert choose([Line("正文"), Line("大字", PROMINENT)]) == "大字"
    assert choose([Line("章", HEADING), Line("节", HEADING)]) == "章"
    assert choose([Line("a", TITLE, 5), Line("b", TITLE, 5)]) == "a b"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("以德润心 向善而行", "青禾中学德育工作总结"), "以德润心 向善而行——青禾中学德育工作总结"),
        (("立德树人，五育并举", "—青禾中学工作汇报材料", "正文"), "立德树人，五育并举"),
        (("立德树人，五育并举", "——青禾中学工作报告"), "立德树人，五育并举——青禾中学工作报告"),
        (("青禾县明德中学", "德育工作总结"), "青禾县明德中学德育工作总结"),
        (("以德润心 向善而行", "青禾中学"), "以德润心 向善而行"),
    ],
)
def test_a_motto_over_a_title_stands_before_a_dash(lines: tuple[str, ...], title: str) -> None:
    sizes = (26, 18, 12) if lines[0][4] in " ，" else (22, 22, 12)
    assert choose(Line(text, PROMINENT, size) for text, size in zip(lines, sizes, strict=False)) == title
    assert len(choose([Line("长" * 100)])) == 60
