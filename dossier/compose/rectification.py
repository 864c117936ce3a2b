"""The reports on rectification as plain data: 整改报告, and 一校一案 for what is still to be done.

Each figure comes from the assessment, each judgement from the school: from 自查自评, 整改台账 or 文字/. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.compose import rectifying, self_check
from dossier.compose.pieces import paragraph
from dossier.compose.report_parts import (
    about_the_school,
    issued,
    lacking_words,
    narrative,
    opening,
    own_words,
    subject,
    tables,
    unsettled,
)
from dossier.compose.standing import standing
from dossier.model import Assessment, Block, Box, Report

REPORT = "整改报告"
PLAN = "一校一案"


def rectification_report(assessment: Assessment, boxes: Sequence[Box], facts: Mapping[str, str]) -> Report:
    """The 整改报告: how the school looked at itself, what it found, what it did about it.

    Args:
        assessment: with the school's word on each item and its 整改台账.
        boxes: for the evidence column of measured indicators.
        facts: words from 学校信息.xlsx by label; 报告日期 (ISO) dates the report.
    """
    missing: list[str] = []
    told = rectifying.entries(assessment)
    found = (*standing(assessment, boxes), *self_check.walk(assessment))
    parts = (
        (
            "导语",
            "办公室",
            opening(assessment, f"{REPORT}导语", "对照标准开展自查和整改。现将有关情况报告如下。"),
        ),
        ("学习宣传", "办公室", own_words(assessment, "学习宣传", missing)),
        ("组织分工", "办公室", _division(assessment, missing)),
        ("对照标准逐项自查", "教务处", found),
        ("存在问题和整改措施", "办公室", rectifying.ledger(assessment, told, tables(found) + 1)),
        ("整改成效和下一步打算", "办公室", _outcome(assessment, missing)),
    )
    because = (
        *unsettled(assessment),
        *self_check.open_points(assessment),
        *rectifying.unfinished(told),
        *lacking_words(missing),
    )
    title = f"{subject(assessment)}{REPORT}"
    return issued(assessment, REPORT, title, parts, because, facts, closing="特此报告。")


def school_plan(assessment: Assessment, boxes: Sequence[Box], facts: Mapping[str, str]) -> Report:
    """The 一校一案: where the school stands, its problems, and what is to be reached by whom and until when.

    Args:
        assessment: with the school's word on each item and its 整改台账.
        boxes: for the evidence column of measured indicators.
        facts: words from 学校信息.xlsx by label; 报告日期 (ISO) dates the report.
    """
    missing: list[str] = []
    told = tuple(entry for entry in rectifying.entries(assessment) if not entry.is_done)
    found = standing(assessment, boxes)
    number = tables(found) + 1
    parts = (
        (
            "导语",
            "办公室",
            opening(assessment, f"{PLAN}导语", f"对标研判、依标整改，制定本校“{PLAN}”。"),
        ),
        ("学校基本情况", "办公室", about_the_school(assessment, missing)),
        ("对标研判", "教务处", found),
        ("问题清单", "办公室", rectifying.problems(assessment, told, number)),
        ("整改目标、措施、责任人和时限", "办公室", rectifying.plan(assessment, told, number + 1)),
        ("保障措施", "办公室", own_words(assessment, "保障措施", missing)),
    )
    because = (
        *unsettled(assessment),
        *self_check.open_points(assessment),
        *rectifying.unfinished(told, targets=True),
        *lacking_words(missing),
    )
    return issued(assessment, PLAN, f"{subject(assessment)}“{PLAN}”", parts, because, facts)


def _division(assessment: Assessment, missing: list[str]) -> tuple[Block, ...]:
    """The school's words on who leads, and how the items are divided among departments."""
    told = own_words(assessment, "组织分工", missing)
    divided = self_check.division(assessment) if self_check.is_self_check(assessment) else ""
    return (*told, paragraph(f"自查条目按部门分工：{divided}。")) if divided else told


def _outcome(assessment: Assessment, missing: list[str]) -> tuple[Block, ...]:
    return (
        *rectifying.progress(rectifying.entries(assessment)),
        *narrative(assessment, "整改成效"),
        *own_words(assessment, "下一步打算", missing),
    )
