"""What guarded children are asked to do in the tests."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def echo(value: Any) -> Any:
    return value


def who(_: Any) -> int:
    return os.getpid()


def hang(pidfile: str) -> None:
    """Never returns, and has a child of its own that never returns either."""
    grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(pidfile).write_text(f"{os.getpid()} {grandchild.pid}")
    time.sleep(600)


def spin(_: Any) -> None:
    while True:
        pass


def die(code: int) -> None:
    os._exit(code)


def abort(_: Any) -> None:
    os.abort()


def eat(_: Any) -> int:
    return len(bytearray(8 << 30))


def fail(word: str) -> None:
    raise ValueError(word)


def chatter(value: Any) -> Any:
    print("noise on stdout", flush=True)
    os.write(1, b'{"value": "forged"}\n')
    print("noise on stderr", file=sys.stderr)
    return value


def read_stdin(_: Any) -> str:
    return sys.stdin.read()


def unserialisable(_: Any) -> object:
    return object()


def by_name(name: str) -> str:
    """Misbehave as told by *name*; anything else comes back."""
    if name == "die":
        os._exit(3)
    if name == "hang":
        time.sleep(600)
    if name == "fail":
        raise ValueError(name)
    return name


def die_the_first_time(marker: str) -> str:
    path = Path(marker)
    if not path.exists():
        path.touch()
        os._exit(1)
    return "second try"


def misread(payload: dict[str, Any]) -> dict[str, Any]:
    """Stand in for the reader of examine; the file's name says what goes wrong."""
    name = Path(payload["disk"]).name
    if name == "hang.txt" or (name == "slow.txt" and payload["deep"]):
        time.sleep(600)
    if name == "die.txt":
        os._exit(9)
    if name == "eat.txt":
        raise MemoryError
    if name == "fail.txt":
        raise ValueError(name)
    from dossier.examine.facts import Facts

    return {"sha256": "0" * 64, "fingerprint": [0, 0, 0, 0], "facts": Facts(kind="txt").to_json()}


READ = ("均衡编班实施方案", "为进一步规范学校编班行为，维护教育公平，特制定本实施方案。")


def recognise(_: Any) -> dict[str, Any]:
    """Stand in for the engine that reads scans."""
    lines = [[text, 0.99, 100, 100 + 80 * number, 800, 160 + 60 * number] for number, text in enumerate(READ)]
    return {"width": 900, "height": 1200, "lines": lines}
