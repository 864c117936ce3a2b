"""One 文号 on two documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dossier.model import Problem
from dossier.scrutiny.exhibits import Exhibit
from dossier.text import fold

_NUMBER = re.compile(
    r"\s*([\u4e00-\u9fff]{1,12})\s*[〔\[【(](20\d\d)[〕\]】)]\s*第?\s*(\d{1,4})\s*号\s*(?:签发人.*)?"
)


def used_twice(shown: Sequence[Exhibit]) -> Iterator[Problem]:
    """Documents whose letterhead bears a number that another one bears already.

    Two versions of one document, or a document and its print, have one title and rightly one number.
    """
    first: dict[str, Exhibit] = {}
    for exhibit in sorted(shown, key=lambda e: e.document.path):
        number = _number(exhibit) if exhibit.alone and exhibit.document.title else ""
        if not number:
            continue
        other = first.setdefault(number, exhibit)
        if other is not exhibit and _differ(exhibit, other):
            yield exhibit.problem("number-twice", number=number, of=other.document.path)


def _number(exhibit: Exhibit) -> str:
    for line in exhibit.head:
        match = _NUMBER.fullmatch(line)
        if match:
            return f"{match[1]}〔{match[2]}〕{match[3]}号"
    return ""


def _differ(one: Exhibit, other: Exhibit) -> bool:
    """Whether two documents are about different things, by their titles."""
    first, second = fold(one.document.title), fold(other.document.title)
    return first not in second and second not in first
