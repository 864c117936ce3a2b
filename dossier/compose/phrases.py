"""How figures, gauges and dates are said on paper. One wording for report, tables and lists. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from dossier.model import SECTION_WORDS, UNSURE, Assessment, Checklist, Figure, Verdict
from dossier.numbers import decimal12, decimals, shown

NOT_KNOWN = "—"
TO_COME = "待补"
"""Stands in a draft for what the school still owes."""
FORESEEN = "预计，尚未到位"
_PER_HEAD = ("生均", "每百名", "人均", "师均", "校均")
_MEASURE_WORDS = ("册", "台", "间")
"""Said once: 图书53040册, not 图书册53040册."""
_SPLIT = "共用部分按加权学生数拆分"
"""How the note of a figure begins that is a part of what the sections of a campus share."""
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
    head = text.partition("/")[0] if is_per_head(title) else text
    return _UNIT_WORDS.get(head, head.replace("㎡", "平方米"))


def is_per_head(title: str) -> bool:
    """Whether what is called *title* is divided by people: 生均, 每百名 …"""
    return any(word in title for word in _PER_HEAD)


def number(figure: Figure) -> str:
    """A figure's value as a table prints it, without unit; a dash where it is not known."""
    return NOT_KNOWN if figure.value is None else shown(figure.value, figure.digits)


def plainly(value: Fraction, printed: str) -> str:
    """*printed* as running text has it: ``7480`` for ``7480.00``, but only where nothing was rounded away."""
    whole, _, _ = printed.partition(".")
    return whole if value.denominator == 1 and Fraction(printed) == value else printed


def amount(figure: Figure) -> str:
    """A figure's value with its unit, for a sentence: ``1289人``, ``7480平方米``, ``94.2%``."""
    if figure.value is None:
        return NOT_KNOWN
    return f"{plainly(figure.value, number(figure))}{unit(figure.unit, figure.label)}"


def counted(figure: Figure) -> str:
    """A figure as part of a sentence: ``在校学生1289人``, ``教学班18个``; what has not arrived is told apart."""
    words = f"{_called(figure)}{amount(figure)}"
    if figure.in_place is None:
        return words
    return f"{words}（其中已到位{amount(replace(figure, value=figure.in_place))}）"


def _called(figure: Figure) -> str:
    """The label before its amount: ``在校学生`` for 在校学生数, ``生均图书`` for 生均图书册数, 占地面积 for 学校占地面积."""
    label = figure.label.removeprefix("学校").removesuffix("数")
    return label.removesuffix(measure) if (measure := figure.unit[:1]) in _MEASURE_WORDS else label


def by_section(assessment: Assessment, figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """Figures by section, the whole campus first under ``""``.

    Where the campus is one section, its figures and the campus's are one list, each key once for a year. Where it holds more,
    a campus figure that is one section's number again is told with the section alone; and what is computed for a
    campus with seniors is not told, because the ledgers of compulsory education may count them in neither number.
    """
    project = assessment.project
    given = list(figures)
    groups = {key: [figure for figure in given if figure.section == key] for key in ("", *project.sections)}
    if project.is_mixed:
        parts = {(figure.key, figure.date, figure.value) for figure in given if figure.section}
        groups[""] = [
            figure
            for figure in groups[""]
            if (figure.key, figure.date, figure.value) not in parts
            and not (figure.formula and project.has_seniors)
        ]
    elif len(project.sections) == 1:
        once = {
            (figure.key, figure.year): figure for figure in (*groups.pop(project.sections[0]), *groups[""])
        }
        groups[""] = [figure for figure in given if once.get((figure.key, figure.year)) is figure]
    return {key: group for key, group in groups.items() if group}


def denominator(assessment: Assessment, sections: Iterable[str], told: Iterable[Figure | Verdict]) -> str:
    """The one note on what per-head figures of *sections* are divided by; a day that they share is told once.

    Empty where none of *told* is one, or the number of pupils is not known.
    """
    if not any(is_per_head(name(one)) for one in told):
        return ""
    by_day: dict[str, dict[str, None]] = {}
    figures, several = assessment.figure_by_id, list(sections)
    for section in several:
        pupils = figures.get(f"students/{section}") or figures.get("students")
        if pupils is not None and pupils.value is not None:
            where = SECTION_WORDS[pupils.section] if len(several) > 1 else assessment.project.place(section)
            by_day.setdefault(day(pupils.date), {})[f"{where}在校学生{amount(pupils)}"] = None
    counted_by_day = (f"{when}{'、'.join(counts)}" for when, counts in by_day.items())
    return f"注：生均和每百名学生指标均以{'，'.join(counted_by_day)}为分母。" if by_day else ""


def table_note(assessment: Assessment, section: str, verdicts: Iterable[Verdict]) -> str:
    """What stands under a table of verdicts: the denominator, and what of it is a part of a shared campus."""
    given = list(verdicts)
    named: dict[str, list[str]] = {}
    for verdict in given:
        figure = assessment.figure_by_id.get(verdict.figure)
        for part in figure.note.split("；") if figure else ():
            if part.startswith(_SPLIT):
                named.setdefault(part, []).append(verdict.title)
    shared = "".join(f"{'、'.join(titles)}的{part}。" for part, titles in named.items())
    divided = denominator(assessment, (section,), given)
    return divided + shared if divided or not shared else f"注：{shared}"


def name(told: Figure | Verdict) -> str:
    """What a figure or a verdict is called."""
    return told.label if isinstance(told, Figure) else told.title


def gauge(verdict: Verdict) -> str:
    """The standard as a number: ``5.8``."""
    return NOT_KNOWN if verdict.gauge is None else decimal12(verdict.gauge)


def standard(verdict: Verdict) -> str:
    """The standard with its direction: ``≥5.8``, marked where it was not checked against its source."""
    return f"{verdict.direction}{gauge(verdict)}{mark(verdict)}"


def mark(verdict: Verdict) -> str:
    """``＊`` behind a standard that was not checked against its source."""
    return "" if verdict.sure else UNSURE


def unsure_note(verdicts: Iterable[Verdict]) -> str:
    """What the mark means, where it is printed, and that points were not held against a source either; else empty."""
    unsure = [verdict for verdict in verdicts if not verdict.sure]
    told = [f"带{UNSURE}的标准值"] if any(verdict.gauge is not None for verdict in unsure) else []
    told += ["各项满分"] if any(verdict.full is not None for verdict in unsure) else []
    return f"注：{'和'.join(told)}未与文件原文核对，以文件原文为准。" if told else ""


def list_note(checklist: Checklist) -> str:
    """Of a list of materials that no source was seen for; empty where there is none such."""
    count = sum(requirement.certainty != "verified" for requirement in checklist.requirements)
    how_many = "" if count == len(checklist.requirements) else f"{count}项"
    told = f"材料清单{how_many}依惯例列出，未与文件原文核对；县里发了目录的，以县目录为准。"
    return told if count else ""


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


def sentence(verdict: Verdict, subject: str) -> str:
    """``初中部生均教学及辅助用房面积为3.45平方米，标准为不低于5.8平方米，低于标准2.35平方米，未达标。``

    Args:
        verdict: one that is measured or declared.
        subject: what the value is called, with the section in front where the school has several.
    """
    if verdict.value is None:
        return f"{subject}：{TO_COME}。"
    if verdict.declared:
        return f"{subject}{points(verdict)}。"
    parts = [f"{subject}为{_value(verdict)}"]
    if verdict.gauge is not None:
        bound = "不超过" if verdict.direction == "≤" else "不低于"
        parts.append(f"标准为{bound}{gauge(verdict)}{unit(verdict.unit, verdict.title)}{mark(verdict)}")
        parts.append(_difference(verdict))
    parts += [verdict.words, points(verdict)]
    return "，".join(part for part in parts if part) + "。"


def shortfall(verdict: Verdict, subject: str) -> str:
    """What is missing to the standard, for the section on problems: without the verdict's words."""
    if verdict.declared or verdict.value is None or verdict.gauge is None:
        return f"{subject}{points(verdict)}。"
    parts = (f"{subject}为{_value(verdict)}", _difference(verdict), points(verdict))
    return "，".join(part for part in parts if part) + "。"


def points(verdict: Verdict) -> str:
    """``满分18分，扣1分，得17分``; points that the school gave itself are called so, and what is only foreseen."""
    if verdict.full is None:
        return ""
    full = f"满分{decimal12(verdict.full)}分"
    if verdict.points is None:
        return f"{full}，扣分办法不详，未计分" if verdict.met is False else full
    lost = verdict.full - verdict.points
    parts = [full, f"扣{decimal12(lost)}分" if lost else ""]
    parts.append(f"{'学校自评' if verdict.declared else '得'}{decimal12(verdict.points)}分")
    told = "，".join(part for part in parts if part)
    return f"{told}（{FORESEEN}）" if verdict.declared and is_foreseen(verdict) else told


def is_foreseen(verdict: Verdict) -> bool:
    """Whether it rests on what has been ordered and is not there yet."""
    return "预计" in verdict.words


def rating(verdict: Verdict) -> str:
    """The verdict's words in a table: a declared one is no judgement, only the school's own word."""
    if verdict.value is None:
        return TO_COME
    if not verdict.declared:
        return verdict.words
    return "自评（预计）" if is_foreseen(verdict) else "自评"


def _value(verdict: Verdict) -> str:
    """The printed value with its unit, unless the value already carries it."""
    words = unit(verdict.unit, verdict.title)
    if verdict.value is None or (words and verdict.shown.endswith(words)):
        return verdict.shown
    return f"{plainly(verdict.value, verdict.shown)}{words}"


def _difference(verdict: Verdict) -> str:
    found = gap(verdict)
    if found in ("", "0"):
        return "与标准持平" if found else ""
    if found in ("略高", "略低"):
        return f"{found}于标准"
    words = "个百分点" if verdict.unit == "%" else unit(verdict.unit, verdict.title)
    above, bound = ("超出", "上限") if verdict.direction == "≤" else ("高于", "标准")
    distance = plainly(abs((verdict.value or Fraction()) - (verdict.gauge or Fraction())), found[1:])
    return f"{above if found[0] == '+' else '低于'}{bound}{distance}{words}"


def _round(value: Fraction, digits: int) -> Fraction:
    return Fraction(shown(value, digits))
