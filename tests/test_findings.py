"""A requirement's status and what it raises: one small case for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.judge.findings import Found, find
from dossier.model import Checklist, Claim, Desk, Exemption, Finding, Owner, PaperItem, Part
from tests.test_bind import CHECKLIST, PROJECT, YEARS, claim


def found(*claims: Claim, checklist: Checklist = CHECKLIST, **desk: object) -> Found:
    return find(checklist, PROJECT, Desk(**desk), claims, {})  # type: ignore[arg-type]


def of(result: Found, requirement: str) -> Finding:
    return next(finding for finding in result.findings if finding.requirement == requirement)


def raised(result: Found, requirement: str) -> list[tuple[str, str]]:
    return [
        (result.problems[index].code, result.problems[index].message)
        for index in of(result, requirement).problems
    ]


def paper(requirement: str, year: str = "", copy: str = "原件") -> PaperItem:
    return PaperItem(
        requirement=requirement,
        title="",
        year=year,
        volumes=1,
        pages=3,
        copy=copy,
        place="档案室",
        keeper="林青",
        checker="",
        row=5,
    )


def changed(code: str, **settings: object) -> Checklist:
    requirements = tuple(replace(r, **settings) if r.code == code else r for r in CHECKLIST.requirements)
    return replace(CHECKLIST, requirements=requirements)


def test_every_requirement_has_exactly_one_finding_in_order() -> None:
    assert [f.requirement for f in found().findings] == [r.code for r in CHECKLIST.requirements]


def test_missing() -> None:
    result = found()
    assert of(result, "1-1-02").status == "缺"
    assert raised(result, "1-1-02") == [
        ("missing", "缺“教师培训计划”（2023—2024学年度、2024—2025学年度、2025—2026学年度）")
    ]


def test_a_year_missing() -> None:
    result = found(claim("1-1-02", "a", YEARS[0]), claim("1-1-02", "b", YEARS[2]))
    assert of(result, "1-1-02").status == "不齐"
    assert raised(result, "1-1-02") == [
        ("year-missing", "“教师培训计划”缺2024—2025学年度的材料（已有2023—2024学年度、2025—2026学年度）")
    ]


def test_short() -> None:
    result = found(claim("1-2-01", "a"))
    assert of(result, "1-2-01").status == "不齐"
    assert raised(result, "1-2-01") == [("short", "“校舍平面图”数量不足：应有2份，现有1份")]


def test_each_picture_of_a_group_counts_where_photos_are_asked_for() -> None:
    group = replace(claim("1-2-01", "a"), parts=(Part(path="a.jpg"), Part(path="b.jpg")))
    assert of(found(group, checklist=changed("1-2-01", form="照片")), "1-2-01").status == "齐全"
    assert of(found(group), "1-2-01").status == "不齐"


def test_satisfied_electronic_and_paper_are_told_apart() -> None:
    result = found(claim("1-1-01", "a"), papers=(paper("2-1-01", YEARS[2]),))
    assert [of(result, code).status for code in ("1-1-01", "2-1-01")] == ["齐全", "齐全（纸质）"]


def test_an_unsure_claim_never_fills_a_slot() -> None:
    result = found(replace(claim("1-1-01", "材料/a.docx"), certain=False))
    assert of(result, "1-1-01").status == "待确认"
    assert raised(result, "1-1-01") == [
        ("to-confirm", "“材料/a.docx”可能是“教职工花名册”，需要人来确认（文件名）")
    ]


def test_nothing_hangs_on_what_may_be_more_of_a_material_that_is_there() -> None:
    result = found(claim("1-1-01", "a"), replace(claim("1-1-01", "材料/b.docx"), certain=False))
    assert of(result, "1-1-01").status == "齐全"
    assert [(p.code, p.severity, p.path) for p in result.problems if p.requirement == "1-1-01"] == [
        ("to-confirm-spare", "warning", "材料/b.docx")
    ]


def test_who_needs_a_file_asks_before_those_that_have_enough() -> None:
    """One file, one question, whichever of the two requirements comes first."""
    shared = tuple(
        replace(requirement, material="同一份") if requirement.code in ("1-1-01", "1-1-02") else requirement
        for requirement in CHECKLIST.requirements
    )
    unsure = [
        replace(claim(code, "材料/b.docx", year), certain=False)
        for code, year in (("1-1-01", ""), ("1-1-02", YEARS[0]))
    ]
    result = found(claim("1-1-01", "a"), *unsure, checklist=replace(CHECKLIST, requirements=shared))
    assert [(p.code, p.path) for p in result.problems if p.path] == [("to-confirm", "材料/b.docx")]


def test_one_file_is_asked_about_once_for_all_that_share_its_material() -> None:
    unsure = [
        replace(claim(code, "材料/a.docx", year), certain=False)
        for code, year in (("1-1-01", ""), ("1-1-02", YEARS[0]), ("1-1-02", YEARS[1]))
    ]
    shared = tuple(
        replace(requirement, material="同一份") if requirement.code in ("1-1-01", "1-1-02") else requirement
        for requirement in CHECKLIST.requirements
    )
    result = found(*unsure, checklist=replace(CHECKLIST, requirements=shared))
    assert [problem.path for problem in result.problems if problem.code == "to-confirm"] == ["材料/a.docx"]
    assert {of(result, code).problems for code in ("1-1-01", "1-1-02")} == {(0,)}


def test_the_pieces_of_a_split_file_are_asked_about_together_elsewhere() -> None:
    piece = replace(claim("1-1-01", "材料/合订.pdf"), certain=False, rule="split")
    assert of(found(piece), "1-1-01").status == "待确认"
    assert raised(found(piece), "1-1-01") == []


def test_a_year_that_is_not_asked_for_fills_nothing() -> None:
    result = found(claim("2-1-01", "a", "2019-2020"))
    assert of(result, "2-1-01").status == "缺"
    assert result.filling == frozenset()


def test_paper_without_a_year_is_asked_for_it() -> None:
    result = found(papers=(paper("1-1-02"),))
    assert (
        "paper-year-missing",
        "“纸质材料登记”第5行“教师培训计划”没有填可用的学年（要"
        "2023—2024学年度、2024—2025学年度、2025—2026学年度）",
    ) in raised(result, "1-1-02")


def test_a_copy_where_the_original_is_wanted() -> None:
    result = found(papers=(paper("1-1-01", copy="复印件"),), checklist=changed("1-1-01", copy="original"))
    assert raised(result, "1-1-01") == [("copy-only", "“教职工花名册”要求原件，登记的是复印件")]
    assert of(result, "1-1-01").status == "不齐"


def test_a_copy_beside_the_original_takes_nothing_away() -> None:
    both = (paper("1-1-01"), paper("1-1-01", copy="复印件"))
    result = found(papers=both, checklist=changed("1-1-01", copy="original"))
    assert of(result, "1-1-01").status == "齐全（纸质）"


@pytest.mark.parametrize(("case", "status"), [("not-applicable", "本校不涉及"), ("deferred", "暂缓提交")])
def test_exemptions_raise_nothing(case: str, status: str) -> None:
    exemption = Exemption(
        requirement="1-1-01",
        case=case,
        reason="没有寄宿生",
        decided_by="林青",
        until="2026-05-30",
        row=2,  # type: ignore[arg-type]
    )
    result = found(exemptions=(exemption,))
    assert of(result, "1-1-01").status == status
    assert raised(result, "1-1-01") == []


def test_what_the_county_gives_and_what_is_seen_on_site_is_not_missing() -> None:
    county = replace(
        CHECKLIST,
        indicators=tuple(replace(i, scope="county") if i.code == "Q1" else i for i in CHECKLIST.indicators),
    )
    assert of(found(checklist=county), "2-1-01").status == "县级提供"
    assert of(found(checklist=changed("1-2-01", site_visit=True)), "1-2-01").status == "现场核查"


def test_a_veto_without_evidence_is_open() -> None:
    veto = replace(
        CHECKLIST,
        indicators=tuple(replace(i, kind="veto") if i.code == "Q1" else i for i in CHECKLIST.indicators),
    )
    assert [code for code, _ in raised(found(checklist=veto), "2-1-01")] == ["veto-open"]


def test_the_owner_is_the_persons_word_before_the_checklists() -> None:
    owner = Owner(requirement="1-1-01", department="人事处", person="林青")
    result = found(owners=(owner,))
    assert of(result, "1-1-01").owner.label == "人事处 林青"
    assert of(result, "1-1-02").owner.label == "教务处"
    assert result.problems[0].remedy.startswith("请人事处 林青提供")


def test_adding_a_file_never_makes_things_worse() -> None:
    order = ("缺", "不齐", "齐全")
    before = "缺"
    claims: list[Claim] = []
    for number, year in enumerate((YEARS[1], YEARS[1], YEARS[0], YEARS[2])):
        claims.append(claim("1-1-02", f"f{number}", year))
        status = of(found(*claims), "1-1-02").status
        assert order.index(status) >= order.index(before)
        before = status
    assert before == "齐全"


def test_an_event_is_asked_about_by_its_folder() -> None:
    paths = ("材料/研学活动/1通知.docx", "材料/研学活动/照片/1.jpg")
    parts = tuple(Part(path=path) for path in paths)
    event = replace(
        claim("1-1-02", "a", YEARS[0]), parts=parts, certain=False, rule="event", reason="一次活动"
    )
    (asked,) = [problem for problem in found(event).problems if problem.code == "to-confirm"]
    assert asked.message.startswith("“材料/研学活动”可能是“教师培训计划”")
    assert asked.path == paths[0]


def test_a_department_goes_by_one_name() -> None:
    owners = (Owner(requirement="1-1-01", department="教导处", person="林青"),)
    result = found(owners=owners)
    assert (of(result, "1-1-01").owner.label, of(result, "1-1-02").owner.label) == ("教务处 林青", "教务处")
