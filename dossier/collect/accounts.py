"""What each entry of a listing is, judged by its name and its ``lstat``; the content is looked at later.

Nearly all entries are files whose names need no thought; they become sources at once, column by column.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress, repeat
from typing import TypeAlias, cast

from dossier.cache import Fingerprint
from dossier.collect.junk import (
    ZERO,
    are_plain,
    ignored_reason,
    is_partial_download,
    is_plain,
    is_plain_folder,
)
from dossier.collect.listing import Folder, Listing, is_file, is_folder, is_link, long
from dossier.collect.paths import in_order, shown, unique
from dossier.model import Ignored, Root, SourceFile, Unreadable

Item: TypeAlias = SourceFile | Ignored | Unreadable
_new: Callable[[tuple[object, ...]], SourceFile] = partial(tuple.__new__, SourceFile)
_AT_HAND = SourceFile._field_defaults["unpack"]


@dataclass(frozen=True)
class _Odd:
    """An entry that needs a closer look."""

    path: str
    place: str
    look: Fingerprint | None = None
    """None where it could not be looked at."""
    gone: bool = False


def accounts(listing: Listing) -> list[Item]:
    """One item for each entry that is no folder, under paths that are unique, in order."""
    files: list[SourceFile] = []
    odd = [_Odd(missed.path, missed.place, gone=missed.kind == "gone") for missed in listing.missed]
    plain: dict[str, bool] = {}
    for folder in listing.folders:
        above = plain.get(folder.path.rpartition("/")[0], True)
        plain[folder.path] = above and is_plain_folder(folder.path.rpartition("/")[2])
        _folder(listing, folder, plain[folder.path], files, odd)
    if all(shown(one.path) == one.path for one in odd):
        return in_order([*files, *(_judge(one, one.path) for one in odd)])
    taken: set[str] = set()
    found: list[SourceFile | _Odd] = [*files, *odd]
    return in_order([_shown(item, unique(shown(item.path), taken)) for item in in_order(found)])


def renamed(item: Item, path: str) -> Item:
    """*item* under another path."""
    return item._replace(path=path) if isinstance(item, SourceFile) else replace(item, path=path)


def _shown(item: SourceFile | _Odd, path: str) -> Item:
    return item._replace(path=path) if isinstance(item, SourceFile) else _judge(item, path)


def _folder(listing: Listing, folder: Folder, plain: bool, files: list[SourceFile], odd: list[_Odd]) -> None:
    """Sort the entries of *folder* into *files* and what is *odd*; the folders in it come by themselves."""
    names = listing.names[folder.start : folder.end]
    looks = listing.looks[folder.start : folder.end]
    easy = [is_file(look) and look[0] > 0 for look in looks]
    if not (plain and are_plain(list(compress(names, easy)))):
        easy = [plain and one and is_plain(name) for one, name in zip(easy, names, strict=True)]
    if not all(easy):
        odd += _need_a_look(folder, names, looks, easy)
        names, looks = list(compress(names, easy)), list(compress(looks, easy))
    path, place = f"{folder.path}/", f"{folder.place}{os.sep}"
    files += sources([path + name for name in names], [long(place + name) for name in names], looks)


def _need_a_look(
    folder: Folder, names: list[str], looks: list[Fingerprint], easy: list[bool]
) -> Iterator[_Odd]:
    for name, look, is_easy in zip(names, looks, easy, strict=True):
        if not (is_easy or is_folder(look)):
            yield _Odd(f"{folder.path}/{name}", long(f"{folder.place}{os.sep}{name}"), look)


def sources(
    paths: Sequence[str], places: Sequence[str], looks: Sequence[Fingerprint]
) -> Iterable[SourceFile]:
    """Files of one root, of their columns."""
    root = cast(Root, paths[0].partition("/")[0]) if paths else "材料"
    return map(
        _new,
        zip(
            paths,
            repeat(root),
            places,
            looks,
            repeat(""),
            repeat(_AT_HAND),
        ),
    )


def _judge(one: _Odd, path: str) -> Item:
    """Say what *one* is, called *path*."""
    if one.look and not is_file(one.look):
        return Ignored(path=path, reason="link" if is_link(one.look) else "special")
    if ignored := ignored_reason(path):
        return Ignored(path=path, reason=ignored)
    if one.gone:
        return Unreadable(path=path, reason="changed", detail="（读取时已被移走）")
    if not one.look:
        return Unreadable(path=path, reason="denied")
    size = one.look[0]
    if not size:
        return Unreadable(path=path, reason="empty", detail=ZERO)
    if is_partial_download(path):
        return Unreadable(path=path, reason="truncated", detail="（没有下载完）", size=size)
    return next(iter(sources([path], [one.place], [one.look])))
