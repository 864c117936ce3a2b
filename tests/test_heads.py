"""Tables that neither name nor title tells apart: their columns do, as a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import checklist as checklists
from dossier import resources, toml
from dossier.match import match
from dossier.match.heads import Heads
from dossier.model import Claim, Desk, Ledger
from tests.labelling import PROJECT, checklist, document

HEADS = Heads(checklist())
MATERIALS = {r.code: r.material for r in checklist().requirements}


def claimed(path: str, lead: str, title: str = "") -> list[Claim]:
    return list(match(checklist(), PROJECT, Desk(), [document(path, title=title, lead=lead)]).claims)


@pytest.mark.parametrize(
    ("head", "material"),
    [
        ("序号 姓名 性别 出生年月 民族 学历 职称 任教学科 参加工作时间 备注", "教职工花名册"),
        ("序号 学籍号 姓名 性别 身份证件号 年级 班级 就读方式 监护人", "学籍花名册"),
        ("姓名 班级 监护人 与监护人关系 父母务工地 联系电话", "留守儿童花名册"),
        ("姓名 年级 户籍所在地 居住证号 父母务工单位", "随迁子女花名册"),
        ("资产编号 资产名称 取得日期 原值 使用部门 存放地点", "固定资产台账"),
        ("仪器名称 规格型号 单位 数量 单价 购置日期 存放地点", "教学仪器设备台账"),
        ("日期 节次 实验名称 演示/分组 班级 任课教师 仪器准备", "实验教学记录"),
        ("书名 作者 出版社 ISBN 册数 分类号", "图书总账"),
        ("借阅日期 书名 借阅人 归还日期", "图书借阅登记"),
        ("姓名 班级 残疾类别 残疾等级 残疾证号 安置方式", "残疾儿童花名册"),
        ("楼栋 房间 用途 建筑面积 结构 竣工年份", "校舍用房台账"),
        ("级别 入学人数 转入 转出 死亡 毕业人数 巩固率", "巩固率测算表"),
        ("姓名 资格证种类 资格证号 任教学科 发证机关", "持证情况一览表"),
        ("项目 非常满意 满意 基本满意 不满意 满意率", "满意度问卷汇总"),
        ("姓名 2021学时 2022学时 2023学时 2024学时 2025学时 五年累计 是否达标", "教师培训学时台账"),
        ("日期 隐患部位 隐患内容 整改措施 整改时限 责任人", "隐患排查台账"),
    ],
)
def test_a_head_tells_the_material(head: str, material: str) -> None:
    assert MATERIALS[HEADS.fitting(head)[0].code] == material


def test_a_nameless_table_is_a_question_with_its_columns_as_the_reason() -> None:
    lead = "某县某校\n序号 姓名 班级 监护人 与监护人关系 父母务工地\n1 甲 一1 乙 祖孙 广东"
    first, *_ = claimed("材料/德育处/新建工作表(3).xlsx", lead)
    assert (MATERIALS[first.requirement], first.certain) == ("留守儿童花名册", False)
    assert first.reason.startswith("表头有“监护人、与监护人关系、父母务工地”")


def test_labels_that_stand_below_each_other_are_a_head_too() -> None:
    sheet = "资产编号 A01\n资产名称 电子琴\n原值 5000\n保管人 甲"
    assert MATERIALS[HEADS.fitting(sheet)[0].code] == "固定资产台账"


@pytest.mark.parametrize(
    "lead",
    [
        "",
        "序号 姓名 性别 备注",
        "品名 数量 单价 金额",
        "姓名 语文 数学 英语 总分 名次",
        "我校 高度 重视 学历 提升 工作",
        "学历 职称",
        "2021 2022 2023 职称 2024 2025 学历",
    ],
)
def test_what_every_table_has_tells_nothing(lead: str) -> None:
    assert not HEADS.fitting(lead)


def test_the_words_of_a_file_rule_its_columns_out() -> None:
    lead = "姓名 性别 出生年月 学历 职称 政治面貌 参加工作时间"
    assert "教职工花名册" in {MATERIALS[c.requirement] for c in claimed("材料/表1.xlsx", lead)}
    said = {MATERIALS[c.requirement] for c in claimed("材料/退休的老同志.xlsx", lead)}
    assert "教职工花名册" not in said


def test_a_name_that_says_what_it_is_stands_against_the_columns() -> None:
    lead = "序号 姓名 班级 监护人 与监护人关系 父母务工地"
    assert {MATERIALS[c.requirement] for c in claimed("材料/随迁子女花名册.xlsx", lead)} == {"随迁子女花名册"}


@given(st.permutations(["姓名", "班级", "残疾类别", "残疾等级", "残疾证号", "安置方式", "备注"]))
def test_the_order_of_columns_is_of_no_account(cells: list[str]) -> None:
    (best, *_), (same, *_) = HEADS.fitting(" ".join(cells)), HEADS.fitting(" ".join(sorted(cells)))
    assert (best.code, round(best.weight, 9), set(best.columns)) == (
        same.code,
        round(same.weight, 9),
        set(same.columns),
    )


def test_the_file_of_heads_speaks_of_materials_that_there_are() -> None:
    data = toml.load(resources.data("heads.toml"))
    known = {material.name for material in checklists.materials.load().materials}
    assert set(data["heads"]) <= known
    called = {word for columns in data["heads"].values() for names in columns for word in names.split("|")}
    assert not called & set(data["plain"])
    for material, columns in data["heads"].items():
        assert len(columns) >= 2, material


# -- ledgers, and what is called otherwise --


def ledger(path: str, kind: str) -> Ledger:
    return Ledger(
        path=path, sheet="Sheet1", kind=kind, title="", year="", date="", columns={}, units={}, rows=()
    )


def claims(paths: list[str], *tables: Ledger) -> set[tuple[str, str, bool, str]]:
    found = match(checklist(), PROJECT, Desk(), [document(path) for path in paths], tables).claims
    return {(MATERIALS[c.requirement], c.parts[0].path, c.certain, c.reason) for c in found}


def test_a_ledger_that_says_nothing_else_is_what_it_was_read_as() -> None:
    path = "数据/导出0908.xlsx"
    known = ledger(path, "学籍花名册")
    assert claims([path], known) == {("学籍花名册", path, False, "按表头认作“学籍花名册”，但年度不明")}
    assert claims(["数据/固资.xlsx"], ledger("数据/固资.xlsx", "图书台账")) == {
        ("图书总账", "数据/固资.xlsx", False, "按表头认作“图书台账”，但只是表头相近")
    }
    sure = "数据/导出.xlsx"
    assert claims([sure], ledger(sure, "教职工花名册")) == {
        ("教职工花名册", sure, True, "按表头认作“教职工花名册”")
    }


def test_a_workbook_of_several_ledgers_is_none_of_them() -> None:
    path = "数据/导出.xlsx"
    assert not claims([path], ledger(path, "教职工花名册"), ledger(path, "学籍花名册"))


def test_a_ledger_whose_words_rule_it_out_is_not_what_it_was_read_as() -> None:
    path = "数据/退休的老同志.xlsx"
    assert not {c for c in claims([path], ledger(path, "教职工花名册")) if c[0] == "教职工花名册"}


def test_a_ledger_in_doubt_is_no_question_where_something_else_serves() -> None:
    found = claims(["数据/导出表.xlsx", "材料/教职工花名册.xlsx"], ledger("数据/导出表.xlsx", "教职工花名册"))
    assert {path for _, path, *_ in found} == {"材料/教职工花名册.xlsx"}


def test_a_register_with_the_columns_of_another_is_a_question() -> None:
    lead = "2022年秋季七年级学生名册\n班级 学籍号 姓名 性别 毕业小学\n7.1 L35 甲 男 某小"
    first, *_ = claimed("材料/巩固率/22级进来时.xlsx", lead, "2022年秋季七年级学生名册")
    assert (first.certain, "表头像“" in first.reason) == (False, True)
    plain = lead.replace("毕业小学", "出生日期")
    first, *_ = claimed("材料/学籍/22级.xlsx", plain, "2025-2026学年七年级学生名册")
    assert first.certain


def test_a_list_of_certificates_is_no_certificate() -> None:
    (scan,) = [c for c in claimed("材料/教师资格证.pdf", "") if MATERIALS[c.requirement] == "教师资格证"]
    assert scan.certain
    listed = claimed("材料/教师资格证.xlsx", "教师资格证\n姓名 证号\n甲 1", "教师资格证")
    assert not any(claim.certain for claim in listed)


# -- words and columns together --


def test_words_that_say_half_and_columns_together_are_sure() -> None:
    lead = "残疾少儿情况\n姓名 性别 班级 残疾类别 残疾等级 残疾证号\n甲 男 一1 视力 二级 4311"
    title = "2025—2026学年残疾儿童少年名单（核对用）"
    alone = claimed("材料/残儿.xlsx", title, title)
    both = claimed("材料/残儿.xlsx", lead, title)
    assert [claim.certain for claim in alone] == [False]
    assert [(MATERIALS[claim.requirement], claim.certain) for claim in both] == [("残疾儿童花名册", True)]


@pytest.mark.parametrize(
    "title",
    ["退休教师基本情况登记", "新华书店推荐采购书目", "食堂员工情况登记"],
)
def test_columns_do_not_make_a_near_twin_sure(title: str) -> None:
    heads = "姓名 性别 出生年月 学历 职称 任教学科 教师资格 书名 出版社 分类号 册数"
    assert not any(
        claim.certain for claim in claimed("材料/表2.xlsx", f"{title}\n{heads}\n甲 乙 丙 丁", title)
    )


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("材料/表.xlsx", "食堂设备台账"),
        ("材料/设备台账.xlsx", "食堂设备台账"),
        ("材料/食堂设备台账.xlsx", ""),
        ("材料/医务室器材.xlsx", "医务室设备器材台账"),
    ],
)
def test_columns_do_not_make_another_place_sure(path: str, title: str) -> None:
    heads = "设备名称 规格型号 数量 单价 购置日期 存放地点"
    assert not any(
        claim.certain for claim in claimed(path, f"{title}\n{heads}\n灶台 Z1 2 900 2024 后厨", title)
    )


def test_a_head_with_nothing_but_numbers_below_is_a_blank_form() -> None:
    title = "教职工基本情况登记表"
    head = "序号 姓名 性别 出生年月 学历 职称 任教学科 教师资格证号"
    filled = claimed("材料/表2.xlsx", f"{title}\n{head}\n1 甲 男 1980.1 本科 一级 语文 2001", title)
    empty = claimed("材料/表2.xlsx", f"{title}\n学校（盖章）： 填报时间： 年 月 日\n{head}\n1\n2\n3", title)
    assert {claim.certain for claim in filled} == {True}
    assert {claim.certain for claim in empty} == {False}
    assert all("像是空白表或模板" in claim.reason for claim in empty)
