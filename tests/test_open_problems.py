"""What a clerk must act on: every problem has somebody who owes it, errors come first, numbers are masked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.compose import gaps, open_problems, tables
from dossier.compose.open_problems import NOBODY
from dossier.judge import with_problems
from dossier.model import Assessment, FigureSpec, Problem, Read
from dossier.problems import problem
from tests import worlds


def school(*more: Problem) -> Assessment:
    """The small school, with a figure that is read from a roster which the office keeps."""
    given = worlds.assessment()
    roster = replace(given.checklist.requirements[0], material="教职工花名册")
    checklist = replace(
        given.checklist,
        requirements=(roster, *given.checklist.requirements[1:]),
        figures=(FigureSpec(key="staff", label="教职工数", read=(Read(ledger="教职工花名册"),)),),
    )
    findings = tuple(replace(finding, problems=()) for finding in given.findings)
    return with_problems(replace(given, checklist=checklist, findings=findings, problems=()), more)


def unreadable(path: str) -> Problem:
    return problem("unreadable-empty", path=path, detail="（0字节）")


@pytest.mark.parametrize(
    ("given", "owner"),
    [
        (problem("missing", title="章程", years="", owner="教务处 何静"), "教务处 何静"),
        (unreadable("上交/总务处/用房/台账.xlsx"), "总务处"),
        (unreadable("上交/不知谁放的.xlsx"), NOBODY),
        (unreadable("材料/台账.xlsx"), NOBODY),
        (
            problem(
                "conflict", figure="staff/junior", label="教职工数", section="", values="1、2", authority="甲"
            ),
            "办公室 林晓",
        ),
        (problem("below-standard", indicator="G9", line="差2"), "教务处 何静"),
        (problem("below-standard", indicator="G1", figure="unknown", line="差2"), NOBODY),
    ],
)
def test_somebody_owes_it(given: Problem, owner: str) -> None:
    (row,) = open_problems.rows(school(given), [given])
    assert row["责任人"] == owner


def test_problems_of_no_material_have_a_sheet_of_their_own_errors_first() -> None:
    told = school(
        problem("unclaimed", path="材料/菜单.txt", nearest=""),
        problem("missing", title="章程", years="", requirement="1-1-01"),
        problem("conversion-failed", path="材料/计划.doc", detail=""),
    )
    sheet = next(sheet for sheet in tables.missing(told, {}) if sheet.name == "其他问题")
    assert [(row[1], row[2]) for row in sheet.rows] == [
        ("须处理", "“材料/计划.doc”没能转成 PDF"),
        ("请核对", "“材料/菜单.txt”没有对应任何一项材料"),
    ]
    assert len(next(s for s in tables.missing(told, {}) if s.name == "全部问题").rows) == 3


def test_on_paper_stands_what_cannot_wait() -> None:
    told = school(problem("unclaimed", path="材料/菜单.txt", nearest=""), unreadable("上交/总务处/甲.docx"))
    rows = gaps.listing(told)["问题"]
    assert isinstance(rows, list)
    assert [str(row).count("“上交/总务处/甲.docx”是空的（0字节）") for row in rows] == [1]


def test_personal_numbers_are_masked_wherever_they_stand() -> None:
    (row,) = open_problems.rows(school(), [unreadable("材料/11010119900307803X.pdf")])
    assert "19900307" not in str(row)
