"""The corridor: the one place that knows the order of the rooms.

project → checklist → collect → examine → match → ledgers → reckon → judge (``look``)
→ convert → bind → compose (``make``) → publish (``runs``)
"""

from dossier.pipeline.begin import Begun, county_list, init, shipped_checklists, stages
from dossier.pipeline.district import District, district, is_district
from dossier.pipeline.machine import Check, doctor
from dossier.pipeline.runs import Built, Checked, build, check, first, freeze, report, verify

__all__ = [
    "Begun",
    "Built",
    "Check",
    "Checked",
    "District",
    "build",
    "check",
    "county_list",
    "district",
    "doctor",
    "first",
    "freeze",
    "init",
    "is_district",
    "report",
    "shipped_checklists",
    "stages",
    "verify",
]
