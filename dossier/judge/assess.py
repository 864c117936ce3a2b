"""Everything that was found, put together into one assessment. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.judge.applicable import NOT_APPLICABLE, applicable, not_applicable
from dossier.judge.blank import plain
from dossier.judge.findings import find
from dossier.judge.owing import owed
from dossier.judge.ranking import ranked
from dossier.judge.rectify import rectification_problems, to_rectify
from dossier.judge.self_check import self_check_problems, tallies
from dossier.model import (
    Assessment,
    Checklist,
    Claim,
    Desk,
    Document,
    Duplicate,
    Figure,
    Finding,
    Ignored,
    Ledger,
    Problem,
    Project,
    RuleVerdict,
    Unclaimed,
    Unreadable,
    Used,
    Verdict,
)
from dossier.problems import problem
from dossier.years import shown


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What the rooms before this one brought."""

    project: Project
    checklist: Checklist
    desk: Desk
    documents: Sequence[Document]
    claims: Sequence[Claim]
    duplicates: Sequence[Duplicate]
    unclaimed: Sequence[Unclaimed]
    ignored: Sequence[Ignored]
    unreadable: Sequence[Unreadable]
    ledgers: Sequence[Ledger]
    figures: Sequence[Figure]
    verdicts: Sequence[Verdict]
    rules: Sequence[RuleVerdict]
    problems: Sequence[Problem]
    """Raised so far, in the order of the corridor."""
    unopened: Mapping[str, str] = field(default_factory=dict)
    """Path of a file that cannot be read → the requirement that its name and folders are nearest to."""
    narratives: Mapping[str, str] = field(default_factory=dict)
    not_judged: Mapping[str, str] = field(default_factory=dict)
    """Code of an indicator → why this school is not held against it."""


def assess(inputs: Inputs) -> Assessment:
    """Findings, the state of every file, and all problems in a fixed order."""
    documents = {document.path: document for document in inputs.documents}
    found = find(inputs.checklist, inputs.project, inputs.desk, inputs.claims, documents)
    states = _states(inputs, found.filling)
    strays = [_stray(claim, inputs.checklist) for claim in states.out_of_period]
    judged = _verdicts(inputs, found.findings)
    entered = inputs.desk.rectifications
    declared = self_check_problems(inputs.checklist, inputs.desk, judged, found.findings)
    ledger = rectification_problems(inputs.project, entered)
    raised = owed(
        (*found.problems, *inputs.problems, *strays, *declared, *ledger),
        inputs.checklist,
        found.findings,
        inputs.claims,
        inputs.unopened,
    )
    problems, index = ranked(raised, inputs.checklist)
    findings = [
        replace(finding, problems=tuple(sorted(index[old] for old in finding.problems)))
        for finding in found.findings
    ]
    return Assessment(
        project=inputs.project,
        checklist=inputs.checklist,
        desk=inputs.desk,
        findings=tuple(findings),
        figures=tuple(inputs.figures),
        indicators=judged,
        rules=tuple(inputs.rules),
        problems=problems,
        documents=documents,
        used=states.used,
        duplicates=tuple(sorted(inputs.duplicates, key=lambda d: d.path)),
        unclaimed=states.unclaimed,
        ignored=tuple(sorted(inputs.ignored, key=lambda i: i.path)),
        unreadable=tuple(sorted(inputs.unreadable, key=lambda u: u.path)),
        claims=tuple(inputs.claims),
        tallies=tallies(inputs.checklist, judged),
        to_rectify=to_rectify(inputs.checklist, inputs.project, entered, judged, findings),
        narratives=inputs.narratives,
    )


def with_problems(assessment: Assessment, more: Sequence[Problem]) -> Assessment:
    """*assessment* with the problems of the making, all in their one order again."""
    late = owed(more, assessment.checklist, assessment.findings, assessment.claims, {})
    raised = (*assessment.problems, *late)
    problems, index = ranked(raised, assessment.checklist)
    findings = tuple(
        replace(finding, problems=tuple(sorted(index[old] for old in finding.problems)))
        for finding in assessment.findings
    )
    return replace(assessment, problems=problems, findings=findings)


@dataclass(frozen=True)
class _States:
    used: tuple[Used, ...]
    unclaimed: tuple[Unclaimed, ...]
    out_of_period: tuple[Claim, ...]


def _states(inputs: Inputs, filling: frozenset[int]) -> _States:
    """Exactly one state for every readable file."""
    evidence = {part.path for p in filling for part in inputs.claims[p].parts}
    unsure = {part.path for claim in inputs.claims if not claim.certain for part in claim.parts}
    ledgers = {ledger.path for ledger in inputs.ledgers}
    duplicates = {duplicate.path for duplicate in inputs.duplicates}
    nearest = {entry.path: entry for entry in inputs.unclaimed}
    strays = _strays(inputs, filling)
    used: list[Used] = []
    unclaimed: list[Unclaimed] = []
    out: dict[str, Claim] = {}
    for document in sorted(inputs.documents, key=lambda d: d.path):
        path = document.path
        if path in evidence:
            used.append(Used(path=path, role="evidence"))
        elif path in duplicates:
            continue
        elif path in ledgers:
            used.append(Used(path=path, role="ledger"))
        elif path in unsure:
            used.append(Used(path=path, role="unconfirmed"))
        elif path in strays:
            claim = strays[path]
            unclaimed.append(Unclaimed(path=path, nearest=claim.requirement, score=claim.score))
            out.setdefault(claim.parts[0].path, claim)
        else:
            unclaimed.append(nearest.get(path, Unclaimed(path=path)))
    return _States(tuple(used), tuple(unclaimed), tuple(out.values()))


def _strays(inputs: Inputs, filling: frozenset[int]) -> Mapping[str, Claim]:
    """Path → the certain claim of another year that is told of it: one whose code a person wrote, before what it serves too."""
    written = {decision.requirement for decision in inputs.desk.decisions}
    loose = [
        claim for position, claim in enumerate(inputs.claims) if claim.certain and position not in filling
    ]
    loose.sort(key=lambda claim: claim.rule == "decision" and claim.requirement in written)
    return {part.path: claim for claim in loose for part in claim.parts}


def _stray(claim: Claim, checklist: Checklist) -> Problem:
    requirement = checklist.by_code[claim.requirement]
    return problem(
        "out-of-period",
        path=claim.parts[0].path,
        year=shown(claim.year) or "年度不明",
        title=requirement.title,
        requirement=requirement.code,
        indicator=requirement.indicator,
    )


def _verdicts(inputs: Inputs, findings: Sequence[Finding]) -> tuple[Verdict, ...]:
    """The measured verdicts, what the findings say of indicators shown by documents, and 本校不涉及."""
    measured: dict[str, list[Verdict]] = {}
    for verdict in inputs.verdicts:
        measured.setdefault(verdict.code, []).append(verdict)
    by_code = {finding.requirement: finding for finding in findings}
    concerned = applicable(inputs.checklist, inputs.desk).indicator_by_code
    result: list[Verdict] = []
    for indicator in inputs.checklist.indicators:
        if indicator.code not in concerned or indicator.code in inputs.not_judged:
            check = inputs.desk.self_check(indicator) if indicator.kind == "self-check" else None
            left = not_applicable(indicator, inputs.not_judged.get(indicator.code, ""))
            result.append(replace(left, self_check=check))
            continue
        asked = [by_code[r.code] for r in inputs.checklist.requirements if r.indicator == indicator.code]
        for verdict in measured.get(indicator.code, []):
            by_documents = indicator.kind in ("documents", "veto") and indicator.scope != "county"
            result.append(_by_documents(verdict, asked, indicator.kind) if by_documents else verdict)
    return tuple(result)


_SETTLED = ("齐全", "齐全（纸质）", NOT_APPLICABLE)


def _by_documents(verdict: Verdict, asked: Sequence[Finding], kind: str) -> Verdict:
    complete = bool(asked) and all(finding.status in _SETTLED for finding in asked)
    if kind == "veto":
        words = "已作承诺，佐证齐全" if complete else "待承诺"
    else:
        words = "材料齐全" if complete else "材料未齐"
    return replace(plain(verdict, words), met=True if complete else None)
