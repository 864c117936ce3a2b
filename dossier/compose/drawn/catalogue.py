"""The catalogue of a box: columns by style, one row per item, the place of each row for its link.

Columns: 评估 style is what county offices ask of inspection boxes; 卷内 style is that of GB/T 9705-2008, 归档文件目录
that of DA/T 22-2015. Widths add up to the 170 mm between the margins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dossier.compose.drawn.faces import printable
from dossier.compose.drawn.sheet import CENTRE, LEFT, RIGHT, TOP, WIDTH, Sheet, Style, baseline
from dossier.compose.drawn.table import Column, RowPlace, TableWriter
from dossier.compose.drawn.words import Word
from dossier.model import Box, Item

_EVALUATION = (
    Column("序号", 9),
    Column("材料编号", 19),
    Column("材料名称", 42, "left"),
    Column("年度", 22),
    Column("责任部门（人）", 18),
    Column("页号", 15),
    Column("页数", 9),
    Column("原件/复印件", 12),
    Column("备注", 24),
)
_JUAN = (
    Column("序号", 12),
    Column("文号", 28),
    Column("责任者", 26),
    Column("题名", 54, "left"),
    Column("日期", 20),
    Column("页号", 14),
    Column("备注", 16),
)
_DA22 = (
    Column("序号", 10),
    Column("档号", 26),
    Column("文号", 24),
    Column("责任者", 22),
    Column("题名", 42, "left"),
    Column("日期", 19),
    Column("密级", 9),
    Column("页数", 9),
    Column("备注", 9),
)
_TITLE = Style(22, "sans")
_LINE = Style(10.5)


def catalogue(sheet: Sheet, box: Box, style: str) -> tuple[RowPlace, ...]:
    """Draw the catalogue in the numbering *style* of the project; the place of each item's row, in order."""
    heading, columns, cells = _STYLES.get(style, _STYLES["dashed"])
    first = sheet.pages

    def begin_page() -> float:
        sheet.page()
        return _heading(sheet, box, heading if sheet.pages == first + 1 else heading + Word.CONTINUED)

    writer = TableWriter(sheet, columns, begin_page)
    last = len(box.items)
    return tuple(
        writer.row([printable(cell) for cell in cells(number, item, number == last)])
        for number, item in enumerate(box.items, start=1)
    )


def remark(item: Item) -> str:
    """What stands under 备注: the item's own remark, else what its state says."""
    states = {
        "see": Word.REMARK_SEE.format(code=item.see),
        "reserved": Word.REMARK_RESERVED,
        "withdrawn": Word.REMARK_WITHDRAWN,
        "paper": Word.REMARK_PAPER,
    }
    return item.remark or str(states.get(item.state, ""))


def page_range(item: Item) -> str:
    """``12-15``, ``12``, or nothing for an item that takes no pages."""
    if not item.pages:
        return ""
    return f"{item.first_page}" if item.pages == 1 else f"{item.first_page}-{item.last_page}"


def years(text: str) -> str:
    """``2024-2025`` as printed: ``2024—2025``."""
    return text.replace("-", "—")


def year_words(text: str) -> str:
    """``2024-2025`` in full: ``2024—2025学年度``; ``2024`` is ``2024年度``; anything else as it stands."""
    if re.fullmatch(r"\d{4}-\d{4}", text):
        return Word.SCHOOL_YEAR.format(year=years(text))
    return Word.CALENDAR_YEAR.format(year=text) if re.fullmatch(r"\d{4}", text) else years(text)


def _heading(sheet: Sheet, box: Box, heading: str) -> float:
    """Draw title and box line; return the y where the table begins."""
    sheet.text(CENTRE, TOP + baseline(_TITLE), heading, _TITLE, "centre")
    y = TOP + _TITLE.line + 3
    number = Word.SHELF_NUMBER.format(number=box.number)
    room = WIDTH - LEFT - RIGHT - sheet.width(number, _LINE) - 8
    sheet.text(WIDTH - RIGHT, y + baseline(_LINE), number, _LINE, "right")
    return sheet.block(LEFT, y, room, printable(f"{box.code}　{box.title}"), _LINE) + 1.5


def _evaluation_cells(number: int, item: Item, last: bool) -> Sequence[str]:
    pages = str(item.pages) if item.pages else ""
    return (
        str(number),
        item.code,
        item.title,
        years(item.year),
        item.owner.replace(" ", "\n"),
        page_range(item),
        pages,
        item.copy,
        remark(item),
    )


def _juan_cells(number: int, item: Item, last: bool) -> Sequence[str]:
    """页号 is the page an item begins on; the last item shows where it ends as well (GB/T 9705)."""
    first = str(item.first_page) if item.pages else ""
    pages = page_range(item) if last else first
    return (str(number), item.doc_no, item.issuer, item.title, item.date, pages, remark(item))


def _da22_cells(number: int, item: Item, last: bool) -> Sequence[str]:
    pages = str(item.pages) if item.pages else ""
    return (str(number), item.code, item.doc_no, item.issuer, item.title, item.date, "", pages, remark(item))


_STYLES = {
    "dashed": (Word.BOX_CATALOGUE, _EVALUATION, _evaluation_cells),
    "juan": (Word.FILE_CATALOGUE, _JUAN, _juan_cells),
    "da22": (Word.ARCHIVE_CATALOGUE, _DA22, _da22_cells),
}
