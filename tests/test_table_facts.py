"""What is read in workbooks and tables in text."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import xlwt
from docx import Document as new_document

from dossier.examine.kinds import is_wrong_extension
from tests.bad_files import (
    docx,
    ole,
    paragraph,
)
from tests.looking import (
    facts,
    look,
    odt,
    reason,
    with_part,
    word97,
    xlsx,
)


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
