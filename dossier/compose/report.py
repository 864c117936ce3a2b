"""The self-evaluation report (自评报告) as plain data: every figure from the assessment, every opinion the school's.

Nothing is invented here: what only the school can say comes from 文字/, and where that is missing the report is
a draft (征求意见稿) that says so. Nothing about missing evidence stands in it; that is told to the school alone.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.compose import phrases, self_check
from dossier.compose.pieces import heading, numeral, paragraph
from dossier.compose.report_parts import (
    about_the_school,
    issued,
    lacking_words,
    narrative,
    opening,
    own_words,
    subject,
    to_be_written,
    unsettled,
)
from dossier.compose.standing import reported, standing
from dossier.model import Assessment, Block, Box, Report, Verdict

KIND = "自评报告"
CONTENTS = "迎检材料总目录"
FACTS = "学校基本情况一览表"


def self_report(assessment: Assessment, boxes: Sequence[Box], facts: Mapping[str, str]) -> Report:
    """The 自评报告.

    Args:
        assessment: the result; its figures are printed with the rounding of the checklist.
        boxes: for the evidence column and for what was done area by area.
        facts: words from 学校信息.xlsx by label; 报告日期 (ISO) dates the report, else the day of the assessment.
    """
    school = assessment.project.school.name
    missing: list[str] = []
    parts = (
        ("导语", "办公室", opening(assessment, "导语", "对照标准逐项开展自查自评。现将有关情况报告如下。")),
        ("基本情况", "办公室", about_the_school(assessment, missing)),
        ("办学达标情况", "教务处", standing(assessment, boxes)),
        ("主要做法", "教务处", _practice(assessment, boxes, missing)),
        ("取得的成绩", "办公室", own_words(assessment, "取得的成绩", missing)),
        ("存在的问题和今后努力方向", "办公室", _outlook(assessment, missing)),
    )
    because = (*unsettled(assessment), *self_check.open_points(assessment), *lacking_words(missing))
    return issued(
        assessment,
        KIND,
        f"{subject(assessment)}{KIND}",
        parts,
        because,
        facts,
        closing="特此报告。",
        attachments=(f"{school}{CONTENTS}", f"{school}{FACTS.removeprefix('学校')}"),
    )


# -- 三、主要做法 --


def _practice(assessment: Assessment, boxes: Sequence[Box], missing: list[str]) -> tuple[Block, ...]:
    if found := narrative(assessment, "主要做法"):
        return found
    missing.append("主要做法")
    return (*_evidence_by_area(boxes), to_be_written("主要做法"))


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
        *own_words(assessment, "今后努力方向", missing),
    )


def _problems(assessment: Assessment) -> tuple[Block, ...]:
    """Standards that are not met, then what the school itself names."""
    told = [
        phrases.shortfall(verdict, assessment.project.titled(verdict.section, verdict.title))
        for verdict in reported(assessment)
        if _is_short(verdict)
    ]
    told += self_check.shortfalls(assessment)
    own = narrative(assessment, "存在的问题")
    if not told:
        return own or _nothing_short(assessment)
    lead = paragraph(f"对照标准，学校还有{len(told)}项没有完全达到要求：")
    return (lead, *(paragraph(f"{number}.{line}") for number, line in enumerate(told, 1)), *own)


def _nothing_short(assessment: Assessment) -> tuple[Block, ...]:
    """What can be said where nothing is known to be short; of what nobody has looked at, nothing."""
    measured = "对照标准，学校各项可计算的指标均已达到要求。" if reported(assessment) else ""
    whole = assessment.tallies[-1] if assessment.tallies else None
    checked = "对照标准逐条自查，均已达到要求。" if whole and not whole.open else ""
    return tuple(paragraph(text) for text in (measured, checked) if text)


def _is_short(verdict: Verdict) -> bool:
    lost = verdict.points is not None and verdict.full is not None and verdict.points < verdict.full
    return verdict.met is False or lost
