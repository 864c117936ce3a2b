"""The parent's side of one child: start it, ask it, end it with everything that it started."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from dossier.guard.outcome import Done, Failed, Json, Limits, Outcome

_CHILD = Path(__file__).with_name("child.py")
_START_SECONDS = 60
"""A loaded machine may need long to start a Python; that is not the call's fault."""
_WINDOWS = os.name == "nt"
_PROCESSOR_TIME_UP = -int(getattr(signal, "SIGXCPU", 0))
_KILLED = -int(getattr(signal, "SIGKILL", 0))


class Worker:
    """One child process that answers one call at a time.

    Pipes are served by a thread of our own, because a pipe cannot be waited for with a limit on every system.
    """

    def __init__(self, limits: Limits) -> None:
        self.memory_mb = limits.memory_mb
        self._process = _start()
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        self._closed = threading.Lock()
        self._ready = False

    def ask(self, target: str, payload: Json, limits: Limits) -> Outcome:
        """Call *target* with *payload*; after a :class:`Failed` the worker must be closed."""
        if not self._ready:
            path = [entry for entry in sys.path if entry]
            outcome = self._exchange({"path": path, "memory_mb": self.memory_mb}, _START_SECONDS)
            if isinstance(outcome, Failed):
                return outcome
            self._ready = True
        request = {"target": target, "payload": payload, "seconds": limits.seconds}
        return self._exchange(request, limits.seconds)

    def close(self) -> None:
        """End the child, its whole group and our thread. Safe to call twice and from another thread."""
        with self._closed:
            if self._process.returncode is None:
                _kill_group(self._process)
                self._process.wait()
        self._requests.put(None)
        self._thread.join(timeout=5)

    def _exchange(self, request: Json, seconds: float) -> Outcome:
        self._requests.put(json.dumps(request).encode("ascii") + b"\n")
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            return Failed("timeout", f"{seconds:g} s")
        return _outcome(answer) if answer.endswith(b"\n") else self._post_mortem()

    def _serve(self) -> None:
        requests, answers = _pipes(self._process)
        with contextlib.suppress(OSError, ValueError), requests, answers:
            while (request := self._requests.get()) is not None:
                answer = b""
                with contextlib.suppress(OSError):
                    requests.write(request)
                    requests.flush()
                    answer = answers.readline()
                self._answers.put(answer)

    def _post_mortem(self) -> Failed:
        """Say how the child died. Its group is ended before it is reaped, while its number is not reused."""
        with self._closed:
            if self._process.returncode is None:
                ended_by_itself = _await_end(self._process)
                _kill_group(self._process)
                self._process.wait()
                if not ended_by_itself:
                    return Failed("crashed", "closed its pipe")
        code = self._process.returncode
        if _PROCESSOR_TIME_UP and code == _PROCESSOR_TIME_UP:
            return Failed("timeout", "processor time")
        if _KILLED and code == _KILLED:
            return Failed("memory", "killed by the system")
        return Failed("crashed", f"exit status {code}")


def _start() -> subprocess.Popen[bytes]:
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=not _WINDOWS,
        creationflags=flags,
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ValueError("the child was started without pipes")
    return process.stdin, process.stdout


def _await_end(process: subprocess.Popen[bytes]) -> bool:
    """Wait until a child that closed its pipe has ended, without reaping it where that is possible."""
    if sys.platform == "win32":
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        return process.returncode is not None
    pause = threading.Event()
    for _ in range(100):
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        pause.wait(0.02)
    return False


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _outcome(answer: bytes) -> Outcome:
    message = json.loads(answer)
    if "failed" in message:
        return Failed(message["failed"], message["detail"])
    return Done(message["value"])
