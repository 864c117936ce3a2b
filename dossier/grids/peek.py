"""What calamine does not see in an .xlsx, by one pass over the XML of each sheet.

Searching the bytes costs a tenth of reading the values; openpyxl, which also knows, costs ten times as much.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from dossier.grids.circular import circular
from dossier.grids.package import check_bounds
from dossier.grids.places import place_of
from dossier.numbers import CIRCULAR

__all__ = ["LONGEST", "WIDEST", "Peek", "peek"]

LONGEST = 200_000
"""Rows of a sheet that are read; a cell beyond them is a slip of the keyboard, or an attack."""
WIDEST = 400
"""Columns that are read; a school's table has fewer than a hundred."""
_NARROW = 100
"""Columns that a sheet is taken to have if none stands beyond them."""
_GAPS = 40
"""Places for each real cell, up to which a sheet is no waste of room."""
_ROOM = 50_000
"""Cells up to which nobody counts."""

_MOST_BYTES = 400_000_000
"""Larger sheets are not looked into; the values are still read, within the limits of the child."""
# A literal at the start lets the search run at the speed of memory; tags may carry a prefix (x:row).
_ROW = re.compile(rb'row\b[^>]*?\br="(\d+)"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*\br="(\d+)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")[^>]*>')
_MERGE = re.compile(rb'mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d+):([A-Z]{1,3}\d+)"')
_BEYOND = re.compile(rb'r="(?:O[K-Z]|[P-Z][A-Z]|[A-Z]{3})\d')
"""A cell in a column behind WIDEST."""
_WIDE = re.compile(rb'r="(?:C[W-Z]|[D-Z][A-Z]|[A-Z]{3})\d')
"""A cell in a column behind _NARROW."""
_UNCALCULATED = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}\d+)"[^>]*>.*?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
_COMMENT = re.compile(rb'<(?:\w+:)?comment\b[^>]*?\bref="([A-Z]{1,3}\d+)"')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*')


@dataclass(frozen=True)
class Peek:
    """What a sheet holds besides values. Rows are 1-based, cells ``C7``."""

    scattered: bool = False
    """Whether it is mostly gap, so that room for every cell up to the last would cost more than its cells."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    """0-based."""
    uncalculated: frozenset[str] = frozenset()
    errors: Mapping[str, str] | None = None
    """Cell → ``#DIV/0!`` and the like, which calamine gives as empty; ``#循环引用``, which it gives as 0."""
    noted: frozenset[str] = frozenset()
    """Cells with a comment beside them."""
    merges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    """0-based (top, left), (bottom, right)."""


def peek(data: bytes) -> dict[str, Peek]:
    """Sheet name → what calamine does not see; empty when *data* is no .xlsx.

    Raises:
        ContainerError: a sheet claims a place behind the last of the format.
    """
    if not data.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {
                name: replace(_sheet(package.read(part)), noted=frozenset(_noted(package, part)))
                for name, part in _parts(package)
            }
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError):
        return {}  # an .ods, or a package that only calamine can make sense of


def _sheet(xml: bytes) -> Peek:
    check_bounds(xml)
    hidden = b"hidden=" in xml
    formulas = b"<f" in xml or b":f>" in xml
    return Peek(
        scattered=_is_scattered(xml),
        hidden_rows=frozenset(int(match[1]) for match in _HIDDEN_ROW.finditer(xml))
        if hidden
        else frozenset(),
        hidden_columns=frozenset(_hidden_columns(xml)) if hidden else frozenset(),
        uncalculated=frozenset(_uncalculated(xml)) if formulas else frozenset(),
        errors=dict(_errors(xml)) | (dict.fromkeys(circular(xml), CIRCULAR) if formulas else {}),
        merges=tuple(_merged(match) for match in _MERGE.finditer(xml)),
    )


def _is_scattered(xml: bytes) -> bool:
    last = max((int(match[1]) for match in _ROW.finditer(xml)), default=0)
    if last > LONGEST or _BEYOND.search(xml):
        return True
    if last * WIDEST <= _GAPS * _ROOM:
        return False
    room = _GAPS * max(xml.count(b"<c ") or xml.count(b":c "), _ROOM)
    return last * _NARROW > room or (last * WIDEST > room and _WIDE.search(xml) is not None)


def _errors(xml: bytes) -> Iterator[tuple[str, str]]:
    if b't="e"' in xml:
        for match in _ERROR.finditer(xml):
            yield match[1].decode(), match[2].decode("utf-8", "replace")


def _merged(match: re.Match[bytes]) -> tuple[tuple[int, int], tuple[int, int]]:
    (top, left), (bottom, right) = (place_of(match[side].decode()) for side in (1, 2))
    return (top - 1, left - 1), (bottom - 1, right - 1)


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for match in _HIDDEN_COLUMN.finditer(xml):
        bounds = [re.search(rb'\b%s="(\d+)"' % side, match[0]) for side in (b"min", b"max")]
        if bounds[0] and bounds[1]:
            # A whole hidden right margin is a way of tidying up, not of hiding.
            yield from range(int(bounds[0][1]) - 1, min(int(bounds[1][1]), WIDEST))


def _uncalculated(xml: bytes) -> Iterator[str]:
    """Cells with a formula and no value: the last cell that begins before the end of such a formula.

    A text without a letter (``IF(A1="","",…)``) is a value.
    """
    for match in _UNCALCULATED.finditer(xml):
        begun = list(_CELL.finditer(xml, max(match.start() - 4_000, 0), match.start()))
        if begun and b't="str"' not in begun[-1][0]:
            yield begun[-1][1].decode()


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Name and part of every worksheet, through the workbook's relationships."""
    from defusedxml import ElementTree

    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    }
    sizes = {info.filename: info.file_size for info in package.infolist()}
    for sheet in _sheets(ElementTree.fromstring(package.read("xl/workbook.xml"))):
        target = next(
            (targets.get(value) for key, value in sheet.attrib.items() if key.endswith("}id")), None
        )
        part = "" if not target else target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if 0 < sizes.get(part, 0) <= _MOST_BYTES:
            yield sheet.get("name", ""), part


def _noted(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Cells of a sheet that somebody has written a comment beside."""
    from defusedxml import ElementTree

    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    sizes = {info.filename: info.file_size for info in package.infolist()}
    if relations not in sizes:
        return
    for relation in ElementTree.fromstring(package.read(relations)):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("Type", "").endswith("/comments") and 0 < sizes.get(target, 0) <= _MOST_BYTES:
            yield from (match[1].decode() for match in _COMMENT.finditer(package.read(target)))


def _sheets(workbook: Element) -> Iterator[Element]:
    return (element for element in workbook.iter() if element.tag.rpartition("}")[2] == "sheet")
