"""Groups, indicators and materials of a county's list as they are met; codes are settled at the end.

A county's own numbers stay as they are where they are single. Numbers that begin again under each heading (C1, C2
under B1, and C1 again under B2) get the heading's code in front.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from dossier import codes
from dossier.checklist.county import cells, same, spans
from dossier.checklist.county.cells import Material, Named
from dossier.checklist.county.marks import NONE, segments
from dossier.model import Checklist, Group, Indicator, Owner, Requirement
from dossier.text import fold

ID = "county"


@dataclass(frozen=True, kw_only=True)
class People:
    """Who owes a material and until when, as a row says."""

    leader: str = ""
    department: str = ""
    person: str = ""
    helper: str = ""
    phone: str = ""
    due: str = ""

    def with_more(self, other: People) -> People:
        """These and those of a further row for the same material."""
        ours, theirs = asdict(self), asdict(other)
        return People(
            **{key: "、".join(dict.fromkeys(filter(None, (ours[key], theirs[key])))) for key in ours}
        )


@dataclass(eq=False)
class Row:
    """A material as the list has it, before codes are settled."""

    material: Material
    place: str
    code: str = ""
    """The county's own, or empty."""
    above: str = ""
    """What a made code begins with, where that is not the indicator's code."""
    people: People = People()
    years: str = ""
    note: str = ""
    way: str = ""
    """How it is looked at: 查阅资料, 实地查看."""
    settled: str = ""
    index: str = ""
    """The running number, where the list has one."""
    stands_for: Row | None = None
    """Another material of the list that this one is."""

    @property
    def meant(self) -> Row:
        """The material itself, at the end of what rows point at."""
        return self.stands_for.meant if self.stands_for else self

    @property
    def points_at(self) -> tuple[str, ...]:
        """What the material or its remark points at: 同1-1-2."""
        return self.material.same or same.points_at(self.note)

    @property
    def department(self) -> str:
        """What the bracket behind the material says, else the column, else whoever owes the material meant."""
        own = cells.department_and_person(self.material.owner or self.people.department)[0]
        return own or (self.stands_for.department if self.stands_for else "")

    @property
    def person(self) -> str:
        """The person responsible; a column of departments may name one too."""
        return self.people.person or cells.department_and_person(self.people.department)[1]


@dataclass(eq=False)
class Node:
    """A heading; one with rows is an indicator."""

    name: Named
    parent: Node | None = None
    place: str = ""
    children: dict[str, Node] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    standard: str = ""
    """What the list says that must be reached."""
    code: str = ""

    def child(self, name: Named, place: str) -> Node:
        """The child of that name; it is made when it is new."""
        key = fold(name.title)
        found = self.children.get(key)
        if found and name.mark.text and found.name.mark.text not in ("", name.mark.text):
            key = f"{name.mark.text} {key}"
            found = self.children.get(key)
        if found is None:
            found = self.children[key] = Node(name, self, place)
        return found


@dataclass(frozen=True)
class Result:
    """A whole list."""

    checklist: Checklist
    owners: tuple[Owner, ...]
    """Rows that name more than a department."""
    made: int
    """How many materials had no code."""
    twice: tuple[tuple[str, str, str], ...]
    """Codes that stand twice: place, code, the code given instead."""
    lost: tuple[tuple[str, str], ...]
    """Place and words of the rows that point at a material that is not there."""


class Outline:
    """Grows while a list is read."""

    def __init__(self) -> None:
        self._root = Node(Named(NONE, ""))
        self.rows: list[Row] = []

    def at(self, path: Sequence[Named], place: str) -> Node:
        """The indicator that *path* (two names or more) leads to."""
        node = self._root
        for name in path:
            node = node.child(name, place)
        return node

    def add(self, node: Node, row: Row) -> None:
        """A material under *node*."""
        node.rows.append(row)
        self.rows.append(row)

    def titles(self) -> set[str]:
        """The headings and indicators that have materials, for comparing."""
        return {fold(node.name.title) for node in _below(self._root)}

    def result(self, title: str, source: str) -> Result:
        """The checklist with all codes settled; *source* names the file."""
        indicators = [node for node in _below(self._root) if node.rows]
        groups = list(dict.fromkeys(above for node in indicators for above in _above(node)))
        twice = [*_settle(groups), *_settle(indicators)]
        made = _settle_rows(indicators, twice)
        lost = same.follow(indicators)
        called = _called(indicators)
        return Result(
            Checklist(
                id=ID,
                title=title,
                groups=tuple(
                    Group(code=g.code, title=g.name.title, parent=g.parent.code if g.parent else "")
                    for g in groups
                ),
                indicators=tuple(
                    Indicator(
                        code=node.code,
                        group=node.parent.code if node.parent else "",
                        title=node.name.title,
                        note=node.name.note or " ".join(node.standard.split()),
                    )
                    for node in indicators
                ),
                requirements=tuple(
                    _requirement(row, node, called[row.meant], source)
                    for node in indicators
                    for row in node.rows
                ),
            ),
            tuple(owner for node in indicators for row in node.rows if (owner := _owner(row))),
            made,
            tuple(twice),
            tuple(lost),
        )


def _below(node: Node) -> Iterator[Node]:
    for child in node.children.values():
        yield child
        yield from _below(child)


def _above(node: Node) -> list[Node]:
    """The headings above *node*, from the top."""
    found: list[Node] = []
    at = node.parent
    while at is not None and at.parent is not None:
        found.insert(0, at)
        at = at.parent
    return found


# -- codes ------------------------------------------------------------------------------------------------


def _settle(nodes: Sequence[Node]) -> Iterator[tuple[str, str, str]]:
    """Give *nodes* their codes, parents first; yields what stood twice under one heading."""
    counts = Counter((node.name.mark.kind, node.name.mark.text) for node in nodes if node.name.mark.is_code)
    again = {kind for (kind, _), count in counts.items() if count > 1}
    taken: set[str] = set()
    for node in nodes:
        mark, above = node.name.mark, node.parent.code if node.parent else ""
        if mark.is_code and (mark.kind not in again or len(segments(mark.text)) > 1):
            wanted = mark.text
        else:
            ordinal = _ordinal(node)
            wanted = "-".join(filter(None, (above, mark.text or str(ordinal))))
        node.code = _free(taken, wanted)
        taken.add(codes.key(node.code))
        if node.code != wanted and mark.text:
            yield node.place, mark.text, node.code


def _ordinal(node: Node) -> int:
    return list(node.parent.children.values()).index(node) + 1 if node.parent else 1


def _settle_rows(indicators: Sequence[Node], twice: list[tuple[str, str, str]]) -> int:
    """Give every material its code; returns how many had none of their own."""
    rows = [(node, row) for node in indicators for row in node.rows]
    again = _begin_again(rows)
    taken: set[str] = set()
    for node, row in rows:
        if not row.code:
            continue
        wanted = f"{node.code}-{row.code}" if again and len(segments(row.code)) == 1 else row.code
        row.settled = _free(taken, wanted)
        taken.add(codes.key(row.settled))
        if row.settled != wanted:
            twice.append((row.place, row.code, row.settled))
    made = Counter[str]()
    for node, row in rows:
        above = row.above or node.code
        while not row.settled or (codes.key(row.settled) in taken and not row.code):
            made[above] += 1
            row.settled = f"{above}-{made[above]:02}"
        taken.add(codes.key(row.settled))
    return sum(not row.code for _, row in rows)


def _begin_again(rows: Sequence[tuple[Node, Row]]) -> bool:
    """Whether the short numbers of materials begin again under each heading."""
    homes: dict[str, Node] = {}
    short = [(node, row.code) for node, row in rows if row.code and len(segments(row.code)) == 1]
    return any(homes.setdefault(codes.key(code), node) is not node for node, code in short)


def _free(taken: set[str], code: str) -> str:
    number, free = 1, code
    while codes.key(free) in taken:
        number += 1
        free = f"{code}（{number}）"
    return free


# -- records ----------------------------------------------------------------------------------------------


def _called(indicators: Sequence[Node]) -> dict[Row, str]:
    """What each material is called across the list; to a title that says nothing its indicator is added."""
    count = Counter(fold(row.material.title) for node in indicators for row in node.rows)
    called: dict[Row, str] = {}
    for node in indicators:
        for row in node.rows:
            title = row.material.title
            general = count[fold(title)] > 1 and cells.is_general(title)
            called[row] = f"{node.name.title}{title}" if general else title
    return called


def _remark(row: Row) -> str:
    """What the list remarks, and which material the row stands for."""
    note = " ".join(row.note.split())
    if row.stands_for is None:
        return note
    return "；".join(filter(None, (f"同{row.stands_for.settled}", "" if same.points_at(note) else note)))


def _requirement(row: Row, node: Node, material: str, source: str) -> Requirement:
    title, note = row.material.title, _remark(row)
    words = " ".join((title, note, row.years))
    span = spans.read(row.years, title, note)
    only_site = cells.site_visit(note) and len(note) <= 6
    kept = [text for text in ("" if only_site else note, _unsaid_years(row.years, span)) if text]
    return Requirement(
        code=row.settled,
        indicator=node.code,
        title=title,
        material=material,
        form=cells.form(title),
        minimum=cells.minimum(words),
        years=span.years,
        calendar=span.calendar,
        owner=" ".join(row.department.split()),
        copy=cells.copy(words),
        seal="盖章" in note or "公章" in note,
        signatures="签字" in note or "签名" in note,
        site_visit=row.material.site_visit or cells.site_visit(note) or cells.only_on_site(row.way),
        note="；".join(kept),
        source=f"{source} {row.place}".strip(),
    )


def _unsaid_years(years: str, span: spans.Span) -> str:
    """The words of the column of years where they are no rule: one fixed year stays a remark."""
    return " ".join(years.split()) if span == spans.NOT_SAID else ""


def _owner(row: Row) -> Owner | None:
    people = row.people
    if not any((people.leader, row.person, people.helper, people.phone, people.due)):
        return None
    return Owner(
        requirement=row.settled,
        leader=people.leader,
        department=row.department,
        person=row.person,
        helper=people.helper,
        phone=people.phone,
        due=people.due,
    )
