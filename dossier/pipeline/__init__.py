"""The corridor: the one place that knows the order of the rooms.

project → checklist → collect → examine → match → ledgers → reckon → judge (``look``)
→ convert → bind → compose (``make``) → publish (``runs``)
"""

from dossier.pipeline.begin import Begun, init, shipped_checklists, stages
from dossier.pipeline.machine import Check, doctor
from dossier.pipeline.runs import Built, Checked, build, check, freeze, report, verify

__all__ = [
    "Begun",
    "Built",
    "Check",
    "Checked",
    "build",
    "check",
    "doctor",
    "freeze",
    "init",
    "report",
    "shipped_checklists",
    "stages",
    "verify",
]
