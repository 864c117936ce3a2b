"""The self-evaluation report (自评报告) as plain data: every figure from the assessment, every opinion the school's.

Nothing is invented here: what only the school can say comes from 文字/, and where that is missing the report is
a draft (征求意见稿) that says so. Nothing about missing evidence stands in it; that is told to the school alone.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.compose import phrases, prose
from dossier.compose.overview import overview
from dossier.compose.pieces import heading, numeral, paragraph
from dossier.compose.standing import reported, standing
from dossier.model import Assessment, Block, Box, Report, Section, Verdict

KIND = "自评报告"
CONTENTS = "迎检材料总目录"
FACTS = "学校基本情况一览表"

_UNSETTLED = ("conflict", "figure-missing", "points-undeclared")
"""Problems that leave a number of the report open."""


def self_report(assessment: Assessment, boxes: Sequence[Box], facts: Mapping[str, str]) -> Report:
    """The 自评报告.

    Args:
        assessment: the result; its figures are printed with the rounding of the checklist.
        boxes: for the evidence column and for what was done area by area.
        facts: words from 学校信息.xlsx by label; 报告日期 (ISO) dates the report, else the day of the assessment.
    """
    school = assessment.project.school.name
    subject = assessment.checklist.title.removesuffix("自评")
    title = assessment.project.report.title.get(KIND) or f"{school}\n{subject}{KIND}"
    missing: list[str] = []
    parts = (
        ("导语", "办公室", (), _opening(assessment)),
        ("基本情况", "办公室", (_chapter(1, "基本情况"),), _overview(assessment)),
        ("办学达标情况", "教务处", (_chapter(2, "办学达标情况"),), standing(assessment, boxes)),
        ("主要做法", "教务处", (_chapter(3, "主要做法"),), _practice(assessment, boxes, missing)),
        ("取得的成绩", "办公室", (_chapter(4, "取得的成绩"),), _own_words(assessment, "取得的成绩", missing)),
        (
            "存在的问题和今后努力方向",
            "办公室",
            (_chapter(5, "存在的问题和今后努力方向"),),
            _outlook(assessment, missing),
        ),
    )
    return Report(
        kind=KIND,
        title=title,
        reporter="",
        salutation="",
        sections=tuple(
            Section(key=key, owned_by=owner, blocks=(*head, *body)) for key, owner, head, body in parts
        ),
        closing="特此报告。",
        sign_unit=school,
        sign_date=phrases.day(facts.get("报告日期") or assessment.project.as_of),
        draft_because=(*_unsettled(assessment), *(f"缺“{name}”的文字" for name in missing)),
        attachments=(f"{school}{CONTENTS}", f"{school}{FACTS.removeprefix('学校')}"),
    )


def missing_narratives(assessment: Assessment) -> tuple[str, ...]:
    """Sections that only the school can write and has not written yet."""
    wanted = ("主要做法", "取得的成绩", "今后努力方向")
    return tuple(name for name in wanted if not _words(assessment, name))


def _chapter(number: int, title: str) -> Block:
    return heading(1, f"{numeral(number)}、{title}")


def _words(assessment: Assessment, name: str) -> str:
    return assessment.narratives.get(name, "").strip()


def _narrative(assessment: Assessment, name: str) -> tuple[Block, ...]:
    return prose.renumbered(prose.blocks(_words(assessment, name)))


def _own_words(assessment: Assessment, name: str, missing: list[str]) -> tuple[Block, ...]:
    """The school's words, or a marked gap in a draft."""
    if found := _narrative(assessment, name):
        return found
    missing.append(name)
    return (paragraph(f"（此处由学校补写：{name}）"),)


def _unsettled(assessment: Assessment) -> tuple[str, ...]:
    """Why numbers of the report are open, each reason once."""
    problems = [problem for problem in assessment.problems if problem.code in _UNSETTLED]
    named = {problem.indicator for problem in problems}
    unknown = [v.line for v in reported(assessment) if v.value is None and v.code not in named]
    return tuple(dict.fromkeys([*(problem.message for problem in problems), *unknown]))


# -- 导语 and 一、基本情况 --


def _opening(assessment: Assessment) -> tuple[Block, ...]:
    if found := _narrative(assessment, "导语"):
        return found
    basis = assessment.checklist.basis
    if "《" not in basis:  # a remark on where the list comes from is no document to cite
        basis = f"{assessment.checklist.title.removesuffix('自评')}有关要求"
    return (
        paragraph(
            f"根据{basis}，{assessment.project.school.name}以{phrases.day(assessment.project.as_of)}为时点，"
            "对照标准逐项开展自查自评。现将有关情况报告如下。"
        ),
    )


def _overview(assessment: Assessment) -> tuple[Block, ...]:
    return (*_narrative(assessment, "基本情况"), *overview(assessment))


# -- 三、主要做法 --


def _practice(assessment: Assessment, boxes: Sequence[Box], missing: list[str]) -> tuple[Block, ...]:
    if found := _narrative(assessment, "主要做法"):
        return found
    missing.append("主要做法")
    return (*_evidence_by_area(boxes), paragraph("（此处由学校补写：主要做法）"))


def _evidence_by_area(boxes: Sequence[Box]) -> tuple[Block, ...]:
    """What can honestly be said without the school's words: which work is documented, and by how much."""
    told: list[Block] = []
    filled = [box for box in boxes if box.count]
    for number, area in enumerate(dict.fromkeys(box.group_title for box in filled), 1):
        mine = [box for box in filled if box.group_title == area]
        topics = list(dict.fromkeys(title for box in mine for title in box.indicator_titles))
        count, pages = sum(box.count for box in mine), sum(box.pages for box in mine)
        told.append(heading(2, f"（{numeral(number)}）{area}"))
        told.append(
            paragraph(
                f"围绕“{'”“'.join(topics)}”{len(topics)}项指标，"
                f"学校整理佐证材料{count}件、{pages}页，装为{len(mine)}盒。"
            )
        )
    return tuple(told)


# -- 五、存在的问题和今后努力方向 --


def _outlook(assessment: Assessment, missing: list[str]) -> tuple[Block, ...]:
    return (
        heading(2, "（一）存在的问题"),
        *_problems(assessment),
        heading(2, "（二）今后努力方向"),
        *_own_words(assessment, "今后努力方向", missing),
    )


def _problems(assessment: Assessment) -> tuple[Block, ...]:
    """Standards that are not met, then what the school itself names."""
    told = [
        phrases.shortfall(verdict, assessment.project.titled(verdict.section, verdict.title))
        for verdict in reported(assessment)
        if _is_short(verdict)
    ]
    own = _narrative(assessment, "存在的问题")
    if not told:
        return own or (paragraph("对照标准，学校各项可计算的指标均已达到要求。"),)
    lead = paragraph(f"对照标准，学校还有{len(told)}项没有完全达到要求：")
    return (lead, *(paragraph(f"{number}.{line}") for number, line in enumerate(told, 1)), *own)


def _is_short(verdict: Verdict) -> bool:
    lost = verdict.points is not None and verdict.full is not None and verdict.points < verdict.full
    return verdict.met is False or lost
