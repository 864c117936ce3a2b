"""A verdict before anything is judged, and one where nothing is measured: what all of them say alike."""

from __future__ import annotations

from dataclasses import replace

from dossier.judge.lines import UNSURE
from dossier.model import Figure, Indicator, Verdict

__all__ = ["blank", "plain"]


def blank(indicator: Indicator, section: str = "", figure: Figure | None = None) -> Verdict:
    """What every verdict on *indicator* says; the rest is for whoever judges it."""
    return Verdict(
        code=indicator.code,
        title=indicator.title,
        section=section,
        figure=figure.id if figure else "",
        unit=figure.unit if figure else "",
        formula=figure.formula if figure else "",
        full=indicator.full,
        words="",
        line="",
        sure=indicator.certainty == "verified",
    )


def plain(verdict: Verdict, words: str) -> Verdict:
    """*verdict* where nothing is measured: its words, and a line of them."""
    mark = "" if verdict.sure else f"（{UNSURE}）"
    return replace(verdict, words=words, line=f"{verdict.title}：{words}{mark}")
