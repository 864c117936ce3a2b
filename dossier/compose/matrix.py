"""``年度矩阵.xlsx``: requirement by year, a mark in each place. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.compose.workbooks import Sheet, Value
from dossier.model import Assessment, Finding
from dossier.years import shown as year_shown

THERE, LACKING, PAPER, UNSURE, PUT_OFF = "✓", "缺", "纸", "待", "缓"
LEGEND = (
    (THERE, "有电子件，数量够"),
    (PAPER, "只有纸质的，已登记"),
    (UNSURE, "交来了，等人确认"),
    (f"{THERE}{LACKING}", "有，但数量不够"),
    (LACKING, "没有"),
    (PUT_OFF, "暂缓提交"),
    ("（空白）", "这一年不要求，或本校不涉及、现场核查、县级提供"),
)


def sheets(assessment: Assessment) -> tuple[Sheet, ...]:
    """The matrix, and what its marks mean."""
    years = sorted({year for finding in assessment.findings for year in finding.years_needed})
    school = assessment.project.school.name
    key = "；".join(f"{mark}＝{words}" for mark, words in LEGEND[:-1])
    return (
        Sheet(
            name="年度矩阵",
            title=f"{school}材料年度矩阵（{key}）",
            head=(
                "材料编号",
                "材料名称",
                "责任部门（人）",
                "状态",
                *(year_shown(year) for year in years),
                "不分年度",
            ),
            widths=(14, 44, 20, 14, *(11 for _ in years), 9),
            rows=[_row(assessment, finding, years) for finding in assessment.findings],
        ),
        Sheet(
            name="图例", title=f"{school}年度矩阵图例", head=("标记", "意思"), widths=(12, 60), rows=LEGEND
        ),
    )


def _row(assessment: Assessment, finding: Finding, years: Sequence[str]) -> Sequence[Value]:
    requirement = assessment.checklist.by_code[finding.requirement]
    marks = [_mark(finding, year) if year in finding.years_needed else "" for year in years]
    overall = "" if finding.years_needed else _mark(finding, "")
    return requirement.code, requirement.title, finding.owner.label, finding.status, *marks, overall


def _mark(finding: Finding, year: str) -> str:
    """The mark of one place; of a finding whose evidence is not told apart, by its years and its status."""
    mine = [entry for entry in finding.evidence if entry.slot.year == year]
    if mine or year in finding.years_found:
        there = PAPER if mine and all(entry.paper is not None for entry in mine) else THERE
        return there + (LACKING if any(slot.year == year for slot in finding.open_slots) else "")
    if finding.status in ("齐全", "齐全（纸质）"):
        return THERE if finding.status == "齐全" else PAPER
    if any(not claim.year or claim.year == year for claim in finding.to_confirm):
        return UNSURE
    return {"缺": LACKING, "不齐": LACKING, "待确认": LACKING, "暂缓提交": PUT_OFF}.get(finding.status, "")
