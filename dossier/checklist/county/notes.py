"""What is said about a list: what was made of it, what was passed over, what was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dossier.checklist.county.levels import Levels
from dossier.checklist.county.outline import Outline
from dossier.checklist.county.source import Grid
from dossier.model import Problem
from dossier.problems import problem
from dossier.text import fold, one_line

_NOTE = re.compile(
    r"^\s*[*※]*\s*[（(【\[]?(?:注|备注|附注|说明|注意|注意事项|填表说明|有关说明|几点说明|要求)\s*\d*\s*[】\]）)]?\s*(?:[:：.、]|$)|^\s*注\d+|^\s*[*※]\s*\S"
)
_SIGNATURE = re.compile(
    r"^\s*(?:填\s?表|制\s?表|填\s?报|审\s?核|联\s?系|经\s?办|校\s?长|负\s?责|整\s?理|检\s?查|编\s?制|报\s?送)(?:人|单位|时间|日期|签字|签名|电话|学校)*\s*(?:[（(].{1,8}[)）])?\s*[:：]"
    r"|^\s*(?:单位|学校|时间|日期|年度|（?盖章）?|公章)\s*(?:名称|[（(]盖章[)）]|[（(]公章[)）])?\s*[:：]|^\s*第\s*\d+\s*页|^\s*(?:20\d\d|二[〇○零]..)\s*年.{0,8}[月日]$"
)


_CONTINUED = re.compile(
    r"[（(\[【]?\s*(?:续\s*(?:上\s*)?[表页]?|[接承续]上\s*[表页]|表\s*续|未完待续|转下页|见?下页)\s*\d*\s*[)）\]】]?"
)
_LIST_WORDS = re.compile(
    "(?:具体|各类|各校|学校|迎检|国检|上报|归档|存档|建档|准备|所需|佐证|评估|档案|材料|资料|内容|要求|名称|责任|分工|分解"
    "|目录|清单|明细|一览|汇总|总|表|如下|及|和|与)+[:：]?"
)


def is_note(text: str) -> bool:
    """A remark below or above a table: 注：…, 说明：…, 续上表."""
    return bool(_NOTE.search(text) or _CONTINUED.fullmatch(text.strip()))


def only_announces(title: str) -> bool:
    """A heading that says no more than that a list follows: 档案目录, 迎检材料清单如下."""
    return bool(_LIST_WORDS.fullmatch(title) and re.search("目录|清单|一览|明细|如下|表$", title))


def is_signature(text: str) -> bool:
    """填表人：…, 单位（盖章）：…, a date alone."""
    return bool(_SIGNATURE.search(text))


@dataclass
class Notes:
    """Grows while a list is read."""

    name: str
    """Of the file."""
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, None] = field(default_factory=dict)
    """Sentences on columns and codes, each once."""
    skipped: int = 0
    """Rows of sums, repeated heads, remarks."""
    spare: int = 0
    outside: int = 0
    """Lines outside tables that are no headings."""
    unused: dict[str, None] = field(default_factory=dict)
    asides: list[tuple[str, str]] = field(default_factory=list)
    """Place and first words of tables in which nothing reads like materials."""
    nameless: set[str] = field(default_factory=set)
    """Indicators that only codes speak of."""

    def say(self, *lines: str) -> None:
        """Add sentences."""
        self.lines.update(dict.fromkeys(lines))

    def trouble(self, place: str, detail: str) -> None:
        """A row that was not understood."""
        self.problems.append(problem("row-not-understood", path=self.name, place=place, detail=detail))

    def tell_asides(self, *, is_list: bool) -> None:
        """Tables without materials: above a list they are passed over, else they are what was not understood."""
        for place, words in self.asides:
            if is_list:
                self.say(f"{place}不是材料目录，没有读（{words}）")
            else:
                self.trouble(place, f"看不出哪一列是材料名称（{words}），可用 --map 列=材料名称 指定")

    def hidden(self, grid: Grid) -> None:
        """Hidden columns and rows were read; a person should know."""
        where = grid.place or "表里"
        if grid.hidden_columns:
            letters = "、".join(_letter(column) for column in sorted(grid.hidden_columns))
            self.say(f"{where}有隐藏的列（{letters}列），也读了")
        if grid.hidden_rows:
            rows = "、".join(str(row + 1) for row in sorted(grid.hidden_rows)[:10])
            self.say(f"{where}有隐藏的行（第{rows}行{'等' if len(grid.hidden_rows) > 10 else ''}），也读了")

    def not_used(self, heads: Iterable[str]) -> None:
        """Columns that nothing was taken from."""
        self.unused.update(dict.fromkeys(heads))

    def understood(self) -> list[str]:
        """Everything but the problems, in sentences."""
        counted = (
            (self.skipped, "跳过合计、重复表头和说明{}行"),
            (self.spare, "跳过只有序号、没有内容的空行{}行"),
            (self.outside, "表外的说明文字{}段没有当作材料"),
        )
        lines = [*self.lines, *(words.format(count) for count, words in counted if count)]
        return [*lines, *([f"没有用到的列：{'、'.join(self.unused)}"] if self.unused else [])]


@dataclass
class Context:
    """What the readers of tables and of numbered paragraphs share."""

    title: str
    outline: Outline
    notes: Notes
    levels: Levels
    headings: list[tuple[str, str]] = field(default_factory=list)
    """Title and place of each heading in a row of a table."""

    def tell_empty_headings(self) -> None:
        """Name the headings that no material came under."""
        used = self.outline.titles()
        for title, place in self.headings:
            if fold(title) not in used:
                self.notes.trouble(place, f"“{short(title)}”下面没有材料")


def short(text: str) -> str:
    """A text as a person recognises it, on one line."""
    line = one_line(text)
    return line if len(line) <= 30 else f"{line[:29]}…"


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
