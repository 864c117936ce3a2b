"""Names of several schools as colleagues write them, matched school by school, and how well that went."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any, cast

from dossier.checklist import enriched
from dossier.match import match
from dossier.model import Claim, Desk, School, Stage
from tests import shipped
from tests.labelling import PROJECT, document

_HERE = Path(__file__).parent / "labelled"
_NO_YEAR_OF_ITS_OWN = ("none", "as-of", "")
_THIS_YEAR = "2025-2026"


@dataclass(frozen=True)
class Entry:
    """One file: what a careful clerk says that it is, and what is claimed of it."""

    school: str
    checklist: str
    path: str
    title: str
    requirements: tuple[str, ...]
    year: str
    fate: str
    claims: tuple[Claim, ...] = ()

    @property
    def is_kept_back(self) -> bool:
        """Whether the rules were mended without it."""
        return int(hashlib.sha256(self.path.encode()).hexdigest(), 16) % 3 == 0

    @property
    def sure(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.certain]

    @property
    def wrong(self) -> list[Claim]:
        """Certain claims for what it is not."""
        return [claim for claim in self.sure if claim.requirement not in self.requirements]

    @property
    def found(self) -> list[Claim]:
        """Claims, certain or not, for what it is."""
        return [claim for claim in self.claims if claim.requirement in self.requirements]

    @property
    def dated(self) -> list[Claim]:
        """Found claims whose requirement goes by years; none where the year of the file is left open."""
        known = shipped.checklist(self.checklist).by_code
        asked = [c for c in self.found if known[c.requirement].years not in _NO_YEAR_OF_ITS_OWN]
        return [] if self.year == "*" or self.fate != "find" else asked

    @property
    def is_misdated(self) -> bool:
        """Whether no claim is of the year that its name, title or folders tell."""
        return bool(self.year and self.dated) and self.year not in {claim.year for claim in self.dated}

    @property
    def invented(self) -> list[Claim]:
        """Claims for a year where nothing tells one: only this year may be meant, and only where no other is asked for."""
        known = shipped.checklist(self.checklist).by_code
        given = [claim for claim in self.dated if claim.year and not self.year]
        return [c for c in given if c.year != _THIS_YEAR or known[c.requirement].years != "current"]


@dataclass(frozen=True)
class Score:
    """How well a set was matched."""

    entries: Sequence[Entry]

    @property
    def sure(self) -> int:
        return sum(len(entry.sure) for entry in self.entries)

    @property
    def wrong(self) -> list[tuple[Entry, Claim]]:
        return [(entry, claim) for entry in self.entries for claim in entry.wrong]

    @property
    def true(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.fate == "find"]

    @property
    def missed(self) -> list[Entry]:
        return [entry for entry in self.true if not entry.found]

    @property
    def unsure(self) -> list[Entry]:
        return [entry for entry in self.true if entry.found and not any(c.certain for c in entry.found)]

    @property
    def believed(self) -> list[Entry]:
        """What proves nothing and is claimed for certain all the same."""
        return [entry for entry in self.entries if entry.fate == "none" and entry.sure]

    @property
    def dated(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.year and entry.dated]

    @property
    def misdated(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_misdated]


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The labelled names of the file *name*, with what is claimed of each when its school is matched whole."""
    found: list[Entry] = []
    for school in _schools(name):
        found += _matched(school)
    return tuple(found)


def _schools(name: str) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], loads((_HERE / name).read_text(encoding="utf-8"))["school"])


def _matched(school: dict[str, Any]) -> Iterable[Entry]:
    project = replace(
        PROJECT,
        school=School(name=school["name"], short_name=school["short_name"]),
        checklist=school["checklist"],
        stage=cast(Stage, school["stage"]),
    )
    rows = school["rows"]
    matching = match(
        enriched(shipped.checklist(project.checklist)),
        project,
        Desk(),
        tuple(document(path, title) for path, title, *_ in rows),
    )
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    while any(of in kept for of in kept.values()):  # an older version of a copy
        kept = {path: kept.get(of, of) for path, of in kept.items()}
    by_path: dict[str, list[Claim]] = defaultdict(list)
    for claim in matching.claims:
        for part in claim.parts:
            by_path[part.path].append(claim)
    served = {r.code: r.material for r in shipped.checklist(project.checklist).requirements}
    for path, title, codes, year, fate, _ in rows:
        materials = {served[code] for code in codes.split()}
        yield Entry(
            school["short_name"],
            project.checklist,
            path,
            title,
            tuple(code for code in served if code in codes.split() or served[code] in materials),
            year,
            fate,
            tuple(by_path[kept.get(path, path)]),
        )
