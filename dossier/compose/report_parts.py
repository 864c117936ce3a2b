"""What every report is put together from: its opening, the school's own words, why it is a draft, its signature. Pure.

Nothing is invented here: what only the school can say comes from 文字/, and where that is missing the report is a
draft (征求意见稿) that says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dossier.compose import phrases, prose
from dossier.compose.overview import overview
from dossier.compose.pieces import heading, numeral, paragraph
from dossier.compose.standing import reported
from dossier.model import Assessment, Block, Report, Section

Part = tuple[str, str, tuple[Block, ...]]
"""Name of a section, department that answers for its words, what stands in it. The first has no heading."""

_UNSETTLED = ("conflict", "figure-missing", "points-undeclared")
"""Problems that leave a number of the report open."""
_TITLE_ENDS = ("对照自查", "自评", "自查")


def issued(
    assessment: Assessment,
    kind: str,
    title: str,
    parts: Sequence[Part],
    because: Iterable[str],
    facts: Mapping[str, str],
    *,
    closing: str = "",
    attachments: tuple[str, ...] = (),
) -> Report:
    """The report *kind*: its first part, then chapters 一、二、 with the names of the others.

    Args:
        assessment: for the school, its titles and its day.
        kind: as ``report.kinds`` names it.
        title: below the name of the school, unless ``report.title`` says otherwise.
        parts: in their order.
        because: why it may go out as 征求意见稿 only, each reason once.
        facts: 报告日期 (ISO) dates the report, else the day of the assessment.
        closing: the last line of the text.
        attachments: names of what is attached.
    """
    school = assessment.project.school.name
    first, *chapters = parts
    sections = [Section(key=first[0], owned_by=first[1], blocks=first[2])]
    for number, (name, owner, blocks) in enumerate(chapters, 1):
        head = heading(1, f"{numeral(number)}、{name}")
        sections.append(Section(key=name, owned_by=owner, blocks=(head, *blocks)))
    return Report(
        kind=kind,
        title=assessment.project.report.title.get(kind) or f"{school}\n{title}",
        reporter="",
        salutation="",
        sections=tuple(sections),
        closing=closing,
        sign_unit=school,
        sign_date=phrases.day(facts.get("报告日期") or assessment.project.as_of),
        draft_because=tuple(dict.fromkeys(because)),
        attachments=attachments,
    )


def subject(assessment: Assessment) -> str:
    """What the report is about: ``义务教育学校管理标准`` for 义务教育学校管理标准对照自查."""
    title = assessment.checklist.title
    return next((title.removesuffix(end) for end in _TITLE_ENDS if title.endswith(end)), title)


def opening(assessment: Assessment, narrative_name: str, rest: str) -> tuple[Block, ...]:
    """The school's own opening, else what the report rests on, the school and its day, and *rest*."""
    if found := narrative(assessment, narrative_name):
        return found
    basis = assessment.checklist.basis.partition("；")[0]  # what follows is a remark on the list itself
    if "《" not in basis:
        basis = f"{subject(assessment)}有关要求"
    day = phrases.day(assessment.project.as_of)
    return (paragraph(f"根据{basis}，{assessment.project.school.name}以{day}为时点，{rest}"),)


def about_the_school(assessment: Assessment, missing: list[str]) -> tuple[Block, ...]:
    """基本情况: the school's words, then what is counted; where there is neither, the school has to write it."""
    found = (*narrative(assessment, "基本情况"), *overview(assessment))
    return found or own_words(assessment, "基本情况", missing)


def words(assessment: Assessment, name: str) -> str:
    """The text of 文字/<name>, or nothing."""
    return assessment.narratives.get(name, "").strip()


def narrative(assessment: Assessment, name: str) -> tuple[Block, ...]:
    """The same as blocks below a heading of the first level."""
    return prose.renumbered(prose.blocks(words(assessment, name)))


def own_words(assessment: Assessment, name: str, missing: list[str]) -> tuple[Block, ...]:
    """The school's words, or a marked gap in a draft; the name of the gap joins *missing*."""
    if found := narrative(assessment, name):
        return found
    missing.append(name)
    return (to_be_written(name),)


def to_be_written(name: str) -> Block:
    """The mark of a section that only the school can write."""
    return paragraph(f"（此处由学校补写：{name}）")


def lacking_words(missing: Iterable[str]) -> tuple[str, ...]:
    """Why a report without these sections is a draft."""
    return tuple(f"缺“{name}”的文字" for name in missing)


def unsettled(assessment: Assessment) -> tuple[str, ...]:
    """Why numbers of the report are open, each reason once."""
    problems = [problem for problem in assessment.problems if problem.code in _UNSETTLED]
    named = {problem.indicator for problem in problems}
    unknown = [v.line for v in reported(assessment) if v.value is None and v.code not in named]
    return tuple(dict.fromkeys([*(problem.message for problem in problems), *unknown]))


def tables(blocks: Iterable[Block]) -> int:
    """How many tables there are; the next one is one more."""
    return sum(block.table is not None for block in blocks)
