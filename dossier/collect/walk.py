"""Every entry below a folder, by ``lstat`` alone: nothing is opened, no link is followed.

Nearly all entries are files whose names need no thought; they become sources at once. Whatever else there is comes as
an :class:`Entry`, to be judged by its name.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Literal, NamedTuple

from dossier.cache import fingerprint
from dossier.collect.junk import are_plain, is_plain, is_plain_folder
from dossier.model import Root, SourceFile

_REPARSE_LINKS = (0xA000000C, 0xA0000003)
"""Symbolic links and junctions of Windows; other reparse points are cloud files, which are real."""
_WINDOWS = os.name == "nt"
_LONGEST_PLAIN = 240
"""Longer paths need a prefix on Windows."""
_KIND, _REGULAR = stat.S_IFMT(0o177777), stat.S_IFREG
_AT_HAND = SourceFile._field_defaults["unpack"]


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


_Looked = tuple[str, os.stat_result]
"""A name, and what lies under it."""


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
            found = _listed(above, entries)
        except OSError:
            if above.path == root:
                raise
            entries.append(Entry(above.path, above.place, "denied"))
            continue
        regular = [one for one in found if one[1].st_mode & _KIND == _REGULAR and one[1].st_size]
        inner = _others(above, found, entries) if len(regular) < len(found) else []
        if not (above.plain and are_plain([name for name, _ in regular])):
            odd = [one for one in regular if not (above.plain and is_plain(one[0]))]
            entries += [_file(above, name, status) for name, status in odd]
            regular = [one for one in regular if above.plain and is_plain(one[0])]
        files += _sources(above, root, regular)
        for name in inner:
            department = name if root == "上交" and above.path == root else above.department
            plain = above.plain and is_plain_folder(name)
            folders.append(_Folder(f"{above.path}/{name}", _inside(above, name), department, plain))
    return files, entries


def _listed(above: _Folder, entries: list[Entry]) -> list[_Looked]:
    """What is in a folder; what cannot be looked at goes to *entries*."""
    with os.scandir(_long(above.place)) as listing:
        items = list(listing)
    try:
        return [(item.name, _status(item)) for item in items]
    except OSError:
        return list(_those_there(above, items, entries))


def _those_there(
    above: _Folder, items: Iterable[os.DirEntry[str]], entries: list[Entry]
) -> Iterator[_Looked]:
    for item in items:
        try:
            yield item.name, _status(item)
        except FileNotFoundError:
            entries.append(Entry(f"{above.path}/{item.name}", _inside(above, item.name), "gone"))
        except OSError:
            entries.append(Entry(f"{above.path}/{item.name}", _inside(above, item.name), "denied"))


def _status_by_path(item: os.DirEntry[str]) -> os.stat_result:
    return os.lstat(item.path)


_status: Callable[[os.DirEntry[str]], os.stat_result]
_status = _status_by_path if _WINDOWS else partial(os.DirEntry.stat, follow_symlinks=False)
"""What a listing of Windows says of a file may be stale, and lacks the inode."""


def _others(above: _Folder, found: list[_Looked], entries: list[Entry]) -> list[str]:
    """The folders in a folder; what is neither a folder nor a file that holds something goes to *entries*."""
    inner = []
    for name, status in found:
        if stat.S_ISDIR(status.st_mode) and not is_link(status):
            inner.append(name)
        elif not (stat.S_ISREG(status.st_mode) and status.st_size):
            entries.append(_entry(above, name, status))
    return inner


def _sources(above: _Folder, root: Root, regular: list[_Looked]) -> list[SourceFile]:
    path, place = f"{above.path}/", f"{above.place}{os.sep}"
    prints = [fingerprint(status) for _, status in regular]
    return list(
        map(
            SourceFile._make,
            zip(
                [path + name for name, _ in regular],
                repeat(root),
                [_long(place + name) if _WINDOWS else place + name for name, _ in regular],
                [print_[0] for print_ in prints],
                [print_[1] for print_ in prints],
                repeat(above.department),
                repeat(""),
                prints,
                repeat(_AT_HAND),
            ),
        )
    )


def _inside(above: _Folder, name: str) -> str:
    return f"{above.place}{os.sep}{name}"


def _entry(above: _Folder, name: str, status: os.stat_result) -> Entry:
    if is_link(status):
        return Entry(f"{above.path}/{name}", _inside(above, name), "link")
    if not stat.S_ISREG(status.st_mode):
        return Entry(f"{above.path}/{name}", _inside(above, name), "special")
    return _file(above, name, status)


def _file(above: _Folder, name: str, status: os.stat_result) -> Entry:
    place = _long(_inside(above, name))
    path = f"{above.path}/{name}"
    return Entry(path, place, "file", status.st_size, status.st_mtime_ns, fingerprint(status))


def is_link(status: os.stat_result) -> bool:
    """Whether this is a symbolic link, or a junction of Windows."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _REPARSE_LINKS


def _long(path: str) -> str:
    if not _WINDOWS or len(path) < _LONGEST_PLAIN or path.startswith("\\\\"):
        return path
    return f"\\\\?\\{path}"
