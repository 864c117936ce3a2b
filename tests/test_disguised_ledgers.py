"""Ledgers in other clothes: web pages, XML of 2003 and text under the name .xls, and .xlsb."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from pathlib import Path

import pytest

from dossier import grids
from dossier.containers import ContainerError
from dossier.grids.peek_xlsb import peek_xlsb
from dossier.grids.web_page import web_page
from dossier.grids.xml2003 import workbook_2003
from dossier.ledgers import load, read_ledgers
from dossier.ledgers.grid import read
from dossier.model import Ledger, Problem, Unreadable
from tests.bad_files import zipped
from tests.ledger_files import Inline, document, project

CLASSES = [["班级", "人数"], ["七（1）班", "45"], ["七（2）班", "44"]]


def read_one(
    root: Path, data: bytes, kind: str, name: str = "班级人数.xls"
) -> tuple[tuple[Ledger, ...], tuple[Problem, ...], tuple[Unreadable, ...]]:
    path = root / "数据" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return read_ledgers([document(root, path, kind)], load(), project(root), Inline())


# -- web pages ----------------------------------------------------------------------------------------------


def page(body: str, head: str = '<meta charset="gbk">') -> bytes:
    return f"<html><head>{head}<title>导出</title><style>td {{}}</style></head><body>{body}</body></html>".encode(
        "gbk"
    )


def table(rows: list[list[str]]) -> str:
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return f"<table border=1>{''.join(lines)}</table>"


def test_a_web_page_called_xls_gives_figures_with_their_cells(tmp_path: Path) -> None:
    data = page("<p>晨光学校2025年9月班级人数统计表</p>" + table(CLASSES))
    ((ledger,), problems, unread) = read_one(tmp_path, data, "html")
    assert [row.values["人数"] for row in ledger.rows] == ["45", "44"]
    assert (ledger.columns["人数"], ledger.rows[0].number) == (2, 3)
    assert ledger.title == "晨光学校2025年9月班级人数统计表"
    assert (problems, unread) == ((), ())


def test_a_page_in_the_material_folder_of_another_name_is_no_ledger(tmp_path: Path) -> None:
    assert read_one(tmp_path, page(table(CLASSES)), "html", "新闻.html") == ((), (), ())


def test_spans_are_merged_cells_and_keep_the_places_of_the_others() -> None:
    head = '<tr><th rowspan=2>班级</th><th colspan="2">人数</th></tr><tr><th>男</th><th>女</th></tr>'
    grid = web_page(page(f"<table>{head}<tr><td>七1<td>20<td>25</table>"))
    assert grid.rows == [["班级", "人数", ""], ["", "男", "女"], ["七1", "20", "25"]]
    assert grid.merges == [((0, 0), (1, 0)), ((0, 1), (0, 2))]


def test_a_span_ends_with_its_table_and_zero_rows_are_all() -> None:
    grid = web_page(page("<table><tr><td rowspan=999>a<td rowspan=0>b<td>c<tr><td>d</table>x"))
    assert grid.rows == [["a", "b", "c"], ["", "", "d"], ["x", "", ""]]
    assert grid.merges == [((0, 0), (1, 0)), ((0, 1), (1, 1))]


def test_what_a_cell_of_a_page_holds() -> None:
    cells = "<td>七<br>（1）班<td>3&nbsp;&lt;4&#22899;<td><div>甲</div><div>乙</div><td> 多\n 行 <td x:num='3.25'>3<td x:num='45000'>2023/3/15"
    (row,) = web_page(page(f"<table><tr>{cells}</table>")).rows
    assert row == ["七\n（1）班", "3 <4女", "甲\n乙", "多 行", "3.25", "2023/3/15"]


def test_tables_stand_below_each_other_with_the_lines_between_them() -> None:
    inner = "<table><tr><td>一</table>"
    body = f"题目<br>单位：人{inner}<!-- <table> --><script>x()</script>中间<table><tr><td>左{inner}<td>右</table>"
    assert web_page(page(body)).rows == [["题目"], ["单位：人"], ["一"], ["中间"], ["左"], ["一"], ["右"]]


def test_cells_without_a_row_are_one() -> None:
    assert web_page(page("<table><td>1<td>2<tr><td>3</table>")).rows == [["1", "2"], ["3", ""]]


def test_a_row_that_is_not_displayed_is_hidden() -> None:
    grid = web_page(page("<table><tr><td>a<tr style='DISPLAY: none'><td>b</table>"))
    assert (grid.rows, grid.unseen.hidden_rows) == ([["a"], ["b"]], {2})


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "utf-16"])
def test_a_page_in_another_encoding_than_it_says(encoding: str) -> None:
    data = page(table(CLASSES)).decode("gbk").encode(encoding)
    assert web_page(data).rows == CLASSES


def test_half_a_page_gives_no_figure(tmp_path: Path) -> None:
    whole = page(table(CLASSES * 50))
    ledgers, problems, unread = read_one(tmp_path, whole[: len(whole) // 2], "html")
    assert (ledgers, [file.reason for file in unread]) == ((), ["truncated"])
    assert [problem.code for problem in problems] == ["unreadable-truncated"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<div>" * 5000 + table(CLASSES), "corrupt"),
        ("<table><tr>" + "<td colspan=1000>x" * 17 + "</table>", "corrupt"),
        ("<table><tr><td>1" + "\0" * 600 + "</table>", "corrupt"),
    ],
)
def test_a_page_that_cannot_be_laid_out_is_refused(body: str, reason: str) -> None:
    with pytest.raises(ContainerError) as caught:
        web_page(page(body))
    assert caught.value.reason == reason


@pytest.mark.parametrize("data", [b" ", b"<html></html>", b"<table></table>"])
def test_a_page_without_a_table_is_an_empty_sheet(data: bytes) -> None:
    assert web_page(data).rows == []


# -- XML of 2003 --------------------------------------------------------------------------------------------

HEAD = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
NAMES = "urn:schemas-microsoft-com:office:spreadsheet"


def book(*sheets: str) -> bytes:
    inner = "".join(sheets)
    return (
        f'{HEAD}<Workbook xmlns="{NAMES}" xmlns:ss="{NAMES}" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f"{inner}</Workbook>"
    ).encode()


def sheet(rows: str, name: str = "人数", after: str = "") -> str:
    return f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{after}</Worksheet>'


def cell(value: str, kind: str = "String", about: str = "") -> str:
    return f'<Cell {about}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells: str, about: str = "") -> str:
    return f"<Row {about}>{''.join(cells)}</Row>"


def test_xml_of_2003_gives_figures_with_their_cells(tmp_path: Path) -> None:
    rows = row(cell("班级"), cell("人数")) + row(
        cell("七（1）班"), cell("45", "Number"), about='ss:Index="4"'
    )
    ((ledger,), problems, _) = read_one(tmp_path, book(sheet(rows)), "xml")
    assert (ledger.sheet, ledger.rows[0].number, ledger.rows[0].values["人数"]) == ("人数", 4, "45")
    assert problems == ()


def test_indices_spans_and_merged_cells_of_xml() -> None:
    rows = (
        row(cell("a", about='ss:Index="2" ss:MergeAcross="1"'), cell("b"), about='ss:Span="2"')
        + row(cell("c", about='ss:MergeDown="1"'))
        + row(cell("d", about='ss:Index="3"'), about='ss:Hidden="1"')
    )
    columns = '<Column/><Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>'
    (grid,) = workbook_2003(book(sheet(columns + rows)))
    assert grid.rows == [["", "a", "", "b"], [], [], ["c", "", "", ""], ["", "", "d", ""]]
    assert grid.merges == [((0, 1), (0, 2)), ((3, 0), (4, 0))]
    assert (grid.unseen.hidden_rows, grid.unseen.hidden_columns) == ({5}, {2, 3})


def test_values_of_xml_have_their_kinds() -> None:
    (grid,) = workbook_2003(
        book(
            sheet(
                row(
                    cell("3.5", "Number"),
                    cell("2025-09-01T00:00:00.000", "DateTime"),
                    cell("2025-09-01T08:30:00.000", "DateTime"),
                    cell("1899-12-31T08:30:00.000", "DateTime"),
                    cell("1", "Boolean"),
                    cell("#REF!", "Error"),
                    "<Cell/>",
                    '<Cell ss:Formula="=1"/>',
                    f'<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">张<B>三</B></ss:Data>'
                    f'<Comment xmlns="{NAMES}"/></Cell>',
                    cell("约45", "Number"),
                )
            )
        )
    )
    assert grid.rows == [
        [
            3.5,
            datetime.date(2025, 9, 1),
            datetime.datetime(2025, 9, 1, 8, 30),
            datetime.time(8, 30),
            True,
            "",
            "",
            "",
            "张三",
            "约45",
        ]
    ]
    assert (grid.unseen.errors, grid.unseen.uncalculated, grid.unseen.noted) == (
        {"F1": "#REF!"},
        {"H1"},
        {"I1"},
    )


def test_several_sheets_of_xml_one_of_them_hidden() -> None:
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    found = workbook_2003(book(sheet(row(cell("a")), "一"), sheet(row(cell("b")), "二", options)))
    assert [(grid.name, grid.hidden, grid.rows) for grid in found] == [
        ("一", False, [["a"]]),
        ("二", True, [["b"]]),
    ]


def test_an_error_in_xml_is_told(tmp_path: Path) -> None:
    rows = "".join(
        row(cell(a), cell(b, "Error" if b == "#REF!" else "String"))
        for a, b in [*CLASSES, ["七（3）班", "#REF!"]]
    )
    _, problems, _ = read_one(tmp_path, book(sheet(rows)), "xml")
    assert [(problem.code, problem.sheet, problem.cell) for problem in problems] == [
        ("cell-doubt", "人数", "B4")
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data[: len(data) // 2], "truncated"),
        (lambda data: data.replace(b"</Table>", b"</Tabel>"), "corrupt"),
        (lambda data: data.replace(b"<Row >", b'<Row ss:Index="4294967296">', 1), "corrupt"),
        (lambda data: data.replace(b"<Row >", b'<Row ss:Index="-3">', 1), "corrupt"),
        (lambda data: data.replace(b"<Cell >", b'<Cell ss:Index="16385">', 1), "corrupt"),
    ],
)
def test_damaged_xml_gives_no_figure(change: object, reason: str) -> None:
    whole = book(sheet("".join(row(*map(cell, line)) for line in CLASSES * 20)))
    with pytest.raises(ContainerError) as caught:
        workbook_2003(change(whole))  # type: ignore[operator]
    assert caught.value.reason == reason


def test_other_xml_has_no_sheets() -> None:
    assert workbook_2003(b"<?xml version='1.0'?><note>x</note>") == []


# -- text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", ["\t", ","])
def test_text_called_xls_is_a_table(tmp_path: Path, separator: str, encoding: str) -> None:
    data = "\r\n".join(separator.join(line) for line in CLASSES).encode(encoding)
    ((ledger,), problems, _) = read_one(tmp_path, data, "txt")
    assert [row.values["人数"] for row in ledger.rows] == ["45", "44"]
    assert problems == ()


TRADITIONAL = "晨光學校教職工花名冊\r\n序號,姓名,性別,學歷,職稱,任教學科\r\n1,陳大文,女,本科,高級教師,數學\r\n2,葉小龍,男,專科,一級教師,體育\r\n"


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8"])
@pytest.mark.parametrize("name", ["名册.csv", "名册.xls"])
def test_a_table_in_traditional_characters_is_read(tmp_path: Path, encoding: str, name: str) -> None:
    kind = "csv" if name.endswith("csv") else "txt"
    ((ledger,), problems, _) = read_one(tmp_path, TRADITIONAL.encode(encoding), kind, name)
    assert (ledger.kind, ledger.title) == ("教职工花名册", "晨光學校教職工花名冊")
    assert [row.values["姓名"] for row in ledger.rows] == ["陳大文", "葉小龍"]
    assert problems == ()


def test_lines_that_became_zeros_are_no_table() -> None:
    data = "\n".join(["班级,人数", *["七（1）班,45"] * 90]).encode()
    with pytest.raises(ContainerError):
        read(data[:400] + bytes(500) + data[900:], "csv")


def test_single_zeros_between_the_cells_are_an_exporters_habit() -> None:
    assert read("班级,\0人数\n七（1）班,\0 45".encode(), "csv")[0].rows == [
        ["班级", "人数"],
        ["七（1）班", "45"],
    ]


# -- .xlsb --------------------------------------------------------------------------------------------------


def record(kind: int, content: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def formula(flags: int, tokens: bytes = b"\x1e\x01\0") -> bytes:
    """What stands behind the result of a formula."""
    return struct.pack("<HI", flags, len(tokens)) + tokens + bytes(4)


def text_cell(text: str) -> tuple[int, bytes]:
    return 6, wide(text)


def number_cell(value: float) -> tuple[int, bytes]:
    return 5, struct.pack("<d", value)


def xlsb(rows: list[list[tuple[int, bytes]]]) -> bytes:
    """A workbook of one sheet; a cell is a kind of record and what comes behind its column."""
    sheet = record(129, b"") + record(148, struct.pack("<4I", 0, len(rows) - 1, 0, 3)) + record(145, b"")
    for number, cells in enumerate(rows):
        sheet += record(0, struct.pack("<2IH2BBI", number, 0, 300, 0, 0, 0, 0))
        sheet += b"".join(
            record(kind, struct.pack("<2I", column, 0) + content)
            for column, (kind, content) in enumerate(cells)
        )
    book = record(131, b"") + record(143, b"") + record(156, bytes(8) + wide("rId1") + wide("人数"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    return zipped(
        {
            "xl/workbook.bin": book + record(144, b"") + record(132, b""),
            "xl/_rels/workbook.bin.rels": f'<Relationships><Relationship Id="rId1" Type="{relation}" '
            'Target="worksheets/sheet1.bin"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.bin": sheet + record(146, b"") + record(130, b""),
        }
    )


FORMULAS = {
    "an empty text on opening": ((8, wide("") + formula(2)), True),
    "nought on opening": ((9, bytes(8) + formula(2)), True),
    "an empty text by right": ((8, wide("") + formula(0)), False),
    "a text on opening": ((8, wide("约45") + formula(2)), False),
    "nought by right": ((9, bytes(8) + formula(0)), False),
    "nought of a formula that changes by the day": (
        (9, bytes(8) + formula(2, b"\x19\x01\0\0\x1e\0\0")),
        False,
    ),
    "a number on opening": ((9, struct.pack("<d", 44) + formula(2)), False),
    "an error": ((11, b"\x17" + formula(2)), False),
}


@pytest.mark.parametrize(("cell", "is_open"), FORMULAS.values(), ids=FORMULAS)
def test_formulas_of_an_xlsb_without_a_result(cell: tuple[int, bytes], is_open: bool) -> None:
    seen = peek_xlsb(xlsb([[text_cell("a")], [text_cell("b"), cell]]))["人数"]
    assert seen.uncalculated == ({"B2"} if is_open else frozenset())


def test_a_formula_of_an_xlsb_without_a_result_is_told_and_not_counted(tmp_path: Path) -> None:
    rows = [[text_cell("班级"), text_cell("人数")], [text_cell("七（1）班"), number_cell(45)]]
    rows.append([text_cell("七（2）班"), (9, struct.pack("<d", 44) + formula(0))])
    rows.append([text_cell("七（3）班"), (9, bytes(8) + formula(2))])
    ((ledger,), problems, _) = read_one(tmp_path, xlsb(rows), "xlsb", "班级人数.xlsb")
    assert [row.values["人数"] for row in ledger.rows][:2] == ["45", "44"]
    assert ledger.rows[2].values["人数"] != "0"
    assert [(problem.code, problem.sheet, problem.cell) for problem in problems] == [
        ("formula-uncalculated", "人数", "B4")
    ]


@pytest.mark.parametrize("kind", [8, 9])
@pytest.mark.parametrize("content", [b"", b"\0", bytes(7), bytes(9), b"\xff" * 12])
def test_a_formula_that_breaks_off_is_no_traceback(kind: int, content: bytes) -> None:
    whole = record(0, bytes(17)) + record(kind, struct.pack("<2I", 1, 0) + content)
    made = xlsb([[text_cell("a")]])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    peek_xlsb(zipped(parts | {"xl/worksheets/sheet1.bin": whole}))


@pytest.mark.parametrize("last", [bytes([0, 25]) + bytes(8), bytes([60, 25]) + bytes(12)])
def test_a_row_or_column_that_breaks_off_is_no_traceback(last: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsb([[text_cell("a")]]))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert peek_xlsb(zipped(parts | {"xl/worksheets/sheet1.bin": last})) == {}


def test_what_an_xlsb_holds_besides_values() -> None:
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    rows = [
        record(60, struct.pack("<4IH", 2, 3, 0, 0, 1)),
        record(0, struct.pack("<2IH2BB", 6, 0, 300, 0, 0x10, 0)),
        record(3, struct.pack("<2IB", 2, 0, 23)),
        record(11, struct.pack("<2IB", 3, 0, 7) + bytes(6)),
        record(176, struct.pack("<4I", 0, 1, 0, 2)),
    ]
    made = {
        "xl/workbook.bin": record(156, bytes(8) + wide("rId1") + wide("人数")),
        "xl/_rels/workbook.bin.rels": f'<Relationships><Relationship Id="rId1" Type="{link}" '
        'Target="worksheets/sheet1.bin"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.bin": b"".join(rows),
    }
    seen = peek_xlsb(zipped(made))["人数"]
    assert seen.errors == {"C7": "#REF!", "D7": "#DIV/0!"}
    assert (seen.hidden_rows, seen.hidden_columns) == ({7}, {2, 3})
    assert seen.merges == (((0, 0), (1, 2)),)
    assert peek_xlsb(zipped(made | {"xl/worksheets/sheet1.bin": b"\x80"})) == {}
    assert peek_xlsb(b"PK") == {}
    assert grids.name_of(7, 3) == "C7"
