"""A roster of twenty thousand pupils: the columns somebody asked for, types brought to one form."""

from __future__ import annotations

import datetime
import functools
import io
import tempfile
from pathlib import Path

import openpyxl
import python_calamine

from benchmarks.pairs import Ratio, calls
from dossier import resources
from dossier.ledgers.child import read

_ROWS = 20_000
_HEADS = (
    "序号", "姓名", "性别", "出生日期", "身份证号", "学籍号", "全国学籍号", "年级", "班级", "民族", "户口性质", "户籍所在地", "现住址", "入学年月",
    "入学方式", "就读方式", "是否寄宿", "是否留守儿童", "是否随迁子女", "是否残疾", "是否孤儿", "监护人", "监护人关系", "联系电话", "健康状况", "血型", "政治面貌",
    "学生来源", "身高", "备注",
)  # fmt: skip
_WANTED = {"学籍花名册": ["姓名", "性别", "年级", "班级", "是否寄宿", "是否留守儿童", "是否随迁子女"]}


def columns_against_calamine() -> Ratio:
    """Recognised, read by column, every row checked / the cells of the same sheet and no more."""
    return _against("bare python-calamine", 2.5, lambda: _calamine(_roster()))


def columns_against_openpyxl() -> Ratio:
    """The same / openpyxl reading the values, ``read_only``."""
    return _against("openpyxl read_only", 0.35, lambda: _openpyxl(_roster()))


def _against(other: str, goal: float, theirs: object) -> Ratio:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "学籍花名册.xlsx"
        file.write_bytes(_roster())
        payload = {
            "path": str(file),
            "name": file.stem,
            "kind": "xlsx",
            "vocabulary": str(resources.data("ledgers.toml")),
            "wanted": _WANTED,
        }
        (table,) = read(payload)["tables"]
        if len(table["rows"]) != _ROWS:
            raise AssertionError(f"{len(table['rows'])} rows")
        title = f"a roster of {_ROWS:,} rows and {len(_HEADS)} columns, {len(_WANTED['学籍花名册'])} asked for / {other}"
        return calls(title, goal, lambda: read(payload), theirs, runs=3)  # type: ignore[arg-type]


def _calamine(data: bytes) -> int:
    return len(python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python())


def _openpyxl(data: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def _identity(born: datetime.date, number: int) -> str:
    """A number of nobody (there is no region 000000) with a true check digit, as in a sound roster."""
    digits = f"000000{born:%Y%m%d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


@functools.cache
def _roster() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("学生")
    sheet.append(["青禾县明德中学2025—2026学年度学籍花名册"])
    sheet.append(list(_HEADS))
    for number in range(1, _ROWS + 1):
        grade, klass = "七八九"[number % 3], number % 30 + 1
        born = datetime.date(2011 + number % 3, number % 12 + 1, number % 28 + 1)
        sheet.append(
            [
                number, f"学生{number:05d}", "男女"[number % 2], born,
                _identity(born, number), f"G3301{number:014d}", f"L{number:018d}", f"{grade}年级", f"{grade}（{klass}）班", "汉族", "农业",
                "青禾县", f"青禾县明德路{number}号", "2025-09", "就近入学", "走读", "是否"[number % 2], "否", "否", "否", "否", f"家长{number:05d}",
                "父亲", f"000-{number:08d}", "健康", "A", "群众", "正常", 150 + number % 30, "",
            ]
        )  # fmt: skip
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
