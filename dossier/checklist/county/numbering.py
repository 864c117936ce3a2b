"""Automatic numbers of Word: what numbering.xml and the styles make a paragraph begin with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_DIGITS = "〇一二三四五六七八九"
_MOST_LEVELS = 9


def han(number: int) -> str:
    """``12`` → ``十二``."""
    if not 0 < number < 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (
        _DIGITS[ones] if ones else ""
    )


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    steps = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text = ""
    for value, letters in steps:
        text, number = text + letters * (number // value), number % value
    return text


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else f"({number})"


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "chineseLegalSimplified": han,
    "japaneseCounting": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "ideographDigital": han,
    "taiwaneseDigital": han,
    "koreanDigital2": han,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographEnclosedCircle": _circled,
    "decimalZero": lambda number: f"{number:02}",
    "bullet": lambda number: "",
    "none": lambda number: "",
}
"""Word's name of a format → the number written in it; all others are decimal."""


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int


class Numbers:
    """Counts the numbered paragraphs of a document as they are met."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._instances: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        if numbering is not None:
            self._load(numbering)

    def label(self, paragraph: Any) -> str:
        """What Word prints before the paragraph: ``一、``; empty when it has no number, ``•`` for a bullet."""
        number, level = self._reference(paragraph)
        if number not in self._instances or not 0 <= level < _MOST_LEVELS:
            return ""
        abstract, overrides, _ = self._instances[number]
        levels = self._abstract.get(abstract, {}) | overrides
        if level not in levels:
            return ""
        self._count(number, level, levels)
        if levels[level].form == "bullet":
            return "•"
        return re.sub(r"%([1-9])", lambda m: self._shown(abstract, int(m[1]) - 1, levels), levels[level].text)

    def _shown(self, abstract: str, level: int, levels: Mapping[int, _Level]) -> str:
        if level not in levels:
            return ""
        count = self._counts.get((abstract, level), levels[level].start)
        return _FORMATS.get(levels[level].form, str)(count)

    def _count(self, number: str, level: int, levels: Mapping[int, _Level]) -> None:
        """One more at *level*; what is deeper begins again."""
        abstract, _, restarts = self._instances[number]
        if level in restarts and (number, level) not in self._begun:
            self._begun.add((number, level))
            self._counts[abstract, level] = restarts[level]
        elif (abstract, level) in self._counts:
            self._counts[abstract, level] += 1
        else:
            self._counts[abstract, level] = levels[level].start
        for deeper in range(level + 1, _MOST_LEVELS):
            self._counts.pop((abstract, deeper), None)

    def _reference(self, paragraph: Any) -> tuple[str, int]:
        """Number instance and level of a paragraph, its own or its style's."""
        holder = paragraph.find(qn("w:pPr"))
        seen: set[str] = set()
        level = 0
        while holder is not None:
            own = holder.find(qn("w:numPr"))
            if own is not None:
                level = _value(own, "w:ilvl", level)
                number = own.find(qn("w:numId"))
                if number is not None:
                    return number.get(qn("w:val"), ""), level
            style = holder.find(qn("w:pStyle")) if holder.tag == qn("w:pPr") else None
            name = style.get(qn("w:val")) if style is not None else None
            holder = self._style(name, seen)
        return "", 0

    def _style(self, name: str | None, seen: set[str]) -> Any:
        """The paragraph properties of a style, or of the one it is based on."""
        while name and name not in seen and name in self._styles:
            seen.add(name)
            style = self._styles[name]
            properties = style.find(qn("w:pPr"))
            if properties is not None and properties.find(qn("w:numPr")) is not None:
                return properties
            base = style.find(qn("w:basedOn"))
            name = base.get(qn("w:val")) if base is not None else None
        return None

    def _load(self, numbering: Any) -> None:
        for abstract in numbering.iter(qn("w:abstractNum")):
            self._abstract[abstract.get(qn("w:abstractNumId"))] = _levels(abstract)
        for instance in numbering.iter(qn("w:num")):
            named = instance.find(qn("w:abstractNumId"))
            if named is None:
                continue
            restarts = {
                int(override.get(qn("w:ilvl"), "0")): _value(override, "w:startOverride", 1)
                for override in instance.iter(qn("w:lvlOverride"))
                if override.find(qn("w:startOverride")) is not None
            }
            self._instances[instance.get(qn("w:numId"))] = named.get(qn("w:val")), _levels(instance), restarts


def _levels(element: Any) -> dict[int, _Level]:
    return {
        int(level.get(qn("w:ilvl"), "0")): _Level(
            _text(level, "w:numFmt", "decimal"), _text(level, "w:lvlText", ""), _value(level, "w:start", 1)
        )
        for level in element.iter(qn("w:lvl"))
    }


def _text(element: Any, name: str, default: str) -> str:
    found = element.find(qn(name))
    return default if found is None else found.get(qn("w:val"), default)


def _value(element: Any, name: str, default: int) -> int:
    text = _text(element, name, "")
    return int(text) if text.isdecimal() else default
