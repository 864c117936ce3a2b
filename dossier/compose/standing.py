"""How the school stands against each indicator: the part 办学达标情况 of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier.compose import phrases, scoring, self_check
from dossier.compose.pieces import heading, numeral, paragraph
from dossier.model import Assessment, Block, Box, Checklist, Table, Verdict

_TABLE_FROM = 3
"""So many measured indicators in one group make a table; fewer are said in sentences."""


def standing(assessment: Assessment, boxes: Sequence[Box]) -> tuple[Block, ...]:
    """Blocks on every indicator that the school answers for: scored, measured, or its own word."""
    verdicts = reported(assessment)
    if any(verdict.full is not None for verdict in verdicts):
        blocks = tuple(scoring.scored(assessment, verdicts))
    else:
        blocks = tuple(_measured(assessment, verdicts, boxes))
    if note := phrases.unsure_note(verdicts):
        blocks = (*blocks, paragraph(note))
    if self_check.is_self_check(assessment):
        number = sum(block.table is not None for block in blocks) + 1
        blocks = (*blocks, *self_check.counts(assessment, number), *self_check.note(assessment))
    return blocks


def reported(assessment: Assessment) -> tuple[Verdict, ...]:
    """Verdicts that belong in an outward report: measured or scored, and not the county's affair.

    Whether evidence is complete is our own working matter and is never told here.
    """
    indicators = assessment.checklist.indicator_by_code
    return tuple(
        verdict
        for verdict in assessment.indicators
        if indicators[verdict.code].scope != "county"
        and indicators[verdict.code].kind in ("measure", "declaration")
        and (verdict.gauge is not None or verdict.full is not None)
    )


def _measured(assessment: Assessment, verdicts: Sequence[Verdict], boxes: Sequence[Box]) -> Iterator[Block]:
    number = 0
    tables = 0
    for group in assessment.checklist.groups:
        members = [v for v in verdicts if assessment.checklist.indicator_by_code[v.code].group == group.code]
        if not members:
            continue
        number += 1
        yield heading(2, f"（{numeral(number)}）{group.title}")
        for key in dict.fromkeys(verdict.section for verdict in members):
            mine = [verdict for verdict in members if verdict.section == key]
            if len(mine) >= _TABLE_FROM:
                tables += 1
                yield from _table_of(assessment, mine, key, tables, boxes)
            else:
                named = ((assessment.project.titled(key, verdict.title), verdict) for verdict in mine)
                yield from (paragraph(phrases.sentence(verdict, subject)) for subject, verdict in named)


def _table_of(
    assessment: Assessment, verdicts: Sequence[Verdict], key: str, number: int, boxes: Sequence[Box]
) -> Iterator[Block]:
    where = assessment.project.place(key)
    met = sum(verdict.met is True for verdict in verdicts)
    yield paragraph(f"{where or '学校'}{len(verdicts)}项指标中，达到标准的有{met}项，具体情况见表{number}。")
    yield from (
        paragraph(f"{rule.line.rstrip('。')}。")
        for rule in assessment.rules
        if rule.section == key and verdicts[0].code in _rule_codes(assessment.checklist, rule.code)
    )
    codes = _box_codes(boxes)
    table = Table(
        caption=f"表{number}　{where}{_group_title(assessment.checklist, verdicts[0])}指标达标情况",
        head=("序号", "指标", "单位", "标准值", "实际值", "差值", "评定", "佐证"),
        rows=tuple(_row(place, v, codes.get(v.title, "")) for place, v in enumerate(verdicts, 1)),
        note=phrases.table_note(assessment, key, verdicts),
    )
    yield Block(kind="table", table=table)


def _row(number: int, verdict: Verdict, box: str) -> tuple[str, ...]:
    return (
        str(number),
        verdict.title,
        phrases.unit(verdict.unit, verdict.title),
        phrases.standard(verdict),
        verdict.shown if verdict.value is not None else phrases.TO_COME,
        phrases.gap(verdict) or phrases.NOT_KNOWN,
        phrases.rating(verdict),
        box,
    )


def _rule_codes(checklist: Checklist, code: str) -> tuple[str, ...]:
    return next((rule.indicators for rule in checklist.rules if rule.code == code), ())


def _group_title(checklist: Checklist, verdict: Verdict) -> str:
    code = checklist.indicator_by_code[verdict.code].group
    return next((group.title for group in checklist.groups if group.code == code), "")


def _box_codes(boxes: Sequence[Box]) -> dict[str, str]:
    codes: dict[str, str] = {}
    for box in boxes:
        for title in box.indicator_titles:
            codes.setdefault(title, f"{box.code}盒")
    return codes
