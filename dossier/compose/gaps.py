"""What is still owed, for the school alone: rows for the list of gaps and for each department's task sheet. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from dossier.compose import open_problems, phrases
from dossier.compose.contexts import Context
from dossier.model import Assessment, Finding
from dossier.years import shown as year_shown

_OPEN = ("不齐", "缺", "待确认", "暂缓提交")


def listing(assessment: Assessment) -> Context:
    """``缺项清单.docx``: materials that are owed, then what else cannot wait."""
    rows = open_rows(assessment)
    urgent = [problem for problem in open_problems.others(assessment) if problem.severity == "error"]
    done = sum(finding.status in ("齐全", "齐全（纸质）") for finding in assessment.findings)
    return {
        "校名": assessment.project.school.name,
        "截至": phrases.day(assessment.project.as_of),
        "统计": f"应有材料{len(assessment.findings)}项，齐全{done}项，待补{len(rows)}项",
        "缺项": [{"序号": number, **row} for number, row in enumerate(rows, 1)],
        "问题": list(open_problems.rows(assessment, urgent)),
    }


def tasks(assessment: Assessment, department: str) -> Context:
    """``任务单.docx`` for one department."""
    mine = [finding for finding in assessment.findings if finding.owner.department == department]
    rows = [_open_row(assessment, finding) for finding in mine if finding.status in _OPEN]
    done = sum(finding.status in ("齐全", "齐全（纸质）") for finding in mine)
    return {
        "校名": assessment.project.school.name,
        "部门": department,
        "截至": phrases.day(assessment.project.as_of),
        "项数": len(mine),
        "已齐": done,
        "待补": len(rows),
        "任务": [{"序号": number, **row} for number, row in enumerate(rows, 1)],
    }


def departments(assessment: Assessment) -> tuple[str, ...]:
    """Departments that still owe something, in the order of the checklist."""
    owed = (f.owner.department for f in assessment.findings if f.status in _OPEN)
    return tuple(dict.fromkeys(name for name in owed if name))


def open_rows(assessment: Assessment) -> list[dict[str, str]]:
    """One row per requirement that is not settled, in the order of the checklist."""
    return [_open_row(assessment, finding) for finding in assessment.findings if finding.status in _OPEN]


def _open_row(assessment: Assessment, finding: Finding) -> dict[str, str]:
    requirement = assessment.checklist.by_code[finding.requirement]
    state = lacking(finding)
    return {
        "编号": requirement.code,
        "题名": requirement.title,
        "指标": requirement.indicator,
        "应有": _years(finding.years_needed),
        "已有": _years(finding.years_found),
        "情况": state,
        "要求": state + _formalities(requirement.copy, requirement.seal, requirement.signatures),
        "责任人": finding.owner.label,
        "姓名": finding.owner.person,
        "时限": phrases.day(finding.owner.due),
        "备注": finding.owner.note,
    }


def lacking(finding: Finding) -> str:
    """``全缺``, ``缺2024—2025学年度``, ``有2份待确认``, ``暂缓至2026年10月15日``."""
    if finding.status == "缺":
        return "全缺"
    if finding.status == "暂缓提交":
        until = finding.exemption.until if finding.exemption else ""
        return f"暂缓至{phrases.day(until)}" if until else "暂缓提交"
    if finding.status == "待确认":
        return f"有{len(finding.to_confirm)}份待确认"
    absent = [year for year in finding.years_needed if year not in finding.years_found]
    if absent:
        return f"缺{_years(absent)}"
    return f"数量不足，还差{len(finding.open_slots)}份" if finding.open_slots else "不齐"


def _formalities(copy: str, seal: bool, signatures: bool) -> str:
    wanted = [
        word for word, asked in (("原件", copy == "original"), ("盖章", seal), ("签字", signatures)) if asked
    ]
    return f"（须{'、'.join(wanted)}）" if wanted else ""


def _years(years: Iterable[str]) -> str:
    """``2023—2024、2024—2025学年度``: what the years share is said once."""
    words = [year_shown(year) for year in years]
    if words and all(word.endswith("学年度") for word in words):
        return "、".join(word.removesuffix("学年度") for word in words) + "学年度"
    return "、".join(words)
