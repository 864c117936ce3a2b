"""The /ID of a PDF, made of its own content instead of the clock."""

from __future__ import annotations

import hashlib
import mmap
import re
from pathlib import Path

_STATIC = b"31415926535897932384626433832795"
"""What qpdf writes when it is asked for a static ID (its manual, section "Static ID")."""
_PAIR = re.compile(rb"/ID \[<" + _STATIC + rb"><" + _STATIC + rb">\]")

_TRAILER_BYTES = 4096


def set_identity(file: Path) -> None:
    """Replace qpdf's static /ID in the trailer of *file* by a digest of the file.

    Raises:
        ValueError: the trailer carries no static ID.
    """
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as view:
        pairs = list(_PAIR.finditer(view, max(0, len(view) - _TRAILER_BYTES)))
        if not pairs:
            raise ValueError(f"{file.name} has no static ID")
        digest = hashlib.sha256(view).hexdigest()[:32].encode()
        view[pairs[-1].start() : pairs[-1].end()] = b"/ID [<%b><%b>]" % (digest, digest)
