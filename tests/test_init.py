"""Beginning a project: the folder of the contract, nothing that is there touched, and a whole one at once usable."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from dossier import project
from dossier.checklist import from_table, read
from dossier.checklist.toml_writer import write_toml
from dossier.errors import ExitCode, OutputError
from dossier.model import (
    Checklist,
    FigureSpec,
    Group,
    Indicator,
    Read,
    Requirement,
)
from dossier.project import Answers, init


def checklist() -> Checklist:
    owners = ("教务处", "总务处、办公室", "教导处", "")
    return Checklist(
        id="small",
        title="小清单",
        groups=(Group(code="1", title="资源"),),
        indicators=(Indicator(code="1-1", group="1", title="用房"),),
        requirements=tuple(
            Requirement(code=f"1-1-{n:02}", indicator="1-1", title=f"材料{n}", owner=owner)
            for n, owner in enumerate(owners, start=1)
        ),
        figures=(
            FigureSpec(
                key="n",
                label="学生数",
                unit="人",
                basis="在校生",
                date="09-01",
                read=(Read(ledger="学籍花名册", column="姓名", agg="count"), Read(label="在校生数")),
            ),
            FigureSpec(
                key="y",
                label="年份",
                read=(Read(label="建校年份"), Read(ledger="教育事业统计报表", label="甲")),
            ),
        ),
    )


def answers(**changes: object) -> Answers:
    given: dict[str, object] = {
        "checklist_name": "quality-balance-2017",
        "checklist": checklist(),
        "name": "青山县“第一”初级中学",
        "short_name": "青山一中",
        "stage": "junior",
        "as_of": datetime.date(2026, 3, 1),
    }
    return Answers(**(given | changes))  # type: ignore[arg-type]


def test_the_folder_of_the_contract(tmp_path: Path) -> None:
    root = tmp_path / "青山一中"
    made = init(root, answers())
    assert [path.relative_to(root).as_posix() for path in made] == [
        ".",
        "材料",
        "上交/教务处",
        "上交/总务处",
        "上交/办公室",
        "数据/2025—2026学年度",
        "文字",
        "学校信息.xlsx",
        "材料台账.xlsx",
        "文字/说明.txt",
        "dossier.toml",
    ]
    assert not (root / "模板").exists()
    everything = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert everything == {"学校信息.xlsx", "材料台账.xlsx", "文字/说明.txt", "dossier.toml"}


def test_it_reads_back(tmp_path: Path) -> None:
    init(tmp_path, answers(code="3145001234"))
    found = project.read(tmp_path)
    assert (found.school.name, found.school.short_name) == ("青山县“第一”初级中学", "青山一中")
    assert (found.school.code, found.stage, found.as_of) == (
        "3145001234",
        "junior",
        datetime.date(2026, 3, 1),
    )
    assert (found.checklist, found.years, found.report.kinds) == ("quality-balance-2017", 3, ("自评报告",))
    assert project.facts(tmp_path, checklist()) == {
        "学校全称": "青山县“第一”初级中学",
        "学校简称": "青山一中",
        "学校标识码": "3145001234",
        "办学类型": "初中",
    }
    assert project.narratives(tmp_path) == ({}, ())
    desk, problems = project.desk(found, checklist())
    assert problems == ()
    assert [(owner.requirement, owner.department) for owner in desk.owners] == [
        ("1-1-01", "教务处"),
        ("1-1-02", "总务处、办公室"),
        ("1-1-03", "教导处"),
        ("1-1-04", ""),
    ]


def test_the_school_fills_in_figures_by_label(tmp_path: Path) -> None:
    init(tmp_path, answers())
    sheet = openpyxl.load_workbook(tmp_path / "学校信息.xlsx")["学校信息"]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0] == ["项目", "全校", "小学部", "初中部", "统计日期", "备注"]
    assert rows[-1] == ["在校生数", None, None, None, None, "单位：人；口径：在校生；时点：9月1日"]
    assert [row[0] for row in rows].count("建校年份") == 1


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        init(tmp_path / name, answers())
    for name in ("学校信息.xlsx", "材料台账.xlsx", "dossier.toml"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_project_is_never_begun_twice(tmp_path: Path) -> None:
    init(tmp_path, answers())
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(OutputError) as caught:
        init(tmp_path, answers(name="另一所学校"))
    assert caught.value.exit_code == ExitCode.OUTPUT_REFUSED
    assert caught.value.message == (
        f"“{tmp_path.name}”已经是项目文件夹，没有改动；要重新设置，请直接改 dossier.toml"
    )
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_what_is_there_is_completed_and_not_touched(tmp_path: Path) -> None:
    (tmp_path / "材料").mkdir()
    (tmp_path / "材料" / "方案.docx").write_bytes(b"mine")
    (tmp_path / "材料台账.xlsx").write_bytes(b"mine too")
    made = init(tmp_path, answers())
    assert (tmp_path / "材料" / "方案.docx").read_bytes() == b"mine"
    assert (tmp_path / "材料台账.xlsx").read_bytes() == b"mine too"
    assert tmp_path / "材料台账.xlsx" not in made
    assert (tmp_path / "dossier.toml").is_file()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"")
    with pytest.raises(OutputError, match="“甲”是文件，不是文件夹；请换一个位置"):
        init(tmp_path / "甲", answers())


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"")
    with pytest.raises(OutputError, match=r"“乙”写不进去（.+）；请换一个位置后重试"):
        init(tmp_path / "甲" / "乙", answers())


def test_a_project_from_the_countys_list(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["一级指标", "二级指标", "编号", "材料名称", "责任部门"],
        ["甲", "乙", "C1", "方案", "教务处"],
    ):
        book.worksheets[0].append(row)
    book.save(tmp_path / "县目录.xlsx")
    county = from_table(tmp_path / "县目录.xlsx").checklist
    root = tmp_path / "校"
    init(root, answers(checklist=county, own_checklist=write_toml(county)))
    assert project.read(root).checklist == "清单.toml"
    assert project.read(root).numbering == "county"
    assert read(root / "清单.toml") == county
