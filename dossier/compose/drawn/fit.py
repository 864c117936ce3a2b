"""Text that stays in its place: set smaller until it fits, and only then cut, visibly."""

from __future__ import annotations

from dataclasses import replace

from dossier.compose.drawn.sheet import Sheet, Style

_SMALLEST = 9.0
"""Points; smaller print is not read on paper."""
_STEP = 0.9


def fit(sheet: Sheet, text: str, style: Style, width: float, height: float) -> tuple[Style, str]:
    """Return the style, at most *style*, in which *text* fits *width* × *height* mm, and the text in its lines.

    What does not fit even at the smallest size ends in an ellipsis.
    """
    lines = sheet.lines(text, style, width)
    while len(lines) * style.line > height and style.size > _SMALLEST:
        style = replace(style, size=max(_SMALLEST, style.size * _STEP))
        lines = sheet.lines(text, style, width)
    most = max(1, int(height / style.line))
    if len(lines) > most:
        lines = (*lines[: most - 1], lines[most - 1][:-1] + "…")
    return style, "\n".join(lines)
