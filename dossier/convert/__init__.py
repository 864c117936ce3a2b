"""Pages: every document as a clean PDF, or the reason why it has none."""

from dossier.convert.office import Converter, describe, find_converter
from dossier.convert.pages import convert

__all__ = ["Converter", "convert", "describe", "find_converter"]
