"""``dossier checklist import`` and ``export``, and ``init --from``, as a person calls them."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlwt
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
    assert (
        run(["checklist", "import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "a.toml")]) == ExitCode.OK
    )
    assert read(tmp_path / "a.toml") == read(path)


def test_what_a_person_edits_in_the_workbook_is_all_that_changes(tmp_path: Path) -> None:
    path = checklists()[0]
    assert run(["checklist", "export", path.stem, "-o", str(tmp_path / "a.xlsx")]) == ExitCode.OK
    edited = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = edited["材料"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["材料名称"], "改过的名称")
    sheet.insert_rows(3)  # a person leaves a row empty
    edited.create_sheet("草稿", 0).append(["随手记的"])
    edited.save(tmp_path / "a.xlsx")
    assert (
        run(["checklist", "import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "a.toml")]) == ExitCode.OK
    )
    before, after = read(path), read(tmp_path / "a.toml")
    first = before.requirements[0]
    material = "改过的名称" if first.material == first.title else first.material
    changed = replace(first, title="改过的名称", material=after.requirements[0].material)
    assert after == replace(before, requirements=(changed, *before.requirements[1:]))
    assert after.requirements[0].material in (first.material, material)


def test_an_edit_that_cannot_be_used_is_named_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["checklist", "export", checklists()[0].stem, "-o", str(tmp_path / "a.xlsx")]) == ExitCode.OK
    edited = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = edited["材料"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(4, heads["指标编号"], "没有的指标")
    edited.save(tmp_path / "a.xlsx")
    target = str(tmp_path / "a.toml")
    assert run(["checklist", "import", str(tmp_path / "a.xlsx"), "-o", target]) == ExitCode.UNUSABLE
    assert "“材料”表第4行" in capsys.readouterr().err
    assert not Path(target).exists()


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


SAME = ["1-1-1 花名册 办公室", "1-2-1 平面图 总务处"]


def imported(path: Path, *options: str) -> list[str]:
    """Code, title and owner of what a file gives."""
    target = path.with_name("清单.toml")
    assert run(["checklist", "import", str(path), "-o", str(target), *options]) == ExitCode.OK
    return [f"{r.code} {r.title} {r.owner}" for r in read(target).requirements]


@pytest.mark.parametrize("name", ["县目录.xls", "县目录.et"])
def test_the_workbooks_of_old_excel_and_wps(tmp_path: Path, name: str) -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("目录")
    sheet.write_merge(0, 0, 0, 6, "青山县迎检材料目录")
    for y, row in enumerate(ROWS, start=1):
        for x, text in enumerate(row[1:], start=1):
            sheet.write(y, x, text)
    sheet.write(1, 0, ROWS[0][0])
    sheet.write_merge(2, 3, 0, 0, "资源")
    made.save(str(tmp_path / name))
    assert imported(tmp_path / name) == SAME


@pytest.mark.parametrize("name", ["县目录.wps", "县目录.doc", "县目录.et"])
def test_new_files_under_old_names(tmp_path: Path, name: str) -> None:
    if name.endswith(".et"):
        made = book(tmp_path / "a.xlsx", ("目录", ROWS))
    else:
        made = word(tmp_path / "a.docx", table(ROWS))
    made.rename(tmp_path / name)
    assert imported(tmp_path / name) == SAME


needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes the old files")


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The list as a .doc, with a title, a merged cell and a list number."""
    folder = tmp_path_factory.mktemp("old")
    made = word(folder / "a.docx", "青山县迎检材料目录", table([*ROWS[:2], ["", *ROWS[2][1:]]], (1, 0, 2, 0)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(folder / "out"),
        str(made),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "out" / "a.doc").read_bytes()


@needs_office
@pytest.mark.parametrize("name", ["县目录.doc", "县目录.wps", "县目录.xls"])
def test_word_97_and_wps_whatever_they_are_called(tmp_path: Path, old_word: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(old_word)
    assert imported(tmp_path / name) == SAME


@needs_office
def test_without_libreoffice_it_says_how_to_save_such_a_file(
    tmp_path: Path, old_word: bytes, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOSSIER_SOFFICE", str(tmp_path / "nowhere"))
    (tmp_path / "县目录.wps").write_bytes(old_word)
    target = str(tmp_path / "清单.toml")
    assert run(["checklist", "import", str(tmp_path / "县目录.wps"), "-o", target]) == ExitCode.UNUSABLE
    assert "请用 WPS 或 Word 另存为 .docx，或把表格复制到 Excel 里存为 .xlsx" in capsys.readouterr().err


def test_a_column_is_corrected_in_all_tables_that_have_it(tmp_path: Path) -> None:
    one = [
        ["一级指标", "二级指标", "说明栏", "材料名称"],
        ["资源", "教师", "花名册", "甲"],
        ["资源", "校舍", "平面图", "乙"],
    ]
    two = [
        ["一级指标", "说明栏", "二级指标", "材料名称"],
        ["质量", "课程表", "课程", "丙"],
        ["质量", "教案", "课程", "丁"],
    ]
    path = word(tmp_path / "a.docx", table(one), "", table(two))
    options = ("--map", "说明栏=材料名称", "--map", "材料名称=备注")
    assert imported(path, *options) == ["1-1-01 花名册 ", "1-2-01 平面图 ", "2-1-01 课程表 ", "2-1-02 教案 "]


def test_ten_thousand_rows_with_all_that_is_wrong_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["一级指标", "二级指标", "编号", "材料名称", "责任部门"]]
    for n in range(10_000):
        title = "" if n % 1000 == 7 else f"材料{n}登记表"
        rows.append(
            [f"A{n // 1000 + 1} 组", f"B{n // 100 + 1} 指标", f"M{n // 100}-{n % 100}", title, "办公室"]
        )
    path = book(tmp_path / "a.xlsx", ("目录", rows))
    target = tmp_path / "清单.toml"
    assert run(["checklist", "import", str(path), "-o", str(target)]) == ExitCode.PROBLEMS
    told = capsys.readouterr().out
    assert len(read(target).requirements) == 9_990
    assert [f"第{row}行没有看懂" in told for row in range(9, 10_001, 1000)] == [True] * 10
    assert "有10处没有看懂" in told


PLAN = "每个一级指标一盒，页码每件从1起编；盒脊题名统一为“青山县优质均衡评估档案”。"


def test_the_countys_boxes_are_the_boxes_that_are_built(tmp_path: Path) -> None:
    rows = [
        ["一级指标", "二级指标", "编号", "材料名称"],
        *(["A1 综合管理", "B1 制度", "1-1", "章程"], ["A1 综合管理", "B2 安全", "1-2", "演练记录"]),
        *(["A2 师资", "B3 配备", "2-1", "教师名册"], ["A2 师资", "B4 培训", "2-2", "培训台账"]),
    ]
    path = word(tmp_path / "a.docx", "青山县档案建设方案", PLAN, table(rows))
    root = tmp_path / "校"
    asked = ["--name", "青山中学", "--stage", "初中", "--as-of", "2026-05-01"]
    assert run(["init", str(root), "--from", str(path), *asked]) == ExitCode.OK
    settings = (root / "dossier.toml").read_text(encoding="utf-8")
    assert 'merge = [["B1", "B2"], ["B3", "B4"]]' in settings
    assert 'pages = "item"' in settings
    run(["build", str(root)])
    boxes = json.loads((root / "output" / "青山中学" / "系统" / "boxes.json").read_text(encoding="utf-8"))
    assert [box["box"] for box in boxes["boxes"]] == ["B1", "B3"]


def test_boxes_to_merge_that_do_not_exist_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = word(tmp_path / "a.docx", table(ROWS))
    root = tmp_path / "校"
    asked = ["--name", "青山中学", "--stage", "初中", "--as-of", "2026-05-01"]
    assert run(["init", str(root), "--from", str(path), *asked]) == ExitCode.OK
    file = root / "dossier.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("merge = []", 'merge = [["1-1", "1-3"]]'), encoding="utf-8")
    assert run(["check", str(root)]) == ExitCode.UNUSABLE
    assert "dossier.toml 的“boxes.merge”里没有编号是“1-3”的盒，是不是“1-" in capsys.readouterr().err
