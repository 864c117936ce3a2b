"""Whether a delivered folder is still what was delivered: manifest both ways, boxes against their PDFs.

The vocabulary is that of RFC 8493: a file is changed, missing or unexpected; a missing and an unexpected one with
the same digest are a rename.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dossier.errors import OutputError, reason
from dossier.publish import manifest
from dossier.publish.places import MANIFEST, SYSTEM
from dossier.publish.previous import entries_below, kept_before, sha256_of


@dataclass(frozen=True)
class Difference:
    """One thing that no longer agrees."""

    kind: Literal["changed", "missing", "added", "renamed", "catalogue"]
    path: str
    message: str
    """One Chinese sentence."""


BoxReader = Callable[[Sequence[tuple[Path, dict[str, Any]]]], Sequence[tuple[str, ...]]]
"""Compares box PDFs with their records in boxes.json; returns sentences for each, empty where they agree."""


def verify(target: Path, compare: BoxReader) -> tuple[Difference, ...]:
    """Compare *target* with its manifest and each box PDF with ``boxes.json``; sorted by path.

    Raises:
        OutputError: *target* is not a finished output folder.
    """
    try:
        listed = manifest.read(target)
        found, _ = entries_below(target) if listed else ({}, frozenset())
    except OSError as error:
        raise OutputError(f"“{target}”打不开（{reason(error)}），请检查位置和权限。") from error
    if not listed:
        raise OutputError(
            f"“{target}”不是生成好的档案文件夹（找不到校验清单），请指到以学校简称命名的那一层。"
        )
    found.pop(MANIFEST, None)
    kept = kept_before(target)
    digests = {
        name: _digest(path) for name, path in found.items() if not (path.is_symlink() and name in kept)
    }
    differences = [*_against_manifest(listed, digests), *_boxes(target, kept, compare)]
    return tuple(sorted(differences, key=lambda difference: (difference.path, difference.kind)))


def _digest(path: Path) -> str:
    """SHA-256 of a file; nothing for a link or for what cannot be read, which so differs from every digest."""
    try:
        return "" if path.is_symlink() else sha256_of(path)
    except OSError:
        return ""


def _against_manifest(listed: dict[str, str], digests: dict[str, str]) -> list[Difference]:
    missing = [path for path in listed if path not in digests]
    added = [path for path in digests if path not in listed]
    differences = [
        Difference("changed", path, f"“{path}”的内容与生成时不同")
        for path in listed
        if path in digests and digests[path] != listed[path]
    ]
    for path in missing:
        twin = next((name for name in added if digests[name] == listed[path]), None)
        if twin is None:
            differences.append(Difference("missing", path, f"“{path}”不见了"))
        else:
            added.remove(twin)
            differences.append(Difference("renamed", path, f"“{path}”被改名或移到了“{twin}”"))
    differences += [Difference("added", path, f"“{path}”是后来放进来的") for path in added]
    return differences


def _boxes(target: Path, kept: Mapping[str, Mapping[str, str]], compare: BoxReader) -> list[Difference]:
    """Each box PDF against its record; where a person's version keeps the place, ours beside it is compared."""
    try:
        boxes = json.loads((target / SYSTEM / "boxes.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return [Difference("catalogue", f"{SYSTEM}/boxes.json", "盒内材料的记录读不了，无法核对页码")]
    listed: list[tuple[str, dict[str, Any]]] = []
    for box in boxes.get("boxes", []):
        path = box.get("pdf") or ""
        path = kept.get(path, {}).get("new", path)
        if path and (target / path).is_file():
            listed.append((path, box))
    told = compare([(target / path, box) for path, box in listed])
    return [
        Difference("catalogue", path, f"“{path}”：{sentence}")
        for (path, _), sentences in zip(listed, told, strict=True)
        for sentence in sentences
    ]
