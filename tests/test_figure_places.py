"""Every place where a figure stands, with what becomes of it: in the figures, in the records, in the workbook."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import openpyxl

from dossier.compose import figure_places, records, workbooks
from dossier.model import Figure, FigureSpec, Indicator, LedgerRow, Read
from tests import worlds
from tests.test_reckon import (
    AREA,
    STUDENTS,
    VALUE,
    checklist,
    codes,
    figures,
    labels,
    ledger,
    problems,
    roster,
)

CLASSES = ledger("班级学生数一览表", {"人数": 5}, {"人数": 3}, path="数据/班级.xlsx")
THINGS = "教学仪器设备台账"


def relations(figure: Figure) -> list[tuple[str, str, str]]:
    return [
        (place.relation, reading.path, reading.cell or reading.range)
        for place in figure.elsewhere
        for reading in place.readings
    ]


def test_what_agrees_and_what_conflicts_stands_beside_the_authority() -> None:
    students = figures(roster(8), CLASSES, labels(("在校生数", 9)))["students"]
    assert (students.value, students.readings[0].path) == (8, "数据/学籍花名册.xlsx")
    assert relations(students) == [("一致", "数据/班级.xlsx", "A2:A3"), ("冲突", "学校信息.xlsx", "B2")]
    assert [place.value for place in students.elsewhere] == [8, 9]


def test_the_total_of_its_own_table_is_a_place_too() -> None:
    summed = replace(CLASSES, totals=(LedgerRow(number=4, values={"人数": "8"}),))
    assert relations(figures(summed)["students"]) == [("一致", "数据/班级.xlsx", "A4")]
    wrong = replace(CLASSES, totals=(LedgerRow(number=4, values={"人数": "9"}),))
    assert relations(figures(wrong)["students"]) == [("不作比较", "数据/班级.xlsx", "A4")]
    assert codes(problems(wrong)) == ["total-mismatch"]
    above = replace(CLASSES, totals=(LedgerRow(number=1, values={"人数": "8"}),))
    assert relations(figures(above)["students"]) == []


def test_the_very_same_cells_confirm_nothing() -> None:
    spec = replace(
        VALUE, read=(Read(ledger=THINGS, column="金额", where="验收状态!=未验收", agg="sum"), *VALUE.read)
    )
    one = {"金额": 5, "验收状态": "已验收"}
    assert relations(figures(ledger(THINGS, one), specs=(spec,))["value"]) == []
    waiting = {"金额": 7, "验收状态": "未验收"}
    found = relations(figures(ledger(THINGS, one, waiting), specs=(spec,))["value"])
    assert [place[0] for place in found] == ["不作比较"]


def test_another_day_is_told_as_such() -> None:
    may = replace(CLASSES, date="2026-05-01")
    students = figures(roster(9, date="2025-09-01"), may)["students"]
    assert relations(students) == [("其他时点", "数据/班级.xlsx", "A2:A3")]
    assert students.elsewhere[0].date == "2026-05-01"


def test_words_in_place_of_a_number_are_a_place_too() -> None:
    facts = labels(("在校生数", "很多"))
    assert relations(figures(roster(9), facts)["students"]) == [("存疑", "学校信息.xlsx", "B2")]
    assert relations(figures(facts)["students"]) == [("存疑", "学校信息.xlsx", "B2")]


def test_a_part_reckoned_by_weight_is_not_held_against_a_count() -> None:
    pupils = (roster(10, "primary"), roster(10, "junior", path="数据/初中.xlsx"))
    rooms = ledger("校舍用房台账", {"用途": "教学", "面积": 210})
    own = labels(("教学用房面积", 100), values={"primary": "全校"})
    area = figures(*pupils, rooms, own, stage="nine-year", specs=(STUDENTS, AREA))["area/primary"]
    assert area.value == 100
    assert relations(area) == [("一致", "数据/校舍用房台账.xlsx", "B2:B2")]
    own = labels(("教学用房面积", 99), values={"primary": "全校"})
    area = figures(*pupils, rooms, own, stage="nine-year", specs=(STUDENTS, AREA))["area/primary"]
    assert relations(area) == [("不作比较", "数据/校舍用房台账.xlsx", "B2:B2")]


def _population(key: str, label: str) -> FigureSpec:
    return FigureSpec(
        key=key, label=label, unit="人", basis=label[:-1], aliases=("教师数",), read=(Read(label=label),)
    )


def test_another_population_under_the_same_name_stands_with_its_own() -> None:
    specs = (_population("staff", "教职工数"), _population("teachers", "专任教师数"))
    found = figures(labels(("教职工数", 96), ("专任教师数", 92)), specs=specs)
    assert relations(found["teachers"]) == [("其他口径", "学校信息.xlsx", "B2")]
    assert [(place.basis, place.value) for place in found["teachers"].elsewhere] == [("教职工", 96)]


def test_a_conflict_is_told_exactly_where_the_figure_shows_one() -> None:
    for said in ("8", "9", "约8", "很多", ""):
        ledgers = (roster(8), labels(("在校生数", said)))
        shown = any(place.relation == "冲突" for place in figures(*ledgers)["students"].elsewhere)
        told = any(problem.code == "conflict" for problem in problems(*ledgers))
        assert (said, shown) == (said, told)


def _world(*found: Figure, **more: Any) -> Any:
    return replace(worlds.assessment(), figures=found, **more)


def _rows(assessment: Any) -> list[dict[str, str]]:
    data = workbooks.workbook([figure_places.sheet(assessment)])
    _, head, *rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, (str(cell or "") for cell in row), strict=True)) for row in rows]


def test_the_workbook_has_a_row_for_each_place() -> None:
    pupils = roster(8, date="2025-09-01")
    found = figures(pupils, CLASSES, labels(("在校生数", 9), date="2026-05-01"))
    rows = _rows(_world(found["students"]))
    assert [(r["核对"], r["文件"], r["单元格"], r["该处数值"], r["该处时点"]) for r in rows] == [
        ("采用", "数据/学籍花名册.xlsx", "A2:A9", "8", "2025年9月1日"),
        ("一致", "数据/班级.xlsx", "A2:A3", "8", "2025—2026学年度"),
        ("其他时点", "学校信息.xlsx", "B2", "9", "2026年5月1日"),
    ]
    assert {(r["数据项"], r["数值"], r["口径"]) for r in rows} == {("在校学生数", "8", "在校生")}


def test_the_workbook_says_what_a_figure_is_used_for() -> None:
    per = FigureSpec(key="per", label="生均面积", unit="㎡/生", digits=2, formula="area / students")
    specs = (STUDENTS, AREA, per)
    found = figures(roster(8), labels(("教学用房面积", 80)), specs=specs)
    judged = replace(worlds.assessment().indicators[0], code="R4", figure="per/junior", section="junior")
    listed = checklist(*specs, indicators=(Indicator(code="R4", group="1", title="生均面积"),))
    rows = _rows(_world(*found.values(), indicators=(judged,), checklist=listed))
    used = {(row["数据项"], row["范围"]): row["用于"] for row in rows}
    assert "指标R4" in used["在校学生数", "初中部"]
    assert "指标R4" in used["教学用房面积", "初中部"]
    assert "指标" not in used["在校学生数", "全校"]
    assert next(row["核对"] for row in rows if row["数据项"] == "生均面积") == "计算得出"


def test_personal_numbers_are_masked_wherever_they_stand() -> None:
    number = "110101199003077758"
    found = figures(roster(8), labels(("在校生数", number), path=f"数据/{number}.xlsx"))["students"]
    assert found.elsewhere
    assert number not in str(_rows(_world(found)))
    assert number not in records.as_json(records.figures(_world(found))).decode()


def test_the_record_only_grew() -> None:
    found = figures(roster(8), labels(("在校生数", 9)))["students"]
    record = json.loads(records.as_json(records.figure(found, "晨光学校")))
    assert [reading["path"] for reading in record["readings"]] == ["数据/学籍花名册.xlsx"]
    [place] = record["elsewhere"]
    assert (place["relation"], place["value"], place["exact"]) == ("冲突", "9", "9")
    assert place["readings"][0]["cell"] == "B2"
    assert Fraction(place["exact"]) != found.value
