"""``checklist import --onto``: the items of a standard from a table, under tasks that ship without them."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dossier import checklist as checklists
from dossier.checklist import read
from dossier.cli import run
from dossier.errors import ExitCode
from tests import self_check_school as school
from tests import small
from tests.county_files import Merge, book, table, word

PER_TASK = (4, 4, 4, 6, 4, 5, 4, 4, 5, 4, 4, 5, 3, 3, 2, 3, 4, 3, 3, 6, 5, 7)
"""Invented: how many items each task has is not known. They are 92."""
HEAD = ["管理职责", "管理任务", "管理内容"]


def items() -> list[tuple[str, str, str]]:
    """Duty, task and an invented item, in order."""
    standard = checklists.read(checklists.find("management-standard-2014", Path.cwd()))
    duties = {group.code: group.title for group in standard.groups}
    numbers = iter(range(1, sum(PER_TASK) + 1))
    return [
        (duties[task.group], task.title, f"{number}.本条编的要求之{number}，学校要做到并有记录")
        for task, count in zip(standard.indicators, PER_TASK, strict=True)
        for number in [next(numbers) for _ in range(count)]
    ]


def rows(*, number: bool = False, materials: bool = False) -> list[list[str]]:
    """The table with everything written out."""
    head = [*(["序号"] if number else []), *HEAD, *(["佐证材料"] if materials else [])]
    body = [
        [*([str(n)] if number else []), duty, task, item, *([f"第{n}条记录"] if materials else [])]
        for n, (duty, task, item) in enumerate(items(), 1)
    ]
    return [head, *body]


def blank_repeats(filled: list[list[str]]) -> list[list[str]]:
    """A duty and a task only in the first of their rows, as in merged cells that were taken apart."""
    seen = [
        [*("" if cell == above else cell for cell, above in zip(row[:2], before[:2], strict=True)), *row[2:]]
        for before, row in pairwise(filled)
    ]
    return [filled[0], *seen]


def merges(filled: list[list[str]]) -> list[Merge]:
    """The cells of a duty and of a task, each as one."""
    found: list[Merge] = []
    for column in (0, 1):
        top = 1
        for row in range(2, len(filled) + 1):
            if row == len(filled) or filled[row][column] != filled[top][column]:
                if row - top > 1:
                    found.append((top, column, row - 1, column))
                top = row
    return found


def imported(tmp_path: Path, path: Path, *more: str) -> Path:
    target = tmp_path / "管理标准.toml"
    done = run(
        ["checklist", "import", str(path), "--onto", "management-standard-2014", "-o", str(target), *more]
    )
    assert done == ExitCode.OK
    return target


@pytest.mark.parametrize("kind", ["written out", "blank repeats", "numbered", "word"])
def test_ninety_two_items_in_twenty_two_tasks_in_six_duties(tmp_path: Path, kind: str) -> None:
    title = "义务教育学校管理标准（试行）对照自查表"
    if kind == "word":
        merged = blank_repeats(rows())
        path = word(tmp_path / "92条.docx", title, table(merged, *merges(rows())))
    else:
        made = {"written out": rows(), "blank repeats": blank_repeats(rows()), "numbered": rows(number=True)}[
            kind
        ]
        path = book(tmp_path / "92条.xlsx", ("表", [[title], *made]))
    standard = read(imported(tmp_path, path))
    assert [item.code for item in standard.self_checked] == [str(n) for n in range(1, 93)]
    assert [sum(i.group == task.code for i in standard.self_checked) for task in standard.tasks] == list(
        PER_TASK
    )
    assert len({task.parent for task in standard.tasks}) == 6
    assert standard.certainty == "verified"
    shipped = checklists.read(checklists.find("management-standard-2014", tmp_path))
    assert [r.code for r in standard.requirements] == [r.code for r in shipped.requirements]


def test_materials_of_the_table_stand_with_their_item(tmp_path: Path) -> None:
    path = book(tmp_path / "92条.xlsx", ("表", rows(materials=True)))
    standard = read(imported(tmp_path, path))
    assert len(standard.self_checked) == 92
    own = [r for r in standard.requirements if r.indicator == "7"]
    assert [r.title for r in own] == ["第7条记录"]


def test_a_task_on_one_side_only_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = [[row[0], row[1].replace("提升学生道德品质", "提高品德"), row[2]] for row in rows()]
    path = book(tmp_path / "92条.xlsx", ("表", body))
    target = tmp_path / "管理标准.toml"
    done = run(["checklist", "import", str(path), "--onto", "management-standard-2014", "-o", str(target)])
    assert done == ExitCode.PROBLEMS
    told = capsys.readouterr().out
    assert (
        "任务“提高品德”没有看懂：“义务教育学校管理标准（试行）对照自查”里没有这个任务，它的6条没有收入"
        in told
    )
    assert "任务“提升学生道德品质”没有看懂：表里没有这个任务，只保留它的材料" in told
    standard = read(target)
    assert len(standard.self_checked) == 86
    assert standard.certainty == "incomplete"


def test_a_list_without_a_self_check_takes_no_items(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "92条.xlsx", ("表", rows()))
    target = str(tmp_path / "x.toml")
    done = run(["checklist", "import", str(path), "--onto", "quality-balance-2017", "-o", target])
    assert done == ExitCode.USAGE
    assert "不是逐条自查的清单" in capsys.readouterr().err


def test_a_school_checks_itself_by_the_items_of_the_table(tmp_path: Path) -> None:
    listed = imported(tmp_path, book(tmp_path / "92条.xlsx", ("表", rows())))
    root = school.begin(tmp_path / "学校", listed)
    school.fill(root, {"1.1": school.MET, "2": {"自查结论": "未达到", "存在差距": "没有记录"}})
    record = json.loads(small.dossier("check", root, "--json", "-").stdout)
    whole = record["self_check"][-1]
    assert (whole["items"], whole["met"], whole["unmet"], whole["open"]) == (92, 3, 1, 88)
    told = [p["message"] for p in record["problems"] if p["code"] == "self-check-evidence"]
    assert len(told) == 3  # evidence of the task, for each item that rests on it
