"""Rows of 纸质材料登记 against what is asked: which say too little, another material, or another year. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile

from dossier.model import Checklist, PaperItem, Problem, Requirement
from dossier.problems import problem
from dossier.text import fold
from dossier.years import shown

Titles = Mapping[str, Sequence[Requirement]]


def titles(checklist: Checklist) -> Titles:
    """Folded title → the requirements that bear it."""
    found: dict[str, list[Requirement]] = {}
    for requirement in checklist.requirements:
        found.setdefault(fold(requirement.title), []).append(requirement)
    return found


def paper_problems(
    requirement: Requirement, years: Sequence[str], papers: Iterable[PaperItem], known: Titles, owner: str
) -> Iterator[Problem]:
    """What is wrong with the rows for *requirement*, each of which counts as far as it can.

    Args:
        requirement: what the rows are for.
        years: the years that it asks for; none where it asks for no year.
        papers: all rows; those for other requirements are passed over.
        known: as :func:`titles` makes it.
        owner: who owes it.

    Yields:
        ``paper-twice`` ``paper-year-missing`` ``paper-out-of-period`` ``paper-other-title`` ``paper-incomplete``
    """
    mine = [paper for paper in papers if paper.requirement == requirement.code]
    for paper in mine:
        told = partial(
            problem,
            requirement=requirement.code,
            indicator=requirement.indicator,
            owner=owner,
            row=paper.row,
            title=paper.title or requirement.title,
        )
        if first := entered_before(paper, mine):
            yield told("paper-twice", first=first.row)
            if set(paper.years) <= set(first.years):
                continue  # what else is wrong with it was told of the first row
        wanted = "、".join(map(shown, years))
        outside = [year for year in paper.years if year and year not in years]
        if years and not paper.year:
            yield told("paper-year-missing", years=wanted)
        elif years and outside:
            yield told("paper-out-of-period", year="、".join(map(shown, outside)), years=wanted)
        if other := _other(requirement, paper, known):
            yield told("paper-other-title", number=requirement.code, own=requirement.title, other=other)
        if blanks := _blanks(paper):
            yield told("paper-incomplete", heads="、".join(blanks))


def entered_before(paper: PaperItem, papers: Iterable[PaperItem]) -> PaperItem | None:
    """The row before that of *paper*, among *papers* for one requirement, that enters the same thing for the same year.

    Same title, place and keeper; page counts or kinds of copy that differ show two things, one left blank does not.
    """
    before = takewhile(lambda other: other is not paper, papers)
    return next((other for other in before if _are_one(other, paper)), None)


def _are_one(one: PaperItem, other: PaperItem) -> bool:
    def described(paper: PaperItem) -> tuple[str, ...]:
        return tuple(map(fold, (paper.title, paper.place, paper.keeper)))

    return (
        described(one) == described(other)
        and bool(set(one.years) & set(other.years))
        and _agree(one.pages, other.pages)
        and _agree(one.copy, other.copy)
    )


def _agree(one: object, other: object) -> bool:
    return one == other or not one or not other


def volumes(paper: PaperItem, *, by_year: bool) -> int:
    """How many documents *paper* is: 册份数, of several years as many for each *by_year*, one at least."""
    return max(1, paper.volumes // len(paper.years)) if by_year else paper.volumes


def _other(requirement: Requirement, paper: PaperItem, known: Titles) -> str:
    """Codes of the materials whose title the row bears, if they are others than its code says."""
    bearing = known.get(fold(paper.title), ())
    materials = {one.material or one.code for one in bearing}
    own = (requirement.material or requirement.code) in materials
    return "" if own else "、".join(one.code for one in bearing)


def _blanks(paper: PaperItem) -> list[str]:
    """What an inspector who asks for the paper must be told."""
    cells = {"页数": paper.pages, "存放处": paper.place, "保管人": paper.keeper}
    return [head for head, value in cells.items() if not value]
