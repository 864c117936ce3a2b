"""``初查情况通报.docx``: who handed in what, department by department, as an official paper. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.compose import gaps, phrases
from dossier.compose.pieces import heading, paragraph
from dossier.compose.returned import Returned
from dossier.model import Assessment, Block, Finding, Report, Section, Table

KIND = "初查情况通报"


@dataclass(frozen=True, kw_only=True)
class Count:
    """How one department stands, or all of them."""

    department: str
    due: int
    """应交: requirements asked of it."""
    given: int
    """已交: of these, something has come, on paper or as a file."""
    good: int
    """合格: of these, complete."""
    back: int
    """退回: files that cannot serve as they came."""
    late: int
    """逾期: not complete although the day has passed."""


def counts(assessment: Assessment, files: Sequence[Returned]) -> tuple[Count, ...]:
    """One for each department in the order of the checklist, then those that only get files back; at last the sum.

    合格 of the sum is ``satisfied`` + ``paper`` of check.json; 应交 is ``requirements`` without what the school is
    not asked for (``not_applicable``, ``site_visit``, ``county``).
    """
    called = gaps.names(assessment)
    asked = [(called(gaps.department_of(finding)), finding) for finding in gaps.asked(assessment)]
    names = dict.fromkeys([*(name for name, _ in asked), *(entry.department for entry in files)])
    return (
        *(
            _count(
                assessment,
                name,
                [finding for department, finding in asked if department == name],
                sum(entry.department == name for entry in files),
            )
            for name in names
        ),
        _count(assessment, "合计", [finding for _, finding in asked], len(files)),
    )


def bulletin(assessment: Assessment, files: Sequence[Returned]) -> Report:
    """The paper, with the day that the run looks at as its date."""
    *departments, whole = counts(assessment, files)
    school = assessment.project.school.name
    blocks = (
        paragraph(
            f"按照“{assessment.checklist.title}”材料清单，学校对各部门提交的迎检材料进行了初查"
            f"（截至{phrases.day(assessment.project.as_of)}）。现将情况通报如下。"
        ),
        heading(1, "一、总体情况"),
        paragraph(_overall(assessment, whole)),
        heading(1, "二、各部门情况"),
        paragraph("各部门材料提交情况见表1。"),
        _table([*departments, whole]),
        heading(1, "三、有关要求"),
        *(paragraph(text) for text in _demands(whole)),
    )
    return Report(
        kind=KIND,
        title="关于迎检材料初查情况的通报",
        reporter="",
        salutation="各部门：",
        sections=(Section(key=KIND, owned_by="", blocks=blocks),),
        closing="",
        sign_unit=school,
        sign_date=phrases.day(assessment.project.as_of),
    )


def _count(assessment: Assessment, name: str, findings: Sequence[Finding], back: int) -> Count:
    return Count(
        department=name,
        due=len(findings),
        given=sum(_has_come(finding) for finding in findings),
        good=sum(finding.status in gaps.DONE for finding in findings),
        back=back,
        late=sum(
            finding.status not in gaps.DONE and gaps.is_late(finding, assessment.project.as_of)
            for finding in findings
        ),
    )


def _has_come(finding: Finding) -> bool:
    return finding.status in (*gaps.DONE, "不齐", "待确认") or bool(finding.evidence or finding.to_confirm)


def _overall(assessment: Assessment, whole: Count) -> str:
    listed = len(assessment.findings)
    left = listed - whole.due
    apart = [
        f"{status}{count}项"
        for status in gaps.NOT_ASKED
        if (count := sum(finding.status == status for finding in assessment.findings))
    ]
    less = f"，其中{'、'.join(apart)}不需各部门提交" if left else ""
    late = f"；已过完成时限仍未交齐{whole.late}项" if whole.late else ""
    return (
        f"材料清单共{listed}项{less}。各部门应交{whole.due}项，已交{whole.given}项，未交{whole.due - whole.given}项；"
        f"已交材料中合格{whole.good}项，尚不齐全或待确认{whole.given - whole.good}项；退回文件{whole.back}份{late}。"
    )


def _table(rows: Iterable[Count]) -> Block:
    lines = list(rows)
    table = Table(
        caption="表1　各部门材料提交情况",
        head=("序号", "部门", "应交（项）", "已交（项）", "合格（项）", "退回（份）", "逾期（项）"),
        rows=tuple(
            (
                "" if number == len(lines) else str(number),
                row.department,
                *(str(value) for value in (row.due, row.given, row.good, row.back, row.late)),
            )
            for number, row in enumerate(lines, 1)
        ),
        note="注：已交含只交来一部分的；合格指数量、年度齐全；逾期指过了完成时限仍未交齐。",
    )
    return Block(kind="table", table=table)


def _demands(whole: Count) -> Iterable[str]:
    if whole.good == whole.due and not whole.back:
        yield "各部门材料已经交齐，请妥善保管原件，备查。"
        return
    demands = (
        "尚未交齐的，按任务单所列材料和年度，在完成时限前补交。",
        "被退回的，按退回单写明的原因更换后重新提交。" if whole.back else "",
        "逾期未交的，请责任人说明原因，尽快补交。" if whole.late else "",
        "材料放入“上交”里本部门的文件夹，一份材料一个文件；只有纸质的，由资料员登记。",
    )
    given = [text for text in demands if text]
    yield from (f"{number}.{text}" for number, text in enumerate(given, 1))
