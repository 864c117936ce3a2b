"""The vocabulary of materials: what schools keep, each kind once, found by any of its names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from dossier import resources, toml
from dossier.model import Form
from dossier.text import simplified

_NOT_WORDS = re.compile(r"[\W_]+")
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


def _covers(other: tuple[int, int], span: tuple[int, int]) -> bool:
    return other != span and other[0] <= span[0] and span[1] <= other[1]
