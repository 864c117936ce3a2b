"""The checklist: reading it from TOML, a workbook or a county's plain table, checking it, writing it."""

from dossier.checklist.county import MEANINGS, Imported, Wishes, from_table, needs_conversion
from dossier.checklist.crosswalk import Carried, crosswalk, years_words
from dossier.checklist.find import find
from dossier.checklist.onto import onto
from dossier.checklist.read import read, validate
from dossier.checklist.ties import Tie, enriched, ties
from dossier.checklist.toml_writer import write_toml
from dossier.checklist.twins import Twin, twins
from dossier.checklist.workbook import write_workbook

__all__ = [
    "MEANINGS",
    "Carried",
    "Imported",
    "Tie",
    "Twin",
    "Wishes",
    "crosswalk",
    "enriched",
    "find",
    "from_table",
    "needs_conversion",
    "onto",
    "read",
    "ties",
    "twins",
    "validate",
    "write_toml",
    "write_workbook",
    "years_words",
]
