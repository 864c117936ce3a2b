"""Runs in the guarded child: a copy of a workbook whose wide sheets print one page wide.

Most school rosters were never set up for printing: thirty columns come out as three unreadable pages side by side. A
sheet whose author chose a scale, a fit, or column breaks keeps them. The change is made in the parts of the package
themselves, so that charts, pictures and styles stay as they are.
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MOST_BYTES = 40_000_000
"""A sheet larger than this keeps its page setup."""
_A4_COLUMNS = 90.0
"""Characters of the default width that an A4 page shows upright, about 180 mm."""
_DEFAULT_WIDTH = 8.43
_AFTER_PAGE_SETUP = frozenset(
    (
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "drawingHF",
        "legacyDrawing",
        "legacyDrawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    )
)
_A4 = "9"


def fit_width(payload: dict[str, str]) -> int:
    """Copy the .xlsx ``payload["source"]`` to ``payload["target"]``; return how many sheets were fitted."""
    fitted = 0
    with ZipFile(payload["source"]) as source, ZipFile(Path(payload["target"]), "w", ZIP_DEFLATED) as target:
        for info in source.infolist():
            content = source.read(info)
            if _SHEET.fullmatch(info.filename) and info.file_size <= _MOST_BYTES:
                changed = _fitted(content)
                fitted += changed is not None
                content = changed or content
            target.writestr(ZipInfo(info.filename), content, ZIP_DEFLATED, compresslevel=1)
    return fitted


def _fitted(content: bytes) -> bytes | None:
    """The sheet with fit-to-width switched on, or None when it is narrow or set up by its author."""
    if b"<!DOCTYPE" in content:
        return None
    sheet = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    if _is_set_up(sheet) or _width(sheet) <= _A4_COLUMNS:
        return None
    setup = _page_setup(sheet)
    if "orientation" not in setup.attrib:
        setup.set("orientation", "landscape")
        setup.set("paperSize", _A4)
    setup.set("fitToWidth", "1")
    setup.set("fitToHeight", "0")
    _switch_on(sheet)
    return bytes(etree.tostring(sheet, xml_declaration=True, encoding="UTF-8", standalone=True))


def _is_set_up(sheet: etree._Element) -> bool:
    if sheet.tag != _tag("worksheet") or sheet.find(_tag("colBreaks")) is not None:
        return True
    fit = sheet.find(f"{_tag('sheetPr')}/{_tag('pageSetUpPr')}")
    if fit is not None and fit.get("fitToPage") in ("1", "true"):
        return True
    setup = sheet.find(_tag("pageSetup"))
    return setup is not None and setup.get("scale", "100") != "100"


def _width(sheet: etree._Element) -> float:
    """Width of the used columns in characters. Cells are looked at, since a stated dimension may lie."""
    last = max((_column(cell.get("r", "")) for cell in sheet.iter(_tag("c"))), default=0)
    base = sheet.find(_tag("sheetFormatPr"))
    default = float(base.get("defaultColWidth", _DEFAULT_WIDTH)) if base is not None else _DEFAULT_WIDTH
    widths = dict.fromkeys(range(1, last + 1), default)
    for column in sheet.iterfind(f"{_tag('cols')}/{_tag('col')}"):
        width = 0.0 if column.get("hidden") in ("1", "true") else float(column.get("width", default))
        for index in range(int(column.get("min", 1)), min(int(column.get("max", 1)), last) + 1):
            widths[index] = width
    return sum(widths.values())


def _column(reference: str) -> int:
    """``AB12`` → 28; 0 when there is no reference."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def _page_setup(sheet: etree._Element) -> etree._Element:
    """The sheet's page setup, made at its place in the schema when there is none."""
    setup = sheet.find(_tag("pageSetup"))
    if setup is None:
        setup = etree.Element(_tag("pageSetup"))
        later = [child for child in sheet if etree.QName(child).localname in _AFTER_PAGE_SETUP]
        if later:
            later[0].addprevious(setup)
        else:
            sheet.append(setup)
    return setup


def _switch_on(sheet: etree._Element) -> None:
    properties = sheet.find(_tag("sheetPr"))
    if properties is None:
        properties = etree.Element(_tag("sheetPr"))
        sheet.insert(0, properties)
    fit = properties.find(_tag("pageSetUpPr"))
    if fit is None:
        fit = etree.SubElement(properties, _tag("pageSetUpPr"))
    fit.set("fitToPage", "1")


def _tag(name: str) -> str:
    return f"{{{_NS}}}{name}"
