"""What of the old output goes where in the new one: nobody's work is lost, and ours finds a place beside it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dossier.model import Layout, OutputFile, Problem
from dossier.problems import problem
from dossier.publish.places import BUILD, MANIFEST, SYSTEM
from dossier.publish.previous import Previous, look, of_people, sha256_of

_ASIDE = "内部核对版/人工改动"
"""For a person's file whose own place we need."""


@dataclass(frozen=True)
class Plan:
    """Where everything goes; paths are POSIX below the target."""

    carried: Mapping[str, str]
    """New path → old path."""
    generated: Mapping[str, str]
    """Layout path → path it is written to (beside a person's edit when that keeps the place)."""
    kept: tuple[Mapping[str, str], ...]
    """For ``build.json``: ``path``, ``kind`` (``edited`` | ``added``), and ``new``, where our own version stands."""
    empty: tuple[str, ...]
    """Folders without files that a person made."""
    problems: tuple[Problem, ...]


def make_plan(layout: Layout, target: Path, scope: tuple[str, ...]) -> Plan:
    """Compare *layout* with what stands in *target*.

    Raises:
        OSError: something in *target* cannot be read.
    """
    previous = look(target) if target.exists() else Previous()
    files = {file.path: file for file in layout}
    people = {
        path for path in previous.edited | previous.added if not _is_as_made(files.get(path), target / path)
    }
    generated = {
        path: _beside(path, files.keys() | people) if path in people and not _is_record(path) else path
        for path in files
    }
    carried = {path: path for path in previous.ours - files.keys() if not path.startswith(scope)}
    carried.pop(BUILD, None)
    carried = dict(sorted(carried.items()))
    occupied = _Occupied({*generated.values(), *carried, BUILD, MANIFEST})
    kept: list[Mapping[str, str]] = []
    problems: list[Problem] = []
    for path in sorted(people):
        place = occupied.place_for(path)
        carried[place] = path
        kind = "edited" if path in previous.edited else "added"
        new = generated.get(path) or previous.beside.get(path, path)
        beside = {"new": new} if new != path and (new in carried or path in generated) else {}
        kept.append({"path": place, "kind": kind, **beside})
        problems.append(problem("kept-edit" if kind == "edited" else "kept-addition", path=path, kept=place))
    empty = tuple(sorted(folder for folder in previous.empty if not occupied.has(folder)))
    return Plan(carried, generated, tuple(kept), empty, tuple(problems))


def changed(files: Iterable[OutputFile], target: Path) -> frozenset[str]:
    """Paths of those *files* whose place a person's own version keeps; none where that cannot be told."""
    made = {file.path: file for file in files}
    try:
        theirs = of_people(target, (path for path in made if (target / path).is_file()))
        return frozenset(path for path in theirs if not _is_as_made(made[path], target / path))
    except OSError:
        return frozenset()


class _Occupied:
    """The places of the new output that are taken, as a disk sees them that knows no upper and lower case."""

    def __init__(self, paths: set[str]) -> None:
        self._exact = set(paths)
        self._files = {_folded(path) for path in paths}
        self._folders = {_folded(str(above)) for path in paths for above in PurePosixPath(path).parents}

    def has(self, path: str) -> bool:
        """Whether *path* cannot be used: taken, a folder of something taken, or below a file."""
        above = {_folded(str(folder)) for folder in PurePosixPath(path).parents}
        return _folded(path) in self._files | self._folders or bool(above & self._files)

    def place_for(self, path: str) -> str:
        """Where a person's file goes, its own place if that is free; it is taken from now on."""
        place, number = path, 1
        while self.has(place) or place in self._exact:
            place = f"{_ASIDE}{number if number > 1 else ''}/{path}"
            number += 1
        self._exact.add(place)
        return place


def _is_record(path: str) -> bool:
    """Whether programs look for it at its place, so that it never stands beside."""
    return path.startswith(f"{SYSTEM}/")


def _is_as_made(file: OutputFile | None, old: Path) -> bool:
    """Whether the old file is what would be written in its place."""
    if file is None or old.is_symlink():
        return False
    if file.copy_of is not None:
        return sha256_of(file.copy_of) == sha256_of(old)
    return hashlib.sha256(file.data or b"").hexdigest() == sha256_of(old)


def _beside(path: str, taken: set[str]) -> str:
    """A name next to *path* for our own version: ``封面（新生成）.docx``."""
    pure = PurePosixPath(path)
    place, number = pure.with_stem(f"{pure.stem}（新生成）"), 1
    while str(place) in taken:
        number += 1
        place = pure.with_stem(f"{pure.stem}（新生成{number}）")
    return str(place)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
