"""What counties do in their tables besides writing down materials: pointers, ticks, cards, owners above, odd signs."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dossier.checklist import Imported, from_table
from dossier.errors import ChecklistError
from dossier.model import Checklist
from tests.county_files import book, drawn, table, word


def paths(found: Imported) -> list[str]:
    """``heading/…/indicator code title owner`` of each material."""
    return [
        f"{'/'.join(_path(found.checklist, r.indicator))} {r.code} {r.title} {r.owner}".strip()
        for r in found.checklist.requirements
    ]


def _path(checklist: Checklist, indicator: str) -> list[str]:
    groups = {group.code: group for group in checklist.groups}
    found, group = (
        [checklist.indicator_by_code[indicator].title],
        checklist.indicator_by_code[indicator].group,
    )
    while group:
        found.insert(0, groups[group].title)
        group = groups[group].parent
    return found


# -- one material for several requirements --


def test_a_material_that_points_at_another_is_that_material(tmp_path: Path) -> None:
    rows = [
        ["一级指标", "二级指标", "编号", "材料名称", "备注"],
        ["队伍", "配备", "1-1", "教职工花名册（近三年）", ""],
        ["^", "结构", "2-1", "同上一条", ""],
        ["^", "^", "2-2", "培训记录", ""],
        ["^", "流动", "3-1", "同1-1、2-2", ""],
        ["^", "^", "3-2", "交流教师名册", "见2-2"],
    ]
    found = from_table(word(tmp_path / "a.docx", drawn(rows)))
    assert paths(found) == [
        "队伍/配备 1-1 教职工花名册（近三年）",
        "队伍/结构 2-1 教职工花名册（近三年）",
        "队伍/结构 2-2 培训记录",
        "队伍/流动 3-1-01 教职工花名册（近三年）",
        "队伍/流动 3-1-02 培训记录",
        "队伍/流动 3-2 交流教师名册",
    ]
    by_code = found.checklist.by_code
    assert {by_code[code].material for code in ("1-1", "2-1", "3-1-01")} == {"教职工花名册（近三年）"}
    assert {by_code[code].material for code in ("2-2", "3-1-02", "3-2")} == {"培训记录"}
    assert (by_code["2-1"].years, by_code["2-1"].note) == ("last-3", "同1-1")
    assert found.problems == ()


def test_a_pointer_at_nothing_is_named(tmp_path: Path) -> None:
    rows = [["指标", "编号", "材料名称"], ["入学", "1-1", "招生方案"], ["入学", "1-2", "同9-9"]]
    found = from_table(word(tmp_path / "a.docx", table(rows)))
    assert [r.title for r in found.checklist.requirements] == ["招生方案"]
    assert [p.message for p in found.problems] == [
        "“a.docx”第1个表第3行没有看懂：“同9-9”指的材料在目录里没有找到"
    ]


@pytest.mark.parametrize(
    "title", ["与家长沟通记录", "同步练习册", "见习教师名册", "同课异构记录", "参照标准一览表"]
)
def test_words_that_only_begin_like_a_pointer_are_materials(tmp_path: Path, title: str) -> None:
    rows = [["指标", "编号", "材料名称"], ["教学", "1-1", "教学计划"], ["教学", "1-2", title]]
    assert from_table(word(tmp_path / "a.docx", table(rows))).checklist.by_code["1-2"].title == title


def test_a_title_that_says_nothing_is_another_material_under_each_indicator(tmp_path: Path) -> None:
    rows = [
        ["二级指标", "材料名称"],
        ["德育", "学生花名册"],
        ["德育", "其它相关材料"],
        ["教学", "学生花名册"],
        ["教学", "其它相关材料"],
    ]
    found = from_table(word(tmp_path / "a.docx", table(rows)))
    assert [r.material for r in found.checklist.requirements] == [
        "学生花名册",
        "德育其它相关材料",
        "学生花名册",
        "教学其它相关材料",
    ]


# -- columns --


def test_ticked_years_and_departments(tmp_path: Path) -> None:
    rows = [
        ["二级指标", "材料名称", "2023—2024学年", "2024—2025学年", "2025—2026学年", "教务处", "德育处"],
        ["教学", "工作计划", "√", "√", "√", "√", ""],
        ["教学", "家访记录", "", "√", "√", "√", "√"],
        ["教学", "发展规划", "", "", "√", "", "√"],
    ]
    asked = from_table(word(tmp_path / "a.docx", table(rows))).checklist.requirements
    assert [(r.title, r.years, r.owner, r.note) for r in asked] == [
        ("工作计划", "last-3", "教务处", ""),
        ("家访记录", "last-2", "教务处、德育处", ""),
        ("发展规划", "none", "德育处", "2025—2026学年"),
    ]


def test_a_form_still_to_be_ticked_asks_for_all_its_years(tmp_path: Path) -> None:
    rows = [["指标", "材料名称", "2023年", "2024年", "2025年"], ["经费", "经费决算", "", "", ""]]
    (asked,) = from_table(word(tmp_path / "a.docx", table(rows))).checklist.requirements
    assert (asked.years, asked.calendar) == ("last-3", "calendar")


def test_how_a_thing_is_looked_at(tmp_path: Path) -> None:
    rows = [
        ["二级指标", "材料名称", "查看方式"],
        ["条件", "功能室配备", "现场查看"],
        ["条件", "仪器账册", "查阅资料"],
        ["条件", "图书台账", "查阅资料、实地察看"],
        ["条件", "运动场", "实地考查"],
    ]
    asked = from_table(word(tmp_path / "a.docx", table(rows))).checklist.requirements
    assert [r.site_visit for r in asked] == [True, False, False, True]


def test_a_column_of_bare_codes_numbers_the_materials(tmp_path: Path) -> None:
    rows = [
        ["A项", "B项", "C项", "档案材料"],
        ["A1学校设置", "B1规模", "C1", "招生计划"],
        ["^", "^", "C2", "在校生统计表"],
        ["^", "B2班额", "C3", "班级名册"],
    ]
    found = from_table(word(tmp_path / "a.docx", drawn(rows)))
    assert paths(found) == [
        "学校设置/规模 C1 招生计划",
        "学校设置/规模 C2 在校生统计表",
        "学校设置/班额 C3 班级名册",
    ]


def test_titles_with_numbers_are_a_level_whatever_their_head_says(tmp_path: Path) -> None:
    rows = [
        ["项目", "内容", "档案资料"],
        ["一、组织领导", "（一）机构", "工作方案"],
        ["二、经费", "（一）投入", "经费预算"],
    ]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert paths(found) == ["组织领导/机构 1-1-01 工作方案", "经费/投入 2-1-01 经费预算"]


def test_a_head_whose_first_row_alone_says_little(tmp_path: Path) -> None:
    rows = [
        ["填报单位：", "<", "<", "2026年3月", "<", "<"],
        ["评估内容", "<", "评价标准", "材料准备", "<", "责任分工"],
        ["^", "^", "^", "清单", "形式", "科室"],
        ["项目", "指标", "^", "^", "^", "^"],
        ["经费投入", "公用经费", "足额拨付", "经费预算", "原件", "财务室"],
    ]
    found = from_table(word(tmp_path / "a.docx", drawn(rows)))
    assert paths(found) == ["经费投入/公用经费 1-1-01 经费预算 财务室"]
    assert found.problems == ()


def test_a_table_without_head_whose_codes_tell(tmp_path: Path) -> None:
    rows = [
        ["A1综合管理", "B1制度", "办学章程", "办公室"],
        ["A1综合管理", "B2规划", "发展规划", "办公室"],
        ["A2师资", "B3配备", "教师花名册", "人事处"],
    ]
    assert paths(from_table(word(tmp_path / "a.docx", table(rows)))) == [
        "综合管理/制度 B1-01 办学章程 办公室",
        "综合管理/规划 B2-01 发展规划 办公室",
        "师资/配备 B3-01 教师花名册 人事处",
    ]


def test_cards_that_name_things_at_the_left(tmp_path: Path) -> None:
    cards = [
        table([["指标名称", "B1 经费投入"], ["责任科室", "财务室"], ["材料目录", "1.经费预算\n2.经费决算"]]),
        table([["指标名称", "B2 教师培训"], ["责任科室", "教科室"], ["材料目录", "培训台账"]]),
    ]
    found = from_table(word(tmp_path / "a.docx", "青山县迎检档案目录", cards[0], "", cards[1]))
    assert [line.split("/", 1)[1] for line in paths(found)] == [
        "经费投入 B1-01 经费预算 财务室",
        "经费投入 B1-02 经费决算 财务室",
        "教师培训 B2-01 培训台账 教科室",
    ]
    assert found.problems == ()


# -- headings and owners above --


@pytest.mark.parametrize("line", ["责任部门：办公室", "【责任科室：办公室】", "（负责处室：办公室）"])
def test_a_line_that_says_who_owes_what_follows(tmp_path: Path, line: str) -> None:
    rows = [["序号", "材料名称"], ["1", "办学章程"]]
    more = [["序号", "材料名称"], ["1", "课程计划"]]
    found = from_table(word(tmp_path / "a.docx", line, table(rows), "责任部门：教务处", table(more)))
    assert [(r.title, r.owner) for r in found.checklist.requirements] == [
        ("办学章程", "办公室"),
        ("课程计划", "教务处"),
    ]


def test_owners_of_headings_without_a_table(tmp_path: Path) -> None:
    lines = (
        "青山县迎检材料目录",
        "一、组织领导",
        "（一）机构健全（责任部门：办公室）",
        "1.领导小组文件",
        "2.会议记录（党支部）",
        "二、队伍建设",
        "（一）教师配备",
        "责任科室：人事处",
        "1.教师花名册",
        "（二）教师培训",
        "1.培训台账",
    )
    assert paths(from_table(word(tmp_path / "a.docx", *lines))) == [
        "组织领导/机构健全 1-1-01 领导小组文件 办公室",
        "组织领导/机构健全 1-1-02 会议记录 党支部",
        "队伍建设/教师配备 2-1-01 教师花名册 人事处",
        "队伍建设/教师培训 2-2-01 培训台账",
    ]


def test_headings_that_only_announce_and_a_table_that_goes_on(tmp_path: Path) -> None:
    head, first, more = (
        ["一级指标", "二级指标", "材料名称"],
        ["管理", "制度", "章程"],
        ["师资", "配备", "教师名册"],
    )
    found = from_table(
        word(
            *(tmp_path / "a.docx", "一、工作要求", "请认真准备。", "二、迎检档案目录"),
            *(table([head, first]), "（续上表）", table([more])),
        )
    )
    assert paths(found) == ["管理/制度 1-1-01 章程", "师资/配备 2-1-01 教师名册"]


def test_two_blocks_beside_each_other_with_their_own_headings(tmp_path: Path) -> None:
    rows = [
        ["第一盒 综合管理", "<", "第二盒 师资队伍", "<"],
        ["序号", "材料名称", "序号", "材料名称"],
        ["1", "办学章程", "1", "教师花名册"],
        ["2", "发展规划", "2", "培训记录"],
    ]
    found = from_table(word(tmp_path / "a.docx", drawn(rows)))
    assert [line.split("/", 1)[1] for line in paths(found)] == [
        "综合管理 1-1-01 办学章程",
        "综合管理 1-1-02 发展规划",
        "师资队伍 2-1-01 教师花名册",
        "师资队伍 2-1-02 培训记录",
    ]


# -- cells --


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("⑴发展规划⑵年度计划", ["发展规划", "年度计划"]),
        ("⒈发展规划⒉年度计划", ["发展规划", "年度计划"]),
        ("❶发展规划❷年度计划", ["发展规划", "年度计划"]),
        ("1）发展规划\n2）年度计划", ["发展规划", "年度计划"]),
        ("学籍花名册、转学登记表、控辍保学台账等材料", ["学籍花名册", "转学登记表", "控辍保学台账"]),
        ("学籍、教籍管理制度", ["学籍、教籍管理制度"]),
        ("计划、总结", ["计划、总结"]),
    ],
)
def test_several_materials_in_odd_spellings(tmp_path: Path, cell: str, titles: list[str]) -> None:
    rows = [["一级指标", "二级指标", "材料名称"], ["管理", "规划", cell], ["管理", "制度", "章程"]]
    found = from_table(word(tmp_path / "a.docx", table(rows)))
    assert [r.title for r in found.checklist.requirements] == [*titles, "章程"]


def test_a_numbered_material_is_one_however_it_is_listed(tmp_path: Path) -> None:
    rows = [
        ["指标", "编号", "材料名称"],
        ["学籍", "1-1", "学籍花名册、转学登记表"],
        ["学籍", "1-2", "毕业证书"],
    ]
    found = from_table(word(tmp_path / "a.docx", table(rows)))
    assert [r.title for r in found.checklist.requirements] == ["学籍花名册、转学登记表", "毕业证书"]


def test_wide_letters_before_titles(tmp_path: Path) -> None:
    rows = [["一级指标", "二级指标", "编号", "材料名称"], ["Ａ１　综合", "Ｂ１　组织", "１－１", "工作方案"]]
    found = from_table(word(tmp_path / "a.docx", table(rows)))
    assert paths(found) == ["综合/组织 1-1 工作方案"]


@pytest.mark.parametrize("shown", ["1月2日", "2026/1/2", "2026年1月2日"])
def test_a_code_that_excel_shows_as_a_day(tmp_path: Path, shown: str) -> None:
    rows = [
        ["指标", "编号", "材料名称"],
        ["组织", datetime.datetime(2026, 1, 1), "工作方案"],
        ["组织", shown, "会议记录"],
        ["组织", datetime.datetime(2026, 1, 3), "工作总结"],
    ]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [r.code for r in found.checklist.requirements] == ["1-1", "1-2", "1-3"]
    assert found.problems == ()


def test_one_code_typed_for_two_neighbours_is_named(tmp_path: Path) -> None:
    rows = [
        ["指标", "编号", "材料名称"],
        *(["组织", code, title] for code, title in (("1-1", "甲方案"), ("1-1", "乙方案"), ("1-3", "丙表"))),
    ]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [r.code for r in found.checklist.requirements] == ["1-1", "1-1（2）", "1-3"]
    assert "第3行没有看懂：编号“1-1”在前面已经用过" in found.problems[0].message


# -- Word --

_BOX = """
<w:p {ns} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent/></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>一、旧的</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>
</mc:Fallback></mc:AlternateContent></w:r></w:p>"""


def test_a_table_in_a_text_box(tmp_path: Path) -> None:
    import docx

    rows = [["一级指标", "二级指标", "材料名称"], ["综合", "组织", "工作方案"]]
    document = docx.Document(str(word(tmp_path / "a.docx", "青山县迎检材料目录", table(rows))))
    grid = document.tables[0]._tbl
    paragraph: Any = parse_xml(_BOX.format(ns=nsdecls("w")))
    grid.addprevious(paragraph)
    paragraph.xpath(".//w:txbxContent")[0].append(grid)
    document.save(str(tmp_path / "b.docx"))
    assert paths(from_table(tmp_path / "b.docx")) == ["综合/组织 1-1-01 工作方案"]


# -- what is no list --


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "存在问题", "整改措施", "责任人", "整改时限"], ["1", "图书不足", "购置", "张××", "3月"], ["2", "实验室少", "新建", "李××", "8月"]],
        [["日期", "值班领导", "值班教师", "电话"], ["3月1日", "张××", "李××", "1"], ["3月2日", "王××", "赵××", "2"]],
        [["序号", "项目", "数量", "单价", "备注"], ["1", "课桌", "100", "200", ""], ["2", "图书", "50", "20", ""], ["3", "电脑", "9", "9", ""]],
        [["时间", "工作内容", "责任部门"], ["3月", "召开动员会", "办公室"], ["4月", "开展自查", "督导室"], ["5月", "迎接验收", "办公室"]],
        [["学校名称", "", "班级数", ""], ["学生数", "", "教师数", ""]],
        [["节次", "星期一", "星期二"], ["1", "语文", "数学"], ["2", "数学", "体育"], ["3", "科学", "美术"]],
    ],
)  # fmt: skip
def test_tables_that_schools_have_besides_are_no_lists(tmp_path: Path, rows: list[list[str]]) -> None:
    with pytest.raises(ChecklistError) as caught:
        from_table(word(tmp_path / "a.docx", table(rows)))
    assert "没有找到材料目录" in caught.value.problems[-1].message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7\n", "是 PDF"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "其实是网页格式"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "已损坏"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(100), "不是 Word、Excel 或 CSV 文件"),
    ],
)
def test_files_of_another_kind_say_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ChecklistError) as caught:
        from_table(tmp_path / name)
    assert words in caught.value.problems[0].message


def test_a_form_beside_the_list_is_passed_over_and_said(tmp_path: Path) -> None:
    form = [["学校名称", "青山中学"], ["填报时间", "2026年3月"]]
    rows = [["一级指标", "二级指标", "材料名称"], ["管理", "制度", "章程"]]
    found = from_table(word(tmp_path / "a.docx", table(form), "", table(rows)))
    assert paths(found) == ["管理/制度 1-1-01 章程"]
    assert found.problems == ()
    assert "第1个表不是材料目录，没有读（学校名称、青山中学）" in found.understood


# -- what the county asks of boxes --


@pytest.mark.parametrize(
    ("text", "level", "together", "pages"),
    [
        ("每个二级指标一盒；页码每盒从1起编。", "B", (("1-1-1", "1-1-2"),), "box"),
        ("以一级指标为单位装盒，页码每件从1起编。", "A", (("1-1-1", "1-1-2", "1-2-1"),), "item"),
        ("一个三级指标建一盒，太薄的两个二级指标可合装一盒。", "C", (), ""),
        ("每个指标一盒，全盒连续编页码。", "-", (), "box"),
        ("一律用A4纸打印，不要装订成册。", "", (), ""),
    ],
)
def test_which_level_has_a_box(
    tmp_path: Path, text: str, level: str, together: tuple[tuple[str, ...], ...], pages: str
) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "材料名称"],
        ["管理", "制度", "章程建设", "章程"],
        ["管理", "制度", "制度建设", "制度汇编"],
        ["管理", "安全", "安全检查", "检查记录"],
        ["师资", "配备", "教师配备", "教师名册"],
    ]
    asked = from_table(word(tmp_path / "a.docx", text, table(rows))).wishes
    assert (asked.box_level, asked.together, asked.pages) == (level, together, pages)


def test_a_level_that_the_list_does_not_have_is_said(tmp_path: Path) -> None:
    rows = [["一级指标", "二级指标", "材料名称"], ["管理", "制度", "章程"]]
    found = from_table(word(tmp_path / "a.docx", "每个C级指标一盒。", table(rows)))
    assert "装盒：每个C级指标一盒；目录里没有这一级的指标，仍是每个指标一盒，请核对" in list(
        found.wishes.sentences()
    )


def test_the_title_on_the_spines(tmp_path: Path) -> None:
    rows = [["一级指标", "二级指标", "材料名称"], ["管理", "制度", "章程"]]
    text = "盒脊题名统一为“青山县优质均衡发展评估档案”。"
    found = from_table(word(tmp_path / "a.docx", "青山县迎检材料目录", text, table(rows)))
    assert found.checklist.title == "青山县优质均衡发展评估"
