"""The promises of the whole program, each at its door: exit codes and their order, words, personal numbers, records."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from dossier.cli import run
from tests import small

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")

IDENTITY, PHONE = "330102201509011234", "13812345678"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return small.make(tmp_path / "学校")


def dossier(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line in this process, which starts quicker than one of its own."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given = [str(argument) for argument in arguments]
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOSSIER_SOFFICE", "nowhere")
        code = run(given)
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    return subprocess.CompletedProcess(given, code, *texts)


def spoken(done: subprocess.CompletedProcess[str]) -> str:
    """What a run said, which is never a traceback and never the system's English."""
    words = done.stdout + done.stderr
    assert "Traceback" not in words
    assert not re.search(r"[A-Z][a-z]+ (file|directory|denied|space|name)", words)
    return words


# -- exit codes and their order --


def broken_settings(school: Path) -> None:
    (school / "dossier.toml").write_text("checklist = 3\n", encoding="utf-8")


def unknown_report(school: Path) -> None:
    with (school / "dossier.toml").open("a", encoding="utf-8") as stream:
        stream.write('[report]\nkinds = ["没有"]\n')


def broken_checklist(school: Path) -> None:
    (school / "清单.toml").write_text("schema = 1\n", encoding="utf-8")


def lost_checklist(school: Path) -> None:
    (school / "清单.toml").unlink()


def broken_numbering(school: Path) -> None:
    (school / "编号.toml").mkdir()


def broken_root(school: Path) -> None:
    shutil.rmtree(school / "上交")
    (school / "上交").write_text("", encoding="utf-8")


def missing_piece(school: Path) -> None:
    (school / "材料/办公室/学校章程.pdf").unlink()


UNUSABLE = (broken_settings, unknown_report, broken_checklist, lost_checklist, broken_numbering)


@pytest.mark.parametrize("command", ["check", "build", "report", "freeze"])
@pytest.mark.parametrize("breaks", UNUSABLE)
def test_an_unusable_project_comes_before_all_but_a_wrong_command(
    school: Path, command: str, breaks: Callable[[Path], None]
) -> None:
    (school / "output").write_text("", encoding="utf-8")
    broken_root(school)
    breaks(school)
    done = dossier(command, school)
    assert done.returncode == 3
    assert spoken(done).startswith("错误：")


def test_a_refused_output_comes_before_an_unreadable_root(school: Path) -> None:
    broken_root(school)
    (school / "占").write_text("", encoding="utf-8")
    assert dossier("build", school, "-o", school / "占").returncode == 6
    assert dossier("check", school, "--json", school / "dossier.toml").returncode == 6
    assert dossier("build", school).returncode == 4
    assert not (school / "output").exists()


def test_a_wrong_command_comes_before_everything(tmp_path: Path) -> None:
    done = dossier("report", tmp_path / "没有", "--kind", "没有")
    assert (done.returncode, "自评报告" in spoken(done)) == (2, True)


def test_a_broken_template_is_five_and_the_rest_is_there(school: Path) -> None:
    (school / "模板").mkdir()
    (school / "模板/缺项清单.docx").write_bytes(b"x")
    missing_piece(school)
    done = dossier("check", school, "-o", school / "output")
    assert (done.returncode, "缺项清单.docx" in spoken(done)) == (5, True)
    assert (school / "output/晨光小学/内部核对版/缺项清单.xlsx").is_file()


@pytest.mark.parametrize("place", ["/", ".", "x" * 300, "是文件"])
def test_verify_says_what_is_no_output(tmp_path: Path, place: str) -> None:
    (tmp_path / "是文件").write_text("", encoding="utf-8")
    done = dossier("verify", place if place == "/" else tmp_path / place)
    assert done.returncode == 6
    assert spoken(done).startswith("错误：")


def test_names_that_no_disk_takes(school: Path) -> None:
    assert dossier("build", "x" * 300).returncode == 3
    assert dossier("build", school, "-o", school / ("x" * 300)).returncode == 6


# -- a machine that is not well --


@posix
def test_the_code_tells_the_result_whoever_listens(school: Path) -> None:
    missing_piece(school)
    command = f"'{sys.executable}' -m dossier check '{school}'"
    for script in (f"{command} <&- >&- 2>&-", f"{command} --json - | true; exit ${{PIPESTATUS[0]}}"):
        done = subprocess.run(
            ["bash", "-c", script], env=small.without_office(), capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (1, "")


@posix
def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    script = (
        f"mkdir '{tmp_path}/x'; cd '{tmp_path}/x'; rmdir '{tmp_path}/x'; '{sys.executable}' -m dossier check"
    )
    variables = {**small.without_office(), "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(["bash", "-c", script], env=variables, capture_output=True, text=True)
    assert (done.returncode, done.stderr.startswith("错误：当前所在的文件夹已经不在了")) == (2, True)


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "gbk", "DOSSIER_CACHE": "/proc/none", "TMPDIR": "/没有", "HOME": "/没有"},
    ],
)
def test_neither_locale_nor_cache_nor_home_nor_temporary_folder_is_needed(
    school: Path, env: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dossier", "check", str(school), "--json", "-"],
        capture_output=True,
        env={**small.without_office(), **env},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["school"]["short_name"] == "晨光小学"


def test_a_temporary_folder_that_is_full_is_told_as_such(
    school: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dossier.pipeline.runs.look", full)
    done = dossier("check", school)
    assert (done.returncode, "磁盘空间不够" in spoken(done)) == (6, True)


# -- one school with personal numbers everywhere, built once --


def planted(school: Path) -> None:
    """Personal numbers in names, cells, the desk and the school's own words."""
    from openpyxl import Workbook

    charter = small.pdf("学校章程", f"证据　学生{IDENTITY}")
    (school / "材料/办公室/学校章程.pdf").write_bytes(charter)
    for name in (f"学校章程 学生{IDENTITY}.pdf", f"学校章程 家长{PHONE}.pdf"):
        (school / "材料" / name).write_bytes(small.pdf(f"学校章程 证据{name}"))
    (school / f"材料/sfz{IDENTITY}.txt").write_text("1", encoding="utf-8")
    (school / "文字").mkdir()
    (school / "文字/主要做法.txt").write_text(f"学生{IDENTITY}，电话{PHONE}。", encoding="utf-8")
    rows = {
        "责任分解": (
            "材料编号 材料名称 分管领导 责任部门 责任人 协助人 联系电话 完成时限 备注",
            ["1-2-01", "", "", f"办公室{PHONE}", f"林青{IDENTITY}", "", PHONE, "", IDENTITY],
        ),
        "纸质材料登记": (
            "材料编号 材料名称 学年 册份数 页数 原件或复印件 存放处 保管人 核对人",
            ["1-2-03", f"责任书{IDENTITY}", "", 1, 3, "原件", f"柜{PHONE}", f"林青{IDENTITY}", ""],
        ),
    }
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (head, row) in rows.items():
        page = book.create_sheet(name)
        page.append(head.split())
        page.append(row)
    book.save(school / "材料台账.xlsx")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the build of the planted school said, and its short-name folder."""
    school = small.make(tmp_path_factory.mktemp("私") / "学校")
    planted(school)
    done = dossier("build", school)
    return spoken(done), school / "output/晨光小学"


def text_of(path: Path) -> str:
    """Every word in a file of ours; pages of evidence are left out by a word that only they have."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            whole = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        return re.sub("<[^>]+>", "", whole)
    if path.suffix == ".pdf":
        reader = PdfReader(path)
        pages = (page.extract_text().replace("\x00", "") for page in reader.pages)
        own = (page for page in pages if "证据" not in page or "材料编号" in page)
        return "".join((*own, str(reader.metadata), str(reader.outline)))
    return path.read_text(encoding="utf-8")


def test_no_personal_number_reaches_what_we_write(built: tuple[str, Path]) -> None:
    said, target = built
    leaks = [word for word in (IDENTITY, PHONE) if word in said]
    for path in sorted(target.rglob("*")):
        # The workbook that goes back to its owner holds what they wrote, or saving it over their own would lose it.
        ours = path.is_file() and path.parent.name != "原件" and path.name != "材料台账（建议）.xlsx"
        words = path.name + (text_of(path).replace("\n", "") if ours else "")
        leaks += [path.name for word in (IDENTITY, PHONE) if word in words]
    assert leaks == []


def test_a_box_with_personal_numbers_says_so(built: tuple[str, Path]) -> None:
    covers = {path.parent.name[:3]: text_of(path) for path in built[1].rglob("封面.docx")}
    assert {code: "含个人信息" in words for code, words in covers.items()} == {"1-1": False, "1-2": True}


ORDERS = {
    "summary": "requirements satisfied paper short missing to_confirm not_applicable deferred site_visit county "
    "files used duplicates unclaimed ignored unreadable",
    "findings": "requirement title indicator owner status years evidence problems",
    "figures": "key school section year date basis label unit value exact shown readings formula",
    "indicators": "code title section value exact shown unit gauge met floor_met points full declared formula figures",
    "problems": "code severity requirement indicator figure path sheet cell owner message remedy",
    "unclaimed": "path nearest score",
}


def test_keys_stand_in_the_order_of_the_contract(built: tuple[str, Path]) -> None:
    record = json.loads((built[1] / "系统/check.json").read_text(encoding="utf-8"))
    top = "dossier checklist school as_of summary findings figures indicators problems unclaimed ignored unreadable duplicates"
    assert [key for key in record if key in top.split()] == top.split()
    for table, order in ORDERS.items():
        first = record[table] if table == "summary" else record[table][0]
        assert [key for key in first if key in order.split()] == order.split()


def test_boxes_json_agrees_with_the_pdf_page_by_page_and_with_the_catalogue(built: tuple[str, Path]) -> None:
    from docx import Document

    boxes = json.loads((built[1] / "系统/boxes.json").read_text(encoding="utf-8"))["boxes"]
    for box in boxes:
        pages = [page.extract_text().replace("\x00", "") for page in PdfReader(built[1] / box["pdf"]).pages]
        assert len(pages) == box["pdf_pages"]
        assert sum(item["pages"] for item in box["items"]) == box["pages"]
        tables = Document(str(built[1] / "迎检版" / box["folder"] / "盒内目录.docx")).tables
        rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
        codes = [item["code"] for item in box["items"]]
        assert [cell for row in rows for cell in row[:2] if cell in codes] == codes


def test_the_folder_agrees_with_itself(built: tuple[str, Path]) -> None:
    assert dossier("verify", built[1]).returncode == 0


@pytest.mark.parametrize("change", ["a page less", "two pages exchanged"])
def test_a_box_changed_together_with_its_manifest_is_found(
    built: tuple[str, Path], tmp_path: Path, change: str
) -> None:
    """Whoever renews the digest leaves the pages that the catalogue speaks of."""
    target = tmp_path / built[1].name
    shutil.copytree(built[1], target)
    boxes = json.loads((target / "系统/boxes.json").read_text(encoding="utf-8"))["boxes"]
    place = max(boxes, key=lambda box: box["pdf_pages"])["pdf"]
    before = (target / place).read_bytes()
    with pikepdf.open(target / place, allow_overwriting_input=True) as pdf:
        if change == "two pages exchanged":
            pdf.pages.append(pdf.pages[-2])
            del pdf.pages[-3]
        else:
            del pdf.pages[-1]
        pdf.save(target / place)
    manifest = target / "系统/manifest-sha256.txt"
    old, new = (hashlib.sha256(data).hexdigest() for data in (before, (target / place).read_bytes()))
    listed = manifest.read_text(encoding="utf-8")
    assert old in listed
    manifest.write_text(listed.replace(old, new), encoding="utf-8")
    done = dossier("verify", target)
    assert done.returncode == 1
    assert Path(place).parent.name in spoken(done)
