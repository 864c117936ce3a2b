"""Between schools: who is compared, and the student-weighted 差异系数 of every figure. Pure.

Source of the rule: 县域义务教育校际均衡指标计算方法; sections of 一贯制 and 完全中学 stand beside the schools of
their section, each for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from dossier import formulas
from dossier.model import (
    Checklist,
    Figure,
    FigureSpec,
    LeftOut,
    Member,
    Problem,
    Project,
    Spread,
)
from dossier.numbers import shown
from dossier.problems import problem
from dossier.reckon.outside import left_out_for
from dossier.reckon.same_school import is_named_alike, twin_of

__all__ = ["STUDENTS", "compared", "merged", "ratio_of", "spreads"]

STUDENTS = "students"
"""Key of the figure whose values are the weights."""
_SECTIONS = ("primary", "junior")


def compared(
    checklist: Checklist,
    school: Project,
    figures: Sequence[Figure],
    facts: Mapping[str, str],
    source: str = "",
) -> tuple[tuple[Member, ...], tuple[LeftOut, ...], tuple[Problem, ...]]:
    """The sections of one school that are compared, and those that are not.

    Args:
        checklist: the district's; ``outside`` says who is left out.
        school: the school's project.
        figures: of the present state first.
        facts: label → text in its 学校信息.
        source: its folder, as the district calls it.

    Returns:
        Members, sections left out, and ``school-unusable`` for a section whose students are not known.
    """
    members: list[Member] = []
    out: list[LeftOut] = []
    problems: list[Problem] = []
    for section in school.sections or ("",):
        own = _of_section(figures, section)
        name = f"{school.school.name}{f'（{words}）' if (words := school.place(section)) else ''}"
        students = own[STUDENTS].value if STUDENTS in own else None
        reason = left_out_for(checklist, school.stage, students, facts)
        if reason or not section:
            reason = reason or "不分小学、初中"
            out.append(LeftOut(school=name, section=section, students=students, reason=reason))
        elif students is None:
            problems.append(problem("school-unusable", path=source, school=name, detail="没有在校学生数"))
        elif students <= 0:
            out.append(LeftOut(school=name, section=section, students=students, reason="没有学生"))
        else:
            short = school.school.short_name
            members.append(Member(school=name, short_name=short, section=section, figures=own, source=source))
    return tuple(members), tuple(out), tuple(problems)


def _of_section(figures: Iterable[Figure], section: str) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for figure in figures:
        if figure.section == section:
            found.setdefault(figure.key, figure)
    return {key: figure for key, figure in found.items() if figure.value is not None}


def merged(
    projects: Sequence[Member], table: Sequence[Member]
) -> tuple[tuple[Member, ...], tuple[Problem, ...]]:
    """Schools with a project of their own, and those that stand in the county's table alone.

    A school in both is taken from its project; ``school-differs`` where the table says otherwise.
    """
    found = list(projects)
    problems: list[Problem] = []
    for listed in table:
        own = twin_of(listed, projects) or _alike(listed, projects, table)
        if own is None:
            found.append(listed)
            continue
        for key, figure in listed.figures.items():
            value = own.value(key)
            # What was reckoned from other cells is not a second statement.
            stated = figure.value is not None and not figure.formula and not figure.note
            if stated and value is not None and _printed(value, figure) != _printed(figure.value, figure):
                problems.append(
                    problem(
                        "school-differs",
                        figure=f"{key}/{own.section}",
                        path=listed.source,
                        school=own.school,
                        label=figure.label,
                        own=_printed(value, figure),
                        listed=_printed(figure.value, figure),
                    )
                )
    return tuple(found), tuple(problems)


def _alike(listed: Member, projects: Sequence[Member], table: Sequence[Member]) -> Member | None:
    """The one project whose name differs by its place alone, unless the table has a row of its very name."""
    found = [member for member in projects if is_named_alike(listed, member) and not twin_of(member, table)]
    return found[0] if len(found) == 1 else None


def _printed(value: Fraction | None, figure: Figure) -> str:
    return "" if value is None else shown(value, figure.digits)


def spreads(
    checklist: Checklist, members: Sequence[Member]
) -> tuple[tuple[Spread, ...], tuple[Problem, ...]]:
    """Every 差异系数 of *checklist*, section by section.

    Returns:
        Spreads in the order of the checklist, primary before junior; and ``school-incomplete`` for each school and
        figure that is not there. A spread counts the schools that have the figure and names the others.
    """
    found: list[Spread] = []
    problems: list[Problem] = []
    for spec in checklist.figures:
        if not formulas.is_variation(spec.formula):
            continue
        for section in _SECTIONS:
            own = [member for member in members if member.section == section]
            if own:
                found.append(_spread(checklist, spec, section, own))
                problems += _incomplete(checklist, spec, own)
    return tuple(found), tuple(problems)


def _spread(checklist: Checklist, spec: FigureSpec, section: str, members: Sequence[Member]) -> Spread:
    have = [member for member in members if _has(spec, member)]
    names = formulas.names(spec.formula)
    values = [{name: member.value(name) for name in names} for member in have]
    variation = formulas.variation_over(spec.formula, values) if have else None
    ratio, factor = ratio_of(checklist, spec)
    students = sum((member.value(names[-1]) or Fraction(0) for member in have), Fraction(0))
    return Spread(
        figure=spec.key,
        label=spec.label,
        section=section,
        digits=spec.digits,
        unit=ratio.unit if ratio else "",
        factor=factor,
        square=variation.square if variation else None,
        mean=variation.mean * factor if variation else None,
        students=students,
        schools=tuple(member.school for member in have),
        missing=tuple(member.school for member in members if member not in have),
        notes=_notes(spec, have),
    )


def _has(spec: FigureSpec, member: Member) -> bool:
    return all(member.value(name) is not None for name in formulas.names(spec.formula))


def ratio_of(checklist: Checklist, spec: FigureSpec) -> tuple[FigureSpec | None, Fraction]:
    """The figure of one school that belongs to a 差异系数 (生均图书册数), and its factor: 1, or 100 per hundred."""
    names = formulas.names(spec.formula)
    for other in checklist.figures:
        if other is spec or not other.formula or formulas.is_variation(other.formula):
            continue
        if len(names) == 2 and formulas.names(other.formula) == names:
            factor = formulas.evaluate(other.formula, dict.fromkeys(names, Fraction(1)))
            twice = formulas.evaluate(
                other.formula, dict(zip(names, (Fraction(2), Fraction(1)), strict=True))
            )
            if factor and twice == 2 * factor:
                return other, factor
    return None, Fraction(1)


def _notes(spec: FigureSpec, members: Iterable[Member]) -> tuple[str, ...]:
    """What is said of single schools' figures: that a campus was split, that goods are still to come."""
    told = []
    for member in members:
        notes = (member.figures[name].note for name in formulas.names(spec.formula))
        told += [f"{member.school}：{note}" for note in dict.fromkeys(notes) if note]
    return tuple(told)


def _incomplete(checklist: Checklist, spec: FigureSpec, members: Iterable[Member]) -> Iterator[Problem]:
    for member in members:
        for name in formulas.names(spec.formula):
            if member.value(name) is None:
                yield problem(
                    "school-incomplete",
                    figure=f"{name}/{member.section}",
                    path=member.source,
                    school=member.school,
                    label=checklist.figure_by_key[name].label,
                    spread=spec.label,
                )
