"""The /ID of a PDF, made of its own content instead of the clock."""

from __future__ import annotations

import hashlib
import os
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
    with file.open("r+b") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:32].encode()
        start = max(0, stream.seek(0, os.SEEK_END) - _TRAILER_BYTES)
        stream.seek(start)
        pairs = list(_PAIR.finditer(stream.read()))
        if not pairs:
            raise ValueError(f"{file.name} has no static ID")
        stream.seek(start + pairs[-1].start())
        stream.write(b"/ID [<%b><%b>]" % (digest, digest))
