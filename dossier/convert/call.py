"""Runs in the guarded child: one call of LibreOffice, never longer than its patience.

It stays in the child's process group, so that whatever ends the child — a limit, Ctrl-C, the death of the whole
run — ends LibreOffice and everything that it started.
"""

from __future__ import annotations

import contextlib
import subprocess
import time
from pathlib import Path
from typing import Any, Literal

from dossier.convert.profile import environment, fontconfig_file, new_profile

_LOOK_EVERY = 0.1
_OPTIONS = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nologo",
    "--nodefault",
    "--nolockcheck",
    "--nofirststartwizard",
)


class HungError(Exception):
    """No PDF has appeared for too long; the guard ends the process group of a child that raises."""


def call(payload: dict[str, Any]) -> Literal["ended", "died"]:
    """Convert ``payload["inputs"]`` (paths with distinct stems) into the folder ``payload["folder"]``/out.

    ``kind`` is the format (pdf when none is named), ``soffice`` is the program, ``patience`` seconds without a new PDF. Whether it ended by itself or died is all that
    is returned: its exit status is 0 on every failure, and only the files count.

    Raises:
        HungError: no new PDF for ``patience`` seconds.
    """
    folder = Path(payload["folder"])
    out = folder / "out"
    out.mkdir(parents=True)
    process = subprocess.Popen(
        [
            payload["soffice"],
            f"-env:UserInstallation={new_profile(folder / 'profile')}",
            *_OPTIONS,
            "--convert-to",
            payload.get("kind", "pdf"),
            "--outdir",
            str(out),
            *payload["inputs"],
        ],
        env=dict(environment(folder, fontconfig_file(folder))),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        # Discarded, not piped: a program that floods its output must not be able to stop us.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _wait(process, out, payload["patience"])
    return "ended" if process.returncode == 0 else "died"


def _wait(process: subprocess.Popen[bytes], out: Path, patience: float) -> None:
    seen, since = 0, time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LOOK_EVERY)
            return
        made = sum(1 for _ in out.iterdir())
        if made != seen:
            seen, since = made, time.monotonic()
        elif time.monotonic() - since > patience:
            raise HungError(f"{patience:g} s")
