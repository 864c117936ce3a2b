"""What is still owed, for the school alone: rows for the list of gaps and for each department's task sheet. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from dossier.compose import open_problems, phrases
from dossier.compose.contexts import Context
from dossier.departments import one_name, same_department
from dossier.model import Assessment, Finding, Unseen
from dossier.names import legal
from dossier.years import shown as year_shown

OPEN = ("不齐", "缺", "待确认", "暂缓提交")
DONE = ("齐全", "齐全（纸质）")
NOT_ASKED = ("本校不涉及", "现场核查", "县级提供")
"""Nothing is handed in for these."""
NO_DEPARTMENT = "未定部门"
_MOST_PAPERS = 3
"""Of a requirement that lists several so many are named."""
_BETWEEN_YEARS = re.compile(r"(?<=\d{4}—\d{4})、(?=\d{4}—)")
_COPY = {"original": "原件", "copy": "复印件", "either": ""}


def listing(assessment: Assessment) -> Context:
    """``缺项清单.docx``: materials that are owed, then what else cannot wait."""
    rows = open_rows(assessment)
    urgent = [problem for problem in open_problems.others(assessment) if problem.severity == "error"]
    done = sum(finding.status in DONE for finding in assessment.findings)
    partly = sum(finding.status in DONE and is_open(finding) for finding in assessment.findings)
    more = f"，另有{partly}项年度已齐、所列的几样没有找全" if partly else ""
    return {
        "校名": assessment.project.school.name,
        "截至": phrases.day(assessment.project.as_of),
        "统计": f"应有材料{len(assessment.findings)}项，齐全{done}项，待补{len(rows) - partly}项{more}"
        f"　　{phrases.list_note(assessment.checklist)}".rstrip("　"),
        "缺项": [{"序号": number, **_by_lines(row)} for number, row in enumerate(rows, 1)],
        "问题": list(open_problems.rows(assessment, urgent)),
    }


def tasks(assessment: Assessment, department: str) -> Context:
    """``任务单.docx`` for one department, as :func:`departments` names it."""
    mine = [finding for finding in asked(assessment) if same_department(department_of(finding), department)]
    rows = [_open_row(assessment, finding) for finding in mine if is_open(finding)]
    return {
        "校名": assessment.project.school.name,
        "部门": department,
        "截至": phrases.day(assessment.project.as_of),
        "项数": len(mine),
        "已齐": sum(finding.status in DONE and not is_open(finding) for finding in mine),
        "待补": len(rows),
        "上交": hand_in(department),
        "任务": [{"序号": number, **_by_lines(row)} for number, row in enumerate(rows, 1)],
    }


def departments(assessment: Assessment) -> tuple[str, ...]:
    """Departments that still owe something, in the order of the checklist; what nobody owes is of ``未定部门``."""
    called = names(assessment)
    return tuple(dict.fromkeys(called(department_of(f)) for f in assessment.findings if is_open(f)))


def asked(assessment: Assessment) -> tuple[Finding, ...]:
    """Findings for which somebody has to hand in something."""
    return tuple(finding for finding in assessment.findings if finding.status not in NOT_ASKED)


def names(assessment: Assessment) -> Callable[[str], str]:
    """One name for each department of this school: of 教导处 and 教务处 the one that answers for more."""
    return one_name(department_of(finding) for finding in assessment.findings)


def department_of(finding: Finding) -> str:
    """The department that owes *finding*, as it is written in the checklist or in 责任分解."""
    return finding.owner.department or NO_DEPARTMENT


def is_open(finding: Finding) -> bool:
    """Whether somebody still owes something of it: it is not settled, or not all is there that it lists."""
    return finding.status in OPEN or bool(finding.unseen)


def hand_in(department: str) -> str:
    """The folder of the project where a department puts its files: ``上交/教务处``."""
    return "上交" if department == NO_DEPARTMENT else f"上交/{legal(department)}"


def due(finding: Finding) -> str:
    """When it is due: ISO date, or as a person wrote it; of what was put off, the day that was agreed then."""
    put_off = finding.status == "暂缓提交" and finding.exemption is not None and finding.exemption.until
    return put_off or finding.owner.due


def is_late(finding: Finding, as_of: date) -> bool:
    """Whether it is still owed although its day has passed."""
    try:
        return is_open(finding) and date.fromisoformat(due(finding)) < as_of
    except ValueError:
        return False


def open_rows(assessment: Assessment) -> list[dict[str, str]]:
    """One row per requirement of which something is owed, in the order of the checklist."""
    return [_open_row(assessment, finding) for finding in assessment.findings if is_open(finding)]


def _by_lines(row: Mapping[str, str]) -> dict[str, str]:
    """*row* for a narrow cell of a Word table: one year on each line, for a line may break after a dash."""
    return {field: _BETWEEN_YEARS.sub("、\n", text) for field, text in row.items()}


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
        "所缺": owed(finding),
        "要求": state + _formalities(requirement.copy, requirement.seal, requirement.signatures),
        "形式": requirement.form or "",
        "原件": _COPY[requirement.copy],
        "盖章": "盖章" if requirement.seal else "",
        "签字": "签字" if requirement.signatures else "",
        "责任人": finding.owner.label,
        "姓名": finding.owner.person,
        "时限": phrases.day(due(finding)),
        "备注": finding.owner.note,
        "上交": hand_in(names(assessment)(department_of(finding))),
    }


def lacking(finding: Finding) -> str:
    """``全缺``, ``缺2024—2025学年度``, ``有2份待确认``, ``暂缓至2026年10月15日``, ``现有的是复印件，缺原件``, ``缺“部门决算”``."""
    if finding.status == "缺":
        return "全缺"
    if finding.status == "暂缓提交":
        until = finding.exemption.until if finding.exemption else ""
        return f"暂缓至{phrases.day(until)}" if until else "暂缓提交"
    if finding.status == "待确认":
        return f"有{len(finding.to_confirm)}份待确认"
    absent, papers = _absent(finding), _papers(finding.unseen)
    parts = (f"缺{absent}" if absent else "", _short(finding), f"缺{papers}" if papers else "")
    told = "；".join(part for part in parts if part)
    return told or ("现有的是复印件，缺原件" if _has_copies(finding) else "不齐")


def owed(finding: Finding) -> str:
    """What has still to come, year by year: ``2023—2024学年度；2025—2026学年度还差1份``; else how many."""
    parts = [part for part in (_absent(finding), _short(finding), _papers(finding.unseen)) if part]
    return "；".join(parts) or ("原件" if finding.status == "不齐" and _has_copies(finding) else "不分年度")


def _has_copies(finding: Finding) -> bool:
    return any(entry.copy == "复印件" for entry in finding.evidence)


def _absent(finding: Finding) -> str:
    return _years(year for year in finding.years_needed if year not in finding.years_found)


def _short(finding: Finding) -> str:
    """What lacks in a year that is not empty; of what was never handed in and knows no years, nothing."""
    years = Counter(slot.year for slot in finding.open_slots if finding.evidence)
    known = {year: count for year, count in years.items() if not year or year in finding.years_found}
    return "；".join(f"{year_shown(year)}还差{count}份" for year, count in sorted(known.items()))


def _papers(unseen: Sequence[Unseen]) -> str:
    """Of what a requirement lists what is not there: ``“部门决算”（2024年度）等4样``."""
    named = [
        f"“{paper.title}”（{_years(paper.years)}）" if paper.years else f"“{paper.title}”"
        for paper in unseen[:_MOST_PAPERS]
    ]
    return "".join(named) + (f"等{len(unseen)}样" if len(unseen) > _MOST_PAPERS else "")


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
