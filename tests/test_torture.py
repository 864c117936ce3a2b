"""Slow and cruel: signals at random moments, files that change under the run, two runs at once, edits of a whole box."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from tests import small

pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(os.name == "nt", reason="signals and links of a POSIX system"),
]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return small.make(tmp_path / "学校")


def target_of(school: Path) -> Path:
    return school / "output/晨光小学"


def box_of(school: Path) -> Path:
    return next(
        folder for folder in (target_of(school) / "迎检版").iterdir() if folder.name.startswith("1-2")
    )


# -- ended at any moment, with LibreOffice running where there is one --


def pledges(school: Path, words: str) -> None:
    """Word files, so that there is something to convert."""
    for number in range(3):
        document = Document()
        document.add_heading("安全工作责任书", 0)
        document.add_paragraph(f"{words}{number}")
        place = school / f"材料/安全办/安全工作责任书{number}.docx"
        place.parent.mkdir(parents=True, exist_ok=True)
        document.save(str(place))


def processes_with(mark: str) -> list[str]:
    """Command lines of the processes whose environment or arguments hold *mark*."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "environ").read_bytes() + (place / "cmdline").read_bytes()
        except OSError:
            continue
        if mark.encode() in words:
            found.append(words[-200:].decode(errors="replace"))
    return found


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_ended_leaves_the_old_output_no_process_and_nothing_to_find(
    school: Path, tmp_path: Path, end: signal.Signals
) -> None:
    scratch, cache = tmp_path / "scratch", tmp_path / "cache"
    scratch.mkdir()
    env = {**os.environ, "TMPDIR": str(scratch), "DOSSIER_CACHE": str(cache)}
    command = [sys.executable, "-m", "dossier", "build", str(school)]
    pledges(school, "旧")
    subprocess.run(command, env=env, check=False, capture_output=True)
    old = small.contents(target_of(school))
    pledges(school, "新")
    chance = random.Random(end)
    for _ in range(6):
        shutil.rmtree(cache, ignore_errors=True)
        with subprocess.Popen(
            command,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as child:
            try:
                child.wait(chance.uniform(0.1, 6))
            except subprocess.TimeoutExpired:
                child.send_signal(end)
            said = "".join(child.communicate())
        assert "Traceback" not in said
        assert child.returncode in (0, 1, -9 if end == signal.SIGKILL else 130)
        if child.returncode in (0, 1):
            break
        for _ in range(50):
            if not processes_with(str(scratch)):
                break
            threading.Event().wait(0.1)
        assert processes_with(str(scratch)) == []
        assert small.contents(target_of(school)) == old
    assert subprocess.run(command, env=env, check=False, capture_output=True).returncode in (0, 1)
    assert list(scratch.iterdir()) == []
    assert sorted(path.name for path in (school / "output").iterdir()) == [".晨光小学.lock", "晨光小学"]


# -- sources that change under the run --

SAVED_MEANWHILE = """
import sys, pathlib
from dossier.pipeline import make
real, place, data = make.convert, pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]).read_bytes()
def convert(*given):
    place.write_bytes(data)
    return real(*given)
make.convert = convert
from dossier.cli import run
raise SystemExit(run(["build", sys.argv[1]]))
"""


def words_of(pdf: Path) -> str:
    return "".join(page.extract_text().replace("\x00", "") for page in PdfReader(pdf).pages)


def test_a_file_saved_between_reading_and_converting_never_lends_its_pages_to_the_old_title(
    school: Path, tmp_path: Path
) -> None:
    charter, other, cache = school / "材料/办公室/学校章程.pdf", tmp_path / "新.pdf", tmp_path / "cache"
    first = charter.read_bytes()
    other.write_bytes(small.pdf("学校章程", "改过"))
    done = subprocess.run(
        [sys.executable, "-c", SAVED_MEANWHILE, str(school), str(charter), str(other)],
        env={**small.without_office(), "DOSSIER_CACHE": str(cache)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "被改动" in done.stderr) == (6, True)
    assert not target_of(school).exists()
    charter.write_bytes(first)
    small.dossier("build", school, cache=cache)
    assert "改过" not in words_of(box_of(school) / "盒内材料.pdf")


def test_a_file_that_is_written_all_the_time_is_named_or_whole(school: Path, tmp_path: Path) -> None:
    charter, stop = school / "材料/办公室/学校章程.pdf", threading.Event()
    versions = (small.pdf("学校章程", "甲甲"), small.pdf("学校章程", "乙乙", "丙丙"))

    def write() -> None:
        turn = 0
        while not stop.wait(0.002):
            with charter.open("r+b") as stream:
                stream.write(versions[turn % 2])
                stream.truncate()
            turn += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        runs = [small.dossier("build", school, cache=tmp_path / str(number)) for number in range(3)]
    finally:
        stop.set()
        writer.join()
    for done in runs:
        assert done.returncode in (0, 1, 6), done.stderr
    if target_of(school).exists():
        words = words_of(box_of(school) / "盒内材料.pdf")
        record = json.loads((target_of(school) / "系统/check.json").read_text(encoding="utf-8"))
        changed = [entry["path"] for entry in record["unreadable"] if entry["reason"] == "changed"]
        assert changed == ["材料/办公室/学校章程.pdf"] or ("甲甲" in words) != ("丙丙" in words)


# -- two at once, a damaged cache, an edited box --


def test_two_builds_at_once(school: Path) -> None:
    command = [sys.executable, "-m", "dossier", "build", str(school)]
    env = small.without_office()
    children = [
        subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    results = [(child.communicate()[1], child.returncode) for child in children]
    assert {code for _, code in results} in ({0}, {0, 6})
    assert all("另一个 dossier" in said for said, code in results if code == 6)
    assert small.dossier("verify", target_of(school)).returncode == 0


def test_a_damaged_cache_changes_nothing(school: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    small.dossier("build", school, cache=cache)
    before = small.contents(target_of(school))
    for number, entry in enumerate(sorted(path for path in cache.rglob("*") if path.is_file())):
        data = bytearray(entry.read_bytes())
        if number % 3:
            data[len(data) // 2] ^= 1
        entry.write_bytes(data if number % 2 else b"")
    assert small.dossier("build", school, cache=cache).returncode == 0
    assert small.contents(target_of(school)) == before


def test_an_edited_box_is_kept_beside_ours_and_the_folder_still_agrees(school: Path) -> None:
    small.dossier("build", school)
    edited = box_of(school) / "盒内材料.pdf"
    ours = edited.read_bytes()
    edited.write_bytes(ours + b"\n% signed")
    for command in ("build", "build", "report"):
        assert "盒内材料.pdf”被人改过" in small.dossier(command, school).stdout
        assert edited.read_bytes() == ours + b"\n% signed"
        assert (box_of(school) / "盒内材料（新生成）.pdf").read_bytes() == ours
        assert small.dossier("verify", target_of(school)).returncode == 0


def test_a_final_report_does_not_outlive_its_conflict(school: Path) -> None:
    small.dossier("build", school)
    target = target_of(school)
    (target / "内部核对版/自评报告（征求意见稿）.docx").rename(target / "迎检版/自评报告.docx")
    manifest = target / "系统/manifest-sha256.txt"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(
        text.replace("内部核对版/自评报告（征求意见稿）.docx", "迎检版/自评报告.docx"), encoding="utf-8"
    )
    assert small.dossier("report", school).returncode == 0
    assert {path.parent.name for path in target.rglob("自评报告*")} == {"内部核对版"}


# -- the same bytes, with LibreOffice where there is one --


def test_the_sample_gives_the_same_bytes_from_another_folder_cache_zone_and_language(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "sample_data/晨光实验学校"
    outputs = []
    for number, env in enumerate(({"TZ": "Asia/Shanghai"}, {"TZ": "America/Los_Angeles", "LANG": "C"})):
        school = tmp_path / f"第{number} 处" / "学校"
        shutil.copytree(sample, school)
        done = small.dossier(
            "build", school, cache=tmp_path / f"cache{number}", env={"DOSSIER_SOFFICE": "", **env}
        )
        assert done.returncode == 1, done.stdout + done.stderr
        outputs.append(small.contents(school / "output"))
    assert list(outputs[0]) == list(outputs[1])
    assert [path for path in outputs[0] if outputs[0][path] != outputs[1][path]] == []
