"""How often claims are right: measured on labelled names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from dossier.checklist import read
from dossier.match import match
from dossier.model import Claim
from dossier.resources import checklists
from tests.labelling import PROJECT, Row, document, rows
from tests.matching import NO_DESK, run


@dataclass(frozen=True)
class Labelled:
    row: Row
    claims: tuple[Claim, ...]

    @property
    def sure(self) -> list[Claim]:
        return [claim for claim in self.claims if claim.certain]

    @property
    def found(self) -> bool:
        return bool({claim.requirement for claim in self.claims} & set(self.row.requirements))


@cache
def labelled() -> tuple[Labelled, ...]:
    """All labelled names as one tree; an older version stands for the newer one."""
    matching = run(document(row.path, row.title) for row in rows())
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    by_path = defaultdict(list)
    for claim in matching.claims:
        for part in claim.parts:
            by_path[part.path].append(claim)
    return tuple(Labelled(row, tuple(by_path[kept.get(row.path, row.path)])) for row in rows())


def share(good: int, of: Sequence[object]) -> float:
    return good / len(of)


def test_there_are_names_enough() -> None:
    assert len(rows()) >= 150
    assert len({row.path for row in rows()}) == len(rows())


def test_certain_claims_are_right() -> None:
    sure = [(entry.row, claim) for entry in labelled() for claim in entry.sure]
    wrong = [
        (row.path, claim.requirement) for row, claim in sure if claim.requirement not in row.requirements
    ]
    assert len(wrong) <= 0.01 * len(sure), wrong


def test_what_proves_something_is_found() -> None:
    true = [entry for entry in labelled() if entry.row.requirements]
    missed = [entry.row.path for entry in true if not entry.found]
    assert share(len(true) - len(missed), true) >= 0.92, missed


def test_clear_names_are_certain() -> None:
    clear = [entry for entry in labelled() if entry.row.certain == "yes"]
    doubted = [
        entry.row.path
        for entry in clear
        if not set(entry.row.requirements) <= {claim.requirement for claim in entry.sure}
    ]
    assert share(len(clear) - len(doubted), clear) >= 0.92, doubted


def test_no_distractor_is_certain() -> None:
    assert [entry.row.path for entry in labelled() if entry.row.certain == "no" and entry.sure] == []


def test_years_are_right() -> None:
    found = [entry for entry in labelled() if entry.found]
    wrong = [
        entry.row.path for entry in found if entry.row.year not in {claim.year for claim in entry.claims}
    ]
    assert share(len(found) - len(wrong), found) >= 0.95, wrong


def test_every_claim_says_why() -> None:
    claims = [claim for entry in labelled() for claim in entry.claims]
    assert all(claim.reason and claim.title and 0 < claim.score <= 100 for claim in claims)
    assert all("但" in claim.reason for claim in claims if not claim.certain)
    assert all(bool(claim.doubt) is not claim.certain for claim in claims)


@pytest.mark.parametrize("path", checklists(), ids=lambda path: path.stem)
def test_every_name_of_a_shipped_checklist_is_certain_for_its_own_material(path: Path) -> None:
    standard = read(path)
    expected = {
        f"材料/{place}/{'2025年' if r.calendar == 'calendar' else '2024-2025学年'}{name}.docx": r
        for place, r in enumerate(standard.requirements)
        for name in (r.title, *r.aliases)
        if "/" not in name
    }
    matching = match(standard, PROJECT, NO_DESK, [document(name) for name in expected])
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    sure: dict[str, set[str]] = defaultdict(set)
    for claim in matching.claims:
        if claim.certain:
            sure[claim.parts[0].path].add(claim.requirement)
    assert [name for name, r in expected.items() if r.code not in sure[kept.get(name, name)]] == []
