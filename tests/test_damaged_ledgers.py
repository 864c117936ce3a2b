"""Ledgers that lost something on their way: no figure comes from what is left, and the true reason is told."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import xlwt

from dossier import grids
from dossier.containers import ContainerError
from dossier.examine import child as examining
from dossier.ledgers import load, read_ledgers
from tests.ledger_files import Inline, document, project

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
