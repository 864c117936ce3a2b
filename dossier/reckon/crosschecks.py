"""Figures that cannot both be true: a part larger than its whole, parts that do not add up.

Source: the cross-checks of the yearly statistics (骨干教师不超过专任教师, 最大班额不小于平均班额 …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dossier.model import SECTION_WORDS, Figure, FigureSpec, Problem, Project
from dossier.numbers import shown
from dossier.problems import problem

__all__ = ["cross_checks", "sections_add_up"]

_EXAMINED = (Fraction(8, 10), Fraction(1))
_SHARE = re.compile(r"\s*(\w+)\s*/\s*(\w+)\s*\*\s*100\s*")


def cross_checks(
    specs: Sequence[FigureSpec], figures: Mapping[str, Figure], section_words: str
) -> Iterator[Problem]:
    """What the figures of one section say against each other.

    Args:
        specs: the figures of the checklist.
        figures: key → figure, of one section.
        section_words: ``小学部`` for messages, or empty.
    """
    told: set[tuple[str, str]] = set()
    for part, whole in (*_shares(specs), *_populations(specs)):
        if (part, whole) in told:
            continue
        told.add((part, whole))
        small, large = figures.get(part), figures.get(whole)
        if small and large and _exceeds(small, large):
            yield _told(
                small, f"{section_words}“{small.label}”{_number(small)}，超过“{large.label}”{_number(large)}"
            )
    yield from _class_sizes(specs, figures, section_words)
    yield from _sexes(figures, section_words)
    yield from _entrants(figures, section_words)
    yield from _no_equipment(figures, section_words)
    yield from _trainings(figures, section_words)
    yield from _check_ups(figures, section_words)


def sections_add_up(
    specs: Sequence[FigureSpec], figures: Mapping[tuple[str, str], Figure], project: Project
) -> Iterator[Problem]:
    """What the sections of a campus have of a shared thing, against what the campus has.

    Args:
        specs: the figures of the checklist.
        figures: (key, section) → figure; the campus has an empty section.
        project: for its sections; senior students use a part of the campus that is not reckoned here.
    """
    if not project.is_mixed:
        return
    for spec in specs:
        campus = figures.get((spec.key, ""))
        parts = [part for s in project.sections if (part := figures.get((spec.key, s)))]
        values = [part.value for part in parts if part.value is not None]
        if spec.shared != "weighted" or campus is None or campus.value is None or len(values) < len(parts):
            continue
        if any(not _same_time(part, campus) for part in parts):
            continue
        added = sum(values, Fraction(0))
        # Each part may have been rounded to the digits that are printed.
        rounding = Fraction(len(values) + 1, 2 * 10**spec.digits) if spec.digits else Fraction(0)
        off = added - campus.value if project.has_seniors else abs(added - campus.value)
        if off > rounding:
            told = "、".join(f"{SECTION_WORDS[part.section]}{_number(part)}{_split(part)}" for part in parts)
            wrong = "相加超过" if added > campus.value else "相加少于"
            yield _told(campus, f"{spec.label}：{told}，{wrong}全校{_number(campus)}")


def _split(part: Figure) -> str:
    return f"（{part.note}）" if part.note else ""


def _same_time(one: Figure, other: Figure) -> bool:
    return one.year == other.year and (not one.date or not other.date or one.date == other.date)


def _shares(specs: Sequence[FigureSpec]) -> Iterator[tuple[str, str]]:
    """Numerator and denominator of every percentage within one population."""
    by_key = {spec.key: spec for spec in specs}
    for spec in specs:
        match = _SHARE.fullmatch(spec.formula) if spec.unit == "%" else None
        if match and match[1] in by_key and match[2] in by_key:
            part, whole = by_key[match[1]], by_key[match[2]]
            if (
                part.basis == whole.basis
                and part.unit == whole.unit
                and not part.formula
                and not whole.formula
            ):
                yield part.key, whole.key


def _populations(specs: Sequence[FigureSpec]) -> Iterator[tuple[str, str]]:
    """People of a population, and the figure that counts it whole (专任教师 → 专任教师数)."""
    for whole in specs:
        if whole.unit == "人" and whole.read and f"{whole.basis}数" in (whole.label, *whole.aliases):
            for part in specs:
                if part is not whole and part.basis == whole.basis and part.unit == "人" and part.read:
                    yield part.key, whole.key


def _exceeds(small: Figure, large: Figure) -> bool:
    if small.value is None or large.value is None:
        return False
    # A number of another day may legitimately be larger.
    return small.value > large.value and _same_time(small, large)


def _class_sizes(
    specs: Sequence[FigureSpec], figures: Mapping[str, Figure], section_words: str
) -> Iterator[Problem]:
    named = {spec.label: figures[spec.key] for spec in specs if spec.key in figures}
    average, largest = named.get("平均班额"), named.get("最大班额")
    smallest, classes, students = named.get("最小班额"), named.get("教学班数"), figures.get("students")
    if smallest and classes and students and smallest.value and classes.value and students.value:
        product = smallest.value * classes.value
        if product > students.value and smallest.year == students.year == classes.year:
            yield _told(
                smallest,
                f"{section_words}最小班额{_number(smallest)}×{_number(classes)}={shown(product, 0)}人，"
                f"多于{students.label}{_number(students)}",
            )
    if average and largest and _exceeds(average, largest):
        yield _told(
            largest,
            f"{section_words}平均班额{_number(average)}大于最大班额{_number(largest)}，学生数与各班人数的口径不一致",
        )


def _entrants(figures: Mapping[str, Figure], section_words: str) -> Iterator[Problem]:
    """Those who came are those who sit in the first grade, on the day of the statistics."""
    came, sitting = figures.get("new_students"), figures.get("first_grade_students")
    if not came or not sitting or came.value is None or sitting.value is None:
        return
    if came.value != sitting.value and came.year == sitting.year:
        yield _told(sitting, f"{section_words}招生数{_number(came)}与{sitting.label}{_number(sitting)}不同")


def _no_equipment(figures: Mapping[str, Figure], section_words: str) -> Iterator[Problem]:
    equipment, students = figures.get("equipment_value"), figures.get("students")
    if equipment and students and equipment.value == 0 and students.value:
        yield _told(equipment, f"{section_words}{equipment.label}是0，而有学生{_number(students)}")


def _trainings(figures: Mapping[str, Figure], section_words: str) -> Iterator[Problem]:
    """Nobody becomes 骨干 of a county without its training."""
    backbone, trainings = figures.get("backbone_teachers"), figures.get("higher_trainings")
    if backbone and backbone.value and trainings and trainings.value == 0:
        yield _told(
            trainings,
            f"{section_words}有{backbone.label}{_number(backbone)}，而{trainings.label}是0",
        )


def _check_ups(figures: Mapping[str, Figure], section_words: str) -> Iterator[Problem]:
    """Nearly all pupils are examined each year, and nobody who is not one."""
    examined, students = figures.get("checked_up_students"), figures.get("students")
    if not examined or not students or examined.value is None or not students.value:
        return
    share = examined.value / students.value
    if not _EXAMINED[0] <= share <= _EXAMINED[1]:
        yield _told(
            examined,
            f"{section_words}{examined.label}{_number(examined)}，是{students.label}{_number(students)}的"
            f"{shown(share * 100, 1)}%，一般在80%至100%之间",
        )


def _sexes(figures: Mapping[str, Figure], section_words: str) -> Iterator[Problem]:
    boys, girls, all_ = (figures.get(key) for key in ("male_students", "female_students", "students"))
    if not (boys and girls and all_) or boys.value is None or girls.value is None or all_.value is None:
        return
    if boys.value + girls.value != all_.value and len({boys.date, girls.date, all_.date}) == 1:
        yield _told(
            all_,
            f"{section_words}男生{_number(boys)}、女生{_number(girls)}，相加不等于在校学生{_number(all_)}",
        )


def _number(figure: Figure) -> str:
    return f"{shown(figure.value, figure.digits)}{figure.unit}" if figure.value is not None else ""


def _told(figure: Figure, detail: str) -> Problem:
    place = figure.readings[0].path if figure.readings else ""
    return problem("cross-check", figure=figure.id, path=place, detail=detail)
