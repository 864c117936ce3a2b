"""The verdict: documents against requirements, figures against gauges, every file in exactly one state. Pure."""

from dossier.judge.applicable import applicable, without
from dossier.judge.assess import Inputs, assess, with_problems
from dossier.judge.choices import Chosen, chosen
from dossier.judge.district import between_schools
from dossier.judge.risks import risks
from dossier.judge.self_check import evidence_words
from dossier.judge.verdicts import verdicts

__all__ = [
    "Chosen",
    "Inputs",
    "applicable",
    "assess",
    "between_schools",
    "chosen",
    "evidence_words",
    "risks",
    "verdicts",
    "with_problems",
    "without",
]
