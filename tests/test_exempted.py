"""A row of 不涉及与暂缓 is held against the day, the evidence and its own blanks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dossier.judge.exempted import has_run_out
from dossier.model import Exemption
from tests.test_bind import PROJECT, YEARS, claim
from tests.test_findings import found, of, paper, raised

ROW = Exemption(
    requirement="1-1-02",
    case="deferred",
    reason="等验收",
    decided_by="林青",
    until="2026-05-10",
    row=4,
)
NONE_HERE = replace(ROW, case="not-applicable", until="")


def test_a_deferral_holds_until_its_day_is_over() -> None:
    over = [has_run_out(ROW, date(2026, 5, day)) for day in (9, 10, 11)]
    assert over == [False, False, True]
    assert PROJECT.as_of == date(2026, 5, 20)


def test_what_was_put_off_and_did_not_come_is_missing_again() -> None:
    result = found(exemptions=(ROW,))
    assert (of(result, "1-1-02").status, of(result, "1-1-02").exemption) == ("缺", None)
    told = dict(raised(result, "1-1-02"))
    assert list(told) == ["missing", "deferral-over"]
    assert told["deferral-over"] == (
        "“不涉及与暂缓”第4行：“教师培训计划”暂缓到2026年5月10日，已经过期，仍算没有交"
    )


def test_of_what_came_in_time_nothing_is_told() -> None:
    result = found(*(claim("1-1-02", year, year) for year in YEARS), exemptions=(ROW,))
    assert (of(result, "1-1-02").status, raised(result, "1-1-02")) == ("齐全", [])


@pytest.mark.parametrize(
    ("blank", "heads"),
    [
        ({"reason": ""}, "理由"),
        ({"decided_by": ""}, "决定人"),
        ({"reason": "", "decided_by": ""}, "理由、决定人"),
    ],
)
def test_a_row_without_reason_or_name_is_told(blank: dict[str, str], heads: str) -> None:
    bare = replace(NONE_HERE, **blank)  # type: ignore[arg-type]
    assert raised(found(exemptions=(bare,)), "1-1-02") == [
        ("exemption-bare", f"“不涉及与暂缓”第4行：“教师培训计划”不涉及，没有填{heads}")
    ]
    assert raised(found(exemptions=(replace(bare, from_self_check=True),)), "1-1-02") == []


def test_evidence_of_what_is_said_not_to_exist_is_told() -> None:
    result = found(claim("1-1-02", "甲", YEARS[0]), exemptions=(NONE_HERE,))
    assert of(result, "1-1-02").status == "本校不涉及"
    ((code, message),) = raised(result, "1-1-02")
    assert code == "exemption-contradicted"
    assert "“教师培训计划”本校不涉及，却有1份材料证明它" in message
    on_paper = found(papers=(paper("1-1-02", YEARS[0]),), exemptions=(NONE_HERE,))
    assert "纸质材料登记第5行" in raised(on_paper, "1-1-02")[0][1]


def test_a_file_that_serves_another_material_contradicts_nothing() -> None:
    shared = (claim("1-1-02", "甲", YEARS[0]), claim("2-1-01", "甲", YEARS[2]))
    assert raised(found(*shared, exemptions=(NONE_HERE,)), "1-1-02") == []


def test_a_guess_contradicts_nothing() -> None:
    guess = replace(claim("1-1-02", "甲", YEARS[0]), certain=False)
    assert raised(found(guess, exemptions=(NONE_HERE,)), "1-1-02") == []
