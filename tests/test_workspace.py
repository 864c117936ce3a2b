"""No copy of the school's papers stays behind in the temporary folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dossier.workspace import workspace

KILLED = """
import os, signal
from dossier.workspace import workspace
with workspace() as folder:
    (folder / "名单.pdf").write_bytes(b"1")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_it_is_empty_private_and_gone_afterwards(place: Path) -> None:
    with workspace() as folder:
        assert list(folder.iterdir()) == []
        assert folder.stat().st_mode & 0o077 == 0
        (folder / "a").write_bytes(b"1")
    assert list(place.iterdir()) == []


def test_an_error_inside_leaves_nothing(place: Path) -> None:
    with pytest.raises(ZeroDivisionError), workspace():
        raise ZeroDivisionError
    assert list(place.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_what_a_killed_run_left_is_swept_and_what_runs_is_not(place: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert [path.name for path in place.rglob("*.pdf")] == ["名单.pdf"]
    with workspace() as one:
        assert not list(place.rglob("*.pdf"))
        (one / "b").write_bytes(b"1")
        with workspace():
            pass
        assert (one / "b").is_file()
    assert list(place.iterdir()) == []


def test_folders_that_are_not_ours_stay(place: Path) -> None:
    (place / "dossier-别人").mkdir()
    with workspace():
        pass
    assert [path.name for path in place.iterdir()] == ["dossier-别人"]
