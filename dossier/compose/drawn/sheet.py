"""The surface that our own pages are drawn on: A4, black, two Chinese faces, millimetres from the top left corner.

A character that the wanted face lacks is drawn in the other; one that both lack is drawn as 〓, the printer's sign for
a missing type, and remembered, so that it can be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from dossier.compose.drawn.wrap import wrap

if TYPE_CHECKING:
    from fpdf import FPDF

    from dossier.compose.drawn.faces import Faces

Face = Literal["serif", "sans"]
Align = Literal["left", "centre", "right"]

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 25.0, 15.0, 20.0, 15.0
"""White margins in mm of GB/T 9705-2008 for 卷内目录; the left one is for binding."""
FLOOR = HEIGHT - BOTTOM
INNER = WIDTH - LEFT - RIGHT
CENTRE = LEFT + INNER / 2

_MM_PER_PT = 25.4 / 72
_MEASURE_PT = 100.0
_MISSING = "〓"
_OTHER: dict[Face, Face] = {"serif": "sans", "sans": "serif"}


@dataclass(frozen=True)
class Style:
    """A size in points and a face."""

    size: float
    face: Face = "serif"
    leading: float = 1.4
    """Line distance in multiples of the size."""

    @property
    def line(self) -> float:
        """Line distance in mm."""
        return self.size * self.leading * _MM_PER_PT


@dataclass(frozen=True)
class _Glyph:
    """What is drawn for a character: itself or 〓, in which face, how wide in em."""

    character: str
    face: Face
    advance: float


class Sheet:
    """A growing set of drawn pages."""

    def __init__(self, faces: Faces) -> None:
        from fpdf import FPDF
        from fpdf.fonts import TTFFont

        from dossier.compose.drawn.cid_codes import CidCodes

        self._faces = faces
        self._pdf: FPDF = FPDF(unit="mm", format="A4")
        self._pdf.set_auto_page_break(False)
        # The date is part of the bytes; it means nothing and is dropped when pages are bound.
        self._pdf.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
        self._pdf.add_font("serif", fname=faces.serif)
        self._pdf.add_font("sans", fname=faces.sans)
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.subset = CidCodes(font)
        self._glyphs: dict[tuple[str, Face], _Glyph] = {}
        self.missing: set[str] = set()

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return int(self._pdf.page)

    def page(self) -> None:
        """Begin a new page."""
        self._pdf.add_page()

    def width(self, text: str, style: Style) -> float:
        """Width of *text* in mm."""
        return sum(self._glyph(character, style.face).advance for character in text) * style.size * _MM_PER_PT

    def lines(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """*text* broken into lines of at most *width* mm."""
        return wrap(text, width, lambda piece: self.width(piece, style))

    def text(self, x: float, y: float, text: str, style: Style, align: Align = "left") -> None:
        """Draw one line with its baseline at *y*; *x* is its left end, centre or right end."""
        shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
        x -= shift * self.width(text, style)
        glyphs = [self._glyph(character, style.face) for character in text]
        for face, run in groupby(glyphs, key=lambda glyph: glyph.face):
            shown = list(run)
            self._pdf.set_font(face, size=style.size)
            self._pdf.text(x, y, "".join(glyph.character for glyph in shown))
            x += sum(glyph.advance for glyph in shown) * style.size * _MM_PER_PT

    def block(
        self, x: float, y: float, width: float, text: str, style: Style, align: Align = "left"
    ) -> float:
        """Draw *text* wrapped into a column whose top left corner is given; return the y below it."""
        anchor = {"left": x, "centre": x + width / 2, "right": x + width}[align]
        for line in self.lines(text, style, width):
            self.text(anchor, y + baseline(style), line, style, align)
            y += style.line
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float, weight: float = 0.25) -> None:
        """Draw a line of *weight* mm."""
        self._pdf.set_line_width(weight)
        self._pdf.line(x1, y1, x2, y2)

    def frame(self, x: float, y: float, width: float, height: float, weight: float = 0.25) -> None:
        """Draw a rectangle."""
        self._pdf.set_line_width(weight)
        self._pdf.rect(x, y, width, height)

    def codes(self, characters: str) -> dict[str, bytes]:
        """The two-byte codes of *characters* in the serif font object, for whoever stamps with the same font."""
        return {character: self._code(ord(character)) for character in characters}

    def advances(self, characters: str) -> dict[str, float]:
        """Advance widths of *characters* in the serif face, in em."""
        return {character: self._glyph(character, "serif").advance for character in characters}

    def output(self) -> bytes:
        """Return the finished PDF."""
        return bytes(self._pdf.output())

    def _code(self, point: int) -> bytes:
        font: Any = self._pdf.fonts["serif"]
        code = font.subset.pick(point)
        if code is None:
            raise KeyError(chr(point))
        return int(code).to_bytes(2, "big")

    def _glyph(self, character: str, wanted: Face) -> _Glyph:
        """How *character* is drawn where *wanted* is the face."""
        known = self._glyphs.get((character, wanted))
        if known is None:
            known = self._glyphs[character, wanted] = self._find(character, wanted)
        return known

    def _find(self, character: str, wanted: Face) -> _Glyph:
        for face in (wanted, _OTHER[wanted]):
            if self._faces.has(face, character):
                return _Glyph(character, face, self._advance(character, face))
        self.missing.add(character)
        return _Glyph(_MISSING, wanted, self._advance(_MISSING, wanted))

    def _advance(self, character: str, face: Face) -> float:
        self._pdf.set_font(face, size=_MEASURE_PT)
        return float(self._pdf.get_string_width(character)) / _MM_PER_PT / _MEASURE_PT


def baseline(style: Style) -> float:
    """Distance in mm from the top of a line to its baseline: Chinese glyphs stand 0.88 em above it, 0.12 em below."""
    return style.line / 2 + style.size * _MM_PER_PT * 0.38
