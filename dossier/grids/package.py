"""Whether the parts of an .xlsx or .xlsb make one workbook (ECMA-376 1, 12.3; 18.3.1.73): each sheet there, whole and within bounds.

calamine reads a workbook without its sheets as an empty one, and takes a row at its word: room up to row 4294967296 is
more than there is.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from dossier.containers import ContainerError
from dossier.grids.places import place_of
from dossier.text import one_line, visible

__all__ = ["Package", "beyond_format", "check_bounds", "related"]

_KIND = re.compile(rb"<(?:\w+:)?(worksheet|sst|workbook|chartsheet|dialogsheet|macrosheet)\b")
"""The element at the root of a part, near its beginning."""
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_FAR = re.compile(rb' r="([A-Za-z]{0,3}\d{7,}|[A-Za-z]{4,}\d+|X[F-Z][A-Z]\d+|[YZ][A-Z]{2}\d+)"')
"""A row, or a cell, that may lie beyond the last of the format."""
_BINARY = "xl/workbook.bin"
_UNKNOWN_ENCODING = 18
"""What expat cannot decode it cannot judge."""
_SHARED = re.compile(rb' t="s"[^>]*>\s*<(?:\w+:)?v[^>]*>([^<]+)<')
_TEXT = re.compile(rb"<(?:\w+:)?si\b")


def beyond_format(xml: bytes) -> str:
    """The first row (``4294967296``) or cell (``XFE10``) of a sheet that lies behind the last of the format, if any."""
    for match in _FAR.finditer(xml):
        row, column = place_of(match[1].decode().upper())
        if row > _LAST_ROW or column > _LAST_COLUMN:
            return match[1].decode()
    return ""


def check_bounds(xml: bytes) -> None:
    """Refuse a sheet that claims a place which no spreadsheet has.

    Raises:
        ContainerError: corrupt.
    """
    if place := beyond_format(xml):
        what = f"第{place}行" if place.isdigit() else f"单元格{place}"
        raise ContainerError("corrupt", f"（里面写着{what}，超出了表格的范围）")


class Package:
    """The parts of a workbook, seen one at a time in any order, and what they say of each other."""

    def __init__(self) -> None:
        self._kinds: dict[str, bytes] = {}
        """Root elements of the parts that are whole."""
        self._kept: dict[str, bytes] = {}
        """Relationships, and what names the sheets."""
        self._last_text = -1
        """The highest number of a shared text that a cell asks for."""
        self._texts = 0

    def see(self, name: str, content: bytes) -> None:
        """Take note of an XML part.

        Raises:
            ContainerError: corrupt: a cell lies behind the last of the format.
        """
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            words = content.decode("utf-16", "replace").encode()
        else:
            words = content
        match = _KIND.search(words, 0, 4096)
        kind = match[1] if match else b""
        if kind == b"worksheet":
            check_bounds(words)
            self._last_text = max(self._last_text, _last_text(words))
        if kind == b"sst":
            self._texts = len(_TEXT.findall(words))
        if kind == b"workbook" or name.endswith(".rels"):
            self._kept[_plain(name)] = content
        if kind and _is_whole(content):
            self._kinds[_plain(name)] = kind

    def check(self, names: Collection[str]) -> None:
        """Hold what was seen against the *names* of all parts.

        Raises:
            ContainerError: corrupt: a part that the workbook needs is missing, cut off or empty.
        """
        here = frozenset(map(_plain, names))
        main = self._main()
        if main not in here:
            raise ContainerError("corrupt", "（里面没有工作簿）")
        if main == _BINARY:
            self._check_binary(main, here)
        else:
            self._check_sheets(main, here)

    def _main(self) -> str:
        """The part that names the sheets; calamine knows no other place than the usual one."""
        relations = related(self._kept.get("_rels/.rels", b""), "")
        said = [target for kind, target in relations.values() if kind == "officeDocument"]
        return said[0] if said and (said[0] in self._kept or said[0] == _BINARY) else "xl/workbook.xml"

    def _check_binary(self, main: str, here: frozenset[str]) -> None:
        """An .xlsb names its sheets in records; every one that it has a relationship with is there."""
        targets = [target for kind, target in self._related(main).values() if kind == "worksheet"]
        if not targets or not here.issuperset(targets):
            raise ContainerError("corrupt", "（有的工作表不在里面）")

    def _related(self, main: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(main)
        return related(self._kept.get(f"{folder}/_rels/{name}.rels", b""), folder)

    def _check_sheets(self, main: str, here: Collection[str]) -> None:
        relations = self._related(main)
        sheets = list(_sheets(self._kept.get(main, b"")))
        if main not in self._kinds or not sheets:
            raise ContainerError("corrupt", "（里面的工作表目录是坏的）")
        for name, relation in sheets:
            sheet = visible(one_line(name))
            _, target = relations.get(relation, ("", ""))
            if target not in here:
                raise ContainerError("corrupt", f"（“{sheet}”表不在里面）")
            if target not in self._kinds:
                raise ContainerError("corrupt", f"（“{sheet}”表只有一部分）")
        if self._last_text >= 0:
            self._check_texts(relations)

    def _check_texts(self, relations: Mapping[str, tuple[str, str]]) -> None:
        """A cell that asks for a text which is not there would be read as empty."""
        shared = [target for kind, target in relations.values() if kind == "sharedStrings"]
        if not any(self._kinds.get(target) == b"sst" for target in shared):
            raise ContainerError("corrupt", "（各表的文字不在里面，或只有一部分）")
        if self._last_text >= self._texts:
            raise _no_text()


def _last_text(xml: bytes) -> int:
    """The highest number of a shared text in a sheet; calamine gives the first text for what is no number."""
    numbers = {number.strip() for number in _SHARED.findall(xml)}
    if not all(map(bytes.isdigit, numbers)):
        raise _no_text()
    return max(map(int, numbers), default=-1)


def _no_text() -> ContainerError:
    return ContainerError("corrupt", "（有的单元格的文字不在里面）")


def _plain(name: str) -> str:
    """A part's name as it is compared: case and the direction of strokes say nothing."""
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()


def _is_whole(content: bytes) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        return error.code == _UNKNOWN_ENCODING
    except (ValueError, LookupError):  # GBK and the like
        return True
    return True


def related(xml: bytes, folder: str) -> dict[str, tuple[str, str]]:
    """Id → kind and part, of the relationships of a part in *folder*; none where they are broken."""
    root = _root(xml)
    found = [] if root is None else list(root.iterchildren("{*}Relationship"))
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            _plain(posixpath.join("/", folder, relation.get("Target", ""))),
        )
        for relation in found
    }


def _sheets(xml: bytes) -> Iterator[tuple[str, str]]:
    """Name and relationship of each sheet that a workbook names."""
    root = _root(xml)
    for element in () if root is None else root.iter("{*}sheet"):
        relation = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        yield element.get("name", ""), relation


def _root(xml: bytes) -> Any:
    """The root of a part in any encoding, or None where it is broken."""
    from lxml import etree

    try:
        return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None
