"""The guard: whatever a child does, the caller gets an outcome and no process stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.guard import Done, Failed, Limits, Pool, run
from tests import guard_targets as do

ROOM = Limits(seconds=60, memory_mb=2048)
SHORT = Limits(seconds=2, memory_mb=2048)
posix = pytest.mark.skipif(os.name == "nt", reason="limits of POSIX systems")


def target(function: Callable[..., object]) -> str:
    return f"tests.guard_targets:{function.__name__}"


def is_alive(pid: int) -> bool:
    """Whether a process still runs; a zombie nobody reaped counts as running."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/status")
    orphan = status.exists() and "PPid:\t1\n" in status.read_text() and "State:\tZ" in status.read_text()
    return not orphan


@pytest.mark.parametrize("value", [None, True, 1.5, "均衡编班\ud800", {"键": [1, 2, {"x": ""}]}])
def test_json_goes_both_ways(value: object) -> None:
    assert run(target(do.echo), value, ROOM) == Done(value)


def test_large_values_pass() -> None:
    value = "字" * 2_000_000
    assert run(target(do.echo), value, ROOM) == Done(value)


def test_an_exception_is_named() -> None:
    assert run(target(do.fail), "坏了", ROOM) == Failed("error", "ValueError: 坏了")


def test_a_missing_function_is_an_error_not_a_crash() -> None:
    outcome = run("tests.guard_targets:nothing_of_the_kind", None, ROOM)
    assert isinstance(outcome, Failed)
    assert outcome.reason == "error"


def test_a_value_that_is_not_json_is_an_error() -> None:
    outcome = run(target(do.unserialisable), None, ROOM)
    assert isinstance(outcome, Failed)
    assert outcome.reason == "error"


@pytest.mark.parametrize("code", [0, 3])
def test_a_dead_child_is_crashed(code: int) -> None:
    assert run(target(do.die), code, ROOM) == Failed("crashed", f"exit status {code}")


@posix
def test_abort_is_crashed() -> None:
    assert run(target(do.abort), None, ROOM) == Failed("crashed", f"exit status {-signal.SIGABRT}")


@posix
def test_memory_is_limited() -> None:
    outcome = run(target(do.eat), None, ROOM)
    assert outcome == Failed("memory", "MemoryError")


def test_a_spinning_child_is_stopped() -> None:
    outcome = run(target(do.spin), None, SHORT)
    assert isinstance(outcome, Failed)
    assert outcome.reason == "timeout"


@posix
def test_a_hanging_child_dies_with_its_own_children(tmp_path: Path) -> None:
    pidfile = tmp_path / "pids"
    outcome = run(target(do.hang), str(pidfile), SHORT)
    assert isinstance(outcome, Failed)
    assert outcome.reason == "timeout"
    pids = [int(pid) for pid in pidfile.read_text().split()]
    assert len(pids) == 2
    wait_until(lambda: not any(is_alive(pid) for pid in pids))


def test_printing_does_not_break_the_protocol() -> None:
    assert run(target(do.chatter), 7, ROOM) == Done(7)


def test_the_child_has_no_stdin() -> None:
    assert run(target(do.read_stdin), None, ROOM) == Done("")


def test_a_pool_keeps_the_order_and_blames_only_the_guilty() -> None:
    names = ["a", "die", "b", "hang", "c", "fail", "d"]
    with Pool(2) as pool:
        outcomes = list(pool.map(target(do.by_name), names, SHORT))
    shown = [outcome.value if isinstance(outcome, Done) else outcome.reason for outcome in outcomes]
    assert shown == ["a", "crashed", "b", "timeout", "c", "error", "d"]


def test_a_pool_reuses_its_workers() -> None:
    with Pool(1) as pool:
        pids = list(pool.map(target(do.who), range(5), ROOM))
    assert len(set(pids)) == 1


def test_a_crash_is_tried_once_more_in_a_fresh_worker(tmp_path: Path) -> None:
    with Pool(1) as pool:
        outcomes = list(pool.map(target(do.die_the_first_time), [str(tmp_path / "marker")], ROOM))
    assert outcomes == [Done("second try")]


@posix
def test_leaving_a_pool_in_the_middle_ends_every_child(tmp_path: Path) -> None:
    pidfile = tmp_path / "pids"

    def interrupted() -> None:
        with Pool(1) as pool:
            pool.map(target(do.hang), [str(pidfile)], ROOM)
            wait_until(lambda: pidfile.exists() and len(pidfile.read_text().split()) == 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    wait_until(lambda: not any(is_alive(int(pid)) for pid in pidfile.read_text().split()))


@posix
def test_children_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    pidfile = tmp_path / "pids"
    code = (
        "from dossier.guard import Limits, run\n"
        f"run('tests.guard_targets:hang', {str(pidfile)!r}, Limits(600, 2048))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parent.parent)
    wait_until(lambda: pidfile.exists() and len(pidfile.read_text().split()) == 2)
    parent.kill()
    parent.wait()
    wait_until(lambda: not any(is_alive(int(pid)) for pid in pidfile.read_text().split()))


def wait_until(condition: Callable[[], bool]) -> None:
    """Give other processes a moment; what never comes true fails the test."""
    pause = threading.Event()
    for _ in range(600):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError("it never came true")
