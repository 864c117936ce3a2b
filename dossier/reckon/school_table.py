"""A county's plain table: one row for each school, figures under heads named as the checklist names them. Pure.

A row gives figures by their own columns, else by formula, else a quantity from its value per head. A campus of
several sections that gives only totals is split by weighted students, where the figure is one that sections share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dossier import formulas
from dossier.model import (
    CAMPUS,
    SECTION_WORDS,
    SECTIONS,
    Checklist,
    FigureSpec,
    Ledger,
    LedgerRow,
    LeftOut,
    Member,
    Problem,
    Stated,
)
from dossier.numbers import is_blank, parse
from dossier.problems import problem
from dossier.reckon.candidate import cell_name
from dossier.reckon.cells import number_in
from dossier.reckon.district import STUDENTS, ratio_of
from dossier.reckon.outside import left_out_for
from dossier.reckon.same_school import distinct, twin_of
from dossier.reckon.school_row import COUNTS, Row
from dossier.reckon.totals import mismatches
from dossier.text import fold

__all__ = ["KIND", "SCHOOL", "SECTION", "SchoolTable", "heads", "read_table"]

KIND = "各校数据表"
SCHOOL, SECTION, STAGE = "学校", "学段", "办学类型"
_FIXED: Mapping[str, tuple[str, ...]] = {
    SCHOOL: ("学校名称", "校名", "单位名称", "学校全称", "机构名称", "学校(机构)名称", "单位", "学校(校区)"),
    SECTION: ("学部", "办学层次", "学校学段", "所属学段"),
    STAGE: ("学校类型", "学校类别", "机构类型", "办学类别", "类别"),
    COUNTS["primary"]: ("小学在校生数", "小学生数", "小学人数", "小学部学生数", "小学段学生数"),
    COUNTS["junior"]: ("初中在校生数", "初中生数", "初中人数", "初中部学生数", "初中段学生数"),
    COUNTS["senior"]: ("高中在校生数", "高中生数", "高中人数", "高中部学生数"),
}
_STUDENTS = ("学生数", "在校生数", "在校学生数", "在校生", "在校学生", "学生人数", "在校人数", "学生总数")
_STAGES = (
    ("twelve-year", re.compile("十二年|12年")),
    ("nine-year", re.compile("九年|9年|一贯")),
    ("complete", re.compile("完全中学|完中")),
    ("special", re.compile("特殊|特教|培智|聋|盲")),
    ("point", re.compile("教学点")),
)
_MIXED = ("nine-year", "twelve-year", "complete")
_PER_HEAD = re.compile("生均|每百名学生(?:拥有)?")
_STATED = re.compile("差异系数|变异系数")
_NO_SCHOOL = re.compile("标准差|方差|均值|平均|标准值|最大值|最小值|合计|总计")


def heads(checklist: Checklist) -> dict[str, tuple[str, ...]]:
    """The columns that a county's table may have under *checklist*: canonical name → other words for it."""
    found = dict(_FIXED)
    for rule in checklist.outside:
        if rule.label:
            found.setdefault(rule.label, ())
    for spec in _specs(checklist):
        if formulas.is_variation(spec.formula):
            ratio, _ = ratio_of(checklist, spec)
            found[spec.label] = (*spec.aliases, *((f"{ratio.label}差异系数",) if ratio else ()))
        else:
            more = _STUDENTS if spec.key == STUDENTS else ()
            found[spec.label] = tuple(dict.fromkeys((*spec.aliases, *more, *_plain(checklist, spec))))
    return found


def _plain(checklist: Checklist, spec: FigureSpec) -> Iterator[str]:
    """A quantity by the name of its value per head: 生均图书册数 → 图书册数. The last of its words, since it is the vaguest."""
    for other in checklist.figures:
        if formulas.is_variation(other.formula) and formulas.names(other.formula)[0] == spec.key:
            ratio, _ = ratio_of(checklist, other)
            if ratio and _PER_HEAD.match(ratio.label):
                yield _PER_HEAD.sub("", ratio.label)


def _specs(checklist: Checklist) -> Sequence[FigureSpec]:
    """Figures that a 差异系数 rests on, those per head, and the 差异系数 themselves, in the order of the file."""
    wanted: set[str] = {STUDENTS}
    for spec in checklist.figures:
        if formulas.is_variation(spec.formula):
            ratio, _ = ratio_of(checklist, spec)
            open_ = [spec.key, *([ratio.key] if ratio else [])]
            while open_:
                key = open_.pop()
                if key not in wanted and key in checklist.figure_by_key:
                    wanted.add(key)
                    formula = checklist.figure_by_key[key].formula
                    open_ += formulas.names(formula) if formula else ()
    return [spec for spec in checklist.figures if spec.key in wanted]


@dataclass
class SchoolTable:
    """What the rows of a county's table say."""

    members: list[Member] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    """差异系数 that it brings along."""
    problems: list[Problem] = field(default_factory=list)
    unusable: list[tuple[str, str]] = field(default_factory=list)
    uncounted: list[tuple[Member, str, Problem]] = field(default_factory=list)
    """Rows without a number of pupils, with what is wrong with them unless another sheet has the number."""


def read_table(checklist: Checklist, ledgers: Sequence[Ledger]) -> SchoolTable:
    """Every school in *ledgers* (of the kind ``各校数据表``).

    A school may stand in several sheets, one for each figure; it is one school with all of them.

    Problems: ``school-row`` for a row without section, ``school-twice``, ``cell-doubt``, ``total-mismatch``.
    """
    table = SchoolTable()
    for ledger in ledgers:
        columns = [spec.label for spec in _specs(checklist) if spec.read and spec.label in ledger.columns]
        table.problems += mismatches(ledger, columns)
        for row in ledger.rows:
            _take(table, checklist, ledger, row)
    _join(table)
    return table


def _join(table: SchoolTable) -> None:
    """Every school once, with the figures of all its rows."""
    for member, what, told in table.uncounted:
        if twin_of(member, table.members):
            table.members.append(member)
        else:
            table.unusable.append((member.school, what))
            table.problems.append(told)
    members, problems = distinct(table.members)
    table.members = list(members)
    table.problems += problems
    table.left_out = list({(left.school, left.section): left for left in table.left_out}.values())


def _take(table: SchoolTable, checklist: Checklist, ledger: Ledger, row: LedgerRow) -> None:
    name = row.values.get(SCHOOL, "").strip()
    if _STATED.search(name):
        table.stated += _stated(checklist, ledger, row)
        return
    if is_blank(name) or _NO_SCHOOL.search(name):
        return
    told = " ".join((row.values.get(STAGE, ""), row.values.get(SECTION, ""), name))
    stage = next((stage for stage, pattern in _STAGES if pattern.search(told)), "")
    sections = _sections(row, stage, name)
    if not sections and stage != "special":
        table.unusable.append((name, "看不出是小学还是初中"))
        table.problems.append(_row_problem(ledger, row, "看不出是小学还是初中"))
        return
    campus = CAMPUS[stage] if stage in _MIXED and row.section not in sections else sections
    for section in sections or ("",):
        _section(table, checklist, Row(checklist, ledger, row, campus, name), name, stage, section)
    table.stated += _stated(checklist, ledger, row, only_variations=True)


def _sections(row: LedgerRow, stage: str, name: str) -> Sequence[str]:
    """The sections that a row stands for: as it says, as its kind of school has, else those whose pupils it counts."""
    if row.section in ("primary", "junior"):
        return (row.section,)
    if stage in _MIXED:
        return SECTIONS[stage]
    single = "primary" if stage == "point" else _of_name(row.values.get(STAGE, "")) or _of_name(name)
    if single or stage:
        return (single,) if single else ()
    counts = {section: parse(row.values.get(COUNTS[section], "")) for section in ("primary", "junior")}
    return tuple(section for section, count in counts.items() if count and count.value > 0)


def _of_name(name: str) -> str:
    """The section that a school's own name tells, when nothing else does."""
    words = fold(name)
    if "初级中学" in words or "初中" in words:
        return "junior"
    return "primary" if "小学" in words else ""


def _section(table: SchoolTable, checklist: Checklist, row: Row, name: str, stage: str, section: str) -> None:
    whole = f"{name}（{SECTION_WORDS[section]}）" if len(row.campus) > 1 else name
    figures = {spec.key: figure for spec in _specs(checklist) if (figure := row.figure(spec, section))}
    found = (*row.doubts, *row.contradictions(section, whole))
    table.problems += [told for told in found if told not in table.problems]
    row.doubts.clear()
    member = Member(school=whole, short_name=name, section=section, figures=figures, source=row.ledger.path)
    students = member.value(STUDENTS)
    facts = {label: row.row.values.get(label, "") for label in row.ledger.columns}
    reason = left_out_for(checklist, stage or section, students, facts)
    if reason or not section:
        reason = reason or "不分小学、初中"
        table.left_out.append(LeftOut(school=whole, section=section, students=students, reason=reason))
    elif students is None:
        what = f"没有{row.uncounted()}，不能拆分" if len(row.campus) > 1 else "没有学生数"
        table.uncounted.append((member, what, _row_problem(row.ledger, row.row, what)))
    elif students <= 0:
        table.left_out.append(LeftOut(school=whole, section=section, students=students, reason="没有学生"))
    else:
        table.members.append(member)


def _is_percent(raw: str) -> bool:
    number = parse(raw)
    return number is not None and number.unit == "%"


def _stated(
    checklist: Checklist, ledger: Ledger, row: LedgerRow, *, only_variations: bool = False
) -> Iterator[Stated]:
    """The 差异系数 in a row that is called so, or in columns that are."""
    section = row.section if row.section in ("primary", "junior") else ""
    section = section or _of_name(row.values.get(SCHOOL, ""))
    for spec in checklist.figures:
        if not formulas.is_variation(spec.formula):
            continue
        ratio, _ = ratio_of(checklist, spec)
        quantity = checklist.figure_by_key[formulas.names(spec.formula)[0]]
        columns = (
            [spec.label]
            if only_variations
            else [spec.label, *([ratio.label] if ratio else []), quantity.label]
        )
        column = next((name for name in columns if not is_blank(row.values.get(name, ""))), "")
        number = number_in(spec, ledger, row, column) if column else None
        if number:
            yield Stated(
                figure=spec.key,
                section=section,
                raw=row.values[column],
                value=number.value / 100 if _is_percent(row.values[column]) else number.value,
                path=ledger.path,
                sheet=ledger.sheet,
                cell=cell_name(ledger, column, row.number),
            )


def _row_problem(ledger: Ledger, row: LedgerRow, detail: str) -> Problem:
    cell = cell_name(ledger, SCHOOL, row.number)
    return problem(
        "school-row",
        path=ledger.path,
        sheet=ledger.sheet,
        cell=cell,
        school=row.values.get(SCHOOL, ""),
        detail=detail,
    )
