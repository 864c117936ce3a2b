"""People's decisions, brought to the files they mean: a decision outlives a renamed file, not changed content."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from dossier.model import Checklist, Decision, Document, Problem
from dossier.problems import problem
from dossier.text import mask

ALL = "*"
"""Stands for every requirement: 不采用 without a 材料编号."""
_INSIDE = "!/"
"""Between an archive and what is in it."""


@dataclass(frozen=True)
class Decided:
    """What people said, by the path of the file it holds for."""

    accepted: Mapping[str, tuple[Decision, ...]]
    rejected: Mapping[str, frozenset[str]]
    """Codes that the file must not be claimed for; ``*`` for all."""
    refusals: Mapping[str, tuple[Decision, ...]]
    """The rows that say so, in their order."""
    problems: tuple[Problem, ...]


def resolve(decisions: Sequence[Decision], checklist: Checklist, documents: Sequence[Document]) -> Decided:
    """Find the file or files of every decision; a nearer row outweighs one for a folder farther up.

    An archive is read as a folder, and decided like one. Of two rows as near that say the opposite the first counts.
    """
    finder = _Finder(documents)
    said: dict[str, list[Decision]] = defaultdict(list)
    problems: list[Problem] = []
    for decision in sorted(map(finder.opened, decisions), key=lambda d: d.row):
        if decision.verdict != "reject" and decision.requirement not in checklist.by_code:
            continue  # the room that read the workbook has reported it
        paths, fault = finder.paths(decision)
        if fault:
            problems.append(_lost(decision, fault, finder))
        for path in paths:
            count = finder.pages(path)
            if decision.pages and count and decision.pages[1] > count:
                problems.append(_outside(decision, path, count))
            if there := _within(decision, count):
                said[path].append(there)
    heard = {path: _heard(rows) for path, rows in said.items()}
    clashes = {
        (one.row, other.row): _clash(one, other) for each in heard.values() for one, other in each.clashes
    }
    return Decided(
        {path: each.accepted for path, each in heard.items() if each.accepted},
        {path: each.codes for path, each in heard.items() if each.rejected},
        {path: each.rejected for path, each in heard.items() if each.rejected},
        (*problems, *(clashes[rows] for rows in sorted(clashes))),
    )


# -- several rows for one file --


class _Heard(NamedTuple):
    """What the rows for one file come to."""

    accepted: tuple[Decision, ...]
    rejected: tuple[Decision, ...]
    clashes: tuple[tuple[Decision, Decision], ...]
    """A row that does not count, and the one that says the opposite."""

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(decision.requirement or ALL for decision in self.rejected)


def _heard(rows: Sequence[Decision]) -> _Heard:
    """Hear *rows* from the file upward, those of one level in their order.

    The nearest rows that give the file to something are the only ones that do; a refusal undoes what is given farther up.
    """
    accepted: list[Decision] = []
    rejected: list[Decision] = []
    clashes: list[tuple[Decision, Decision]] = []
    for decision in sorted(rows, key=lambda d: (-_nearness(d), d.row)):
        refuses = decision.verdict == "reject"
        if not refuses and any(_nearness(d) > _nearness(decision) for d in accepted):
            continue
        against = next((d for d in (accepted if refuses else rejected) if _are_opposed(d, decision)), None)
        if against is None:
            (rejected if refuses else accepted).append(decision)
        elif _nearness(against) == _nearness(decision) or against.pages != decision.pages:
            clashes.append((decision, against))
    return _Heard(tuple(accepted), tuple(rejected), tuple(clashes))


def _are_opposed(one: Decision, other: Decision) -> bool:
    """Whether one gives the same pages of a file to what the other refuses.

    Pages refused in a file that is given whole are opposed too; a file refused whole whose pages are given is not.
    """
    refused, given = (one, other) if one.verdict == "reject" else (other, one)
    return refused.requirement in ("", given.requirement) and given.pages in (None, refused.pages)


def _nearness(decision: Decision) -> float:
    """How near to the file a row speaks: one for the file itself nearest, a deep folder before a high one."""
    return _depth(decision.path) if decision.folder else inf


# -- what is told --


def _lost(decision: Decision, fault: str, finder: _Finder) -> Problem:
    """The problem *fault*: no file that *decision* holds for."""
    return problem(
        fault,
        path=decision.path,
        row=decision.row,
        sheet="材料归类确认",
        hint=finder.moved(decision) or "文件已移走的，删去这一行",
        member=finder.member(decision),
    )


def _clash(decision: Decision, against: Decision) -> Problem:
    return problem(
        "decision-clash", path=decision.path, row=decision.row, first=against.row, sheet="材料归类确认"
    )


def _outside(decision: Decision, path: str, count: int) -> Problem:
    first, last = decision.pages or (0, 0)
    shown = f"{first}-{last}" if last > first else f"{first}"
    return problem(
        "pages-outside", path=path, row=decision.row, sheet="材料归类确认", pages=shown, count=count
    )


def _within(decision: Decision, count: int) -> Decision | None:
    """*decision* on the pages that a file of *count* pages has; None where it has none of them, 0 is not known."""
    if not decision.pages or not count:
        return decision
    first, last = decision.pages
    return replace(decision, pages=(first, min(last, count))) if first <= count else None


# -- files --


class _Finder:
    """Looks files up by path and by content."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    @cached_property
    def _by_path(self) -> Mapping[str, Document]:
        return {_key(document.path): document for document in self._documents}

    @cached_property
    def _by_content(self) -> Mapping[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in sorted(self._documents, key=lambda d: d.path):
            found[document.sha256[:16].lower()].append(document)
        return found

    def opened(self, decision: Decision) -> Decision:
        """*decision* as one for all members, where it names an archive; not one that was given to other content."""
        whole = not decision.folder and not decision.fingerprint.strip() and self.member(decision) != ""
        return replace(decision, folder=True) if whole else decision

    def member(self, decision: Decision) -> str:
        """The first member of the archive that *decision* names; empty if it names none."""
        key = _key(decision.path)
        return "" if key in self._by_path else self._first_members.get(key, "")

    @cached_property
    def _first_members(self) -> Mapping[str, str]:
        """Path of every archive, at any depth, → its first member that can be read."""
        found: dict[str, str] = {}
        for key, document in sorted(self._by_path.items()):
            steps = key.split(_INSIDE)
            for depth in range(1, len(steps)):
                found.setdefault(_INSIDE.join(steps[:depth]), document.path)
        return found

    def paths(self, decision: Decision) -> tuple[list[str], str]:
        """Paths that *decision* holds for, and the code of the problem when there are none."""
        key = _key(decision.path)
        if decision.folder:
            below = sorted(d.path for k, d in self._by_path.items() if k.startswith((f"{key}/", f"{key}!/")))
            return below, "" if below else "decision-gone"
        fingerprint = decision.fingerprint.strip().lower()[:16]
        here = self._by_path.get(key) or self._masked(key, fingerprint)
        if here is not None and (not fingerprint or here.sha256.lower().startswith(fingerprint)):
            return [here.path], ""
        moved = self._by_content.get(fingerprint, []) if fingerprint else []
        if moved:
            return [moved[0].path], ""
        if self.member(decision):
            return [], "decision-archive"
        return [], "decision-gone" if here is None else "decision-stale"

    def _masked(self, key: str, fingerprint: str) -> Document | None:
        """The file whose path reads *key* with its personal numbers masked, as we propose it.

        Of several the fingerprint tells which; without one, or where it is of none, a row may not mean one of two.
        """
        found = self._by_masked.get(key, [])
        mine = [d for d in found if fingerprint and d.sha256.lower().startswith(fingerprint)]
        return next(iter(mine), found[0] if len(found) == 1 else None)

    @cached_property
    def _by_masked(self) -> Mapping[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for key, document in sorted(self._by_path.items()):
            if (shown := mask(key)) != key:
                found[shown].append(document)
        return found

    def pages(self, path: str) -> int:
        """How many pages a file has; 0 where that is not known before it is converted."""
        return self._by_path[_key(path)].pages or 0

    def moved(self, decision: Decision) -> str:
        """What to do about a folder or an archive that is gone while one of its name is elsewhere."""
        name = _key(decision.path).rpartition("/")[2]
        names = (f"{name}!", name) if decision.folder else (f"{name}!",)
        found = sorted(folder for folder in self._folders if folder.rpartition("/")[2] in names)
        return f"“{found[0].removesuffix('!')}”与它同名，是移到那里的，把“文件”改成它" if found else ""

    @cached_property
    def _folders(self) -> frozenset[str]:
        """Every folder that holds a file, at any depth; archives with their ``!``."""
        parts = [document.path.split("/") for document in self._by_path.values()]
        return frozenset("/".join(path[:depth]) for path in parts for depth in range(1, len(path)))


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).strip().replace("\\", "/").strip("/")


def _depth(path: str) -> int:
    return _key(path).count("/")
