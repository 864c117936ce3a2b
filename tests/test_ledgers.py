"""Ledgers from real files: heads of every shape, what is no data, what is hidden, and where and when it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.grids import Grid
from dossier.guard import Pool
from dossier.ledgers import asked, condition_columns, load, read_ledgers
from dossier.ledgers.heads import recognise, split_unit
from dossier.ledgers.tables import tables
from dossier.ledgers.words import (
    as_at,
    is_banner,
    is_code_row,
    is_remark,
    is_signature,
    is_total,
    part_of,
    section_of,
    table_unit,
)
from dossier.model import Checklist, FigureSpec, Ledger, Read
from tests.ledger_files import Rows, documents, project, read_all, rewrite, workbook

VOCABULARY = load()
CLASSES: Rows = [["班级", "人数"], ["七（1）班", 45], ["七（2）班", 44]]


def only(root: Path) -> Ledger:
    ledgers, _ = read_all(root)
    (ledger,) = ledgers
    return ledger


def column(ledger: Ledger, name: str) -> list[str]:
    return [row.values[name] for row in ledger.rows]


# -- heads ------------------------------------------------------------------------------------------------


def test_title_lines_code_row_totals_and_signatures_are_no_data(tmp_path: Path) -> None:
    workbook(
        tmp_path / "数据/表1.xlsx",
        (
            "Sheet1",
            [
                ["2025—2026学年度青禾县晨光学校教学仪器设备台账"],
                ["填报单位：晨光学校", None, "金额单位：万元", "统计日期：2025年9月1日"],
                ["序号", "设备名称", "数量（件套）", "金额"],
                ["1", "2", "3", "4"],
                [1, "显微镜", "30台", 4.5],
                [2, "天平", 12, "1。2"],
                ["", "小计", 42, 5.7],
                [3, "录播设备", 1, 20],
                ["合 计", None, 43, 25.7],
                ["注：净值另附"],
                ["校长签字：", None, "填表人：赵某"],
                ["随手写的一行", "不是数据", 9, 9],
            ],
        ),
        merged=["A1:D1"],
    )
    ledger = only(tmp_path)
    assert (ledger.kind, ledger.year, ledger.date) == ("教学仪器设备台账", "2025-2026", "2025-09-01")
    assert column(ledger, "设备名称") == ["显微镜", "天平", "录播设备"]
    assert [row.number for row in ledger.rows] == [5, 6, 8]
    assert [(row.number, row.values["金额"]) for row in ledger.totals] == [(7, "5.7"), (9, "25.7")]
    assert (ledger.units["金额"], ledger.units["数量"]) == ("万元", "件套")
    assert ledger.columns["金额"] == 4


def test_heads_of_two_levels_merged_across_and_down(tmp_path: Path) -> None:
    workbook(
        tmp_path / "数据/教师.xlsx",
        (
            "名册",
            [
                ["序号", "姓名", "学历", None, "职称", "任教情况", None],
                [None, None, "第一学历", "最高学历", None, "任教学段", "任教学科"],
                [1, "钱某", "专科", "本科", "一级教师", "初中", "语文"],
                [2, "孙某", "本科", "硕士", "高级教师", "小学", "音乐"],
            ],
        ),
        merged=["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:G1"],
    )
    ledger = only(tmp_path)
    assert column(ledger, "最高学历") == ["本科", "硕士"]
    assert column(ledger, "第一学历") == ["专科", "本科"]
    assert [row.section for row in ledger.rows] == ["junior", "primary"]


def test_heads_of_three_levels(tmp_path: Path) -> None:
    rows: Rows = [
        ["班级", "学生情况", None, None],
        [None, "学生数", None, None],
        [None, "男", "女", "合计"],
        ["七（1）班", 20, 25, 45],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows), merged=["A1:A3", "B1:D1", "B2:D2"])
    ledger = only(tmp_path)
    assert ledger.kind == "班级学生数一览表"
    assert (column(ledger, "人数"), column(ledger, "男生"), column(ledger, "女生")) == (
        ["45"],
        ["20"],
        ["25"],
    )


def test_a_column_for_each_section_makes_two_tables(tmp_path: Path) -> None:
    rows: Rows = [
        ["类别", "册数（册）", None, None],
        [None, "小学部", "初中部", "合计"],
        ["文学", 300, 200, 500],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("图书", rows), merged=["A1:A2", "B1:D1"])
    ledgers, _ = read_all(tmp_path, "nine-year")
    assert [(ledger.part, ledger.columns["册数"]) for ledger in ledgers] == [("primary", 2), ("junior", 3)]
    assert [(row.section, row.values["册数"]) for ledger in ledgers for row in ledger.rows] == [
        ("primary", "300"),
        ("junior", "200"),
    ]


@pytest.mark.parametrize(
    ("heads", "kind"),
    [
        (["用房 用途", "建筑面积\n（平方米）"], "校舍用房台账"),
        (["1.用途分类", "２．使用面积／㎡"], "校舍用房台账"),
        (["场地名称", "占地面积（㎡）"], "运动场地台账"),
        (["教师姓名*", "学历层次", "学科"], "教职工花名册"),
        (["年度", "公用经费（万元）", "培训费（万元）"], "经费预决算表"),
        (["项目", "全校", "小学部", "初中部"], "学校信息"),
        (["指标代码", "自评得分", "是否预计"], "自评得分表"),
    ],
)
def test_a_kind_is_known_by_synonyms_whatever_the_dress(heads: list[str], kind: str) -> None:
    found = recognise([[head] for head in heads], VOCABULARY)
    assert [each.kind.name for each in found] == [kind]


def test_the_unit_of_a_head_is_taken_off() -> None:
    assert split_unit("金额（单位：万元）") == ("金额", "万元")
    assert split_unit("面积/平方米") == ("面积", "㎡")
    assert split_unit("是否专任（是/否）") == ("是否专任", "")


def test_an_exact_name_beats_a_synonym_beside_it() -> None:
    (found,) = recognise([["姓名"], ["学历"], ["最高学历"]], VOCABULARY)
    assert found.columns["最高学历"] == 2


def test_a_missing_head_is_no_ledger(tmp_path: Path) -> None:
    workbook(tmp_path / "数据/值班表.xlsx", ("s", [["日期", "值班人"], ["周一", "李某"]]))
    ledgers, problems = read_all(tmp_path)
    assert ledgers == ()
    assert [(problem.code, problem.path) for problem in problems] == [
        ("ledger-unrecognised", "数据/值班表.xlsx")
    ]


def test_an_empty_form_is_a_ledger_that_says_nothing(tmp_path: Path) -> None:
    workbook(tmp_path / "数据/空表.xlsx", ("s", [["班级", "人数"], [None, None], ["填表人：", None]]))
    assert read_all(tmp_path) == ((), ())


# -- rows -------------------------------------------------------------------------------------------------


def test_banners_inside_the_table_give_the_section(tmp_path: Path) -> None:
    rows: Rows = [
        ["用途", "面积"],
        ["一、小学部"],
        ["普通教室", 800],
        ["小计", 800],
        ["二、初中部"],
        ["普通教室", 900],
        ["共用部分"],
        ["合计", 1700],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    ledger = only(tmp_path)
    assert [(row.section, row.values["面积"]) for row in ledger.rows if row.values["面积"]] == [
        ("primary", "800"),
        ("junior", "900"),
    ]


def test_merged_texts_are_filled_down_and_merged_numbers_are_not(tmp_path: Path) -> None:
    rows: Rows = [
        ["楼名", "用途", "面积", "学段"],
        ["教学楼", "普通教室", "600㎡", "初中"],
        [None, "实验室", None, None],
        ["综合楼", "图书室", 150, "共用"],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows), merged=["A2:A3", "C2:C3", "D2:D3"])
    ledger = only(tmp_path)
    assert column(ledger, "楼名") == ["教学楼", "教学楼", "综合楼"]
    assert column(ledger, "面积") == ["600㎡", "", "150"]
    assert [row.section for row in ledger.rows] == ["junior", "junior", "*"]


def test_a_grade_written_once_holds_for_its_classes(tmp_path: Path) -> None:
    rows: Rows = [
        ["年级", "班级", "人数"],
        ["六年级", "1班", 40],
        [None, "2班", 41],
        ["七年级", "1班", 45],
        [None, "2班", 46],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    assert [row.section for row in only(tmp_path).rows] == ["primary", "primary", "junior", "junior"]


def test_numbered_lines_without_a_name_are_no_rows(tmp_path: Path) -> None:
    rows: Rows = [["序号", "姓名", "最高学历"], [1, "周某", "本科"], [2, None, None], [3, "/", "—"]]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    assert column(only(tmp_path), "姓名") == ["周某"]


def test_ticks_answer_yes_and_no(tmp_path: Path) -> None:
    rows: Rows = [
        ["姓名", "最高学历", "专任教师"],
        ["甲", "本科", "√"],
        ["乙", "本科", "否"],
        ["丙", "本科", "×"],
        ["丁", "本科", 1],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    assert column(only(tmp_path), "是否专任") == ["是", "否", "否", "是"]


def test_several_tables_on_one_sheet_and_repeated_heads(tmp_path: Path) -> None:
    rows: Rows = [
        ["运动场地情况"],
        ["场地名称", "面积（㎡）"],
        ["田径场", 9000],
        ["填表人：吴某"],
        [],
        ["图书情况"],
        ["图书类别", "册数"],
        ["文学", 3000],
        ["图书类别", "册数"],
        ["科普", 2000],
    ]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    ledgers, _ = read_all(tmp_path)
    assert [(ledger.kind, [row.number for row in ledger.rows]) for ledger in ledgers] == [
        ("运动场地台账", [3]),
        ("图书台账", [8]),
        ("图书台账", [10]),
    ]


def test_one_sheet_for_each_class(tmp_path: Path) -> None:
    head = ["姓名", "学籍号", "性别"]
    workbook(
        tmp_path / "数据/花名册.xlsx",
        ("七（1）班", [head, ["甲", "G1", "男"]]),
        ("八2班", [head, ["乙", "G2", "女"]]),
    )
    ledgers, _ = read_all(tmp_path)
    assert [(ledger.part, [row.section for row in ledger.rows]) for ledger in ledgers] == [
        ("七1班", ["junior"]),
        ("八2班", ["junior"]),
    ]


def test_years_in_a_column_are_years_of_rows(tmp_path: Path) -> None:
    rows: Rows = [["年度", "公用经费", "培训费"], [2024, 100, 5], ["2025年", 110, 6], ["2025-2026学年", 1, 1]]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    assert [row.year for row in only(tmp_path).rows] == ["2024", "2025", "2025-2026"]


def test_labels_have_a_column_for_each_section(tmp_path: Path) -> None:
    rows: Rows = [
        ["项目", "全校", "小学部", "初中部", "单位", "统计日期"],
        ["在校生数", 1289, 700, 589, "人", "2025-09-01"],
    ]
    workbook(tmp_path / "学校信息.xlsx", ("s", rows))
    ledger = only(tmp_path)
    assert ledger.label == "项目"
    assert ledger.values == {"": "全校", "primary": "小学部", "junior": "初中部"}
    assert ledger.rows[0].date == "2025-09-01"


def test_only_asked_columns_leave_the_child(tmp_path: Path) -> None:
    rows: Rows = [["姓名", "最高学历", "身份证号"], ["甲", "本科", "110105199001011234"]]
    workbook(tmp_path / "数据/a.xlsx", ("s", rows))
    read = Read(ledger="教职工花名册", column="姓名", where="最高学历~本科; 职称=一级", agg="count")
    checklist = Checklist(
        id="x",
        title="x",
        groups=(),
        indicators=(),
        requirements=(),
        figures=(FigureSpec(key="k", label="k", read=(read,)),),
    )
    wanted = asked(checklist)
    assert {"姓名", "最高学历", "职称"} <= set(wanted["教职工花名册"])
    with Pool(1) as pool:
        ledgers, _, _ = read_ledgers(documents(tmp_path), VOCABULARY, project(tmp_path), pool, wanted)
    assert set(ledgers[0].rows[0].values) == {"姓名", "最高学历"}


def test_columns_of_a_condition() -> None:
    assert list(condition_columns("学历=本科|硕士; 面积>=96；类别~音乐;坏的")) == ["学历", "面积", "类别"]


# -- when and where it holds ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "title", "year", "date"),
    [
        ("数据/2024—2025学年度/a.xlsx", "班级一览", "2024-2025", ""),
        ("数据/a.xlsx", "2024—2025学年度班级一览", "2024-2025", ""),
        ("数据/a.xlsx", "班级一览（2025年9月）", "2025-2026", "2025-09-01"),
        ("数据/a.xlsx", "统计时间：2026年5月8日", "2025-2026", "2026-05-08"),
        ("数据/a.xlsx", "填报时间：2026年5月8日", "2025-2026", ""),
        ("数据/2023-2024学年班级.xlsx", "班级一览", "2023-2024", ""),
        ("数据/2024—2025学年度/a.xlsx", "2023—2024学年度班级一览", "2024-2025", ""),
        ("数据/班级2025年.xlsx", "班级一览", "2025-2026", ""),
        ("数据/a.xlsx", "班级一览", "", ""),
    ],
)
def test_year_and_date_by_folder_title_and_name(
    tmp_path: Path, path: str, title: str, year: str, date: str
) -> None:
    workbook(tmp_path / path, ("Sheet1", [[title], *CLASSES]))
    ledger = only(tmp_path)
    assert (ledger.year, ledger.date) == (year, date)


@pytest.mark.parametrize(
    ("text", "section", "part"),
    [
        ("小学部", "primary", "primary"),
        ("初中", "junior", "junior"),
        ("七（1）班", "junior", "七1班"),
        ("701班", "junior", "701班"),
        ("初一（3）班", "junior", "初一3班"),
        ("六1班", "primary", "六1班"),
        ("八年级", "junior", "八年级"),
        ("一至六年级", "primary", "primary"),
        ("六、七年级", "*", ""),
        ("高二", "senior", "senior"),
        ("中小学共用", "*", ""),
        ("1班", "", ""),
        ("2023级1班", "", ""),
        ("办公室", "", ""),
    ],
)
def test_sections_by_their_words(text: str, section: str, part: str) -> None:
    assert section_of(text, VOCABULARY.sections) == section
    assert part_of(text, VOCABULARY.sections) == part


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("晨光学校2023级初中三年巩固率测算表", "junior"),
        ("小学部班级一览表", "primary"),
        ("八年级班级一览表", "junior"),
        ("全校班级一览表", ""),
    ],
)
def test_a_title_gives_its_rows_their_section(tmp_path: Path, title: str, section: str) -> None:
    workbook(tmp_path / "数据/a.xlsx", ("Sheet1", [[title], ["班级", "人数"], ["1班", 45], ["2班", 44]]))
    assert {row.section for row in only(tmp_path).rows} == {section}


def test_a_bare_number_is_a_grade_only_among_grades() -> None:
    assert section_of("7", VOCABULARY.sections, bare_grades=True) == "junior"
    assert section_of("12", VOCABULARY.sections, bare_grades=True) == "senior"
    assert section_of("7", VOCABULARY.sections) == ""


def test_words_around_a_table() -> None:
    assert all(map(is_total, ("合计", "合 计", "七年级小计", "小学合计：", "平均", "总计（元）")))
    assert not any(map(is_total, ("会计室", "设计", "统计员", "张合计明")))
    assert all(map(is_signature, ("校长签字：", "填表人：赵某", "学校（盖章）", "单位负责人(签字)：")))
    assert not any(map(is_signature, ("负责人", "审核人", "公章保管室")))
    assert all(map(is_remark, ("注：含支教", "说明：略", "第1页")))
    assert is_code_row(["甲", "1", "2"])
    assert is_code_row(["L1", "L2", "L3"])
    assert not is_code_row(["1", "45", "44"])
    assert is_banner("一、小学部", VOCABULARY.sections)
    assert not is_banner("体育馆", VOCABULARY.sections)
    assert as_at("截至2026年5月") == "2026-05-01"
    assert as_at("2025年9月花名册") == ""
    assert table_unit(["填报单位：晨光学校 金额单位：万元"]) == "万元"


# -- files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "数据").mkdir()
    text = "班级学生数一览表,,\r\n班级,学生数,\r\n,男,合计\r\n七（1）班,20,45\r\n合计,20,45\r\n"
    (tmp_path / "数据/班级.csv").write_bytes(text.encode(encoding))
    ledger = only(tmp_path)
    assert (ledger.kind, column(ledger, "人数"), len(ledger.totals)) == ("班级学生数一览表", ["45"], 1)


def test_tabs_separate_too(tmp_path: Path) -> None:
    (tmp_path / "数据").mkdir()
    (tmp_path / "数据/班级.csv").write_text("班级\t人数\n七（1）班\t45\n", encoding="utf-8")
    assert column(only(tmp_path), "人数") == ["45"]


def test_old_excel(tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("图书")
    sheet.write_merge(0, 0, 0, 1, "2025—2026学年度图书台账")
    for number, row in enumerate([["类别", "册数"], ["文学", 7276], ["科普", 45764.0]], start=1):
        for place, value in enumerate(row):
            sheet.write(number, place, value)
    (tmp_path / "数据").mkdir()
    book.save(str(tmp_path / "数据/图书.xls"))
    ledger = only(tmp_path)
    assert (ledger.kind, ledger.year, column(ledger, "册数")) == ("图书台账", "2025-2026", ["7276", "45764"])


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "数据/a.xlsx"
    book = workbook(path, ("s", CLASSES))
    book["s"].row_dimensions[3].hidden = True
    book["s"].column_dimensions["B"].hidden = True
    book.save(path)
    ledgers, problems = read_all(tmp_path)
    assert len(ledgers[0].rows) == 2
    assert [problem.code for problem in problems] == ["ledger-hidden"]
    assert "1行、1列" in problems[0].message


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "数据/a.xlsx"
    book = workbook(path, ("s", CLASSES), ("旧", CLASSES))
    book["旧"].sheet_state = "hidden"
    book.save(path)
    ledgers, problems = read_all(tmp_path)
    assert [ledger.sheet for ledger in ledgers] == ["s"]
    assert [(problem.code, problem.sheet) for problem in problems] == [("ledger-hidden", "旧")]


def test_what_is_hidden_beside_the_table_is_nobodys_business(tmp_path: Path) -> None:
    path = tmp_path / "数据/a.xlsx"
    book = workbook(path, ("s", CLASSES))
    book["s"].row_dimensions[40].hidden = True
    book["s"].column_dimensions["Z"].hidden = True
    book.save(path)
    assert read_all(tmp_path)[1] == ()


def test_formulas_without_a_result_and_error_values_are_told(tmp_path: Path) -> None:
    path = tmp_path / "数据/a.xlsx"
    workbook(
        path, ("s", [["班级", "人数"], ["七（1）班", "=20+25"], ["七（2）班", 44], ["七（3）班", "#REF!"]])
    )
    _, problems = read_all(tmp_path)
    assert [(problem.code, problem.cell) for problem in problems] == [
        ("formula-uncalculated", "B2"),
        ("cell-doubt", "B4"),
    ]
    assert "#REF!" in problems[1].message


def test_a_sheet_that_reaches_the_last_row_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "数据/a.xlsx"
    book = workbook(path, ("s", CLASSES))
    book["s"]["XFD1048576"] = "x"
    book.save(path)
    ledger = only(tmp_path)
    assert column(ledger, "人数") == ["45", "44"]


def test_a_sheet_that_claims_less_than_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "数据/a.xlsx"
    workbook(path, ("s", CLASSES))
    rewrite(path, "xl/worksheets/sheet1.xml", b'ref="A1:B3"', b'ref="A1:A1"')
    assert column(only(tmp_path), "人数") == ["45", "44"]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "数据").mkdir()
    (tmp_path / "数据/坏.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    with Pool(1) as pool:
        ledgers, problems = read_all(tmp_path, pool=pool)
    assert ledgers == ()
    assert [(problem.code, problem.path) for problem in problems] == [("unreadable-corrupt", "数据/坏.xlsx")]


def test_reading_does_not_depend_on_the_order_of_files(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        workbook(tmp_path / f"数据/{name}.xlsx", ("s", CLASSES))
    ledgers, _ = read_all(tmp_path)
    assert [ledger.path for ledger in ledgers] == ["数据/a.xlsx", "数据/b.xlsx", "数据/c.xlsx"]


# -- laws --------------------------------------------------------------------------------------------------

CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "姓名",
            "最高学历",
            "班级",
            "人数",
            "面积",
            "用途",
            "小学部",
            "合计",
            "小计",
            "填表人：",
            "注：略",
            "七（1）班",
            "/",
        ]
    ),
    st.integers(0, 2000),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(max_size=6),
    st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.booleans())
def test_no_sheet_makes_the_reader_fail(rows: list[list[Any]], merges_known: bool) -> None:
    merges = [((0, 0), (1, 1)), ((2, 1), (9, 1))] if merges_known else []
    for table in tables(Grid("s", rows, merges, merges_known), VOCABULARY, None):
        numbers = [row.number for row in table.rows]
        assert numbers == sorted(set(numbers))


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 70)), min_size=1, max_size=20),
    st.integers(0, 3),
    st.integers(0, 3),
    st.booleans(),
)
def test_where_a_table_stands_and_what_surrounds_it_changes_no_value(
    classes: list[tuple[int, int]], above: int, left: int, total: bool
) -> None:
    pad = [""] * left
    rows: list[list[Any]] = [[*pad, "某某学校班级情况"]] * above
    rows += [[*pad, "班级", "备注", "人数"]]
    rows += [[*pad, f"{grade}年级{n}班", "", size] for n, (grade, size) in enumerate(classes, 1)]
    rows += [[*pad, "合计", "", sum(size for _, size in classes)]] if total else []
    (table,) = tables(Grid("s", rows), VOCABULARY, {"班级学生数一览表": ["人数"]})
    assert [row.values for row in table.rows] == [[str(size)] for _, size in classes]
    assert [row.section for row in table.rows] == [
        "primary" if grade < 7 else "junior" for grade, _ in classes
    ]
    assert len(table.totals) == total


def test_a_label_that_could_head_a_column_is_no_head(tmp_path: Path) -> None:
    rows = [["项目", "全校", "小学部", "初中部"], ["在校学生数", 100], ["图书册数", 1500], ["专任教师数", 8]]
    workbook(tmp_path / "学校信息.xlsx", ("学校信息", rows))
    (ledger,), problems = read_all(tmp_path)
    assert [(row.values["项目"], row.values["全校"]) for row in ledger.rows] == [
        ("在校学生数", "100"),
        ("图书册数", "1500"),
        ("专任教师数", "8"),
    ]
    assert problems == ()
