"""Which materials a text resembles, where it names none: the Dice coefficient of weighted bigrams.

A bigram weighs the more the fewer names hold it. Names are looked for by the rarest bigrams of a text first, and
only as long as a name that holds none of these could still be like enough.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from dossier.match.memo import Memo

LIKE = 0.3
"""The least likeness that counts."""
_LOOKED_AT, _LEAST_HELD = 800, 0.2
"""Places in the index that are looked at, the rarest bigrams first; share of a name that must be found there."""
_SHORTNESS = 10.0
"""Weight added to that of a name, so that two characters of a short one are not all of it."""
_SLACK = 1e-9
"""Sums of weights differ by less when they are taken in another order."""


class Name(NamedTuple):
    """A name that materials bear."""

    phrase: str
    codes: tuple[str, ...]
    characters: frozenset[str]
    pairs: frozenset[str]
    weight: float
    """Of all its bigrams."""


class Likeness:
    """All names of a checklist, softened, for finding those that resemble a text."""

    def __init__(self, codes: Mapping[str, tuple[str, ...]]) -> None:
        """Index *codes*: softened name → requirements that bear it."""
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(codes):
            for pair in sorted(set(bigrams(phrase))):
                self._holders[pair].append(number)
        self._weights = {
            pair: math.log(1 + len(codes) / len(numbers)) for pair, numbers in self._holders.items()
        }
        self._bearers = tuple(codes.items())
        self._similar = Memo(self._resembling)

    def similar(self, soft: str) -> Mapping[str, float]:
        """Codes with a name that resembles *soft* → how much, from ``LIKE`` to 1."""
        return self._similar[soft]

    def shortened(self, soft: str) -> frozenset[str]:
        """Codes with a name that *soft* leaves characters out of, at most half: 借阅册 for 借阅登记册."""
        size, characters = len(soft), frozenset(soft)
        return frozenset(
            [
                code
                for name in map(self._names.__getitem__, self._by_head.get(soft[:1], ()))
                if characters <= name.characters
                and size < len(name.phrase) <= 2 * size
                and is_spread(soft, name.phrase)
                for code in name.codes
            ]
        )

    def weight(self, pair: str) -> float:
        """How much the bigram *pair* tells."""
        return self._weights.get(pair, self._unknown)

    def held(self, bag: Mapping[str, float]) -> list[Name]:
        """The names that *bag* (bigram → how much it counts, up to 1) holds most of; few that it holds little of are among them."""
        holders = self._holders
        known = sorted((len(holders[pair]) / bag[pair], pair) for pair in bag if pair in holders)
        held: dict[int, float] = {}
        looked_at = 0
        for _, pair in known:
            looked_at += len(holders[pair])
            if looked_at > _LOOKED_AT and held:
                break
            weight = self._weights[pair] * bag[pair]
            for number in holders[pair]:
                held[number] = held.get(number, 0.0) + weight
        names = self._names
        return [
            names[number]
            for number, weight in held.items()
            if weight > _LEAST_HELD * (names[number].weight + _SHORTNESS)
        ]

    def share(self, name: Name, bag: Mapping[str, float]) -> float:
        """How much of *name* stands in *bag*, from 0 to below 1; of a short name less is said with as many characters."""
        held = [self._weights[pair] * bag[pair] for pair in sorted(name.pairs & bag.keys())]
        return sum(held) / (name.weight + _SHORTNESS)

    def _resembling(self, soft: str) -> Mapping[str, float]:
        weights = self._weights
        pairs = sorted(set(bigrams(soft)))
        known = [pair for pair in pairs if pair in weights]
        own = sum(weights[pair] for pair in known) + self._unknown * (len(pairs) - len(known))
        found: dict[str, float] = {}
        together = frozenset(known)
        for number in self._near(known, own):
            name = self._names[number]
            common = together & name.pairs
            # The order of a sum may change its last digit: only what is like enough is added up in order.
            if 2 * (sum([weights[pair] for pair in common]) + _SLACK) < LIKE * (own + name.weight):
                continue
            shared = sum([weights[pair] for pair in known if pair in common])
            dice = 2 * shared / (own + name.weight)
            if dice >= LIKE:
                for code in name.codes:
                    if dice > found.get(code, 0):
                        found[code] = dice
        return found

    def _near(self, known: list[str], own: float) -> list[int]:
        """Numbers of the names that may be like enough; few that are not are among them.

        What two names share is at most all of either, so likeness asks for this much of the text to be shared.
        """
        least = LIKE * own / (2 - LIKE) - _SLACK
        left = sum(self._weights[pair] for pair in known)
        shared: dict[int, float] = {}
        for pair in sorted(known, key=lambda pair: (-self._weights[pair], pair)):
            if left < least:
                break
            weight = self._weights[pair]
            left -= weight
            for number in self._holders[pair]:
                shared[number] = shared.get(number, 0.0) + weight
        names = self._names
        ahead = 2 * (left + _SLACK)
        return [
            number
            for number, weight in shared.items()
            if 2 * weight + ahead >= LIKE * (own + names[number].weight)
        ]

    @cached_property
    def _names(self) -> Memo[int, Name]:
        """Number → name; few of them are ever looked at."""
        return Memo(self._name)

    def _name(self, number: int) -> Name:
        phrase, codes = self._bearers[number]
        pairs = sorted(set(bigrams(phrase)))
        return Name(
            phrase, codes, frozenset(phrase), frozenset(pairs), sum(self._weights[pair] for pair in pairs)
        )

    @cached_property
    def _by_head(self) -> Mapping[str, list[int]]:
        """First character → numbers of the names that begin with it."""
        heads = defaultdict(list)
        for number, (phrase, _) in enumerate(self._bearers):
            heads[phrase[0]].append(number)
        return heads

    @cached_property
    def _unknown(self) -> float:
        """Weight of a bigram that no material has: it tells little but counts against likeness."""
        return sum(self._weights.values()) / len(self._weights) / 2 if self._weights else 1.0


def is_spread(name: str, text: str) -> bool:
    """Whether the characters of *name* stand in *text* in their order."""
    rest = iter(text)
    return all(character in rest for character in name)


def bigrams(text: str) -> Iterator[str]:
    """Neighbouring characters of *text*, in order; a single character stands for itself."""
    return map(str.__add__, text, text[1:]) if len(text) > 1 else iter(text)
