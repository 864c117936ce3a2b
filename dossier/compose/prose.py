"""The school's own words, as they stand in 文字/, turned into headings and paragraphs. Pure."""

from __future__ import annotations

import re

from dossier.model import Block
from dossier.text import clean, mask

_LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十]+、")),
    (2, re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    (3, re.compile(r"\d{1,2}[.．、](?!\d)")),
    (4, re.compile(r"[（(]\d{1,2}[）)]")),
)
_LONGEST_HEADING = 40
_HAN = r"[\u3400-\u9fff\uf900-\ufaff“”‘’《》（）〔〕、。，；：？！％]"
_MARKS = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！"})
_MARK = re.compile(rf"(?<={_HAN})[,;:?!]|(?<=\d|[A-Za-z])[,;:?!](?={_HAN})")
_BRACKETS = re.compile(rf"\(([^()]*{_HAN}[^()]*)\)")
_STOP = re.compile(rf"(?<={_HAN})\.(?=$|{_HAN})")


def blocks(text: str) -> tuple[Block, ...]:
    """One block per line; a short line with a number and without a full stop is a heading of its level."""
    lines = (line.strip(" \t\u3000") for line in mask(clean(text)).split("\n"))
    return tuple(_block(full_width(line)) for line in lines if line)


def full_width(line: str) -> str:
    """Half-width marks between Chinese characters made full-width; numbers, times and Latin text stay."""
    line = _BRACKETS.sub(r"（\1）", line)
    line = _MARK.sub(lambda match: match[0].translate(_MARKS), line)
    return _STOP.sub("。", line)


def _block(line: str) -> Block:
    for level, pattern in _LEVELS:
        if match := pattern.match(line):
            numbered = _number(match[0], level) + line[match.end() :].lstrip(" \u3000")
            if len(line) <= _LONGEST_HEADING and not line.endswith(("。", "；", "：", "！", "？")):
                return Block(kind="heading", level=level, text=numbered.rstrip("，、"))
            return Block(kind="paragraph", text=numbered)
    return Block(kind="paragraph", text=line)


def _number(mark: str, level: int) -> str:
    """The numbering mark as GB/T 9704 writes it: 一、 （一） 1. （1）."""
    if level == 3:
        return f"{mark[:-1]}."
    return mark if level == 1 else f"（{mark[1:-1]}）"


def renumbered(given: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks as they go below a first-level heading: a 一、 of the school's own becomes （一）."""
    return tuple(
        Block(
            kind="heading",
            level=2,
            text=f"（{block.text.partition('、')[0]}）{block.text.partition('、')[2]}",
        )
        if block.kind == "heading" and block.level == 1
        else block
        for block in given
    )
