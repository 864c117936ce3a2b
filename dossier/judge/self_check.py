"""What the school says of itself, item by item: its word as declared, the counts above, what contradicts it. Pure.

Nothing here is computed from evidence: 达到 is the school's word and is printed as such. Evidence stands beside it,
and where the two contradict each other the school is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from dossier.judge.applicable import NOT_APPLICABLE, not_applicable
from dossier.judge.blank import blank
from dossier.model import (
    SELF_CHECK_WORDS,
    Checklist,
    Desk,
    Finding,
    Indicator,
    Problem,
    SelfCheck,
    Tally,
    Verdict,
)
from dossier.problems import problem
from dossier.text import one_line

__all__ = [
    "declared",
    "evidence_words",
    "lacking",
    "self_check_problems",
    "short_of",
    "shortfalls",
    "tallies",
]

NOT_CHECKED = "未自查"
_SHEET = "自查自评"
_BOOK = "材料台账.xlsx"
_MET: Mapping[str, bool | None] = {"met": True, "partly": None, "unmet": False}
LACKING = ("缺", "不齐")
_MOST_NAMES = 6


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """What is not fully met by the school's own word."""

    check: SelfCheck
    title: str
    """Of the item, or of the task that the row speaks for."""
    item: str
    """The item, or the first of the task."""

    @property
    def line(self) -> str:
        """``均衡编班：自查未达到，监督记录不全``."""
        return _said(self.title, self.check)


def declared(indicator: Indicator, check: SelfCheck | None) -> Verdict:
    """The verdict on an item: the school's word, or that there is none yet. 基本达到 is neither met nor missed."""
    if check is not None and check.word == "not-applicable":
        return replace(not_applicable(indicator), self_check=check)
    return replace(
        blank(indicator),
        met=_MET[check.word] if check else None,
        declared=check is not None,
        words=_words(check),
        line=_said(indicator.title, check),
        self_check=check,
    )


def _words(check: SelfCheck | None) -> str:
    return f"自查{SELF_CHECK_WORDS[check.word]}" if check else NOT_CHECKED


def _said(title: str, check: SelfCheck | None) -> str:
    gap = one_line(check.gap).rstrip("。") if check else ""
    return f"{title}：{_words(check)}" + (f"，{gap}" if gap else "")


def tallies(checklist: Checklist, verdicts: Sequence[Verdict]) -> tuple[Tally, ...]:
    """Counts for every group with items at or below it, in the order of the standard, each above before those below.

    The last one is the whole.
    """
    items = {indicator.code: indicator.group for indicator in checklist.self_checked}
    if not items:
        return ()
    mine = [verdict for verdict in verdicts if verdict.code in items]
    parents = {group.code: group.parent for group in checklist.groups}
    above = {code: _way_up(group, parents) for code, group in items.items()}
    titles = {group.code: group.title for group in checklist.groups}
    found = [
        _tally(code, titles[code], parents[code], [v for v in mine if code in above[v.code]])
        for code in _downwards(checklist)
    ]
    return (*(tally for tally in found if tally.items), _tally("", "合计", "", mine))


def _way_up(group: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    way: list[str] = []
    while group in parents and group not in way:
        way.append(group)
        group = parents[group]
    return tuple(way)


def _downwards(checklist: Checklist) -> Iterator[str]:
    """Codes of groups: one, then what is below it."""
    known = {group.code for group in checklist.groups}

    def below(code: str) -> Iterator[str]:
        for group in checklist.groups:
            if group.parent == code or (not code and group.parent not in known):
                yield group.code
                yield from below(group.code)

    return below("")


def _tally(code: str, title: str, parent: str, verdicts: Sequence[Verdict]) -> Tally:
    words = [_word(verdict) for verdict in verdicts]
    return Tally(
        code=code,
        title=title,
        parent=parent,
        items=len(words),
        met=words.count("met"),
        partly=words.count("partly"),
        unmet=words.count("unmet"),
        not_applicable=words.count("not-applicable"),
        open=words.count(""),
    )


def _word(verdict: Verdict) -> str:
    if verdict.self_check is not None:
        return verdict.self_check.word
    return "" if verdict.words == NOT_CHECKED else "not-applicable"


# -- what contradicts ---------------------------------------------------------------------------------------


def shortfalls(checklist: Checklist, verdicts: Sequence[Verdict]) -> tuple[Shortfall, ...]:
    """Rows of the sheet by which something is not fully met, in the order of the standard.

    A row that speaks for a whole task is one shortfall, however many items it speaks for.
    """
    titles = {group.code: group.title for group in checklist.groups}
    found: dict[str, Shortfall] = {}
    for verdict in verdicts:
        check = verdict.self_check
        if check is not None and check.word in ("partly", "unmet"):
            title = titles[check.code] if check.of_task else verdict.title
            found.setdefault(check.code, Shortfall(check=check, title=title, item=verdict.code))
    return tuple(found.values())


def short_of(checklist: Checklist, verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    """A problem for each shortfall."""
    for short in shortfalls(checklist, verdicts):
        yield problem(
            "self-check-short",
            indicator=short.item,
            severity="error" if short.check.word == "unmet" else "warning",
            line=short.line,
        )


def self_check_problems(
    checklist: Checklist, desk: Desk, verdicts: Sequence[Verdict], findings: Sequence[Finding]
) -> Iterator[Problem]:
    """Problems ``self-check-open`` ``self-check-gap`` ``self-check-task`` ``self-check-evidence``."""
    by_code = {verdict.code: verdict for verdict in verdicts}
    owners = _owners(checklist, findings)
    yield from _open(checklist, by_code, owners)
    titles = {group.code: group.title for group in checklist.groups}
    titles |= {indicator.code: indicator.title for indicator in checklist.self_checked}
    for check in desk.self_checks:
        items = [item for item in checklist.self_checked if check.code in (item.code, item.group)]
        if check.word in ("partly", "unmet") and not check.gap and items:
            yield problem(
                "self-check-gap",
                **_place(check),
                indicator=items[0].code,
                owner=_most(owners.get(item.code, "") for item in items),
                row=check.row,
                title=titles.get(check.code, ""),
                word=SELF_CHECK_WORDS[check.word],
            )
        if check.of_task and (why := _contradicted(check, items, desk)):
            yield problem(
                "self-check-task",
                **_place(check),
                indicator=items[0].code if items else "",
                row=check.row,
                title=titles.get(check.code, ""),
                word=SELF_CHECK_WORDS[check.word],
                why=why,
            )
    yield from _unproved(checklist, by_code, findings)


class _Place(TypedDict):
    path: str
    sheet: str
    cell: str


def _place(check: SelfCheck) -> _Place:
    return {"path": _BOOK, "sheet": _SHEET, "cell": check.cell}


def _open(
    checklist: Checklist, verdicts: Mapping[str, Verdict], owners: Mapping[str, str]
) -> Iterator[Problem]:
    """One for each task and owner: eighty-eight open items are no eighty-eight errands."""
    groups = {group.code: group for group in checklist.groups}
    open_: dict[tuple[str, str], list[str]] = {}
    for item in checklist.self_checked:
        if verdicts[item.code].words == NOT_CHECKED:
            open_.setdefault((item.group, owners.get(item.code, "")), []).append(item.code)
    for (group, owner), codes in open_.items():
        yield problem(
            "self-check-open",
            indicator=codes[0],
            path=_BOOK,
            sheet=_SHEET,
            owner=owner,
            title=groups[group].title if group in groups else "",
            count=len(codes),
            codes=_listed(codes),
        )


def _contradicted(task: SelfCheck, items: Sequence[Indicator], desk: Desk) -> str:
    """What the rows of the items say against the row of their task; empty where they can stand together."""
    words = {
        item.code: check.word for item in items if (check := desk.self_check(item)) and not check.of_task
    }
    if task.word == "met":
        wrong = [code for code, word in words.items() if word in ("partly", "unmet")]
    elif task.word == "not-applicable":
        wrong = [code for code, word in words.items() if word != "not-applicable"]
    else:  # a task falls short where an item does: one without a row of its own, or one whose row says so
        falls = len(words) < len(items) or any(word in ("partly", "unmet") for word in words.values())
        wrong = [] if falls else list(words)
    return "、".join(f"第{code}条{SELF_CHECK_WORDS[words[code]]}" for code in wrong[:_MOST_NAMES]) + (
        f"等{len(wrong)}条" if len(wrong) > _MOST_NAMES else ""
    )


def _unproved(
    checklist: Checklist, verdicts: Mapping[str, Verdict], findings: Sequence[Finding]
) -> Iterator[Problem]:
    titles = {requirement.code: requirement.title for requirement in checklist.requirements}
    for item, wanting in lacking(checklist, findings).items():
        check = verdicts[item].self_check
        if check is not None and check.word == "met" and wanting:
            yield problem(
                "self-check-evidence",
                **_place(check),
                indicator=item,
                title=checklist.indicator_by_code[item].title,
                materials="、".join(titles[finding.requirement] for finding in wanting),
            )


# -- evidence beside the word -------------------------------------------------------------------------------


def lacking(checklist: Checklist, findings: Sequence[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Item → its evidence that is missing or short."""
    return {
        item: tuple(finding for finding in mine if finding.status in LACKING)
        for item, mine in _evidence(checklist, findings).items()
    }


def evidence_words(checklist: Checklist, findings: Sequence[Finding]) -> Mapping[str, str]:
    """Item → how its evidence stands, for the sheet in which the school gives its word."""
    titles = {requirement.code: requirement.title for requirement in checklist.requirements}
    wanting = lacking(checklist, findings)
    return {
        item: (
            "、".join(
                f"{'缺' if f.status == '缺' else '不齐：'}{titles[f.requirement]}" for f in wanting[item]
            )
            or _together([finding.status for finding in mine])
        )
        for item, mine in _evidence(checklist, findings).items()
        if mine
    }


def _together(statuses: Sequence[str]) -> str:
    """One word for evidence of which nothing is missing."""
    for word, status in (("待确认", "待确认"), ("暂缓", "暂缓提交"), ("现场核查", "现场核查")):
        if status in statuses:
            return word
    return "不涉及" if set(statuses) == {NOT_APPLICABLE} else "齐全"


def _evidence(checklist: Checklist, findings: Sequence[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Item → findings on its own evidence; one that asks for none rests on the evidence of its task."""
    by_indicator: dict[str, list[Finding]] = {}
    for finding in findings:
        by_indicator.setdefault(checklist.by_code[finding.requirement].indicator, []).append(finding)
    of_task: dict[str, list[Finding]] = {}
    for indicator in checklist.indicators:
        if indicator.kind == "documents":
            of_task.setdefault(indicator.group, []).extend(by_indicator.get(indicator.code, ()))
    return {
        item.code: tuple(by_indicator.get(item.code) or of_task.get(item.group, []))
        for item in checklist.self_checked
    }


def _owners(checklist: Checklist, findings: Sequence[Finding]) -> Mapping[str, str]:
    """Item → who owes most of its evidence."""
    return {
        item: _most(finding.owner.label for finding in mine)
        for item, mine in _evidence(checklist, findings).items()
    }


def _most(labels: Iterable[str]) -> str:
    known = [label for label in labels if label]
    return max(dict.fromkeys(known), key=known.count) if known else ""


def _listed(codes: Sequence[str]) -> str:
    return "、".join(codes[:_MOST_NAMES]) + ("…" if len(codes) > _MOST_NAMES else "")
