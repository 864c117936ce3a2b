"""Problems and what is done about them, as the reports on rectification print them. Pure.

Rows of 整改台账 as the school entered them, then what its own word and its figures show and no row is about yet.
Rows that are only about files still to come are the school's own affair and stand in no report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dossier.compose import phrases, prose
from dossier.compose.pieces import paragraph
from dossier.compose.self_check import item, task_title
from dossier.model import Assessment, Block, Rectification, Table
from dossier.text import mask

_NOTHING = "对照标准，没有发现需要整改的问题。"
_STATES = ("已完成", "长期坚持", "整改中", "未启动")


def entries(assessment: Assessment) -> tuple[Rectification, ...]:
    """What the reports tell, in the order of the standard; what belongs to no item of it last."""
    checklist = assessment.checklist
    order = {code: place for place, code in enumerate(checklist.indicator_by_code)}
    for indicator in reversed(checklist.indicators):  # a row about a group stands where its first item would
        order[f"group:{indicator.group}"] = order[indicator.code]

    def place(entry: Rectification) -> int:
        known = (order.get(code, order.get(f"group:{code}", len(order))) for code in entry.codes)
        return min(known, default=len(order))

    told = (*assessment.desk.rectifications, *assessment.to_rectify)
    return tuple(sorted((entry for entry in told if not entry.is_internal), key=place))


def unfinished(told: Sequence[Rectification], *, targets: bool = False) -> tuple[str, ...]:
    """Why a report on *told* is a draft: rows that do not say what is done, by whom and until when."""
    blanks = [entry.blanks or (targets and not entry.is_done and not entry.target) for entry in told]
    wanted = "、".join((*(("整改目标",) if targets else ()), "整改措施", "责任人", "完成时限", "进展"))
    return (f"有{sum(map(bool, blanks))}个问题没有写全{wanted}",) if any(blanks) else ()


def ledger(assessment: Assessment, told: Sequence[Rectification], number: int) -> tuple[Block, ...]:
    """问题整改台账 as table *number*, under a sentence that leads to it."""
    if not told:
        return (paragraph(_NOTHING),)
    rows = tuple(
        (
            str(place),
            _basis(assessment, entry),
            _text(entry.issue),
            _text(entry.measure) or phrases.TO_COME,
            _who(entry),
            _due(entry),
            _state(entry),
        )
        for place, entry in enumerate(told, 1)
    )
    table = Table(
        caption=f"表{number}　问题整改台账",
        head=("序号", "对应条目或依据", "存在问题", "整改措施", "责任部门（人）", "完成时限", "进展"),
        rows=rows,
    )
    lead = f"学校共梳理问题{len(told)}个（{_sources(told)}），整改措施、责任和时限见表{number}。"
    return paragraph(lead), Block(kind="table", table=table)


def problems(assessment: Assessment, told: Sequence[Rectification], number: int) -> tuple[Block, ...]:
    """问题清单 as table *number*: task by task, what is short."""
    if not told:
        return (paragraph(_NOTHING),)
    rows = tuple(
        (str(place), _task(assessment, entry), _basis(assessment, entry), _text(entry.issue), entry.source)
        for place, entry in enumerate(told, 1)
    )
    head = ("序号", "任务", "对应条目或依据", "存在问题", "问题来源")
    table = Table(caption=f"表{number}　问题清单", head=head, rows=rows)
    lead = f"对照标准研判，学校还有{len(told)}个问题（{_sources(told)}），见表{number}。"
    return paragraph(lead), Block(kind="table", table=table)


def plan(assessment: Assessment, told: Sequence[Rectification], number: int) -> tuple[Block, ...]:
    """What is to be reached, how, by whom and until when, as table *number*, task by task."""
    if not told:
        return (paragraph(_NOTHING),)
    rows = tuple(
        (
            str(place),
            _task(assessment, entry),
            _text(entry.target) or phrases.TO_COME,
            _text(entry.measure) or phrases.TO_COME,
            _who(entry),
            _due(entry),
        )
        for place, entry in enumerate(told, 1)
    )
    head = ("序号", "任务", "整改目标", "整改措施", "责任部门（人）", "完成时限")
    table = Table(
        caption=f"表{number}　整改目标和措施", head=head, rows=rows, note="注：序号与问题清单一致。"
    )
    lead = f"针对以上问题的整改目标、措施、责任人和完成时限见表{number}。"
    return paragraph(lead), Block(kind="table", table=table)


def progress(told: Sequence[Rectification]) -> tuple[Block, ...]:
    """How far it is, counted."""
    if not told:
        return ()
    count = Counter[str](entry.progress for entry in told)
    states = [f"{state}{count[state]}个" for state in _STATES if count[state]]
    states += [f"{phrases.TO_COME}进展{count['']}个"] if count[""] else []
    closed = sum(bool(entry.closed) for entry in told)
    struck = f"；已销号{closed}个" if closed else ""
    return (paragraph(f"截至目前，{len(told)}个问题中，{'、'.join(states)}{struck}。"),)


def _sources(told: Sequence[Rectification]) -> str:
    """``自查3个、县督导1个``."""
    return "、".join(f"{name}{number}个" for name, number in Counter(e.source for e in told).items())


def _basis(assessment: Assessment, entry: Rectification) -> str:
    """An item or a task by its code and name; what the school wrote otherwise stays so."""
    code = entry.codes[0] if len(entry.codes) == 1 else ""
    if not code or entry.basis.strip() not in (code, f"第{code}条"):
        return _text(entry.basis) or phrases.NOT_KNOWN
    verdict = next((v for v in assessment.indicators if v.code == code), None)
    return f"{code} {item(verdict) if verdict else task_title(assessment, code)}"


def _task(assessment: Assessment, entry: Rectification) -> str:
    return (task_title(assessment, entry.codes[0]) if entry.codes else "") or phrases.NOT_KNOWN


def _due(entry: Rectification) -> str:
    return phrases.day(entry.due) or (phrases.NOT_KNOWN if entry.is_done else phrases.TO_COME)


def _who(entry: Rectification) -> str:
    return mask(entry.who).replace(" ", "\n") or phrases.TO_COME


def _state(entry: Rectification) -> str:
    state = entry.progress or phrases.NOT_KNOWN
    return f"{state}（已销号）" if entry.closed else state


def _text(text: str) -> str:
    """People's words from a cell, one line."""
    return "".join(block.text for block in prose.blocks(text)).rstrip("。")
