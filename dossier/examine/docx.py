"""Word files (.docx .docm .dotx, and .wps that is one)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dossier.examine.attendees import ROWS, attendees
from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.package import check_parts, parse
from dossier.examine.titles import HEADING, PLAIN, PROMINENT, TITLE, Line, choose
from dossier.text import names_people

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMESPACES = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAIN = re.compile(
    rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"|Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"'
)
_VOLATILE = re.compile(r"\b(DATE|TIME)\b")
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*[1-3]?", re.I)
_LARGE = 36
"""Half points: 小二 (18 pt) and more; official text itself is 三号 (16 pt)."""
_END = 6
"""Paragraphs that a signature takes, with empty ones after it."""
_WANTED = re.compile(r"(?:word/(?:document\d*|styles|header\d*|footer\d*)\.xml|_rels/\.rels)", re.I)


def read(sample: Sample) -> Facts:
    """Read title, beginning and fields that change by the day; pages are known only after conversion."""
    parts: dict[str, bytes] = {}
    check_parts(sample.file, lambda name, content: _keep(parts, name, content))
    body = parts.get(_main_part(parts))
    if body is None:
        raise Unfit("corrupt", "（缺正文）")
    document = parse(body)
    lines = list(_lines(document, _Styles(parts.get("word/styles.xml"))))
    text = "\n".join(line.text for line in lines)
    margins = (
        parse(parts[name]) for name in sorted(parts) if name.startswith(("word/header", "word/footer"))
    )
    return Facts(
        kind="docx",
        title=choose(lines),
        lead=text[:LEAD_LENGTH],
        tail="" if _ends_in_picture(document) else text[-TAIL_LENGTH:],
        attendees=attendees(text, map(_rows, document.iter(*_tags("tbl")))),
        has_text=bool(text.strip()),
        volatile=next(filter(None, map(_volatile, (document, *margins))), ""),
        personal=names_people(text),
    )


def _keep(parts: dict[str, bytes], name: str, content: bytes) -> None:
    if _WANTED.fullmatch(name) or b"wordprocessingml" in content[:2048]:
        parts[name] = content


def _main_part(parts: dict[str, bytes]) -> str:
    found = _MAIN.search(parts.get("_rels/.rels", b""))
    name = (found[1] or found[2]).decode("utf-8", "replace") if found else ""
    return name if name in parts else "word/document.xml"


class _Styles:
    """What the styles say of paragraphs, through the styles they are based on."""

    def __init__(self, content: bytes | None) -> None:
        self._elements: dict[str, _Element] = {}
        for style in parse(content).iter(*_tags("style")) if content else ():
            self._elements[_value(style, "styleId")] = style

    def name(self, style: str) -> str:
        """The name in the file, which Word keeps in English in every language."""
        element = self._elements.get(style)
        return _value(_child(element, "name"), "val")

    def chain(self, style: str) -> Iterator[_Element]:
        """The style and those it is based on; a circle ends it."""
        seen: set[str] = set()
        while style in self._elements and style not in seen:
            seen.add(style)
            yield self._elements[style]
            style = _value(_child(self._elements[style], "basedOn"), "val")


def _lines(document: _Element, styles: _Styles) -> Iterator[Line]:
    """Every paragraph in order: in the body, in tables, in content controls, in text boxes."""
    twins = {paragraph for twin in document.iter(_FALLBACK) for paragraph in twin.iter(*_tags("p"))}
    for paragraph in document.iter(*_tags("p")):
        if paragraph in twins:
            continue
        text = "".join(_own_text(paragraph))
        if text.strip():
            weight, size = _weight(paragraph, styles)
            yield Line(text, weight, size)


def _rows(table: _Element) -> list[list[str]]:
    """The first rows of a table; a cell over several columns stands in each of them."""
    rows = [row for tag in _tags("tr") for row in table.iterchildren(tag)][:ROWS]
    return [
        [
            text
            for tag in _tags("tc")
            for cell in row.iterchildren(tag)
            for text in [_cell_text(cell)] * _span(cell)
        ]
        for row in rows
    ]


def _cell_text(cell: _Element) -> str:
    return "".join(text for paragraph in cell.iter(*_tags("p")) for text in _own_text(paragraph))


def _span(cell: _Element) -> int:
    value = _value(_child(_child(cell, "tcPr"), "gridSpan"), "val")
    return min(int(value), 63) if value.isdecimal() else 1


def _ends_in_picture(document: _Element) -> bool:
    """Whether a picture stands among the last paragraphs: a scanned seal or signature, as often as not."""
    last = list(document.iter(*_tags("p")))[-_END:]
    return any(True for paragraph in last for _ in paragraph.iter(*_tags("drawing"), *_tags("pict")))


def _own_text(paragraph: _Element) -> Iterator[str]:
    """The text of a paragraph without that of text boxes in it, which are paragraphs themselves."""
    stack = _elements(paragraph)
    while stack:
        node = stack.pop()
        name = _local(node)
        if name == "t":
            yield node.text or ""
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name not in ("p", "txbxContent", "pPr", "rPr") and node.tag != _FALLBACK:
            stack += _elements(node)


def _elements(node: _Element) -> list[_Element]:
    """The children of *node* but comments, the last one first."""
    return list(node.iterchildren("*", reversed=True))


def _weight(paragraph: _Element, styles: _Styles) -> tuple[int, float]:
    """How much a paragraph stands out, and its size in points (0 if unsaid)."""
    properties = _child(paragraph, "pPr")
    style = _value(_child(properties, "pStyle"), "val")
    name = styles.name(style)
    size = _size(paragraph, style, styles)
    if name.casefold() in ("title", "标题"):
        return TITLE, size
    if _HEADING_NAME.fullmatch(name) or _child(properties, "outlineLvl") is not None:
        return HEADING, size
    sources = [properties, *(_child(element, "pPr") for element in styles.chain(style))]
    centred = (
        next((_value(jc, "val") for p in sources if (jc := _child(p, "jc")) is not None), "") == "center"
    )
    stands_out = centred or size >= _LARGE / 2 or _is_bold(paragraph)
    return (PROMINENT if stands_out else PLAIN), size


def _size(paragraph: _Element, style: str, styles: _Styles) -> float:
    """The size of its first run with one, else of its style."""
    own = [_child(run, "rPr") for run in paragraph.iter(*_tags("r"))]
    for properties in (*own, *(_child(element, "rPr") for element in styles.chain(style))):
        value = _value(_child(properties, "sz"), "val")
        if value.isdecimal():
            return int(value) / 2
    return 0


def _is_bold(paragraph: _Element) -> bool:
    runs = [run for run in paragraph.iter(*_tags("r")) if any(True for _ in run.iter(*_tags("t")))]
    marks = [_child(_child(run, "rPr"), "b") for run in runs]
    return bool(marks) and all(
        mark is not None and _value(mark, "val") not in ("0", "false") for mark in marks
    )


def _volatile(part: _Element) -> str:
    """The name of a field that shows today's date or time."""
    for field in part.iter(*_tags("fldSimple"), *_tags("instrText")):
        found = _VOLATILE.search(f"{_value(field, 'instr')} {field.text or ''}")
        if found:
            return found[1]
    return ""


def _tags(name: str) -> tuple[str, ...]:
    return tuple(namespace + name for namespace in _NAMESPACES)


def _local(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _child(node: _Element | None, name: str) -> _Element | None:
    if node is None:
        return None
    return next((child for tag in _tags(name) for child in node.iterchildren(tag)), None)


def _value(node: _Element | None, name: str) -> str:
    if node is None:
        return ""
    return next((str(node.attrib[tag]) for tag in _tags(name) if tag in node.attrib), "")
