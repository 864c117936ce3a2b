"""One call of LibreOffice: neutral inputs in, whatever PDFs it made out, and never longer than its patience.

The exit status says nothing (it is 0 on every failure); the files say everything.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier.convert.office import Converter
from dossier.convert.profile import environment, fontconfig_file, new_profile

Ending = Literal["ended", "hung", "died"]
"""It ended by itself, was ended because no PDF appeared any more, or fell to a signal."""

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


@dataclass(frozen=True)
class Desk:
    """A worker's own places: profile, scratch, output."""

    folder: Path

    @property
    def profile(self) -> Path:
        """Of LibreOffice."""
        return self.folder / "profile"

    @property
    def out(self) -> Path:
        """Where its PDFs appear."""
        return self.folder / "out"


def call(converter: Converter, desk: Desk, inputs: Sequence[Path]) -> Ending:
    """Convert *inputs* into ``desk.out``; inputs must have distinct stems."""
    desk.out.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [
            str(converter.soffice),
            f"-env:UserInstallation={new_profile(desk.profile)}",
            *_OPTIONS,
            "--convert-to",
            "pdf",
            "--outdir",
            str(desk.out.absolute()),
            *(str(path.absolute()) for path in inputs),
        ],
        env=dict(environment(desk.folder, fontconfig_file(desk.folder))),
        cwd=desk.folder,
        stdin=subprocess.DEVNULL,
        # Discarded, not piped: a program that floods its output must not be able to stop us.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
    )
    try:
        ended = _wait(process, desk.out, converter.patience)
    finally:
        _end_group(process)
    if not ended:
        return "hung"
    return "ended" if process.returncode is not None and process.returncode >= 0 else "died"


def _wait(process: subprocess.Popen[bytes], out: Path, patience: float) -> bool:
    """Wait until *process* ends; False when no new PDF has appeared for *patience* seconds."""
    seen, since = 0, time.monotonic()
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=_LOOK_EVERY)
            return True
        made = sum(1 for _ in out.iterdir())
        if made != seen:
            seen, since = made, time.monotonic()
        elif time.monotonic() - since > patience:
            return False


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and everything that it started; soffice is a script that starts the real program."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()
