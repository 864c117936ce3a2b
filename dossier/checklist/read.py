"""A checklist file → the value, or everything that is wrong with it, each at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier import toml
from dossier.checklist.checks import check
from dossier.checklist.entries import Entry, Place, wrong
from dossier.checklist.keys import CHECKLIST, TABLES
from dossier.checklist.vocabulary import ledgers
from dossier.errors import ChecklistError
from dossier.model import (
    Checklist,
    FigureSpec,
    Group,
    Indicator,
    Outside,
    Problem,
    Relief,
    Requirement,
    Rule,
)
from dossier.schema import suggestion, take

SCHEMA = 1
_RECORDS = {
    "group": Group,
    "indicator": Indicator,
    "rule": Rule,
    "requirement": Requirement,
    "figure": FigureSpec,
    "relief": Relief,
    "outside": Outside,
}
_FIELDS = {
    "group": "groups",
    "indicator": "indicators",
    "rule": "rules",
    "requirement": "requirements",
    "figure": "figures",
    "relief": "reliefs",
    "outside": "outside",
}


@dataclass(frozen=True)
class Raw:
    """A checklist as plain data, whatever file it came from."""

    data: Mapping[str, Any]
    """As ``tomllib`` gives it."""
    place: Place = field(default_factory=Place)
    problems: tuple[Problem, ...] = ()
    """What was wrong before any key was looked at."""


def read(path: Path) -> Checklist:
    """Read a checklist, TOML or Excel workbook.

    Raises:
        ChecklistError: it cannot be used; ``problems`` names all that is wrong with it.
    """
    return build(_raw(path), path.name)


def validate(path: Path) -> tuple[Problem, ...]:
    """Everything wrong with a checklist; empty when it can be used."""
    try:
        read(path)
    except ChecklistError as error:
        return error.problems
    return ()


def build(raw: Raw, name: str) -> Checklist:
    """Make the value from plain data.

    Raises:
        ChecklistError: something is wrong; *name* is what the message calls the file.
    """
    problems = [*raw.problems, *_shape(raw)]
    head, found = _entry(raw, "checklist", 0, raw.data.get("checklist"), CHECKLIST)
    problems += found
    entries: dict[str, tuple[Entry, ...]] = {}
    for table, keys in TABLES.items():
        rows = raw.data.get(table, [])
        pairs = [_entry(raw, table, ordinal, row, keys) for ordinal, row in enumerate(_list(rows), start=1)]
        entries[table] = tuple(entry for entry, _ in pairs)
        problems += [problem for _, complaints in pairs for problem in complaints]
    problems += check(entries, ledgers())
    if problems:
        raise unusable(name, tuple(problems))
    records: dict[str, Any] = {
        _FIELDS[table]: tuple(_record(entry) for entry in rows) for table, rows in entries.items()
    }
    return Checklist(**head.values, **records)


def _record(entry: Entry) -> Any:
    values = dict(entry.values)
    if entry.table == "requirement" and not values["material"]:
        values["material"] = values["title"]  # nothing else is the same material
    return _RECORDS[entry.table](**values)


def _raw(path: Path) -> Raw:
    if path.suffix.lower() in (".xlsx", ".xls", ".et"):
        from dossier.checklist.workbook import raw_workbook

        return raw_workbook(path)
    try:
        return Raw(toml.load(path))
    except toml.TomlError as error:
        raise unusable(path.name, (wrong("文件", str(error)),)) from None
    except OSError:
        raise unusable(path.name, (wrong("文件", "打不开，请检查文件名和位置"),)) from None


def _shape(raw: Raw) -> list[Problem]:
    """What is wrong at the top of the file: its version, tables that are not known."""
    known = ("schema", "checklist", *TABLES)
    problems = [
        wrong("文件", f"不认识“{name}”{suggestion(name, known)}") for name in raw.data if name not in known
    ]
    if raw.data.get("schema") != SCHEMA:
        problems.insert(0, wrong("文件", f"开头应写 schema = {SCHEMA}"))
    problems += [
        wrong("文件", f"“{table}”应写成 [[{table}]]")
        for table in TABLES
        if not _is_list(raw.data.get(table, []))
    ]
    problems += [
        wrong("文件", raw.place.empty(table))
        for table in ("group", "indicator", "requirement")
        if _is_list(raw.data.get(table, [])) and not raw.data.get(table)
    ]
    return problems


def _entry(raw: Raw, table: str, ordinal: int, row: object, keys: Any) -> tuple[Entry, list[Problem]]:
    if not isinstance(row, Mapping):
        row = {}
    taken = take(row, keys)
    entry = Entry(table, ordinal, taken.values, raw.place)
    return entry, [entry.complaint(complaint) for complaint in taken.complaints]


def _is_list(rows: object) -> bool:
    return isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows)


def _list(rows: object) -> list[Any]:
    return rows if isinstance(rows, list) and _is_list(rows) else []


def unusable(name: str, problems: tuple[Problem, ...]) -> ChecklistError:
    """The error that the checklist *name* has *problems*."""
    message = f"清单“{name}”有{len(problems)}处要改，改好后再运行"
    return ChecklistError(message, problems=problems)
