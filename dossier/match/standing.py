"""What a school has one of and writes no year on: a regulation in force, photos of its rooms, the one report of this year.

A requirement that asks for this year alone leaves no other year to choose. Such a file counts for it when nothing
competes for the place and no date in its text is older; the reason says so. Registers and counts are of a day, and
stay a question until something tells which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dossier import years
from dossier.match.doubts import SURE
from dossier.match.facts import Facts
from dossier.match.judgement import Proof
from dossier.model import Checklist, Requirement
from dossier.soften import soften

_SEEN = ("照片", "证书")
_WRITTEN = ("制度", "文件", "方案", "总结")
_BECAUSE = "没有写年度，只要本年度的，没有别的文件相争，按本年度计"


def confirmed(
    proofs: Sequence[Proof], facts: Mapping[str, Facts], checklist: Checklist, as_of: date
) -> list[Proof]:
    """*proofs*, those without a year that can only be for this one made certain."""
    places: dict[str, list[Proof]] = defaultdict(list)
    for proof in proofs:
        if checklist.by_code[proof.requirement].years == "current" and not proof.is_suspect:
            places[proof.requirement].append(proof)
    alone = {
        id(proof)
        for code, mine in places.items()
        for proof in mine
        if proof.doubt.kind == "year-none"
        and _speaks_of_now(facts[proof.document.path], checklist.by_code[code], as_of)
        and (checklist.by_code[code].form in _SEEN or not _competes(proof, mine))
    }
    return [
        _counted(proof, checklist.by_code[proof.requirement], as_of) if id(proof) in alone else proof
        for proof in proofs
    ]


def _speaks_of_now(facts: Facts, requirement: Requirement, as_of: date) -> bool:
    """Whether it is of a kind that bears no year, or its text was read and is not of an older one; no draft."""
    if facts.name.rank[0] < 0 or requirement.form not in (*_SEEN, *_WRITTEN):
        return False
    document = facts.document
    if requirement.form in _SEEN or requirement.title.endswith("图"):
        return not document.recognised
    if not document.has_text or document.recognised or not document.lead:
        return False
    spoken = [found for found in years.find(f"{document.lead}\n{document.tail}") if found.kind != "number"]
    if not spoken:
        return True
    this = years.month_year(as_of.year, as_of.month)
    return max(_last(found) for found in spoken) >= this[:4]


def _last(found: years.Found) -> str:
    """The year in which the school year begins that was spoken of last."""
    return found.school[-1][:4] if found.school else found.calendar[-1]


def _competes(proof: Proof, others: Iterable[Proof]) -> bool:
    """Whether something else is surely for the place, or another file bears the same words."""
    words = soften(proof.phrase)
    return any(
        other.document.path != proof.document.path
        and (other.certain or words in soften(other.phrase) or soften(other.phrase) in words)
        for other in others
    )


def _counted(proof: Proof, requirement: Requirement, as_of: date) -> Proof:
    year = years.month_year(as_of.year, as_of.month, requirement.calendar)
    return proof._replace(year=year, certain=True, doubt=SURE, because=f"{proof.because}，{_BECAUSE}")
