"""A private folder for one run: members of archives, pages in the make. A killed run's is cleared away by the next.

Such folders hold copies of the school's papers, so none may stay behind. Each has a lock beside it that dies with its
process; whoever can take the lock of a folder knows that nobody uses it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_NAME = "dossier-run-"
_LOCK = ".lock"
_WAIT = 60
"""Seconds; a sweeping run holds a new lock for a moment at most."""


@contextmanager
def workspace() -> Iterator[Path]:
    """Yield an empty folder in the system's temporary folder, deleted in the end.

    Raises:
        OSError: it cannot be made.
    """
    handle, name = tempfile.mkstemp(_LOCK, _NAME)
    os.close(handle)
    folder = Path(name.removesuffix(_LOCK))
    try:
        with FileLock(name, timeout=_WAIT):
            _sweep(folder.parent)
            folder.mkdir(mode=0o700)
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        Path(name).unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    """Delete what killed runs left in *place*; what belongs to somebody else, or is in use, stays."""
    for left in sorted(place.glob(f"{_NAME}*{_LOCK}")):
        with contextlib.suppress(OSError, Timeout), FileLock(left, timeout=0):
            shutil.rmtree(left.with_suffix(""), ignore_errors=True)
            left.unlink()
