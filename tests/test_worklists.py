"""What people work off tonight: messages, returned files, the bulletin, seals, the plan by day."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.compose import bulletin, chasing, days, gaps, matrix, records, returned, sealing, tables
from dossier.compose.actions import actions
from dossier.compose.workbooks import Link, Sheet, workbook
from dossier.judge.ranking import ranked
from dossier.match.distract import _LOOKS
from dossier.model import (
    Assessment,
    Claim,
    Doubt,
    Exemption,
    FigureSpec,
    Finding,
    Indicator,
    Owner,
    PaperItem,
    Part,
    Requirement,
    Slot,
    Unclaimed,
    Unreadable,
)
from dossier.pipeline import make
from dossier.problems import problem
from tests import shipped, small, worlds

CHARTER = "材料/办公室/学校章程.pdf"
"""The one file that the small school's office owes."""
STATUSES = ("齐全", "齐全（纸质）", "不齐", "缺", "待确认", "本校不涉及", "暂缓提交", "现场核查", "县级提供")


def school(*findings: Finding, **changes: object) -> Assessment:
    """The small school asked for one material for each of *findings*, called 材料1, 材料2 …"""
    given_school = worlds.assessment()
    asked = tuple(
        Requirement(code=finding.requirement, indicator="G9", title=f"材料{number}")
        for number, finding in enumerate(findings, 1)
    )
    return replace(
        given_school,
        checklist=replace(given_school.checklist, requirements=asked),
        findings=findings,
        **({"problems": (), "unreadable": ()} | changes),  # type: ignore[arg-type]
    )


def finding(number: int, status: str, owner: Owner | None = None, **more: object) -> Finding:
    """Of the material *number*."""
    code = f"9-9-{number:02d}"
    return Finding(requirement=code, status=status, owner=owner or Owner(requirement=code), **more)  # type: ignore[arg-type]


def owner(department: str, person: str = "", due: str = "", **more: str) -> Owner:
    """Whoever answers for something."""
    return Owner(requirement="", department=department, person=person, due=due, **more)


def claim(path: str, reason: str, year: str = "", doubt: Doubt = "") -> Claim:
    """A file that may be something."""
    parts = (Part(path=path),)
    return Claim(requirement="", year=year, parts=parts, rule="title", reason=reason, score=70, doubt=doubt)


# -- messages --


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("2026-09-01", "周二17:00前交"),
        ("2026-09-04", "周五17:00前交"),
        ("2026-09-07", "周一17:00前交"),
        ("2026-09-08", "9月8日（周二）17:00前交"),
        ("2027-01-04", "2027年1月4日（周一）17:00前交"),
        ("2026-08-31", "原定8月31日交，已逾期，请尽快补交"),
        ("开学前", "完成时限：开学前"),
        ("", ""),
    ],
)
def test_a_deadline_is_a_day_of_the_coming_week_or_a_date(due: str, said: str) -> None:
    assert chasing.deadline(due, date(2026, 9, 1)) == said


def test_everybody_gets_one_block_for_windows() -> None:
    he, lu = owner("德育处", "何静", "2026-09-04"), owner("总务处", "鲁薇")
    years = ("2024-2025", "2025-2026")
    told = school(
        *(finding(number, "缺", he) for number in range(1, 12)),
        finding(12, "不齐", lu, years_needed=years, years_found=years[:1]),
        finding(13, "齐全", lu),
        finding(14, "待确认", lu, to_confirm=(claim("材料/学生张小满 11010119900307803X.docx", "文件名"),)),
        finding(15, "缺"),
        finding(16, "缺", replace(he, due="2026-09-03")),
        finding(17, "本校不涉及", he),
    )
    data = chasing.messages(told)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n") == [
        "@德育处 何静 还差12项：材料16，周四17:00前交；"
        "材料1、材料2、材料3、材料4、材料5、材料6、材料7、材料8、材料9等11项，周五17:00前交",
        "",
        "@总务处 鲁薇 还差2项：材料12（缺2025—2026学年度）、材料14（有1份待确认）",
        "",
        "@（还没有责任人） 还差1项：材料15",
        "",
    ]


def test_all_that_is_late_is_one_matter() -> None:
    days = ("2026-08-20", "2026-08-03", "2026-09-04", "")
    told = school(*(finding(n, "缺", owner("德育处", "何静", due)) for n, due in enumerate(days, 1)))
    assert chasing.messages(told).decode("utf-8-sig") == (
        "@德育处 何静 还差4项：材料2、材料1，均已逾期（最早的原定8月3日交），请尽快补交；"
        "材料3，周五17:00前交；材料4\r\n"
    )


def test_names_of_one_department_are_one() -> None:
    told = school(
        finding(1, "缺", owner("教导处", "何静")),
        finding(2, "缺", owner("教务处", "何静")),
        finding(3, "齐全", owner("教务处")),
    )
    assert chasing.messages(told).decode("utf-8-sig") == "@教务处 何静 还差2项：材料1、材料2\r\n"
    assert gaps.departments(told) == ("教务处",)
    assert gaps.tasks(told, "教务处")["待补"] == 2


def test_one_paper_for_two_places_is_one_thing_to_hand_in() -> None:
    office = owner("办公室", "何静", "2026-09-04")
    told = school(
        finding(1, "缺", office),
        finding(2, "缺", replace(office, due="2026-09-03")),
        finding(3, "缺", office),
        finding(4, "缺", owner("教务处")),
    )
    titles = ("统计报表（教职工部分）", "统计报表（学生部分）", "章程", "统计报表")
    asked = tuple(
        replace(r, title=title, material="" if title == "章程" else "统计报表")
        for r, title in zip(told.checklist.requirements, titles, strict=True)
    )
    told = replace(told, checklist=replace(told.checklist, requirements=asked))
    assert chasing.messages(told).decode("utf-8-sig").split("\r\n") == [
        "@办公室 何静 还差2项：统计报表，周四17:00前交；章程，周五17:00前交",
        "",
        "@教务处 还差1项：统计报表",
        "",
    ]


def test_long_names_are_shortened_and_numbers_masked() -> None:
    told = school(finding(1, "缺", owner("办公室")), finding(2, "缺", owner("办公室")))
    titles = ("义务教育学校标准化建设与管理工作三年规划及年度实施方案", "承诺书（由11010119900307803X签字）")
    asked = tuple(replace(r, title=t) for r, t in zip(told.checklist.requirements, titles, strict=True))
    told = replace(told, checklist=replace(told.checklist, requirements=asked))
    assert chasing.messages(told).decode("utf-8-sig") == (
        "@办公室 还差2项：义务教育学校标准化建设与管理工作三…、承诺书\r\n"
    )


def test_when_all_is_there_it_says_so() -> None:
    told = school(finding(1, "齐全", owner("办公室")))
    assert chasing.messages(told).decode("utf-8-sig") == "各部门材料已交齐，没有要催的。\r\n"


# -- returned files --


def test_every_reason_to_return_a_file() -> None:
    he = owner("德育处", "何静")
    years = ("2024-2025", "2025-2026")
    copy = replace(
        worlds._evidence("9-9-02", "", "证书"), parts=(Part(path="上交/办公室/证书.pdf"),), copy="复印件"
    )
    told = school(
        finding(
            1,
            "不齐",
            he,
            years_needed=years,
            years_found=years[:1],
            to_confirm=(
                claim("上交/德育处/计划.docx", "标题含“计划”，但像是空白表或模板（“样表”）", doubt="blank"),
                claim("材料/计划/总结.docx", "标题含“计划”，但也像“年度总结”", doubt="rival"),
                claim("上交/德育处/两年.docx", "标题含“计划”，但只写了一个年份，属于哪个年度要由人来定", doubt="year-open"),
            ),
        ),
        finding(2, "齐全", owner("办公室"), evidence=(copy,)),
        finding(3, "齐全", he, to_confirm=(claim("上交/德育处/多出来的.docx", "只是名称相近"),)),
        unreadable=(Unreadable(path="数据/台账.xlsx", reason="corrupt", detail="（缺少目录）"),),
        unclaimed=(Unclaimed(path="材料/外校.docx", nearest="9-9-03", score=50, doubt="other", looks="像是别的学校的材料（“云岭小学”）"),),
        problems=(
            problem("unreadable-corrupt", path="数据/台账.xlsx", detail="", owner="总务处 鲁薇"),
            problem("out-of-period", path="上交/德育处/旧计划.docx", year="2019—2020学年度", title="材料1", requirement="9-9-01"),
            problem("out-of-period", path="上交/德育处/早的.docx", year="2019—2020学年度", title="材料3", requirement="9-9-03"),
            problem("unclaimed", path="材料/外校.docx", nearest="，最接近“材料3”，像是别的学校的材料（“云岭小学”）"),
            problem("unclaimed", path="材料/菜单.txt", nearest=""),
            problem("photo-two-years", path="上交/德育处/照片.jpg", of="上交/德育处/照片0.jpg"),
        ),
    )  # fmt: skip
    asked = tuple(
        replace(r, copy="original") if r.code == "9-9-02" else r for r in told.checklist.requirements
    )
    told = replace(told, checklist=replace(told.checklist, requirements=asked))
    files = returned.returned(told)
    assert [(f.department, f.path, f.taken, f.reason, f.remedy) for f in files] == [
        ("德育处", "上交/德育处/两年.docx", "9-9-01 材料1", "待确认：标题含“计划”，但只写了一个年份，属于哪个年度要由人来定", "请说明属于哪个学年，最好写进标题"),
        ("德育处", "上交/德育处/旧计划.docx", "9-9-01 材料1", "不是要求的年度（要2024—2025学年度、2025—2026学年度）", "请换成所缺年度的材料"),
        ("德育处", "上交/德育处/照片.jpg", "", "同一张照片出现在两个年度：“上交/德育处/照片.jpg”与“上交/德育处/照片0.jpg”", "请核对年度，换掉用错的一份"),
        ("德育处", "上交/德育处/计划.docx", "9-9-01 材料1", "待确认：标题含“计划”，但像是空白表或模板（“样表”）", "请换成填写完整、已经定稿的材料"),
        ("德育处", "材料/外校.docx", "9-9-03 材料3", "像是别的学校的材料（“云岭小学”）", "请换成本校的材料"),
        ("办公室", "上交/办公室/证书.pdf", "9-9-02 材料2", "要求原件，交来的是复印件", "请换成原件，或注明原件存放处"),
        ("总务处", "数据/台账.xlsx", "", "打不开（已损坏：缺少目录）", "请重新导出或重新发送"),
    ]  # fmt: skip
    assert {count.department: count.back for count in bulletin.counts(told, files)} == {
        "德育处": 5,
        "办公室": 1,
        "总务处": 1,
        "合计": 7,
    }


@pytest.mark.parametrize("kind", sorted(_LOOKS))
def test_what_proves_nothing_has_a_remedy_of_its_own(kind: Doubt) -> None:
    assert returned._REMEDIES[kind]


def test_reasons_of_one_file_stand_in_one_line_and_names_are_masked() -> None:
    path = "上交/德育处/11010119900307803X.docx"
    told = school(
        finding(1, "待确认", owner("德育处"), to_confirm=(claim(path, "甲", doubt="blank"),)),
        finding(2, "待确认", owner("德育处"), to_confirm=(claim(path, "乙", doubt="blank"),)),
    )
    files = returned.returned(told)
    assert [(file.taken, file.reason) for file in files] == [
        ("9-9-01 材料1；9-9-02 材料2", "待确认：甲；待确认：乙")
    ]
    rows = returned.sheet(told, "德育处", files)["退回"]
    assert "19900307" not in str(rows)
    assert "110101********803X.docx" in str(rows)


def test_what_only_the_clerk_decides_goes_back_to_nobody() -> None:
    doubts: tuple[Doubt, ...] = ("rival", "event", "split", "likeness", "folder", "words", "scan", "")
    unsure = tuple(
        claim(f"上交/德育处/{number}.docx", "像", doubt=doubt) for number, doubt in enumerate(doubts)
    )
    broken = Unreadable(path="数据/坏.xlsx", reason="corrupt", detail="")
    told = school(finding(1, "待确认", owner("德育处"), to_confirm=unsure), unreadable=(broken,))
    assert returned.returned(told) == ()


def test_a_file_that_this_machine_holds_back_goes_back_to_nobody() -> None:
    held = (Unreadable(path="上交/德育处/甲.docx", reason=reason) for reason in ("denied", "changed"))
    assert returned.returned(school(unreadable=tuple(held))) == ()


def test_an_item_of_several_files_goes_back_once() -> None:
    scans = tuple(Part(path=f"上交/德育处/扫描件{number}.jpg") for number in range(3))
    item = replace(claim("", "标题含“计划”（共3个文件）", doubt="year-none"), parts=scans)
    (file,) = returned.returned(school(finding(1, "待确认", owner("德育处"), to_confirm=(item,))))
    assert file.path == scans[0].path


# -- the bulletin --


@given(
    st.lists(
        st.tuples(st.sampled_from(STATUSES), st.sampled_from(["", "办公室", "教务处", "教导处"])), max_size=20
    )
)
def test_the_sums_are_those_of_the_record(entries: list[tuple[str, str]]) -> None:
    told = school(
        *(
            finding(number, status, owner(name, due="2026-08-01"))
            for number, (status, name) in enumerate(entries)
        )
    )
    *departments, whole = bulletin.counts(told, ())
    summary = records.summary(told)
    not_asked = summary["not_applicable"] + summary["site_visit"] + summary["county"]
    assert whole.due == summary["requirements"] - not_asked
    assert whole.good == summary["satisfied"] + summary["paper"]
    assert whole.late == whole.due - whole.good
    for name in ("due", "given", "good", "back", "late"):
        assert getattr(whole, name) == sum(getattr(one, name) for one in departments)


def test_late_is_what_is_owed_after_its_day() -> None:
    put_off = Exemption(requirement="", case="deferred", reason="", decided_by="", until="2026-10-01", row=2)
    told = school(
        finding(1, "缺", owner("办公室", due="2026-08-31")),
        finding(2, "缺", owner("办公室", due="2026-09-01")),
        finding(3, "齐全", owner("办公室", due="2026-08-31")),
        finding(4, "暂缓提交", owner("办公室", due="2026-08-31"), exemption=put_off),
        finding(5, "缺", owner("办公室", due="月底")),
    )
    assert [gaps.is_late(one, worlds.AS_OF) for one in told.findings] == [True, False, False, False, False]
    text = bulletin.bulletin(told, ()).sections[0].blocks[2].text
    assert text.endswith("已过完成时限仍未交齐1项。")


# -- seals --


def test_what_is_sealed_or_signed_there_or_to_come() -> None:
    paper = PaperItem(
        requirement="",
        title="",
        year="",
        volumes=3,
        pages=96,
        copy="复印件",
        place="",
        keeper="",
        checker="",
        row=2,
    )
    he = owner("德育处", "何静", leader="周明远")
    told = school(
        finding(1, "齐全（纸质）", he, evidence=(replace(worlds._evidence("9-9-01", "", "责任书"), paper=paper, copy="复印件", pages=96),)),
        finding(2, "不齐", he, years_needed=("2024-2025", "2025-2026"), years_found=("2024-2025",),
                evidence=(worlds._evidence("9-9-02", "2024-2025", "聘书"),)),
        finding(3, "现场核查", he),
        finding(4, "齐全", he, evidence=(worlds._evidence("9-9-04", "", "计划"),)),
    )  # fmt: skip
    asked = tuple(
        replace(r, seal=True, signatures=True) if r.code != "9-9-04" else r
        for r in told.checklist.requirements
    )
    (sheet,) = sealing.sheets(replace(told, checklist=replace(told.checklist, requirements=asked)))
    who = "责任人何静、分管领导周明远"
    assert [tuple(row[:9]) for row in sheet.rows] == [
        (1, "9-9-01", "责任书", "不分年度", 96, who, "注“与原件一致”，学校公章", 3, "纸质原件，请查看"),
        (2, "9-9-02", "聘书", "2024—2025学年度", 3, who, "学校公章", 1, "有电子件，请查看"),
        (3, "9-9-02", "材料2", "2025—2026学年度", "", who, "学校公章", "", "尚未交来"),
    ]


# -- gaps and matrix --


def test_a_folder_is_a_link_only_where_it_can_be_reached() -> None:
    told = school(finding(1, "缺", owner("德育处")), finding(2, "缺", owner("总务处")))
    sheet = tables.missing(told, {"上交/德育处": "../../../上交/德育处/"})[0]
    assert [row[-1] for row in sheet.rows] == [Link("上交/德育处", "../../../上交/德育处/"), "上交/总务处"]


def test_every_file_left_over_stands_in_a_list_of_its_own() -> None:
    left = (
        Unclaimed(path="材料/旧/甲/1.docx"),
        Unclaimed(path="材料/旧/乙/2.docx", nearest="9-9-01", score=40),
        Unclaimed(path="材料/旧/乙/3.docx", refused=7),
    )
    sheet = tables.missing(school(finding(1, "缺"), unclaimed=left), {})[-1]
    assert sheet.name == "未归类文件"
    assert [tuple(row) for row in sheet.rows] == [
        (1, "材料/旧/甲", "1.docx", "", "", ""),
        (2, "材料/旧/乙", "2.docx", "9-9-01", "材料1", ""),
        (3, "材料/旧/乙", "3.docx", "", "", "“材料归类确认”第7行定为不采用"),
    ]


def test_the_matrix_has_a_mark_for_every_place() -> None:
    years = ("2023-2024", "2024-2025", "2025-2026")
    paper = PaperItem(
        requirement="", title="", year="", volumes=1, pages=2, copy="", place="", keeper="", checker="", row=2
    )
    told = school(
        finding(
            1,
            "不齐",
            years_needed=years,
            years_found=years[:2],
            evidence=(
                replace(worlds._evidence("9-9-01", years[0], "甲"), paper=paper),
                worlds._evidence("9-9-01", years[1], "乙"),
            ),
            open_slots=(Slot("9-9-01", years[1], 2), Slot("9-9-01", years[2], 1)),
        ),
        finding(2, "待确认", years_needed=years, to_confirm=(claim("材料/甲.docx", "", years[0]),)),
        finding(3, "暂缓提交"),
        finding(4, "本校不涉及", years_needed=years),
    )
    table, legend = matrix.sheets(told)
    assert [tuple(row[4:]) for row in table.rows] == [
        ("纸", "✓缺", "缺", ""),
        ("待", "缺", "缺", ""),
        ("", "", "", "缓"),
        ("", "", "", ""),
    ]
    marks = {mark for row in table.rows for mark in row[4:] if mark}
    assert marks <= {row[0] for row in legend.rows}
    assert gaps.lacking(told.findings[0]) == "缺2025—2026学年度；2024—2025学年度还差1份"


# -- what comes first, day by day --


def test_vetoes_then_figures_then_weight_then_effort() -> None:
    standard = replace(
        worlds.checklist(),
        indicators=(
            Indicator(code="A", group="1", title="甲", full=None),
            Indicator(code="B", group="1", title="乙", full=9),  # type: ignore[arg-type]
        ),
    )
    told = (
        problem("unreadable-empty", path="材料/甲.docx"),
        problem("missing", title="甲", years="", indicator="A"),
        problem("missing", title="乙", years="", indicator="B"),
        problem("to-confirm", path="材料/乙.docx", title="乙", reason="", indicator="B"),
        problem("figure-missing", label="学生数", section="", hint="", indicator="A"),
        problem("conflict", label="学生数", section="", values="", authority="", indicator="A"),
        problem("veto-open", title="择校", indicator="A"),
    )
    order, index = ranked(told, standard)
    assert [(p.code, p.indicator) for p in order] == [
        ("veto-open", "A"),
        ("conflict", "A"),
        ("figure-missing", "A"),
        ("to-confirm", "B"),
        ("missing", "B"),
        ("missing", "A"),
        ("unreadable-empty", ""),
    ]
    assert [index[n] for n in range(7)] == [6, 5, 4, 3, 2, 1, 0]


def test_a_veto_that_lacks_a_year_comes_before_figures_and_is_an_errand_of_its_own() -> None:
    veto = Indicator(code="V", group="1", title="甲", full=None, kind="veto")
    told = school()
    standard = replace(told.checklist, indicators=(*told.checklist.indicators, veto))
    lacking = problem(
        "year-missing",
        title="责任书",
        years="2023—2024学年度",
        found="",
        requirement="5-1-01",
        indicator="V",
        owner="安全办",
    )
    other = problem("missing", title="章程", years="", requirement="1-1-01", owner="安全办")
    figure = problem("figure-missing", label="学生数", section="", hint="", indicator="A", owner="教务处")
    order, _ = ranked((other, figure, lacking), standard)
    assert [p.code for p in order] == ["year-missing", "figure-missing", "missing"]
    (plan,) = days.days(replace(told, checklist=standard), order, 1)
    assert [task.what.partition("1项")[0] for task in plan] == ["补交一票否决材料", "补数据", "补交"]


def test_what_one_department_owes_is_one_errand() -> None:
    told = school(*(finding(number, "缺") for number in range(1, 9)))
    problems = (
        problem("veto-open", title="择校", requirement="9-9-01", owner="教务处 何静"),
        *(problem("missing", title="", years="", requirement=f"9-9-{n:02d}", owner="德育处 贺琪") for n in range(1, 9)),
        problem("short", title="", year="", need=2, have=1, requirement="9-9-02", owner="德育处 李安"),
        problem("unreadable-empty", path="上交/总务处/表.xlsx", owner="总务处"),
        problem("unclaimed", path="材料/菜单.txt", nearest=""),
    )  # fmt: skip
    plan = days.days(told, problems, 2)
    assert [[(task.owner, task.what, task.how) for task in tasks] for tasks in plan] == [
        [
            ("教务处 何静", "核实一票否决1项：9-9-01 材料1", "逐项核实，提供承诺书等材料"),
            (
                "德育处 贺琪、李安",
                "补交8项：9-9-01 材料1、9-9-02 材料2、9-9-03 材料3、9-9-04 材料4、9-9-05 材料5、9-9-06 材料6等8项",
                "见任务单",
            ),
        ],
        [("总务处", "重新提交1项：“表.xlsx”", "请提供人重新发送")],
    ]
    assert days.name(2) == "两天计划"
    assert [row[0] for row in days.sheets(told, problems, 2)[0].rows] == ["第一天", "第一天", "第二天"]


def test_what_stands_alone_keeps_its_own_words() -> None:
    spec = FigureSpec(key="staff", label="教职工数")
    told = school()
    told = replace(told, checklist=replace(told.checklist, figures=(spec,)))
    problems = (
        problem("conflict", figure="staff/junior", label="教职工数", section="", values="1、2", authority="甲", indicator="R1"),
        problem("figure-missing", figure="staff/junior", label="教职工数", section="初中部", hint="", owner="办公室"),
        problem("figure-missing", figure="staff", label="教职工数", section="", hint="", owner="办公室"),
    )  # fmt: skip
    (tasks,) = days.days(told, problems, 1)
    assert [(task.what, task.how) for task in tasks] == [
        ("[R1] “教职工数”在同一时点有不同数值：1、2", "请核对后改正其中一处；现按甲"),
        (
            "补数据1项：教职工数",
            "台账放进“数据”，没有台账的填“学校信息.xlsx”；要哪些列见“缺项清单”里的“全部问题”",
        ),
    ]


@given(st.integers(0, 90), st.integers(1, 5))
def test_no_day_is_too_full_and_nothing_is_lost(many: int, count: int) -> None:
    told = school()
    problems = [
        problem("cell-doubt", path=f"数据/{n}.xlsx", sheet="甲", cell="A1", raw="", column="")
        for n in range(many)
    ]
    plan = days.days(told, problems, count)
    assert len(plan) == count
    assert all(len(tasks) <= days.MOST_LINES for tasks in plan)
    assert sum(task.items for tasks in plan for task in tasks) == many
    lines = [task.what for tasks in plan for task in tasks if task.owner]
    assert lines == [p.message for p in problems[: len(lines)]]


# -- the command --


def test_a_plan_is_printed_and_nothing_written(tmp_path: Path) -> None:
    root = small.make(tmp_path / "校")
    (root / CHARTER).unlink()
    before = small.stamps(root)
    run = small.dossier("check", root, "--days", "3")
    assert run.returncode == 1
    assert run.stdout.splitlines()[1:] == [
        "第1天",
        " 1. 办公室：补交1项：1-2-01 学校章程——见任务单",
        "第2天：机动，复查前面各条",
        "第3天：机动，复查前面各条",
    ]
    assert small.stamps(root) == before


def test_the_lists_follow_the_place_of_the_output(tmp_path: Path) -> None:
    root = small.make(tmp_path / "校")
    (root / CHARTER).unlink()
    (root / "上交/办公室").mkdir(parents=True)
    for output, link in (
        (root / "output", "../../../上交/办公室/"),
        (tmp_path / "out", "../../../校/上交/办公室/"),
    ):
        assert small.dossier("check", root, "--days", "3", "-o", output).returncode == 1
        inside = output / "晨光小学/内部核对版"
        assert (inside / "三天计划.xlsx").is_file()
        assert (inside / "任务单/办公室.docx").is_file()
        assert "@办公室 还差1项：学校章程" in (inside / "催办/群消息.txt").read_text("utf-8-sig")
        cell = _cell(inside / "缺项清单.xlsx")
        assert cell == ("上交/办公室", link)


def _cell(path: Path) -> tuple[object, str | None]:
    from urllib.parse import unquote

    import openpyxl

    cell = openpyxl.load_workbook(path)["缺项清单"]["K3"]
    return cell.value, unquote(cell.hyperlink.target) if cell.hyperlink else None


def test_a_returned_file_that_was_replaced_leaves_no_sheet(tmp_path: Path) -> None:
    root = small.make(tmp_path / "校")
    broken = root / "上交/安全办/空.docx"
    broken.write_bytes(b"")
    output = tmp_path / "out"
    sheet = output / "晨光小学/内部核对版/退回/安全办.docx"
    assert small.dossier("check", root, "-o", output).returncode == 1
    assert sheet.is_file()
    broken.unlink()
    assert small.dossier("check", root, "-o", output).returncode == 0
    assert not sheet.exists()


def test_no_days_is_no_plan() -> None:
    assert small.dossier("check", ".", "--days", "0").returncode == 2


def test_nothing_to_do_is_said(tmp_path: Path) -> None:
    run = small.dossier("check", small.make(tmp_path / "校"), "--days", "2")
    assert run.returncode == 0
    assert run.stdout.splitlines()[-1] == "没有要办的事。"


# -- the first screen ------------------------------------------------------------------------------------------


def test_what_one_ledger_would_give_is_one_thing_to_do() -> None:
    """A school that has no ledger yet is not told twenty times the same."""
    balance = shipped.checklist("quality-balance-2017")
    asked = [
        problem("figure-missing", figure=spec.key, label=spec.label, section="", hint="请补")
        for spec in balance.figures
        if any(read.ledger == "教职工花名册" and not read.label for read in spec.read[:1])
    ]
    assert len(asked) > 3
    lines = actions(replace(worlds.assessment(), checklist=balance), asked)
    assert lines == [
        "没有“教职工花名册”，“教职工数”“专任教师数”“高于规定学历教师数”等"
        f"{len(asked)}项没有数据——请在“数据”里放“教职工花名册”，或在“学校信息.xlsx”里逐项填；要哪些列，写成表格的“缺项清单”里有"
    ]


def test_files_that_may_be_one_material_are_one_thing_to_do() -> None:
    world = worlds.assessment()
    asked = [
        problem(
            "to-confirm", path=f"材料/{n}.docx", title="教职工花名册", reason="文件名", requirement="1-1-01"
        )
        for n in "甲乙丙"
    ]
    other = problem("to-confirm", path="丁.pdf", title="教师培训计划", reason="文件名", requirement="2-9-01")
    assert actions(world, [asked[0], other, *asked[1:]]) == [
        f"[1-1-01] “材料/甲.docx”等3个文件可能是“{world.checklist.by_code['1-1-01'].title}”，需要人来确认"
        "——在“材料归类确认”里填 采用、不采用 或 改为",
        "[2-9-01] “丁.pdf”可能是“教师培训计划”，需要人来确认（文件名）——在“材料归类确认”里填 采用、不采用 或 改为",
    ]


def test_between_two_drives_a_link_is_the_whole_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(*_: object) -> str:
        raise ValueError

    monkeypatch.setattr("os.path.relpath", no_way)
    assert make._way(Path("/盘/校 一"), Path("/别处")) == "file:///盘/校 一"
    (cell,) = _links("file:///D:/校 一/上交/")
    assert cell == "file:///D:/%E6%A0%A1%20%E4%B8%80/%E4%B8%8A%E4%BA%A4/"


def _links(target: str) -> list[str]:
    import openpyxl

    sheet = Sheet(name="表", title="", head=("去处",), widths=(9,), rows=[(Link("去", target),)])
    book = openpyxl.load_workbook(io.BytesIO(workbook((sheet,))))
    return [cell.hyperlink.target for row in book["表"] for cell in row if cell.hyperlink]
