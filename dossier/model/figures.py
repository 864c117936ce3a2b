"""Figures, and the readings they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from dossier.model.project import SelfCheck


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One number read from a file, or counted in a range (读数)."""

    path: str
    sheet: str
    cell: str = ""
    """``C7`` for a single cell."""
    range: str = ""
    """``D5:D96`` for a count or a sum."""
    where: str = ""
    agg: str = "value"
    rows: int = 0
    """Rows that took part."""
    raw: str = ""
    """As it stood in the cell; personal numbers masked."""
    value: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class LedgerRow:
    """A data row under recognised heads."""

    number: int
    """1-based row in the sheet."""
    values: dict[str, str]
    """Canonical column name → text as shown."""
    section: str = ""
    """``primary`` ``junior`` ``senior``; ``*`` for 全校/共用; empty when the row says nothing."""
    year: str = ""
    """School year or calendar year of this row alone, where a column gives it."""
    date: str = ""
    """ISO date of this row alone, where a column gives it."""
    waiting: bool = False
    """What it counts is ordered and not there yet, by its own words."""


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """A table that was recognised by its heads (台账)."""

    path: str
    sheet: str
    kind: str
    title: str
    year: str
    """School year from its title, its folder or its date; empty if unknown."""
    date: str
    """ISO date it is as at, when it says so."""
    columns: dict[str, int]
    """Canonical column name → 1-based column number."""
    units: dict[str, str]
    """Canonical column name → unit in its head."""
    rows: tuple[LedgerRow, ...]
    totals: tuple[LedgerRow, ...] = ()
    """合计 and 小计 rows, kept for checking."""
    left_out: tuple[LedgerRow, ...] = ()
    """Rows that are not counted (written off, of somebody gone, repeated), which a 合计 may hold all the same."""
    authority: int = 0
    """Smaller wins when two ledgers of one kind, year and date disagree."""
    part: str = ""
    """What part of the school it covers, by sheet, title or file name: a class, a grade, a section; empty: all."""
    label: str = ""
    """In a table of *item — value* lines (学校信息): the column that names the item."""
    values: Mapping[str, str] = field(default_factory=dict)
    """In such a table: section (empty for the whole campus) → the column of its values."""
    times: str = ""
    """The column that says how many of a thing a row stands for (间数); empty: every row is one."""
    each: frozenset[str] = frozenset()
    """In such a table: columns that speak of one of them (每间面积), not of all."""
    derived: frozenset[str] = frozenset()
    """Columns that are not there and follow from others: they say something of a row, and nothing by silence."""
    turned: bool = False
    """Its heads stand in the first column: ``columns`` are rows of the sheet, and the numbers of rows its columns."""


Relation = Literal["一致", "冲突", "其他时点", "其他口径", "不作比较", "存疑"]
"""How what stands elsewhere compares with the value that is printed.

``不作比较`` reads the same rows in another way, stands in for something near, or is a part reckoned by weight;
``存疑`` could not be read as a number.
"""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Another place where a figure stands (另见)."""

    relation: Relation
    value: Fraction | None
    year: str
    date: str
    """ISO date, when it says one."""
    readings: tuple[Reading, ...]
    basis: str = ""
    """Its population, where that is another one."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value with its population, date and source (数据)."""

    key: str
    label: str
    section: str
    """``primary`` ``junior`` or empty for the whole campus."""
    year: str
    date: str
    """ISO date it holds for."""
    basis: str
    unit: str
    digits: int
    value: Fraction | None
    """None: it could not be had; a problem says why."""
    readings: tuple[Reading, ...] = ()
    """Of the authority."""
    elsewhere: tuple[Elsewhere, ...] = ()
    """Every other place where it stands; those that were not asked because an authority of a later year spoke are
    figures of their own year."""
    formula: str = ""
    """In words with numbers: ``4450 ÷ 1289``; empty for what was read."""
    note: str = ""
    """``按加权学生数拆分`` and the like."""
    in_place: Fraction | None = None
    """What the value is without quantities that have not arrived yet (预计); None when everything is there."""

    @property
    def id(self) -> str:
        """``students/primary``; the whole campus is just ``students``."""
        return f"{self.key}/{self.section}" if self.section else self.key


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """An indicator held against its gauge for one section (评定)."""

    code: str
    title: str
    section: str = ""
    figure: str = ""
    """Id of the figure, or empty."""
    value: Fraction | None = None
    shown: str = ""
    unit: str = ""
    gauge: Fraction | None = None
    direction: str = ""
    """``≥`` ``≤`` or empty."""
    met: bool | None = None
    floor_met: bool | None = None
    points: Fraction | None = None
    full: Fraction | None = None
    declared: bool = False
    """Points are the school's own word (自评)."""
    formula: str = ""
    words: str
    """达标 · 未达标 · 恰好达标 · 未达标，但不低于标准值的85% · 县级提供 …"""
    line: str
    """What a person would write: value, standard, difference, points, formula, figures, their date and population."""
    sure: bool = True
    """Whether the standard was checked against its source; where not, every print of it carries a mark."""
    self_check: SelfCheck | None = None
    """The row that ``words`` come from, where the school gives its own verdict (自查)."""


@dataclass(frozen=True, kw_only=True)
class RuleVerdict:
    """A rule over several indicators for one section (综合判定)."""

    code: str
    title: str
    section: str
    met: bool | None
    met_count: int
    total: int
    line: str
    points: Fraction | None = None
    """For the sum of points of a scored standard: what is known of it."""
    full: Fraction | None = None
