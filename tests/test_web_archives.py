"""Web archives (单个文件网页) under the names .mht .xls .doc: told by their content, read, and refused where something is missing."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.containers import ContainerError, is_web_archive, web_pages
from dossier.convert.routes import reason as why_no_pages
from dossier.convert.routes import route
from dossier.examine.kinds import is_wrong_extension
from dossier.grids import web_archive as grids_of
from tests.bad_files import BOUNDARY, paged_workbook, web_archive
from tests.ledger_files import document
from tests.looking import facts, reason, verdict
from tests.test_disguised_ledgers import CLASSES, page, read_one, table

TITLE = "<p>晨光学校2025年9月班级人数统计表</p>"
NAMED = "<title>导出</title>".encode("gbk")
PAGE = page(TITLE + table(CLASSES)).replace(NAMED, b"")
OTHER = page(table([["班级", "人数"], ["八（1）班", "40"]]))
BOOK = web_archive(paged_workbook({"七年级": PAGE, "八年级": OTHER}))
WORD = page("<p>安全工作方案</p><p>一、目标</p>").replace(NAMED, b"")
MARK = b"--" + BOUNDARY.encode()


# -- the front door ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["gbk", "utf-8"])
@pytest.mark.parametrize("name", ["a.mht", "a.mhtml", "a.doc", "a.xls", "a"])
def test_a_web_archive_is_known_by_its_content(name: str, encoding: str, charset: str) -> None:
    data = web_archive({"a.htm": WORD.decode("gbk").encode(charset)}, encoding, charset)
    found = facts(name, data)
    assert (found["kind"], found["title"], found["attachment"]) == ("mht", "安全工作方案", False)
    assert "一、目标" in str(found["lead"])


def test_a_workbook_is_known_by_its_first_sheet_and_not_by_its_frame() -> None:
    found = facts("a.xls", BOOK)
    assert (found["kind"], found["title"]) == ("mht", "晨光学校2025年9月班级人数统计表")
    assert "框架" not in str(found["lead"])
    assert "八（1）班" in str(found["lead"])
    assert is_wrong_extension("mht", ".xls")
    assert not is_wrong_extension("mht", ".mht")


HEADS = {
    "a browser's": b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.cn/\r\nSubject: =?utf-8?Q?a?=\r\n"
    b'Date: Sat, 28 Nov 2026\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n',
    "with a mark": b"\xef\xbb\xbfMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
    "a wiki's": b"Date: Sat, 28 Nov 2026\nMessage-ID: <1@x>\nSubject: Export\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
    "of one page": b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n",
    "of mixed parts": b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_heads_of_archives(head: bytes) -> None:
    inner = WORD if b"boundary" not in head else b"--x\nContent-Type: text/html\n\n" + WORD + b"\n--x--\n"
    assert facts("a.doc", head + inner)["title"] == "安全工作方案"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "From: a@b.cn\nTo: c@d.cn\nSubject: 通知\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--",
            "eml",
        ),
        (
            "From: a@b.cn\nSubject: 通知\nDate: Sat, 28 Nov 2026\nContent-Type: multipart/mixed; boundary=x\n\n--x--",
            "eml",
        ),
        ("网页存档的说明\nContent-Type: multipart/related; boundary=x", "txt"),
        ("Content-Type：网页\n正文", "txt"),
    ],
)
def test_what_is_no_archive(text: str, kind: str) -> None:
    assert facts("a.txt", text.encode())["kind"] == kind


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.995])
@pytest.mark.parametrize("name", ["a.mht", "a.xls", "a.doc"])
def test_an_archive_that_was_cut_is_incomplete(share: float, name: str) -> None:
    assert reason(name, BOOK[: int(len(BOOK) * share)]) == "truncated"
    assert reason(name, BOOK[: int(len(BOOK) * share)].ljust(len(BOOK), b"\0")) == "truncated"
    assert facts(name, BOOK + bytes(5_000))["kind"] == "mht"


def nested(depth: int) -> bytes:
    """A page within so many archives."""
    inner = b"Content-Type: text/html\n\n" + WORD
    for level in range(depth):
        inner = (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=m%d\n\n--m%d\n%s\n--m%d--\n"
            % (level, level, inner, level)
        )
    return inner


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (web_archive({"a.htm": WORD[:60] + bytes(200) + WORD[60:]}, "8bit"), "（中间有一段数据成了空白）"),
        (BOOK.replace(b'boundary="', b'bounds="'), "（网页存档没有写明各部分怎样分开）"),
        (BOOK.replace(b"sheet002.htm\r\n", b"shoot002.htm\r\n"), "（缺工作表“八年级”）"),
        (web_archive({"a.htm": WORD}, "base64").replace(b"PGh0", b"P\x01\xff0", 1), "（网页的编码坏了）"),
        (nested(6), "（网页存档一层套一层，太深了）"),
        (nested(2).replace(b"\n--m0--", b""), "（里面有一部分没有结尾）"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n" * 30_000 + b"--x--", "（里面超过20000个部分）"),
    ],
)  # fmt: skip
def test_damaged_archives_say_what_is_wrong(data: bytes, told: str) -> None:
    assert verdict("a.mht", data) == {"unreadable": ["corrupt", told]}


def test_parts_within_parts_are_read() -> None:
    assert facts("a.mht", nested(3))["title"] == "安全工作方案"


def test_an_archive_of_pictures_alone_has_no_page() -> None:
    assert verdict("a.mht", web_archive({})) == {"unreadable": ["unsupported", "（网页存档里没有网页）"]}


@pytest.mark.parametrize("line", [b"boundary*0*=a; boundary*=b; boundary*1=c", b"boundary*" + b"9" * 5_000 + b"=x", b'boundary*="x\'y\'%FF%GG"', b"boundary=\xff\xfe"])  # fmt: skip
def test_odd_lines_are_damage(line: bytes) -> None:
    data = b"MIME-Version: 1.0\nContent-Type: multipart/related; " + line + b"\n\n--x\n\n--x--"
    assert reason("a.mht", data) in ("corrupt", "truncated")


@pytest.mark.parametrize("seed", range(150))
def test_bytes_at_random_in_an_archive_are_an_answer(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(BOOK if seed % 2 else web_archive({"a.htm": PAGE}, "base64"))
    for _ in range(chance.choice([1, 5, 200])):
        start = chance.randrange(300) if seed % 3 == 0 else chance.randrange(len(data))
        data[start : start + 4] = chance.randbytes(chance.choice([0, 1, 4, 40]))
    verdict("a.xls", bytes(data))
    with contextlib.suppress(ContainerError):
        grids_of(bytes(data))


def test_a_person_in_an_archive_is_noticed() -> None:
    number = page("<p>名单</p>" + "<p>正文</p>" * 200 + "<p>身份证号 11010519491231002X</p>")
    assert facts("a.mht", web_archive({"a.htm": number}, "base64"))["personal"] is True


def test_a_head_that_never_ends_is_no_archive_forever() -> None:
    assert not is_web_archive(b"A: b\n" * 10_000)
    with pytest.raises(ContainerError):
        web_pages(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n" + b"a" * 1_000_000)


# -- ledgers and pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["班级人数.xls", "班级人数.mht", "班级人数.MHTML"])
def test_a_workbook_in_an_archive_gives_figures_with_their_cells(tmp_path: Path, name: str) -> None:
    first, second = read_one(tmp_path, BOOK, "mht", name)[0]
    assert (first.sheet, second.sheet) == ("七年级", "八年级")
    assert [(row.number, row.values["人数"]) for row in first.rows] == [(3, "45"), (4, "44")]
    assert [row.values["人数"] for row in second.rows] == ["40"]


def test_a_page_in_an_archive_called_doc_is_no_ledger(tmp_path: Path) -> None:
    assert read_one(tmp_path, BOOK, "mht", "新闻.doc") == ((), (), ())


def test_a_hidden_sheet_of_an_archive_is_told_and_not_read(tmp_path: Path) -> None:
    data = web_archive(paged_workbook({"七年级": PAGE, "八年级": OTHER}, hidden=["八年级"]))
    ledgers, problems, _ = read_one(tmp_path, data, "mht")
    assert [ledger.sheet for ledger in ledgers] == ["七年级"]
    assert [(problem.code, problem.sheet) for problem in problems] == [("ledger-hidden", "八年级")]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda data: data[: data.rfind(MARK)], "truncated"),
        (lambda data: data.replace(b"</table>", b"", 1), "truncated"),
        (lambda data: data.replace(b"sheet001.htm\r\n", b"x.htm\r\n"), "corrupt"),
    ],
)
def test_an_archive_that_lacks_something_gives_no_figure(
    tmp_path: Path, change: Callable[[bytes], bytes], why: str
) -> None:
    ledgers, problems, unread = read_one(tmp_path, change(BOOK), "mht")
    assert (ledgers, [file.reason for file in unread]) == ((), [why])
    assert [problem.code for problem in problems] == [f"unreadable-{why}"]


def test_sheets_have_names_and_pages_without_one_are_numbered() -> None:
    assert [grid.name for grid in grids_of(web_archive({"a.htm": PAGE}))] == [""]
    named = page("<!--<x:ExcelWorksheet><x:Name>人数&amp;班</x:Name></x:ExcelWorksheet>-->" + table(CLASSES))
    assert [grid.name for grid in grids_of(web_archive({"a.htm": named}))] == ["人数&班"]
    assert [grid.name for grid in grids_of(web_archive({"a.htm": PAGE, "b.htm": OTHER}))] == [
        "第1页",
        "第2页",
    ]


def test_an_archive_has_no_pages_and_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(BOOK)
    archive = document(tmp_path, path, "mht")
    assert route(archive) == "none"
    assert "另存为 .docx 或 .xlsx" in why_no_pages(archive)
