"""All files against all requirements: the order in which claims come about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from dossier import collector
from dossier.match import (
    events,
    gaps,
    grouping,
    ledgers,
    reporting,
    rows,
    sameness,
    splitting,
    standing,
    versions,
)
from dossier.match.decisions import ALL, Decided, resolve
from dossier.match.doubts import SURE, Doubted
from dossier.match.facts import Candidate
from dossier.match.judgement import Proof, decided_proofs
from dossier.match.result import Matching
from dossier.match.tools import Tools, make
from dossier.model import (
    Checklist,
    Claim,
    Desk,
    Document,
    Duplicate,
    Ledger,
    Problem,
    Project,
    Requirement,
    SourceFile,
    Unclaimed,
)

_NEAR = 20
"""Below this score no requirement is near enough to be named."""


def match(
    checklist: Checklist,
    project: Project,
    desk: Desk,
    documents: Sequence[Document],
    tables: Iterable[Ledger] = (),
    unopened: Iterable[str] = (),
) -> Matching:
    """Decide which of *documents* proves what; *tables* are what was read in those under 数据/.

    What files that cannot be read, at the paths *unopened*, are nearest to is told by their names and folders. The order of either does not matter.
    """
    with collector.resting():
        papers = rows.spread(checklist)
        tools = make(papers, project, desk)
        files = tuple(sorted(documents, key=lambda d: d.path))
        read = tuple(tables)
        run = _Run(papers, tools, desk, files, ledgers.kinds(read), ledgers.row_years(read))
        found = replace(run.result(), unopened=_nearest_by_name(unopened, tools))
        if papers is checklist:
            return found
        return rows.gathered(found, checklist, run.facts, tools.finder.namer)


class _Run:
    """One run: what is known of every file by itself, then what follows from all of them."""

    def __init__(
        self,
        checklist: Checklist,
        tools: Tools,
        desk: Desk,
        documents: tuple[Document, ...],
        kinds: Mapping[str, str],
        row_years: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.checklist = checklist
        self.documents = documents
        self.tools = tools
        self.papers = desk.papers
        self.unasked = {e.requirement for e in desk.exemptions if e.case == "not-applicable"}
        """Codes of what nobody looks for among files."""
        self.unasked |= {r.code for r in checklist.requirements if r.site_visit}
        self.decided = _of_all_papers(resolve(desk.decisions, checklist, documents), checklist)
        self.facts = {
            d.path: tools.facts(d, kinds.get(d.path, ""), row_years.get(d.path, ())) for d in documents
        }
        self.nearest: dict[str, Candidate] = {}
        self.judged: dict[tuple[str, str], Proof] = {}
        """(Path, code) → what the rules would have said of a file that a person decided."""
        self.problems: list[Problem] = list(self.decided.problems)

    def result(self) -> Matching:
        """Judge every file by itself, join copies and pages, leave out what gives way, make items of the rest."""
        printed = self._printed()
        proofs = {d.path: self._proofs(d, whole=d.path in printed) for d in self.documents}
        self._join_pages(printed, proofs)
        copies = self._copies(proofs)
        proofs |= self._events(proofs, copies)
        left, suspects = _without_suspects([proof for path in sorted(proofs) for proof in proofs[path]])
        left = ledgers.without_needless(left, self.facts, self.papers, self.tools.judge.current)
        older = versions.superseded(left, self.facts, self._requirement, self._owner, self.judged)
        gone = {duplicate.path for duplicate in older.duplicates}
        left = [proof for proof in left if proof.document.path not in gone]
        left = standing.confirmed(left, self.facts, self.checklist, self.tools.as_of)
        duplicates = sorted((*copies, *_pages_of(printed, copies), *older.duplicates), key=lambda d: d.path)
        left += self._proposed(left, {p for p, mine in proofs.items() if mine} | {d.path for d in duplicates})
        claims, groups = grouping.claims(left, self.checklist)
        unclaimed = self._unclaimed(claims, duplicates, suspects)
        self.problems += older.problems
        self.problems += sameness.photo_problems(self.facts.values())
        self.problems += reporting.copy_problems(copies, self.facts, self.problems)
        self.problems += reporting.unclaimed_problems(unclaimed, self.facts, self.checklist)
        self.problems += reporting.open_page_problems(self.decided, self.facts)
        self.problems += reporting.overlap_problems(self.decided, self.facts)
        self.problems += reporting.gap_problems(claims, self.facts, self.checklist)
        return Matching(
            claims=tuple(claims),
            duplicates=tuple(duplicates),
            unclaimed=tuple(unclaimed),
            groups=tuple(groups),
            problems=tuple(self.problems),
        )

    # -- one file --

    def _proofs(self, document: Document, *, whole: bool) -> list[Proof]:
        """What one file proves: by a person's word, else by its names. A *whole* one is not split."""
        facts = self.facts[document.path]
        rejected = self.decided.rejected.get(document.path, frozenset())
        if said := self.decided.accepted.get(document.path, ()):
            known, _ = self.tools.judge.proofs(facts, frozenset())
            self.judged |= {(document.path, proof.requirement): proof for proof in known}
            return decided_proofs(facts, said, rejected, self.checklist, self.tools.finder)
        if ALL in rejected:
            return []
        found, nearest = self.tools.judge.proofs(facts, rejected)
        if nearest is not None:
            self.nearest[document.path] = nearest
        if document.source.root == "数据":
            return list(found)
        pieces = () if whole else splitting.split(facts, self.tools.finder, self.tools.names, rejected)
        if pieces:
            self.problems.append(splitting.split_problem(facts, pieces, document.source.department))
            inside = {piece.requirement for piece in pieces}
            found = tuple(proof for proof in found if proof.certain and proof.requirement not in inside)
        return [*found, *pieces]

    # -- all files together --

    def _printed(self) -> dict[str, str]:
        """Path of a PDF → the document it was printed from; a PDF that a person decided stands for itself."""
        pairs = sameness.printed(self.facts.values())
        return {path: of for path, of in pairs.items() if path not in self.decided.accepted}

    def _join_pages(self, printed: Mapping[str, str], proofs: dict[str, list[Proof]]) -> None:
        """Let a document prove what the PDF printed from it proves, and the PDF nothing by itself."""
        for path, of in printed.items():
            pair = [self.facts[of].document, self.facts[path].document]
            proofs[of] = self._allowed(pair, sameness.merged(pair[0], pair, proofs))
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

    def _events(
        self, proofs: Mapping[str, list[Proof]], copies: Iterable[Duplicate]
    ) -> dict[str, list[Proof]]:
        """Files of event folders, each as a piece of one proposed item."""
        gone = {copy.path for copy in copies}
        gone |= {path for path, codes in self.decided.rejected.items() if ALL in codes}
        standing = {path: found for path, found in proofs.items() if path not in gone}
        return events.gather(standing, self.facts, self.nearest, self.decided.rejected, self.checklist)

    def _proposed(self, proofs: Iterable[Proof], used: Set[str]) -> list[Proof]:
        """What files that are not *used* may prove, where nothing else proves it."""
        spoken_for = {proof.requirement for proof in proofs} | {paper.requirement for paper in self.papers}
        spoken_for = {*rows.siblings(self.checklist, spoken_for | self.unasked)}
        nearest = {
            path: candidate
            for path, candidate in self.nearest.items()
            if path not in used and self.facts[path].document.source.root != "数据"
        }
        return gaps.proposals(
            spoken_for, nearest, lambda path, near: self.tools.judge.proposed(self.facts[path], near)
        )

    def _allowed(self, group: Iterable[Document], proofs: Iterable[Proof]) -> list[Proof]:
        """*proofs* of one content without what a person rejected for any file of it."""
        none: frozenset[str] = frozenset()
        rejected = none.union(*(self.decided.rejected.get(document.path, none) for document in group))
        return [p for p in proofs if p.decided or not (p.requirement in rejected or ALL in rejected)]

    def _unclaimed(
        self, claims: Iterable[Claim], duplicates: Iterable[Duplicate], suspects: Mapping[str, Doubted]
    ) -> list[Unclaimed]:
        used = {part.path for claim in claims for part in claim.parts} | {d.path for d in duplicates}
        loose = [d.path for d in self.documents if d.path not in used and d.source.root != "数据"]
        refused = self._refused(duplicates)
        left = [_nearest(path, self.nearest.get(path), suspects.get(path, SURE)) for path in loose]
        left = [e if e.nearest else replace(e, known=self._known(e.path)) for e in left]
        return [replace(e, refused=refused[e.path]) if e.path in refused else e for e in left]

    def _known(self, path: str) -> str:
        return self.tools.finder.unasked(self.facts[path])

    def _refused(self, duplicates: Iterable[Duplicate]) -> dict[str, int]:
        """Path → the row in which a person refused the file, a copy of it or its printed pages."""
        rows = {path: said[0].row for path, said in self.decided.refusals.items()}
        return {d.of: rows[d.path] for d in duplicates if d.path in rows} | rows

    def _requirement(self, code: str) -> Requirement:
        return self.checklist.by_code[code]

    def _owner(self, code: str) -> str:
        return self.tools.owners.get(code, "")


def _of_all_papers(decided: Decided, checklist: Checklist) -> Decided:
    """Who rejects a file for a row rejects it for every paper that the row lists."""
    rejected = {path: rows.siblings(checklist, codes) for path, codes in decided.rejected.items()}
    return replace(decided, rejected=rejected)


def _without_suspects(proofs: Sequence[Proof]) -> tuple[list[Proof], dict[str, Doubted]]:
    """*proofs* without blank forms and foreign papers for what has true evidence; and what these look like."""
    filled = {proof.requirement for proof in proofs if proof.certain}
    dropped = {id(proof) for proof in proofs if proof.is_suspect and proof.requirement in filled}
    suspects = {proof.document.path: proof.doubt for proof in proofs if id(proof) in dropped}
    return [proof for proof in proofs if id(proof) not in dropped], suspects


def _pages_of(printed: Mapping[str, str], copies: Iterable[Duplicate]) -> list[Duplicate]:
    """Printed PDFs; that of a copy serves the file that is kept."""
    kept = {duplicate.path: duplicate.of for duplicate in copies}
    return [Duplicate(path=path, of=kept.get(of, of), reason="pages-of") for path, of in printed.items()]


def _nearest_by_name(paths: Iterable[str], tools: Tools) -> dict[str, str]:
    """Path → code of the requirement that a file of which only the path is known is nearest to."""
    found = {}
    for path in sorted(paths):
        source = SourceFile(path, "材料", "", (0, 0))
        unread = Document(source=source, kind="", sha256="", has_text=False)
        _, candidate = tools.judge.proofs(tools.facts(unread), frozenset())
        if candidate is not None and candidate.score >= _NEAR:
            found[path] = candidate.code
    return found


def _nearest(path: str, candidate: Candidate | None, looks: Doubted) -> Unclaimed:
    left = Unclaimed(path=path, doubt=looks.kind, looks=looks.words)
    if candidate is None or candidate.score < _NEAR:
        return left
    return replace(left, nearest=candidate.code, score=candidate.score)
