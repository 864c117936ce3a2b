"""Runs in the guarded child: reads a PDF with pypdf, which had no part in writing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, Destination, NameObject, StreamObject

from dossier.compose.binder.stamp_sign import STAMP_SIGN

_LONGEST_CONTENT = 4_000_000
"""Bytes of page content; beyond it a page is a drawing, and its text is not read."""


def read(payload: dict[str, str]) -> dict[str, Any]:
    """Return pages, bookmark titles, stamped numbers and text digests of the PDF ``payload["file"]``."""
    reader = PdfReader(payload["file"])
    found = [_page(page) for page in reader.pages]
    return {
        "pages": len(found),
        "outline": list(_titles(reader.outline)),
        "numbers": [number for number, _ in found],
        "hashes": [digest for _, digest in found],
    }


def _page(page: PageObject) -> tuple[str, str]:
    """The number stamped on a page, and the digest of its other text."""
    streams = _streams(page)
    own = [stream for stream in streams if not stream.get_data().startswith(STAMP_SIGN)]
    text = _text(page, own)
    stamped = bool(streams) and not (own and own[-1] is streams[-1])
    number = _text(page, streams[-1:]) if stamped else ""
    return number, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _streams(page: PageObject) -> list[StreamObject]:
    entry = page.get("/Contents")
    contents: Any = entry.get_object() if entry is not None else ArrayObject()
    parts = contents if isinstance(contents, ArrayObject) else [contents]
    return [part.get_object() for part in parts if isinstance(part.get_object(), StreamObject)]


def _text(page: PageObject, streams: list[StreamObject]) -> str:
    """What *streams* draw on *page*, blanks removed; nothing where pypdf cannot read other people's drawing."""
    if sum(len(stream.get_data()) for stream in streams) > _LONGEST_CONTENT:
        return ""
    page[NameObject("/Contents")] = ArrayObject(streams)
    try:
        return "".join(page.extract_text().split())
    except Exception:  # pypdf raises whatever it likes; the other pages of the box still count
        return ""


def _titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        elif isinstance(entry, Destination):
            yield str(entry.title)
