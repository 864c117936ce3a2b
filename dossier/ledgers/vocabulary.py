"""The kinds of ledgers and the words of their heads, from ``checklists/vocabulary/ledgers.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dossier import resources, toml
from dossier.text import fold

__all__ = ["Column", "LedgerKind", "Vocabulary", "load"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a kind of ledger may have."""

    name: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    unit: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Its folded names, the canonical one first."""
        return tuple(fold(word) for word in (self.name, *self.synonyms))


@dataclass(frozen=True, kw_only=True)
class LedgerKind:
    """A kind of ledger: recognised when every needed column is found."""

    name: str
    columns: tuple[Column, ...]
    section: tuple[str, ...] = ()
    """Columns that tell the section of a row, tried in this order."""
    year: tuple[str, ...] = ()
    date: str = ""
    label: str = ""
    """For tables of *item — value* lines: the column of the items; empty for ordinary tables."""
    values: Mapping[str, str]
    """For such tables: section (empty for the whole campus) → column."""

    @cached_property
    def by_word(self) -> Mapping[str, tuple[Column, int]]:
        """Folded word → the column it names, and how far down its synonyms (0: the name itself)."""
        found: dict[str, tuple[Column, int]] = {}
        for column in self.columns:
            for rank, word in enumerate(column.words):
                if word not in found or rank < found[word][1]:
                    found[word] = (column, rank)
        return found

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Names of the columns without which it is not recognised."""
        return tuple(column.name for column in self.columns if column.needed)


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """All kinds, and the words for sections and for yes and no."""

    source: Path
    """Where it was read; the reading child reads it again."""
    kinds: tuple[LedgerKind, ...]
    sections: Mapping[str, str]
    """Folded word → ``primary`` ``junior`` ``senior`` or ``*`` for shared."""
    yes_no: Mapping[str, str]
    """Folded word → 是 or 否."""

    @cached_property
    def by_name(self) -> Mapping[str, LedgerKind]:
        """Kinds by name."""
        return {kind.name: kind for kind in self.kinds}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every folded word that can stand in a head."""
        return frozenset(word for kind in self.kinds for word in kind.by_word)


@lru_cache(maxsize=8)
def load(path: Path | None = None) -> Vocabulary:
    """Read the vocabulary, by default the one that ships."""
    source = path or resources.data("ledgers.toml")
    raw = toml.load(source)
    shared = {"shared": "*"}
    return Vocabulary(
        source=source,
        kinds=tuple(_kind(entry) for entry in raw["ledger"]),
        sections={
            fold(word): shared.get(name, name) for name, words in raw["sections"].items() for word in words
        },
        yes_no={
            fold(word): answer
            for name, answer in (("yes", "是"), ("no", "否"))
            for word in raw["yes_no"][name]
        },
    )


def _kind(entry: Mapping[str, Any]) -> LedgerKind:
    values = {("" if key == "whole" else key): name for key, name in entry.get("values", {}).items()}
    return LedgerKind(
        name=entry["name"],
        columns=tuple(
            Column(**{**column, "synonyms": tuple(column["synonyms"])}) for column in entry["columns"]
        ),
        section=tuple(entry.get("section", ())),
        year=tuple(entry.get("year", ())),
        date=entry.get("date", ""),
        label=entry.get("label", ""),
        values=values,
    )
