"""Archives are read as folders: their members take their place.

Which files are archives and what lies in them is remembered as long as they do not change. Members of a remembered
archive are unpacked only when somebody asks for the bytes of one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from dossier.cache import ByStat, Cache, fingerprint
from dossier.collect.remembered import MADE_BY, Members
from dossier.collect.unpack import is_archive
from dossier.containers import Caps
from dossier.guard import Done, Failed, Limits, Outcome, Pool
from dossier.guard import run as guarded
from dossier.makers import made_by
from dossier.model import Ignored, IgnoredReason, SourceFile, Unreadable, UnreadableReason

LIMITS = Limits(seconds=600, memory_mb=1024)
_TARGET = "dossier.collect.unpack:unpack"
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FAILURES: dict[str, UnreadableReason] = {
    "timeout": "timeout",
    "crashed": "crashed",
    "memory": "bomb",
    "error": "corrupt",
}


class Archives:
    """The archives below a project.

    What is remembered of a file is the list of its members, which is empty for one that is no archive.
    """

    def __init__(self, project_root: Path, workspace: Path, caps: Caps, cache: Cache | None) -> None:
        self._workspace = workspace
        self._caps = caps
        self.known: dict[str, Members] = {}
        """Path of an archive → its members, as far as they are remembered or may be."""
        self._memory: ByStat | None = None
        if cache is not None:
            self._memory = cache.by_stat(
                "archives", project_root, made_by(*MADE_BY), json.dumps(asdict(caps))
            )

    def hold(self, files: Sequence[SourceFile]) -> dict[str, bool | None]:
        """Paths of those among *files* that are a zip of files (True) or cannot be opened (None)."""
        told: dict[str, bool | None] = {}
        for file, known in zip(files, self._recall(files), strict=True):
            if known is None:
                try:
                    if self._looks_like_one(file):
                        told[file.path] = True
                except OSError:
                    told[file.path] = None
            elif known:
                told[file.path] = True
        return told

    def _looks_like_one(self, file: SourceFile) -> bool:
        found, print_ = _sniffed(file.place)
        if not found and print_:
            self._keep(file, print_, [])
        return found

    def members(self, archives: Sequence[SourceFile]) -> Iterator[SourceFile | Ignored | Unreadable]:
        """Yield the members of *archives* in order; an archive that is no use yields one :class:`Unreadable`."""
        if not archives:
            return
        places = [self._workspace / f"{number:04d}" for number in range(1, len(archives) + 1)]
        known = [self.known.get(archive.path) for archive in archives]
        fresh = []
        for archive, into, members in zip(archives, places, known, strict=True):
            if members is None:
                into.mkdir(parents=True)
                fresh.append(self._payload(archive, into))
        with Pool() as pool:
            outcomes = pool.map(_TARGET, fresh, LIMITS)
            for archive, into, members in zip(archives, places, known, strict=True):
                if members is not None:
                    yield from _placed(archive, into, members, _Later(self._payload(archive, into)))
                else:
                    yield from self._unpacked(archive, into, next(outcomes))

    def save(self) -> None:
        """Write down what was found out."""
        if self._memory is not None:
            self._memory.save()

    def _unpacked(
        self, archive: SourceFile, into: Path, outcome: Outcome
    ) -> Iterator[SourceFile | Ignored | Unreadable]:
        match outcome:
            case Done(value):
                if value["fingerprint"]:
                    self._keep(archive, value["fingerprint"], value["members"])
                    self.known[archive.path] = value["members"]
                yield from _placed(archive, into, value["members"], archive.unpack)
            case Failed(reason):
                yield Unreadable(path=archive.path, reason=_FAILURES[reason], size=archive.size)

    def _payload(self, archive: SourceFile, into: Path) -> dict[str, Any]:
        return {"disk": archive.place, "into": str(into), "caps": asdict(self._caps)}

    def _recall(self, files: Sequence[SourceFile]) -> Sequence[Members | None]:
        if self._memory is None:
            return [None] * len(files)
        paths, prints = [file.path for file in files], [file.fingerprint for file in files]
        known: Sequence[Members | None] = self._memory.recall(paths, prints)
        self.known = {path: members for path, members in zip(paths, known, strict=True) if members}
        return known

    def _keep(self, file: SourceFile, print_: Sequence[int], members: Members) -> None:
        if self._memory is not None:
            self._memory.put(file.path, print_, members)


class _Later:
    """Unpacks an archive when the first of its members is asked for; what cannot be unpacked any more is not there."""

    def __init__(self, payload: dict[str, Any]) -> None:
        self._payload = payload
        self._done = False

    def __call__(self) -> None:
        if not self._done:
            self._done = True
            Path(self._payload["into"]).mkdir(parents=True, exist_ok=True)
            guarded(_TARGET, self._payload, LIMITS)


def _sniffed(place: str) -> tuple[bool, tuple[int, ...]]:
    """Whether the file at *place* is a zip of files, and its fingerprint; empty when it changed under the eyes."""
    with os.fdopen(os.open(place, _OPEN), "rb") as file:
        before = fingerprint(os.fstat(file.fileno()))
        found = is_archive(file)
        return found, before if fingerprint(os.fstat(file.fileno())) == before else ()


def _placed(
    archive: SourceFile, into: Path, members: Sequence[Mapping[str, Any]], unpack: Callable[[], None]
) -> Iterator[SourceFile | Ignored | Unreadable]:
    for member in members:
        path = f"{archive.path}!/{member['path']}" if member["path"] else archive.path
        if member["state"] == "file":
            yield archive._replace(
                path=path,
                place=str(into / member["disk"]),
                fingerprint=(member["size"], archive.mtime_ns),
                sha256=member["sha256"],
                unpack=unpack,
            )
        elif member["state"] == "ignored":
            yield Ignored(path=path, reason=cast(IgnoredReason, member["reason"]))
        else:
            reason = cast(UnreadableReason, member["reason"])
            yield Unreadable(path=path, reason=reason, detail=member["detail"], size=member["size"])
