"""What a zip really is: a document of some kind, or an archive of files."""

from __future__ import annotations

import re
from typing import BinaryIO

from dossier.containers.errors import ContainerError
from dossier.containers.zips import Caps, Entry, Meter

_MAIN_TYPE = re.compile(
    rb"(wordprocessingml|ms-word|spreadsheetml|ms-excel|presentationml|ms-powerpoint)\.([\w.]+?)\.main\b"
)
"""The type of a main part; an embedded workbook is declared without ``main``."""
_FAMILIES = {
    b"wordprocessingml": "docx",
    b"ms-word": "docx",
    b"spreadsheetml": "xlsx",
    b"ms-excel": "xlsx",
    b"presentationml": "pptx",
    b"ms-powerpoint": "pptx",
}
_MAIN = (
    (b"word/document.xml", "docx"),
    (b"xl/workbook.xml", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
    (b"visio/document.xml", "vsdx"),
    (b"FixedDocSeq.fdseq", "xps"),
    (b"FixedDocumentSequence.fdseq", "xps"),
)
_MIMETYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
_MARKS = (
    (b"OFD.xml", "ofd"),
    (b"META-INF/MANIFEST.MF", "jar"),
    (b"AndroidManifest.xml", "jar"),
    (b"Index/Document.iwa", "iwork"),
    (b"Index.zip", "iwork"),
    (b"buildVersionHistory.plist", "iwork"),
    (b"content.json", "xmind"),
)
_OPC_FIRST = (b"[Content_Types].xml", b"_rels/.rels")


def is_opc_head(head: bytes) -> bool:
    """Whether the first 64 bytes of a file show an Office document, without looking further."""
    return head.startswith(b"PK\x03\x04") and head[30:].startswith(_OPC_FIRST)


def zip_kind(file: BinaryIO, entries: tuple[Entry, ...]) -> str:
    """Name the kind of document that a zip is: ``docx`` ``ofd`` …; ``zip`` for an archive of files."""
    members = {entry.raw.replace(b"\\", b"/"): entry for entry in entries}
    if b"[Content_Types].xml" in members:
        return _opc_kind(_start(file, members[b"[Content_Types].xml"]), members)
    if b"mimetype" in members:
        said = _start(file, members[b"mimetype"]).strip()
        return _MIMETYPES.get(said.removesuffix(b"-template"), "odg")
    return next((kind for mark, kind in _MARKS if mark in members), "zip")


def _opc_kind(types: bytes, members: dict[bytes, Entry]) -> str:
    main = _MAIN_TYPE.search(types)
    if main:
        return "xlsb" if main[2].startswith(b"sheet.binary") else _FAMILIES[main[1]]
    return next((kind for part, kind in _MAIN if part in members), "opc")


def _start(file: BinaryIO, entry: Entry, most: int = 4 << 20) -> bytes:
    """Return what can be read of a small member."""
    content = b""
    try:
        for chunk in Meter(Caps(member_bytes=most)).chunks(file, entry):
            content += chunk
    except ContainerError:
        pass
    return content
