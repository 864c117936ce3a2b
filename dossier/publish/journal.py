"""The swap of a finished tree into place, and its recovery after a kill at any moment.

A non-empty folder cannot be replaced by one rename, and Windows refuses a rename while Word holds a file. So: the
journal is written when the new tree is whole; then old → aside, new → target, journal away, old away. Whoever finds
a journal finishes the swap; whoever finds a staged tree without one throws it away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from dossier.errors import OutputError, reason
from dossier.publish.places import Places


@contextmanager
def locked(places: Places) -> Iterator[None]:
    """Hold the output folder for this process; the lock dies with it.

    Raises:
        OutputError: another process holds it, or the parent folder cannot be written.
    """
    try:
        places.lock.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(places.lock, timeout=0)
        lock.acquire()
    except Timeout:
        if not places.lock.exists():  # some systems refuse a file as if somebody held it
            raise OutputError(f"输出文件夹“{places.target.parent.name}”不能写入，请换一个位置。") from None
        raise OutputError(f"另一个 dossier 正在写“{places.target.name}”，请等它结束后再运行。") from None
    except OSError as error:
        raise OutputError(
            f"输出文件夹“{places.target.parent.name}”不能写入（{reason(error)}），请换一个位置。"
        ) from error
    try:
        _recovered(places)
        yield
    finally:
        lock.release()


def _recovered(places: Places) -> None:
    try:
        recover_locked(places)
    except OSError as error:
        raise OutputError(
            f"上次没写完的“{places.target.name}”收拾不了（{reason(error)}），请关闭其中打开的文件后重新运行。"
        ) from error


def recover(target: Path) -> None:
    """Finish or undo what a killed run left beside *target*; does nothing when there is nothing to do."""
    places = Places(target)
    if any(
        os.path.lexists(place)
        for place in (places.journal, _part(places.journal), places.staging, places.retired)
    ):
        with locked(places):
            pass


def recover_locked(places: Places) -> None:
    """As :func:`recover`, for a caller that holds the lock."""
    if places.journal.exists():
        if places.staging.exists():
            _exchange(places)
        places.journal.unlink()
    elif places.retired.exists() and not places.target.exists():
        places.retired.rename(places.target)
    _part(places.journal).unlink(missing_ok=True)
    remove_tree(places.retired)
    remove_tree(places.staging)


def swap(places: Places) -> None:
    """Put the finished staging tree in the target's place.

    Raises:
        OutputError: a file of the old output is open elsewhere; the old output is whole.
        OSError: the journal could not be written; nothing was moved.
    """
    write_whole(places.journal, b"swap\n")
    try:
        _exchange(places)
    except OSError as error:
        places.journal.unlink(missing_ok=True)
        remove_tree(places.staging)
        raise OutputError(
            f"“{places.target.name}”里有文件正被 Word、WPS 或其他程序打开，请关闭后重新运行；原有输出没有改动。"
        ) from error
    with contextlib.suppress(OSError):  # the new output stands; whoever comes next clears away
        places.journal.unlink()
        _sync_folder(places.target.parent)
        remove_tree(places.retired)


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file so that it is either absent, old or whole."""
    part = _part(path)
    try:
        with part.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # it stands; only its outliving a power cut is in doubt
        _sync_folder(path.parent)


def remove_tree(folder: Path) -> None:
    """Delete *folder* and all below it, read-only entries included; what resists is left for the next run."""
    with contextlib.suppress(OSError):
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder, onerror=_make_writable)


def _exchange(places: Places) -> None:
    if places.target.exists():
        remove_tree(places.retired)
        places.target.rename(places.retired)
    try:
        places.staging.rename(places.target)
    except OSError:
        if places.retired.exists():
            places.retired.rename(places.target)
        raise


def _make_writable(function: Callable[..., object], path: str, _: object) -> None:
    """Open what resists and its folder, and try again; a link is never followed."""
    for place in (Path(path).parent, Path(path)):
        if not place.is_symlink():
            place.chmod(stat.S_IRWXU)
    if function in (os.unlink, os.rmdir):
        function(path)
    else:  # a folder that could not be listed
        shutil.rmtree(path, ignore_errors=True)


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
