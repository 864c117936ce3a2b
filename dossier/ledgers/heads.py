"""Recognising a ledger by its column heads, in one to three rows, merged or not.

A head may hold a value instead of a name: a section (小学 | 初中), a year (2023年 | 2024年), a class (1班 | 2班).
Such columns are one table for each of these values. A table may also stand twice side by side.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dossier import years
from dossier.ledgers.folded import fold
from dossier.ledgers.vocabulary import Column, LedgerKind, Vocabulary, core
from dossier.numbers import unit_of

__all__ = ["Heads", "is_value_head", "recognise", "split_unit"]

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_EDGES = " *#:.,、·_-—★☆"
_WHOLE = frozenset(("合计", "小计", "计", "总计", "总数", "总量", "总额", "总值", "数量", "共计"))
_CLASS = re.compile(
    r"(?:[一二三四五六七八九1-9]|初[一二三]|高[一二三]|20\d\d级)?(?:年级)?\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)?班|[1-9]\d{2}班"
)
_LOOSE = 2
_CLASS_COLUMN = "班级"


@dataclass(frozen=True)
class Heads:
    """A kind of ledger found in rows of heads."""

    kind: LedgerKind
    columns: Mapping[str, int]
    """Canonical name → 0-based column."""
    units: Mapping[str, str]
    told: frozenset[str] = frozenset()
    """Columns whose unit stands in their own head; that of the others is the kind's, or a line's above the table."""
    section: str = ""
    """For one part of a wide table, whose columns stand once for each section."""
    year: str = ""
    """For one part of a wide table, whose columns stand once for each year: the head as written."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Canonical name → the value that the heads or the title give for all rows."""
    each: frozenset[str] = frozenset()
    """Columns whose head speaks of one thing where a row may stand for several."""
    loose: bool = False
    """A list that goes by one of the many words for item and value: any other kind fits better."""

    @property
    def weight(self) -> int:
        """How much speaks for this kind: its columns."""
        return min(len(self.columns), _LOOSE) if self.loose else len(self.columns)


@dataclass(frozen=True)
class _Head:
    """A column's heads, outermost first, and the values among them."""

    words: tuple[tuple[str, str], ...]
    """Folded word and unit of each head that is a name."""
    section: str = ""
    year: str = ""
    class_: str = ""

    @property
    def part(self) -> tuple[str, str, str]:
        return self.section, self.year, self.class_


_Place = tuple[int, int, str]
"""0-based column, rank of the word (0 is best), the unit in the head or nothing."""
_Match = Sequence[tuple[str, _Place]]
"""The columns that one head may name, the likeliest first."""


def recognise(
    paths: Sequence[Sequence[str]], vocabulary: Vocabulary, title: str = "", class_: str = ""
) -> tuple[Heads, ...]:
    """The kind whose columns *paths* are, as one table or as one for each value that the heads name.

    Args:
        paths: for every column of the sheet the heads above it, outermost first.
        vocabulary: the kinds; of several that fit, the one with most columns wins, then the earlier.
        title: what stands above the heads, and the names of the sheet and the file.
        class_: the class that they limit the table to, which stands in for a column of classes.

    Returns:
        Empty when no kind finds all its needed columns.
    """
    about = fold(title)
    best: tuple[Heads, ...] = ()
    most = 0
    for kind in vocabulary.kinds:
        given = {_CLASS_COLUMN: class_} if class_ and _CLASS_COLUMN in kind.by_name else {}
        found = _as_kind(kind, [_head(path, kind, vocabulary.sections) for path in paths], given, about)
        count = max((heads.weight for heads in found), default=0)
        if count > most:
            best, most = found, count
    return best


def is_value_head(text: str) -> bool:
    """Whether a head is a year or a class, which make a table of columns that lie across."""
    return len(text) <= 16 and (_class_head(text) or (any(c.isdigit() for c in text) and _year_head(text)))


@lru_cache(maxsize=4096)
def split_unit(text: str) -> tuple[str, str]:
    """A head, folded, and the unit in its brackets: ``1.面积（平方米）`` → ``("面积", "㎡")``."""
    folded = fold(text)
    inside = [part for match in _BRACKETS.finditer(folded) for part in match.groups() if part]
    unit = next((found for part in inside if (found := unit_of(part.split(":")[-1]))), "")
    word = _BRACKETS.sub("", folded).strip(_EDGES)
    word = re.sub(r"^\d+[.、]", "", word)
    head, slash, tail = word.rpartition("/")
    if slash and unit_of(tail):
        return head, unit or unit_of(tail)
    return word, unit


# -- values among the heads --


def _head(path: Sequence[str], kind: LedgerKind, sections: Mapping[str, str]) -> _Head:
    split = [split_unit(text) for text in path]
    # A column of 小学 in a table of items is known by its name.
    section = "" if kind.label else _section(split, sections)
    class_ = next((text for text in path if kind.spread and _class_head(text)), "")
    year = next((text for text in path if text != class_ and _year_head(text)), "")
    if year and not (kind.label or kind.year):
        year = ""
    words = tuple(
        entry
        for text, entry in zip(path, split, strict=True)
        if text not in (class_, year) and not (section and entry[0] in sections)
    )
    return _Head(words, section, year, class_)


@lru_cache(maxsize=4096)
def _class_head(text: str) -> bool:
    return bool(_CLASS.fullmatch(fold(text)))


@lru_cache(maxsize=4096)
def _year_head(text: str) -> bool:
    """Whether a head is a year and nothing else: 2023, 2023年, 2023—2024学年度, 2024年预算."""
    found = years.find(text)
    if not found:
        return bool(re.fullmatch(r"20\d\d(?:年|年度)?", fold(text)))
    # What is left beside the year must say nothing (度, 数, 预算数).
    return len(found) == 1 and len(fold(text)) - (found[0].end - found[0].start) <= 3


def _section(path: Sequence[tuple[str, str]], sections: Mapping[str, str]) -> str:
    """The section that a head of two levels limits its column to."""
    if len(path) < 2:
        return ""
    return next(
        (sections[word] for word, _ in path if sections.get(word) in ("primary", "junior", "senior")), ""
    )


# -- one kind --


def _as_kind(
    kind: LedgerKind, heads: Sequence[_Head], given: Mapping[str, str], title: str
) -> tuple[Heads, ...]:
    parts: dict[tuple[str, str, str], list[_Match]] = {}
    for index, head in enumerate(heads):
        if options := _match(kind, head):
            match = [(column.name, (index, rank, unit)) for column, rank, unit in options]
            parts.setdefault(head.part, []).append(match)
    plain = parts.pop(("", "", ""), [])
    parts = _sound(kind, parts, set(_best(plain)))
    if not parts:
        blocks = [_best(block) for block in _blocks(plain)]
        told = [
            _heads(kind, ("", "", ""), block, given)
            for block in blocks
            if _is_whole(kind, block, given, title)
        ]
        if len(told) == len(blocks):
            return tuple(told)
        whole = _best(plain)
        return (_heads(kind, ("", "", ""), whole, given),) if _is_whole(kind, whole, given, title) else ()
    named = {name for columns in parts.values() for name in _best(columns)}
    shared = {name: place for name, place in _best(plain).items() if name not in named}
    found = []
    for part, columns in parts.items():
        _, year, class_ = part
        fixed = {
            **given,
            **({_CLASS_COLUMN: class_} if class_ else {}),
            **({kind.year[0]: year} if year and kind.year else {}),
        }
        both = shared | _best(columns)
        if _is_whole(kind, both, fixed, title):
            found.append(_heads(kind, part, both, fixed))
    if found:
        return tuple(found)
    alone = _best(plain)
    return (_heads(kind, ("", "", ""), alone, given),) if _is_whole(kind, alone, given, title) else ()


def _sound(
    kind: LedgerKind, parts: dict[tuple[str, str, str], list[_Match]], plain: Collection[str]
) -> dict[tuple[str, str, str], list[_Match]]:
    """*parts* without those whose value is a slip: one class is no row of classes, and they lie beside grades."""
    classes = {class_ for _, _, class_ in parts if class_}
    across = len(classes) > 1 and _CLASS_COLUMN not in plain and any(name in plain for name in kind.section)
    years_ = {year for _, year, _ in parts if year}
    dated = len(years_) > 1 or bool(kind.label)
    return {
        part: columns for part, columns in parts.items() if (across or not part[2]) and (dated or not part[1])
    }


def _best(columns: Sequence[_Match]) -> dict[str, _Place]:
    """Of several columns with one name the one with the best word, then the first; the others mean what they can."""
    found: dict[str, _Place] = {}
    others: dict[str, _Match] = {}
    for match in columns:
        rest: _Match = match
        while rest:
            (name, place), *rest = rest
            if name in found and place[1] >= found[name][1]:
                continue
            evicted = others.get(name, ())
            found[name], others[name] = place, rest
            rest = evicted
    return found


def _blocks(columns: Sequence[_Match]) -> list[list[_Match]]:
    """The halves of a table that stands twice side by side: every name of the later ones came before."""
    if not columns:
        return [[]]
    anchor = columns[0][0][0]
    blocks: list[list[_Match]] = []
    for match in columns:
        if match[0][0] == anchor:
            blocks.append([])
        blocks[-1].append(match)
    first = [match[0][0] for match in blocks[0]]
    alike = len(set(first)) == len(first) and all(
        [match[0][0] for match in block] == first[: len(block)] for block in blocks[1:]
    )
    return blocks if alike and len(blocks) > 1 and len(first) > 1 else [list(columns)]


def _is_whole(kind: LedgerKind, found: Mapping[str, _Place], given: Mapping[str, str], title: str) -> bool:
    there = found.keys() | given.keys()
    if set(kind.needed) <= there:
        return bool(found)
    if kind.unless and re.search(kind.unless, title):
        return False
    return any(set(names) <= there for names in kind.enough)


def _heads(
    kind: LedgerKind, part: tuple[str, str, str], found: Mapping[str, _Place], given: Mapping[str, str]
) -> Heads:
    section, year, _ = part
    columns = {name: place[0] for name, place in found.items()}
    units = {name: unit for name, place in found.items() if (unit := place[2] or kind.by_name[name].unit)}
    told = frozenset(name for name, place in found.items() if place[2])
    fixed = {name: value for name, value in given.items() if name not in columns}
    words = (kind.label, kind.values[""]) if kind.label else ()
    loose = any(found[name][1] > _LOOSE for name in words if name in found)
    each = frozenset(name for name, (_, rank, _) in found.items() if _is_of_one(kind.by_name[name], rank))
    return Heads(kind, columns, units, told, section, year, fixed, each, loose)


def _is_of_one(column: Column, rank: int) -> bool:
    words = tuple(dict.fromkeys(column.words))
    return rank < len(words) and words[rank] in map(fold, column.each)


def _match(kind: LedgerKind, head: _Head) -> list[tuple[Column, int, str]]:
    """The columns that a path of heads may name, how exactly (0 is best), and the unit written there."""
    words = [word for word, _ in head.words if word]
    if not words:
        return _across(kind, head)
    unit = next((unit for _, unit in reversed(head.words) if unit), "")
    readings = _readings(words)
    for word in readings:
        for attempt in (word, _without_unit(word)):
            if found := kind.by_word.get(attempt):
                own = unit or (unit_of(word[len(attempt) :]) if attempt != word else "")
                return [(column, rank, own) for column, rank in found]
    for word in readings:
        for attempt in (word, _without_unit(word)):
            column = kind.by_core.get(core(attempt))
            # 班数 counts classes and names none.
            if column and not (attempt.endswith("数") and not column.counts):
                return [(column, len(column.synonyms) + 1, unit)]
    return []


def _across(kind: LedgerKind, head: _Head) -> list[tuple[Column, int, str]]:
    """The column whose values lie under heads that are nothing but a year or a class."""
    if head.class_ and kind.spread:
        return [(kind.by_name[kind.spread], 0, "")]
    if head.year and kind.label:
        return [(kind.by_name[kind.values[""]], 0, "")]
    return []


def _readings(words: Sequence[str]) -> list[str]:
    """Ways to read 学历/最高学历, most telling first: the last word, unless the one above says more."""
    if not words:
        return []
    *upper, last = words
    above = upper[-1] if upper else ""
    whole = [above] if above and (last in _WHOLE or last in above) else []
    # 班级/功能室 may hold either.
    either = last.split("/") if "/" in last else []
    return [*whole, "".join(words), last, f"{last}{above}", *either]


def _without_unit(word: str) -> str:
    """A head with its unit set right behind it: 面积平方米 → 面积."""
    for length in (3, 2, 1):
        if len(word) > length + 1 and unit_of(word[-length:]):
            return word[:-length]
    return word
