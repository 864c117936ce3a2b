"""Lines of text on PDF pages, with their size, and which of them are titles of materials."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from dossier.examine.titles import PLAIN, PROMINENT, Line, choose, is_section, may_be_title
from dossier.text import one_line

if TYPE_CHECKING:
    import pypdf

_LARGER = 1.15
"""Times the size of the body."""
_LONGEST_HEADING = 40
_SHORTEST_HEADING = 4
_SENTENCE_END = ("。", "；", "，", "、", "：", ",", ";", ":")


def page_lines(page: pypdf.PageObject) -> list[Line]:
    """The lines of *page* in the order in which they are drawn; none if it cannot be read."""
    collector = _Collector()
    try:
        page.extract_text(visitor_text=collector.take)
    except Exception:  # pypdf raises what it likes on broken pages
        return []
    return _weighed(collector.lines())


def visible_text(text: str) -> str:
    """*text* without blanks and page numbers."""
    return re.sub(r"[\s\d\-—–/]+", "", text)


def headings(pages: list[list[Line]]) -> tuple[tuple[str, int], ...]:
    """Titles at the top of pages, with the page: there a new material may begin."""
    with_text = [page for page in pages if page]
    first_lines = Counter(visible_text(page[0].text) for page in with_text)
    running = {text for text, count in first_lines.items() if count > 2 and count > len(with_text) / 2}
    found = []
    for number, page in enumerate(pages, 1):
        rest = [line for line in page if visible_text(line.text) not in running and may_be_title(line.text)]
        if rest and _is_heading(rest[0]):
            found.append((choose(rest[:3]), number))
    return tuple(found)


def _is_heading(line: Line) -> bool:
    return (
        line.weight == PROMINENT
        and _SHORTEST_HEADING <= len(line.text) <= _LONGEST_HEADING
        and not line.text.endswith(_SENTENCE_END)
        and not is_section(line.text)
    )


class _Collector:
    """Gathers what pypdf reports into lines: a new one at a line feed or when the height changes."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, float]] = []
        self._text = ""
        self._size = 0.0
        self._height = 0.0

    def take(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        """Take one piece of text as pypdf's ``visitor_text``."""
        height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        drawn = abs(size or 0) * math.hypot(tm[2], tm[3]) * math.hypot(cm[2], cm[3])
        for number, piece in enumerate(text.split("\n")):
            if number or (self._text and abs(height - self._height) > max(drawn, self._size, 1) * 0.6):
                self._end()
            if piece.strip():
                self._height = height
                self._size = max(self._size, drawn)
            self._text += piece

    def lines(self) -> list[tuple[str, float]]:
        """Text and size in points of every line."""
        self._end()
        return self._lines

    def _end(self) -> None:
        text = one_line(self._text)
        if text:
            self._lines.append((text, round(self._size, 1)))
        self._text, self._size = "", 0.0


def _weighed(lines: list[tuple[str, float]]) -> list[Line]:
    """Lines larger than the body stand out; the body is the size that most characters have."""
    sizes: Counter[float] = Counter()
    for text, size in lines:
        sizes[size] += len(text)
    body = max(sizes, key=lambda size: (sizes[size], -size), default=0.0)
    if len(lines) <= 3:  # a cover has no body
        body = min(sizes, default=0.0) / _LARGER
    return [Line(text, PROMINENT if size >= body * _LARGER else PLAIN, size) for text, size in lines]
