"""Lists of other counties, each after a way of numbering or a habit met in practice: every item, parent and owner."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from dossier.checklist import Imported, from_table
from dossier.checklist.county import spans
from dossier.errors import ChecklistError
from tests.county_files import book, table, word


def items(found: Imported) -> list[str]:
    """``group/indicator code/code title owner`` of each material."""
    groups = {group.code: group.title for group in found.checklist.groups}
    indicators = found.checklist.indicator_by_code
    return [
        f"{groups[indicators[r.indicator].group]}/{indicators[r.indicator].title}/{r.code} {r.title} {r.owner}".strip()
        for r in found.checklist.requirements
    ]


def test_volumes_groups_and_lines_with_the_office_in_brackets(tmp_path: Path) -> None:
    head = ["B级", "材料内容", "年度"]
    found = from_table(
        word(
            tmp_path / "a.docx",
            "宁山县义务教育均衡发展档案目录",
            "A1 综合卷",
            table([head, ["B1组织领导", "C1 领导小组文件（办公室、教育股）", "近三年"], ["", "C2 实施方案（督导室）", ""], ["B2 经费", "C3 预决算（财务室）", "四年"]]),
            "A2 学校设置与班额",
            table([head, ["B3 学校设置", "C4 学校一览表（教育股）", "三学年"], ["", "C5 班额统计表（教育股）", "当年"]]),
        )
    )  # fmt: skip
    assert items(found) == [
        "综合卷/组织领导/C1 领导小组文件 办公室、教育股",
        "综合卷/组织领导/C2 实施方案 督导室",
        "综合卷/经费/C3 预决算 财务室",
        "学校设置与班额/学校设置/C4 学校一览表 教育股",
        "学校设置与班额/学校设置/C5 班额统计表 教育股",
    ]
    assert [r.years for r in found.checklist.requirements] == [
        "last-3",
        "none",
        "last-4",
        "last-3",
        "current",
    ]
    assert [(i.code, i.group) for i in found.checklist.indicators] == [
        ("B1", "A1"),
        ("B2", "A1"),
        ("B3", "A2"),
    ]
    assert found.problems == ()


def test_numbers_that_begin_again_get_what_stands_above(tmp_path: Path) -> None:
    rows = [["编码", "内容", "责任人", "完成时限"], ["A1", "资源配置", "", ""], ["B1", "教师", "", ""],
            ["C1", "教师花名册", "王××", "5月底"], ["C2", "学历证书", "李××", "5月底"], ["B2", "校舍", "", ""],
            ["C1", "平面图", "赵××", "6月10日"], ["小计", "3", "", ""]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("目录", rows)))
    assert items(found) == [
        "资源配置/教师/B1-C1 教师花名册",
        "资源配置/教师/B1-C2 学历证书",
        "资源配置/校舍/B2-C1 平面图",
    ]
    assert [(o.requirement, o.person, o.due) for o in found.owners] == [
        ("B1-C1", "王××", "5月底"),
        ("B1-C2", "李××", "5月底"),
        ("B2-C1", "赵××", "6月10日"),
    ]


def test_a_plan_with_rules_for_boxes(tmp_path: Path) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "材料名称", "负责人"],
            ["A1学校设置与建设", "B1学校设置", "C1办学规模", "1.学校规模统计表\n2.招生计划", "教务处"],
            ["", "", "C2班额", "各班人数统计表", "教务处、德育处"], ["", "B2校舍建设", "C3校舍", "房产证复印件", "总务处"]]  # fmt: skip
    found = from_table(
        word(
            tmp_path / "a.docx",
            "学校标准化档案建设方案",
            "每个B级指标一盒，盒脊厚7.5厘米。盒内材料按学年度排列，每件单独编页码。",
            "自评报告标题为《某某中学标准化建设自评报告》。",
            table(rows, (1, 0, 3, 0), (1, 1, 2, 1)),
        )
    )
    assert items(found) == [
        "学校设置/办学规模/C1-01 学校规模统计表 教务处",
        "学校设置/办学规模/C1-02 招生计划 教务处",
        "学校设置/班额/C2-01 各班人数统计表 教务处、德育处",
        "校舍建设/校舍/C3-01 房产证复印件 总务处",
    ]
    asked = found.wishes
    assert (asked.thickness_mm, asked.by_year, asked.pages, asked.box_level) == ((75,), True, "item", "B")
    assert asked.titles == (("自评报告", "某某中学标准化建设自评报告"),)


def test_volumes_in_round_brackets_and_circles_without_a_table(tmp_path: Path) -> None:
    found = from_table(
        word(
            tmp_path / "a.docx",
            "青山学校迎检档案目录",
            *(
                "（一）办学方向卷",
                "①党建工作",
                "1.党支部计划",
                "2.党员名册",
                "②德育工作",
                "1.德育方案（德育处）",
            ),
            *("（二）入学机会卷", "④留守儿童入学情况", "1.留守儿童花名册（政教处）", "2.关爱制度（政教处）"),
        )
    )
    assert items(found) == [
        "办学方向卷/党建工作/1-1-01 党支部计划",
        "办学方向卷/党建工作/1-1-02 党员名册",
        "办学方向卷/德育工作/1-2-01 德育方案 德育处",
        "入学机会卷/留守儿童入学情况/2-4-01 留守儿童花名册 政教处",
        "入学机会卷/留守儿童入学情况/2-4-02 关爱制度 政教处",
    ]
    assert found.wishes.numbering == "juan"


def test_codes_of_third_level_and_ordinal_with_persons(tmp_path: Path) -> None:
    rows = [["民办小学督导验收材料索引"], ["一级指标", "二级指标", "三级指标", "编号", "资料名称", "负责人", "备注"],
            ["办学条件", "校园校舍", "1.校园面积", "1—1", "土地使用证", "张××", "原件和复印件"],
            ["", "", "", "１－２", "校园平面图", "张××", "实地考察"], ["", "", "2.校舍面积", "2—1", "房产证", "李××", ""],
            ["办学管理", "教师", "3.学历", "3—6", "学历证书", "办公室", "复印件"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert items(found) == [
        "校园校舍/校园面积/1-1 土地使用证",
        "校园校舍/校园面积/1-2 校园平面图",
        "校园校舍/校舍面积/2-1 房产证",
        "教师/学历/3-6 学历证书 办公室",
    ]
    assert [o.person for o in found.owners] == ["张××", "张××", "李××"]
    assert [r.site_visit for r in found.checklist.requirements] == [False, True, False, False]
    assert [r.copy for r in found.checklist.requirements] == ["either", "either", "either", "copy"]
    assert found.checklist.title == "民办小学督导验收材料索引"


def test_among_so_many_with_numbered_materials(tmp_path: Path) -> None:
    found = from_table(
        word(
            tmp_path / "a.docx",
            "达标材料目录",
            *("之一 生均校舍建筑面积", "1.校舍统计表", "2.校舍照片", "3.其它相关材料"),
            *("之二 生均运动场地面积", "1.运动场地统计表", "2.其它相关材料"),
        )
    )
    assert [line.split("/")[1:] for line in items(found)] == [
        ["生均校舍建筑面积", "1-1-01 校舍统计表"],
        ["生均校舍建筑面积", "1-1-02 校舍照片"],
        ["生均校舍建筑面积", "1-1-03 其它相关材料"],
        ["生均运动场地面积", "2-1-01 运动场地统计表"],
        ["生均运动场地面积", "2-1-02 其它相关材料"],
    ]


def test_roman_numbers_and_a_description_instead_of_materials(tmp_path: Path) -> None:
    rows = [["一级指标", "二级指标", "指标描述", "测评方式", "负责部门"],
            ["I 思想道德", "I-1 理想信念", "主题教育活动方案", "材料审核", "德育处"],
            ["", "I-2 师德", "师德建设制度；师德承诺书", "材料审核", "办公室"],
            ["II 校园文化", "II-1 校园环境", "校园规划图", "实地考察", "总务处"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert items(found) == [
        "思想道德/理想信念/I-1-01 主题教育活动方案 德育处",
        "思想道德/师德/I-2-01 师德建设制度 办公室",
        "思想道德/师德/I-2-02 师德承诺书 办公室",
        "校园文化/校园环境/II-1-01 校园规划图 总务处",
    ]
    assert "“指标描述”作材料名称（按内容）" in found.understood


def test_letters_with_numbers_and_signs_for_the_same_again(tmp_path: Path) -> None:
    rows = [["编码", "指标", "佐证材料", "提供科室"], ["L1", "生均教学用房", "用房统计表", "计财股"],
            ["L2", "生均运动场", "场馆统计表", "〃"], ["L3", "计算机", "设备台账", "电教馆"], ["L4", "图书", "图书台账", "同上"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [line.split("/", 1)[1] for line in items(found)] == [
        "生均教学用房/L1 用房统计表 计财股",
        "生均运动场/L2 场馆统计表 计财股",
        "计算机/L3 设备台账 电教馆",
        "图书/L4 图书台账 电教馆",
    ]


@pytest.mark.parametrize("separator", [".", "-", "—", "－"])
def test_one_column_of_codes_says_what_stands_below_what(tmp_path: Path, separator: str) -> None:
    rows = [["编号", "名称", "责任处室"], ["1", "资源配置", ""], ["1.1", "教师", ""], ["1.1.1", "教师花名册", "办公室"],
            ["1.1.2", "学历证书", "同上"], ["1.2", "校舍", ""], ["1.2.1", "平面图", "总务处"], ["2", "质量", ""],
            ["2.1", "课程", ""], ["2.1.1", "课程表", "教务处"]]  # fmt: skip
    rows = [[row[0].replace(".", separator), *row[1:]] for row in rows]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    dot = "." if separator == "." else "-"
    assert items(found) == [
        line.replace("@", dot)
        for line in (
            "资源配置/教师/1@1@1 教师花名册 办公室",
            "资源配置/教师/1@1@2 学历证书 办公室",
            "资源配置/校舍/1@2@1 平面图 总务处",
            "质量/课程/2@1@1 课程表 教务处",
        )
    ]


def test_heads_of_two_rows_merged_both_ways(tmp_path: Path) -> None:
    rows = [["指标体系", "", "", "迎检资料", "", "责任分工", "", "完成时限", "备注"],
            ["一级", "二级", "三级", "编号", "名称", "部门", "责任人", "", ""],
            ["A1 资源配置", "B1 教师", "C1 学历", "A1-B1-C1-01", "高学历教师统计表", "人事处", "王××", "2026年5月10日", "近三年"],
            ["", "", "", "A1-B1-C1-02", "教师学历证书", "〃", "″", "同上", "复印件"],
            ["", "", "C2 骨干", "A1-B1-C2-01", "骨干教师花名册", "人事处", "李××", "", ""],
            ["", "小计", "", "3项", "", "", "", "", ""]]  # fmt: skip
    merges = (
        (0, 0, 0, 2),
        (0, 3, 0, 4),
        (0, 5, 0, 6),
        (0, 7, 1, 7),
        (0, 8, 1, 8),
        (2, 0, 4, 0),
        (2, 1, 4, 1),
        (2, 2, 3, 2),
    )
    found = from_table(word(tmp_path / "a.docx", "迎检资料目录表", table(rows, *merges)))
    assert items(found) == [
        "教师/学历/A1-B1-C1-01 高学历教师统计表 人事处",
        "教师/学历/A1-B1-C1-02 教师学历证书 人事处",
        "教师/骨干/A1-B1-C2-01 骨干教师花名册 人事处",
    ]
    assert [(o.person, o.due) for o in found.owners] == [("王××", "2026年5月10日")] * 2 + [("李××", "")]
    assert found.problems == ()


def test_each_level_with_a_column_of_numbers(tmp_path: Path) -> None:
    rows = [["编号", "一级指标", "编号", "二级指标", "编号", "材料名称"], ["A1", "资源", "B1", "教师", "C1", "花名册"],
            ["", "", "", "", "C2", "证书"], ["", "", "B2", "校舍", "C3", "平面图"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert items(found) == ["资源/教师/C1 花名册", "资源/教师/C2 证书", "资源/校舍/C3 平面图"]
    assert [i.code for i in found.checklist.indicators] == ["B1", "B2"]


def test_two_lists_beside_each_other(tmp_path: Path) -> None:
    rows = [["序号", "材料名称", "责任部门"] * 2, ["1", "甲制度", "办公室", "3", "丙方案", "教务处"],
            ["2", "乙计划", "总务处", "4", "丁总结", "德育处"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [line.split(" ", 1)[1] for line in items(found)] == [
        "甲制度 办公室",
        "乙计划 总务处",
        "丙方案 教务处",
        "丁总结 德育处",
    ]


def test_sheets_hidden_or_not(tmp_path: Path) -> None:
    def hide(made: Any) -> None:
        made["旧目录"].sheet_state = "hidden"
        made["资源配置"].column_dimensions["C"].hidden = True
        made["资源配置"].row_dimensions[3].hidden = True

    head = ["二级指标", "材料名称", "责任部门"]
    found = from_table(
        book(
            tmp_path / "a.xlsx",
            ("资源配置", [head, ["教师", "花名册", "人事处"], ["", "证书", "人事处"]]),
            ("政府保障", [head, ["经费", "预算表", "财务处"]]),
            ("旧目录", [head, ["经费", "旧表", "财务处"]]),
            ("填表说明", [["一、本表由学校填写。"], ["二、材料一律用A4纸。"]]),
            then=hide,
        )
    )
    assert items(found) == [
        "资源配置/教师/1-1-01 花名册 人事处",
        "资源配置/教师/1-1-02 证书 人事处",
        "政府保障/经费/2-1-01 预算表 财务处",
    ]
    assert {
        "“旧目录”表是隐藏的，没有读；要读的，请取消隐藏后再导入",
        "“资源配置”表有隐藏的列（C列），也读了",
        "“资源配置”表有隐藏的行（第3行），也读了",
    } <= set(found.understood)


def test_a_table_split_over_pages_with_spare_rows_and_notes_below(tmp_path: Path) -> None:
    found = from_table(
        word(
            tmp_path / "a.docx",
            table([["序号", "材料名称", "责任部门"], ["1", "甲制度", "办公室"], ["2", "乙方案", "教务处"]]),
            "",
            table(
                [
                    ["3", "丙名册", "总务处"],
                    ["4", "", ""],
                    ["说明：本目录一式两份", "", ""],
                    ["2.复印件加盖公章", "", ""],
                ]
            ),
        )
    )
    assert [line.rsplit("/", 1)[1] for line in items(found)] == [
        "1-1-01 甲制度 办公室",
        "1-1-02 乙方案 教务处",
        "1-1-03 丙名册 总务处",
    ]
    assert found.problems == ()


def test_years_in_words(tmp_path: Path) -> None:
    said = {
        "2022—2025年": ("last-4", "calendar"), "2022—2025学年": ("last-3", "school"), "近三学年": ("last-3", "school"),
        "当年": ("current", "school"), "2024年": ("none", "school"), "2022、2023、2024年": ("last-3", "calendar"),
        "三学年": ("last-3", "school"), "近３年": ("last-3", "school"), "2023-2024学年、2024-2025学年": ("last-2", "school"),
    }  # fmt: skip
    rows = [
        ["档案盒", "档案资料名称", "时间范围"],
        *(["综合", f"材料{n}", words] for n, words in enumerate(said)),
    ]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [(r.years, r.calendar) for r in found.checklist.requirements] == list(said.values())
    assert found.checklist.requirements[4].note == "2024年"


def test_codes_in_a_cell_and_owners_in_every_spelling(tmp_path: Path) -> None:
    rows = [["B级指标", "档案内容"],
            ["B1 组织领导", "C1领导小组文件（办公室、教育股）C2实施方案（督导室）C3会议记录【办公室】"],
            ["B2 入学", "1. 招生方案；2. 学区图——教务处\n3. 残疾儿童花名册（由德育处提供）"], ["合  计", "6"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [line.split("/", 1)[1] for line in items(found)] == [
        "组织领导/C1 领导小组文件 办公室、教育股",
        "组织领导/C2 实施方案 督导室",
        "组织领导/C3 会议记录 办公室",
        "入学/B2-01 招生方案",
        "入学/B2-02 学区图 教务处",
        "入学/B2-03 残疾儿童花名册 德育处",
    ]


def test_a_list_with_introduction_and_rules_around_it(tmp_path: Path) -> None:
    found = from_table(
        word(
            tmp_path / "a.docx",
            *(
                "青山县中小学迎检材料目录",
                "各学校：",
                "现将材料目录印发给你们，请认真准备。",
                "一、组织领导",
                "（一）机构建设",
            ),
            *(
                "1.领导小组成立文件（办公室）",
                "2.工作方案",
                "（二）会议",
                "1.会议记录（近三年）",
                "二、教师队伍",
                "（一）师资",
            ),
            *(
                "（1）教师花名册",
                "（2）学历证书复印件",
                "三、工作要求",
                "请各校于5月底前完成。",
                "青山县教育局",
                "2026年3月1日",
            ),
        )
    )
    assert items(found) == [
        "组织领导/机构建设/1-1-01 领导小组成立文件 办公室",
        "组织领导/机构建设/1-1-02 工作方案",
        "组织领导/会议/1-2-01 会议记录（近三年）",
        "教师队伍/师资/2-1-01 教师花名册",
        "教师队伍/师资/2-1-02 学历证书复印件",
    ]
    assert found.problems == ()


def test_numbers_that_word_writes_itself(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    xml = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(levels)
    )
    first = numbering.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}num")
    first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{xml}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "资源配置"), (1, "教师"), (2, "花名册"), (2, "证书"), (1, "校舍"), (2, "平面图"), (0, "质量"), (1, "课程"), (2, "课程表")):  # fmt: skip
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    document.save(str(tmp_path / "a.docx"))
    assert items(from_table(tmp_path / "a.docx")) == [
        "资源配置/教师/1-1-01 花名册",
        "资源配置/教师/1-1-02 证书",
        "资源配置/校舍/1-2-01 平面图",
        "质量/课程/2-1-01 课程表",
    ]


def test_a_code_that_excel_changed_is_restored_or_named(tmp_path: Path) -> None:
    day = datetime.datetime
    rows: list[list[Any]] = [["指标", "编号", "材料名称"], ["入学", "1-1-1", "甲方案"], ["入学", day(2001, 1, 2), "乙方案"],
            ["入学", "1-1-13", "丙方案"], ["班额", day(2001, 2, 1), "丁表"], ["班额", day(2026, 5, 6), "戊表"]]  # fmt: skip
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [r.code for r in found.checklist.requirements][:4] == ["1-1-1", "1-1-2", "1-1-13", "1-2-1"]
    assert [p.message for p in found.problems] == [
        "“a.xlsx”“Sheet1”表第6行没有看懂：编号“2026-05-06”被 Excel 改成了日期，看不出原来是什么"
    ]


def test_ten_that_excel_made_one(tmp_path: Path) -> None:
    codes = [*(1 + n / 10 for n in range(1, 10)), 1.1, 1.11]
    rows = [["指标", "编号", "材料名称"], *(["入学", code, f"材料{n}"] for n, code in enumerate(codes))]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [r.code for r in found.checklist.requirements] == [f"1.{n}" for n in range(1, 12)]


def test_without_any_head_the_cells_tell(tmp_path: Path) -> None:
    rows = [
        ["一、资源", "教师花名册", "办公室", "近三年"],
        ["", "学历证书", "办公室", ""],
        ["二、质量", "课程表", "教务处", "当年"],
    ]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [line.split("/", 1)[1] for line in items(found)] == ["资源/1-1-01 教师花名册 办公室", "资源/1-1-02 学历证书 办公室", "质量/1-2-01 课程表 教务处"]  # fmt: skip
    assert "第2列（没有列名）作材料名称（按内容）" in found.understood


def test_a_person_says_what_a_column_is(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Sheet1", [["栏甲", "栏乙", "栏丙"], ["入学", "招生事项", "教务处"]]))
    with pytest.raises(ChecklistError):
        from_table(path)
    found = from_table(path, said={"栏乙": "title", "A": "second", "栏丁": "note"})
    assert [line.split("/", 1)[1] for line in items(found)] == ["入学/1-1-01 招生事项"]
    assert found.unmatched == ("栏丁",)


@pytest.mark.parametrize(
    ("blocks", "messages"),
    [
        ((["姓名", "电话"], ["张××", "1"]), ["“a.docx”第1个表没有看懂：看不出哪一列是材料名称（姓名、电话），可用 --map 列=材料名称 指定"]),
        ((["一级指标", "责任部门"], ["资源", "办公室"]), ["“a.docx”第1个表没有看懂：看不出哪一列是材料名称（一级指标、责任部门），可用 --map 列=材料名称 指定"]),
        ((["一级指标", "材料名称"], ["资源", ""]), ["“a.docx”第1个表第2行没有看懂：“资源”下面没有材料"]),
    ],
)  # fmt: skip
def test_a_file_without_a_list_is_refused_with_its_places(
    tmp_path: Path, blocks: Any, messages: list[str]
) -> None:
    with pytest.raises(ChecklistError) as caught:
        from_table(word(tmp_path / "a.docx", table(blocks)))
    told = [problem.message for problem in caught.value.problems]
    assert told[:-1] == messages
    assert told[-1].startswith("文件：没有找到材料目录")


def test_a_number_used_twice_is_named(tmp_path: Path) -> None:
    rows = [["指标", "编号", "材料名称"], ["入学", "1-1-1", "甲方案"], ["班额", "1-1-1", "乙表"]]
    found = from_table(book(tmp_path / "a.xlsx", ("Sheet1", rows)))
    assert [r.code for r in found.checklist.requirements] == ["1-1-1", "1-1-1（2）"]
    assert [p.message for p in found.problems] == [
        "“a.xlsx”“Sheet1”表第3行没有看懂：编号“1-1-1”在前面已经用过，暂编为“1-1-1（2）”"
    ]


def test_a_remark_says_that_years_are_those_of_the_calendar() -> None:
    assert spans.read("近三年", "部门预算、决算", "按自然年") == spans.Span("last-3", "calendar")
    assert spans.read("近三学年", "部门预算", "") == spans.Span("last-3", "school")
