"""``催办/群消息.txt``: what each person still owes, ready to paste into a chat group. Pure.

Names of materials stand in it and who owes them; no file names, because a file may be named after a pupil.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dossier.compose import gaps
from dossier.model import Assessment, Finding
from dossier.text import mask, one_line, visible

MOST_NAMES = 10
"""A message that is longer is not read in a chat group."""
_LONGEST = 18
"""Characters of the name of a material."""
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_WEEKDAYS = "一二三四五六日"
_WEEK = 7


def messages(assessment: Assessment) -> bytes:
    """One block for each person, by department; Notepad on Windows reads it as it is (UTF-8 with mark, CRLF)."""
    blocks = [
        _block(assessment, department, person, findings)
        for (department, person), findings in _by_person(assessment).items()
    ]
    text = "\n\n".join(blocks or ["各部门材料已交齐，没有要催的。"]) + "\n"
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def deadline(due: str, as_of: date) -> str:
    """``周五17:00前交`` in the coming week, else with its date; what a person wrote otherwise stays so.

    Args:
        due: ISO date, a person's words, or empty.
        as_of: the day from which a bare day of the week is understood.
    """
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return f"完成时限：{due}" if due else ""
    weekday = f"周{_WEEKDAYS[day.weekday()]}"
    if day < as_of:
        return f"原定{day.month}月{day.day}日交，已逾期，请尽快补交"
    if (day - as_of).days < _WEEK:
        return f"{weekday}17:00前交"
    year = "" if day.year == as_of.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{weekday}）17:00前交"


def _by_person(assessment: Assessment) -> Mapping[tuple[str, str], list[Finding]]:
    """What is open by (department, person): departments as the checklist has them, persons by name."""
    called = gaps.names(assessment)
    order = {name: number for number, name in enumerate(gaps.departments(assessment))}
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in assessment.findings:
        if gaps.is_open(finding):
            department = called(gaps.department_of(finding))
            found.setdefault((department, finding.owner.person), []).append(finding)
    return dict(sorted(found.items(), key=lambda entry: (order[entry[0][0]], entry[0][1])))


def _block(assessment: Assessment, department: str, person: str, findings: Sequence[Finding]) -> str:
    named = department if department != gaps.NO_DEPARTMENT or person else "（还没有责任人）"
    who = " ".join(part for part in (named, person) if part)
    papers = _papers(assessment, findings)
    text = f"@{who} 还差{len(papers)}项：{'；'.join(_parts(assessment, papers))}"
    return visible(mask(one_line(text)))


def _papers(assessment: Assessment, findings: Sequence[Finding]) -> list[Finding]:
    """*findings* without repeats: one paper that serves two places is one thing to hand in, on the earlier day."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        requirement = assessment.checklist.by_code[finding.requirement]
        key = (requirement.material or requirement.code, _name(assessment, finding))
        first = found.setdefault(key, finding)
        if gaps.due(finding) and (not gaps.due(first) or gaps.due(finding) < gaps.due(first)):
            found[key] = finding
    return list(found.values())


def _parts(assessment: Assessment, findings: Sequence[Finding]) -> Iterator[str]:
    """The materials of each deadline, the earliest first; of ten in all the names are told."""
    room = MOST_NAMES
    for when, mine in _by_deadline(findings, assessment.project.as_of):
        names = [_name(assessment, finding) for finding in mine[:room]]
        room -= len(names)
        told = "、".join(names)
        if len(names) < len(mine):
            told += f"等{len(mine)}项" if names else f"另有{len(mine)}项"
        yield "，".join(part for part in (told, when) if part)


def _by_deadline(findings: Sequence[Finding], as_of: date) -> Iterator[tuple[str, list[Finding]]]:
    """Deadline in words and what is due then; all that is late is one matter, whatever days it was due on."""
    by_due: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda f: (not gaps.due(f), gaps.due(f))):
        by_due.setdefault(gaps.due(finding), []).append(finding)
    late = [due for due, mine in by_due.items() if gaps.is_late(mine[0], as_of)]
    if len(late) > 1:
        first = date.fromisoformat(late[0])
        told = f"均已逾期（最早的原定{first.month}月{first.day}日交），请尽快补交"
        yield told, [finding for due in late for finding in by_due.pop(due)]
    for due, mine in by_due.items():
        yield deadline(due, as_of), mine


def _name(assessment: Assessment, finding: Finding) -> str:
    """The material, shortened, and what of it is lacking where some of it is there."""
    title = assessment.checklist.by_code[finding.requirement].title
    short = _ASIDE.sub("", title).strip() or title
    if len(short) > _LONGEST:
        short = f"{short[: _LONGEST - 1]}…"
    return short if finding.status in ("缺", "暂缓提交") else f"{short}（{gaps.lacking(finding)}）"
