"""Office files that are the same bytes for the same content: a zip written anew with fixed times and order.

python-docx and openpyxl stamp every entry with the clock, and openpyxl writes the hour of saving into the
core properties; both would make two equal runs differ.
"""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold."""
_FIRST = ("mimetype", "[Content_Types].xml", "_rels/.rels")
"""Readers expect these at the beginning."""
_SAVED = re.compile(rb"<dcterms:(created|modified)\b[^>]*(?:/>|>.*?</dcterms:\1>)", re.DOTALL)


def normalise(data: bytes) -> bytes:
    """*data*, a zip container, with fixed times, attributes and order, and without the dates of saving.

    Raises:
        zipfile.BadZipFile: *data* is no zip.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as written:
        for name in sorted(set(source.namelist()), key=_order):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _SAVED.sub(b"", content)
            written.writestr(_entry(name), content, compresslevel=6)
    return target.getvalue()


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 0  # the system that writes is no part of the content
    entry.external_attr = 0
    # An OpenDocument or EPUB mimetype is read without unpacking.
    entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    return entry
