"""材料台账.xlsx → Desk: who owes what, what was decided, what stands on paper, what is not asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from dossier import sheets
from dossier.model import (
    Checklist,
    Decision,
    Desk,
    Exemption,
    Owner,
    PaperItem,
    Problem,
    Project,
    Rectification,
    SelfCheck,
)
from dossier.problems import problem
from dossier.project import written
from dossier.project.kept import Extra, keep
from dossier.project.layout import (
    DECISIONS,
    EXEMPTIONS,
    OWNERS,
    PAPERS,
    RECTIFICATIONS,
    SELF_CHECKS,
    WORKBOOK,
)
from dossier.project.readers import Mistake, Reader, Undecided
from dossier.project.rows import Row, Table, tables

T = TypeVar("T", Owner, Decision, PaperItem, Exemption, SelfCheck, Rectification)


def desk(project: Project, checklist: Checklist) -> tuple[Desk, tuple[Problem, ...]]:
    """Read the workbook of a project; a row with a mistake is a problem, is kept, and does not count.

    A missing workbook is an empty desk; so is one that cannot be opened, with the problem ``desk-unreadable``.
    Every requirement gets an owner: its row, else the department that the checklist names.
    """
    path = project.root / WORKBOOK
    if not os.path.lexists(path):
        return Desk(owners=default_owners(checklist)), ()
    try:
        found, problems = tables(sheets.read(path))
    except sheets.SheetError as error:
        unreadable = problem("desk-unreadable", path=WORKBOOK, detail=str(error))
        return Desk(owners=default_owners(checklist)), (unreadable,)
    desk = Reader.of(project, checklist)
    owners = _once(
        _records(found[OWNERS], desk.owner, lambda r: written.owner(r, checklist)),
        lambda owner: owner.requirement,
        _OWNER_TWICE,
    )
    decisions = _records(found[DECISIONS], desk.decision, written.decision)
    papers = _records(found[PAPERS], desk.paper, written.paper)
    exemptions = _once(
        _records(found[EXEMPTIONS], desk.exemption, written.exemption),
        lambda exemption: exemption.requirement,
        _EXEMPTION_TWICE,
    )
    checks = _once(
        _records(found[SELF_CHECKS], desk.self_check, lambda r: written.self_check(r, checklist)),
        lambda check: check.code,
        _SELF_CHECK_TWICE,
    )
    rectifications = _records(found[RECTIFICATIONS], desk.rectification, written.rectification)
    parts = (owners, decisions, papers, exemptions, checks, rectifications)
    made = Desk(
        owners=_with_defaults(owners.records, checklist),
        decisions=decisions.records,
        papers=papers.records,
        exemptions=exemptions.records,
        self_checks=checks.records,
        rectifications=rectifications.records,
        extra=tuple(entry for part in parts for entry in part.extra()),
    )
    made = replace(made, exemptions=(*made.exemptions, *_following(made, checklist)))
    return made, (*problems, *(complaint for part in parts for complaint in part.problems))


def _following(desk: Desk, checklist: Checklist) -> Iterator[Exemption]:
    """What an item that the school calls 不涉及 needs no more, unless a row of 不涉及与暂缓 decides for it."""
    decided = {exemption.requirement for exemption in desk.exemptions}
    for requirement in checklist.requirements:
        indicator = checklist.indicator_by_code[requirement.indicator]
        check = desk.self_check(indicator) if indicator.kind == "self-check" else None
        if check and check.word == "not-applicable" and requirement.code not in decided:
            yield Exemption(
                requirement=requirement.code,
                case="not-applicable",
                reason=check.gap or check.done or f"“{SELF_CHECKS}”填了不涉及",
                decided_by=check.checker,
                until="",
                row=check.row,
                from_self_check=True,
            )


_OWNER_TWICE = "一项材料只留一行，另一位写进“协助人”"
_SELF_CHECK_TWICE = "一个条目（任务）只留一行，请删去多余的"
_EXEMPTION_TWICE = "一项材料只留一行，请删去多余的"


@dataclass(frozen=True)
class _Part(Generic[T]):
    """What one sheet gave."""

    table: Table
    read: tuple[tuple[T, str, Row], ...]
    """Record, the key it will have when written, its row."""
    others: tuple[Row, ...]
    """Rows that count for nothing: undecided, or with a mistake."""
    problems: tuple[Problem, ...]

    @property
    def records(self) -> tuple[T, ...]:
        return tuple(record for record, _, _ in self.read)

    def extra(self) -> Iterator[Extra]:
        return keep(self.table, ((key, row) for _, key, row in self.read), self.others)


def _records(table: Table, read: Callable[[Row], T], cells_of: Callable[[T], Mapping[str, str]]) -> _Part[T]:
    done: list[tuple[T, str, Row]] = []
    others: list[Row] = []
    problems: list[Problem] = []
    for row in table.rows:
        if _is_note(row):
            others.append(row)
            continue
        try:
            record = read(row)
        except Undecided as undecided:
            others.append(row)
            problems += undecided.problems
        except Mistake as mistake:
            others.append(row)
            problems.append(mistake.problem)
        else:
            done.append((record, written.key(table.layout.name, cells_of(record)), row))
    return _Part(table, tuple(done), tuple(others), tuple(problems))


def _is_note(row: Row) -> bool:
    """A line of words in the table (填表说明, 填表人), often merged over all columns: no row of it."""
    filled = [text for text in row.cells.values() if text]
    return len(set(filled)) <= 1 and (len(filled) > 1 or not row[row.layout.identity[0]])


def _once(part: _Part[T], about: Callable[[T], str], hint: str) -> _Part[T]:
    """Only the first row about each thing counts."""
    first: dict[str, Row] = {}
    read: list[tuple[T, str, Row]] = []
    twice: list[tuple[Row, Row]] = []
    for record, key, row in part.read:
        earlier = first.setdefault(about(record), row)
        if earlier is row:
            read.append((record, key, row))
        else:
            twice.append((earlier, row))
    others = (*part.others, *(row for _, row in twice))
    told = (*part.problems, *(_twice(row, earlier, hint) for earlier, row in twice))
    return _Part(part.table, tuple(read), others, told)


def _twice(row: Row, earlier: Row, hint: str) -> Problem:
    return problem(
        "desk-duplicate",
        path=WORKBOOK,
        sheet=row.layout.name,
        row=row.number,
        first=earlier.number,
        hint=hint,
    )


def default_owners(checklist: Checklist) -> tuple[Owner, ...]:
    """The department that the checklist names for each requirement."""
    return _with_defaults((), checklist)


def _with_defaults(owners: tuple[Owner, ...], checklist: Checklist) -> tuple[Owner, ...]:
    """One owner for each requirement: rows first, in their order, then what has no row."""
    named = {owner.requirement for owner in owners}
    defaults = (
        Owner(requirement=requirement.code, department=requirement.owner)
        for requirement in checklist.requirements
        if requirement.code not in named
    )
    return (*owners, *defaults)
