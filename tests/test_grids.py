"""Cells wherever they lie: far out, in old workbooks, in columns that begin late; and what no value can be trusted of."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from dossier import grids, sheets
from dossier.checklist.county import books
from dossier.grids.circular import circular
from dossier.ledgers import load, read_ledgers
from dossier.ledgers.grid import read as read_grids
from dossier.model import Problem
from dossier.numbers import CIRCULAR, UNCALCULATED
from dossier.project.rows import tables
from tests.ledger_files import Inline, Rows, document, project, read_all, rewrite, workbook

CLASSES: Rows = [["班级", "人数"], ["七（1）班", 45], ["七（2）班", 44]]
FAR = ["A1048576", "XFD1048576", "XFD3", "OK2", "B200001"]


def stray(path: Path, cell: str, rows: Rows = CLASSES, sheet: str = "s") -> Path:
    book = workbook(path, (sheet, rows))
    book[sheet][cell] = "x"
    book.save(path)
    return path


def told(root: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for problem in read_all(root)[1]]


# -- far cells ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", FAR)
def test_only_real_cells_are_walked_and_what_lies_too_far_is_named(tmp_path: Path, cell: str) -> None:
    (grid,) = grids.workbook(stray(tmp_path / "a.xlsx", cell).read_bytes())
    assert grid.rows == [["班级", "人数"], ["七（1）班", 45], ["七（2）班", 44]]
    assert str(grid.beyond) == cell


@pytest.mark.parametrize("cell", ["A199999", "OJ199999", "OJ2"])
def test_a_cell_within_the_limits_is_read_without_room_for_all_before_it(tmp_path: Path, cell: str) -> None:
    (grid,) = grids.workbook(stray(tmp_path / "a.xlsx", cell).read_bytes())
    row, column = grids.place_of(cell)
    assert grid.rows[row - 1][column - 1] == "x"
    assert sum(map(len, grid.rows)) <= 400 * 4
    assert not str(grid.beyond)


@pytest.mark.parametrize("cell", FAR)
def test_a_persons_workbook_is_read_beside_a_far_cell(tmp_path: Path, cell: str) -> None:
    rows: Rows = [["材料编号", "材料名称", "责任部门"], ["1-1", "花名册", "教务处"]]
    (sheet,) = sheets.read(stray(tmp_path / "材料台账.xlsx", cell, rows, "责任分解"))
    assert sheet.rows == (("材料编号", "材料名称", "责任部门"), ("1-1", "花名册", "教务处"))
    found, problems = tables((sheet,))
    assert [row["责任部门"] for row in found["责任分解"].rows] == ["教务处"]
    assert [(problem.code, problem.sheet, problem.cell) for problem in problems] == [
        ("not-read", "责任分解", cell)
    ]
    assert "责任分解表的" in problems[0].message


def test_a_county_list_is_read_beside_a_far_cell(tmp_path: Path) -> None:
    found = books.read(stray(tmp_path / "目录.xlsx", "XFD1048576", [["编号", "材料"], ["1-1", "方案"]]))
    assert [len(block.rows) for block in found.blocks] == [2]  # type: ignore[union-attr]
    assert "XFD1048576" in found.remarks[0]


@pytest.mark.parametrize("cell", FAR)
def test_a_ledger_says_what_it_did_not_read(tmp_path: Path, cell: str) -> None:
    stray(tmp_path / "数据/a.xlsx", cell)
    ledgers, problems = read_all(tmp_path)
    assert [row.values["人数"] for row in ledgers[0].rows] == ["45", "44"]
    assert [(problem.code, problem.sheet, problem.cell) for problem in problems] == [("not-read", "s", cell)]
    assert "200000行、400列" in problems[0].message
    assert "拆成几张表" in problems[0].remedy


def test_what_a_csv_holds_beyond_the_limits_is_counted() -> None:
    (grid,) = read_grids("\n".join(["班级,人数", *["七（1）班,1"] * 200_001]).encode(), "csv")
    assert (len(grid.rows), str(grid.beyond)) == (200_000, "A200001等4格")
    (grid,) = read_grids(("班级,人数\n七（1）班,1" + "," * 399 + "x").encode(), "csv")
    assert str(grid.beyond) == "OK2"


def test_a_far_cell_with_nothing_but_a_format_is_nobodys_business(tmp_path: Path) -> None:
    book = workbook(tmp_path / "数据/a.xlsx", ("s", CLASSES))
    book["s"]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book["s"]["A1048576"] = " "
    book.save(tmp_path / "数据/a.xlsx")
    assert told(tmp_path) == []


# -- where cells stand --------------------------------------------------------------------------------------


def test_a_table_that_begins_in_a_later_column_keeps_the_names_of_its_cells(tmp_path: Path) -> None:
    rows: Rows = [
        [],
        [None, None, "班级", "人数"],
        [None, None, "七（1）班", 45],
        [None, None, "七（2）班", "#REF!"],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    ((ledger,), problems) = read_all(tmp_path)
    assert (ledger.columns["人数"], ledger.rows[0].number) == (4, 3)
    assert [problem.cell for problem in problems] == ["D4"]


# -- old workbooks ------------------------------------------------------------------------------------------


EMPTY = struct.pack("<QH", 0xFFFF000000000003, 0)
"""The result of a formula that came to a text without a letter."""
LEFT_OPEN = struct.pack("<QH", 0xFFFF000000000003, 2)
NOT_AVAILABLE = b"\x02\0\x2a\0\0\0\xff\xff\0\0"


def old(path: Path, result: bytes) -> Path:
    """Classes; the second number is a formula with *result*, the third an error, the fourth and its column hidden."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("人数")
    rows: Rows = [["班级", "人数"], ["七（1）班", 45], ["七（2）班"], ["七（3）班"], ["七（4）班", 40]]
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    sheet.write(2, 1, xlwt.Formula("20+25"))
    sheet.row(3).set_cell_error(1, "#REF!")
    sheet.row(4).hidden = True
    sheet.col(1).hidden = True
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))
    data = path.read_bytes()
    assert EMPTY in data
    path.write_bytes(data.replace(EMPTY, result))
    return path


def read_one(path: Path, root: Path) -> tuple[Any, tuple[Problem, ...]]:
    return read_ledgers([document(root, path, "xls")], load(), project(root), Inline())[:2]


@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_errors_and_formulas_of_old_workbooks_are_told(tmp_path: Path, name: str) -> None:
    (ledger,), problems = read_one(old(tmp_path / "数据" / name, LEFT_OPEN), tmp_path)
    assert [row.values["人数"] for row in ledger.rows] == ["45", UNCALCULATED, "#REF!", "40"]
    assert [(problem.code, problem.cell) for problem in problems] == [
        ("ledger-hidden", ""),
        ("formula-uncalculated", "B3"),
        ("cell-doubt", "B4"),
    ]
    assert "1行、1列" in problems[0].message


@pytest.mark.parametrize(("result", "value"), [(NOT_AVAILABLE, "#N/A"), (EMPTY, "")])
def test_what_a_formula_of_an_old_workbook_came_to(tmp_path: Path, result: bytes, value: str) -> None:
    (ledger,), _ = read_one(old(tmp_path / "数据/a.xls", result), tmp_path)
    assert [row.values["人数"] for row in ledger.rows] == ["45", value, "#REF!", "40"]


def test_an_error_in_a_csv_is_told(tmp_path: Path) -> None:
    (tmp_path / "数据").mkdir()
    (tmp_path / "数据/a.csv").write_bytes("班级,人数\n七（1）班,#REF!\n七（2）班,40\n".encode("gb18030"))
    assert told(tmp_path) == [("cell-doubt", "B2")]


# -- formulas that rest on themselves -----------------------------------------------------------------------


def sheet_of(**cells: str) -> bytes:
    """XML of cells: ``=formula`` or ``=formula -> value``."""
    parts = []
    for name, text in cells.items():
        words, _, value = text.partition(" -> ")
        parts.append(f'<c r="{name}"><f>{words[1:]}</f><v>{value or 0}</v></c>')
    return f"<sheetData><row>{''.join(parts)}</row></sheetData>".encode()


@pytest.mark.parametrize(("about", "value"), [(' t="str"', ""), ("", UNCALCULATED)])
def test_a_formula_that_came_to_an_empty_text_has_a_result(tmp_path: Path, about: str, value: str) -> None:
    path = tmp_path / "数据/a.xlsx"
    workbook(path, ("s", [*CLASSES, ["七（3）班", "=20+25"]]))
    rewrite(path, "xl/worksheets/sheet1.xml", b'<c r="B4">', f'<c r="B4"{about}>'.encode())
    ((ledger,), _) = read_all(tmp_path)
    assert ledger.rows[2].values["人数"] == value


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"B9": "=SUM(B2:B9)"}, ["B9"]),
        ({"B9": "=SUM(B:B)"}, ["B9"]),
        ({"B9": "=SUM(B$2:B8)"}, []),
        ({"A1": "=B1+1", "B1": "=$C$1*2", "C1": "=A1"}, ["A1", "B1", "C1"]),
        ({"A1": "=B1", "B1": "=C1", "C1": "=1"}, []),
        ({"A1": "=SUM(A1:A3) -> 7"}, []),
        ({"A1": "=ROW(A1)"}, []),
        ({"A1": "=其他表!A1"}, []),
        ({"A1": "='其他 表'!$A$1:$A$9"}, []),
        ({"A10": "=LOG10(5)", "LOG10": "=A10"}, []),
        ({"A1": '="A1"'}, []),
        ({"A1": "=SUM(A2:A3)", "A2": "=A1"}, ["A1", "A2"]),
    ],
)
def test_ways_from_a_formula_back_to_itself(cells: dict[str, str], found: list[str]) -> None:
    assert list(circular(sheet_of(**cells))) == found


def test_a_shared_formula_moves_with_its_cell() -> None:
    xml = (
        b'<c r="C2"><f t="shared" ref="C2:C3" si="0">A2+B$2</f><v>0</v></c>'
        b'<c r="C3"><f t="shared" si="0"/><v>0</v></c><c r="A3"><f>C3</f><v>0</v></c>'
    )
    assert list(circular(xml)) == ["A3", "C3"]


def test_a_zero_that_rests_on_itself_is_no_figure(tmp_path: Path) -> None:
    rows: Rows = [["班级", "人数"], ["七（1）班", 45], ["七（2）班", "=B3+1"]]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    ((ledger,), problems) = read_all(tmp_path)
    assert ledger.rows[1].values["人数"] == CIRCULAR
    assert [(problem.code, problem.cell) for problem in problems] == [("cell-doubt", "B3")]
    assert "循环引用" in problems[0].message
