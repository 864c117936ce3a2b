"""Which material of the vocabulary a requirement asks for, and what the checklist then need not say itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dossier.checklist.materials import Inside, Material, Vocabulary, folded, load
from dossier.model import Checklist, Requirement

_NEUTRAL = re.compile(
    "近[一二三四五两]年|学校|我校|本校|全校|各类|年度|学年度?|材料|资料|佐证|相关|有关|原件|复印件|扫描件|情况|义务教育"
    "|优质均衡|均衡发展|[各等及的]"
)
"""Words beside a material's name that do not make it another material."""
_JOINED = re.compile(r"[与及和或]")
"""Something else stands behind the name: 留守儿童花名册与登记表."""
_ON_PAPER = "多为纸质"


@dataclass(frozen=True)
class Tie:
    """A requirement and the material of the vocabulary that it asks for."""

    requirement: Requirement
    material: Material | None
    """None: the vocabulary has no such thing."""
    whole: bool = False
    """It is this material; otherwise a kind of it, which the other names of the material may not stand for."""


def ties(checklist: Checklist) -> tuple[Tie, ...]:
    """Every requirement with its material, in the order of *checklist*.

    By the ``material`` that the checklist names; where it names none, by the title: a name or a synonym as it
    stands, else the one material whose name the title ends with and that no word of the title rules out.
    """
    vocabulary = load()
    return tuple(_tie(requirement, vocabulary) for requirement in checklist.requirements)


def enriched(checklist: Checklist) -> Checklist:
    """*checklist* with what the vocabulary knows of its materials.

    Names come on top of its own; words that mark near twins, form, years, owner and 多为纸质 are taken only where the
    checklist leaves them empty. Years ``none`` may be meant, and are empty only where no material is named at all.
    """
    names = _names(checklist)
    plain = all(requirement.material in ("", requirement.title) for requirement in checklist.requirements)
    return replace(
        checklist, requirements=tuple(_enriched(tie, names, years=plain) for tie in ties(checklist))
    )


# -- tying ------------------------------------------------------------------------------------------------


def _tie(requirement: Requirement, vocabulary: Vocabulary) -> Tie:
    if requirement.material not in ("", requirement.title):
        return Tie(requirement, vocabulary.called(requirement.material), whole=True)
    if material := vocabulary.called(requirement.title):
        return Tie(requirement, material, whole=True)
    inside = vocabulary.inside(requirement.title)
    if inside is None or not _ends(inside, requirement.title):
        return Tie(requirement, None)
    return Tie(requirement, inside.material, whole=_is_own(inside))


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


def _names(checklist: Checklist) -> Mapping[str, frozenset[str]]:
    """Name that the checklist gives itself → materials that bear it."""
    bearers: dict[str, set[str]] = {}
    for requirement in checklist.requirements:
        for name in (requirement.title, requirement.material, *requirement.aliases):
            bearers.setdefault(folded(name), set()).add(requirement.material)
    return {name: frozenset(materials) for name, materials in bearers.items()}


def _enriched(tie: Tie, names: Mapping[str, frozenset[str]], *, years: bool) -> Requirement:
    requirement, material = tie.requirement, tie.material
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
