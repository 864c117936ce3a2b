"""The project folder: its settings, the person's workbook, the school's own words, and how it is begun."""

from dossier.project.departments import same_department
from dossier.project.desk import desk
from dossier.project.info import facts
from dossier.project.init import Answers, CountyRules, init
from dossier.project.narratives import narratives
from dossier.project.numbering import freeze, frozen
from dossier.project.own import own_sheet, templates
from dossier.project.settings import read
from dossier.project.workbook import PROPOSAL, proposal

__all__ = [
    "PROPOSAL",
    "Answers",
    "CountyRules",
    "desk",
    "facts",
    "freeze",
    "frozen",
    "init",
    "narratives",
    "own_sheet",
    "proposal",
    "read",
    "same_department",
    "templates",
]
