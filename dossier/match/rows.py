"""Rows that list several papers: each is looked for by itself, and what is found counts for the row.

部门预算、决算 asks for two papers with names, forms and near twins of their own. Matching sees two requirements; what comes
after it sees one, and of each claim which of the papers it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dossier.match import within
from dossier.match.facts import Facts
from dossier.match.hits import Namer
from dossier.match.memo import Memo
from dossier.match.result import Matching
from dossier.match.texts import natural
from dossier.model import LISTED, Checklist, Claim, Problem, Unclaimed, row_of


def spread(checklist: Checklist) -> Checklist:
    """*checklist* with the papers that its rows list in place of the rows."""
    if not any(requirement.listed for requirement in checklist.requirements):
        return checklist
    papers = [paper for row in checklist.requirements for paper in (row.listed or (row,))]
    return replace(checklist, requirements=tuple(papers))


def siblings(checklist: Checklist, codes: Iterable[str]) -> frozenset[str]:
    """*codes* and, of rows that list papers, those of all their papers; *checklist* is spread."""
    rows = set(codes)
    return frozenset(rows | {r.code for r in checklist.requirements if r.row in rows})


def gathered(matching: Matching, checklist: Checklist, facts: Mapping[str, Facts], namer: Namer) -> Matching:
    """*matching* with the rows of *checklist* in place of the papers that they list; each claim says which it is."""
    places = {requirement.code: place for place, requirement in enumerate(checklist.requirements)}
    order = Memo(natural)
    claims = sorted(
        _once(_of_row(_with_papers(claim, checklist, facts, namer)) for claim in matching.claims),
        key=lambda claim: (places[claim.requirement], claim.year, order[claim.parts[0].path]),
    )
    return replace(
        matching,
        claims=tuple(claims),
        unclaimed=tuple(map(_nearest_row, matching.unclaimed)),
        unopened={path: row_of(code) for path, code in matching.unopened.items()},
        problems=tuple(dict.fromkeys(map(_problem_of_row, matching.problems))),
    )


def _once(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Of claims of one row for one item the best: a file may be two of the papers that a row lists."""
    best: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        item = (claim.requirement, claim.year, claim.parts)
        known = best.get(item)
        if known is None:
            best[item] = claim
            continue
        better = claim if (claim.certain, claim.score) > (known.certain, known.score) else known
        best[item] = replace(better, papers=tuple(dict.fromkeys((*known.papers, *claim.papers))))
    return iter(best.values())


def _with_papers(claim: Claim, checklist: Checklist, facts: Mapping[str, Facts], namer: Namer) -> Claim:
    row = checklist.by_code[row_of(claim.requirement)]
    return replace(claim, papers=within.papers(claim, row, facts, namer)) if row.listed else claim


def _of_row(claim: Claim) -> Claim:
    row = row_of(claim.requirement)
    rival, _, score = claim.runner_up.partition(" ")
    other = row_of(rival)
    runner_up = f"{other} {score}".strip() if other != row else ""
    if (row, runner_up) == (claim.requirement, claim.runner_up):
        return claim
    return replace(claim, requirement=row, runner_up=runner_up)


def _nearest_row(left: Unclaimed) -> Unclaimed:
    return replace(left, nearest=row_of(left.nearest)) if LISTED in left.nearest else left


def _problem_of_row(problem: Problem) -> Problem:
    if LISTED not in problem.requirement:
        return problem
    return replace(problem, requirement=row_of(problem.requirement))
