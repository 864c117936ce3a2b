"""Codes for drawn text: each character is written as the CID of its glyph.

fpdf2 numbers glyphs in order of use and adds a CMap of its own that maps these numbers to CIDs. Readers other than
the large ones (pypdf among them) do not read embedded CMaps. With codes that are CIDs, that CMap is the identity, so
the binder can name the predefined Identity-H in its place.
"""

from __future__ import annotations

from fpdf.fonts import Glyph, SubsetMap, TTFFont


class CidCodes(SubsetMap):
    """Glyph → CID, for a CID-keyed font, whose glyphs are named ``cid00001`` and so on."""

    def __init__(self, font: TTFFont) -> None:
        super().__init__(font)
        reserved = list(self._char_id_per_glyph)
        self._char_id_per_glyph.clear()
        for glyph in reserved:
            self.pick_glyph(glyph)

    def pick_glyph(self, glyph: Glyph | None) -> int | None:
        """The code of *glyph*."""
        if glyph is None:
            return None
        return self._char_id_per_glyph.setdefault(glyph, _cid(glyph.glyph_name))


def _cid(name: str) -> int:
    return int(name.removeprefix("cid")) if name != ".notdef" else 0
