"""Room: examine. Opens every file once, in a guarded child, and says what it is or why it cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import Any

from dossier.cache import Cache, fingerprint, key
from dossier.examine.kinds import PHOTOS, WORDS, is_wrong_extension
from dossier.examine.scans import is_scan, libraries, recognised
from dossier.examine.taken import taken
from dossier.guard import Done, Failed, Limits, Outcome, Pool
from dossier.makers import made_by
from dossier.model import Document, Heading, Problem, SourceFile, Unreadable, UnreadableReason
from dossier.problems import problem, unreadable
from dossier.progress import Progress
from dossier.text import names_people

__all__ = ["LIMITS", "Examination", "examine", "libraries"]

LIMITS = Limits(seconds=60, memory_mb=2048)
"""For one file of ordinary size; larger ones get more time."""

MADE_BY = (
    "dossier.examine",
    "dossier.containers",
    "dossier.decode",
    "dossier.grids",
    "dossier.heic",
    "dossier.numbers",
    "dossier.numerals",
    "dossier.text",
)
"""Whose code says what is in a file."""
_LIBRARIES = ("lxml", "pi-heif", "pikepdf", "pillow", "pypdf", "python-calamine")
_TARGET = "dossier.examine.child:read"
_LARGE = 200 << 20
_SLOWEST_DISK = 5 << 20
"""Bytes a second of an old memory stick."""
_BOMB_BELOW = 64 << 20
"""A file that is smaller than this and yet fills the memory was made to."""

_FAILURES: Mapping[str, UnreadableReason] = {
    "timeout": "timeout",
    "crashed": "crashed",
    "memory": "too-large",
    "error": "corrupt",
}


@dataclass(frozen=True, kw_only=True)
class Examination:
    """What came of the files, in their order; each is in one of the first two."""

    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...]
    problems: tuple[Problem, ...]


def examine(
    files: Sequence[SourceFile],
    cache: Cache,
    progress: Progress,
    limits: Limits = LIMITS,
    workers: int | None = None,
) -> Examination:
    """Read every file of *files*.

    Args:
        files: as :func:`dossier.collect.collect` returns them.
        cache: keeps the facts of contents seen before, and digests of files that did not change.
        progress: gets one stage with a step per file.
        limits: for one file.
        workers: children at a time; two at most by default.
    """
    memory = _Memory(cache, files)
    progress.stage("读取文件", len(files))
    results: list[Document | Unreadable] = []
    with Pool(workers) as pool:
        for file, answer in zip(files, _answers(files, memory, pool, limits), strict=True):
            results.append(_result(file, answer))
            progress.step(file.path)
    memory.save()
    documents = recognised([result for result in results if isinstance(result, Document)], cache, progress)
    unreadable = tuple(result for result in results if isinstance(result, Unreadable))
    read = {document.path: document for document in documents}
    problems = [found for result in results for found in _problems(read.get(result.path, result))]
    return Examination(
        documents=documents, unreadable=unreadable, problems=(*problems, *_unread_scans(documents))
    )


class _Memory:
    """What is known of contents from earlier runs, under this version of the readers."""

    def __init__(self, cache: Cache, files: Sequence[SourceFile]) -> None:
        self._cache = cache
        self._digests = cache.by_stat("digests", _project(files))
        self._maker = [made_by(*MADE_BY), *map(_version, _LIBRARIES)]

    def recall(self, files: Sequence[SourceFile]) -> list[dict[str, Any] | None]:
        """Return the answer for each of *files* whose content was read before."""
        return [self._answer(file, sha256) for file, sha256 in zip(files, self._sha256s(files), strict=True)]

    def _answer(self, file: SourceFile, sha256: str | None) -> dict[str, Any] | None:
        kept = self._cache.load("facts", self._key(file, sha256)) if sha256 else None
        return {"sha256": sha256, **kept} if kept else None

    def _sha256s(self, files: Sequence[SourceFile]) -> Iterator[str | None]:
        """Of members as they were unpacked, of files on disk as remembered."""
        on_disk = [file for file in files if not file.sha256]
        known = iter(
            self._digests.recall([file.place for file in on_disk], [_print(file) for file in on_disk])
        )
        for file in files:
            yield file.sha256 or next(known)

    def keep(self, file: SourceFile, answer: dict[str, Any]) -> None:
        """Remember a whole answer; what a limit stopped may go better another time."""
        if "sha256" not in answer or not answer.get("deep", True):
            return
        kept = {name: answer[name] for name in ("facts", "unreadable") if name in answer}
        self._cache.store("facts", self._key(file, answer["sha256"]), kept)
        if not file.sha256:
            self._digests.put(file.place, answer["fingerprint"], answer["sha256"])

    def save(self) -> None:
        """Write down the digests."""
        self._digests.save()

    def _key(self, file: SourceFile, sha256: str) -> str:
        return key(*self._maker, _suffix(file), sha256)


def _answers(
    files: Sequence[SourceFile], memory: _Memory, pool: Pool, limits: Limits
) -> Iterator[dict[str, Any]]:
    """Yield the child's answer for each of *files*, remembered or fresh."""
    known = memory.recall(files)
    fresh = _read_all([file for file, answer in zip(files, known, strict=True) if not answer], pool, limits)
    for file, remembered in zip(files, known, strict=True):
        if remembered:
            yield remembered
            continue
        answer = next(fresh)
        memory.keep(file, answer)
        yield answer


def _read_all(files: Sequence[SourceFile], pool: Pool, limits: Limits) -> Iterator[dict[str, Any]]:
    """Read *files* in the pool; a large one gets time by its size, and one that takes too long or too much a second
    try without its text, so that a drawing of a million strokes still counts as what it is."""
    ordinary = pool.map(_TARGET, [_payload(file) for file in files if file.size < _LARGE], limits)
    for file in files:
        patient = Limits(limits.seconds + file.size / _SLOWEST_DISK, limits.memory_mb)
        outcomes = ordinary if file.size < _LARGE else pool.map(_TARGET, [_payload(file)], patient)
        outcome = next(outcomes)
        if isinstance(outcome, Failed) and outcome.reason != "error":
            outcome = next(pool.map(_TARGET, [_payload(file, deep=False)], patient))
        yield _answer(file, outcome)


def _payload(file: SourceFile, *, deep: bool = True) -> dict[str, Any]:
    return {"disk": str(file.at_hand()), "suffix": _suffix(file), "deep": deep}


def _answer(file: SourceFile, outcome: Outcome) -> dict[str, Any]:
    if isinstance(outcome, Done):
        answer: dict[str, Any] = outcome.value
        return answer
    reason: UnreadableReason = _FAILURES[outcome.reason]
    if reason == "too-large" and file.size < _BOMB_BELOW:
        reason = "bomb"
    return {"unreadable": [reason, f"（{file.size >> 20} MB）" if reason == "too-large" else ""]}


def _result(file: SourceFile, answer: dict[str, Any]) -> Document | Unreadable:
    sha256 = answer.get("sha256", "")
    if "unreadable" in answer:
        reason, detail = answer["unreadable"]
        return Unreadable(path=file.path, reason=reason, detail=detail, size=file.size, sha256=sha256)
    facts = dict(answer["facts"])
    facts["headings"] = tuple(Heading(text=text, page=page) for text, page in facts["headings"])
    facts["attendees"] = tuple(facts["attendees"])
    facts["taken"] = facts["taken"] or (taken(file.name) if facts["kind"] in PHOTOS else "")
    wrong = is_wrong_extension(facts["kind"], _suffix(file))
    return Document(source=file, sha256=sha256, wrong_extension=wrong, **facts)


def _problems(result: Document | Unreadable) -> Iterable[Problem]:
    if isinstance(result, Unreadable):
        yield unreadable(result.path, result.reason, result.detail)
        return
    if result.wrong_extension:
        kind = WORDS.get(result.kind, result.kind.upper())
        yield problem("wrong-extension", path=result.path, kind=kind)
    if result.personal or names_people(result.path):
        yield problem("personal-data", path=result.path)
    if result.volatile:
        yield problem("volatile-source", path=result.path, field=result.volatile)


def _unread_scans(documents: Sequence[Document]) -> Iterable[Problem]:
    """Said once, where nothing is installed that could read them."""
    scans = sum(map(is_scan, documents))
    if scans and not libraries():
        yield problem("scans-unread", count=scans)


def _project(files: Sequence[SourceFile]) -> Path:
    """The folder that the files on disk have in common by their paths; names the digests' place in the cache."""
    on_disk = next((file for file in files if not file.sha256), None)
    return on_disk.disk.parents[on_disk.path.count("/")] if on_disk else Path()


def _print(file: SourceFile) -> Sequence[int]:
    """Its fingerprint; one that no file has where it is gone."""
    try:
        return file.fingerprint if len(file.fingerprint) > 2 else fingerprint(file.disk.lstat())
    except OSError:
        return (-1,)


def _suffix(file: SourceFile) -> str:
    return PurePosixPath(file.name).suffix.lower()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
