"""Classes as schools write them, brought to one spelling: 七（1）班 七年级1班 701班 初一1班 are ``7-1``."""

from __future__ import annotations

import re
from functools import lru_cache

from dossier.text import fold

__all__ = ["class_in", "class_key"]

_HAN = "一二三四五六七八九"
_NUMBER = r"(?P<no>\d{1,2}|[一二三四五六七八九十]{1,3})"
_WITH_GRADE = re.compile(
    rf"(?:(?P<school>初|高|小)(?P<year>[{_HAN}1-6])|(?P<cohort>20\d\d)[级届]|(?P<grade>[{_HAN}1-9]))(?:年级|年)?"
    rf"\(?{_NUMBER}\)?班"
)
_WITHOUT_WORD = re.compile(
    rf"(?:(?P<school>初|高|小)(?P<year>[{_HAN}1-6])|(?P<cohort>20\d\d)[级届]|(?P<grade>[{_HAN}]))(?:年级|年)?"
    r"[.-]?\(?(?P<no>\d{1,2})\)?"
)
"""七1, in a column of classes."""
_THREE_DIGITS = re.compile(r"(?<!\d)(?P<grade>[1-9])(?P<no>\d{2})(?!\d)班?")
_BARE = re.compile(rf"\(?{_NUMBER}\)?班?")
_FIRST_OF = {"初": 6, "高": 9, "小": 0}
_GRADE = re.compile(
    rf"(?P<school>初|高|小)(?P<year>[{_HAN}1-6])|(?P<cohort>20\d\d)[级届]|(?P<grade>1[0-2]|[{_HAN}1-9])"
)


@lru_cache(maxsize=4096)
def class_in(text: str) -> str:
    """The one class that a title or the name of a sheet speaks of, as ``7-1``; empty when it is none or several."""
    folded = fold(text)
    found = {_key(match) for match in _WITH_GRADE.finditer(folded)}
    if not found and (match := _THREE_DIGITS.fullmatch(folded)):
        found = {_key(match)}
    if not found:
        found = {_key(match) for match in _THREE_DIGITS.finditer(folded) if match[0].endswith("班")}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=4096)
def class_key(grade: str, class_: str) -> str:
    """The class of a row, from its two cells; what is no such spelling stays as it is written."""
    if found := class_in(class_):
        return found
    folded = fold(class_)
    if short := _WITHOUT_WORD.fullmatch(folded):
        return _key(short)
    bare = _BARE.fullmatch(folded)
    if of := _GRADE.search(fold(grade)):
        return f"{_grade(of)}-{_count(bare['no'])}" if bare else f"{_grade(of)}-{folded}"
    return f"{fold(grade)}{folded}"


def _key(match: re.Match[str]) -> str:
    return f"{_grade(match)}-{_count(match['no'])}"


def _grade(match: re.Match[str]) -> str:
    parts = match.groupdict()
    if parts.get("cohort"):
        return f"{parts['cohort']}级"
    if parts.get("school"):
        return str(_FIRST_OF[parts["school"]] + _count(parts["year"] or ""))
    return str(_count(parts["grade"] or ""))


def _count(text: str) -> int:
    """1, 一, 十二."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.index(text) + 1 if text in _HAN else 0
    return (_HAN.index(tens) + 1 if tens and tens in _HAN else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)
