"""What is read in Word files, and what is refused."""

from __future__ import annotations

import struct

import pytest

from tests.bad_files import (
    CONTENT_TYPES,
    W,
    docx,
    paragraph,
    zipped,
)
from tests.looking import (
    facts,
    reason,
    word97,
)


def test_a_title_style_wins() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="a5"><w:name w:val="Title"/></w:style></w:styles>'
    body = paragraph("某某中学", jc="center", size=44) + paragraph("均衡编班实施方案", style="a5")
    found = facts("a.docx", docx(body, styles=styles))
    assert (found["kind"], found["title"], found["pages"]) == ("docx", "均衡编班实施方案", None)


def test_centred_lines_of_one_form_make_one_title() -> None:
    body = (
        paragraph("××县教育局文件", jc="center", size=72)
        + paragraph("×教发〔2024〕12号", jc="center")
        + paragraph("2024—2025学年度第一学期", jc="center", size=44)
        + paragraph("教学工作计划", jc="center", size=44)
        + paragraph("一、指导思想", bold=True)
        + paragraph("全面贯彻党的教育方针。")
    )
    assert facts("a.docx", docx(body))["title"] == "2024—2025学年度第一学期教学工作计划"


def test_section_headings_are_no_title() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    body = paragraph("安全工作制度") + paragraph("一、总则", style="1") + paragraph("第一条 为了……")
    assert facts("a.docx", docx(body, styles=styles))["title"] == "安全工作制度"


@pytest.mark.parametrize(
    "body",
    [
        f"<w:sdt><w:sdtContent>{paragraph('控件里的标题')}</w:sdtContent></w:sdt>",
        f"<w:tbl><w:tr><w:tc>{paragraph('控件里的标题')}</w:tc></w:tr></w:tbl>",
        f"<w:p><w:r><w:txbxContent>{paragraph('控件里的标题')}</w:txbxContent></w:r></w:p>",
        "<w:p><w:ins><w:r><w:t>控件里</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:hyperlink><w:r><w:t>的标题</w:t></w:r></w:hyperlink></w:p>",
        "<!-- 注释 --><w:p><w:r><w:t>控件里的标题</w:t><!-- 注释 --></w:r></w:p>",
    ],
)
def test_text_is_found_wherever_word_puts_it(body: str) -> None:
    assert facts("a.docx", docx(body))["lead"] == "控件里的标题"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('文本框')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    assert facts("a.docx", docx(f"{body}</mc:AlternateContent></w:r></w:p>"))["lead"] == "文本框"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (' DATE \\@ "yyyy年M月d日" ', "DATE"),
        (" TIME ", "TIME"),
        (" SAVEDATE ", ""),
        (" CREATEDATE ", ""),
        (" PAGE ", ""),
    ],
)
def test_fields_that_change_by_the_day_are_named(field: str, name: str) -> None:
    in_text = docx(f"<w:p><w:r><w:instrText>{field}</w:instrText></w:r></w:p>")
    simple = docx(f"<w:p><w:fldSimple w:instr='{field}'/></w:p>")
    footer = docx(
        paragraph("正文"), footer1=f"<w:ftr {W}><w:p><w:fldSimple w:instr='{field}'/></w:p></w:ftr>"
    )
    assert [facts("a.docx", made)["volatile"] for made in (in_text, simple, footer)] == [name] * 3


def test_a_damaged_document_is_named_as_what_it_is() -> None:
    whole = docx(paragraph("正文" * 3000))
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    assert reason("a.docx", whole[:-40]) == "truncated"
    assert reason("a.docx", bytes(flipped)) == "corrupt"
    assert reason("a.docx", b"\0" * 5000) == "truncated"
    assert reason("a.docx", b"XXXX" + whole[4:]) == "corrupt"
    assert reason("a.docx", docx("<w:p>")) == "corrupt"
    assert reason("a.docx", zipped({"[Content_Types].xml": CONTENT_TYPES})) == "corrupt"


def test_word_97_is_read_by_its_pieces() -> None:
    found = facts("a.wps", word97("均衡编班实施方案\r一、目标\r\x13 DATE \x142024年9月1日\x15\r"))
    assert (found["kind"], found["title"], found["volatile"]) == ("doc", "均衡编班实施方案", "DATE")
    assert found["lead"] == "均衡编班实施方案\n一、目标\n2024年9月1日"
    assert facts("a.doc", word97("Plan\rText", compressed=True))["title"] == "Plan"
    assert reason("a.doc", word97("方案", flags=0x0300)) == "encrypted"


@pytest.mark.parametrize("length", [8, 300, 600, 2000])
def test_a_truncated_compound_file_is_never_read(length: int) -> None:
    assert reason("a.doc", word97("方案")[:length]) in ("truncated", "corrupt")


def test_circular_chains_end() -> None:
    looping = bytearray(word97("方案"))
    struct.pack_into("<I", looping, 512 + 4, 1)  # the directory's sector is followed by itself
    assert reason("a.doc", bytes(looping)) == "corrupt"
