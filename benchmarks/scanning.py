"""What a second look at fifty thousand files costs before anything is read: finding them and seeing that none changed."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks import names
from benchmarks.pairs import Ratio, calls
from dossier.cache import Cache
from dossier.collect import collect

_COUNT = 50_000
_TRUSTED_AFTER = 3
"""Seconds until a file just written is old enough for its stat to be believed."""


def no_change_against_scandir() -> Ratio:
    """Every file found, named, put in order, known to be no archive / ``scandir`` and ``stat`` of the same tree."""
    with tempfile.TemporaryDirectory() as made:
        root = Path(made) / "project"
        _plant(root)
        time.sleep(_TRUSTED_AFTER)
        cache, workspace = Cache(Path(made) / "cache"), Path(made) / "workspace"

        def ours() -> int:
            return len(collect(root, workspace, cache=cache).files)

        def theirs() -> int:
            return _bare(os.fspath(root))

        if ours() != theirs():
            raise AssertionError("the two do not find the same")
        return calls(f"no-change scan of {_COUNT:,} files / bare scandir and stat", 1.5, ours, theirs)


def _plant(root: Path) -> None:
    for document in names.documents(names.checklist(), _COUNT):
        file = root / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def _bare(root: str) -> int:
    found = 0
    folders = [root]
    while folders:
        with os.scandir(folders.pop()) as listing:
            for entry in listing:
                entry.stat(follow_symlinks=False)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    found += 1
    return found
