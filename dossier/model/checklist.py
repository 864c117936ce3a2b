"""A checklist as data: what must be shown, measured and declared (材料清单)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

UNSURE = "＊"
"""Stands, wherever it is printed, behind what was not checked against its source."""
LISTED = "\x1f"
"""Stands in the codes of papers that a requirement lists, behind its own code."""
Certainty = Literal["verified", "unverified", "incomplete"]
Scope = Literal["school", "section", "county"]
IndicatorKind = Literal["measure", "documents", "declaration", "veto", "self-check"]
Form = Literal["文件", "制度", "方案", "记录", "花名册", "统计表", "照片", "证书", "合同", "总结"]


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading above indicators (一级指标)."""

    code: str
    title: str
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class Deduct:
    """Points lost when a gauge is missed: ``points`` for each ``per`` of shortfall."""

    per: Fraction
    points: Fraction
    partial: Literal["free", "full"] = "free"
    """Whether a remainder smaller than ``per`` costs nothing or a whole step."""
    most: Fraction | None = None
    """No more points than these are lost, however much is missing."""


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One line of the standard; usually one box (指标)."""

    code: str
    group: str
    title: str
    scope: Scope = "school"
    kind: IndicatorKind = "documents"
    figure: str = ""
    at_least: Mapping[str, Fraction] | None = None
    """Section (or stage, where ``scope`` is school) → gauge; key ``""`` where one gauge serves all."""
    at_most: Mapping[str, Fraction] | None = None
    """Together with ``at_least``: between the two, both included."""
    alternatives: tuple[str, ...] = ()
    """Other figures that a school may choose instead of ``figure`` (a second formula of one rate)."""
    full: Fraction | None = None
    """Full points, where the standard scores."""
    deduct: Deduct | None = None
    when: str = ""
    """A condition in words under which it applies."""
    certainty: Certainty = "verified"
    source: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Relief:
    """What a standard eases for a school that says that a condition holds for it (放宽口径)."""

    indicator: str
    words: str
    """The condition, asked in 学校信息 under these words and answered 是 or 否."""
    figure: str = ""
    """The figure that is judged instead; empty: the same."""
    at_least: Mapping[str, Fraction] | None = None
    at_most: Mapping[str, Fraction] | None = None
    """The gauge instead; with neither, the indicator keeps its own."""
    certainty: Certainty = "verified"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A judgement over several indicators: *six of seven, and none below 85 %*; or over 差异系数 of a district."""

    code: str
    title: str
    indicators: tuple[str, ...] = ()
    at_least_met: int | None = None
    floor: Fraction | None = None
    """A missed indicator must still reach this share of its gauge."""
    figures: tuple[str, ...] = ()
    """Instead of indicators: figures whose formula is ``variation(…)``; judged for a district, not for a school."""
    judged: Literal["each", "mean"] = "each"
    """Whether every one of ``figures`` must be at most ``at_most``, or their arithmetic mean (综合差异系数)."""
    at_most: Mapping[str, Fraction] | None = None
    """Section → limit of the 差异系数."""


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Schools that a comparison between schools leaves out (不计入); all that is given must hold."""

    reason: str
    stage: str = ""
    """办学类型."""
    below: Fraction | None = None
    """Fewer students than these."""
    label: str = ""
    """A fact of 学校信息, such as 办学性质."""
    words: tuple[str, ...] = ()
    """Its value holds one of them."""
    indicators: tuple[str, ...] = ()
    """Codes of indicators that are not judged for such a school either."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One kind of evidence that an indicator asks for (所需材料)."""

    code: str
    indicator: str
    title: str
    material: str = ""
    """Canonical material; requirements that share one are served by the same file."""
    aliases: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    """Words that mark a near twin of this material."""
    form: Form | None = None
    kinds: tuple[str, ...] = ()
    """File kinds accepted; empty means any."""
    minimum: int = 1
    """Documents needed per year (or in all, when years do not matter)."""
    years: str = "none"
    """``none`` ``current`` ``last-N`` ``cohort-N`` ``as-of``."""
    calendar: Literal["school", "calendar"] = "school"
    owner: str = ""
    when: str = ""
    """A condition in words under which it is asked for."""
    copy: Literal["original", "copy", "either"] = "either"
    seal: bool = False
    signatures: bool = False
    order: int | None = None
    site_visit: bool = False
    note: str = ""
    certainty: Certainty = "verified"
    source: str = ""
    listed: tuple[Requirement, ...] = ()
    """The papers that its title lists, each looked for by itself: 部门预算 and 部门决算 for 部门预算、决算. Empty where it
    asks for one. The first bears its code, the others a code behind it that is never shown (see :attr:`row`)."""
    told: Literal["", "once", "yearly"] = ""
    """Of a paper that a row lists: whether people are told that it is missing where others of the row are there. ``once``:
    where no year has it, whatever years the row asks for."""

    @property
    def row(self) -> str:
        """The code of the requirement that lists it; its own where none does."""
        return row_of(self.code)


def row_of(code: str) -> str:
    """The code that a person knows *code* by."""
    return code.partition(LISTED)[0]


@dataclass(frozen=True, kw_only=True)
class Read:
    """Where a figure is read from; the first entry that yields a value is the authority."""

    label: str = ""
    """A label of 学校信息.xlsx, or of ``ledger`` where that is a table of labels; or empty."""
    ledger: str = ""
    column: str = ""
    where: str = ""
    """``学历=本科|硕士; 面积>0``: conditions joined by ``;``, alternatives by ``|``."""
    agg: Literal["value", "count", "sum", "max", "min", "groups", "largest", "smallest"] = "value"
    section: str = ""
    """Only for this section, where stages count different things."""


@dataclass(frozen=True, kw_only=True)
class FigureSpec:
    """How a figure comes about: read from a ledger or computed (数据项)."""

    key: str
    label: str
    unit: str = ""
    digits: int = 0
    date: str = "as-of"
    """``09-01`` ``as-of`` ``year``."""
    basis: str = ""
    """The population counted (口径): 在校生, 专任教师, 教职工."""
    aliases: tuple[str, ...] = ()
    shared: Literal["", "weighted"] = ""
    """``weighted``: what the sections of a campus share is split by ``Checklist.section_weights``."""
    formula: str = ""
    read: tuple[Read, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The whole standard, in file order (清单)."""

    id: str
    title: str
    edition: str = ""
    basis: str = ""
    stages: tuple[str, ...] = ()
    certainty: Certainty = "verified"
    section_weights: Mapping[str, Fraction] = field(default_factory=dict)
    """Section → weight of one of its students when a shared quantity is split; empty: nothing is split."""
    weights_certainty: Certainty = "verified"
    """Whether this standard itself is known to split by these weights."""
    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...] = ()
    requirements: tuple[Requirement, ...]
    figures: tuple[FigureSpec, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    outside: tuple[Outside, ...] = ()
    unasked: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """Folded name → the material of the vocabulary that bears it, of those that no requirement asks for."""

    @cached_property
    def by_code(self) -> Mapping[str, Requirement]:
        """Requirements by code."""
        return {requirement.code: requirement for requirement in self.requirements}

    @cached_property
    def indicator_by_code(self) -> Mapping[str, Indicator]:
        """Indicators by code."""
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def self_checked(self) -> tuple[Indicator, ...]:
        """The items on which the school gives its own verdict (自查)."""
        return tuple(indicator for indicator in self.indicators if indicator.kind == "self-check")

    @cached_property
    def tasks(self) -> tuple[Group, ...]:
        """The groups that hold such items: a verdict may be given for one of them as a whole (任务).

        A group that bears the code of an item is none: nobody could tell which of the two a row is about.
        """
        holding = {indicator.group for indicator in self.self_checked}
        return tuple(
            group
            for group in self.groups
            if group.code in holding and group.code not in self.indicator_by_code
        )

    @cached_property
    def figure_by_key(self) -> Mapping[str, FigureSpec]:
        """Figures by key."""
        return {figure.key: figure for figure in self.figures}
