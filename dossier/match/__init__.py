"""Deciding which file proves what, and saying why. Pure: no file is opened here."""

from dossier.match.matching import match
from dossier.match.result import Grouped, Matching

__all__ = ["Grouped", "Matching", "match"]
