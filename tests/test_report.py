"""The self-evaluation report: one value per figure, the school's own words, nothing about missing evidence."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import docx
import pytest
from docx.oxml.ns import qn

from dossier import resources
from dossier.compose import phrases, placing, prose, report_paper
from dossier.compose.pieces import numeral
from dossier.compose.report import self_report
from dossier.compose.word import fill
from dossier.model import Assessment, Block, Report, Section, Table, Verdict
from dossier.problems import problem
from tests import worlds


@pytest.fixture
def assessment() -> Assessment:
    return worlds.assessment()


def written(assessment: Assessment, **facts: str) -> Report:
    return self_report(assessment, worlds.boxes(), facts)


def text(report: Report) -> str:
    return "\n".join(_words(block) for section in report.sections for block in section.blocks)


def _words(block: Block) -> str:
    if block.table is None:
        return block.text
    table = block.table
    return "\n".join(
        (table.caption, "|".join(table.head), *("|".join(row) for row in table.rows), table.note)
    )


def test_the_five_parts_stand_in_order_with_literal_numbers(assessment: Assessment) -> None:
    headings = [
        b.text for s in written(assessment).sections for b in s.blocks if b.kind == "heading" and b.level == 1
    ]
    assert headings == [
        "一、基本情况",
        "二、办学达标情况",
        "三、主要做法",
        "四、取得的成绩",
        "五、存在的问题和今后努力方向",
    ]


def test_every_number_comes_from_the_assessment(assessment: Assessment) -> None:
    words = text(written(assessment))
    assert "在校学生1289人" in words
    assert "4|生均教学及辅助用房面积|平方米|≥5.8|5.45|-0.35|未达标，但不低于标准值的85%" in words
    assert "2|每百名学生拥有县级以上骨干教师数|人|≥1|1.00|0|恰好达标" in words


def test_a_square_metre_is_written_one_way(assessment: Assessment) -> None:
    assert "㎡" not in text(written(assessment))


def test_the_denominator_is_said_once(assessment: Assessment) -> None:
    assert text(written(assessment)).count("为分母") == 1


def test_missing_evidence_is_never_told(assessment: Assessment) -> None:
    words = text(written(assessment))
    for never in ("材料未齐", "待承诺", "缺", "培训签到表", "不设重点班承诺书"):
        assert never not in words


def test_county_matters_are_left_to_the_county(assessment: Assessment) -> None:
    assert "规划布局" not in text(written(assessment))


def test_a_missed_standard_is_named_as_a_problem(assessment: Assessment) -> None:
    assert "1.生均教学及辅助用房面积为5.45平方米，低于标准0.35平方米。" in text(written(assessment))


def test_the_box_that_proves_a_figure_is_named(assessment: Assessment) -> None:
    assert "|达标|1-1盒" in text(written(assessment))


def test_whole_words_make_a_report_that_may_go_out(assessment: Assessment) -> None:
    assert written(assessment).draft_because == ()


@pytest.mark.parametrize("name", ["主要做法", "取得的成绩", "今后努力方向"])
def test_missing_words_make_a_draft_that_says_so(assessment: Assessment, name: str) -> None:
    narratives = {key: words for key, words in assessment.narratives.items() if key != name}
    report = written(replace(assessment, narratives=narratives))
    assert report.draft_because == (f"缺“{name}”的文字",)
    assert f"（此处由学校补写：{name}）" in text(report)
    assert report_paper.context(report)["稿别"] == "征求意见稿"


def test_without_words_the_evidence_is_counted_honestly(assessment: Assessment) -> None:
    words = text(written(replace(assessment, narratives={})))
    assert "围绕“教师培训”1项指标，学校整理佐证材料5件、11页，装为1盒。" in words


def test_a_conflict_makes_a_draft(assessment: Assessment) -> None:
    conflict = problem("conflict", label="在校学生数", section="", values="1289、1290", authority="学籍表")
    report = written(replace(assessment, problems=(*assessment.problems, conflict)))
    assert report.draft_because == (conflict.message,)


def test_the_date_has_no_zeros(assessment: Assessment) -> None:
    assert written(assessment).sign_date == "2026年9月1日"
    assert written(assessment, 报告日期="2026-10-08").sign_date == "2026年10月8日"


def test_a_school_with_two_sections_has_a_table_for_each(assessment: Assessment) -> None:
    both = replace(assessment.project, stage="nine-year")
    primary = tuple(
        replace(v, section="primary", gauge=Fraction("4.2"), met=True, words="达标")
        for v in assessment.indicators
        if v.section
    )
    words = text(written(replace(assessment, project=both, indicators=(*assessment.indicators, *primary))))
    assert "表1　初中部资源配置指标达标情况" in words
    assert "表2　小学部资源配置指标达标情况" in words


def test_points_are_added_up_and_self_given_ones_called_so(assessment: Assessment) -> None:
    scored = (
        _scored("B1", "18", "17"),
        _scored("B3", "18", "18", declared=True, words="预计达标（尚未到位）"),
        _scored("B8", "6", None),
    )
    indicators = tuple(
        replace(i, code=c) for i, c in zip(assessment.checklist.indicators, ("B1", "B3", "B8"), strict=False)
    )
    words = text(
        written(
            replace(
                assessment, checklist=replace(assessment.checklist, indicators=indicators), indicators=scored
            )
        )
    )
    assert "合计|||||42|35|" in words
    assert "以上3项满分42分，已评2项，合计35分，其中计算得分17分，学校自评18分；含预计18分" in words
    assert "满分18分，学校自评18分（预计，尚未到位）。" in words


def test_an_open_number_is_to_come_and_makes_a_draft(assessment: Assessment) -> None:
    """Neither 缺数据 nor a reason stands in the words; the draft says why it is one."""
    first, second, *rest = assessment.indicators
    unknown = replace(first, value=None, shown="", met=None, words="缺数据", line="甲：缺数据")
    by_zero = replace(second, value=None, shown="", met=None, words="除数为0，不能计算", line="乙：除数为0")
    report = written(replace(assessment, indicators=(unknown, by_zero, *rest)))
    assert report.draft_because == ("甲：缺数据", "乙：除数为0")
    words = text(report)
    assert f"1|{first.title}|人|≥5.3|待补|—|待补|1-1盒" in words
    assert "缺数据" not in words
    assert "除数为0" not in words


def test_scored_items_without_a_number_are_to_come(assessment: Assessment) -> None:
    open_ = replace(_scored("R1", "18", None), value=None, words="缺数据")
    words = text(written(replace(assessment, indicators=(open_, _scored("R2", "10", "10")))))
    assert "1.R1项配置。待补。" in words
    assert "R1|配置||≥3||18|—|待补" in words


def test_evidence_with_points_is_not_told_by_its_papers(assessment: Assessment) -> None:
    papers = replace(_scored("G9", "5", None), value=None, gauge=None, words="材料未齐")
    words = text(written(replace(assessment, indicators=(papers, _scored("R2", "10", "10")))))
    assert "G9" not in words


def test_one_population_under_two_names_is_told_once(assessment: Assessment) -> None:
    students = assessment.figures[0]
    same = replace(students, key="compulsory_students", label="义务教育阶段在校生数")
    other = replace(same, value=Fraction(1280))
    for figure, told in ((same, False), (other, True)):
        words = text(written(replace(assessment, figures=(*assessment.figures, figure))))
        assert ("义务教育阶段在校生" in words) is told


def test_a_section_is_named_once(assessment: Assessment) -> None:
    project = replace(assessment.project, stage="nine-year")
    rule = replace(assessment.rules[0], line="初中部七项指标达标6项，综合判定达标")
    lone = replace(assessment.indicators[7], section="junior", title="初中三年巩固率", unit="%")
    words = text(
        written(
            replace(
                assessment,
                project=project,
                rules=(rule,),
                indicators=(*assessment.indicators[:7], lone),
            )
        )
    )
    assert "初中部七项指标达标6项，综合判定达标。" in words
    assert "初中部初中" not in words
    assert "初中三年巩固率为1289%" in words


def _scored(code: str, full: str, points: str | None, declared: bool = False, words: str = "达标") -> Verdict:
    return Verdict(
        code=code,
        title="配置",
        section="",
        figure="",
        value=Fraction(3),
        shown="3",
        unit="间",
        gauge=Fraction(3),
        direction="≥",
        met=True,
        points=None if points is None else Fraction(points),
        full=Fraction(full),
        declared=declared,
        words=words,
        line="",
    )


# -- words --


@pytest.mark.parametrize(
    ("value", "shown", "gauge", "said"),
    [
        ("5.74", "5.74", "5.3", "+0.44"),
        ("3.4523", "3.45", "4.39", "-0.94"),
        ("5.8", "5.80", "5.8", "0"),
        ("5.7999", "5.80", "5.8", "略低"),
        ("5.8001", "5.80", "5.8", "略高"),
    ],
)
def test_the_difference_is_what_a_reader_subtracts(value: str, shown: str, gauge: str, said: str) -> None:
    verdict = replace(_scored("B1", "1", None), value=Fraction(value), shown=shown, gauge=Fraction(gauge))
    assert phrases.gap(verdict) == said


def test_an_upper_limit_is_called_one() -> None:
    verdict = replace(
        _scored("G5", "1", None), value=Fraction(52), shown="52", unit="人", gauge=Fraction(50), direction="≤"
    )
    assert "标准为不超过50人，超出上限2人" in phrases.sentence(verdict, "")


@pytest.mark.parametrize(
    ("line", "level", "said"),
    [
        ("一、党建引领", 1, "一、党建引领"),
        ("(二)规范办学", 2, "（二）规范办学"),
        ("3、开齐课程", 3, "3.开齐课程"),
        ("(4)阳光体育", 4, "（4）阳光体育"),
        ("1.5倍于去年,增长明显。", 0, "1.5倍于去年，增长明显。"),
        ("学校坚持立德树人,五育并举;成效明显.", 0, "学校坚持立德树人，五育并举；成效明显。"),
        ("比例为1:13.4,面积3.45平方米", 0, "比例为1:13.4，面积3.45平方米"),
        ("联系人(办公室)", 0, "联系人（办公室）"),
    ],
)
def test_the_schools_words_get_levels_and_full_width_marks(line: str, level: int, said: str) -> None:
    (block,) = prose.blocks(line)
    assert (block.level, block.text) == (level, said)


def test_personal_numbers_in_the_schools_words_are_masked() -> None:
    (block,) = prose.blocks("学生身份证号11010119900307803X")
    assert "19900307" not in block.text


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_chinese_numbers(number: int, said: str) -> None:
    assert numeral(number) == said


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [
        ("7480", 2, "7480平方米"),
        ("7480.5", 2, "7480.50平方米"),
        ("7480.0004", 2, "7480.00平方米"),  # not exactly so
        ("1289", 0, "1289平方米"),
    ],
)
def test_a_zero_fraction_is_dropped_where_nothing_was_rounded_away(
    value: str, digits: int, said: str
) -> None:
    area = replace(worlds.figures()[0], unit="㎡", value=Fraction(value), digits=digits)
    assert phrases.amount(area) == said
    assert phrases.number(area).count("0") >= digits - 1  # a table keeps its digits


@pytest.mark.parametrize(
    ("label", "unit", "said"),
    [
        ("在校学生数", "人", "在校学生3人"),
        ("学校占地面积", "㎡", "占地面积3平方米"),
        ("图书册数", "册", "图书3册"),
        ("学生用计算机台数", "台", "学生用计算机3台"),
        ("教学班数", "班", "教学班3个"),
    ],
)
def test_a_figure_is_said_as_a_person_says_it(label: str, unit: str, said: str) -> None:
    figure = replace(worlds.figures()[0], label=label, unit=unit, value=Fraction(3))
    assert phrases.counted(figure) == said
    waiting = replace(figure, in_place=Fraction(1))
    assert phrases.counted(waiting) == f"{said}（其中已到位1{said.partition('3')[2]}）"


def test_rates_differ_by_percentage_points() -> None:
    verdict = replace(_scored("Q1", "1", None), value=Fraction("97.3"), shown="97.3", unit="%")
    assert "高于标准2.3个百分点" in phrases.sentence(replace(verdict, gauge=Fraction(95)), "就近入学比例")


# -- on paper --


def test_tables_of_one_kind_have_the_same_columns() -> None:
    head = ("序号", "指标", "评定")
    tables = [
        Table(caption="表1", head=head, rows=(("1", "生均用房", "达标"),)),
        Table(
            caption="表2", head=head, rows=(("1", "每百名学生拥有体育艺术专任教师数", "未达标，但不低于85%"),)
        ),
        Table(caption="表3", head=(*head, "佐证"), rows=(("1", "甲", "乙", "丙"),)),
    ]
    blocks = tuple(Block(kind="table", table=table) for table in tables)
    report = replace(written(worlds.assessment()), sections=(Section(key="甲", owned_by="", blocks=blocks),))
    filled = docx.Document(io.BytesIO(fill(resources.template("报告.docx"), report_paper.context(report))))
    first, second, third = ([column.width for column in table.columns] for table in filled.tables)
    assert first == second
    assert sum(first) == sum(third)
    assert first[0] < first[2] < first[1]


def test_only_a_short_table_is_kept_whole() -> None:
    def kept(rows: int) -> object:
        table = Table(caption="表1", head=("甲",), rows=(("乙",),) * rows)
        report = replace(
            written(worlds.assessment()),
            sections=(Section(key="甲", owned_by="", blocks=(Block(kind="table", table=table),)),),
        )
        filled = docx.Document(
            io.BytesIO(fill(resources.template("报告.docx"), report_paper.context(report)))
        )
        (only,) = filled.tables
        assert only.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        styles = {row.cells[0].paragraphs[0].style.name for row in only.rows[1:]}
        return styles

    assert kept(10) == {"表文（与下行同页）"}
    assert kept(40) == {"表文（居中）"}


def test_the_signing_body_is_centred_on_its_date_but_stays_off_the_edge() -> None:
    assert placing.indent("青云中学", "2026年9月1日") == 1280 + (12 - 8) * 160 // 2
    assert placing.indent("青云县城东新区第二初级中学附属第一实验小学", "2026年9月1日") == 640


def test_the_last_paragraph_stays_with_the_signature(assessment: Assessment) -> None:
    body = report_paper.context(written(assessment))["正文"]
    assert isinstance(body, list)
    assert [block["类"] for block in body[-3:]] == ["二级", "末段", "末段"]  # type: ignore[index, call-overload]
    assert body[-1] == {"类": "末段", "文": "特此报告。"}
