"""Tables under 数据/ as evidence: they stand in where nothing handed in, and nothing on paper, serves.

They are there to be counted; a school prints, signs and hands in what inspectors are to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dossier.match.dating import written_years
from dossier.match.facts import Facts
from dossier.match.judgement import Proof
from dossier.model import Ledger, PaperItem


def kinds(tables: Iterable[Ledger]) -> Mapping[str, str]:
    """File → the kind of ledger that it is; none where it holds several."""
    found: dict[str, set[str]] = {}
    for table in tables:
        found.setdefault(table.path, set()).add(table.kind)
    return {path: min(several) for path, several in found.items() if len(several) == 1}


def row_years(tables: Iterable[Ledger]) -> Mapping[str, tuple[str, ...]]:
    """File → the years that its rows name (2023, 2024-2025), oldest first; none where a row names none."""
    found: dict[str, list[str]] = {}
    for table in tables:
        found.setdefault(table.path, []).extend(row.year for row in table.rows)
    return {path: tuple(sorted(set(named))) for path, named in found.items() if named and all(named)}


def without_needless(
    proofs: Sequence[Proof], facts: Mapping[str, Facts], papers: Iterable[PaperItem], current: str
) -> list[Proof]:
    """*proofs* without those of tables that are not needed; one in doubt is not, where anything else speaks.

    Of tables for a place that asks for no year only the latest stand in; one that names no year is of *current*.
    """
    filled = {(p.requirement, p.year) for p in proofs if p.certain and not _is_spare(p)}
    on_paper = [(paper.requirement, year) for paper in papers for year in paper.years]
    filled |= {(code, year) for code, year in on_paper} | {(code, "") for code, _ in on_paper}
    spoken_for = {(p.requirement, p.year) for p in proofs if p.certain or not _is_spare(p)} | {*on_paper}
    spare = [
        p
        for p in proofs
        if _is_spare(p)
        and (p.requirement, p.year) not in filled
        and (p.certain or (p.requirement, p.year) not in spoken_for)
    ]
    written = {p.document.path: written_years(facts[p.document.path]).years or (current,) for p in spare}
    last: dict[str, str] = {}
    for proof in spare:
        last[proof.requirement] = max(last.get(proof.requirement, ""), written[proof.document.path][-1])
    kept = {id(p) for p in spare if p.year or written[p.document.path][-1] == last[p.requirement]}
    return [proof for proof in proofs if not _is_spare(proof) or id(proof) in kept]


def _is_spare(proof: Proof) -> bool:
    return proof.document.source.root == "数据" and not proof.decided
