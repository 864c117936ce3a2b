"""From ledgers to figures: authority, sections, shares, years, conflicts, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import (
    Checklist,
    Figure,
    FigureSpec,
    Indicator,
    Ledger,
    LedgerRow,
    Problem,
    Project,
    Read,
    Stage,
)
from dossier.reckon import reckon
from dossier.reckon.where import Doubt, conditions, holds
from tests.ledger_files import project as make_project

WEIGHTS = {"primary": Fraction(1), "junior": Fraction("1.1"), "senior": Fraction("1.32")}
STUDENTS = FigureSpec(
    key="students",
    label="在校学生数",
    unit="人",
    date="09-01",
    basis="在校生",
    aliases=("在校生数",),
    read=(
        Read(ledger="学籍花名册", column="姓名", agg="count"),
        Read(ledger="班级学生数一览表", column="人数", agg="sum"),
        Read(label="在校生数"),
    ),
)
AREA = FigureSpec(
    key="area",
    label="教学用房面积",
    unit="㎡",
    digits=2,
    basis="校舍",
    shared="weighted",
    read=(
        Read(ledger="校舍用房台账", column="面积", where="用途~教学", agg="sum"),
        Read(label="教学用房面积"),
    ),
)
VALUE = FigureSpec(
    key="value",
    label="教学仪器设备值",
    unit="元",
    digits=2,
    basis="仪器",
    shared="weighted",
    read=(Read(ledger="教学仪器设备台账", column="金额", agg="sum"), Read(label="教学仪器设备值")),
)
PER = FigureSpec(key="per", label="生均教学用房面积", unit="㎡/生", digits=2, formula="area / students")
SPECS = (STUDENTS, AREA, VALUE, PER)


def checklist(*specs: FigureSpec, indicators: tuple[Indicator, ...] = ()) -> Checklist:
    return Checklist(
        id="x",
        title="x",
        groups=(),
        indicators=indicators,
        requirements=(),
        figures=specs,
        section_weights=WEIGHTS,
    )


def ledger(kind: str, *rows: dict[str, Any], **more: Any) -> Ledger:
    """A ledger in memory; ``section`` ``year`` ``date`` in a row are its own."""
    columns = list(
        dict.fromkeys(key for row in rows for key in row if key not in ("section", "year", "date"))
    )
    made = tuple(
        LedgerRow(
            number=number,
            values={key: str(value) for key, value in row.items() if key in columns},
            section=row.get("section", ""),
            year=row.get("year", ""),
            date=row.get("date", ""),
        )
        for number, row in enumerate(rows, start=2)
    )
    facts = {
        "path": f"数据/{kind}.xlsx",
        "sheet": "Sheet1",
        "title": "",
        "year": "2025-2026",
        "date": "",
        "units": {},
        "columns": {name: place for place, name in enumerate(columns, start=1)},
    }
    return Ledger(kind=kind, rows=made, **{**facts, **more})


def roster(count: int, section: str = "", **more: Any) -> Ledger:
    return ledger("学籍花名册", *({"姓名": f"学生{n}", "section": section} for n in range(count)), **more)


def labels(*rows: tuple[str, Any], **more: Any) -> Ledger:
    return ledger(
        "学校信息",
        *({"项目": name, "全校": value} for name, value in rows),
        **{"path": "学校信息.xlsx", "label": "项目", "values": {"": "全校"}, **more},
    )


def project(stage: Stage = "junior", as_of: date = date(2026, 5, 20)) -> Project:
    return make_project(Path("/x"), stage, as_of)


def figures(
    *ledgers: Ledger, stage: Stage = "junior", specs: tuple[FigureSpec, ...] = SPECS
) -> dict[str, Figure]:
    found, _ = reckon(checklist(*specs), project(stage), ledgers)
    current: dict[str, Figure] = {}
    for figure in found:
        current.setdefault(figure.id, figure)
    return current


def problems(
    *ledgers: Ledger, stage: Stage = "junior", specs: tuple[FigureSpec, ...] = SPECS, **more: Any
) -> list[Problem]:
    _, found = reckon(checklist(*specs, **more), project(stage), ledgers)
    return list(found)


def codes(found: list[Problem]) -> list[str]:
    return [problem.code for problem in found]


# -- values and readings -----------------------------------------------------------------------------------


def test_a_count_a_sum_and_a_quotient_with_their_origins() -> None:
    rooms = ledger(
        "校舍用房台账",
        {"用途": "教学用房", "面积": "30。5㎡"},
        {"用途": "办公", "面积": 9},
        {"用途": "教学用房", "面积": "10"},
    )
    found = figures(roster(9), rooms)
    assert found["students"].value == found["students/junior"].value == 9
    assert found["students"].readings[0].range == "A2:A10"
    assert found["students"].readings[0].rows == 9
    assert found["area"].value == Fraction("40.5")
    assert found["area"].readings[0].where == "用途~教学"
    assert found["per"].value == Fraction(81, 18)
    assert found["per"].formula == "40.5 ÷ 9"
    assert (found["students"].date, found["students"].year) == ("2025-09-01", "2025-2026")


def test_a_label_is_found_by_name_or_alias_with_its_cell() -> None:
    found = figures(labels(("在校学生数", "1,289人"), ("教学用房面积", "4450平方米")))
    assert (found["students"].value, found["students"].readings[0].cell) == (1289, "B2")
    assert found["students"].readings[0].raw == "1,289人"
    assert found["per"].value == Fraction(4450, 1289)


def test_no_row_that_fits_counts_zero_and_no_ledger_nothing() -> None:
    rooms = ledger("校舍用房台账", {"用途": "办公", "面积": 9})
    assert figures(rooms)["area"].value == 0
    assert figures()["area"].value is None


def test_a_ledger_without_the_column_is_passed_over() -> None:
    found = figures(ledger("校舍用房台账", {"面积": 9}), labels(("教学用房面积", 7)))
    assert found["area"].value == 7


def test_units_of_the_head_and_of_the_cell() -> None:
    devices = ledger("教学仪器设备台账", {"金额": "1.5"}, {"金额": "300元"}, units={"金额": "万元"})
    assert figures(devices)["value"].value == 15_300


def test_the_first_entry_is_the_authority() -> None:
    found = figures(roster(3), ledger("班级学生数一览表", {"人数": 3}), labels(("在校生数", 3)))
    assert found["students"].readings[0].path == "数据/学籍花名册.xlsx"


def test_doubtful_cells_are_named_and_left_out() -> None:
    rooms = ledger(
        "校舍用房台账",
        {"用途": "教学", "面积": 30},
        {"用途": "教学", "面积": "见附表"},
        {"用途": "教学", "面积": "/"},
    )
    figure = figures(rooms)["area"]
    assert figure.value == 30
    assert figure.note == "有1格存疑，没有计入"
    (doubt,) = [problem for problem in problems(rooms) if problem.code == "cell-doubt"]
    assert (doubt.path, doubt.sheet, doubt.cell) == ("数据/校舍用房台账.xlsx", "Sheet1", "B3")
    assert "见附表" in doubt.message


def test_words_alone_have_no_value() -> None:
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": "待测"})
    assert figures(rooms)["area"].value is None
    assert figures(labels(("在校生数", "很多")))["students"].value is None
    assert codes(problems(labels(("在校生数", "很多")))) == ["cell-doubt"]


def test_personal_numbers_are_masked_in_readings() -> None:
    spec = FigureSpec(key="k", label="编号", read=(Read(label="编号"),))
    doubt = problems(labels(("编号", "110105199001011234号")), specs=(spec,))[0]
    assert "19900101" not in doubt.message


# -- conflicts ----------------------------------------------------------------------------------------------


def test_two_values_at_one_time_are_a_conflict_with_every_place() -> None:
    found = problems(roster(3), labels(("在校生数", 4)))
    assert codes(found) == ["conflict"]
    assert "数据/学籍花名册.xlsx" in found[0].message
    assert "学校信息.xlsx Sheet1表B2" in found[0].message
    assert "现按学籍花名册" in found[0].remedy


def test_september_and_may_are_a_note() -> None:
    september = ledger("班级学生数一览表", {"人数": 1289}, date="2025-09-01")
    may = ledger("班级学生数一览表", {"人数": 1287}, date="2026-05-01", path="数据/五月.xlsx")
    found = problems(may, september)
    assert codes(found) == ["scope-note"]
    assert figures(may, september)["students"].value == 1289


def test_staff_and_teachers_under_one_name_are_a_note() -> None:
    staff = FigureSpec(
        key="staff",
        label="教职工数",
        unit="人",
        basis="教职工",
        aliases=("教师数",),
        read=(Read(label="教职工数"),),
    )
    teachers = FigureSpec(
        key="teachers",
        label="专任教师数",
        unit="人",
        basis="专任教师",
        aliases=("教师数",),
        read=(Read(label="专任教师数"),),
    )
    found = problems(labels(("教职工数", 96), ("专任教师数", 92)), specs=(staff, teachers))
    assert codes(found) == ["scope-note"]
    assert "口径：专任教师" in found[0].message


def test_a_rounded_copy_is_no_conflict() -> None:
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": "4450.37"})
    assert codes(problems(rooms, labels(("教学用房面积", "4450")))) == []
    assert codes(problems(rooms, labels(("教学用房面积", "4450.4")))) == []
    assert codes(problems(rooms, labels(("教学用房面积", "4451")))) == ["conflict"]


def test_two_ways_to_read_one_ledger_do_not_contradict_each_other() -> None:
    spec = FigureSpec(
        key="pc",
        label="计算机",
        unit="台",
        read=(
            Read(ledger="计算机台账", column="台数", where="验收状态!=未到货", agg="sum"),
            Read(ledger="计算机台账", column="台数", agg="sum"),
        ),
    )
    rows = ledger("计算机台账", {"台数": 35, "验收状态": "已验收"}, {"台数": 53, "验收状态": "未到货"})
    assert problems(rows, specs=(spec,)) == []
    assert figures(rows, specs=(spec,))["pc"].value == 35


def test_a_near_quantity_stands_in_without_contradicting() -> None:
    spec = FigureSpec(
        key="k",
        label="义务教育学生数",
        unit="人",
        read=(Read(ledger="学籍花名册", column="姓名", agg="count"), Read(label="在校生数")),
    )
    assert problems(roster(3), labels(("在校生数", 9)), specs=(spec,)) == []
    assert figures(labels(("在校生数", 9)), specs=(spec,))["k"].value == 9


def test_files_for_each_class_are_one_statement_and_versions_are_two() -> None:
    parts = [roster(3, path="数据/七1.xlsx", part="七1班"), roster(4, path="数据/七2.xlsx", part="七2班")]
    assert figures(*parts)["students"].value == 7
    assert problems(*parts) == []
    same_part = [
        roster(3, path="数据/七1.xlsx", part="七1班"),
        roster(4, path="数据/七1改.xlsx", part="七1班"),
    ]
    assert codes(problems(*same_part)) == ["conflict"]
    versions = [roster(3, path="数据/名册.xlsx"), roster(4, path="数据/名册（改）.xlsx")]
    assert codes(problems(*versions)) == ["conflict"]


def test_sheets_of_a_workbook_add_up_and_their_summary_is_compared() -> None:
    sheets = [roster(3, sheet="七1班", part="七1班"), roster(4, sheet="七2班", part="七2班")]
    assert figures(*sheets)["students"].value == 7
    assert problems(*sheets, roster(7, sheet="全校汇总")) == []
    assert codes(problems(*sheets, roster(8, sheet="全校汇总"))) == ["conflict"]


# -- sections ------------------------------------------------------------------------------------------------


def mixed(*counts: tuple[str, int]) -> Ledger:
    rows = [{"姓名": f"{section}{n}", "section": section} for section, count in counts for n in range(count)]
    return ledger("学籍花名册", *rows)


def test_sections_by_rows_and_the_campus_by_all() -> None:
    found = figures(mixed(("primary", 4), ("junior", 3), ("", 2)), stage="nine-year")
    assert [found[key].value for key in ("students/primary", "students/junior", "students")] == [4, 3, 9]
    assert found["students/primary"].note == "另有2行未注明学段或各学段共用，没有计入"


def test_people_are_never_split() -> None:
    found = figures(mixed(("", 9)), stage="nine-year")
    assert found["students"].value == 9
    assert found["students/primary"].value is None


def test_shared_rooms_are_split_by_weighted_students() -> None:
    rooms = ledger(
        "校舍用房台账",
        {"用途": "教学", "面积": 100, "section": "primary"},
        {"用途": "教学", "面积": 397, "section": "*"},
    )
    found = figures(mixed(("primary", 166), ("junior", 210)), rooms, stage="nine-year")
    assert found["area/primary"].value == 100 + 166
    assert found["area/junior"].value == 231
    assert found["area"].value == 497
    assert found["area/junior"].note == "共用部分按加权学生数拆分（小学1、初中1.1）"


def test_an_estimate_does_not_contradict_a_count() -> None:
    rooms = ledger(
        "校舍用房台账",
        {"用途": "教学", "面积": 200, "section": "primary"},
        {"用途": "教学", "面积": 297, "section": "junior"},
    )
    told = labels(("教学用房面积", 497))
    area = replace(AREA, read=AREA.read[::-1])
    pupils = mixed(("primary", 166), ("junior", 210))
    assert problems(pupils, rooms, told, stage="nine-year", specs=(STUDENTS, area)) == []
    less = labels(("教学用房面积", 490))
    [conflict] = problems(pupils, rooms, less, stage="nine-year", specs=(STUDENTS, area))
    assert (conflict.code, conflict.figure) == ("conflict", "area")


def by_section(*rows: dict[str, Any], **more: Any) -> Ledger:
    """学校信息 with a column for the campus and for each section."""
    columns = {"": "全校", "primary": "小学部", "junior": "初中部"}
    return ledger("学校信息", *rows, **{"path": "学校信息.xlsx", "label": "项目", "values": columns, **more})


def test_a_count_of_the_section_wins_over_its_part_of_the_campus() -> None:
    """The ledger comes first and knows the campus only; the school has counted its sections."""
    pupils = mixed(("primary", 166), ("junior", 210))
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 497, "section": "*"})
    counted = by_section({"项目": "教学用房面积", "全校": 497, "小学部": 300, "初中部": 197})
    found = figures(pupils, rooms, counted, stage="nine-year")
    assert [found[f"area/{section}"].value for section in ("primary", "junior")] == [300, 197]
    assert [found[f"area/{section}"].note for section in ("primary", "junior")] == ["", ""]
    assert found["area"].value == 497
    assert problems(pupils, rooms, counted, stage="nine-year", specs=(STUDENTS, AREA)) == []


def test_counted_sections_that_do_not_make_the_campus_are_told() -> None:
    pupils = mixed(("primary", 166), ("junior", 210))
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 497, "section": "*"})
    less = by_section({"项目": "教学用房面积", "小学部": 300, "初中部": 190})
    [told] = problems(pupils, rooms, less, stage="nine-year", specs=(STUDENTS, AREA))
    assert told.code == "cross-check"
    assert "教学用房面积：小学部300.00㎡、初中部190.00㎡，相加少于全校497.00㎡" in told.message
    half = by_section({"项目": "教学用房面积", "小学部": 300})
    [told] = problems(pupils, rooms, half, stage="nine-year", specs=(STUDENTS, AREA))
    assert (
        "小学部300.00㎡、初中部289.19㎡（共用部分按加权学生数拆分（小学1、初中1.1）），相加超过"
        in told.message
    )


def test_seniors_leave_the_other_sections_less_than_the_campus_and_never_more() -> None:
    pupils = mixed(("junior", 100), ("senior", 100))
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 2420, "section": "*"})
    counted = by_section({"项目": "教学用房面积", "初中部": 1500})
    assert problems(pupils, rooms, counted, stage="complete", specs=(STUDENTS, AREA)) == []
    above = by_section({"项目": "教学用房面积", "初中部": 2421})
    assert codes(problems(pupils, rooms, above, stage="complete", specs=(STUDENTS, AREA))) == ["cross-check"]


def test_two_counts_of_a_section_conflict_whatever_the_campus_says() -> None:
    area = replace(AREA, read=(*AREA.read, Read(ledger="教育事业统计报表", label="教学用房面积")))
    pupils = mixed(("primary", 166), ("junior", 210))
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 497, "section": "*"})
    counted = by_section({"项目": "教学用房面积", "小学部": 300, "初中部": 197})
    other = replace(
        by_section({"项目": "教学用房面积", "小学部": 310, "初中部": 187}),
        kind="教育事业统计报表",
        path="数据/统计.xlsx",
    )
    found = problems(pupils, rooms, counted, other, stage="nine-year", specs=(STUDENTS, area))
    assert [(p.code, p.figure) for p in found] == [("conflict", "area/primary"), ("conflict", "area/junior")]


def test_a_count_of_another_time_does_not_take_the_place_of_the_split() -> None:
    pupils = mixed(("primary", 166), ("junior", 210))
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 397, "section": "*"})
    old = by_section({"项目": "教学用房面积", "小学部": 300, "初中部": 97}, year="2023-2024")
    assert figures(pupils, rooms, old, stage="nine-year")["area/primary"].value == 166


def test_values_of_two_years_are_a_note_and_say_their_years() -> None:
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 497})
    old = labels(("教学用房面积", 400), year="2023-2024")
    [note] = problems(rooms, old, specs=(AREA,))
    assert note.code == "scope-note"
    assert "，2023—2024学年度）" in note.message


def test_campus_totals_are_split_as_published() -> None:
    # 23,226 books for 166 pupils and 210 students: 9,711.6 and 13,514.4.
    books = FigureSpec(
        key="books", label="图书册数", unit="册", shared="weighted", read=(Read(label="图书册数"),)
    )
    found = figures(
        mixed(("primary", 166), ("junior", 210)),
        labels(("图书册数", 23226)),
        stage="nine-year",
        specs=(STUDENTS, books),
    )
    primary, junior = found["books/primary"].value, found["books/junior"].value
    assert primary == Fraction(23226 * 166, 397)
    assert primary is not None
    assert junior is not None
    assert (round(float(primary), 1), round(float(junior), 1)) == (9711.6, 13514.4)
    assert primary + junior == 23226


def test_a_complete_school_shares_with_its_senior_section() -> None:
    found = figures(
        mixed(("junior", 100), ("senior", 100)),
        labels(("教学用房面积", 2420)),
        stage="complete",
        specs=(STUDENTS, AREA),
    )
    assert found["area/junior"].value == 1100
    assert found["area"].value == 2420


def test_nothing_is_split_while_a_section_is_not_counted() -> None:
    found = figures(mixed(("junior", 100)), labels(("教学用房面积", 2420)), stage="nine-year")
    assert found["area/junior"].value is None


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(1, 10**6))
def test_shares_always_add_up(primary: int, junior: int, total: int) -> None:
    facts = ledger(
        "学校信息",
        {"项目": "在校生数", "全校": primary + junior, "小学部": primary, "初中部": junior},
        {"项目": "教学用房面积", "全校": total},
        label="项目",
        values={"": "全校", "primary": "小学部", "junior": "初中部"},
    )
    found = figures(facts, stage="nine-year", specs=(STUDENTS, AREA))
    parts = [found[f"area/{section}"].value for section in ("primary", "junior")]
    assert sum(part for part in parts if part is not None) == total


def test_a_file_of_one_section_says_nothing_about_the_other() -> None:
    found = figures(roster(5, "junior", part="junior"), stage="nine-year")
    assert found["students/junior"].value == 5
    assert found["students/primary"].value is None
    assert found["students"].value is None


def test_entries_for_one_section_and_the_campus_as_their_sum() -> None:
    spec = FigureSpec(
        key="k",
        label="超班额班数",
        unit="班",
        read=(
            Read(ledger="班级学生数一览表", column="班级", where="人数>45", agg="count", section="primary"),
            Read(ledger="班级学生数一览表", column="班级", where="人数>50", agg="count", section="junior"),
        ),
    )
    rows = ledger(
        "班级学生数一览表",
        *(
            {"班级": n, "人数": size, "section": s}
            for n, (s, size) in enumerate([("primary", 46), ("junior", 46), ("junior", 51)])
        ),
    )
    found = figures(rows, stage="nine-year", specs=(spec,))
    assert [found[key].value for key in ("k/primary", "k/junior", "k")] == [1, 1, 2]
    assert figures(rows, stage="junior", specs=(spec,))["k"].value == 1


# -- years ----------------------------------------------------------------------------------------------------


def test_the_latest_year_is_the_present_and_the_others_follow() -> None:
    ledgers = [
        roster(size, year=f"{year}-{year + 1}", path=f"数据/{year}.xlsx")
        for year, size in ((2023, 1), (2024, 2), (2025, 3))
    ]
    found, told = reckon(checklist(STUDENTS), project(), ledgers)
    assert [(figure.year, figure.value) for figure in found if not figure.section] == [
        ("2025-2026", 3),
        ("2024-2025", 2),
        ("2023-2024", 1),
    ]
    assert told == ()


def test_a_ledger_of_next_year_is_not_the_present() -> None:
    next_year = roster(9, year="2026-2027", path="数据/b.xlsx")
    assert figures(roster(3), next_year)["students"].value == 3


def test_rows_with_years_of_their_own() -> None:
    spec = FigureSpec(
        key="fund",
        label="公用经费",
        unit="元",
        date="year",
        read=(Read(ledger="经费预决算表", column="公用经费预算总额", agg="sum"),),
    )
    rows = ledger(
        "经费预决算表", *({"公用经费预算总额": n, "year": str(n)} for n in (2024, 2025, 2026, 2027))
    )
    found, _ = reckon(checklist(spec), project(), [rows])
    assert [(figure.year, figure.value) for figure in found if not figure.section] == [
        ("2026", 2026),
        ("2025", 2025),
        ("2024", 2024),
    ]


# -- what is missing, totals, forecasts, cross-checks ------------------------------------------------------------


def test_a_missing_figure_says_where_it_would_come_from() -> None:
    asked = (
        Indicator(
            code="B1",
            group="1",
            title="用房",
            scope="section",
            kind="measure",
            figure="per",
            at_least={"junior": Fraction(4)},
        ),
    )
    found = problems(roster(3), indicators=asked)
    assert [(problem.code, problem.indicator, problem.figure) for problem in found] == [
        ("figure-missing", "B1", "area/junior")
    ]
    assert "校舍用房台账" in found[0].remedy
    assert "面积、用途" in found[0].remedy
    assert "学校信息.xlsx" in found[0].remedy


def test_a_roster_without_sections_is_asked_to_name_them() -> None:
    asked = (
        Indicator(
            code="P",
            group="1",
            title="规模",
            scope="section",
            kind="measure",
            figure="students",
            at_most={"": Fraction(1)},
        ),
    )
    found = problems(mixed(("", 9)), stage="nine-year", specs=(STUDENTS,), indicators=asked)
    assert codes(found) == ["figure-missing", "figure-missing"]
    assert "注明每一行的学段" in found[0].remedy


def test_what_no_indicator_needs_may_be_missing() -> None:
    county = (Indicator(code="C", group="1", title="县", scope="county", kind="measure", figure="per"),)
    assert problems() == problems(indicators=county) == []


def test_totals_are_added_again() -> None:
    rows = [{"用途": "教学", "面积": "10.5"}, {"用途": "教学", "面积": 20}]
    good = LedgerRow(number=4, values={"面积": "30.5"})
    bad = LedgerRow(number=5, values={"面积": "31.5"})
    assert problems(ledger("校舍用房台账", *rows, totals=(good,))) == []
    (found,) = problems(ledger("校舍用房台账", *rows, totals=(bad,)))
    assert (found.code, found.cell) == ("total-mismatch", "B5")
    assert "30.5" in found.message


def test_subtotals_cover_their_block_and_totals_everything() -> None:
    made = ledger("校舍用房台账", *({"用途": "教学", "面积": n} for n in (1, 2, 3, 4)))
    rows = tuple(
        LedgerRow(number=number, values=row.values)
        for number, row in zip((2, 3, 5, 6), made.rows, strict=True)
    )
    totals = (
        LedgerRow(number=4, values={"面积": "3"}),
        LedgerRow(number=7, values={"面积": "7"}),
        LedgerRow(number=8, values={"面积": "10"}),
    )
    assert problems(replace(made, rows=rows, totals=totals)) == []


def test_what_has_not_arrived_is_told_apart() -> None:
    books = FigureSpec(
        key="books", label="图书册数", unit="册", read=(Read(ledger="图书台账", column="册数", agg="sum"),)
    )
    per = FigureSpec(key="per", label="生均图书", unit="册/生", formula="books / students")
    rows = ledger("图书台账", {"册数": 7276, "验收状态": "已验收"}, {"册数": 45764, "验收状态": "部分到货"})
    found = figures(rows, labels(("在校生数", 1289)), specs=(STUDENTS, books, per))
    assert (found["books"].value, found["books"].in_place) == (53040, 7276)
    assert found["per"].in_place == Fraction(7276, 1289)
    assert codes(problems(rows, specs=(books,))) == ["forecast"]


def test_a_part_larger_than_its_whole_is_told() -> None:
    teachers = FigureSpec(
        key="t", label="专任教师数", unit="人", basis="专任教师", read=(Read(label="专任教师数"),)
    )
    backbone = FigureSpec(
        key="b", label="骨干教师数", unit="人", basis="专任教师", read=(Read(label="骨干教师数"),)
    )
    found = problems(labels(("专任教师数", 9), ("骨干教师数", 10)), specs=(teachers, backbone))
    assert codes(found) == ["cross-check"]
    assert "超过" in found[0].message


def test_reckoning_does_not_depend_on_the_order_of_ledgers() -> None:
    ledgers = [roster(3), labels(("在校生数", 4)), ledger("校舍用房台账", {"用途": "教学", "面积": 9})]
    assert reckon(checklist(*SPECS), project(), ledgers) == reckon(
        checklist(*SPECS), project(), ledgers[::-1]
    )


# -- conditions --------------------------------------------------------------------------------------------------


def row(**values: str) -> LedgerRow:
    return LedgerRow(number=1, values=values)


def test_conditions() -> None:
    assert holds(conditions("学历=本科|硕士; 面积>=96"), row(学历="硕士", 面积="96㎡"))
    assert not holds(conditions("学历=本科|硕士"), row(学历="大学本科"))
    assert holds(conditions("学历~本科"), row(学历="大学本科"))
    assert holds(conditions("资格证!=|无|否"), row(资格证="2019…号"))
    assert not holds(conditions("资格证!=|无|否"), row(资格证="/"))
    assert not holds(conditions("资格证!=|无|否"), row(资格证=""))
    assert holds(conditions("类别=艺术(音乐)"), row(类别="艺术（音乐）"))
    assert holds(conditions("人数=45"), row(人数="４５人"))
    assert not holds(conditions("面积>96"), row(面积=""))
    assert not holds(conditions("面积<96"), row(面积="/"))
    assert holds(conditions("面积<96"), row(面积="95.9"))


def test_a_size_in_words_is_doubtful() -> None:
    with pytest.raises(Doubt, match="面积"):
        holds(conditions("面积>96"), row(面积="很大"))
