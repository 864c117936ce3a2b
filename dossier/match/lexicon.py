"""The names of all materials of a checklist, indexed for finding them inside a text in one pass."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier.match.texts import fold, soften
from dossier.model import Checklist, Requirement

_SHORTEST = 2
_PREFIXES = ("近三年", "学校", "本校")


@dataclass(frozen=True)
class Hit:
    """A name found in a text."""

    phrase: str
    codes: tuple[str, ...]
    """Requirements that bear this name."""
    start: int
    end: int


@dataclass(frozen=True)
class Phrases:
    """Phrases by their first two characters, the longest first."""

    heads: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[str, ...]]

    def find(self, text: str) -> list[Hit]:
        """Every phrase that stands in *text*, overlapping ones too."""
        hits = []
        for start in range(len(text) - 1):
            for phrase in self.heads.get(text[start : start + 2], ()):
                if text.startswith(phrase, start):
                    hits.append(Hit(phrase, self.codes[phrase], start, start + len(phrase)))
        return hits


@dataclass(frozen=True)
class Lexicon:
    """All that matching asks of a checklist's words."""

    literal: Phrases
    soft: Phrases
    bigrams: Mapping[str, tuple[int, ...]]
    """Bigram → numbers of the phrases in ``known`` that hold it."""
    known: tuple[tuple[str, tuple[str, ...], float], ...]
    """Soft phrases: words, codes, weight of their bigrams."""
    weights: Mapping[str, float]
    """Bigram → how telling it is: rare ones weigh more."""
    telling: Mapping[str, frozenset[str]]
    """Bigrams that few materials share → codes of these."""
    vocabulary: Mapping[str, str]
    """Code → all its names, joined, to see whether a word belongs to it."""

    def similar(self, soft: str, within: frozenset[str] | None = None) -> Iterator[tuple[str, float]]:
        """Codes whose names resemble *soft*, each with the Dice coefficient of weighted bigrams, 0-1."""
        pairs = set(bigrams(soft))
        own = sum(self.weights.get(pair, self._unknown) for pair in pairs)
        shared: dict[int, float] = defaultdict(float)
        for pair in sorted(pairs):
            for number in self.bigrams.get(pair, ()):
                shared[number] += self.weights[pair]
        best: dict[str, float] = {}
        for number, weight in shared.items():
            _, codes, whole = self.known[number]
            dice = 2 * weight / (own + whole)
            for code in codes:
                if (within is None or code in within) and dice > best.get(code, 0):
                    best[code] = dice
        yield from best.items()

    def shortened(self, soft: str) -> frozenset[str]:
        """Codes with a name that *soft* leaves characters out of, at most half: 借阅册 for 借阅登记册."""
        return frozenset(
            code
            for phrase, codes, _ in self.known
            if 2 * len(soft) >= len(phrase) > len(soft) and phrase[0] == soft[0] and is_spread(soft, phrase)
            for code in codes
        )

    @cached_property
    def _unknown(self) -> float:
        """Weight of a bigram that no material has: it tells little but counts against likeness."""
        return sum(self.weights.values()) / len(self.weights) / 2 if self.weights else 1.0


def is_spread(name: str, text: str) -> bool:
    """Whether the characters of *name* stand in *text* in their order."""
    rest = iter(text)
    return all(character in rest for character in name)


def bigrams(text: str) -> Iterator[str]:
    """Neighbouring characters of *text*, in order; a single character stands for itself."""
    if len(text) == 1:
        yield text
    for start in range(len(text) - 1):
        yield text[start : start + 2]


def index(checklist: Checklist) -> Lexicon:
    """Index the titles, synonyms and canonical materials of *checklist*."""
    literal: dict[str, list[str]] = defaultdict(list)
    soft: dict[str, list[str]] = defaultdict(list)
    for requirement in checklist.requirements:
        for name in names(requirement):
            _add(literal, name, requirement.code)
            _add(soft, soften(name), requirement.code)
    known = {phrase: tuple(codes) for phrase, codes in sorted(soft.items())}
    holders: dict[str, list[int]] = defaultdict(list)
    for number, phrase in enumerate(known):
        for pair in sorted(set(bigrams(phrase))):
            holders[pair].append(number)
    weights = {pair: math.log(1 + len(known) / len(numbers)) for pair, numbers in holders.items()}
    return Lexicon(
        _phrases(literal),
        _phrases(soft),
        {pair: tuple(numbers) for pair, numbers in holders.items()},
        tuple(
            (phrase, codes, sum(weights[pair] for pair in sorted(set(bigrams(phrase)))))
            for phrase, codes in known.items()
        ),
        weights,
        _telling(checklist),
        {r.code: "|".join(names(r)) for r in checklist.requirements},
    )


def names(requirement: Requirement) -> tuple[str, ...]:
    """All names of a material, folded: title with and without brackets, canonical name, synonyms."""
    title = requirement.title.replace("(", "（")
    written = [requirement.title, title.split("（")[0], requirement.material, *requirement.aliases]
    folded = [fold(name) for name in written]
    bare = [name.removeprefix(prefix) for name in folded for prefix in _PREFIXES if name.startswith(prefix)]
    return tuple(dict.fromkeys(name for name in (*folded, *bare) if len(name) >= _SHORTEST))


def _add(table: dict[str, list[str]], phrase: str, code: str) -> None:
    if len(phrase) >= _SHORTEST and code not in table[phrase]:
        table[phrase].append(code)


def _phrases(table: Mapping[str, list[str]]) -> Phrases:
    heads: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted((p for p, codes in table.items() if codes), key=lambda p: (-len(p), p)):
        heads[phrase[:2]].append(phrase)
    return Phrases(
        {head: tuple(phrases) for head, phrases in heads.items()},
        {phrase: tuple(codes) for phrase, codes in table.items()},
    )


def _telling(checklist: Checklist) -> dict[str, frozenset[str]]:
    """Bigrams that point at few materials. One that a tenth of them share points at none."""
    holders: dict[str, set[str]] = defaultdict(set)
    for requirement in checklist.requirements:
        for name in names(requirement):
            for pair in bigrams(name):
                holders[pair].add(requirement.code)
    most = max(4, len(checklist.requirements) // 10)
    return {pair: frozenset(codes) for pair, codes in holders.items() if len(codes) <= most}
