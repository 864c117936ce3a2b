"""The checklists that ship: what each counts, how its materials are numbered, what it does not claim to know."""

from __future__ import annotations

import re
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from dossier import codes, formulas, resources
from dossier.checklist import validate
from dossier.cli.listing import lines
from dossier.model import Checklist, Requirement
from dossier.text import fold
from tests.shipped import IDS, checklist, path, twice

TASKS_PER_DUTY = (3, 5, 3, 4, 4, 3)
ITEMS_PER_DUTY = (10, 23, 14, 13, 13, 15)


def indicators(name: str, prefix: str) -> list[str]:
    return [i.code for i in checklist(name).indicators if i.code.startswith(prefix)]


def asked(name: str) -> dict[str, list[Requirement]]:
    """Indicator → what it asks for."""
    found: dict[str, list[Requirement]] = defaultdict(list)
    for requirement in checklist(name).requirements:
        found[requirement.indicator].append(requirement)
    return found


def test_these_ship() -> None:
    assert tuple(file.stem for file in resources.checklists()) == IDS


# -- every one of them --


@pytest.mark.parametrize("name", IDS)
class TestEvery:
    def test_it_validates_and_bears_its_own_name(self, name: str) -> None:
        assert validate(path(name)) == ()
        assert checklist(name).id == name

    def test_codes_and_titles_can_be_told_apart(self, name: str) -> None:
        standard = checklist(name)
        for rows in (standard.groups, standard.indicators, standard.rules, standard.requirements):
            assert twice([codes.key(row.code) for row in rows]) == []
        assert twice([fold(requirement.title) for requirement in standard.requirements]) == []
        assert twice([fold(figure.label) for figure in standard.figures]) == []

    def test_the_number_of_a_material_is_where_it_stands(self, name: str) -> None:
        """Group, indicator in the group, ordinal: the number that boxes print by default."""
        standard = checklist(name)
        expected = [
            f"{group}-{place}-{ordinal:02d}"
            for group, heading in enumerate(standard.groups, start=1)
            for place, indicator in enumerate((i for i in standard.indicators if i.group == heading.code), 1)
            for ordinal, _ in enumerate(asked(name)[indicator.code], start=1)
        ]
        assert sorted(r.code for r in standard.requirements) == sorted(expected)

    def test_requirements_follow_their_indicators(self, name: str) -> None:
        order = [indicator.code for indicator in checklist(name).indicators]
        places = [order.index(requirement.indicator) for requirement in checklist(name).requirements]
        assert places == sorted(places)

    def test_every_requirement_has_a_department_and_a_form(self, name: str) -> None:
        assert [r.code for r in checklist(name).requirements if not r.owner or not r.form] == []

    def test_what_rests_on_practice_says_so(self, name: str) -> None:
        """``K`` stands for practice without a source: such a row is never called verified."""
        rows = _sourced(checklist(name))
        assert [code for code, source, _ in rows if not source] == []
        assert [code for code, source, sure in rows if "K" in source.split() and sure == "verified"] == []

    def test_marks_of_sources_are_explained(self, name: str) -> None:
        keys = Path(__file__).parents[1] / "docs" / "design" / "checklist-keys.md"
        legend = keys.read_text(encoding="utf-8").partition("## Marks in `source`")[2]
        known = set(re.findall(r"\b[KRS]\d*\b", legend))
        marks = {mark for _, source, _ in _sourced(checklist(name)) for mark in source.split()}
        assert marks - known == set()


@pytest.mark.parametrize("name", IDS)
def test_the_listing_marks_whatever_is_not_verified(name: str) -> None:
    marks = {"verified": "", "unverified": "〔未核实〕", "incomplete": "〔不完整〕"}
    standard = checklist(name)
    told = list(lines(standard))
    assert told[0] == f"{standard.title}{marks[standard.certainty]}"
    for row in (*standard.indicators, *standard.requirements):
        [line] = [line for line in told if line.split()[:1] == [row.code] and row.title in line]
        assert line.endswith(marks[row.certainty]), line
    for relief in standard.reliefs:
        [line] = [line for line in told if relief.words in line]
        assert line.startswith("      放宽：")
        assert line.endswith(marks[relief.certainty])


def test_the_listing_says_how_a_figure_is_reckoned_and_what_it_costs() -> None:
    quality = "\n".join(lines(checklist("quality-balance-2017")))
    for words in (
        "YZ-R1 每百名学生拥有高于规定学历教师数（小学≥4.2人/百生，初中≥5.3人/百生）",
        "算法：毕业生数 ÷ （初一在校生数（本届起始） + 三年转入学生数 − 三年转出学生数 − 三年死亡学生数） × 100",
        "换用算法：（毕业生数 − 三年转入学生数 + 三年转出学生数） ÷ （初一在校生数（本届起始） − 三年死亡学生数） × 100",
        "九年一贯制学校≤3000人",
        "各学段共用的按加权学生数拆分：小学1、初中1.1、高中1.32〔未核实〕",
        "资源配置七项差异系数（每项）（小学≤0.5，初中≤0.45）",
        "一票否决",
    ):
        assert words in quality
    tasks = [line for line in lines(checklist("management-standard-2017")) if line.startswith("【")]
    assert len(tasks) == 22
    assert tasks[0] == "【保障学生平等权益 / 维护学生平等入学权利】"
    scored = "\n".join(lines(checklist("guangxi-basic-standard")))
    assert "初中≥4.39㎡/生，满分18分，每差0.5㎡/生扣1分，不足一档不扣" in scored


# -- 义务教育优质均衡 --


def test_quality_balance_counts_seven_fifteen_nine_and_recognition() -> None:
    name = "quality-balance-2017"
    assert len(indicators(name, "YZ-R")) == 7
    government = indicators(name, "YZ-G")
    assert (len(government), government.count("YZ-G11-2")) == (16, 1)
    assert len(indicators(name, "YZ-Q")) == 9
    assert indicators(name, "YZ-S") == ["YZ-S1"]
    vetoes = [i.code for i in checklist(name).indicators if i.kind == "veto"]
    assert vetoes == indicators(name, "YZ-V")
    assert len(vetoes) == 7


# -- 广西办学基本标准 --


def test_guangxi_counts_nine_that_score_a_hundred_and_one_that_does_not() -> None:
    rows = checklist("guangxi-basic-standard").indicators
    scored = [row for row in rows if row.full is not None]
    assert [row.code for row in scored] == [f"B{n}" for n in range(1, 10)]
    assert sum(row.full for row in scored if row.full is not None) == 100
    assert [row.code for row in rows if row.full is None] == ["B-QT"]


# -- 义务教育基本均衡 --

BASIC = "basic-balance-2012"


def test_basic_balance_counts_eight_and_seventeen() -> None:
    assert indicators(BASIC, "JB-L") == [f"JB-L{n}" for n in range(1, 9)]
    assert indicators(BASIC, "JB-G") == [f"JB-G{n:02d}" for n in range(1, 18)]
    assert indicators(BASIC, "JB-M") + indicators(BASIC, "JB-S") == ["JB-M1", "JB-S1"]


def test_a_school_measures_the_eight_and_the_county_judges_their_variation() -> None:
    standard = checklist(BASIC)
    eight = [standard.indicator_by_code[f"JB-L{n}"] for n in range(1, 9)]
    assert {(i.scope, i.kind) for i in eight} == {("section", "measure")}
    assert [i.code for i in eight if i.at_least or i.at_most] == []
    (rule,) = standard.rules
    assert rule.judged == "mean"
    assert rule.at_most == {"primary": Fraction(65, 100), "junior": Fraction(55, 100)}
    assert "未核实" in rule.title


def test_each_of_the_eight_has_its_variation_over_the_same_quantity() -> None:
    """A value per student (or per hundred) is quantity ÷ students; the variation takes the two apart."""
    standard = checklist(BASIC)
    formula = {figure.key: figure.formula for figure in standard.figures}
    values = [formula[standard.indicator_by_code[f"JB-L{n}"].figure] for n in range(1, 9)]
    varied = [formula[key] for key in standard.rules[0].figures]
    assert [set(formulas.names(text)) for text in varied] == [set(formulas.names(text)) for text in values]


def test_the_threshold_is_declared_points_of_a_hundred_unless_a_province_says_otherwise() -> None:
    threshold = checklist(BASIC).indicator_by_code["JB-M1"]
    assert (threshold.kind, threshold.certainty) == ("declaration", "unverified")
    assert threshold.full == 100


def test_satisfaction_is_at_least_85() -> None:
    assert checklist(BASIC).indicator_by_code["JB-S1"].at_least == {"": Fraction(85)}


def test_limits_of_one_county_are_told_and_judge_nobody() -> None:
    judged = {i.code for i in checklist(BASIC).indicators if i.at_least and i.code.startswith("JB-G")}
    assert judged == {"JB-G03", "JB-G12"}
    told = {i.code for i in checklist(BASIC).indicators if "见过的限值" in i.note}
    assert told == {"JB-G08", "JB-G10", "JB-G11", "JB-G15", "JB-G17"}


def test_all_items_of_the_counties_work_are_unverified() -> None:
    rows = [i for i in checklist(BASIC).indicators if i.code.startswith("JB-G")]
    assert {row.certainty for row in rows} == {"unverified"}


# -- 义务教育学校管理标准 --


def test_management_standard_counts_six_twenty_two_eighty_eight() -> None:
    standard = checklist("management-standard-2017")
    tasks = [group for group in standard.groups if group.parent]
    duties = [group.code for group in standard.groups if not group.parent]
    assert duties == ["1", "2", "3", "4", "5", "6"]
    assert [sum(task.parent == duty for task in tasks) for duty in duties] == list(TASKS_PER_DUTY)
    assert [i.code for i in standard.indicators] == [str(n) for n in range(1, 89)]
    duty = {task.code: task.parent for task in tasks}
    of_duty = [duty[indicator.group] for indicator in standard.indicators]
    assert [of_duty.count(code) for code in duties] == list(ITEMS_PER_DUTY)


def test_every_item_asks_for_two_to_four_materials() -> None:
    found = asked("management-standard-2017")
    assert {code: len(rows) for code, rows in found.items() if not 2 <= len(rows) <= 4} == {}
    assert len(found) == 88


def test_the_items_rest_on_the_schools_word_and_are_unverified() -> None:
    rows = checklist("management-standard-2017").indicators
    assert {(row.kind, row.certainty) for row in rows} == {("self-check", "unverified")}
    assert {row.code for row in rows if row.source != "K"} == {"1", "2", "3", "21", "22", "23"}


def test_the_trial_standard_goes_to_its_tasks_and_invents_no_items() -> None:
    standard = checklist("management-standard-2014")
    assert len(standard.groups) == 6
    assert [i.code for i in standard.indicators] == [str(n) for n in range(1, 23)]
    per_duty = [sum(i.group == group.code for i in standard.indicators) for group in standard.groups]
    assert per_duty == list(TASKS_PER_DUTY)
    assert standard.certainty == "incomplete"
    assert {indicator.certainty for indicator in standard.indicators} == {"incomplete"}


def test_wordings_of_the_two_editions_differ_where_they_did() -> None:
    old, new = checklist("management-standard-2014"), checklist("management-standard-2017")
    tasks = [group.title for group in new.groups if group.parent]
    changed = {a.title: b for a, b in zip(old.indicators, tasks, strict=True) if a.title != b}
    assert changed == {
        "增强学生身体素质": "增进学生身心健康",
        "营造尊重包容的学校文化": "营造健康向上的学校文化",
    }


# -- 十项达八项 --


def test_eight_of_ten_knows_four_gauges_and_says_what_it_does_not_know() -> None:
    standard = checklist("provincial-eight-of-ten")
    assert len(standard.indicators) == 10
    known = [i.code for i in standard.indicators if i.at_least or i.at_most]
    assert known == ["SD-01", "SD-02", "SD-03", "SD-04"]
    assert {i.certainty for i in standard.indicators if i.code not in known} == {"incomplete"}
    (rule,) = standard.rules
    assert rule.indicators == tuple(i.code for i in standard.indicators)
    assert (rule.at_least_met, rule.floor) == (8, Fraction(3, 5))
    assert standard.certainty == "incomplete"


def _sourced(standard: Checklist) -> list[tuple[str, str, str]]:
    """Code, source and certainty of every row that has them."""
    of_indicators = [(i.code, i.source, i.certainty) for i in standard.indicators]
    return [*of_indicators, *((r.code, r.source, r.certainty) for r in standard.requirements)]
