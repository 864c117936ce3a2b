"""Which material of the vocabulary a requirement asks for, and what the checklist then need not say itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dossier.checklist import listing
from dossier.checklist.county.cells import form
from dossier.checklist.listing import Part
from dossier.checklist.materials import Inside, Material, Vocabulary, folded, load
from dossier.model import LISTED, Checklist, Requirement

_NEUTRAL = re.compile(
    "近[一二三四五两]年|学校|我校|本校|全校|各类|年度|学年度?|材料|资料|佐证|相关|有关|原件|复印件|扫描件|情况|义务教育"
    "|优质均衡|均衡发展|[各等及的]"
)
"""Words beside a material's name that do not make it another material."""
_JOINED = re.compile(r"[与及和或]")
"""Something else stands behind the name: 留守儿童花名册与登记表."""
_ON_PAPER = "多为纸质"
_SHORTEST = 4
"""Characters of a paper in a bracket that is known by itself."""


@dataclass(frozen=True)
class Piece:
    """One paper of those that a title lists."""

    title: str
    material: Material | None
    """None: the vocabulary has no such thing, or only papers on that topic."""
    whole: bool = False
    names: tuple[str, ...] = ()
    """What papers on the topic are called, folded."""
    sure: bool = False
    """It is this material by name, and the row asks for it whatever else it lists."""


@dataclass(frozen=True)
class Tie:
    """A requirement and the material of the vocabulary that it asks for."""

    requirement: Requirement
    material: Material | None
    """None: the vocabulary has no such thing, or the title lists several papers."""
    whole: bool = False
    """It is this material; otherwise a kind of it, which the other names of the material may not stand for."""
    listed: tuple[Piece, ...] = ()
    """The papers that the title lists, where it lists several."""

    @property
    def materials(self) -> tuple[Material, ...]:
        """All that it asks for, as far as the vocabulary knows them."""
        own = (self.material, *(piece.material for piece in self.listed))
        return tuple(dict.fromkeys(material for material in own if material is not None))


def ties(checklist: Checklist) -> tuple[Tie, ...]:
    """Every requirement with its material, in the order of *checklist*.

    By the ``material`` that the checklist names; where it names none, by the title: a name or a synonym as it
    stands, else the one material whose name the title ends with and that no word of the title rules out, else the
    papers that the title lists, each by itself.
    """
    return _ties(checklist, load())


def _ties(checklist: Checklist, vocabulary: Vocabulary) -> tuple[Tie, ...]:
    return tuple(_tie(requirement, vocabulary) for requirement in checklist.requirements)


def enriched(checklist: Checklist) -> Checklist:
    """*checklist* with what the vocabulary knows of its materials.

    Names come on top of its own; words that mark near twins, form, years, owner and 多为纸质 are taken only where the
    checklist leaves them empty. Years ``none`` may be meant, and are empty only where no material is named at all.
    """
    vocabulary = load()
    found = _ties(checklist, vocabulary)
    names = _names(found)
    plain = all(requirement.material in ("", requirement.title) for requirement in checklist.requirements)
    askers = _askers(found)
    return replace(
        checklist,
        requirements=tuple(_enriched(tie, names, askers, years=plain) for tie in found),
        unasked=vocabulary.names_but(askers),
    )


# -- tying ------------------------------------------------------------------------------------------------


def _tie(requirement: Requirement, vocabulary: Vocabulary) -> Tie:
    if requirement.material not in ("", requirement.title):
        return Tie(requirement, vocabulary.called(requirement.material), whole=True)
    known = _whole(requirement.title, vocabulary)
    if known is not None and known.whole and not listing.is_asked(requirement.note):
        return Tie(requirement, known.material, whole=True)
    listed = _listed(requirement, vocabulary)
    if len(listed) == 1 and listed[0].whole:
        whole = not listing.limited(requirement.title)
        return Tie(requirement, listed[0].material, whole=whole)
    own = len(listed) == 1 and not listed[0].names and folded(listed[0].title) == folded(requirement.title)
    return Tie(requirement, known.material if known else None, listed=() if own else listed)


def _whole(title: str, vocabulary: Vocabulary) -> Piece | None:
    """*title* as one material: by its name, or by the name that it ends with."""
    if material := vocabulary.spelt(title):
        return Piece(title, material, whole=True)
    return _known(title, vocabulary)


def _known(title: str, vocabulary: Vocabulary) -> Piece | None:
    """*title* as the material whose name it ends with."""
    inside = vocabulary.inside(title)
    if inside is None or not _ends(inside, title):
        return None
    return Piece(title, inside.material, _is_own(inside))


def _listed(requirement: Requirement, vocabulary: Vocabulary) -> tuple[Piece, ...]:
    """The papers that a title lists, each once; what only its brackets and its note say, where they are known."""
    found: dict[str, Piece] = {}
    for part in listing.parts(requirement.title, requirement.note):
        piece = _piece(part, vocabulary)
        tied = any(known.whole for known in found.values())
        if piece and (piece.material or piece.names or part.may_be_unknown(beside=tied)):
            found.setdefault(_material(piece), piece)
    return tuple(found.values())


def _piece(part: Part, vocabulary: Vocabulary) -> Piece | None:
    """What *part* asks for: a material, papers on a topic, or a paper that nobody knows."""
    remark = part.standing in ("inside", "remark")
    own = [] if part.is_short or (remark and len(part.words) < _SHORTEST) else [part.words]
    for words in (*own, *part.longer, *(() if own or remark else (part.words,))):
        if material := vocabulary.spelt(words):
            return Piece(words, material, whole=True, sure=not part.optional)
    if part.standing == "remark":
        return None
    if known := _known(part.words, vocabulary):
        return replace(known, sure=known.whole and not part.optional)
    if material := vocabulary.like(part.words):
        return Piece(part.words, material, whole=True)
    topics = (vocabulary.on(words) for words in (part.words, *(part.longer if part.is_short else ())))
    names = next(filter(None, topics), ())
    return Piece(part.called, None, names=names) if names or part.stands_alone else None


def _ends(inside: Inside, title: str) -> bool:
    """Whether the name is the head of the title, which in Chinese comes last; a bracket or 与… may follow."""
    after = _NEUTRAL.sub("", inside.after)
    bracket = folded(title.replace("(", "（").partition("（")[2])
    return not after or bool(_JOINED.match(inside.after)) or inside.after == bracket


def _is_own(inside: Inside) -> bool:
    """Whether all that stands beside the name belongs to the material's other names or says nothing."""
    known = "|".join(map(folded, inside.material.names))
    rest = (_NEUTRAL.sub("", inside.before), _NEUTRAL.sub("", inside.after))
    return all(part in known for part in rest)


# -- enriching --------------------------------------------------------------------------------------------


def _names(found: Iterable[Tie]) -> Mapping[str, frozenset[str]]:
    """Name that the checklist gives itself → materials that bear it."""
    bearers: dict[str, set[str]] = {}
    for tie in found:
        requirement = tie.requirement
        for name in (requirement.title, requirement.material, *requirement.aliases):
            bearers.setdefault(folded(name), set()).add(requirement.material)
        for piece in tie.listed:
            bearers.setdefault(folded(piece.title), set()).add(_material(piece))
    return {name: frozenset(materials) for name, materials in bearers.items()}


def _askers(found: Iterable[Tie]) -> Mapping[str, str]:
    """Material → the requirement that says when it is missing: what asks for it alone, else the first to list it."""
    askers: dict[str, str] = {}
    for tie in sorted(found, key=lambda tie: bool(tie.listed)):
        for material in tie.materials:
            askers.setdefault(material.name, tie.requirement.code)
    return askers


def _enriched(
    tie: Tie, names: Mapping[str, frozenset[str]], askers: Mapping[str, str], *, years: bool
) -> Requirement:
    requirement, material = tie.requirement, tie.material
    if tie.listed:
        return replace(requirement, listed=tuple(_papers(tie, names, askers)))
    if material is None:
        return requirement
    single = requirement.minimum == 1 and not requirement.site_visit
    filled = replace(
        requirement,
        form=requirement.form or material.form,
        years=material.years if years and single and requirement.years == "none" else requirement.years,
        owner=requirement.owner or material.owner,
        note=requirement.note or (_ON_PAPER if material.paper else ""),
    )
    return _named(filled, material, names) if tie.whole else filled


def _papers(
    tie: Tie, names: Mapping[str, frozenset[str]], askers: Mapping[str, str]
) -> Iterator[Requirement]:
    """The papers that a row lists, as requirements of their own; the first answers to the words of the row too."""
    row = tie.requirement
    for place, piece in enumerate(tie.listed):
        paper = replace(
            row,
            code=row.code if place == 0 else f"{row.code}{LISTED}{place}",
            title=piece.title,
            listed=(),
            material=_material(piece),
            aliases=(*piece.names, *(() if place else (row.title, *row.aliases))),
            form=piece.material.form if piece.material else form(piece.title),
            told=_told(piece, row.code, askers),
        )
        yield _named(paper, piece.material, names) if piece.material and piece.whole else paper


def _told(piece: Piece, row: str, askers: Mapping[str, str]) -> Literal["", "once", "yearly"]:
    """Whether it is told when *piece* alone is missing; what is in force for years is there once."""
    material = piece.material
    if not piece.sure or material is None or askers[material.name] != row:
        return ""
    return "yearly" if material.years.startswith(("last", "cohort")) else "once"


def _material(piece: Piece) -> str:
    return piece.material.name if piece.material and piece.whole else piece.title


def _named(requirement: Requirement, material: Material, names: Mapping[str, frozenset[str]]) -> Requirement:
    """*requirement* with the material's names, but none that the checklist gives to something else."""
    own = {folded(name) for name in (requirement.title, *requirement.aliases)}
    gained = [
        name
        for name in material.names
        if folded(name) not in own and names.get(folded(name), frozenset()) <= {requirement.material}
    ]
    aliases = (*requirement.aliases, *gained)
    spoken = "|".join(map(folded, (requirement.title, *aliases)))
    apart = tuple(word for word in material.unlike if folded(word) not in spoken)
    return replace(requirement, aliases=aliases, not_words=requirement.not_words or apart)
