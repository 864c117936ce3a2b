"""The checklist: reading it from TOML, a workbook or a county's plain table, checking it, writing it."""

from dossier.checklist.find import find
from dossier.checklist.read import read, validate
from dossier.checklist.toml_writer import write_toml

__all__ = ["find", "read", "validate", "write_toml"]
