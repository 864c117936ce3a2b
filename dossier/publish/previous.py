"""What stands in the output folder from before: ours, changed by a person, or added by one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dossier.publish import manifest
from dossier.publish.places import BUILD, MANIFEST


@dataclass(frozen=True)
class Previous:
    """The old output, file by file (POSIX paths below the target)."""

    ours: frozenset[str] = frozenset()
    """Made by an earlier run and unchanged since."""
    edited: frozenset[str] = frozenset()
    """Made by an earlier run, changed by a person now or before."""
    added: frozenset[str] = frozenset()
    """Put there by a person."""
    empty: frozenset[str] = frozenset()
    """Folders without anything in them."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """Changed file → our own version that stands beside it."""


def entries_below(target: Path) -> tuple[dict[str, Path], frozenset[str]]:
    """Every file or link below *target* by POSIX path, sorted, and the folders that hold nothing.

    Raises:
        OSError: a folder cannot be listed.
    """
    files: dict[str, Path] = {}
    empty: set[str] = set()
    for place, folders, names in os.walk(target, onerror=_raised):
        folder = Path(place)
        for name in (*names, *folders):
            path = folder / name
            if path.is_symlink() or path.is_file():
                files[path.relative_to(target).as_posix()] = path
        if not folders and not names and folder != target:
            empty.add(folder.relative_to(target).as_posix())
    return dict(sorted(files.items())), frozenset(empty)


def sha256_of(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def look(target: Path) -> Previous:
    """Tell the old output's files apart by the manifest and the record of what was kept before.

    Without that record nobody knows which of the files in the manifest a person had changed; then each counts as
    changed, so that none is lost.

    Raises:
        OSError: something in it cannot be read.
    """
    listed = manifest.read(target)
    files, empty = entries_below(target)
    files.pop(MANIFEST, None)
    known = BUILD in files and sha256_of(files[BUILD]) == listed.get(BUILD)
    kept = kept_before(target) if known else {}
    kinds = {
        name: kept[name]["kind"] if name in kept else _kind(name, path, listed, known)
        for name, path in files.items()
    }
    return Previous(
        ours=frozenset(name for name, kind in kinds.items() if kind == "ours"),
        edited=frozenset(name for name, kind in kinds.items() if kind == "edited"),
        added=frozenset(name for name, kind in kinds.items() if kind == "added"),
        empty=empty,
        beside={path: entry["new"] for path, entry in kept.items() if "new" in entry},
    )


def of_people(target: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of *paths* at which a file stands that a person changed or put there.

    Raises:
        OSError: something in *target* cannot be read.
    """
    listed, kept = manifest.read(target), kept_before(target)
    return frozenset(
        path
        for path in paths
        if path in kept or (path in listed and _kind(path, target / path, listed, True) != "ours")
    )


def is_ours(target: Path) -> bool:
    """Whether *target* was made by this program (or is empty).

    Raises:
        OSError: it cannot be looked into.
    """
    return not any(target.iterdir()) or (target / MANIFEST).is_file()


def kept_before(target: Path) -> Mapping[str, Mapping[str, str]]:
    """Path → what ``build.json`` says of a file that was carried over; empty when it says nothing."""
    try:
        record = json.loads((target / BUILD).read_text(encoding="utf-8"))
        entries = [{str(key): str(value) for key, value in entry.items()} for entry in record["kept"]]
        return {entry["path"]: {"kind": entry["kind"], **entry} for entry in entries}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def whole_record(target: Path) -> Mapping[str, object]:
    """What ``build.json`` says of the last runs, without what was kept; empty when it is gone or was changed."""
    try:
        if sha256_of(target / BUILD) != manifest.read(target).get(BUILD):
            return {}
        record = json.loads((target / BUILD).read_text(encoding="utf-8"))
        return {name: value for name, value in record.items() if name != "kept"}
    except (OSError, ValueError, AttributeError):
        return {}


def _kind(name: str, path: Path, listed: Mapping[str, str], known: bool) -> str:
    if name not in listed:
        return "added"
    if not known or path.is_symlink() or sha256_of(path) != listed[name]:
        return "edited"
    return "ours"


def _raised(error: OSError) -> None:
    raise error
