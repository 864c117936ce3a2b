"""Papers whose title does not say what they are, and requirements that nothing speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dossier.examine.titles import Line, choose
from dossier.match import gaps, match
from dossier.match.facts import CLAIMED, Candidate
from dossier.match.subjects import subject
from dossier.match.tools import make
from dossier.model import (
    Checklist,
    Decision,
    Desk,
    Document,
    Exemption,
    Group,
    Indicator,
    PaperItem,
    Requirement,
)
from tests.labelling import PROJECT, checklist, document

NO_DESK = Desk()


def proposed(*documents: Document, desk: Desk = NO_DESK) -> dict[str, list[tuple[str, str, bool]]]:
    """Path → what is claimed of it, why, and whether for certain."""
    found: dict[str, list[tuple[str, str, bool]]] = {d.path: [] for d in documents}
    for claim in match(checklist(), PROJECT, desk, documents).claims:
        found[claim.parts[0].path].append((claim.requirement, claim.reason, claim.certain))
    return found


# -- what a paper is about --


@pytest.mark.parametrize(
    ("title", "lead", "about"),
    [
        ("公 示", "公 示\n2025年秋季一年级编班结果现公示如下：\n一（1）班41人：……", "2025年秋季一年级编班结果公示"),
        ("证 明", "证  明\n兹证明我校2024年9月以来未发生重大安全责任事故。\n派出所", "我校2024年9月以来未发生重大安全责任事故证明"),
        ("证明", "证明\n兹证明某县某镇九年一贯制学校自2023年至2025年未发生重大安全\n责任事故。\n某所", "某县某镇九年一贯制学校自2023年至2025年未发生重大安全责任事故证明"),
        ("公告", "公告\n各位家长：\n现将2025年招生片区公布如下：", "2025年招生片区公告"),
        ("教代会会议纪要", "教代会会议纪要\n时间：2021年10月20日\n议题：审议《学校章程（草案）》\n记录：甲", "审议《学校章程(草案)》纪要"),
        ("均衡编班公示", "均衡编班公示\n2025年秋季一年级结果现公示如下：", ""),
        ("教职工花名册", "教职工花名册\n主题：无", ""),
        ("公示", "公示", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_title_that_is_only_a_kind_of_paper_is_read_with_the_text(
    title: str, lead: str, about: str
) -> None:
    assert subject(title, lead).replace("（", "(").replace("）", ")") == about


def test_what_only_the_text_says_is_proposed_and_never_certain() -> None:
    path = "上交/教务处/贴出去的.pdf"
    lead = "公示\n2025年秋季七年级编班结果现公示如下：\n七（1）班45人"
    found = proposed(replace(document(path, "公示"), lead=lead))
    ((code, reason, certain), *_) = found[path]
    assert (code, certain) == ("2-5-03", False)
    assert reason.startswith("正文开头含“编班结果公示”")


# -- a title over several lines --


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["关于印发《“十四五”学校布局", "专项规划》的通知", "各学校："], "关于印发《“十四五”学校布局专项规划》的通知"),
        (["关于公布骨干教师认定结果的", "通知", "经考核，认定"], "关于公布骨干教师认定结果的通知"),
        (["县教育局文件", "关于成立领导小组的通知", "各学校"], "关于成立领导小组的通知"),
        (["关于举办运动会的一些想法", "同学们积极参加", "场面热烈"], "关于举办运动会的一些想法"),
        (["教学设备采购合同（包括", "第一条 标的", "第二条 交货"], "教学设备采购合同（包括"),
        (["设备验收单（2024年", "多媒体部分）", "序号"], "设备验收单（2024年多媒体部分）"),
    ],
)  # fmt: skip
def test_a_title_that_breaks_off_goes_on_in_the_next_lines(lines: list[str], title: str) -> None:
    assert choose(map(Line, lines)) == title


# -- what nothing speaks for --

NEAR = "材料/总务处/差多少.xlsx"
PLANS = Checklist(
    id="plans",
    title="清单",
    groups=(Group(code="1", title="全部"),),
    indicators=(Indicator(code="B1", group="1", title="装备"),),
    requirements=(
        Requirement(
            code="1-1-01", indicator="B1", title="教学装备配备标准对照表", form="统计表", years="none"
        ),
        Requirement(code="1-1-02", indicator="B1", title="教学仪器设备台账", form="统计表", years="none"),
        Requirement(code="1-1-03", indicator="B1", title="图书借阅登记", form="记录", years="none"),
    ),
)


def asked(*documents: Document, desk: Desk = NO_DESK) -> list[tuple[str, str]]:
    """Path and requirement of what is proposed."""
    claims = match(PLANS, PROJECT, desk, documents).claims
    return [(claim.parts[0].path, claim.requirement) for claim in claims if not claim.certain]


def near(title: str = "装备标准达标对照") -> Document:
    """A file whose title has something of 1-1-01, and not enough to be taken for it."""
    return document(NEAR, title)


def test_the_nearest_file_is_proposed_for_what_nothing_speaks_for() -> None:
    (candidate,) = facts_of(near())
    assert gaps._NEAR <= candidate.score < CLAIMED
    assert asked(near()) == [(NEAR, "1-1-01")]


def test_it_is_not_proposed_where_anything_else_speaks() -> None:
    assert asked(near(), document("材料/1.xlsx", "教学装备配备标准对照表")) == []
    assert asked(near(), desk=Desk(papers=(paper("1-1-01"),))) == []
    assert asked(near(), desk=Desk(papers=(paper("1-1-02"),))) == [(NEAR, "1-1-01")]


def test_what_is_not_looked_for_among_files_is_not_asked() -> None:
    no = Exemption(requirement="1-1-01", case="not-applicable", reason="没有", decided_by="", until="", row=2)
    assert asked(near(), desk=Desk(exemptions=(no,))) == []
    later = replace(no, case="deferred")
    assert asked(near(), desk=Desk(exemptions=(later,))) == [(NEAR, "1-1-01")]
    seen = replace(PLANS.requirements[0], site_visit=True)
    on_site = replace(PLANS, requirements=(seen, *PLANS.requirements[1:]))
    assert not match(on_site, PROJECT, NO_DESK, [near()]).claims


def test_a_person_who_said_no_is_not_asked_again() -> None:
    assert asked(near(), desk=Desk(decisions=(refusal(NEAR, "1-1-01"),))) == []


def test_what_looks_like_no_evidence_is_not_proposed() -> None:
    assert asked(near("装备标准达标对照（样表）")) == []
    assert asked(near("临江三中装备达标情况对照分析")) == []


def test_of_several_the_nearest_one_is_proposed_and_of_equals_the_first() -> None:
    farther = document("材料/总务处/另一份.xlsx", "教学装备对照情况分析报告")
    equal = document("材料/总务处/差多少（第二份）.xlsx", "装备标准达标对照")
    assert asked(farther, near(), equal) == [(NEAR, "1-1-01")]


def facts_of(one: Document) -> Sequence[Candidate]:
    tools = make(PLANS, PROJECT, NO_DESK)
    return tools.finder.candidates(tools.facts(one))


def paper(code: str) -> PaperItem:
    return PaperItem(
        requirement=code,
        title="",
        year="",
        volumes=1,
        pages=2,
        copy="",
        place="",
        keeper="",
        checker="",
        row=2,
    )


def refusal(path: str, code: str) -> Decision:
    return Decision(
        path=path, folder=False, fingerprint="", pages=None, merge_group="", verdict="reject",
        requirement=code, year="", copy="", decided_by="", row=2,
    )  # fmt: skip


# -- a record's topic --


@pytest.mark.parametrize(
    ("title", "topic", "code", "sure"),
    [
        ("第七届教代会第二次会议记录", "审议奖励性绩效工资考核分配办法", "2-8-03", False),
        ("第六届教代会第二次会议纪要", "审议《明德中学章程（修订草案）》", "3-3-03", False),
        ("第六届教代会第二次会议纪要", "工会换届事宜", "2-8-03", True),
        ("第六届教代会第二次会议纪要", "", "2-8-03", True),
    ],
)
def test_a_record_whose_topic_is_another_material_is_a_question(
    title: str, topic: str, code: str, sure: bool
) -> None:
    lead = f"{title}\n时间：2025年3月14日\n" + (f"议题：{topic}\n" if topic else "") + "记录：甲"
    written = document("材料/工会/3.14会.docx", title, lead=lead)
    found = proposed(written)[written.path]
    assert {found_code for found_code, *_ in found} == {code}
    assert {certain for *_, certain in found} == {sure}


@pytest.mark.parametrize(
    ("title", "foreign"),
    [
        ("澳头初中2025—2026学年上学期七年级课程表", True),
        ("石磨镇初中学生课程表", True),
        ("全县初中课程表", False),
        ("我校小学和初中课程表", False),
        ("2025—2026学年初中各班课程表", False),
    ],
)
def test_a_school_that_is_called_by_its_stage_is_another_school(title: str, foreign: bool) -> None:
    doubter = make(checklist(), PROJECT, NO_DESK).judge.doubter
    assert any(s.kind == "other" for s in doubter.suspicions([title], [], "")) == foreign


# -- drafts, and what was thrown out --


@pytest.mark.parametrize(
    ("path", "title", "looks"),
    [
        ("材料/作废/学校章程.docx", "明德中学章程", "像是作废的"),
        ("材料/学校章程（作废）.docx", "明德中学章程", "像是作废的"),
        ("材料/回收站/学校章程.docx", "", "像是作废的"),
        ("材料/学校章程征求意见稿2.docx", "", "像是没有定稿的"),
        ("材料/a.docx", "明德中学章程（草案）", "像是没有定稿的"),
        ("材料/教职工花名册（待核）.xlsx", "", "像是没有定稿的"),
        ("材料/审议章程.docx", "教代会审议《明德中学章程（草案）》会议记录", ""),
        ("材料/学校章程（定稿）.docx", "明德中学章程", ""),
        ("材料/报废/固定资产台账.xlsx", "", ""),
    ],
)
def test_drafts_and_what_was_thrown_out_prove_nothing(path: str, title: str, looks: str) -> None:
    doubter = make(checklist(), PROJECT, NO_DESK).judge.doubter
    found = doubter.suspicions(
        [text for text in (title, path.rpartition("/")[2]) if text], path.split("/")[1:-1], ""
    )
    assert [s.doubt.words.partition("（")[0] for s in found] == ([looks] if looks else [])
    if looks:
        assert not any(certain for *_, certain in proposed(document(path, title))[path])


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("材料/校级骨干教师花名册.xlsx", ""),
        ("材料/表彰.docx", "关于表彰2025年校级教学能手的决定"),
        ("材料/教代会议程.docx", "明德中学第六届二次教代会议程"),
        ("材料/教务处/质量分析会议程.docx", "2025-2026学年质量分析会议程"),
        ("材料/预算的事.pdf", "关于编制2026年部门预算的通知"),
        ("材料/招生.docx", "关于做好2025年义务教育学校招生入学工作的通知"),
        ("材料/校舍平面图招标.pdf", ""),
        ("材料/学习.docx", "2025-2026学年教师培训心得体会"),
    ],
)
def test_papers_about_a_material_are_not_that_material(path: str, title: str) -> None:
    assert not any(certain for *_, certain in proposed(document(path, title, lead=title))[path])
