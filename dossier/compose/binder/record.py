"""What a bound box says about itself, for ``boxes.json``."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.model import Problem


@dataclass(frozen=True, kw_only=True)
class ItemRecord:
    """Where one item stands in the box PDF."""

    code: str
    state: str
    pdf_page: int
    """1-based page of the PDF where the item begins: its first numbered page, else its divider; 0 when it has
    none."""
    first_page: int
    """The number printed there; 0 when it takes none."""
    pages: int
    page_text_hash: str
    """SHA-256 of the text of its numbered pages as pypdf reads it, blanks and our page numbers left out; empty
    when it takes no pages or the text could not be read."""


@dataclass(frozen=True, kw_only=True)
class BoxRecord:
    """One bound box."""

    code: str
    pdf_pages: int
    """All pages of the PDF, numbered or not."""
    items: tuple[ItemRecord, ...]
    problems: tuple[Problem, ...] = ()
