"""Rules of data: ranges, caps, a second formula, reliefs; what statistics forbid; and worked schools to the last digit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from dossier.judge import chosen, verdicts
from dossier.judge.gauges import Gauge, floor_met, is_met, points, shortfall
from dossier.model import Checklist, Deduct, Figure, FigureSpec, Indicator, Relief, Verdict
from tests.test_checklist import GOOD, changed, parse, wrong
from tests.test_verdicts import figure, indicator, judge, one, project, standard

# -- between -----------------------------------------------------------------------------------------------

RANGE = {"at_least": {"": Fraction(95)}, "at_most": {"": Fraction(105)}}


@pytest.mark.parametrize(
    ("value", "met", "words", "line"),
    [
        ("95", True, "恰好达标", "恰好达到标准（95—105%）"),
        ("105", True, "恰好达标", "恰好达到标准（95—105%）"),
        ("100", True, "达标", "达到标准（95—105%）"),
        ("94.9", False, "未达标", "未达到95%，差0.1个百分点"),
        ("105.25", False, "未达标", "超过105%，多0.3个百分点"),
    ],
)
def test_a_range_includes_both_ends(value: str, met: bool, words: str, line: str) -> None:
    verdict = one(figure("a", Fraction(value), unit="%", digits=1), **RANGE)
    assert (verdict.met, verdict.words) == (met, words)
    assert line in verdict.line


def test_a_missed_range_is_held_against_the_end_that_was_passed() -> None:
    low, high = (one(figure("a", Fraction(value)), **RANGE) for value in (90, 110))
    assert (low.direction, low.gauge, high.direction, high.gauge) == ("≥", 95, "≤", 105)
    gauge = Gauge(Fraction(95), "≥", Fraction(105))
    assert [shortfall(Fraction(value), gauge) for value in (90, 100, 110)] == [5, 0, 5]
    assert not is_met(Fraction(110), gauge)
    assert floor_met(Fraction(110), gauge, Fraction("0.95"))


# -- points ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "earned"), [("10", 10), ("9.5", 9), ("8", 6), ("7.9", 5), ("0", 5)])
def test_points_lost_are_capped(value: str, earned: int) -> None:
    deduct = Deduct(per=Fraction("0.5"), points=Fraction(1), partial="full", most=Fraction(5))
    assert points(Fraction(value), Gauge(Fraction(10), "≥"), Fraction(10), deduct) == earned


def test_a_cap_is_said() -> None:
    deduct = Deduct(per=Fraction(1), points=Fraction(2), most=Fraction(3))
    verdict = one(figure("a", 1), gauge="10", full=Fraction(10), deduct=deduct)
    assert verdict.points == 7
    assert "每差1㎡/生扣2分、不足1㎡/生不扣、最多扣3分，扣3分，得7分" in verdict.line


# -- what a school chooses ---------------------------------------------------------------------------------


def two_formulas(**options: str) -> tuple[Verdict, list[str]]:
    """巩固率 by the formula chosen: 400 began, 20 came, 110 left, 1 died, 300 finished."""
    specs = (
        FigureSpec(key="retention_rate", label="三年巩固率", unit="%", digits=2),
        FigureSpec(key="retention_rate_b", label="三年巩固率（算法乙）", unit="%", digits=2),
    )
    rate = Indicator(
        code="Q1",
        group="1",
        title="巩固率",
        scope="section",
        kind="measure",
        figure="retention_rate",
        alternatives=("retention_rate_b",),
        at_least={"junior": Fraction(95)},
    )
    asked = replace(project(), options=options)
    choice = chosen(standard(rate, specs=specs), asked, {})
    figures = (
        figure("retention_rate", Fraction(30000, 309), unit="%"),
        figure("retention_rate_b", Fraction(39000, 399), unit="%"),
    )
    (verdict,), _, _ = verdicts(choice.checklist, asked, figures, choice.terms)
    return verdict, [problem.message for problem in choice.problems]


@pytest.mark.parametrize(
    ("options", "shown", "label"),
    [({}, "97.09", "三年巩固率"), ({"Q1": "retention_rate_b"}, "97.74", "三年巩固率（算法乙）")],
)
def test_one_of_two_formulas_is_chosen_and_printed(
    options: Mapping[str, str], shown: str, label: str
) -> None:
    verdict, told = two_formulas(**options)
    assert (verdict.shown, told) == (shown, [])
    assert verdict.line.endswith(f"按“{label}”计算")


def test_an_option_that_is_none_is_named() -> None:
    assert two_formulas(Q1="rate")[1] == [
        "dossier.toml 的 options 里“Q1”只能选 retention_rate retention_rate_b，写的是“rate”"
    ]
    assert two_formulas(Q2="x")[1] == ["dossier.toml 的 options 里的“Q2”没有可换用的数据项，是不是“Q1”"]


# -- what a standard eases ---------------------------------------------------------------------------------

OLD = "2010年及之前建校"


def scale(facts: Mapping[str, str], **relief: Any) -> tuple[Verdict, list[str]]:
    """A junior school of 2,300 pupils against 2,000."""
    size = indicator("A", at_least=None, at_most={"": Fraction(2000)})
    eased: dict[str, Any] = {"at_most": {"": Fraction(2400)}} | relief
    checklist = replace(
        standard(size, specs=(FigureSpec(key="other", label="另一数据项"),)),
        reliefs=(Relief(indicator="A", words=OLD, **eased),),
    )
    choice = chosen(checklist, project(), facts)
    figures = (figure("a", 2300, unit="人", digits=0), figure("other", 1900, unit="人", digits=0))
    (verdict,), _, _ = verdicts(choice.checklist, project(), figures, choice.terms)
    return verdict, [problem.code for problem in choice.problems]


@pytest.mark.parametrize("answer", ["", "否", "不符合"])
def test_nothing_is_eased_that_nobody_answers_for(answer: str) -> None:
    verdict, codes = scale({OLD: answer} if answer else {})
    assert (verdict.met, verdict.gauge, codes) == (False, 2000, [])
    assert "放宽" not in verdict.line


def test_a_relief_changes_the_gauge_and_is_printed() -> None:
    verdict, codes = scale({"2010年及之前 建校": "是"})
    assert (verdict.met, verdict.gauge, codes) == (True, 2400, ["relief-used"])
    assert verdict.line.endswith(f"按放宽口径评定（{OLD}）")


def test_a_relief_may_change_the_figure_and_keep_the_gauge() -> None:
    verdict, _ = scale({OLD: "√"}, figure="other", at_most=None)
    assert (verdict.figure, verdict.gauge, verdict.met) == ("other/junior", 2000, True)


def test_an_answer_that_is_neither_is_asked_again() -> None:
    verdict, codes = scale({OLD: "大概"})
    assert (verdict.met, codes) == (False, ["relief-answer"])


def test_a_rule_between_schools_is_none_of_one_school() -> None:
    from dossier.model import Rule

    over = Rule(code="CV", title="差异系数", figures=("cv",), at_most={"": Fraction("0.5")})
    checklist: Checklist = standard(indicator("A"), rules=(over,))
    own: Figure = figure("a", 5)
    assert judge(checklist, own)[1] == ()


# -- wrong data --------------------------------------------------------------------------------------------

OVER_SCHOOLS = """
[[rule]]
code = "CV"
title = "差异系数"
figures = ["area_variation"]
judged = "each"
at_most = { primary = "0.50", junior = "0.45" }
[[relief]]
indicator = "1-1"
words = "老校"
at_least = "4"
[[outside]]
reason = "民办"
label = "办学性质"
words = ["民办"]
[[figure]]
key = "area_variation"
label = "用房差异系数"
formula = "variation(area, students)"
"""


def test_rules_over_schools_are_read() -> None:
    checklist = parse(GOOD + OVER_SCHOOLS)
    rule = checklist.rules[-1]
    assert (rule.figures, rule.judged) == (("area_variation",), "each")
    assert rule.at_most == {"primary": Fraction(1, 2), "junior": Fraction(9, 20)}
    assert checklist.reliefs[0].at_least == {"": Fraction(4)}
    assert checklist.outside[0].words == ("民办",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('["area_variation"]', '["area"]', "第2个[[rule]]（CV）的 figures：里的“area”不是差异系数，公式应是 variation(数量, 学生数)"),
        ('["area_variation"]', '["area_variatoin"]', "第2个[[rule]]（CV）的 figures：没有“area_variatoin”这个数据项，是不是“area_variation”"),
        ('at_most = { primary = "0.50", junior = "0.45" }', "", "第2个[[rule]]（CV）的 at_most：没有写，差异系数要有上限"),
        ('judged = "each"', 'floor = "0.85"', "第2个[[rule]]（CV）的 floor：不能与 figures 同时写"),
        ('figures = ["area_variation"]', "", "第2个[[rule]]（CV）的 indicators：没有写"),
        ('indicator = "1-1"\nwords', 'indicator = "1-9"\nwords', "第1个[[relief]]的 indicator：没有“1-9”这个指标，是不是“1-1”"),
        ('at_least = "4"\n', "", "第1个[[relief]]的 figure：与 at_least、at_most 至少要写一个"),
        ('words = ["民办"]', "", "第1个[[outside]]的 label：要与 words 一起写"),
        ('label = "办学性质"\nwords = ["民办"]', "", "第1个[[outside]]的 stage：与 below、label 至少要写一个"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_them_is_told(old: str, new: str, message: str) -> None:
    assert OVER_SCHOOLS.count(old) == 1
    assert message in wrong(GOOD + OVER_SCHOOLS.replace(old, new))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('at_most = { primary = "3", junior = "9" }', "第1个[[indicator]]（1-1）的 at_most：小于 at_least"),
        ('at_most = "9"', "第1个[[indicator]]（1-1）的 at_most：与 at_least 同时写表示一个范围，两者的学段要相同"),
        ('alternatives = ["are"]', "第1个[[indicator]]（1-1）的 alternatives：没有“are”这个数据项，是不是“area”"),
    ],
)  # fmt: skip
def test_a_range_and_alternatives_must_fit(more: str, message: str) -> None:
    assert wrong(changed('full = "18"\n', f'full = "18"\n{more}\n')) == [message]
