"""What makes a box PDF easy to walk through: links in the catalogue, bookmarks, page labels, a Chinese title."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from dossier.compose.binder.plan import PlacedItem, Plan
from dossier.compose.drawn.sheet import HEIGHT
from dossier.compose.drawn.table import RowPlace
from dossier.compose.drawn.words import Word
from dossier.model import Box

_PT_PER_MM = 72 / 25.4


def add_links(pdf: Pdf, plan: Plan, rows: Sequence[RowPlace]) -> None:
    """Make every catalogue row lead to the first page of its item."""
    for row, placed in zip(rows, plan.items, strict=True):
        if placed.target is None:
            continue
        page = pdf.pages[row.page].obj
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(pdf.make_indirect(_link(row, pdf.pages[placed.target].obj)))


def add_outline(pdf: Pdf, box: Box, plan: Plan) -> None:
    """Add nested bookmarks: the box, in it cover, catalogue, items, remarks."""
    root = OutlineItem(f"{box.code} {box.title}", 0)
    root.children.append(OutlineItem(str(Word.COVER), 0))
    root.children.append(OutlineItem(str(Word.CATALOGUE), plan.catalogue.start))
    for placed in plan.items:
        if placed.target is not None:
            root.children.append(OutlineItem(f"{placed.item.code} {placed.item.title}", placed.start))
    if plan.remarks:
        root.children.append(OutlineItem(str(Word.REMARKS), plan.remarks.start))
    with pdf.open_outline() as outline:
        outline.root.append(root)


def add_labels(pdf: Pdf, plan: Plan) -> None:
    """Label pages as they are numbered on paper, so that a reader's page box agrees with the catalogue."""
    labels: list[object] = [0, _label(str(Word.COVER)), plan.catalogue.start, _label(f"{Word.CATALOGUE}-", 1)]
    for placed in plan.items:
        labels += _item_labels(placed)
    if plan.remarks:
        labels += [plan.remarks.start, _label(str(Word.REMARKS))]
    pdf.Root.PageLabels = Dictionary(Nums=Array(labels))


def add_title(pdf: Pdf, box: Box, school: str) -> None:
    """Give the PDF its Chinese title and language, and show bookmarks when it is opened."""
    pdf.docinfo[Name.Title] = String(f"{school} {box.code} {box.title}")
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _item_labels(placed: PlacedItem) -> list[object]:
    labels: list[object] = []
    if placed.start < placed.body.start:
        labels += [placed.start, _label(placed.item.code)]
    if placed.body:
        labels += [placed.body.start, _label("", placed.item.first_page)]
    return labels


def _label(prefix: str, first: int = 0) -> Dictionary:
    label = Dictionary()
    if prefix:
        label.P = String(prefix)
    if first:
        label.S = Name.D
        label.St = first
    return label


def _link(row: RowPlace, target: Dictionary) -> Dictionary:
    left, right = row.x * _PT_PER_MM, (row.x + row.width) * _PT_PER_MM
    top, bottom = (HEIGHT - row.y) * _PT_PER_MM, (HEIGHT - row.y - row.height) * _PT_PER_MM
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([round(value, 2) for value in (left, bottom, right, top)]),
        Border=Array([0, 0, 0]),
        Dest=Array([target, Name.Fit]),
    )
