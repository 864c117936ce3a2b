"""Examine: the content decides what a file is; what cannot be read is named with the true reason."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt
from docx import Document as new_document
from fpdf import FPDF
from PIL import Image

from dossier.cache import Cache
from dossier.decode import decode
from dossier.examine import Examination, examine
from dossier.examine import child as reading
from dossier.examine.kinds import is_wrong_extension
from dossier.examine.taken import taken
from dossier.examine.titles import HEADING, PROMINENT, TITLE, Line, choose
from dossier.guard import Limits
from dossier.model import Document, SourceFile, Unreadable
from dossier.progress import Progress
from dossier.resources import cjk_font
from tests.bad_files import (
    CATALOGUE,
    CONTENT_TYPES,
    PAGE,
    W,
    deep_page_tree,
    docx,
    heic,
    ole,
    page_tree,
    paragraph,
    pdf,
    picture,
    raw_pdf,
    raw_zip,
    zipped,
)

OFD = b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0"/>'


def source(folder: Path, name: str, content: bytes) -> SourceFile:
    disk = folder / "材料" / name
    disk.parent.mkdir(exist_ok=True)
    disk.write_bytes(content)
    status = disk.stat()
    return SourceFile(
        path=f"材料/{name}", root="材料", place=str(disk), fingerprint=(status.st_size, status.st_mtime_ns)
    )


def look(folder: Path, **files: bytes) -> Examination:
    """Examine files given as ``name__suffix=content``."""
    sources = [source(folder, name.replace("__", "."), content) for name, content in files.items()]
    return examine(sources, Cache(folder / "缓存"), Progress())


def verdict(name: str, content: bytes) -> dict[str, object]:
    """What the reader says of *content*, without a child: facts, or ``unreadable`` with reason and detail."""
    answer = reading._examined(io.BytesIO(content), os.path.splitext(name)[1], True)  # noqa: PTH122
    return dict(answer.get("facts", answer))


def facts(name: str, content: bytes) -> dict[str, object]:
    found = verdict(name, content)
    assert "unreadable" not in found, found
    return found


def reason(name: str, content: bytes) -> str:
    found = verdict(name, content)
    assert "unreadable" in found, found
    return str(found["unreadable"][0])  # type: ignore[index]


# -- Word ------------------------------------------------------------------------------------------------------


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


def test_a_document_type_is_refused_in_any_part() -> None:
    secret = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    assert reason("a.docx", docx(paragraph("&e;"), before=secret)) == "doctype"
    assert reason("a.docx", docx(paragraph("正文"), settings=f"{secret}<x/>")) == "doctype"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert reason("a.docx", docx(paragraph("&l9;"), before=f"<!DOCTYPE x [{laughs}]>")) == "doctype"


def with_part(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with something put into one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    assert old in parts[name]
    return zipped({**parts, name: parts[name].replace(old, new, 1)})


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


def odt(body: str, manifest: str = "<m/>") -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": f'<c xmlns:text="{text}">{body}</c>'.encode(),
        },
        zipfile.ZIP_STORED,
    )


def test_an_old_manifest_names_its_dtd_and_is_no_attack() -> None:
    old = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><m/>'
    assert facts("a.odt", odt("<text:p>安全工作制度</text:p>", old))["title"] == "安全工作制度"
    attack = '<!DOCTYPE m [<!ENTITY e SYSTEM "file:///etc/passwd">]><m>&e;</m>'
    assert reason("a.odt", odt("<text:p>安全工作制度</text:p>", attack)) == "doctype"


def test_a_document_type_in_utf16_is_refused_too() -> None:
    document = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16")
    made = zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document})
    assert reason("a.docx", made) == "doctype"


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


def word97(text: str, *, flags: int = 0x0200, compressed: bool = False, behind: str = "") -> bytes:
    """A Word 97 file with one piece of text: the body, and page headers *behind* it."""
    stream = bytearray(2048)
    struct.pack_into("<HH", stream, 0, 0xA5EC, 193)
    struct.pack_into("<H", stream, 10, flags)
    struct.pack_into("<I", stream, 0x4C, len(text))
    text += behind
    body = text.encode("cp1252" if compressed else "utf-16-le")
    where = 2048 * 2 | 0x40000000 if compressed else 2048
    plc = struct.pack("<2I", 0, len(text)) + struct.pack("<HIH", 0, where, 0)
    clx = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<2I", stream, 0x01A2, 16, len(clx))
    return ole({"WordDocument": bytes(stream) + body, "1Table": bytes(16) + clx})


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


# -- tables ----------------------------------------------------------------------------------------------------


def xlsx(rows: list[list[object]], sheet: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_title_row_of_a_workbook() -> None:
    found = facts("a.xlsx", xlsx([["附件1"], ["某某中学2024年教师花名册"], ["姓名", "性别"], ["张三", 3.0]]))
    assert (found["kind"], found["title"]) == ("xlsx", "某某中学2024年教师花名册")
    assert "张三 3" in str(found["lead"])
    assert facts("a.xlsx", xlsx([["姓名", "性别"]], "教师花名册"))["title"] == "教师花名册"
    assert facts("a.xlsx", xlsx([["姓名", "性别"]]))["title"] == ""


SIGN_IN = ["序号", "姓名", "签到", "序号", "姓 名", "签到"]


def test_the_names_of_a_typed_sign_in_sheet() -> None:
    people = [[1, "苗庭阳", "", 2, "温一诺（主持）", ""], [3, "左 思远", "", 4, "12", "请假"]]
    content = xlsx(
        [["校本培训签到表"], SIGN_IN, *people, *([[5, f"卫{n}", "", "", "", ""] for n in "甲乙丙"] * 20)]
    )
    names = ("苗庭阳", "温一诺", "左思远", "卫甲", "卫乙", "卫丙")
    assert facts("签到.xlsx", content)["attendees"] == names


@pytest.mark.parametrize(
    ("title", "heads", "row"),
    [
        ("校本培训签到表", ["单位", "姓名", "签到"], ["河湾小学", "钱多多", ""]),
        ("家长会签到表", ["班级", "姓名", "签到"], ["三年级", "钱多多", ""]),
        ("教职工花名册", ["序号", "姓名", "学历"], ["1", "钱多多", "本科"]),
        ("校本培训签到表", ["序号", "内容", "地点"], ["1", "课程标准", "报告厅"]),
    ],
)
def test_tables_that_are_no_sign_in_sheet_of_the_staff(title: str, heads: list[str], row: list[str]) -> None:
    assert facts("表.xlsx", xlsx([[title], heads, row]))["attendees"] == ()


def test_the_names_of_a_sign_in_table_in_word() -> None:
    document = new_document()
    document.add_paragraph("教研活动签到表")
    table = document.add_table(rows=3, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[2]).text = "时间：2025年9月3日"
    for cell, text in zip(table.rows[1].cells, ("姓名", "职务", "签到"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[2].cells, ("苗 庭阳", "主任", ""), strict=True):
        cell.text = text
    content = io.BytesIO()
    document.save(content)
    assert facts("签到.docx", content.getvalue())["attendees"] == ("苗庭阳",)


def test_formulas_that_change_by_the_day() -> None:
    assert facts("a.xlsx", xlsx([["=TODAY()"]]))["volatile"] == "TODAY()"
    assert facts("a.xlsx", xlsx([["=SUM(1,2)"], ["TODAY()"]]))["volatile"] == ""


@pytest.mark.parametrize("claimed", ["A1", "A1:XFD1048576"])
def test_what_a_sheet_says_of_its_size_is_not_believed(claimed: str) -> None:
    made = xlsx([["教师花名册"], ["姓名", "性别"]])
    lying = with_part(made, "xl/worksheets/sheet1.xml", b'ref="A1:B2"', f'ref="{claimed}"'.encode())
    found = facts("a.xlsx", lying)
    assert (found["title"], found["lead"]) == ("教师花名册", facts("a.xlsx", made)["lead"])


def test_a_stray_mark_in_the_far_corner_costs_the_text_alone(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    made = with_part(xlsx([["教师花名册"]]), "xl/worksheets/sheet1.xml", b"</sheetData>", far)
    found = look(tmp_path, 花名册__xlsx=made)
    assert [(document.kind, document.title) for document in found.documents] == [("xlsx", "")]


def numbered(rows: int, number: str) -> list[list[object]]:
    return [["学生花名册"], *([f"学生{row}", "女"] for row in range(rows)), ["最后一名", number]]


PUPIL = "330102201509011234"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.xlsx", xlsx(numbered(500, PUPIL))),
        ("a.csv", "\n".join(",".join(map(str, row)) for row in numbered(30_000, PUPIL)).encode()),
        ("a.docx", docx("".join(map(paragraph, ["名单", *["正文" * 40] * 60, PUPIL])))),
        ("a.doc", word97("名单\r" + "正文" * 5000 + PUPIL)),
        ("a.txt", ("名单\n" + "正文" * 150_000 + "\n３３０１０２ 20150901 1234").encode()),
        ("a.rtf", rb"{\rtf1 list\par " + b"text " * 2000 + PUPIL.encode() + b"}"),
        (
            "a.odt",
            odt("<text:p>名单</text:p>" + "<text:p>正文</text:p>" * 2000 + f"<text:p>{PUPIL}</text:p>"),
        ),
    ],
)
def test_numbers_of_people_are_seen_far_behind_the_beginning(name: str, made: bytes) -> None:
    found = facts(name, made)
    assert PUPIL not in str(found["lead"])
    assert found["personal"]


def test_long_numbers_that_are_nobodys() -> None:
    table = [["设备台账"], ["金额", 123456789012.5, 0.123456789012345678], ["编号", "2024-0000-0000-0001"]]
    assert not facts("a.xlsx", xlsx(table))["personal"]


def test_excel_97_and_wps() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Sheet1").write(0, 0, "教学仪器台账")
    target = io.BytesIO()
    book.save(target)
    found = facts("a.et", target.getvalue())
    assert (found["kind"], found["title"]) == ("xls", "教学仪器台账")
    assert not is_wrong_extension("xls", ".et")


def test_excel_97_with_a_password() -> None:
    begin = struct.pack("<2H", 0x0809, 16) + bytes(16)
    assert reason("a.xls", ole({"Workbook": begin + struct.pack("<2H", 0x2F, 4) + bytes(4)})) == "encrypted"
    assert reason("a.xls", ole({"Workbook": b"\xff" * 50})) == "corrupt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_in_text(encoding: str) -> None:
    found = facts("a.csv", "教师花名册,,\n姓名,性别\n张三,男\n".encode(encoding))
    assert (found["kind"], found["title"]) == ("csv", "教师花名册")
    assert "张三 男" in str(found["lead"])


# -- PDF -------------------------------------------------------------------------------------------------------


def chinese_pdf(pages: list[list[tuple[str, int]]]) -> bytes:
    """Pages of lines with their size in points."""
    made = FPDF()
    made.add_font("song", fname=cjk_font("regular", "serif"))
    for page in pages:
        made.add_page()
        for text, size in page:
            made.set_font("song", size=size)
            made.cell(
                w=0, h=size / 2, text=text, align="C" if size > 14 else "L", new_x="LMARGIN", new_y="NEXT"
            )
    return bytes(made.output())


BODY = [("为了进一步规范学校管理，结合本校实际，制定本方案。", 12)] * 4


def test_the_largest_line_of_a_pdf_is_its_title() -> None:
    made = chinese_pdf(
        [[("某某县教育局文件", 40), ("×教发〔2024〕12号", 12), ("均衡编班", 22), ("实施方案", 22), *BODY]]
    )
    found = facts("a.pdf", made)
    assert (found["pages"], found["title"], found["has_text"]) == (1, "均衡编班实施方案", True)


def test_titles_at_the_top_of_pages_propose_a_split() -> None:
    pages = [
        [("均衡编班实施方案", 22), *BODY],
        [*BODY, *BODY],
        [("教师培训计划", 22), *BODY],
        [("一、培训目标", 22), *BODY],
    ]
    found = facts("a.pdf", chinese_pdf(pages))
    assert found["headings"] == [["均衡编班实施方案", 1], ["教师培训计划", 3]]
    assert facts("a.pdf", chinese_pdf(pages[:1]))["headings"] == []


def test_running_heads_are_no_titles() -> None:
    pages = [[(f"某某中学规章制度 第{n}册", 22), *BODY] for n in range(1, 6)]
    assert facts("a.pdf", chinese_pdf(pages))["headings"] == []


def test_a_scan_has_no_text() -> None:
    found = facts("a.pdf", pdf(["", ""]))
    assert (found["pages"], found["has_text"], found["title"]) == (2, False, "")
    assert not facts("a.pdf", pdf(["CamScanner 1", "CamScanner 2"]))["has_text"]


def test_a_pdf_behind_rubbish_is_still_one() -> None:
    assert facts("a.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + pdf(["Some plain text"]))["pages"] == 1


def test_pdf_passwords() -> None:
    assert reason("a.pdf", pdf(["secret"], encrypted="pw")) == "encrypted"


def locked_pdf(*, trailer: str, cipher: bytes) -> bytes:
    return raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, cipher, trailer=trailer)


def test_a_pdf_that_anybody_may_read_is_read() -> None:
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(["Some plain text"]))) as made:
        made.save(target, encryption=pikepdf.Encryption(owner="x", user="", R=6))
    assert facts("a.pdf", target.getvalue())["title"] == "Some plain text"


def test_a_pdf_for_the_holders_of_a_certificate_is_locked_and_not_broken() -> None:
    cipher = b"<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Length 128/Recipients[<00>]>>"
    locked = locked_pdf(trailer="/Encrypt 4 0 R/ID[<00><00>]", cipher=cipher)
    assert reason("a.pdf", locked) == "encrypted"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (page_tree(b"2 0 R 3 0 R", 2), "corrupt"),
        (deep_page_tree(20_000), "corrupt"),
        (page_tree(b"3 0 R " * 1_000_000, 1_000_000), "bomb"),
        (page_tree(b" ".join(b"%d 0 R" % n for n in range(3, 23_004)), 23_001, *[PAGE] * 23_000), "bomb"),
        (raw_pdf(b"<<>>", PAGE), "corrupt"),
    ],
    ids=["a circle", "a well", "one page a million times", "too many", "no tree"],
)
def test_page_trees_that_never_end(made: bytes, expected: str) -> None:
    assert reason("a.pdf", made) == expected


@pytest.mark.parametrize(
    "made",
    [
        page_tree(b"3 0 R", 1_000_000),
        page_tree(b"3 0 R", -5),
        raw_pdf(
            CATALOGUE.replace(b"2 0 R", b"2 0 R/Outlines 4 0 R"),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE,
            b"<</First 5 0 R/Last 5 0 R>>",
            b"<</Title(a)/Next 5 0 R/First 5 0 R/Parent 4 0 R>>",
        ),
        raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, trailer="/Prev 189"),
    ],
    ids=["too high a count", "a count below nothing", "outlines in a circle", "tables in a circle"],
)
def test_what_only_looks_endless_is_read(made: bytes) -> None:
    assert facts("a.pdf", made)["pages"] == 1


def test_broken_pdf_files() -> None:
    whole = pdf(["Some plain text"] * 3)
    assert reason("a.pdf", whole[: len(whole) // 2]) == "truncated"
    assert reason("a.pdf", b"%PDF-1.4\nnothing at all\n%%EOF") == "corrupt"
    damaged = whole.replace(b"startxref", b"startxxxx").replace(b"xref", b"xxxx")
    assert facts("a.pdf", damaged)["pages"] == 3


def test_a_pdf_without_pages() -> None:
    import pikepdf

    target = io.BytesIO()
    pikepdf.new().save(target)
    assert reason("a.pdf", target.getvalue()) == "corrupt"


def test_pages_that_would_come_out_blank_are_named() -> None:
    made = pdf(["Some plain text"])
    start = made.index(b"stream\n") + 7 if b"stream\n" in made else made.index(b"stream\r\n") + 8
    broken = made[:start] + b"\xff" * 10 + made[start + 10 :]
    if b"/FlateDecode" in made:
        assert verdict("a.pdf", broken) == {"unreadable": ["corrupt", "（第1页解不开）"]}


# -- pictures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("JPEG", "jpg"),
        ("PNG", "png"),
        ("TIFF", "tiff"),
        ("BMP", "bmp"),
        ("GIF", "gif"),
        ("WEBP", "webp"),
        ("HEIF", "heic"),
    ],
)
def test_pictures_of_every_kind(form: str, kind: str) -> None:
    found = facts("a.bin", picture(form))
    assert (found["kind"], found["pages"], found["has_text"]) == (kind, 1, False)
    assert len(str(found["picture_hash"])) == 16


def test_a_likeness_survives_scaling_and_turning() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90° clockwise
    upright = facts("a.jpg", picture())["picture_hash"]
    scaled = facts("a.jpg", picture(size=(720, 640)))["picture_hash"]
    turned = Image.open(io.BytesIO(picture("PNG"))).transpose(Image.Transpose.ROTATE_90)
    target = io.BytesIO()
    turned.save(target, "JPEG", exif=exif)
    other = facts("a.jpg", picture(seed=5))["picture_hash"]
    assert distance(upright, scaled) <= 2
    assert distance(upright, facts("a.jpg", target.getvalue())["picture_hash"]) <= 4
    assert distance(upright, other) > 12


def distance(one: object, other: object) -> int:
    return (int(str(one), 16) ^ int(str(other), 16)).bit_count()


def test_a_flat_picture_has_no_likeness() -> None:
    target = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(target, "JPEG")
    assert facts("a.jpg", target.getvalue())["picture_hash"] == ""


def test_the_camera_knows_the_day() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:03:15 10:11:12"
    assert facts("a.jpg", picture(exif=exif))["taken"] == "2024-03-15"
    assert facts("a.heic", picture("HEIF", exif=exif.tobytes()))["taken"] == "2024-03-15"
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    assert facts("a.jpg", picture(exif=exif))["taken"] == ""


def test_a_tiff_counts_its_pages() -> None:
    pages = [Image.linear_gradient("L") for _ in range(3)]
    target = io.BytesIO()
    pages[0].save(target, "TIFF", save_all=True, append_images=pages[1:])
    assert facts("a.tif", target.getvalue())["pages"] == 3


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "HEIF"])
def test_half_a_picture_is_noticed(form: str) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    if form == "HEIF":
        whole = heic(noise)
    else:
        target = io.BytesIO()
        noise.save(target, form)
        whole = target.getvalue()
    expected = ("truncated",) if form in ("JPEG", "PNG", "TIFF", "WEBP", "HEIF") else ("truncated", "corrupt")
    assert reason("a.jpg", whole[: len(whole) // 2]) in expected


def test_a_picture_of_too_many_points_is_a_bomb() -> None:
    made = bytearray(picture("PNG"))
    struct.pack_into(">2I", made, 16, 60_000, 60_000)
    import zlib

    struct.pack_into(">I", made, 29, zlib.crc32(bytes(made[12:29])))
    assert reason("a.png", bytes(made)) == "bomb"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("IMG_20240315_101112.jpg", "2024-03-15"),
        ("微信图片_20240315093000.jpg", "2024-03-15"),
        ("微信图片_2024-03-15_093000_123.jpg", "2024-03-15"),
        ("mmexport1710460800000.jpg", "2024-03-15"),
        ("20240315_101112.jpg", "2024-03-15"),
        ("IMG_20241315.jpg", ""),
        ("IMG_20240230_000000.jpg", ""),
        ("电话13820240315.jpg", ""),
        ("活动照片3.jpg", ""),
        ("IMG_5195.HEIC", ""),
    ],
)
def test_the_day_in_a_name(name: str, day: str) -> None:
    assert taken(name) == day


# -- the rest --------------------------------------------------------------------------------------------------


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


def excel97() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("Sheet1").write(0, 0, "教学仪器台账")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


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


# -- where signature and date stand ----------------------------------------------------------------------------

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


# -- the room --------------------------------------------------------------------------------------------------


def test_files_come_out_as_documents_and_problems(tmp_path: Path) -> None:
    found = look(
        tmp_path,
        方案__docx=docx(paragraph("均衡编班实施方案")),
        错__doc=docx(paragraph("安全\x00制度".replace("\x00", ""))),
        坏__pdf=b"%PDF-1.4\n%%EOF",
        日期__docx=docx("<w:p><w:fldSimple w:instr='DATE'/></w:p>"),
        IMG_20240315_101112__png=picture("PNG"),
    )
    assert [document.path for document in found.documents] == [
        "材料/方案.docx",
        "材料/错.doc",
        "材料/日期.docx",
        "材料/IMG_20240315_101112.png",
    ]
    assert found.documents[0].title == "均衡编班实施方案"
    assert found.documents[1].wrong_extension
    assert found.documents[3].taken == "2024-03-15"
    assert [(item.path, item.reason) for item in found.unreadable] == [("材料/坏.pdf", "corrupt")]
    assert [item.code for item in found.problems] == [
        "wrong-extension",
        "unreadable-corrupt",
        "volatile-source",
    ]
    assert len(found.unreadable[0].sha256) == 64


def test_sources_stay_as_they_are(tmp_path: Path) -> None:
    file = source(tmp_path, "a.docx", docx(paragraph("方案")))
    before = (file.disk.read_bytes(), file.disk.stat().st_mtime_ns)
    examine([file], Cache(tmp_path / "缓存"), Progress())
    assert (file.disk.read_bytes(), file.disk.stat().st_mtime_ns) == before


def old(file: SourceFile) -> SourceFile:
    """Give a file an old date of change, so that its digest is believed."""
    os.utime(file.disk, (1_600_000_000, 1_600_000_000))
    return file


def test_what_was_read_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        old(source(tmp_path, "a.docx", docx(paragraph("方案")))),
        old(source(tmp_path, "b.pdf", b"%PDF-")),
    ]
    cache = Cache(tmp_path / "缓存")
    first = examine(files, cache, Progress())
    monkeypatch.setattr("dossier.examine._TARGET", "dossier.examine.child:nothing_of_the_kind")
    assert examine(files, cache, Progress()) == first
    changed = old(source(tmp_path, "a.docx", docx(paragraph("新的方案"))))
    assert examine([changed], cache, Progress()).unreadable


def test_the_same_content_elsewhere_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = source(tmp_path, "a.docx", docx(paragraph("方案")))
    cache = Cache(tmp_path / "缓存")
    (document,) = examine([file], cache, Progress()).documents
    monkeypatch.setattr("dossier.examine._TARGET", "dossier.examine.child:nothing_of_the_kind")
    member = file._replace(path="材料/b.zip!/c.docx", sha256=document.sha256)
    assert examine([member], cache, Progress()).documents[0].title == "方案"


def test_a_damaged_cache_changes_nothing(tmp_path: Path) -> None:
    files = [old(source(tmp_path, "a.docx", docx(paragraph("方案"))))]
    cache = Cache(tmp_path / "缓存")
    first = examine(files, cache, Progress())
    for entry in (tmp_path / "缓存").rglob("*.json"):
        entry.write_bytes(b"{}")
    assert examine(files, cache, Progress()) == first


def test_a_file_that_is_gone_or_locked_is_named(tmp_path: Path) -> None:
    gone = source(tmp_path, "a.docx", b"x")
    gone.disk.unlink()
    found = examine([gone], Cache(tmp_path / "缓存"), Progress())
    assert [item.reason for item in found.unreadable] == ["changed"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = source(tmp_path, "a.txt", "安全制度".encode())
    real = reading._examined

    def meddle(*arguments: object) -> object:
        file.disk.write_bytes(b"changed meanwhile")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_examined", meddle)
    answer = reading.read({"disk": str(file.disk), "suffix": ".txt", "deep": True})
    assert answer == {"unreadable": ["changed", ""]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("hang.txt", "timeout"), ("die.txt", "crashed"), ("eat.txt", "bomb"), ("fail.txt", "corrupt")],
)
def test_a_reader_that_fails_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    monkeypatch.setattr("dossier.examine._TARGET", "tests.guard_targets:misread")
    files = [source(tmp_path, name, b"x"), source(tmp_path, "ok.txt", b"x")]
    found = examine(files, Cache(tmp_path / "缓存"), Progress(), limits=Limits(2, 2048))
    assert [(item.path, item.reason) for item in found.unreadable] == [(f"材料/{name}", expected)]
    assert [item.path for item in found.documents] == ["材料/ok.txt"]


def test_a_text_that_takes_too_long_costs_only_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.examine._TARGET", "tests.guard_targets:misread")
    files = [source(tmp_path, "slow.txt", b"x")]
    found = examine(files, Cache(tmp_path / "缓存"), Progress(), limits=Limits(2, 2048))
    assert [item.path for item in found.documents] == ["材料/slow.txt"]


def test_progress_counts_every_file(tmp_path: Path) -> None:
    class Counting(Progress):
        steps = 0

        def stage(self, title: str, total: int = 0) -> None:
            self.total = total

        def step(self, what: str = "") -> None:
            self.steps += 1

    progress = Counting()
    files = [source(tmp_path, f"{n}.txt", b"x") for n in range(3)]
    found = examine(files, Cache(tmp_path / "缓存"), progress)
    assert progress.total == progress.steps == len(found.documents) == 3


def test_every_file_ends_as_document_or_unreadable(tmp_path: Path) -> None:
    """Whatever a valid file loses or has flipped, it is read or named."""
    wholes = {
        "docx": docx(paragraph("方案" * 99)),
        "xlsx": xlsx([["花名册"]]),
        "pdf": pdf(["Some plain text"] * 2),
        "jpg": picture(),
        "doc": word97("方案"),
        "zip": zipped({"a.txt": b"a"}),
        "rtf": rb"{\rtf1 abc}",
    }
    files = []
    for suffix, whole in wholes.items():
        for step in range(12):
            at = len(whole) * step // 12
            files.append(source(tmp_path, f"截{step}.{suffix}", whole[: at + 1]))
            broken = bytearray(whole)
            broken[at] ^= 0xA5
            files.append(source(tmp_path, f"翻{step}.{suffix}", bytes(broken)))
    found = examine(files, Cache(tmp_path / "缓存"), Progress())
    ended: list[Document | Unreadable] = [*found.documents, *found.unreadable]
    assert sorted(item.path for item in ended) == sorted(file.path for file in files)
    assert not [item for item in found.unreadable if item.reason in ("timeout", "crashed")]
