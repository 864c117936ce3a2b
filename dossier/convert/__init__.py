"""Pages: every document as a clean PDF, or the reason why it has none."""

from dossier.convert.office import Converter, describe, find_converter
from dossier.convert.pages import convert
from dossier.convert.to_docx import to_docx

__all__ = ["Converter", "convert", "describe", "find_converter", "to_docx"]
