"""Of what one row lists some is there and some is not: it is said of what is not, until a person has spoken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.checklist import enriched
from dossier.compose import chasing, gaps, sealing
from dossier.judge.findings import Found, find
from dossier.match import match
from dossier.model import Checklist, Desk, Document, Exemption, Unseen
from tests.labelling import PROJECT, document
from tests.matching import NO_DESK, decision, desk
from tests.test_findings import paper, raised
from tests.test_listing import county
from tests.test_worklists import finding, owner, school

PLANS = "校园平面图、校舍一览表"
"""Papers of which a school has one each, whatever the year."""
GAMES = "大课间方案、运动会秩序册"


def judged(standard: Checklist, *documents: Document, by: Desk = NO_DESK) -> Found:
    rows = enriched(standard)
    claims = match(rows, PROJECT, by, documents).claims
    return find(rows, PROJECT, by, claims, {d.path: d for d in documents})


def told(standard: Checklist, *documents: Document, by: Desk = NO_DESK) -> list[str]:
    """What the one row of *standard* says of papers that were not found."""
    found = judged(standard, *documents, by=by)
    return [message for code, message in raised(found, "A-01") if code == "listed-missing"]


def files(*names: str) -> list[Document]:
    return [document(f"材料/{name}") for name in names]


# -- which papers are asked for --


@pytest.mark.parametrize(
    ("title", "note", "asked"),
    [
        ("大课间方案、运动会秩序册", "", ["大课间方案", "运动会秩序册"]),
        ("大课间方案或运动会秩序册", "", []),
        ("大课间方案、运动会秩序册等材料", "", []),
        ("大课间方案、运动会秩序册", "任选一项", []),
        ("阳光体育（大课间方案、运动会秩序册）", "", ["大课间方案", "运动会秩序册"]),
        ("阳光体育（大课间方案、运动会秩序册等）", "", []),
        ("党支部工作台账", "提供党员名册、支部年度总结", ["党员名册", "支部年度总结"]),
        ("语言文字规范化", "普通话证、推普周", []),
        ("采茶活动方案、总结", "", []),
    ],
)
def test_only_papers_that_are_known_and_not_free_to_choose_are_asked_for(
    title: str, note: str, asked: list[str]
) -> None:
    (row,) = enriched(county(title, note=note)).requirements
    assert [listed.title for listed in row.listed if listed.told] == asked


def test_what_another_row_asks_for_is_said_there() -> None:
    rows = enriched(county("大课间方案、运动会秩序册", "运动会秩序册")).requirements
    assert [listed.title for listed in rows[0].listed if listed.told] == ["大课间方案"]


# -- what is said --


def test_the_paper_that_is_missing_is_named_and_who_owes_it() -> None:
    found = judged(county(PLANS, owner="总务处"), *files("校园平面图.pdf"))
    (row,) = found.findings
    (said,) = [found.problems[index] for index in row.problems]
    assert (row.status, row.unseen) == ("齐全", (Unseen("校舍一览表"),))
    assert (said.code, said.severity, said.owner) == ("listed-missing", "warning", "总务处")
    assert said.message == "“校园平面图、校舍一览表”要的几样材料里，没有找到“校舍一览表”"


def test_nothing_is_said_where_all_is_there_or_nothing() -> None:
    assert told(county(PLANS), *files("校园平面图.pdf", "校舍一览表.xlsx")) == []
    assert told(county(PLANS)) == []


@pytest.mark.parametrize("name", ["校园平面图、校舍一览表.pdf", "A-01.pdf", "校园平面图（含校舍一览）.pdf"])
def test_one_file_may_hold_them_all(name: str) -> None:
    assert told(county(PLANS), *files(name)) == []


def test_a_heading_inside_counts() -> None:
    whole = document("材料/校园平面图.docx", "校园平面图", lead="校园平面图\n一、校舍一览表\n")
    assert told(county(PLANS), whole) == []


def test_what_waits_for_a_person_may_be_the_paper() -> None:
    standard = county(GAMES, years="last-3")
    found = judged(standard, *files("2024-2025学年大课间方案.docx", "2024-2025学年运动会秩序册（草案）.docx"))
    assert [claim.papers for claim in found.findings[0].to_confirm] == [("运动会秩序册",)]
    assert found.findings[0].unseen == ()


def test_each_year_in_which_something_is_there_is_looked_at() -> None:
    standard = county(GAMES, years="last-3")
    found = files(
        "2024-2025学年大课间方案.docx", "2023-2024学年大课间方案.docx", "2023-2024学年运动会秩序册.docx"
    )
    assert told(standard, *found) == [
        "“大课间方案、运动会秩序册”要的几样材料里，没有找到“运动会秩序册”（2024—2025学年度）"
    ]


def test_a_summary_of_the_year_that_goes_on_is_not_asked_for_yet() -> None:
    standard = county("德育年度计划及总结", years="last-3")
    plans = files("2024-2025学年德育工作计划.docx", "2025-2026学年德育工作计划.docx")
    assert told(standard, *plans) == [
        "“德育年度计划及总结”要的几样材料里，没有找到“德育年度总结”（2024—2025学年度）"
    ]


# -- a person's word --


def test_a_file_given_to_the_row_settles_it() -> None:
    said = desk(decision("材料/校园平面图.pdf", "A-01"))
    assert told(county(PLANS), *files("校园平面图.pdf"), by=said) == []


@pytest.mark.parametrize(
    "said",
    [
        Desk(papers=(replace(paper("A-01"), title=PLANS),)),
        Desk(
            exemptions=(
                Exemption(
                    requirement="A-01",
                    case="deferred",
                    reason="换证",
                    until="2026-12-01",
                    decided_by="",
                    row=2,
                ),
            )
        ),
    ],
)
def test_paper_or_a_deferral_settles_it(said: Desk) -> None:
    assert told(county(PLANS), *files("校园平面图.pdf"), by=said) == []


# -- where people read it --


def test_lists_sheets_and_messages_name_it() -> None:
    partly = finding(
        1, "齐全", owner("总务处", "高远"), unseen=(Unseen("校舍一览表"), Unseen("台账", ("2024-2025",)))
    )
    seen = school(partly, finding(2, "齐全", owner("教务处")))
    lacking = "“校舍一览表”“台账”（2024—2025学年度）"
    assert gaps.departments(seen) == ("总务处",)
    assert [row["情况"] for row in gaps.open_rows(seen)] == [f"缺{lacking}"]
    sheet = gaps.tasks(seen, "总务处")
    assert (sheet["项数"], sheet["已齐"], sheet["待补"]) == (1, 0, 1)
    assert f"'所缺': '{lacking}'" in str(sheet["任务"])
    assert "齐全2项，待补0项，另有1项年度已齐、所列的几样没有找全" in str(gaps.listing(seen)["统计"])
    assert f"@总务处 高远 还差1项：材料1（缺{lacking}）" in chasing.messages(seen).decode("utf-8-sig")


def test_of_many_papers_three_are_named() -> None:
    many = finding(1, "齐全", unseen=tuple(Unseen(name) for name in ("甲册", "乙册", "丙册", "丁册")))
    assert gaps.lacking(many) == "缺“甲册”“乙册”“丙册”等4样"


def test_what_is_to_come_will_need_its_seal() -> None:
    seen = school(finding(1, "齐全", unseen=(Unseen("甲册"),)))
    asked = tuple(replace(row, seal=True) for row in seen.checklist.requirements)
    seen = replace(seen, checklist=replace(seen.checklist, requirements=asked))
    (sheet,) = sealing.sheets(seen)
    assert [row[3] for row in sheet.rows] == ["“甲册”"]
