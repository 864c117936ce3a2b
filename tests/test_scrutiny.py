"""Flaws inside evidence: each rule finds what it is for, and is silent about what schools rightly write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import resources, toml
from dossier.model import Document, Duplicate, Ledger, Part, Requirement, School
from tests.evidence import (
    BODY,
    CHECKLIST,
    CONTRACT,
    COPY,
    EVERY,
    MORALS,
    PARTNER,
    PLAN,
    PROJECT,
    RECORD,
    RULES,
    SIGNED,
    SPORTS,
    SUMMARY,
    YEAR,
    claim,
    codes,
    document,
    found,
    plan,
    record,
    roster,
    scrutinise,
    signed_in,
    strangers,
    written,
)


def test_a_sound_paper_has_no_flaw() -> None:
    assert codes(PLAN, plan()) == []
    assert codes(RULES, written("材料/安全管理制度.docx", "安全管理制度")) == []


def test_only_what_fills_a_place_is_looked_at() -> None:
    bad = plan("××学校，20__年工作安排。")
    assert codes(PLAN, bad) == ["left-blank"]
    assert codes(PLAN, bad, year="2019-2020") == []
    unsure = replace(claim(PLAN, bad.path), certain=False)
    assert scrutinise(CHECKLIST, PROJECT, [unsure], [bad]) == ()


def test_a_file_in_two_places_is_named_once() -> None:
    bad = written("材料/安全管理制度.docx", "安全管理制度", "××学校安全管理制度适用于全体师生。")
    claims = [claim(RULES, bad.path), claim(PARTNER, bad.path)]
    assert [problem.code for problem in scrutinise(CHECKLIST, PROJECT, claims, [bad])] == ["left-blank"]


# -- another school -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (plan(end="青禾县云岭小学\n2025年9月3日"), "落款"),
        (plan(end="云岭小学（盖章）\n二〇二五年九月三日"), "落款"),
        (plan(title="云岭小学德育工作计划"), "标题"),
        (plan(title="2025—2026学年度云岭小学德育工作计划"), "标题"),
        (plan("我们云岭实验小学高度重视德育工作。"), "正文"),
        (plan("为做好德育工作，现安排如下；云岭中学始终把德育放在首位。"), "正文"),
    ],
)
def test_another_school_where_ours_belongs(document: Document, place: str) -> None:
    [problem] = found(PLAN, document)
    assert (problem.code, f"的{place}写的是“" in problem.message) == ("other-school", True)


@pytest.mark.parametrize(
    "body",
    [
        "因此学校高度重视德育工作。近年来学校坚持立德树人。本学期小学认真落实。",
        "全县中小学积极开展活动。我们学校全体教师参加。各乡镇中学严格落实。",
        "晨光学校坚持德育为先。我们晨光实验学校全体教师参加。",
        "去年三月到云岭小学参观，学到不少做法。",
        "我们走进云岭小学，我们组织学生前往云岭中学参观。晨光实验学校与云岭中学联合举办。",
        "我校晨光实验学校教师参加。\n云岭中学积极参加了比赛。",
        "热爱学校\n为做好有关工作，安排如下。",
        "序号\n姓名\n单位\n1\n苗庭阳\n云岭小学\n热爱学校\n美丽的校园\n家长学校\n青禾县教师进修学校",
    ],
)
def test_schools_that_may_be_named(body: str) -> None:
    assert codes(PLAN, plan(body)) == []


def test_a_school_in_a_list_of_guests_signs_nothing() -> None:
    guests = written("材料/家长会记录.docx", "家长会记录", BODY, "单位\n晨光实验学校\n云岭小学\n签名")
    assert codes(RECORD, guests) == []


def test_a_partner_signs_what_is_done_together() -> None:
    both = "甲方：晨光实验学校\n云岭小学\n2025年9月3日"
    assert codes(PARTNER, written("材料/协议.docx", "结对帮扶协议", BODY, both)) == []


def test_a_central_school_keeps_the_papers_of_its_schools() -> None:
    project = replace(PROJECT, school=School(name="云岭镇中心小学", short_name="云岭中心校"))
    paper = plan(end="云岭镇石桥村小学\n2025年9月3日")
    assert scrutinise(CHECKLIST, project, [claim(PLAN, paper.path)], [paper]) == ()
    assert codes(PLAN, paper) == ["other-school"]


# -- places left to be filled in ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "××学校",
        "XX县",
        "20__年",
        "20××年",
        "20**年",
        "X月X日",
        "XX年",
        "（此处填写学校简介）",
        "【　】",
        "某某中学",
    ],
)
def test_places_left_to_be_filled_in(mark: str) -> None:
    [problem] = found(PLAN, plan(f"为落实{mark}的要求，安排如下。"))
    assert problem.code == "left-blank"
    assert problem.message.startswith("“材料/德育/德育工作计划.docx”里有没填完的地方：“")


def test_a_rule_to_write_on_counts_in_running_text() -> None:
    assert codes(PLAN, plan("由______同志负责，安排如下。")) == ["left-blank"]
    assert codes(PLAN, plan("评定等级：【 】优秀")) == ["left-blank"]
    assert codes(RECORD, record("共有______人参加，【 】满意")) == []


@pytest.mark.parametrize(
    "line",
    [
        "张××、李XX同学受到表扬，王**作了发言。",
        "教室面积9×7米，灯管40×2支，规格15XX型。",
        "签名：________  20__年__月__日",
        "共20 个班，2025 年完成。20  个班参加。",
        "负责人（签字）：______同志",
        "每周一至周五【重点】检查，【附】记录。",
        "李××小学高级教师，王××市级骨干教师，××省略，第XX区域，XX年级。",
        "（此处盖章）（此处粘贴照片）",
        "**学校管理**要加强，**县级以上**的优先。",
    ],
)
def test_marks_that_are_no_blanks(line: str) -> None:
    assert codes(PLAN, plan(f"{BODY}\n{line}\n{BODY}")) == []


def test_papers_that_are_meant_to_be_blank() -> None:
    assert codes(RULES, written("材料/样卷.docx", "期末测试样卷", "××小学20__年期末测试")) == []


def test_forms_that_are_attached_are_blank_rightly() -> None:
    form = "附件1\n劝返通知书\n________家长：您的孩子______于20__年__月__日起未到校，请××学校核对"
    assert codes(PLAN, plan(f"{BODY}\n{form}")) == []
    itself = written("材料/制度.docx", "附件1", f"安全管理制度\n××学校安全管理制度如下。\n{BODY}")
    assert codes(RULES, itself) == ["left-blank"]


def test_names_are_hidden_on_purpose_where_people_are_told_of() -> None:
    hidden = written("材料/家访记录.docx", "控辍保学家访记录", "学生由××小学转入，家住××县××镇。", "")
    assert codes(RECORD, hidden) == []
    assert codes(CONTRACT, written("材料/合同.docx", "用房合同", "工期20__年，甲方XX学校。")) == []


# -- years --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("材料/德育/2024-2025学年德育工作计划.docx", "文件名"),
        ("材料/2024-2025学年/德育工作计划.docx", "文件夹"),
    ],
)
def test_the_title_says_another_year(path: str, where: str) -> None:
    [problem] = found(PLAN, plan(path=path))
    assert problem.code == "year-inside"
    assert f"标题写的是2025—2026学年度，{where}却是2024—2025学年度" in problem.message


def test_the_title_says_another_year_than_its_place() -> None:
    assert codes(PLAN, plan(), year="2024-2025") == ["year-inside"]


@pytest.mark.parametrize(
    "path",
    [
        "材料/2025-2026学年/德育工作计划.docx",
        "材料/2023-2026学年/德育工作计划.docx",
        "材料/2024-2025学年迎检材料/德育工作计划.docx",
        "材料/2024-2025学年/2025-2026学年德育工作计划.docx",
        "材料/2024年/德育工作计划.docx",
    ],
)
def test_folders_that_say_nothing_against_a_year(path: str) -> None:
    assert codes(PLAN, plan(path=path)) == []


def test_admission_is_kept_with_either_of_two_years() -> None:
    admission = plan(title="2025年秋季招生方案", path="材料/2024-2025学年/招生方案.docx")
    assert codes(PLAN, admission) == []


@pytest.mark.parametrize(
    ("requirement", "day", "flawed"),
    [
        (PLAN, "2024年9月1日", True),
        (PLAN, "2026年9月5日", True),
        (PLAN, "2025年7月10日", False),
        (PLAN, "2025年1月2日", False),
        (PLAN, "2024年12月1日", True),
        (SUMMARY, "2024年7月1日", True),
        (SUMMARY, "2026年7月5日", False),
    ],
)
def test_the_date_below_belongs_to_another_year(requirement: Requirement, day: str, flawed: bool) -> None:
    paper = plan(title=f"2025—2026学年度{requirement.title}", end=f"青禾县晨光实验学校\n{day}")
    later = replace(PROJECT, as_of=date(2026, 8, 31))
    problems = scrutinise(CHECKLIST, later, [claim(requirement, paper.path)], [paper])
    assert ("date-outside" in [problem.code for problem in problems]) == flawed


# -- days ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["2025年2月30日", "4月31日", "2025-02-29", "二〇二五年六月三十一日", "2025年13月1日"]
)
def test_days_that_no_calendar_has(words: str) -> None:
    [problem] = found(PLAN, plan(f"定于{words}开始。"))
    assert (problem.code, f"“{words}”" in problem.message) == ("date-impossible", True)


@pytest.mark.parametrize("words", ["2024年2月29日", "2月29日", "12月31日", "2025-2-28", "10.31", "4月、31日"])
def test_days_that_there_are(words: str) -> None:
    assert codes(PLAN, plan(f"定于{words}开始。")) == []


@pytest.mark.parametrize(
    ("words", "right"),
    [("2026年3月2日 星期三", "星期一"), ("2026年3月2日（周日）", "星期一"), ("2026年3月2日（星期一）", "")],
)
def test_a_weekday_that_is_not_that_of_the_day(words: str, right: str) -> None:
    problems = found(RECORD, record(f"时间：{words}下午"))
    assert [problem.code for problem in problems] == ["weekday-wrong"] * bool(right)
    shown = words.replace("（", "(").replace("）", ")")
    assert all(f"“{shown}”，那天是{right}" in problem.message for problem in problems)


def test_a_range_of_weekdays_is_not_the_weekday_of_a_day() -> None:
    assert codes(PLAN, plan("自2025年9月1日 周二至周五进行，2025年9月2日，周三例会照常。")) == []
    assert codes(RECORD, record("2025年9月3日 周五一迟到，2025年9月3日 周天宇请假")) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("时间：2026年3月7日下午2:30", "星期六"),
        ("会议时间：2025年10月1日", "国庆节、中秋节假期"),
        ("时间：2025年10月8日", "国庆节、中秋节假期"),
        ("时间：2025年1月31日", "春节假期"),
        ("时间：2025年2月8日", ""),  # a Saturday on which everybody worked
        ("时间：2024年4月7日", ""),
        ("时间：2019年10月1日", "国庆节假期"),  # a year that the list does not know
        ("时间：2019年2月3日", "星期日"),
        ("时间：2019年2月4日", ""),
        ("时间\n2026年3月8日", "星期日"),
        ("时间：2026年3月6日", ""),
        ("时间：2026年3月7日—3月9日", ""),
        ("下次会议定于2026年3月7日召开", ""),
    ],
)
def test_a_meeting_on_a_day_off_is_a_note(line: str, why: str) -> None:
    problems = found(RECORD, record(line))
    assert [(problem.code, problem.severity) for problem in problems] == [("day-off", "note")] * bool(why)
    assert all(f"是{why}" in problem.message for problem in problems)


def test_the_holidays_of_each_year_come_out_even() -> None:
    """Days off are either weekends, or fixed by law (11, from 2025 on 13), or worked for on a weekend."""
    for year in toml.load(resources.data("holidays.toml"))["year"]:
        spans = year["off"]
        off = [s["from"] + timedelta(n) for s in spans for n in range((s["to"] - s["from"]).days + 1)]
        assert all(day.weekday() >= 5 and day not in off for day in year["on"])
        assert all(day.year == year["year"] for day in year["on"] + off[1:] if day.month < 12)
        by_law = 13 if year["year"] >= 2025 else 11
        assert sum(day.weekday() < 5 for day in off) - len(year["on"]) == by_law


def test_what_belongs_to_a_day_off_may_be_on_one() -> None:
    assert codes(RECORD, record("时间：2026年1月1日", "元旦联欢会议记录")) == []
    assert codes(RECORD, record("时间：2026年3月7日", "安全检查记录")) == []


def test_a_date_after_the_day_of_the_run() -> None:
    later = plan(title="德育工作计划", end="青禾县晨光实验学校\n2026年6月1日")
    [problem] = found(PLAN, later)
    assert (problem.code, "落款2026年6月1日在检查日期2026年5月20日之后" in problem.message) == (
        "date-ahead",
        True,
    )
    assert codes(RECORD, record("时间：2026年6月1日")) == ["date-ahead"]
    assert codes(PLAN, plan("本计划执行至2027年7月31日，验收时间：2026年12月1日。")) == []
    begins = plan(end="青禾县晨光实验学校\n2025年9月3日\n本计划自2026年9月1日起施行")
    assert codes(PLAN, begins) == []
    lasts = plan(end="青禾县晨光实验学校\n2025年9月3日\n有效期至2027年8月31日")
    assert codes(PLAN, lasts) == []


def test_who_signed_in_and_is_not_on_the_roster_of_that_year() -> None:
    [problem] = strangers(signed_in("钱多多", "孙 小圣"), roster())
    assert (problem.code, problem.severity, problem.requirement) == ("sign-in-stranger", "warning", "10")
    assert "有2人不在2025—2026学年度教职工花名册上：钱多多、孙小圣" in problem.message


def test_a_roster_of_two_tables_is_one() -> None:
    assert strangers(signed_in("钱多多"), roster(), roster(title="工勤人员花名册", names=["钱多多"])) == []


@pytest.mark.parametrize(
    "sheet",
    [
        signed_in(),
        signed_in("孙小圣", "钱多多", "李大海"),  # most of them ours, yet too many strangers for a slip
        signed_in("备注"),
        signed_in("温 一 诺", "苗庭阳（主持）"),
        signed_in("钱多多", title="校本培训专家讲座签到表"),
        signed_in("钱多多", title="全县教师培训签到表"),
        signed_in("钱多多", title="家长会签到表"),
        signed_in("钱多多", path="材料/校际结对/教研签到表.xlsx"),
        document("材料/签到.xlsx", kind="xlsx", title="教师培训签到表", attendees=("苗庭阳", "钱多多")),
    ],
)
def test_sign_in_sheets_that_say_nothing(sheet: Document) -> None:
    assert strangers(sheet, roster()) == []


@pytest.mark.parametrize(
    "ledger",
    [roster("2024-2025"), roster(part="小学部"), roster(title="专任教师花名册"), roster(year="")],
)
def test_rosters_that_say_nothing(ledger: Ledger) -> None:
    assert strangers(signed_in("钱多多"), ledger) == []


def test_the_day_of_the_meeting_tells_the_roster() -> None:
    sheet = replace(signed_in("钱多多"), lead="时间：2024年10月9日")
    assert strangers(sheet, roster()) == []
    assert len(strangers(sheet, roster("2024-2025"))) == 1


# -- between files ------------------------------------------------------------------------------------------------


def issued(path: str, title: str, number: str = "晨光校〔2025〕12号") -> Document:
    lead = f"青禾县晨光实验学校文件\n{number}\n{title}\n{BODY}\n{SIGNED}"
    return document(path, title=title, lead=lead, tail=lead[-400:])


def test_one_number_on_two_papers() -> None:
    first = issued("材料/a.docx", "关于印发安全管理制度的通知")
    second = issued("材料/b.docx", "关于成立食堂管理小组的通知", "晨光校[2025]第12号")
    [problem] = found(RULES, first, second)
    assert (problem.code, problem.path) == ("number-twice", "材料/b.docx")
    assert "文号都是晨光校〔2025〕12号" in problem.message


def test_a_number_that_is_not_used_twice() -> None:
    first = issued("材料/a.docx", "关于印发安全管理制度的通知")
    assert codes(RULES, first, issued("材料/b.docx", first.title)) == []
    assert codes(RULES, first, issued("材料/b.docx", "关于食堂的通知", "晨光校〔2025〕13号")) == []
    quoting = written("材料/c.docx", "食堂管理制度", f"根据晨光校〔2025〕12号，规定如下。\n{BODY}")
    assert codes(RULES, first, quoting) == []


GAMES, VISIT = "材料/校运动会/1.jpg", "材料/清明祭扫活动/2.jpg"


def photo(path: str, likeness: str = "0f1e2d3c4b5a6978") -> Document:
    return document(path, kind="jpg", picture_hash=likeness)


def test_one_photo_under_two_activities() -> None:
    photos = [photo(GAMES), photo(VISIT, "0f1e2d3c4b5a6979")]
    claims = [claim(SPORTS, GAMES), claim(MORALS, VISIT)]
    [problem] = scrutinise(CHECKLIST, PROJECT, claims, photos)
    assert (problem.code, {problem.path} < {GAMES, VISIT}) == ("photo-two-events", True)


def test_a_copy_of_a_photo_under_two_activities() -> None:
    claims = [claim(SPORTS, GAMES), claim(MORALS, GAMES)]
    copy = Duplicate(path=VISIT, of=GAMES, reason="same-content")
    problems = scrutinise(CHECKLIST, PROJECT, claims, [photo(GAMES), photo(VISIT)], [copy])
    assert [(problem.code, problem.requirement) for problem in problems] == [("photo-two-events", "6")]
    assert scrutinise(CHECKLIST, PROJECT, claims, [photo(GAMES)]) == ()


@pytest.mark.parametrize("where", ["材料/校运动会/2.jpg", "材料/校园一角/2.jpg", "材料/校门外景/2.jpg"])
def test_photos_that_may_serve_twice(where: str) -> None:
    claims = [claim(SPORTS, GAMES), claim(MORALS, where)]
    assert scrutinise(CHECKLIST, PROJECT, claims, [photo(GAMES), photo(where)]) == ()


def test_photos_of_two_years_are_told_elsewhere() -> None:
    claims = [claim(SPORTS, GAMES, year="2024-2025"), claim(MORALS, VISIT, year=YEAR)]
    assert scrutinise(CHECKLIST, PROJECT, claims, [photo(GAMES), photo(VISIT)]) == ()


def test_materials_that_are_shared_share_their_photos() -> None:
    shared = replace(MORALS, material=SPORTS.material)
    checklist = replace(CHECKLIST, requirements=(SPORTS, shared))
    claims = [claim(SPORTS, GAMES), claim(shared, VISIT)]
    assert scrutinise(checklist, PROJECT, claims, [photo(GAMES), photo(VISIT)]) == ()


# -- signature ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "missing"),
    [
        ("", "落款单位和日期"),
        ("青禾县晨光实验学校", "日期"),
        ("2025年9月3日", "落款单位"),
        ("德育处\n2025.9.3", ""),
        ("苗庭阳\n二〇二五年九月", ""),
        ("校长（签字）：\n2025年9月3日", ""),
    ],
)
def test_a_paper_without_signature(end: str, missing: str) -> None:
    problems = found(RULES, written("材料/安全管理制度.docx", "安全管理制度", BODY, end))
    assert [problem.code for problem in problems] == ["unsigned"] * bool(missing)
    assert all(f"没有看到{missing}" in problem.message for problem in problems)


def test_what_stands_below_the_title_is_a_signature_too() -> None:
    below = f"（2025年9月3日教职工大会通过）\n青禾县晨光实验学校\n{BODY}"
    assert codes(RULES, written("材料/安全管理制度.docx", "安全管理制度", below, "")) == []


def test_an_end_that_is_not_known_is_not_judged() -> None:
    paper = written("材料/安全管理制度.docx", "安全管理制度", BODY, "")
    assert codes(RULES, paper) == ["unsigned"]
    assert codes(RULES, replace(paper, tail="")) == []
    assert codes(RULES, replace(paper, kind="xlsx")) == []
    pages = replace(claim(RULES, paper.path), parts=(Part(path=paper.path, pages_from=1, pages_to=2),))
    assert scrutinise(CHECKLIST, PROJECT, [pages], [paper]) == ()


def test_a_signature_may_stand_before_what_is_attached() -> None:
    long = "第一条　按规定办理，逐项核对，不得遗漏任何一处，由责任处室负责解释。\n" * 100
    assert codes(RULES, written("材料/制度.docx", "安全管理制度", long, "")) == ["unsigned"]
    assert codes(RULES, written("材料/制度.docx", "安全管理制度", f"附件：分工表\n{long}", "")) == []
    table = "序号\n姓名\n分工\n1\n苗庭阳\n组长\n2\n康鹏"
    assert codes(RULES, written("材料/制度.docx", "安全管理制度", long, table)) == []


@pytest.mark.parametrize(
    "title",
    [
        "学校作息时间表",
        "编制核定表2024-2025学年",
        "班级课表（上学期）",
        "安全管理制度汇编",
        "学校章程",
        "招生公告",
    ],
)
def test_papers_that_carry_no_signature(title: str) -> None:
    assert codes(RULES, written(f"材料/{title}.docx", title, BODY, "")) == []


# -- copies -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "flawed"),
    [
        ("教师资格证书（复印件）\n苗庭阳", True),
        ("教师资格证书（复印件）\n与原件一致", False),
        ("教师资格证书\n苗庭阳", False),
        ("所附材料\n1.学历证书复印件\n2.身份证复印件", False),
        ("报名时应当携带户口簿和身份证的原件及复印件各一份，由招生小组核对", False),
    ],
)
def test_a_copy_says_that_it_agrees_with_the_original(text: str, flawed: bool) -> None:
    paper = document("材料/证书.pdf", kind="pdf", title="教师资格证书", lead=text)
    assert codes(COPY, paper) == ["copy-unmarked"] * flawed
    assert codes(RULES, paper) == []


# -- laws ---------------------------------------------------------------------------------------------------------

TEXT = st.lists(
    st.sampled_from(
        [
            "2025年",
            "2月30日",
            "XX",
            "20__年",
            "云岭小学",
            "晨光实验学校",
            "我们",
            "附件",
            "（",
            "）",
            "〔2025〕12号",
            "星期三",
            "\n",
            "。",
            "：",
        ]
    )
    | st.text(max_size=3),
    max_size=30,
).map("".join)


@given(TEXT, TEXT, TEXT)
def test_any_text_is_only_warned_of(title: str, lead: str, tail: str) -> None:
    paper = document("材料/纸.docx", title=title, lead=lead, tail=tail)
    for requirement in EVERY:
        problems = found(requirement, paper)
        assert {problem.severity for problem in problems} <= {"warning", "note"}
        assert {(problem.path, problem.requirement) for problem in problems} <= {
            (paper.path, requirement.code)
        }


@given(st.permutations([GAMES, VISIT, "材料/清明祭扫活动/3.jpg", "材料/读书节/4.jpg"]))
def test_the_order_of_files_changes_nothing(paths: list[str]) -> None:
    claims = [claim(SPORTS, GAMES), *(claim(MORALS, path) for path in (VISIT, "材料/读书节/4.jpg"))]
    photos = [photo(path) for path in paths]
    assert scrutinise(CHECKLIST, PROJECT, claims, photos) == scrutinise(
        CHECKLIST, PROJECT, claims, sorted(photos, key=lambda one: one.path)
    )
