"""The verdict: documents against requirements, figures against gauges, every file in exactly one state. Pure."""

from dossier.judge.assess import Inputs, assess

__all__ = ["Inputs", "assess"]
