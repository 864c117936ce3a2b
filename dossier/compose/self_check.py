"""The school's own word on each item, as a report tells it: counted, task by task, and what is short. Pure.

达到 is what the school declares, and is called 自查 wherever it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.compose import phrases, prose
from dossier.compose.pieces import heading, numeral, paragraph
from dossier.model import (
    SELF_CHECK_WORDS,
    UNSURE,
    Assessment,
    Block,
    Group,
    SelfCheck,
    Table,
    Tally,
    Verdict,
)

_NOTE = f"注：带{UNSURE}的条目名称和编号未与文件原文核对，以文件原文为准。"


def is_self_check(assessment: Assessment) -> bool:
    """Whether the checklist has items on which the school gives its word."""
    return bool(assessment.tallies)


def open_points(assessment: Assessment) -> Iterator[str]:
    """Why a report on the self-check is a draft."""
    if not is_self_check(assessment):
        return
    if (whole := assessment.tallies[-1]).open:
        yield f"有{whole.open}条还没有自查"
    if silent := sum(not _line(check.gap) for _, check, _ in _short(assessment)):
        yield f"有{silent}处填了基本达到或未达到，没有写存在差距"


def shortfalls(assessment: Assessment) -> tuple[str, ...]:
    """``均衡编班并受监督＊：监督记录不全。`` for each row of the sheet by which something is not fully met."""
    return tuple(f"{name}：{_line(check.gap) or words}。" for name, check, words in _short(assessment))


def _short(assessment: Assessment) -> Iterator[tuple[str, SelfCheck, str]]:
    """Name, row and words of each; a row that speaks for a task is told once."""
    told: set[str] = set()
    for verdict in assessment.indicators:
        check = verdict.self_check
        if check is not None and check.word in ("partly", "unmet") and check.code not in told:
            told.add(check.code)
            name = task_title(assessment, check.code) if check.of_task else item(verdict)
            yield name, check, verdict.words


def item(verdict: Verdict) -> str:
    """The name of an item, marked where it was not checked against its source."""
    return f"{verdict.title}{phrases.mark(verdict)}"


def counts(assessment: Assessment, number: int) -> tuple[Block, ...]:
    """One sentence with the counts, and table *number* with a row for each task."""
    whole = assessment.tallies[-1]
    lead = f"学校对照{whole.items}条标准逐条自查，{_counted(whole)}，具体情况见表{number}。"
    return paragraph(lead), Block(kind="table", table=_table(assessment, number))


def walk(assessment: Assessment) -> Iterator[Block]:
    """Duty by duty, task by task: what was found, what is done and what is short; below a chapter."""
    for number, duty in enumerate(_duties(assessment), 1):
        yield heading(2, f"（{numeral(number)}）{duty.title}")
        yield from _items(duty.items)
        for place, task in enumerate(duty.tasks, 1):
            yield heading(3, f"{place}.{task.title}{_mark(task.items)}")
            yield paragraph(_summary(assessment, task))
            yield from _items([v for v in task.items if _says_more(v)], low=True)


def task_title(assessment: Assessment, code: str) -> str:
    """The task (or duty) that an item or a group of this code belongs to, marked; empty where there is none."""
    indicator = assessment.checklist.indicator_by_code.get(code)
    code = indicator.group if indicator else code
    title = next((group.title for group in assessment.checklist.groups if group.code == code), "")
    mine = {i.code for i in assessment.checklist.self_checked if i.group == code}
    return f"{title}{_mark([v for v in assessment.indicators if v.code in mine])}" if title else ""


def division(assessment: Assessment) -> str:
    """``教务处40条、德育处20条``: who answers for how many items, by the owners of their evidence."""
    departments: dict[str, list[str]] = {}
    for finding in assessment.findings:
        code = assessment.checklist.by_code[finding.requirement].indicator
        departments.setdefault(code, []).append(finding.owner.department)
    asked = [departments.get(indicator.code, [""]) for indicator in assessment.checklist.self_checked]
    count = Counter(max(dict.fromkeys(mine), key=mine.count) for mine in asked)
    return "、".join(f"{name}{number}条" for name, number in count.most_common() if name)


def note(assessment: Assessment) -> tuple[Block, ...]:
    """What the mark means, where one is printed."""
    unsure = (v for v in assessment.indicators if not v.sure and _is_item(assessment, v))
    return (paragraph(_NOTE),) if any(unsure) else ()


# -- the order of the standard --


@dataclass(frozen=True)
class _Task:
    code: str
    title: str
    items: tuple[Verdict, ...]


@dataclass(frozen=True)
class _Duty:
    title: str
    items: tuple[Verdict, ...]
    """That stand under it without a task between."""
    tasks: tuple[_Task, ...]


def _duties(assessment: Assessment) -> Iterator[_Duty]:
    checklist = assessment.checklist
    by_group: dict[str, list[Verdict]] = {}
    for verdict in assessment.indicators:
        if _is_item(assessment, verdict):
            by_group.setdefault(checklist.indicator_by_code[verdict.code].group, []).append(verdict)
    codes = {group.code for group in checklist.groups}
    for top in (group for group in checklist.groups if group.parent not in codes):
        tasks = tuple(
            _Task(group.code, group.title, tuple(by_group[group.code]))
            for group in _below(checklist.groups, top.code)
            if group.code in by_group
        )
        own = tuple(by_group.get(top.code, ()))
        if own or tasks:
            yield _Duty(top.title, own, tasks)


def _below(groups: Sequence[Group], code: str) -> Iterator[Group]:
    for group in groups:
        if group.parent == code:
            yield group
            yield from _below(groups, group.code)


def _is_item(assessment: Assessment, verdict: Verdict) -> bool:
    return assessment.checklist.indicator_by_code[verdict.code].kind == "self-check"


# -- words --


def _counted(tally: Tally) -> str:
    """``达到80条、基本达到5条、未达到3条``; what is none is not said."""
    told = (
        ("达到", tally.met),
        ("基本达到", tally.partly),
        ("未达到", tally.unmet),
        ("不涉及", tally.not_applicable),
        ("未自查", tally.open),
    )
    return "、".join(f"{word}{number}条" for word, number in told if number)


def _summary(assessment: Assessment, task: _Task) -> str:
    tally = next(tally for tally in assessment.tallies if tally.code == task.code)
    check = next((c for c in assessment.desk.self_checks if c.of_task and c.code == task.code), None)
    told = f"本任务共{tally.items}条，自查{_counted(tally)}。"
    return told + (_sentences(check.done, check.gap) if check else "")


def _says_more(verdict: Verdict) -> bool:
    """Whether an item has words of its own, or a verdict that needs them."""
    check = verdict.self_check
    return check is not None and not check.of_task and bool(check.done or check.gap or check.word != "met")


def _items(verdicts: Sequence[Verdict], *, low: bool = False) -> Iterator[Block]:
    """A paragraph for each item, numbered on the level below its heading."""
    for number, verdict in enumerate(verdicts, 1):
        mark = f"（{number}）" if low else f"{number}."
        check = verdict.self_check
        said = _said(check) if check and not check.of_task else ""
        yield paragraph(f"{mark}{item(verdict)}。{verdict.words}。{said}")


def _said(check: SelfCheck) -> str:
    if check.word != "not-applicable":
        return _sentences(check.done, check.gap)
    reason = _line(check.gap) or _line(check.done)
    return f"{reason}。" if reason else ""


def _sentences(done: str, gap: str) -> str:
    short = _line(gap)
    return (f"{_line(done)}。" if _line(done) else "") + (f"存在差距：{short}。" if short else "")


def _line(text: str) -> str:
    """People's words from a cell as one sentence without its stop."""
    return "".join(block.text for block in prose.blocks(text)).rstrip("。；;. ")


def _mark(verdicts: Sequence[Verdict]) -> str:
    return UNSURE if any(not verdict.sure for verdict in verdicts) else ""


# -- the table --


def _table(assessment: Assessment, number: int) -> Table:
    whole = assessment.tallies[-1]
    columns = [
        (SELF_CHECK_WORDS["met"], "met"),
        (SELF_CHECK_WORDS["partly"], "partly"),
        (SELF_CHECK_WORDS["unmet"], "unmet"),
    ]
    columns += [("不涉及", "not_applicable")] if whole.not_applicable else []
    columns += [("未自查", "open")] if whole.open else []
    deep = any(duty.tasks for duty in _duties(assessment))
    tallies = {tally.code: tally for tally in assessment.tallies}
    rows = [
        ((duty.title, title) if deep else (title,), tallies[code])
        for duty in _duties(assessment)
        for code, title in _lines(assessment, duty)
    ]
    rows.append((("合计", "") if deep else ("合计",), whole))
    return Table(
        caption=f"表{number}　自查情况汇总",
        head=(*(("类别", "项目") if deep else ("项目",)), "条数", *(head for head, _ in columns)),
        rows=tuple(
            (*names, str(tally.items), *(str(getattr(tally, key)) for _, key in columns))
            for names, tally in rows
        ),
    )


def _lines(assessment: Assessment, duty: _Duty) -> Iterator[tuple[str, str]]:
    """Code and marked title of each line of the table for one duty: its tasks, or itself where it has none."""
    if not duty.tasks:
        group = assessment.checklist.indicator_by_code[duty.items[0].code].group
        yield group, f"{duty.title}{_mark(duty.items)}"
    for task in duty.tasks:
        yield task.code, f"{task.title}{_mark(task.items)}"
