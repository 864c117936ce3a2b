"""Rows of a county's list that list several papers, each looked for by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.checklist import Tie, enriched, ties
from dossier.match import Matching, match
from dossier.model import (
    LISTED,
    Checklist,
    Document,
    Owner,
    Requirement,
)
from tests.labelling import PROJECT, document
from tests.matching import NO_DESK, certain, claims_of, decision, desk
from tests.test_vocabulary import of


def county(*titles: str, **more: object) -> Checklist:
    """A county's list that names materials by title alone, coded A-01, A-02 …"""
    rows = tuple(
        Requirement(code=f"A-{n:02}", indicator="A", title=title, material=title, **more)  # type: ignore[arg-type]
        for n, title in enumerate(titles, start=1)
    )
    return of(*rows)


def tied(title: str, note: str = "") -> Tie:
    (tie,) = ties(county(title, note=note))
    return tie


def papers(title: str, note: str = "") -> list[tuple[str, str]]:
    """What a row lists: each paper as it is called, and the material that it is."""
    listed = tied(title, note).listed
    return [(piece.title, piece.material.name if piece.material else "") for piece in listed]


def run(standard: Checklist, *documents: Document, by: object = NO_DESK) -> Matching:
    return match(enriched(standard), PROJECT, by, documents)  # type: ignore[arg-type]


# -- reading a row --


@pytest.mark.parametrize(
    ("title", "materials"),
    [
        ("残疾学生名单、随班就读个别化计划", ["残疾儿童花名册", "个别化教育方案"]),
        ("课程总表、班级课表及作息时间", ["学校总课程表", "班级课程表", "作息时间表"]),
        ("大课间方案、运动会秩序册", ["大课间方案", "运动会秩序册"]),
        ("德育年度计划及总结", ["德育工作计划", "德育工作总结"]),
        ("绩效考核分配方案、发放花名册", ["绩效工资方案", "绩效工资发放表"]),
        ("校本研修计划、活动记录", ["教师培训计划", "校本培训记录"]),
        ("学籍变动：转学、休复学审批表", ["转学证明", "休学死亡证明"]),
    ],
)
def test_each_paper_of_a_row_is_the_material_that_it_names(title: str, materials: list[str]) -> None:
    assert [material for _, material in papers(title)] == materials


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("部门预算、决算", "经费预决算表"),
        ("学校章程（要有县局核准文）", "学校章程"),
        ("五年或三年发展规划", "学校发展规划"),
        ("教代会材料（通知、签到、提案、决议）", "教代会记录"),
        ("县级及以上骨干教师花名册", "骨干教师花名册"),
    ],
)
def test_a_row_of_one_material_lists_none(title: str, name: str) -> None:
    tie = tied(title)
    assert tie.material is not None
    assert (tie.material.name, tie.whole, tie.listed) == (name, True, ())


def test_a_remark_adds_only_what_is_known() -> None:
    assert papers("语言文字规范化", "普通话证、推普周") == [
        ("语言文字规范化", ""),
        ("普通话证", "普通话证书"),
    ]


def test_a_form_alone_takes_the_beginning_of_its_neighbour() -> None:
    assert papers("采茶活动方案、总结") == [("采茶活动方案", ""), ("采茶总结", "")]


def test_a_topic_is_found_by_what_papers_on_it_are_called() -> None:
    (row,) = enriched(county("应急预案及疏散演练")).requirements
    drill = row.listed[1]
    assert drill.title == "疏散演练"
    assert "应急疏散演练总结" in drill.aliases
    assert all("疏散演练" in name for name in drill.aliases)


def test_a_bracket_that_limits_is_heeded() -> None:
    tie = tied("体卫音美器材台账（艺术部分）")
    assert (tie.whole, tie.listed) == (False, ())


def test_a_person_may_name_the_material() -> None:
    row = Requirement(code="1", indicator="A", title="大课间方案、运动会秩序册", material="本县专项台账")
    (tie,) = ties(replace(county("x"), requirements=(row,)))
    assert tie.listed == ()


# -- matching by rows --

ROWS = ("部门预算、决算", "残疾学生名单、随班就读个别化计划", "大课间方案、运动会秩序册")


def test_a_file_that_is_one_of_the_papers_proves_the_row() -> None:
    standard = county("大课间方案、运动会秩序册", years="last-3")
    files = ["材料/2024-2025学年大课间活动方案.docx", "材料/2024-2025学年运动会秩序册.docx"]
    found = run(standard, *[document(path) for path in files])
    assert certain(found) == {("A-01", "2024-2025")}
    assert all(claims_of(found, path)[0].certain for path in files)


def test_papers_of_one_row_are_no_rivals_of_each_other() -> None:
    standard = county("课程总表、班级课表及作息时间", years="last-3")
    found = run(standard, document("材料/2024-2025学年课程表、作息时间表.docx"))
    assert {claim.requirement for claim in found.claims} == {"A-01"}
    assert len(found.claims) == 1
    assert found.claims[0].runner_up == ""


def test_who_rejects_a_file_for_a_row_rejects_it_for_all_papers() -> None:
    standard = county("大课间方案、运动会秩序册", years="last-3")
    path = "材料/2024-2025学年运动会秩序册.docx"
    said = desk(decision(path, "A-01", verdict="reject", year=""))
    assert claims_of(run(standard, document(path), by=said), path) == []


def test_what_a_person_gives_to_a_row_serves_that_row_alone() -> None:
    standard = county("大课间方案、运动会秩序册", "大课间活动方案", years="last-3")
    path = "材料/某.docx"
    found = run(standard, document(path), by=desk(decision(path, "A-01")))
    assert [(c.requirement, c.rule) for c in claims_of(found, path)] == [("A-01", "decision")]


def test_a_code_in_the_name_means_the_row() -> None:
    standard = county("大课间方案、运动会秩序册", years="last-3")
    (claim,) = run(standard, document("材料/A-01 2024-2025学年运动会秩序册.docx")).claims
    assert (claim.requirement, claim.certain, claim.rule) == ("A-01", True, "code")


def test_an_owner_of_a_row_owes_all_its_papers() -> None:
    standard = county("大课间方案、运动会秩序册", years="last-3")
    path = "上交/体育组/2024-2025学年运动会秩序册.docx"
    owners = replace(NO_DESK, owners=(Owner(requirement="A-01", department="体育组"),))
    (with_owner,) = run(standard, document(path), by=owners).claims
    (without,) = run(standard, document(path)).claims
    assert with_owner.score > without.score


NAMES = ("大课间方案", "运动会秩序册", "运动会照片", "残疾学生名单", "部门决算", "食堂菜单", "A-02", "A-03")


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(("", "2024-2025学年", "2025年"))),
        max_size=8,
        unique=True,
    )
)
def test_no_code_of_a_listed_paper_leaves_the_room(names: list[tuple[str, str]]) -> None:
    documents = [document(f"材料/杂/{year}{name}.docx") for name, year in names]
    found = run(county(*ROWS, years="last-3"), *documents)
    assert LISTED not in repr(found)
    known = {f"A-{n:02}" for n in range(1, 4)}
    assert {claim.requirement for claim in found.claims} <= known
    assert {left.nearest for left in found.unclaimed} <= {*known, ""}
    items = [(claim.requirement, claim.year, claim.parts) for claim in found.claims]
    assert len(items) == len({*items})


def test_whose_committee_a_remark_means_the_row_says() -> None:
    """委员会名单 beside 家长陪餐记录 is the row's own 膳食委员会, not the 家长委员会 of another row."""
    found = papers(
        "带量食谱公示、陪餐登记、膳食委员会", "提供每周食谱、校领导与家长陪餐记录、委员会名单及会议记录"
    )
    assert "膳食委员会名单" in [called for called, _ in found]
    assert not [called for called, _ in found if "家长委员会" in called]


def test_words_of_offices_rule_out_what_the_plain_word_does() -> None:
    """饭堂满意度 is as little a survey of the school as 食堂满意度."""
    (row,) = county("满意度问卷汇总", not_words=("食堂",)).requirements
    found = match(of(row), PROJECT, NO_DESK, [document("材料/饭堂满意度问卷汇总.xlsx")])
    assert not [claim for claim in found.claims if claim.certain]
