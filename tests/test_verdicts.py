"""Verdicts to the last digit, in the words of the contract; rules, points, risks; and one whole report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier import checklist as checklists
from dossier.judge.gauges import Gauge, floor_met, is_met, points
from dossier.judge.lines import apart
from dossier.judge.risks import risks
from dossier.judge.verdicts import verdicts
from dossier.ledgers import asked, load, read_ledgers
from dossier.model import (
    Checklist,
    Deduct,
    Figure,
    FigureSpec,
    Indicator,
    Problem,
    Project,
    Reading,
    Rule,
    RuleVerdict,
    Stage,
    Verdict,
)
from dossier.reckon import reckon
from dossier.resources import checklist as shipped
from tests.ledger_files import Inline, documents, workbook
from tests.ledger_files import project as make_project


def project(stage: Stage = "junior") -> Project:
    return make_project(Path("/x"), stage)


def indicator(code: str = "A", gauge: str = "4.39", **more: Any) -> Indicator:
    facts = {"scope": "section", "kind": "measure", "figure": code.lower(), "at_least": {"": Fraction(gauge)}}
    return Indicator(code=code, group="1", title=f"指标{code}", **{**facts, **more})


def figure(key: str, value: Fraction | int | None, section: str = "junior", **more: Any) -> Figure:
    facts = {
        "label": key,
        "year": "2025-2026",
        "date": "2025-09-01",
        "basis": "在校生",
        "unit": "㎡/生",
        "digits": 2,
    }
    exact = None if value is None else Fraction(value)
    return Figure(key=key, section=section, value=exact, **{**facts, **more})


def standard(
    *indicators: Indicator, rules: Sequence[Rule] = (), specs: Sequence[FigureSpec] = ()
) -> Checklist:
    keys = {spec.key for spec in specs}
    rest = (FigureSpec(key=i.figure, label=i.figure) for i in indicators if i.figure and i.figure not in keys)
    return Checklist(
        id="x",
        title="x",
        groups=(),
        indicators=indicators,
        rules=tuple(rules),
        requirements=(),
        figures=(*specs, *rest),
    )


def judge(
    checklist: Checklist, *figures: Figure, stage: Stage = "junior"
) -> tuple[tuple[Verdict, ...], tuple[RuleVerdict, ...], tuple[Problem, ...]]:
    return verdicts(checklist, project(stage), figures)


def one(*figures: Figure, **more: Any) -> Verdict:
    return judge(standard(indicator(**more)), *figures)[0][0]


# -- exactness --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "words", "met"),
    [
        (Fraction("4.39"), "恰好达标", True),
        (Fraction("4.39") + Fraction(1, 10**12), "达标", True),
        (Fraction("4.39") - Fraction(1, 10**12), "未达标", False),
        (Fraction(4450, 1289), "未达标", False),
    ],
)
def test_at_the_gauge_to_the_last_digit(value: Fraction, words: str, met: bool) -> None:
    verdict = one(figure("a", value))
    assert (verdict.words, verdict.met) == (words, met)


@settings(max_examples=1000, deadline=None)
@given(
    st.integers(1, 3000),
    st.integers(1, 3000),
    st.sampled_from(["4.5", "5.8", "7.5", "10.2", "2000", "2500", "0.9"]),
)
def test_a_split_that_is_exactly_at_the_gauge_is_met(primary: int, junior: int, gauge: str) -> None:
    # What the campus must have so that the junior part, 1.1 b ÷ (a + 1.1 b), is exactly the gauge for each student.
    weighted = primary + Fraction("1.1") * junior
    campus = Fraction(gauge) * junior * weighted / (Fraction("1.1") * junior)
    share = Fraction("1.1") * junior / weighted
    for off, words in ((0, "恰好达标"), (-Fraction(1, 10**9), "未达标"), (Fraction(1, 10**9), "达标")):
        value = (campus + off) * share / junior
        assert one(figure("a", value), gauge=gauge).words == words


def test_a_missed_gauge_never_looks_met_when_rounded() -> None:
    verdict = one(figure("a", Fraction("4.38996")))
    assert verdict.shown == "4.38996"
    assert "差0.00004㎡/生" in verdict.line
    assert apart(Fraction("4.5"), Fraction("4.39"), 2) == "4.50"


def test_at_most() -> None:
    words = [
        one(figure("a", value), at_least=None, at_most={"": Fraction(45)}).words for value in (44, 45, 46)
    ]
    assert words == ["达标", "恰好达标", "未达标"]
    line = one(figure("a", 46, digits=0, unit="人"), at_least=None, at_most={"": Fraction(45)}).line
    assert "超过45人，多1人" in line


# -- the sentence --------------------------------------------------------------------------------------------------


def test_the_sentence_has_all_that_a_person_asks() -> None:
    verdict = one(
        figure("a", Fraction(4450, 1289), formula="4450 ÷ 1289", note="含约数"),
        full=Fraction(18),
        deduct=Deduct(per=Fraction("0.5"), points=Fraction(1)),
    )
    assert verdict.line == (
        "指标A3.45㎡/生（4450 ÷ 1289），未达到4.39㎡/生，差0.94㎡/生，"
        "每差0.5㎡/生扣1分、不足0.5㎡/生不扣，扣1分，得17分（满分18分）。口径：在校生；时点：2025年9月1日；含约数"
    )
    assert (verdict.points, verdict.full, verdict.met) == (17, 18, False)


def test_it_names_the_figures_and_how_much_better_than_the_standard() -> None:
    specs = (
        FigureSpec(key="a", label="生均用房", formula="area / students"),
        FigureSpec(key="area", label="用房面积"),
        FigureSpec(key="students", label="在校学生数"),
    )
    value = figure("a", Fraction(5), formula="500 ÷ 100")
    parts = [
        replace(figure(key, 1), label=label)
        for key, label in (("area", "用房面积"), ("students", "在校学生数"))
    ]
    unsure = standard(indicator(certainty="unverified"), specs=specs)
    [verdict] = judge(unsure, value, *parts)[0]
    assert verdict.line == (
        "指标A5.00㎡/生（500 ÷ 100），达到标准（≥4.39㎡/生），高0.61㎡/生，标准未核实。"
        "数据：“用房面积”、“在校学生数”；口径：在校生；时点：2025年9月1日"
    )
    [later] = judge(unsure, value, replace(parts[0], date="2026-05-20"), parts[1])[0]
    assert later.line.endswith(
        "数据：“用房面积”（2026年5月20日）、“在校学生数”（2025年9月1日）；口径：在校生"
    )
    [flow] = judge(unsure, *(replace(part, date="") for part in (value, *parts)))[0]
    assert flow.line.endswith("；口径：在校生；时点：2025—2026学年度")
    fewer = one(figure("a", 44, digits=0, unit="人"), at_least=None, at_most={"": Fraction(45)})
    assert fewer.line.startswith("指标A44人，达到标准（≤45人），低1人。")
    rate = one(figure("a", Fraction("94.2"), unit="%", digits=1), gauge="95")
    assert "未达到95%，差0.8个百分点" in rate.line


def test_too_much_costs_points_by_steps_above() -> None:
    verdict = one(
        figure("a", Fraction(17), unit="%", digits=0),
        at_least=None,
        at_most={"": Fraction(15)},
        full=Fraction(10),
        deduct=Deduct(per=Fraction(1), points=Fraction(4), partial="full", most=Fraction(5)),
    )
    assert (
        "每多1个百分点扣4分、不足1个百分点按1个百分点计、最多扣5分，扣5分，得5分（满分10分）" in verdict.line
    )


def test_the_floor_of_a_limit_lies_above_it() -> None:
    rule = Rule(code="R", title="R", indicators=("A",), at_least_met=0, floor=Fraction(3, 5))
    limited = indicator(at_least=None, at_most={"": Fraction(10)})
    value = figure("a", 12, unit="人/台", digits=1)
    [verdict] = judge(standard(limited, rules=(rule,)), value)[0]
    assert verdict.words == "未达标，但不低于标准值的60%"
    assert "超过10人/台，多2.0人/台，但折算不低于标准值的60%（不高于16.667人/台）" in verdict.line


@pytest.mark.parametrize("kind", ["documents", "veto"])
def test_what_is_not_verified_says_so_without_a_number(kind: str) -> None:
    told = one(kind=kind, figure="", at_least=None, certainty="unverified")
    assert told.line.endswith("（标准未核实）")
    assert not told.sure
    assert "未核实" not in one(kind=kind, figure="", at_least=None).line


def test_an_indicator_of_which_nothing_is_known_asks_for_no_documents() -> None:
    assert one(figure="", at_least=None, certainty="incomplete").words == "标准不详"


def test_what_cannot_be_had_says_so() -> None:
    assert one(figure("a", None)).words == "缺数据"
    assert one().words == "缺数据"
    assert one(figure("a", None, note="除数为0，不能计算")).words == "除数为0，不能计算"
    assert one(figure("a", None)).met is None


def test_what_is_not_there_yet_is_a_forecast() -> None:
    verdict = one(figure("a", 5, in_place=Fraction(1)))
    assert (verdict.words, verdict.met) == ("预计达标（尚未到位）", None)
    assert "含尚未到位的数量，只能算预计（已到位的为1.00㎡/生）" in verdict.line
    assert one(figure("a", 5, in_place=Fraction("4.39"))).words == "达标"
    assert one(figure("a", 4, in_place=Fraction(1))).words == "未达标"


# -- which sections ------------------------------------------------------------------------------------------------


def test_one_verdict_for_each_section_with_its_own_gauge() -> None:
    rule = indicator(at_least={"primary": Fraction(4), "junior": Fraction(5)})
    found, _, _ = judge(
        standard(rule), figure("a", 5, "primary"), figure("a", 4, "junior"), stage="nine-year"
    )
    assert [(v.section, v.gauge, v.words) for v in found] == [("primary", 4, "达标"), ("junior", 5, "未达标")]
    assert [v.line[:3] for v in found] == ["小学部", "初中部"]


def test_a_section_without_a_gauge_has_no_verdict() -> None:
    rule = indicator(at_least={"junior": Fraction(5)})
    found, _, _ = judge(
        standard(rule), figure("a", 5, "primary"), figure("a", 5, "junior"), stage="nine-year"
    )
    assert [verdict.section for verdict in found] == ["junior"]


def test_scope_school_looks_at_the_campus_and_the_stage() -> None:
    limits = {"junior": Fraction(2000), "nine-year": Fraction(2500)}
    rule = indicator(scope="school", at_least=None, at_most=limits)
    campus = figure("a", 2400, "")
    assert judge(standard(rule), campus, stage="nine-year")[0][0].words == "达标"
    assert judge(standard(rule), campus, stage="junior")[0][0].words == "未达标"
    assert judge(standard(rule), campus, stage="special")[0] == ()


def test_county_documents_and_vetoes_have_no_verdict_here() -> None:
    found, _, told = judge(
        standard(
            indicator("A", scope="county"),
            indicator("B", kind="documents", figure="", at_least=None, scope="school"),
            indicator("C", kind="veto", figure="", at_least=None, scope="school"),
        ),
        figure("a", 1, ""),
    )
    assert [(v.words, v.met) for v in found] == [("县级提供", None), ("以材料为准", None), ("待承诺", None)]
    assert told == ()


def test_a_figure_of_an_earlier_year_does_not_replace_the_present() -> None:
    old = figure("a", 1, year="2024-2025")
    assert judge(standard(indicator()), figure("a", 5), old)[0][0].value == 5


# -- points ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "partial", "earned"),
    [
        ("4.39", "free", 18),
        ("3.90", "free", 18),
        ("3.89", "free", 17),
        ("3.90", "full", 17),
        ("3.89", "full", 17),
        ("3.88", "full", 16),
        ("0", "free", 10),
        ("-100", "full", 0),
    ],
)
def test_steps_of_shortfall(value: str, partial: Any, earned: int) -> None:
    rule = Deduct(per=Fraction("0.5"), points=Fraction(1), partial=partial)
    assert points(Fraction(value), Gauge(Fraction("4.39"), "≥"), Fraction(18), rule) == earned


def test_a_miss_without_a_rule_has_no_points() -> None:
    assert points(Fraction(16), Gauge(Fraction(15), "≤"), Fraction(12), None) is None
    assert points(Fraction(15), Gauge(Fraction(15), "≤"), Fraction(12), None) == 12
    assert one(figure("a", 1), full=Fraction(12)).points is None


def test_declared_points_are_the_schools_own_word() -> None:
    rule = indicator(kind="declaration", scope="school", at_least=None, full=Fraction(18))
    verdict = judge(standard(rule), figure("a", 18, "", unit="分", in_place=Fraction(0)))[0][0]
    assert (verdict.words, verdict.points, verdict.declared, verdict.met) == (
        "自评18分（预计）",
        18,
        True,
        None,
    )
    found, _, told = judge(standard(rule), figure("a", None, ""))
    assert found[0].words == "待自评"
    assert [problem.code for problem in told] == ["points-undeclared"]
    assert [problem.code for problem in judge(standard(rule), figure("a", 19, ""))[2]] == ["cross-check"]


# -- rules: six of seven, none below 85 % --------------------------------------------------------------------------

SEVEN = "ABCDEFG"
RULE = Rule(code="R", title="资源配置", indicators=tuple(SEVEN), at_least_met=6, floor=Fraction("0.85"))


def seven(*values: str | None) -> tuple[tuple[Verdict, ...], tuple[RuleVerdict, ...], tuple[Problem, ...]]:
    checklist = standard(*(indicator(code, "1") for code in SEVEN), rules=(RULE,))
    figures = [
        figure(code.lower(), None if value is None else Fraction(value))
        for code, value in zip(SEVEN, values, strict=True)
    ]
    return judge(checklist, *figures)


def test_all_seven() -> None:
    _, (rule,), told = seven(*["1"] * 7)
    assert (rule.met, rule.met_count, rule.total, told) == (True, 7, 7, ())


@pytest.mark.parametrize("value", ["0.85", "0.97"])
def test_six_of_seven_with_the_floor_held(value: str) -> None:
    found, (rule,), told = seven(value, *["1"] * 6)
    assert rule.met is True
    assert found[0].words == "未达标，但不低于标准值的85%"
    assert [problem.code for problem in told] == ["below-standard-mild"]


def test_six_of_seven_with_one_below_the_floor() -> None:
    found, (rule,), told = seven("0.8499999999999999", *["1"] * 6)
    assert (rule.met, found[0].words, found[0].floor_met) == (False, "未达标", False)
    assert sorted(problem.code for problem in told) == ["below-standard", "rule-unmet"]
    assert "低于标准值的85%" in rule.line


def test_five_of_seven() -> None:
    _, (rule,), told = seven("0.9", "0.9", *["1"] * 5)
    assert rule.met is False
    assert [problem.code for problem in told] == ["below-standard", "below-standard", "rule-unmet"]


def test_an_unknown_one_leaves_the_rule_open_until_it_cannot_matter() -> None:
    assert seven(None, *["1"] * 6)[1][0].met is None
    assert seven(None, "0.9", *["1"] * 5)[1][0].met is None
    assert seven(None, "0.9", "0.9", *["1"] * 4)[1][0].met is False
    assert seven(None, "0.1", *["1"] * 5)[1][0].met is False


def test_the_worked_example_of_the_standard() -> None:
    # Primary, 800 pupils: six met, R3 at 0.875 of 0.9.
    quantities = {"R1": 36, "R2": 9, "R3": 7, "R4": 3900, "R5": 6200, "R6": 1720000, "R7": 20}
    per = {"R1": 100, "R2": 100, "R3": 100, "R7": 100}
    checklist = checklists.read(_shipped("quality-balance-2017"))
    keys = {i.code.removeprefix("YZ-"): i.figure for i in checklist.indicators if i.code.startswith("YZ-R")}
    figures = [
        figure(keys[code], Fraction(q * per.get(code, 1), 800), "primary") for code, q in quantities.items()
    ]
    found, rules, _ = judge(checklist, *figures, stage="primary")
    resources = {v.code.removeprefix("YZ-"): v for v in found if v.code.startswith("YZ-R")}
    assert [code for code, verdict in resources.items() if verdict.met] == [
        "R1",
        "R2",
        "R4",
        "R5",
        "R6",
        "R7",
    ]
    assert resources["R3"].words == "未达标，但不低于标准值的85%"
    assert [(rule.met, rule.met_count) for rule in rules] == [(True, 6)]


def test_the_floor_for_at_most() -> None:
    assert floor_met(Fraction(50), Gauge(Fraction("42.5"), "≤"), Fraction("0.85"))
    assert not floor_met(Fraction("50.01"), Gauge(Fraction("42.5"), "≤"), Fraction("0.85"))
    assert not is_met(Fraction(50), Gauge(Fraction("42.5"), "≤"))


# -- risks --------------------------------------------------------------------------------------------------------


def risky(specs: Sequence[FigureSpec], *figures: Figure, **more: Any) -> list[str]:
    checklist = Checklist(id="x", title="x", groups=(), indicators=(), requirements=(), figures=tuple(specs))
    found = risks(checklist, project(), figures, more.get("verdicts", ()), more.get("ledgers", ()))
    assert all(problem.code == "risk" for problem in found)
    return [problem.message for problem in found]


def test_large_and_huge_classes() -> None:
    spec = FigureSpec(key="c", label="平均班额", unit="人/班", digits=1)
    sizes = {55: "", 56: "属于大班额", 65: "属于大班额", 66: "属于超大班额"}
    for size, words in sizes.items():
        told = risky([spec], figure("c", size, label="平均班额"))
        assert bool(told) == bool(words)
        assert not words or words in told[0]


def test_retention_below_95() -> None:
    spec = FigureSpec(key="r", label="三年巩固率", unit="%")
    assert risky([spec], figure("r", Fraction("94.2"))) != []
    assert risky([spec], figure("r", Fraction(95))) == []


def test_one_number_for_two_populations() -> None:
    specs = [FigureSpec(key="s", label="教职工数"), FigureSpec(key="t", label="专任教师数")]
    staff = figure("s", 96, unit="人", label="教职工数", basis="教职工（含支教）")
    assert (
        "一个数用作两个口径"
        in risky(specs, staff, figure("t", 96, unit="人", label="专任教师数", basis="专任教师"))[0]
    )
    assert risky(specs, staff, figure("t", 92, unit="人", label="专任教师数", basis="专任教师")) == []


def test_two_populations_counted_in_one_roster_are_no_slip() -> None:
    specs = [FigureSpec(key="s", label="教职工数"), FigureSpec(key="t", label="专任教师数")]
    roster = {"readings": (Reading(path="数据/花名册.xlsx", sheet="s", range="B3:B98", agg="count"),)}
    staff = figure("s", 96, unit="人", label="教职工数", basis="教职工", **roster)
    teachers = figure("t", 96, unit="人", label="专任教师数", basis="专任教师", **roster)
    assert risky(specs, staff, teachers) == []


@pytest.mark.parametrize(
    ("points_given", "told"), [(4, ["“指标P”自评4分（满分6分），说明有要求没有达到"]), (6, [])]
)
def test_points_that_the_school_did_not_give_itself(points_given: int, told: list[str]) -> None:
    judge = indicator("P", kind="declaration", full=Fraction(6), at_least=None, scope="school")
    checklist = Checklist(id="x", title="x", groups=(), indicators=(judge,), requirements=())
    judged, _, _ = verdicts(checklist, project(), [figure("p", points_given, "", unit="分")])
    assert risky([], verdicts=judged) == told


def test_posts_filled_beyond_their_number() -> None:
    specs = [FigureSpec(key="p", label="中级岗位设置数"), FigureSpec(key="f", label="中级职称教职工数")]
    posts = figure("p", 23, unit="人", basis="岗位")
    assert "超出岗位数" in risky(specs, posts, figure("f", 26, unit="人", basis="聘任"))[0]
    assert risky(specs, posts, figure("f", 23, unit="人", basis="聘任")) == []


# -- one whole report: a junior section scored B1–B9 -----------------------------------------------------------------


def _shipped(name: str) -> Path:
    path = shipped(name)
    assert path is not None
    return path


def _scored_school(root: Path) -> None:
    """The ledgers behind a published work report: 1,289 students, 18 classes, 96 staff."""
    sizes = [72] * 11 + [71] * 7
    workbook(
        root / "数据/班级.xlsx",
        (
            "s",
            [
                ["2025—2026学年度班级一览"],
                ["年级", "班级", "人数"],
                *(["七年级", f"{n}班", size] for n, size in enumerate(sizes, 1)),
            ],
        ),
    )
    degrees = ["硕士"] + ["本科"] * 73 + ["大专"] * 22
    titles = ["高级教师"] * 5 + ["一级教师"] * 26 + ["二级教师"] * 65
    staff = [
        [n, f"教师{n}", degree, title]
        for n, (degree, title) in enumerate(zip(degrees, titles, strict=True), 1)
    ]
    workbook(root / "数据/教师.xlsx", ("s", [["序号", "姓名", "学历", "职称"], *staff]))
    workbook(
        root / "数据/用房.xlsx",
        ("s", [["用途", "面积（㎡）"], ["教学及辅助用房", "4450"], ["办公用房", 900]]),
    )
    workbook(root / "数据/场地.xlsx", ("s", [["场地名称", "面积"], ["田径场", "约13247平方米"]]))
    workbook(
        root / "数据/电脑.xlsx",
        ("s", [["用途", "台数", "验收状态"], ["学生用", 35, "已验收"], ["学生用", 53, "已验收"]]),
    )
    workbook(
        root / "数据/图书.xlsx",
        (
            "s",
            [
                ["类别", "册数", "到货情况"],
                ["原有", 7276, "已上架"],
                ["新购", 45764, "部分到货"],
                ["合计", 53040, None],
            ],
        ),
    )
    workbook(
        root / "数据/自评.xlsx",
        (
            "s",
            [
                ["指标代码", "自评得分", "是否预计"],
                ["B3", 18, "是"],
                ["B5", 10, "是"],
                ["B6", 10, "是"],
                ["B8", 4, "否"],
            ],
        ),
    )


def test_the_report_scored_b1_to_b9(tmp_path: Path) -> None:
    _scored_school(tmp_path)
    checklist = checklists.read(_shipped("guangxi-basic-standard"))
    here = make_project(tmp_path, "junior", date(2026, 5, 20))
    ledgers, told, _ = read_ledgers(documents(tmp_path), load(), here, Inline(), asked(checklist))
    assert [(problem.code, problem.cell) for problem in told] == [("rows-waiting", "A3")]
    figures, _ = reckon(checklist, here, ledgers)
    judged, rules, problems = verdicts(checklist, here, figures)
    by_code = {verdict.code: verdict for verdict in judged}

    b1 = by_code["B1"]
    assert b1.value == Fraction(4450, 1289)
    assert (b1.shown, b1.points, b1.full, b1.met) == ("3.45", 17, 18, False)
    assert "未达到4.39" in b1.line
    assert by_code["B2"].words == "达标"
    assert by_code["B4"].shown == "14.65"
    assert by_code["B7"].points == 8
    assert by_code["B8"].line.startswith("教师专业技术岗位设置：学校自评4分（满分6分），标准未核实。")
    assert by_code["B3"].words == "自评18分（预计）"
    assert {code: by_code[f"B{code}"].points for code in range(1, 10)} == {
        1: 17, 2: 12, 3: 18, 4: 12, 5: 10, 6: 10, 7: 8, 8: 4, 9: 6
    }  # fmt: skip
    (total,) = rules
    assert (total.points, total.full) == (97, 100)
    assert total.line == "合计97分（满分100分）：计算得分55分，学校自评42分，其中预计38分"
    assert [(problem.code, problem.indicator) for problem in problems] == [("below-standard", "B1")]

    by_id = {item.id: item for item in reversed(figures)}
    books, degree = by_id["books_per_student"].value, by_id["bachelor_up_rate"].value
    assert books == Fraction(53040, 1289)
    assert by_id["books_per_student"].in_place == Fraction(7276, 1289)
    assert degree == Fraction(7400, 96)
    assert [f"{float(value):.{digits}f}" for value, digits in ((books, 2), (degree, 1))] == ["41.15", "77.1"]

    messages = [problem.message for problem in risks(checklist, here, figures, judged, ledgers)]
    for words in (
        "平均班额71.6人/班（1289 ÷ 18），属于超大班额",
        "得17分（满分18分），但3.45㎡/生没有达到标准",
        "按预计计算",
    ):
        assert any(words in message for message in messages), words


@pytest.mark.parametrize(
    ("written", "told"),
    [
        # 1289 ÷ 88 = 14.6477…
        ("14。6:1", []),
        ("14.65", []),
        ("14.64:1", ["“生机比”写作14.64:1，按1289 ÷ 88应为14.65（原数是截去尾数，不是四舍五入）"]),
        ("14.7:1", ["“生机比”写作14.7:1，按1289 ÷ 88应为14.6"]),
        ("约15:1", []),
    ],
)
def test_a_ratio_written_by_hand_is_recomputed(tmp_path: Path, written: str, told: list[str]) -> None:
    _scored_school(tmp_path)
    workbook(
        tmp_path / "学校信息.xlsx", ("s", [["项目", "全校"], ["生机比", written], ["学历合格率", "100%"]])
    )
    checklist = checklists.read(_shipped("guangxi-basic-standard"))
    here = make_project(tmp_path, "junior", date(2026, 5, 20))
    ledgers, _, _ = read_ledgers(documents(tmp_path), load(), here, Inline(), asked(checklist))
    figures, _ = reckon(checklist, here, ledgers)
    found = risks(checklist, here, figures, verdicts(checklist, here, figures)[0], ledgers)
    assert [problem.message for problem in found if "写作" in problem.message] == told
