"""Ledgers: which tables in 数据/ are which kind, by their heads, and what stands in them.

Files are opened in a guarded child. What a table says of itself (year, date, part of the school) is read
here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from dossier import grids, guard, years
from dossier.cache import Cache
from dossier.ledgers.memory import Memory, stem
from dossier.ledgers.money import MONEY, units
from dossier.ledgers.places import calendar_year, place, row_year
from dossier.ledgers.told import told_rows
from dossier.ledgers.unsound import unsound_cells
from dossier.ledgers.vocabulary import LedgerKind, Vocabulary, load
from dossier.ledgers.words import date_of, table_unit
from dossier.model import (
    Checklist,
    Document,
    Ledger,
    LedgerRow,
    Problem,
    Project,
    Unreadable,
    UnreadableReason,
)
from dossier.problems import problem

__all__ = ["Vocabulary", "asked", "load", "read_ledgers"]

_KINDS = ("xlsx", "xls", "xlsb", "csv", "et", "ods")
_DISGUISED = ("html", "mht", "xml", "txt")
"""What systems export under the name of a workbook."""
_NAMES_OF_TABLES = (".xls", ".xlsx", ".xlsm", ".et", ".csv", ".mht", ".mhtml")
"""The last two as Excel names a workbook in a single page."""
_LIMITS = guard.Limits(seconds=120, memory_mb=2048)
_ALWAYS = ("验收状态", "是否预计")
"""Columns that say whether a quantity is already there."""
_NAMES = ("教职工花名册", "姓名")
"""Asked of every school, to hold sign-in sheets against."""
_BY_CLASS = ("groups", "largest", "smallest")
"""A class is named by its grade and its number, which often stand in two columns."""
_NAMED = 8
"""Cells that a message names one by one."""


def asked(checklist: Checklist) -> Mapping[str, tuple[str, ...]]:
    """Kind of ledger → the columns that the figures of *checklist* read or ask about, and the names of the staff."""
    kind, names = _NAMES
    found: dict[str, set[str]] = {kind: {names, *_ALWAYS}}
    for figure in checklist.figures:
        for read in figure.read:
            columns = found.setdefault(read.ledger, set(_ALWAYS))
            columns |= {read.column, *condition_columns(read.where)} - {""}
            if read.agg in _BY_CLASS:
                columns.add("年级")
    return {kind: tuple(sorted(columns)) for kind, columns in sorted(found.items()) if kind}


def condition_columns(where: str) -> Iterator[str]:
    """The columns that a condition (``学历=本科|硕士; 面积>0``) names."""
    for condition in where.replace("；", ";").split(";"):
        cut = min((at for mark in "=!<>~" if (at := condition.find(mark)) > 0), default=-1)
        if cut > 0:
            yield condition[:cut].strip()


def read_ledgers(
    documents: Iterable[Document],
    vocabulary: Vocabulary,
    project: Project,
    pool: guard.Pool,
    wanted: Mapping[str, Sequence[str]] | None = None,
    cache: Cache | None = None,
) -> tuple[tuple[Ledger, ...], tuple[Problem, ...], tuple[Unreadable, ...]]:
    """Read every table that is recognised in *documents*.

    Args:
        documents: spreadsheets under 数据/, and 学校信息.xlsx; other kinds are passed over, but not web pages, archives
            of pages, XML of 2003 and text that are named like spreadsheets.
        vocabulary: the kinds of ledgers.
        project: for the school year of the inspection.
        pool: the children that open the files.
        wanted: kind → columns that somebody will ask for (see :func:`asked`); None reads all.
        cache: keeps what stands in contents that were read before; None: nothing is kept.

    Returns:
        Ledgers in the order of paths and of tables in them, and problems: ``ledger-unrecognised``, ``unreadable-…``, ``ledger-hidden``,
        ``formula-uncalculated``, ``cell-doubt`` for cells with an error value, ``not-read`` for cells beyond the limits, ``rows-gone`` ``rows-aside``
        ``rows-waiting`` ``rows-minus`` ``row-repeated`` ``id-number`` for rows that were not simply counted, ``listed-twice``
        ``amount-product`` for slips in rows that were. Last the
        files of which nothing was read: they are nobody's evidence either, and each has its problem.
    """
    files = sorted((document for document in documents if _is_table(document)), key=lambda file: file.path)
    memory = Memory(cache, vocabulary, wanted)
    current = years.month_year(project.as_of.year, project.as_of.month)
    ledgers: list[Ledger] = []
    problems: list[Problem] = []
    unreadable: list[Unreadable] = []
    for file, outcome in zip(files, _outcomes(files, memory, pool, vocabulary, wanted), strict=True):
        if isinstance(outcome, guard.Failed) or "unreadable" in outcome.value:
            refused = _unreadable(file, outcome)
            unreadable.append(refused)
            problems.append(problem(f"unreadable-{refused.reason}", path=file.path, detail=refused.detail))
            continue
        if not outcome.value:
            problems.append(problem("ledger-unrecognised", path=file.path))
        problems += _far_out(file.path, outcome.value)
        for table in outcome.value:
            problems += _hidden(file.path, table)
            # An empty form is nobody's statement that there are no books, whatever 0 its 合计 came to.
            if not table["hidden"] and table["rows"]:
                problems += unsound_cells(file.path, table)
                problems += told_rows(file.path, table)
                problems += _noted(file.path, table)
                ledgers.append(_ledger(file.path, table, current, vocabulary))
    return tuple(ledgers), tuple(problems), tuple(unreadable)


def _is_table(document: Document) -> bool:
    """Whether it is a spreadsheet, or text that goes by the name of one."""
    return document.kind in _KINDS or (
        document.kind in _DISGUISED and document.path.lower().endswith(_NAMES_OF_TABLES)
    )


def _outcomes(
    files: Sequence[Document],
    memory: Memory,
    pool: guard.Pool,
    vocabulary: Vocabulary,
    wanted: Mapping[str, Sequence[str]] | None,
) -> Iterator[guard.Outcome]:
    """The tables of each of *files*, remembered or fresh, or what is wrong; that may go better another time."""
    known = [memory.recall(file) for file in files]
    unknown = [file for file, tables in zip(files, known, strict=True) if tables is None]
    payloads = [_payload(file, vocabulary, wanted) for file in unknown]
    fresh = pool.map("dossier.ledgers.child:read", payloads, _LIMITS)
    for file, tables in zip(files, known, strict=True):
        if tables is not None:
            yield guard.Done(tables)
            continue
        outcome = next(fresh)
        if isinstance(outcome, guard.Done) and "tables" in outcome.value:
            memory.keep(file, outcome.value["sha256"], outcome.value["tables"])
            outcome = guard.Done(outcome.value["tables"])
        yield outcome


def _payload(
    file: Document, vocabulary: Vocabulary, wanted: Mapping[str, Sequence[str]] | None
) -> dict[str, Any]:
    return {
        "path": str(file.source.at_hand()),
        "name": stem(file),
        "kind": file.kind,
        "vocabulary": str(vocabulary.source),
        "wanted": None if wanted is None else {kind: list(columns) for kind, columns in wanted.items()},
    }


def _ledger(path: str, table: Mapping[str, Any], current: str, vocabulary: Vocabulary) -> Ledger:
    kind = vocabulary.by_name[table["kind"]]
    here = place(path, table["sheet"], table["above"], current, vocabulary.sections)
    fields = table["fields"]
    waiting = {number for numbers in table["waiting"].values() for number in numbers}
    year = (
        calendar_year(path, table["sheet"], table["above"], always=kind.calendar)
        if _may_be_money(kind)
        else ""
    )
    return Ledger(
        path=path,
        sheet=table["sheet"],
        kind=kind.name,
        title=table["above"][0] if table["above"] else "",
        year=here.year,
        date=here.date,
        columns=table["columns"],
        units=units(table["units"], table["units_told"], table["above"])
        | (_label_unit(table, kind) if kind.label else {}),
        rows=tuple(_row(row, fields, here.section, year, waiting=row[0] in waiting) for row in table["rows"]),
        totals=tuple(_row(row, fields, here.section, year) for row in table["totals"]),
        left_out=tuple(_row(row, fields, here.section, year) for row in table["left_out"]),
        part=here.part or table["section"],
        label=kind.label,
        values={section: name for section, name in kind.values.items() if name in table["columns"]},
        times=kind.times if kind.times in fields else "",
        each=frozenset(table["each"]),
        derived=frozenset(table["derived"]),
        turned=table["turned"],
    )


def _may_be_money(kind: LedgerKind) -> bool:
    return kind.calendar or bool(kind.label)


def _row(
    row: Sequence[Any], fields: Sequence[str], section: str, given: str, *, waiting: bool = False
) -> LedgerRow:
    number, own, year, date, *values = row
    return LedgerRow(
        number=number,
        values=dict(zip(fields, values, strict=True)),
        section=own or section,
        year=row_year(year) if year else given,
        date=date_of(date) if date else "",
        waiting=waiting,
    )


def _label_unit(table: Mapping[str, Any], kind: LedgerKind) -> dict[str, str]:
    """单位：万元 above a list of items and values is the unit of those that are money."""
    above = table_unit(table["above"])
    names = [name for name in kind.values.values() if name not in table["units_told"]]
    return dict.fromkeys(names, above) if above in MONEY else {}


def _hidden(path: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    sheet = table["sheet"]
    if table["hidden"]:
        yield problem("ledger-hidden", path=path, sheet=sheet, what="整张表，没有读取")
    elif table["hidden_rows"] or table["hidden_columns"]:
        rows, columns = table["hidden_rows"], table["hidden_columns"]
        parts = [f"{rows}行" if rows else "", f"{columns}列" if columns else ""]
        yield problem(
            "ledger-hidden", path=path, sheet=sheet, what="、".join(filter(None, parts)) + "，已照常读取"
        )


def _noted(path: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    """Comments beside cells may say what a number leaves out."""
    if cells := table["noted"]:
        named = "、".join(cells[:_NAMED]) + (f"等{len(cells)}格" if len(cells) > _NAMED else "")
        yield problem(
            "ledger-hidden",
            path=path,
            sheet=table["sheet"],
            cell=cells[0],
            severity="note",
            what=f"{named}有批注，批注没有读",
        )


def _far_out(path: str, tables: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Cells beyond the limits of the reader, once for each sheet that was read."""
    for sheet, beyond in {table["sheet"]: table["beyond"] for table in tables if not table["hidden"]}.items():
        if beyond:
            cell, why = beyond.partition("等")[0], grids.far_out(sheet, beyond)
            yield problem("not-read", path=path, sheet=sheet, cell=cell, why=why, hint=grids.FAR_HINT)


def _unreadable(file: Document, outcome: guard.Outcome) -> Unreadable:
    reason, detail = _why(outcome)
    return Unreadable(path=file.path, reason=reason, detail=detail, size=file.source.size, sha256=file.sha256)


def _why(outcome: guard.Outcome) -> tuple[UnreadableReason, str]:
    if isinstance(outcome, guard.Done):
        reason, detail = outcome.value["unreadable"]
        return reason, detail
    if outcome.reason == "memory":
        return "too-large", "（读取时内存不足）"
    if outcome.reason == "error":
        return ("encrypted" if "Password" in outcome.detail else "corrupt"), ""
    return outcome.reason, ""
