"""``退回/<部门>.docx``: files that cannot serve as they came, and what whoever handed them in should do. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.compose import gaps, phrases
from dossier.compose.contexts import Context
from dossier.compose.plain import Plain
from dossier.model import Assessment, Doubt, Finding, Problem, Unclaimed, UnreadableReason
from dossier.problems import UNREADABLE, remedy
from dossier.text import mask, visible
from dossier.years import shown as year_shown

_HANDED_IN = "上交"
_WHICH_YEAR = "请说明属于哪个学年，最好写进标题"
_REMEDIES: Mapping[Doubt, str] = {
    "blank": "请换成填写完整、已经定稿的材料",
    "draft": "请换成定稿；已经定稿的，去掉“征求意见稿”一类的字样",
    "discarded": "请换成现在用的；还在用的，去掉“作废”一类的字样",
    "model": "请换成本校自己的材料",
    "above": "请交本校的材料；上级文件本身就是佐证的，请说明",
    "other": "请换成本校的材料",
    "contradiction": "请改好文件名或标题，使两处一致",
    "archive": "请解压后把里面的文件放进来",
    "format": "请换成要求的格式",
    "bygone": "请换成最近的一份",
    "years-differ": "请改好写错的年度，使各处一致",
    "year-none": _WHICH_YEAR,
    "year-open": _WHICH_YEAR,
    "year-ahead": _WHICH_YEAR,
}
"""What to do about a doubt that whoever handed the file in can settle. Whether words, a likeness or a folder suffice, which
of two materials it is, what belongs to an event and where a file of several materials is split the clerk decides, in 材料归类确认.
"""
_OURS: Sequence[UnreadableReason] = ("denied", "changed")
"""What lies with the machine on which this runs, not with the file: whoever runs it closes Word, or runs it again."""
_YEARS_MIXED = ("photo-two-years", "content-two-years")


@dataclass(frozen=True)
class Returned:
    """One file that goes back."""

    department: str
    """Who handed it in, else who owes the material, else ``未定部门``."""
    person: str
    path: str
    taken: str
    """Materials that it was taken for, or empty."""
    reason: str
    remedy: str


def returned(assessment: Assessment) -> tuple[Returned, ...]:
    """Every file once, by department and path; reasons of one file stand together."""
    called = gaps.names(assessment)
    found: dict[tuple[str, str], list[Returned]] = {}
    for entry in _all(assessment):
        found.setdefault((called(entry.department), entry.path), []).append(entry)
    departments = dict.fromkeys(called(gaps.department_of(finding)) for finding in assessment.findings)
    order = {name: place for place, name in enumerate(departments)}
    return tuple(
        _joined(department, entries)
        for (department, _), entries in sorted(
            found.items(), key=lambda item: (order.get(item[0][0], len(order)), *item[0])
        )
    )


def sheet(assessment: Assessment, department: str, files: Iterable[Returned]) -> Context:
    """``退回单.docx``: the *files* of one department."""
    rows: list[Plain] = [
        {
            "序号": number,
            "文件": visible(mask(_below(entry.path))),
            "材料": visible(mask(entry.taken)),
            "原因": visible(mask(entry.reason)),
            "怎么办": entry.remedy,
            "责任人": entry.person,
        }
        for number, entry in enumerate(files, 1)
    ]
    return {
        "校名": assessment.project.school.name,
        "部门": department,
        "截至": phrases.day(assessment.project.as_of),
        "份数": len(rows),
        "上交": gaps.hand_in(department),
        "退回": rows,
    }


def _all(assessment: Assessment) -> Iterator[Returned]:
    yield from _unreadable(assessment)
    for finding in assessment.findings:
        if finding.status != "本校不涉及":
            if (
                finding.status in gaps.OPEN
            ):  # of a material that is complete nobody needs to explain another file
                yield from _unsure(assessment, finding)
            yield from _copies(assessment, finding)
    left = {entry.path: entry for entry in assessment.unclaimed}
    for problem in assessment.problems:
        yield from _told(assessment, problem, left.get(problem.path, Unclaimed(path=problem.path)))


def _unreadable(assessment: Assessment) -> Iterator[Returned]:
    owners = {problem.path: problem.owner for problem in assessment.problems if problem.path}
    for entry in assessment.unreadable:
        if entry.reason in _OURS:
            continue
        detail = entry.detail[1:-1] if entry.detail.startswith("（") else entry.detail
        department, _, person = owners.get(entry.path, "").partition(" ")
        if not department and entry.path.startswith("数据/"):
            continue  # nobody handed it in: whoever runs this put it there
        yield Returned(
            department=_from(entry.path) or department or gaps.NO_DEPARTMENT,
            person=person,
            path=entry.path,
            taken="",
            reason=f"打不开（{UNREADABLE[entry.reason]}{f'：{detail}' if detail else ''}）",
            remedy=remedy(entry.reason, entry.detail).replace("请提供人", "请"),
        )


def _unsure(assessment: Assessment, finding: Finding) -> Iterator[Returned]:
    """Items that whoever handed them in can settle, each once; what only the clerk decides goes back to nobody."""
    for claim in finding.to_confirm:
        if claim.doubt in _REMEDIES:
            reason = f"待确认：{claim.reason}"
            yield _of(assessment, finding, claim.parts[0].path, reason, _REMEDIES[claim.doubt])


def _copies(assessment: Assessment, finding: Finding) -> Iterator[Returned]:
    if assessment.checklist.by_code[finding.requirement].copy != "original":
        return
    for entry in finding.evidence:
        if entry.copy == "复印件":
            path = entry.parts[0].path if entry.parts else f"{entry.title}（纸质）"
            yield _of(assessment, finding, path, "要求原件，交来的是复印件", "请换成原件，或注明原件存放处")


def _told(assessment: Assessment, problem: Problem, left: Unclaimed) -> Iterator[Returned]:
    """What else was found out about a file; a year too many is no fault where none is lacking."""
    finding = assessment.finding_by_code.get(problem.requirement or left.nearest)
    if problem.code == "out-of-period" and finding is not None and finding.status in gaps.OPEN:
        wanted = "、".join(year_shown(year) for year in finding.years_needed)
        yield _of(assessment, finding, problem.path, f"不是要求的年度（要{wanted}）", "请换成所缺年度的材料")
    elif problem.code == "version-conflict" and finding is not None:
        yield _of(assessment, finding, problem.path, problem.message, "请定下用哪一份，告诉资料员")
    elif problem.code in _YEARS_MIXED:
        yield _of(assessment, finding, problem.path, problem.message, "请核对年度，换掉用错的一份")
    elif problem.code == "unclaimed" and left.doubt in _REMEDIES:
        yield _of(assessment, finding, problem.path, left.looks, _REMEDIES[left.doubt])


def _of(assessment: Assessment, finding: Finding | None, path: str, reason: str, remedy: str) -> Returned:
    department, person, taken = _from(path), "", ""
    if finding is not None:
        department = department or finding.owner.department
        person = finding.owner.person if department == finding.owner.department else ""
        title = assessment.checklist.by_code[finding.requirement].title
        taken = f"{finding.requirement} {title}"
    return Returned(department or gaps.NO_DEPARTMENT, person, path, taken, reason, remedy)


def _below(path: str) -> str:
    """A path below the folder of its department; of a file that nobody handed in, the whole."""
    return path.split("/", 2)[2] if _from(path) else path


def _from(path: str) -> str:
    """The department whose folder under 上交/ *path* lies in."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and parts[0] == _HANDED_IN else ""


def _joined(department: str, entries: Sequence[Returned]) -> Returned:
    def together(words: Iterable[str], mark: str) -> str:
        return mark.join(dict.fromkeys(word for word in words if word))

    return Returned(
        department=department,
        person=together((entry.person for entry in entries), "、"),
        path=entries[0].path,
        taken=together((entry.taken for entry in entries), "；"),
        reason=together((entry.reason for entry in entries), "；"),
        remedy=together((entry.remedy for entry in entries), "；"),
    )
