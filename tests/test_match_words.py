"""What a file's own words say: codes, names, titles and what was recognised on a scan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier import soften as softening
from dossier.checklist import materials
from dossier.match import match
from dossier.match.texts import fold
from dossier.model import School
from tests.labelling import PROJECT, checklist, document
from tests.matching import NO_DESK, certain, run, scan


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


def test_the_printed_title_is_the_one_inside() -> None:
    (claim,) = run([document("材料/a.docx", "明德中学2024-2025学年德育工作计划")]).claims
    assert claim.title == "明德中学2024-2025学年德育工作计划"
    (claim,) = run([document("材料/3.2024-2025学年德育工作计划（定稿）.docx")]).claims
    assert claim.title == "2024-2025学年德育工作计划"


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


def test_an_agenda_is_no_minutes() -> None:
    read = document("材料/质量分析会议程.docx", title="2025年秋季期中质量分析会议程")
    assert not certain(run([read]))


def test_the_cover_of_a_register_is_no_register() -> None:
    assert not certain(run([document("材料/多媒体记录本封面.jpg")]))
    assert not certain(run([document("材料/教职工花名册封面.docx")]))


def test_softening_tries_only_what_can_match_and_misses_nothing() -> None:
    """Every name of the vocabulary is softened as by all patterns in their order."""
    for material in materials.load().materials:
        for name in map(fold, material.names):
            plain = name
            for pattern, word in softening._SOFT:
                plain = pattern.sub(word, plain)
            assert softening.soften(name) == plain, name
