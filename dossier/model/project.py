"""A school's project folder as read: settings, people and their decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from dossier.model.checklist import Indicator

Stage = Literal["primary", "junior", "nine-year", "twelve-year", "complete", "point", "special"]
"""办学类型: 小学 初中 九年一贯制 十二年一贯制 完全中学 教学点 特殊教育学校."""

STAGE_WORDS: dict[Stage, str] = {
    "primary": "小学",
    "junior": "初中",
    "nine-year": "九年一贯制学校",
    "twelve-year": "十二年一贯制学校",
    "complete": "完全中学",
    "point": "教学点",
    "special": "特殊教育学校",
}

SECTIONS: dict[str, tuple[str, ...]] = {
    "primary": ("primary",),
    "junior": ("junior",),
    "nine-year": ("primary", "junior"),
    "twelve-year": ("primary", "junior"),
    "complete": ("junior",),
    "point": ("primary",),
    "special": (),
}
"""Which sections (学段) of a stage the inspection of compulsory education looks at."""

CAMPUS: dict[str, tuple[str, ...]] = {
    **SECTIONS,
    "twelve-year": ("primary", "junior", "senior"),
    "complete": ("junior", "senior"),
}
"""Which sections share the campus of a stage, those included that the inspection does not look at."""

SECTION_WORDS = {"primary": "小学部", "junior": "初中部", "": "全校"}


@dataclass(frozen=True, kw_only=True)
class School:
    """Who is being inspected (学校)."""

    name: str
    """规范化全称, as on the seal."""
    short_name: str
    """Names the output folder."""
    code: str = ""
    """学校标识码."""


@dataclass(frozen=True, kw_only=True)
class BoxSettings:
    """How items go into boxes (装盒)."""

    thickness_mm: tuple[int, ...] = (55,)
    gsm: int = 70
    duplex: bool = False
    merge: tuple[tuple[str, ...], ...] = ()
    """Box codes that share one box, e.g. ``(("1-1", "1-2"),)``."""
    order: Literal["material", "year"] = "material"


@dataclass(frozen=True, kw_only=True)
class ReportSettings:
    """Which reports are written, and their wording on paper (报告)."""

    kinds: tuple[str, ...] = ("自评报告",)
    profile: str = "gb9704"
    title: dict[str, str]
    """Report kind → title, where the school wants another than the default."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything a person decided before the run (项目)."""

    root: Path
    """The project folder, absolute. Never printed into output."""
    school: School
    checklist: str
    """An id that ships with dossier, or a path relative to ``root``."""
    kind: Literal["school", "district"] = "school"
    stage: Stage = "primary"
    as_of: date
    """The day the run looks at; never taken from the clock below the command line."""
    years: int = 3
    """How many years 近三年 means here."""
    numbering: Literal["dashed", "abc", "juan", "da22", "county"] = "dashed"
    pages: Literal["box", "item"] = "box"
    boxes: BoxSettings
    report: ReportSettings
    paper: bool = True
    schools: tuple[str, ...] = ()
    """Of a district: folders of projects, relative to ``root``."""
    options: dict[str, str] = field(default_factory=dict)
    """Code of an indicator → key of the figure chosen among its alternatives."""

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections judged one by one; empty means the campus as a whole."""
        return SECTIONS[self.stage]

    @property
    def is_mixed(self) -> bool:
        """Whether the campus holds more than one section, so that a figure must say which it is of."""
        return self.stage in ("nine-year", "twelve-year", "complete")

    @property
    def has_seniors(self) -> bool:
        """Whether the campus holds a section that the inspection does not look at."""
        return self.stage in ("twelve-year", "complete")

    def place(self, section: str) -> str:
        """``初中部`` where the campus holds more than one section, else empty; empty for the campus too."""
        return SECTION_WORDS[section] if self.is_mixed and section else ""

    def titled(self, section: str, title: str) -> str:
        """*title* with its section in front, unless it names it itself: 初中部班额, but 初中三年巩固率."""
        place = self.place(section)
        return title if place and title.startswith(place[:2]) else f"{place}{title}"


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Who owes a requirement, one row of 责任分解 (责任人)."""

    requirement: str
    leader: str = ""
    """分管领导."""
    department: str = ""
    person: str = ""
    helper: str = ""
    phone: str = ""
    due: str = ""
    """完成时限, ISO date when it could be read as one, else as written."""
    note: str = ""

    @property
    def label(self) -> str:
        """``教务处 张××`` for lists."""
        return " ".join(part for part in (self.department, self.person) if part)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A person's word on one file or folder, one row of 材料归类确认 (归类决定)."""

    path: str
    """POSIX path in the project; a folder when ``folder`` is true."""
    folder: bool
    fingerprint: str
    """First 16 hex digits of the content's SHA-256; empty for folders and hand-written rows."""
    pages: tuple[int, int] | None
    """Page range of one material inside a file that holds several (页码范围), 1-based, inclusive."""
    merge_group: str
    """Files with one 合并组 become one item, in the order of their rows; those of a folder's row in that of their paths."""
    verdict: Literal["accept", "reject", "change"]
    """采用 不采用 改为."""
    requirement: str
    """材料编号 that the file proves (for accept: the proposed one)."""
    year: str
    copy: str
    """原件 or 复印件, as answered by a person."""
    decided_by: str
    row: int
    """1-based row in the sheet, for messages."""


@dataclass(frozen=True, kw_only=True)
class PaperItem:
    """Evidence that exists on paper only, one row of 纸质材料登记 (纸质材料)."""

    requirement: str
    title: str
    year: str
    """One year, or several that the row holds for: ``2023-2024、2024-2025``; empty where none is written."""
    volumes: int
    """册份数: as many documents as it counts for, 1 where none is written."""
    pages: int
    copy: str
    place: str
    keeper: str
    checker: str
    row: int

    @property
    def years(self) -> tuple[str, ...]:
        """Each year that it holds for; one that is empty where none is written."""
        return tuple(self.year.split("、"))


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """不涉及 or 暂缓, one row of 不涉及与暂缓."""

    requirement: str
    case: Literal["not-applicable", "deferred"]
    reason: str
    decided_by: str
    until: str
    """ISO date for 暂缓; empty for 不涉及."""
    row: int
    from_self_check: bool = False
    """Follows from the word 不涉及 in 自查自评 and has no row of its own."""


SelfCheckWord = Literal["met", "partly", "unmet", "not-applicable"]
SELF_CHECK_WORDS: dict[SelfCheckWord, str] = {
    "met": "达到",
    "partly": "基本达到",
    "unmet": "未达到",
    "not-applicable": "不涉及",
}


@dataclass(frozen=True, kw_only=True)
class SelfCheck:
    """The school's own word on one item or on a task as a whole, one row of 自查自评 (自查结论)."""

    code: str
    """Of the item, or of the group that is the task."""
    of_task: bool = False
    """Whether it speaks for all items of a task that have no row of their own."""
    word: SelfCheckWord
    done: str = ""
    """已做工作."""
    gap: str = ""
    """存在差距."""
    checker: str = ""
    """自查人."""
    row: int = 0
    cell: str = ""
    """Of the word, for messages."""


RectifyProgress = Literal["", "未启动", "整改中", "已完成", "长期坚持"]


@dataclass(frozen=True, kw_only=True)
class Rectification:
    """A problem and what is done about it, one row of 整改台账 (整改)."""

    source: str
    """问题来源: 自查, 县督导, 责任督学 …"""
    basis: str
    """对应指标/依据, as written."""
    codes: tuple[str, ...] = ()
    """Items, tasks or indicators that ``basis`` names."""
    materials: tuple[str, ...] = ()
    """Requirements that ``basis`` names. A row that names nothing else is about files still to come."""
    issue: str
    target: str = ""
    measure: str = ""
    leader: str = ""
    department: str = ""
    person: str = ""
    due: str = ""
    """完成时限, ISO date when it could be read as one, else as written."""
    progress: RectifyProgress = ""
    evidence: str = ""
    """佐证材料."""
    closed: str = ""
    """销号: empty while it is open, else what was written: a date, or 已销号."""
    row: int = 0
    """1-based row in the sheet; 0 for one that we propose."""

    @property
    def is_internal(self) -> bool:
        """Whether it is only about evidence to be collected: the school's own affair, never told outside."""
        return bool(self.materials) and not self.codes

    @property
    def who(self) -> str:
        """``教务处 张××`` for lists."""
        return " ".join(part for part in (self.department, self.person) if part)

    @property
    def blanks(self) -> tuple[str, ...]:
        """Heads of the cells that must still be filled in; of what is done, deadline and progress are no question."""
        wanted = {"整改措施": self.measure, "责任部门或责任人": self.who}
        if not self.is_done:
            wanted |= {"完成时限": self.due, "进展": self.progress}
        return tuple(head for head, text in wanted.items() if not text)

    @property
    def is_done(self) -> bool:
        """Whether nothing is to be done any more."""
        return bool(self.closed) or self.progress in ("已完成", "长期坚持")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The person's workbook 材料台账.xlsx, whole (台账)."""

    owners: tuple[Owner, ...] = ()
    decisions: tuple[Decision, ...] = ()
    papers: tuple[PaperItem, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    self_checks: tuple[SelfCheck, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    extra: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...] = ()
    """Columns we do not know, kept: (sheet, heads, rows as (key, value, value …))."""

    @cached_property
    def _self_checks(self) -> Mapping[str, SelfCheck]:
        return {check.code: check for check in self.self_checks}

    def self_check(self, indicator: Indicator) -> SelfCheck | None:
        """The school's word on an item: its own row, else the row of its task."""
        return self._self_checks.get(indicator.code) or self._self_checks.get(indicator.group)
