"""The checklist: reading it from TOML, a workbook or a county's plain table, checking it, writing it."""

from dossier.checklist.find import find
from dossier.checklist.read import read, validate
from dossier.checklist.table import from_table
from dossier.checklist.toml_writer import write_toml
from dossier.checklist.workbook import write_workbook

__all__ = ["find", "from_table", "read", "validate", "write_toml", "write_workbook"]
