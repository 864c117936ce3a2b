"""``dossier checklist import`` and ``export``, and ``init --from``, as a person calls them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dossier.checklist import read
from dossier.cli import run
from dossier.errors import ExitCode
from dossier.resources import checklists
from tests.county_files import book, table, word
from tests.word_files import lines_of

ROWS = [
    ["一级指标", "二级指标", "编号", "材料名称", "责任部门", "责任人", "完成时限"],
    ["资源", "教师", "1-1-1", "花名册", "办公室", "王××", "2026年5月10日"],
    ["资源", "校舍", "1-2-1", "平面图", "总务处", "", "5月底"],
]
UNCLEAR = ["质量", "课程", "2-1-1", "", "教务处", "", ""]


def test_import_says_what_it_understood_and_exits_1_for_a_row_it_did_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = word(tmp_path / "县目录.docx", "青山县迎检材料目录", table([*ROWS, UNCLEAR]))
    assert run(["checklist", "import", str(path), "-o", str(tmp_path / "清单.toml")]) == ExitCode.PROBLEMS
    told = capsys.readouterr().out
    assert "“责任部门”作责任部门" in told
    assert "“县目录.docx”第1个表第4行没有看懂：没有写材料名称（质量 课程 2-1-1 教务处）" in told
    assert list(read(tmp_path / "清单.toml").by_code) == ["1-1-1", "1-2-1"]


def test_import_overwrites_nothing_and_knows_its_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path / "县目录.xlsx", ("目录", ROWS))
    target = str(tmp_path / "清单.toml")
    assert run(["checklist", "import", str(path), "-o", target, "--map", "没有=备注"]) == ExitCode.USAGE
    assert run(["checklist", "import", str(path), "-o", target, "--map", "责任人=主人"]) == ExitCode.USAGE
    assert not Path(target).exists()
    assert run(["checklist", "import", str(path), "-o", target, "--map", "责任部门=备注"]) == ExitCode.OK
    assert {r.owner for r in read(Path(target)).requirements} == {""}
    assert run(["checklist", "import", str(path), "-o", target]) == ExitCode.OUTPUT_REFUSED
    capsys.readouterr()


@pytest.mark.parametrize("path", checklists(), ids=lambda path: path.stem)
def test_export_gives_a_workbook_with_the_same_value(path: Path, tmp_path: Path) -> None:
    assert run(["checklist", "export", path.stem, "-o", str(tmp_path / "a.xlsx")]) == ExitCode.OK
    assert read(tmp_path / "a.xlsx") == read(path)


def test_init_takes_persons_deadlines_and_box_rules_along(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "青山县档案建设方案", "盒脊厚75mm，盒内材料按学年度排列。", table(ROWS))
    root = tmp_path / "校"
    asked = ["--name", "青山中学", "--stage", "初中", "--as-of", "2026-05-01"]
    assert run(["init", str(root), "--from", str(path), *asked]) == ExitCode.OK
    sheet = openpyxl.load_workbook(root / "材料台账.xlsx")["责任分解"]
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows[0][:8] == ["1-1-1", "花名册", "", "办公室", "王××", "", "", "2026年5月10日"]
    assert rows[1][:8] == ["1-2-1", "平面图", "", "总务处", "", "", "", "5月底"]
    settings = (root / "dossier.toml").read_text(encoding="utf-8")
    assert "thickness_mm = [75]" in settings
    assert 'order = "year"' in settings
    assert 'style = "county"' in settings


def test_a_new_project_has_what_is_printed_on_the_first_day(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "青山县档案建设方案", table(ROWS))
    root = tmp_path / "校"
    asked = ["--name", "青山中学", "--stage", "初中", "--as-of", "2026-05-01"]
    assert run(["init", str(root), "--from", str(path), *asked]) == ExitCode.OK
    made = root / "output" / "青山中学"
    assert {path.stem for path in (made / "内部核对版/任务单").iterdir()} == {"办公室", "总务处"}
    assert (made / "内部核对版/盒脊（连排）.docx").is_file()
    catalogues = sorted(made.glob("迎检版/*/盒内目录.docx"))
    said = ["\n".join(lines_of(path.read_bytes())) for path in catalogues]
    assert all("（预留）" in text and "共　　件，　　页" in text for text in said)
    assert len(said) == len(list(made.glob("迎检版/*/封面.docx"))) == 2
    dividers = PdfReader(made / "内部核对版/分隔页（连排）.pdf").pages
    assert [
        word in page.extract_text() for page, word in zip(dividers, ("花名册", "平面图"), strict=True)
    ] == [
        True,
        True,
    ]
    assert run(["verify", str(made)]) == ExitCode.OK


def test_a_project_stands_even_where_its_output_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "校/output/青山中学"
    foreign.mkdir(parents=True)
    (foreign / "别人的.txt").write_text("不能动", encoding="utf-8")
    asked = ["--name", "青山中学", "--stage", "初中", "--as-of", "2026-05-01"]
    path = word(tmp_path / "a.docx", "青山县档案建设方案", table(ROWS))
    assert run(["init", str(tmp_path / "校"), "--from", str(path), *asked]) == ExitCode.OK
    assert (tmp_path / "校/dossier.toml").is_file()
    assert [entry.name for entry in foreign.iterdir()] == ["别人的.txt"]
    assert "还没有生成" in capsys.readouterr().out
