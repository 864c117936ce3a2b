"""An indicator whose every requirement is 不涉及: no figure is owed for it, no rule counts it, nothing judges it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from dossier.judge import Inputs, applicable, assess, verdicts
from dossier.model import (
    Assessment,
    Checklist,
    Desk,
    Exemption,
    FigureSpec,
    Group,
    Indicator,
    Problem,
    Read,
    Requirement,
    Rule,
)
from dossier.reckon import reckon
from tests.ledger_files import project, read_all, workbook

CHECKLIST = Checklist(
    id="small",
    title="小清单",
    groups=(Group(code="1", title="资源配置"),),
    indicators=(
        Indicator(
            code="A", group="1", title="班额", kind="measure", figure="size", at_most={"": Fraction(50)}
        ),
        Indicator(
            code="B", group="1", title="交流比例", kind="measure", figure="moved", at_least={"": Fraction(10)}
        ),
        Indicator(code="C", group="1", title="器材", kind="declaration", figure="points", full=Fraction(10)),
        Indicator(code="D", group="1", title="寄宿管理"),
        Indicator(code="E", group="1", title="没有列材料的指标"),
    ),
    rules=(Rule(code="all", title="两项都达标", indicators=("A", "B")),),
    requirements=tuple(
        Requirement(code=code, indicator=code[0], title=f"材料{code}")
        for code in ("A1", "B1", "B2", "C1", "D1")
    ),
    figures=(
        FigureSpec(key="size", label="最大班额", unit="人", read=(Read(label="最大班额"),)),
        FigureSpec(key="moved", label="交流人数", unit="人", read=(Read(label="交流人数"),)),
        FigureSpec(key="points", label="自评得分", unit="分", read=(Read(label="自评得分"),)),
    ),
)


def desk(*codes: str, case: str = "not-applicable") -> Desk:
    return Desk(
        exemptions=tuple(
            Exemption(requirement=code, case=case, reason="没有", decided_by="林晓", until="", row=2)  # type: ignore[arg-type]
            for code in codes
        )
    )


@pytest.fixture
def judged(tmp_path: Path) -> Assessment:
    """A school that says nothing but the size of its largest class, with B, C and D declared 不涉及."""
    return _judged(tmp_path, desk("B1", "B2", "C1", "D1"))


def _judged(root: Path, own: Desk, checklist: Checklist = CHECKLIST) -> Assessment:
    workbook(root / "数据/学校信息.xlsx", ("s", [["项目", "全校"], ["最大班额", 45]]))
    ledgers, _ = read_all(root)
    school = project(root)
    concerned = applicable(checklist, own)
    figures, missing = reckon(concerned, school, ledgers)
    told, rules, unmet = verdicts(concerned, school, figures)
    return assess(
        Inputs(
            project=school,
            checklist=checklist,
            desk=own,
            documents=(),
            claims=(),
            duplicates=(),
            unclaimed=(),
            ignored=(),
            unreadable=(),
            ledgers=ledgers,
            figures=figures,
            verdicts=told,
            rules=rules,
            problems=(*missing, *unmet),
        )
    )


def of(problems: tuple[Problem, ...], indicator: str) -> list[str]:
    return [problem.code for problem in problems if problem.indicator == indicator]


def test_its_verdict_says_so_and_judges_nothing(judged: Assessment) -> None:
    told = {verdict.code: verdict for verdict in judged.indicators}
    assert list(told) == ["A", "B", "C", "D", "E"]
    for code in "BCD":
        assert told[code].words == "本校不涉及"
        assert (told[code].met, told[code].gauge, told[code].full, told[code].points) == (None,) * 4
    assert told["A"].words == "达标"


def test_nobody_is_asked_for_its_figures_or_points(judged: Assessment) -> None:
    assert [of(judged.problems, code) for code in "BCD"] == [[], [], []]


def test_no_rule_counts_it(judged: Assessment) -> None:
    (rule,) = judged.rules  # and no sum of points, because none are left to give
    assert (rule.met, rule.met_count, rule.total) == (True, 1, 1)


def test_a_figure_that_another_indicator_rests_on_is_still_owed(tmp_path: Path) -> None:
    both = tuple(replace(i, figure="moved") if i.code == "A" else i for i in CHECKLIST.indicators)
    told = _judged(tmp_path, desk("B1", "B2"), replace(CHECKLIST, indicators=both))
    assert of(told.problems, "A").count("figure-missing") == 1


@pytest.mark.parametrize("own", [desk(), desk("B1"), desk("B1", "B2", case="deferred")])
def test_one_requirement_left_or_only_deferred_and_it_is_judged(tmp_path: Path, own: Desk) -> None:
    told = _judged(tmp_path, own)
    assert next(v for v in told.indicators if v.code == "B").words == "缺数据"
    assert "figure-missing" in of(told.problems, "B")


def test_an_indicator_that_asks_for_nothing_is_never_dropped() -> None:
    assert "E" in applicable(CHECKLIST, desk("A1", "B1", "B2", "C1", "D1")).indicator_by_code
