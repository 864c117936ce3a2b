"""Which material a table is by its columns: 姓名、学历、职称 are a register of staff, whatever the file is called.

A column that several materials have counts a part for each; what stands in every table counts nothing. The words are
those of ``checklists/vocabulary/heads.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

from dossier import resources, toml
from dossier.match.memo import Memo
from dossier.match.texts import fold
from dossier.model import Checklist
from dossier.words import Words

_FIGURE = re.compile(r"(?=.*\d)[\da-z年月日岁元号班级组名人次个零一二三四五六七八九十]*.?")
"""A cell that is a number, a date or a class and no name of a column; 2021学时 is one."""
_ROWS = 12
"""Lines in which the head of a table is looked for; its own title and notes stand above it."""
_FEWEST_CELLS, _FEWEST_COLUMNS = 3, 2
"""Cells of a line that may be a head; columns that have to speak for one material."""
_LONGEST = 14
"""Characters of a head; what is longer is a sentence."""
_ENOUGH, _SURE, _CLEAR = 0.9, 1.2, 1.5
"""Weights from which columns propose a material, bear out what words say by halves, and speak against words."""
_NEARLY = 0.7
"""Share of the best weight from which another material is as likely."""
_COMMON = 0.25
"""What a column counts that many tables have."""
_AT_LEAST = 0.3
"""Share of the weight that is left where nearly all columns are others."""
_REGISTER = "花名册"
_EXACT, _OR = "=", "|"


_Column: TypeAlias = tuple[str, int]
"""Code of a requirement, and which of the columns of its material."""


class Headed(NamedTuple):
    """How the columns of a table fit a material."""

    code: str
    weight: float
    """What its columns count, less where most columns are others; one column that only this material has is 1."""
    columns: tuple[str, ...]
    """The columns that speak for it."""


@dataclass(frozen=True)
class Heads:
    """The columns of the materials of a checklist."""

    checklist: Checklist

    def fitting(self, lead: str) -> Sequence[Headed]:
        """The materials that the head of a table in *lead* fits, the best first, equals in checklist order."""
        best: dict[str, Headed] = {}
        for cells in _lines(lead):
            for found in self._found(cells):
                if found.weight > (best[found.code].weight if found.code in best else 0):
                    best[found.code] = found
        return sorted(best.values(), key=lambda headed: (-headed.weight, self._order[headed.code]))

    def surely(self, lead: str) -> str:
        """The requirement that the head in *lead* fits well, and no other nearly as well; else empty."""
        fitting = self.fitting(lead)
        if not fitting or fitting[0].weight < _SURE:
            return ""
        rival = fitting[1].weight if len(fitting) > 1 else 0.0
        return fitting[0].code if rival < fitting[0].weight * _NEARLY else ""

    def rather(self, code: str, lead: str) -> str:
        """The register whose columns the head in *lead* has much rather than those of *code*, a register; else empty.

        Of a material whose columns nobody has written down nothing can be said, and tables of other kinds are drawn up
        in too many ways: one school plans lessons by weekday, another by teacher.
        """
        asked = self.checklist.by_code[code]
        code = self._first.get(asked.material, "")
        fitting = self.fitting(lead) if asked.form == _REGISTER and code in self._listed else ()
        if not fitting or fitting[0].weight < _CLEAR:
            return ""
        best = fitting[0]
        own = next((headed.weight for headed in fitting if headed.code == code), 0.0)
        is_register = self.checklist.by_code[best.code].form == _REGISTER
        return best.code if is_register and own < best.weight / 2 else ""

    def of_ledger(self, kind: str) -> str:
        """The requirement that a ledger of *kind* shows; empty for none."""
        return self._first.get(self._data["ledgers"].get(kind, kind), "")

    def _found(self, cells: Sequence[str]) -> Iterable[Headed]:
        own = [cell for cell in cells if cell not in self._plain]
        said: dict[str, dict[int, tuple[float, str]]] = {}
        telling: dict[str, set[int]] = {}
        for number, cell in enumerate(own):
            for (code, place), weight in self._told[cell].items():
                telling.setdefault(code, set()).add(number)
                columns = said.setdefault(code, {})
                columns[place] = max(columns.get(place, (0.0, "")), (weight, cell))
        for code, columns in said.items():
            weight = sum(weight for weight, _ in columns.values()) * self._share(len(telling[code]), len(own))
            if len(columns) >= _FEWEST_COLUMNS and weight >= _ENOUGH:
                yield Headed(code, weight, tuple(dict.fromkeys(cell for _, cell in columns.values())))

    @staticmethod
    def _share(fitting: int, own: int) -> float:
        return _AT_LEAST + (1 - _AT_LEAST) * fitting / own

    @cached_property
    def _told(self) -> Memo[str, Mapping[_Column, float]]:
        """What a cell says: column of a material → how much, by the best of the words that stand in it."""

        def look(cell: str) -> Mapping[_Column, float]:
            told: dict[_Column, float] = {}
            for word in (_EXACT + cell, *(word for _, word in self._words.find(cell))):
                for column in self._columns.get(word, ()):
                    told[column] = max(told.get(column, 0), self._weight(word))
            return told

        return Memo(look)

    def _weight(self, word: str) -> float:
        return (_COMMON if word in self._common else 1.0) / len(self._columns[word])

    @cached_property
    def _data(self) -> Mapping[str, Any]:
        return toml.load(resources.data("heads.toml"))

    @cached_property
    def _plain(self) -> frozenset[str]:
        return frozenset(self._data["plain"])

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(self._data["common"])

    @cached_property
    def _columns(self) -> Mapping[str, Sequence[_Column]]:
        """What a column is called → the materials that have it; of requirements for one material the first."""
        first = self._first
        found: dict[str, list[_Column]] = {}
        for material, columns in self._data["heads"].items():
            for place, names in enumerate(columns if material in first else ()):
                for name in names.split(_OR):
                    found.setdefault(_folded(name), []).append((first[material], place))
        return found

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {requirement.code: place for place, requirement in enumerate(self.checklist.requirements)}

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(code for columns in self._columns.values() for code, _ in columns)

    @cached_property
    def _first(self) -> Mapping[str, str]:
        """Material → the first requirement that asks for it."""
        return {r.material: r.code for r in reversed(self.checklist.requirements) if r.material}

    @cached_property
    def _words(self) -> Words:
        return Words({word for word in self._columns if not word.startswith(_EXACT)})


def _lines(lead: str) -> Iterable[list[str]]:
    """The rows of *lead* that may be heads: short words without figures; and what stands first in its rows."""
    rows = [[fold(cell) for cell in line.split()] for line in lead.splitlines()[:_ROWS]]
    for cells in (*rows, [row[0] for row in rows if len(row) > 1]):
        short = [cell for cell in cells if 1 <= len(cell) <= _LONGEST]
        figures = sum(bool(_FIGURE.fullmatch(cell)) for cell in short)
        if len(short) >= _FEWEST_CELLS and figures <= len(short) / 2:
            yield short


def _folded(word: str) -> str:
    return _EXACT * word.startswith(_EXACT) + fold(word)
