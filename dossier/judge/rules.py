"""Rules over several indicators (six of seven, none below 85 %), and the sum of points of a scored standard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from dossier.judge.lines import percent
from dossier.model import Checklist, Project, Rule, RuleVerdict, Verdict
from dossier.numbers import decimal12

__all__ = ["TOTAL", "rule_verdicts", "total_points"]

TOTAL = "得分"
"""Code under which the sum of points stands among the rules."""


def rule_verdicts(
    checklist: Checklist, project: Project, judged: Sequence[Verdict]
) -> tuple[RuleVerdict, ...]:
    """Every rule, once for each section that has a verdict under it."""
    found = []
    for rule in checklist.rules:
        if rule.figures:
            continue  # between schools: judged for a district
        for section in project.sections or ("",):
            members = [v for v in judged if v.code in rule.indicators and v.section in ("", section)]
            if members:
                found.append(_rule(project, rule, section, members))
    return tuple(found)


def _rule(project: Project, rule: Rule, section: str, members: Sequence[Verdict]) -> RuleVerdict:
    met = [v for v in members if v.met is True]
    missed = [v for v in members if v.met is False]
    unknown = [v for v in members if v.met is None]
    least = len(members) if rule.at_least_met is None else rule.at_least_met
    if rule.at_least_met is None and rule.floor is not None:
        least = 0  # a rule of a floor alone counts nothing
    sunk = [v for v in missed if rule.floor is not None and not v.floor_met]
    verdict = _settled(least, len(met), len(unknown), failed=bool(sunk))
    line = "，".join(
        part
        for part in (
            f"{project.place(section)}{rule.title}：{len(members)}项中{len(met)}项达标",
            _names("未达标", missed, rule, sunk),
            _names("未定", unknown, rule, ()),
            {True: "综合判定达标", False: "综合判定未达标", None: "数据不全，暂不能判定"}[verdict],
        )
        if part
    )
    return RuleVerdict(
        code=rule.code,
        title=rule.title,
        section=section,
        met=verdict,
        met_count=len(met),
        total=len(members),
        line=line,
    )


def _settled(least: int, met: int, unknown: int, *, failed: bool) -> bool | None:
    """What follows whatever the unknown ones turn out to be; None when it depends on them."""
    if failed or met + unknown < least:
        return False
    return None if unknown else True


def _names(word: str, verdicts: Sequence[Verdict], rule: Rule, sunk: Sequence[Verdict]) -> str:
    if not verdicts:
        return ""
    told = []
    for verdict in verdicts:
        low = f"（低于标准值的{percent(rule.floor)}）" if verdict in sunk and rule.floor is not None else ""
        told.append(f"“{verdict.title}”{low}")
    return f"{word}：{'、'.join(told)}"


def total_points(
    checklist: Checklist, project: Project, judged: Sequence[Verdict]
) -> tuple[RuleVerdict, ...]:
    """The sum of points, computed and declared told apart, for a standard that scores."""
    if not any(indicator.full is not None for indicator in checklist.indicators):
        return ()
    return tuple(_totals(project, judged))


def _totals(project: Project, judged: Sequence[Verdict]) -> Iterator[RuleVerdict]:
    for section in project.sections or ("",):
        scored = [v for v in judged if v.full is not None and v.section in ("", section)]
        if not scored:
            continue
        open_ = [v for v in scored if v.points is None]
        full = sum((v.full for v in scored if v.full is not None), Fraction(0))
        declared = _sum(v for v in scored if v.declared)
        computed = _sum(v for v in scored if not v.declared)
        forecast = _sum(v for v in scored if "预计" in v.words)
        parts = [f"计算得分{decimal12(computed)}分", f"学校自评{decimal12(declared)}分"]
        parts += [f"其中预计{decimal12(forecast)}分"] if forecast else []
        parts += [f"另有{len(open_)}项得分未定：{'、'.join(v.title for v in open_)}"] if open_ else []
        yield RuleVerdict(
            code=TOTAL,
            title="自评总分",
            section=section,
            met=None,
            met_count=len(scored) - len(open_),
            total=len(scored),
            line=f"{project.place(section)}合计{decimal12(declared + computed)}分"
            f"（满分{decimal12(full)}分）：{'，'.join(parts)}",
            points=declared + computed,
            full=full,
        )


def _sum(verdicts: Iterator[Verdict]) -> Fraction:
    return sum((verdict.points for verdict in verdicts if verdict.points is not None), Fraction(0))
