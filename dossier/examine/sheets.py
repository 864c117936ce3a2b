"""Workbooks (.xlsx .xlsm .xlsb .xls .et .ods): title row, names of sheets, first cells."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Any

from dossier.containers import read_index
from dossier.examine.attendees import ROWS, SIGN_IN, attendees
from dossier.examine.facts import LEAD_LENGTH, Facts, Sample, Unfit
from dossier.examine.package import DECLARATIONS, ENTITIES, check_parts
from dossier.examine.titles import may_be_title
from dossier.grids import Package, check_xls, ends_early, is_panic
from dossier.text import names_people, one_line

_SHEETS = 3
_ROWS = 30
"""Of a sheet, so many rows tell what it is."""
_MOST_ROWS = 200_000
"""Rows of a sheet in which numbers of people are looked for; no county has so many pupils."""
_SHORTEST = 18
"""Characters of a cell that can hold the number of a person."""
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
_VOLATILE = re.compile(rb"<f(?: [^<>]{0,200})?>[^<]*\b(TODAY|NOW)\(")


def read(sample: Sample) -> Facts:
    """Read what identifies a workbook; ledgers are read in full elsewhere."""
    volatile = _check_xls(sample) if sample.kind == "xls" else _check_package(sample)
    names, tables, personal = _tables(sample)
    named = [name for name in names if not _DEFAULT_NAME.fullmatch(name)]
    rows = [row for table in tables for row in table[:_ROWS]]
    lead = "\n".join([" ".join(named), *(" ".join(filter(None, row)) for row in rows)])
    return Facts(
        kind=sample.kind,
        title=sheet_title(tables[0][:_ROWS] if tables else ()) or (named[0] if named else ""),
        lead=lead[:LEAD_LENGTH],
        attendees=attendees(lead, tables) if SIGN_IN in lead else (),
        has_text=bool(lead.strip()),
        volatile=volatile,
        personal=personal,
    )


def sheet_title(rows: Iterable[Sequence[str]]) -> str:
    """The text of the title row: the first row with text, if it holds a single cell."""
    for row in rows:
        texts = [one_line(text) for text in row if text.strip()]
        if texts and may_be_title(texts[0]):
            return texts[0] if len(texts) == 1 else ""
    return ""


def _check_package(sample: Sample) -> str:
    """Check every part; return the name of a formula that changes by the day."""
    found: list[str] = []
    package = Package()

    def visit(name: str, content: bytes) -> None:
        if not found and (match := _VOLATILE.search(content)):
            found.append(f"{match[1].decode('ascii')}()")
        if sample.kind != "ods":
            package.see(name, content)

    check_parts(sample.file, visit, ENTITIES if sample.kind == "ods" else DECLARATIONS)
    if sample.kind != "ods":
        package.check([entry.raw.decode("utf-8", "replace") for entry in read_index(sample.file)])
    return found[0] if found else ""


def _check_xls(sample: Sample) -> str:
    """Hold every record to its place; formulas are not looked at."""
    sample.file.seek(0)
    check_xls(sample.file.read())
    return ""


def _tables(sample: Sample) -> tuple[list[str], list[list[list[str]]], bool]:
    """Names of all sheets, the first rows of the first sheets, and whether numbers of people stand in any row.

    A workbook whose container is whole but which the reader does not understand counts as readable without a
    title: LibreOffice may well print it. So does one that the reader dies of, since it makes room for every cell up to
    the last, and one stray mark in the far corner asks for seventeen thousand million.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if not sample.deep:
        return [], [], False
    sample.file.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(sample.file)
        names = list(workbook.sheet_names)
        tables = [_rows(workbook.get_sheet_by_name(name)) for name in names[:_SHEETS]]
        personal = any(_names_people(workbook.get_sheet_by_name(name)) for name in names)
        return names, tables, personal
    except PasswordError as error:
        raise Unfit("encrypted") from error
    except (CalamineError, OSError, ValueError):
        return [], [], False
    except BaseException as error:  # a panic of the Rust library is no Exception
        if not is_panic(error):
            raise
        sample.file.seek(0)
        if ends_early(sample.file.read()):
            raise Unfit("truncated") from None
        return [], [], False


def _rows(sheet: Any) -> list[list[str]]:
    return [[_shown(cell) for cell in row] for row in sheet.to_python(nrows=ROWS)]


def _names_people(sheet: Any) -> bool:
    """Whether an identity or a pupil number stands in the rows that are looked at, one row at a time."""
    rows = itertools.islice(sheet.iter_rows(), _MOST_ROWS)
    return any(names_people("\n".join(map(_shown, filter(_may_be_number, row)))) for row in rows)


def _may_be_number(cell: object) -> bool:
    """Whether *cell* is long enough for the number of a person."""
    return len(cell) >= _SHORTEST if isinstance(cell, str) else isinstance(cell, float) and cell >= 1e17


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return one_line(str(cell))
