"""A row of 纸质材料登记 says where its paper is, of which material, and for which years."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.bind import bind
from dossier.compose import gaps
from dossier.model import PaperItem
from tests.test_bind import CHECKLIST, YEARS, assessment
from tests.test_desk import PAPER, desk, messages
from tests.test_findings import changed, found, of, paper, raised


@pytest.mark.parametrize(
    ("blank", "heads"),
    [
        ({"pages": 0}, "页数"),
        ({"place": ""}, "存放处"),
        ({"keeper": ""}, "保管人"),
        ({"pages": 0, "place": "", "keeper": ""}, "页数、存放处、保管人"),
    ],
)
def test_a_row_that_says_too_little_is_told_and_counts(blank: dict[str, object], heads: str) -> None:
    row = replace(paper("1-1-01"), **blank)  # type: ignore[arg-type]
    result = found(papers=(row,))
    assert of(result, "1-1-01").status == "齐全（纸质）"
    assert raised(result, "1-1-01") == [
        ("paper-incomplete", f"“纸质材料登记”第5行“教职工花名册”没有填{heads}")
    ]
    assert raised(found(papers=(paper("1-1-01"),)), "1-1-01") == []


def test_what_is_there_in_copies_alone_lacks_its_originals() -> None:
    copies = (paper("1-1-01", copy="复印件"),)
    lacking = of(found(papers=copies, checklist=changed("1-1-01", copy="original")), "1-1-01")
    assert (gaps.lacking(lacking), gaps.owed(lacking)) == ("现有的是复印件，缺原件", "原件")


def test_a_code_beside_the_title_of_another_material_is_told() -> None:
    row = replace(paper("1-1-01"), title="校舍平面图")
    ((code, message),) = raised(found(papers=(row,)), "1-1-01")
    assert (code, "编号1-1-01是“教职工花名册”，材料名称却写着“校舍平面图”（编号1-2-01）" in message) == (
        "paper-other-title",
        True,
    )
    shared = tuple(
        replace(r, material="册") if r.code in ("1-1-01", "1-2-01") else r for r in CHECKLIST.requirements
    )
    same = found(papers=(row,), checklist=replace(CHECKLIST, requirements=shared))
    own = found(papers=(replace(row, title="花名册（盖章）"),))
    assert raised(same, "1-1-01") == raised(own, "1-1-01") == []


def test_a_row_for_a_year_that_is_not_asked_for_is_told() -> None:
    result = found(papers=(paper("1-1-02", "2019-2020"),))
    assert dict(raised(result, "1-1-02"))["paper-out-of-period"] == (
        "“纸质材料登记”第5行“教师培训计划”是2019—2020学年度的，不在要求的年度"
        "（2023—2024学年度、2024—2025学年度、2025—2026学年度）内，没有算"
    )
    assert raised(found(papers=(paper("1-1-01", "2019-2020"),)), "1-1-01") == []


def test_a_row_of_several_years_holds_for_each() -> None:
    row = paper("1-1-02", "、".join(YEARS))
    result = found(papers=(row,))
    assert (of(result, "1-1-02").status, raised(result, "1-1-02")) == ("齐全（纸质）", [])
    items = [
        item
        for box in bind(assessment(papers=(row,)), {}, {})
        for item in box.items
        if item.slot.requirement == "1-1-02"
    ]
    assert [(item.state, item.pages) for item in items] == [("paper", 3), ("see", 0), ("see", 0)]


def read(root: Path, **cells: object) -> tuple[tuple[PaperItem, ...], list[str]]:
    row = dict.fromkeys(PAPER, "") | {"材料编号": "1-1-01"} | cells
    found, problems = desk(root, 纸质材料登记=[PAPER, list(row.values())])
    return found.papers, messages(problems)


@pytest.mark.parametrize(
    ("code", "typed", "years"),
    [
        ("1-1-01", "2023-2024、2024-2025、2025-2026", "2023-2024、2024-2025、2025-2026"),
        ("1-1-01", "23-24学年，24-25学年", "2023-2024、2024-2025"),
        ("1-1-01", "2024-2025、2024—2025学年度", "2024-2025"),
        ("2.10", "2023年、2024年", "2023、2024"),
    ],
)
def test_several_years_in_one_cell(tmp_path: Path, code: str, typed: str, years: str) -> None:
    ((row,), told) = read(tmp_path, 材料编号=code, 学年=typed)
    assert (row.year, told) == (years, [])
    ((again,), _) = read(tmp_path, 材料编号=code, 学年=row.year)
    assert again.year == years


@pytest.mark.parametrize(
    ("volumes", "pages", "counts"),
    [
        ("一本", "十二页", (1, 12)),
        ("两册", "一百二十", (2, 120)),
        ("壹本", "约三十页", (1, 30)),
        (3, 0, (3, 0)),
    ],
)
def test_counts_in_words(tmp_path: Path, volumes: object, pages: object, counts: tuple[int, int]) -> None:
    ((row,), told) = read(tmp_path, 册份数=volumes, 页数=pages)
    assert ((row.volumes, row.pages), told) == (counts, [])


@pytest.mark.parametrize("typed", ["一至九", "若干", "十二点五页", "一式两份"])
def test_words_that_are_no_count(tmp_path: Path, typed: str) -> None:
    assert read(tmp_path, 页数=typed) == ((), [f"“纸质材料登记”第2行“页数”填的“{typed}”不认识"])


def test_no_volume_is_no_material(tmp_path: Path) -> None:
    rows, told = read(tmp_path, 册份数=0)
    assert (rows, told) == ((), ["“纸质材料登记”第2行“册份数”填的“0”不认识"])


@pytest.mark.parametrize("typed", ["1.1.1", "１．１．０１", "1。1。1", "1·1·01", "1-1-1"])
def test_codes_with_other_signs_between_their_numbers(tmp_path: Path, typed: str) -> None:
    ((row,), told) = read(tmp_path, 材料编号=typed)
    assert (row.requirement, told) == ("1-1-01", [])


def test_a_row_of_two_counts_as_two() -> None:
    assert of(found(papers=(replace(paper("1-2-01"), volumes=2),)), "1-2-01").status == "齐全（纸质）"
    assert of(found(papers=(paper("1-2-01"),)), "1-2-01").status == "不齐"


def test_two_volumes_of_two_years_are_one_a_year() -> None:
    two = changed("1-1-02", minimum=2)
    rows = replace(paper("1-1-02", "、".join(YEARS)), volumes=4)
    assert len(of(found(papers=(rows,), checklist=two), "1-1-02").open_slots) == len(YEARS)
    rows = replace(rows, volumes=2 * len(YEARS))
    assert of(found(papers=(rows,), checklist=two), "1-1-02").status == "齐全（纸质）"


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({}, True),
        ({"pages": 0}, True),
        ({"copy": ""}, True),
        ({"pages": 4}, False),
        ({"place": "教务处"}, False),
        ({"keeper": "何静"}, False),
        ({"title": "二号楼平面图"}, False),
        ({"year": "2024"}, False),
    ],
)
def test_a_paper_entered_twice_counts_once_and_is_told(other: dict[str, object], is_same: bool) -> None:
    rows = (paper("1-2-01"), replace(paper("1-2-01"), row=6, **other))  # type: ignore[arg-type]
    result = found(papers=rows)
    assert (of(result, "1-2-01").status == "不齐") is is_same
    told = dict(raised(result, "1-2-01"))
    assert ("paper-twice" in told) is is_same
    assert not is_same or "第6行与第5行登的是同一件“校舍平面图”" in told["paper-twice"]


def test_of_a_row_that_repeats_one_year_the_other_years_count() -> None:
    rows = (paper("1-1-02", YEARS[0]), replace(paper("1-1-02", "、".join(YEARS)), row=6))
    result = found(papers=rows)
    assert of(result, "1-1-02").status == "齐全（纸质）"
    assert [entry.slot.year for entry in of(result, "1-1-02").evidence] == list(YEARS)
    assert [code for code, _ in raised(result, "1-1-02")] == ["paper-twice"]
