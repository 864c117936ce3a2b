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
from dossier.publish import publish, recover, refuse, verify
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


@pytest.mark.parametrize("moment", range(10))
def test_a_kill_at_any_moment_leaves_the_old_or_the_new(tmp_path: Path, moment: int) -> None:
    target = tmp_path / "output/校"
    with subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline()
        deadline = time.monotonic() + 0.02 + 0.013 * moment
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
