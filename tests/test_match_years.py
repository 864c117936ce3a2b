"""Which year a file belongs to, and what told it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dossier.match import match
from tests.labelling import PROJECT, checklist, document
from tests.matching import NO_DESK, certain, claims_of, run, scan


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ({"lead": "主题班会记录\n时间：2024年10月9日\n班级：七（1）班"}, "2024-2025"),
        ({"lead": "主题班会记录", "tail": "德育处\n2025年3月3日"}, "2024-2025"),
        ({"lead": "主题班会记录\n2024年10月9日我们去了烈士陵园。"}, ""),
        ({"lead": "主题班会记录", "tail": "自2023年10月9日起长期坚持下去，直到全体同学养成习惯为止。"}, ""),
    ],
)
def test_the_day_of_a_record_is_its_year(text: dict[str, str], year: str) -> None:
    (claim,) = run([document("材料/班会.docx", "主题班会记录", **text)]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("3-6-03", year, bool(year))


@pytest.mark.parametrize(
    ("days", "year"),
    [
        ("日期,班级\n2024-09-12,五1\n2025-06-10,五2", "2024-2025"),
        ("日期,班级\n2024-09-12,五1\n2025-09-10,五2", ""),
        ("日期,班级\n2024-09-12,五1", ""),
        ("购置日期,名称\n2024-09-12,电脑\n2025-06-10,电脑", ""),
    ],
)
def test_the_days_of_a_register_tell_its_year_when_all_are_of_one(days: str, year: str) -> None:
    (claim,) = run([document("材料/登记.xlsx", "图书借阅登记表", lead=f"图书借阅登记表\n{days}")]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("3-5-05", year, bool(year))
    assert ("年度按表中的日期" in claim.reason) is bool(year)


def test_what_told_the_year_is_said_where_title_and_name_do_not() -> None:
    (claim,) = run([document("材料/2024-2025学年/德育工作总结.docx")]).claims
    assert claim.reason == "文件名含“德育工作总结”，年度按文件夹“2024-2025学年”"


def test_a_year_that_has_not_begun_is_not_meant() -> None:
    (claim,) = run([document("材料/教师培训计划2026.docx")]).claims
    assert (claim.year, claim.certain) == ("2025-2026", True)
    summer = replace(PROJECT, as_of=date(2026, 7, 20))
    (claim,) = match(checklist(), summer, NO_DESK, (document("材料/教师培训计划2026.docx"),)).claims
    assert not claim.certain


WORK = "作业管理办法"


@pytest.mark.parametrize(
    ("path", "more", "sure"),
    [
        ("材料/作业管理办法.docx", {"lead": "作业管理办法\n第一条 作业实行公示。"}, True),
        ("材料/作业管理办法.docx", {"lead": "作业管理办法\n2023年起实行。"}, False),
        ("材料/作业管理办法（征求意见稿）.docx", {"lead": "作业管理办法\n第一条 作业实行公示。"}, False),
        ("材料/作业管理办法.pdf", {"has_text": False}, False),
    ],
)
def test_the_one_paper_that_is_asked_for_needs_no_year(
    path: str, more: dict[str, object], sure: bool
) -> None:
    (claim,) = run([document(path, **more)]).claims  # type: ignore[arg-type]
    assert (claim.requirement, claim.certain) == ("3-8-01", sure)
    assert ("没有写年度" in claim.reason) is sure


def test_two_papers_without_a_year_compete_and_so_does_a_dated_one() -> None:
    first = document("材料/甲/作业管理办法.docx", WORK, lead="作业管理办法\n甲")
    for other in ("材料/乙/作业管理办法.docx", "材料/乙/2025-2026学年作业管理办法.docx"):
        matching = run([first, document(other, WORK, lead="作业管理办法\n乙")])
        assert not any(claim.certain for claim in claims_of(matching, first.path))


def test_a_count_without_a_day_stays_a_question() -> None:
    claims = run([document("材料/满意度问卷汇总表.xlsx", "满意度问卷汇总表")]).claims
    assert {(claim.certain, claim.doubt) for claim in claims} == {(False, "year-none")}


@pytest.mark.parametrize(
    ("path", "year", "sure"),
    [
        ("材料/校本研修计划.pdf", "2024-2025", False),
        ("材料/2024-2025学年/校本研修计划.pdf", "2024-2025", True),
        ("材料/校本研修计划2024-2025学年.pdf", "2024-2025", True),
    ],
)
def test_a_year_that_was_recognised_on_a_scan_needs_one_too(path: str, year: str, sure: bool) -> None:
    (claim,) = run([scan(path, "2024-2025学年校本研修计划")]).claims
    assert (claim.requirement, claim.year, claim.certain) == ("2-9-03", year, sure)
    assert ("学年是从扫描件上识别的" in claim.reason) is not sure


def test_a_year_that_fits_two_school_years_is_to_be_confirmed() -> None:
    (claim,) = run([document("材料/2024年德育工作总结.docx")]).claims
    assert (claim.year, claim.certain) == ("2024-2025", False)


def test_the_folder_settles_the_year() -> None:
    assert certain(run([document("材料/2024-2025学年/2024年德育工作总结.docx")])) == {("3-6-02", "2024-2025")}


def test_without_a_year_nothing_is_certain_where_years_are_needed() -> None:
    (claim,) = run([document("材料/德育工作总结.docx")]).claims
    assert (claim.year, claim.certain) == ("", False)
    assert "年度不明" in claim.reason


def test_evidence_out_of_the_period_keeps_its_year() -> None:
    assert certain(run([document("材料/2019-2020学年德育工作总结.docx")])) == {("3-6-02", "2019-2020")}


def test_evidence_over_three_years_fills_three_slots() -> None:
    years = {year for _, year in certain(run([document("材料/2023-2026学年留守儿童花名册.xlsx")]))}
    assert years == {"2023-2024", "2024-2025", "2025-2026"}


def test_a_register_of_years_ago_does_not_show_how_things_stand() -> None:
    (claim, _) = run([document("材料/2021年9月教职工花名册.xlsx")]).claims
    assert not claim.certain
    assert "2021—2022学年度" in claim.reason
    assert certain(run([document("材料/2025年3月教职工花名册.xlsx")])) == {("1-1-01", ""), ("2-12-03", "")}


@pytest.mark.parametrize(
    "line", ["2025年3月3日至3月7日", "2025年3月5日 数学组 主讲：某某", "白杨小学 2025年3月", "2025年上期"]
)
def test_the_day_under_a_title_is_that_of_the_paper(line: str) -> None:
    read = document(
        "材料/a.docx", title="校本培训过程记录", lead=f"校本培训过程记录\n{line}\n主题：大单元作业设计\n"
    )
    assert certain(run([read])) == {("2-9-04", "2024-2025")}


@pytest.mark.parametrize(
    "lead", ["序号 姓名 出生年月\n1 甲 2021.11 本科", "2025年3月5日，全校教师参加培训。", "自2025年3月起实施"]
)
def test_days_of_persons_and_of_sentences_are_not(lead: str) -> None:
    read = document("材料/a.docx", title="校本培训过程记录", lead=f"校本培训过程记录\n{lead}\n")
    assert not certain(run([read]))


def test_a_summary_signed_within_its_year_is_of_that_year_and_one_of_september_is_not() -> None:
    def signed(day: str) -> set[tuple[str, str]]:
        tail = f"德育处\n{day}"
        return certain(
            run([document("材料/a.docx", title="德育工作总结", lead=f"德育工作总结\n{tail}", tail=tail)])
        )

    assert signed("2025年4月7日") == {("3-6-02", "2024-2025")}
    assert signed("2025年9月7日") == set()


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("2027-2028学年教师培训计划", False),
        ("2028—2029学年第一学期教师培训计划", False),
        ("2026-2027学年教师培训计划", True),  # the next one, of which plans are made in May
        ("2025-2026学年教师培训计划", True),
        ("2027-2028学年教师培训规划", True),
        ("教师培训三年行动计划（2027-2028学年）", True),
        ("二〇二七年教师培训计划（2027-2028学年）", False),
    ],
)
def test_a_year_later_than_the_next_is_a_question(name: str, sure: bool) -> None:
    (claim,) = run([document(f"材料/{name}.docx", name)]).claims
    assert claim.requirement == "2-9-03"
    assert (claim.doubt == "year-ahead") is not sure
    assert ("还早，年度可能写错" in claim.reason) is not sure
