"""A county's plain table, Word, Excel or CSV, becomes a checklist; what is not understood is named."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from dossier.checklist import from_table, read, write_toml
from dossier.errors import ChecklistError
from dossier.model import Checklist, Problem


def taken(path: Path) -> tuple[Checklist, tuple[str, ...], tuple[Problem, ...]]:
    found = from_table(path)
    return found.checklist, found.understood, found.problems


HEAD = ["一级指标", "二级指标", "材料编号", "材料名称", "责任部门", "备注"]


def workbook(path: Path, rows: list[list[str]], merges: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "目录"
    for row in rows:
        sheet.append(row)
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def document(path: Path, rows: list[list[str]], merges: tuple[tuple[int, int, int, int], ...] = ()) -> Path:
    """A Word file with one table; a merge is top, left, bottom, right."""
    word = docx.Document()
    word.add_paragraph("青山县义务教育优质均衡迎检材料目录")
    table = word.add_table(len(rows), len(rows[0]))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            table.cell(y, x).text = text
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    word.save(str(path))
    return path


def outline(checklist: Checklist) -> list[tuple[str, str, str, str]]:
    """Group title, indicator title, code and title of each material."""
    groups = {group.code: group.title for group in checklist.groups}
    indicators = checklist.indicator_by_code
    return [
        (groups[indicators[r.indicator].group], indicators[r.indicator].title, r.code, r.title)
        for r in checklist.requirements
    ]


def test_a_plain_table_with_every_column(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "县目录.xlsx",
        [
            HEAD,
            ["一、资源配置", "（一）教师", "1-1-1", "教职工花名册", "办公室", "近三年"],
            ["一、资源配置", "（一）教师", "1-1-2", "教师学历证书", "办公室", "复印件，盖章"],
            ["二、政府保障", "（一）入学", "2-1-1", "招生方案", "教务处", "实地考察"],
        ],
    )
    checklist, understood, problems = taken(path)
    assert problems == ()
    assert outline(checklist) == [
        ("资源配置", "教师", "1-1-1", "教职工花名册"),
        ("资源配置", "教师", "1-1-2", "教师学历证书"),
        ("政府保障", "入学", "2-1-1", "招生方案"),
    ]
    assert [group.code for group in checklist.groups] == ["1", "2"]
    assert [indicator.code for indicator in checklist.indicators] == ["1-1", "2-1"]
    roster, certificates, plan = checklist.requirements
    assert (roster.owner, roster.years, roster.form) == ("办公室", "last-3", "花名册")
    assert (certificates.copy, certificates.seal, certificates.form) == ("copy", True, "证书")
    assert (plan.site_visit, plan.owner, plan.source) == (True, "教务处", "县目录.xlsx “目录”表第4行")
    assert understood[0] == "认出2个一级指标、2个二级指标、3项材料"
    assert "“材料编号”作材料编号" in understood


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_vertical_merges_are_filled_down(tmp_path: Path, kind: str) -> None:
    rows = [
        ["指标", "所需资料", "负责科室"],
        ["A1 学校设置", "办学许可证", "办公室"],
        ["", "校区平面图", ""],
        ["A2 班额", "各班人数表", "教务处"],
    ]
    if kind == "docx":
        path = document(tmp_path / "目录.docx", rows, ((1, 0, 2, 0), (1, 2, 2, 2)))
    else:
        path = workbook(tmp_path / "目录.xlsx", rows, ("A2:A3", "C2:C3"))
    checklist, _, problems = taken(path)
    assert problems == ()
    assert [(r.indicator, r.title, r.owner) for r in checklist.requirements] == [
        ("A1", "办学许可证", "办公室"),
        ("A1", "校区平面图", "办公室"),
        ("A2", "各班人数表", "教务处"),
    ]


def test_blank_cells_repeat_what_stands_above(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["一级指标", "二级指标", "材料名称"],
            ["入学机会", "留守儿童", "花名册"],
            ["", "", "关爱制度"],
            ["", "随迁子女", "登记表"],
            ["保障机制", "经费", "预算表"],
        ],
    )
    assert [(g, i) for g, i, _, _ in outline(taken(path)[0])] == [
        ("入学机会", "留守儿童"),
        ("入学机会", "留守儿童"),
        ("入学机会", "随迁子女"),
        ("保障机制", "经费"),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("一级指标", "二级指标", "编号", "资料名称", "负责部门"),
        ("A级指标", "B级指标", "材料代码", "佐证材料", "责任处室"),
        ("大类", "指标名称", "资料编号", "档案资料（需提供）", "牵头部门"),
        ("一 级 指 标", "二级\n指标", "目录编号", "应提供的材料", "责任单位"),
    ],
)
def test_heads_in_the_words_of_other_counties(tmp_path: Path, heads: tuple[str, ...]) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [["某县材料目录"], list(heads), ["甲", "乙", "X-1", "方案", "办公室"]]
    )
    checklist, _, problems = taken(path)
    assert problems == ()
    assert outline(checklist) == [("甲", "乙", "X-1", "方案")]
    assert checklist.requirements[0].owner == "办公室"


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("1.招生方案 2.学区图；3.新生名册", ["招生方案", "学区图", "新生名册"]),
        ("①计划②总结", ["计划", "总结"]),
        ("（1）计划\n（2）总结（含\n照片）", ["计划", "总结（含 照片）"]),
        ("培训计划\n培训总结", ["培训计划", "培训总结"]),
        ("房产证；平面图；", ["房产证", "平面图"]),
        ("制度（含考勤；请假）；名册", ["制度（含考勤；请假）", "名册"]),
        ("2023.9招生方案", ["2023.9招生方案"]),
        ("生均3.5平方米说明", ["生均3.5平方米说明"]),
        ("1.招生方案", ["招生方案"]),
        ("七（2）班记录；八（3）班记录", ["七（2）班记录", "八（3）班记录"]),
    ],
)
def test_several_materials_in_one_cell(tmp_path: Path, cell: str, titles: list[str]) -> None:
    path = workbook(tmp_path / "a.xlsx", [["二级指标", "材料名称"], ["入学", cell]])
    assert [r.title for r in taken(path)[0].requirements] == titles


@pytest.mark.parametrize(
    ("cell", "title", "owner"),
    [
        ("三类残疾儿童花名册（教务处、德育处）", "三类残疾儿童花名册", "教务处、德育处"),
        ("经费统计年报(财务股)", "经费统计年报", "财务股"),
        ("学校章程（2024年修订）", "学校章程（2024年修订）", ""),
        ("功能室（实地考察）（总务处）", "功能室", "总务处"),
    ],
)
def test_the_owner_in_brackets_at_the_end(tmp_path: Path, cell: str, title: str, owner: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [["二级指标", "材料名称"], ["入学", cell]])
    requirement = taken(path)[0].requirements[0]
    assert (requirement.title, requirement.owner) == (title, owner)


def test_the_list_of_a_county_that_codes_a_b_c(tmp_path: Path) -> None:
    rows = [
        ["A级", "B级", "材料内容", "备注"],
        ["A1 综合卷", "B1 组织领导", "C1 领导小组文件（办公室、教育股）\nC2 实施方案（督导室）", "近三年"],
        ["", "", "C4 会议记录（办公室）", ""],
        ["A5 教师与经费", "B2 经费", "C5 预决算表（财务室）；C6 三个增长统计表", "四年"],
        ["合计", "", "5", ""],
    ]
    path = document(tmp_path / "目录.docx", rows, ((1, 0, 2, 0), (1, 1, 2, 1)))
    checklist, _, problems = taken(path)
    assert problems == ()
    assert [(r.code, r.indicator, r.title, r.owner, r.years) for r in checklist.requirements] == [
        ("C1", "B1", "领导小组文件", "办公室、教育股", "last-3"),
        ("C2", "B1", "实施方案", "督导室", "last-3"),
        ("C4", "B1", "会议记录", "办公室", "none"),
        ("C5", "B2", "预决算表", "财务室", "last-4"),
        ("C6", "B2", "三个增长统计表", "", "last-4"),
    ]
    assert [(group.code, group.title) for group in checklist.groups] == [
        ("A1", "综合卷"),
        ("A5", "教师与经费"),
    ]


def test_rows_numbered_in_chinese_head_what_follows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["序号", "档案名称", "责任部门"],
            ["一", "学校管理类", ""],
            ["1", "学校章程", "办公室"],
            ["二", "教学管理类", ""],
            ["1", "课程表", "教务处"],
            ["填表人：王××", "", "审核人："],
        ],
    )
    checklist, _, problems = taken(path)
    assert outline(checklist) == [
        ("学校管理类", "学校管理类", "1-1-01", "学校章程"),
        ("教学管理类", "教学管理类", "2-1-01", "课程表"),
    ]
    assert problems == ()


def test_codes_alone_say_which_materials_belong_together(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["材料编号", "材料名称"],
            ["1-1-1", "花名册"],
            ["1-1-2", "方案"],
            ["1-2-1", "照片"],
            ["2.1.1", "制度"],
        ],
    )
    checklist, understood, _ = taken(path)
    assert [(r.code, r.indicator) for r in checklist.requirements] == [
        ("1-1-1", "1-1"),
        ("1-1-2", "1-1"),
        ("1-2-1", "1-2"),
        ("2.1.1", "2-1"),
    ]
    assert "3项指标没有名称，暂以编号为名，请在“清单.toml”里补上" in understood


def test_a_long_indicator_is_cut_for_the_box_and_kept_as_a_note(tmp_path: Path) -> None:
    long = "（一）每百名学生拥有高于规定学历教师数：小学、初中分别达到4.2人、5.3人以上。"
    path = workbook(tmp_path / "a.xlsx", [["评估指标", "佐证材料"], [long, "花名册"]])
    indicator = taken(path)[0].indicators[0]
    assert (indicator.code, indicator.title) == ("1-1", "每百名学生拥有高于规定学历教师数")
    assert indicator.note == "每百名学生拥有高于规定学历教师数：小学、初中分别达到4.2人、5.3人以上。"


def test_a_head_of_two_rows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["二级指标", "材料", "", "责任"],
            ["", "编号", "名称", "部门"],
            ["入学", "3-6", "方案", "教务处"],
        ],
        ("A1:A2", "B1:C1"),
    )
    checklist, _, problems = taken(path)
    assert [(r.code, r.title, r.owner) for r in checklist.requirements] == [("3-6", "方案", "教务处")]
    assert problems == ()


def test_codes_are_made_where_the_county_has_none(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["一级指标", "二级指标", "材料"], ["甲", "乙", "1.方案 2.总结"], ["甲", "丙", "名册"]],
    )
    checklist, understood, _ = taken(path)
    assert list(checklist.by_code) == ["1-1-01", "1-1-02", "1-2-01"]
    assert "3项没有编号，按“指标编号-顺序号”编了号" in understood


def test_one_code_over_several_materials_stays_in_front(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["二级指标", "编号", "材料名称"], ["入学", "3—6", "①方案②名册"]])
    assert list(taken(path)[0].by_code) == ["3-6-01", "3-6-02"]


def test_sums_blanks_repeated_heads_and_remarks_are_skipped(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["二级指标", "材料名称", "责任部门"],
            ["入学", "方案", "教务处"],
            ["", "", ""],
            ["二级指标", "材料名称", "责任部门"],
            ["入学", "名册", "教务处"],
            ["合计", "2项", ""],
            ["注：以上材料一式两份", "", ""],
        ],
    )
    checklist, understood, problems = taken(path)
    assert [r.title for r in checklist.requirements] == ["方案", "名册"]
    assert problems == ()
    assert "跳过合计、重复表头和说明3行" in understood


def test_each_row_that_is_not_understood_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "县目录.xlsx",
        [["二级指标", "编号", "材料名称"], ["入学", "1-1", "方案"], ["班额", "1-2", ""], ["", "", "；"]],
    )
    _, _, problems = taken(path)
    assert [problem.message for problem in problems] == [
        "“县目录.xlsx”“目录”表第3行没有看懂：没有写材料名称（班额 1-2）",
        "“县目录.xlsx”“目录”表第4行没有看懂：材料名称“；”里没有名称",
    ]
    assert problems[0].remedy == "请对照原表，在“清单.toml”里补上或改正"


def test_lines_over_the_whole_table_head_what_follows(tmp_path: Path) -> None:
    rows = [
        ["序号", "材料名称", "责任部门"],
        ["一、资源配置", "", ""],
        ["1", "校舍一览表", "总务处"],
        ["二、教育质量", "", ""],
        ["1", "课程表", "教务处"],
    ]
    path = document(tmp_path / "目录.docx", rows, ((1, 0, 1, 2), (3, 0, 3, 2)))
    checklist, _, problems = taken(path)
    assert problems == ()
    assert outline(checklist) == [
        ("资源配置", "资源配置", "1-1-01", "校舍一览表"),
        ("教育质量", "教育质量", "2-1-01", "课程表"),
    ]
    assert checklist.title == "青山县义务教育优质均衡迎检材料目录"


def test_a_heading_above_each_table_is_its_group(tmp_path: Path) -> None:
    word = docx.Document()
    for heading, title in (("一、入学机会", "花名册"), ("二、保障机制", "预算表")):
        word.add_paragraph(heading)
        table = word.add_table(2, 2)
        for y, row in enumerate((["指标", "材料名称"], ["（一）总体", title])):
            for x, text in enumerate(row):
                table.cell(y, x).text = text
    word.save(str(tmp_path / "目录.docx"))
    assert outline(taken(tmp_path / "目录.docx")[0]) == [
        ("入学机会", "总体", "1-1-01", "花名册"),
        ("保障机制", "总体", "2-1-01", "预算表"),
    ]


def test_a_table_without_head_goes_on_with_the_one_before(tmp_path: Path) -> None:
    word = docx.Document()
    for rows in ([["二级指标", "材料名称"], ["入学", "方案"]], [["入学", "名册"]], [["甲", "乙", "丙"]]):
        table = word.add_table(len(rows), len(rows[0]))
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                table.cell(y, x).text = text
        word.add_paragraph("")
    word.save(str(tmp_path / "目录.docx"))
    checklist, _, problems = taken(tmp_path / "目录.docx")
    assert [r.title for r in checklist.requirements] == ["方案", "名册"]
    assert [problem.message for problem in problems] == [
        "“目录.docx”第3个表没有看懂：看不出哪一列是材料名称（甲、乙、丙），可用 --map 列=材料名称 指定"
    ]


def test_three_levels_become_group_below_group(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["一级指标", "二级指标", "三级指标", "材料名称"],
            ["A1 学校", "B1 设置", "C1 规模", "统计表"],
            ["", "", "C2 班额", "人数表"],
            ["", "B2 校舍", "C3 面积", "台账"],
        ],
    )
    checklist, _, _ = taken(path)
    assert [(group.code, group.parent) for group in checklist.groups] == [
        ("A1", ""),
        ("B1", "A1"),
        ("B2", "A1"),
    ]
    assert [(i.code, i.group) for i in checklist.indicators] == [("C1", "B1"), ("C2", "B1"), ("C3", "B2")]


def test_codes_that_excel_turned_into_dates_come_back(tmp_path: Path) -> None:
    import datetime

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["二级指标", "编号", "材料名称"])
    sheet.append(["入学", datetime.datetime(2026, 1, 2), "方案"])
    sheet.append(["入学", datetime.datetime(2001, 1, 3), "名册"])
    book.save(tmp_path / "a.xlsx")
    assert list(taken(tmp_path / "a.xlsx")[0].by_code) == ["1-2", "1-1-3"]


def test_a_csv_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_bytes("二级指标,材料名称,责任部门\r\n入学,方案,教务处\r\n".encode("gbk"))
    checklist, _, problems = taken(path)
    assert [(r.title, r.owner) for r in checklist.requirements] == [("方案", "教务处")]
    assert (checklist.title, problems) == ("目录", ())


def test_the_result_is_a_checklist_file(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [HEAD, ["甲", "乙", "1-1-1", "“引号”\\与名册；照片（教务处）", "", "近两年，不少于3份"]],
    )
    checklist, _, _ = taken(path)
    (tmp_path / "清单.toml").write_text(write_toml(checklist), encoding="utf-8")
    assert read(tmp_path / "清单.toml") == checklist
    assert [(r.years, r.minimum) for r in checklist.requirements] == [("last-2", 3)] * 2


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"PK\x03\x04broken", "文件：设了密码，或者文件已损坏"),
        ("a.xlsx", b"", "文件：是空文件（0字节）"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0",
            "文件：是只有 Word、WPS 能打开的格式，要装 LibreOffice 才能直接读；请用 WPS 或 Word 另存为 .docx，或把表格复制到 Excel 里存为 .xlsx",
        ),
        (
            "a.csv",
            b"\n",
            "文件：没有找到材料目录：表头里要有“材料名称”，最好还有“一级指标”“二级指标”“责任部门”",
        ),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ChecklistError) as caught:
        taken(tmp_path / name)
    assert [problem.message for problem in caught.value.problems] == [message]
