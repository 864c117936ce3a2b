"""One finding per requirement: which slots are filled, by what, and what is still owed. Pure."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from dossier.departments import one_name
from dossier.judge.exempted import exemption_problems, has_run_out
from dossier.judge.listed import said, unseen
from dossier.judge.papers import entered_before, paper_problems, titles, volumes
from dossier.model import (
    Checklist,
    Claim,
    Desk,
    Document,
    Evidence,
    Exemption,
    Finding,
    Owner,
    PaperItem,
    Problem,
    Project,
    Requirement,
    Slot,
    Status,
)
from dossier.problems import problem
from dossier.years import needed, shown


@dataclass(frozen=True)
class Found:
    """Findings with the problems they raise; a finding's ``problems`` index into them."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    filling: frozenset[int]
    """Positions in the claims of those that fill a slot."""


def find(
    checklist: Checklist,
    project: Project,
    desk: Desk,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
) -> Found:
    """Judge every requirement, in checklist order."""
    by_requirement: dict[str, list[int]] = {}
    for position, claim in enumerate(claims):
        by_requirement.setdefault(claim.requirement, []).append(position)
    owners = _owners(checklist, desk)
    exemptions = {exemption.requirement: exemption for exemption in desk.exemptions}
    known = titles(checklist)
    findings: list[Finding] = []
    problems: list[Problem] = []
    filling: set[int] = set()
    asked: dict[tuple[str, str], int] = {}
    for requirement in checklist.requirements:
        exemption = exemptions.get(requirement.code)
        case = _Case(
            requirement,
            needed(requirement.years, requirement.calendar, project.as_of, project.years),
            owners[requirement.code],
            None if has_run_out(exemption, project.as_of) else exemption,
            _is_county(checklist, requirement),
            checklist.indicator_by_code[requirement.indicator].kind == "veto",
        )
        positions = by_requirement.get(requirement.code, [])
        slots, filled = _fill(case, [(p, claims[p]) for p in positions], desk.papers, documents)
        filling |= filled
        finding, raised = _judge(case, slots, [claims[p] for p in positions])
        raised += paper_problems(requirement, case.years, desk.papers, known, case.owner.label)
        raised += exemption_problems(requirement, exemption, finding, claims)
        material = requirement.material or requirement.code
        places = tuple(_place(problem, material, problems, asked) for problem in raised)
        findings.append(replace(finding, problems=tuple(dict.fromkeys(places))))
    return Found(tuple(findings), tuple(problems), frozenset(filling))


def _owners(checklist: Checklist, desk: Desk) -> Mapping[str, Owner]:
    """Who answers for each requirement: by 责任分解, else by the checklist; a department under one name throughout."""
    said = {owner.requirement: owner for owner in desk.owners}
    owners = {
        requirement.code: said.get(requirement.code)
        or Owner(requirement=requirement.code, department=requirement.owner)
        for requirement in checklist.requirements
    }
    called = one_name(owner.department for owner in owners.values() if owner.department)
    return {
        code: replace(owner, department=called(owner.department)) if owner.department else owner
        for code, owner in owners.items()
    }


def _place(raised: Problem, material: str, problems: list[Problem], asked: dict[tuple[str, str], int]) -> int:
    """Where *raised* stands among *problems*; one answer settles a file for all that ask for its material.

    Who needs the file asks before those that are satisfied.
    """
    place = asked.get((material, raised.path)) if raised.code in _QUESTIONS else None
    if place is not None and raised.code == _QUESTIONS[0] != problems[place].code:
        problems[place] = raised
    if place is None:
        place = asked[material, raised.path] = len(problems)
        problems.append(raised)
    return place


_QUESTIONS = ("to-confirm", "to-confirm-spare")
"""Of a material that is still open, of one that has all it needs: nothing hangs on the second."""


@dataclass(frozen=True)
class _Case:
    requirement: Requirement
    years: tuple[str, ...]
    owner: Owner
    exemption: Exemption | None
    """What holds: a deferral that has run out does not."""
    county: bool
    veto: bool


def _is_county(checklist: Checklist, requirement: Requirement) -> bool:
    return checklist.indicator_by_code[requirement.indicator].scope == "county"


# -- filling slots --


def _fill(
    case: _Case,
    claims: Sequence[tuple[int, Claim]],
    papers: Iterable[PaperItem],
    documents: Mapping[str, Document],
) -> tuple[dict[Slot, Evidence | None], set[int]]:
    """Every slot of the requirement with what fills it, and the positions of the claims that do."""
    code = case.requirement.code
    years = case.years or ("",)
    slots: dict[Slot, Evidence | None] = {}
    filled: set[int] = set()
    mine = [paper for paper in papers if paper.requirement == code]
    for year in years:
        fits = [(p, c) for p, c in claims if c.certain and _fits(c.year, year, case.years)]
        fits.sort(key=lambda pair: (-pair[1].score, pair[1].parts[0].path, pair[1].parts[0].pages_from or 0))
        evidence: list[Evidence] = []
        for position, claim in fits:
            evidence.append(_from_claim(Slot(code, year, len(evidence) + 1), claim, documents))
            filled.add(position)
        here = [p for p in mine if any(_fits(written, year, case.years) for written in p.years)]
        for paper in here:
            if not entered_before(paper, here):
                evidence.append(_from_paper(Slot(code, year, len(evidence) + 1), paper, case.requirement))
        for entry in evidence:
            slots[entry.slot] = entry
        lacking = case.requirement.minimum - _count(case.requirement, evidence)
        for ordinal in range(len(evidence) + 1, len(evidence) + 1 + lacking):
            slots[Slot(code, year, ordinal)] = None
    return slots, filled


def _count(requirement: Requirement, evidence: Sequence[Evidence]) -> int:
    """How many documents *evidence* is: of photos each picture, bound as one item or not; on paper what 册份数 says."""
    return sum(_weight(requirement, entry) for entry in evidence)


def _weight(requirement: Requirement, entry: Evidence) -> int:
    if entry.paper is not None:
        return volumes(entry.paper, by_year=bool(entry.slot.year))
    return len(entry.parts) if requirement.form == "照片" else 1


def _fits(found: str, year: str, years: Sequence[str]) -> bool:
    """Whether a claim's or paper's year serves the slot's; without needed years any year does."""
    return not years or found == year


def _from_claim(slot: Slot, claim: Claim, documents: Mapping[str, Document]) -> Evidence:
    known = [documents[part.path] for part in claim.parts if part.path in documents]
    counts = [
        (part.pages_to or document.pages or part.pages_from) - part.pages_from + 1
        if part.pages_from
        else document.pages
        for part, document in zip(claim.parts, known, strict=False)
    ]
    return Evidence(
        slot=slot,
        parts=claim.parts,
        title=claim.title,
        sha256=known[0].sha256 if known else "",
        size=sum(document.source.size for document in known),
        pages=sum(count for count in counts if count) if all(counts) and counts else None,
        claim=claim,
        copy=claim.copy,
    )


def _from_paper(slot: Slot, paper: PaperItem, requirement: Requirement) -> Evidence:
    return Evidence(
        slot=slot,
        parts=(),
        title=paper.title or requirement.title,
        pages=paper.pages,
        paper=paper,
        copy=paper.copy,
    )


# -- status and problems --


class _Where(TypedDict):
    """The places that every problem of a requirement carries."""

    requirement: str
    indicator: str
    owner: str


def _judge(
    case: _Case, slots: Mapping[Slot, Evidence | None], claims: Sequence[Claim]
) -> tuple[Finding, list[Problem]]:
    unsure = tuple(claim for claim in claims if not claim.certain)
    evidence = tuple(entry for entry in slots.values() if entry is not None)
    open_slots = tuple(slot for slot, entry in slots.items() if entry is None)
    years_found = tuple(sorted({entry.slot.year for entry in evidence if entry.slot.year}))
    status = _status(case, evidence, open_slots, unsure)
    finding = Finding(
        requirement=case.requirement.code,
        status=status,
        years_needed=case.years,
        years_found=years_found,
        evidence=evidence,
        to_confirm=unsure,
        open_slots=open_slots,
        owner=case.owner,
        exemption=case.exemption,
    )
    finding = replace(finding, unseen=unseen(case.requirement, finding, claims))
    return finding, _problems(case, finding)


def _status(
    case: _Case, evidence: Sequence[Evidence], open_slots: Sequence[Slot], unsure: Sequence[Claim]
) -> Status:
    if case.exemption is not None and case.exemption.case == "not-applicable":
        return "本校不涉及"
    if not open_slots and not _lacks_originals(case, evidence):
        return "齐全（纸质）" if all(entry.paper for entry in evidence) else "齐全"
    if case.exemption is not None:
        return "暂缓提交"
    if evidence:
        return "不齐"
    if unsure:
        return "待确认"
    if case.county:
        return "县级提供"
    return "现场核查" if case.requirement.site_visit else "缺"


def _lacks_originals(case: _Case, evidence: Sequence[Evidence]) -> bool:
    """Whether copies stand where originals are asked for, and not beside enough of these."""
    if case.requirement.copy != "original":
        return False
    originals = [entry for entry in evidence if entry.copy != "复印件"]
    counts = (
        _count(case.requirement, [entry for entry in originals if entry.slot.year == year])
        for year in case.years or ("",)
    )
    return any(count < case.requirement.minimum for count in counts)


def _problems(case: _Case, finding: Finding) -> list[Problem]:
    requirement = case.requirement
    owner = case.owner.label
    where: _Where = {"requirement": requirement.code, "indicator": requirement.indicator, "owner": owner}
    raised: list[Problem] = []
    if finding.status == "缺" and case.veto:
        raised.append(problem("veto-open", title=requirement.title, **where))
    elif finding.status == "缺":
        years = f"（{'、'.join(shown(year) for year in case.years)}）" if case.years else ""
        raised.append(problem("missing", title=requirement.title, years=years, **where))
    elif finding.status == "不齐":
        raised += _shortfalls(case, finding, where)
    if finding.status != "本校不涉及":
        # The pages of a file that holds several materials are one question, asked by the room that split it.
        unsplit = (claim for claim in finding.to_confirm if claim.rule != "split")
        code = _QUESTIONS[0] if finding.open_slots else _QUESTIONS[1]
        raised += [_confirm(code, claim, requirement, where) for claim in unsplit]
        raised += _copies(case, finding, where)
    if finding.unseen:
        told = "、".join(map(said, finding.unseen))
        raised.append(problem("listed-missing", title=requirement.title, papers=told, **where))
    return raised


def _shortfalls(case: _Case, finding: Finding, where: _Where) -> list[Problem]:
    title = case.requirement.title
    raised: list[Problem] = []
    empty = [year for year in case.years if year not in finding.years_found]
    if empty:
        raised.append(
            problem(
                "year-missing",
                title=title,
                years="、".join(shown(year) for year in empty),
                found="、".join(shown(year) for year in finding.years_found),
                **where,
            )
        )
    for year in finding.years_found or (("",) if not case.years else ()):
        have = _count(case.requirement, [entry for entry in finding.evidence if entry.slot.year == year])
        if have < case.requirement.minimum:
            need = case.requirement.minimum
            raised.append(problem("short", title=title, year=shown(year), need=need, have=have, **where))
    return raised


def _confirm(code: str, claim: Claim, requirement: Requirement, where: _Where) -> Problem:
    """One question; of an event it names the folder, which says more than the first of its pieces."""
    path = claim.parts[0].path
    told = posixpath.commonpath([part.path for part in claim.parts]) if claim.rule == "event" else path
    asked = problem(code, path=told, title=requirement.title, reason=claim.reason, **where)
    return replace(asked, path=path)


def _copies(case: _Case, finding: Finding, where: _Where) -> list[Problem]:
    if case.requirement.copy != "original":
        return []
    return [
        problem("copy-only", title=entry.title, **where)
        for entry in finding.evidence
        if entry.copy == "复印件"
    ]
