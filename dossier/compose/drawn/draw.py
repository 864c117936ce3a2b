"""All drawn pages of one box in one PDF, with a plan of what stands where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dossier.compose.drawn import pages
from dossier.compose.drawn.catalogue import catalogue
from dossier.compose.drawn.faces import Faces
from dossier.compose.drawn.sheet import Sheet
from dossier.compose.drawn.table import RowPlace
from dossier.compose.drawn.words import Word, own_characters
from dossier.model import Box, Item, Project

DIGITS = "0123456789"


@dataclass(frozen=True)
class DrawnItem:
    """Which drawn pages belong to an item, as 0-based ranges."""

    before: range
    """Unnumbered: the divider, or the sheet of an item without pages."""
    instead: range
    """Numbered pages that stand for the item's own; empty when its pages come from files."""


@dataclass(frozen=True)
class Drawn:
    """The drawn pages of a box; page indexes are 0-based."""

    pdf: bytes
    catalogue: range
    """Page 0 is the cover, the catalogue follows it."""
    rows: tuple[RowPlace, ...]
    """Where each item's row stands, in the order of the items."""
    items: tuple[DrawnItem, ...]
    remarks: range
    codes: dict[str, bytes]
    """Digit → its two bytes in the serif font of the drawn pages."""
    advances: dict[str, float]
    """Digit → its advance in em."""
    missing: frozenset[str]
    """Characters that no face has."""


def words_of(box: Box, project: Project, project_title: str) -> Iterable[str]:
    """Everything that may be drawn for *box*, to cut the faces down to it."""
    yield from (own_characters(), project_title, project.school.name)
    yield from (box.code, box.title, box.group_title, box.owner, box.years, *box.indicator_titles)
    for item in box.items:
        yield from (item.code, item.title, item.year, item.owner, item.copy, item.remark, item.see)
        yield from (item.explanation, item.doc_no, item.issuer, item.date)


def draw(box: Box, project: Project, project_title: str, faces: Faces, failed: frozenset[str]) -> Drawn:
    """Draw every page of *box* that no file supplies.

    Items whose code is in *failed* keep their page numbers with sheets that say so.
    """
    sheet = Sheet(faces)
    pages.cover(sheet, box, project, project_title)
    rows = catalogue(sheet, box, project.numbering)
    shown = range(1, sheet.pages)
    items = tuple(_item(sheet, item, item.code in failed) for item in box.items)
    first = sheet.pages
    if project.numbering in ("juan", "da22"):
        pages.remarks(sheet, box, project.numbering)
    last = range(first, sheet.pages)
    codes, advances = sheet.codes(DIGITS), sheet.advances(DIGITS)
    missing = frozenset(sheet.missing)
    return Drawn(sheet.output(), shown, rows, items, last, codes, advances, missing)


def dividers(boxes: Iterable[Box], faces: Faces) -> tuple[bytes, list[tuple[str, int]]]:
    """The dividers of all *boxes* one after the other, and the 0-based page where each box with any begins."""
    shown = [(box, [item for item in box.items if item.state != "withdrawn"]) for box in boxes]
    if not any(items for _, items in shown):
        return b"", []  # a sheet that is never put out would keep its fonts open
    sheet = Sheet(faces)
    begins: list[tuple[str, int]] = []
    for box, items in shown:
        if items:
            begins.append((f"{box.code}　{box.title}", sheet.pages))
        for item in items:
            pages.divider(sheet, item)
    return sheet.output(), begins


def _item(sheet: Sheet, item: Item, failed: bool) -> DrawnItem:
    first = sheet.pages
    if item.state == "withdrawn":
        return DrawnItem(range(first, first), range(first, first))
    pages.divider(sheet, item, _note(item))
    if item.state == "attached" and not item.pages:
        pages.explanation(sheet, item, item.explanation or Word.NO_PAGES)
    split = sheet.pages
    if item.state in ("paper", "attached") or failed:
        pages.stand_ins(sheet, item, _stand_in_words(item, failed))
    return DrawnItem(range(first, split), range(split, sheet.pages))


def _stand_in_words(item: Item, failed: bool) -> str:
    if failed:
        return Word.FAILED
    return Word.PAPER if item.state == "paper" else item.explanation or Word.NO_PAGES


def _note(item: Item) -> str:
    if item.state == "see":
        return Word.SEE.format(code=item.see)
    return Word.RESERVED if item.state == "reserved" else ""
