"""The two Chinese faces, cut down once per run to the characters that are drawn.

A whole face has 30,000 glyphs and costs a third of a second to open and embed; cut down to the words of all boxes it
costs 40 ms a box, and the glyphs that end up in a PDF are the same bytes either way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dossier.resources import cjk_font
from dossier.text import mask

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("〓—…·（），、。：；“”《》")
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG")


@dataclass(frozen=True)
class Faces:
    """Font files for drawing, and which characters each has."""

    serif: Path
    sans: Path
    serif_has: frozenset[str]
    sans_has: frozenset[str]

    def has(self, face: Literal["serif", "sans"], character: str) -> bool:
        """Whether *face* can draw *character*."""
        return character in (self.serif_has if face == "serif" else self.sans_has)


def printable(text: str) -> str:
    """*text* without controls and format characters, which have no glyph; newlines stay, tabs become spaces.

    Personal numbers are masked.
    """
    kept = (character for character in mask(text).replace("\t", " ") if _kept(character))
    return "".join(kept)


def cut_faces(texts: Iterable[str], folder: Path) -> Faces:
    """Write both faces, cut down to the characters of *texts* and of our own words, into *folder*."""
    wanted = frozenset(_ALWAYS.union(*map(frozenset, map(printable, texts)))) - {"\n"}
    serif, serif_has = _cut("serif", wanted, folder)
    sans, sans_has = _cut("sans", wanted, folder)
    return Faces(serif, sans, serif_has, sans_has)


def _kept(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")


def _cut(face: Literal["serif", "sans"], wanted: frozenset[str], folder: Path) -> tuple[Path, frozenset[str]]:
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont

    # The stored bounding box and date are kept: both would otherwise depend on the other words of the run.
    with TTFont(cjk_font("regular", face), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        found = frozenset(chr(point) for point in font.getBestCmap()) & wanted
        subsetter = Subsetter(_options())
        subsetter.populate(unicodes=sorted(map(ord, found)))
        subsetter.subset(font)
        target = folder / f"{face}.otf"
        _save(font, target)
    return target, found


def _options() -> object:
    from fontTools.subset import Options

    options = Options()
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_bounds = False
    options.drop_tables += list(_DROPPED_TABLES)
    return options


def _save(font: TTFont, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
