"""Zip-based documents (OOXML, OpenDocument) taken apart safely: every byte checked, no entity ever expanded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

from dossier.containers import Caps, Meter, overlapping, read_index
from dossier.examine.facts import Unfit

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAPS = Caps(members=20_000, member_bytes=256 << 20)
_XML = (".xml", ".rels", ".vml")
_MANIFEST = b"META-INF/manifest.xml"
"""Of OpenDocument; it comes first, since what it says is locked cannot be checked by its size and sum."""
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
ENTITIES = tuple("<!ENTITY".encode(encoding) for encoding in _ENCODINGS)
"""Forbidden in OpenDocument, whose manifest named its DTD until 2006."""
DECLARATIONS = (*("<!DOCTYPE".encode(encoding) for encoding in _ENCODINGS), *ENTITIES)


def check_parts(
    file: BinaryIO, visit: Callable[[str, bytes], None], forbidden: tuple[bytes, ...] = DECLARATIONS
) -> None:
    """Unpack every part of *file* once and hand the XML ones to *visit* by name.

    Raises:
        Unfit: two parts share bytes, a part holds something *forbidden* (a DOCTYPE, which OOXML never has), or the
            manifest says that parts need a password.
        ContainerError: a part is damaged, encrypted or too large.
    """
    entries = read_index(file, _CAPS.members)
    if overlapping(file, entries):
        raise Unfit("bomb", "（各部分共用数据）")
    meter = Meter(_CAPS)
    for entry in sorted(entries, key=lambda entry: entry.raw != _MANIFEST):
        name = entry.raw.decode("utf-8", "replace").replace("\\", "/")
        keep = name.lower().endswith(_XML)
        pieces = [chunk if keep else b"" for chunk in meter.chunks(file, entry)]
        if keep:
            content = b"".join(pieces)
            if any(word in content for word in forbidden):
                raise Unfit("doctype")
            if entry.raw == _MANIFEST and b"encryption-data" in content:
                raise Unfit("encrypted")
            visit(name, content)


def parse(content: bytes) -> _Element:
    """Parse an XML part.

    Raises:
        Unfit: it is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unfit("corrupt", "（内部结构有误）") from error
