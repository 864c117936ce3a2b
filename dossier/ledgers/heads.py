"""Recognising a ledger by its column heads, in one to three rows, merged or not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dossier.ledgers.vocabulary import Column, LedgerKind, Vocabulary
from dossier.numbers import unit_of
from dossier.text import fold

__all__ = ["Heads", "recognise", "split_unit"]

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_EDGES = " *#:.,、·_-—★☆"
_WHOLE = frozenset(("合计", "小计", "计", "总计", "总数", "总量", "总额", "总值", "数量", "共计"))


@dataclass(frozen=True)
class Heads:
    """A kind of ledger found in rows of heads."""

    kind: LedgerKind
    columns: Mapping[str, int]
    """Canonical name → 0-based column."""
    units: Mapping[str, str]
    section: str = ""
    """For one half of a wide table, whose columns stand once for each section."""


def recognise(paths: Sequence[Sequence[str]], vocabulary: Vocabulary) -> tuple[Heads, ...]:
    """The kind whose columns *paths* are, as one table or as one for each section that the heads name.

    Args:
        paths: for every column of the sheet the heads above it, outermost first.
        vocabulary: the kinds; of several that fit, the one with most columns wins, then the earlier.

    Returns:
        Empty when no kind finds all its needed columns.
    """
    split = [[split_unit(text) for text in path] for path in paths]
    best: tuple[Heads, ...] = ()
    most = 0
    for kind in vocabulary.kinds:
        found = _as_kind(kind, split, vocabulary.sections)
        count = max((len(heads.columns) for heads in found), default=0)
        if count > most:
            best, most = found, count
    return best


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


def _as_kind(
    kind: LedgerKind, paths: Sequence[Sequence[tuple[str, str]]], sections: Mapping[str, str]
) -> tuple[Heads, ...]:
    plain: dict[str, tuple[int, int, str]] = {}
    wide: dict[str, dict[str, tuple[int, int, str]]] = {}
    for index, path in enumerate(paths):
        section = "" if kind.label else _section(path, sections)
        match = _match(kind, [part for part in path if not section or part[0] not in sections])
        if match is None:
            continue
        column, rank, unit = match
        target = wide.setdefault(section, {}) if section else plain
        if column.name not in target or rank < target[column.name][1]:
            target[column.name] = (index, rank, unit or column.unit)
    tables = [("", plain)]
    if wide:
        shared = {
            name: place for name, place in plain.items() if not any(name in own for own in wide.values())
        }
        tables = [(section, shared | own) for section, own in wide.items()]
    return tuple(_heads(kind, section, found) for section, found in tables if set(kind.needed) <= set(found))


def _heads(kind: LedgerKind, section: str, found: Mapping[str, tuple[int, int, str]]) -> Heads:
    columns = {name: place[0] for name, place in found.items()}
    units = {name: place[2] for name, place in found.items() if place[2]}
    return Heads(kind, columns, units, section)


def _section(path: Sequence[tuple[str, str]], sections: Mapping[str, str]) -> str:
    """The section that a head of two levels limits its column to."""
    if len(path) < 2:
        return ""
    return next(
        (sections[word] for word, _ in path if sections.get(word) in ("primary", "junior", "senior")), ""
    )


def _match(kind: LedgerKind, path: Sequence[tuple[str, str]]) -> tuple[Column, int, str] | None:
    """The column that a path of heads names, how exactly (0 is best), and the unit written there."""
    unit = next((unit for _, unit in reversed(path) if unit), "")
    for word in _readings([word for word, _ in path if word]):
        for attempt in (word, _without_unit(word)):
            if found := kind.by_word.get(attempt):
                return found[0], found[1], unit or (unit_of(word[len(attempt) :]) if attempt != word else "")
    return None


def _readings(words: Sequence[str]) -> list[str]:
    """Ways to read 学历/最高学历, most telling first: the last word, unless the one above says more."""
    if not words:
        return []
    *upper, last = words
    above = upper[-1] if upper else ""
    whole = [above] if above and (last in _WHOLE or last in above) else []
    return [*whole, "".join(words), last, f"{last}{above}"]


def _without_unit(word: str) -> str:
    """A head with its unit set right behind it: 面积平方米 → 面积."""
    for length in (3, 2, 1):
        if len(word) > length + 1 and unit_of(word[-length:]):
            return word[:-length]
    return word
