"""Reading tables of *item — value* lines (学校信息, 教育事业统计报表), and single cells of other tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import lru_cache

from dossier.model import Ledger, LedgerRow, Reading
from dossier.numbers import Parsed, is_blank, unit_of
from dossier.reckon.asked import Asked
from dossier.reckon.candidate import Candidate, cell_name
from dossier.reckon.cells import doubtful, is_pending, mended_note, names_unit, number_in, tolerance
from dossier.reckon.context import Context
from dossier.reckon.sources import Source
from dossier.text import fold, mask

__all__ = ["from_labels", "one"]

_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_PART = re.compile("^其中[:、,]?")
_PERSON = "人"
_SEXES = ("男", "女", "男生", "女生")
_COUNT = re.compile("(?<=..)(?:人数|数)$")
_PEOPLE = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        ("(?:在校|在籍|在读)?(?:学生|生)(?:总|人)?数?(?:合计)?", ("生", "学生")),
        ("(?:专任)?教师(?:总|人)?数?(?:合计)?", ("教师", "专任教师")),
        ("教职工(?:总|人)?数?(?:合计)?", ("教职工",)),
    )
)
"""Who may be counted → words for them that follow 女."""
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|\d+[、.](?!\d))?")


def from_labels(context: Context, asked: Asked, source: Source) -> Iterator[Candidate]:
    """A figure by its name in an *item — value* table, from the column of its section."""
    names = tuple(
        dict.fromkeys(_item(name) for name in (asked.read.label, asked.spec.label, *asked.spec.aliases))
    )
    lines = [
        (ledger, at, row)
        for ledger in source.ledgers
        if ledger.label
        for at, row in enumerate(ledger.rows)
        if asked.takes(row)
    ]
    for name in names:
        found = [(ledger, row) for ledger, _, row in lines if _of(ledger, row) == name]
        if told := [value for line in found for value in _label_value(context, asked, source, *line)]:
            yield from told
            return
    for name in names:
        found = [
            (ledger, row)
            for ledger, at, row in lines
            if _bare(name) in _near(ledger, at, people=asked.spec.unit == _PERSON)
            and _is_sure(asked, ledger, row, names)
        ]
        if told := [value for line in found for value in _label_value(context, asked, source, *line)]:
            yield from told
            return


def _is_sure(asked: Asked, ledger: Ledger, row: LedgerRow, names: Collection[str]) -> bool:
    """Whether a line whose name is near holds the figure, and not who they are, or another thing of theirs.

    音乐教室 may be rooms or their area, unless a unit says.
    """
    counts = [column for column in ledger.values.values() if number_in(asked.spec, ledger, row, column)]
    if _PART.sub("", _of(ledger, row)) in names or asked.spec.unit == _PERSON:
        return bool(counts)
    return any(names_unit(ledger, row, column) for column in counts)


def _of(ledger: Ledger, row: LedgerRow) -> str:
    return _item(row.values.get(ledger.label, ""))


def _near(ledger: Ledger, at: int, *, people: bool) -> tuple[str, ...]:
    """What the item of a line also names: 寄宿生 counts as 寄宿生数 does, and 其中：女 below 在校学生数 is 女生数."""
    item = _of(ledger, ledger.rows[at])
    part = _PART.sub("", item)
    sex = part[:1] if part in _SEXES else ""
    if not people or (part == item and part not in ("男", "女")):
        return (_bare(part),)
    owner = _owner(ledger, at, sex)
    if not owner:
        return ()
    return tuple(_bare(f"{sex}{word}") for word in owner) if sex else (_bare(part),)


def _owner(ledger: Ledger, at: int, sex: str) -> tuple[str, ...]:
    """Words for the people of whom a line of 其中 is a part; none where the lines above leave it open.

    Parts of one whole stand below each other; women below a part that is no sex may be women of that part.
    """
    for row in reversed(ledger.rows[:at]):
        item = _of(ledger, row)
        part = _PART.sub("", item)
        if part == item and part not in _SEXES:
            return next((words for pattern, words in _PEOPLE if pattern.fullmatch(item)), ())
        if sex and part not in _SEXES:
            return ()
    return ()


@lru_cache(maxsize=4096)
def _bare(item: str) -> str:
    """An item without the word that it is a number: 专任教师数 → 专任教师."""
    return _COUNT.sub("", item)


@lru_cache(maxsize=4096)
def _item(text: str) -> str:
    """The item that a line names, without its numbering and its unit: ``（一）在校学生数（人）`` is 在校学生数.

    其中 stays: of what it is a part, only the line above says.
    """
    folded = fold(text)
    units = [match for match in _IN_BRACKETS.finditer(folded) if unit_of(match[1])]
    for match in reversed(units):
        folded = folded[: match.start()] + folded[match.end() :]
    return _NUMBERED.sub("", folded).strip(":*#、.") or folded


def _label_value(
    context: Context, asked: Asked, source: Source, ledger: Ledger, row: LedgerRow
) -> Iterator[Candidate]:
    columns = ledger.values
    wanted = [asked.section, "", *context.project.sections] if context.single else [asked.section]
    for section in wanted:
        column = columns.get(section, "")
        if column and not is_blank(row.values.get(column, "")):
            yield one(asked, source, ledger, row, column, ())
            return
    whole = columns.get("", "")
    if asked.section and asked.share is not None and whole and not is_blank(row.values.get(whole, "")):
        yield one(asked, source, ledger, row, whole, (asked.share.note,)).scaled(asked.share.fraction)


def _of_number(number: Parsed | None, cell: str) -> Iterator[str]:
    if number and number.approx:
        yield "约数"
    if number and number.mended:
        yield mended_note([cell])


def one(
    asked: Asked, source: Source, ledger: Ledger, row: LedgerRow, column: str, notes: tuple[str, ...]
) -> Candidate:
    """What a single cell says; without a value when it holds words."""
    number = number_in(asked.spec, ledger, row, column)
    if number is not None and number.value < 0:
        number = None  # a list may take back what it gave; a school has no minus thing
    doubts = () if number else (doubtful(ledger, row, column),)
    cell = cell_name(ledger, column, row.number)
    raw = row.values.get(column, "")
    value = number.value if number else None
    reading = Reading(
        path=ledger.path,
        sheet=ledger.sheet,
        cell=cell,
        where=asked.read.where,
        rows=1,
        raw=mask(raw),
        value=value,
    )
    return Candidate(
        value=value,
        kind=ledger.kind,
        places=frozenset({(ledger.path, ledger.sheet)}),
        year=row.year or source.year,
        date=row.date or source.date,
        readings=(reading,),
        in_place=Fraction(0) if is_pending(row) else None,
        tolerance=tolerance(asked.spec, ledger, row, column, raw),
        doubts=doubts,
        notes=(*notes, *_of_number(number, cell)),
    )
