"""Which column of a table is what: by its head, by what stands in it, or as a person says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dossier.checklist.county import heads
from dossier.checklist.county.cells import is_owner
from dossier.checklist.county.content import Content
from dossier.text import fold, one_line

LEVELS = ("first", "second", "third")
_BY_CONTENT = ("code", "index", "owner", "due", "phone", "years", "person")
"""What a column without a telling head is tried for, surest first."""
_ANY_NUMBER = ("unused", "ticked")
"""What several columns of a table may be."""
_SHORT = 20
"""Characters: a median above this is the standard itself, no name of an indicator."""


@dataclass
class Columns:
    """What the columns of one table are."""

    heads: tuple[str, ...]
    """The head of each column on one line; empty where there is none."""
    what: dict[int, str] = field(default_factory=dict)
    """Column → key of ``heads.MEANINGS``, or ``first.code`` ``second.code`` ``third.code``."""
    why: dict[int, str] = field(default_factory=dict)
    """Column → ``列名`` ``内容`` ``指定``."""

    def at(self, what: str) -> int | None:
        """The column that is *what*."""
        return next((column for column, is_what in self.what.items() if is_what == what), None)

    def name(self, column: int) -> str:
        """How a person finds the column: ``“资料名称”`` or ``第3列（没有列名）``."""
        return f"“{self.heads[column]}”" if self.heads[column] else f"第{column + 1}列（没有列名）"

    def put(self, column: int, what: str, why: str) -> None:
        """Say what a column is."""
        self.what[column], self.why[column] = what, why


Overrides = Mapping[str, str]
"""A column by its head, ``第3列`` or ``C`` → a key of ``heads.MEANINGS``."""


def understand(
    names: Sequence[str],
    parts: Sequence[tuple[str, str]],
    content: Sequence[Content],
    said: Overrides,
    late: frozenset[int],
    *,
    items: bool = False,
) -> Columns | None:
    """What each column is; None when none of them can be the materials.

    Args:
        names: the head of each column on one line.
        parts: the upper and lower words of each head.
        content: what stands in each column.
        said: what a person says.
        late: columns that only serve where no other does, since they are hidden.
        items: whether the table lists items of a standard: without materials, the items take their place.
    """
    found = Columns(tuple(names))
    told: dict[int, str] = {column: _meaning(*part) for column, part in enumerate(parts)}
    departments = [
        column
        for column, words in enumerate(map(_lowest, parts))
        if not told[column] and is_owner(words) and content[column].is_ticks
    ]
    if len(departments) > 1:
        told |= dict.fromkeys(departments, "ticked")
    spoken = {column: what for column in range(len(names)) if (what := _said(column, names[column], said))}
    for column, what in spoken.items():
        found.put(column, what, "指定")
    order = sorted(range(len(names)), key=lambda column: (column in late, column))
    title = found.at("title")
    if title is None:
        title = _title(order, told, names, content, spoken)
        if title is None and items:
            title = _items(order, told, content, spoken)
        if title is None:
            return None
        found.put(title, "title", "列名" if told[title] == "title" else "内容")
    _plain(found, order, told, content)
    _by_content(found, order, told, content, title)
    _levels(found, told, content, title)
    _codes(found, told, content)
    return found


def _meaning(upper: str, lower: str) -> str:
    """Of a head of two rows: 材料 over 编号 is a code, 责任 over 人 a person."""
    if not lower or lower == upper:
        return heads.meaning(upper)
    alone = heads.meaning(lower)
    if alone in ("", "code", "title", "level", "index"):
        return heads.meaning(upper + lower) or alone
    return alone


def _lowest(part: tuple[str, str]) -> str:
    return part[1] or part[0]


def _said(column: int, name: str, said: Overrides) -> str:
    letter = chr(ord("a") + column) if column < 26 else ""
    for key, what in said.items():
        if fold(key) in {fold(name), f"第{column + 1}列", letter, str(column + 1)} - {""}:
            return what
    return ""


def matched(found: Columns, said: Overrides) -> set[str]:
    """The columns that a person spoke of and the table has."""
    return {
        key
        for key in said
        for column, name in enumerate(found.heads)
        if _said(column, name, {key: said[key]})
    }


def _title(
    order: Sequence[int],
    told: Mapping[int, str],
    names: Sequence[str],
    content: Sequence[Content],
    spoken: Mapping[int, str],
) -> int | None:
    """The column of materials: by a sure head, by a likely one, else the one whose cells read like materials."""
    free = [column for column in order if column not in spoken]
    likely = [column for column in free if told[column] == "title"]
    if likely:
        return max(
            likely,
            key=lambda c: (heads.is_sure_title(names[c]), content[c].materials > 0.3, content[c].spread, -c),
        )
    named = any(names)
    soft = [
        c
        for c in free
        if told[c] in ("standard", "level", "first", "second", "third", "") and content[c].filled
    ]
    if not soft:
        return None
    best = max(soft, key=lambda c: (round(content[c].materials * content[c].spread, 1), content[c].spread, c))
    enough = content[best].materials >= 0.5 and content[best].filled >= 2
    others = {told[c] for c in free} & {
        "first",
        "second",
        "third",
        "level",
        "code",
        "index",
        "owner",
        "person",
        "due",
        "note",
    }
    rivals = [c for c in soft if content[c].spread >= 0.75 and not content[c].looks_like("index")]
    speaks = told[best] == "standard" or content[best].materials >= 0.5
    if named and len(others - {"index", "note"}) and len(others) >= 2 and rivals == [best] and speaks:
        return best  # the head tells what all others are
    return best if enough and ((named and others) or content[best].filled >= 3) else None


def _items(
    order: Sequence[int], told: Mapping[int, str], content: Sequence[Content], spoken: Mapping[int, str]
) -> int | None:
    """The column of items: every row has its own, and it stands right of what they are divided into."""
    likely = [
        column
        for column in order
        if column not in spoken
        and told[column] in ("standard", "level", "third", "")
        and content[column].filled >= 2
        and content[column].spread >= 0.75
        and not content[column].looks_like("index")
    ]
    return max(likely, key=lambda column: (content[column].spread, content[column].median), default=None)


def _plain(found: Columns, order: Sequence[int], told: Mapping[int, str], content: Sequence[Content]) -> None:
    """Columns whose head names what they are, unless what stands in them says otherwise."""
    for column in order:
        what = told[column]
        if column in found.what or what in ("", "title", "level", "standard", "code", *LEVELS) or "." in what:
            continue
        what = content[column].corrected(what)
        if what == "ticked" and not content[column].is_ticks:
            what = "unused"
        if what == "code" or (what not in _ANY_NUMBER and found.at(what) is not None):
            continue
        found.put(column, what, "列名" if what == told[column] else "内容")


def _by_content(
    found: Columns, order: Sequence[int], told: dict[int, str], content: Sequence[Content], title: int
) -> None:
    """Columns whose head says nothing."""
    for column in order:
        if column in found.what or told[column] or not content[column].filled:
            continue
        for what in _BY_CONTENT:
            if found.at(what) is None and content[column].looks_like(what):
                found.put(column, what, "内容")
                break
        else:
            if column < title and (content[column].spread < 0.75 or content[column].is_numbered):
                told[column] = "level"


def _levels(found: Columns, told: Mapping[int, str], content: Sequence[Content], title: int) -> None:
    """Rank the columns of groups and indicators from left to right."""
    open_columns = [
        c for c in sorted(told) if c not in found.what and (content[c].filled or told[c] in LEVELS)
    ]
    explicit = {told[c]: c for c in reversed(open_columns) if told[c] in LEVELS}
    deepest = max(explicit, key=LEVELS.index, default="")
    if len(explicit) > 1 and content[explicit[deepest]].is_bare_codes and "code" not in told.values():
        found.put(explicit.pop(deepest), "code", "内容")  # C项: C1, C2 … number the materials
        open_columns = [c for c in open_columns if c not in found.what]
    for what, column in explicit.items():
        if found.at(what) is None:
            found.put(column, what, "列名")
    generic = [c for c in open_columns if c not in found.what and told[c] in ("level", "title") and c < title]
    generic = [c for c in generic if told[c] == "level" or content[c].spread < 0.75]
    soft = [c for c in open_columns if c not in found.what and told[c] == "standard"]
    _rank(found, generic)
    for column in soft:
        used = [what for what in LEVELS if found.at(what) is not None]
        names = content[column].median <= _SHORT
        if column < title and (
            not used
            or (names and content[column].is_numbered)
            or (names and len(used) < 3 and _splits(found, content, column, used[-1]))
        ):
            _rank(found, [column])
        else:
            found.put(column, "standard", "列名")


def _splits(found: Columns, content: Sequence[Content], column: int, above: str) -> bool:
    """Whether a column divides what the level *above* it holds together."""
    upper = found.at(above)
    return (
        upper is not None and content[column].filled > content[upper].filled and content[column].spread < 0.9
    )


def _rank(found: Columns, generic: Sequence[int]) -> None:
    """Put columns whose head says no number on the levels that are free, keeping the order on paper."""
    taken = {what: c for what in LEVELS if (c := found.at(what)) is not None}
    ordered = sorted({*taken.values(), *generic})[:3]
    fixed = any(
        found.why[c] == "列名" and found.heads[c] and heads.meaning(found.heads[c]) in LEVELS
        for c in taken.values()
    )
    if fixed:
        for column in generic:
            left = [LEVELS.index(what) for what, c in taken.items() if c < column]
            free = [
                what for what in LEVELS if what not in taken and LEVELS.index(what) > max(left, default=-1)
            ]
            if free:
                found.put(column, free[0], "列名" if found.heads[column] else "内容")
                taken[free[0]] = column
        return
    for column in taken.values():
        del found.what[column]
    ranks = ("second",) if len(ordered) == 1 else LEVELS
    for what, column in zip(ranks, ordered, strict=False):
        found.put(column, what, found.why.get(column) or ("列名" if found.heads[column] else "内容"))


def _codes(found: Columns, told: Mapping[int, str], content: Sequence[Content]) -> None:
    """Bind each column of codes to what it numbers: its neighbour, or the materials."""
    for column, what in told.items():
        if "." in what and column not in found.what and found.at(what.partition(".")[0]) is not None:
            found.put(column, what, "列名")
    bare = [c for c in sorted(told) if c not in found.what and (told[c] in ("code", "index"))]
    if len(bare) == 1 and found.at("code") is None:
        (column,) = bare
        found.put(
            column,
            "code" if content[column].is_code else "index",
            "列名" if told[column] == "code" else "内容",
        )
        return
    numbered = {c: what for c, what in found.what.items() if what in (*LEVELS, "title")}
    before = bool(bare) and min(numbered) > min(bare)
    for column in bare:
        target = numbered.get(column + 1 if before else column - 1, "")
        if (not content[column].is_code and target == "title") or not target:
            continue
        what = "code" if target == "title" else f"{target}.code"
        if found.at(what) is None:
            found.put(column, what, "列名")
    left = [c for c in bare if c not in found.what]
    for column in left:
        if found.at("code") is None and content[column].is_code:
            found.put(column, "code", "列名")


def sentences(found: Columns) -> list[str]:
    """How each column was understood, for a person."""
    why = {"列名": "", "内容": "（按内容）", "指定": "（按指定）"}
    lines = []
    for column in sorted(found.what):
        what, _, code = found.what[column].partition(".")
        if what != "unused":
            words = f"{heads.MEANINGS[what]}的编号" if code else heads.MEANINGS[what]
            lines.append(f"{found.name(column)}作{words}{why[found.why[column]]}")
    return lines


def unused(found: Columns) -> list[str]:
    """The heads of the columns that nothing was taken from."""
    return [
        one_line(head)
        for column, head in enumerate(found.heads)
        if head and found.what.get(column, "unused") == "unused"
    ]
