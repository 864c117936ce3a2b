"""The only writer of box PDFs, and the second reader that checks them.

``prepare`` once for all boxes of a run, then ``bind_pdf`` for each; ``compare_boxes`` is what ``verify`` needs.
"""

from dossier.compose.binder.bind import Shared, Titles, bind_pdf, prepare
from dossier.compose.binder.loose import bind_dividers
from dossier.compose.binder.readback import ReadBack, compare_boxes, read_back
from dossier.compose.binder.record import BoxRecord, ItemRecord

__all__ = [
    "BoxRecord",
    "ItemRecord",
    "ReadBack",
    "Shared",
    "Titles",
    "bind_dividers",
    "bind_pdf",
    "compare_boxes",
    "prepare",
    "read_back",
]
