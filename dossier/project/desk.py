"""材料台账.xlsx → Desk: who owes what, what was decided, what stands on paper, what is not asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from dossier import codes, sheets
from dossier.model import Checklist, Decision, Desk, Exemption, Owner, PaperItem, Problem, Project
from dossier.problems import problem
from dossier.project import cells, written
from dossier.project.kept import Extra, keep
from dossier.project.layout import DECISIONS, EXEMPTIONS, OWNERS, PAPERS, WORKBOOK
from dossier.project.rows import Row, Table, tables
from dossier.schema import Wrong
from dossier.text import fold

T = TypeVar("T", Owner, Decision, PaperItem, Exemption)


def desk(project: Project, checklist: Checklist) -> tuple[Desk, tuple[Problem, ...]]:
    """Read the workbook of a project; a row with a mistake is a problem, is kept, and does not count.

    A missing workbook is an empty desk; so is one that cannot be opened, with the problem ``desk-unreadable``.
    Every requirement gets an owner: its row, else the department that the checklist names.
    """
    path = project.root / WORKBOOK
    if not path.exists():
        return Desk(owners=default_owners(checklist)), ()
    try:
        found, problems = tables(sheets.read(path))
    except sheets.SheetError as error:
        unreadable = problem("desk-unreadable", path=WORKBOOK, detail=str(error))
        return Desk(owners=default_owners(checklist)), (unreadable,)
    desk = _Reader(project, checklist, codes.index(checklist.by_code), _titles(checklist))
    owners = _once(_records(found[OWNERS], desk.owner, lambda r: written.owner(r, checklist)), _OWNER_TWICE)
    decisions = _records(found[DECISIONS], desk.decision, written.decision)
    papers = _records(found[PAPERS], desk.paper, written.paper)
    exemptions = _once(_records(found[EXEMPTIONS], desk.exemption, written.exemption), _EXEMPTION_TWICE)
    parts = (owners, decisions, papers, exemptions)
    return Desk(
        owners=_with_defaults(owners.records, checklist),
        decisions=decisions.records,
        papers=papers.records,
        exemptions=exemptions.records,
        extra=tuple(entry for part in parts for entry in part.extra()),
    ), (*problems, *(complaint for part in parts for complaint in part.problems))


_OWNER_TWICE = "一项材料只留一行，另一位写进“协助人”"
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


class _Undecided(Exception):
    """The row proposes something and nobody has answered."""


class _Mistake(Exception):
    """The row cannot be used."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told.message)
        self.problem = told


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
        except _Undecided:
            others.append(row)
            problems += _half_decided(row)
        except _Mistake as mistake:
            others.append(row)
            problems.append(mistake.problem)
        else:
            done.append((record, written.key(table.layout.name, cells_of(record)), row))
    return _Part(table, tuple(done), tuple(others), tuple(problems))


def _is_note(row: Row) -> bool:
    """A line of words in the table (填表说明, 填表人), often merged over all columns: no row of it."""
    filled = [text for text in row.cells.values() if text]
    return len(set(filled)) <= 1 and (len(filled) > 1 or not row[row.layout.identity[0]])


def _half_decided(row: Row) -> Iterator[Problem]:
    if row["材料编号"]:
        yield problem(
            "desk-undecided",
            path=WORKBOOK,
            sheet=row.layout.name,
            row=row.number,
            value=row["材料编号"],
        )


def _once(part: _Part[T], hint: str) -> _Part[T]:
    """Only the first row of each requirement counts."""
    first: dict[str, Row] = {}
    read: list[tuple[T, str, Row]] = []
    twice: list[tuple[Row, Row]] = []
    for record, key, row in part.read:
        earlier = first.setdefault(record.requirement, row)
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


# -- one row ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reader:
    """Reads rows against a project and its checklist."""

    project: Project
    checklist: Checklist
    codes: Mapping[str, str]
    titles: Mapping[str, str]
    """Folded title → code, for rows without a code."""

    def owner(self, row: Row) -> Owner:
        code = self._code(row, row["材料编号"] or self._titled(row))
        return Owner(
            requirement=code,
            leader=row["分管领导"],
            department=row["责任部门"] or self.checklist.by_code[code].owner,
            person=row["责任人"],
            helper=row["协助人"],
            phone=row["联系电话"],
            due=self._due(row["完成时限"]),
            note=row["备注"],
        )

    def decision(self, row: Row) -> Decision:
        if not row["决定"]:
            raise _Undecided
        if not row["文件"]:
            raise _Mistake(row.wrong("文件", "请写文件或文件夹在项目里的位置"))
        verdict = _cell(row, "决定", cells.verdict)
        path, folder = self._path(row["文件"])
        code = self._decided_code(row, verdict)
        return Decision(
            path=path,
            folder=folder,
            fingerprint="" if folder else row["指纹"].lower()[:16],
            pages=_cell(row, "页码范围", cells.pages),
            merge_group=row["合并组"],
            verdict=verdict,
            requirement=code,
            year=self._year(row, code),
            copy=_cell(row, "原件或复印件", cells.copy),
            decided_by=row["决定人"],
            row=row.number,
        )

    def paper(self, row: Row) -> PaperItem:
        code = self._code(row, row["材料编号"] or self._titled(row))
        return PaperItem(
            requirement=code,
            title=row["材料名称"] or self.checklist.by_code[code].title,
            year=self._year(row, code),
            volumes=_cell(row, "册份数", lambda text: cells.count(text, 1)),
            pages=_cell(row, "页数", lambda text: cells.count(text, 0)),
            copy=_cell(row, "原件或复印件", cells.copy),
            place=row["存放处"],
            keeper=row["保管人"],
            checker=row["核对人"],
            row=row.number,
        )

    def exemption(self, row: Row) -> Exemption:
        code = self._code(row, row["材料编号"])
        case = _cell(row, "情形", cells.case)
        until = (
            _cell(row, "至", lambda text: cells.day(text, self.project.as_of)) if case == "deferred" else ""
        )
        return Exemption(
            requirement=code,
            case=case,
            reason=row["理由"],
            decided_by=row["决定人"],
            until=until,
            row=row.number,
        )

    def _titled(self, row: Row) -> str:
        return self.titles.get(fold(row["材料名称"]), "")

    def _code(self, row: Row, typed: str) -> str:
        code = codes.resolve(typed, self.codes)
        if code is None:
            raise _Mistake(
                problem(
                    "desk-unknown-code", path=WORKBOOK, sheet=row.layout.name, row=row.number, value=typed
                )
            )
        return code

    def _decided_code(self, row: Row, verdict: str) -> str:
        """The code that a person gave, else the proposed one; a rejection needs none."""
        if row["材料编号"]:
            return self._code(row, row["材料编号"])
        proposed = row["建议材料"].split(maxsplit=1)[0] if row["建议材料"] else ""
        if verdict == "change" or (verdict == "accept" and not proposed):
            raise _Mistake(row.wrong("材料编号", "请填这个文件所属的材料编号"))
        return self._code(row, proposed) if proposed else ""

    def _path(self, typed: str) -> tuple[str, bool]:
        """Path in the project as stored, and whether it is a folder."""
        text = typed.strip().replace("\\", "/").removeprefix("./")
        path = str(PurePosixPath(text.strip("/")))
        return path, text.endswith("/") or (self.project.root / path).is_dir()

    def _year(self, row: Row, code: str) -> str:
        requirement = self.checklist.by_code.get(code)
        calendar = requirement.calendar if requirement else "school"
        return _cell(row, "学年", lambda text: cells.year(text, calendar))

    def _due(self, text: str) -> str:
        try:
            return cells.day(text, self.project.as_of)
        except Wrong:
            return text


def _titles(checklist: Checklist) -> Mapping[str, str]:
    """Titles that only one requirement bears."""
    counts = Counter(fold(requirement.title) for requirement in checklist.requirements)
    return {
        fold(requirement.title): requirement.code
        for requirement in checklist.requirements
        if counts[fold(requirement.title)] == 1
    }


V = TypeVar("V")


def _cell(row: Row, head: str, read: Callable[[str], V]) -> V:
    try:
        return read(row[head])
    except Wrong as wrong:
        raise _Mistake(row.wrong(head, str(wrong))) from None
