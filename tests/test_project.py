"""dossier.toml: what it means, and everything that can be wrong with it; facts and words of a school."""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

from dossier import project
from dossier.errors import ExitCode, ProjectError
from dossier.model import Checklist, FigureSpec, Read
from tests.bad_files import ole

GOOD = """
checklist = "quality-balance-2017"
stage = "nine-year"
as_of = 2026-09-01
[school]
name = "青山县第一初级中学"
short_name = "青山一中"
"""


def settings(root: Path, text: str) -> Path:
    (root / "dossier.toml").write_text(text, encoding="utf-8")
    return root


def wrong(root: Path, text: str) -> list[str]:
    with pytest.raises(ProjectError) as caught:
        project.read(settings(root, text))
    assert caught.value.exit_code == ExitCode.UNUSABLE
    return [problem.message for problem in caught.value.problems]


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    read = project.read(settings(tmp_path, GOOD))
    assert read.root == tmp_path.resolve()
    assert (read.school.name, read.school.short_name) == ("青山县第一初级中学", "青山一中")
    assert (read.as_of, read.years, read.kind) == (datetime.date(2026, 9, 1), 3, "school")
    assert read.sections == ("primary", "junior")
    assert (read.numbering, read.pages, read.paper) == ("dashed", "box", True)
    assert (read.boxes.thickness_mm, read.boxes.gsm, read.boxes.duplex) == ((55,), 70, False)
    assert (read.report.kinds, read.report.profile, read.report.title) == (("自评报告",), "gb9704", {})


def test_everything_can_be_set(tmp_path: Path) -> None:
    more = """
[numbering]
style = "juan"
pages = "item"
[boxes]
thickness_mm = [35, 55]
gsm = 80
duplex = true
merge = [["1-1", "1-2"], ["2-1", "2-2"]]
order = "year"
[report]
kinds = ["自评报告", "整改报告"]
[report.title]
"自评报告" = "青山一中自评报告"
[output]
paper = false
"""
    read = project.read(settings(tmp_path, GOOD.replace("[school]", "years = 4\n[school]") + more))
    assert (read.years, read.numbering, read.pages, read.paper) == (4, "juan", "item", False)
    assert read.boxes.merge == (("1-1", "1-2"), ("2-1", "2-2"))
    assert (read.boxes.thickness_mm, read.boxes.order) == ((35, 55), "year")
    assert read.report.title == {"自评报告": "青山一中自评报告"}


def test_the_short_name_is_a_legal_folder_when_it_is_left_out(tmp_path: Path) -> None:
    text = GOOD.replace('short_name = "青山一中"\n', "").replace("青山县第一初级中学", "青山/一中")
    assert project.read(settings(tmp_path, text)).school.short_name == "青山／一中"


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("stage =", "stege =", ["dossier.toml 里不认识“stege”，是不是“stage”", "dossier.toml 的“stage”没有写，应是 primary junior nine-year twelve-year complete point special 之一"]),
        (
            '"nine-year"',
            '"九年"',
            [
                "dossier.toml 的“stage”应是 primary junior nine-year twelve-year complete point special 之一，"
                "写的是“九年”"
            ],
        ),
        ("as_of = 2026-09-01", 'as_of = "2026-9-31"', ["dossier.toml 的“as_of”应是 2026-09-01 这样的日期，写的是“2026-9-31”"]),
        ("as_of = 2026-09-01\n", "", ["dossier.toml 的“as_of”没有写"]),
        ("[school]", "years = 0\n[school]", ["dossier.toml 的“years”应在1到10之间，写的是“0”"]),
        ("[school]", 'schools = ["甲"]\n[school]', ["dossier.toml 的“schools”只有县区项目（kind = \"district\"）才写"]),
        ("[school]", 'options = 1\n[school]', ["dossier.toml 的“options”应写成 [options] 一节，每行“指标编号 = 数据项”"]),
        ('name = "青山县第一初级中学"\n', "", ["dossier.toml 的“school.name”没有写"]),
        (
            '"青山一中"',
            '"青山:一中"',
            ["dossier.toml 的“school.short_name”要用作文件夹的名字，不能写成“青山:一中”，可以写“青山：一中”"],
        ),
        ("[school]", "[boxes]\nmerg = []\n[school]", ["dossier.toml 里不认识“boxes.merg”，是不是“merge”"]),
        ("[school]", '[boxes]\nmerge = [["1-1"], ["1-1"]]\n[school]', ["dossier.toml 的“boxes.merge”里“1-1”出现了两次"]),
        ("[school]", "[boxes]\nthickness_mm = []\n[school]", ["dossier.toml 的“boxes.thickness_mm”是空的"]),
        ("[school]", "[boxes]\nthickness_mm = [55, 4]\n[school]", ["dossier.toml 的“boxes.thickness_mm”第2个应在5到200之间，写的是“4”"]),
        ("checklist =", "boxes = 1\nchecklist =", ["dossier.toml 的“boxes”应写成 [boxes] 一节"]),
    ],
)  # fmt: skip
def test_each_setting_that_is_wrong(tmp_path: Path, old: str, new: str, messages: list[str]) -> None:
    assert GOOD.count(old) == 1
    assert wrong(tmp_path, GOOD.replace(old, new)) == messages


def test_everything_wrong_at_once(tmp_path: Path) -> None:
    assert len(wrong(tmp_path, 'checklist = ""\nyears = "三"\nx = 1\n')) == 6


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("没有", None, "没有“没有”这个文件夹；新建项目请运行：dossier init 文件夹"),
        ("空", "", "“空”还不是项目文件夹（没有 dossier.toml）；新建项目请运行：dossier init 文件夹"),
        ("坏", "a 1", "dossier.toml 第1行第3列：键的后面缺等号"),
    ],
)
def test_no_project_says_how_to_make_one(tmp_path: Path, name: str, text: str | None, message: str) -> None:
    root = tmp_path / name
    if text is not None:
        root.mkdir()
    if text:
        settings(root, text)
    with pytest.raises(ProjectError) as caught:
        project.read(root)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("教务处", "教导处", True),
        ("总务处", " 后勤处", True),
        ("德育处", "政教处", True),
        ("办公室", "学校办公室", True),
        ("教务处", "德育处", False),
        ("食堂", "食堂", True),
        ("", "", True),
    ],
)
def test_departments_with_two_names(one: str, other: str, same: bool) -> None:
    assert project.same_department(one, other) is same


# -- the school's own facts and words ---------------------------------------------------------------------


def checklist() -> Checklist:
    figure = FigureSpec(key="n", label="在校生数", aliases=("学生数",), read=(Read(label="在籍学生"),))
    return Checklist(id="x", title="x", groups=(), indicators=(), requirements=(), figures=(figure,))


def test_facts_are_what_is_no_figure(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["学校基本信息"],
        ["备注", "项目", "全校"],
        ["", "校长", "王××"],
        ["", "建校年份", 1956],
        ["", "报告日期", datetime.date(2026, 9, 20)],
        ["", "在校生数", 1289],
        ["", "学生数", 1289],
        ["", "在籍学生", 1289],
        ["", "书记", None],
    ):
        sheet.append(row)
    book.save(tmp_path / "学校信息.xlsx")
    assert project.facts(tmp_path, checklist()) == {
        "校长": "王××",
        "建校年份": "1956",
        "报告日期": "2026-09-20",
    }


def test_no_facts_without_the_workbook(tmp_path: Path) -> None:
    assert project.facts(tmp_path, checklist()) == {}
    (tmp_path / "学校信息.xlsx").write_bytes(b"PK\x03\x04")
    assert project.facts(tmp_path, checklist()) == {}


def test_narratives_by_the_name_of_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "文字"
    folder.mkdir()
    (folder / "说明.txt").write_text("不是一节", encoding="utf-8")
    (folder / "01 主要做法.txt").write_bytes("一是抓队伍。\r\n二是抓课堂。\r\n".encode("gb18030"))
    (folder / "（二）取得的成绩.md").write_bytes("成绩。".encode("utf-8-sig"))
    (folder / "取得的成绩.txt").write_bytes("更多成绩。".encode("utf-16"))
    (folder / "空.txt").write_bytes(b"")
    (folder / "照片.jpg").write_bytes(b"\xff\xd8")
    (folder / "~$导语.docx").write_bytes(b"x")
    word = docx.Document()
    word.add_paragraph("第一段\t甲")
    word.add_paragraph("第二段")
    word.save(str(folder / "导语.docx"))
    texts, problems = project.narratives(tmp_path)
    assert texts == {
        "主要做法": "一是抓队伍。\n二是抓课堂。",
        "取得的成绩": "更多成绩。\n成绩。",
        "导语": "第一段\t甲\n第二段",
    }
    assert [(problem.code, problem.path, problem.severity) for problem in problems] == [
        ("not-read", "文字/照片.jpg", "warning")
    ]


def test_words_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "文字").mkdir()
    (tmp_path / "文字" / "导语.docx").write_bytes(b"no zip")
    (tmp_path / "文字" / "做法.txt").write_bytes(b"\xff\x00\x81")
    (tmp_path / "文字" / "成绩.txt").mkdir()
    (tmp_path / "文字" / "打算.docx").write_bytes(ole({"EncryptedPackage": b"x"}))
    (tmp_path / "文字" / "问题.docx").symlink_to("没有.docx")
    texts, problems = project.narratives(tmp_path)
    assert texts == {}
    assert [problem.message for problem in problems] == [
        "“文字/做法.txt”已损坏，打不开（不是文字）",
        "“文字/导语.docx”已损坏，打不开",
        "“文字/成绩.txt”是文件夹，不是文件，没有读",
        "“文字/打算.docx”设了密码，打不开",
        "“文字/问题.docx”是失效的快捷方式（链接），不是文件，没有读",
    ]
    assert {problem.severity for problem in problems} == {"error"}


def test_a_folder_of_words_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "文字").write_text("一段话", encoding="utf-8")
    assert [problem.message for problem in project.narratives(tmp_path)[1]] == ["“文字”不是文件夹，没有读"]


def test_what_is_no_template_is_named(tmp_path: Path) -> None:
    assert project.templates(tmp_path) == ()
    folder = tmp_path / "模板"
    folder.mkdir()
    for name in ("封面.docx", "封面1.docx", "~$封面.docx", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    (folder / "报告.docx").mkdir()
    assert [(problem.message, problem.severity) for problem in project.templates(tmp_path)] == [
        ("“模板/封面1.docx”不是模板的名字，没有读", "warning"),
        ("“模板/报告.docx”是文件夹，不是文件，没有读", "error"),
    ]
    shutil.rmtree(folder)
    folder.write_bytes(b"x")
    assert [problem.message for problem in project.templates(tmp_path)] == ["“模板”不是文件夹，没有读"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("dossier.toml", "dossier.toml 打不开（那里是一个文件夹）"),
        ("编号.toml", "“编号.toml”打不开（那里是一个文件夹）"),
    ],
)
def test_a_folder_in_the_place_of_a_file_that_must_be_read(tmp_path: Path, file: str, message: str) -> None:
    settings(tmp_path, GOOD)
    (tmp_path / file).unlink(missing_ok=True)
    (tmp_path / file).mkdir()
    with pytest.raises(ProjectError, match=re.escape(message)):
        project.frozen(project.read(tmp_path).root)


def test_a_file_in_the_place_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "学校").write_bytes(b"x")
    with pytest.raises(ProjectError, match="“学校”是一个文件"):
        project.read(tmp_path / "学校")


@pytest.mark.parametrize(
    ("content", "detail"),
    [
        (None, "是文件夹，不是文件"),
        (b"", "是空文件（0字节）"),
        (b"PK\x03\x04", "文件已损坏"),
        (ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "设了密码"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_named_truly(
    tmp_path: Path, content: bytes | None, detail: str
) -> None:
    read = project.read(settings(tmp_path, GOOD))
    book = tmp_path / "材料台账.xlsx"
    if content is None:
        book.mkdir()
    else:
        book.write_bytes(content)
    _, (told,) = project.desk(read, checklist())
    assert told.message == f"“材料台账.xlsx”打不开：{detail}"


LIKE_ANYBODY: list[str] = []
"""What takes the right to read everything from root."""
if os.name != "nt" and os.geteuid() == 0:
    LIKE_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


def unreadable_files(root: Path) -> dict[str, str]:
    """What ``check`` says of files that may not be read."""
    (root / "材料").mkdir()
    (root / "模板").mkdir()
    (root / "文字").mkdir()
    for name in ("学校信息.xlsx", "材料台账.xlsx", "文字/做法.txt", "文字/导语.docx", "材料/方案.docx"):
        (root / name).write_bytes(b"PK\x03\x04")
        (root / name).chmod(0)
    (root / "材料/锁着").mkdir(mode=0)
    done = subprocess.run(
        [*LIKE_ANYBODY, sys.executable, "-m", "dossier", "check", str(root), "--json", "-"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    record = json.loads(done.stdout)
    return {
        problem["path"]: problem["message"]
        for problem in record["problems"]
        if problem["code"] in ("unreadable-denied", "desk-unreadable")
    }


@pytest.mark.skipif(
    os.name == "nt" or not shutil.which((LIKE_ANYBODY or ["sh"])[0]), reason="needs rights as POSIX has them"
)
def test_files_that_may_not_be_read_are_named_as_that(tmp_path: Path) -> None:
    found = unreadable_files(settings(tmp_path, GOOD))
    denied = "没有读取权限或正被其他程序占用"
    assert found == {
        "学校信息.xlsx": f"“学校信息.xlsx”{denied}",
        "材料台账.xlsx": "“材料台账.xlsx”打不开：没有权限，或正被其他程序占用",
        "文字/做法.txt": f"“文字/做法.txt”{denied}",
        "文字/导语.docx": f"“文字/导语.docx”{denied}",
        "材料/方案.docx": f"“材料/方案.docx”{denied}",
        "材料/锁着": f"“材料/锁着”{denied}",
    }


def test_a_project_without_words(tmp_path: Path) -> None:
    assert project.narratives(tmp_path) == ({}, ())
