"""The folder of one event: 通知 方案 签到表 照片 小结 are proposed as one item, since each alone proves little and all
of them are one event, not several pieces of evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.match import taken_along
from dossier.match.dating import period
from dossier.match.doubts import Doubted
from dossier.match.facts import Candidate, Facts
from dossier.match.judgement import Proof
from dossier.match.texts import natural, stem
from dossier.model import Checklist, Requirement

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
_SAYS_NOTHING = re.compile(r"[\W_\d]+|活动|本次|举行|组织|开展|关于|的|表|册|年|月|日")
"""What beside its kind tells nothing of a material; 培训 and 会议 do."""
_RECORD = re.compile("纪要|记录")
_OF_PHOTOS = re.compile(r"[\W_\d]*(?:现场|活动|部分)?(?:照片|图片|相片|剪影|影像|相册)(?:资料)?[\W_\d]*")
"""A folder that only says that pictures are in it: they belong to the folder above."""
_ONE_PAPER = re.compile("^(?!.*(?:记录|过程|活动|资料)).*(?:计划|方案|预案|总结)")
"""A material that is one paper, to which the other pieces of an event add nothing: 教师培训计划."""
_NUMBERED = re.compile(r"\d{1,2}(?!\d)")
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
    """Path → its new proof, for the files of event folders: that of the item which a person made of some of them, else
    an uncertain one, none where nothing names what the event is for; of those that prove something for certain by
    themselves only what is a piece of the event and proves the same.

    Args:
        proofs: of every file that stands for itself, by path; those of a person's word or code are left alone.
        facts: of every file.
        nearest: the candidate nearest to a file.
        rejected: requirements that a person has rejected for a file.
        checklist: for the periods of requirements.
    """
    folders: dict[str, list[str]] = defaultdict(list)
    for path in sorted(proofs):
        if facts[path].document.source.root != "数据":
            folders[home(path)].append(path)
    made: dict[str, list[Proof]] = {}
    for paths in folders.values():
        mine = _named([path for path in paths if _is_loose(proofs[path])], facts)
        said = taken_along.item([proof for path in paths for proof in proofs[path]])
        if not (mine or said) or not _is_event([_kind(facts[path]) for path in paths]):
            continue
        sure = [
            _Piece(facts[path], _kind(facts[path])) for path in paths if _is_sure(proofs[path], facts[path])
        ]
        along = _taken_along(said, [*mine, *sure], proofs, rejected, checklist) if said else {}
        if along or not mine:
            made |= along
            continue
        without = frozenset[str]().union(*(rejected.get(p.facts.document.path, frozenset()) for p in mine))
        code = _material([*mine, *sure], proofs, nearest, without)
        if not code:
            made |= {piece.facts.document.path: _named_by(piece, proofs) for piece in mine}
        elif len(mine := [*mine, *_of_the_same(sure, proofs, checklist.by_code[code])]) > 1:
            made |= {proof.document.path: [proof] for proof in _proofs(mine, code, checklist)}
    return made


def _taken_along(
    said: Sequence[Proof],
    others: Sequence[_Piece],
    proofs: Mapping[str, Sequence[Proof]],
    rejected: Mapping[str, Collection[str]],
    checklist: Checklist,
) -> dict[str, list[Proof]]:
    """What *others* come to by what a person *said* of the event; nothing where that is one paper by itself."""
    title = checklist.by_code[said[0].requirement].title
    if not said[0].merge_group and _ONE_PAPER.search(title):
        return {}
    files = [piece.facts for piece in others]
    counted = order([*(facts.document.path for facts in files), *(proof.document.path for proof in said)])
    place = {path: (first, natural(path)) for path, first in counted.items()}
    return taken_along.joined(said, files, proofs, place, rejected, checklist)


def home(path: str) -> str:
    """The folder whose event the file *path* belongs to: its own, or the one above a folder of mere 照片."""
    folder = path.rpartition("/")[0]
    above, _, name = folder.rpartition("/")
    is_photos = "/" in above and _OF_PHOTOS.fullmatch(unicodedata.normalize("NFKC", name))
    return above if is_photos else folder


def order(paths: Collection[str]) -> Mapping[str, int]:
    """The place of each piece of one event, as a person files it: 通知, 方案, 签到表, 照片 or 记录, 小结.

    Where every piece bears a number of its own (1通知 2方案), that is the order already and all places are equal.
    """
    names = {path: unicodedata.normalize("NFKC", path.removeprefix(f"{home(path)}/")) for path in paths}
    if all(_NUMBERED.match(name) for name in names.values()):
        return dict.fromkeys(paths, 0)
    return {path: _place(name) for path, name in names.items()}


def _place(name: str) -> int:
    places = list(_KINDS)
    kind = _worded(stem(name))
    return places.index(_PHOTOS if not kind or _RECORD.search(name) else kind)


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
    kind = _worded(name)
    if not kind and not facts.is_image:
        return ""
    return (kind or _PHOTOS) if _bare(name, _OF_ANY) in "".join(facts.folder.raw) else ""


def _worded(name: str) -> str:
    """The kind that the last word for one tells, or nothing."""
    found = [(match.start(), kind) for kind, words in _KINDS.items() for match in words.finditer(name)]
    return max(found)[1] if found else ""


def _bare(name: str, more: re.Pattern[str]) -> str:
    """What is left of *name* without words for kinds and what *more* finds."""
    for words in _KINDS.values():
        name = words.sub("", name)
    return more.sub("", name)


def _is_loose(proofs: Sequence[Proof]) -> bool:
    """Whether it may be a piece of an event; a notice of our own is one, one from above is not."""
    return not any(
        proof.certain or proof.decided or proof.pages or (proof.is_suspect and proof.doubt.kind != "words")
        for proof in proofs
    )


def _is_sure(proofs: Sequence[Proof], facts: Facts) -> bool:
    """Whether it is certain by its own words, and these are those of the event's own folder."""
    if not proofs or not all(
        p.certain and not p.decided and not p.pages and p.rule != "code" for p in proofs
    ):
        return False
    folder = home(facts.document.path).rpartition("/")[2]
    own = _bare(unicodedata.normalize("NFKC", stem(facts.document.source.name)), _OF_ANY)
    return bool(_kind(facts)) and own in folder and bool(_OF_ANY.sub("", folder))


def _of_the_same(
    sure: Sequence[_Piece], proofs: Mapping[str, Sequence[Proof]], requirement: Requirement
) -> list[_Piece]:
    """The *sure* pieces, where all of them prove what the event is proposed for and it is more than one paper."""
    proven = {proof.requirement for piece in sure for proof in proofs[piece.facts.document.path]}
    return list(sure) if proven == {requirement.code} and not _ONE_PAPER.search(requirement.title) else []


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
    """The requirement that most speaks for, nothing where none is named; pictures and what only their folder names
    speak for the event as a whole.
    """
    votes: dict[str, int] = defaultdict(int)
    for piece in pieces:
        path = piece.facts.document.path
        own = {p.requirement: p.score * (1 + p.by_folder) for p in proofs[path] if _names(piece, p.rule)}
        if not own and path in nearest and _names(piece, nearest[path].rule):
            own = {nearest[path].code: nearest[path].score}
        for code, score in own.items():
            votes[code] += score * (1 + (piece.kind == _PHOTOS))
    left = {code: score for code, score in votes.items() if code not in rejected}
    return max(sorted(left), key=lambda code: left[code], default="")


def _named_by(piece: _Piece, proofs: Mapping[str, Sequence[Proof]]) -> list[Proof]:
    """What *piece* of an event that nobody asks for may prove by itself."""
    return [proof for proof in proofs[piece.facts.document.path] if _names(piece, proof.rule)]


def _names(piece: _Piece, rule: str) -> bool:
    """Whether what was found by *rule* is named: a mere 签到表 is like many a material and names none."""
    if rule == "folder":
        return True
    facts = piece.facts
    words = facts.title.raw if facts.title.speaks else stem(facts.document.source.name)
    return rule not in ("similar", "together") and bool(
        _bare(unicodedata.normalize("NFKC", words), _SAYS_NOTHING)
    )


def _proofs(pieces: Sequence[_Piece], code: str, checklist: Checklist) -> Iterator[Proof]:
    requirement = checklist.by_code[code]
    settled = [period(piece.facts, requirement).settled for piece in pieces]
    year = next((found.years[0] for found in settled if found.certain and found.years), "")
    pieces = sorted(pieces, key=lambda piece: piece.facts.document.path)
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
