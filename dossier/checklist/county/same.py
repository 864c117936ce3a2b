"""What a list says by pointing at another of its materials: 同1-1-2, 见A1-3, 与第3项相同, 同上一条."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dossier import codes
from dossier.checklist.county.marks import alone, number, segments, spelled

if TYPE_CHECKING:
    from dossier.checklist.county.outline import Node, Row

BEFORE = "上一条"
"""Points at the material right before."""
_BEFORE = re.compile(r"[同见](?:上|前)(?:面|述|一)*(?:[条项款行个]|材料|资料|内容|相同|一致)*")
_POINTS = re.compile(
    r"(?:材料|资料|内容)?(?:等同于|同于|参见|详见|另见|参照|与|和|同|见)\s*[:：]?\s*(?P<what>.+?)"
    r"\s*的?(?:材料|资料|内容|档案)?(?:相同|一致|共用|同)?"
)
_BRACKETS = re.compile(r"[（(](?P<inside>(?:材料|资料|内容)?[等同参详另见与和].*)[)）]")
_NUMBERED = re.compile(
    r"(?:第|序号|编号为?)\s*(?P<before>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[项条号款]?|(?P<after>\d{1,3})\s*[项条号]"
)
_RANGE = re.compile(r"\s*(?:至|到|[~～]|—{2})\s*")
_MOST = 50
"""Materials that one range may span."""


def points_at(text: str) -> tuple[str, ...]:
    """The codes, or ``第3项``, or ``BEFORE`` that *text* points at and says nothing else; empty when it is no pointer."""
    text = text.strip(" 。；;，,")
    if whole := _BRACKETS.fullmatch(text):
        text = whole["inside"]
    if _BEFORE.fullmatch(text):
        return (BEFORE,)
    match = _POINTS.fullmatch(text)
    if match is None:
        return ()
    parts = [part.strip() for part in re.split(r"[、，,；;和及与\s]+", match["what"]) if part.strip()]
    found = [_codes(part) for part in parts]
    return tuple(code for several in found for code in several) if found and all(found) else ()


def _codes(part: str) -> tuple[str, ...]:
    """``1-1-1至1-1-3`` → three codes; ``第3项`` stays what it is; no code → nothing."""
    part = re.sub(r"^(?:指标|材料|编号|代码)", "", part)
    if numbered := _NUMBERED.fullmatch(part):
        return (f"第{number(numbered['before'] or numbered['after'])}项",)
    ends = _RANGE.split(part)
    if len(ends) == 2:
        return _between(spelled(ends[0]), spelled(ends[1]))
    return (spelled(part),) if alone(part).is_code else ()


def _between(first: str, last: str) -> tuple[str, ...]:
    head, low = _cut(first)
    other, high = _cut(last)
    if not low or other not in (head, "") or not low < high < low + _MOST or not segments(first)[1:]:
        return ()
    wide = len(re.search(r"\d+$", first)[0])  # type: ignore[index]  # low is its last number
    return tuple(f"{head}{count:0{wide}}" for count in range(low, high + 1))


def _cut(code: str) -> tuple[str, int]:
    """A code without its last number, and that number; 0 when it ends with none."""
    match = re.fullmatch(r"(.*?)(\d+)", code)
    return (match[1], int(match[2])) if match else (code, 0)


# -- what is pointed at -----------------------------------------------------------------------------------


def follow(indicators: Sequence[Node]) -> list[tuple[str, str]]:
    """Put the materials that rows point at in their place, codes being settled; one file will serve both.

    Returns:
        Place and words of each row that points at nothing.
    """
    places = _Places(indicators)
    lost: list[tuple[str, str]] = []
    for node in indicators:
        kept: list[Row] = []
        for row in node.rows:
            if not row.points_at:
                kept.append(row)
                continue
            targets = list(dict.fromkeys(places.all_of(row, frozenset())))
            if not targets:
                lost.append((row.place, "、".join(row.points_at)))
            kept += _standing_for(row, targets)
        node.rows[:] = kept
    return lost


def _standing_for(row: Row, targets: Sequence[Row]) -> Iterator[Row]:
    """The row with a title of its own, or one row for each material that it points at."""
    if row.material.title:
        row.stands_for = targets[0] if len(targets) == 1 else None
        yield row
        return
    for count, target in enumerate(targets, start=1):
        yield replace(
            row,
            material=replace(target.material, owner=row.material.owner),
            settled=row.settled if len(targets) == 1 else f"{row.settled}-{count:02}",
            years=row.years or target.years,
            stands_for=target,
        )


class _Places:
    """Finds the rows that codes speak of."""

    def __init__(self, indicators: Sequence[Node]) -> None:
        self._rows = [row for node in indicators for row in node.rows]
        self._at = {row: at for at, row in enumerate(self._rows)}
        settled = {codes.key(row.settled): [row] for row in self._rows}
        written: dict[str, list[Row]] = defaultdict(list)
        headed: dict[str, list[Row]] = defaultdict(list)
        for node in indicators:
            for spelling in {codes.key(node.code), codes.key(node.name.mark.text)} - {""}:
                headed[spelling] += node.rows
            for row in node.rows:
                if row.code:
                    written[codes.key(row.code)].append(row)
        single = {code: rows for code, rows in written.items() if len(rows) == 1}
        self._known: Mapping[str, Sequence[Row]] = {**headed, **single, **settled}

    def all_of(self, row: Row, passed: frozenset[Row]) -> Iterator[Row]:
        """The materials that *row* stands for: itself, or what it points at, however often that points on."""
        if row.material.title and passed:
            yield row
        elif row not in passed:
            for pointer in row.points_at:
                for target in self._targets(row, pointer):
                    if target is not row:
                        yield from self.all_of(target, passed | {row})

    def _targets(self, row: Row, pointer: str) -> Sequence[Row]:
        before = self._rows[: self._at[row]]
        if pointer == BEFORE:
            return before[-1:]
        if pointer.startswith("第"):
            wanted = pointer.strip("第项")
            return [other for other in before if other.index == wanted][-1:]
        return self._known.get(codes.key(pointer), ())
