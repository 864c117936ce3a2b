"""dossier: from a school's scattered files to numbered boxes, a list of gaps and a report with proven figures."""

__version__ = "0.1.0"
