"""Where each figure stands: where it was taken from, every other place that says it, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from dossier import formulas
from dossier.compose import phrases
from dossier.compose.workbooks import Sheet, Value
from dossier.model import SECTION_WORDS, Assessment, Elsewhere, Figure, Reading
from dossier.numbers import shown
from dossier.years import shown as shown_year

__all__ = ["sheet"]

_COLUMNS = (
    ("数据项", 22),
    ("范围", 8),
    ("数值", 10),
    ("单位", 7),
    ("口径", 10),
    ("时点", 14),
    ("核对", 10),
    ("文件", 28),
    ("工作表", 9),
    ("单元格", 10),
    ("该处数值", 10),
    ("该处时点", 14),
    ("原值", 9),
    ("用于", 20),
    ("计算式或说明", 26),
)
_TAKEN = "采用"
_COMPUTED = "计算得出"
_ABSENT = "没有找到"


def sheet(assessment: Assessment) -> Sheet:
    """One row for each place of each figure, the one whose value is printed first."""
    uses = _uses(assessment)
    return Sheet(
        name="数据来源",
        title=f"{assessment.project.school.name}数据核对表",
        head=tuple(head for head, _ in _COLUMNS),
        widths=tuple(width for _, width in _COLUMNS),
        rows=[
            row
            for figure in assessment.figures
            for row in _rows(assessment, figure, "、".join(uses.get(id(figure), ())))
        ],
    )


def _uses(assessment: Assessment) -> Mapping[int, Sequence[str]]:
    """Figure (by identity: years share an id) → what is made of it: indicators, and the table of basic facts."""
    found: dict[int, dict[str, None]] = {}
    for verdict in assessment.indicators:
        open_ = [verdict.figure] if verdict.figure else []
        seen: set[str] = set()
        while open_:
            name = open_.pop(0)
            figure = assessment.figure_by_id.get(name)
            if figure is None or name in seen:
                continue
            seen.add(name)
            found.setdefault(id(figure), {})[f"指标{verdict.code}"] = None
            spec = assessment.checklist.figure_by_key.get(figure.key)
            parts = formulas.names(spec.formula) if spec is not None and spec.formula else ()
            open_ += [f"{key}/{figure.section}" if figure.section else key for key in parts]
    known = [figure for figure in assessment.figures if figure.value is not None]
    for group in phrases.by_section(assessment, known).values():
        for figure in group:
            found.setdefault(id(figure), {})["基本情况一览表"] = None
    return {key: list(names) for key, names in found.items()}


def _rows(assessment: Assessment, figure: Figure, uses: str) -> Iterator[Sequence[Value]]:
    start: tuple[Value, ...] = (
        figure.label,
        SECTION_WORDS[figure.section],
        phrases.number(figure),
        figure.unit,
        figure.basis,
        _time(figure.date, figure.year),
    )
    note = "；".join(part for part in (figure.formula, figure.note) if part)
    if figure.readings:
        for reading in figure.readings:
            own = _at(reading, figure.readings, figure.value, figure.digits)
            yield (*start, _TAKEN, *_place(reading, own, start[-1]), uses, note)
    else:
        yield (*start, _COMPUTED if figure.formula else _ABSENT, "", "", "", "", "", "", uses, note)
    for other in figure.elsewhere:
        time = _time(other.date, other.year) or start[-1]
        for reading in other.readings:
            own = _at(reading, other.readings, other.value, figure.digits)
            yield (*start, other.relation, *_place(reading, own, time), "", _told(other, figure))


def _time(date: str, year: str) -> str:
    return phrases.day(date) or (shown_year(year) if year else "")


def _at(reading: Reading, together: Sequence[Reading], whole: Fraction | None, digits: int) -> str:
    """What stands in one place; a count of classes belongs to all its places together."""
    value = reading.value if reading.value is not None or len(together) > 1 else whole
    return "" if value is None else shown(value, digits)


def _place(reading: Reading, own: str, time: Value) -> tuple[Value, ...]:
    raw = reading.raw or (f"{reading.rows}行" if reading.rows else "")
    return reading.path, reading.sheet, reading.cell or reading.range, own, time, raw


def _told(other: Elsewhere, figure: Figure) -> str:
    if other.basis:
        return f"口径：{other.basis}"
    if len(other.readings) > 1 and other.value is not None:
        return f"{len(other.readings)}处合计{shown(other.value, figure.digits)}"
    return ""
