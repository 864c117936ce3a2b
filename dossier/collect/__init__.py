"""Room: collect. Walks 材料/, 上交/ and 数据/ and accounts for every entry, members of archives included.

Nothing is altered and no link is followed; members are unpacked into a private folder under neutral names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from dossier import collector
from dossier.cache import Cache
from dossier.collect.accounts import Item, accounts, renamed
from dossier.collect.archives import Archives
from dossier.collect.listing import Listing, listed
from dossier.collect.paths import in_order, order, unique
from dossier.collect.remembered import Remembered, Tree
from dossier.containers import Caps
from dossier.model import Ignored, Problem, SourceFile, Unreadable
from dossier.problems import problem, unreadable

__all__ = ["Caps", "Collection", "collect"]


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
        shelf = Archives(project_root, workspace / "archives", caps or Caps(), cache)
        memory = Remembered(cache, project_root, caps or Caps()) if cache is not None else None
        listing = listed(project_root)
        if memory is not None and (tree := memory.recall(listing)):
            shelf.known = dict(tree.archives)
            return _collection(tree, shelf, dict.fromkeys(tree.archives, True))
        tree = _tree(listing)
        told = shelf.hold(tree.files)
        found = _collection(tree, shelf, told)
        shelf.save()
        if memory is not None and told.keys() == shelf.known.keys():
            memory.keep(listing, replace(tree, archives=shelf.known))
        return found


def _tree(listing: Listing) -> Tree:
    found = accounts(listing)
    files = [item for item in found if isinstance(item, SourceFile)]
    return Tree(files, [item for item in found if not isinstance(item, SourceFile)])


def _collection(tree: Tree, shelf: Archives, told: Mapping[str, bool | None]) -> Collection:
    """*tree* with the members of archives in place of these; *told*: paths of archives, None where one cannot be opened."""
    files, others = tree.files, tree.others
    members: list[Item] = []
    if told:
        others = [
            *others,
            *(Unreadable(path=path, reason="denied") for path, opened in told.items() if opened is None),
        ]
        members = list(shelf.members([file for file in files if told.get(file.path)]))
        files = [file for file in files if file.path not in told]
        taken = {item.path for item in (*files, *others)}
        fresh = [renamed(member, unique(member.path, taken)) for member in members]
        files = in_order([*files, *(item for item in fresh if isinstance(item, SourceFile))])
        others = in_order([*others, *(item for item in fresh if not isinstance(item, SourceFile))])
    misnamed = _misnamed(
        {path for path, opened in told.items() if opened}, [member.path for member in members]
    )
    return Collection(
        files=tuple(files),
        ignored=tuple([item for item in others if isinstance(item, Ignored)]),
        unreadable=tuple([item for item in others if isinstance(item, Unreadable)]),
        misnamed=tuple(sorted(misnamed, key=order)),
    )


def _misnamed(archives: Set[str], members: Iterable[str]) -> set[str]:
    """Archives that *members* came out of, at any depth, whose name ends like that of another kind."""
    found = set()
    for member in members:
        steps = member.split("!/")
        outer = ["!/".join(steps[:depth]) for depth in range(1, len(steps))]
        start = next((place for place, path in enumerate(outer) if path in archives), len(outer))
        found |= {path for path in outer[start:] if PurePosixPath(path).suffix.lower() not in ("", ".zip")}
    return found
