"""Breaking a line of Chinese, Latin and digits into lines of a given width.

Chinese breaks between any two characters, except before closing and after opening punctuation (避头尾); a run of
Latin letters and digits stays whole unless it is wider than the line by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]
"""Width of a text, in the unit of the line."""

_NOT_FIRST = frozenset("，。、；：？！）】》〉」』”’〕％%,.;:?!)]}…—·～")
_NOT_LAST = frozenset("（【《〈「『“‘〔([{")
_WORD = re.compile(r"[0-9A-Za-z_.,/+\-]+|\s+|.", re.DOTALL)


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return *text* as lines no wider than *width*; a newline always breaks. At least one line."""
    return tuple(line for paragraph in text.split("\n") for line in _paragraph(paragraph, width, measure))


def _paragraph(text: str, width: float, measure: Measure) -> Iterator[str]:
    line = ""
    for piece in _pieces(text, width, measure):
        if line and measure(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


def _pieces(text: str, width: float, measure: Measure) -> list[str]:
    """Cut *text* into what must not be torn apart."""
    pieces: list[str] = []
    for token in _tokens(text, width, measure):
        bound = pieces and (token[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST)
        if bound and measure(pieces[-1] + token) <= width:
            pieces[-1] += token
        else:
            pieces.append(token)
    return pieces


def _tokens(text: str, width: float, measure: Measure) -> Iterator[str]:
    for match in _WORD.finditer(text):
        token = match[0]
        if measure(token) <= width:
            yield token
        else:
            yield from token
