"""Room: collect. Walks 材料/, 上交/ and 数据/ and accounts for every entry, members of archives included.

Nothing is altered and no link is followed; members are unpacked into a private folder under neutral names.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeAlias, get_args

from dossier import collector
from dossier.cache import Cache
from dossier.collect.archives import Archives
from dossier.collect.junk import ZERO, ignored_reason, is_partial_download
from dossier.collect.paths import in_order, order, shown, unique
from dossier.collect.walk import Entry, is_link, walk
from dossier.containers import Caps
from dossier.errors import SourceError
from dossier.model import Ignored, Problem, Root, SourceFile, Unreadable
from dossier.problems import problem, unreadable

__all__ = ["Caps", "Collection", "collect"]

_Item: TypeAlias = SourceFile | Ignored | Unreadable


@dataclass(frozen=True, kw_only=True)
class Collection:
    """Every entry under the roots, each exactly once, sorted by path."""

    files: tuple[SourceFile, ...]
    ignored: tuple[Ignored, ...]
    unreadable: tuple[Unreadable, ...]
    misnamed: tuple[str, ...] = ()
    """Archives that were opened although their extension says that they are something else."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """One problem per unreadable entry and per archive under a wrong extension."""
        told = (unreadable(item.path, item.reason, item.detail) for item in self.unreadable)
        misnamed = (problem("wrong-extension", path=path, kind="压缩包（zip）") for path in self.misnamed)
        return (*told, *misnamed)


def collect(
    project_root: Path, workspace: Path, caps: Caps | None = None, cache: Cache | None = None
) -> Collection:
    """Find all sources of the project in *project_root*.

    Args:
        project_root: the project folder; its roots may be absent.
        workspace: an empty or absent folder of ours, in which members of archives are kept.
        caps: what an archive may grow to.
        cache: keeps which files are archives, and what lies in them, until they change; None: nothing is kept.

    Raises:
        SourceError: a root is there but is a link, is no folder, or cannot be listed.
    """
    with collector.resting():
        return _collected(project_root, workspace, caps, cache)


def _collected(project_root: Path, workspace: Path, caps: Caps | None, cache: Cache | None) -> Collection:
    found = in_order([item for root in get_args(Root) for item in _below(project_root, root)])
    files = [item for item in found if isinstance(item, SourceFile)]
    shelf = Archives(project_root, workspace / "archives", caps or Caps(), cache)
    told = shelf.hold(files)
    denied = {path: Unreadable(path=path, reason="denied") for path, is_one in told.items() if is_one is None}
    archives = [file for file in files if told.get(file.path)] if told else []
    members = list(shelf.members(archives))
    shelf.save()
    if told:
        found = [denied.get(item.path, item) for item in found if not told.get(item.path)]
        taken = {item.path for item in found}
        found = in_order([*found, *(_renamed(member, unique(member.path, taken)) for member in members)])
    misnamed = _misnamed({archive.path for archive in archives}, [member.path for member in members])
    return Collection(
        files=tuple([item for item in found if isinstance(item, SourceFile)]),
        ignored=tuple([item for item in found if isinstance(item, Ignored)]),
        unreadable=tuple([item for item in found if isinstance(item, Unreadable)]),
        misnamed=tuple(sorted(misnamed, key=order)),
    )


def _renamed(item: _Item, path: str) -> _Item:
    return item._replace(path=path) if isinstance(item, SourceFile) else replace(item, path=path)


def _below(project_root: Path, root: Root) -> list[_Item]:
    """Everything below one root, under paths that are unique."""
    files, entries = _entries(project_root / root, root)
    if all(shown(entry.path) == entry.path for entry in entries):
        return [*files, *(_judge(entry, root, entry.path) for entry in entries)]
    taken: set[str] = set()
    judged: list[_Item] = []
    found: list[SourceFile | Entry] = [*files, *entries]
    for item in in_order(found):
        path = unique(shown(item.path), taken)
        judged.append(_renamed(item, path) if isinstance(item, SourceFile) else _judge(item, root, path))
    return judged


def _entries(folder: Path, root: Root) -> tuple[list[SourceFile], list[Entry]]:
    try:
        status = folder.lstat()
        if is_link(status):
            raise SourceError(f"“{root}”是一个链接（快捷方式），请改成真正的文件夹，或把文件复制进来")
        return walk(folder, root)
    except FileNotFoundError:
        return [], []
    except NotADirectoryError as error:
        raise SourceError(f"“{root}”不是文件夹，请改名后另建一个“{root}”文件夹") from error
    except OSError as error:
        raise SourceError(f"“{root}”文件夹打不开，请检查权限或网络后重试") from error


def _judge(entry: Entry, root: Root, path: str) -> _Item:
    """Say what an entry is by its name and its ``lstat``; the content is looked at later."""
    if entry.kind == "link" or entry.kind == "special":
        return Ignored(path=path, reason=entry.kind)
    if ignored := ignored_reason(path):
        return Ignored(path=path, reason=ignored)
    if entry.kind == "denied":
        return Unreadable(path=path, reason="denied")
    if entry.kind == "gone":
        return Unreadable(path=path, reason="changed", detail="（读取时已被移走）")
    if not entry.size:
        return Unreadable(path=path, reason="empty", detail=ZERO)
    if is_partial_download(path):
        return Unreadable(path=path, reason="truncated", detail="（没有下载完）", size=entry.size)
    return SourceFile(
        path=path,
        root=root,
        place=entry.place,
        size=entry.size,
        mtime_ns=entry.mtime_ns,
        fingerprint=entry.fingerprint,
        department=_department(root, path),
    )


def _department(root: Root, path: str) -> str:
    """The folder below 上交/ that a file lies in."""
    steps = path.split("/")
    return steps[1] if root == "上交" and len(steps) > 2 else ""


def _misnamed(archives: Set[str], members: Iterable[str]) -> set[str]:
    """Archives that *members* came out of, at any depth, whose name ends like that of another kind."""
    found = set()
    for member in members:
        steps = member.split("!/")
        outer = ["!/".join(steps[:depth]) for depth in range(1, len(steps))]
        start = next((place for place, path in enumerate(outer) if path in archives), len(outer))
        found |= {path for path in outer[start:] if PurePosixPath(path).suffix.lower() not in ("", ".zip")}
    return found
