"""What a county office gets: the 差异系数 with the values of every school, as a workbook, a Word table and a record. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from dossier import formulas
from dossier.compose import phrases, records
from dossier.compose.workbooks import Sheet, Value
from dossier.model import (
    Assessment,
    DistrictAssessment,
    FigureSpec,
    Member,
    RuleVerdict,
    Spread,
    Verdict,
)
from dossier.numbers import exact, shown, shown_root
from dossier.text import mask

__all__ = ["context", "record", "sheets"]

_SECTION = {"primary": "小学", "junior": "初中", "": "全校"}
_SEVERITIES = {"error": "须处理", "warning": "请核对", "note": "说明"}


def sheets(assessment: DistrictAssessment) -> tuple[Sheet, ...]:
    """``差异系数表.xlsx``."""
    name = assessment.project.school.name
    found = [
        Sheet(
            name="差异系数",
            title=f"{name}校际差异系数（{assessment.checklist.title}）",
            head=(
                "指标",
                "学段",
                "学校数",
                "学生数",
                "平均值",
                "单位",
                "标准差",
                "差异系数",
                "标准",
                "判定",
                "说明",
            ),
            widths=(34, 8, 9, 10, 12, 10, 12, 11, 9, 22, 50),
            rows=[*_spread_rows(assessment), *_rule_rows(assessment)],
        )
    ]
    found += [sheet for section in ("primary", "junior") if (sheet := _members(assessment, section))]
    if assessment.schools:
        found.append(_schools(assessment))
    found.append(_left_out(assessment))
    found.append(_problems(assessment))
    return tuple(found)


def _spread_rows(assessment: DistrictAssessment) -> Iterator[Sequence[Value]]:
    for spread, verdict in _by_section(assessment):
        row = _row(spread, verdict)
        note = "；".join((*_missing(spread), *spread.notes))
        yield (*(_cell(row[key]) for key in _KEYS), note)


def _by_section(assessment: DistrictAssessment) -> list[tuple[Spread, Verdict]]:
    """Primary schools first, then junior, each in the order of the checklist."""
    pairs = list(zip(assessment.spreads, assessment.verdicts, strict=True))
    return sorted(pairs, key=lambda pair: pair[0].section != "primary")


def _cell(text: str) -> Value:
    """A printed number as a number, so that a person can reckon with it; other words as they are."""
    if not _NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


_NUMBER = re.compile(r"\d{1,12}(?:\.\d+)?")


_KEYS = ("指标", "学段", "校数", "学生数", "平均", "单位", "标准差", "差异系数", "标准", "判定")


def _row(spread: Spread, verdict: Verdict) -> dict[str, str]:
    deviation = ""
    if spread.square is not None and spread.mean is not None:
        deviation = shown_root(spread.square * spread.mean**2, _digits(spread.mean))
    return {
        "指标": spread.label,
        "学段": _SECTION[spread.section],
        "校数": str(len(spread.schools)),
        "学生数": exact(spread.students),
        "平均": "" if spread.mean is None else shown(spread.mean, _digits(spread.mean)),
        "单位": spread.unit,
        "标准差": deviation,
        "差异系数": verdict.shown or phrases.NOT_KNOWN,
        "标准": phrases.standard(verdict) if verdict.gauge is not None else "",
        "判定": verdict.words,
    }


def _digits(mean: Fraction) -> int:
    """Six figures or so: 5.0345 ㎡, 2206.90 元."""
    return 4 if mean < 100 else 2


def _missing(spread: Spread) -> tuple[str, ...]:
    return (f"没有算上：{'、'.join(spread.missing)}",) if spread.missing else ()


def _rule_rows(assessment: DistrictAssessment) -> Iterator[Sequence[Value]]:
    for rule in assessment.rules:
        words = {True: "达标", False: "未达标", None: "数据不全，暂不能判定"}[rule.met]
        yield (rule.title, _SECTION[rule.section], *("",) * 7, words, rule.line)


def _members(assessment: DistrictAssessment, section: str) -> Sheet | None:
    """The schools of a section with quantity and value per head for each 差异系数."""
    members = [member for member in assessment.members if member.section == section]
    specs = [spec for spec in assessment.checklist.figures if formulas.is_variation(spec.formula)]
    if not members or not specs:
        return None
    head = ["学校", "学生数"]
    for spec in specs:
        quantity = assessment.checklist.figure_by_key[formulas.names(spec.formula)[0]]
        unit = next((spread.unit for spread in assessment.spreads if spread.figure == spec.key), "")
        head += [f"{quantity.label}（{quantity.unit}）", spec.label.removesuffix("差异系数") + f"（{unit}）"]
    return Sheet(
        name=f"{_SECTION[section]}各校数据",
        title=f"{assessment.project.school.name}{_SECTION[section]}各校数据",
        head=(*head, "来源"),
        widths=(30, 10, *(13,) * (2 * len(specs)), 30),
        rows=[_member_row(assessment, member, specs) for member in members],
    )


def _member_row(
    assessment: DistrictAssessment, member: Member, specs: Sequence[FigureSpec]
) -> Sequence[Value]:
    students = member.value("students")
    cells: list[Value] = [member.school, _cell(exact(students)) if students is not None else ""]
    for spec in specs:
        names = formulas.names(spec.formula)
        quantity, weight = member.value(names[0]), member.value(names[-1])
        factor = next((s.factor for s in assessment.spreads if s.figure == spec.key), 1)
        digits = assessment.checklist.figure_by_key[names[0]].digits
        cells.append("" if quantity is None else _cell(shown(quantity, digits)))
        cells.append("" if quantity is None or not weight else _cell(shown(quantity / weight * factor, 4)))
    return (*cells, mask(member.source))


def _schools(assessment: DistrictAssessment) -> Sheet:
    """Each school against the standard, and how far its papers are."""
    return Sheet(
        name="各校情况",
        title=f"{assessment.project.school.name}各校达标和材料情况",
        head=("学校", "综合判定", "未达标的指标", "材料项数", "齐全", "待确认", "缺和不齐", "须处理的问题"),
        widths=(30, 44, 44, 10, 8, 9, 10, 12),
        rows=[_school_row(school) for school in assessment.schools],
    )


def _school_row(school: Assessment) -> Sequence[Value]:
    counts = records.summary(school)
    missed = dict.fromkeys(
        f"{school.project.place(verdict.section)}{verdict.title}"
        for verdict in school.indicators
        if verdict.met is False
    )
    return (
        school.project.school.name,
        "；".join(_conclusion(school, rule) for rule in school.rules),
        "、".join(missed),
        counts["requirements"],
        counts["satisfied"] + counts["paper"],
        counts["to_confirm"],
        counts["missing"] + counts["short"],
        sum(problem.severity == "error" for problem in school.problems),
    )


def _conclusion(school: Assessment, rule: RuleVerdict) -> str:
    """``小学部7项中6项达标，达标``; a sum of points by its own line."""
    if rule.points is not None:
        return rule.line
    words = {True: "达标", False: "未达标", None: "数据不全，未定"}[rule.met]
    return f"{school.project.place(rule.section)}{rule.total}项中{rule.met_count}项达标，综合判定{words}"


def _left_out(assessment: DistrictAssessment) -> Sheet:
    rows: list[Sequence[Value]] = [
        (
            left.school,
            _SECTION[left.section],
            "" if left.students is None else exact(left.students),
            left.reason,
        )
        for left in assessment.left_out
    ]
    rows += [(name, "", "", f"不能使用：{why}") for name, why in assessment.unusable]
    return Sheet(
        name="不计入的学校",
        title=f"{assessment.project.school.name}不计入的学校",
        head=("学校", "学段", "学生数", "理由"),
        widths=(34, 8, 10, 60),
        rows=rows,
    )


def _problems(assessment: DistrictAssessment) -> Sheet:
    rows = [
        (number, _SEVERITIES[entry.severity], mask(entry.message), entry.remedy)
        for number, entry in enumerate(assessment.problems, 1)
    ]
    return Sheet(
        name="问题",
        title=f"{assessment.project.school.name}要处理的问题",
        head=("序号", "类别", "问题", "处理办法"),
        widths=(7, 9, 80, 44),
        rows=rows,
    )


def context(assessment: DistrictAssessment) -> dict[str, object]:
    """``差异系数表.docx``."""
    rows = [
        {"序号": number, **_row(spread, verdict)}
        for number, (spread, verdict) in enumerate(_by_section(assessment), 1)
    ]
    left = [f"{entry.school}（{entry.reason}）" for entry in assessment.left_out]
    left += [f"{name}（不能使用：{why}）" for name, why in assessment.unusable]
    return {
        "名称": assessment.project.school.name,
        "清单": assessment.checklist.title,
        "截至": phrases.day(assessment.project.as_of),
        "行": rows,
        "结论": [rule.line for rule in assessment.rules] or ["清单没有规定差异系数的标准"],
        "不计入": "、".join(left) or "无",
        "说明": list(dict.fromkeys(note for spread in assessment.spreads for note in spread.notes)),
    }


def record(assessment: DistrictAssessment) -> dict[str, Any]:
    """``check.json`` of a district: the keys of a school's record, and ``schools`` ``left_out`` ``spreads``."""
    district = assessment.project.school
    return {
        "dossier": records.FORMAT,
        "checklist": {"id": assessment.checklist.id, "title": assessment.checklist.title},
        "school": {
            "name": district.name,
            "short_name": district.short_name,
            "code": district.code,
            "stage": "district",
        },
        "as_of": assessment.project.as_of.isoformat(),
        "summary": {
            "schools": len(assessment.schools),
            "members": len(assessment.members),
            "left_out": len(assessment.left_out),
            "unusable": len(assessment.unusable),
        },
        "findings": [],
        "figures": [
            records.figure(figure, member.short_name)
            for member in assessment.members
            for figure in member.figures.values()
        ],
        "spreads": [
            _spread(spread, verdict)
            for spread, verdict in zip(assessment.spreads, assessment.verdicts, strict=True)
        ],
        "indicators": [records.verdict(verdict) | {"exact": None} for verdict in assessment.verdicts],
        "rules": [records.rule(rule) for rule in assessment.rules],
        "problems": [records.problem(entry) for entry in assessment.problems],
        "schools": [_school(school) for school in assessment.schools],
        "left_out": [
            {
                "school": left.school,
                "section": left.section or None,
                "students": None if left.students is None else exact(left.students),
                "reason": left.reason,
            }
            for left in assessment.left_out
        ],
        "unusable": [{"school": name, "reason": why} for name, why in assessment.unusable],
    }


def _spread(spread: Spread, verdict: Verdict) -> dict[str, Any]:
    return {
        "key": spread.figure,
        "section": spread.section,
        "label": spread.label,
        "value": records.decimal(verdict.value),
        "square": None if spread.square is None else exact(spread.square),
        "shown": verdict.shown,
        "mean": None if spread.mean is None else exact(spread.mean),
        "unit": spread.unit,
        "students": exact(spread.students),
        "schools": list(spread.schools),
        "missing": list(spread.missing),
        "formula": verdict.formula,
        "notes": list(spread.notes),
    }


def _school(school: Assessment) -> dict[str, Any]:
    return {
        "name": school.project.school.name,
        "short_name": school.project.school.short_name,
        "code": school.project.school.code,
        "stage": school.project.stage,
        "summary": records.summary(school),
        "rules": [records.rule(rule) for rule in school.rules],
    }
