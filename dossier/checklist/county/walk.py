"""Goes through the rows below one head, remembering what a blank cell repeats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.checklist.county import cells
from dossier.checklist.county.cells import Material, Named
from dossier.checklist.county.columns import LEVELS, Columns
from dossier.checklist.county.content import TICKS
from dossier.checklist.county.heads import is_one_year
from dossier.checklist.county.levels import parents
from dossier.checklist.county.lines import (
    Line,
    covered,
    heading_name,
    is_numbered_heading,
    people,
    shared,
    with_code,
)
from dossier.checklist.county.marks import NONE, Mark, alone, number, ranked, segments, spelled, split
from dossier.checklist.county.notes import Context, is_note, is_signature, short
from dossier.checklist.county.outline import Row
from dossier.checklist.county.restore import restore
from dossier.checklist.county.sections import Row as TableRow
from dossier.checklist.county.source import Grid
from dossier.text import fold

_DITTO = frozenset(("同上", "同前", "〃", "″", '"', "''", "'", "〞", "”", "“", "＂", "〝", "〟", "″″", "··"))
_NOTHING = frozenset(("/", "／", "\\", "—", "——", "-", "－", "--", "无", "╱"))
_SHORT_LINE = 30


class Walk:
    """One section of a table."""

    def __init__(self, context: Context, grid: Grid, columns: Columns) -> None:
        self._context, self._grid, self._columns = context, grid, columns
        self._ticked = [column for column, what in columns.what.items() if what == "ticked"]
        self._levels_in_columns = [what for what in LEVELS if columns.at(what) is not None]
        self._above: dict[int, str] = {}
        self._current: dict[str, Named] = {}
        self._start = len(context.levels.path)
        self._by_cell: dict[tuple[int, int], list[Row]] = {}
        self._shared: frozenset[int] = frozenset()
        self._in_notes = False

    def rows(self, rows: Sequence[TableRow]) -> None:
        """Take in the rows under the head."""
        for_ticking = not any(row.texts[column] for row in rows for column in self._ticked)
        lines = self._coded([self._line(row, for_ticking) for row in rows if row.cells])
        heads = self._heads(lines)
        last = max((at for at, line in enumerate(lines) if line["title"]), default=-1)
        self._shared = shared([line for line in lines if "title" in line.own and line["title"]])
        for at, line in enumerate(lines):
            self._take(line, heads[at], at > last)

    # -- cells --

    def _line(self, row: TableRow, for_ticking: bool) -> Line:
        texts: dict[str, str] = {}
        own: set[str] = set()
        for column, what in self._columns.what.items():
            text = row.texts[column]
            if text in _DITTO:
                text = self._above.get(column, "")
            if text:
                self._above[column] = text
            texts[what] = "" if text in _NOTHING and what != "title" else text
            if row.own[column]:
                own.add(what)
        for what, words in self._said_by_ticks(row, for_ticking):
            texts[what] = texts.get(what) or words
        for first, last, _ in row.cells:
            for what in covered([self._columns.what.get(column, "") for column in range(first, last + 1)]):
                texts[what] = ""
        return Line(row, place_of(self._grid, row), texts, frozenset(own), spelled(texts.get("code", "")))

    def _said_by_ticks(self, row: TableRow, for_ticking: bool) -> Iterator[tuple[str, str]]:
        """The years and the departments whose columns are ticked; a form still to be ticked asks for all its years."""
        said: dict[str, list[str]] = {"years": [], "owner": []}
        for column in self._ticked:
            head = self._columns.heads[column].rpartition("·")[2]
            year = is_one_year(head)
            if row.texts[column] in TICKS or (for_ticking and year):
                said["years" if year else "owner"].append(head)
        return ((what, "、".join(words)) for what, words in said.items() if words)

    def _coded(self, lines: list[Line]) -> list[Line]:
        """Lines with the codes that Excel changed typed anew, and with their numbers."""
        restored = restore([line.code for line in lines])
        if restored.changed:
            shown = "，".join(f"{was}→{code}" for was, code in restored.changed[:5])
            more = "等" if len(restored.changed) > 5 else ""
            self._context.notes.say(f"有{len(restored.changed)}个编号被 Excel 改过，已还原（{shown}{more}）")
        done: list[Line] = []
        for at, (line, code) in enumerate(zip(lines, restored.codes, strict=True)):
            if at in restored.lost:
                self._trouble(line, f"编号“{line.code}”被 Excel 改成了日期，看不出原来是什么")
            done.append(Line(line.row, line.place, line.texts, line.own, code, self._mark(line, code)))
        marks = iter(ranked([line.mark for line in done if line.mark is not NONE]))
        return [replace(line, mark=next(marks)) if line.mark is not NONE else line for line in done]

    def _mark(self, line: Line, code: str) -> Mark:
        for text in (code, line["index"]):
            if (mark := alone(text)) is not NONE:
                return mark
        return split(line["title"])[0]

    def _heads(self, lines: Sequence[Line]) -> list[bool]:
        """Which lines head those that follow: by their numbers, where no column says it."""
        if self._levels_in_columns:
            return [is_numbered_heading(line) for line in lines]
        numbered = [at for at, line in enumerate(lines) if line.mark is not NONE and len(line.row.cells) > 1]
        above = dict(zip(numbered, parents([lines[at].mark for at in numbered]), strict=True))
        return [
            above.get(at, False) and (bool(alone(line["index"] or line.code).text) or line.mark.is_heading)
            for at, line in enumerate(lines)
        ]

    # -- one line --

    def _take(self, line: Line, heads: bool, after_all: bool) -> None:
        filled = line.row.filled
        if len(filled) == 1 and (owner := cells.owner_line(filled[0])):
            self._context.levels.say_owner(owner)
        elif self._is_noise(line, filled):
            self._context.notes.skipped += 1
        elif heads:
            self._push(heading_name(line), line)
        elif len(filled) == 1 and self._is_line(line):
            self._single(line, filled[0], after_all)
        else:
            self._in_notes = False
            self._materials(line)

    def _is_noise(self, line: Line, filled: list[str]) -> bool:
        """Sums, remarks below the table, signatures, rows of column numbers."""
        if is_note(filled[0]) and not (line["title"] and len(filled) > 2):
            self._in_notes = True
            return True
        running = len(filled) > 2 and filled in (
            [str(n) for n in range(1, len(filled) + 1)],
            [chr(ord("A") + n) for n in range(len(filled))],
            list("甲乙丙丁戊己庚辛壬癸"[: len(filled)]),
        )
        total = any(cells.is_total(text) for text in filled[:3])
        return running or total or is_signature(filled[0])

    def _is_line(self, line: Line) -> bool:
        """Whether the only cell of a row stands over the table, or where no title stands."""
        first, last, _ = line.row.cells[0]
        if last > first:
            return True
        what = self._columns.what.get(first, "")
        return what not in ("title", *LEVELS, "standard") or split(line["title"])[0].is_heading

    def _single(self, line: Line, text: str, after_all: bool) -> None:
        """A line over the table: a heading for what follows when it is numbered or short, else a remark."""
        name = cells.named(text)
        if number(text) or not name.title.strip("_ .…、"):
            self._context.notes.spare += 1
        elif self._in_notes or (after_all and not name.mark.is_heading) or is_signature(text):
            self._context.notes.skipped += 1
        elif name.mark is not NONE or (len(text) <= _SHORT_LINE and not text.endswith(("。", "；"))):
            self._push(name, line)
        else:
            self._trouble(line, f"整行只有一句话“{short(text)}”")

    def _push(self, name: Named, line: Line) -> None:
        self._current.clear()
        self._context.levels.push(name, line.place)
        self._context.headings.append((name.title, line.place))

    def _materials(self, line: Line) -> None:
        path = self._path(line)
        title = line["title"]
        if title in _NOTHING:
            self._context.notes.say(f"{line.place}的材料名称写的是“{title}”，没有要求材料")
        elif "title" not in line.own and title:
            self._goes_on(line)
        elif not title:
            self._without_title(line)
        elif not (found := cells.materials(title)):
            self._trouble(line, f"材料名称“{short(title)}”里没有名称")
        else:
            self._add(line, path, found if line.code or line["index"] else self._listed(found))

    def _listed(self, found: Sequence[Material]) -> Sequence[Material]:
        """Materials that stand in a row behind each other, where the row has no number that makes them one."""
        apart = [one for material in found for one in cells.listed(material)]
        if len(apart) > len(found):
            self._context.notes.say("一格里用顿号隔开、各有名称的几项材料，分开算了")
        return apart

    def _without_title(self, line: Line) -> None:
        filled = {what for what in line.own if line[what]} - {"index"}
        if filled == {"first"}:
            self._context.headings.append((cells.named(line["first"]).title, line.place))
        elif not filled and not any(
            line.row.own[first] for first, _, _ in line.row.cells if self._columns.what.get(first) != "index"
        ):
            self._context.notes.spare += 1
        else:
            self._trouble(line, f"没有写材料名称（{short(' '.join(line.row.filled))}）")

    def _add(self, line: Line, path: tuple[Named, ...], found: Sequence[Material]) -> None:
        node = self._context.outline.at(self._whole(path, line), line.place)
        node.standard = node.standard or line["standard"]
        several = len(found) > 1 or line.row.number in self._shared
        rows = self._by_cell.setdefault(self._cell(line), [])
        owner = next((name.owner for name in reversed(path) if name.owner), self._context.levels.owner)
        seen: set[tuple[str, tuple[str, ...], str]] = set()
        for material in found:
            row = Row(
                material,
                line.place,
                code=material.mark or ("" if several else line.code),
                above=line.code if several else "",
                people=people(line, owner),
                years=line["years"],
                note=line["note"],
                way=line["way"],
                index=alone(line["index"]).text,
            )
            name = row.code, material.same, fold(material.title)
            if name not in seen:  # a cell that names one thing twice asks for it once
                seen.add(name)
                self._context.outline.add(node, row)
                rows.append(row)

    def _goes_on(self, line: Line) -> None:
        """A further row of a material merged over several: another department, another person."""
        for row in self._by_cell.get(self._cell(line), []):
            row.people = row.people.with_more(people(line, ""))
            if "note" in line.own and line["note"] not in row.note:
                row.note = "；".join(filter(None, (row.note, line["note"])))

    def _cell(self, line: Line) -> tuple[int, int]:
        column = self._columns.at("title")
        return self._grid.origin(line.row.number, column or 0)

    # -- where a line stands --

    def _path(self, line: Line) -> tuple[Named, ...]:
        """Headings, then the columns of groups and indicators; a blank cell repeats what stands above."""
        for at, what in enumerate(self._levels_in_columns):
            text = line[what]
            if not text:
                continue
            name = with_code(cells.named(text), line[f"{what}.code"])
            if self._current.get(what) != name:
                self._current[what] = name
                for deeper in self._levels_in_columns[at + 1 :]:
                    self._current.pop(deeper, None)
        return tuple(self._current[what] for what in self._levels_in_columns if what in self._current)

    def _whole(self, own: tuple[Named, ...], line: Line) -> tuple[Named, ...]:
        """The path of a line from the top, two names at least."""
        above = self._context.levels.path
        path = (*above, *own)
        if not path:
            return self._by_code(line.code) or (Named(NONE, self._context.title),) * 2
        if len(path) > 1:
            return path
        if above or "first" in self._current:
            return (*path, Named(NONE, path[0].title, path[0].note))
        return (Named(NONE, self._context.title), *path)

    def _by_code(self, code: str) -> tuple[Named, ...]:
        """What a code speaks of where the table names no indicator: 1-2 for 1-2-03, in group 1."""
        parts = segments(code)
        if len(parts) < 3:
            return ()
        above = ("-".join(parts[:1]), "-".join(parts[:-1]))
        self._context.notes.nameless.update(above[1:])
        return tuple(Named(Mark("path-2", 4, text), text) for text in above)

    def _trouble(self, line: Line, detail: str) -> None:
        self._context.notes.trouble(line.place, detail)


def place_of(grid: Grid, row: TableRow) -> str:
    """``第2个表第5行``."""
    number = grid.numbers[row.number] if grid.numbers else row.number
    return f"{grid.place}第{number + 1}行"
