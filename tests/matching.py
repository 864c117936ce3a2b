"""Matching over labelled documents, as the tests of matching ask for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dossier.match import Matching, match
from dossier.model import Claim, Decision, Desk, Document
from tests.labelling import PROJECT, checklist, document

NO_DESK = Desk()
DAY = 24 * 3600 * 10**9
"""Nanoseconds."""


def run(documents: Iterable[Document], desk: Desk = NO_DESK) -> Matching:
    return match(checklist(), PROJECT, desk, tuple(documents))


def claims_of(matching: Matching, path: str) -> list[Claim]:
    return [claim for claim in matching.claims if any(part.path == path for part in claim.parts)]


def certain(matching: Matching) -> set[tuple[str, str]]:
    return {(claim.requirement, claim.year) for claim in matching.claims if claim.certain}


def codes(matching: Matching, kind: str) -> list[str]:
    return [problem.path for problem in matching.problems if problem.code == kind]


def scan(path: str, title: str) -> Document:
    return document(path, title, has_text=False, recognised=True)


def decision(path: str, requirement: str = "", **more: object) -> Decision:
    row = Decision(
        path=path,
        folder=False,
        fingerprint="",
        pages=None,
        merge_group="",
        verdict="accept",
        requirement=requirement,
        year="2024-2025",
        copy="",
        decided_by="周一",
        row=2,
    )
    return replace(row, **more)  # type: ignore[arg-type]


def desk(*decisions: Decision) -> Desk:
    return Desk(decisions=decisions)
