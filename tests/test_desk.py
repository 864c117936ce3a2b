"""材料台账.xlsx: what people write into it is meant, kept, or named; and what we propose is obeyed."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import project
from dossier.model import (
    BoxSettings,
    Checklist,
    Claim,
    Decision,
    Desk,
    Document,
    Exemption,
    Group,
    Indicator,
    Owner,
    PaperItem,
    Part,
    Problem,
    Project,
    ReportSettings,
    Requirement,
    School,
    SourceFile,
)

CODES = ("1-1-01", "1-1-02", "1-1-03", "2.10")
CHECKLIST = Checklist(
    id="small",
    title="小清单",
    groups=(Group(code="1", title="甲"),),
    indicators=(Indicator(code="1-1", group="1", title="乙"),),
    requirements=tuple(
        Requirement(
            code=code,
            indicator="1-1",
            title=f"材料{code}",
            owner="教务处",
            calendar="calendar" if code == "2.10" else "school",
        )
        for code in CODES
    ),
)
SHEETS = ("责任分解", "材料归类确认", "纸质材料登记", "不涉及与暂缓", "整改台账")


def school(root: Path) -> Project:
    return Project(
        root=root,
        school=School(name="青山一中", short_name="青山一中"),
        checklist="small",
        as_of=datetime.date(2026, 9, 1),
        boxes=BoxSettings(),
        report=ReportSettings(title={}),
    )


def book(root: Path, **sheets: list[list[object]]) -> None:
    """Write 材料台账.xlsx with these sheets, each a list of rows."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(root / "材料台账.xlsx")


def desk(root: Path, **sheets: list[list[object]]) -> tuple[Desk, tuple[Problem, ...]]:
    book(root, **sheets)
    return project.desk(school(root), CHECKLIST)


def messages(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.message for problem in problems]


OWNER = ["材料编号", "材料名称", "分管领导", "责任部门", "责任人", "协助人", "联系电话", "完成时限", "备注"]
DECISION = ["文件", "页码范围", "合并组", "建议材料", "决定", "材料编号", "学年", "原件或复印件", "决定人"]
PAPER = ["材料编号", "材料名称", "学年", "册份数", "页数", "原件或复印件", "存放处", "保管人", "核对人"]
EXEMPTION = ["材料编号", "情形", "理由", "决定人", "至"]


# -- owners -----------------------------------------------------------------------------------------------


def test_without_a_workbook_the_checklist_names_the_owners(tmp_path: Path) -> None:
    found, problems = project.desk(school(tmp_path), CHECKLIST)
    assert [(owner.requirement, owner.department) for owner in found.owners] == [(c, "教务处") for c in CODES]
    assert problems == ()


def test_a_row_goes_before_the_checklist(tmp_path: Path) -> None:
    row = ["1-1-02", "", "李副校长", "", "张××", "王××", "010-1234", "9月20日", "急"]
    found, problems = desk(tmp_path, 责任分解=[OWNER, row])
    assert problems == ()
    assert found.owners[0] == Owner(
        requirement="1-1-02",
        leader="李副校长",
        department="教务处",
        person="张××",
        helper="王××",
        phone="010-1234",
        due="2026-09-20",
        note="急",
    )
    assert [owner.requirement for owner in found.owners] == ["1-1-02", "1-1-01", "1-1-03", "2.10"]


def test_titles_above_other_orders_and_other_words(tmp_path: Path) -> None:
    rows = [
        ["青山一中迎检责任分解表"],
        [],
        ["序号", "负责人", "处室", "编号", "完成时间"],
        [1, "张××", "总务处", "1-1-01", datetime.datetime(2026, 9, 20)],
    ]
    found, problems = desk(tmp_path, 任务分解=rows)
    assert problems == ()
    first = found.owners[0]
    assert (first.requirement, first.person, first.department, first.due) == (
        "1-1-01",
        "张××",
        "总务处",
        "2026-09-20",
    )


def test_a_sheet_under_another_name_is_known_by_its_heads(tmp_path: Path) -> None:
    found, _ = desk(tmp_path, Sheet1=[OWNER, ["1-1-01", "", "", "食堂", "张××", "", "", "", ""]])
    assert found.owners[0].department == "食堂"


def test_merged_cells_and_remarks_below_the_table(tmp_path: Path) -> None:
    book(
        tmp_path,
        责任分解=[
            ["材料编号", "责任部门", "责任人"],
            ["1-1-01", "总务处", "张××"],
            ["1-1-02", None, None],
            ["填表人：王××", None, None],
        ],
    )
    workbook = openpyxl.load_workbook(tmp_path / "材料台账.xlsx")
    for merge in ("B2:B3", "C2:C3", "A4:C4"):
        workbook["责任分解"].merge_cells(merge)
    workbook.save(tmp_path / "材料台账.xlsx")
    found, problems = project.desk(school(tmp_path), CHECKLIST)
    assert [(o.department, o.person) for o in found.owners[:2]] == [("总务处", "张××")] * 2
    assert problems == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1—1－01", "1-1-01"),
        ("１-１-０１", "1-1-01"),
        (" 1-1-01 ", "1-1-01"),
        (datetime.datetime(2001, 1, 3), "1-1-03"),
        (2.1, "2.10"),
        ("", "1-1-02"),
    ],
)
def test_codes_as_people_and_excel_write_them(tmp_path: Path, typed: object, code: str) -> None:
    row = [typed, "材料1-1-02", "", "", "张××", "", "", "", ""]
    found, problems = desk(tmp_path, 责任分解=[OWNER, row])
    assert (found.owners[0].requirement, found.owners[0].person) == (code, "张××")
    assert problems == ()


def test_an_unknown_code_is_named(tmp_path: Path) -> None:
    _, problems = desk(tmp_path, 责任分解=[OWNER, ["9-9", "", "", "教务处", "张××", "", "", "", ""]])
    assert messages(problems) == ["“责任分解”第2行的材料编号“9-9”不在清单里"]
    assert problems[0].code == "desk-unknown-code"


def test_two_rows_for_one_material(tmp_path: Path) -> None:
    rows = [OWNER, *(["1-1-01", "", "", "教务处", name, "", "", "", ""] for name in ("张××", "王××"))]
    found, problems = desk(tmp_path, 责任分解=rows)
    assert found.owners[0].person == "张××"
    assert messages(problems) == ["“责任分解”第3行与第2行是同一份，以第2行为准"]
    assert problems[0].remedy == "一项材料只留一行，另一位写进“协助人”"


# -- decisions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "verdict"), [("采用", "accept"), ("√", "accept"), ("不采用", "reject"), ("改 为", "change")]
)
def test_a_decision(tmp_path: Path, word: str, verdict: str) -> None:
    row = ["材料\\a.pdf", "3—7", "组1", "1-1-01 材料", word, "1-1-02", "2024-2025学年", "复印件", "李××"]
    found, problems = desk(tmp_path, 材料归类确认=[[*DECISION, "指纹"], [*row, "ABCDEF0123456789ff"]])
    assert problems == ()
    assert found.decisions == (
        Decision(
            path="材料/a.pdf",
            folder=False,
            fingerprint="abcdef0123456789",
            pages=(3, 7),
            merge_group="组1",
            verdict=verdict,  # type: ignore[arg-type]
            requirement="1-1-02",
            year="2024-2025",
            copy="复印件",
            decided_by="李××",
            row=2,
        ),
    )


def test_accepting_takes_what_was_proposed(tmp_path: Path) -> None:
    row = ["材料/a.pdf", "", "", "1-1-01 材料1-1-01", "采用", "", "", "", ""]
    found, _ = desk(tmp_path, 材料归类确认=[DECISION, row])
    assert found.decisions[0].requirement == "1-1-01"


def test_a_folder_decides_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "材料" / "招生").mkdir(parents=True)
    rows = [
        DECISION,
        ["材料/招生", "", "", "", "采用", "1-1-01", "", "", ""],
        ["材料/别处/", "", "", "", "采用", "1-1-01", "", "", ""],
    ]
    found, _ = desk(tmp_path, 材料归类确认=rows)
    assert [(d.path, d.folder) for d in found.decisions] == [("材料/招生", True), ("材料/别处", True)]


def test_several_rows_for_one_file(tmp_path: Path) -> None:
    rows = [
        DECISION,
        ["材料/a.pdf", datetime.datetime(2026, 1, 3), "", "", "采用", "1-1-01", "", "", ""],
        ["材料/a.pdf", 4, "", "", "采用", "1-1-02", "", "", ""],
        ["材料/a.pdf", "第5页至9页", "", "", "采用", "1-1-03", "", "", ""],
    ]
    found, problems = desk(tmp_path, 材料归类确认=rows)
    assert problems == ()
    assert [d.pages for d in found.decisions] == [(1, 3), (4, 4), (5, 9)]


def test_an_undecided_row_is_only_a_proposal(tmp_path: Path) -> None:
    row = ["材料/a.pdf", "", "", "1-1-01 材料", "", "", "", "", ""]
    found, problems = desk(tmp_path, 材料归类确认=[DECISION, row])
    assert (found.decisions, problems) == ((), ())


def test_a_code_without_a_decision_is_asked_about(tmp_path: Path) -> None:
    row = ["材料/a.pdf", "", "", "", "", "1-1-01", "", "", ""]
    found, problems = desk(tmp_path, 材料归类确认=[DECISION, row])
    assert found.decisions == ()
    assert messages(problems) == ["“材料归类确认”第2行填了材料编号“1-1-01”，没有填决定，暂不算数"]
    assert (problems[0].severity, problems[0].remedy) == ("warning", "请在“决定”里填 采用、不采用 或 改为")


@pytest.mark.parametrize(
    ("head", "value", "hint"),
    [
        ("决定", "彩用", "请填 采用、不采用 或 改为"),
        ("页码范围", "7-3", "起始页应不小于 1，也不大于结束页"),
        (
            "页码范围",
            "前半部分",
            "请写成 3-7 这样的页码范围，或一个页码；不连着的分几行写，“合并组”里写同样的字",
        ),
        ("学年", "去年", "请写成 2024-2025 这样的学年，几个年度分几行写"),
        ("学年", "2024", "请写成 2024-2025 这样的学年，几个年度分几行写"),
        ("原件或复印件", "都有", "请填 原件 或 复印件"),
        ("文件", "", "请写文件或文件夹在项目里的位置"),
        ("材料编号", "", "请填这个文件所属的材料编号"),
    ],
)
def test_a_value_that_is_not_known(tmp_path: Path, head: str, value: str, hint: str) -> None:
    cells = dict(zip(DECISION, ["材料/a.pdf", "", "", "", "改为", "1-1-01", "", "", "李××"], strict=True))
    cells[head] = value
    found, problems = desk(tmp_path, 材料归类确认=[DECISION, list(cells.values())])
    assert found.decisions == ()
    assert messages(problems) == [f"“材料归类确认”第2行“{head}”填的“{value or '（空）'}”不认识"]
    assert (problems[0].code, problems[0].remedy) == ("desk-unknown-value", hint)
    assert problems[0].cell == f"{'ABCDEFGHI'[DECISION.index(head)]}2"


# -- paper and exemptions ---------------------------------------------------------------------------------


def test_paper(tmp_path: Path) -> None:
    rows = [
        PAPER,
        ["1-1-01", "", "2024—2025学年度", "2册", "约30页", "原件", "档案室三柜", "张××", "李××"],
        ["2.10", "会议记录本", 2024, "", "", "", "", "", ""],
    ]
    found, problems = desk(tmp_path, 纸质材料登记=rows)
    assert problems == ()
    first, second = found.papers
    assert first == PaperItem(
        requirement="1-1-01",
        title="材料1-1-01",
        year="2024-2025",
        volumes=2,
        pages=30,
        copy="原件",
        place="档案室三柜",
        keeper="张××",
        checker="李××",
        row=2,
    )
    assert (second.title, second.year, second.volumes, second.pages) == ("会议记录本", "2024", 1, 0)


@pytest.mark.parametrize(("head", "value"), [("册份数", "若干"), ("页数", "3.5"), ("页数", "1至9")])
def test_a_count_that_is_none(tmp_path: Path, head: str, value: str) -> None:
    cells = dict.fromkeys(PAPER, "") | {"材料编号": "1-1-01", head: value}
    _, problems = desk(tmp_path, 纸质材料登记=[PAPER, list(cells.values())])
    assert messages(problems) == [f"“纸质材料登记”第2行“{head}”填的“{value}”不认识"]
    assert problems[0].remedy == "请填一个整数"


def test_exemptions(tmp_path: Path) -> None:
    rows = [
        EXEMPTION,
        ["1-1-01", "本校不涉及", "没有寄宿生", "校长", "随便"],
        ["1-1-02", "暂缓", "等验收", "校长", "10月8日"],
        ["1-1-03", "暂缓提交", "", "", datetime.datetime(2026, 10, 9)],
    ]
    found, problems = desk(tmp_path, 不涉及与暂缓=rows)
    assert problems == ()
    assert found.exemptions[0] == Exemption(
        requirement="1-1-01", case="not-applicable", reason="没有寄宿生", decided_by="校长", until="", row=2
    )
    assert [e.until for e in found.exemptions[1:]] == ["2026-10-08", "2026-10-09"]


@pytest.mark.parametrize(
    ("case", "until", "head", "hint"),
    [
        ("免", "", "情形", "请填 不涉及 或 暂缓"),
        ("暂缓", "", "至", "请写成 2026-09-30 这样的日期"),
        ("暂缓", "2月30日", "至", "请写成 2026-09-30 这样的日期"),
    ],
)
def test_an_exemption_that_is_none(tmp_path: Path, case: str, until: str, head: str, hint: str) -> None:
    found, problems = desk(tmp_path, 不涉及与暂缓=[EXEMPTION, ["1-1-01", case, "", "", until]])
    assert found.exemptions == ()
    assert [problem.remedy for problem in problems] == [hint]
    assert f"“{head}”" in problems[0].message


# -- the file itself --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"", "是空文件（0字节）"),
        (b"PK\x03\x04 broken", "文件已损坏"),
        (b"<html>", "不是 Excel 文件"),
    ],
)
def test_a_workbook_that_cannot_be_opened(tmp_path: Path, data: bytes, detail: str) -> None:
    (tmp_path / "材料台账.xlsx").write_bytes(data)
    found, problems = project.desk(school(tmp_path), CHECKLIST)
    assert len(found.owners) == len(CODES)
    assert messages(problems) == [f"“材料台账.xlsx”打不开：{detail}"]
    assert problems[0].code == "desk-unreadable"


def test_a_sheet_without_its_first_column(tmp_path: Path) -> None:
    _, problems = desk(tmp_path, 责任分解=[["责任部门", "责任人"], ["教务处", "张××"]])
    assert messages(problems) == ["“责任分解”里找不到“材料编号”这一列，整张表没有读"]
    assert problems[0].remedy == "请把表头改回“材料编号”"


# -- what we propose back ---------------------------------------------------------------------------------


def document(path: str) -> Document:
    source = SourceFile(path=path, root="材料", place=str(Path("x")), fingerprint=(1, 0))
    return Document(source=source, kind="pdf", sha256="0123456789abcdef" * 4)


def claim(path: str, code: str = "1-1-01", *pages: int, certain: bool = False) -> Claim:
    part = Part(path=path, pages_from=pages[0] if pages else None, pages_to=pages[1] if pages else None)
    return Claim(
        requirement=code,
        year="2024-2025",
        parts=(part,),
        rule="name",
        reason="文件名含“方案”",
        score=60,
        runner_up="1-1-02 50",
        certain=certain,
    )


def saved(root: Path, found: Desk, *claims: Claim) -> dict[str, list[list[str]]]:
    """Propose, save it over the workbook as a person does, and return what is in it, sheet by sheet."""
    documents = {part.path: document(part.path) for c in claims for part in c.parts}
    (root / "材料台账.xlsx").write_bytes(project.proposal(CHECKLIST, found, claims, documents))
    workbook = openpyxl.load_workbook(root / "材料台账.xlsx")
    return {sheet.title: [[cell.value or "" for cell in row] for row in sheet.rows] for sheet in workbook}


def test_an_uncertain_claim_becomes_a_row_to_decide(tmp_path: Path) -> None:
    sheets = saved(tmp_path, Desk(), claim("材料/b.pdf", certain=True), claim("材料/a.pdf"))
    assert sheets["材料归类确认"] == [
        ["文件", "指纹", "页码范围", "合并组", "建议材料", "依据", "次选", "决定", "材料编号", "学年", "原件或复印件", "决定人"],
        ["材料/a.pdf", "0123456789abcdef", "", "", "1-1-01 材料1-1-01", "文件名含“方案”", "1-1-02 50", "", "", "2024-2025", "", ""],
    ]  # fmt: skip


def test_numbers_of_people_in_names_of_files_are_masked_and_a_decided_row_is_not_proposed_anew(
    tmp_path: Path,
) -> None:
    unsure = claim("材料/450123201201015678韦小明残疾证13977112233.pdf")
    first = saved(tmp_path, Desk(), unsure)["材料归类确认"]
    assert first[1][0] == "材料/450123********5678韦小明残疾证139****2233.pdf"
    decided = [*first[1]]
    decided[7:9] = "采用", "1-1-01"
    found, _ = desk(tmp_path, 材料归类确认=[first[0], decided])
    assert saved(tmp_path, found, unsure)["材料归类确认"][1:2] == [[*decided[:4], "", "", "", *decided[7:]]]
    assert len(saved(tmp_path, found, unsure)["材料归类确认"]) == 2


def test_a_split_is_proposed_by_page_ranges_and_parts_by_group(tmp_path: Path) -> None:
    merged = dataclasses.replace(
        claim("材料/b.pdf"), parts=(Part(path="材料/b1.jpg"), Part(path="材料/b2.jpg"))
    )
    split = (claim("材料/a.pdf", "1-1-02", 4, 4), claim("材料/a.pdf", "1-1-01", 1, 3))
    rows = saved(tmp_path, Desk(), merged, *split)["材料归类确认"]
    assert [(row[0], row[2], row[3], row[4][:6]) for row in rows[1:]] == [
        ("材料/a.pdf", "1-3", "", "1-1-01"),
        ("材料/a.pdf", "4", "", "1-1-02"),
        ("材料/b1.jpg", "", "组1", "1-1-01"),
        ("材料/b2.jpg", "", "组1", "1-1-01"),
    ]


def test_what_is_decided_is_not_proposed_again(tmp_path: Path) -> None:
    row = ["材料/a.pdf", "", "", "1-1-01 材料", "不采用", "", "", "", ""]
    found, _ = desk(tmp_path, 材料归类确认=[DECISION, row])
    assert len(saved(tmp_path, found, claim("材料/a.pdf"))["材料归类确认"]) == 2


def test_what_comes_to_a_decided_group_is_proposed_for_that_group(tmp_path: Path) -> None:
    row = ["材料/b1.jpg", "", "我的组", "1-1-01 材料", "采用", "", "", "", ""]
    found, _ = desk(tmp_path, 材料归类确认=[DECISION, row])
    both = dataclasses.replace(
        claim("材料/b.jpg"), parts=(Part(path="材料/b1.jpg"), Part(path="材料/b2.jpg"))
    )
    rows = saved(tmp_path, found, both, claim("材料/c.jpg"))["材料归类确认"]
    assert [(row[0], row[3]) for row in rows[1:]] == [
        ("材料/b1.jpg", "我的组"),
        ("材料/b2.jpg", "我的组"),
        ("材料/c.jpg", ""),
    ]


def test_a_persons_notes_stay_beside_a_proposal(tmp_path: Path) -> None:
    rows = [
        [*DECISION, "讨论"],
        ["材料/a.pdf", "", "", "1-1-01 旧的建议", "", "", "2023-2024", "", "", "等校长定"],
        ["材料/gone.pdf", "", "", "1-1-01 材料", "", "", "", "", "", ""],
        ["材料/kept.pdf", "", "", "1-1-01 材料", "", "", "", "", "", "问教务处"],
    ]
    found, _ = desk(tmp_path, 材料归类确认=rows)
    sheet = saved(tmp_path, found, claim("材料/a.pdf"))["材料归类确认"]
    assert sheet[0][-1] == "讨论"
    assert [(row[0], row[4], row[9], row[12]) for row in sheet[1:]] == [
        ("材料/a.pdf", "1-1-01 材料1-1-01", "2023-2024", "等校长定"),
        ("材料/kept.pdf", "1-1-01 材料", "", "问教务处"),
    ]


def test_rows_with_a_mistake_and_unknown_columns_go_back(tmp_path: Path) -> None:
    rows = [
        [*OWNER, "微信"],
        ["1-1-01", "", "", "教务处", "张××", "", "", "", "", "zhang"],
        ["9-9", "旧材料", "", "总务处", "王××", "", "", "", "", "wang"],
    ]
    found, _ = desk(tmp_path, 责任分解=rows)
    sheet = saved(tmp_path, found)["责任分解"]
    assert sheet[0][-1] == "微信"
    assert [row[0] for row in sheet[1:]] == ["1-1-01", "1-1-02", "1-1-03", "2.10", "9-9"]
    assert [row[-1] for row in sheet[1:]] == ["zhang", "", "", "", "wang"]
    assert sheet[-1][1:5] == ["旧材料", "", "总务处", "王××"]
    again, problems = project.desk(school(tmp_path), CHECKLIST)
    assert messages(problems) == ["“责任分解”第6行的材料编号“9-9”不在清单里"]
    assert saved(tmp_path, again)["责任分解"] == sheet


def test_nothing_that_is_written_is_a_formula(tmp_path: Path) -> None:
    texts = ("=1+1", "+cmd", "-2", "@SUM(A1)", '=HYPERLINK("x")', "_x0041_")
    owners = tuple(
        Owner(requirement=code, person=text, note=text) for code, text in zip(CODES, texts, strict=False)
    )
    saved(tmp_path, Desk(owners=owners), *(claim(f"{text}.pdf") for text in texts))
    workbook = openpyxl.load_workbook(tmp_path / "材料台账.xlsx")
    cells = [cell for sheet in workbook for row in sheet.rows for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    guarded = [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert guarded
    assert all(cell.quotePrefix for cell in guarded)
    again, _ = project.desk(school(tmp_path), CHECKLIST)
    assert [owner.person for owner in again.owners] == list(texts[:4])


def test_the_workbook_is_made_for_people_and_paper(tmp_path: Path) -> None:
    saved(tmp_path, Desk(owners=(Owner(requirement="1-1-01"),)))
    workbook = openpyxl.load_workbook(tmp_path / "材料台账.xlsx")
    assert tuple(workbook.sheetnames) == SHEETS
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet["A1"].alignment.wrap_text
    rules = {
        sheet.title: {rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
        for sheet in workbook
    }
    assert rules == {
        "责任分解": set(),
        "材料归类确认": {'"采用,不采用,改为"', '"原件,复印件"'},
        "纸质材料登记": {'"原件,复印件"'},
        "不涉及与暂缓": {'"不涉及,暂缓"'},
        "整改台账": {'"未启动,整改中,已完成,长期坚持"'},
    }


texts = st.text(st.characters(codec="utf-8", categories=("L", "N", "P"), exclude_characters="￾￿"), max_size=6)
names = st.text("甲乙丙丁.-_aA1（）", min_size=1, max_size=6).filter(lambda name: name.strip(".") == name)
school_years = st.sampled_from(["", "2023-2024", "2024-2025"])
copies = st.sampled_from(["", "原件", "复印件"])
ranges = st.one_of(st.none(), st.tuples(st.integers(1, 9), st.integers(9, 99)))
decisions = st.builds(
    Decision,
    path=names.map(lambda name: f"材料/{name}"),
    folder=st.booleans(),
    fingerprint=st.just(""),
    pages=ranges,
    merge_group=texts,
    verdict=st.sampled_from(["accept", "reject", "change"]),
    requirement=st.sampled_from(CODES[:3]),
    year=school_years,
    copy=copies,
    decided_by=texts,
    row=st.just(0),
)
papers = st.builds(
    PaperItem,
    requirement=st.sampled_from(CODES[:3]),
    title=texts.map(lambda text: f"名{text}"),
    year=school_years,
    volumes=st.integers(1, 99),
    pages=st.integers(0, 999),
    copy=copies,
    place=texts,
    keeper=texts,
    checker=texts,
    row=st.just(0),
)
exemptions = st.sampled_from(CODES).flatmap(
    lambda code: st.one_of(
        st.builds(
            Exemption,
            requirement=st.just(code),
            case=st.just("not-applicable"),
            reason=texts,
            decided_by=texts,
            until=st.just(""),
            row=st.just(0),
        ),
        st.builds(
            Exemption,
            requirement=st.just(code),
            case=st.just("deferred"),
            reason=texts,
            decided_by=texts,
            until=st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)).map(str),
            row=st.just(0),
        ),
    )
)
owners = st.permutations(CODES).flatmap(
    lambda codes: st.tuples(
        *(
            st.builds(
                Owner,
                requirement=st.just(code),
                leader=texts,
                department=texts.map(lambda text: f"部{text}"),
                person=texts,
                helper=texts,
                phone=texts,
                due=st.sampled_from(["", "2026-09-30", "月底前"]),
                note=texts,
            )
            for code in codes
        )
    )
)
desks = st.builds(
    Desk,
    owners=owners,
    decisions=st.lists(decisions, max_size=4).map(tuple),
    papers=st.lists(papers, max_size=4).map(tuple),
    exemptions=st.lists(exemptions, max_size=3, unique_by=lambda exemption: exemption.requirement).map(tuple),
)


def without_rows(found: Desk) -> Desk:
    """The desk without the numbers of rows, which are those of the sheet."""
    return dataclasses.replace(
        found,
        decisions=tuple(dataclasses.replace(d, row=0) for d in found.decisions),
        papers=tuple(dataclasses.replace(p, row=0) for p in found.papers),
        exemptions=tuple(dataclasses.replace(e, row=0) for e in found.exemptions),
    )


@given(desks)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_stands_comes_back_from_the_proposal(tmp_path: Path, standing: Desk) -> None:
    data = project.proposal(CHECKLIST, standing, (claim("材料/新.pdf"),), {})
    (tmp_path / "材料台账.xlsx").write_bytes(data)
    again, problems = project.desk(school(tmp_path), CHECKLIST)
    assert problems == ()
    assert without_rows(dataclasses.replace(again, extra=())) == standing
    assert project.proposal(CHECKLIST, again, (claim("材料/新.pdf"),), {}) == data
