"""An Office file as a set of parts: opened without trusting it, written with the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""Namespace of Word's own elements."""

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 200 * 2**20
_MOST_PARTS = 5_000
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TEXT_TYPES = {
    f"{_WORD}document.main+xml": "正文",
    f"{_WORD}template.main+xml": "正文",
    f"{_WORD}header+xml": "页眉",
    f"{_WORD}footer+xml": "页脚",
    f"{_WORD}footnotes+xml": "脚注",
    f"{_WORD}endnotes+xml": "尾注",
    f"{_WORD}comments+xml": "批注",
    "application/vnd.openxmlformats-package.core-properties+xml": "文档属性",
}
_CONTENT_TYPES = "[Content_Types].xml"


class PackageError(ValueError):
    """The bytes are not a package that may be opened; the message says why, in Chinese."""


def parse(data: bytes) -> etree._Element:
    """Parse XML strictly: no entities, no network, no repairing that would lose text.

    Raises:
        PackageError: not well-formed, or it carries a DOCTYPE, which no Office part has.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise PackageError("含外部实体声明（DOCTYPE）")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(f"XML 有误：{error.msg}") from error


def read(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name, in their stored order.

    Raises:
        PackageError: not a zip file, encrypted, or it expands beyond reason.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _members(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise PackageError("不是 .docx 文件，或文件已损坏、设了密码") from error


def _members(archive: ZipFile) -> dict[str, bytes]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > _MOST_PARTS:
        raise PackageError("部件过多")
    parts: dict[str, bytes] = {}
    left = _MOST_BYTES
    for info in infos:
        with archive.open(info) as member:
            # Read at most one byte more than allowed: the announced size may lie.
            content = member.read(left + 1)
        left -= len(content)
        if left < 0:
            raise PackageError("展开后异常巨大")
        parts[info.filename] = content
    return parts


def text_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return part name → what it is (正文, 页眉 …) for every part that may hold words, body first.

    Raises:
        PackageError: there is no Word body, so this is not a .docx.
    """
    if _CONTENT_TYPES not in parts:
        raise PackageError("不是 .docx 文件")
    found: dict[str, str] = {}
    for override in parse(parts[_CONTENT_TYPES]).iter("{*}Override"):
        kind = _TEXT_TYPES.get(override.get("ContentType", ""))
        name = override.get("PartName", "").lstrip("/")
        if kind and name in parts:
            found[name] = kind
    if "正文" not in found.values():
        raise PackageError("不是 .docx 文件（没有正文，或是带宏的文档）")
    return dict(sorted(found.items(), key=lambda item: (item[1] != "正文", item[0])))


def write(parts: Mapping[str, bytes]) -> bytes:
    """Return a package with *parts* in the given order; the bytes depend on nothing else."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _FIXED_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return out.getvalue()


def impersonal(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return *parts* as a document that says nothing about when, by whom and from where it was made.

    Dates and the last author leave the properties; the link to a ``.dotx`` on somebody's disk leaves the
    settings; a ``.dotx`` becomes a ``.docx``.

    Raises:
        PackageError: a picture or object is only linked, so that opening the document would fetch it.
    """
    clean = dict(parts)
    for name in [name for name in parts if name.endswith(".rels")]:
        clean[name] = _local(name, parts[name])
    if _CORE in clean:
        clean[_CORE] = _without(clean[_CORE], _TRACES)
    if _SETTINGS in clean:
        clean[_SETTINGS] = _without(clean[_SETTINGS], ("attachedTemplate",))
    clean[_CONTENT_TYPES] = clean[_CONTENT_TYPES].replace(b"template.main+xml", b"document.main+xml")
    return clean


_CORE = "docProps/core.xml"
_SETTINGS = "word/settings.xml"
_TRACES = ("created", "modified", "lastModifiedBy", "lastPrinted", "revision")


def _local(name: str, data: bytes) -> bytes:
    root = parse(data)
    dropped = False
    for relation in list(root.iter("{*}Relationship")):
        kind = relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") != "External" or kind == "hyperlink":
            continue
        if kind != "attachedTemplate":
            raise PackageError(f"含链接到外部的内容（{kind}），请改为插入到文档中")
        root.remove(relation)
        dropped = True
    return _serialise(root) if dropped else data


def _without(data: bytes, names: tuple[str, ...]) -> bytes:
    root = parse(data)
    found = [element for name in names for element in root.iter(f"{{*}}{name}")]
    for element in found:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return _serialise(root) if found else data


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
