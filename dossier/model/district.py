"""A township or county: its schools side by side, and what differs between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from dossier.model.assessment import Assessment, Problem
from dossier.model.checklist import Checklist
from dossier.model.figures import Figure, RuleVerdict, Verdict
from dossier.model.project import Project


@dataclass(frozen=True, kw_only=True)
class Member:
    """One section of one school, as it enters the comparison (参加计算的学校)."""

    school: str
    """Name, with （小学部） where the campus holds more than one section."""
    short_name: str
    """As ``school`` in the records."""
    section: str
    figures: Mapping[str, Figure]
    """By key; one without a value is not there."""
    source: str = ""
    """The folder of the school's project, or the county's table."""

    def value(self, key: str) -> Fraction | None:
        """The value of a figure, None where it is not known."""
        figure = self.figures.get(key)
        return figure.value if figure else None


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """A school that is not compared, and why (不计入)."""

    school: str
    section: str
    students: Fraction | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The 差异系数 of one figure over the schools of one section."""

    figure: str
    label: str
    section: str
    digits: int
    unit: str
    """Of the schools' own values, such as 册/生."""
    factor: Fraction
    """100 for figures by the hundred."""
    square: Fraction | None
    """Of the 差异系数, exact; None where it cannot be had."""
    mean: Fraction | None
    """X̄, in ``unit``."""
    students: Fraction
    schools: tuple[str, ...]
    """That took part."""
    missing: tuple[str, ...] = ()
    """That lack the figure."""
    notes: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """``books_variation/primary``."""
        return f"{self.figure}/{self.section}"


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A 差异系数 that a county's table brings along (表中自带)."""

    figure: str
    section: str
    """Empty where the table does not say."""
    raw: str
    value: Fraction
    path: str
    sheet: str
    cell: str


@dataclass(frozen=True, kw_only=True)
class DistrictAssessment:
    """The whole result for a district, before anything is written."""

    project: Project
    checklist: Checklist
    schools: tuple[Assessment, ...] = ()
    """Of the schools that have a project of their own."""
    members: tuple[Member, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unusable: tuple[tuple[str, str], ...] = ()
    """Folder or row of a school, and why it cannot be used."""
    spreads: tuple[Spread, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """One for each spread, in the same order."""
    rules: tuple[RuleVerdict, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
