"""How figures, gauges and dates are said on paper. One wording for report, tables and lists. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from dossier.model import SECTION_WORDS, Assessment, Figure, Verdict
from dossier.numbers import decimal12, decimals, shown

NOT_KNOWN = "—"
_PER_HEAD = ("生均", "每百名", "人均", "师均", "校均")
_UNIT_WORDS = {"㎡": "平方米", "班": "个"}


def day(value: date | str) -> str:
    """``2026年5月8日``, without zero padding; what is no ISO date stays as it is."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return str(value)
    return f"{found.year}年{found.month}月{found.day}日"


def unit(text: str, title: str = "") -> str:
    """A unit in words; ``/生`` goes where the title already says 生均 or 每百名."""
    head = text.partition("/")[0] if any(word in title for word in _PER_HEAD) else text
    return _UNIT_WORDS.get(head, head.replace("㎡", "平方米"))


def number(figure: Figure) -> str:
    """A figure's value as printed, without unit; a dash where it is not known."""
    return NOT_KNOWN if figure.value is None else shown(figure.value, figure.digits)


def amount(figure: Figure) -> str:
    """A figure's value with its unit: ``1289人``, ``13247平方米``, ``94.20%``."""
    return NOT_KNOWN if figure.value is None else f"{number(figure)}{unit(figure.unit, figure.label)}"


def counted(figure: Figure) -> str:
    """A figure as part of a sentence: ``在校学生1289人``, ``教学班18个``."""
    return f"{figure.label.removesuffix('数')}{amount(figure)}"


def by_section(assessment: Assessment, figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Figures by section, the whole campus first under ``""``.

    Where there is but one section to speak of, its figures and the campus's are one list, each key once.
    """
    sections = assessment.project.sections
    given = list(figures)
    groups = {key: [figure for figure in given if figure.section == key] for key in ("", *sections)}
    if len(sections) == 1:
        once = {figure.key: figure for figure in (*groups.pop(sections[0]), *groups[""])}
        groups[""] = [figure for figure in given if once.get(figure.key) is figure]
    return {key: group for key, group in groups.items() if group}


def section(key: str, sections: tuple[str, ...]) -> str:
    """``小学部`` or ``初中部`` where a school has both; empty where there is only one to speak of."""
    return SECTION_WORDS.get(key, "") if len(sections) > 1 and key else ""


def gauge(verdict: Verdict) -> str:
    """The standard as a number: ``5.8``."""
    return NOT_KNOWN if verdict.gauge is None else decimal12(verdict.gauge)


def standard(verdict: Verdict) -> str:
    """The standard with its direction: ``≥5.8``."""
    return f"{verdict.direction}{gauge(verdict)}"


def gap(verdict: Verdict) -> str:
    """Distance from the standard as a person subtracts it: printed value minus standard, ``+0.44``, ``-2.35``.

    Empty where one is not known; ``0`` only where both are equal, so that a value just short of its standard
    never looks as if it stood on it.
    """
    if verdict.value is None or verdict.gauge is None:
        return ""
    exact = verdict.value - verdict.gauge
    digits = max(decimals(verdict.shown), decimals(gauge(verdict)))
    printed = _round(verdict.value, decimals(verdict.shown)) - verdict.gauge
    if exact == 0:
        return "0"
    if printed == 0 or (printed > 0) != (exact > 0):
        return "略高" if exact > 0 else "略低"
    return f"{'+' if printed > 0 else '-'}{shown(abs(printed), digits)}"


def sentence(verdict: Verdict, where: str) -> str:
    """``初中部生均教学及辅助用房面积为3.45平方米，标准为不低于5.8平方米，低2.35平方米，未达标。``"""
    words = unit(verdict.unit, verdict.title)
    if verdict.value is None:
        return f"{where}{verdict.title}：{verdict.words}。"
    parts = [f"{where}{verdict.title}为{_said(verdict, words)}"]
    if verdict.gauge is not None:
        bound = "不超过" if verdict.direction == "≤" else "不低于"
        parts.append(f"标准为{bound}{gauge(verdict)}{words}")
        parts.append(_difference(verdict, words))
    parts.append(points(verdict))
    parts.append(verdict.words)
    return "，".join(part for part in parts if part) + "。"


def shortfall(verdict: Verdict, where: str) -> str:
    """What is missing to the standard, for the section on problems: without the verdict's words."""
    words = unit(verdict.unit, verdict.title)
    if verdict.value is None or verdict.gauge is None:
        return f"{where}{verdict.title}{verdict.words}。"
    parts = (f"{where}{verdict.title}为{_said(verdict, words)}", _difference(verdict, words), points(verdict))
    return "，".join(part for part in parts if part) + "。"


def points(verdict: Verdict) -> str:
    """``满分18分，得17分``; points that the school gave itself are called so."""
    if verdict.full is None or verdict.points is None:
        return ""
    gained = "自评" if verdict.declared else "得"
    return f"满分{decimal12(verdict.full)}分，{gained}{decimal12(verdict.points)}分"


def _said(verdict: Verdict, words: str) -> str:
    """The printed value with its unit, unless the value already carries it."""
    return verdict.shown if words and verdict.shown.endswith(words) else f"{verdict.shown}{words}"


def _difference(verdict: Verdict, words: str) -> str:
    found = gap(verdict)
    if found in ("", "0"):
        return "与标准持平" if found else ""
    if found in ("略高", "略低"):
        return f"{found}于标准"
    above, bound = ("超出", "上限") if verdict.direction == "≤" else ("高于", "标准")
    return f"{above if found[0] == '+' else '低于'}{bound}{found[1:]}{words}"


def _round(value: Fraction, digits: int) -> Fraction:
    return Fraction(shown(value, digits))
