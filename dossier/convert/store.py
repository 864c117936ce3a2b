"""Clean PDFs in the cache, by the content they were made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.cache import Cache, key
from dossier.guard import Done, Limits, Outcome, Pool

_FILE, _FACTS = "pages", "pages-facts"
_VERSION = "2"
"""Of everything in this room that decides what pages look like."""
_MEMORY_MB = 3072
_SECONDS, _SECONDS_PER_MB = 60.0, 2.0


@dataclass(frozen=True)
class Made:
    """A clean PDF."""

    pdf: Path
    count: int
    active: bool
    """Whether actions, scripts or attachments were left out."""


@dataclass(frozen=True)
class Task:
    """A file to be made into a clean PDF."""

    key: str
    target: str
    """``"package.module:function"`` for the guarded child."""
    source: Path


def page_key(sha256: str, *how: str) -> str:
    """Key of the pages made of content *sha256* in the way *how*."""
    return key(sha256, _VERSION, *how)


class Store:
    """What was made before, and the way to make more."""

    def __init__(self, cache: Cache, workspace: Path) -> None:
        self._cache = cache
        self._folder = workspace / "clean"

    def find(self, page_key: str) -> Made | None:
        """Return what was made under *page_key*, if it is still whole."""
        facts = self._cache.load(_FACTS, page_key)
        pdf = self._cache.file(_FILE, page_key) if facts else None
        return Made(pdf, facts["count"], facts["active"]) if pdf and facts else None

    def make(self, pool: Pool, tasks: Sequence[Task]) -> dict[str, Made]:
        """Make *tasks* of one target in guarded children; key → what was made. A failed one is absent."""
        if not tasks:
            return {}
        self._folder.mkdir(parents=True, exist_ok=True)
        payloads = [{"source": str(task.source), "target": str(self._place(task))} for task in tasks]
        outcomes = pool.map(tasks[0].target, payloads, _limits(tasks))
        kept = {task.key: self._keep(task, outcome) for task, outcome in zip(tasks, outcomes, strict=True)}
        return {name: made for name, made in kept.items() if made}

    def _keep(self, task: Task, outcome: Outcome) -> Made | None:
        place = self._place(task)
        if not isinstance(outcome, Done):
            place.unlink(missing_ok=True)
            return None
        facts: dict[str, Any] = outcome.value
        pdf = self._cache.put_file(_FILE, task.key, place)
        self._cache.store(_FACTS, task.key, facts)
        if pdf != place:
            place.unlink()
        return Made(pdf, facts["count"], facts["active"])

    def _place(self, task: Task) -> Path:
        return self._folder / f"{task.key}.pdf"


def _limits(tasks: Sequence[Task]) -> Limits:
    largest = max(task.source.stat().st_size for task in tasks)
    return Limits(seconds=_SECONDS + _SECONDS_PER_MB * largest / 1e6, memory_mb=_MEMORY_MB)
