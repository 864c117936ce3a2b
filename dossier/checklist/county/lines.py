"""One row of a table with its cells by what they are, and what can be said of it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.checklist.county import cells
from dossier.checklist.county.cells import Named
from dossier.checklist.county.columns import LEVELS
from dossier.checklist.county.marks import NONE, Mark, alone
from dossier.checklist.county.outline import People
from dossier.checklist.county.sections import Row


@dataclass(frozen=True)
class Line:
    """A row with its cells by what they are."""

    row: Row
    place: str
    texts: dict[str, str]
    own: frozenset[str]
    """What has a cell of its own here, not merged from above."""
    code: str
    """The county's code of the materials, as typed."""
    mark: Mark = NONE
    """Number of the row where codes or numbers alone show what stands below what."""

    def __getitem__(self, what: str) -> str:
        return self.texts.get(what, "")


def shared(lines: Sequence[Line]) -> frozenset[int]:
    """Rows whose code stands at their neighbour too: it numbers several materials.

    Two rows in a long list that carry one code, each in a cell of its own, are an error of whoever typed it.
    """
    pairs = [
        (one, two)
        for one, two in pairwise(lines)
        if one.code and one.code == two.code and all(two[what] in ("", one[what]) for what in LEVELS)
    ]
    coded = {line.code for line in lines if line.code}
    if len(pairs) == 1 and "code" in pairs[0][1].own and len(coded) > 1:
        return frozenset()
    return frozenset(line.row.number for pair in pairs for line in pair)


def covered(merged: Sequence[str]) -> list[str]:
    """What of the columns that one cell spans says nothing in this row: the cell is the material, or the level."""
    known = [what for what in merged if what]
    if len(known) < 2:
        return []
    kept = {"title"} if "title" in known else {*LEVELS} & {*known} or {known[0]}
    return [what for what in known if what not in kept]


def is_numbered_heading(line: Line) -> bool:
    """A row that is numbered 一、 and names nothing but a title: it heads the rows below."""
    others = (line[what] for what in (*LEVELS, "owner", "person") if what in line.own)
    mark = alone(line["index"])
    return mark.is_heading and bool(line["title"]) and not any(others)


def heading_name(line: Line) -> Named:
    """The name of a row that heads others, with its number."""
    name = cells.named(line["title"])
    return replace(name, mark=line.mark) if line.mark is not NONE else name


def with_code(name: Named, code: str) -> Named:
    """A name with the number that stands in a column of its own."""
    mark = alone(code) if code else NONE
    return replace(name, mark=mark) if mark is not NONE else name


def people(line: Line, otherwise: str) -> People:
    """Who a row names; blanks and breaks inside a name are no part of it.

    Args:
        line: the row.
        otherwise: the department that what stands above names, for a row without one.
    """
    words = {what: " ".join(line[what].split()) for what in ("leader", "person", "helper", "phone", "due")}
    department = "、".join(filter(None, map(str.strip, line["owner"].split("\n"))))
    if not department and cells.is_owner(words["person"]):  # 负责人: 办公室
        department, words["person"] = words["person"], ""
    return People(department=department or otherwise, **words)
