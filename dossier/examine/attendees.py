"""Who is listed in a typed sign-in sheet (签到表): the names of its column 姓名."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Rows = Sequence[Sequence[str]]

ROWS = 400
"""Of a sheet, so many rows are looked at."""
SIGN_IN = "签到"
_SEARCHED = 12
"""Rows in which the heads are looked for."""
_NAME = re.compile("(?:教师|教职工|职工|教工|人员|(?:参会|参训|参加|与会|到会)(?:人员|教师)?)?姓名")
_SIGNED = re.compile("(?:本人)?(?:签到|签名|签字)(?:栏|处|人)?")
_NOT_OURS = re.compile("单位|学校|来宾|班级|学号|家长|学生|监护人|关系")
"""Heads of sheets on which others sign than a school's staff alone."""
_PERSON = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,6}")
_ASIDE = re.compile(r"[(（].*")
_SPACE = re.compile(r"\s+")
_MOST = 300


def attendees(text: str, tables: Iterable[Rows]) -> tuple[str, ...]:
    """Every name once, in the order of the *tables*; none where *text* does not speak of signing in.

    A name is what two to four characters in such a column are; signatures by hand leave their column empty.
    """
    if SIGN_IN not in text:
        return ()
    found: dict[str, None] = {}
    for rows in tables:
        number, columns = _heads(rows)
        if columns is None:
            return ()
        cells = (row[column] for row in rows[number + 1 :] for column in columns if column < len(row))
        names = (_ASIDE.sub("", _bare(cell)).replace("•", "·") for cell in cells)
        found |= dict.fromkeys(name for name in names if _PERSON.fullmatch(name))
    return tuple(found)[:_MOST]


def _heads(rows: Rows) -> tuple[int, tuple[int, ...] | None]:
    """The row of the heads and the columns of names; no columns in a table of something else, None for guests."""
    for number, row in enumerate(rows[:_SEARCHED]):
        heads = [_ASIDE.sub("", _bare(cell)) for cell in row]
        names = tuple(column for column, head in enumerate(heads) if _NAME.fullmatch(head))
        signed = tuple(column for column, head in enumerate(heads) if _SIGNED.fullmatch(head))
        if names or len(signed) > 1 or (signed and len(set(heads)) > 1):
            return number, None if any(map(_NOT_OURS.search, heads)) else names or signed
    return 0, ()


def _bare(cell: str) -> str:
    return _SPACE.sub("", cell)
