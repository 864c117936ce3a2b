"""Conditions on rows: ``学历=本科|硕士; 面积>0``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dossier.model import LedgerRow
from dossier.numbers import is_blank, is_error, parse
from dossier.text import fold

__all__ = ["Condition", "Doubt", "conditions", "holds"]

_CONDITION = re.compile(r"\s*([^=!<>~]+?)\s*(!=|!~|>=|<=|=|>|<|~)(.*)", re.DOTALL)


class Doubt(Exception):
    """A cell that must be a number to be compared is none; ``column`` names it."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


@dataclass(frozen=True)
class Condition:
    """One condition on one column."""

    column: str
    operator: str
    """``= != >= <= > < ~ !~``; ``~`` contains."""
    alternatives: tuple[str, ...]
    """Folded. ``=`` and ``~`` hold for any of them, ``!=`` and ``!~`` for none; an empty one is an empty cell."""

    @property
    def asks(self) -> bool:
        """Whether it wants a 是, as 是否专任=是 does."""
        return self.operator == "=" and self.alternatives == ("是",) and self.column.startswith("是否")


@lru_cache(maxsize=1024)
def conditions(where: str) -> tuple[Condition, ...]:
    """Read *where*; parts that are no condition are left out (the checklist's own checks name them)."""
    found = (_CONDITION.fullmatch(part) for part in where.replace("；", ";").split(";"))
    return tuple(
        Condition(match[1], match[2], tuple(fold(word) for word in match[3].split("|")))
        for match in found
        if match
    )


def holds(asked: Sequence[Condition], row: LedgerRow) -> bool:
    """Whether all conditions hold for *row*.

    Raises:
        Doubt: a cell that is compared by size holds words, one that decides holds an error, or one that must answer
            是 or 否 says something else (待定).
    """
    unknown = ""
    for condition in asked:
        raw = row.values.get(condition.column, "")
        silent = condition.asks and not is_blank(raw) and fold(raw) not in ("是", "否")
        if silent or is_error(raw):
            unknown = unknown or condition.column
        elif not _holds(condition, raw):
            return False
    if unknown:
        raise Doubt(unknown)
    return True


@lru_cache(
    maxsize=65_536
)  # a roster of thousands holds a few different words in each column that is asked about
def _holds(condition: Condition, raw: str) -> bool:
    if condition.operator in ("=", "!="):
        return any(_equal(raw, word) for word in condition.alternatives) == (condition.operator == "=")
    if condition.operator in ("~", "!~"):
        text = fold(raw)
        found = any(word in text if word else not text for word in condition.alternatives)
        return found == (condition.operator == "~")
    return _compares(condition, raw)


def _equal(raw: str, word: str) -> bool:
    text = fold(raw)
    if text == word or (not word and is_blank(raw)):
        return True
    number, wanted = parse(raw), parse(word)
    return number is not None and wanted is not None and number.value == wanted.value


def _compares(condition: Condition, raw: str) -> bool:
    if is_blank(raw):
        return False
    number, limit = parse(raw), parse(condition.alternatives[0])
    if number is None or limit is None:
        raise Doubt(condition.column)
    return {
        ">": number.value > limit.value,
        "<": number.value < limit.value,
        ">=": number.value >= limit.value,
        "<=": number.value <= limit.value,
    }[condition.operator]
