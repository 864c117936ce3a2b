"""The kinds of ledgers and the words of their heads, from ``checklists/vocabulary/ledgers.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dossier import resources, toml
from dossier.ledgers.folded import fold

__all__ = ["Column", "Derive", "LedgerKind", "Marks", "Vocabulary", "load"]


_ASKS = "是否"
_DENIES = ("非", "不", "不是", "未", "无", "没有")


@dataclass(frozen=True, kw_only=True)
class Derive:
    """How a column that a table lacks follows from what it has; exactly one of ``column``, ``title``, ``sum``."""

    column: str = ""
    has: str = ""
    """Alternatives (``a|b``), one of which stands in that column; empty: whatever the column says."""
    title: str = ""
    """Alternatives, one of which stands in the title, the sheet's or the file's name."""
    sum: tuple[str, ...] = ()
    """Columns that are added; all of them must be there."""
    gives: str = ""
    """What then stands here; empty, without ``has``: the words of that column themselves."""
    otherwise: str = ""
    """When the column is filled and has none of the words; empty: the next way is tried."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Of ``has`` or ``title``, for folded text."""
        return re.compile(self.has or self.title)


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Words in some columns of a row that say what becomes of the row."""

    columns: tuple[str, ...]
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Of the words, for folded text."""
        return re.compile(self.words)


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column that a kind of ledger may have."""

    name: str
    synonyms: tuple[str, ...] = ()
    needed: bool = False
    unit: str = ""
    each: tuple[str, ...] = ()
    """Those of the synonyms that speak of one thing where a row stands for several (每间面积)."""
    yes: tuple[str, ...] = ()
    """In a column that asks 是否: words that say 是 besides those of the vocabulary and the thing asked for itself."""
    no: tuple[str, ...] = ()
    """Words that say 否 besides 非 不 未 无 and the thing asked for."""
    derive: tuple[Derive, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether its cells answer 是 or 否."""
        return self.name.startswith(_ASKS)

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """Folded word → 是 or 否: 专任 says 是 in 是否专任, 非专任 says 否."""
        thing = self.name.removeprefix(_ASKS)
        yes = dict.fromkeys((fold(word) for word in (thing, f"是{thing}", *self.yes)), "是")
        no = dict.fromkeys((fold(word) for word in (*(f"{one}{thing}" for one in _DENIES), *self.no)), "否")
        return yes | no

    @property
    def words(self) -> tuple[str, ...]:
        """Its folded names, the canonical one first."""
        return tuple(fold(word) for word in (self.name, *self.synonyms, *self.each))

    @cached_property
    def counts(self) -> bool:
        """Whether it holds quantities."""
        return bool(self.unit) or any("数" in word for word in self.words)


@dataclass(frozen=True, kw_only=True)
class LedgerKind:
    """A kind of ledger: recognised when every needed column is found, or one of the sets that are ``enough``."""

    name: str
    columns: tuple[Column, ...]
    section: tuple[str, ...] = ()
    """Columns that tell the section of a row, tried in this order."""
    year: tuple[str, ...] = ()
    calendar: bool = False
    """Whether a year in its title is a calendar year."""
    times: str = ""
    """The column that says how many of a thing a row stands for (间数)."""
    date: str = ""
    label: str = ""
    """For tables of *item — value* lines: the column of the items; empty for ordinary tables."""
    values: Mapping[str, str]
    """For such tables: section (empty for the whole campus) → column."""
    enough: tuple[tuple[str, ...], ...] = ()
    """Sets of columns that will do instead of the needed ones, unless the title speaks of something else."""
    unless: str = ""
    """Alternatives: words of a title under which the sets of ``enough`` do not hold."""
    spread: str = ""
    """The column whose values may lie across, one column of the sheet for each class (1班 2班 3班)."""
    identity: tuple[str, ...] = ()
    """Columns of personal numbers: two rows with the same name and number are one person."""
    likeness: tuple[str, ...] = ()
    """Without a number: two rows with the same name that agree in all of these, and fill two, are one person."""
    unique: tuple[str, ...] = ()
    """The column that names a thing, and those that tell two of one name apart: two equal rows are one thing listed twice."""
    product: tuple[str, ...] = ()
    """Three columns: quantity, price, and the amount that the two make."""
    gone: tuple[Marks, ...] = ()
    """Rows of people and things that are no longer there; they are not counted, and named."""
    aside: tuple[Marks, ...] = ()
    """Rows that are counted, and named because some count them and some do not."""
    waiting: tuple[Marks, ...] = ()
    """Rows of what is ordered and not there yet; they are named."""
    minus: tuple[Marks, ...] = ()
    """Rows of what was taken out: their quantities are negative, with or without a sign."""

    @cached_property
    def by_word(self) -> Mapping[str, Sequence[tuple[Column, int]]]:
        """Folded word → the columns it names, the likeliest first, and how far down their synonyms (0: the name)."""
        found: dict[str, list[tuple[Column, int]]] = {}
        for column in self.columns:
            for rank, word in enumerate(dict.fromkeys(column.words)):
                found.setdefault(word, []).append((column, rank))
        return {word: sorted(columns, key=lambda one: one[1]) for word, columns in found.items()}

    @cached_property
    def by_core(self) -> Mapping[str, Column]:
        """The core of a head (see :func:`core`) → the column, where it is the core of one column alone."""
        found: dict[str, set[Column]] = {}
        for column in self.columns:
            for word in column.words:
                found.setdefault(core(word), set()).add(column)
        return {word: next(iter(columns)) for word, columns in found.items() if word and len(columns) == 1}

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Names of the columns without which it is not recognised."""
        return tuple(column.name for column in self.columns if column.needed)

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by name."""
        return {column.name: column for column in self.columns}


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

    @cached_property
    def cores(self) -> frozenset[str]:
        """The cores of those words."""
        return frozenset(word for kind in self.kinds for word in kind.by_core)


_FORE = re.compile("^(?:其中|本校|学校|学生|教师|教职工|是否|现有|实有|实际|所)")
_AFT = re.compile("(?:学生数|教师数|人数|生数|总数|数量|数|情况)$")


def core(word: str) -> str:
    """A head without the words that say nothing: 其中骨干教师数 → 骨干, 学生姓名 → 姓名."""
    bare = _FORE.sub("", _FORE.sub("", word).lstrip(":"))
    return _AFT.sub("", bare) or word


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
        columns=tuple(_column(column) for column in entry["columns"]),
        section=tuple(entry.get("section", ())),
        year=tuple(entry.get("year", ())),
        calendar=entry.get("calendar", False),
        times=entry.get("times", ""),
        date=entry.get("date", ""),
        label=entry.get("label", ""),
        values=values,
        enough=tuple(tuple(names) for names in entry.get("enough", ())),
        unless=entry.get("unless", ""),
        spread=entry.get("spread", ""),
        identity=tuple(entry.get("identity", ())),
        unique=tuple(entry.get("unique", ())),
        product=tuple(entry.get("product", ())),
        likeness=tuple(entry.get("likeness", ())),
        gone=_marks(entry.get("gone", ())),
        aside=_marks(entry.get("aside", ())),
        waiting=_marks(entry.get("waiting", ())),
        minus=_marks(entry.get("minus", ())),
    )


def _column(entry: Mapping[str, Any]) -> Column:
    derive = tuple(
        Derive(**{**way, "sum": tuple(way["sum"])}) if "sum" in way else Derive(**way)
        for way in entry.get("derive", ())
    )
    words = {name: tuple(entry.get(name, ())) for name in ("synonyms", "each", "yes", "no")}
    return Column(**{**entry, **words, "derive": derive})


def _marks(entry: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> tuple[Marks, ...]:
    entries = [entry] if isinstance(entry, Mapping) else entry
    return tuple(Marks(columns=tuple(one["columns"]), words=one["words"]) for one in entries)
