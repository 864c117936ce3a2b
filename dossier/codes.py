"""Codes of materials as people type them: one key for comparing, and what Excel makes of them.

A code is opaque; ``1-1-03`` typed into a cell may come back as a date, ``1.10`` as the number 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dossier.text import fold

_DASHES = re.compile("[\u2010-\u2015\u2212\u2500\u30fc\ufe58\ufe63\uff0d\u4e00]")
_POINTS = re.compile("[.。·]")
_MIDDLE_DOTS = re.compile("[\u2022\u2027\u30fb\uff65]")


def key(code: str) -> str:
    """*code* for comparing: NFKC, without blanks, every dash a hyphen, every middle dot ``·``."""
    return _MIDDLE_DOTS.sub("·", _DASHES.sub("-", fold(code)))


def resolve(typed: str, known: Mapping[str, str]) -> str | None:
    """The known code that *typed* means, or None; 2.5.4 and 2．5．4 mean 2-5-04 where no other code has these numbers.

    Args:
        typed: the text of a cell; a date stands as ``2001-01-03``.
        known: ``key`` of each code → the code, as :func:`index` makes it.
    """
    exact = next((known[key(form)] for form in _forms(typed) if key(form) in known), None)
    if exact is not None or not (numbers := _numbers(typed)):
        return exact
    alike = [code for written, code in known.items() if _numbers(written) == numbers]
    return alike[0] if len(alike) == 1 else None


def index(codes: Iterable[str]) -> dict[str, str]:
    """``key`` of each code → the code; the first of two that look alike stays."""
    table: dict[str, str] = {}
    for code in codes:
        table.setdefault(key(code), code)
    return table


def _numbers(code: str) -> tuple[int, ...]:
    """The numbers of a code of three or more, whatever stands between them; of two it may be a decimal of Excel."""
    written = _POINTS.sub("-", key(code))
    return tuple(map(int, written.split("-"))) if re.fullmatch(r"\d{1,4}(?:-\d{1,4}){2,}", written) else ()


def _forms(typed: str) -> tuple[str, ...]:
    """The text itself, then what a person may have typed before Excel changed it."""
    text = typed.strip()
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
        year, month, day = (int(part) for part in match.groups())
        short = year % 100
        return (
            text,
            *(f"{short}-{month}-{tail}" for tail in (f"{day:02}", str(day))),
            f"{short}-{month:02}-{day:02}",
            *(f"{month}-{tail}" for tail in (str(day), f"{day:02}")),
            f"{month:02}-{day:02}",
        )
    if re.fullmatch(r"\d+\.\d+", text):
        return (text, f"{text}0")
    return (text,)
