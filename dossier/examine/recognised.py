"""From recognised lines to title and text, or to nothing: a picture of a playground is no document.

The box of a line is high or low as its characters happen to be; its width per character tells the size of the type.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.examine.facts import LEAD_LENGTH, TITLE_LENGTH
from dossier.examine.titles import PLAIN, PROMINENT, Line, choose
from dossier.text import clean, columns, one_line

_SURE = 0.6
"""Confidence of a line that counts as text at all."""
_SURE_TITLE = 0.85
_SAME_SIZE = 1.2
_FEWEST_WIDE = 4
"""Characters of a line by which its size can be told."""
_BOX_HEIGHT = 1.15
"""Times the size of the type."""
_LARGER = 1.2
"""Times the size of the body, for a title."""
_COVER_LINES = 3
_FEWEST = {"pdf": (1, 8), "picture": (5, 40)}
"""Lines and characters below which a page says nothing. A photo must show much more than a slogan on a wall."""
_SPREAD = 0.4
"""Share of a photo's height, and of its width, over which its text must spread."""
_DASH = re.compile(r"(?<=20\d\d)[一－\-~](?=20\d\d|\d\d\D)")
"""2024一2025: between two years stands a dash."""


@dataclass(frozen=True)
class Recognised:
    """A recognised line with its place on the page."""

    text: str
    score: float
    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Of its box."""
        return max(1, self.bottom - self.top)

    @property
    def size(self) -> float:
        """Of the type: how wide a Chinese character is."""
        wide = columns(self.text) / 2
        return (self.right - self.left) / wide if wide >= _FEWEST_WIDE else self.height / _BOX_HEIGHT


@dataclass(frozen=True)
class Page:
    """What a page says."""

    title: str
    """Empty where no line stands out, or it was not read surely."""
    text: str
    """The lines from top to bottom."""


def page(answer: dict[str, object], *, photographed: bool) -> Page | None:
    """What the child's *answer* says; None when it is no page of text.

    Args:
        answer: as :func:`dossier.examine.ocr.recognise` returns it.
        photographed: it is a picture that need not show paper, rather than a PDF that was scanned.
    """
    width, height = int(str(answer["width"])), int(str(answer["height"]))
    raw: Iterable[Sequence[object]] = answer["lines"]  # type: ignore[assignment]
    every = [_recognised(values) for values in raw]
    lines = [line for line in every if line.score >= _SURE and line.text]
    fewest, characters = _FEWEST["picture" if photographed else "pdf"]
    if len(lines) < fewest or sum(len(line.text) for line in lines) < characters:
        return None
    if photographed and not _fills(lines, width, height):
        return None
    rows = _rows(lines)
    text = "\n".join(" ".join(line.text for line in row) for row in rows)
    return Page(_title(rows), text[:LEAD_LENGTH])


def _recognised(values: Sequence[object]) -> Recognised:
    text, score, *box = values
    left, top, right, bottom = (int(str(edge)) for edge in box)
    plain = _DASH.sub("—", one_line(clean(str(text))))
    return Recognised(plain, float(str(score)), left, top, right, bottom)


def _fills(lines: Sequence[Recognised], width: int, height: int) -> bool:
    """Whether the text spreads over the picture as it does over a page."""
    down = max(line.bottom for line in lines) - min(line.top for line in lines)
    across = max(line.right for line in lines) - min(line.left for line in lines)
    return down >= _SPREAD * height and across >= _SPREAD * width


def _rows(lines: Sequence[Recognised]) -> list[list[Recognised]]:
    """Lines from top to bottom; those at one height stand in one row, from left to right."""
    rows: list[list[Recognised]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom, line.left)):
        last = rows[-1][0] if rows else None
        centre = (line.top + line.bottom) / 2
        if (
            last is not None
            and centre < last.bottom
            and abs(centre - (last.top + last.bottom) / 2) < last.height / 2
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _title(rows: Sequence[Sequence[Recognised]]) -> str:
    """The line that stands out near the top, as it would in a written document; none where the reading is unsure."""
    body = _body(rows)
    candidates: list[Line] = []
    sure: dict[str, float] = {}
    size = 0.0
    for row in rows:
        text = " ".join(line.text for line in row)
        own = max(line.size for line in row)
        size = size if size and 1 / _SAME_SIZE <= own / size <= _SAME_SIZE else own
        stands_out = len(rows) <= _COVER_LINES or own >= body * _LARGER
        candidates.append(Line(text, PROMINENT if stands_out else PLAIN, size))
        sure[text] = min(line.score for line in row)
    title = choose(candidates)
    parts = [line.text for line in candidates if line.weight and line.text[:TITLE_LENGTH] in title]
    if not parts or not title.startswith(tuple(parts)):
        return ""
    return title if min(sure[text] for text in parts) >= _SURE_TITLE else ""


def _body(rows: Sequence[Sequence[Recognised]]) -> float:
    """The size that the middle character of the page has."""
    return statistics.median(line.size for row in rows for line in row for _ in line.text)
