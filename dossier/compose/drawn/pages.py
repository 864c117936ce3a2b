"""Single pages of a box: cover, dividers, sheets that stand for something, remarks.

All functions draw on a sheet; texts are those of the box. Sizes are those a school prints on A4: titles in 黑体,
everything else in 宋体, black only.
"""

from __future__ import annotations

from dossier.compose.drawn.catalogue import year_words
from dossier.compose.drawn.faces import printable
from dossier.compose.drawn.fit import fit
from dossier.compose.drawn.sheet import CENTRE, FLOOR, INNER, LEFT, RIGHT, TOP, WIDTH, Sheet, Style, baseline
from dossier.compose.drawn.words import Word
from dossier.model import Box, Item, Project

_PROJECT = Style(26, "sans", 1.45)
_SCHOOL = Style(22, "serif", 1.4)
_LABEL = Style(15, "sans", 1.35)
_VALUE = Style(15, "serif", 1.35)
_MARK = Style(12, "sans")
_CODE = Style(26, "sans")
_TITLE = Style(24, "serif", 1.5)
_SMALL = Style(14, "serif", 1.6)
_NOTE = Style(18, "serif", 1.5)
_BIG = Style(28, "sans", 1.5)
_HEADING = Style(22, "sans")
_TEXT = Style(14, "serif", 1.75)
_NARROW = INNER - 20
"""Width of centred text, so that it does not touch the margins."""
_EVEN_STEP = 5.0


def cover(sheet: Sheet, box: Box, project: Project, project_title: str) -> None:
    """封面: what the box belongs to, whose it is, what is in it."""
    sheet.page()
    if box.personal:
        _personal_mark(sheet)
    y = _centred(sheet, 58, printable(project_title), _PROJECT, most=38)
    y = _school_name(sheet, y + 14, printable(project.school.name))
    _cover_table(sheet, max(y + 22, 142.0), _cover_fields(box))


def divider(sheet: Sheet, item: Item, note: str = "") -> None:
    """分隔页 before an item: code, title, year; *note* stands below (for items without pages of their own)."""
    sheet.page()
    y = _centred(sheet, 92, printable(item.code), _CODE, most=14) + 5
    sheet.rule(LEFT + 10, y, WIDTH - RIGHT - 10, y, 0.6)
    y = _centred(sheet, y + 9, printable(item.title), _TITLE, most=60)
    if item.year:
        y = _centred(sheet, y + 5, printable(year_words(item.year)), _SMALL)
    y += 6
    sheet.rule(LEFT + 10, y, WIDTH - RIGHT - 10, y, 0.25)
    y += 6
    for line in (printable(item.owner), _where(item)):
        y = _centred(sheet, y, line, _SMALL) if line else y
    if note:
        _centred(sheet, y + 8, printable(note), _NOTE)


def explanation(sheet: Sheet, item: Item, words: str) -> None:
    """说明页: why a file has no pages here and where it stands."""
    sheet.page()
    y = _centred(sheet, TOP + 30, Word.NOTE, _HEADING) + 10
    y = _field(sheet, y, Word.MATERIAL_CODE, printable(item.code), 14, 20)
    y = _field(sheet, y, Word.MATERIAL_TITLE, printable(item.title), 14, 60)
    style, text = fit(sheet, "　　" + printable(words), _TEXT, INNER - 12, FLOOR - y - 12)
    end = sheet.block(LEFT + 6, y + 6, INNER - 12, text, style)
    sheet.frame(LEFT, y, INNER, max(end + 6 - y, 70.0))


def stand_ins(sheet: Sheet, item: Item, words: str) -> None:
    """As many pages as the item takes in the box: the first says what they stand for, the others count."""
    for k in range(1, item.pages + 1):
        sheet.page()
        counted = Word.PAGE_K.format(k=k, pages=item.pages)
        if k > 1:
            _centred(sheet, 128, f"{printable(item.code)}　{counted}", _SMALL)
            continue
        y = _centred(sheet, 110, printable(words), _BIG, INNER - 40, most=45)
        y = _centred(sheet, y + 2, Word.PAGES_OF.format(pages=item.pages), _BIG)
        y = _centred(sheet, y + 4, printable(f"{item.code}　{item.title}"), _SMALL, INNER - 40, most=40)
        y = _centred(sheet, y, _where(item), _SMALL)
        sheet.frame(LEFT + 12, 98, INNER - 24, y + 12 - 98, 0.5)


def remarks(sheet: Sheet, box: Box, style: str) -> None:
    """备考表, last sheet of a box: people sign it in ink, so names and dates stay empty."""
    juan = style == "juan"
    sheet.page()
    y = _centred(sheet, TOP + 4, Word.FILE_REMARKS if juan else Word.BOX_REMARKS, _HEADING) + 6
    sheet.frame(LEFT, y, INNER, FLOOR - y, 0.4)
    y += 6
    sheet.text(LEFT + 6, y + baseline(_TEXT), Word.FILE_STATE if juan else Word.BOX_STATE, _TEXT)
    state = Word.STATE.format(count=box.count, pages=box.pages)
    sheet.block(LEFT + 6, y + _TEXT.line * 1.3, INNER - 12, "　　" + state, _TEXT)
    labels = (
        (Word.FILED_BY, Word.CHECKED_BY, Word.FILED_ON)
        if juan
        else (Word.ARRANGED_BY, Word.ARRANGED_ON, Word.CHECKED_BY, Word.CHECKED_ON)
    )
    _signatures(sheet, labels)


def _signatures(sheet: Sheet, labels: tuple[Word, ...]) -> None:
    x = LEFT + 88
    y = FLOOR - 10 - 12.0 * len(labels)
    for label in labels:
        sheet.text(x, y + baseline(_TEXT), label, _TEXT)
        if label in (Word.ARRANGED_ON, Word.CHECKED_ON, Word.FILED_ON):
            sheet.text(WIDTH - RIGHT - 6, y + baseline(_TEXT), Word.DATE_BLANK, _TEXT, "right")
        y += 12


def _cover_fields(box: Box) -> tuple[tuple[str, str, float], ...]:
    """Label, value, and the most mm that its row may take; together they fit under the names."""
    indicators = "\n".join(title for title in box.indicator_titles if title)
    return (
        (Word.FIRST_LEVEL, box.group_title, 24),
        (Word.SECOND_LEVEL, indicators or f"{box.code}　{box.title}", 40),
        (Word.BOX_NUMBER, f"{Word.SHELF_NUMBER.format(number=box.number)}　（{box.code}）", 18),
        (Word.YEARS, year_words(box.years) or Word.ALL_YEARS, 18),
        (Word.COUNT, _counted(box), 18),
        (Word.OWNER, box.owner, 18),
    )


def _counted(box: Box) -> str:
    """Of a box in which nothing lies yet the numbers are left for ink."""
    blank = "" if box.count else "　　"
    return Word.COUNT_OF.format(count=blank or box.count, pages=blank or box.pages)


def _cover_table(sheet: Sheet, y: float, fields: tuple[tuple[str, str, float], ...]) -> None:
    top = y
    for label, value, most in fields:
        y = _field(sheet, y, label, printable(value), 18, most)
    sheet.frame(LEFT, top, INNER, y - top, 0.6)


def _field(sheet: Sheet, y: float, label: str, value: str, least: float, most: float) -> float:
    """Draw a ruled row of label and value, *least* to *most* mm tall; return the y below it."""
    split = 44.0
    style, text = fit(sheet, value, _VALUE, INNER - split - 10, most - 6)
    tall = (text.count("\n") + 1) * style.line
    height = max(least, tall + 6)
    sheet.frame(LEFT, y, split, height)
    sheet.frame(LEFT + split, y, INNER - split, height)
    middle = y + height / 2
    sheet.text(LEFT + split / 2, middle - _LABEL.line / 2 + baseline(_LABEL), label, _LABEL, "centre")
    sheet.block(LEFT + split + 5, middle - tall / 2, INNER - split - 10, text, style)
    return y + height


def _school_name(sheet: Sheet, y: float, name: str) -> float:
    """The unit's full name with a double line under it, as on archive boxes."""
    style, line = fit(sheet, name, _SCHOOL, _NARROW, 12)
    half = sheet.width(line, style) / 2 + 6
    y = sheet.block(CENTRE - _NARROW / 2, y, _NARROW, line, style, "centre") + 1.5
    for offset in (0.0, 1.2):
        sheet.rule(CENTRE - half, y + offset, CENTRE + half, y + offset, 0.35)
    return y


def _personal_mark(sheet: Sheet) -> None:
    width = sheet.width(Word.PERSONAL, _MARK) + 8
    sheet.frame(WIDTH - RIGHT - width, TOP, width, 10, 0.5)
    sheet.text(
        WIDTH - RIGHT - width / 2, TOP + 5 - _MARK.line / 2 + baseline(_MARK), Word.PERSONAL, _MARK, "centre"
    )


def _centred(
    sheet: Sheet, y: float, text: str, style: Style, width: float = _NARROW, most: float = 20.0
) -> float:
    """Centre *text*, at most *most* mm tall, in lines of nearly equal length; return the y below it.

    A last line of one character looks like a mistake.
    """
    style, lines = fit(sheet, text, style, width, most)
    even, count = width, lines.count("\n") + 1
    while count > 1 and len(sheet.lines(text, style, even - _EVEN_STEP)) == count:
        even -= _EVEN_STEP
    kept = lines if even == width else text
    return sheet.block(CENTRE - even / 2, y, even, kept, style, "centre")


def _where(item: Item) -> str:
    if not item.pages:
        return ""
    if item.pages == 1:
        return Word.PAGE_ONE.format(first=item.first_page)
    return Word.PAGES_FROM.format(first=item.first_page, last=item.last_page)
