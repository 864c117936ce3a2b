"""Reading one text — a title, a file name, a folder name — for matching.

A text is folded (NFKC, case, blanks, punctuation, invisible characters) and freed of years, codes, version
marks, running numbers and the school's own name, so that what remains names the material.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dossier import years
from dossier.match.wording import ENDS_IN_FORM, MARK_RANKS, MARKS, NAMELESS, NEUTRAL, NUMBERING, TURNED
from dossier.soften import soften
from dossier.text import simplified

_LONGEST_TITLE = 60
_NOT_WORDS = re.compile(r"[\W_]+")
OUR_SCHOOL = "学校"
"""What a text says, read, where it bears the name of our school."""
_REMEMBERED = 1 << 16
_MOTTO = re.compile(r"^\s*[“\"「][^”\"」]{2,14}[”\"」]\s*((?:20\d\d|[\u4e00-\u9fff]).{4,})$", re.DOTALL)
"""A title behind a motto in quotation marks."""
_DIGITS = re.compile(r"(\d+)")
_SHORTEST_PART = 4
"""Characters that both parts of a title in two parts have at least."""
_SAMPLE = re.compile("模板|范文|样表|参考|示例|填写")
_TELLING = re.compile(f"[^{re.escape(''.join(sorted({*NAMELESS.pattern, *NEUTRAL.pattern})))}a-z\\d]")
"""A character that stands in no word that says nothing."""


class Text(NamedTuple):
    """One text as matching sees it."""

    raw: str
    """As written, NFKC, without an extension."""
    core: str
    """What names the material: Han characters, letters and digits only."""
    soft: str
    """``core`` with synonyms of forms brought to one spelling."""
    years: tuple[years.Found, ...]
    marks: str
    """Version marks, as written."""
    speaks: bool
    """Whether it says anything about a material; ``IMG_0001``, ``新建文档`` and ``七（1）班`` do not."""

    @property
    def turned(self) -> Text | None:
        """关于下达公用经费的通知 said the other way round: 公用经费下达通知; None when it is no such title."""
        match = TURNED.search(self.core)
        core = f"{match[2]}{match[1]}{match[3]}" if match else ""
        return self._replace(core=core, soft=soften(core)) if core else None

    @property
    def rank(self) -> tuple[int, int]:
        """How late a version its marks announce, then the number in them."""
        rank = max((rank for pattern, rank in MARK_RANKS if pattern.search(self.marks)), default=0)
        numbers = re.findall(r"\d+", self.marks)
        return (rank, int(numbers[-1]) if numbers else 0)


EMPTY = Text("", "", "", (), "", False)


def fold(text: str) -> str:
    """Letters, digits and Han characters of *text*: NFKC, case-folded, simplified."""
    return _folded(simplified(unicodedata.normalize("NFKC", text)))


def _folded(plain: str) -> str:
    folded = plain.casefold()
    return folded if folded.isalnum() else _NOT_WORDS.sub("", folded)


def read(text: str, own_names: Sequence[str], code_spans: Sequence[tuple[int, int]] = ()) -> Text:
    """Read *text*; *own_names* are the names of our school, longest first, folded.

    *code_spans* are stretches of *text* that are codes of materials and say no more.
    """
    found = years.find(text)
    if code_spans:
        found = tuple(year for year in found if not _inside(year, code_spans))
    raw = plain = unicodedata.normalize("NFKC", text)
    if found or code_spans:
        rest = without(text, [*code_spans, *[(year.start, year.end) for year in found]])
        plain = unicodedata.normalize("NFKC", rest)
    plain = simplified(plain)
    marks = "".join(MARKS.findall(plain))
    core = _folded(unnumbered(MARKS.sub("", plain) if marks else plain))
    own = next((name for name in own_names if name in core), "")
    if own:
        core = core.replace(own, OUR_SCHOOL)
    return Text(raw, core, soften(core), found, marks, _speaks(core))


def unnumbered(text: str) -> str:
    """*text* without a running number in front."""
    number = NUMBERING.match(text)
    return text[number.end() :] if number else text


def headline(title: str) -> str:
    """The part of *title* that says what the paper is: 习惯润心——德育工作总结, 融合课例：轴对称, “榆润童心”校园文化方案."""
    if motto := _MOTTO.match(title):
        title = motto[1]
    for dash, place in (("——", -1), ("：", 0), (":", 0)):
        parts = [part.strip() for part in title.split(dash)]
        if len(parts) == 2 and all(len(part) >= _SHORTEST_PART for part in parts):
            told, other = parts[place], parts[-1 - place]
            if ENDS_IN_FORM.search(told) and not ENDS_IN_FORM.search(other) and not _SAMPLE.search(other):
                return told
    return title


def sensible(title: str) -> bool:
    """Whether a title found inside can be one: not a paragraph, not a program's words."""
    core = fold(title)
    return len(core) <= _LONGEST_TITLE and _speaks(core)


@lru_cache(_REMEMBERED)
def _speaks(core: str) -> bool:
    if len(_TELLING.findall(core)) >= 2:
        return True
    return len(NAMELESS.sub("", core)) >= 2 and NEUTRAL.sub("", core) != ""


def stem(name: str) -> str:
    """A file name without its extension."""
    head, dot, tail = name.rpartition(".")
    return head if dot and head and len(tail) <= 5 and tail.isalnum() else name


def _inside(year: years.Found, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= year.start < end for start, end in spans)


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """*text* with the stretches *spans* cut out."""
    if not spans:
        return text
    kept = []
    position = 0
    for start, end in sorted(spans):
        kept.append(text[position:start])
        position = max(position, end)
    return "".join((*kept, text[position:]))


def natural(path: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which 9 comes before 10."""
    plain = unicodedata.normalize("NFKC", path)
    pieces = _DIGITS.split(plain)
    return tuple([(0, int(piece), piece) if piece.isdecimal() else (1, 0, piece) for piece in pieces])
