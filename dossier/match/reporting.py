"""The problems that matching raises about files: copies, old versions, leftovers, pages left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dossier.match.decisions import Decided
from dossier.match.facts import Facts
from dossier.model import Checklist, Duplicate, Problem, Unclaimed
from dossier.problems import problem

_OF_A_COPY = ("photo-two-years", "content-two-years")
"""What says more of a copy than that it is one."""


def copy_problems(
    copies: Iterable[Duplicate], facts: Mapping[str, Facts], raised: Iterable[Problem]
) -> list[Problem]:
    """One for each copy, unless among the problems *raised* one already speaks of it."""
    told = {other.path for other in raised if other.code in _OF_A_COPY}
    return [
        problem("duplicate", path=copy.path, of=copy.of, owner=_hand(facts[copy.path]))
        for copy in copies
        if copy.path not in told
    ]


def unclaimed_problems(
    unclaimed: Iterable[Unclaimed],
    facts: Mapping[str, Facts],
    checklist: Checklist,
    suspects: Mapping[str, str],
) -> list[Problem]:
    """One for each file left over, with the requirement nearest to it; *suspects* says what some look like."""
    problems = []
    for entry in unclaimed:
        nearest = f"，最接近“{checklist.by_code[entry.nearest].title}”" if entry.nearest else ""
        if suspect := suspects.get(entry.path):
            nearest += f"，{suspect}"
        problems.append(
            problem("unclaimed", path=entry.path, nearest=nearest, owner=_hand(facts[entry.path]))
        )
    return problems


def open_page_problems(decided: Decided, facts: Mapping[str, Facts]) -> list[Problem]:
    """Pages of a file that a person cut into ranges and that lie in none of them."""
    problems = []
    for path, said in sorted(decided.accepted.items()):
        ranges = [decision.pages for decision in said if decision.pages]
        if len(ranges) < len(said):
            continue
        covered = {page for first, last in ranges for page in range(first, last + 1)}
        left = [page for page in range(1, (facts[path].document.pages or 0) + 1) if page not in covered]
        if left:
            problems.append(
                problem("unclaimed-pages", path=path, pages=_spelled(left), owner=_hand(facts[path]))
            )
    return problems


def _hand(facts: Facts) -> str:
    """The department that handed a file in."""
    return facts.document.source.department


def _spelled(pages: Sequence[int]) -> str:
    """Page numbers as ranges: ``3—5、9``."""
    runs: dict[int, list[int]] = defaultdict(list)
    for place, page in enumerate(pages):
        runs[page - place].append(page)
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs.values())
