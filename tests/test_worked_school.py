"""A school of the fact sheet through the whole corridor: a folder in, verdicts of seven indicators out.

800 pupils: 36 teachers above their degree 4.5, 9 backbone 1.125, 7 for sports and art 0.875 (97.2 % of 0.9), rooms 4.875 ㎡,
grounds 7.75 ㎡, equipment 2,150 元, 20 rooms 2.5: six of seven, the floor held.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dossier.cache import Cache
from dossier.model import Assessment, RuleVerdict, Verdict
from dossier.pipeline.look import look
from dossier.progress import Progress
from tests.ledger_files import workbook

PRIMARY: Mapping[str, Any] = {
    "在校生数": 800,
    "专任教师数": 46,
    "高于规定学历教师数": 36,
    "县级以上骨干教师数": 9,
    "体育、艺术专任教师数": 7,
    "教学及辅助用房面积": 3900,
    "室内体育用房面积": 0,
    "运动场地面积": 6200,
    "教学仪器设备值": "172万元",
    "网络多媒体教室数": 20,
}
SEVEN = tuple(f"YZ-R{number}" for number in range(1, 8))


def school(root: Path, facts: Mapping[str, Any], stage: str = "primary", options: str = "") -> Assessment:
    """A school that states *facts*: one value, or whole, 小学部 and 初中部."""
    root.mkdir()
    (root / "dossier.toml").write_text(
        f'checklist = "quality-balance-2017"\nstage = "{stage}"\nas_of = 2026-09-01\n{options}'
        '[school]\nname = "青禾县晨光小学"\n',
        encoding="utf-8",
    )
    rows = [[label, *(value if isinstance(value, tuple) else (value,))] for label, value in facts.items()]
    workbook(root / "学校信息.xlsx", ("学校信息", [["项目", "全校", "小学部", "初中部"], *rows]))
    return look(root, root.parent / "work", Cache(root.parent / "cache"), Progress()).assessment


def seven(assessment: Assessment, section: str = "primary") -> dict[str, Verdict]:
    return {v.code: v for v in assessment.indicators if v.code in SEVEN and v.section == section}


def rule(assessment: Assessment, section: str = "primary") -> RuleVerdict:
    (found,) = (r for r in assessment.rules if r.code == "YZ-R" and r.section == section)
    return found


def test_six_of_seven_and_the_floor_held(tmp_path: Path) -> None:
    assessment = school(tmp_path / "校", PRIMARY)
    verdicts = seven(assessment)
    assert {code: verdict.value for code, verdict in verdicts.items()} == {
        "YZ-R1": Fraction("4.5"),
        "YZ-R2": Fraction("1.125"),
        "YZ-R3": Fraction("0.875"),
        "YZ-R4": Fraction("4.875"),
        "YZ-R5": Fraction("7.75"),
        "YZ-R6": 2150,
        "YZ-R7": Fraction("2.5"),
    }
    assert [code for code, verdict in verdicts.items() if not verdict.met] == ["YZ-R3"]
    assert verdicts["YZ-R3"].words == "未达标，但不低于标准值的85%"
    # Rounded to two digits 0.875 is 0.88, still below 0.9: nothing is judged by what is printed.
    assert verdicts["YZ-R3"].shown == "0.88"
    found = rule(assessment)
    assert (found.met, found.met_count, found.total) == (True, 6, 7)
    assert [p.indicator for p in assessment.problems if p.code == "below-standard-mild"] == ["YZ-R3"]
    assert not [p for p in assessment.problems if p.code == "rule-unmet"]


@pytest.mark.parametrize(
    ("changes", "words", "met"),
    [
        # exactly 85 % of 2,000 元, and one yuan less over 800 pupils
        ({"体育、艺术专任教师数": 8, "教学仪器设备值": 1_360_000}, "未达标，但不低于标准值的85%", True),
        ({"体育、艺术专任教师数": 8, "教学仪器设备值": 1_359_999}, "未达标", False),
        # five of seven, both above the floor
        ({"教学仪器设备值": 1_599_999}, "未达标，但不低于标准值的85%", False),
        # exactly at the gauge
        ({"教学仪器设备值": 1_600_000}, "恰好达标", True),
        ({"教学仪器设备值": "160万元"}, "恰好达标", True),
    ],
)
def test_the_edges(tmp_path: Path, changes: Mapping[str, Any], words: str, met: bool) -> None:
    assessment = school(tmp_path / "校", {**PRIMARY, **changes})
    assert seven(assessment)["YZ-R6"].words == words
    assert rule(assessment).met is met


CAMPUS: Mapping[str, Any] = {
    "在校生数": (376, 166, 210),
    "高于规定学历教师数": (20, 8, 12),
    "县级以上骨干教师数": (6, 2, 4),
    "体育、艺术专任教师数": (5, 2, 3),
    "教学及辅助用房面积": "1786.5",
    "室内体育用房面积": 0,
    "运动场地面积": 6000,
    "教学仪器设备值": 1_200_000,
    "网络多媒体教室数": (12, 5, 7),
}


@pytest.mark.parametrize(
    ("area", "words"),
    [("1786.5", "恰好达标"), ("1786.49", "未达标，但不低于标准值的85%"), ("1786.51", "达标")],
)
def test_a_split_campus_exactly_at_the_gauge(tmp_path: Path, area: str, words: str) -> None:
    # 166 + 1.1 × 210 = 397 weighted pupils; 4.5 ㎡ for each of them is 1,786.5 ㎡.
    assessment = school(tmp_path / "校", {**CAMPUS, "教学及辅助用房面积": area}, "nine-year")
    verdict = seven(assessment)["YZ-R4"]
    assert verdict.words == words
    assert "按加权学生数拆分（小学1、初中1.1，权重未核实）" in verdict.line
    junior = seven(assessment, "junior")["YZ-R4"]
    assert junior.value == Fraction(area) * Fraction("1.1") / 397
    assert {r.section for r in assessment.rules if r.code == "YZ-R"} == {"primary", "junior"}


TINY = {**PRIMARY, "在校生数": 49, "办学性质": "公办"}


def test_resources_of_a_tiny_teaching_point_are_not_judged(tmp_path: Path) -> None:
    tiny = school(tmp_path / "点", TINY, "point")
    told = {verdict.code: verdict for verdict in tiny.indicators if verdict.code in SEVEN}
    assert {verdict.words for verdict in told.values()} == {"本校不涉及"}
    assert told["YZ-R7"].line.endswith("：本校不涉及（不足50人的教学点不计入资源配置）")
    assert not [r for r in tiny.rules if r.code == "YZ-R"]
    assert not [p for p in tiny.problems if p.indicator in SEVEN and p.code == "figure-missing"]
    fifty = school(tmp_path / "五十", {**TINY, "在校生数": 50}, "point")
    assert len(seven(fifty)) == 7


def test_a_special_school_is_not_asked_for_what_has_no_standard_for_it(tmp_path: Path) -> None:
    special = school(tmp_path / "特校", {"在校生数": 60}, "special")
    assert not [p for p in special.problems if p.indicator in SEVEN and p.code == "figure-missing"]
    assert [p for p in special.problems if p.code == "figure-missing"]


COHORT = {
    "初一在校生数": 400,
    "三年转入学生数": 20,
    "三年转出学生数": 110,
    "三年死亡学生数": 1,
    "毕业生数": 300,
}


@pytest.mark.parametrize(
    ("options", "shown", "label"),
    [
        ("", "97.09", "三年巩固率"),
        ('[options]\n"YZ-Q1" = "retention_rate_b"\n', "97.74", "三年巩固率（算法乙）"),
    ],
)
def test_both_formulas_of_retention(tmp_path: Path, options: str, shown: str, label: str) -> None:
    assessment = school(tmp_path / "校", COHORT, "junior", options)
    (verdict,) = (v for v in assessment.indicators if v.code == "YZ-Q1")
    assert verdict.shown == shown
    assert verdict.line.endswith(f"按“{label}”计算")


OLD = "适用“2010年及之前建校，或随迁子女超过50%，规模不超过2400人（一贯制3000人）”"


@pytest.mark.parametrize(
    ("answer", "met", "gauge"), [("", False, 2000), ("否", False, 2000), ("是", True, 2400)]
)
def test_a_relief_is_asked_for_and_printed(tmp_path: Path, answer: str, met: bool, gauge: int) -> None:
    assessment = school(tmp_path / "校", {"义务教育阶段在校生数": 2300, OLD: answer})
    (verdict,) = (v for v in assessment.indicators if v.code == "YZ-G04")
    assert (verdict.met, verdict.gauge) == (met, gauge)
    assert ("放宽口径" in verdict.line) is met
    assert bool([p for p in assessment.problems if p.code == "relief-used"]) is met


# -- what the statistics office checks ---------------------------------------------------------------------


def cross_checks(assessment: Assessment) -> list[str]:
    return [problem.message for problem in assessment.problems if problem.code == "cross-check"]


def test_backbone_teachers_are_teachers(tmp_path: Path) -> None:
    told = cross_checks(school(tmp_path / "校", {**PRIMARY, "专任教师数": 8}))
    assert "“县级以上骨干教师数”9人，超过“专任教师数”8人" in told


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"教学班数": 20, "最大班额": 39},
            ["平均班额40.0人/班大于最大班额39人，学生数与各班人数的口径不一致"],
        ),
        ({"教学班数": 20, "最小班额": 41}, ["最小班额41人×20班=820人，多于在校学生数800人"]),
        ({"教学班数": 20, "最大班额": 40, "最小班额": 40}, []),
        ({"新生数": 130, "起始年级在校生数": 128}, ["招生数130人与起始年级在校生数128人不同"]),
        ({"新生数": 130, "起始年级在校生数": 130}, []),
        ({"新生数": 130}, []),
        ({"教学仪器设备值": 0}, ["教学仪器设备值是0，而有学生800人"]),
        ({"县级及以上培训人次": 0}, ["有县级以上骨干教师数9人，而县级及以上培训人次是0"]),
        ({"县级及以上培训人次": 3}, []),
        (
            {"上学年参加体检学生数": 639},
            ["上学年参加体检学生数639人，是在校学生数800人的79.9%，一般在80%至100%之间"],
        ),
        ({"上学年参加体检学生数": 640}, []),
        ({"上学年参加体检学生数": 800}, []),
        (
            {"上学年参加体检学生数": 801},
            ["上学年参加体检学生数801人，是在校学生数800人的100.1%，一般在80%至100%之间"],
        ),
    ],
)
def test_what_cannot_both_be_true(tmp_path: Path, facts: Mapping[str, Any], told: list[str]) -> None:
    assert cross_checks(school(tmp_path / "校", {**PRIMARY, **facts})) == told
