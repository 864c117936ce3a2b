"""What a school chose or is eased: another formula of one rate, another gauge under a stated condition. Pure.

Nothing is eased because figures suggest it: the school answers for the condition in 学校信息, and the verdict
prints the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from dossier.model import Checklist, Indicator, Problem, Project, Relief
from dossier.problems import problem
from dossier.schema import suggestion
from dossier.text import fold

__all__ = ["Chosen", "chosen"]

_YES = frozenset(fold(word) for word in ("是", "有", "符合", "适用", "√", "✓", "Y", "yes"))
_NO = frozenset(fold(word) for word in ("否", "无", "不是", "不符合", "不适用", "×", "✗", "N", "no"))


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The standard as it holds for one school."""

    checklist: Checklist
    terms: Mapping[str, str] = field(default_factory=dict)
    """Code of an indicator → what was chosen or eased, for its line."""
    problems: tuple[Problem, ...] = ()


def chosen(checklist: Checklist, project: Project, facts: Mapping[str, str]) -> Chosen:
    """*checklist* with the figures that the settings choose and the reliefs that the school answers for.

    Args:
        checklist: the standard.
        project: ``options``: code of an indicator → key of a figure among its alternatives.
        facts: label → text in 学校信息; a relief applies when its condition stands there with 是.

    Returns:
        Problems: ``option-unknown`` ``relief-answer`` ``relief-used``.
    """
    terms: dict[str, str] = {}
    problems: list[Problem] = [*_strange_options(checklist, project)]
    answers = {fold(label): value for label, value in facts.items()}
    indicators = []
    for indicator in checklist.indicators:
        picked = project.options.get(indicator.code, "")
        if indicator.alternatives:
            taken = picked if picked in indicator.alternatives else indicator.figure
            indicator = replace(indicator, figure=taken)
            terms[indicator.code] = f"按“{checklist.figure_by_key[taken].label}”计算"
        for relief in (relief for relief in checklist.reliefs if relief.indicator == indicator.code):
            answer = fold(answers.get(fold(relief.words), ""))
            if answer in _YES:
                indicator = _eased(indicator, relief)
                terms[indicator.code] = f"按放宽口径评定（{relief.words}）"
                problems.append(
                    problem(
                        "relief-used", indicator=indicator.code, title=indicator.title, words=relief.words
                    )
                )
            elif answer and answer not in _NO:
                problems.append(problem("relief-answer", indicator=indicator.code, words=relief.words))
        indicators.append(indicator)
    return Chosen(
        checklist=replace(checklist, indicators=tuple(indicators)), terms=terms, problems=tuple(problems)
    )


def _eased(indicator: Indicator, relief: Relief) -> Indicator:
    gauged = relief.at_least is not None or relief.at_most is not None
    return replace(
        indicator,
        figure=relief.figure or indicator.figure,
        at_least=relief.at_least if gauged else indicator.at_least,
        at_most=relief.at_most if gauged else indicator.at_most,
        certainty=indicator.certainty if relief.certainty == "verified" else relief.certainty,
    )


def _strange_options(checklist: Checklist, project: Project) -> Iterator[Problem]:
    offered = {i.code: (i.figure, *i.alternatives) for i in checklist.indicators if i.alternatives}
    for code, key in project.options.items():
        if code not in offered:
            detail = f"里的“{code}”没有可换用的数据项{suggestion(code, offered)}"
            yield problem("option-unknown", indicator=code, detail=detail)
        elif key not in offered[code]:
            detail = f"里“{code}”只能选 {' '.join(offered[code])}，写的是“{key}”"
            yield problem("option-unknown", indicator=code, detail=detail)
