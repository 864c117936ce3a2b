"""Which file proves what: measured on labelled names, then law by law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.checklist import read
from dossier.match import Matching, match
from dossier.model import Claim, Decision, Desk, Document, Heading, Owner, PaperItem, Problem, School
from dossier.resources import checklists
from tests.labelling import PROJECT, Row, checklist, document, rows

NO_DESK = Desk()
DAY = 24 * 3600 * 10**9
"""Nanoseconds."""


def run(documents: Iterable[Document], desk: Desk = NO_DESK) -> Matching:
    return match(checklist(), PROJECT, desk, tuple(documents))


def claims_of(matching: Matching, path: str) -> list[Claim]:
    return [claim for claim in matching.claims if any(part.path == path for part in claim.parts)]


def certain(matching: Matching) -> set[tuple[str, str]]:
    return {(claim.requirement, claim.year) for claim in matching.claims if claim.certain}


def codes(matching: Matching, kind: str) -> list[str]:
    return [problem.path for problem in matching.problems if problem.code == kind]


# -- labelled names --


@dataclass(frozen=True)
class Labelled:
    row: Row
    claims: tuple[Claim, ...]

    @property
    def sure(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.certain]

    @property
    def found(self) -> bool:
        return bool({claim.requirement for claim in self.claims} & set(self.row.requirements))


@cache
def labelled() -> tuple[Labelled, ...]:
    """All labelled names as one tree; an older version stands for the newer one."""
    matching = run(document(row.path, row.title) for row in rows())
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    by_path = defaultdict(list)
    for claim in matching.claims:
        for part in claim.parts:
            by_path[part.path].append(claim)
    return tuple(Labelled(row, tuple(by_path[kept.get(row.path, row.path)])) for row in rows())


def share(good: int, of: Sequence[object]) -> float:
    return good / len(of)


def test_there_are_names_enough() -> None:
    assert len(rows()) >= 150
    assert len({row.path for row in rows()}) == len(rows())


def test_certain_claims_are_right() -> None:
    sure = [(entry.row, claim) for entry in labelled() for claim in entry.sure]
    wrong = [
        (row.path, claim.requirement) for row, claim in sure if claim.requirement not in row.requirements
    ]
    assert len(wrong) <= 0.01 * len(sure), wrong


def test_what_proves_something_is_found() -> None:
    true = [entry for entry in labelled() if entry.row.requirements]
    missed = [entry.row.path for entry in true if not entry.found]
    assert share(len(true) - len(missed), true) >= 0.92, missed


def test_clear_names_are_certain() -> None:
    clear = [entry for entry in labelled() if entry.row.certain == "yes"]
    doubted = [
        entry.row.path
        for entry in clear
        if not set(entry.row.requirements) <= {claim.requirement for claim in entry.sure}
    ]
    assert share(len(clear) - len(doubted), clear) >= 0.92, doubted


def test_no_distractor_is_certain() -> None:
    assert [entry.row.path for entry in labelled() if entry.row.certain == "no" and entry.sure] == []


def test_years_are_right() -> None:
    found = [entry for entry in labelled() if entry.found]
    wrong = [
        entry.row.path for entry in found if entry.row.year not in {claim.year for claim in entry.claims}
    ]
    assert share(len(found) - len(wrong), found) >= 0.95, wrong


def test_every_claim_says_why() -> None:
    claims = [claim for entry in labelled() for claim in entry.claims]
    assert all(claim.reason and claim.title and 0 < claim.score <= 100 for claim in claims)
    assert all("但" in claim.reason for claim in claims if not claim.certain)
    assert all(bool(claim.doubt) is not claim.certain for claim in claims)


@pytest.mark.parametrize("path", checklists(), ids=lambda path: path.stem)
def test_every_name_of_a_shipped_checklist_is_certain_for_its_own_material(path: Path) -> None:
    standard = read(path)
    expected = {
        f"材料/{place}/{'2025年' if r.calendar == 'calendar' else '2024-2025学年'}{name}.docx": r
        for place, r in enumerate(standard.requirements)
        for name in (r.title, *r.aliases)
        if "/" not in name
    }
    matching = match(standard, PROJECT, NO_DESK, [document(name) for name in expected])
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    sure: dict[str, set[str]] = defaultdict(set)
    for claim in matching.claims:
        if claim.certain:
            sure[claim.parts[0].path].add(claim.requirement)
    assert [name for name, r in expected.items() if r.code not in sure[kept.get(name, name)]] == []


# -- codes and names --


@pytest.mark.parametrize(
    "name",
    [
        "1-1-02",
        "1-1-2",
        "１－１－２",
        "1.1.2",
        "1—1—2",
        "1_1_02",
        "A1-B1-C2",
        "a1-b1-c02",
        "（一）①-2",
        "[1-1-02]名",
    ],
)
def test_a_code_is_read_in_any_spelling(name: str) -> None:
    assert certain(run([document(f"材料/{name}.pdf")])) == {("1-1-02", "")}


@pytest.mark.parametrize("name", ["1.1.2024", "2024-1-1", "7-1建党节", "24-3-15会议", "9-9-99", "701", "1-1"])
def test_what_is_no_code_is_left_alone(name: str) -> None:
    assert certain(run([document(f"材料/{name}.pdf")])) == set()


def test_a_folder_with_an_indicators_code_only_narrows() -> None:
    assert certain(run([document("材料/1-1/收据.pdf")])) == set()


def test_a_code_that_the_name_contradicts_is_to_be_confirmed() -> None:
    (claim,) = run([document("材料/2-5-02 2024-2025学年留守儿童花名册.xlsx")]).claims
    assert not claim.certain


def test_the_longest_name_wins() -> None:
    assert certain(run([document("材料/体音美教师资格证.pdf")])) == {("1-3-03", "")}


def test_the_title_inside_beats_the_name() -> None:
    path = "材料/培训计划2024-2025学年.docx"
    (claim,) = run([document(path, "2024-2025学年校本研修总结")]).claims
    assert claim.requirement == "2-9-05"


def test_the_title_beats_the_name_and_the_name_the_folder() -> None:
    path = "材料/留守儿童花名册/随迁子女花名册2024-2025学年.xlsx"
    (by_title,) = run([document(path, "德育工作计划")]).claims
    (by_name,) = run([document(path)]).claims
    (by_folder,) = run([document("材料/留守儿童花名册/2024-2025学年.xlsx")]).claims
    found = [(claim.requirement, claim.rule) for claim in (by_title, by_name, by_folder)]
    assert found == [("3-6-01", "title"), ("2-15-04", "name"), ("2-15-01", "folder")]


def test_the_nearest_requirement_of_what_is_left_is_named() -> None:
    matching = run([document("材料/巩固情况.docx"), document("材料/今日菜单.txt")])
    assert [(left.path, left.nearest) for left in matching.unclaimed] == [
        ("材料/今日菜单.txt", ""),
        ("材料/巩固情况.docx", "3-1-01"),
    ]
    assert any("最接近“三年巩固率测算表”" in problem.message for problem in matching.problems)


def test_a_title_about_a_material_is_not_the_material() -> None:
    assert certain(run([document("材料/教师花名册.docx", "关于填报教师花名册的说明")])) == set()
    assert certain(run([document("材料/教师花名册.docx", "教师花名册公示")])) == set()


def test_a_title_that_shares_nothing_with_the_name_leaves_it_in_doubt() -> None:
    (claim,) = run([document("材料/骨干教师认定文件.docx", "明德中学年度工作总结")]).claims
    assert (claim.requirement, claim.certain) == ("1-2-02", False)


@pytest.mark.parametrize("some", ["受助", "走读", "双语班"])
def test_a_register_of_some_pupils_is_no_register_of_all(some: str) -> None:
    assert certain(run([document(f"材料/{some}学生花名册2024-2025学年.xlsx")])) == set()
    assert certain(run([document("材料/八年级学生花名册2024-2025学年.xlsx")])) == {("2-4-01", "2024-2025")}


def test_a_certificate_may_bear_only_its_holders_name() -> None:
    assert certain(run([document("材料/教师资格证/林青.jpg")])) == {("2-12-01", "")}
    assert certain(run([document("材料/教师资格证/收据.jpg")])) == set()


def test_a_picture_may_be_called_by_what_it_shows() -> None:
    (claim,) = run([document("材料/2025-2026学年/操场.jpg")]).claims
    assert (claim.requirement, claim.rule) == ("1-5-03", "name")


@pytest.mark.parametrize("called", ["城南中学", "城南初级中学", "松涛县城南初级中学", "松涛县城南中学"])
def test_a_school_is_called_without_its_place_and_type(called: str) -> None:
    ours = replace(PROJECT, school=School(name="松涛县城南初级中学", short_name="松涛县城南初级中学"))
    written = document("材料/名册.xlsx", f"{called}2024年秋季留守儿童花名册")
    (claim,) = match(checklist(), ours, NO_DESK, [written]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("2-15-01", "2024-2025", True)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ({"lead": "主题班会记录\n时间：2024年10月9日\n班级：七（1）班"}, "2024-2025"),
        ({"lead": "主题班会记录", "tail": "德育处\n2025年3月3日"}, "2024-2025"),
        ({"lead": "主题班会记录\n2024年10月9日我们去了烈士陵园。"}, ""),
        ({"lead": "主题班会记录", "tail": "自2023年10月9日起长期坚持下去，直到全体同学养成习惯为止。"}, ""),
    ],
)
def test_the_day_of_a_record_is_its_year(text: dict[str, str], year: str) -> None:
    (claim,) = run([document("材料/班会.docx", "主题班会记录", **text)]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("3-6-03", year, bool(year))


@pytest.mark.parametrize(
    ("days", "year"),
    [
        ("日期,班级\n2024-09-12,五1\n2025-06-10,五2", "2024-2025"),
        ("日期,班级\n2024-09-12,五1\n2025-09-10,五2", ""),
        ("日期,班级\n2024-09-12,五1", ""),
        ("购置日期,名称\n2024-09-12,电脑\n2025-06-10,电脑", ""),
    ],
)
def test_the_days_of_a_register_tell_its_year_when_all_are_of_one(days: str, year: str) -> None:
    (claim,) = run([document("材料/登记.xlsx", "图书借阅登记表", lead=f"图书借阅登记表\n{days}")]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("3-5-05", year, bool(year))
    assert ("年度按表中的日期" in claim.reason) is bool(year)


def test_what_told_the_year_is_said_where_title_and_name_do_not() -> None:
    (claim,) = run([document("材料/2024-2025学年/德育工作总结.docx")]).claims
    assert claim.reason == "文件名含“德育工作总结”，年度按文件夹“2024-2025学年”"


def test_a_year_that_has_not_begun_is_not_meant() -> None:
    (claim,) = run([document("材料/教师培训计划2026.docx")]).claims
    assert (claim.year, claim.certain) == ("2025-2026", True)
    summer = replace(PROJECT, as_of=date(2026, 7, 20))
    (claim,) = match(checklist(), summer, NO_DESK, (document("材料/教师培训计划2026.docx"),)).claims
    assert not claim.certain


WORK = "作业管理办法"


@pytest.mark.parametrize(
    ("path", "more", "sure"),
    [
        ("材料/作业管理办法.docx", {"lead": "作业管理办法\n第一条 作业实行公示。"}, True),
        ("材料/作业管理办法.docx", {"lead": "作业管理办法\n2023年起实行。"}, False),
        ("材料/作业管理办法（征求意见稿）.docx", {"lead": "作业管理办法\n第一条 作业实行公示。"}, False),
        ("材料/作业管理办法.pdf", {"has_text": False}, False),
    ],
)
def test_the_one_paper_that_is_asked_for_needs_no_year(
    path: str, more: dict[str, object], sure: bool
) -> None:
    (claim,) = run([document(path, **more)]).claims  # type: ignore[arg-type]
    assert (claim.requirement, claim.certain) == ("3-8-01", sure)
    assert ("没有写年度" in claim.reason) is sure


def test_two_papers_without_a_year_compete_and_so_does_a_dated_one() -> None:
    first = document("材料/甲/作业管理办法.docx", WORK, lead="作业管理办法\n甲")
    for other in ("材料/乙/作业管理办法.docx", "材料/乙/2025-2026学年作业管理办法.docx"):
        matching = run([first, document(other, WORK, lead="作业管理办法\n乙")])
        assert not any(claim.certain for claim in claims_of(matching, first.path))


def test_a_count_without_a_day_stays_a_question() -> None:
    claims = run([document("材料/满意度问卷汇总表.xlsx", "满意度问卷汇总表")]).claims
    assert {(claim.certain, claim.doubt) for claim in claims} == {(False, "year-none")}


@pytest.mark.parametrize(
    ("name", "code", "year"),
    [
        ("控辍保學工作方案2023-2024學年", "3-1-07", "2023-2024"),
        ("留守兒童花名冊（2024—2025學年度）", "2-15-01", "2024-2025"),
        ("青禾县财政局关于下达2024年义务教育公用经费的通知", "2-2-01", "2024"),
        ("教职工基本情况一览表", "1-1-01", ""),
        ("2024年教职工代表大会会议记录", "2-8-03", "2024"),
        ("2024-2025学年校本研修计划", "2-9-03", "2024-2025"),
        ("2024年教师培训费支出明细账", "3-4-02", "2024"),
        ("不设重点班承诺2024-2025学年", "5-3-01", "2024-2025"),
        ("分班监督签字表2024-2025学年", "2-5-04", "2024-2025"),
        ("明德中学章程2022修订", "3-3-01", ""),
        ("明德中学章程（修订）", "3-3-01", ""),
        ("教师培训计划（2024-2025）定", "2-9-03", "2024-2025"),
        ("2025年教师与公务员平均工资收入水平对比表", "2-8-01", "2025"),
        ("2024-2025学年绩效工资考核分配方案", "2-8-02", "2024-2025"),
        ("章程修订讨论会议记录", "3-3-03", ""),
        ("学校总平面图", "1-4-02", ""),
    ],
)
def test_one_thing_is_written_in_many_ways(name: str, code: str, year: str) -> None:
    assert (code, year) in certain(run([document(f"材料/{name}.docx")]))


def test_a_name_in_pieces_with_foreign_words_between_is_another_thing() -> None:
    assert certain(run([document("材料/2024-2025学年教师心理健康培训计划.docx")])) == set()


@pytest.mark.parametrize(
    ("path", "code"),
    [("材料/教代会2024年.docx", "2-8-03"), ("材料/2025年4月送教上门/DSC_0013.jpg", "3-2-05")],
)
def test_a_name_cut_short_is_a_guess(path: str, code: str) -> None:
    (claim,) = run([document(path)]).claims
    assert (claim.requirement, claim.certain) == (code, False)


CHARTER = "明德中学章程"


def scan(path: str, title: str) -> Document:
    return document(path, title, has_text=False, recognised=True)


@pytest.mark.parametrize(
    ("path", "sure"),
    [
        ("材料/扫描0001.pdf", False),
        ("材料/办公室/扫描0001.pdf", False),
        ("材料/学校章程.pdf", True),
        ("材料/学校章程/扫描0001.pdf", True),
        ("材料/3-3-01/扫描0001.pdf", True),
    ],
)
def test_what_was_recognised_on_a_scan_needs_a_name_or_a_folder(path: str, sure: bool) -> None:
    (claim,) = run([scan(path, CHARTER)]).claims
    assert (claim.requirement, claim.certain) == ("3-3-01", sure)
    assert sure or claim.reason.startswith("扫描件上识别的标题含")
    assert sure is ("文件名和文件夹没有印证" not in claim.reason)
    assert run([document("材料/扫描0001.pdf", CHARTER)]).claims[0].certain


@pytest.mark.parametrize(
    ("path", "year", "sure"),
    [
        ("材料/校本研修计划.pdf", "2024-2025", False),
        ("材料/2024-2025学年/校本研修计划.pdf", "2024-2025", True),
        ("材料/校本研修计划2024-2025学年.pdf", "2024-2025", True),
    ],
)
def test_a_year_that_was_recognised_on_a_scan_needs_one_too(path: str, year: str, sure: bool) -> None:
    (claim,) = run([scan(path, "2024-2025学年校本研修计划")]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("2-9-03", year, sure)
    assert ("学年是从扫描件上识别的" in claim.reason) is not sure


def test_pages_of_one_folder_stay_together_whichever_could_be_read() -> None:
    folder = "材料/2024-2025学年图书借阅登记"
    pages = [document(f"{folder}/扫描件00{n}.jpg", has_text=False) for n in (1, 2)]
    read = scan(f"{folder}/扫描件003.jpg", "图书借阅登记")
    (claim,) = run([*pages, read]).claims
    assert (len(claim.parts), claim.certain) == (3, True)


def test_what_was_recognised_on_a_scan_is_not_printed() -> None:
    (named,) = run([scan("材料/明德中学章程（2022）.pdf", "明德中学草程")]).claims
    (nameless,) = run([scan("材料/学校章程/扫描0001.pdf", "明德中学章程（草塞）")]).claims
    assert named.title == "明德中学章程（2022）"
    assert "草塞" not in nameless.title


def test_one_material_serves_every_requirement_that_asks_for_it() -> None:
    assert certain(run([document("材料/教职工花名册.xlsx")])) == {("1-1-01", ""), ("2-12-03", "")}


def test_a_tie_is_uncertain_and_names_both() -> None:
    first, second = (checklist().by_code[code] for code in ("1-4-01", "1-6-01"))
    twins = tuple(replace(r, aliases=("资产账",), not_words=()) for r in (first, second))
    matching = match(
        replace(checklist(), requirements=twins), PROJECT, NO_DESK, [document("材料/资产账.xlsx")]
    )
    (claim,) = matching.claims
    assert (claim.requirement, claim.certain) == ("1-4-01", False)
    assert claim.runner_up == f"1-6-01 {claim.score}"
    assert second.title in claim.reason


def test_a_folder_breaks_a_tie() -> None:
    first, second = (checklist().by_code[code] for code in ("1-4-01", "1-6-01"))
    twins = tuple(replace(r, aliases=("资产账",), not_words=()) for r in (first, second))
    standard = replace(checklist(), requirements=twins)
    path = "材料/生均教学仪器设备值/资产账.xlsx"
    (claim,) = match(standard, PROJECT, NO_DESK, [document(path)]).claims
    assert (claim.requirement, claim.certain) == ("1-6-01", True)


def test_a_nameless_photo_proves_what_its_folder_says() -> None:
    matching = run([document(f"材料/2025年10月功能室/IMG_{n}.jpg") for n in (1, 2, 10)])
    (claim,) = matching.claims
    assert (claim.requirement, claim.year, claim.certain) == ("1-4-04", "2025-2026", True)
    assert [part.path[-6:] for part in claim.parts] == ["_1.jpg", "_2.jpg", "10.jpg"]
    assert matching.groups[0].why == "photos"


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("【公众号】明德中学功能室一览", "1-4-04"),
        ("校园文化掠影", "3-6-05"),
        ("功能室/一月", "1-4-04"),
        ("骨干教师/证书", "1-2-03"),
        ("满意度/问卷原件", "4-1-02"),
    ],
)
def test_folders_are_read_as_people_name_them(folder: str, code: str) -> None:
    assert {c for c, _ in certain(run([document(f"材料/2025-2026学年/{folder}/1.jpg")]))} == {code}


def test_a_room_is_no_department() -> None:
    (claim,) = run([document("材料/2025-2026学年/功能室/科学实验室.jpg")]).claims
    assert claim.requirement == "1-4-04"


def test_a_folder_further_up_is_only_a_guess() -> None:
    (claim,) = run([document("材料/2025-2026学年/校园文化照片/三楼走廊/1.jpg")]).claims
    assert (claim.requirement, claim.certain) == ("3-6-05", False)


def test_a_photo_that_nothing_names_is_unclaimed() -> None:
    matching = run([document("材料/2024年秋季/IMG_1234.jpg")])
    assert matching.claims == ()
    assert [entry.path for entry in matching.unclaimed] == ["材料/2024年秋季/IMG_1234.jpg"]
    assert codes(matching, "unclaimed") == ["材料/2024年秋季/IMG_1234.jpg"]


def test_a_ledger_is_evidence_only_when_it_surely_is() -> None:
    matching = run([document("数据/教职工花名册.xlsx"), document("数据/学籍导出名册.xlsx")])
    assert {claim.requirement for claim in matching.claims if claim.certain} == {"1-1-01", "2-12-03"}
    assert [claim.requirement for claim in matching.claims if not claim.certain] == ["2-4-01"]
    assert matching.unclaimed == ()


def test_a_ledger_gives_way_to_what_was_handed_in_and_is_no_version_of_it() -> None:
    printed = document("上交/办公室/教职工花名册.pdf")
    matching = run([printed, document("数据/2025—2026学年度/教职工花名册.xlsx", mtime=9 * DAY)])
    assert [part.path for claim in matching.claims for part in claim.parts] == [printed.path] * 2
    assert (matching.problems, matching.duplicates) == ((), ())


def test_a_ledger_gives_way_to_paper() -> None:
    on_paper = PaperItem(
        requirement="1-1-01",
        title="",
        year="",
        volumes=1,
        pages=9,
        copy="原件",
        place="档案室",
        keeper="",
        checker="",
        row=2,
    )
    matching = run([document("数据/教职工花名册.xlsx")], Desk(papers=(on_paper,)))
    assert [claim.requirement for claim in matching.claims] == ["2-12-03"]


def test_of_the_ledgers_of_several_years_the_latest_shows_how_things_stand() -> None:
    paths = [f"数据/{year}学年度/教职工花名册.xlsx" for year in ("2024—2025", "2025—2026")]
    matching = run([document(path, mtime=-n * DAY) for n, path in enumerate(paths)])
    assert {part.path for claim in matching.claims for part in claim.parts} == {paths[1]}
    assert matching.problems == ()


def test_handing_in_a_ledger_is_no_fault() -> None:
    paths = ["上交/办公室/名册.xlsx", "数据/教职工花名册.xlsx"]
    matching = run([document(path, content="同一份") for path in paths])
    assert {part.path for claim in matching.claims for part in claim.parts} == {paths[0]}
    assert (matching.problems, matching.duplicates) == ((), ())


def test_the_printed_title_is_the_one_inside() -> None:
    (claim,) = run([document("材料/a.docx", "明德中学2024-2025学年德育工作计划")]).claims
    assert claim.title == "明德中学2024-2025学年德育工作计划"
    (claim,) = run([document("材料/3.2024-2025学年德育工作计划（定稿）.docx")]).claims
    assert claim.title == "2024-2025学年德育工作计划"


# -- distractors --


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("材料/2024-2025学年德育工作计划模板.docx", ""),
        ("材料/2024-2025学年德育工作计划（范文）.docx", ""),
        ("材料/德育工作计划.docx", "XX学校2024-2025学年德育工作计划"),
        ("材料/德育工作计划.docx", "20__年德育工作计划"),
        ("材料/县教育局2024-2025学年德育工作计划.docx", ""),
        ("材料/城关镇第二初级中学2024-2025学年德育工作计划.docx", ""),
        ("材料/青禾三中2024-2025学年德育工作计划.docx", ""),
        ("材料/3-6-01/2024-2025学年/县实小德育工作计划.docx", ""),
        ("材料/2024-2025学年德育工作计划.docx", "青禾县教师进修学校2024-2025学年德育工作计划"),
        ("材料/范文/2024-2025学年德育工作计划.docx", ""),
        ("材料/上级文件/2024-2025学年德育工作计划.docx", ""),
    ],
)
def test_a_distractor_is_never_certain_and_says_so(path: str, title: str) -> None:
    (claim,) = run([document(path, title)]).claims
    assert not claim.certain
    assert "像是" in claim.reason


@pytest.mark.parametrize("name", ["青禾县明德中学", "明德中学", "我校", "本校", "学校"])
def test_our_own_name_is_no_distractor(name: str) -> None:
    assert certain(run([document(f"材料/{name}2024-2025学年德育工作计划.docx")])) == {("3-6-01", "2024-2025")}


@pytest.mark.parametrize(
    "name", ["初三中考", "十九届四中全会精神", "庆六一小主持人", "第一小组", "全县中小学"]
)
def test_what_only_sounds_like_a_school_is_none(name: str) -> None:
    (claim,) = run([document(f"材料/3-6-03/2024-2025学年/{name}主题班会记录.docx")]).claims
    assert "别的学校" not in claim.reason


@pytest.mark.parametrize("own", ["临江四中", "临江市江北四中", "江北区第四中学", "四中"])
def test_a_school_is_known_by_its_short_names(own: str) -> None:
    school = School(name="临江市江北区第四中学", short_name="江北四中")
    path = f"材料/{own}2024-2025学年德育工作计划.docx"
    (claim,) = match(checklist(), replace(PROJECT, school=school), NO_DESK, [document(path)]).claims
    assert claim.requirement == "3-6-01"
    assert "别的学校" not in claim.reason


def test_a_paper_from_above_serves_where_one_is_asked_for() -> None:
    assert certain(run([document("材料/县财政局2025年公用经费下达通知.pdf")])) >= {("2-2-01", "2025")}


def test_a_distractor_gives_way_to_true_evidence() -> None:
    true, blank = "材料/2024-2025学年德育工作计划.docx", "材料/德育工作计划样表2024-2025学年.docx"
    matching = run([document(true), document(blank)])
    assert claims_of(matching, blank) == []
    (problem,) = [p for p in matching.problems if p.code == "unclaimed"]
    assert problem.path == blank
    assert "样表" in problem.message


# -- years --


def test_a_year_that_fits_two_school_years_is_to_be_confirmed() -> None:
    (claim,) = run([document("材料/2024年德育工作总结.docx")]).claims
    assert (claim.year, claim.certain) == ("2024-2025", False)


def test_the_folder_settles_the_year() -> None:
    assert certain(run([document("材料/2024-2025学年/2024年德育工作总结.docx")])) == {("3-6-02", "2024-2025")}


def test_without_a_year_nothing_is_certain_where_years_are_needed() -> None:
    (claim,) = run([document("材料/德育工作总结.docx")]).claims
    assert (claim.year, claim.certain) == ("", False)
    assert "年度不明" in claim.reason


def test_evidence_out_of_the_period_keeps_its_year() -> None:
    assert certain(run([document("材料/2019-2020学年德育工作总结.docx")])) == {("3-6-02", "2019-2020")}


def test_evidence_over_three_years_fills_three_slots() -> None:
    years = {year for _, year in certain(run([document("材料/2023-2026学年留守儿童花名册.xlsx")]))}
    assert years == {"2023-2024", "2024-2025", "2025-2026"}


def test_a_register_of_years_ago_does_not_show_how_things_stand() -> None:
    (claim, _) = run([document("材料/2021年9月教职工花名册.xlsx")]).claims
    assert not claim.certain
    assert "2021—2022学年度" in claim.reason
    assert certain(run([document("材料/2025年3月教职工花名册.xlsx")])) == {("1-1-01", ""), ("2-12-03", "")}


# -- items, copies, versions --


def test_a_numbered_run_is_one_item_in_the_order_people_count() -> None:
    names = ["1", "2", "10", "03"]
    folder = "材料/2024-2025学年/家长会记录"
    matching = run([document(f"{folder}/扫描件{n}.pdf", has_text=False) for n in names])
    (claim,) = matching.claims
    assert [part.path.rsplit("件", 1)[1] for part in claim.parts] == ["1.pdf", "2.pdf", "03.pdf", "10.pdf"]
    assert (claim.requirement, claim.certain) == ("4-1-03", True)


def test_the_pdf_beside_a_document_is_its_pages() -> None:
    matching = run([document("材料/学校章程.docx"), document("材料/学校章程.pdf")])
    (duplicate,) = matching.duplicates
    assert (duplicate.path, duplicate.of, duplicate.reason) == (
        "材料/学校章程.pdf",
        "材料/学校章程.docx",
        "pages-of",
    )
    assert [part.path for claim in matching.claims for part in claim.parts] == ["材料/学校章程.docx"]


def test_of_two_copies_the_one_in_the_better_place_is_kept() -> None:
    paths = ["上交/办公室/学校章程.pdf", "材料/很深/的/文件夹/学校章程.pdf"]
    matching = run([document(path, content="同一份") for path in paths])
    (duplicate,) = matching.duplicates
    assert (duplicate.path, duplicate.of) == (paths[0], paths[1])
    assert codes(matching, "duplicate") == [paths[0]]


def test_copies_in_two_indicators_serve_both() -> None:
    paths = ["材料/1-4-02平面/图.jpg", "材料/1-5-02场地/图.jpg"]
    matching = run([document(path, content="同一张图") for path in paths])
    assert certain(matching) == {("1-4-02", ""), ("1-5-02", "")}


def test_one_content_for_two_years_is_reported() -> None:
    paths = [f"材料/{year}/留守儿童花名册.xlsx" for year in ("2023-2024学年", "2024-2025学年")]
    matching = run([document(path, content="同一份") for path in paths])
    assert len(codes(matching, "content-two-years")) == 1


def test_one_photo_for_two_years_is_reported() -> None:
    paths = [f"材料/{year}/校园文化/IMG_1.jpg" for year in ("2023-2024学年", "2024-2025学年")]
    matching = run([document(path, picture_hash="a5f0") for path in paths])
    assert codes(matching, "photo-two-years") == [paths[1]]


def test_a_photo_sent_on_is_the_same_and_another_is_not() -> None:
    paths = [f"材料/{year}/校园文化/{name}.jpg" for year, name in YEARS_OF_A_PHOTO]
    for differing, found in ((0b111, [paths[1]]), (0b1111, [])):
        likenesses = (0x3C5A_9F01_77E0_18B4, 0x3C5A_9F01_77E0_18B4 ^ differing << 30)
        pair = [
            document(path, picture_hash=f"{likeness:016x}")
            for path, likeness in zip(paths, likenesses, strict=True)
        ]
        assert codes(run(pair), "photo-two-years") == found


YEARS_OF_A_PHOTO = (("2023-2024学年", "IMG_2"), ("2024-2025学年", "mmexport1"))


def test_the_later_use_of_a_photo_is_named_once() -> None:
    paths = [f"材料/{place}/校园文化/IMG_1.jpg" for place in ("乙2023-2024学年", "甲2024-2025学年")]
    matching = run([document(path, content="同一张", picture_hash="a5f0") for path in paths])
    assert [(p.code, p.path) for p in matching.problems] == [("photo-two-years", paths[1])]


def test_the_latest_version_is_used() -> None:
    stem = "材料/2024-2025学年德育工作计划"
    names = ["初稿", "", "（定稿）", "修改稿", "(1)"]
    matching = run([document(f"{stem}{mark}.docx", mtime=10 - n) for n, mark in enumerate(names)])
    (claim,) = matching.claims
    assert claim.parts[0].path == f"{stem}（定稿）.docx"
    assert {duplicate.of for duplicate in matching.duplicates} == {f"{stem}（定稿）.docx"}
    assert len(codes(matching, "older-version")) == 4


def test_numbered_records_are_pieces_not_versions() -> None:
    matching = run([document(f"材料/2024-2025学年主题班会记录({n}).docx") for n in (1, 2, 3)])
    assert matching.duplicates == ()
    assert len(matching.claims) == 3


def test_a_plan_for_each_term_is_two_plans() -> None:
    terms = ("第一学期", "第二学期")
    matching = run([document(f"材料/2024-2025学年{term}德育工作计划.docx") for term in terms])
    assert matching.duplicates == ()


def test_a_register_for_each_grade_is_two_registers() -> None:
    matching = run([document(f"材料/2024-2025学年{grade}年级留守儿童花名册.xlsx") for grade in "七八"])
    assert (matching.duplicates, len(matching.claims)) == ((), 2)


TWO_PLANS = ("上交/办公室/2024-2025学年控辍保学方案.docx", "上交/德育处/控辍保学实施方案2024-2025学年.docx")


def conflict(*documents: Document) -> Problem:
    """The only problem of *documents*, which are versions of one plan."""
    (problem,) = run(documents).problems
    assert problem.code == "version-conflict"
    assert all(document.path in problem.message for document in documents)
    return problem


def test_two_departments_with_different_contents_are_one_conflict() -> None:
    documents = [document(path, mtime=n * DAY) for n, path in enumerate(TWO_PLANS)]
    assert conflict(*documents).path == TWO_PLANS[1]
    (claim,) = run(documents).claims
    assert [part.path for part in claim.parts] == [TWO_PLANS[1]]


def test_a_checkout_decides_nothing() -> None:
    chosen = {
        conflict(*(document(path, mtime=n) for path, n in zip(TWO_PLANS, times, strict=True)))
        for times in ((0, DAY - 1), (DAY - 1, 0), (0, 0))
    }
    assert len(chosen) == 1
    assert "看不出先后" in chosen.pop().message


def test_the_time_of_a_file_is_the_last_resort_and_is_told() -> None:
    first, second = (document(path, mtime=-n * DAY) for n, path in enumerate(TWO_PLANS))
    assert "修改时间" in conflict(first, second).message
    dated = [
        replace(document, lead=f"控辍保学方案\n2024年9月{day}日")
        for document, day in ((first, 1), (second, 12))
    ]
    by_date = conflict(*dated)
    assert by_date.path == second.path
    assert "文中的日期" in by_date.message


def test_the_department_that_owes_it_has_the_better_version() -> None:
    owners = Desk(owners=(Owner(requirement="3-1-07", department="政教处"),))
    (problem,) = run([document(path) for path in TWO_PLANS], owners).problems
    assert (problem.path, "责任部门" in problem.message) == (TWO_PLANS[1], True)


def test_marks_that_do_not_tell_which_is_later_make_a_conflict() -> None:
    stem = "材料/2024-2025学年德育工作计划"
    conflict(document(f"{stem}（终稿）.docx"), document(f"{stem}（定稿）.docx"))


def test_two_synonyms_of_a_checklist_are_not_two_versions() -> None:
    names = ("交流教师名单", "支教教师花名册")
    matching = run([document(f"材料/2024-2025学年{name}.xlsx") for name in names])
    assert (matching.duplicates, len(matching.claims)) == ((), 2)


def test_a_pdf_of_several_materials_is_proposed_in_ranges() -> None:
    headings = (Heading(text="均衡编班方案", page=1), Heading(text="均衡编班承诺书", page=4))
    matching = run([document("材料/扫描全套.pdf", headings=headings, pages=6)])
    ranges = {(c.requirement, c.parts[0].pages_from, c.parts[0].pages_to, c.certain) for c in matching.claims}
    assert ranges == {("2-5-02", 1, 3, False), ("5-3-01", 4, 6, False)}
    assert codes(matching, "split-unconfirmed") == ["材料/扫描全套.pdf"]


# -- decisions --


def decision(path: str, requirement: str = "", **more: object) -> Decision:
    row = Decision(
        path=path,
        folder=False,
        fingerprint="",
        pages=None,
        merge_group="",
        verdict="accept",
        requirement=requirement,
        year="2024-2025",
        copy="",
        decided_by="周一",
        row=2,
    )
    return replace(row, **more)  # type: ignore[arg-type]


def desk(*decisions: Decision) -> Desk:
    return Desk(decisions=decisions)


def test_a_decision_outweighs_every_rule() -> None:
    path = "材料/2024-2025学年德育工作计划.docx"
    assert certain(run([document(path)], desk(decision(path, "2-9-03")))) == {("2-9-03", "2024-2025")}


def test_a_decision_outlives_a_renamed_file() -> None:
    old = document("材料/旧名.docx", content="内容")
    new = document("材料/新/新名.docx", content="内容")
    said = desk(decision(old.path, "2-9-03", fingerprint=old.sha256[:16]))
    assert certain(run([old], said)) == certain(run([new], said)) == {("2-9-03", "2024-2025")}


def test_a_decision_on_changed_content_is_stale() -> None:
    path = "材料/某.docx"
    matching = run([document(path)], desk(decision(path, "2-9-03", fingerprint="0" * 16)))
    assert certain(matching) == set()
    assert codes(matching, "decision-stale") == [path]


def test_a_decision_without_its_file_is_named() -> None:
    matching = run([], desk(decision("材料/没有.docx", "2-9-03", fingerprint="0" * 16)))
    assert codes(matching, "decision-gone") == ["材料/没有.docx"]


def test_a_folder_decides_for_its_files_and_a_file_for_itself() -> None:
    paths = ["材料/杂/甲.docx", "材料/杂/乙.docx"]
    said = desk(decision("材料/杂", "2-9-03", folder=True), decision(paths[1], "2-9-05", row=3))
    matching = run([document(path) for path in paths], said)
    assert [claims_of(matching, path)[0].requirement for path in paths] == ["2-9-03", "2-9-05"]


def test_photos_that_a_folder_decides_are_one_item_whatever_their_names() -> None:
    names = ("IMG_1", "IMG_2", "微信图片_20250301101010", "升旗", "升旗（2）", "3")
    said = desk(decision("材料/杂", "2-9-03", folder=True))
    (claim,) = run([document(f"材料/杂/{name}.jpg") for name in names], said).claims
    assert len(claim.parts) == len(names)
    (other,) = run([document(f"材料/杂/{name}.docx") for name in names[:1]], said).claims
    assert len(other.parts) == 1


def test_a_rejection_removes_that_requirement_only() -> None:
    path = "材料/1-1-02 学校章程.pdf"
    reject = decision(path, "3-3-01", verdict="reject")
    assert "3-3-01" not in {claim.requirement for claim in run([document(path)], desk(reject)).claims}
    everything = decision(path, verdict="reject")
    matching = run([document(path)], desk(everything))
    assert (matching.claims, [entry.path for entry in matching.unclaimed]) == ((), [path])


def test_page_ranges_make_parts_and_open_pages_are_named() -> None:
    path = "材料/合订本.pdf"
    said = desk(decision(path, "2-9-03", pages=(1, 3)), decision(path, "2-9-05", pages=(6, 7), row=3))
    matching = run([document(path, pages=8)], said)
    parts = {(c.requirement, c.parts[0].pages_from, c.parts[0].pages_to) for c in matching.claims}
    assert parts == {("2-9-03", 1, 3), ("2-9-05", 6, 7)}
    (problem,) = [p for p in matching.problems if p.code == "unclaimed-pages"]
    assert "4—5、8" in problem.message


@pytest.mark.parametrize(("pages", "kept"), [((5, 12), (5, 8)), ((10, 12), None)])
def test_pages_that_a_file_does_not_have_do_not_count(
    pages: tuple[int, int], kept: tuple[int, int] | None
) -> None:
    path = "材料/合订本.pdf"
    matching = run([document(path, pages=8)], desk(decision(path, "2-9-03", pages=pages)))
    parts = [(part.pages_from, part.pages_to) for claim in matching.claims for part in claim.parts]
    assert parts == [kept] * bool(kept)
    (problem,) = [p for p in matching.problems if p.code == "pages-outside"]
    assert (problem.severity, f"只有8页，页码范围写的是{pages[0]}-{pages[1]}" in problem.message) == (
        "error",
        True,
    )


def test_pages_in_two_ranges_are_named() -> None:
    path = "材料/合订本.pdf"
    said = desk(decision(path, "2-9-03", pages=(1, 4)), decision(path, "2-9-05", pages=(3, 8), row=3))
    (problem,) = [p for p in run([document(path, pages=8)], said).problems if p.code == "pages-overlap"]
    assert "第3—4页归入了几份材料（“材料归类确认”第2、3行）" in problem.message
    both = desk(decision(path, "2-9-03", pages=(1, 8)), decision(path, "2-9-05", pages=(1, 8), row=3))
    assert codes(run([document(path, pages=8)], both), "pages-overlap") == []


def test_pages_that_do_not_join_make_one_item_by_a_merge_group() -> None:
    path = "材料/合订本.pdf"
    ranges = [(1, 3), (5, 5)]
    said = desk(*(decision(path, "2-9-03", pages=span, merge_group="一", row=span[0]) for span in ranges))
    (claim,) = run([document(path, pages=5)], said).claims
    assert [(part.pages_from, part.pages_to) for part in claim.parts] == ranges


def test_a_folder_that_moved_is_pointed_to() -> None:
    said = desk(decision("材料/杂", "2-9-03", folder=True))
    (problem,) = [
        p for p in run([document("材料/新/杂/甲.docx")], said).problems if p.code == "decision-gone"
    ]
    assert "“材料/新/杂”与它同名" in problem.remedy


INSIDE = [f"材料/杂/资料.zip!/{name}.docx" for name in ("甲", "册/乙", "内.zip!/丙")]


def test_an_archive_is_decided_in_one_row_like_a_folder() -> None:
    said = desk(decision("材料/杂/资料.zip", "2-9-03"), decision(INSIDE[1], "2-9-05", row=3))
    matching = run([document(path) for path in INSIDE], said)
    found = [claims_of(matching, path)[0].requirement for path in INSIDE]
    assert found == ["2-9-03", "2-9-05", "2-9-03"]
    assert [problem.code for problem in matching.problems if problem.code.startswith("decision")] == []


def test_an_archive_in_an_archive_is_decided_too() -> None:
    said = desk(decision("材料/杂", "2-9-05", folder=True), decision("材料/杂/资料.zip!/内.zip", "2-9-03"))
    matching = run([document(path) for path in INSIDE], said)
    found = [claims_of(matching, path)[0].requirement for path in INSIDE]
    assert found == ["2-9-05", "2-9-05", "2-9-03"]


def test_a_decision_on_other_content_that_is_an_archive_now_says_so() -> None:
    said = desk(decision("材料/杂/资料.zip", "2-9-03", fingerprint="0" * 16))
    matching = run([document(path) for path in INSIDE], said)
    assert certain(matching) == set()
    assert codes(matching, "decision-gone") == []
    (problem,) = [p for p in matching.problems if p.code == "decision-archive"]
    assert (problem.severity, problem.path) == ("error", "材料/杂/资料.zip")
    assert "是压缩包" in problem.message
    assert "材料/杂/资料.zip!/内.zip!/丙.docx" in problem.remedy


def test_a_file_beside_an_archive_of_nearly_its_name_is_itself() -> None:
    path = "材料/杂/资料.zip"
    both = [document(path), document("材料/杂/资料.zip!/甲.docx")]
    matching = run(both, desk(decision(path, "2-9-03")))
    assert {claim.requirement for claim in claims_of(matching, path)} == {"2-9-03"}
    assert claims_of(matching, both[1].path) == []


@pytest.mark.parametrize("typed", [("材料/资料.zip", False), ("材料/资料.zip", True)])
def test_an_archive_that_moved_is_pointed_to(typed: tuple[str, bool]) -> None:
    said = desk(decision(typed[0], "2-9-03", folder=typed[1]))
    (problem,) = [p for p in run([document(INSIDE[0])], said).problems if p.code == "decision-gone"]
    assert "“材料/杂/资料.zip”与它同名" in problem.remedy


EVENT = "上交/教务处/2024-2025学年教师培训/3月校本培训"


def event(*names: str) -> list[Document]:
    return [document(f"{EVENT}/{name}") for name in names]


def test_the_pieces_of_an_event_are_proposed_as_one_item() -> None:
    names = ("通知.docx", "培训方案.docx", "签到表.xlsx", "IMG_1.jpg", "IMG_2.jpg")
    matching = run(event(*names, "教师培训工作总结2024-2025学年.docx"))
    [proposed] = [claim for claim in matching.claims if claim.rule == "event"]
    assert (proposed.requirement, proposed.year, proposed.certain) == ("2-9-04", "2024-2025", False)
    assert {part.path.rpartition("/")[2] for part in proposed.parts} == set(names)
    assert "通知、方案、签到表、照片" in proposed.reason
    assert ("2-9-05", "2024-2025") in certain(matching)  # what is certain by itself stays so
    assert matching.unclaimed == ()


def test_what_a_person_decides_of_an_event_is_obeyed() -> None:
    files = event("通知.docx", "方案.docx", "签到表.xlsx")
    said = desk(*(decision(file.path, "2-9-04", merge_group="一", row=n) for n, file in enumerate(files)))
    (claim,) = run(files, said).claims
    assert (claim.rule, len(claim.parts), claim.certain) == ("decision", 3, True)
    said = desk(decision(files[0].path, "2-9-04", verdict="reject"))
    assert [c for c in run(files, said).claims if (c.rule, c.requirement) == ("event", "2-9-04")] == []


@pytest.mark.parametrize(
    "names",
    [
        ("通知.docx", "方案.docx", "小结.docx"),  # neither people nor pictures
        ("通知.docx", "签到表.xlsx", "签到表2.xlsx"),
        ("通知.docx", "食堂方案.docx", "图书签到表.xlsx"),  # each speaks of something of its own
        ("通知.docx", *(f"方案{n}.docx" for n in "一二三四"), "签到表.xlsx"),  # a year's worth
        ("通知.docx", "方案.docx", "签到表.xlsx", "甲.docx", "乙.docx", "丙.docx"),
    ],
)
def test_folders_that_are_no_event(names: tuple[str, ...]) -> None:
    assert [claim for claim in run(event(*names)).claims if claim.rule == "event"] == []


def scans(*numbers: int, stem: str = "扫描件", folder: str = "2024-2025学年图书借阅登记") -> list[Document]:
    paths = (f"材料/{folder}/{stem}{number:03}.jpg" for number in numbers)
    return [replace(document(path), has_text=False) for path in paths]


def test_a_number_left_out_of_a_run_of_scans_is_named() -> None:
    (problem,) = [p for p in run(scans(1, 2, 3, 7, 9, 10)).problems if p.code == "run-gap"]
    assert (problem.requirement, "缺第4—6、8号" in problem.message) == ("3-5-05", True)


@pytest.mark.parametrize(
    "documents",
    [
        scans(1, 2, 3),
        scans(2, 3, 5),  # it begins elsewhere
        scans(1, 2, 40),
        scans(1, 2, 4, stem="IMG_"),
        scans(1, 2, 4, stem="扫描件", folder="2025-2026学年校园文化照片"),
    ],
)
def test_runs_without_a_telling_gap(documents: list[Document]) -> None:
    assert codes(run(documents), "run-gap") == []


def test_many_files_that_nobody_asked_for_are_told_folder_by_folder() -> None:
    paths = [f"材料/旧/{folder}/{number}号.docx" for folder in "甲乙丙" for number in range(40)]
    matching = run([document(path) for path in paths])
    assert sorted(entry.path for entry in matching.unclaimed) == sorted(paths)
    told = [p for p in matching.problems if p.code in ("unclaimed", "unclaimed-folder")]
    assert [p.path for p in told] == ["材料/旧/丙", "材料/旧/乙", "材料/旧/甲"]
    assert all("有40个文件没有对应任何一项材料" in p.message for p in told)


def test_very_many_folders_are_told_by_those_above_them() -> None:
    paths = [f"材料/{year}/{number}/x.docx" for year in ("甲", "乙") for number in range(40)]
    told = run([document(path) for path in paths]).problems
    assert [p.path for p in told if p.code == "unclaimed-folder"] == ["材料/乙", "材料/甲"]


def test_a_tree_that_was_copied_whole_is_told_folder_by_folder() -> None:
    paths = [f"{root}/{number}号.docx" for root in ("材料/原", "上交/办公室/副本") for number in range(60)]
    documents = [replace(document(path), sha256=path.rpartition("/")[2]) for path in paths]
    matching = run(documents)
    assert len(matching.duplicates) == 60
    told = [p for p in matching.problems if p.code in ("duplicate", "duplicate-folder")]
    assert [p.code for p in told] == ["duplicate-folder"]
    assert "有60个文件" in told[0].message


def test_a_merge_group_is_one_item() -> None:
    paths = ["材料/甲.pdf", "材料/乙.pdf"]
    said = desk(*(decision(path, "2-9-03", merge_group="一", row=n) for n, path in enumerate(paths)))
    (claim,) = run([document(path) for path in paths], said).claims
    assert sorted(part.path for part in claim.parts) == sorted(paths)


def test_a_decision_without_a_year_fills_nothing() -> None:
    path = "材料/某.docx"
    (claim,) = run([document(path)], desk(decision(path, "2-9-03", year=""))).claims
    assert (claim.certain, claim.rule) == (False, "decision")


def test_the_department_that_owes_it_breaks_a_tie() -> None:
    owners = Desk(owners=(Owner(requirement="3-6-01", department="政教处"),))
    with_owner = claims_of(
        run([document("上交/德育处/德育计划2025.3.docx")], owners), "上交/德育处/德育计划2025.3.docx"
    )
    without = claims_of(run([document("上交/教务处/德育计划2025.3.docx")]), "上交/教务处/德育计划2025.3.docx")
    assert with_owner[0].score > without[0].score


# -- laws --

PIECES = st.lists(st.sampled_from([row.path for row in rows()]), min_size=1, max_size=25, unique=True)


def tree(paths: Sequence[str]) -> list[Document]:
    titles = {row.path: row.title for row in rows()}
    return [document(path, titles[path]) for path in paths]


@settings(max_examples=25, deadline=None)
@given(PIECES, st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters(paths: list[str], random: Random) -> None:
    documents = tree(paths)
    shuffled = documents[:]
    random.shuffle(shuffled)
    assert run(documents) == run(shuffled)


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_one_more_file_never_takes_a_place_away(paths: list[str]) -> None:
    assert certain(run(tree(paths[:-1]))) <= certain(run(tree(paths)))


@settings(max_examples=25, deadline=None)
@given(PIECES, st.integers(0, 24), st.text("甲乙丙丁戊", min_size=1, max_size=4))
def test_decisions_outlive_renames(paths: list[str], which: int, name: str) -> None:
    documents = tree(paths)
    chosen = documents[which % len(documents)]
    said = desk(decision(chosen.path, "5-7-01", fingerprint=chosen.sha256[:16]))
    moved = replace(chosen, source=chosen.source._replace(path=f"材料/{name}.bin"))
    for one in (chosen, moved):
        matching = run([one if d is chosen else d for d in documents], said)
        assert {claim.requirement for claim in claims_of(matching, one.path)} == {"5-7-01"}


@settings(max_examples=25, deadline=None)
@given(PIECES, st.data())
def test_decisions_outlive_reordering_and_a_second_delivery(paths: list[str], data: st.DataObject) -> None:
    """The rows of the workbook in any order, and all files handed in once more in another folder."""
    documents = tree(paths)
    said = [
        decision(d.path, data.draw(st.sampled_from(["5-7-01", "3-3-01"])), fingerprint=d.sha256[:16], row=row)
        for row, d in enumerate(documents, 2)
    ]
    again = [replace(d, source=d.source._replace(path=f"材料/再次送来/{d.path}")) for d in documents]
    for given_in in (documents, again, [*again, *documents]):
        matching = run(given_in, desk(*data.draw(st.permutations(said))))
        for d, row in zip(documents, said, strict=True):
            here = {d.path, f"材料/再次送来/{d.path}"}
            found = {c.requirement for path in here for c in claims_of(matching, path)}
            assert found == {row.requirement}
        assert codes(matching, "decision-gone") == codes(matching, "decision-stale") == []


@settings(max_examples=25, deadline=None)
@given(PIECES)
def test_every_file_is_in_one_place(paths: list[str]) -> None:
    matching = run(tree(paths))
    claimed = {part.path for claim in matching.claims for part in claim.parts}
    duplicates = [duplicate.path for duplicate in matching.duplicates]
    unclaimed = [entry.path for entry in matching.unclaimed]
    assert sorted([*claimed, *duplicates, *unclaimed]) == sorted(paths)


def test_the_pdf_beside_a_copy_serves_the_file_that_is_kept() -> None:
    kept, copy, pages = "材料/学校章程.docx", "上交/办公室/学校章程.docx", "上交/办公室/学校章程.pdf"
    matching = run([document(kept, content="一"), document(copy, content="一"), document(pages)])
    assert {(d.path, d.of, d.reason) for d in matching.duplicates} == {
        (copy, kept, "same-content"),
        (pages, kept, "pages-of"),
    }


def test_a_rejection_holds_for_copies_and_for_the_pdf_beside_it() -> None:
    path, copy, pages = "材料/学校章程.docx", "上交/办公室/学校章程.docx", "材料/学校章程.pdf"
    tree = [document(path, content="一"), document(copy, content="一"), document(pages)]
    assert run(tree, desk(decision(path, "3-3-01", verdict="reject"))).claims == ()


def test_a_decision_on_a_document_is_not_undone_by_its_pdf() -> None:
    path, pages = "材料/2024-2025学年德育工作计划.docx", "材料/2024-2025学年德育工作计划.pdf"
    matching = run([document(path), document(pages)], desk(decision(path, "2-9-03")))
    assert certain(matching) == {("2-9-03", "2024-2025")}


# -- what strangers' schools taught --


@pytest.mark.parametrize(
    "name",
    [
        "1-5-03 体育老师合影.jpg",
        "1-1-02 退休教师名单.xlsx",
        "3-5-04-图书捐赠倡议书.docx",
        "1-1-01 食堂员工花名册.xlsx",
    ],
)
def test_a_number_before_words_about_something_else_is_a_question(name: str) -> None:
    result = run([document(f"材料/{name}")])
    assert not certain(result)
    assert {claim.doubt for claim in result.claims} == {"contradiction"}


def test_a_number_before_words_about_the_material_or_before_none_is_an_answer() -> None:
    assert certain(run([document("材料/1-1-02 专任教师.xlsx")])) == {("1-1-02", "")}
    assert certain(run([document("材料/1-1-02.xlsx")])) == {("1-1-02", "")}


@pytest.mark.parametrize("short", ["明德县二中", "明德二中", "二中", "明德县第二中学", "第二初级中学"])
def test_our_school_in_short_is_ours(short: str) -> None:
    project = replace(PROJECT, school=School(name="明德县第二初级中学", short_name="明德县第二初级中学"))
    found = match(checklist(), project, NO_DESK, (document(f"材料/{short}教职工花名册.xlsx"),))
    assert certain(found) == {("1-1-01", ""), ("2-12-03", "")}


@pytest.mark.parametrize(
    "title",
    [
        "习惯润心 榆苗成长 ——2024-2025学年德育工作总结",
        "2024-2025学年德育工作总结：习惯润心榆苗成长",
        "“习惯润心”2024-2025学年德育工作总结",
    ],
)
def test_the_part_of_a_title_that_says_what_the_paper_is(title: str) -> None:
    assert certain(run([document("材料/一年来.docx", title=title)])) == {("3-6-02", "2024-2025")}


def test_a_model_is_none_the_less_one_before_a_dash() -> None:
    assert not certain(run([document("材料/一年来.docx", title="范文参考资料——2024-2025学年德育工作总结")]))


@pytest.mark.parametrize("line", ["2025年3月5日 数学组 主讲：某某", "白杨小学 2025年3月", "2025年上期"])
def test_the_day_under_a_title_is_that_of_the_paper(line: str) -> None:
    read = document(
        "材料/a.docx", title="校本培训过程记录", lead=f"校本培训过程记录\n{line}\n主题：大单元作业设计\n"
    )
    assert certain(run([read])) == {("2-9-04", "2024-2025")}


@pytest.mark.parametrize(
    "lead", ["序号 姓名 出生年月\n1 甲 2021.11 本科", "2025年3月5日，全校教师参加培训。", "自2025年3月起实施"]
)
def test_days_of_persons_and_of_sentences_are_not(lead: str) -> None:
    read = document("材料/a.docx", title="校本培训过程记录", lead=f"校本培训过程记录\n{lead}\n")
    assert not certain(run([read]))


def test_a_summary_signed_within_its_year_is_of_that_year_and_one_of_september_is_not() -> None:
    def signed(day: str) -> set[tuple[str, str]]:
        tail = f"德育处\n{day}"
        return certain(
            run([document("材料/a.docx", title="德育工作总结", lead=f"德育工作总结\n{tail}", tail=tail)])
        )

    assert signed("2025年4月7日") == {("3-6-02", "2024-2025")}
    assert signed("2025年9月7日") == set()


def test_an_agenda_is_no_minutes() -> None:
    read = document("材料/质量分析会议程.docx", title="2025年秋季期中质量分析会议程")
    assert not certain(run([read]))


def test_the_cover_of_a_register_is_no_register() -> None:
    assert not certain(run([document("材料/多媒体记录本封面.jpg")]))
    assert not certain(run([document("材料/教职工花名册封面.docx")]))


def test_folders_thousands_deep_are_read() -> None:
    deep = "材料/资料.zip!/" + "层/" * 3000 + "学校章程.docx"
    assert certain(run([document(deep, title="学校章程")])) == {("3-3-01", "")}
