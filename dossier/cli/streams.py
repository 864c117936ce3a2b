"""The streams of this process, made fit for anything: closed ones, readers that leave, consoles without Chinese."""

from __future__ import annotations

import io
import os
import sys
from typing import Any, TextIO


def use_utf8() -> None:
    """Start this process again where it would take file names for something else than UTF-8.

    A system set to GBK, or to no language at all, still holds names in UTF-8; the screen keeps its own encoding.
    """
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8":
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        variables = {"PYTHONIOENCODING": encoding, **os.environ, "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], variables)


def prepare() -> None:
    """Give every standard stream a file, and let a character that a console lacks be shown by its number."""
    while (
        spare := os.open(os.devnull, os.O_RDWR)
    ) <= 2:  # a closed one would be taken by the next file opened
        pass
    os.close(spare)
    if sys.stdin is None:
        sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = _writer(sys.stdout, sys.__stdout__, 1)
    sys.stderr = _writer(sys.stderr, sys.__stderr__, 2)


class _Patient(io.FileIO):
    """A stream whose reader may leave (``| head``): what comes after is dropped, and the exit code still tells.

    Any other failure is told once; the interpreter's own last flush must not stumble over it again.
    """

    _failed = False

    def write(self, data: Any) -> int:
        """Write, or act as if."""
        try:
            return len(data) if self._failed else super().write(data)
        except BrokenPipeError:
            return len(data)
        except OSError:
            self._failed = True
            raise


def _writer(stream: TextIO | None, original: TextIO | None, number: int) -> TextIO:
    if stream is not None and (stream is not original or os.name == "nt"):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        return stream
    raw = _Patient(number, "wb", closefd=False)
    encoding = stream.encoding if stream else "utf-8"
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding, errors="backslashreplace", line_buffering=raw.isatty()
    )
