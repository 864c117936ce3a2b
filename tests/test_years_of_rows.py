"""A table whose rows name their years is evidence for those years, whatever its title and folder leave open."""

from __future__ import annotations

import pytest

from dossier.match import match
from tests.labelling import PROJECT, checklist, document
from tests.matching import NO_DESK, certain
from tests.test_reckon import ledger

PATH = "数据/2025—2026学年度/预决算.xlsx"
TITLE = "青禾县明德中学公用经费预决算情况表"


def budget(*years: str) -> set[tuple[str, str]]:
    table = ledger("经费预决算表", *({"公用经费预算总额": 30, "year": year} for year in years), path=PATH)
    return certain(match(checklist(), PROJECT, NO_DESK, (document(PATH, TITLE),), (table,)))


def test_the_years_of_the_rows_are_those_of_the_table() -> None:
    assert budget("2024", "2025") == {("3-4-01", "2024"), ("3-4-01", "2025")}


@pytest.mark.parametrize("years", [("", ""), ("2024", ""), ("2023-2024", "2024-2025")])
def test_rows_that_leave_it_open_settle_nothing(years: tuple[str, ...]) -> None:
    assert budget(*years) == set()


def test_a_school_year_that_leaves_it_open_is_called_one() -> None:
    (claim,) = match(checklist(), PROJECT, NO_DESK, (document(PATH, TITLE),)).claims
    assert "只写了学年度" in claim.reason
