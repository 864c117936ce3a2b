"""From one inspection to the next, whole output; ties and near twins as the command line shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dossier.checklist import crosswalk, enriched, find, read, twins, write_toml
from dossier.cli import run
from dossier.model import Checklist, Group, Indicator, Requirement
from tests.shipped import IDS, checklist

HEAD = """
schema = 1
[checklist]
id = "{id}"
title = "{title}"
[[group]]
code = "1"
title = "一"
[[indicator]]
code = "A"
group = "1"
title = "甲"
"""
ROW = """
[[requirement]]
code = "{}"
indicator = "A"
title = "{}"
"""


def written(folder: Path, name: str, *rows: str) -> str:
    """A checklist of *rows*, each ``code title`` and further lines of TOML; its path."""
    text = HEAD.format(id=name, title=f"{name}督导")
    for row in rows:
        first, *more = row.split("\n")
        text += ROW.format(*first.split()) + "\n".join(more)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    earlier = written(
        tmp_path,
        "甲",
        '1-1 编班方案\nyears = "last-3"',
        '1-2 阳光分班方案\nyears = "current"',
        '1-3 教职工花名册\nyears = "as-of"',
        '1-4 后山菜园账\nyears = "last-3"\ncalendar = "calendar"',
        '1-5 学校章程\nyears = "none"',
        '1-6 作业管理办法\nyears = "current"',
    )
    later = written(
        tmp_path,
        "乙",
        '2-1 分班方案\nmaterial = "编班方案"\nyears = "last-3"',
        '2-2 教职工名册\nyears = "current"\nseal = true',
        '2-3 后山菜园账\nyears = "last-2"',
        '2-4 作业管理办法\nyears = "last-3"\nminimum = 2\ncopy = "original"\nsignatures = true',
        "2-5 学校章程文本",
        '2-6 升旗台照明账\nyears = "as-of"',
    )
    return earlier, later


def test_what_carries_over_and_what_is_asked_beyond(
    pair: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["checklist", "crosswalk", *pair]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "甲督导 → 乙督导",
        "2-1 分班方案（近3年） ← 1-1 编班方案（近3年）；1-2 阳光分班方案（当年）",
        "2-2 教职工名册（当年） ← 1-3 教职工花名册（时点）",
        "    还要：年度当年、盖章",
        "2-3 后山菜园账（近2年） ← 1-4 后山菜园账（近3年）",
        "    还要：按学年",
        "2-4 作业管理办法（近3年） ← 1-6 作业管理办法（当年）",
        "    还要：年度近3年、至少2份、原件、签字",
        "2-5 学校章程文本（不分年度） ← 1-5 学校章程（不分年度）",
        "2-6 升旗台照明账（时点） ← 没有",
        "共6项材料：沿用即可2项，沿用后还要补3项，没有对应的1项。",
    ]


@pytest.mark.parametrize(
    ("have", "wanted", "enough"),
    [
        ("last-3", "last-3", True),
        ("last-3", "current", True),
        ("last-3", "as-of", True),
        ("cohort-3", "current", True),
        ("as-of", "none", True),
        ("last-2", "last-3", False),
        ("current", "last-3", False),
        ("cohort-3", "last-3", False),
        ("none", "current", False),
        ("none", "as-of", False),
        ("as-of", "current", False),
    ],
)
def test_years_of_one_inspection_may_serve_another(have: str, wanted: str, enough: bool) -> None:
    (row,) = crosswalk(_single(have), _single(wanted))
    assert (row.beyond == ()) is enough


def _single(years: str) -> Checklist:
    return Checklist(
        id="x",
        title="督导",
        groups=(Group(code="1", title="一"),),
        indicators=(Indicator(code="A", group="1", title="甲"),),
        requirements=(Requirement(code="1-1", indicator="A", title="编班方案", years=years),),
    )


@pytest.mark.parametrize("name", IDS)
def test_a_checklist_carries_all_of_itself_over(name: str) -> None:
    rows = crosswalk(checklist(name), checklist(name))
    assert [row.requirement.code for row in rows if row.requirement not in row.sources] == []
    assert [row.requirement.code for row in rows if row.beyond] == []


def test_from_quality_balance_to_the_management_standard(capsys: pytest.CaptureFixture[str]) -> None:
    """The same as the materials that both name, counted apart."""
    assert run(["checklist", "crosswalk", "quality-balance-2017", "management-standard-2017"]) == 0
    lines = capsys.readouterr().out.splitlines()
    earlier, later = checklist("quality-balance-2017"), checklist("management-standard-2017")
    have = {row.material for row in earlier.requirements}
    shared = [row for row in later.requirements if row.material in have]
    assert lines[0] == "义务教育优质均衡发展督导评估 → 义务教育学校管理标准对照自查"
    assert [line for line in lines if line.startswith("21-2-02 ")] == [
        "21-2-02 教代会决议与会议记录（近3年） ← 2-8-03 教代会审议记录（近3年）"
    ]
    assert sum("← 没有" in line for line in lines) == len(later.requirements) - len(shared)
    assert lines[-1] == "共250项材料：沿用即可67项，沿用后还要补0项，没有对应的183项。"


# -- ties, as an import shows them --


def test_an_import_says_what_each_material_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "目录.csv"
    table.write_text(
        "编号,指标,材料名称\n1-1,编班,编班方案\n1-2,编班,七年级编班方案\n1-3,编班,后山菜园账\n",
        encoding="utf-8",
    )
    target = tmp_path / "清单.toml"
    assert run(["checklist", "import", str(table), "-o", str(target)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert [line for line in shown if "→" in line or "词表" in line] == [
        "  1-1 编班方案 → 编班方案",
        "  1-2 七年级编班方案 → 编班方案（其中一种）",
        "  1-3 后山菜园账 → 词表里没有",
        "与材料词表对照：3项材料，对上2项，词表里没有的1项。",
    ]
    assert [row.aliases for row in read(target).requirements] == [(), (), ()]


# -- near twins --


def test_validate_names_a_name_that_stands_in_another_material(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, "丙", '1-1 综合实践活动\nnot_words = ["主题班会"]')
    assert run(["checklist", "validate", path]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "提醒：1-1“综合实践活动”的叫法“综合实践活动”也在“综合实践活动课表”（综合实践课表）里，两样容易混；"
        "可以在 not_words 里写上能区分的词。",
        "清单没有问题。",
    ]
    Path(path).write_text(
        Path(path).read_text("utf-8").replace('["主题班会"]', '["课表", "课程表"]'), encoding="utf-8"
    )
    assert run(["checklist", "validate", path]) == 0
    assert capsys.readouterr().out == "清单没有问题。\n"


def test_twins_that_ship_are_known() -> None:
    """One is a narrower paper of the same kind, or another form that matching marks down by itself."""
    found = {(twin.name, twin.other.name) for name in IDS for twin in twins(checklist(name))}
    assert found == {
        ("专任教师花名册", "体艺教师花名册"),
        ("主题教育活动", "主题教育活动照片"),
        ("交流教师名单", "符合交流条件名册"),
        ("交流轮岗派遣文件", "交流派遣文件"),
        ("仪器设备采购合同", "设备采购合同"),
        ("仪器设备验收单", "设备验收单"),
        ("仪器采购合同", "理科仪器验收单"),
        ("仪器验收单", "理科仪器验收单"),
        ("作业检查记录", "教学检查记录"),
        ("到货验收单", "图书采购验收"),
        ("到货验收单", "多媒体采购验收"),
        ("到货验收单", "计算机采购验收"),
        ("功能室照片", "音美教室照片"),
        ("培训签到表", "信息技术培训记录"),
        ("学生个别辅导记录", "学困生辅导记录"),
        ("学生花名册", "控辍劝返记录"),
        ("学生花名册", "残疾儿童花名册"),
        ("教学进度计划", "实验教学记录"),
        ("教师花名册", "专任教师花名册"),
        ("教师花名册", "体艺教师花名册"),
        ("教师花名册", "符合交流条件名册"),
        ("教师花名册", "编外人员情况表"),
        ("教师资格证", "体艺教师资格证"),
        ("教师资格证", "持证情况一览表"),
        ("教研工作计划", "教学工作计划"),
        ("绩效工资方案", "教代会记录"),
        ("质量监测结果", "监测整改方案"),
        ("问题整改台账", "监测整改方案"),
    }


def test_what_was_enriched_can_be_written_and_read(tmp_path: Path) -> None:
    rich = enriched(checklist("provincial-eight-of-ten"))
    path = tmp_path / "清单.toml"
    path.write_text(write_toml(rich), encoding="utf-8")
    assert read(find(path.name, tmp_path)) == replace(rich, id=rich.id)
