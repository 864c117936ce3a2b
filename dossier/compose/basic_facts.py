"""学校基本情况一览表: what is known of the school, every figure with its date and its source. Pure.

A school of one section has one line for each figure. Where a campus holds more, a figure has one line as well, with a
column for each section: unit, date and source are told once where they agree, and by section where they do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from dossier.compose import phrases
from dossier.compose.plain import Plain
from dossier.model import SECTION_WORDS, Assessment, Figure
from dossier.text import mask
from dossier.years import shown as shown_year

Context = dict[str, Plain]

NOW, BEFORE = "本年度", "以往年度"
_COMPUTED = "计算："

_Line = Mapping[str, Figure]
"""Section → its figure; all of one key and one year."""


def school_facts(assessment: Assessment) -> Context:
    """``学校基本情况一览表.docx`` and its form by sections; nothing is said of what is not known."""
    known = [figure for figure in assessment.figures if figure.value is not None]
    groups = phrases.by_section(assessment, known)
    project = assessment.project
    told = (*project.sections, "") if project.is_mixed else project.sections
    facts: Context = {
        "校名": project.school.name,
        "截至": phrases.day(project.as_of),
        "分组": _lists(assessment, groups),
        "口径": phrases.denominator(assessment, told, known),
    }
    return facts | _by_sections(assessment, groups) if project.is_mixed else facts


def _lists(assessment: Assessment, groups: Mapping[str, Sequence[Figure]]) -> list[Plain]:
    """The plain form: a list for each section; of a single one, what is of earlier years apart where there is any."""
    lists = {SECTION_WORDS[section]: figures for section, figures in groups.items()}
    if len(groups) == 1:
        (figures,) = groups.values()
        now = [figure for figure in figures if _is_current(assessment, figure)]
        before = [figure for figure in figures if not _is_current(assessment, figure)]
        lists = {NOW: now, BEFORE: before} if now and before else lists
    return [{"名称": name, "行": [_fact(figure) for figure in figures]} for name, figures in lists.items()]


def _is_current(assessment: Assessment, figure: Figure) -> bool:
    return assessment.figure_by_id.get(figure.id) is figure


def _fact(figure: Figure) -> Context:
    return {
        "项目": figure.label,
        "数值": phrases.number(figure),
        "单位": phrases.unit(figure.unit, figure.label),
        "时点": _time(figure),
        "来源": _source(figure),
    }


def _by_sections(assessment: Assessment, groups: Mapping[str, Sequence[Figure]]) -> Context:
    """The lines of this year and those of the years before, with the names of the columns that they share."""
    printed = {id(figure) for figures in groups.values() for figure in figures}
    lines = _lines(figure for figure in assessment.figures if id(figure) in printed)
    sections = (*assessment.project.sections, "")
    parts: dict[str, list[Plain]] = {NOW: [], BEFORE: []}
    for line in lines:
        current = any(_is_current(assessment, figure) for figure in line.values())
        parts[NOW if current else BEFORE].append(_across(line, sections))
    tables: list[Plain] = [{"名称": name, "行": rows} for name, rows in parts.items() if rows]
    return {"学段": [SECTION_WORDS[section] for section in sections], "分表": tables}


def _lines(figures: Iterable[Figure]) -> list[_Line]:
    """Figures of one key and year side by side, in the order in which the first of each comes."""
    lines: dict[tuple[str, ...], list[dict[str, Figure]]] = {}
    for figure in figures:
        alike = lines.setdefault((figure.key, figure.year, figure.label, figure.unit), [])
        free = next((line for line in alike if figure.section not in line), None)
        if free is None:
            alike.append({figure.section: figure})
        else:
            free[figure.section] = figure
    return [line for alike in lines.values() for line in alike]


def _across(line: _Line, sections: Sequence[str]) -> Context:
    told = {section: line[section] for section in sections if section in line}
    first = next(iter(told.values()))
    return {
        "项目": first.label,
        "单位": phrases.unit(first.unit, first.label),
        "数值": [phrases.number(told[s]) if s in told else phrases.NOT_KNOWN for s in sections],
        "时点": _agreed(told, _time),
        "来源": _sources(told),
    }


def _sources(told: _Line) -> str:
    """Where the numbers of a line come from; where all are computed, that is said once."""
    if len(told) == 1 or not all(figure.formula for figure in told.values()):
        return _agreed(told, _source)
    return _COMPUTED + _agreed(told, _formula, between="")


def _formula(figure: Figure) -> str:
    """Three of them stand in one cell, each the closer for that."""
    return figure.formula.replace(" ", "")


def _agreed(told: _Line, says: Callable[[Figure], str], between: str = "：") -> str:
    """What all figures of a line say, once; else by section: ``小学部、全校：教师花名册；初中部：人事报表``."""
    sayings: dict[str, list[str]] = {}
    for section, figure in told.items():
        sayings.setdefault(says(figure), []).append(SECTION_WORDS[section])
    if len(sayings) == 1:
        return next(iter(sayings))
    return "；".join(f"{'、'.join(names)}{between}{saying}" for saying, names in sayings.items() if saying)


def _time(figure: Figure) -> str:
    """The day that a figure holds for, else its year: three budgets in a row are not told apart without it."""
    return phrases.day(figure.date) or shown_year(figure.year)


def _source(figure: Figure) -> str:
    """Where a figure comes from, for a person: the tables it was read in, or how it was computed."""
    if figure.formula:
        return f"{_COMPUTED}{figure.formula}"
    names = (reading.path.rpartition("/")[2].rpartition(".")[0] for reading in figure.readings)
    return mask("、".join(dict.fromkeys(name for name in names if name)))
