"""A township: its schools side by side, from projects and from a plain table; 差异系数 to all printed digits."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import cli, pipeline
from dossier.errors import OutputError, ProjectError
from dossier.judge import between_schools
from dossier.model import DistrictAssessment, Rule, Spread
from dossier.pipeline.district import District
from dossier.progress import Progress
from dossier.variation import MeanRoot, unweighted, variation
from tests.ledger_files import workbook
from tests.test_verdicts import standard
from tests.word_files import lines_of

BOOKS = """
schema = 1
[checklist]
id = "books"
title = "图书均衡"
section_weights = { primary = "1", junior = "1.1", senior = "1.32" }
[[group]]
code = "1"
title = "资源"
[[indicator]]
code = "L5"
group = "1"
title = "生均图书册数"
scope = "section"
kind = "measure"
figure = "books_per_student"
[[rule]]
code = "CV"
title = "图书差异系数"
figures = ["books_variation"]
at_most = { primary = "0.50", junior = "0.45" }
[[outside]]
reason = "不足50人的教学点不计"
stage = "point"
below = "50"
[[outside]]
reason = "特殊教育学校不计"
stage = "special"
[[outside]]
reason = "民办学校不计"
label = "办学性质"
words = ["民办"]
[[requirement]]
code = "1-1-01"
indicator = "L5"
title = "图书台账"
[[figure]]
key = "students"
label = "在校学生数"
unit = "人"
date = "09-01"
read = [{ label = "在校学生数" }]
[[figure]]
key = "books"
label = "图书册数"
unit = "册"
date = "09-01"
shared = "weighted"
read = [{ label = "图书册数" }]
[[figure]]
key = "teachers"
label = "专任教师数"
unit = "人"
date = "09-01"
read = [{ label = "专任教师数" }]
[[figure]]
key = "books_per_student"
label = "生均图书册数"
unit = "册/生"
digits = 2
formula = "books / students"
[[figure]]
key = "books_variation"
label = "生均图书册数差异系数"
digits = 4
formula = "variation(books, students)"
[[figure]]
key = "teachers_variation"
label = "师生比差异系数"
digits = 4
formula = "variation(teachers, students)"
"""
FIVE = ((45, 279), (37, 137), (89, 935), (76, 160), (55, 402))
"""Students and books of the five schools of the published example: 差异系数 0.52."""
SCHOOL = """
checklist = "清单.toml"
kind = "school"
stage = "{stage}"
as_of = 2026-09-01
[school]
name = "青禾镇{name}"
short_name = "{name}"
"""


def make_district(root: Path, schools: Iterable[str] = (), checklist: str = BOOKS) -> Path:
    """The township's own project."""
    (root / "数据").mkdir(parents=True)
    listed = ", ".join(f'"{name}"' for name in schools)
    (root / "dossier.toml").write_text(
        f'checklist = "清单.toml"\nkind = "district"\nas_of = 2026-09-01\nschools = [{listed}]\n'
        '[school]\nname = "青禾镇中心学校"\nshort_name = "青禾镇"\n',
        encoding="utf-8",
    )
    (root / "清单.toml").write_text(checklist, encoding="utf-8")
    return root


def make_school(root: Path, stage: str, rows: Sequence[Sequence[Any]]) -> None:
    """A school that states its figures in 学校信息."""
    root.mkdir()
    (root / "dossier.toml").write_text(SCHOOL.format(stage=stage, name=root.name), encoding="utf-8")
    (root / "清单.toml").write_text(BOOKS, encoding="utf-8")
    workbook(root / "学校信息.xlsx", ("学校信息", [["项目", "全校", "小学部", "初中部"], *rows]))


def table(root: Path, rows: Sequence[Sequence[Any]], head: Sequence[str] = ()) -> None:
    heads = head or ("学校名称", "学段", "学生数", "图书册数", "专任教师数")
    workbook(root / "数据/各校数据.xlsx", ("各校", [["青禾镇2026—2027学年度各校数据表"], list(heads), *rows]))


def run(root: Path, *, write: bool = False) -> District:
    return pipeline.district(root, None, Progress(), write=write)


def shown(assessment: DistrictAssessment) -> dict[str, str]:
    return {verdict.figure: verdict.shown for verdict in assessment.verdicts}


def codes(done: District) -> list[str]:
    return [entry.code for entry in done.problems]


# -- the worked examples -----------------------------------------------------------------------------------


def test_three_schools_by_hand(tmp_path: Path) -> None:
    # X̄ = 16500 ÷ 1000 = 16.5; S² = 0.1·1.5² + 0.3·3.5² + 0.6·1.5² = 5.25; 2.2913 ÷ 16.5 = 0.1389
    root = make_district(tmp_path / "镇")
    schools = (("甲小学", 100, 1500), ("乙小学", 300, 6000), ("丙小学", 600, 9000))
    table(root, [[name, "小学", students, books, students // 20] for name, students, books in schools])
    done = run(root)
    books = done.assessment.spreads[0]
    assert (books.square, books.mean, books.students) == (Fraction(525, 27225), Fraction(33, 2), 1000)
    assert shown(done.assessment) == {
        "books_variation/primary": "0.1389",
        "teachers_variation/primary": "0.0000",
    }
    assert done.assessment.verdicts[0].formula == "标准差2.2913 ÷ 平均值16.5000，按学生数1000加权"
    assert [rule.line for rule in done.assessment.rules] == ["小学图书差异系数：1项中1项不高于0.5，达标"]
    assert done.exit_code == 0


def test_the_published_example(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇")
    rows = [[f"第{n}小学", "小学", students, books, 5] for n, (students, books) in enumerate(FIVE, 1)]
    table(root, [*rows, ["合计", "", 302, 1913, 25]])
    done = run(root)
    assert done.assessment.spreads[0].mean == Fraction(1913, 302)
    assert shown(done.assessment)["books_variation/primary"] == "0.5153"
    assert done.assessment.verdicts[0].met is False
    assert codes(done) == ["below-standard", "rule-unmet"]
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0.546", "variation-unweighted"),
        ("0.489", "variation-unweighted"),
        ("0.61", "variation-differs"),
        ("0.515", ""),
        ("0.52", ""),
        ("0.51", ""),
    ],
)
def test_a_coefficient_of_the_table_is_held_against_ours(tmp_path: Path, text: str, kind: str) -> None:
    root = make_district(tmp_path / "镇")
    rows = [[f"第{n}小学", "小学", students, books, 5] for n, (students, books) in enumerate(FIVE, 1)]
    table(root, [*rows, ["差异系数", "", "", text, ""]])
    done = run(root)
    told = [entry for entry in done.problems if entry.code.startswith("variation")]
    assert [entry.code for entry in told] == [kind] * bool(kind)
    assert len(done.assessment.members) == 5
    if kind == "variation-unweighted":
        assert told[0].cell == "D8"
        assert text in told[0].message
        assert "按学生数加权应为0.5153" in told[0].message


def test_a_coefficient_in_a_column_of_its_own(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇")
    head = ("学校", "学段", "在校生数", "图书册数", "专任教师数", "生均图书册数差异系数")
    table(root, [[f"第{n}小学", "小学", *pair, 5, 0.546] for n, pair in enumerate(FIVE, 1)], head)
    assert codes(run(root)).count("variation-unweighted") == 1


# -- what counties write ----------------------------------------------------------------------------------


BASIC = "basic-balance-2012"
HEAD = ("学校名称", "学段", "学生数", "图书册数")


def by_county(
    root: Path, rows: Sequence[Sequence[Any]], *, sheets: Sequence[tuple[str, Any]] = ()
) -> District:
    """A county whose only data is a table, under the checklist that ships."""
    make_district(root)
    settings = root / "dossier.toml"
    settings.write_text(settings.read_text("utf-8").replace("清单.toml", BASIC), encoding="utf-8")
    workbook(root / "数据/各校数据.xlsx", ("各校", [list(row) for row in rows]), *sheets)
    return run(root)


def books_of(done: District) -> dict[str, Fraction | None]:
    return {member.school: member.value("books") for member in done.assessment.members}


def told(done: District) -> list[str]:
    quiet = ("school-incomplete", "school-left-out")
    return [entry.message for entry in done.problems if entry.code not in quiet]


def test_the_published_digits_under_the_standard_that_ships(tmp_path: Path) -> None:
    rows = [[f"第{n}中学", "初中", *pair] for n, pair in enumerate(FIVE, 1)]
    three = [["甲小学", "小学", 100, 1500], ["乙小学", "小学", 300, 6000], ["丙小学", "小学", 600, 9000]]
    found = shown(by_county(tmp_path / "县", [HEAD, *three, *rows]).assessment)
    assert found["books_variation/primary"] == "0.1389"
    assert found["books_variation/junior"] == "0.5153"


@pytest.mark.parametrize(
    ("second", "detail"),
    [
        (["甲小学", "小学", 100, 1500], "（另一处：同名）：两处数值相同，只算一次"),
        (["甲小学", "小学", 110, 1500], "（另一处：同名）：“在校学生数”两处不同，现按先写的"),
        (["青禾县甲小学", "小学", 100, 1500], "（另一处：甲小学）：两处数值相同，只算一次"),
    ],
)
def test_a_school_named_twice_counts_once_and_is_told(
    tmp_path: Path, second: Sequence[Any], detail: str
) -> None:
    done = by_county(
        tmp_path / "县", [HEAD, ["甲小学", "小学", 100, 1500], ["乙小学", "小学", 300, 6000], second]
    )
    assert books_of(done) == {"甲小学": 1500, "乙小学": 6000}
    assert [message.partition("不止一次")[2] for message in told(done)] == [detail]
    assert done.exit_code == 1


def test_a_name_with_its_place_and_other_numbers_may_be_another_school(tmp_path: Path) -> None:
    rows = [["实验小学", "小学", 100, 1500], ["青禾县开发区实验小学", "小学", 300, 6000]]
    done = by_county(tmp_path / "县", [HEAD, *rows])
    assert len(books_of(done)) == 2
    assert [entry.code for entry in done.problems if entry.code.startswith("school-a")] == ["school-alike"]


def test_names_that_end_alike_are_not_one_school(tmp_path: Path) -> None:
    rows = [["实验小学", "小学", 100, 1500], ["第二实验小学", "小学", 100, 1500]]
    done = by_county(tmp_path / "县", [HEAD, *rows])
    assert len(books_of(done)) == 2
    assert told(done) == []


def test_one_sheet_for_each_figure_is_one_table(tmp_path: Path) -> None:
    value = ("仪器", [["学校", "学段", "学生数", "教学仪器设备值（万元）"], ["甲小学", "小学", 100, 20]])
    computers = (
        "计算机",
        [["学校", "学段", "教学用计算机台数"], ["甲小学", "小学", 10], ["丙小学", "小学", 5]],
    )
    done = by_county(tmp_path / "县", [HEAD, ["甲小学", "小学", 100, 1500]], sheets=(value, computers))
    [member] = done.assessment.members
    found = [member.value(key) for key in ("students", "books", "equipment_value", "student_computers")]
    assert found == [100, 1500, 200_000, 10]
    assert told(done) == ["“数据/各校数据.xlsx”计算机表A3“丙小学”没有计入：没有学生数"]


def test_a_campus_with_seniors_is_split_and_never_taken_whole(tmp_path: Path) -> None:
    head = ("学校", "办学类型", "小学学生数", "初中学生数", "高中学生数", "图书册数")
    rows = [
        ["甲中学", "完全中学", "", 100, 100, 2420],
        ["乙学校", "十二年一贯制学校", 100, 100, 100, 3420],
        ["丙中学", "初级中学", "", 300, "", 6000],
        ["丁中学", "完全中学", "", 100, "", 2000],
    ]
    done = by_county(tmp_path / "县", [head, *rows])
    assert books_of(done) == {
        "甲中学（初中部）": 1100,
        "乙学校（小学部）": 1000,
        "乙学校（初中部）": 1100,
        "丙中学": 6000,
        "丁中学（初中部）": None,
    }
    assert told(done) == ["“丁中学”没有高中学生数，全校的“图书册数”等不能拆分给各学段"]


def test_pupils_in_both_columns_make_two_sections(tmp_path: Path) -> None:
    head = ("学校", "小学学生数", "初中学生数", "图书册数")
    done = by_county(tmp_path / "县", [head, ["育才学校", 166, 210, 23226], ["城关中学", "", 300, 6000]])
    assert books_of(done) == {
        "育才学校（小学部）": Fraction(23226 * 166, 397),
        "育才学校（初中部）": Fraction(23226 * 231, 397),
        "城关中学": 6000,
    }


def test_less_than_nothing_is_no_quantity(tmp_path: Path) -> None:
    rows = [["甲小学", "小学", 100, -5], ["乙小学", "小学", -3, 6000], ["丙小学", "小学", 100, "约6000"]]
    done = by_county(tmp_path / "县", [HEAD, *rows])
    assert books_of(done) == {"甲小学": None, "丙小学": 6000}
    assert [entry.cell for entry in done.problems if entry.code == "cell-doubt"] == ["D2", "C3"]
    assert ("丙小学：约数",) in [spread.notes for spread in done.assessment.spreads]


def test_a_value_per_head_that_does_not_follow_from_its_row(tmp_path: Path) -> None:
    rows = [["甲小学", "小学", 100, 1500, 25], ["乙小学", "小学", 300, 6100, 20.3]]
    done = by_county(tmp_path / "县", [(*HEAD, "生均图书册数"), *rows])
    assert told(done) == ["“甲小学”的“生均图书册数”写的是25，按同一行的数量和学生数算是15.00，现按数量"]


@pytest.mark.parametrize("text", ["13.89%", "0.1389", "0.139"])
def test_a_coefficient_in_per_cent_is_the_same(tmp_path: Path, text: str) -> None:
    rows = [["甲小学", "小学", 100, 1500], ["乙小学", "小学", 300, 6000], ["丙小学", "小学", 600, 9000]]
    last = [["平均值", "", 333, 5500], ["差异系数", "小学", "", text]]
    assert told(by_county(tmp_path / "县", [HEAD, *rows, *last])) == []


def test_nothing_anywhere_is_no_missing_figure(tmp_path: Path) -> None:
    done = by_county(tmp_path / "县", [HEAD, ["甲小学", "小学", 100, 0], ["乙小学", "小学", 300, 0]])
    books = next(
        verdict for verdict in done.assessment.verdicts if verdict.figure == "books_variation/primary"
    )
    assert books.line == "小学生均图书册数差异系数：各校都是0，不能计算"


# -- exactness ---------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(1, 3000)), min_size=1, max_size=12))
def test_a_spread_does_not_depend_on_order_or_scale(pairs: list[tuple[int, int]]) -> None:
    exact = [(Fraction(quantity), Fraction(students)) for quantity, students in pairs]
    found = variation(exact)
    assert found == variation(exact[::-1])
    scaled = variation([(quantity * 100, students) for quantity, students in exact])
    assert (found and found.square) == (scaled and scaled.square)


@given(st.lists(st.integers(0, 999), min_size=1, max_size=8))
def test_the_mean_of_given_coefficients_is_exact(thousandths: list[int]) -> None:
    values = [Fraction(value, 1000) for value in thousandths]
    mean = MeanRoot(tuple(value**2 for value in values))
    assert mean.exact == sum(values, Fraction(0)) / len(values)
    assert mean.within(mean.exact)
    assert not mean.within(mean.exact - Fraction(1, 10**12))


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ("0.214 0.431 0.268 0.402 0.297 0.155 0.246 0.403", "0.302"),
        ("0.351 0.402 0.377 0.289 0.314 0.221 0.405 0.513", "0.359"),
        ("0.702 0.655 0.611 0.534 0.598 0.402 0.577 0.657", "0.592"),
    ],
)
def test_the_overall_coefficient_is_the_mean_of_eight(values: str, printed: str) -> None:
    squares = tuple(Fraction(value) ** 2 for value in values.split())
    assert MeanRoot(squares).shown(3) == printed


def test_irrational_roots_are_summed_without_error() -> None:
    # (√2 + √8) ÷ 2 = 1.5·√2 = 2.1213203435596425…
    mean = MeanRoot((Fraction(2), Fraction(8)))
    assert mean.exact is None
    assert mean.shown(12) == "2.121320343560"
    assert mean.within(Fraction("2.12132034355965"))
    assert not mean.within(Fraction("2.12132034355964"))


def test_what_spreadsheets_give_instead() -> None:
    squares = unweighted([(Fraction(books), Fraction(students)) for students, books in FIVE])
    assert [round(float(square) ** 0.5, 3) for square in squares] == [0.546, 0.489]


# -- rules -------------------------------------------------------------------------------------------------


def spread(number: int, square: str | Fraction | None, missing: Sequence[str] = ()) -> Spread:
    return Spread(
        figure=f"v{number}",
        label=f"第{number}项差异系数",
        section="primary",
        digits=3,
        unit="",
        factor=Fraction(1),
        square=None if square is None else Fraction(square),
        mean=Fraction(1),
        students=Fraction(100),
        schools=("甲", "乙"),
        missing=tuple(missing),
    )


def rule(judged: Any, count: int, limit: str) -> Rule:
    figures = tuple(f"v{number}" for number in range(count))
    return Rule(
        code="CV", title="差异系数", figures=figures, judged=judged, at_most={"primary": Fraction(limit)}
    )


def test_each_of_seven_counts_and_not_their_mean() -> None:
    given_ = ["0.677", "0.674", "0.618", "0.519", "0.597", "0.167", "0.759"]
    spreads = [spread(n, Fraction(value) ** 2) for n, value in enumerate(given_)]
    verdicts, (found,), problems = between_schools(standard(rules=[rule("each", 7, "0.50")]), spreads)
    assert [verdict.met for verdict in verdicts] == [False] * 5 + [True, False]
    assert (found.met, found.met_count, found.total) == (False, 1, 7)
    assert [entry.code for entry in problems] == ["below-standard"] * 6 + ["rule-unmet"]


def test_one_above_the_limit_fails_where_the_mean_would_pass() -> None:
    spreads = [spread(0, Fraction("0.51") ** 2), *(spread(n, Fraction("0.1") ** 2) for n in range(1, 7))]
    _, (found,), _ = between_schools(standard(rules=[rule("each", 7, "0.50")]), spreads)
    assert (found.met, found.met_count) == (False, 6)
    _, (mean,), _ = between_schools(standard(rules=[rule("mean", 7, "0.50")]), spreads)
    assert mean.met is True


def test_of_the_mean_no_single_one_is_judged() -> None:
    spreads = [spread(0, Fraction("0.9") ** 2), *(spread(n, Fraction("0.6") ** 2) for n in range(1, 8))]
    verdicts, (found,), problems = between_schools(standard(rules=[rule("mean", 8, "0.65")]), spreads)
    assert {verdict.words for verdict in verdicts} == {"不单独设标准"}
    assert (found.met, problems) == (True, ())
    assert "0.638（0.900 + 0.600" in found.line


@pytest.mark.parametrize(
    ("square", "text", "words"),
    [
        ("0.25", "0.500", "恰好达标"),
        ("0.25000001", "0.50000001", "未达标"),
        ("0.24999999", "0.49999999", "达标"),
    ],
)
def test_at_the_limit_to_the_last_digit(square: str, text: str, words: str) -> None:
    (verdict,), _, _ = between_schools(standard(rules=[rule("each", 1, "0.50")]), [spread(0, square)])
    assert (verdict.shown, verdict.words) == (text, words)


def test_nothing_is_said_to_be_met_while_schools_are_missing() -> None:
    held = standard(rules=[rule("each", 1, "0.50")])
    for spreads, unusable in (([spread(0, "0.01", ["丙"])], []), ([spread(0, "0.01")], ["丙"])):
        (verdict,), (found,), problems = between_schools(held, spreads, unusable)
        assert (verdict.met, found.met, problems) == (None, None, ())
        assert "丙" in verdict.line
        assert "丙" in found.line


# -- who is compared ---------------------------------------------------------------------------------------


def test_schools_outside_are_left_out_with_a_reason(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇")
    head = ("学校名称", "学校类别", "办学性质", "学段", "学生数", "图书册数", "专任教师数")
    rows = [
        ["中心小学", "小学", "公办", "小学", 400, 8000, 20],
        ["河西教学点", "教学点", "公办", "小学", 49, 900, 3],
        ["河东教学点", "教学点", "公办", "小学", 50, 900, 3],
        ["启明学校", "特殊教育学校", "公办", "", 60, 900, 9],
        ["育才小学", "小学", "民办", "小学", 300, 900, 9],
        ["空小学", "小学", "公办", "小学", 0, 900, 0],
    ]
    table(root, rows, head)
    done = run(root)
    assert [member.school for member in done.assessment.members] == ["中心小学", "河东教学点"]
    assert [(left.school, left.reason) for left in done.assessment.left_out] == [
        ("河西教学点", "不足50人的教学点不计"),
        ("启明学校", "特殊教育学校不计"),
        ("育才小学", "民办学校不计"),
        ("空小学", "没有学生"),
    ]
    assert codes(done) == ["school-left-out"] * 4


def test_a_campus_with_totals_alone_is_split_by_weighted_students(tmp_path: Path) -> None:
    # 166 + 1.1·210 = 397 weighted students, 23226 books: 9711.6 and 13514.4.
    root = make_district(tmp_path / "镇")
    head = ("学校", "学段", "小学学生数", "初中学生数", "学生数", "图书册数", "专任教师数")
    table(
        root,
        [["一贯制学校", "九年一贯制", 166, 210, "", 23226, 30], ["中心小学", "小学", "", "", 200, 3000, 12]],
        head,
    )
    done = run(root)
    primary, junior = (member for member in done.assessment.members if "一贯制" in member.school)
    assert (primary.school, junior.school) == ("一贯制学校（小学部）", "一贯制学校（初中部）")
    assert (primary.value("books"), junior.value("books")) == (
        Fraction(23226 * 166, 397),
        Fraction(23226 * 231, 397),
    )
    books = next(found for found in done.assessment.spreads if found.figure == "books_variation")
    assert books.notes == ("一贯制学校（小学部）：共用部分按加权学生数拆分（小学1、初中1.1）",)
    # Teachers are of their section: a total says nothing of either.
    assert primary.value("teachers") is None
    assert codes(done).count("school-incomplete") == 2


def test_a_table_of_values_per_head_and_another_unit(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇")
    head = ("学校", "学段", "学生数", "生均图书册数", "专任教师数")
    table(
        root,
        [["甲小学", "小学", 100, 15, 5], ["乙小学", "小学", 300, 20, 15], ["丙小学", "小学", 600, 15, 30]],
        head,
    )
    done = run(root)
    assert shown(done.assessment)["books_variation/primary"] == "0.1389"
    assert "由生均图书册数推算" in done.assessment.spreads[0].notes[0]


def test_a_row_that_cannot_be_used_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇")
    table(
        root,
        [
            ["甲小学", "小学", 100, 1500, 5],
            ["某某学校", "", 300, 20, 15],
            ["乙小学", "小学", "见附表", 20, 15],
        ],
    )
    done = run(root)
    assert [name for name, _ in done.assessment.unusable] == ["某某学校", "乙小学"]
    assert sorted(codes(done)) == ["cell-doubt", "school-row", "school-row"]
    assert done.assessment.rules[0].met is None


def test_the_county_form_of_the_older_standard(tmp_path: Path) -> None:
    """Two rows of heads, 总量 and 生均, equipment in 万元, a sheet named for its section: eight and their mean."""
    root = make_district(tmp_path / "县")
    settings = root / "dossier.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("清单.toml", "basic-balance-2012"), encoding="utf-8"
    )
    upper = ["序号", "学校（机构）名称", "学校类别", "在校生数"]
    for head in (
        "教学及辅助用房面积（㎡）", "体育运动场馆面积（㎡）", "教学仪器设备值（万元）", "教学用计算机台数", "图书册数",
        "专任教师数", "高于规定学历教师数", "中级及以上专业技术职务教师数",
    ):  # fmt: skip
        upper += [head, None]
    lower = [None] * 4 + ["总量", "生均"] * 8
    numbers = ((120, 540, 840, 14, 12, 2400, 8, 7, 5), (340, 1600, 2500, 42, 35, 7000, 19, 18, 12))
    rows = [
        [n, f"第{n}小学", "小学", own[0], *(cell for number in own[1:] for cell in (number, None))]
        for n, own in enumerate(numbers, 1)
    ]
    total = [
        "合计",
        None,
        None,
        460,
        *(c for column in range(1, 9) for c in (sum(own[column] for own in numbers), None)),
    ]
    title = ["青禾县2026年校际均衡情况表（小学）"]
    workbook(root / "数据/县.xlsx", ("小学", [title, upper, lower, *rows, total]))
    done = run(root)
    assert codes(done) == []
    expected = [
        variation([(Fraction(own[column]), Fraction(own[0])) for own in numbers]) for column in range(1, 9)
    ]
    assert [found.square for found in done.assessment.spreads] == [one and one.square for one in expected]
    assert done.assessment.spreads[2].mean == Fraction(560_000, 460)
    (overall,) = done.assessment.rules
    mean = MeanRoot(tuple(one.square for one in expected if one))
    assert (overall.met, overall.total) == (True, 8)
    assert f"：{mean.shown(4)}（" in overall.line


# -- schools that have a project ---------------------------------------------------------------------------


@pytest.fixture
def township(tmp_path: Path) -> Path:
    """Two primary schools, a campus of nine years, one school that cannot be used, and one in the table alone."""
    names = ["甲小学", "乙学校", "丙小学", "没有的小学"]
    root = make_district(tmp_path / "镇", names)
    make_school(root / "甲小学", "primary", [["在校学生数", 100], ["图书册数", 1500], ["专任教师数", 8]])
    make_school(
        root / "乙学校",
        "nine-year",
        [["在校学生数", 376, 166, 210], ["图书册数", 23226], ["专任教师数", 40, 18, 22]],
    )
    make_school(root / "丙小学", "primary", [["在校学生数", 0], ["办学性质", "公办"]])
    (root / "丙小学/dossier.toml").write_text("kind = 1\n", encoding="utf-8")
    table(root, [["青禾镇甲小学", "小学", 100, 1600, 8], ["丁小学", "小学", 50, 500, 4]])
    return root


def test_projects_and_table_together(township: Path) -> None:
    done = run(township)
    assert [(member.school, member.short_name, member.source) for member in done.assessment.members] == [
        ("青禾镇甲小学", "甲小学", "甲小学"),
        ("青禾镇乙学校（小学部）", "乙学校", "乙学校"),
        ("青禾镇乙学校（初中部）", "乙学校", "乙学校"),
        ("丁小学", "丁小学", "数据/各校数据.xlsx"),
    ]
    assert [name for name, _ in done.assessment.unusable] == ["丙小学", "没有的小学"]
    assert codes(done) == ["school-unusable", "school-unusable", "school-differs"]
    assert "学校项目为1500，各校数据表为1600" in done.problems[2].message
    # 1500 of 100, 9711.6 of 166 and 500 of 50: the project's own figures.
    quantities = [
        (Fraction(1500), Fraction(100)),
        (Fraction(23226 * 166, 397), Fraction(166)),
        (Fraction(500), Fraction(50)),
    ]
    expected = variation(quantities)
    assert expected is not None
    assert done.assessment.spreads[0].square == expected.square
    assert done.assessment.rules[0].met is None
    assert "还缺丙小学、没有的小学" in done.assessment.rules[0].line


def test_what_is_written(township: Path) -> None:
    done = run(township, write=True)
    assert done.target == township / "output/青禾镇"
    assert sorted(
        path.relative_to(done.target).as_posix() for path in done.target.rglob("*") if path.is_file()
    ) == [
        "内部核对版/差异系数表.docx",
        "内部核对版/差异系数表.xlsx",
        "系统/build.json",
        "系统/check.json",
        "系统/manifest-sha256.txt",
    ]
    record = json.loads((done.target / "系统/check.json").read_text(encoding="utf-8"))
    assert record["summary"] == {"schools": 2, "members": 4, "left_out": 0, "unusable": 2}
    assert {figure["school"] for figure in record["figures"]} == {"甲小学", "乙学校", "丁小学"}
    books = record["spreads"][0]
    assert (books["key"], books["section"], books["students"]) == ("books_variation", "primary", "316")
    assert abs(float(books["value"]) ** 2 - float(Fraction(books["square"]))) < 1e-9
    words = lines_of((done.target / "内部核对版/差异系数表.docx").read_bytes())
    assert "青禾镇中心学校校际差异系数表" in words
    assert any(line.startswith("不计入的学校：丙小学（不能使用：") for line in words)
    book = openpyxl.load_workbook(io.BytesIO((done.target / "内部核对版/差异系数表.xlsx").read_bytes()))
    assert book.sheetnames == ["差异系数", "小学各校数据", "初中各校数据", "各校情况", "不计入的学校", "问题"]
    heads = [cell.value for cell in book["小学各校数据"][2]]
    assert heads[2:4] == ["图书册数（册）", "生均图书册数（册/生）"]
    assert [cell.value for cell in book["小学各校数据"][4]][1:4] == [166, 9712, 58.5038]


def test_the_same_district_gives_the_same_bytes(township: Path) -> None:
    first = run(township, write=True)
    assert first.target is not None
    before = {path: path.read_bytes() for path in sorted(first.target.rglob("*")) if path.is_file()}
    run(township, write=True)
    assert {path: path.read_bytes() for path in sorted(first.target.rglob("*")) if path.is_file()} == before


def test_nothing_is_written_by_a_check_and_the_schools_stay_as_they_are(township: Path) -> None:
    before = sorted(township.rglob("*"))
    run(township)
    assert sorted(township.rglob("*")) == before


def test_the_command_line(township: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", str(township)]) == 1
    said = capsys.readouterr().out
    assert "3所学校参加计算（分学段4个），不计入0个，不能使用2个" in said
    assert "小学生均图书册数差异系数" in said
    assert cli.run(["check", str(township), "--json", "-"]) == 1
    assert json.loads(capsys.readouterr().out)["school"]["short_name"] == "青禾镇"
    assert cli.run(["build", str(township), "-o", str(township.parent / "出")]) == 1
    assert (township.parent / "出/青禾镇/系统/check.json").is_file()
    capsys.readouterr()
    assert cli.run(["report", str(township)]) == 3
    assert "县区项目，只用 check 和 build" in capsys.readouterr().err


def test_two_townships_may_each_have_a_central_school(tmp_path: Path) -> None:
    root = make_district(tmp_path / "县", ["甲", "乙", "丙"])
    for folder, name in (("甲", "青禾镇中心小学"), ("乙", "河湾镇中心小学"), ("丙", "河湾镇中心小学")):
        make_school(root / folder, "primary", [["在校学生数", 100], ["图书册数", 1500], ["专任教师数", 5]])
        settings = root / folder / "dossier.toml"
        text = settings.read_text("utf-8").replace(f"青禾镇{folder}", name)
        settings.write_text(
            text.replace(f'short_name = "{folder}"', 'short_name = "中心小学"'), encoding="utf-8"
        )
    done = run(root)
    assert [member.school for member in done.assessment.members] == ["青禾镇中心小学", "河湾镇中心小学"]
    assert codes(done).count("school-twice") == 1


def test_a_school_listed_twice_and_a_district_in_a_district(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇", ["甲小学", "./甲小学", "村"])
    make_school(root / "甲小学", "primary", [["在校学生数", 100], ["图书册数", 1500], ["专任教师数", 8]])
    make_district(root / "村")
    told = [entry.message for entry in run(root).problems]
    assert told == [
        "“./甲小学”没有计入：与前面的一所学校是同一个文件夹",
        "“村”没有计入：是县区项目，不是学校",
    ]


def test_figures_of_another_year_are_told(tmp_path: Path) -> None:
    root = make_district(tmp_path / "镇", ["甲小学"])
    make_school(root / "甲小学", "primary", [["在校学生数", 100], ["图书册数", 1500], ["专任教师数", 8]])
    settings = root / "甲小学/dossier.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("2026-09-01", "2025-09-01"), encoding="utf-8"
    )
    (told,) = [entry for entry in run(root).problems if entry.code == "school-year"]
    assert told.message == "“青禾镇甲小学”的在校学生数是2025—2026学年度的，与本次的2026—2027学年度不同"


def test_a_district_without_any_school(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="县区项目没有学校"):
        run(make_district(tmp_path / "镇"))


def test_a_foreign_folder_is_not_replaced(township: Path) -> None:
    place = township / "output/青禾镇"
    place.mkdir(parents=True)
    (place / "别的.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError):
        run(township, write=True)
