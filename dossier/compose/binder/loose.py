"""The dividers of all boxes in one PDF, to be printed before anything lies in the boxes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from pikepdf import Name, OutlineItem, Pdf, String

from dossier.compose.binder.identity import set_identity
from dossier.compose.drawn.draw import dividers
from dossier.compose.drawn.faces import Faces
from dossier.model import Box

_TITLE = "分隔页"


def bind_dividers(boxes: Sequence[Box], school: str, faces: Faces, target: Path) -> bool:
    """Write them to *target*, a bookmark for each box; returns whether there are any."""
    drawn, begins = dividers(boxes, faces)
    if not begins:
        return False
    with Pdf.open(io.BytesIO(drawn)) as pdf:
        for page in pdf.pages:
            fonts = page.obj.Resources.Font
            for name in set(fonts.keys()):
                fonts[name].Encoding = Name("/Identity-H")
        del pdf.trailer.Info, pdf.trailer.ID  # its date and its name are those of no clock
        pdf.docinfo[Name.Title] = String(f"{school} {_TITLE}")
        with pdf.open_outline() as outline:
            outline.root.extend(OutlineItem(title, page) for title, page in begins)
        target.parent.mkdir(parents=True, exist_ok=True)
        pdf.save(target, static_id=True)
    set_identity(target)
    return True
