"""The sample township: its bytes, and its 差异系数 computed here once more from bare numbers."""

from __future__ import annotations

import sys
from fractions import Fraction
from math import sqrt
from pathlib import Path

import pytest

from dossier import pipeline
from dossier.pipeline.district import District
from dossier.progress import Progress
from tests.test_sample import needs_same_compressor

ROOT = Path(__file__).parents[1]
TOWNSHIP = ROOT / "sample_data" / "青禾镇"

sys.path.insert(0, str(ROOT / "scripts"))
from sample import township  # noqa: E402

STUDENTS = {"primary": (240, 160, 180), "junior": (420, 150)}
QUANTITIES = {
    "above_degree": ((11, 7, 8), (24, 9)),
    "backbone": ((3, 2, 2), (5, 2)),
    "pe_art": ((3, 1, 2), (4, 2)),
    # 柳溪学校: 2070, 345, 3450 and 862500 by 180 : 1.1 × 150; indoor sports leave the one and join the other.
    "teaching_area": ((1200, 820, 1080 - 180), (2600 - 300, 990 - 165)),
    "sports_area": ((2000, 1250, 1800 + 180), (4400 + 300, 1650 + 165)),
    "equipment": ((520_000, 310_000, 450_000), (1_090_000, 412_500)),
    "multimedia": ((6, 4, 4), (10, 4)),
}


def coefficient(quantities: tuple[int, ...], students: tuple[int, ...]) -> float:
    """S ÷ X̄ with weights n ÷ N and the pooled mean, in floats: another way to the same number."""
    whole = sum(students)
    mean = sum(quantities) / whole
    spread = sum(n / whole * (q / n - mean) ** 2 for q, n in zip(quantities, students, strict=True))
    return sqrt(spread) / mean


@pytest.fixture(scope="module")
def done() -> District:
    return pipeline.district(TOWNSHIP, None, Progress(), write=False)


@needs_same_compressor
def test_the_script_writes_the_committed_bytes() -> None:
    built = township.files()
    found = {
        path.relative_to(TOWNSHIP).as_posix(): path.read_bytes()
        for path in sorted(TOWNSHIP.rglob("*"))
        if path.is_file() and "output" not in path.parts
    }
    assert found == built
    assert sum(map(len, built.values())) < 300_000


def test_who_is_compared(done: District) -> None:
    assert [member.school for member in done.assessment.members] == [
        "青禾镇河湾小学",
        "青禾镇石桥小学",
        "青禾镇柳溪学校（小学部）",
        "青禾镇柳溪学校（初中部）",
        "青禾镇青禾初中",
    ]
    (left,) = done.assessment.left_out
    assert (left.school, left.students, left.reason) == (
        "青禾镇竹坪教学点",
        31,
        "不足50人的教学点不计入资源配置",
    )


@pytest.mark.parametrize("name", QUANTITIES)
def test_each_coefficient(done: District, name: str) -> None:
    found = {spread.id: spread for spread in done.assessment.spreads}
    shown = {verdict.figure: verdict.shown for verdict in done.assessment.verdicts}
    for section, quantities in zip(("primary", "junior"), QUANTITIES[name], strict=True):
        key = f"{name}_variation/{section}"
        expected = coefficient(quantities, STUDENTS[section])
        assert shown[key] == f"{expected:.4f}"
        assert found[key].students == sum(STUDENTS[section])
        factor = 100 if name in ("above_degree", "backbone", "pe_art", "multimedia") else 1
        assert found[key].mean == Fraction(sum(quantities) * factor, sum(STUDENTS[section]))


def test_the_campus_is_split_and_it_is_said(done: District) -> None:
    areas = next(s for s in done.assessment.spreads if s.id == "equipment_variation/primary")
    assert areas.notes == (
        "青禾镇柳溪学校（小学部）：共用部分按加权学生数拆分（小学1、初中1.1，权重未核实）",
    )


def test_the_shortcut_of_the_table_is_refused(done: District) -> None:
    (told,) = [problem for problem in done.problems if problem.severity != "note"]
    assert (told.code, told.cell) == ("variation-unweighted", "G9")
    assert "0.1285" in told.message
    assert "0.0986" in told.message


def test_all_seven_are_met_in_both_sections(done: District) -> None:
    assert [(rule.section, rule.met, rule.met_count) for rule in done.assessment.rules] == [
        ("primary", True, 7),
        ("junior", True, 7),
    ]
