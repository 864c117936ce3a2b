"""Output is all or nothing, nobody's work is overwritten, and a changed folder is noticed."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier.errors import OutputError
from dossier.model import Layout, OutputFile
from dossier.publish import changed, publish, recover, refuse, refuse_file, verify, write_file
from dossier.publish.journal import locked
from dossier.publish.places import Places


def layout(version: str, count: int = 5) -> Layout:
    return tuple(
        OutputFile(path=f"迎检版/{number} 盒/目录.txt", data=f"{version} {number}\n".encode())
        for number in range(count)
    )


def texts(target: Path) -> dict[str, str]:
    return {
        path.relative_to(target).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(target.rglob("*.txt"))
        if "manifest" not in path.name
    }


def nothing(_: Path, __: object) -> tuple[str, ...]:
    return ()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    place = tmp_path / "output" / "晨光学校"
    publish(layout("旧"), place, build_record={})
    return place


def test_a_finished_folder_agrees_with_its_manifest(target: Path) -> None:
    assert verify(target, nothing) == ()
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "系统/manifest-sha256.txt"], cwd=target, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_manifest_names_every_file_and_no_other(target: Path) -> None:
    rows = (target / "系统/manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    named = {row.split("  ", 1)[1] for row in rows}
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert named | {"系统/manifest-sha256.txt"} == found


def test_the_same_layout_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "a" / "x", tmp_path / "深/b" / "x"
    publish(layout("新"), one, build_record={"v": "1"})
    publish(tuple(reversed(layout("新"))), two, build_record={"v": "1"})
    assert {p.relative_to(one): p.read_bytes() for p in one.rglob("*") if p.is_file()} == {
        p.relative_to(two): p.read_bytes() for p in two.rglob("*") if p.is_file()
    }


def test_what_is_no_longer_made_disappears(target: Path) -> None:
    publish(layout("新", 2), target, build_record={})
    assert texts(target) == {"迎检版/0 盒/目录.txt": "新 0\n", "迎检版/1 盒/目录.txt": "新 1\n"}


def test_an_edited_file_keeps_its_place_and_the_new_one_stands_beside_it(target: Path) -> None:
    edited = target / "迎检版/1 盒/目录.txt"
    edited.write_text("校长改过\n", encoding="utf-8")
    for _ in range(2):
        published = publish(layout("新"), target, build_record={})
        assert [(p.code, p.path) for p in published.problems] == [("kept-edit", "迎检版/1 盒/目录.txt")]
        assert edited.read_text(encoding="utf-8") == "校长改过\n"
        assert (target / "迎检版/1 盒/目录（新生成）.txt").read_text(encoding="utf-8") == "新 1\n"
        assert verify(target, nothing) == ()


def test_an_added_file_is_carried_over(target: Path) -> None:
    (target / "迎检版/补充照片").mkdir()
    (target / "迎检版/补充照片/1.txt").write_text("照片", encoding="utf-8")
    for _ in range(2):
        published = publish(layout("新"), target, build_record={})
        assert [p.code for p in published.problems] == ["kept-addition"]
    assert (target / "迎检版/补充照片/1.txt").read_text(encoding="utf-8") == "照片"


def test_an_edited_record_of_the_system_is_kept_aside(target: Path) -> None:
    (target / "系统/build.json").write_text("{}", encoding="utf-8")
    publish(layout("新"), target, build_record={"v": "1"})
    assert json.loads((target / "系统/build.json").read_text(encoding="utf-8"))["v"] == "1"
    assert (target / "内部核对版/人工改动/系统/build.json").read_text(encoding="utf-8") == "{}"


def test_a_run_that_owns_a_part_leaves_the_rest(target: Path) -> None:
    publish(
        (OutputFile(path="内部核对版/表.txt", data=b"1"),), target, build_record={}, scope=("内部核对版/",)
    )
    assert len(texts(target)) == 6
    publish(
        (OutputFile(path="内部核对版/乙.txt", data=b"2"),), target, build_record={}, scope=("内部核对版/",)
    )
    assert "内部核对版/表.txt" not in texts(target)
    assert verify(target, nothing) == ()


# -- refusals: the old output stays whole --


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    foreign = tmp_path / "output/晨光学校"
    foreign.mkdir(parents=True)
    (foreign / "我的.txt").write_text("别动", encoding="utf-8")
    with pytest.raises(OutputError, match="不是本程序生成的"):
        publish(layout("新"), foreign, build_record={})
    assert texts(foreign) == {"我的.txt": "别动"}


@pytest.mark.parametrize("inside", ["材料", "上交/德育处", "数据", "文字", "模板"])
def test_output_inside_the_sources_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(OutputError, match="输出不能放在"):
        refuse(tmp_path / inside / "output", tmp_path, "晨光学校")


def test_a_source_that_changed_meanwhile_is_refused(tmp_path: Path, target: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"new")
    file = OutputFile(path="迎检版/a.pdf", copy_of=source, sha256="0" * 64)
    with pytest.raises(OutputError, match="被改动"):
        publish((file,), target, build_record={})
    assert texts(target)["迎检版/0 盒/目录.txt"] == "旧 0\n"
    assert verify(target, nothing) == ()


def test_a_second_run_is_refused_while_one_holds_the_lock(target: Path) -> None:
    with locked(Places(target)), pytest.raises(OutputError, match="另一个 dossier"):
        subprocess_publish(target)


def subprocess_publish(target: Path) -> None:
    """The same in another process, where the lock of this one counts."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(publish, (layout("新"), target), {"build_record": {}})


# -- kills --

KILLED = """
import sys, pathlib
from dossier.model import OutputFile
from dossier.publish import publish
target = pathlib.Path(sys.argv[1])
print("start", flush=True)
version = 0
while True:
    version += 1
    files = tuple(OutputFile(path=f"迎检版/{n}.txt", data=f"{version}\\n".encode() * 2000) for n in range(20))
    publish(files, target, build_record={})
"""


@pytest.mark.parametrize("moment", range(50))
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, moment: int) -> None:
    target = tmp_path / "output/校"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline()
        deadline = time.monotonic() + 0.02 + 0.004 * moment
        while time.monotonic() < deadline or not target.exists():
            os.sched_yield()
        child.send_signal(signal.SIGKILL)
    recover(target)
    assert verify(target, nothing) == ()
    assert len(set(texts(target).values())) == 1
    assert len(texts(target)) == 20
    assert [path.name for path in target.parent.iterdir() if path.suffix != ".lock"] == ["校"]


@pytest.mark.parametrize("step", range(1, 9))
def test_a_failure_of_each_rename_and_removal_in_turn_is_survived(
    target: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """The k-th system call that moves or deletes fails for k = 1, 2, 3 …; then the next run mends it."""
    calls = 0

    def failing(name: str) -> None:
        real = getattr(Path, name)

        def call(self: Path, *args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step:
                raise PermissionError(13, "正被占用", str(self))
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Path, name, call)

    for name in ("rename", "replace", "unlink"):
        failing(name)
    with contextlib.suppress(OutputError, PermissionError):
        publish(layout("新"), target, build_record={})
    monkeypatch.undo()
    recover(target)
    assert verify(target, nothing) == ()
    assert set(texts(target).values()) in ({f"旧 {n}\n" for n in range(5)}, {f"新 {n}\n" for n in range(5)})


# -- verify --


def test_a_flipped_byte_a_removed_an_added_and_a_renamed_file_are_found(target: Path) -> None:
    data = bytearray((target / "迎检版/0 盒/目录.txt").read_bytes())
    data[0] ^= 1
    (target / "迎检版/0 盒/目录.txt").write_bytes(data)
    (target / "迎检版/1 盒/目录.txt").unlink()
    (target / "迎检版/多的.txt").write_text("x", encoding="utf-8")
    (target / "迎检版/2 盒/目录.txt").rename(target / "迎检版/2 盒/改名.txt")
    assert [(d.kind, d.path) for d in verify(target, nothing)] == [
        ("changed", "迎检版/0 盒/目录.txt"),
        ("missing", "迎检版/1 盒/目录.txt"),
        ("renamed", "迎检版/2 盒/目录.txt"),
        ("added", "迎检版/多的.txt"),
    ]


def test_a_folder_that_is_no_output_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="找不到校验清单"):
        verify(tmp_path, nothing)


# -- whatever a person does in the output --


def kept(target: Path) -> list[tuple[str, str, str]]:
    record = json.loads((target / "系统/build.json").read_text(encoding="utf-8"))
    return [(entry["path"], entry["kind"], entry.get("new", "")) for entry in record["kept"]]


def is_whole(target: Path) -> bool:
    """Whether verify and sha256sum both agree."""
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "系统/manifest-sha256.txt"], cwd=target, capture_output=True
    )
    return verify(target, nothing) == () and not done.stdout + done.stderr


def test_an_edit_of_the_new_version_is_kept_too(target: Path) -> None:
    first, second = target / "迎检版/0 盒/目录.txt", target / "迎检版/0 盒/目录（新生成）.txt"
    for place in (first, second):
        place.write_text(f"改过 {place.name}", encoding="utf-8")
        publish(layout("新"), target, build_record={})
    assert [place.read_text(encoding="utf-8") for place in (first, second)] == [
        "改过 目录.txt",
        "改过 目录（新生成）.txt",
    ]
    assert (target / "迎检版/0 盒/目录（新生成2）.txt").read_text(encoding="utf-8") == "新 0\n"
    assert is_whole(target)


def test_an_edit_taken_back_is_no_edit_any_more(target: Path) -> None:
    edited = target / "迎检版/0 盒/目录.txt"
    edited.write_text("改过", encoding="utf-8")
    publish(layout("旧"), target, build_record={})
    edited.write_text("旧 0\n", encoding="utf-8")
    assert publish(layout("旧"), target, build_record={}).problems == ()
    assert (kept(target), len(texts(target))) == ([], 5)


def test_what_a_person_changed_is_known_before_the_next_run(target: Path) -> None:
    edited = "迎检版/0 盒/目录.txt"
    assert changed(layout("新"), target) == frozenset()
    (target / edited).write_text("改过", encoding="utf-8")
    for _ in range(2):
        assert changed(layout("新"), target) == {edited}
        publish(layout("新"), target, build_record={})
    (target / edited).write_text("新 0\n", encoding="utf-8")
    assert changed(layout("新"), target) == frozenset()
    assert changed(layout("新"), target / "没有") == frozenset()


def test_a_kept_copy_that_a_person_deletes_gives_its_place_back(target: Path) -> None:
    edited = target / "迎检版/0 盒/目录.txt"
    edited.write_text("改过", encoding="utf-8")
    publish(layout("新"), target, build_record={})
    edited.unlink()
    assert publish(layout("新"), target, build_record={}).problems == ()
    assert (edited.read_text(encoding="utf-8"), len(texts(target))) == ("新 0\n", 5)


def test_an_edited_file_that_is_no_longer_made_stays(target: Path) -> None:
    edited = target / "迎检版/4 盒/目录.txt"
    edited.write_text("改过", encoding="utf-8")
    os.utime(edited, (1_600_000_000, 1_600_000_000))
    for _ in range(2):
        publish(layout("新", 2), target, build_record={})
        assert kept(target) == [("迎检版/4 盒/目录.txt", "edited", "")]
    assert (edited.read_text(encoding="utf-8"), edited.stat().st_mtime) == ("改过", 1_600_000_000)


def test_a_run_of_a_part_still_knows_which_version_is_ours(target: Path) -> None:
    (target / "迎检版/0 盒/目录.txt").write_text("改过", encoding="utf-8")
    publish(layout("新"), target, build_record={})
    before = kept(target)
    publish(
        (OutputFile(path="内部核对版/表.txt", data=b"1"),), target, build_record={}, scope=("内部核对版/",)
    )
    assert kept(target) == before == [("迎检版/0 盒/目录.txt", "edited", "迎检版/0 盒/目录（新生成）.txt")]


def test_a_run_of_a_part_leaves_the_record_of_the_build(target: Path) -> None:
    def record() -> dict[str, object]:
        found = json.loads((target / "系统/build.json").read_text(encoding="utf-8"))
        return {name: found[name] for name in found if name != "kept"}

    part = (OutputFile(path="内部核对版/表.txt", data=b"1"),)
    publish(layout("新"), target, build_record={"dossier": "1", "converter": {"LibreOffice": "7"}})
    for version in ("2", "3"):
        publish(part, target, build_record={"dossier": version}, scope=("内部核对版/",), part="check")
        assert record() == {
            "dossier": "1",
            "converter": {"LibreOffice": "7"},
            "check": {"dossier": version},
        }
    publish(layout("新"), target, build_record={"dossier": "3"})
    assert record() == {"dossier": "3"}
    (target / "系统/build.json").write_text('{"dossier": "by hand"}', encoding="utf-8")
    publish(part, target, build_record={"dossier": "4"}, scope=("内部核对版/",), part="check")
    assert record() == {"check": {"dossier": "4"}}


@pytest.mark.skipif(os.name == "nt", reason="such names and links are POSIX")
def test_names_links_and_empty_folders_of_people_are_carried_over(target: Path) -> None:
    place = target / "补充"
    (place / "空").mkdir(parents=True)
    for name in ("a b.txt", "a\\b.txt", "a\nb.txt", os.fsdecode("照片".encode("gbk"))):
        (place / name).write_text("x", encoding="utf-8")
    (place / "链接").symlink_to("/etc")
    (place / "断").symlink_to("没有")
    os.mkfifo(place / "管道")
    before = sorted(path for path in place.rglob("*") if path.name != "管道")
    for _ in range(2):
        publish(layout("新"), target, build_record={})
        assert sorted(place.rglob("*")) == before
        assert (place / "链接").readlink() == Path("/etc")
        assert is_whole(target)
        assert len(kept(target)) == 6


def test_a_file_where_a_folder_is_needed_and_a_folder_where_a_file_is(target: Path) -> None:
    (target / "迎检版/0 盒").rename(target / "迎检版/别处")
    (target / "迎检版/0 盒").write_text("我的", encoding="utf-8")
    (target / "迎检版/1 盒/目录.txt").unlink()
    (target / "迎检版/1 盒/目录.txt").mkdir()
    (target / "迎检版/1 盒/目录.txt/我的").write_text("我的", encoding="utf-8")
    for _ in range(2):
        publish(layout("新"), target, build_record={})
        aside = target / "内部核对版/人工改动/迎检版"
        for name in ("0 盒", "1 盒/目录.txt/我的"):
            assert (aside / name).read_text(encoding="utf-8") == "我的"
        assert (target / "迎检版/1 盒/目录.txt").read_text(encoding="utf-8") == "新 1\n"
        assert is_whole(target)


def test_a_name_that_differs_by_case_alone_never_meets_ours(target: Path) -> None:
    publish((OutputFile(path="迎检版/index.html", data=b"1"),), target, build_record={})
    (target / "迎检版/INDEX.html").write_bytes(b"2")
    publish((OutputFile(path="迎检版/index.html", data=b"1"),), target, build_record={})
    assert (target / "内部核对版/人工改动/迎检版/INDEX.html").read_bytes() == b"2"


@pytest.mark.parametrize("lost", ["系统/build.json", "系统/manifest-sha256.txt"])
def test_without_the_records_no_edit_is_lost(target: Path, lost: str) -> None:
    edited = target / "迎检版/0 盒/目录.txt"
    edited.write_text("改过", encoding="utf-8")
    publish(layout("新"), target, build_record={})
    (target / lost).write_text("垃圾", encoding="utf-8")
    publish(layout("更新"), target, build_record={})
    assert edited.read_text(encoding="utf-8") == "改过"
    assert is_whole(target)


@pytest.mark.parametrize("leads", ["里", "没有"])
@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_in_the_outputs_place_is_refused_and_stays(tmp_path: Path, leads: str) -> None:
    (tmp_path / "里").mkdir()
    (tmp_path / "校").symlink_to(tmp_path / leads)
    with pytest.raises(OutputError, match="快捷方式"):
        publish(layout("新"), tmp_path / "校", build_record={})
    assert (tmp_path / "校").is_symlink()
    assert list((tmp_path / "里").iterdir()) == []


def test_a_short_name_never_makes_a_root_the_output(tmp_path: Path) -> None:
    (tmp_path / "上交").mkdir()
    with pytest.raises(OutputError, match="输出不能放在“上交”"):
        refuse(tmp_path, tmp_path, "上交")


def refused_as_full(target: Path) -> bool:
    try:
        publish(layout("新"), target, build_record={})
    except OutputError as error:
        return "磁盘空间不够" in error.message
    return False


def test_a_full_disk_at_each_file_in_turn_leaves_the_old_output(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The k-th file that is flushed finds no room, for k = 1, 2, 3 … until a run completes."""
    real = os.fsync
    for full in range(1, 100):
        calls = 0

        def fsync(handle: int, full: int = full) -> None:
            nonlocal calls
            calls += 1
            if calls == full:
                raise OSError(28, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)
        if not refused_as_full(target):
            break
        assert texts(target)["迎检版/0 盒/目录.txt"] == "旧 0\n"
        assert [path.name for path in target.parent.iterdir() if path.suffix != ".lock"] == [target.name]
    assert full > 7
    assert set(texts(target).values()) == {f"新 {number}\n" for number in range(5)}
    assert is_whole(target)


# -- one record where a person names a file --


def test_a_record_is_never_written_over_a_source_or_somebodys_file(tmp_path: Path) -> None:
    (tmp_path / "材料").mkdir()
    (tmp_path / "dossier.toml").write_text("x = 1\n", encoding="utf-8")
    for place in ("材料/新.json", "dossier.toml", "材料"):
        with pytest.raises(OutputError):
            refuse_file(tmp_path / place, tmp_path)
    for _ in range(2):
        refuse_file(tmp_path / "结果.json", tmp_path)
        write_file(tmp_path / "结果.json", b'{\n "dossier": "1"\n}\n')
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["dossier.toml", "材料", "结果.json"]
    with pytest.raises(OutputError, match="没有这个位置"):
        write_file(tmp_path / "没有/结果.json", b"{}")
