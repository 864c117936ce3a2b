"""What was worked out before, kept by content; a cache never changes a result, it only saves time.

Values lie in ``<folder>/<kind>/<first two digits>/<key>``; they are written in ``<folder>/parts`` and moved in, so
a kill leaves a whole entry or none, and what it leaves among the parts is cleared away by a later run. Each entry carries the SHA-256 of its own value: a damaged one is a miss.
Where the folder cannot be written, everything works without it.

:func:`key` makes keys: name the content *and* the version of whatever made the value.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import marshal
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

_TRUST_NS = 2_000_000_000
"""A file changed within two seconds of being hashed may change again under the same time stamp (FAT counts in
steps of two seconds), so its digest is not believed next time."""
_BLOCK = 1 << 20
_PARTS = "parts"
_ABANDONED_SECONDS = 3600
"""No part takes so long to write; and if one should, its writer only finds that it cannot be kept."""


def key(*parts: str) -> str:
    """Make one key of content digests, versions and options."""
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


class Cache:
    """A folder of values by kind and key."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def default(cls) -> Cache:
        """Use the folder in ``DOSSIER_CACHE``, else where the system keeps caches."""
        named = os.environ.get("DOSSIER_CACHE")
        if named:
            cache = cls(Path(named))
        else:
            import platformdirs

            cache = cls(platformdirs.user_cache_path("dossier", appauthor=False))
        cache.sweep()
        return cache

    def sweep(self, now: Callable[[], float] = time.time) -> None:
        """Delete the parts that killed runs left behind."""
        with contextlib.suppress(OSError), os.scandir(self._folder / _PARTS) as parts:
            for part in parts:
                with contextlib.suppress(OSError):
                    if part.stat(follow_symlinks=False).st_mtime + _ABANDONED_SECONDS < now():
                        os.unlink(part.path)  # noqa: PTH108 (what scandir gives)

    def load(self, kind: str, key: str) -> Any | None:
        """Return the JSON value kept under *key*, or None."""
        place = os.path.join(self._folder, kind, key[:2], f"{key}.json")  # noqa: PTH118 (half the time of a Path)
        with contextlib.suppress(OSError, ValueError), open(place, "rb") as file:  # noqa: PTH123
            digest, _, body = file.read().partition(b"\n")
            if digest.decode("ascii") == hashlib.sha256(body).hexdigest():
                return json.loads(body)
        return None

    def store(self, kind: str, key: str, value: Any) -> None:
        """Keep a JSON value under *key*."""
        # Unsorted: it comes back in the order it went in. A name on a disk may hold half a character.
        body = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(body).hexdigest().encode("ascii")
        with contextlib.suppress(OSError):
            self._write(self._place(kind, key, ".json"), digest + b"\n" + body)

    def file(self, kind: str, key: str) -> Path | None:
        """Return the file kept under *key*, or None. It must not be changed."""
        place = self._place(kind, key, ".bin")
        with contextlib.suppress(OSError):
            if place.with_suffix(".sha256").read_text("ascii") == _digest(place):
                return place
        return None

    def put_file(self, kind: str, key: str, source: Path) -> Path:
        """Keep a copy of *source* under *key* and return it; where that is impossible, return *source*."""
        place = self._place(kind, key, ".bin")
        try:
            with self._part(place) as part:
                shutil.copyfile(source, part)
                digest = _digest(part)
                part.replace(place)
            self._write(place.with_suffix(".sha256"), digest.encode("ascii"))
        except OSError:
            return source
        return place

    def by_stat(self, kind: str, root: Path, *made_by: str) -> ByStat:
        """Return what is remembered of the files below *root* as long as they do not change.

        Args:
            kind: of the values.
            root: a folder.
            made_by: versions and options of whatever makes the values.
        """
        return ByStat(self, kind, key(kind, os.fspath(root.absolute()), *made_by))

    def _place(self, kind: str, key: str, suffix: str) -> Path:
        return self._folder / kind / key[:2] / (key + suffix)

    def _write(self, place: Path, data: bytes) -> None:
        with self._part(place) as part:
            part.write_bytes(data)
            part.replace(place)

    @contextlib.contextmanager
    def _part(self, place: Path) -> Iterator[Path]:
        """Give a new name in the same file system as *place*, and take away what is left of it."""
        parts = self._folder / _PARTS
        for folder in (parts, place.parent):
            folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=parts)
        os.close(handle)
        part = Path(name)
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


class ByStat:
    """Values by stat (a SHA-256, what an archive holds), so that a file that did not change is not read again.

    A file counts as unchanged while path, size, inode and both time stamps are the same. All files are asked for in
    one go. Where none of them changed, one digest over all says so, and their rows are not even read.
    """

    def __init__(self, cache: Cache, kind: str, name: str, now: Callable[[], int] = time.time_ns) -> None:
        self._cache = cache
        self._kind = kind
        self._name, self._rows_name = name, key(name, "rows")
        self._now = now
        self._asked = _Columns([], [], [])
        self._put: dict[str, _Row] = {}
        self._stale = True

    def recall(self, paths: Sequence[str], prints: Sequence[Sequence[int]]) -> Sequence[Any | None]:
        """What is remembered of each of *paths*, None where its :func:`fingerprint` in *prints* is not the same."""
        kept = self._cache.load(self._kind, self._name)
        if isinstance(kept, dict) and kept.get("of") == _digest_of(paths, prints):
            values = kept["values"]
            self._stale = False
        else:
            known = _Columns.read(self._cache.load(self._kind, self._rows_name)).rows()
            rows = [known.get(path) for path in paths]
            values = [
                row[1] if row is not None and row[0] == list(print_) else None
                for row, print_ in zip(rows, prints, strict=True)
            ]
        self._asked = _Columns(paths, prints, values)
        return self._asked.values

    def put(self, path: str, print_: Sequence[int], value: Any) -> None:
        """Remember *value* of the file at *path* while its :func:`fingerprint` is *print_*."""
        if is_settled(print_[1], self._now()):
            self._put[path] = print_, value

    def save(self) -> None:
        """Write down what was remembered of the files asked for, and what was put since; what is gone is forgotten."""
        if not self._put and not self._stale:
            return
        rows = {
            path: row for path, row in self._asked.rows().items() if row[1] is not None or path in self._put
        }
        kept = _Columns.of(rows | self._put)
        self._cache.store(self._kind, self._rows_name, kept._asdict())
        self._cache.store(
            self._kind, self._name, {"of": _digest_of(kept.paths, kept.prints), "values": kept.values}
        )
        self._asked, self._put, self._stale = kept, {}, False


_Row = tuple[Sequence[int], Any]
"""A fingerprint, and what is remembered under it."""


class _Columns(NamedTuple):
    """Rows of paths, fingerprints and values."""

    paths: Sequence[str]
    prints: Sequence[Sequence[int]]
    values: Sequence[Any]

    @classmethod
    def of(cls, rows: Mapping[str, _Row]) -> _Columns:
        return cls(list(rows), [print_ for print_, _ in rows.values()], [value for _, value in rows.values()])

    @classmethod
    def read(cls, kept: Any) -> _Columns:
        """What was written by :meth:`_asdict`; nothing where it is something else."""
        is_ours = isinstance(kept, dict) and tuple(kept) == cls._fields
        return cls(**kept) if is_ours else cls([], [], [])

    def rows(self) -> dict[str, _Row]:
        return dict(zip(self.paths, zip(self.prints, self.values, strict=True), strict=True))


def _digest_of(paths: Sequence[str], prints: Sequence[Sequence[int]]) -> str:
    """One digest of all, by which it is seen that nothing changed.

    Marshal only writes here: it is the fastest way from many numbers to bytes, and version 2 writes equal ones alike.
    """
    digest = hashlib.sha256("\0".join(paths).encode("utf-8", "surrogatepass"))
    digest.update(marshal.dumps([number for print_ in prints for number in print_], 2))
    return digest.hexdigest()


Fingerprint: TypeAlias = tuple[int, int, int, int, int]

_LINKS = (0xA000000C, 0xA0000003)
"""Symbolic links and junctions of Windows; other reparse points are cloud files, which are real."""


def _fingerprint_on_windows(status: os.stat_result) -> Fingerprint:
    """A path and an open file do not tell the same rights there, so the kind alone counts."""
    is_link = getattr(status, "st_reparse_tag", 0) in _LINKS
    kind = stat.S_IFLNK if is_link else stat.S_IFMT(status.st_mode)
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, kind


fingerprint: Callable[[os.stat_result], Fingerprint] = (
    _fingerprint_on_windows
    if os.name == "nt"
    else attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino", "st_mode")
)
"""What must not change for a file to count as unchanged: size, times (ns), inode, kind and rights.

The second time is that of the last change of content or rights; on Windows it is that of birth.
"""


def is_settled(changed_ns: int, now_ns: int) -> bool:
    """Whether a file that changed last at *changed_ns* would show another time if it changed again."""
    return changed_ns + _TRUST_NS < now_ns


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
