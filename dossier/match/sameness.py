"""Files that are one thing: a document and the PDF printed from it, one content under several names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dossier import years
from dossier.match.facts import IMAGES, Facts
from dossier.match.judgement import Proof
from dossier.model import Document, Problem, Requirement
from dossier.problems import problem

_OFFICE = ("docx", "doc", "wps", "odt", "rtf", "xlsx", "xls", "et", "ods", "csv", "pptx", "ppt", "dps")
_YEARLY = ("记录", "花名册", "统计表", "总结", "方案")
_ROOTS = ("材料", "上交", "数据")
_SAME_PHOTO = 3
"""Bits of 64 in which two likenesses of one photo may differ.

Measured: 200 photos made smaller (1920 to 300 points) and compressed again (90 to 30) stay within 3 in 99 of 100
cases; of 20,000 pairs of different photos the nearest differ in 9.
"""


def printed(files: Iterable[Facts]) -> dict[str, str]:
    """Path of a PDF → path of the document it was printed from: same folder, same name but for the extension.

    Where the name says nothing (扫描件9) a different title inside the PDF shows that it is another thing.
    """
    known = list(files)
    pdfs = [(_called(facts)[0], facts) for facts in known if facts.document.kind == "pdf"]
    office: dict[str, list[Facts]] = {called: [] for called, _ in pdfs}
    for facts in known:
        if facts.document.kind in _OFFICE:
            for called in _called(facts):
                if called in office:
                    office[called].append(facts)
    found = {}
    for called, pdf in pdfs:
        sources = [
            source
            for source in office[called]
            if pdf.name.speaks or not pdf.title.speaks or pdf.title.core == source.title.core
        ]
        if sources:
            best = min(sources, key=lambda f: (_OFFICE.index(f.document.kind), f.document.path))
            found[pdf.document.path] = best.document.path
    return found


def _called(facts: Facts) -> tuple[str, str]:
    """The path without extension, and with it, for comparing; ``计划.docx`` is printed to 计划.pdf or 计划.docx.pdf."""
    folder, slash, name = facts.document.path.rpartition("/")
    return folder + slash + name.rpartition(".")[0].casefold(), folder + slash + name.casefold()


def by_content(documents: Iterable[Document]) -> list[list[Document]]:
    """Files of one content, for each content that several files have; ledgers in 数据/ stay where they are."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.sha256:
            groups[document.sha256].append(document)
    return [group for group in groups.values() if len(group) > 1]


def best_copy(group: Sequence[Document], proofs: Mapping[str, Sequence[Proof]]) -> Document:
    """The copy that is kept: decided, no ledger, claimed for certain, in 材料/, of the best score, the shortest path."""

    def order(document: Document) -> tuple[bool, bool, bool, int, int, int, str]:
        mine = proofs.get(document.path, ())
        return (
            not any(proof.decided for proof in mine),
            document.source.root == "数据",
            not any(proof.certain for proof in mine),
            _ROOTS.index(document.source.root),
            -max((proof.score for proof in mine), default=0),
            len(document.path),
            document.path,
        )

    return min(group, key=order)


def merged(kept: Document, group: Sequence[Document], proofs: Mapping[str, Sequence[Proof]]) -> list[Proof]:
    """What the copies of one content prove together: what people said, else all that is certain, else all.

    The same content may rightly lie in the folders of two indicators.
    """
    members = sorted(group, key=lambda d: (d.path != kept.path, d.path))
    every = [(member, proof) for member in members for proof in proofs.get(member.path, ())]
    decided = [(member, proof) for member, proof in every if proof.decided]
    certain = [(member, proof) for member, proof in every if proof.certain]
    best: dict[tuple[str, str, tuple[int, int] | None], Proof] = {}
    for member, proof in decided or certain or every:
        best.setdefault((proof.requirement, proof.year, proof.pages), _moved(proof, member, kept))
    return list(best.values())


def year_problems(
    kept: Document,
    group: Sequence[Document],
    proofs: Mapping[str, Sequence[Proof]],
    requirement_of: Callable[[str], Requirement],
) -> list[Problem]:
    """One content as the evidence of two years, where each year should have its own."""
    mine = {(proof.requirement, proof.year) for proof in proofs[kept.path] if proof.certain and proof.year}
    problems = []
    for member in group:
        for proof in proofs[member.path] if member.kind not in IMAGES else ():
            requirement = requirement_of(proof.requirement)
            years_here = {year for code, year in mine if code == proof.requirement}
            if proof.certain and years_here - {proof.year} and requirement.form in _YEARLY:
                problems.append(
                    problem(
                        "content-two-years",
                        requirement=requirement.code,
                        path=member.path,
                        of=kept.path,
                        title=requirement.title,
                        owner=member.source.department,
                    )
                )
    return problems


def photo_problems(files: Iterable[Facts]) -> list[Problem]:
    """One photo in the folders of two years: at least one of the two does not show that year.

    Photos are compared by likeness, as they are sent on smaller and compressed again. Of each photo the years
    before it are looked at, so that the later use is named.
    """
    dated = []
    for facts in files:
        if len(set(facts.document.picture_hash)) > 1:
            settled = years.settle(facts.folder.years, "school")
            if settled.certain:
                dated.append((settled.years[0], facts.document))
    seen: dict[tuple[int, str], list[tuple[str, Document]]] = defaultdict(list)
    problems = []
    for year, photo in sorted(dated, key=lambda pair: (pair[0], pair[1].path)):
        # Of four quarters three differing bits leave one untouched.
        quarters = [(n, photo.picture_hash[n * 4 : n * 4 + 4]) for n in range(4)]
        before = {other.path: (then, other) for quarter in quarters for then, other in seen[quarter]}
        alike = [path for path, (then, other) in before.items() if then != year and _alike(photo, other)]
        if alike:
            problems.append(
                problem("photo-two-years", path=photo.path, of=min(alike), owner=photo.source.department)
            )
        for quarter in quarters:
            seen[quarter].append((year, photo))
    return problems


def _alike(one: Document, other: Document) -> bool:
    differing = int(one.picture_hash, 16) ^ int(other.picture_hash, 16)
    return differing.bit_count() <= _SAME_PHOTO


def _moved(proof: Proof, member: Document, kept: Document) -> Proof:
    """*proof* of a copy, told of the copy that is kept."""
    if member.path == kept.path:
        return proof
    return proof._replace(document=kept, because=f"同一内容的“{member.path}”{proof.because}")
