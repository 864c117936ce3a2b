"""All rules over all evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dossier.model import Checklist, Claim, Document, Duplicate, Ledger, Problem, Project
from dossier.scrutiny import attendance, blanks, dates, periods, photos, schools, signing
from dossier.scrutiny.exhibits import exhibits, filling
from dossier.scrutiny.holidays import Holidays
from dossier.scrutiny.numbers import used_twice


def scrutinise(
    checklist: Checklist,
    project: Project,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    duplicates: Sequence[Duplicate],
    ledgers: Sequence[Ledger],
    holidays: Holidays,
) -> tuple[Problem, ...]:
    """What would strike an inspector inside the evidence, file by file, then between files.

    Args:
        checklist: as it concerns the school.
        project: gives the school's names and the day of the run.
        claims: of all files; only certain ones that fill a place are looked at.
        documents: every readable file.
        duplicates: copies that were folded into the file they equal.
        ledgers: among them the rosters of the staff.
        holidays: the days on which nobody is at school.
    """
    by_path: Mapping[str, Document] = {document.path: document for document in documents}
    filled = list(filling(checklist, project, claims))
    shown = exhibits(checklist, filled, by_path)
    listed = attendance.rosters(ledgers)
    found: list[Problem] = []
    for exhibit in shown:
        found += schools.other(exhibit, project.school)
        found += blanks.left(exhibit)
        found += periods.other_year(exhibit)
        found += dates.odd(exhibit, project.as_of, holidays)
        found += signing.unsigned(exhibit, project.school)
        found += signing.unmarked_copy(exhibit)
        found += attendance.strangers(exhibit, listed)
    found += used_twice(shown)
    found += photos.two_events(checklist, filled, by_path, duplicates)
    return tuple(found)
