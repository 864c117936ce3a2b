"""Indicators against their gauges: exact verdicts in the words of the contract, points, and the rules above them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from dossier import formulas
from dossier.judge import lines, self_check
from dossier.judge.blank import blank, plain
from dossier.judge.gauges import Gauge, floor_met, gauge_places, is_met, points
from dossier.judge.rules import rule_verdicts, total_points
from dossier.model import Checklist, Desk, Figure, Indicator, Problem, Project, Rule, RuleVerdict, Verdict
from dossier.numbers import decimal12
from dossier.problems import problem

__all__ = ["verdicts"]

_COUNTY = "县级提供"


def verdicts(
    checklist: Checklist,
    project: Project,
    figures: Sequence[Figure],
    terms: Mapping[str, str] | None = None,
    desk: Desk | None = None,
) -> tuple[tuple[Verdict, ...], tuple[RuleVerdict, ...], tuple[Problem, ...]]:
    """Judge every indicator, section by section, and the rules over them.

    Args:
        checklist: the standard.
        project: for the stage and its sections.
        figures: of the present state first; those of earlier years are passed over.
        terms: code of an indicator → what was chosen or eased for this school, printed with its verdict.
        desk: the school's own word on items of a self-check.

    Returns:
        One verdict for each indicator and section, in the order of the checklist; what documents prove and what
        is vetoed has no verdict of its own here (``met`` is None). Rules, and the sum of points of a scored
        standard. Problems: ``below-standard`` ``below-standard-mild`` ``self-check-short`` ``rule-unmet``
        ``points-undeclared`` ``cross-check`` for points above the full ones.
    """
    by_id: dict[str, Figure] = {}
    for figure in figures:
        by_id.setdefault(figure.id, figure)
    judged = tuple(
        self_check.declared(indicator, (desk or Desk()).self_check(indicator))
        if indicator.kind == "self-check"
        else _stating(_judge(checklist, project, indicator, section, gauge, by_id), terms or {})
        for indicator in checklist.indicators
        for section, gauge in _places(indicator, project)
    )
    rules = rule_verdicts(checklist, project, judged)
    totals = total_points(checklist, project, judged)
    return judged, (*rules, *totals), tuple(_problems(checklist, judged, rules))


def _stating(verdict: Verdict, terms: Mapping[str, str]) -> Verdict:
    """*verdict* with what was chosen or eased for it at the end of its line."""
    if verdict.code not in terms or not verdict.figure:
        return verdict
    return replace(verdict, line=f"{verdict.line}。{terms[verdict.code]}")


def _places(indicator: Indicator, project: Project) -> Sequence[tuple[str, Gauge | None]]:
    return [("", None)] if indicator.scope == "county" else gauge_places(indicator, project)


def _judge(
    checklist: Checklist,
    project: Project,
    indicator: Indicator,
    section: str,
    gauge: Gauge | None,
    figures: Mapping[str, Figure],
) -> Verdict:
    if indicator.scope == "county":
        return plain(blank(indicator), _COUNTY)
    if indicator.kind == "veto":
        return plain(blank(indicator, section), "待承诺")
    figure = figures.get(f"{indicator.figure}/{section}" if section else indicator.figure)
    if indicator.kind == "declaration":
        return _declared(indicator, section, figure)
    if indicator.kind == "documents":
        return plain(blank(indicator, section), "以材料为准")
    if not indicator.figure:
        return plain(blank(indicator, section), "标准不详")
    if figure is None or figure.value is None:
        return _unknown(project, indicator, section, gauge, figure)
    inputs = _inputs(checklist, figure, figures)
    if gauge is None:
        return _measured_only(project, indicator, section, figure, inputs)
    return _measured(checklist, project, indicator, section, gauge, figure, figure.value, inputs)


def _declared(indicator: Indicator, section: str, figure: Figure | None) -> Verdict:
    """Points that the school gives itself; printed as its own word."""
    if figure is None or figure.value is None:
        return plain(blank(indicator, section), "待自评")
    forecast = "（预计）" if figure.in_place is not None else ""
    score = decimal12(figure.value)
    own = replace(blank(indicator, section, figure), formula="")
    full = f"（满分{decimal12(indicator.full)}分）" if indicator.full is not None else ""
    return replace(
        own,
        value=figure.value,
        shown=score,
        points=figure.value,
        declared=True,
        words=f"自评{score}分{forecast}",
        line=_said(own, [f"{indicator.title}：学校自评{score}分{forecast}{full}"], lines.source(figure)),
    )


def _unknown(
    project: Project, indicator: Indicator, section: str, gauge: Gauge | None, figure: Figure | None
) -> Verdict:
    why = "除数为0，不能计算" if figure is not None and "除数为0" in figure.note else "缺数据"
    limit = f"（标准{lines.bounds(gauge, figure.unit if figure else '')}）" if gauge else ""
    own = blank(indicator, section, figure)
    return replace(
        own,
        gauge=gauge.value if gauge else None,
        direction=gauge.direction if gauge else "",
        words=why,
        line=_said(own, [f"{project.titled(section, indicator.title)}：{why}{limit}"], ""),
    )


def _measured_only(
    project: Project, indicator: Indicator, section: str, figure: Figure, inputs: Sequence[Figure]
) -> Verdict:
    assert figure.value is not None
    text = lines.apart(figure.value, None, figure.digits)
    told = _told(project, indicator, section, figure, text)
    return replace(
        blank(indicator, section, figure),
        value=figure.value,
        shown=text,
        words="没有标准值",
        line=f"{told}。{lines.source(figure, inputs)}".rstrip("。"),
    )


def _measured(
    checklist: Checklist,
    project: Project,
    indicator: Indicator,
    section: str,
    gauge: Gauge,
    figure: Figure,
    value: Fraction,
    inputs: Sequence[Figure],
) -> Verdict:
    end = gauge.deciding(value)
    met = is_met(value, gauge)
    floor = _floor(checklist.rules, indicator.code)
    mild = None if met or floor is None else floor_met(value, gauge, floor)
    forecast = met and figure.in_place is not None and not is_met(figure.in_place, gauge)
    earned = None if indicator.full is None else points(value, gauge, indicator.full, indicator.deduct)
    text = lines.apart(value, end.value, figure.digits)
    told = [_told(project, indicator, section, figure, text)]
    told.append(lines.standard(value, gauge, figure.unit, figure.digits, floor if mild else None))
    told.append(lines.pending(figure) if forecast else "")
    if indicator.full is not None:
        told.append(lines.score(earned, indicator.full, indicator.deduct, end, figure.unit))
    own = blank(indicator, section, figure)
    return replace(
        own,
        value=value,
        shown=text,
        gauge=end.value,
        direction=end.direction,
        met=None if forecast else met,
        floor_met=mild,
        points=earned,
        words=_words(value, gauge, floor if mild else None, met=met, forecast=forecast),
        line=_said(own, told, lines.source(figure, inputs)),
    )


def _told(project: Project, indicator: Indicator, section: str, figure: Figure, text: str) -> str:
    how = f"（{figure.formula}）" if figure.formula else ""
    return f"{project.titled(section, indicator.title)}{text}{figure.unit}{how}"


def _inputs(checklist: Checklist, figure: Figure, figures: Mapping[str, Figure]) -> tuple[Figure, ...]:
    """What a computed figure rests on, in the same section."""
    formula = checklist.figure_by_key[figure.key].formula
    names = formulas.names(formula) if formula else ()
    ids = [f"{name}/{figure.section}" if figure.section else name for name in names]
    return tuple(figures[part] for part in ids if part in figures)


def _said(verdict: Verdict, told: Sequence[str], origin: str) -> str:
    """The parts of a line; a standard that was not held against its source says so wherever the line is printed."""
    marked = [*told, "" if verdict.sure else lines.UNSURE]
    return "。".join(part for part in ("，".join(part for part in marked if part), origin) if part)


def _words(value: Fraction, gauge: Gauge, floor: Fraction | None, *, met: bool, forecast: bool) -> str:
    if forecast:
        return "预计达标（尚未到位）"
    if met:
        return "恰好达标" if value == gauge.deciding(value).value else "达标"
    return f"未达标，但不低于标准值的{lines.percent(floor)}" if floor is not None else "未达标"


def _floor(rules: Sequence[Rule], code: str) -> Fraction | None:
    """The share of its gauge that a missed indicator must keep, by the first rule over it that has one."""
    return next((rule.floor for rule in rules if code in rule.indicators and rule.floor is not None), None)


def _problems(checklist: Checklist, judged: Sequence[Verdict], rules: Sequence[RuleVerdict]) -> list[Problem]:
    found = []
    for verdict in judged:
        indicator = checklist.indicator_by_code[verdict.code]
        if verdict.met is False and verdict.self_check is None:
            excused = verdict.floor_met is True and _is_covered(checklist, verdict, rules)
            code = "below-standard-mild" if excused else "below-standard"
            found.append(problem(code, indicator=verdict.code, figure=verdict.figure, line=verdict.line))
        if indicator.kind == "declaration" and indicator.scope != "county" and indicator.full is not None:
            found += _declaration_problems(verdict)
    found += self_check.short_of(checklist, judged)
    found += [problem("rule-unmet", line=rule.line) for rule in rules if rule.met is False]
    return found


def _is_covered(checklist: Checklist, verdict: Verdict, rules: Sequence[RuleVerdict]) -> bool:
    """Whether a rule over the indicator is satisfied all the same."""
    over = {
        rule.code for rule in checklist.rules if verdict.code in rule.indicators and rule.floor is not None
    }
    held = [rule.met for rule in rules if rule.code in over and verdict.section in ("", rule.section)]
    return bool(held) and all(held)


def _declaration_problems(verdict: Verdict) -> list[Problem]:
    if verdict.points is None:
        return [problem("points-undeclared", indicator=verdict.code, title=verdict.title)]
    if verdict.full is not None and not 0 <= verdict.points <= verdict.full:
        detail = f"“{verdict.title}”自评{verdict.shown}分，不在0至{decimal12(verdict.full)}分之间"
        return [problem("cross-check", indicator=verdict.code, figure=verdict.figure, detail=detail)]
    return []
