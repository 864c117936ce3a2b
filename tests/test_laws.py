"""What must always hold, shown on a small school that needs no LibreOffice (see small.py)."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import pipeline
from dossier.progress import Progress
from tests import small
from tests.bad_files import raw_zip, zipped

OTHER_DAY = '''
"""Another day, another order of files: imported by every Python of the run."""
import datetime, os, time
AHEAD = 4_000_000
real_time, real_scandir = time.time, os.scandir
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(real_time() + AHEAD, tz)
    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(real_time() + AHEAD)
class LaterDay(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(real_time() + AHEAD)
datetime.datetime, datetime.date = Later, LaterDay
time.time = lambda: real_time() + AHEAD
class Backwards:
    def __init__(self, found): self.found = found
    def __iter__(self): return iter(self.found)
    def __next__(self): return next(iter(self.found))
    def __enter__(self): return iter(self.found)
    def __exit__(self, *_): pass
    def close(self): pass
def scandir(path="."):
    with real_scandir(path) as found:
        return Backwards(sorted(found, key=lambda entry: entry.name, reverse=True))
os.scandir = scandir
'''


@pytest.fixture
def school(tmp_path: Path) -> Path:
    return small.make(tmp_path / "晨光小学")


def test_the_small_school_is_complete(school: Path) -> None:
    done = small.dossier("build", school)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "电子已有 4" in done.stdout
    assert small.dossier("verify", school / "output/晨光小学").returncode == 0


def test_nothing_in_the_project_is_touched(school: Path) -> None:
    before, stamps = small.contents(school), small.stamps(school)
    assert small.dossier("check", school).returncode == 0
    assert (small.contents(school), small.stamps(school)) == (before, stamps)
    assert small.dossier("build", school).returncode == 0
    after = {path: data for path, data in small.contents(school).items() if not path.startswith("output/")}
    assert after == before
    assert {
        path: stamp for path, stamp in small.stamps(school).items() if path in stamps and path != "."
    } == stamps


def test_the_same_bytes_from_any_folder_zone_day_order_and_cache(tmp_path: Path) -> None:
    here = small.make(tmp_path / "a")
    there = small.make(tmp_path / "很深/的 文件夹/b", reverse=True)
    (tmp_path / "later").mkdir()
    (tmp_path / "later/sitecustomize.py").write_text(OTHER_DAY, encoding="utf-8")
    one = small.dossier("build", here, env={"TZ": "Asia/Shanghai"})
    two = small.dossier(
        "build",
        there,
        cache=tmp_path / "empty",
        env={
            "TZ": "America/Los_Angeles",
            "LANG": "C",
            "PYTHONPATH": str(tmp_path / "later"),
            "PYTHONHASHSEED": "7",
        },
    )
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stdout + two.stderr
    assert small.contents(here / "output/晨光小学") == small.contents(there / "output/晨光小学")


def test_a_second_build_gives_the_same_bytes(school: Path) -> None:
    small.dossier("build", school)
    before = small.contents(school / "output/晨光小学")
    small.dossier("build", school)
    assert small.contents(school / "output/晨光小学") == before


# -- every entry in exactly one state --

NAMES = st.sampled_from(
    ["学校章程.pdf", "升旗仪式.jpg", "~$报告.docx", "Thumbs.db", "空.docx", "坏.pdf", "包.zip", "名单.xlsx", "１-2-01.txt",
     "a.mp4", "安全工作责任书（最终版）.pdf", ".DS_Store", "无名"]
)  # fmt: skip
ARCHIVES = [
    zipped(
        {"学校章程.pdf": small.pdf("学校章程"), "Thumbs.db": b"x", "空.txt": b"", "里/坏.docx": b"PK\x03\x04"}
    ),
    zipped({"内.zip": zipped({"a.txt": b"a", "b.txt": b"b"}), "../外.txt": b"x", "0.bin": bytes(12 << 20)}),
    raw_zip([(b"a", b"x"), (b"b", b"y")], flags=1),
    zipped({"夹/": b""}),
    zipped({"a.txt": b"a" * 99})[:-20],
]
FILES = [b"", b"%PDF-1.4 broken", b"PK\x03\x04 broken", b"plain text", b"\x00\x01\x02" * 9, b"\xff\xd8\xff\xe0 short", small.pdf("学校章程")]  # fmt: skip
LINKS = ["link", "circle", "pipe"] if os.name != "nt" else []
CONTENT = st.sampled_from([*FILES, *ARCHIVES, *LINKS])
"""The bytes of a file, or what else stands there."""
TREES = st.dictionaries(
    st.tuples(st.sampled_from(["材料", "材料/办公室", "上交/德育处", "数据"]), NAMES), CONTENT, max_size=9
)


def put(place: Path, content: bytes | str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        place.write_bytes(content)
    elif content == "pipe":
        os.mkfifo(place)
    else:
        place.symlink_to(place.parent if content == "circle" else "没有")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_counts_add_up_over_any_tree(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[tuple[str, str], bytes | str]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    (root / "dossier.toml").write_text(small.SETTINGS, encoding="utf-8")
    (root / "清单.toml").write_text(small.CHECKLIST, encoding="utf-8")
    for (folder, name), content in tree.items():
        put(root / folder / name, content)
    record = json.loads(pipeline.check(root, None, Progress()).json)
    states = [
        entry["path"]
        for state in ("used", "unclaimed", "ignored", "unreadable", "duplicates")
        for entry in record[state]
    ]
    assert len(states) == len(set(states))
    assert {path.split("!/")[0] for path in states} == {f"{folder}/{name}" for folder, name in tree}
    counts = record["summary"]
    assert counts["files"] == len(states)
    assert counts["files"] == sum(
        counts[state] for state in ("used", "unclaimed", "ignored", "unreadable", "duplicates")
    )
    statuses = (
        "satisfied",
        "paper",
        "short",
        "missing",
        "to_confirm",
        "not_applicable",
        "deferred",
        "site_visit",
        "county",
    )
    assert counts["requirements"] == sum(counts[status] for status in statuses) == 4


# -- kills --


def killed_at(school: Path, seconds: float) -> None:
    """Start a build and kill the whole group after *seconds*."""
    with subprocess.Popen(
        [sys.executable, "-m", "dossier", "build", str(school)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=small.without_office(),
    ) as child:
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)


def survives_kills(school: Path, moments: int, seed: int) -> None:
    small.dossier("build", school)
    target = school / "output/晨光小学"
    old = small.contents(target)
    (school / "材料/办公室/学校章程.pdf").write_bytes(small.pdf("学校章程", "第二页", "第三页"))
    spare = school.with_name("spare")
    shutil.copytree(school, spare)
    assert small.dossier("build", spare).returncode == 0
    new = small.contents(spare / "output/晨光小学")
    assert old != new
    chance = random.Random(seed)
    for _ in range(moments):
        killed_at(school, chance.uniform(0.1, 3.0))
        done = small.dossier("verify", target)
        assert done.returncode == 0, done.stdout + done.stderr
        assert small.contents(target) in (old, new)


def test_a_kill_at_any_moment_leaves_the_old_output_or_the_new(school: Path) -> None:
    survives_kills(school, moments=6, seed=1)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(5))
def test_fifty_kills(school: Path, seed: int) -> None:
    survives_kills(school, moments=10, seed=seed)


# -- numbers that were printed --


def codes_of(school: Path) -> list[tuple[str, str]]:
    boxes = json.loads((school / "output/晨光小学/系统/boxes.json").read_text(encoding="utf-8"))["boxes"]
    return sorted((item["code"], item["title"]) for box in boxes for item in box["items"])


def test_printed_numbers_stay_when_a_piece_comes_late(school: Path) -> None:
    (school / "上交/安全办/安全工作责任书.pdf").unlink()
    assert small.dossier("freeze", school).returncode == 0
    late = school / "上交/德育处/升旗仪式照片（2）"
    late.mkdir(parents=True)
    (late / "IMG_20260309.jpg").write_bytes(
        (school / "材料/德育处/升旗仪式照片/IMG_20260302.jpg").read_bytes() + b"\0"
    )
    (school / "上交/安全办/安全工作责任书.pdf").write_bytes(small.pdf("安全工作责任书"))
    assert small.dossier("build", school).returncode == 0
    assert codes_of(school) == [
        ("1-1-01", "2025—2026学年度班级学生数一览表"),
        ("1-2-01", "学校章程"),
        ("1-2-02", "升旗仪式照片"),
        ("1-2-02-1", "升旗仪式照片"),
        ("1-2-03", "安全工作责任书"),
    ]


def test_a_damaged_numbering_stops_the_run(school: Path) -> None:
    (school / "编号.toml").write_text("[[number]]\ncode = 7\n", encoding="utf-8")
    done = small.dossier("build", school)
    assert (done.returncode, "编号.toml" in done.stderr) == (3, True)
