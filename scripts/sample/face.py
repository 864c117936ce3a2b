"""A small TrueType face with the Chinese characters of the sample, as a Word processor would embed it.

The face that comes by pip has PostScript outlines. Files printed from Word and WPS carry TrueType, which every reader
can also turn back into text, so the outlines are converted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from dossier import resources

_MAX_ERROR = 1.0
"""How far a converted outline may lie from the original, in font units of 1/1000 em."""


def cut(characters: str, into: Path) -> None:
    """Write a .ttf with just *characters* to *into*."""
    options = subset.Options(layout_features=[], hinting=False, drop_tables=["GSUB", "GPOS", "VORG", "DSIG"])
    font: Any = TTFont(resources.cjk_font("regular", "sans"), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    _to_truetype(font)
    font.save(into)


def _to_truetype(font: Any) -> None:
    outlines = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, _MAX_ERROR, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), glyf
    del font["CFF "]
    _profile(font, order)
    font.sfntVersion = "\000\001\000\000"


def _profile(font: Any, order: list[str]) -> None:
    """The tables that say how many points and instructions the outlines need."""
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.numGlyphs = len(order)
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions",
    ):  # fmt: skip
        setattr(maxp, name, 0)
    maxp.maxZones, maxp.maxComponentElements = 1, 0
    font["glyf"].compile(font)
    maxp.recalc(font)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
