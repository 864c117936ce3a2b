"""Page numbers in displayed coordinates: where a reader of the printed page sees the bottom corner.

A page is shown through its crop box, turned by /Rotate and scaled by /UserUnit (ISO 32000-1, 7.7.3.3 and 14.11.2).
The stamp is laid out in millimetres on the shown page and mapped back into the page's own coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from dossier.compose.binder.stamp_sign import STAMP_SIGN

SIZE_PT = 10.5
FROM_SIDE_MM = 15.0
FROM_BOTTOM_MM = 10.0
_PT_PER_MM = 72 / 25.4
_A3_SHORT_PT, _A5_SHORT_PT = 842.0, 420.0
_A4 = (0.0, 0.0, 595.276, 841.89)
_FONT_NAME = "/DossierNumber"
_LONGEST_STAMP = 400
"""Bytes; longer streams are not looked into."""

Matrix = tuple[float, float, float, float, float, float]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """How a page is shown. Lengths in points of the shown page."""

    width: float
    height: float
    to_page: Matrix
    """Maps shown coordinates (points, origin bottom left) to the page's own."""

    @property
    def scale(self) -> float:
        """Sheets over A3 are printed reduced, so their numbers grow along; slips below A5 get smaller ones."""
        short = min(self.width, self.height)
        return max(short / _A3_SHORT_PT, 1.0) if short > _A5_SHORT_PT else max(short / _A5_SHORT_PT, 0.3)


@dataclass(frozen=True)
class NumberFont:
    """The font object that all stamps share, and how to set digits in it."""

    font: Object
    codes: Mapping[str, bytes]
    advances: Mapping[str, float]

    def encoded(self, number: str) -> str:
        """*number* as a PDF literal string in this font, in octal; pypdf misreads short hexadecimal ones."""
        return "".join(f"\\{byte:03o}" for digit in number for byte in self.codes[digit])

    def width(self, number: str) -> float:
        """Width of *number* in em."""
        return sum(self.advances[digit] for digit in number)


class Stamper:
    """Stamps numbers on the pages of one PDF."""

    def __init__(self, pdf: Pdf, font: NumberFont, *, duplex: bool) -> None:
        self._pdf = pdf
        self._font = font
        self._duplex = duplex
        # What a page draws is closed in by q and Q, so that its state cannot move the stamp.
        self._open = pdf.make_stream(b"q\n")
        self._close = pdf.make_stream(b"\nQ\n")

    def stamp(self, page: Page, number: int) -> None:
        """Print *number* in the outer bottom corner of *page* as it is shown."""
        content = _content(view(page), str(number), self._font, self._add_font(page), self._left(number))
        page.obj.Contents = Array(
            [self._open, *_contents(page), self._close, self._pdf.make_stream(content.encode("ascii"))]
        )

    def _left(self, number: int) -> bool:
        """Even numbers are on the back of the sheet when both sides are printed."""
        return self._duplex and number % 2 == 0

    def _add_font(self, page: Page) -> str:
        resources = page.obj.get(Name.Resources)
        if not isinstance(resources, Dictionary):
            resources = page.obj.Resources = Dictionary()
        fonts = resources.get(Name.Font)
        if not isinstance(fonts, Dictionary):
            fonts = resources.Font = Dictionary()
        name = _FONT_NAME
        while name in fonts and fonts[name].objgen != self._font.font.objgen:
            name += "x"
        fonts[name] = self._font.font
        return name


def view(page: Page) -> View:
    """Work out how *page* is shown."""
    x0, y0, x1, y1 = _shown_box(page)
    unit = _number(_inherited(page, Name.UserUnit), 1.0)
    unit = unit if unit > 0 else 1.0
    wide, tall = (x1 - x0) * unit, (y1 - y0) * unit
    scale = 1 / unit
    turns = {
        0: View(wide, tall, (scale, 0, 0, scale, x0, y0)),
        90: View(tall, wide, (0, scale, -scale, 0, x1, y0)),
        180: View(wide, tall, (-scale, 0, 0, -scale, x1, y1)),
        270: View(tall, wide, (0, -scale, scale, 0, x0, y1)),
    }
    turn = round(_number(_inherited(page, Name.Rotate), 0.0)) % 360
    return turns.get(turn, turns[0])


def _content(shown: View, number: str, font: NumberFont, name: str, left: bool) -> str:
    size = SIZE_PT * shown.scale
    side = FROM_SIDE_MM * _PT_PER_MM * shown.scale
    x = side if left else shown.width - side - font.width(number) * size
    y = FROM_BOTTOM_MM * _PT_PER_MM * shown.scale
    matrix = " ".join(f"{value:.5f}" for value in shown.to_page)
    return (
        f"{STAMP_SIGN.decode()}{matrix} cm BT {name} {size:.3f} Tf {x:.3f} {y:.3f} Td "
        f"({font.encoded(number)}) Tj ET Q EMC\n"
    )


def _shown_box(page: Page) -> Rectangle:
    media = _rectangle(_inherited(page, Name.MediaBox)) or _A4
    crop = _rectangle(_inherited(page, Name.CropBox)) or media
    shown = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _rectangle(value: Object | None) -> Rectangle | None:
    """A rectangle with its corners in order, or None when it is none."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        a, b, c, d = (float(number) for number in value.as_list())
    except (TypeError, ValueError):
        return None
    ordered = (min(a, c), min(b, d), max(a, c), max(b, d))
    return ordered if ordered[0] < ordered[2] and ordered[1] < ordered[3] else None


def _inherited(page: Page, key: Name) -> Any:
    """The value of *key* on the page or on the nearest node above it."""
    node: Any = page.obj
    for _ in range(50):  # a page tree in a circle must not hold us
        if not isinstance(node, Dictionary):
            return None
        if key in node:
            return node[key]
        node = node.get(Name.Parent)
    return None


def _number(value: Any, default: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def _contents(page: Page) -> list[Object]:
    """The content streams of *page* without the number of an earlier box, which would lie under the new one."""
    contents = page.obj.get(Name.Contents)
    parts = contents.as_list() if isinstance(contents, Array) else [contents]
    return [part for part in parts if isinstance(part, Stream) and not _is_stamp(part)]


def _is_stamp(stream: Stream) -> bool:
    short = _number(stream.get(Name.Length), 0) <= _LONGEST_STAMP
    return short and stream.read_bytes().startswith(STAMP_SIGN)
