"""Whether a delivered folder is still what was delivered: manifest both ways, boxes against their PDFs.

The vocabulary is that of RFC 8493: a file is changed, missing or unexpected; a missing and an unexpected one with
the same digest are a rename.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dossier.errors import OutputError
from dossier.publish.places import MANIFEST, SYSTEM
from dossier.publish.previous import files_below, read_manifest, sha256_of


@dataclass(frozen=True)
class Difference:
    """One thing that no longer agrees."""

    kind: Literal["changed", "missing", "added", "renamed", "catalogue"]
    path: str
    message: str
    """One Chinese sentence."""


BoxReader = Callable[[Path, dict[str, Any]], tuple[str, ...]]
"""Compares a box PDF with its record in boxes.json; returns sentences, empty when they agree."""


def verify(target: Path, compare_box: BoxReader) -> tuple[Difference, ...]:
    """Compare *target* with its manifest and each box PDF with ``boxes.json``; sorted by path.

    Raises:
        OutputError: *target* is not a finished output folder.
    """
    manifest = read_manifest(target)
    if not manifest:
        raise OutputError(
            f"“{target.name}”不是生成好的档案文件夹（找不到校验清单），请指到以学校简称命名的那一层。"
        )
    found = files_below(target)
    found.pop(MANIFEST, None)
    digests = {name: sha256_of(path) if path.is_file() else "" for name, path in found.items()}
    differences = [*_against_manifest(manifest, digests), *_boxes(target, compare_box)]
    return tuple(sorted(differences, key=lambda difference: (difference.path, difference.kind)))


def _against_manifest(manifest: dict[str, str], digests: dict[str, str]) -> list[Difference]:
    missing = [path for path in manifest if path not in digests]
    added = [path for path in digests if path not in manifest]
    differences = [
        Difference("changed", path, f"“{path}”的内容与生成时不同")
        for path in manifest
        if path in digests and digests[path] != manifest[path]
    ]
    for path in missing:
        twin = next((name for name in added if digests[name] == manifest[path]), None)
        if twin is None:
            differences.append(Difference("missing", path, f"“{path}”不见了"))
        else:
            added.remove(twin)
            differences.append(Difference("renamed", path, f"“{path}”被改名或移到了“{twin}”"))
    differences += [Difference("added", path, f"“{path}”是后来放进来的") for path in added]
    return differences


def _boxes(target: Path, compare_box: BoxReader) -> list[Difference]:
    try:
        boxes = json.loads((target / SYSTEM / "boxes.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        return [Difference("catalogue", f"{SYSTEM}/boxes.json", "盒内材料的记录读不了，无法核对页码")]
    differences = []
    for box in boxes.get("boxes", []):
        path = box.get("pdf", "")
        if path and (target / path).is_file():
            sentences = compare_box(target / path, box)
            differences += [Difference("catalogue", path, sentence) for sentence in sentences]
    return differences
