"""Runs in the guarded child: a PDF as pages and nothing else.

Actions, scripts, attachments, forms and dates are dropped; what forms, stamps and signatures look like is drawn into
the page. This is no promise that a hostile file becomes safe (OCRmyPDF's documentation says the same of itself); the
original is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream, parse_content_stream

_ACTIONS = frozenset(
    ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound")
)
_ACTIVE_KEYS = ("/AA", "/JS", "/JavaScript")
_ACTIVE_KINDS = frozenset(("/RichMedia", "/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D"))
_DROPPED_KEYS = ("/AA", "/A", "/JS", "/JavaScript", "/OpenAction", "/AF", "/EF", "/PieceInfo", "/Metadata")
_PAGE_KEYS = frozenset(
    ("/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Group")
)
_NODE_KEYS = _PAGE_KEYS | {"/Kids", "/Count"}
_TRAILER_KEYS = frozenset(("/Root", "/Size", "/Encrypt"))
_ROOT_KEYS = frozenset(("/Type", "/Pages"))


def clean(payload: dict[str, str]) -> dict[str, Any]:
    """Write ``payload["source"]`` as pages only to ``payload["target"]``; return page count and what was found.

    Raises:
        PdfError: it does not open, or it has no pages.
    """
    with Pdf.open(payload["source"]) as pdf:
        if not pdf.pages:
            raise PdfError("no pages")
        active = any(_is_active(dictionary) for dictionary in _dictionaries(pdf))
        _draw_annotations(pdf)
        _strip(pdf)
        for page in pdf.pages:
            _close(pdf, page)
        pdf.save(payload["target"], static_id=True)
        return {"count": len(pdf.pages), "active": active}


def _is_active(dictionary: Object) -> bool:
    if any(key in dictionary for key in _ACTIVE_KEYS):
        return True
    return (
        _name(dictionary, "/S") in _ACTIONS
        or _name(dictionary, "/Subtype") in _ACTIVE_KINDS
        or "/EmbeddedFiles" in dictionary
        or (_name(dictionary, "/Type") == "/Filespec" and "/EF" in dictionary)
    )


def _draw_annotations(pdf: Pdf) -> None:
    """Draw what forms, stamps and seals look like in print into the pages."""
    if Name.AcroForm in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")


def _strip(pdf: Pdf) -> None:
    for page in pdf.pages:
        _keep(page.obj, _PAGE_KEYS)
    for dictionary in _dictionaries(pdf):
        if _name(dictionary, "/Type") == "/Pages":
            _keep(dictionary, _NODE_KEYS)
        for key in _DROPPED_KEYS:
            if key in dictionary:
                del dictionary[key]
    _keep(pdf.Root, _ROOT_KEYS)
    # LibreOffice writes a random /ID and a /DocChecksum of it; nothing else differs between two conversions.
    _keep(pdf.trailer, _TRAILER_KEYS)


def _keep(dictionary: Object, keys: frozenset[str]) -> None:
    for key in set(dictionary.keys()) - keys:
        del dictionary[key]


def _close(pdf: Pdf, page: Page) -> None:
    """Leave the graphics state as it was found, however the page's own q and Q are paired."""
    opens, closes = _unpaired(page)
    contents = page.obj.get(Name.Contents)
    if isinstance(contents, Stream):
        parts = [contents]
    else:
        parts = [part for part in contents if isinstance(part, Stream)] if isinstance(contents, Array) else []
    before = pdf.make_stream(b"q\n" * (1 + closes))
    after = pdf.make_stream(b"\n" + b"Q\n" * (1 + opens))
    page.obj.Contents = Array([before, *parts, after])


def _unpaired(page: Page) -> tuple[int, int]:
    """How many q stay open at the end of *page*, and how many Q have no q before them."""
    depth = lowest = 0
    try:
        instructions = parse_content_stream(page, "q Q")
    except PdfError:
        return 0, 0
    for instruction in instructions:
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    return depth - lowest, -lowest


def _dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary of the file, those inside others included."""
    for top in pdf.objects:
        stack = [top]
        while stack:
            value = stack.pop()
            if isinstance(value, (Dictionary, Stream)):
                yield value
                stack += _inside(value[key] for key in set(value.keys()))
            elif isinstance(value, Array):
                stack += _inside(value.as_list())


def _inside(values: Iterable[Any]) -> list[Object]:
    """Of *values*, the objects that stand in their container itself; numbers come as Python's own."""
    return [value for value in values if isinstance(value, Object) and not value.is_indirect]


def _name(dictionary: Object, key: str) -> str:
    value = dictionary.get(key)
    return str(value) if isinstance(value, Name) else ""
