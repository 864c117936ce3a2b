"""What the run found out: one finding per requirement, and everything that needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from dossier.model.checklist import Checklist
from dossier.model.evidence import Claim, Document, Doubt, Duplicate, Ignored, Part, Slot, Unreadable
from dossier.model.figures import Figure, RuleVerdict, Verdict
from dossier.model.project import Desk, Exemption, Owner, PaperItem, Project, Rectification

Severity = Literal["error", "warning", "note"]
Status = Literal[
    "齐全", "齐全（纸质）", "不齐", "缺", "待确认", "本校不涉及", "暂缓提交", "现场核查", "县级提供"
]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something a person must know or do, with its place (问题)."""

    code: str
    severity: Severity
    message: str
    """One Chinese sentence: what, where."""
    remedy: str
    """What to do next."""
    requirement: str = ""
    indicator: str = ""
    figure: str = ""
    path: str = ""
    sheet: str = ""
    cell: str = ""
    owner: str = ""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What fills one slot (佐证)."""

    slot: Slot
    parts: tuple[Part, ...]
    """Empty for paper."""
    title: str
    sha256: str = ""
    """Of the first part."""
    size: int = 0
    pages: int | None = None
    claim: Claim | None = None
    paper: PaperItem | None = None
    copy: str = ""


class Unseen(NamedTuple):
    """A paper that a requirement lists and that was not found, though others of it were (所列未见)."""

    title: str
    years: tuple[str, ...] = ()
    """In which years; empty where years do not matter."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The verdict on one requirement and what it rests on (发现)."""

    requirement: str
    status: Status
    years_needed: tuple[str, ...] = ()
    years_found: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    to_confirm: tuple[Claim, ...] = ()
    open_slots: tuple[Slot, ...] = ()
    """Places that keep their number and stay empty."""
    unseen: tuple[Unseen, ...] = ()
    """Of what the requirement lists what is not there, though it counts as there: one paper fills it."""
    owner: Owner
    exemption: Exemption | None = None
    problems: tuple[int, ...] = ()
    """Indexes into ``Assessment.problems``."""


@dataclass(frozen=True, kw_only=True)
class Unclaimed:
    """A readable file nobody asked for, with the requirement nearest to it (未归类)."""

    path: str
    nearest: str = ""
    score: int = 0
    doubt: Doubt = ""
    """Why it proves nothing, where it looks like evidence."""
    looks: str = ""
    """The same in Chinese."""
    known: str = ""
    """The material that it is by its name, where the checklist asks for no such thing."""
    refused: int = 0
    """Row of 材料归类确认 in which a person said 不采用; 0 where nobody did."""


@dataclass(frozen=True, kw_only=True)
class Used:
    """A file that serves: as evidence, as a ledger, or waiting for a person's word."""

    path: str
    role: Literal["evidence", "ledger", "unconfirmed"]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many items of a group bear which word of the school (自查汇总)."""

    code: str
    """Of the group; empty for the whole."""
    title: str
    parent: str
    items: int
    met: int
    partly: int
    unmet: int
    not_applicable: int
    open: int
    """Without a word yet."""


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """The whole result, before anything is written (评定结果)."""

    project: Project
    checklist: Checklist
    desk: Desk
    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    indicators: tuple[Verdict, ...]
    rules: tuple[RuleVerdict, ...]
    problems: tuple[Problem, ...]
    documents: Mapping[str, Document]
    """Readable files by path."""
    used: tuple[Used, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    unclaimed: tuple[Unclaimed, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    claims: tuple[Claim, ...] = ()
    """All claims, certain or not, for the person's workbook."""
    tallies: tuple[Tally, ...] = ()
    """Of a self-check: counts for each duty and task, the whole at the end."""
    to_rectify: tuple[Rectification, ...] = ()
    """Problems that 整改台账 does not hold yet."""
    narratives: Mapping[str, str]
    """Section name → the school's own words from 文字/."""

    @cached_property
    def finding_by_code(self) -> Mapping[str, Finding]:
        """Findings by requirement code."""
        return {finding.requirement: finding for finding in self.findings}

    @cached_property
    def figure_by_id(self) -> Mapping[str, Figure]:
        """Figures of the current year by id; those of other years stand behind them."""
        return {figure.id: figure for figure in reversed(self.figures)}

    @property
    def is_complete(self) -> bool:
        """Whether nothing of severity error is open."""
        return not any(problem.severity == "error" for problem in self.problems)
