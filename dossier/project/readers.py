"""One row of 材料台账.xlsx → one record, or why it is none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from dossier import codes
from dossier.model import (
    UNSURE,
    Checklist,
    Decision,
    Exemption,
    Owner,
    PaperItem,
    Problem,
    Project,
    Rectification,
    SelfCheck,
)
from dossier.problems import problem
from dossier.project import cells
from dossier.project.layout import WORKBOOK
from dossier.project.rows import Row
from dossier.schema import Wrong
from dossier.text import fold
from dossier.years import Calendar


class Undecided(Exception):
    """The row proposes something and nobody has answered."""

    def __init__(self, *told: Problem) -> None:
        super().__init__()
        self.problems = told


class Mistake(Exception):
    """The row cannot be used."""

    def __init__(self, told: Problem) -> None:
        super().__init__(told.message)
        self.problem = told


@dataclass(frozen=True)
class Reader:
    """Reads rows against a project and its checklist; each raises :class:`Mistake` when it cannot."""

    project: Project
    checklist: Checklist
    codes: Mapping[str, str]
    titles: Mapping[str, str]
    """Folded title → code, for rows without a code."""
    items: Mapping[str, str]
    """Key of a code → item or task of a self-check."""
    item_titles: Mapping[str, str]

    @classmethod
    def of(cls, project: Project, checklist: Checklist) -> Reader:
        """The reader for a project."""
        checked = [(entry.title, entry.code) for entry in checklist.self_checked]
        checked += [(task.title, task.code) for task in checklist.tasks]
        return cls(
            project,
            checklist,
            codes.index(checklist.by_code),
            _titles((r.title, r.code) for r in checklist.requirements),
            codes.index(code for _, code in checked),
            _titles(checked),
        )

    def owner(self, row: Row) -> Owner:
        """A row of 责任分解."""
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
        """A row of 材料归类确认 that a person has decided."""
        if not row["决定"]:
            raise Undecided(*_half_decided(row))
        if not row["文件"]:
            raise Mistake(row.wrong("文件", "请写文件或文件夹在项目里的位置"))
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
        """A row of 纸质材料登记."""
        code = self._code(row, row["材料编号"] or self._titled(row))
        return PaperItem(
            requirement=code,
            title=row["材料名称"] or self.checklist.by_code[code].title,
            year=_cell(row, "学年", lambda text: cells.several_years(text, self._calendar(code))),
            volumes=_cell(row, "册份数", lambda text: cells.count(text, 1, least=1)),
            pages=_cell(row, "页数", lambda text: cells.count(text, 0)),
            copy=_cell(row, "原件或复印件", cells.copy),
            place=row["存放处"],
            keeper=row["保管人"],
            checker=row["核对人"],
            row=row.number,
        )

    def exemption(self, row: Row) -> Exemption:
        """A row of 不涉及与暂缓."""
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

    def self_check(self, row: Row) -> SelfCheck:
        """A row of 自查自评 in which a verdict was given."""
        if not row["自查结论"]:
            raise Undecided
        code = self._item(row)
        word = _cell(row, "自查结论", cells.self_check)
        return SelfCheck(
            code=code,
            of_task=code not in self.checklist.indicator_by_code,
            word=word,
            done=row["已做工作"],
            gap=row["存在差距"],
            checker=row["自查人"],
            row=row.number,
            cell=row.place("自查结论"),
        )

    def rectification(self, row: Row) -> Rectification:
        """A row of 整改台账."""
        if not row["存在问题"]:
            raise Mistake(row.wrong("存在问题", "请写明存在什么问题"))
        codes, materials = self._named(row["对应指标/依据"])
        return Rectification(
            source=row["问题来源"] or "自查",
            basis=row["对应指标/依据"],
            codes=codes,
            materials=materials,
            issue=row["存在问题"],
            target=row["整改目标"],
            measure=row["整改措施"],
            leader=row["牵头领导"],
            department=row["责任部门"],
            person=row["责任人"],
            due=self._due(row["完成时限"]),
            progress=_cell(row, "进展", cells.progress),
            evidence=row["佐证材料"],
            closed=_cell(row, "销号", lambda text: cells.closed(text, self.project.as_of)),
            row=row.number,
        )

    def _item(self, row: Row) -> str:
        """The item or the task that a row of 自查自评 is about."""
        typed = row["条目编号"] or self.item_titles.get(fold(row["条目名称"].rstrip(UNSURE)), "")
        code = codes.resolve(_bare(typed), self.items)
        if code is None:
            raise Mistake(
                problem(
                    "item-unknown",
                    path=WORKBOOK,
                    sheet=row.layout.name,
                    cell=row.place("条目编号"),
                    row=row.number,
                    value=row["条目编号"] or row["条目名称"] or "（空）",
                )
            )
        return code

    def _named(self, basis: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Indicators and groups, and requirements, whose codes stand in 对应指标/依据; other words are left alone."""
        standard = codes.index(
            (*self.checklist.indicator_by_code, *(group.code for group in self.checklist.groups))
        )
        found: tuple[list[str], list[str]] = ([], [])
        for word in re.split(r"[、，,；;\s]+", basis):
            if code := codes.resolve(_bare(word), standard):
                found[0].append(code)
            elif code := codes.resolve(word, self.codes):
                found[1].append(code)
        return tuple(found[0]), tuple(found[1])

    def _titled(self, row: Row) -> str:
        return self.titles.get(fold(row["材料名称"]), "")

    def _code(self, row: Row, typed: str) -> str:
        code = codes.resolve(typed, self.codes)
        if code is None:
            raise Mistake(
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
            raise Mistake(row.wrong("材料编号", "请填这个文件所属的材料编号"))
        return self._code(row, proposed) if proposed else ""

    def _path(self, typed: str) -> tuple[str, bool]:
        """Path in the project as stored, and whether it is a folder."""
        text = typed.strip().replace("\\", "/").removeprefix("./")
        path = str(PurePosixPath(text.strip("/")))
        return path, text.endswith("/") or (self.project.root / path).is_dir()

    def _year(self, row: Row, code: str) -> str:
        return _cell(row, "学年", lambda text: cells.year(text, self._calendar(code)))

    def _calendar(self, code: str) -> Calendar:
        requirement = self.checklist.by_code.get(code)
        return requirement.calendar if requirement else "school"

    def _due(self, text: str) -> str:
        try:
            return cells.day(text, self.project.as_of)
        except Wrong:
            return text


def _titles(named: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Folded title → code, of titles that only one bears."""
    pairs = [(fold(title), code) for title, code in named]
    counts = Counter(title for title, _ in pairs)
    return {title: code for title, code in pairs if counts[title] == 1}


def _bare(typed: str) -> str:
    """``12`` for ``第12条``."""
    match = re.fullmatch(r"\s*第?\s*(.+?)\s*[条项]?\s*", typed)
    return match[1] if match else typed


def _half_decided(row: Row) -> Iterator[Problem]:
    if row["材料编号"]:
        yield problem(
            "desk-undecided", path=WORKBOOK, sheet=row.layout.name, row=row.number, value=row["材料编号"]
        )


V = TypeVar("V")


def _cell(row: Row, head: str, read: Callable[[str], V]) -> V:
    try:
        return read(row[head])
    except Wrong as wrong:
        raise Mistake(row.wrong(head, str(wrong))) from None
