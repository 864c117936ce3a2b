"""Rows that were not simply counted, each kind of them one problem with its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dossier.grids import letters
from dossier.model import Problem
from dossier.problems import problem
from dossier.text import mask

__all__ = ["told_rows"]

_NAMED = 8
"""Rows that are listed one by one."""
_FAULTS = {
    "number": ("存成了数字，后几位已经丢失", "请把这一列设为文本格式，重新录入"),
    "check": ("的日期或校验码不对", "请对照证件改正"),
    "birth": ("与出生日期对不上", "请对照证件改正其中一处"),
}
_SLOTS = (
    ("gone", "rows-gone"),
    ("aside", "rows-aside"),
    ("waiting", "rows-waiting"),
    ("minus", "rows-minus"),
)


def told_rows(path: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    """What is to be told of the rows of *table*, as the child describes it."""
    sheet, turned = table["sheet"], table["turned"]
    for slot, code in _SLOTS:
        for word, rows in table[slot].items():
            yield problem(
                code, path=path, sheet=sheet, cell=_cell(rows[0], turned), word=word, rows=_rows(rows, turned)
            )
    if pairs := table["repeated"]:
        words = "、".join(
            f"{_rows([row], turned)}与{_rows([first], turned)}" for row, first in pairs[:_NAMED]
        )
        more = f"等{len(pairs)}处" if len(pairs) > _NAMED else ""
        yield problem(
            "row-repeated", path=path, sheet=sheet, cell=_cell(pairs[0][0], turned), rows=words + more
        )
    yield from _slips(path, table)
    for column, fault, rows in table["faults"]:
        cell = f"{letters(table['columns'][column])}{rows[0]}"
        yield problem(
            "id-number",
            path=path,
            sheet=sheet,
            cell=cell,
            column=column,
            rows=_rows(rows, turned),
            fault=_FAULTS[fault][0],
            hint=_FAULTS[fault][1],
        )


def _slips(path: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Rows that are counted and may not be right."""
    sheet = table["sheet"]
    for row, first, name in table["twice"][:_NAMED]:
        rows = _rows([first, row], table["turned"])
        yield problem("listed-twice", path=path, sheet=sheet, cell=f"A{row}", rows=rows, name=mask(name))
    for cell, amount, product in table["products"][:_NAMED]:
        yield problem("amount-product", path=path, sheet=sheet, cell=cell, amount=amount, product=product)


def _rows(rows: Sequence[int], turned: bool) -> str:
    named = "、".join(letters(row) if turned else str(row) for row in rows[:_NAMED])
    more = f"等{len(rows)}" if len(rows) > _NAMED else ""
    return f"第{named}{more}{'列' if turned else '行'}"


def _cell(row: int, turned: bool) -> str:
    return f"{letters(row)}1" if turned else f"A{row}"
