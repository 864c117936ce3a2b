"""The child's side of the guard; started as a script, so it imports nothing of dossier by itself.

It moves the protocol to private descriptors first, so that a library which prints cannot break it, and ends
with its whole process group as soon as the parent is gone.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import math
import os
import queue
import signal
import sys
import threading
from typing import Any, BinaryIO


def main() -> None:
    """Answer requests, one JSON line each, until the parent closes the pipe."""
    requests, answers = _private_pipes()
    settings = json.loads(requests.readline())
    sys.path[:] = settings["path"]
    _limit_process(settings["memory_mb"])
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    answer: dict[str, Any] = {"value": "ready"}
    while True:
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()
        answer = _answer(json.loads(inbox.get()))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return requests, answers


def _listen(requests: BinaryIO, inbox: queue.SimpleQueue[bytes]) -> None:
    """Hand requests on; when the parent is gone, end at once, even in the middle of a call."""
    for line in requests:
        inbox.put(line)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _limit_process(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:
        return
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_AS, memory_mb * 1024 * 1024)


def _limit_processor(seconds: float) -> None:
    """Allow *seconds* more of processor time; the limit counts from the start of the process."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds) + 1)


def _lower(kind: int, value: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (soft, hard))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    try:
        _limit_processor(request["seconds"])
        module, _, name = request["target"].partition(":")
        value = getattr(importlib.import_module(module), name)(request["payload"])
        json.dumps(value)
    except MemoryError:
        return {"failed": "memory", "detail": "MemoryError"}
    except Exception as error:  # whatever the function raises is the parent's answer
        return {"failed": "error", "detail": f"{type(error).__name__}: {error}"[:2000]}
    return {"value": value}


if __name__ == "__main__":
    main()
