"""All files against all requirements: the order in which a file's claims come about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier import years
from dossier.match import codes, grouping, lexicon, sameness, splitting, versions
from dossier.match.candidates import Candidate, Facts, Finder
from dossier.match.decisions import ALL, resolve
from dossier.match.distract import School
from dossier.match.folders import Folders
from dossier.match.hits import Namer
from dossier.match.judgement import Judge, Proof, period, printed_title
from dossier.match.result import Matching
from dossier.match.texts import EMPTY, fold, read, sensible, stem
from dossier.model import (
    Checklist,
    Decision,
    Desk,
    Document,
    Duplicate,
    Problem,
    Project,
    Requirement,
    Unclaimed,
)
from dossier.problems import problem

_REGION = re.compile("^.{1,6}?(?:省|市|县|区|旗|镇|乡)(?=.{3,})")
_NEAR = 20


def match(checklist: Checklist, project: Project, desk: Desk, documents: Sequence[Document]) -> Matching:
    """Decide which of *documents* proves what. The order of *documents* does not matter."""
    return _Run(checklist, project, desk, tuple(sorted(documents, key=lambda d: d.path))).result()


@dataclass(frozen=True)
class _Tools:
    finder: Finder
    judge: Judge
    folders: Folders
    codes: codes.Codes
    names: tuple[str, ...]
    """Our school's names, folded, longest first."""


class _Run:
    """One run of matching: what is known of every file, then what follows from it."""

    def __init__(
        self, checklist: Checklist, project: Project, desk: Desk, documents: tuple[Document, ...]
    ) -> None:
        self.checklist = checklist
        self.documents = documents
        self.owners = _owners(checklist, desk)
        self.tools = _tools(checklist, project, self.owners)
        self.decided = resolve(desk.decisions, checklist, documents)
        self.facts = {document.path: self._facts(document) for document in documents}
        self.nearest: dict[str, Candidate] = {}
        self.suspects: dict[str, str] = {}
        self.problems: list[Problem] = list(self.decided.problems)

    def result(self) -> Matching:
        """Judge every file, then put them together."""
        order = {requirement.code: place for place, requirement in enumerate(self.checklist.requirements)}
        pairs = sameness.printed(self.facts[document.path] for document in self.documents)
        printed = {path: of for path, of in pairs.items() if path not in self.decided.accepted}
        proofs = {d.path: self._proofs(d, whole=d.path in printed) for d in self.documents}
        self._join_pages(printed, proofs)
        duplicates = self._copies(proofs)
        kept = {duplicate.path: duplicate.of for duplicate in duplicates}
        duplicates += [
            Duplicate(path=path, of=kept.get(of, of), reason="pages-of") for path, of in printed.items()
        ]
        left = self._without_suspects([proof for path in sorted(proofs) for proof in proofs[path]])
        older = versions.superseded(left, self.facts, self._requirement, self._owner)
        duplicates += older.duplicates
        gone = {duplicate.path for duplicate in older.duplicates}
        claims, groups = grouping.claims(
            [proof for proof in left if proof.document.path not in gone],
            lambda code: self._requirement(code).form,
        )
        claims.sort(key=lambda c: (order[c.requirement], c.year, grouping.natural(c.parts[0].path)))
        duplicates.sort(key=lambda d: d.path)
        used = {part.path for claim in claims for part in claim.parts} | {d.path for d in duplicates}
        unclaimed = [self._unclaimed(d) for d in self.documents if _is_loose(d, used)]
        self._report(duplicates, unclaimed, older.problems)
        return Matching(
            claims=tuple(claims),
            duplicates=tuple(duplicates),
            unclaimed=tuple(unclaimed),
            groups=tuple(groups),
            problems=tuple(self.problems),
        )

    # -- one file --

    def _facts(self, document: Document) -> Facts:
        name = stem(document.source.name)
        hits = self.tools.codes.find(name)
        title = read(document.title, self.tools.names) if sensible(document.title) else EMPTY
        called = read(name, self.tools.names, [(hit.start, hit.end) for hit in hits])
        return Facts(document, title, called, self.tools.folders.above(document.path), hits)

    def _proofs(self, document: Document, *, whole: bool) -> list[Proof]:
        """What one file proves by itself: by a person's word, else by its names; a *whole* one is not split."""
        facts = self.facts[document.path]
        rejected = self.decided.rejected.get(document.path, frozenset())
        said = self.decided.accepted.get(document.path, ())
        if said:
            return self._said(facts, said, rejected)
        if ALL in rejected:
            return []
        found, nearest = self.tools.judge.proofs(facts, rejected)
        if nearest is not None:
            self.nearest[document.path] = nearest
        if document.source.root == "数据":
            return [proof for proof in found if proof.certain]
        pieces = () if whole else splitting.split(facts, self.tools.finder, self.tools.names, rejected)
        if pieces:
            self.problems.append(splitting.split_problem(facts, pieces, document.source.department))
            codes_inside = {piece.requirement for piece in pieces}
            found = tuple(proof for proof in found if proof.certain and proof.requirement not in codes_inside)
        return [*found, *pieces]

    def _said(self, facts: Facts, said: Iterable[Decision], rejected: frozenset[str]) -> list[Proof]:
        """Proofs by a person's word. A year that nobody wrote keeps even these from filling a slot."""
        found = []
        for decision in said:
            for code in self.tools.finder.served[decision.requirement]:
                if code == decision.requirement or code not in rejected:
                    found += _decided(facts, self._requirement(code), decision)
        return list({(p.requirement, p.year, p.pages): p for p in found}.values())

    # -- all files together --

    def _join_pages(self, printed: Mapping[str, str], proofs: dict[str, list[Proof]]) -> None:
        """Let a document prove what the PDF printed from it proves, and the PDF nothing by itself."""
        for path, of in printed.items():
            document, pdf = self.facts[of].document, self.facts[path].document
            proofs[of] = self._allowed([document, pdf], sameness.merged(document, [document, pdf], proofs))
            del proofs[path]

    def _copies(self, proofs: dict[str, list[Proof]]) -> list[Duplicate]:
        """Leave one file of each content, which then proves what its copies proved."""
        duplicates = []
        for group in sameness.by_content(d for d in self.documents if d.path in proofs):
            kept = sameness.best_copy(group, proofs)
            together = self._allowed(group, sameness.merged(kept, group, proofs))
            self.problems += sameness.year_problems(kept, group, proofs, self._requirement)
            for document in group:
                proofs[document.path] = together if document is kept else []
                if document is not kept and document.source.root != "数据":
                    duplicates.append(Duplicate(path=document.path, of=kept.path, reason="same-content"))
        return duplicates

    def _allowed(self, group: Iterable[Document], proofs: Iterable[Proof]) -> list[Proof]:
        """*proofs* of one content without what a person rejected for any file of it."""
        none: frozenset[str] = frozenset()
        rejected = none.union(*(self.decided.rejected.get(document.path, none) for document in group))
        return [p for p in proofs if p.decided or not (p.requirement in rejected or ALL in rejected)]

    def _without_suspects(self, proofs: Sequence[Proof]) -> list[Proof]:
        """*proofs* without blank forms and foreign papers, where there is true evidence already."""
        filled = {proof.requirement for proof in proofs if proof.certain}
        dropped = [proof for proof in proofs if proof.suspect and proof.requirement in filled]
        self.suspects = {proof.document.path: proof.suspect for proof in dropped}
        return [proof for proof in proofs if not (proof.suspect and proof.requirement in filled)]

    def _unclaimed(self, document: Document) -> Unclaimed:
        nearest = self.nearest.get(document.path)
        if nearest is None or nearest.score < _NEAR:
            return Unclaimed(path=document.path)
        return Unclaimed(path=document.path, nearest=nearest.code, score=nearest.score)

    def _report(
        self, duplicates: Iterable[Duplicate], unclaimed: Iterable[Unclaimed], conflicts: Iterable[Problem]
    ) -> None:
        codes_of = {"same-content": "duplicate", "older-version": "older-version"}
        self.problems += conflicts
        self.problems += [
            problem(codes_of[d.reason], path=d.path, of=d.of, owner=self._hand(d.path))
            for d in duplicates
            if d.reason in codes_of
        ]
        self.problems += [self._unclaimed_problem(entry) for entry in unclaimed]
        self.problems += sameness.photo_problems(
            self.documents, lambda d: self.facts[d.path].folder, self._hand
        )
        self.problems += self._open_pages()

    def _unclaimed_problem(self, entry: Unclaimed) -> Problem:
        title = self._requirement(entry.nearest).title if entry.nearest else ""
        nearest = f"，最接近“{title}”" if title else ""
        if suspect := self.suspects.get(entry.path):
            nearest += f"，{suspect}"
        return problem("unclaimed", path=entry.path, nearest=nearest, owner=self._hand(entry.path))

    def _open_pages(self) -> list[Problem]:
        """Pages of a file that a person cut into ranges and that lie in none of them."""
        found = []
        for path, said in sorted(self.decided.accepted.items()):
            pages = self.facts[path].document.pages
            ranges = [decision.pages for decision in said]
            if pages and all(ranges):
                open_ = sorted(
                    set(range(1, pages + 1)) - {n for r in ranges if r for n in range(r[0], r[1] + 1)}
                )
                if open_:
                    found.append(problem("unclaimed-pages", path=path, pages=_spelled(open_)))
        return found

    def _requirement(self, code: str) -> Requirement:
        return self.checklist.by_code[code]

    def _owner(self, code: str) -> str:
        return self.owners.get(code, "")

    def _hand(self, path: str) -> str:
        """The department that handed a file in."""
        return self.facts[path].document.source.department


def _tools(checklist: Checklist, project: Project, owners: Mapping[str, str]) -> _Tools:
    names = _names(project)
    table = codes.index(checklist)
    namer = Namer(
        checklist,
        lexicon.index(checklist),
        {r.code: tuple(word for word in map(fold, r.not_words) if word) for r in checklist.requirements},
    )
    finder = Finder(namer, {code: fold(owner) for code, owner in owners.items()})
    return _Tools(
        finder, Judge(checklist, finder, School(names)), Folders(checklist, table, namer, names), table, names
    )


def _names(project: Project) -> tuple[str, ...]:
    """What our school is called: in full, without its county, in short."""
    full = fold(project.school.name)
    short = fold(project.school.short_name)
    found = {full, short, _REGION.sub("", full)}
    return tuple(sorted((name for name in found if len(name) >= 3), key=lambda name: (-len(name), name)))


def _owners(checklist: Checklist, desk: Desk) -> dict[str, str]:
    owners = {requirement.code: requirement.owner for requirement in checklist.requirements}
    return owners | {owner.requirement: owner.department for owner in desk.owners if owner.department}


def _decided(facts: Facts, requirement: Requirement, decision: Decision) -> list[Proof]:
    wants_year = requirement.years not in ("none", "as-of", "")
    settled = years.Settled((decision.year,), True, "") if decision.year else period(facts, requirement)
    keys = settled.years or ("",)
    return [
        Proof(
            document=facts.document,
            requirement=requirement.code,
            year=year if wants_year else "",
            certain=settled.certain,
            score=100,
            rule="decision",
            reason=f"“材料归类确认”第{decision.row}行" + ("" if settled.certain else f"，但{settled.reason}"),
            title=printed_title(facts, requirement),
            decided=True,
            copy=decision.copy,
            pages=decision.pages,
            merge_group=decision.merge_group,
        )
        for year in keys
    ]


def _is_loose(document: Document, used: set[str]) -> bool:
    return document.path not in used and document.source.root != "数据"


def _spelled(pages: Sequence[int]) -> str:
    """Page numbers as ranges: ``3—5、9``."""
    runs: dict[int, list[int]] = defaultdict(list)
    for place, page in enumerate(pages):
        runs[page - place].append(page)
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs.values())
