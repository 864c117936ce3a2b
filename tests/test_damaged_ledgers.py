"""Ledgers that lost something on their way: no figure comes from what is left, and the true reason is told."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from dossier import grids
from dossier.containers import ContainerError
from dossier.examine import child as examining
from dossier.grids import records
from dossier.ledgers import load, read_ledgers
from tests.bad_files import zipped
from tests.ledger_files import Inline, document, project, rewrite, workbook
from tests.small import dossier, make

HEADS = ["序号", "姓名", "性别", "年级", "班级", "身高"]
PUPILS = 300


def old_workbook() -> bytes:
    """Three hundred pupils on the first of two sheets, as .xls."""
    book = xlwt.Workbook()
    for name, count in (("花名册", PUPILS), ("说明", 3)):
        sheet = book.add_sheet(name)
        rows = [
            [n, f"学生{n}", "男女"[n % 2], "七年级", f"七（{n % 6}）班", 140.5 + n]
            for n in range(1, count + 1)
        ]
        for number, row in enumerate([HEADS, *rows]):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def examined(data: bytes, suffix: str) -> tuple[str, str]:
    """Reason and detail, or the kind and nothing."""
    answer = examining._examined(io.BytesIO(data), suffix, True)
    return tuple(answer["unreadable"]) if "unreadable" in answer else (answer["facts"]["kind"], "")


def rows_of(data: bytes) -> list[list[list[object]]]:
    return [grid.rows for grid in grids.workbook(data)]


# -- .xls ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [512, 1536, 4096])
def test_a_zeroed_stretch_never_makes_rows_disappear(length: int) -> None:
    whole, refused = old_workbook(), 0
    rows = rows_of(whole)
    for at in [*range(512, len(whole), 512), *range(700, len(whole), 1111)]:
        damaged = whole[:at] + bytes(min(length, len(whole) - at)) + whole[at + length :]
        try:
            grids.check_xls(damaged)
        except ContainerError:
            refused += 1
        else:
            assert rows_of(damaged) == rows, at
    assert refused > 100


@pytest.mark.parametrize("lost", [1, 10, 100, 300, 600, 2_000, 20_000])
def test_the_end_of_an_xls_that_is_missing(lost: int) -> None:
    whole = old_workbook()
    kind, _ = examined(whole[:-lost], ".xls")
    assert kind == "truncated" or rows_of(whole[:-lost]) == rows_of(whole)
    assert kind == "truncated" or lost == 1


def test_a_hole_is_told_as_that() -> None:
    whole = old_workbook()
    middle = len(whole) // 2
    damaged = whole[:middle] + bytes(512) + whole[middle + 512 :]
    assert examined(damaged, ".xls") == ("corrupt", "（表格中间有一段数据成了空白）")


def test_a_byte_too_many_puts_everything_out_of_step() -> None:
    whole = old_workbook()
    middle = len(whole) // 2
    assert examined(whole[:middle] + b"\x07" + whole[middle:-1], ".xls")[0] in ("corrupt", "truncated")


def test_many_zeros_in_a_row_of_numbers_are_numbers() -> None:
    """Of the first style they are bytes of zero and nothing else; a lost block is longer."""

    def sheet(columns: int) -> bytes:
        numbers = struct.pack("<2H", 0, 0) + bytes(6 * columns) + struct.pack("<H", columns - 1)
        parts = ((0x0809, bytes(16)), (0x00BD, numbers), (0x000A, b""))
        return b"".join(struct.pack("<2H", kind, len(content)) + content for kind, content in parts)

    assert [kind for kind, _, _ in records.walk(sheet(60), 0, (0x00BD,))] == [0x00BD]
    with pytest.raises(ContainerError):
        records.walk(sheet(120), 0, ())


def test_a_sheet_that_begins_nowhere() -> None:
    whole = old_workbook()
    at = whole.index(struct.pack("<H", 0x0085))
    damaged = whole[: at + 4] + struct.pack("<I", 1_000_000) + whole[at + 8 :]
    assert examined(damaged, ".xls")[0] == "truncated"


def test_a_chain_of_blocks_that_comes_back_is_no_stream() -> None:
    """A zeroed allocation table leads every block to the first."""
    whole = old_workbook()
    (table,) = struct.unpack_from("<I", whole, 76)
    at = (table + 1) * 512
    assert examined(whole[:at] + bytes(512) + whole[at + 512 :], ".xls")[0] in ("corrupt", "truncated")


def test_no_figure_is_taken_from_an_xls_with_a_hole(tmp_path: Path) -> None:
    whole = old_workbook()
    middle = len(whole) // 2
    path = tmp_path / "数据/学籍花名册.xls"
    path.parent.mkdir()
    path.write_bytes(whole[:middle] + bytes(4096) + whole[middle + 4096 :])
    ledgers, problems, unread = read_ledgers([document(tmp_path, path)], load(), project(tmp_path), Inline())
    assert ledgers == ()
    assert [(file.path, file.reason) for file in unread] == [("数据/学籍花名册.xls", "corrupt")]
    assert [problem.code for problem in problems] == ["unreadable-corrupt"]
    assert "空白" in problems[0].message


# -- .xlsx --------------------------------------------------------------------------------------------------

SHEET, SHARED, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ROSTER = [HEADS, *([str(n), f"学生{n}", "男", "七年级", f"七（{n % 6}）班", "150"] for n in range(1, 40))]


def parts() -> dict[str, bytes]:
    """The parts of a workbook as Excel writes it, with shared texts."""
    texts = [text for row in ROSTER for text in row]
    numbers = iter(range(len(texts)))
    rows = "".join(
        f'<row r="{n}">{"".join(asks(grids.name_of(n, c), next(numbers)) for c in range(1, len(row) + 1))}</row>'
        for n, row in enumerate(ROSTER, start=1)
    )
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/{BOOK}" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="{BOOK}"/></Relationships>',
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="花名册" sheetId="1" r:id="a"/></sheets></workbook>',
        RELATIONS: f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="b" Type="{OFFICE}/sharedStrings" Target="/{SHARED}"/></Relationships>',
        SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        SHARED: f'<sst xmlns="{MAIN}">{shared}</sst>',
    }
    return {name: text.encode() for name, text in files.items()}


def asks(cell: str, number: int) -> str:
    """A cell that holds the shared text *number*."""
    return f'<c r="{cell}" t="s"><v>{number}</v></c>'


def changed(name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The workbook with one part changed, or left out."""
    made = parts()
    content = change(made.pop(name))
    return zipped(made if content is None else made | {name: content})


def until(mark: bytes, *, after: int = 1) -> Callable[[bytes], bytes]:
    """Cut behind the *after*-th *mark*."""
    return lambda content: mark.join(content.split(mark)[:after]) + mark


def instead(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


def test_a_whole_workbook_is_read() -> None:
    assert examined(zipped(parts()), ".xlsx") == ("xlsx", "")
    assert rows_of(zipped(parts())) == [ROSTER]


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (SHEET, lambda content: content[: len(content) // 2], "“花名册”表只有一部分"),
        (SHEET, until(b"</row>", after=20), "“花名册”表只有一部分"),
        (SHEET, until(b"</sheetData>"), "“花名册”表只有一部分"),
        (SHEET, lambda content: bytes(len(content)), "“花名册”表只有一部分"),
        (SHEET, lambda content: b"", "“花名册”表只有一部分"),
        (SHEET, lambda content: None, "“花名册”表不在里面"),
        (RELATIONS, lambda content: None, "“花名册”表不在里面"),
        (BOOK, instead(b'r:id="a"', b'r:id="z"'), "“花名册”表不在里面"),
        (BOOK, lambda content: None, "里面没有工作簿"),
        (BOOK, lambda content: bytes(len(content)), "工作表目录是坏的"),
        (BOOK, lambda content: content[:90], "工作表目录是坏的"),
        (SHARED, lambda content: None, "文字不在里面"),
        (SHARED, until(b"</si>", after=9), "文字不在里面"),
        (SHARED, lambda content: until(b"</si>", after=9)(content) + b"</sst>", "有的单元格的文字不在里面"),
        (SHEET, instead(b"<v>7</v>", b"<v>999999</v>"), "有的单元格的文字不在里面"),
        (SHEET, instead(b"<v>7</v>", b"<v>-1</v>"), "有的单元格的文字不在里面"),
        (SHEET, instead(b'<row r="9"', b'<row r="4294967296"'), "第4294967296行，超出了表格的范围"),
        (SHEET, instead(b'<row r="9"', b'<row r="1048577"'), "第1048577行"),
        (SHEET, instead(b'r="C9"', b'r="C99999999"'), "单元格C99999999"),
        (SHEET, instead(b'r="C9"', b'r="XFE9"'), "单元格XFE9"),
        (SHEET, instead(b'r="C9"', b'r="ZZZZZZZ9"'), "单元格ZZZZZZZ9"),
    ],
)
def test_a_workbook_that_lacks_something_is_corrupt(
    name: str, change: Callable[[bytes], bytes | None], told: str
) -> None:
    reason, detail = examined(changed(name, change), ".xlsx")
    assert (reason, told in detail) == ("corrupt", True), detail


@pytest.mark.parametrize("place", [b"4294967296", b"1048577"])
def test_an_absurd_row_costs_no_time_where_nobody_looked_before(place: bytes) -> None:
    with pytest.raises(ContainerError, match="超出了表格的范围"):
        grids.workbook(changed(SHEET, instead(b'<row r="9"', b'<row r="' + place + b'"')))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (SHEET, instead(b'r="C9"', b'r="XFD9"')),
        (SHEET, instead(b"</sheetData>", b'</sheetData><pageSetup firstPageNumber="2147483647"/>')),
        (SHEET, instead(b"<v>7</v>", b"<v></v>")),
        (SHEET, instead(b"<v>7</v>", b"<v> 7 </v>")),
        (BOOK, instead(b"<workbook", b'<?xml version="1.0"?>\n<workbook')),
        (RELATIONS, instead(b"worksheets/sheet1.xml", b"/xl/Worksheets/Sheet1.xml")),
        (BOOK, lambda content: content.decode().encode("utf-16")),
        (BOOK, lambda content: b'<?xml version="1.0" encoding="GBK"?>' + content.decode().encode("gbk")),
        (SHEET, lambda content: content.decode().encode("utf-16")),
    ],
)
def test_what_only_looks_odd_is_read(name: str, change: Callable[[bytes], bytes | None]) -> None:
    assert examined(changed(name, change), ".xlsx")[0] == "xlsx"


def test_an_xlsb_without_its_sheets() -> None:
    made = {
        "[Content_Types].xml": b'<Types><Override PartName="/xl/workbook.bin" ContentType='
        b'"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        "_rels/.rels": parts()["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin"),
        "xl/workbook.bin": b"\0",
        "xl/_rels/workbook.bin.rels": parts()[RELATIONS].replace(b"sheet1.xml", b"sheet1.bin"),
    }
    assert examined(zipped(made), ".xlsb") == ("corrupt", "（有的工作表不在里面）")
    assert (
        examined(zipped({k: v for k, v in made.items() if k != "xl/workbook.bin"}), ".xlsb")[0] == "corrupt"
    )
    assert examined(zipped(made | {"xl/worksheets/sheet1.bin": b"\0"}), ".xlsb")[0] == "xlsb"


def test_two_sheets_of_one_name_are_not_counted_twice() -> None:
    made = parts()
    made[BOOK] = made[BOOK].replace(
        b"</sheets>", '<sheet name="花名册" sheetId="2" r:id="a"/></sheets>'.encode()
    )
    with pytest.raises(ContainerError, match="有两张表都叫“花名册”"):
        grids.workbook(zipped(made))


def test_a_sheets_name_is_one_line_wherever_it_is_told(tmp_path: Path) -> None:
    rows = [["班级", "人数"], ["七（1）班", "=1/0"]]
    path = tmp_path / "数据/a.xlsx"
    workbook(path, ("人数", rows))
    rewrite(path, "xl/workbook.xml", 'name="人数"'.encode(), 'name="人&#10;数&#x202E;"'.encode())
    ((ledger,), problems, _) = read_ledgers([document(tmp_path, path)], load(), project(tmp_path), Inline())
    assert {ledger.sheet, *(problem.sheet for problem in problems)} == {"人 数<U+202E>"}


# -- a whole run --------------------------------------------------------------------------------------------


def test_a_ledger_that_cannot_be_read_has_one_state_and_its_row_is_not_called_gone(tmp_path: Path) -> None:
    """Both that which the front door refuses and that which only the ledger's reader cannot read."""
    school = make(tmp_path / "学校")
    half, odd = "数据/半张学籍花名册.xlsx", "数据/坏行学籍花名册.xlsx"
    (school / half).write_bytes(changed(SHEET, until(b"</row>", after=20)))
    (school / odd).write_bytes(changed(SHEET, instead(b'<row r="9"', b'<row r="abc"')))
    said = [
        ["文件", "决定", "材料编号", "决定人"],
        [half, "采用", "1-1-01", "甲"],
        [odd, "采用", "1-1-01", "甲"],
    ]
    workbook(school / "材料台账.xlsx", ("材料归类确认", said))
    target = tmp_path / "check.json"
    made = dossier("check", school, "--json", target, cache=tmp_path / "缓存")
    assert "Traceback" not in made.stderr
    record = json.loads(target.read_text("utf-8"))
    states = {
        name: [entry["path"] for entry in record[name]]
        for name in ("used", "unclaimed", "ignored", "unreadable", "duplicates")
    }
    for path in (half, odd):
        assert [name for name, paths in states.items() if path in paths] == ["unreadable"]
        assert [found["code"] for found in record["problems"] if found["path"] == path] == [
            "unreadable-corrupt"
        ]
