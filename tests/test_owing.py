"""A problem found before anybody was asked gets its owner."""

from __future__ import annotations

import pytest

from dossier.judge.findings import find
from dossier.judge.owing import owed
from dossier.model import Claim, Desk, Owner, Part, Problem
from dossier.problems import problem
from tests.test_bind import CHECKLIST, PROJECT


def assigned(raised: Problem, *claims: Claim) -> Problem:
    desk = Desk(owners=(Owner(requirement="1-1-02", department="教务处", person="林青"),))
    findings = find(CHECKLIST, PROJECT, desk, (), {}).findings
    return owed((raised,), CHECKLIST, findings, claims, {"材料/杂/a.docx": "1-1-02"})[0]


def test_a_missed_indicator_is_owed_by_whoever_owes_its_evidence() -> None:
    found = assigned(problem("below-standard", line="课程未达标", indicator="Q1"))
    assert (found.owner, found.remedy) == ("教务处", "请教务处研究补足办法，或在报告中说明")


def test_a_bad_file_is_owed_by_the_department_that_handed_it_in() -> None:
    assert assigned(problem("unreadable-empty", path="上交/德育处/家访.docx")).owner == "德育处"


def test_an_owner_that_is_known_stays() -> None:
    known = problem("below-standard", line="课程未达标", indicator="Q1", owner="校长室")
    assert assigned(known) == known


def test_nobody_is_named_where_nobody_can_be_told() -> None:
    assert assigned(problem("unreadable-empty", path="材料/a.docx")).owner == ""


def test_what_is_about_a_material_is_owed_by_whoever_owes_that_material() -> None:
    gap = problem("run-gap", path="材料/1.jpg", numbers="3", requirement="1-1-02", indicator="R1")
    assert assigned(gap).owner == "教务处 林青"


def test_a_file_is_owed_by_whoever_owes_what_it_may_prove() -> None:
    parts = (Part(path="材料/合订.pdf", pages_from=1, pages_to=3),)
    may = Claim(requirement="1-1-02", year="", parts=parts, rule="split", reason="", score=70)
    told = problem("split-unconfirmed", path="材料/合订.pdf", count=2)
    assert (assigned(told).owner, assigned(told, may).owner) == ("", "教务处 林青")


@pytest.mark.parametrize(
    "folder",
    ["教务处", "02 教务处材料", "上交材料/教务处", "教导处/2024", "德育处/教务处（上交）", "教务处.zip!"],
)
def test_a_file_is_owed_by_the_department_whose_folder_it_lies_in(folder: str) -> None:
    assert assigned(problem("unreadable-corrupt", path=f"材料/{folder}/a.docx")).owner == "教务处"


def test_a_folder_of_a_department_that_owes_nothing_is_its_own() -> None:
    assert assigned(problem("unreadable-corrupt", path="材料/财务室/a.docx")).owner == "财务室"
    assert assigned(problem("unreadable-corrupt", path="材料/教务处长讲话/a.docx")).owner == ""


def test_a_file_that_cannot_be_read_is_owed_by_whoever_owes_what_it_is_nearest_to() -> None:
    assert assigned(problem("unreadable-corrupt", path="材料/杂/a.docx")).owner == "教务处 林青"


@pytest.mark.parametrize(
    "fault",
    [
        problem("desk-unreadable", path="材料台账.xlsx"),
        problem("item-unknown", path="材料台账.xlsx", sheet="自查自评", row=3, value="9"),
        problem("decision-clash", path="上交/教务处/a.docx", row=3, first=2, sheet="材料归类确认"),
        problem("owner-missing", count=3),
    ],
)
def test_a_fault_in_the_workbook_is_owed_by_the_office(fault: Problem) -> None:
    assert assigned(fault).owner == "办公室"
    called = (Owner(requirement="1-1-01", department="校办", person="周一"),)
    assert (
        owed((fault,), CHECKLIST, find(CHECKLIST, PROJECT, Desk(owners=called), (), {}).findings, (), {})[
            0
        ].owner
        == "校办"
    )
