"""How wide the words of a table are on paper, also where another font stands in for Times New Roman. Pure.

Lengths are in twips, sizes in half-points, as Word has them. A digit of Times New Roman is half an em wide, one of the fonts that
stand in for it on a computer without it (DejaVu Serif under Linux) 0.636; what fits there fits everywhere.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from dossier.model import UNSURE
from dossier.text import columns as text_columns

TABLE_SIZE = 21
"""Half-points of table text where a cell does not say otherwise."""
_NARROW, _SLIM, _FULL = 643, 405, 1010
"""Advance of a digit or letter, of a mark such as ``.`` or ``-``, and of a Chinese character, with a little air, in thousandths of an em."""
_SEAM, _SEAMS = 200, re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
"""What LibreOffice puts between Chinese and digits, although the styles of our tables say that nothing comes there."""
_SLIM_MARKS = " .,:;-/()|'!"
_MARGINS = 114
"""Left and right margin of a cell."""
_WORD_AIR = 16
AIR = 170
"""What a cell has beside its longest line: margins, and a little more, because lines do not break everywhere."""
FEW = 800
"""A column of words that is narrower than three characters looks torn itself."""
_NUMBER = rf"[≥≤+−见-]?\d[\d.:%-]*{UNSURE}?"
_NUMBERS = re.compile(_NUMBER)
_WORDS = re.compile(rf"\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|\d{{4}}—\d{{4}}|{_NUMBER}(?:[^\W\d](?!\w))?")
"""What should stand on one line: a day, a span of years, else a number with what clings to it: 见1-2-03, ≥95＊, 2-11盒."""


def longest_word(text: str) -> int:
    """Half-width characters of the longest number, day or span of years of *text*, for the columns of a workbook."""
    return max(map(text_columns, _WORDS.findall(text)), default=0)


def cell_for(line: str, size: int = TABLE_SIZE) -> int:
    """Width of a cell that holds *line* as one line."""
    return _advance(line, size) + AIR


def cell_for_dates(text: str, size: int = TABLE_SIZE) -> int:
    """Width of the narrowest cell that tears no number, no day and no span of years of *text*."""
    return _cell_for_longest(_WORDS, text, size)


def cell_for_numbers(text: str, size: int = TABLE_SIZE) -> int:
    """Width of the narrowest cell that tears no number of *text*; a day breaks before 年, 月 or 日 at most."""
    return _cell_for_longest(_NUMBERS, text, size)


def _cell_for_longest(pattern: re.Pattern[str], text: str, size: int) -> int:
    longest = max((_advance(word, size) for word in pattern.findall(text)), default=0)
    return longest + _MARGINS + _WORD_AIR if longest else 0


def _advance(text: str, size: int) -> int:
    """``≥`` and its like come from the Chinese font and are as wide as its characters; an em has size × 10 twips."""
    thousandths = (
        _FULL if east_asian_width(c) in "WFA" else _SLIM if c in _SLIM_MARKS else _NARROW for c in text
    )
    return (sum(thousandths) + _SEAM * len(_SEAMS.findall(text))) * size // 100
