"""What comes to the folder of an event that a person has decided belongs to the item that they made of it: a second
photo of one event is no second piece of evidence, and no further question.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from dossier.match.dating import period
from dossier.match.facts import IMAGES, Facts
from dossier.match.judgement import Proof
from dossier.model import Checklist, Requirement

Place = tuple[int, tuple[tuple[int, int, str], ...]]
"""Where a piece stands in the order of its event, and its name as a person counts."""
_SCORE = 50


def item(proofs: Iterable[Proof]) -> list[Proof]:
    """Those of *proofs* of one folder by which a person made one item of its files; none where they made several."""
    said = [proof for proof in proofs if proof.decided and not proof.by_folder]
    if not said or any(proof.pages for proof in said):
        return []
    served: dict[str, set[tuple[str, str]]] = {}
    for proof in said:
        served.setdefault(proof.document.path, set()).add((proof.requirement, proof.year))
    alike = all(places == served[said[0].document.path] for places in served.values())
    return said if alike and len({_made_by(proof) for proof in said}) == 1 else []


def _made_by(proof: Proof) -> str:
    return proof.merge_group or proof.document.path


def joined(
    said: Sequence[Proof],
    others: Iterable[Facts],
    found: Mapping[str, Sequence[Proof]],
    place: Mapping[str, Place],
    rejected: Mapping[str, Collection[str]],
    checklist: Checklist,
) -> dict[str, list[Proof]]:
    """Path → its proofs as pieces of the item that *said* makes, for those of *others* that belong to it.

    Pieces that prove another thing or are of another year stay what they are, and so does what a person refused.

    Args:
        said: as :func:`item` finds them.
        others: the other pieces of the event.
        found: path → what a file may prove by itself.
        place: path → its place in the order of the event, of all pieces.
        rejected: path → codes that a person refused for it.
        checklist: for the forms and periods of requirements.
    """
    first = [proof for proof in said if proof.document.path == said[0].document.path]
    group = said[0].merge_group or f"{said[0].document.path}/"
    made: dict[str, list[Proof]] = {}
    for facts in others:
        path = facts.document.path
        refused = rejected.get(path, ())
        mine = [
            _piece(proof, facts, group, _behind(said, place, path))
            for proof in first
            if proof.requirement not in refused and _fits(facts, proof, checklist.by_code[proof.requirement])
        ]
        places = {(proof.requirement, proof.year) for proof in mine}
        sure = (proof for proof in found.get(path, ()) if proof.certain)
        if mine and all((proof.requirement, proof.year) in places for proof in sure):
            made[path] = mine
    if made:
        for path in {proof.document.path for proof in said}:
            own = [proof for proof in said if proof.document.path == path]
            made[path] = [proof._replace(merge_group=group) for proof in own]
    return made


def _piece(proof: Proof, facts: Facts, group: str, row: int) -> Proof:
    """What *facts* prove as a piece of the item that *proof* makes: as surely, and behind the file of *row*."""
    return proof._replace(
        document=facts.document,
        rule="event",
        score=_SCORE,
        decided=False,
        copy="",
        row=row,
        merge_group=group,
    )


def _fits(facts: Facts, proof: Proof, requirement: Requirement) -> bool:
    """Whether a piece may be of the item: a picture where photos are asked for, and of no other year for all it says."""
    if requirement.form == "照片" and facts.document.kind not in IMAGES:
        return False
    settled = period(facts, requirement).settled
    return not settled.certain or proof.year in (*settled.years, "") or settled.years == ("",)


def _behind(said: Sequence[Proof], place: Mapping[str, Place], path: str) -> int:
    """The row behind whose file the piece at *path* is bound; 0 where it comes before all of them."""
    return max((p.row for p in said if place[p.document.path] <= place[path]), default=0)
