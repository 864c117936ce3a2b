"""Numbers and boxes: laws of the numbering, whatever was found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.bind import bind
from dossier.judge.findings import find
from dossier.model import (
    Assessment,
    Box,
    BoxSettings,
    Checklist,
    Claim,
    Desk,
    Exemption,
    Group,
    Indicator,
    Item,
    PageSet,
    PaperItem,
    Part,
    Project,
    ReportSettings,
    Requirement,
    School,
    Slot,
)

YEARS = ("2023-2024", "2024-2025", "2025-2026")

CHECKLIST = Checklist(
    id="small",
    title="小清单",
    groups=(Group(code="1", title="资源配置"), Group(code="2", title="教育质量")),
    indicators=(
        Indicator(code="R1", group="1", title="教师队伍"),
        Indicator(code="R2", group="1", title="校舍"),
        Indicator(code="Q1", group="2", title="课程"),
    ),
    requirements=(
        Requirement(code="1-1-01", indicator="R1", title="教职工花名册", years="as-of", owner="办公室"),
        Requirement(code="1-1-02", indicator="R1", title="教师培训计划", years="last-3", owner="教务处"),
        Requirement(
            code="1-2-01", indicator="R2", title="校舍平面图", years="none", owner="总务处", minimum=2
        ),
        Requirement(code="2-1-01", indicator="Q1", title="课程表", years="current", owner="教务处"),
    ),
)
PROJECT = Project(
    root=Path("/somewhere"),
    school=School(name="晨光实验学校", short_name="晨光学校"),
    checklist="small",
    as_of=date(2026, 5, 20),
    boxes=BoxSettings(),
    report=ReportSettings(title={}),
)


def claim(requirement: str, path: str, year: str = "", score: int = 90) -> Claim:
    return Claim(
        requirement=requirement,
        year=year,
        parts=(Part(path=path),),
        rule="name",
        reason="文件名",
        score=score,
        certain=True,
        title=path,
    )


def assessment(
    claims: tuple[Claim, ...] = (),
    papers: tuple[PaperItem, ...] = (),
    exemptions: tuple[Exemption, ...] = (),
    **settings: object,
) -> Assessment:
    project = replace(PROJECT, **settings)
    desk = Desk(papers=papers, exemptions=exemptions)
    found = find(CHECKLIST, project, desk, claims, {})
    return Assessment(
        project=project,
        checklist=CHECKLIST,
        desk=desk,
        findings=found.findings,
        figures=(),
        indicators=(),
        rules=(),
        problems=found.problems,
        documents={},
        narratives={},
    )


def pages(**counts: int) -> dict[str, PageSet]:
    return {
        path: PageSet(pdf=Path(f"/cache/{path}"), count=count, state="own") for path, count in counts.items()
    }


def items(boxes: tuple[Box, ...]) -> list[Item]:
    return [item for box in boxes for item in box.items]


def codes(boxes: tuple[Box, ...]) -> list[str]:
    return [item.code for item in items(boxes)]


def test_every_requirement_keeps_a_number_found_or_not() -> None:
    assert codes(bind(assessment(), {}, {})) == [
        "1-1-01",
        "1-1-02-1",
        "1-1-02-2",
        "1-1-02-3",
        "1-2-01-1",
        "1-2-01-2",
        "2-1-01",
    ]


def test_a_box_per_indicator_with_running_shelf_numbers() -> None:
    boxes = bind(assessment(), {}, {})
    assert [(box.number, box.folder) for box in boxes] == [
        (1, "1-1 教师队伍"),
        (2, "1-2 校舍"),
        (3, "2-1 课程"),
    ]


def test_pages_run_through_the_box_and_touch() -> None:
    claims = (claim("1-1-01", "a"), claim("1-1-02", "b", YEARS[0]), claim("1-1-02", "c", YEARS[2]))
    box = bind(assessment(claims), pages(a=3, b=2, c=5), {})[0]
    assert [(item.first_page, item.last_page) for item in box.items] == [(1, 3), (4, 5), (0, 0), (6, 10)]


def test_pages_per_item_start_again_at_one() -> None:
    claims = (claim("1-1-01", "a"), claim("1-1-02", "b", YEARS[0]))
    box = bind(assessment(claims, pages="item"), pages(a=3, b=2), {})[0]
    assert [item.first_page for item in box.items] == [1, 1, 0, 0]


def test_paper_reserves_its_pages() -> None:
    paper = PaperItem(
        requirement="1-1-01",
        title="",
        year="",
        volumes=1,
        pages=7,
        copy="原件",
        place="档案室",
        keeper="林青",
        checker="",
        row=2,
    )
    item = bind(assessment(papers=(paper,)), {}, {})[0].items[0]
    assert (item.state, item.pages, item.remark) == ("paper", 7, "纸质，存档案室，林青")


def test_one_file_for_two_requirements_is_bound_once() -> None:
    bound = items(bind(assessment((claim("1-1-01", "a"), claim("1-2-01", "a"))), pages(a=3), {}))
    assert [(i.code, i.state, i.see, i.pages) for i in bound if i.parts] == [
        ("1-1-01", "bound", "", 3),
        ("1-2-01-1", "see", "1-1-01", 0),
    ]


def test_a_file_without_pages_takes_one_page_that_says_where_it_is() -> None:
    missing = {"a": PageSet(pdf=None, count=0, state="missing", reason="视频文件")}
    item = bind(assessment((claim("1-1-01", "a"),)), missing, {})[0].items[0]
    assert (item.state, item.pages, item.explanation) == ("attached", 1, "视频文件")


def test_an_item_whose_parts_have_no_pages_all_says_where_the_rest_is() -> None:
    both = replace(claim("1-1-01", "a"), parts=(Part(path="a"), Part(path="b.mp4")))
    found = {**pages(a=3), "b.mp4": PageSet(pdf=None, count=0, state="missing", reason="视频文件")}
    item = bind(assessment((both,)), found, {})[0].items[0]
    assert (item.state, item.pages, item.remark) == ("bound", 3, "部分见原件")


def test_what_does_not_concern_the_school_takes_no_number() -> None:
    exemption = Exemption(
        requirement="1-1-01", case="not-applicable", reason="无", decided_by="林青", until="", row=2
    )
    assert "1-1-01" not in codes(bind(assessment(exemptions=(exemption,)), {}, {}))


def test_a_heading_over_groups_takes_no_number() -> None:
    over = replace(CHECKLIST, groups=(Group(code="0", title="总则"), *CHECKLIST.groups))
    assert codes(bind(replace(assessment(), checklist=over), {}, {})) == codes(bind(assessment(), {}, {}))


def test_an_indicator_that_does_not_concern_the_school_has_no_box() -> None:
    exemption = Exemption(
        requirement="1-2-01", case="not-applicable", reason="无", decided_by="林青", until="", row=2
    )
    boxes = bind(assessment(exemptions=(exemption,)), {}, {})
    assert [(box.number, box.code) for box in boxes] == [(1, "1-1"), (2, "2-1")]


@pytest.mark.parametrize(
    ("style", "first"),
    [
        ("dashed", "1-1-01"),
        ("abc", "A1-B1-C1"),
        ("juan", "（一）①-01"),
        ("da22", "0001-01"),
        ("county", "1-1-01"),
    ],
)
def test_numbering_styles(style: str, first: str) -> None:
    assert codes(bind(assessment(numbering=style), {}, {}))[0] == first


def test_a_countys_boxes_carry_the_countys_codes() -> None:
    boxes = bind(assessment(numbering="county"), {}, {})
    assert [box.folder for box in boxes] == ["R1 教师队伍", "R2 校舍", "Q1 课程"]


def test_boxes_that_share_one() -> None:
    settings = BoxSettings(merge=(("1-1", "1-2"),))
    boxes = bind(assessment(boxes=settings), {}, {})
    assert [box.folder for box in boxes] == ["1-1 教师队伍、校舍", "2-1 课程"]


def test_a_box_that_overflows_gets_a_second_one_and_no_item_is_torn() -> None:
    claims = (claim("1-1-01", "a"), claim("1-1-02", "b", YEARS[0]), claim("1-1-02", "c", YEARS[1]))
    boxes = bind(assessment(claims, boxes=BoxSettings(thickness_mm=(20,))), pages(a=150, b=100, c=10), {})
    assert [(box.code, box.pages) for box in boxes[:2]] == [("1-1（一）", 150), ("1-1（二）", 110)]


def test_frozen_numbers_stay_and_late_pieces_take_suffixes() -> None:
    before = bind(assessment(), {}, {})
    frozen = {item.slot: item.code for item in items(before)}
    late = (
        claim("1-1-01", "a"),
        claim("1-1-01", "b"),
        claim("1-2-01", "c"),
        claim("1-2-01", "d"),
        claim("1-2-01", "e"),
    )
    after = items(bind(assessment(late), pages(a=1, b=1, c=1, d=1, e=1), frozen))
    assert dict(frozen.items()) == {i.slot: i.code for i in after if i.slot in frozen}
    assert [i.code for i in after if i.slot not in frozen] == ["1-1-01-1", "1-2-01-2-1"]


def test_a_withdrawn_piece_leaves_its_number() -> None:
    both = (claim("1-1-01", "a"), claim("1-1-01", "b"))
    frozen = {item.slot: item.code for item in items(bind(assessment(both), pages(a=1, b=1), {}))}
    after = items(bind(assessment(both[:1]), pages(a=1), frozen))
    gone = next(item for item in after if item.slot == Slot("1-1-01", "", 2))
    assert (gone.code, gone.state, gone.remark) == ("1-1-01-2", "withdrawn", "移出")


@given(
    found=st.lists(
        st.tuples(
            st.sampled_from([r.code for r in CHECKLIST.requirements]),
            st.sampled_from(["", *YEARS]),
            st.integers(0, 40),
        ),
        max_size=12,
    )
)
def test_laws_of_numbering(found: list[tuple[str, str, int]]) -> None:
    """Codes are unique; pages touch without overlap; every slot stands once; order of claims is no matter."""
    claims = tuple(claim(code, f"f{n}", year) for n, (code, year, _) in enumerate(found))
    counted = pages(**{f"f{n}": count for n, (_, _, count) in enumerate(found)})
    boxes = bind(assessment(claims), counted, {})
    assert len(set(codes(boxes))) == len(codes(boxes))
    assert len({item.slot for item in items(boxes)}) == len(items(boxes))
    for box in boxes:
        page = 1
        for item in box.items:
            if item.pages:
                assert item.first_page == page
                page += item.pages
    assert bind(assessment(claims[::-1]), counted, {}) == boxes


@given(st.sets(st.integers(0, 6)))
def test_what_was_printed_outlives_whatever_comes_and_goes(present: set[int]) -> None:
    frozen = {item.slot: item.code for item in items(bind(assessment(), {}, {}))}
    slots = sorted(frozen)
    claims = tuple(claim(slots[n].requirement, f"f{n}", slots[n].year) for n in sorted(present))
    after = items(bind(assessment(claims), pages(**{f"f{n}": 1 for n in present}), frozen))
    assert all(frozen[item.slot] == item.code for item in after if item.slot in frozen)
    assert {item.slot for item in after} >= set(frozen)
    assert len({item.code for item in after}) == len(after)
