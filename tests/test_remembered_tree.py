"""The tree of a project is remembered as a whole: what is found with the memory is what is found without it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import collect as room
from dossier.cache import Cache
from dossier.collect import Collection, collect
from tests.bad_files import zipped

LONG_AGO = 1_750_000_000
NAMES = (
    "章程.docx",
    "b.pdf",
    "~$锁.docx",
    "空.txt",
    "包.zip",
    "下载.part",
    "é.pdf",
    "é.pdf",
    "行\n断.docx",
    "无扩展名",
)
FOLDERS = ("材料", "材料/甲", "材料/甲/乙 丙", "材料/__MACOSX", "上交/德育处", "上交", "数据/2025年")
CONTENTS = (
    b"",
    b"x",
    b"yy",
    zipped({"甲.txt": b"one", "里.zip": zipped({"乙.txt": b"two"})}),
    b"PK\x03\x04 broken",
)


def put(root: Path, folder: str, name: str, content: bytes, when: int = LONG_AGO) -> None:
    file = root / folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, (when, when))


def age_folders(root: Path) -> None:
    for folder, _, _ in os.walk(root):
        os.utime(folder, (LONG_AGO, LONG_AGO))


def told(found: Collection) -> list[tuple[object, ...]]:
    """All that a collection says but for where members will be put."""
    files = [
        (f.path, f.root, f.department, f.sha256, f.fingerprint, "" if "!/" in f.path else f.place)
        for f in found.files
    ]
    return [*files, found.ignored, found.unreadable, found.misnamed]


FILES = st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES), st.sampled_from(CONTENTS))
CHANGES = st.one_of(
    st.tuples(st.just("put"), FILES),
    st.tuples(st.just("same length"), FILES),
    st.tuples(st.just("gone"), FILES),
    st.tuples(st.just("called"), FILES),
    st.tuples(st.just("nothing"), FILES),
)


def change(root: Path, how: str, folder: str, name: str, content: bytes) -> None:
    """Do something to a file, without its time stamp or size telling of it where a system allows that."""
    file = root / folder / name
    if how == "put":
        put(root, folder, name, content)
    elif file.is_file() and how == "gone":
        file.unlink()
    elif file.is_file() and how == "called":
        file.rename(file.with_name(f"新{name}"))
    elif file.is_file() and how == "same length":
        put(root, folder, name, file.read_bytes()[::-1])
    age_folders(root)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(FILES, max_size=10), changes=st.lists(CHANGES, max_size=4))
def test_the_memory_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[tuple[str, str, bytes]],
    changes: list[tuple[str, tuple[str, str, bytes]]],
) -> None:
    base = tmp_path_factory.mktemp("树")
    root, cache = base / "项目", Cache(base / "缓存")
    for file in files:
        put(root, *file)
    age_folders(root)
    for number, (how, file) in enumerate([("nothing", ("材料", "", b"")), *changes]):
        change(root, how, *file)
        fresh = collect(root, base / f"{number}无")
        for look in ("头", "再"):
            assert told(collect(root, base / f"{number}{look}", cache=cache)) == told(fresh)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder, name in (("材料/甲", "章程.docx"), ("上交/德育处", "b.pdf"), ("数据", "c.xlsx")):
        put(tmp_path / "项目", folder, name, b"x")
    put(tmp_path / "项目", "材料", "包.zip", zipped({"甲.txt": b"one"}))
    age_folders(tmp_path / "项目")
    return tmp_path / "项目"


def looks_at_names(monkeypatch: pytest.MonkeyPatch, again: Callable[[], object]) -> bool:
    """Whether *again* asks once more what the names say."""
    asked = []
    real = room.accounts
    monkeypatch.setattr(room, "accounts", lambda listing: asked.append(1) or real(listing))
    again()
    return bool(asked)


def test_what_did_not_change_is_not_thought_about_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "缓存")
    collect(project, tmp_path / "一", cache=cache)
    assert not looks_at_names(monkeypatch, lambda: collect(project, tmp_path / "二", cache=cache))
    put(project, "材料", "新.docx", b"x")
    assert looks_at_names(monkeypatch, lambda: collect(project, tmp_path / "三", cache=cache))


@pytest.mark.parametrize("name", ["包.zip", "章程.docx"])
def test_other_bytes_under_the_same_name_size_and_time_are_seen(
    project: Path, tmp_path: Path, name: str
) -> None:
    cache = Cache(tmp_path / "缓存")
    collect(project, tmp_path / "一", cache=cache)
    (file,) = project.rglob(name)
    put(project, str(file.parent.relative_to(project)), name, file.read_bytes()[::-1])
    age_folders(project)
    fresh = collect(project, tmp_path / "二")
    assert told(collect(project, tmp_path / "三", cache=cache)) == told(fresh)


def test_a_file_that_changed_just_now_may_change_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "材料/正在写.docx").write_bytes(b"x")
    cache = Cache(tmp_path / "缓存")
    collect(project, tmp_path / "一", cache=cache)
    assert looks_at_names(monkeypatch, lambda: collect(project, tmp_path / "二", cache=cache))


def test_another_project_is_another_tree(project: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "缓存")
    collect(project, tmp_path / "一", cache=cache)
    moved = project.rename(tmp_path / "别处")
    assert {
        file.disk for file in collect(moved, tmp_path / "二", cache=cache).files if "!/" not in file.path
    } == {
        moved / "材料/甲/章程.docx",
        moved / "上交/德育处/b.pdf",
        moved / "数据/c.xlsx",
    }
