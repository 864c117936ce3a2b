"""The whole tree as it was found last time: one digest over its listing says that nothing changed.

Then no name is thought about, nothing is put in order, and no file is opened to see whether it is an archive.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias, get_args

from dossier.cache import Cache, Fingerprint, is_settled, key
from dossier.collect.accounts import sources
from dossier.collect.listing import Listing, long
from dossier.containers import Caps
from dossier.makers import made_by
from dossier.model import Ignored, Root, SourceFile, Unreadable

Members: TypeAlias = list[dict[str, Any]]
"""What lies in an archive, each in the form of a dict."""
_KIND = "trees"
MADE_BY = ("dossier.collect", "dossier.containers")
"""Whose rules say what lies on the disk and in archives."""


@dataclass(frozen=True)
class Tree:
    """All entries on the disk, archives as files, in order; and what the archives hold."""

    files: Sequence[SourceFile]
    others: Sequence[Ignored | Unreadable]
    archives: Mapping[str, Members] = field(default_factory=dict)
    """Path of an archive → its members."""


class Remembered:
    """The tree of one project, as long as nothing in it changes."""

    def __init__(
        self, cache: Cache, project_root: Path, caps: Caps, now: Callable[[], int] = time.time_ns
    ) -> None:
        self._cache = cache
        self._base = f"{os.fspath(project_root)}{os.sep}"
        self._key = key(
            _KIND, os.fspath(project_root.absolute()), json.dumps(asdict(caps)), made_by(*MADE_BY)
        )
        self._now = now

    def recall(self, listing: Listing) -> Tree | None:
        """The tree of *listing*, if that is what was found last time."""
        kept = self._cache.load(_KIND, self._key)
        if not isinstance(kept, dict) or kept.get("of") != _digest(listing):
            return None
        files: list[SourceFile] = []
        for text, numbers in kept["sources"]:
            paths = text.split("\0")
            files += sources(paths, self._places(paths), _picked(listing.looks, numbers))
        ignored = [Ignored(**one) for one in kept["ignored"]]
        unreadable = [Unreadable(**one) for one in kept["unreadable"]]
        return Tree(files, [*ignored, *unreadable], kept["archives"])

    def keep(self, listing: Listing, tree: Tree) -> None:
        """Remember *tree*, which was found in *listing*; not where a file may change without showing it, where something
        could not be looked at, or where names on the disk are not those that are shown."""
        newest = max([look[1] for look in listing.looks], default=0)
        if listing.missed or not is_settled(newest, self._now()):
            return
        numbers = {place: number for number, place in enumerate(_all_places(listing))}
        columns = []
        for root in get_args(Root):
            files = [file for file in tree.files if file.root == root]
            paths = [file.path for file in files]
            if self._places(paths) != [file.place for file in files]:
                return
            if paths:
                columns.append(("\0".join(paths), [numbers[file.place] for file in files]))
        kept = {
            "of": _digest(listing),
            "sources": sorted(columns),
            "ignored": [asdict(one) for one in tree.others if isinstance(one, Ignored)],
            "unreadable": [asdict(one) for one in tree.others if isinstance(one, Unreadable)],
            "archives": tree.archives,
        }
        self._cache.store(_KIND, self._key, kept)

    def _places(self, paths: Sequence[str]) -> list[str]:
        """Where files lie whose names are those on the disk."""
        if os.sep == "/":
            return [self._base + path for path in paths]
        return [long(self._base + path.replace("/", os.sep)) for path in paths]


def _picked(looks: Sequence[Fingerprint], numbers: Sequence[int]) -> Sequence[Fingerprint]:
    return itemgetter(*numbers)(looks) if len(numbers) > 1 else [looks[number] for number in numbers]


def _all_places(listing: Listing) -> Iterator[str]:
    for folder in listing.folders:
        for name in listing.names[folder.start : folder.end]:
            yield long(f"{folder.place}{os.sep}{name}")


def _digest(listing: Listing) -> str:
    """One digest of all that a listing says.

    Of the numbers it takes what Python makes of many of them: fast, and the same in every run of one version; two
    listings that differ by accident do not share its 64 bits.
    """
    folders = "\0".join([f"{folder.path}\0{folder.end}" for folder in listing.folders])
    digest = hashlib.sha256(f"{sys.version}\0{hash(tuple(listing.looks))}\0".encode())
    digest.update(folders.encode("utf-8", "surrogatepass"))
    digest.update("\0".join(listing.names).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
