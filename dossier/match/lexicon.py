"""The names of all materials of a checklist, indexed for finding them inside a text in one pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from dossier.match.likeness import Likeness, bigrams
from dossier.match.texts import fold
from dossier.model import Checklist, Requirement
from dossier.soften import soften
from dossier.words import Words

_SHORTEST = 2
_KEPT = 2
"""Indexes kept; one of 29,000 names takes a second to make."""
_PREFIXES = ("近三年", "学校", "本校")


class Hit(NamedTuple):
    """A name found in a text."""

    phrase: str
    start: int
    end: int


class Phrases:
    """Names of materials, found inside a text."""

    def __init__(self, codes: Mapping[str, tuple[str, ...]]) -> None:
        """Index *codes*: name → requirements that bear it."""
        self.codes = codes
        self._words = Words(codes)

    def find(self, text: str) -> list[tuple[int, str]]:
        """Every name that stands in *text*, overlapping ones too, each with the place of its last character.

        From left to right, the longest first. A :class:`Hit` is made only of those that a word does not rule out.
        """
        found = list(self._words.find(text))
        if len(found) > 1:
            found.sort(key=_from_left)
        return found


@dataclass(frozen=True)
class Lexicon:
    """All that matching asks of a checklist's words."""

    literal: Phrases
    soft: Phrases
    likeness: Likeness
    telling: frozenset[str]
    """Bigrams that few materials share."""
    vocabulary: Mapping[str, str]
    """Code → all its names, joined, to see whether a word belongs to it."""


def index(checklist: Checklist) -> Lexicon:
    """Index the titles, synonyms and canonical materials of *checklist*; schools that share one are indexed once."""
    return _index(checklist.requirements)


@lru_cache(_KEPT)
def _index(requirements: tuple[Requirement, ...]) -> Lexicon:
    literal: dict[str, list[str]] = defaultdict(list)
    soft: dict[str, list[str]] = defaultdict(list)
    called = {requirement.code: names(requirement) for requirement in requirements}
    for code, folded in called.items():
        for name in folded:
            _add(literal, name, code)
            _add(soft, soften(name), code)
    return Lexicon(
        _phrases(literal),
        _phrases(soft),
        Likeness({phrase: tuple(codes) for phrase, codes in sorted(soft.items())}),
        _telling(called),
        {code: "|".join(folded) for code, folded in called.items()},
    )


def names(requirement: Requirement) -> tuple[str, ...]:
    """All names of a material, folded: title with and without brackets, canonical name, synonyms."""
    title = requirement.title.replace("(", "（")
    written = [requirement.title, title.split("（")[0], requirement.material, *requirement.aliases]
    folded = [fold(name) for name in written]
    bare = [name.removeprefix(prefix) for name in folded for prefix in _PREFIXES if name.startswith(prefix)]
    return tuple(dict.fromkeys(name for name in (*folded, *bare) if len(name) >= _SHORTEST))


def _from_left(found: tuple[int, str]) -> tuple[int, int]:
    last, name = found
    return last - len(name), -last


def _add(table: dict[str, list[str]], phrase: str, code: str) -> None:
    if len(phrase) >= _SHORTEST and code not in table[phrase]:
        table[phrase].append(code)


def _phrases(table: Mapping[str, list[str]]) -> Phrases:
    return Phrases({phrase: tuple(codes) for phrase, codes in table.items() if codes})


def _telling(called: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Bigrams of the names *called* that point at few materials. One that a tenth of them share points at none."""
    holders = Counter(
        pair for folded in called.values() for pair in {*chain.from_iterable(map(bigrams, folded))}
    )
    most = max(4, len(called) // 10)
    return frozenset(pair for pair, count in holders.items() if count <= most)
