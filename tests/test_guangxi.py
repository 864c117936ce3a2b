"""A published work report (B1–B9, 97 points) made again from the ledgers behind it, through the whole corridor.

The figures are those of the report; the school's name and people are invented. The junior section of a school that
has a senior section as well: land and sports ground are larger than the part that counts here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import small
from tests.ledger_files import Rows, workbook
from tests.word_files import lines_of

SETTINGS = """
checklist = "guangxi-basic-standard"
kind = "school"
stage = "complete"
as_of = 2025-11-20
years = 3

[school]
name = "青禾县青云中学"
short_name = "青云中学"
code = "2145000002"
"""
FACTS: Rows = [
    ["项目", "全校", "小学部", "初中部"],
    ["学校占地面积", "36447。46平方米", "", "26684。53平方米"],
    ["校舍建筑面积", "18082。19", "", ""],
    ["在编教职工数", "", "", 96],
    ["高级岗位设置数", "", "", 5],
    ["中级岗位设置数", "", "", 23],
    ["生机比", "", "", "14。6:1"],
    ["巩固率", "", "", "94。2%"],
    ["学生体质健康达标率", "", "", "76。6%"],
]
SIZES = [72] * 11 + [71] * 7
DEGREES = ["硕士"] + ["本科"] * 73 + ["大专"] * 22
TITLES = ["高级教师"] * 5 + ["一级教师"] * 26 + ["二级教师"] * 65
LEDGERS: dict[str, Rows] = {
    "班级学生数一览表": [
        ["2025—2026学年度班级学生数一览表"],
        ["学段", "班级", "人数"],
        *(["初中", f"{n}班", size] for n, size in enumerate(SIZES, 1)),
    ],
    "教职工花名册": [
        ["序号", "姓名", "任教学段", "学历", "职称"],
        *(
            [number, f"教师{number}", "初中", degree, title]
            for number, (degree, title) in enumerate(zip(DEGREES, TITLES, strict=True), 1)
        ),
    ],
    "校舍用房台账": [
        ["楼名", "用途", "学段", "面积（㎡）"],
        ["求知楼", "教学及教学辅助用房", "初中", 4450],
        ["求真楼", "教学及教学辅助用房", "高中", 3900],
        ["行政楼", "办公用房", "高中", 1200],
        ["宿舍楼", "生活用房", "高中", "8532。19"],
    ],
    "运动场地台账": [
        ["场地名称", "学段", "面积（㎡）"],
        ["田径场、篮球场", "初中", 13247],
        ["高中部球场", "高中", 4996],
    ],
    "计算机台账": [
        ["用途", "学段", "台数", "验收状态"],
        ["学生用", "初中", 35, "已验收"],
        ["学生用", "初中", 53, "已验收"],
    ],
    "多媒体教室台账": [
        ["教室", "学段", "教室类别", "是否联网"],
        *([f"{number}班教室", "初中", "普通教室", "是"] for number in range(1, 19)),
    ],
    "图书台账": [
        ["类别", "学段", "册数", "到货情况"],
        ["原有", "初中", 7276, "已上架"],
        ["新购", "初中", 45764, "部分到货"],
    ],
    "自评得分表": [
        ["指标代码", "自评得分", "是否预计"],
        ["B3", 18, "是"],
        ["B5", 10, "是"],
        ["B6", 10, "是"],
        ["B8", 4, "否"],
    ],
}
WORDS = {
    "主要做法": "1、严格执行课程标准，克服困难开齐开足课程\n学校根据上级教育部门的要求，动员部分教师改任其他科目，开足开齐了相关课程。",
    "取得的成绩": "学校粉刷了9栋旧楼，新建了国旗台，硬化了校门空地。",
    "存在的问题": "班额偏大，教学和管理的任务重；楼房建设多年，室场内外陈旧。",
    "今后努力方向": "学校将继续争取资金，扩大室场，增添设施，加强教师培训。",
}


def make(root: Path) -> Path:
    """Write the school."""
    for name, rows in LEDGERS.items():
        workbook(root / f"数据/2025—2026学年度/{name}.xlsx", ("表", rows))
    workbook(root / "学校信息.xlsx", ("学校信息", FACTS))
    (root / "材料").mkdir()
    (root / "文字").mkdir()
    for name, text in WORDS.items():
        (root / f"文字/{name}.txt").write_text(text, encoding="utf-8")
    (root / "dossier.toml").write_text(SETTINGS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("广西")
    done = small.dossier("build", make(folder / "青云中学"), "-o", folder / "out", cache=folder / "cache")
    assert done.returncode == 1, done.stderr  # there is no evidence at all
    return folder / "out/青云中学"


@pytest.fixture(scope="module")
def record(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / "系统/check.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def report(output: Path) -> str:
    """The words of the report, tables with their cells side by side."""
    return "\n".join(lines_of((output / "迎检版/自评报告.docx").read_bytes()))


# -- check.json -------------------------------------------------------------------------------------------------


def _indicators(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {verdict["code"]: verdict for verdict in record["indicators"]}


def _junior(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f["key"]: f for f in reversed(record["figures"]) if f["section"] == "junior"}


def test_points_of_every_line(record: dict[str, Any]) -> None:
    told = _indicators(record)
    assert {code: verdict["points"] for code, verdict in told.items() if verdict["full"]} == {
        "B1": "17", "B2": "12", "B3": "18", "B4": "12", "B5": "10", "B6": "10", "B7": "8", "B8": "4", "B9": "6"
    }  # fmt: skip
    assert [code for code, verdict in told.items() if verdict["declared"]] == ["B3", "B5", "B6", "B8"]
    (total,) = record["rules"]
    assert total["line"] == "初中部合计97分（满分100分）：计算得分55分，学校自评42分，其中预计38分"


def test_seventeen_of_eighteen_is_not_the_standard(record: dict[str, Any]) -> None:
    first = _indicators(record)["B1"]
    assert (first["exact"], first["value"], first["shown"]) == ("4450/1289", "3.45228859581", "3.45")
    assert (first["gauge"], first["met"], first["points"], first["full"]) == ("4.39", False, "17", "18")


@pytest.mark.parametrize(
    ("key", "exact", "shown"),
    [
        ("teaching_area_gross_per_student", "4450/1289", "3.45"),
        ("sports_ground_per_student", "13247/1289", "10.28"),
        ("students_per_computer", "1289/88", "14.65"),
        ("books_per_student", "53040/1289", "41.15"),
        ("bachelor_up_rate", "925/12", "77.1"),
        ("middle_up_title_rate", "775/24", "32.3"),
        ("students_per_staff", "1289/96", "13.4"),
        ("average_class_size", "1289/18", "71.6"),
        ("multimedia_class_rate", "100", "100.0"),
        ("site_area", "2668453/100", "26684.53"),
        ("retention_rate", "471/5", "94.2"),
    ],
)
def test_figures_to_the_last_digit(record: dict[str, Any], key: str, exact: str, shown: str) -> None:
    figure = _junior(record)[key]
    assert (figure["exact"], figure["shown"]) == (exact, shown)


def test_every_number_of_the_junior_section_has_its_cells(record: dict[str, Any]) -> None:
    for figure in _junior(record).values():
        assert figure["value"] is None or figure["readings"] or figure["formula"], figure["key"]


RISKY = {
    "two populations": "“教职工数”（教职工）与“在编教职工数”（在编教职工）都是96人，一个数用作两个口径",
    "a pass below the gauge": "“生均教学及教学辅助用房”得17分（满分18分），但3.45㎡/生没有达到标准（≥4.39㎡/生）",
    "a missed threshold": "“教师专业技术岗位设置”自评4分（满分6分），说明有要求没有达到",
    "posts over-filled": "中级岗位设置23人，实际26人，超出岗位数",
    "foreseen only": "“生均图书”按预计计算，含尚未到货或验收的数量",
    "class size": "平均班额71.6人/班（1289 ÷ 18），属于超大班额",
    "retention": "巩固率94.2%，低于95%",
}


@pytest.mark.parametrize("place", RISKY)
def test_the_risky_places_are_named(record: dict[str, Any], place: str) -> None:
    messages = [problem["message"] for problem in record["problems"] if problem["code"] == "risk"]
    assert any(RISKY[place] in message for message in messages), messages


def test_what_is_below_the_gauge_is_an_error(record: dict[str, Any]) -> None:
    lines = [problem["message"] for problem in record["problems"] if problem["code"] == "below-standard"]
    (line,) = lines
    assert line.startswith(
        "初中部生均教学及教学辅助用房3.45㎡/生（4450 ÷ 1289），未达到4.39㎡/生，差0.94㎡/生，"
        "每差0.5㎡/生扣1分、不足0.5㎡/生不扣，扣1分，得17分（满分18分）"
    )


def test_a_ratio_cut_off_by_hand_is_not_held_against_the_school(record: dict[str, Any]) -> None:
    """14.6 for 14.6477 is rounded; written as 14.64 it would be told (see the verdicts)."""
    assert not any("写作" in problem["message"] for problem in record["problems"])


# -- 自评报告 ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "初中部生均教学及教学辅助用房面积（4450 ÷ 1289）为3.45平方米，标准为不低于4.39平方米＊，"
        "低于标准0.94平方米，未达标，满分18分，扣1分，得17分。",
        "初中部体育运动场面积为13247平方米，标准为不低于11138平方米＊，高于标准2109平方米，达标，满分12分，得12分。",
        "3.B3项数理化生地仪器配置。满分18分，学校自评18分（预计，尚未到位）。",
        "初中部生机比（1289 ÷ 88）为14.65人/台，标准为不超过15人/台",
        "8.B8项教师专业技术岗位设置。满分6分，扣2分，学校自评4分。",
        "初中部学历合格率（96 ÷ 96 × 100）为100%，标准为不低于100%＊，与标准持平，恰好达标，满分6分，得6分。",
        "初中部以上9项满分100分，合计97分，其中计算得分55分，学校自评42分；含预计38分，详见表1。",
        "平均班额71.6人/班",
        "生均体育运动场面积10.28平方米",
        "生均图书41.15册（其中已到位5.64册）",
        "中级及以上职称教职工比例32.3%",
        "本科及以上学历教职工比例77.1%",
        "截至2025年11月20日，学校有占地面积36447.46平方米，校舍建筑面积18082.19平方米；",
        "初中部有占地面积26684.53平方米",
        "截至2025年9月1日，初中部有教学班18个，在校学生1289人；教职工96人。",
        "巩固率94.2%，学生体质健康达标率76.6%。",
    ],
)
def test_the_words_of_the_report(report: str, words: str) -> None:
    assert words in report


def test_the_table_of_the_report(report: str) -> None:
    for line in (
        "B1 | 生均教学及教学辅助用房 | 平方米 | ≥4.39＊ | 3.45 | 18 | 17 | 未达标",
        "B6 | 生均图书 |  |  |  | 10 | 10 | 自评（预计）",
        "合计 |  |  |  |  | 100 | 97 | ",
    ):
        assert line in report.splitlines()


def test_a_section_is_never_named_twice(report: str) -> None:
    assert "初中部初中部" not in report


def test_it_goes_out(output: Path) -> None:
    """Nothing is missing that the report needs: no conflict, no open number, the school's own words."""
    assert not list((output / "内部核对版").glob("自评报告*"))


def test_nothing_in_it_is_about_missing_evidence(output: Path, report: str) -> None:
    for never in ("缺数据", "待补", "材料未齐", "未见正式文件"):
        assert never not in report


# -- 缺项清单.xlsx -------------------------------------------------------------------------------------------------


def _sheet_lines(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield " | ".join(str(value) for value in row if value is not None)


def test_the_risky_places_stand_in_the_schools_own_list(output: Path) -> None:
    lines = list(_sheet_lines(output / "内部核对版/缺项清单.xlsx"))
    for words in RISKY.values():
        assert any(words in line for line in lines), words


def test_an_unverified_standard_is_marked_wherever_it_is_printed(report: str) -> None:
    assert "注：带＊的标准值和各项满分未与文件原文核对，以文件原文为准。" in report
