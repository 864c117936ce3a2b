"""A checklist as an Excel workbook: one sheet per table, the same keys as heads, in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier import sheets
from dossier.checklist.entries import Place, wrong
from dossier.checklist.keys import CHECKLIST, READ, SOURCE, TABLES
from dossier.checklist.plain import plain
from dossier.checklist.read import Raw, build, unusable
from dossier.grids import FAR_HINT
from dossier.model import Checklist, Problem
from dossier.schema import TEXT, Key, Wrong, suggestion
from dossier.sheet_writer import Column, Page, write
from dossier.text import fold

_FIGURE = Key("figure", "数据项代号", TEXT)
_SHEETS: Mapping[str, tuple[str, tuple[Key, ...]]] = {
    "checklist": ("清单", CHECKLIST),
    "group": ("一级指标", TABLES["group"]),
    "indicator": ("指标", TABLES["indicator"]),
    "rule": ("综合判定", TABLES["rule"]),
    "requirement": ("材料", TABLES["requirement"]),
    "figure": ("数据项", tuple(key for key in TABLES["figure"] if key.name != "read")),
    "read": ("数据来源", (_FIGURE, *READ)),
    "relief": ("放宽口径", TABLES["relief"]),
    "outside": ("不计入学校", TABLES["outside"]),
}
"""Table → its sheet and columns. ``read``: the sources of all figures, each with the key of its figure."""


def read_workbook(path: Path) -> Checklist:
    """Read a checklist from a workbook.

    Raises:
        ChecklistError: it cannot be used; ``problems`` names sheet and row.
    """
    return build(raw_workbook(path), path.name)


def is_workbook(found: Mapping[str, Sequence[Sequence[str]]]) -> bool:
    """Whether sheets (name → rows) are a workbook that :func:`write_workbook` made, edited or not."""
    by_name = {fold(name): rows for name, rows in found.items()}
    for name in _ALWAYS:
        title, keys = _SHEETS[name]
        rows, known = by_name.get(fold(title), ()), {fold(key.title): key for key in keys}
        top = _top(rows, known)
        if top is None or sum(fold(cell) in known for cell in rows[top]) * 2 < len(keys):
            return False
    return True


_ALWAYS = ("checklist", "indicator", "requirement")
"""Tables that every checklist has; a person may have thrown out columns of them, but hardly half."""


def write_workbook(checklist: Checklist) -> bytes:
    """The workbook of a checklist; reading it gives the same value."""
    data = plain(checklist)
    tables = {name: data.get(name, []) for name in TABLES} | {"checklist": [data["checklist"]]}
    tables["read"] = [
        {"figure": figure["key"]} | source for figure in tables["figure"] for source in figure.get("read", ())
    ]
    return write(
        [
            Page(
                sheet,
                tuple(Column(key.title, _WIDTHS.get(key.name, 14)) for key in keys),
                [[_cell(row.get(key.name), key) for key in keys] for row in tables[name]],
            )
            for name, (sheet, keys) in _SHEETS.items()
        ]
    )


_WIDTHS = {
    "title": 40, "aliases": 30, "note": 30, "source": 24, "formula": 40, "where": 30, "basis": 30,
}  # fmt: skip


def _cell(value: Any, key: Key) -> str:
    return "" if value is None else key.kind.to_text(value)


# -- reading ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """One row of a table as plain data, with the number it has in its sheet."""

    number: int
    values: dict[str, Any]


def raw_workbook(path: Path) -> Raw:
    """The workbook as plain data, with the words for its places.

    Raises:
        ChecklistError: the file cannot be read.
    """
    try:
        found = {fold(sheet.name): sheet for sheet in sheets.read(path)}
    except sheets.SheetError as error:
        raise unusable(path.name, (wrong("文件", str(error)),)) from None
    tables: dict[str, tuple[_Row, ...]] = {}
    problems: list[Problem] = []
    for name, (title, keys) in _SHEETS.items():
        sheet = found.get(fold(title)) or found.get(name)
        tables[name], complaints = _table(sheet, keys) if sheet else ((), [])
        problems += complaints
    places, complaints = _attach(tables["figure"], tables.pop("read"))
    return Raw(_data(tables), _place(tables, places), (*problems, *complaints))


def _data(tables: Mapping[str, tuple[_Row, ...]]) -> dict[str, Any]:
    data: dict[str, Any] = {"schema": 1}
    for name, rows in tables.items():
        values = [row.values for row in rows]
        if name == "checklist":
            data[name] = values[0] if values else {}
        else:
            data[name] = values
    return data


def _place(tables: Mapping[str, tuple[_Row, ...]], reads: Mapping[tuple[int, int], str]) -> Place:
    rows = {
        (name, 0 if name == "checklist" else ordinal): f"“{_SHEETS[name][0]}”表第{row.number}行"
        for name, entries in tables.items()
        for ordinal, row in enumerate(entries, start=1)
    }
    heads = {(name, key.name): key.title for name, (_, keys) in _SHEETS.items() for key in keys}
    return Place(rows, heads, reads, {name: title for name, (title, _) in _SHEETS.items()})


def _attach(
    figures: tuple[_Row, ...], sources: tuple[_Row, ...]
) -> tuple[dict[tuple[int, int], str], list[Problem]]:
    """Put each source under its figure, unless it is wrong by itself; the places of those that were put there."""
    by_key = {row.values.get("key"): (ordinal, row.values) for ordinal, row in enumerate(figures, start=1)}
    places: dict[tuple[int, int], str] = {}
    problems: list[Problem] = []
    for source in sources:
        place = f"“数据来源”表第{source.number}行"
        key = source.values.pop("figure", "")
        if key not in by_key:
            known = [name for name in by_key if name]
            problems.append(wrong(place, f"没有“{key}”这个数据项{suggestion(key, known)}"))
            continue
        ordinal, figure = by_key[key]
        reads = figure.setdefault("read", [])
        try:
            SOURCE.read(source.values)
        except Wrong as error:
            problems.append(wrong(place, str(error)))
        else:
            reads.append(source.values)
            places[ordinal, len(reads)] = place
    return places, problems


def _table(sheet: sheets.Sheet, keys: tuple[Key, ...]) -> tuple[tuple[_Row, ...], list[Problem]]:
    known = {fold(word): key for key in keys for word in (key.title, key.name)}
    top = _top(sheet.rows, known)
    if top is None:
        return (), [wrong(f"“{sheet.name}”表", "找不到表头")] if any(map(any, sheet.rows)) else []
    far = [wrong(f"“{sheet.name}”表", f"{sheet.beyond}太远，没有读；{FAR_HINT}")] if sheet.beyond else []
    columns = {index: known[fold(word)] for index, word in enumerate(sheet.rows[top]) if fold(word) in known}
    rows = [
        _Row(number, {key.name: key.kind.from_text(cells[at]) for at, key in columns.items() if cells[at]})
        for number, cells in enumerate(sheet.rows[top + 1 :], start=top + 2)
        if any(cells[at] for at in columns)
    ]
    return tuple(rows), [*far, *_strangers(sheet, top, known), *_dates(sheet, rows)]


def _top(rows: Sequence[Sequence[str]], known: Mapping[str, Key]) -> int | None:
    """Which row is the head: of the first ten the one with most known words."""
    counts = [sum(fold(cell) in known for cell in row) for row in rows[:10]]
    return counts.index(max(counts)) if any(counts) else None


def _strangers(sheet: sheets.Sheet, top: int, known: Mapping[str, Key]) -> Iterator[Problem]:
    """Columns with a head that is not known and something under it."""
    titles = [key.title for key in known.values()]
    for index, word in enumerate(sheet.rows[top]):
        if fold(word) not in known and any(row[index] for row in sheet.rows[top + 1 :]):
            shown = f"“{word}”" if word else f"第{index + 1}列（没有列名）"
            yield wrong(f"“{sheet.name}”表第{top + 1}行", f"不认识列名{shown}{suggestion(word, titles)}")


def _dates(sheet: sheets.Sheet, rows: Sequence[_Row]) -> Iterator[Problem]:
    """Codes that Excel has turned into dates; what they were cannot be known."""
    for row in rows:
        for name in ("code", "indicator", "group", "parent"):
            if re.fullmatch(r"\d{4}-\d\d-\d\d", str(row.values.get(name, ""))):
                yield wrong(
                    f"“{sheet.name}”表第{row.number}行",
                    f"编号“{row.values[name]}”被 Excel 改成了日期，请把这一列设为文本格式后重填",
                )
