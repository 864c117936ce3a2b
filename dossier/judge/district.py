"""差异系数 against their limits: each by itself (优质均衡), or their mean (基本均衡). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from dossier.model import Checklist, Problem, Rule, RuleVerdict, Spread, Verdict
from dossier.numbers import decimal12, exact, shown, shown_root
from dossier.problems import problem
from dossier.variation import MeanRoot

__all__ = ["between_schools"]

_LACKING = {False: "缺数据", True: "各校都是0，不能计算"}
"""Why there is no coefficient: no school has the figure, or the mean of all is nothing."""
_PLACES = 30
"""So many of a root are kept that twelve significant digits of it are right, however small it is."""
SECTION = {"primary": "小学", "junior": "初中"}


def between_schools(
    checklist: Checklist, spreads: Sequence[Spread], unusable: Sequence[str] = ()
) -> tuple[tuple[Verdict, ...], tuple[RuleVerdict, ...], tuple[Problem, ...]]:
    """Judge every spread and every rule over spreads.

    Args:
        checklist: the standard.
        spreads: of all figures and sections.
        unusable: schools that could not be used at all; while there are any, nothing is said to be met.

    Returns:
        One verdict for each spread, in the same order; ``met`` is None where schools are missing, or where the
        standard limits only the mean. Rules by section. Problems: ``below-standard`` ``rule-unmet``.
    """
    limits = _limits(checklist)
    verdicts = tuple(_verdict(spread, limits, unusable) for spread in spreads)
    rules = tuple(
        found
        for rule in checklist.rules
        if rule.figures
        for section in SECTION
        if (found := _rule(rule, section, spreads, verdicts, unusable))
    )
    problems = [
        problem("below-standard", indicator=verdict.code, figure=verdict.figure, line=verdict.line)
        for verdict in verdicts
        if verdict.met is False
    ]
    problems += [problem("rule-unmet", line=rule.line) for rule in rules if rule.met is False]
    return verdicts, rules, tuple(problems)


def _limits(checklist: Checklist) -> Mapping[str, Rule]:
    """Figure → the rule that limits each by itself."""
    return {figure: rule for rule in checklist.rules if rule.judged == "each" for figure in rule.figures}


def _limit(rule: Rule, section: str) -> Fraction | None:
    table = rule.at_most or {}
    return table.get(section, table.get(""))


def _verdict(spread: Spread, limits: Mapping[str, Rule], unusable: Sequence[str]) -> Verdict:
    rule = limits.get(spread.figure)
    limit = _limit(rule, spread.section) if rule else None
    within = None if spread.square is None or limit is None else spread.square <= limit**2
    open_ = bool(spread.missing or unusable)
    text = _shown(spread, limit)
    return Verdict(
        code=rule.code if rule else "",
        title=f"{SECTION[spread.section]}{spread.label}",
        section=spread.section,
        figure=spread.id,
        value=None if spread.square is None else Fraction(shown_root(spread.square, _PLACES)),
        shown=text,
        unit="",
        gauge=limit,
        direction="≤" if limit is not None else "",
        met=None if open_ else within,
        formula=_formula(spread),
        words=_words(spread, limit, within, open_=open_),
        line=_line(spread, limit, within, text, unusable),
    )


def _words(spread: Spread, limit: Fraction | None, within: bool | None, *, open_: bool) -> str:
    if spread.square is None:
        return _LACKING[bool(spread.schools)]
    if within is None:
        return "不单独设标准" if not open_ else "数据不全"
    if open_:
        return "数据不全，暂不能判定"
    if limit is not None and spread.square == limit**2:
        return "恰好达标"
    return "达标" if within else "未达标"


def _line(
    spread: Spread, limit: Fraction | None, within: bool | None, text: str, unusable: Sequence[str]
) -> str:
    words = f"{SECTION[spread.section]}{spread.label}"
    if spread.square is None:
        return f"{words}：{_LACKING[bool(spread.schools)]}"
    told = [f"{words}{text}（{len(spread.schools)}所，{_formula(spread)}）"]
    if limit is not None:
        told.append(f"{'达到' if within else '未达到'}标准（≤{decimal12(limit)}）")
    missing = [*spread.missing, *unusable]
    told += [f"还缺{len(missing)}所：{'、'.join(missing)}，暂不能判定"] if missing else []
    return "，".join(told)


def _formula(spread: Spread) -> str:
    """``标准差2.2913 ÷ 平均值16.5000，按学生数1000加权``."""
    if spread.square is None or spread.mean is None:
        return ""
    deviation = shown_root(spread.square * spread.mean**2, 4)
    return f"标准差{deviation} ÷ 平均值{shown(spread.mean, 4)}，按学生数{exact(spread.students)}加权"


def _apart(show: Callable[[int], str], limit: Fraction | None, digits: int, *, above: bool | None) -> str:
    """A coefficient as printed, with more digits where rounding would put it on the wrong side of its limit.

    *above*: whether it truly is above the limit; None where it is exactly at it.
    """
    text = show(digits)
    for more in range(digits, 13):
        text = show(more)
        if limit is None or above is None or (Fraction(text) != limit and (Fraction(text) > limit) == above):
            break
    return text


def _shown(spread: Spread, limit: Fraction | None) -> str:
    square = spread.square
    if square is None:
        return ""
    above = None if limit is None or square == limit**2 else square > limit**2
    return _apart(lambda digits: shown_root(square, digits), limit, spread.digits, above=above)


def _rule(
    rule: Rule,
    section: str,
    spreads: Sequence[Spread],
    verdicts: Sequence[Verdict],
    unusable: Sequence[str],
) -> RuleVerdict | None:
    own = [
        (spread, verdict)
        for spread, verdict in zip(spreads, verdicts, strict=True)
        if spread.section == section and spread.figure in rule.figures
    ]
    limit = _limit(rule, section)
    if not own or limit is None:
        return None
    judged = _mean if rule.judged == "mean" else _each
    met, count, words = judged(
        [spread for spread, _ in own], [verdict for _, verdict in own], limit, len(rule.figures)
    )
    missing = sorted({school for spread, _ in own for school in spread.missing} | set(unusable))
    if missing:
        met, words = None, f"{words}，还缺{'、'.join(missing)}的数据"
    line = f"{SECTION[section]}{rule.title}：{words}，{_VERDICT[met]}"
    return RuleVerdict(
        code=rule.code,
        title=rule.title,
        section=section,
        met=met,
        met_count=count,
        total=len(rule.figures),
        line=line,
    )


def _each(
    spreads: Sequence[Spread], verdicts: Sequence[Verdict], limit: Fraction, total: int
) -> tuple[bool | None, int, str]:
    """Every single one must be within the limit; their mean means nothing here."""
    within = [spread for spread in spreads if spread.square is not None and spread.square <= limit**2]
    above = [
        v.title for s, v in zip(spreads, verdicts, strict=True) if s.square is not None and s not in within
    ]
    unknown = [v.title for s, v in zip(spreads, verdicts, strict=True) if s.square is None]
    words = f"{total}项中{len(within)}项不高于{decimal12(limit)}"
    words += f"，超过的：{'、'.join(above)}" if above else ""
    words += f"，未定：{'、'.join(unknown)}" if unknown else ""
    met = False if above else None if unknown or len(within) < total else True
    return met, len(within), words


def _mean(
    spreads: Sequence[Spread], verdicts: Sequence[Verdict], limit: Fraction, total: int
) -> tuple[bool | None, int, str]:
    """Only the arithmetic mean is limited."""
    squares = [spread.square for spread in spreads if spread.square is not None]
    if len(squares) < total:
        return None, len(squares), f"{total}项中只有{len(squares)}项有数值"
    mean = MeanRoot(tuple(squares))
    met = mean.within(limit)
    above = None if mean.exact == limit else not met
    text = _apart(mean.shown, limit, max(spread.digits for spread in spreads), above=above)
    how = " + ".join(verdict.shown for verdict in verdicts)
    words = f"{text}（{how}，除以{total}），标准≤{decimal12(limit)}"
    return met, len(squares), words


_VERDICT = {True: "达标", False: "未达标", None: "数据不全，暂不能判定"}
