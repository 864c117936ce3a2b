"""The project folder: its settings, the person's workbook, the school's own words, and how it is begun."""

from dossier.project.desk import desk
from dossier.project.settings import read
from dossier.project.workbook import proposal

__all__ = ["desk", "proposal", "read"]
