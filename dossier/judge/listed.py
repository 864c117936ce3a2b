"""Of a requirement that lists several papers those that are not there, though others are. Pure.

One paper fills such a requirement. Who collects the evidence is told of the others all the same: 部门预算 is no 部门决算.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.model import Claim, Finding, Requirement, Unseen
from dossier.years import shown


def unseen(requirement: Requirement, finding: Finding, claims: Iterable[Claim]) -> tuple[Unseen, ...]:
    """The papers that *requirement* lists and nothing in *finding* is, nor may be; *claims* are all on it.

    Only years in which something is there: of the others it is told that all is missing. What a person said settles a
    year, be it of a file, of paper, or that the requirement is put off or no concern.
    """
    if not finding.evidence or finding.exemption is not None:
        return ()
    years = finding.years_found or ("",)
    open_years = [year for year in years if not _is_settled(finding, year)]
    found = {year: frozenset(_papers(finding, year)) for year in years}
    anywhere = frozenset(title for claim in claims for title in claim.papers)
    told = []
    for paper in requirement.listed:
        lacking = tuple(
            year
            for year in open_years
            if paper.title not in found[year] and not _is_early(paper, year, finding)
        )
        if paper.told == "yearly" and lacking:
            told.append(Unseen(paper.title, tuple(filter(None, lacking))))
        elif paper.told == "once" and lacking == years and paper.title not in anywhere:
            told.append(Unseen(paper.title))
    return tuple(told)


def _is_early(paper: Requirement, year: str, finding: Finding) -> bool:
    """Whether it is too early to ask: of the last year, which is not over, nobody has a summary yet."""
    return paper.form == "总结" and bool(year) and year == finding.years_needed[-1]


def _is_settled(finding: Finding, year: str) -> bool:
    """Whether a person gave something of *year* to the requirement."""
    return any(
        entry.paper is not None or (entry.claim is not None and entry.claim.rule == "decision")
        for entry in finding.evidence
        if entry.slot.year == year
    )


def _papers(finding: Finding, year: str) -> Iterator[str]:
    """Titles of the papers that what is there for *year* is, and what waits for a person may be."""
    for entry in finding.evidence:
        if entry.slot.year == year and entry.claim is not None:
            yield from entry.claim.papers
    for claim in finding.to_confirm:
        if claim.year in ("", year) or not year:
            yield from claim.papers


def said(paper: Unseen) -> str:
    """``“部门决算”（2024—2025学年度）``."""
    years = "、".join(map(shown, paper.years))
    return f"“{paper.title}”（{years}）" if years else f"“{paper.title}”"
