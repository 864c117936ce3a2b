"""What a zip really is: a document of some kind, or an archive of files."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
_OTHER_DRAWINGS = (b"application/vnd.oasis.opendocument.", b"application/vnd.sun.xml.")
_ODF_PARTS = (b"META-INF/manifest.xml", b"content.xml")
_OPC_FOLDERS = (b"_rels/", b"docProps/", b"customXml/", b"word/", b"xl/", b"ppt/", b"visio/")
_OPC_HOMES = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"))
_OPC_PARTS = (b".xml", b".rels", b".fdseq", b"/")


@dataclass(frozen=True)
class _Mark:
    """How a kind shows: its main part at the top, what that begins with, and another part that goes with it."""

    main: bytes
    content: re.Pattern[bytes]
    beside: re.Pattern[bytes]
    """Found among the names of all members, one a line."""
    kind: str


def _mark(main: bytes, content: bytes, beside: bytes, kind: str) -> _Mark:
    return _Mark(main, re.compile(content, re.S), re.compile(beside, re.M), kind)


# fmt: off
_DOCUMENTS = (
    b".docx", b".doc", b".wps", b".xlsx", b".xls", b".et", b".pptx", b".ppt", b".dps", b".pdf", b".ofd", b".rtf", b".zip", b".rar",
)
# fmt: on
"""Names of what a school hands in; a package has such members in its own folders only."""

_MARKS = (
    _mark(b"OFD.xml", rb"<(?:[\w.-]+:)?OFD\b", b"", "ofd"),
    _mark(b"META-INF/MANIFEST.MF", rb"\A\s*Manifest-Version:", rb"\.class$", "jar"),
    _mark(b"AndroidManifest.xml", rb"\A\x03\0\x08\0", rb"^(?:classes\d*\.dex|resources\.arsc)$", "jar"),
    _mark(b"Index/Document.iwa", rb"\A\0", b"", "iwork"),
    _mark(b"Index.zip", rb"\APK", rb"^(?:Metadata|Data|preview)", "iwork"),
    _mark(b"buildVersionHistory.plist", rb"<plist\b|\Abplist", rb"^index\.(?:xml|apxl)$", "iwork"),
    _mark(b"content.json", rb"\A\s*\[.*\"rootTopic\"", rb"^(?:metadata|manifest)\.json$", "xmind"),
    _mark(b"content.xml", rb"<xmap-content\b", b"", "xmind"),
)


def zip_kind(file: BinaryIO, entries: tuple[Entry, ...]) -> str:
    """Name the kind of document that a zip is: ``docx`` ``ofd`` …; ``zip`` for an archive of files.

    A document is only what its main part, at its place and of its content, says it is. One member that happens to be
    called like such a part does not hide the others.
    """
    members = {entry.raw.replace(b"\\", b"/"): entry for entry in entries}
    return (
        _opc_kind(file, members)
        or _declared_kind(file, members)
        or next((mark.kind for mark in _MARKS if _shows(file, members, mark)), "zip")
    )


def _opc_kind(file: BinaryIO, members: dict[bytes, Entry]) -> str:
    """The kind of an Office document, however damaged; ``opc`` for a package of some other program, empty if it is none.

    Where no main part is declared, documents beside the parts tell that somebody packed an unpacked folder with them.
    """
    if b"[Content_Types].xml" not in members or not _is_package(members):
        return ""
    main = _MAIN_TYPE.search(_start(file, members[b"[Content_Types].xml"]))
    if main:
        return "xlsb" if main[2].startswith(b"sheet.binary") else _FAMILIES[main[1]]
    if any(_is_document(name) for name in members):
        return ""
    parts = (kind for part, kind in _MAIN if part in members)
    homes = (kind for home, kind in _OPC_HOMES if any(name.startswith(home) for name in members))
    return next(parts, "") or next(homes, "opc")


def _is_document(name: bytes) -> bool:
    return name.lower().endswith(_DOCUMENTS) and not name.startswith(_OPC_FOLDERS)


def _is_package(members: dict[bytes, Entry]) -> bool:
    """Whether *members* are parts and not files that somebody packed together with a list of types."""
    names = list(members)
    return any(name.startswith(_OPC_FOLDERS) for name in names) or all(
        name.endswith(_OPC_PARTS) for name in names
    )


def _declared_kind(file: BinaryIO, members: dict[bytes, Entry]) -> str:
    """What a package says in its first member that it is (OpenDocument, EPUB), if it is a package."""
    if b"mimetype" not in members:
        return ""
    said = _start(file, members[b"mimetype"]).strip().removesuffix(b"-template")
    if not said and all(part in members for part in _ODF_PARTS):
        return "odt"  # damaged or locked, which its reader will say
    kind = _MIMETYPES.get(said) or ("odg" if said.startswith(_OTHER_DRAWINGS) else "")
    parts = (b"META-INF/container.xml",) if kind == "epub" else _ODF_PARTS
    return kind if any(part in members for part in parts) else ""


def _shows(file: BinaryIO, members: dict[bytes, Entry], mark: _Mark) -> bool:
    return (
        mark.main in members
        and mark.beside.search(b"\n".join(members)) is not None
        and mark.content.search(_start(file, members[mark.main])) is not None
    )


def _start(file: BinaryIO, entry: Entry, most: int = 4 << 20) -> bytes:
    """Return what can be read of a small member."""
    content = b""
    try:
        for chunk in Meter(Caps(member_bytes=most)).chunks(file, entry):
            content += chunk
    except ContainerError:
        pass
    return content
