"""One row of a checklist on its way to a record, and the words for its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier.model import Problem
from dossier.problems import problem
from dossier.schema import Complaint


@dataclass(frozen=True)
class Place:
    """How places are called: a TOML file counts tables, a workbook has sheets and rows."""

    rows: Mapping[tuple[str, int], str] = field(default_factory=dict)
    """(table, ordinal) → ``“材料”表第5行``; empty for TOML."""
    keys: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(table, key) → its head in the workbook; empty for TOML."""
    reads: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(ordinal of a figure, which of its sources) → ``“数据来源”表第4行``; empty for TOML."""
    tables: Mapping[str, str] = field(default_factory=dict)
    """Table → its sheet; empty for TOML."""

    def row(self, table: str, ordinal: int) -> str:
        """``第3个[[requirement]]``, or the row of a workbook."""
        plain = f"第{ordinal}个[[{table}]]" if ordinal else f"[{table}]"
        return self.rows.get((table, ordinal), plain)

    def empty(self, table: str) -> str:
        """That there is no row of *table*."""
        sheet = self.tables.get(table)
        return f"没有“{sheet}”表，或者表里是空的" if sheet else f"一个 [[{table}]] 也没有"

    def key(self, table: str, key: str) -> str:
        """The key, or its head in the workbook."""
        return self.keys.get((table, key), key)


@dataclass(frozen=True)
class Entry:
    """One table of the file with the values that could be read."""

    table: str
    ordinal: int
    """From 1; 0 for the one table ``[checklist]``."""
    values: Mapping[str, Any]
    """Keys whose values were wrong are not in it."""
    place: Place

    def get(self, key: str) -> Any:
        """The value of *key*, or None when it was wrong or stands empty."""
        return self.values.get(key)

    @property
    def code(self) -> str:
        """Its code or key, empty when it has none."""
        return str(self.values.get("code") or self.values.get("key") or "")

    def where(self, key: str = "") -> str:
        """``第3个[[requirement]]（1-1-03）的 years``."""
        row = self.place.row(self.table, self.ordinal)
        named = f"{row}（{self.code}）" if self.code else row
        return f"{named}的 {self.place.key(self.table, key)}" if key else named

    def wrong(self, key: str, detail: str) -> Problem:
        """The problem that the value of *key* is wrong."""
        return wrong(self.where(key), detail)

    def wrong_source(self, number: int, detail: str) -> Problem:
        """The problem that one of the sources of a figure is wrong."""
        if place := self.place.reads.get((self.ordinal, number)):
            return wrong(place, detail)
        return self.wrong("read", f"第{number}个{detail}")

    def complaint(self, complaint: Complaint) -> Problem:
        """The problem that a key is unknown, missing or holds what it cannot hold."""
        if complaint.nearest is None:
            return self.wrong(complaint.key, complaint.detail)
        hint = f"，是不是“{complaint.nearest}”" if complaint.nearest else ""
        return wrong(self.where(), f"不认识“{complaint.key}”{hint}")


def wrong(place: str, detail: str) -> Problem:
    """The problem that a checklist is wrong at *place*."""
    return problem("checklist-invalid", place=place, detail=detail.removeprefix("："))
