"""The folder of one event: 通知 方案 签到表 照片 小结 are proposed as one item, since each alone proves little."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.match.dating import period
from dossier.match.doubts import Doubted
from dossier.match.facts import Candidate, Facts
from dossier.match.judgement import Proof
from dossier.match.texts import stem
from dossier.model import Checklist

_PHOTOS, _SIGNED_IN = "照片", "签到表"
_KINDS: Mapping[str, re.Pattern[str]] = {
    "通知": re.compile("通知|邀请函|请柬"),
    "方案": re.compile("方案|计划|安排|预案|流程|议程|日程"),
    _SIGNED_IN: re.compile("签到|签名|参[加会训]人员|名单"),
    _PHOTOS: re.compile("照片|图片|相片|剪影"),
    "小结": re.compile("小结|总结|简报|简讯|报道|美篇|纪要|记录|新闻稿|反思"),
}
_OF_ANY = re.compile(r"[\W_\d]+|活动|培训|会议|学校|本次|工作|教师|学生|开展|关于|的|表|册|年|月|日")
"""What the name of a piece may hold besides its kind; what is left must be the name of the folder."""
_FEWEST_KINDS, _MOST_OF_A_KIND, _MOST_OTHERS = 3, 3, 2
_SCORE = 50


@dataclass(frozen=True)
class _Piece:
    facts: Facts
    kind: str


def gather(
    proofs: Mapping[str, Sequence[Proof]],
    facts: Mapping[str, Facts],
    nearest: Mapping[str, Candidate],
    rejected: Mapping[str, frozenset[str]],
    checklist: Checklist,
) -> dict[str, list[Proof]]:
    """Path → its new, uncertain proof, for the files of event folders that prove nothing for certain by themselves.

    Args:
        proofs: of every file that stands for itself, by path; those of a person's word or certain are left alone.
        facts: of every file.
        nearest: the candidate nearest to a file.
        rejected: requirements that a person has rejected for a file.
        checklist: for the periods of requirements.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for path in sorted(proofs):
        if facts[path].document.source.root != "数据":
            folders[path.rpartition("/")[0]].append(path)
    made: dict[str, list[Proof]] = {}
    for paths in folders.values():
        loose = [path for path in paths if _is_loose(proofs[path])]
        mine = _named(loose, facts)
        if len(mine) < 2 or not _is_event([_kind(facts[path]) for path in paths]):
            continue
        without = frozenset[str]().union(*(rejected.get(p.facts.document.path, frozenset()) for p in mine))
        if code := _material(mine, proofs, nearest, without):
            made |= {proof.document.path: [proof] for proof in _proofs(mine, code, checklist)}
    return made


def _named(paths: Sequence[str], facts: Mapping[str, Facts]) -> list[_Piece]:
    """Those of *paths* that are pieces of an event; none where too many others lie beside them."""
    pieces = []
    others = 0
    for path in paths:
        kind = _kind(facts[path])
        others += not kind
        if others > _MOST_OTHERS:
            return []
        if kind:
            pieces.append(_Piece(facts[path], kind))
    return pieces


def _kind(facts: Facts) -> str:
    """What piece of an event a file is, or nothing where its name speaks of something else."""
    name = unicodedata.normalize("NFKC", stem(facts.document.source.name))
    if facts.is_image and not facts.name.speaks:
        return _PHOTOS
    found = [(match.start(), kind) for kind, words in _KINDS.items() for match in words.finditer(name)]
    if not found:
        return ""
    bare = name
    for words in _KINDS.values():
        bare = words.sub("", bare)
    bare = _OF_ANY.sub("", bare)
    return max(found)[1] if bare in "".join(facts.folder.raw) else ""


def _is_loose(proofs: Sequence[Proof]) -> bool:
    return not any(proof.certain or proof.decided or proof.is_suspect or proof.pages for proof in proofs)


def _is_event(found: Sequence[str]) -> bool:
    """Three kinds of pieces, people or pictures among them, and not so many of one that it is a year's worth."""
    kinds = [kind for kind in found if kind]
    present = set(kinds)
    return (
        len(present) >= _FEWEST_KINDS
        and bool(present & {_PHOTOS, _SIGNED_IN})
        and all(kinds.count(kind) <= _MOST_OF_A_KIND for kind in present - {_PHOTOS})
    )


def _material(
    pieces: Sequence[_Piece],
    proofs: Mapping[str, Sequence[Proof]],
    nearest: Mapping[str, Candidate],
    rejected: Collection[str],
) -> str:
    """The requirement that most speaks for; pictures and what only their folder names speak for the event as a whole."""
    votes: dict[str, int] = defaultdict(int)
    for piece in pieces:
        path = piece.facts.document.path
        own = {proof.requirement: proof.score * (1 + proof.by_folder) for proof in proofs[path]}
        if not own and path in nearest:
            own = {nearest[path].code: nearest[path].score}
        for code, score in own.items():
            votes[code] += score * (1 + (piece.kind == _PHOTOS))
    left = {code: score for code, score in votes.items() if code not in rejected}
    return max(sorted(left), key=lambda code: left[code], default="")


def _proofs(pieces: Sequence[_Piece], code: str, checklist: Checklist) -> Iterator[Proof]:
    requirement = checklist.by_code[code]
    settled = [period(piece.facts, requirement).settled for piece in pieces]
    year = next((found.years[0] for found in settled if found.certain and found.years), "")
    kinds = [kind for kind in _KINDS if any(piece.kind == kind for piece in pieces)]
    first = Proof(
        document=pieces[0].facts.document,
        requirement=code,
        year=year,
        certain=False,
        score=_SCORE,
        rule="event",
        doubt=Doubted("event", ""),
        because=f"同一文件夹里有{'、'.join(kinds)}，像是一次活动的材料，合为一件",
        title=requirement.title,
    )
    for piece in pieces:
        yield first._replace(document=piece.facts.document)
