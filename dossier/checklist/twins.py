"""Names that would take a file of another material: what a checklist's ``not_words`` leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dossier.checklist.materials import Material, folded, load, spans
from dossier.checklist.ties import Tie, ties
from dossier.model import Checklist, Requirement

_LONG = 5
"""Characters from which a name inside another counts: shorter ones weigh little when files are matched."""


@dataclass(frozen=True)
class Twin:
    """A name of a requirement that stands inside the name of another material, and no word tells them apart."""

    requirement: Requirement
    name: str
    other: Material
    called: str
    """The name of ``other`` in which it stands."""


def twins(checklist: Checklist) -> tuple[Twin, ...]:
    """Every requirement with every material that it would take a file of, in the order of *checklist*.

    What the checklist asks for itself under a longer name is no danger: the longer name wins.
    """
    spoken = _spoken(ties(checklist))
    found: dict[tuple[str, str], Twin] = {}
    for material in load().materials:
        for called in material.names:
            for twin in _inside(called, material, spoken):
                found.setdefault((twin.requirement.code, material.name), twin)
    place = {requirement.code: place for place, requirement in enumerate(checklist.requirements)}
    return tuple(sorted(found.values(), key=lambda twin: place[twin.requirement.code]))


_Spoken: TypeAlias = Mapping[str, Sequence[tuple[str, Tie]]]


def _spoken(found: Sequence[Tie]) -> _Spoken:
    """Folded name → as it is written, and who is called so."""
    spoken: dict[str, list[tuple[str, Tie]]] = defaultdict(list)
    for tie in found:
        for name in (tie.requirement.title, *tie.requirement.aliases):
            spoken[folded(name)].append((name, tie))
    return spoken


def _inside(called: str, material: Material, spoken: _Spoken) -> Iterator[Twin]:
    text = folded(called)
    for start, end in spans(text, spoken, _LONG):
        rest = f"{text[:start]}|{text[end:]}"
        for name, tie in spoken[text[start:end]] if rest != "|" else ():
            if material not in tie.materials and not _is_apart(tie, rest):
                yield Twin(tie.requirement, name, material, called)


def _is_apart(tie: Tie, rest: str) -> bool:
    """Whether a word of the checklist, or else of the vocabulary, rules out what stands beside the name."""
    words = tie.requirement.not_words
    if not words and tie.material and tie.whole:
        words = tie.material.unlike
    return any(folded(word) in rest for word in words)
