"""学校基本情况一览表: a line for each figure; of a campus with several sections, a column for each."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import docx
import pytest
from docx.oxml.ns import qn

from dossier import resources
from dossier.compose import documents
from dossier.compose.basic_facts import school_facts
from dossier.compose.word import fill
from dossier.model import Assessment, Figure, Reading
from tests import worlds
from tests.word_files import lines_of

FORM = "学校基本情况一览表（分学段）.docx"
OF_ONE = "学校基本情况一览表.docx"


def figure(key: str, section: str, value: str, **more: Any) -> Figure:
    """A figure of the campus; read in a roster unless *more* says otherwise."""
    path = str(more.pop("path", "数据/教职工花名册.xlsx"))
    made = Figure(
        key=key,
        label={"students": "在校学生数", "teachers": "专任教师数", "budget": "公用经费"}.get(key, "生师比"),
        section=section,
        year="2026-2027",
        date="2026-09-01",
        basis="在校生",
        unit="人",
        digits=0,
        value=Fraction(value),
        readings=(Reading(path=path, sheet="Sheet1", cell="B2", agg="value", rows=1, raw=value),),
    )
    return replace(made, **more)


def campus(*figures: Figure, stage: str = "nine-year", root: Path = Path("/nowhere")) -> Assessment:
    """An assessment of a campus that knows these figures."""
    made = worlds.assessment(figures=figures)
    return replace(made, project=replace(made.project, stage=stage, root=root))  # type: ignore[arg-type]


def printed(assessment: Assessment) -> list[str]:
    """The form as a person reads it, below its head."""
    lines = lines_of(fill(resources.template(FORM), school_facts(assessment)))
    return [line for line in lines if " | " in line]


def row(assessment: Assessment) -> list[str]:
    """The only line of figures."""
    _, _, line = printed(assessment)
    return line.split(" | ")


STUDENTS = (
    figure("students", "primary", "842", path="数据/统计报表.xlsx"),
    figure("students", "junior", "447", path="数据/统计报表.xlsx"),
    figure("students", "", "1289", path="数据/统计报表.xlsx"),
)


def test_a_figure_has_one_line_with_a_column_for_each_section() -> None:
    earlier = [replace(one, year="2025-2026", date="2025-09-01", value=one.value - 1) for one in STUDENTS]  # type: ignore[operator]
    budget = figure("budget", "", "1065000", year="2026", date="", unit="元", digits=2, path="数据/预算.xls")
    assert printed(campus(*STUDENTS, budget, *earlier)) == [
        "项目 | 单位 | 小学部 | 初中部 | 全校 | 时点 | 来源",
        "本年度 | 本年度 | 本年度 | 本年度 | 本年度 | 本年度 | 本年度",
        "在校学生数 | 人 | 842 | 447 | 1289 | 2026年9月1日 | 统计报表",
        "公用经费 | 元 | — | — | 1065000.00 | 2026年度 | 预算",
        "以往年度 | 以往年度 | 以往年度 | 以往年度 | 以往年度 | 以往年度 | 以往年度",
        "在校学生数 | 人 | 841 | 446 | 1288 | 2025年9月1日 | 统计报表",
    ]


def test_a_complete_middle_school_has_no_column_for_pupils_it_does_not_have() -> None:
    junior, whole = figure("students", "junior", "447"), figure("students", "", "900")
    lines = printed(campus(junior, whole, stage="complete"))
    assert lines[0] == "项目 | 单位 | 初中部 | 全校 | 时点 | 来源"
    assert lines[2].startswith("在校学生数 | 人 | 447 | 900 |")


def test_sources_and_days_that_differ_are_all_told() -> None:
    found = row(
        campus(
            figure("teachers", "primary", "52", path="数据/小学花名册.xlsx"),
            figure("teachers", "junior", "40", path="数据/人事报表.xls", date="2026-10-10"),
            figure("teachers", "", "92", path="数据/人事报表.xls"),
        )
    )
    assert found[5] == "小学部、全校：2026年9月1日；初中部：2026年10月10日"
    assert found[6] == "小学部：小学花名册；初中部、全校：人事报表"


def test_how_each_number_was_computed_is_told() -> None:
    shares = {"primary": "842 ÷ 52", "junior": "447 ÷ 40", "": "1289 ÷ 92"}
    figures = [
        figure("ratio", section, str(number), formula=formula, readings=())
        for number, (section, formula) in enumerate(shares.items(), 11)
    ]
    assert row(campus(*figures))[6] == "计算：小学部842÷52；初中部447÷40；全校1289÷92"
    assert row(campus(figures[1]))[6] == "计算：447 ÷ 40"
    read = replace(figures[0], formula="", readings=STUDENTS[0].readings)
    assert row(campus(read, figures[1]))[6] == "小学部：统计报表；初中部：计算：447 ÷ 40"


def test_nothing_is_lost_where_a_section_has_two_figures_of_one_year() -> None:
    twice = campus(*STUDENTS, figure("students", "primary", "850", date="2027-03-01"))
    lines = [line for line in printed(twice) if line.startswith("在校学生数")]
    assert [line.split(" | ")[2] for line in lines] == ["842", "850"]
    assert "2027年3月1日" in lines[1]


def test_the_note_tells_the_pupils_of_every_section_once() -> None:
    per_head = figure("books", "primary", "35", label="生均图书册数")
    assert school_facts(campus(*STUDENTS, per_head))["口径"] == (
        "注：生均和每百名学生指标均以2026年9月1日小学部在校学生842人、初中部在校学生447人、全校在校学生1289人为分母。"
    )
    assert school_facts(campus(*STUDENTS))["口径"] == ""


def test_a_school_of_one_section_has_this_year_first_and_every_earlier_year() -> None:
    both = [
        figure("budget", section, value, year=year, date="")
        for year, value in (("2026", "9"), ("2025", "8"), ("2024", "7"))
        for section in ("junior", "")
    ]
    now, before = _plain_form(campus(*both, stage="junior"))
    assert now == ("本年度", [("9", "2026年度")])
    assert before == ("以往年度", [("8", "2025年度"), ("7", "2024年度")])
    assert _plain_form(campus(*both[:2], stage="junior")) == [("全校", [("9", "2026年度")])]


def _plain_form(assessment: Assessment) -> list[tuple[str, list[tuple[str, str]]]]:
    """Title of each list, and of its lines the number and the time."""
    groups = cast("list[dict[str, Any]]", school_facts(assessment)["分组"])
    return [(group["名称"], [(line["数值"], line["时点"]) for line in group["行"]]) for group in groups]


def test_a_school_without_any_figure_gets_the_form_all_the_same() -> None:
    assert printed(campus()) == ["项目 | 单位 | 小学部 | 初中部 | 全校 | 时点 | 来源"]


def test_titles_within_the_table_reach_over_all_columns() -> None:
    filled = docx.Document(io.BytesIO(fill(resources.template(FORM), school_facts(campus(*STUDENTS)))))
    (table,) = filled.tables
    span = table.rows[1]._tr.find(f".//{qn('w:gridSpan')}")
    assert span.get(qn("w:val")) == str(len(table.columns)) == "7"
    assert sum(column.width or 0 for column in table.columns) // 635 == 15138


@pytest.mark.parametrize(
    ("stage", "own", "used"),
    [
        ("junior", (), OF_ONE),
        ("nine-year", (), FORM),
        ("complete", (), FORM),
        ("nine-year", (OF_ONE,), OF_ONE),
        ("nine-year", (OF_ONE, FORM), FORM),
    ],
)
def test_the_form_goes_by_the_stage_and_by_templates_of_the_school(
    tmp_path: Path, stage: str, own: tuple[str, ...], used: str
) -> None:
    for name in own:
        (tmp_path / "模板").mkdir(exist_ok=True)
        (tmp_path / "模板" / name).write_bytes(resources.template(name).read_bytes())
    assessment = campus(*STUDENTS, stage=stage, root=tmp_path)
    assert documents._facts_template(assessment) == used
    fill(documents.template(used, tmp_path), school_facts(assessment))
