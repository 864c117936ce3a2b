"""The records for programs: check.json, figures.json, boxes.json, with a fixed order of keys.

Others script against these; keys may be added, what stands keeps its meaning. Personal numbers are masked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from dossier.model import (
    Assessment,
    Box,
    Claim,
    Elsewhere,
    Evidence,
    Figure,
    Finding,
    Item,
    Problem,
    Reading,
    Rectification,
    RuleVerdict,
    SelfCheck,
    Tally,
    Verdict,
)
from dossier.numbers import decimal12, exact, shown
from dossier.text import clean, mask

if TYPE_CHECKING:  # the binder's records come with pikepdf, which a check does without
    from dossier.compose.binder.record import BoxRecord, ItemRecord

Record = dict[str, Any]
FORMAT = "1"


def as_json(record: Record) -> bytes:
    """UTF-8 with a final newline, keys in the order given."""
    return (json.dumps(_cleaned(record), ensure_ascii=False, indent=1) + "\n").encode()


def check(assessment: Assessment) -> Record:
    """The whole result of a check (``check.json``)."""
    return {
        "dossier": FORMAT,
        "checklist": {"id": assessment.checklist.id, "title": assessment.checklist.title},
        "school": {
            "name": assessment.project.school.name,
            "short_name": assessment.project.school.short_name,
            "code": assessment.project.school.code,
            "stage": assessment.project.stage,
        },
        "as_of": assessment.project.as_of.isoformat(),
        "summary": summary(assessment),
        "findings": [_finding(assessment, finding) for finding in assessment.findings],
        "figures": figures(assessment)["figures"],
        "indicators": [verdict(entry) for entry in assessment.indicators],
        "rules": [rule(entry) for entry in assessment.rules],
        "self_check": [tally(entry) for entry in assessment.tallies],
        "rectifications": [
            rectification(e) for e in (*assessment.desk.rectifications, *assessment.to_rectify)
        ],
        "problems": [problem(entry) for entry in assessment.problems],
        "used": [{"path": entry.path, "role": entry.role} for entry in assessment.used],
        "unclaimed": [
            {"path": entry.path, "nearest": entry.nearest or None, "score": entry.score}
            for entry in assessment.unclaimed
        ],
        "ignored": [{"path": entry.path, "reason": entry.reason} for entry in assessment.ignored],
        "unreadable": [{"path": entry.path, "reason": entry.reason} for entry in assessment.unreadable],
        "duplicates": [
            {"path": entry.path, "of": entry.of, "reason": entry.reason} for entry in assessment.duplicates
        ],
    }


def summary(assessment: Assessment) -> dict[str, int]:
    """Counts that add up: statuses to the requirements, states to the files."""
    statuses = Counter(finding.status for finding in assessment.findings)
    states = {
        "used": len(assessment.used),
        "duplicates": len(assessment.duplicates),
        "unclaimed": len(assessment.unclaimed),
        "ignored": len(assessment.ignored),
        "unreadable": len(assessment.unreadable),
    }
    return {
        "requirements": len(assessment.findings),
        "satisfied": statuses["齐全"],
        "paper": statuses["齐全（纸质）"],
        "short": statuses["不齐"],
        "missing": statuses["缺"],
        "to_confirm": statuses["待确认"],
        "not_applicable": statuses["本校不涉及"],
        "deferred": statuses["暂缓提交"],
        "site_visit": statuses["现场核查"],
        "county": statuses["县级提供"],
        "files": sum(states.values()),
        **states,
    }


def figures(assessment: Assessment) -> Record:
    """Every figure with its origin (``figures.json``)."""
    school = assessment.project.school.short_name
    return {"dossier": FORMAT, "figures": [figure(entry, school) for entry in assessment.figures]}


def figure(entry: Figure, school: str) -> Record:
    """One figure of *school*: 12 significant digits, the exact fraction, and as printed."""
    return {
        "key": entry.key,
        "school": school,
        "section": entry.section or None,
        "year": entry.year or None,
        "date": entry.date or None,
        "basis": entry.basis,
        "label": entry.label,
        "unit": entry.unit,
        "value": decimal(entry.value),
        "exact": exact(entry.value) if entry.value is not None else None,
        "shown": shown(entry.value, entry.digits) if entry.value is not None else "",
        "readings": [_reading(reading) for reading in entry.readings],
        "formula": entry.formula or None,
        "note": entry.note or None,
        "elsewhere": [_elsewhere(place) for place in entry.elsewhere],
    }


def boxes(bound: Sequence[Box], records: Mapping[str, BoxRecord], pdfs: Mapping[str, str]) -> Record:
    """Every box and item (``boxes.json``).

    Args:
        bound: the boxes.
        records: box code → what the binder wrote.
        pdfs: box code → path of its PDF below the short-name folder; absent when there is none.
    """
    return {
        "dossier": FORMAT,
        "boxes": [_box(box, records.get(box.code), pdfs.get(box.code, "")) for box in bound],
    }


def _box(box: Box, record: BoxRecord | None, pdf: str) -> Record:
    located = {entry.code: entry for entry in record.items} if record else {}
    return {
        "box": box.code,
        "number": box.number,
        "title": box.title,
        "folder": box.folder,
        "pdf": pdf or None,
        "pdf_pages": record.pdf_pages if record else 0,
        "pages": box.pages,
        "items": [_item(box, item, located.get(item.code)) for item in box.items],
    }


def _item(box: Box, item: Item, located: ItemRecord | None) -> Record:
    return {
        "box": box.code,
        "code": item.code,
        "title": item.title,
        "slot": {
            "requirement": item.slot.requirement,
            "year": item.slot.year or None,
            "ordinal": item.slot.ordinal,
        },
        "parts": [_part(part.path, part.pages_from, part.pages_to) for part in item.parts],
        "sha256": item.sha256 or None,
        "first_page": item.first_page,
        "pages": item.pages,
        "pdf_page": located.pdf_page if located else 0,
        "page_text_hash": located.page_text_hash if located else "",
        "state": item.state,
        "see": item.see or None,
    }


def _finding(assessment: Assessment, finding: Finding) -> Record:
    requirement = assessment.checklist.by_code[finding.requirement]
    certain = [_evidence(entry) for entry in finding.evidence]
    return {
        "requirement": requirement.code,
        "title": requirement.title,
        "indicator": requirement.indicator,
        "owner": finding.owner.label,
        "status": status_words(finding),
        "years": {"needed": list(finding.years_needed), "found": list(finding.years_found)},
        "evidence": certain + [_unsure(assessment, claim) for claim in finding.to_confirm],
        "problems": list(finding.problems),
    }


def status_words(finding: Finding) -> str:
    """The status as a person reads it: ``暂缓提交（至5月30日）``."""
    if finding.status == "暂缓提交" and finding.exemption and finding.exemption.until:
        parts = finding.exemption.until.split("-")
        if len(parts) == 3:
            return f"暂缓提交（至{int(parts[1])}月{int(parts[2])}日）"
        return f"暂缓提交（至{finding.exemption.until}）"
    return finding.status


def _evidence(entry: Evidence) -> Record:
    claim = entry.claim
    return {
        "parts": [_part(part.path, part.pages_from, part.pages_to) for part in entry.parts],
        "sha256": entry.sha256 or None,
        "size": entry.size,
        "pages": entry.pages,
        "year": entry.slot.year or None,
        "title": entry.title,
        "paper": entry.paper is not None,
        "match": _match(claim) if claim else None,
    }


def _unsure(assessment: Assessment, claim: Claim) -> Record:
    known = [assessment.documents[p.path] for p in claim.parts if p.path in assessment.documents]
    return {
        "parts": [_part(part.path, part.pages_from, part.pages_to) for part in claim.parts],
        "sha256": known[0].sha256 if known else None,
        "size": sum(document.source.size for document in known),
        "pages": None,
        "year": claim.year or None,
        "title": claim.title,
        "paper": False,
        "match": _match(claim),
    }


def _match(claim: Claim) -> Record:
    return {
        "rule": claim.rule,
        "reason": claim.reason,
        "score": claim.score,
        "runner_up": claim.runner_up or None,
        "certain": claim.certain,
    }


def _part(path: str, first: int | None, last: int | None) -> Record:
    return {"path": path, "pages_from": first, "pages_to": last}


def rule(entry: RuleVerdict) -> Record:
    """One rule over several indicators, for one section."""
    return {
        "code": entry.code,
        "title": entry.title,
        "section": entry.section,
        "met": entry.met,
        "met_count": entry.met_count,
        "total": entry.total,
        "line": entry.line,
    }


def verdict(entry: Verdict) -> Record:
    """One indicator for one section."""
    return {
        "code": entry.code,
        "title": entry.title,
        "section": entry.section or None,
        "value": decimal(entry.value),
        "exact": exact(entry.value) if entry.value is not None else None,
        "shown": entry.shown,
        "unit": entry.unit,
        "gauge": decimal(entry.gauge),
        "met": entry.met,
        "floor_met": entry.floor_met,
        "points": decimal(entry.points),
        "full": decimal(entry.full),
        "declared": entry.declared,
        "words": entry.words,
        "line": entry.line,
        "formula": entry.formula or None,
        "figures": [entry.figure] if entry.figure else [],
        "self_check": _self_check(entry.self_check) if entry.self_check else None,
    }


def _self_check(check: SelfCheck) -> Record:
    return {
        "word": check.word,
        "by": "task" if check.of_task else "item",
        "done": check.done,
        "gap": check.gap,
        "checker": check.checker,
        "row": check.row,
    }


def tally(entry: Tally) -> Record:
    """How many items of one duty or task bear which word; the last of all is the whole."""
    return {
        "group": entry.code or None,
        "title": entry.title,
        "items": entry.items,
        "met": entry.met,
        "partly": entry.partly,
        "unmet": entry.unmet,
        "not_applicable": entry.not_applicable,
        "open": entry.open,
    }


def rectification(entry: Rectification) -> Record:
    """One problem to be put right; without a row, one that 整改台账 does not hold yet."""
    return {
        "row": entry.row or None,
        "source": entry.source,
        "basis": entry.basis,
        "indicators": list(entry.codes),
        "requirements": list(entry.materials),
        "issue": entry.issue,
        "target": entry.target,
        "measure": entry.measure,
        "leader": entry.leader,
        "owner": entry.who,
        "due": entry.due,
        "progress": entry.progress,
        "evidence": entry.evidence,
        "closed": entry.closed or None,
    }


def problem(entry: Problem) -> Record:
    """One problem with its place."""
    return {
        "code": entry.code,
        "severity": entry.severity,
        "requirement": entry.requirement or None,
        "indicator": entry.indicator or None,
        "figure": entry.figure or None,
        "path": entry.path or None,
        "sheet": entry.sheet or None,
        "cell": entry.cell or None,
        "owner": entry.owner or None,
        "message": entry.message,
        "remedy": entry.remedy,
    }


def _elsewhere(place: Elsewhere) -> Record:
    # No figure rests on this value; a personal number in the wrong cell is one that must not get out.
    value = place.value if place.value is None or mask(exact(place.value)) == exact(place.value) else None
    return {
        "relation": place.relation,
        "value": decimal(value),
        "exact": exact(value) if value is not None else None,
        "year": place.year or None,
        "date": place.date or None,
        "basis": place.basis or None,
        "readings": [_reading(reading) for reading in place.readings],
    }


def _reading(reading: Reading) -> Record:
    return {
        "path": reading.path,
        "sheet": reading.sheet,
        "cell": reading.cell or None,
        "range": reading.range or None,
        "where": reading.where or None,
        "agg": reading.agg,
        "rows": reading.rows,
        "raw": reading.raw,
    }


def decimal(value: Fraction | None) -> str | None:
    """A number for programs: 12 significant digits."""
    return decimal12(value) if value is not None else None


_NOT_WORDS = frozenset(
    {"sha256", "page_text_hash", "value", "exact", "gauge", "points", "full", "square", "mean"}
)
"""Digests and numbers: a run of digits in them is nobody's."""


def _cleaned(value: Any, key: str = "") -> Any:
    """Every string cleaned, and personal numbers masked, file names included."""
    if isinstance(value, str):
        return value if key in _NOT_WORDS else mask(clean(value))
    if isinstance(value, Mapping):
        return {name: _cleaned(entry, name) for name, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(entry, key) for entry in value]
    return value
