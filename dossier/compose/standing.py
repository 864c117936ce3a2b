"""How the school stands against each indicator: the part 办学达标情况 of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dossier.compose import phrases
from dossier.model import Assessment, Block, Box, Checklist, Table, Verdict
from dossier.numbers import decimal12

_NUMERALS = "一二三四五六七八九十"
_TABLE_FROM = 3
"""So many measured indicators in one group make a table; fewer are said in sentences."""


def numeral(number: int) -> str:
    """``一`` to ``九十九``."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_NUMERALS[tens - 1]}十")
    return head + (_NUMERALS[ones - 1] if ones else "")


def standing(assessment: Assessment, boxes: Sequence[Box]) -> tuple[Block, ...]:
    """Blocks on every indicator that the school answers for, scored or measured."""
    verdicts = reported(assessment)
    if any(verdict.full is not None for verdict in verdicts):
        return tuple(_scored(assessment, verdicts))
    return tuple(_measured(assessment, verdicts, boxes))


def reported(assessment: Assessment) -> tuple[Verdict, ...]:
    """Verdicts that belong in an outward report: measured or scored, and not the county's affair.

    Whether evidence is complete is our own working matter and is never told here.
    """
    indicators = assessment.checklist.indicator_by_code
    return tuple(
        verdict
        for verdict in assessment.indicators
        if indicators[verdict.code].scope != "county"
        and (verdict.gauge is not None or verdict.full is not None)
    )


def paragraph(text: str) -> Block:
    """A paragraph."""
    return Block(kind="paragraph", text=text)


def heading(level: int, text: str) -> Block:
    """A heading with its number in the text."""
    return Block(kind="heading", level=level, text=text)


# -- standards that measure --


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
                where = phrases.section(key, assessment.project.sections)
                yield from (paragraph(phrases.sentence(verdict, where)) for verdict in mine)


def _table_of(
    assessment: Assessment, verdicts: Sequence[Verdict], key: str, number: int, boxes: Sequence[Box]
) -> Iterator[Block]:
    where = phrases.section(key, assessment.project.sections)
    met = sum(verdict.met is True for verdict in verdicts)
    yield paragraph(f"{where or '学校'}{len(verdicts)}项指标中，达到标准的有{met}项，具体情况见表{number}。")
    codes = _box_codes(boxes)
    rows = tuple(
        (
            str(position),
            verdict.title,
            phrases.unit(verdict.unit, verdict.title),
            phrases.standard(verdict),
            verdict.shown if verdict.value is not None else phrases.NOT_KNOWN,
            phrases.gap(verdict) or phrases.NOT_KNOWN,
            verdict.words,
            codes.get(verdict.title, ""),
        )
        for position, verdict in enumerate(verdicts, 1)
    )
    caption = f"表{number}　{where}{_group_title(assessment.checklist, verdicts[0])}指标达标情况"
    head = ("序号", "指标", "单位", "标准值", "实际值", "差值", "评定", "佐证")
    yield from (
        paragraph(f"{where}{rule.line.rstrip('。')}。")
        for rule in assessment.rules
        if rule.section == key and verdicts[0].code in _rule_codes(assessment.checklist, rule.code)
    )
    yield Block(
        kind="table", table=Table(caption=caption, head=head, rows=rows, note=denominator(assessment, key))
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


def denominator(assessment: Assessment, key: str) -> str:
    """The one note on what per-head figures are divided by; empty where the number of pupils is not known."""
    figures = assessment.figure_by_id
    pupils = figures.get(f"students/{key}") or figures.get("students")
    if pupils is None or pupils.value is None:
        return ""
    where = phrases.section(key, assessment.project.sections)
    return f"注：生均和每百名学生指标均以{phrases.day(pupils.date)}{where}在校学生{phrases.amount(pupils)}为分母。"


# -- standards that score --


def _scored(assessment: Assessment, verdicts: Sequence[Verdict]) -> Iterator[Block]:
    several = assessment.project.sections
    for number, verdict in enumerate(verdicts, 1):
        where = phrases.section(verdict.section, several)
        yield paragraph(f"{number}.{verdict.code}项。{phrases.sentence(verdict, where)}")
    for table, key in enumerate(dict.fromkeys(verdict.section for verdict in verdicts), 1):
        mine = [verdict for verdict in verdicts if verdict.section == key and verdict.full is not None]
        where = phrases.section(key, several)
        yield paragraph(_total_words(mine, where, table))
        yield Block(kind="table", table=_score_table(mine, where, table, denominator(assessment, key)))


def _full(verdicts: Sequence[Verdict]) -> Fraction:
    return sum((verdict.full for verdict in verdicts if verdict.full is not None), start=Fraction())


def _gained(verdicts: Sequence[Verdict]) -> Fraction:
    return sum((verdict.points for verdict in verdicts if verdict.points is not None), start=Fraction())


def _total_words(verdicts: Sequence[Verdict], where: str, table: int) -> str:
    known = [verdict for verdict in verdicts if verdict.points is not None]
    declared = sum(verdict.declared for verdict in known)
    words = f"{where}以上{len(verdicts)}项满分{decimal12(_full(verdicts))}分，"
    if len(known) < len(verdicts):
        words += f"已评{len(known)}项，"
    words += f"合计{decimal12(_gained(known))}分"
    return words + (f"（其中{declared}项为自评得分）" if declared else "") + f"，详见表{table}。"


def _score_table(verdicts: Sequence[Verdict], where: str, number: int, note: str) -> Table:
    rows = [
        (
            verdict.code,
            verdict.title,
            phrases.standard(verdict) if verdict.gauge is not None else "",
            f"{verdict.shown}{phrases.unit(verdict.unit, verdict.title)}"
            if verdict.value is not None
            else "",
            decimal12(verdict.full) if verdict.full is not None else "",
            _points(verdict),
            verdict.words,
        )
        for verdict in verdicts
    ]
    rows.append(("合计", "", "", "", decimal12(_full(verdicts)), decimal12(_gained(verdicts)), ""))
    head = ("项目", "指标", "标准值", "实际值", "满分", "得分", "评定")
    return Table(caption=f"表{number}　{where}办学标准得分情况", head=head, rows=tuple(rows), note=note)


def _points(verdict: Verdict) -> str:
    if verdict.points is None:
        return phrases.NOT_KNOWN
    return f"{decimal12(verdict.points)}{'（自评）' if verdict.declared else ''}"
