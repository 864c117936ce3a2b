"""Every entry below a folder, by ``lstat`` alone: nothing is opened, no link is followed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier.cache import fingerprint

_REPARSE_LINKS = (0xA000000C, 0xA0000003)
"""Symbolic links and junctions of Windows; other reparse points are cloud files, which are real."""
_LONGEST_PLAIN = 240
"""Longer paths need a prefix on Windows."""


@dataclass(frozen=True)
class Entry:
    """Something in a folder."""

    path: str
    """POSIX, below the project; may hold lone surrogates."""
    disk: Path
    kind: Literal["file", "link", "special", "denied", "gone"]
    """``denied``: a folder that cannot be listed, or an entry that cannot be looked at."""
    size: int = 0
    mtime_ns: int = 0
    fingerprint: tuple[int, ...] = ()


def walk(root: Path, name: str) -> Iterator[Entry]:
    """Yield what lies below *root*, which is called *name* in paths; in no particular order.

    Raises:
        OSError: *root* itself cannot be listed.
    """
    folders = [(name, os.fspath(root))]
    while folders:
        prefix, folder = folders.pop()
        try:
            with os.scandir(_long(folder)) as listing:
                found = list(listing)
        except OSError:
            if prefix == name:
                raise
            yield Entry(prefix, Path(folder), "denied")
            continue
        for item in found:
            path, disk = f"{prefix}/{item.name}", os.path.join(folder, item.name)  # noqa: PTH118 (may be long)
            entry = _look(item, path, Path(disk))
            if entry is None:
                folders.append((path, disk))
            else:
                yield entry


def is_link(status: os.stat_result) -> bool:
    """Whether this is a symbolic link, or a junction of Windows."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _REPARSE_LINKS


def _look(item: os.DirEntry[str], path: str, disk: Path) -> Entry | None:
    """Say what *item* is; None for a folder to go into."""
    try:
        # What a folder of Windows says of a file may be stale, and lacks the inode.
        status = item.stat(follow_symlinks=False) if os.name != "nt" else disk.lstat()
    except FileNotFoundError:
        return Entry(path, disk, "gone")
    except OSError:
        return Entry(path, disk, "denied")
    if is_link(status):
        return Entry(path, disk, "link")
    if stat.S_ISDIR(status.st_mode):
        return None
    if not stat.S_ISREG(status.st_mode):
        return Entry(path, disk, "special")
    place, print_ = Path(_long(os.fspath(disk))), tuple(fingerprint(status))
    return Entry(path, place, "file", status.st_size, status.st_mtime_ns, print_)


def _long(path: str) -> str:
    if os.name != "nt" or len(path) < _LONGEST_PLAIN or path.startswith("\\\\"):
        return path
    return f"\\\\?\\{path}"
