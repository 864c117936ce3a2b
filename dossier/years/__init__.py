"""School years and calendar years: which are needed, how they are written, which a text speaks of.

A school year runs from 1 September to 31 August and is keyed ``2024-2025``, a calendar year ``2024``.
"""

from dossier.years.assign import Settled, assign, settle
from dossier.years.calendar import Calendar, month_year, needed, school_year, shown
from dossier.years.spellings import Found, YearKind, find

__all__ = [
    "Calendar",
    "Found",
    "Settled",
    "YearKind",
    "assign",
    "find",
    "month_year",
    "needed",
    "school_year",
    "settle",
    "shown",
]
