"""What looks like evidence and proves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dossier.checklist import enriched
from dossier.match import match
from dossier.model import School
from tests.labelling import PROJECT, checklist, document
from tests.matching import NO_DESK, certain, claims_of, run


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


@pytest.mark.parametrize("short", ["明德县二中", "明德二中", "二中", "明德县第二中学", "第二初级中学"])
def test_our_school_in_short_is_ours(short: str) -> None:
    project = replace(PROJECT, school=School(name="明德县第二初级中学", short_name="明德县第二初级中学"))
    found = match(checklist(), project, NO_DESK, (document(f"材料/{short}教职工花名册.xlsx"),))
    assert certain(found) == {("1-1-01", ""), ("2-12-03", "")}


PLAN = "2024-2025学年德育工作计划"


@pytest.mark.parametrize(
    ("signer", "sure"),
    [
        ("青石镇初级中学", False),
        ("云岭县第二中学", False),
        ("云岭县教育局", False),
        ("明德中学", True),
        ("德育处", True),
    ],
)
def test_who_signs_a_plan_is_whose_plan_it_is(signer: str, sure: bool) -> None:
    text = f"{PLAN}\n一、每月开展一次活动。\n{signer}\n2024年9月3日"
    (claim,) = run([document(f"材料/{PLAN}.docx", PLAN, lead=text, tail=text)]).claims
    assert (claim.requirement, claim.certain) == ("3-6-01", sure)
    assert (signer in claim.reason) is not sure


def test_a_paper_that_names_our_school_may_be_signed_by_others_too() -> None:
    text = f"{PLAN}\n明德中学与青石镇初级中学共同制定。\n青石镇初级中学\n2024年9月3日"
    (claim,) = run([document(f"材料/{PLAN}.docx", PLAN, lead=text, tail=text)]).claims
    assert claim.certain


@pytest.mark.parametrize(
    ("below", "sure"),
    [
        ("活动时间：          \n活动地点：\n参加人员：____\n活动内容：", False),
        ("时间\n地点\n主持人\n记录人\n参加人员\n会议内容", False),
        ("序号\n姓名\n班级\n1\n2\n3", False),
        ("时间\n2024年10月9日\n地点\n二楼会议室\n主持人\n周一", True),
        ("活动时间：2024年10月9日\n活动地点：操场\n参加人员：全体学生", True),
    ],
)
def test_a_form_with_labels_alone_is_blank(below: str, sure: bool) -> None:
    title = "主题班会记录（2024—2025学年）"
    (claim,) = run([document("材料/班会.docx", title, lead=f"{title}\n{below}")]).claims
    assert (claim.requirement, claim.certain) == ("3-6-03", sure)
    assert ("空白表" in claim.reason) is not sure


@pytest.mark.parametrize("some", ["后勤", "安保", "食堂从业"])
def test_a_register_of_some_staff_is_no_register_of_all(some: str) -> None:
    standard = enriched(checklist())
    found = match(standard, PROJECT, NO_DESK, [document(f"材料/{some}人员花名册.docx")])
    assert not certain(found)


def test_a_written_paper_is_not_taken_for_a_picture_by_likeness() -> None:
    standard = enriched(checklist())
    found = match(standard, PROJECT, NO_DESK, [document("材料/少先队工作计划.docx")])
    assert {standard.by_code[claim.requirement].form for claim in found.claims} <= {"方案", "记录"}


NOTICE = "关于印发2024-2025学年德育工作计划的通知"


@pytest.mark.parametrize(
    ("title", "head", "signer", "is_ours"),
    [
        (NOTICE, "", "明德中学", True),
        (NOTICE, "", "青禾县明德中学教务处", True),
        (NOTICE, "", "德育处", True),
        (f"明德中学{NOTICE}", "", "", True),
        (NOTICE, "青禾县明德中学文件", "", True),
        (NOTICE, "", "", False),
        (NOTICE, "", "青禾县教育局", False),
        (NOTICE, "青禾县教育局文件", "德育处", False),
        (f"明德中学转发县教育局{NOTICE}", "", "明德中学", False),
    ],
)
def test_a_notice_of_our_own_is_none_from_above(title: str, head: str, signer: str, is_ours: bool) -> None:
    text = f"{head}\n{title}\n各班：请按时召开。\n{signer}\n2024年9月3日"
    (claim,) = run([document("材料/通知.docx", title, lead=text, tail=text)]).claims
    assert not claim.certain
    assert (claim.doubt, "上级" in claim.reason) == (("words", False) if is_ours else ("above", True))


def test_a_notice_of_our_own_is_a_piece_of_its_event() -> None:
    folder = "材料/德育/2025年3月5日学雷锋主题教育活动"
    title = "关于开展学雷锋主题教育活动的通知"
    text = f"{title}\n各班：请按时参加。\n明德中学\n2025年3月1日"
    notice = document(f"{folder}/通知.docx", title, lead=text, tail=text)
    rest = [document(f"{folder}/{name}") for name in ("方案.docx", "签到表.xlsx", "IMG_1.jpg")]
    (claim,) = run([notice, *rest]).claims
    assert (claim.rule, len(claim.parts)) == ("event", 4)
