"""Archives are read as folders: their members take their place."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import cast

from dossier.collect.unpack import is_archive
from dossier.containers import Caps, is_opc_head
from dossier.guard import Done, Failed, Limits, Outcome, Pool
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


def looks_like_archive(disk: Path) -> bool:
    """Whether the file at *disk* is a zip of files.

    Raises:
        OSError: it cannot be opened.
    """
    with os.fdopen(os.open(disk, _OPEN), "rb") as file:
        head = file.read(64)
        if not head.startswith(b"PK") or is_opc_head(head):
            return False
        return is_archive(file)


def unpack_all(
    archives: Sequence[SourceFile], workspace: Path, caps: Caps
) -> Iterator[SourceFile | Ignored | Unreadable]:
    """Yield the members of *archives* in order; an archive that is no use yields one :class:`Unreadable`."""
    if not archives:
        return
    payloads = []
    for number, archive in enumerate(archives, 1):
        into = workspace / f"{number:04d}"
        into.mkdir(parents=True)
        payloads.append({"disk": str(archive.disk), "into": str(into), "caps": asdict(caps)})
    with Pool() as pool:
        for archive, outcome in zip(archives, pool.map(_TARGET, payloads, LIMITS), strict=True):
            yield from _members(archive, outcome)


def _members(archive: SourceFile, outcome: Outcome) -> Iterator[SourceFile | Ignored | Unreadable]:
    match outcome:
        case Done(value):
            for member in value:
                yield _member(archive, member)
        case Failed(reason):
            yield Unreadable(path=archive.path, reason=_FAILURES[reason], size=archive.size)


def _member(archive: SourceFile, member: dict[str, str | int]) -> SourceFile | Ignored | Unreadable:
    path = f"{archive.path}!/{member['path']}" if member["path"] else archive.path
    if member["state"] == "file":
        return replace(
            archive,
            path=path,
            disk=Path(str(member["disk"])),
            size=int(member["size"]),
            sha256=str(member["sha256"]),
        )
    if member["state"] == "ignored":
        return Ignored(path=path, reason=cast(IgnoredReason, member["reason"]))
    reason = cast(UnreadableReason, member["reason"])
    return Unreadable(path=path, reason=reason, detail=str(member["detail"]), size=int(member["size"]))
