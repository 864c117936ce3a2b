"""The problems that matching raises about files: copies, old versions, leftovers, pages left open."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from dossier.match.decisions import Decided
from dossier.match.facts import Facts
from dossier.match.grouping import gaps
from dossier.model import Checklist, Claim, Duplicate, Problem, Unclaimed
from dossier.problems import problem

_MOST = 50
"""So many lines of one kind are read one by one; more are told folder by folder."""
_SHOWN = 3
_OF_A_COPY = ("photo-two-years", "content-two-years")
"""What says more of a copy than that it is one."""


def copy_problems(
    copies: Iterable[Duplicate], facts: Mapping[str, Facts], raised: Iterable[Problem]
) -> list[Problem]:
    """One for each copy, unless among the problems *raised* one already speaks of it; of many, one for each folder."""
    told = {other.path for other in raised if other.code in _OF_A_COPY}
    left = [copy for copy in copies if copy.path not in told]
    problems = []
    for group in _folded(left, lambda copy: (copy.path, copy.of)):
        first, owner = group.members[0], _hands(facts, (copy.path for copy in group.members))
        if len(group.members) == 1:
            problems.append(problem("duplicate", path=first.path, of=first.of, owner=owner))
        else:
            path, of = group.folders
            count = len(group.members)
            problems.append(problem("duplicate-folder", path=path, of=of, count=count, owner=owner))
    return problems


def unclaimed_problems(
    unclaimed: Iterable[Unclaimed],
    facts: Mapping[str, Facts],
    checklist: Checklist,
) -> list[Problem]:
    """One for each file left over, with the requirement nearest to it; of many, one for each folder.

    What looks like evidence and is none stands alone. What a person refused is left in peace: it has its answer.
    """
    entries = [entry for entry in unclaimed if not entry.refused]
    problems = []
    for group in (
        *([_Folder((), [entry]) for entry in entries if entry.looks]),
        *_folded([entry for entry in entries if not entry.looks], lambda entry: (entry.path,)),
    ):
        first, owner = group.members[0], _hands(facts, (entry.path for entry in group.members))
        if len(group.members) > 1:
            nearest = _nearest(group.members, checklist)
            count = len(group.members)
            [path] = group.folders
            problems.append(problem("unclaimed-folder", path=path, count=count, nearest=nearest, owner=owner))
            continue
        nearest = f"，最接近“{checklist.by_code[first.nearest].title}”" if first.nearest else ""
        if first.known:
            nearest = f"，是“{first.known}”，清单没有要这项材料"
        if first.looks:
            nearest += f"，{first.looks}"
        problems.append(problem("unclaimed", path=first.path, nearest=nearest, owner=owner))
    return problems


T = TypeVar("T")


@dataclass(frozen=True)
class _Folder(Generic[T]):
    """What is told in one line."""

    folders: tuple[str, ...]
    members: list[T]


def _folded(entries: Sequence[T], paths_of: Callable[[T], tuple[str, ...]]) -> list[_Folder[T]]:
    """Each of *entries* by itself, or, where they are many, those together whose files lie in the same folders.

    Folders are those of the deepest level at which there are few enough of them.
    """
    if len(entries) <= _MOST:
        return [_Folder((), [entry]) for entry in entries]
    split = [(entry, [path.split("/")[:-1] for path in paths_of(entry)]) for entry in entries]
    deepest = max(len(folder) for _, folders in split for folder in folders)
    groups: dict[tuple[str, ...], list[T]] = {}
    for depth in range(deepest, 0, -1):
        groups = {}
        for entry, folders in split:
            cut = tuple(["/".join(folder[:depth]) for folder in folders])
            groups.setdefault(cut, []).append(entry)
        if len(groups) <= _MOST:
            break
    return [_Folder(folders, members) for folders, members in sorted(groups.items())]


def _nearest(entries: Iterable[Unclaimed], checklist: Checklist) -> str:
    """The requirements that most of *entries* are nearest to."""
    counts = Counter(entry.nearest for entry in entries if entry.nearest)
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    told = "、".join(f"“{checklist.by_code[code].title}”{count}个" for code, count in found)
    return f"，最接近{told}" if told else ""


def _hands(facts: Mapping[str, Facts], paths: Iterable[str]) -> str:
    """The department that handed in all files of *paths*, if it is one."""
    departments = {_hand(facts[path]) for path in paths}
    return departments.pop() if len(departments) == 1 else ""


def open_page_problems(decided: Decided, facts: Mapping[str, Facts]) -> list[Problem]:
    """Pages of a file that a person cut into ranges and that lie in none of them, refused ones included."""
    problems = []
    for path, said in sorted(decided.accepted.items()):
        ranges = [decision.pages for decision in said if decision.pages]
        if len(ranges) < len(said):
            continue
        ranges += [refused.pages for refused in decided.refusals.get(path, ()) if refused.pages]
        covered = {page for first, last in ranges for page in range(first, last + 1)}
        left = [page for page in range(1, (facts[path].document.pages or 0) + 1) if page not in covered]
        if left:
            problems.append(
                problem("unclaimed-pages", path=path, pages=_spelled(left), owner=_hand(facts[path]))
            )
    return problems


def gap_problems(claims: Iterable[Claim], facts: Mapping[str, Facts], checklist: Checklist) -> list[Problem]:
    """Numbers left out in runs of scans: a page that was not scanned, or not handed in. Photos may be picked out."""
    found: dict[str, Problem] = {}
    for claim in claims:
        requirement = checklist.by_code[claim.requirement]
        for path, numbers in gaps(claim) if requirement.form != "照片" else ():
            found[path] = problem(
                "run-gap",
                path=path,
                requirement=requirement.code,
                indicator=requirement.indicator,
                numbers=_spelled(numbers),
                owner=_hand(facts[path]),
            )
    return [found[path] for path in sorted(found)]


def overlap_problems(decided: Decided, facts: Mapping[str, Facts]) -> list[Problem]:
    """Pages that two ranges of one file share in part; the same range may well serve two requirements."""
    problems = []
    for path, said in sorted(decided.accepted.items()):
        rows: dict[tuple[int, int], int] = {}
        for decision in said:
            if decision.pages:
                rows.setdefault(decision.pages, decision.row)
        ranges = sorted(rows)
        shared = {
            page
            for first, later in combinations(ranges, 2)
            for page in range(later[0], min(first[1], later[1]) + 1)
        }
        if shared:
            touching = sorted(
                rows[span] for span in ranges if any(span[0] <= page <= span[1] for page in shared)
            )
            problems.append(
                problem(
                    "pages-overlap",
                    path=path,
                    pages=_spelled(sorted(shared)),
                    rows="、".join(map(str, touching)),
                    owner=_hand(facts[path]),
                )
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
