"""Web archives (.mht) that hold tables: one page for each sheet, as Excel saves a workbook as 单个文件网页."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from dossier.containers import ContainerError, web_pages
from dossier.decode import decoded
from dossier.grids.grid import Grid
from dossier.grids.web_page import web_page
from dossier.text import one_line, visible

__all__ = ["ShownPage", "shown_pages", "web_archive"]

_FRAMES = re.compile(rb"<frameset\b", re.I)
_TABS = "tabstrip.htm"
"""Excel's page with the names of the sheets to click on."""
_SHEET, _SHEET_END = b"<x:ExcelWorksheet>", b"</x:ExcelWorksheet>"
_NAME = re.compile(rb"<x:Name>([^<]{0,400})</x:Name>")
_SOURCE = re.compile(rb"<x:WorksheetSource\b[^<>]{0,40}\bHRef=\"([^\"<>]{1,2000})\"", re.I)
_HIDDEN = re.compile(rb"<x:Visible>\s*Sheet(?:Very)?Hidden\s*</x:Visible>")
_MOST_SHEETS = 4_000


@dataclass(frozen=True)
class ShownPage:
    """A page that a person sees, in the order in which he does."""

    name: str
    """Of the sheet; empty for one that has none."""
    content: bytes
    hidden: bool = False


def web_archive(data: bytes) -> list[Grid]:
    """One sheet for each page that is shown, as Excel opens the archive.

    Raises:
        ContainerError: as of :func:`shown_pages`, and of a page that cannot be laid out.
    """
    grids = []
    for page in shown_pages(data):
        grid = web_page(page.content)
        grid.name, grid.hidden = page.name, page.hidden
        grids.append(grid)
    return grids


def shown_pages(data: bytes) -> list[ShownPage]:
    """The sheets of a workbook in its order; of another archive all pages but those that only arrange others.

    Raises:
        ContainerError: the archive is damaged, or a sheet that its workbook lists is missing.
    """
    pages = web_pages(data)
    sheets = [sheet for page in pages for sheet in _listed(page.content)]
    if any(source for _, source, _ in sheets):
        places = {_base(page.location): page.content for page in reversed(pages)}
        return [_sheet(places, *sheet) for sheet in sheets if sheet[1]]
    shown = [page for page in pages if _base(page.location) != _TABS and not _FRAMES.search(page.content)]
    if len(shown) == 1:
        names = [(name, hidden) for name, _, hidden in sheets]
        name, hidden = names[0] if len(names) == 1 else ("", False)
        return [ShownPage(name, shown[0].content, hidden)]
    return [ShownPage(f"第{number}页", page.content) for number, page in enumerate(shown, start=1)]


def _listed(content: bytes) -> Iterator[tuple[str, str, bool]]:
    """Name, source and whether it is hidden, of every sheet that a page names."""
    for piece in content.split(_SHEET, _MOST_SHEETS)[1:]:
        block = piece.partition(_SHEET_END)[0]
        name, source = _NAME.search(block), _SOURCE.search(block)
        yield _said(name), _base(_said(source)), _HIDDEN.search(block) is not None


def _said(found: re.Match[bytes] | None) -> str:
    return html.unescape(decoded(found[1])) if found and found[1] else ""


def _sheet(places: dict[str, bytes], name: str, source: str, hidden: bool) -> ShownPage:
    """The page of a sheet, which is taken out of *places*: no page is two sheets."""
    content = places.pop(source, None)
    if content is None:
        raise ContainerError("corrupt", f"（缺工作表“{visible(one_line(name))}”）")
    return ShownPage(name, content, hidden or _HIDDEN.search(content) is not None)


def _base(location: str) -> str:
    """The last step of a place; folders differ by who saved the archive and where."""
    return posixpath.basename(unquote(location).replace("\\", "/")).lower()
