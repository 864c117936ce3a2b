"""``用印签字清单.xlsx``: what has to be sealed or signed, and what of it is not there yet. Pure.

Whether a seal stands on a paper no program sees: the last columns are left for the person who looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from dossier.compose import gaps
from dossier.compose.workbooks import Sheet, Value
from dossier.model import Assessment, Evidence, Finding, Requirement
from dossier.text import mask
from dossier.years import shown as year_shown

_HEAD = (
    ("序号", 6),
    ("材料编号", 13),
    ("文件", 40),
    ("年度", 18),
    ("页数", 7),
    ("谁签字（请核对）", 26),
    ("用印", 27),
    ("份数", 7),
    ("现状", 18),
    ("核对结果", 12),
    ("经办人、日期", 16),
)
_SEAL = "学校公章"


def sheets(assessment: Assessment) -> tuple[Sheet, ...]:
    """One line for each paper in the order of the checklist."""
    rows = [row for finding in gaps.asked(assessment) for row in _rows(assessment, finding)]
    return (
        Sheet(
            name="用印签字清单",
            title=f"{assessment.project.school.name}用印签字清单（是否已经用印、签字，由经办人看原件核对）",
            head=tuple(head for head, _ in _HEAD),
            widths=tuple(width for _, width in _HEAD),
            rows=[(number, *row) for number, row in enumerate(rows, 1)],
        ),
    )


def _rows(assessment: Assessment, finding: Finding) -> Iterator[tuple[Value, ...]]:
    requirement = assessment.checklist.by_code[finding.requirement]
    for entry in finding.evidence:
        seal = _seal(requirement, entry)
        if seal or requirement.signatures:
            yield _row(finding, requirement, entry, seal)
    if (requirement.seal or requirement.signatures) and gaps.is_open(finding):
        yield (
            requirement.code,
            requirement.title,
            gaps.owed(finding),
            "",
            _who(finding, requirement),
            _SEAL if requirement.seal else "",
            "",
            "尚未交来" if finding.status != "待确认" else "交来待确认",
            "",
            "",
        )


def _row(finding: Finding, requirement: Requirement, entry: Evidence, seal: str) -> tuple[Value, ...]:
    return (
        requirement.code,
        mask(entry.title),
        year_shown(entry.slot.year) or "不分年度",
        entry.pages or "",
        _who(finding, requirement),
        seal,
        (entry.paper.volumes or 1) if entry.paper else 1,
        "纸质原件，请查看" if entry.paper else "有电子件，请查看",
        "",
        "",
    )


def _seal(requirement: Requirement, entry: Evidence) -> str:
    """A copy takes the place of its original only with a note and the seal on it."""
    if entry.copy == "复印件":
        return f"注“与原件一致”，{_SEAL}"
    return _SEAL if requirement.seal else ""


def _who(finding: Finding, requirement: Requirement) -> str:
    """The people of 责任分解; the material itself may ask for others."""
    if not requirement.signatures:
        return ""
    owner = finding.owner
    named = ((f"责任人{owner.person}", owner.person), (f"分管领导{owner.leader}", owner.leader))
    return "、".join(words for words, name in named if name) or "责任人（未定）"
