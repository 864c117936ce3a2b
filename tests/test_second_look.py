"""A second look at what did not change: no content is read, and what is found is the same."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dossier.cache import Cache
from dossier.collect import Caps, collect
from dossier.examine import examine
from dossier.ledgers import load
from dossier.ledgers.memory import Memory
from dossier.model import Document, SourceFile
from dossier.progress import Progress
from tests import small
from tests.bad_files import docx, paragraph, raw_zip, zipped

WATCH = '''
"""Every file that is opened is written down: imported by every Python of the run, guarded children too."""
import os, sys
log = os.open(os.environ["OPENED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        os.write(log, os.fsencode(arguments[0]) + b"\\n")
sys.addaudithook(hook)
'''
ROOTS = ("材料", "上交", "数据")
LONG_AGO = (1_750_000_000, 1_750_000_000)


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The small school, with archives, damage of several kinds, a roster inside an archive, and its own facts."""
    root = small.make(tmp_path / "晨光小学")
    roster = small.contents(root / "数据")["2025—2026学年度/班级学生数一览表.xlsx"]
    files = {
        "材料/打包.zip": zipped(
            {"学校章程（旧）.docx": docx(paragraph("学校章程")), "空.txt": b"", "里.zip": zipped({"甲.txt": "会议记录".encode()})}
        ),
        "材料/名字不对.rar": zipped({"通知.txt": "关于开展安全检查的通知".encode()}),
        "材料/加密.zip": raw_zip([(b"a", b"x"), (b"b", b"y")], flags=1),
        "材料/截断.zip": zipped({"a.txt": b"a" * 99})[:-20],
        "材料/坏.docx": b"PK\x03\x04 broken",
        "材料/录像.mp4": b"\0\0\0\x18ftypmp42" + bytes(4_000),
        "上交/德育处/坏.pdf": b"%PDF-1.4 broken",
        "数据/往年/打包.zip": zipped({"2024—2025学年度班级学生数一览表.xlsx": roster}),
        "数据/不认识.csv": "甲,乙\n1,2\n".encode(),
    }  # fmt: skip
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    age(root)
    return root


def age(root: Path) -> None:
    """Everything was last changed long ago, so that its time stamp is believed."""
    for path in root.rglob("*"):
        os.utime(path, LONG_AGO)


def check(school: Path, tmp_path: Path, name: str) -> tuple[bytes, set[str]]:
    """check.json of a run, and what it opened below the roots."""
    (tmp_path / "watch").mkdir(exist_ok=True)
    (tmp_path / "watch/sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log, out = tmp_path / f"{name}.log", tmp_path / f"{name}.json"
    done = small.dossier(
        "check",
        school,
        "--json",
        out,
        cache=tmp_path / "缓存",
        env={"PYTHONPATH": str(tmp_path / "watch"), "OPENED": str(log)},
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    opened = set(os.fsdecode(log.read_bytes()).splitlines())
    assert any(path.endswith("dossier.toml") for path in opened), "the watch does not watch"
    return out.read_bytes(), {path for path in opened if _is_material(path, school)}


def _is_material(path: str, school: Path) -> bool:
    return any(Path(path).is_relative_to(school / root) for root in ROOTS)


def test_a_second_check_reads_no_content_and_says_the_same(school: Path, tmp_path: Path) -> None:
    first, opened = check(school, tmp_path, "first")
    assert {Path(path).name for path in opened} >= {
        "打包.zip",
        "坏.docx",
        "班级学生数一览表.xlsx",
        "录像.mp4",
    }
    second, again = check(school, tmp_path, "second")
    assert again == set()
    assert second == first


def test_what_changed_is_read_again_and_nothing_else(school: Path, tmp_path: Path) -> None:
    before, _ = check(school, tmp_path, "first")
    place = school / "数据/2025—2026学年度/班级学生数一览表.xlsx"
    book = load_workbook(place)
    book.worksheets[0]["F3"] = 43
    book.save(place)
    os.utime(place, (LONG_AGO[0] + 60, LONG_AGO[1] + 60))
    after, opened = check(school, tmp_path, "second")
    assert opened == {str(place)}
    assert figure(before, "students") != figure(after, "students")


def figure(record: bytes, key: str) -> Any:
    return next(entry for entry in json.loads(record)["figures"] if entry["key"] == key)


def test_a_damaged_cache_costs_time_and_changes_nothing(school: Path, tmp_path: Path) -> None:
    first, opened = check(school, tmp_path, "first")
    for entry in (tmp_path / "缓存").rglob("*.json"):
        entry.write_bytes(entry.read_bytes()[:-3])
    second, again = check(school, tmp_path, "second")
    assert (second, again) == (first, opened)


def test_a_build_after_a_check_has_the_members_of_archives(school: Path, tmp_path: Path) -> None:
    """Members are not unpacked by a run that remembers them, until somebody wants their bytes."""
    (school / "材料/办公室/学校章程.pdf").unlink()
    (school / "材料/打包.zip").write_bytes(zipped({"学校章程.pdf": small.pdf("学校章程", "第二章")}))
    age(school)
    small.dossier("build", school, cache=tmp_path / "空")
    fresh = small.contents(school / "output/晨光小学")
    check(school, tmp_path, "first")
    small.dossier("build", school, cache=tmp_path / "缓存")
    assert small.contents(school / "output/晨光小学") == fresh
    assert "打包.zip!/学校章程.pdf" in fresh["系统/check.json"].decode()
    assert not any(b"unreadable-changed" in data for data in fresh.values())


# -- one archive --


def members(files: Iterable[SourceFile]) -> list[tuple[str, str, int]]:
    return [(file.path, file.sha256, file.size) for file in files]


def test_members_come_to_their_place_when_they_are_asked_for(tmp_path: Path) -> None:
    archive = tmp_path / "项目/材料/a.zip"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(zipped({"甲.txt": b"one", "乙.txt": b"two"}))
    age(tmp_path / "项目")
    cache = Cache(tmp_path / "缓存")
    first = collect(tmp_path / "项目", tmp_path / "一", cache=cache)
    second = collect(tmp_path / "项目", tmp_path / "二", cache=cache)
    assert members(second.files) == members(first.files)
    assert all(file.disk.exists() for file in first.files)
    assert not any(file.disk.exists() for file in second.files)
    assert [file.at_hand().read_bytes() for file in second.files] == [
        file.at_hand().read_bytes() for file in first.files
    ]
    facts = examine(second.files, Cache(tmp_path / "另一个"), Progress())
    assert [document.lead for document in facts.documents] == ["two", "one"]


def test_an_archive_is_remembered_under_its_caps(tmp_path: Path) -> None:
    archive = tmp_path / "项目/材料/a.zip"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(zipped({"甲.txt": b"1" * 100}))
    age(tmp_path / "项目")
    cache = Cache(tmp_path / "缓存")
    assert collect(tmp_path / "项目", tmp_path / "一", cache=cache).files
    tight = collect(tmp_path / "项目", tmp_path / "二", Caps(member_bytes=99), cache)
    assert [item.reason for item in tight.unreadable] == ["too-large"]


def test_an_archive_that_changed_just_now_is_opened_again(tmp_path: Path) -> None:
    archive = tmp_path / "项目/材料/a.zip"
    archive.parent.mkdir(parents=True)
    archive.write_bytes(zipped({"甲.txt": b"one"}))
    cache = Cache(tmp_path / "缓存")
    collect(tmp_path / "项目", tmp_path / "一", cache=cache)
    second = collect(tmp_path / "项目", tmp_path / "二", cache=cache)
    assert all(file.disk.exists() for file in second.files)


# -- one ledger --


def test_tables_are_remembered_by_content_name_and_columns(tmp_path: Path) -> None:
    def document(name: str, sha256: str) -> Document:
        source = SourceFile(path=f"数据/{name}", root="数据", place=str(tmp_path / name), fingerprint=(1, 0))
        return Document(source=source, kind="xlsx", sha256=sha256)

    cache, words = Cache(tmp_path), load()
    one = document("一年级1班.xlsx", "aa")
    tables = [{"sheet": "一", "gone": {"转出": [3], "休学": [2]}}]
    memory = Memory(cache, words, {"花名册": ["姓名"]})
    memory.keep(one, "aa", tables)
    kept = memory.recall(one)
    assert json.dumps(kept) == json.dumps(tables), "the order of words is that of rows"
    assert memory.recall(document("一年级2班.xlsx", "aa")) is None
    assert memory.recall(document("一年级1班.xlsx", "bb")) is None
    assert Memory(cache, words, None).recall(one) is None
    memory.keep(document("x.xlsx", "cc"), "dd", tables)
    assert memory.recall(document("x.xlsx", "cc")) is None, "it changed between two looks"
