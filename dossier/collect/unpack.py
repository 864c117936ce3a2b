"""The child's side of reading archives: members are streamed into a folder of ours under neutral names.

Runs in a guarded child (see :mod:`dossier.collect.archives`), because what it reads may be made to hurt.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dossier.cache import fingerprint
from dossier.collect.junk import ZERO, ignored_reason, is_partial_download
from dossier.collect.paths import leads_outside, member_path, unique
from dossier.collect.zipnames import decode_names
from dossier.containers import (
    Caps,
    ContainerError,
    Entry,
    Meter,
    is_locked,
    overlapping,
    read_index,
    zip_kind,
)

_DEEPEST = 2
_SAFE_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")


@dataclass(frozen=True)
class Member:
    """What became of one member."""

    path: str
    """Below the archive, with ``!/`` after each archive inside it."""
    state: str
    """``file`` ``ignored`` ``unreadable``."""
    reason: str = ""
    detail: str = ""
    disk: str = ""
    """Its neutral name in the folder of the archive."""
    size: int = 0
    sha256: str = ""


def unpack(payload: dict[str, Any]) -> dict[str, Any]:
    """Unpack the archive ``payload["disk"]`` into the folder ``payload["into"]``.

    Returns ``members``, each a :class:`Member` in the form of a dict, and the ``fingerprint`` that the archive had
    all the while; empty when it changed.

    Raises:
        ContainerError: by way of a single member without a path, when the archive as a whole is no use.
    """
    unpacking = _Unpacking(Path(payload["into"]), Caps(**payload["caps"]))
    with Path(payload["disk"]).open("rb") as file:
        before = fingerprint(os.fstat(file.fileno()))
        try:
            members = unpacking.archive(file, 1)
        except ContainerError as error:
            members = [Member("", "unreadable", error.reason, error.detail)]
        same = fingerprint(os.fstat(file.fileno())) == before
    return {"members": [asdict(member) for member in members], "fingerprint": before if same else []}


class _Unpacking:
    """One archive and the archives inside it, which share their caps."""

    def __init__(self, into: Path, caps: Caps) -> None:
        self._into = into
        self._caps = caps
        self._meter = Meter(caps)
        self._written = 0

    def archive(self, file: BinaryIO, depth: int) -> list[Member]:
        """Unpack all members of *file*, which lies *depth* archives deep."""
        entries = tuple(entry for entry in read_index(file, self._caps.members) if not entry.is_folder)
        if not entries:
            raise ContainerError("empty", "（压缩包里没有文件）")
        if all(is_locked(file, entry) for entry in entries):
            raise ContainerError("encrypted")
        shared = overlapping(file, entries)
        names = decode_names((entry.raw, entry.is_utf8) for entry in entries)
        taken: set[str] = set()
        members: list[Member] = []
        for entry, name in zip(entries, names, strict=True):
            path = unique(member_path(name), taken)
            refusal = _refuse(entry, name, path, entry in shared)
            members += [refusal] if refusal else self._unpack(file, entry, path, depth)
        return members

    def _unpack(self, file: BinaryIO, entry: Entry, path: str, depth: int) -> list[Member]:
        disk = self._neutral(path)
        digest = hashlib.sha256()
        try:
            with disk.open("xb") as target:
                for chunk in self._meter.chunks(file, entry):
                    digest.update(chunk)
                    target.write(chunk)
        except ContainerError as error:
            disk.unlink(missing_ok=True)
            return [Member(path, "unreadable", error.reason, error.detail, size=entry.size)]
        if not entry.size:
            return [Member(path, "unreadable", "empty", ZERO)]
        whole = Member(path, "file", disk=disk.name, size=entry.size, sha256=digest.hexdigest())
        return self._nested(whole, depth)

    def _nested(self, member: Member, depth: int) -> list[Member]:
        """Go into a member that is an archive itself; one that cannot be read stays a file."""
        with (self._into / member.disk).open("rb") as file:
            if not is_archive(file, self._caps.members):
                return [member]
            if depth >= _DEEPEST:
                return [
                    Member(member.path, "unreadable", "unsupported", "（压缩包层层相套，请解压后放文件进来）")
                ]
            try:
                inner = self.archive(file, depth + 1)
            except ContainerError as error:
                return [Member(member.path, "unreadable", error.reason, error.detail, size=member.size)]
        return [Member(**{**asdict(item), "path": f"{member.path}!/{item.path}"}) for item in inner]

    def _neutral(self, path: str) -> Path:
        self._written += 1
        suffix = _SAFE_SUFFIX.fullmatch(Path(path).suffix)
        return self._into / f"{self._written:05d}{suffix[0].lower() if suffix else ''}"


def is_archive(file: BinaryIO, members: int = Caps.members) -> bool:
    """Whether *file* is a zip of files; broken zips and zips that are documents are not.

    One with too many members is an archive, though nothing that can be read.
    """
    file.seek(0)
    if file.read(4) not in (b"PK\x03\x04", b"PK\x05\x06"):
        return False
    try:
        return zip_kind(file, read_index(file, members)) == "zip"
    except ContainerError as error:
        return error.reason == "too-large"


def _refuse(entry: Entry, name: str, path: str, is_shared: bool) -> Member | None:
    """What is not even opened: links, locks, names that lead out, overlapping members."""
    kind = stat.S_IFMT(entry.mode)
    if kind == stat.S_IFLNK:
        return Member(path, "ignored", "link")
    if kind not in (0, stat.S_IFREG):
        return Member(path, "ignored", "special")
    if ignored := ignored_reason(path):
        return Member(path, "ignored", ignored)
    if leads_outside(name):
        return Member(path, "unreadable", "unsupported", "（压缩包里的路径指向压缩包之外，未解出）")
    if is_shared:
        return Member(path, "unreadable", "bomb", "（与别的文件共用一段数据）")
    if is_partial_download(path):
        return Member(path, "unreadable", "truncated", "（没有下载完）")
    return None
