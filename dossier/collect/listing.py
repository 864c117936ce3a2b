"""Every entry below the roots, by ``lstat`` alone: nothing is opened, no link is followed, no name is thought about.

Columns and not records, for there are very many entries: what is in them becomes records once, where it is used.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from dossier.cache import Fingerprint, fingerprint
from dossier.errors import SourceError
from dossier.model import Root

_WINDOWS = os.name == "nt"
_LONGEST_PLAIN = 240
"""Longer paths need a prefix on Windows."""
_KIND, _FOLDER, _REGULAR, _LINK = stat.S_IFMT(0o177777), stat.S_IFDIR, stat.S_IFREG, stat.S_IFLNK


class Folder(NamedTuple):
    """A folder that was listed; its entries are a stretch of the columns."""

    path: str
    """POSIX, below the project; may hold lone surrogates."""
    place: str
    start: int
    end: int


class Missed(NamedTuple):
    """Something that could not be looked at."""

    path: str
    place: str
    kind: Literal["denied", "gone"]
    """``denied``: a folder that cannot be listed, or an entry that cannot be looked at."""


@dataclass(frozen=True)
class Listing:
    """What lies below the roots, in the order in which the system lists it."""

    folders: list[Folder] = field(default_factory=list)
    """Each behind the one that it lies in."""
    names: list[str] = field(default_factory=list)
    looks: list[Fingerprint] = field(default_factory=list)
    """What lies under each name."""
    missed: list[Missed] = field(default_factory=list)


def listed(project_root: Path) -> Listing:
    """List the roots of the project in *project_root*; they may be absent.

    Raises:
        SourceError: a root is there but is a link, is no folder, or cannot be listed.
    """
    listing = Listing()
    for root in get_args(Root):
        _root(listing, project_root / root, root)
    return listing


def _root(listing: Listing, folder: Path, root: Root) -> None:
    try:
        if is_link(fingerprint(folder.lstat())):
            raise SourceError(f"“{root}”是一个链接（快捷方式），请改成真正的文件夹，或把文件复制进来")
        _below(listing, root, os.fspath(folder))
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise SourceError(f"“{root}”不是文件夹，请改名后另建一个“{root}”文件夹") from error
    except OSError as error:
        raise SourceError(f"“{root}”文件夹打不开，请检查权限或网络后重试") from error


def _below(listing: Listing, root: str, place: str) -> None:
    """Add all that lies below the folder at *place*; raises OSError where it cannot be listed itself."""
    names, looks = listing.names, listing.looks
    waiting = [(root, place)]
    while waiting:
        path, place = waiting.pop()
        start = len(names)
        try:
            _add(listing, path, place)
        except OSError:
            if path == root:
                raise
            listing.missed.append(Missed(path, place, "denied"))
            continue
        listing.folders.append(Folder(path, place, start, len(names)))
        waiting += [
            (f"{path}/{name}", f"{place}{os.sep}{name}")
            for name, look in zip(names[start:], looks[start:], strict=True)
            if is_folder(look)
        ]


def _add(listing: Listing, path: str, place: str) -> None:
    """Add what is in a folder."""
    names, looks, start = listing.names, listing.looks, len(listing.names)
    with os.scandir(long(place)) as entries:
        try:
            for entry in entries:
                # What a listing of Windows says of a file may be stale, and lacks the inode.
                looks.append(
                    fingerprint(os.lstat(entry.path) if _WINDOWS else entry.stat(follow_symlinks=False))
                )
                names.append(entry.name)
            return
        except OSError:
            del names[start:], looks[start:]
    with os.scandir(long(place)) as entries:
        for name, look in _those_there(listing, path, place, list(entries)):
            names.append(name)
            looks.append(look)


def _those_there(
    listing: Listing, path: str, place: str, entries: list[os.DirEntry[str]]
) -> Iterator[tuple[str, Fingerprint]]:
    """What can be looked at; the rest is missed."""
    for entry in entries:
        try:
            yield entry.name, fingerprint(os.lstat(entry.path))
        except OSError as error:
            kind: Literal["gone", "denied"] = "gone" if isinstance(error, FileNotFoundError) else "denied"
            listing.missed.append(Missed(f"{path}/{entry.name}", f"{place}{os.sep}{entry.name}", kind))


def is_folder(look: Fingerprint) -> bool:
    """Whether this is a folder, and no link to one."""
    return look[4] & _KIND == _FOLDER


def is_file(look: Fingerprint) -> bool:
    """Whether this is a regular file."""
    return look[4] & _KIND == _REGULAR


def is_link(look: Fingerprint) -> bool:
    """Whether this is a symbolic link, or a junction of Windows."""
    return look[4] & _KIND == _LINK


def long(place: str) -> str:
    """*place* as Windows opens it, however long it is."""
    if not _WINDOWS or len(place) < _LONGEST_PLAIN or place.startswith("\\\\"):
        return place
    return f"\\\\?\\{place}"
