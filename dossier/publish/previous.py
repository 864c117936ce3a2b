"""What stands in the output folder from before: ours, changed by a person, or added by one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dossier.publish.places import BUILD, MANIFEST, SYSTEM


@dataclass(frozen=True)
class Previous:
    """The old output, file by file (POSIX paths below the target)."""

    ours: frozenset[str]
    """Made by an earlier run and unchanged since."""
    edited: frozenset[str]
    """Made by an earlier run, changed by a person now or before."""
    added: frozenset[str]
    """Put there by a person."""


def read_manifest(target: Path) -> dict[str, str]:
    """Path → SHA-256 as the manifest says; empty when there is none or it is not one of ours."""
    try:
        text = (target / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    rows = (line.split("  ", 1) for line in text.split("\n") if "  " in line)
    return {path: digest for digest, path in rows}


def files_below(target: Path) -> dict[str, Path]:
    """Every regular file or link below *target*, by POSIX path, sorted."""
    found = {}
    for path in target.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            found[path.relative_to(target).as_posix()] = path
    return dict(sorted(found.items()))


def sha256_of(path: Path) -> str:
    """Hex digest of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def look(target: Path) -> Previous:
    """Tell the old output's files apart by the manifest and the record of what was kept before."""
    manifest = read_manifest(target)
    kept = _kept_before(target)
    ours: set[str] = set()
    edited: set[str] = set()
    added: set[str] = set()
    for name, path in files_below(target).items():
        if name == MANIFEST:
            continue
        if name in kept:
            (edited if kept[name] == "edited" else added).add(name)
        elif name not in manifest:
            added.add(name)
        elif path.is_symlink() or sha256_of(path) != manifest[name]:
            edited.add(name)
        else:
            ours.add(name)
    return Previous(frozenset(ours), frozenset(edited), frozenset(added))


def is_ours(target: Path) -> bool:
    """Whether *target* was made by this program (or is empty)."""
    return not any(target.iterdir()) or (target / SYSTEM / "manifest-sha256.txt").is_file()


def _kept_before(target: Path) -> dict[str, str]:
    try:
        record = json.loads((target / BUILD).read_text(encoding="utf-8"))
        return {entry["path"]: entry["kind"] for entry in record["kept"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
