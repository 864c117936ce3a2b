"""Items, boxes and sections: the dossier as it will stand on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier.model.evidence import Part, Slot

PageState = Literal["drawn", "own", "neighbour", "converted", "image", "missing"]
"""Where pages come from: drawn by us, the PDF itself, a neighbour PDF, LibreOffice, a picture, or none."""


@dataclass(frozen=True, kw_only=True)
class PageSet:
    """The pages of one file (页)."""

    pdf: Path | None
    """A clean PDF in the cache; None when the file has no pages."""
    count: int
    state: PageState
    reason: str = ""
    """Why there are none, in Chinese."""


Pages = Mapping[str, PageSet]
"""Path of a document → its pages."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One numbered piece, a 件."""

    code: str
    slot: Slot
    title: str
    parts: tuple[Part, ...]
    pages: int
    """Numbered pages it takes in the box, reserved pages included."""
    first_page: int
    """The number printed on its first page; 0 when it takes none."""
    state: Literal["bound", "paper", "attached", "reserved", "withdrawn", "see"]
    """``bound`` pages are in the box PDF; ``paper`` reserves pages; ``attached`` stands in 原件/ without pages;
    ``reserved`` keeps a number for what is missing (预留); ``see`` refers to another item (一证多用)."""
    see: str = ""
    """For ``see``: the code of the item that is bound."""
    year: str = ""
    owner: str = ""
    copy: str = ""
    remark: str = ""
    sha256: str = ""
    explanation: str = ""
    """For a file without pages: the words of the 说明页, without gaps named."""
    doc_no: str = ""
    """文号, when known."""
    issuer: str = ""
    date: str = ""

    @property
    def last_page(self) -> int:
        """The number printed on its last page."""
        return self.first_page + self.pages - 1 if self.pages else self.first_page


@dataclass(frozen=True, kw_only=True)
class Box:
    """One archive box (盒)."""

    code: str
    number: int
    """盒号: a running shelf number."""
    title: str
    folder: str
    """Legal folder name: ``1-1 生均教学用房``."""
    group_title: str
    indicator_titles: tuple[str, ...]
    items: tuple[Item, ...]
    owner: str
    years: str
    """``2023—2026学年度`` or empty."""
    thickness_mm: int = 55
    personal: bool = False
    """含个人信息."""

    @property
    def pages(self) -> int:
        """Numbered pages in the box."""
        return sum(item.pages for item in self.items)

    @property
    def count(self) -> int:
        """件数 that stand in the box, kept numbers not counted."""
        return sum(item.state in ("bound", "paper", "attached", "see") for item in self.items)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A captioned table in a report."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths_mm: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """One piece of a section: a heading of level 1–4, a paragraph or a table."""

    kind: Literal["heading", "paragraph", "table"]
    text: str = ""
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of a report (节)."""

    key: str
    owned_by: str
    """Department that answers for the words."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Report:
    """A work report as plain data: title, addressee, sections, signature (报告)."""

    kind: str
    title: str
    reporter: str
    """署名 line: school and date below the title, or at the end."""
    salutation: str
    sections: tuple[Section, ...]
    closing: str
    sign_unit: str
    sign_date: str
    """``2026年5月20日``."""
    draft_because: tuple[str, ...] = ()
    """Why it may be issued only as 征求意见稿; empty when it may go out."""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OutputFile:
    """One file of the output: bytes, or a file to copy (输出文件)."""

    path: str
    """POSIX path below the short-name folder."""
    data: bytes | None = None
    copy_of: Path | None = None
    sha256: str = ""
    """Of ``copy_of``, as it was used; publish refuses when it has changed."""


Layout = tuple[OutputFile, ...]
"""Everything that a run wants on disk."""
