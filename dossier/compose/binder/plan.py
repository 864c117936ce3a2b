"""Where every page of a box PDF comes from and what is printed on it; pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.compose.drawn.draw import Drawn
from dossier.model import Box, Item, Pages, Part


@dataclass(frozen=True)
class Span:
    """Consecutive pages of one file, 1-based and inclusive."""

    file: Path
    first: int
    last: int

    @property
    def count(self) -> int:
        """How many pages."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class PlacedItem:
    """An item and where it stands, as 0-based pages of the box PDF."""

    item: Item
    start: int
    """Its divider, or its first page; for an item without any page, the page where it would stand."""
    body: range
    """Its numbered pages."""

    @property
    def target(self) -> int | None:
        """The page a reader wants to see: the first numbered one, else the sheet that stands for it."""
        if self.body:
            return self.body.start
        return self.start if self.start < self.body.start else None


@dataclass(frozen=True)
class Plan:
    """The pages of a box PDF in order."""

    spans: tuple[Span, ...]
    catalogue: range
    items: tuple[PlacedItem, ...]
    remarks: range

    @property
    def numbers(self) -> Mapping[int, int]:
        """0-based page → the number printed on it."""
        return {
            page: placed.item.first_page + k for placed in self.items for k, page in enumerate(placed.body)
        }


def part_spans(item: Item, pages: Pages) -> tuple[Span, ...] | None:
    """The spans that an item's files supply, or None when they do not add up to the pages it takes.

    A part without pages (a video beside its notice) supplies none; it stands in 原件.
    """
    spans = tuple(span for part in item.parts if (span := _part_span(part, pages)) is not None)
    return spans if spans and sum(span.count for span in spans) == item.pages else None


def plan(box: Box, drawn: Drawn, drawn_file: Path, supplied: Mapping[str, tuple[Span, ...]]) -> Plan:
    """Lay out *box*: cover, catalogue, for each item its divider and pages, remarks.

    *supplied*: item code → spans from files; items that are not in it are drawn.
    """
    front = drawn.catalogue.stop
    spans = [Span(drawn_file, 1, front)]
    position = front
    items = []
    for item, sheets in zip(box.items, drawn.items, strict=True):
        before = _drawn(drawn_file, sheets.before)
        body = supplied.get(item.code) or tuple(_drawn(drawn_file, sheets.instead))
        spans += [*before, *body]
        start, first = position, position + len(sheets.before)
        position = first + sum(span.count for span in body)
        items.append(PlacedItem(item, start, range(first, position)))
    spans += _drawn(drawn_file, drawn.remarks)
    remarks = range(position, position + len(drawn.remarks))
    return Plan(tuple(spans), drawn.catalogue, tuple(items), remarks)


def _part_span(part: Part, pages: Pages) -> Span | None:
    found = pages.get(part.path)
    if found is None or found.pdf is None:
        return None
    first = part.pages_from or 1
    last = min(part.pages_to or found.count, found.count)
    return Span(found.pdf, first, last) if 1 <= first <= last else None


def _drawn(file: Path, pages: range) -> Iterator[Span]:
    if pages:
        yield Span(file, pages.start + 1, pages.stop)
