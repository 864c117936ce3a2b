"""What a school is, in figures: the part 基本情况 of a report. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dossier import formulas
from dossier.compose import phrases
from dossier.compose.pieces import paragraph
from dossier.model import Assessment, Block, Figure

_NUMBERS = (
    ("site_area", "building_area", "green_area"),
    ("classes", "students", "compulsory_students", "left_behind_students", "migrant_students"),
    ("staff", "teachers", "teachers_above_degree", "bachelor_up_staff"),
    ("senior_title_staff", "middle_title_staff", "backbone_teachers", "pe_art_teachers"),
    ("teaching_area", "sports_area", "sports_ground_area"),
    ("equipment_value", "multimedia_rooms", "student_computers", "books"),
)
"""What an introduction of a school names, sentence by sentence, where the checklist asks for it."""
_ONLY_IF_OTHER = {"compulsory_students": "students"}
"""Populations that are one and the same in most schools; the first is told where it is another number."""
_ENOUGH = 3
"""With fewer of these known, the checklist counts other things, and its own first figures are told instead."""
_FIRST_FIGURES = 12


def overview(assessment: Assessment) -> tuple[Block, ...]:
    """Paragraphs on the campus and on each section of it: what is counted, by date, and what follows from it."""
    known = [figure for figure in assessment.figure_by_id.values() if figure.value is not None]
    order = {figure.id: place for place, figure in enumerate(assessment.figures)}
    known.sort(key=lambda figure: order[figure.id])
    rates = _unjudged(assessment)
    told: list[Block] = []
    for key, figures in phrases.by_section(assessment, known).items():
        where = assessment.project.place(key)
        told += _counted([figure for figure in figures if not figure.formula], where or "学校")
        told += _rates([figure for figure in figures if figure.key in rates], where or "全校")
    return tuple(told)


def _counted(figures: Sequence[Figure], where: str) -> Iterator[Block]:
    """One paragraph for each date: a number without its day says nothing."""
    chosen = _chosen([figure for figure in figures if figure.date])
    for date in dict.fromkeys(figure.date for row in chosen for figure in row):
        rows = [[figure for figure in row if figure.date == date] for row in chosen]
        sentences = "；".join("，".join(phrases.counted(figure) for figure in row) for row in rows if row)
        yield paragraph(f"截至{phrases.day(date)}，{where}有{sentences}。")


def _chosen(figures: Sequence[Figure]) -> list[list[Figure]]:
    by_key = {figure.key: figure for figure in figures}
    for key, other in _ONLY_IF_OTHER.items():
        if key in by_key and other in by_key and by_key[key].value == by_key[other].value:
            del by_key[key]
    rows = [[by_key[key] for key in keys if key in by_key] for keys in _NUMBERS]
    return rows if sum(map(len, rows)) >= _ENOUGH else [list(figures[:_FIRST_FIGURES])]


def _rates(figures: Sequence[Figure], where: str) -> Iterator[Block]:
    if figures:
        yield paragraph(f"{where}{'，'.join(phrases.counted(figure) for figure in figures)}。")


def _unjudged(assessment: Assessment) -> frozenset[str]:
    """Keys of ratios and rates that no indicator judges and nothing else is computed from.

    Those that are judged are told with their standard. A second way to compute one of them (三年巩固率（算法乙）)
    would only contradict it.
    """
    checklist = assessment.checklist
    judged = {indicator.figure for indicator in checklist.indicators if indicator.figure}
    titles = {_bare(figure.label) for figure in checklist.figures if figure.key in judged}
    inputs = {
        name for figure in checklist.figures if figure.formula for name in formulas.names(figure.formula)
    }
    return frozenset(
        figure.key
        for figure in checklist.figures
        if (figure.formula or figure.unit == "%")
        and figure.key not in judged | inputs
        and _bare(figure.label) not in titles
    )


def _bare(label: str) -> str:
    return label.partition("（")[0]
