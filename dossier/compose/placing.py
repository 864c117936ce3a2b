"""Where the signature of an official paper stands: computed, because it depends on how long the names are.

GB/T 9704-2012, for a paper that is sealed: the date stands four characters in from the right edge, the name of
the signing body above it, centred on it. A name so much longer that it would come too near the edge stands two
characters in.
"""

from __future__ import annotations

from lxml import etree

from dossier.compose.package import W
from dossier.text import columns as display_width

_SIGN, _DATE = "SignUnit", "SignDate"
_EM = 320
"""Twips of a 16 pt character."""
_DATE_INDENT = 4 * _EM
_LEAST_INDENT = 2 * _EM


def place_signatures(root: etree._Element) -> None:
    """Set the right indent of every signing body that is followed by its date (styles SignUnit, SignDate)."""
    for paragraph in root.iter(f"{W}p"):
        following = paragraph.getnext()
        if _style(paragraph) == _SIGN and following is not None and _style(following) == _DATE:
            _indent(paragraph, indent(_text(paragraph), _text(following)))


def indent(unit: str, date: str) -> int:
    """Right indent in twips of the line *unit* above the line *date*."""
    return max(_LEAST_INDENT, _DATE_INDENT + (_length(date) - _length(unit)) // 2)


def _length(text: str) -> int:
    return display_width(text) * _EM // 2


def _text(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _style(paragraph: etree._Element) -> str:
    element = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if element is None else element.get(f"{W}val", "")


def _indent(paragraph: etree._Element, right: int) -> None:
    properties = paragraph.find(f"{W}pPr")
    assert properties is not None
    for old in properties.findall(f"{W}ind"):
        properties.remove(old)
    element = etree.Element(f"{W}ind", {f"{W}right": str(right), f"{W}rightChars": "0"})
    before_jc = properties.find(f"{W}jc")
    if before_jc is None:
        properties.append(element)
    else:
        before_jc.addprevious(element)
