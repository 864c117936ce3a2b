"""Every entry below a folder, by ``lstat`` alone: nothing is opened, no link is followed.

Nearly all entries are files whose names need no thought; they become sources at once. Whatever else there is comes as
an :class:`Entry`, to be judged by its name.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from dossier.cache import fingerprint
from dossier.collect.junk import is_plain, is_plain_folder
from dossier.model import Root, SourceFile

_REPARSE_LINKS = (0xA000000C, 0xA0000003)
"""Symbolic links and junctions of Windows; other reparse points are cloud files, which are real."""
_WINDOWS = os.name == "nt"
_LONGEST_PLAIN = 240
"""Longer paths need a prefix on Windows."""


@dataclass(frozen=True)
class Entry:
    """Something in a folder that needs a closer look."""

    path: str
    """POSIX, below the project; may hold lone surrogates."""
    place: str
    kind: Literal["file", "link", "special", "denied", "gone"]
    """``denied``: a folder that cannot be listed, or an entry that cannot be looked at."""
    size: int = 0
    mtime_ns: int = 0
    fingerprint: tuple[int, ...] = ()


class _Folder(NamedTuple):
    path: str
    place: str
    department: str
    plain: bool
    """Whether nothing in the names of the folders above needs a thought."""


def walk(folder: Path, root: Root) -> tuple[list[SourceFile], list[Entry]]:
    """What lies below *folder*, which is called *root* in paths; in no particular order.

    Raises:
        OSError: *folder* itself cannot be listed.
    """
    files: list[SourceFile] = []
    entries: list[Entry] = []
    folders = [_Folder(root, os.fspath(folder), "", True)]
    while folders:
        above = folders.pop()
        try:
            with os.scandir(_long(above.place)) as listing:
                found = list(listing)
        except OSError:
            if above.path == root:
                raise
            entries.append(Entry(above.path, above.place, "denied"))
            continue
        for item in found:
            name, path = item.name, f"{above.path}/{item.name}"
            try:
                # What a folder of Windows says of a file may be stale, and lacks the inode.
                status = os.lstat(item.path) if _WINDOWS else item.stat(follow_symlinks=False)
            except FileNotFoundError:
                entries.append(Entry(path, item.path, "gone"))
                continue
            except OSError:
                entries.append(Entry(path, item.path, "denied"))
                continue
            if above.plain and stat.S_ISREG(status.st_mode) and status.st_size and is_plain(name):
                place = _long(item.path) if _WINDOWS else item.path
                size, moment = status.st_size, status.st_mtime_ns
                print_ = fingerprint(status)
                files.append(SourceFile(path, root, place, size, moment, above.department, "", print_))
            elif stat.S_ISDIR(status.st_mode) and not is_link(status):
                department = name if root == "上交" and above.path == root else above.department
                plain = above.plain and is_plain_folder(name)
                folders.append(_Folder(path, f"{above.place}{os.sep}{name}", department, plain))
            else:
                entries.append(_entry(path, item.path, status))
    return files, entries


def _entry(path: str, place: str, status: os.stat_result) -> Entry:
    if is_link(status):
        return Entry(path, place, "link")
    if not stat.S_ISREG(status.st_mode):
        return Entry(path, place, "special")
    return Entry(path, _long(place), "file", status.st_size, status.st_mtime_ns, fingerprint(status))


def is_link(status: os.stat_result) -> bool:
    """Whether this is a symbolic link, or a junction of Windows."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _REPARSE_LINKS


def _long(path: str) -> str:
    if not _WINDOWS or len(path) < _LONGEST_PLAIN or path.startswith("\\\\"):
        return path
    return f"\\\\?\\{path}"
