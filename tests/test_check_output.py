"""``check -o`` after a build: the school's own lists are new, what inspectors see is not touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests import small
from tests.word_files import lines_of

LISTS = {
    "缺项清单.docx",
    "缺项清单.xlsx",
    "年度矩阵.xlsx",
    "初查情况通报.docx",
    "用印签字清单.xlsx",
    "催办",
    "数据核对表.xlsx",
    "材料台账（建议）.xlsx",
}
CHARTER = "材料/办公室/学校章程.pdf"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return small.make(tmp_path / "校")


def run(command: str, school: Path, output: Path) -> int:
    return small.dossier(command, school, "-o", output).returncode


def words_of(target: Path) -> str:
    book = openpyxl.load_workbook(target / "内部核对版/缺项清单.xlsx")
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    return "\n".join(" ".join(str(cell) for cell in row if cell is not None) for row in rows)


def test_the_lists_are_new_and_the_rest_stands(school: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    target = output / "晨光小学"
    assert run("build", school, output) == 0
    before = small.contents(target)
    assert "学校章程" not in words_of(target)
    shutil.move(school / CHARTER, tmp_path / "章程.pdf")

    assert run("check", school, output) == 1
    after = small.contents(target)
    outward = [path for path in before if path.startswith("迎检版/")]
    assert outward
    assert {path: after.get(path) for path in outward} == {path: before[path] for path in outward}
    assert {path for path in before if path not in after} == set()
    assert after["系统/boxes.json"] == before["系统/boxes.json"]
    assert "缺“学校章程”" in words_of(target)
    assert "学校章程" in "\n".join(lines_of(after["内部核对版/任务单/办公室.docx"]))
    assert after["系统/check.json"] != before["系统/check.json"]
    assert small.dossier("verify", target).returncode == 0

    shutil.move(tmp_path / "章程.pdf", school / CHARTER)
    assert run("check", school, output) == 0
    assert not (target / "内部核对版/任务单/办公室.docx").exists()  # it owes nothing any more
    assert small.dossier("verify", target).returncode == 0


def test_without_a_build_there_are_the_lists_alone(school: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run("check", school, output) == 0
    target = output / "晨光小学"
    assert {path.name for path in (target / "内部核对版").iterdir()} == LISTS
    assert not (target / "迎检版").exists()
    assert small.dossier("verify", target).returncode == 0


def test_a_list_that_a_person_wrote_in_is_kept(school: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert run("build", school, output) == 0
    edited = output / "晨光小学/内部核对版/缺项清单.xlsx"
    edited.write_bytes(edited.read_bytes() + b" ")
    mine = edited.read_bytes()
    assert run("check", school, output) == 0
    assert edited.read_bytes() == mine
    assert edited.with_name("缺项清单（新生成）.xlsx").exists()


def test_a_failing_template_is_told(school: Path, tmp_path: Path) -> None:
    (school / "模板").mkdir()
    (school / "模板/缺项清单.docx").write_bytes(b"no word file")
    output = tmp_path / "out"
    assert run("check", school, output) == 5
    assert "缺项清单.xlsx" in {path.name for path in (output / "晨光小学/内部核对版").iterdir()}
