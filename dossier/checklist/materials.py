"""The vocabulary of materials: what schools keep, each kind once, found by any of its names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from dossier import resources, toml
from dossier.model import Form
from dossier.soften import soften
from dossier.text import simplified

_NOT_WORDS = re.compile(r"[\W_]+")
_SHORTEST_TOPIC = 3
_AHEAD, _BEHIND = 2, 5
"""Characters before a topic and behind it, in a name that is on it."""
_MATERIALS = 6
"""Materials that may speak of one topic."""
_ALIKE, _APART = 0.84, 0.1
"""Likeness of a name that can hardly be another, and how much less the next material has."""
_PEOPLE = re.compile("学生|教师|教职工|儿童|家长|班主任|毕业生")
"""健康体检汇总 is not that of the teachers."""
_SHORTEST = 4
"""Characters of a name that may be looked for inside a longer title; 教案 stands in too many."""


@dataclass(frozen=True, kw_only=True)
class Material:
    """One entry of ``checklists/vocabulary/materials.toml``; its keys are explained in checklist-keys.md."""

    name: str
    synonyms: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    """Synonyms written together: ``{图书,藏书}{总账,台账}`` is four."""
    abbreviations: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    """Words that mean, in a name, that it is not this material."""
    form: Form
    years: str
    owner: str
    paper: bool

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All that it is called, abbreviations too."""
        spelt = (name for pattern in self.patterns for name in spellings(pattern))
        return tuple(dict.fromkeys((self.name, *self.synonyms, *spelt, *self.abbreviations)))


@dataclass(frozen=True)
class Inside:
    """A material whose name stands in a longer title."""

    material: Material
    before: str
    """What stands before the name, folded."""
    after: str


@dataclass(frozen=True)
class Vocabulary:
    """All materials."""

    materials: tuple[Material, ...]

    def called(self, name: str) -> Material | None:
        """The material that bears *name*, however it is spelt."""
        return self._by_name.get(folded(name))

    def names_but(self, asked: Container[str]) -> Mapping[str, str]:
        """Folded name → material, of all materials but those *asked* for."""
        return {name: material.name for name, material in self._by_name.items() if material.name not in asked}

    def spelt(self, name: str) -> Material | None:
        """The material that bears *name*, whatever words of the same meaning it is spelt with: 名册, 花名册."""
        return self.called(name) or self._by_soft_name.get(soften(folded(name)))

    def on(self, topic: str) -> tuple[str, ...]:
        """What papers on *topic* are called: 应急疏散演练方案 and 疏散演练照片 for 疏散演练. Empty where it is no topic.

        A name is on a topic where it goes on with a form and little stands before: 培训经费支出明细 is a kind of
        支出明细, and not on it. What stands in the names of many materials is none.
        """
        word = folded(topic)
        if len(word) < _SHORTEST_TOPIC:
            return ()
        on_it = re.compile(rf".{{0,{_AHEAD}}}{re.escape(word)}.{{1,{_BEHIND}}}")
        found = [name for name in self._holding(word) if on_it.fullmatch(name)]
        return tuple(found) if len({self._by_name[name].name for name in found}) <= _MATERIALS else ()

    def _holding(self, word: str) -> Iterator[str]:
        """Every name that holds *word*, found in one text of all names; a loop over them took two thirds of the time of a list."""
        start = self._lines.find(word)
        while start >= 0:
            end = self._lines.find("\n", start)
            yield self._lines[self._lines.rfind("\n", 0, start) + 1 : end]
            start = self._lines.find(word, end)

    def like(self, name: str) -> Material | None:
        """The one material that has a name so like *name* that it can hardly be another: Dice of bigrams."""
        text = soften(folded(name))
        pairs, whose = _pairs(text), _people(text)
        shared = Counter(place for pair in pairs for place in self._by_pair.get(pair, ()))
        best: dict[str, tuple[float, Material]] = {}
        for place, count in shared.items():
            material, size, people = self._sized[place]
            if people != whose:
                continue
            alike = 2 * count / (len(pairs) + size)
            if alike > best.get(material.name, (0.0, material))[0]:
                best[material.name] = (alike, material)
        ranked = sorted(best.values(), key=lambda pair: -pair[0])[:2]
        if not ranked or ranked[0][0] < _ALIKE or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _APART):
            return None
        ruled_out = any(folded(word) in folded(name) for word in ranked[0][1].unlike)
        return None if ruled_out else ranked[0][1]

    def inside(self, title: str) -> Inside | None:
        """The one material with a name inside *title*; None when there are several, or a word rules it out.

        A name that stands inside a longer one that is found does not count: 教师花名册 in 专任教师花名册.
        """
        text = folded(title)
        longest = spans(text, self._by_name, _SHORTEST)
        names = {self._by_name[text[start:end]].name for start, end in longest}
        if len(names) != 1:
            return None
        start, end = longest[-1]
        hit = Inside(self._by_name[text[start:end]], text[:start], text[end:])
        ruled_out = any(folded(word) in f"{hit.before}|{hit.after}" for word in hit.material.unlike)
        return None if ruled_out else hit

    @cached_property
    def _by_name(self) -> Mapping[str, Material]:
        return {folded(name): material for material in self.materials for name in material.names}

    @cached_property
    def _lines(self) -> str:
        """All names, folded, one in a line."""
        return "\n".join(("", *self._by_name, ""))

    @cached_property
    def _by_soft_name(self) -> Mapping[str, Material]:
        return {soften(name): material for name, material in self._by_name.items()}

    @cached_property
    def _spoken(self) -> tuple[tuple[Material, str], ...]:
        """Every material with all its names, softened, joined."""
        return tuple((m, "|".join(soften(folded(name)) for name in m.names)) for m in self.materials)

    @cached_property
    def _sized(self) -> tuple[tuple[Material, int, frozenset[str]], ...]:
        """Every softened name: its material, how many pairs of characters it has, whom it speaks of."""
        return tuple(
            (m, len(_pairs(name)), _people(name)) for m, names in self._spoken for name in names.split("|")
        )

    @cached_property
    def _by_pair(self) -> Mapping[str, Sequence[int]]:
        """Pair of characters → places in :attr:`_sized` of the names that hold it."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(name for _, names in self._spoken for name in names.split("|")):
            for pair in _pairs(name):
                found[pair].append(place)
        return found


def load() -> Vocabulary:
    """The vocabulary that ships."""
    return Vocabulary(
        tuple(_material(row) for row in toml.load(resources.data("materials.toml"))["material"])
    )


def spellings(pattern: str) -> Iterator[str]:
    """The names that *pattern* stands for: one of the words in each pair of braces."""
    return map("".join, product(*(words.split(",") for words in re.split("[{}]", pattern))))


def folded(name: str) -> str:
    """Letters, digits and Han characters of *name*: NFKC, simplified, in lower case."""
    return _NOT_WORDS.sub("", simplified(unicodedata.normalize("NFKC", name)).casefold())


def _material(row: Mapping[str, Any]) -> Material:
    return Material(
        name=row["name"],
        synonyms=tuple(row["synonyms"]),
        patterns=tuple(row.get("patterns", ())),
        abbreviations=tuple(row.get("abbreviations", ())),
        unlike=tuple(row.get("unlike", ())),
        form=row["form"],
        years=row["years"],
        owner=row["owner"],
        paper=row["paper"],
    )


def spans(text: str, known: Container[str], shortest: int) -> list[tuple[int, int]]:
    """Where names that are *known* stand in *text*, (start, end), but none inside a longer one."""
    found = [
        (start, end)
        for start in range(len(text))
        for end in range(start + shortest, len(text) + 1)
        if text[start:end] in known
    ]
    return [span for span in found if not any(_covers(other, span) for other in found)]


def _people(name: str) -> frozenset[str]:
    return frozenset(_PEOPLE.findall(name))


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[place : place + 2] for place in range(len(name) - 1))


def _covers(other: tuple[int, int], span: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]
