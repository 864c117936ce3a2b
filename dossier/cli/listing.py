"""A checklist as lines of text: all that it judges by, and what of it was not held against a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from dossier import formulas
from dossier.checklist import years_words
from dossier.model import STAGE_WORDS, Checklist, Deduct, Group, Indicator, Relief, Requirement, Rule
from dossier.numbers import decimal12

_CERTAINTY = {"verified": "", "unverified": "〔未核实〕", "incomplete": "〔不完整〕"}
_SECTIONS = {"primary": "小学", "junior": "初中", "senior": "高中"}
_KINDS = {"veto": "一票否决", "declaration": "学校自评", "self-check": "学校自查"}


def lines(checklist: Checklist) -> Iterator[str]:
    """Groups, indicators with gauges and formulas, requirements with years and owner, in file order."""
    yield f"{checklist.title}{_CERTAINTY[checklist.certainty]}"
    if checklist.basis:
        yield f"依据：{checklist.basis}"
    if checklist.section_weights:
        weights = "、".join(f"{_SECTIONS[s]}{decimal12(w)}" for s, w in checklist.section_weights.items())
        yield f"各学段共用的按加权学生数拆分：{weights}{_CERTAINTY[checklist.weights_certainty]}"
    filled = {indicator.group for indicator in checklist.indicators}
    above = {group.parent for group in checklist.groups} - filled
    for group in checklist.groups:
        if group.code in above:
            continue  # it is named with each group below it
        yield ""
        yield f"【{' / '.join(_path(checklist, group))}】"
        for indicator in checklist.indicators:
            if indicator.group == group.code:
                yield from _indicator(checklist, indicator)
                for requirement in checklist.requirements:
                    if requirement.indicator == indicator.code:
                        yield _requirement(requirement)
    for rule in checklist.rules:
        yield ""
        yield _rule(rule)
    if checklist.outside:
        yield ""
    yield from (f"校际比较：{outside.reason}" for outside in checklist.outside)


def _path(checklist: Checklist, group: Group) -> list[str]:
    """The titles of *group* and of those above it, from the top."""
    by_code = {entry.code: entry for entry in checklist.groups}
    titles = [group.title]
    while group.parent in by_code:
        group = by_code[group.parent]
        titles.insert(0, group.title)
    return titles


def _indicator(checklist: Checklist, indicator: Indicator) -> Iterator[str]:
    spec = checklist.figure_by_key.get(indicator.figure)
    unit = spec.unit if spec else ""
    facts = [
        _KINDS.get(indicator.kind, ""),
        *_gauges(indicator.at_least, indicator.at_most, unit),
        f"满分{decimal12(indicator.full)}分" if indicator.full is not None else "",
        _deduct(indicator.deduct, unit) if indicator.deduct else "",
        "县级提供" if indicator.scope == "county" else "",
        f"适用：{indicator.when}" if indicator.when else "",
    ]
    tail = f"（{'，'.join(fact for fact in facts if fact)}）" if any(facts) else ""
    yield f"  {indicator.code} {indicator.title}{tail}{_CERTAINTY[indicator.certainty]}"
    if indicator.note:
        yield f"      说明：{indicator.note}"
    for place, key in enumerate((indicator.figure, *indicator.alternatives)):
        if key and (words := _formula(checklist, key)):
            yield f"      {'换用' if place else ''}算法：{words}"
    for relief in checklist.reliefs:
        if relief.indicator == indicator.code:
            yield f"      放宽：{_relief(checklist, relief, unit)}{_CERTAINTY[relief.certainty]}"


def _gauges(
    at_least: Mapping[str, Fraction] | None, at_most: Mapping[str, Fraction] | None, unit: str
) -> list[str]:
    """``小学≥4.2人/百生``; a section of its own name, or a stage."""
    return [
        f"{_place(place)}{sign}{decimal12(value)}{unit}"
        for sign, table in (("≥", at_least), ("≤", at_most))
        for place, value in (table or {}).items()
    ]


def _place(place: str) -> str:
    """A section or a stage in words; nothing for a gauge that holds for all."""
    stages = {str(stage): words for stage, words in STAGE_WORDS.items()}
    return {"": "", **stages}[place]


def _deduct(deduct: Deduct, unit: str) -> str:
    rest = "不足一档不扣" if deduct.partial == "free" else "不足一档按一档扣"
    most = f"，最多扣{decimal12(deduct.most)}分" if deduct.most is not None else ""
    return f"每差{decimal12(deduct.per)}{unit}扣{decimal12(deduct.points)}分，{rest}{most}"


def _formula(checklist: Checklist, key: str) -> str:
    """``毕业生数 ÷ 初一在校生数 × 100``; empty for what is read as it stands."""
    formula = checklist.figure_by_key[key].formula
    labels = {name: spec.label for name, spec in checklist.figure_by_key.items()}
    return formulas.in_words(formula, labels, {}) if formula else ""


def _relief(checklist: Checklist, relief: Relief, unit: str) -> str:
    changed = [f"改按“{checklist.figure_by_key[relief.figure].label}”"] if relief.figure else []
    changed += _gauges(relief.at_least, relief.at_most, unit)
    return f"{relief.words}：{'，'.join(changed)}"


def _rule(rule: Rule) -> str:
    limits = _gauges(None, rule.at_most, "")
    tail = f"（{'，'.join(limits)}）" if limits else ""
    return f"综合判定：{rule.title}{tail}"


def _requirement(requirement: Requirement) -> str:
    years = years_words(requirement) if requirement.years != "none" else ""
    facts = (years, requirement.owner, requirement.note, _CERTAINTY[requirement.certainty])
    return f"    {requirement.code} {requirement.title}  {' · '.join(fact for fact in facts if fact)}"
