"""Several versions of one document: the newest is used, or the one that a person chose; the others are named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dossier.match import ages
from dossier.match.ages import Latest
from dossier.match.facts import Facts
from dossier.match.grouping import is_scan
from dossier.match.judgement import Proof
from dossier.match.texts import fold
from dossier.match.wording import MARKS
from dossier.model import Duplicate, Problem, Requirement
from dossier.problems import problem
from dossier.soften import soften

_SINGLE = ("制度", "方案", "总结", "花名册", "统计表")
"""Forms of which a school has one a year, so that two are two versions."""
_BARE_NUMBER = re.compile(r"[(（]\d{1,2}[)）]")
_FILLER = re.compile(
    "学校|我校|本校|关于|[的及和与]|工作|实施|管理|情况|教务处|教导处|德育处|政教处|总务处|后勤处|办公室"
)
_PIECE = re.compile(
    "[一二三四五六七八九]年级|初[一二三]|小学|初中|[上下]学期|第[一二]学期|[一二三四五六七八九]?\\d{0,3}班"
)


@dataclass(frozen=True)
class Superseded:
    """Files that give way to another version."""

    duplicates: tuple[Duplicate, ...]
    problems: tuple[Problem, ...]


def superseded(
    proofs: Sequence[Proof],
    facts: Mapping[str, Facts],
    requirement_of: Callable[[str], Requirement],
    owner_of: Callable[[str], str],
    judged: Mapping[tuple[str, str], Proof],
) -> Superseded:
    """Older versions among *proofs*. What a person decided never gives way, nor certain evidence to a guess.

    A group whose order the files themselves do not tell is a conflict, even when their names differ in marks alone.
    Where a person gave one of a group to its material, that one is the version to be used, whatever its age.

    Args:
        proofs: of all files.
        facts: of every file.
        requirement_of: the requirement of a code.
        owner_of: the department that owes it.
        judged: (path, code) → what the rules would have said of a file that a person decided.
    """
    older: dict[str, Duplicate] = {}
    problems: list[Problem] = []
    fit = [_as_judged(proof, judged) for proof in proofs if not _exempt(proof)]
    for find in (_marked, _alike):
        groups = find([proof for proof in fit if proof.document.path not in older], facts, requirement_of)
        places = _places(proof for proof in proofs if proof.document.path not in older) if groups else {}
        for group in groups:
            owner = owner_of(group[0].requirement)
            if decided := [proof for proof in group if proof.decided]:
                rest = (proof for proof in group if not proof.decided)
                giving_way = _giving_way(decided[0], rest, places, older, "version-unused")
                problems += [_told(duplicate, facts) for duplicate in giving_way.values()]
                older |= giving_way
                continue
            newest = ages.latest(group, facts, fold(owner))
            giving_way = _giving_way(newest.proof, newest.rest, places, older, "older-version")
            if find is _marked and newest.is_plain:
                problems += [_told(duplicate, facts) for duplicate in giving_way.values()]
            elif giving_way:
                problems.append(_conflict(newest, requirement_of(group[0].requirement), owner))
            older |= giving_way
    return Superseded(tuple(older[path] for path in sorted(older)), tuple(problems))


def _as_judged(proof: Proof, judged: Mapping[tuple[str, str], Proof]) -> Proof:
    """A decided *proof* with the words by which the rules would have found it, to tell what it is a version of."""
    like = judged.get((proof.document.path, proof.requirement)) if proof.decided else None
    return proof._replace(rule=like.rule, phrase=like.phrase, rest=like.rest) if like else proof


def _told(duplicate: Duplicate, facts: Mapping[str, Facts]) -> Problem:
    """The problem that a file gives way; it is called as the reason is."""
    owner = facts[duplicate.path].document.source.department
    return problem(duplicate.reason, path=duplicate.path, of=duplicate.of, owner=owner)


def _conflict(newest: Latest, requirement: Requirement, owner: str) -> Problem:
    chosen = newest.proof.document.path
    paths = sorted({chosen, *(proof.document.path for proof in newest.rest)})
    return problem(
        "version-conflict",
        requirement=requirement.code,
        indicator=requirement.indicator,
        path=chosen,
        owner=owner,
        title=requirement.title,
        paths="、".join(f"“{path}”" for path in paths),
        chosen=chosen,
        why=newest.why,
    )


def _marked(
    proofs: Sequence[Proof], facts: Mapping[str, Facts], requirement_of: Callable[[str], Requirement]
) -> list[list[Proof]]:
    """Files of one folder whose names differ in version marks alone."""

    def place(proof: Proof) -> tuple[str, ...]:
        return proof.requirement, proof.year, proof.document.path.rpartition("/")[0]

    def bare(proof: Proof) -> str:
        return fold(MARKS.sub("", facts[proof.document.path].name.raw))

    groups = _grouped(proofs, place, bare)
    return [group for group in groups if _is_series(group, facts, requirement_of) is False]


def _is_series(
    group: Sequence[Proof], facts: Mapping[str, Facts], requirement_of: Callable[[str], Requirement]
) -> bool:
    """教案(1) 教案(2) 教案(3) are pieces, not versions; so is everything numbered of which there are many."""
    marks = [facts[proof.document.path].name.marks for proof in group]
    worded = any(_BARE_NUMBER.sub("", mark) for mark in marks)
    many = requirement_of(group[0].requirement).form not in _SINGLE
    return not worded and (many or all(marks))


def _alike(
    proofs: Iterable[Proof], facts: Mapping[str, Facts], requirement_of: Callable[[str], Requirement]
) -> list[list[Proof]]:
    """Certain evidence for one place that asks for one document, told apart by nothing in its names.

    Two synonyms of a checklist need not be one document: 支教教师花名册 stands beside 交流教师花名册.
    """

    def single(proof: Proof) -> bool:
        requirement = requirement_of(proof.requirement)
        return requirement.minimum == 1 and requirement.form in _SINGLE

    def told_by(proof: Proof) -> tuple[object, ...]:
        known = facts[proof.document.path]
        when = () if requirement_of(proof.requirement).years == "as-of" else _when(known, proof)
        called = tuple(_FILLER.sub("", soften(words)) for words in (proof.phrase, proof.rest))
        return called, when, _pieces(known)

    sure = [proof for proof in proofs if proof.certain and proof.rule != "decision" and single(proof)]
    return _grouped(sure, lambda proof: (proof.requirement, proof.year), told_by)


def _grouped(
    proofs: Sequence[Proof], place: Callable[[Proof], object], key: Callable[[Proof], object]
) -> list[list[Proof]]:
    """Proofs for one *place* with one *key*, where they are of several files; most are alone in their place."""
    places = [place(proof) for proof in proofs]
    crowded = Counter(places)
    groups: dict[object, list[Proof]] = defaultdict(list)
    for here, proof in zip(places, proofs, strict=True):
        if crowded[here] > 1:
            groups[here, key(proof)].append(proof)
    return [group for group in groups.values() if _several(group)]


def _when(facts: Facts, proof: Proof) -> tuple[object, ...]:
    """What the name says about time beyond the year: a plan for each term is two plans."""
    found = facts.title.years if proof.rule == "title" and facts.title.years else facts.name.years
    return tuple((year.calendar, year.month) for year in found if year.kind in ("term", "date"))


def _pieces(facts: Facts) -> tuple[str, ...]:
    """Grades, classes and sections in names and folders: each has a table of its own."""
    words = " ".join((facts.title.raw, facts.name.raw, *facts.folder.raw))
    return tuple(sorted(set(_PIECE.findall(words))))


def _exempt(proof: Proof) -> bool:
    """A page range, a part of a group, a scan, files that only their folder names, and ledgers are no versions."""
    by_itself = not (proof.by_folder or proof.is_suspect) and proof.document.source.root != "数据"
    whole = proof.pages is None and not proof.merge_group
    return not by_itself or not whole or is_scan(proof.document)


def _several(group: Sequence[Proof]) -> bool:
    return len({proof.document.path for proof in group}) > 1


def _places(proofs: Iterable[Proof]) -> Mapping[str, set[tuple[str, str]]]:
    """Path → requirements and years that the file proves for certain."""
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for proof in proofs:
        if proof.certain:
            places[proof.document.path].add((proof.requirement, proof.year))
    return places


def _giving_way(
    kept: Proof,
    rest: Iterable[Proof],
    places: Mapping[str, set[tuple[str, str]]],
    older: Mapping[str, Duplicate],
    reason: Literal["older-version", "version-unused"],
) -> dict[str, Duplicate]:
    """Those of *rest* that nothing is lost by: all that they prove for certain, *kept* proves too."""
    path_kept = kept.document.path
    if path_kept in older:
        return {}
    paths = {proof.document.path for proof in rest} - {path_kept, *older}
    none: set[tuple[str, str]] = set()
    return {
        path: Duplicate(path=path, of=path_kept, reason=reason)
        for path in sorted(paths)
        if places.get(path, none) <= places.get(path_kept, none)
    }
