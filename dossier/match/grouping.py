"""Putting files together into items: numbered runs of scans, photos of one folder, an event, a person's 合并组."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dossier.match import events
from dossier.match.facts import IMAGES
from dossier.match.judgement import Proof
from dossier.match.memo import Memo
from dossier.match.result import Grouped
from dossier.match.texts import natural, stem
from dossier.model import Checklist, Claim, Document, Form, Part

_RUN = re.compile(r"^(?P<stem>.*?)[\s_\-－—.]*[(（第]?\s*(?P<number>\d{1,4})\s*[)）页张]*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CAMERA = re.compile(
    r"img|dsc|pano|photo|picture|mmexport|微信|wechat|qq|截图|截屏|照片|图片|相片|\d{4}", re.I
)
_SHORTEST_RUN = 3
"""Scans of which a number left out is a gap: of two the other may be another thing."""


def claims(proofs: Sequence[Proof], checklist: Checklist) -> tuple[list[Claim], list[Grouped]]:
    """Claims of *proofs* in the order of *checklist*, those of one item put together.

    Files and the parts of an item stand in the order a person counts, those of a 合并组 in the order of its rows, those
    of an event in the order they came about.
    """
    places = {requirement.code: place for place, requirement in enumerate(checklist.requirements)}
    runs = _runs([proof.document for proof in proofs])
    order = Memo(natural)
    items: dict[tuple[str, ...], list[Proof]] = defaultdict(list)
    why: dict[tuple[str, ...], Grouped] = {}
    for proof in proofs:
        kind, key = _item(proof, runs, checklist.by_code[proof.requirement].form)
        items[kind, *key, proof.requirement, proof.year, str(proof.certain)].append(proof)
    made = []
    for item, members in items.items():
        if len(members) > 1:
            members = _ordered(item[0], members, order)
            paths = tuple(dict.fromkeys(proof.document.path for proof in members))
            if len(paths) > 1 and item[0] in ("run", "photos", "event", "merge"):
                why[paths] = Grouped(paths=paths, why=item[0])  # type: ignore[arg-type]
        made.append(_claim(members))
    made.sort(key=lambda claim: (places[claim.requirement], claim.year, order[claim.parts[0].path]))
    return made, [why[paths] for paths in sorted(why)]


def _ordered(
    kind: str, members: Sequence[Proof], order: Memo[str, tuple[tuple[int, int, str], ...]]
) -> list[Proof]:
    """The pieces of one item of *kind* as they are bound."""
    counted = sorted(members, key=lambda proof: (order[proof.document.path], proof.pages or (0, 0)))
    if kind == "event":
        place = events.order([proof.document.path for proof in counted])
        counted.sort(key=lambda proof: place[proof.document.path])
    elif kind == "merge":
        place = events.order([proof.document.path for proof in counted])
        counted.sort(key=lambda p: (p.row, not p.decided, 0 if p.decided else place[p.document.path]))
    return counted


def gaps(claim: Claim) -> list[tuple[str, list[int]]]:
    """Runs of scans in *claim* that begin with 1 and leave numbers out: first path and the numbers.

    What a camera or a chat program numbers has gaps by nature.
    """
    if len(claim.parts) < _SHORTEST_RUN:
        return []
    runs: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for part in claim.parts:
        folder, _, name = part.path.rpartition("/")
        match = _RUN.match(unicodedata.normalize("NFKC", stem(name)))
        if match and match["stem"].strip() and not _CAMERA.search(match["stem"]):
            runs[folder, match["stem"].strip()].setdefault(int(match["number"]), part.path)
    found = []
    for run in runs.values():
        left = [number for number in range(1, max(run)) if number not in run]
        if 1 in run and len(run) >= _SHORTEST_RUN and 0 < len(left) < len(run):
            found.append((run[1], left))
    return found


def is_scan(document: Document) -> bool:
    """Whether it is a picture of paper: an image, or a PDF without text."""
    return document.kind in IMAGES or (document.kind == "pdf" and not document.has_text)


def _runs(documents: Sequence[Document]) -> Mapping[str, str]:
    """Path → folder and stem of the numbered run that the file belongs to, for runs of two or more."""
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document in documents:
        if not is_scan(document):
            continue
        folder, _, name = document.path.rpartition("/")
        match = _RUN.match(unicodedata.normalize("NFKC", stem(name)))
        if match and not _YEAR.fullmatch(match["number"]):
            members[folder, match["stem"].strip()].add(document.path)
    return {
        path: f"{folder}/{start}"
        for (folder, start), paths in members.items()
        if len(paths) > 1
        for path in paths
    }


def _item(proof: Proof, runs: Mapping[str, str], form: Form | None) -> tuple[str, tuple[str, ...]]:
    """Kind of the item that a proof belongs to, and what the members of the item share."""
    path = proof.document.path
    if proof.merge_group:
        return "merge", (proof.merge_group,)
    if proof.rule == "event":
        return "event", (events.home(path),)
    if proof.pages:
        return "pages", (path, f"{proof.pages[0]}")
    if proof.document.kind in IMAGES and (form == "照片" or proof.by_folder):
        return "photos", (path.rpartition("/")[0],)
    if path in runs:
        return "run", (runs[path],)
    return "file", (path,)


def _claim(members: Sequence[Proof]) -> Claim:
    """One claim of all *members*; the best of them speaks for it."""
    best = max(members, key=lambda proof: proof.score)
    count = len({proof.document.path for proof in members}) if len(members) > 1 else 1
    return Claim(
        requirement=best.requirement,
        year=best.year,
        parts=tuple([_part(proof) for proof in members]),
        rule=best.rule,
        reason=best.reason + (f"（共{count}个文件{_joined(best, members)}）" if count > 1 else ""),
        doubt=best.doubt.kind,
        score=best.score,
        runner_up=best.runner_up,
        certain=all(proof.certain for proof in members),
        title=best.title,
        copy=next(filter(None, [proof.copy for proof in members]), ""),
    )


def _joined(best: Proof, members: Sequence[Proof]) -> str:
    """What to say of pieces that came to an item which a person decided."""
    count = sum(best.rule == "decision" and proof.rule == "event" for proof in members)
    return f"，其中{count}个没有单独定，随同一次活动归入" if count else ""


def _part(proof: Proof) -> Part:
    first, last = proof.pages or (None, None)
    return Part(path=proof.document.path, pages_from=first, pages_to=last)
