"""The number before a line or title: what it is, how deep it stands, how it is spelled as a code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

HAN = "一二三四五六七八九十"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SEP = r"[-—－–―‐‑−.．·•・]"
_MARK = re.compile(
    rf"""
    (?P<juan>[（(][{HAN}]{{1,3}}[)）]\s?(?:[①-⑳]|[-—－]\d{{1,3}})(?:{_SEP}\d{{1,3}})*)       # （二）④-01
    | (?P<code>[A-Za-z]{{1,3}}\d{{1,3}}(?:{_SEP}+\s?[A-Za-z]?\d{{1,3}})*(?![A-Za-z0-9%纸版幅开号])   # A1-B1-C1
        | [A-Z](?:{_SEP}\d{{1,3}})+(?![\d%])                                                 # A-1-2
        | (?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{{1,4}})(?:{_SEP}\d{{1,3}})+(?![\d%]))                        # II-1
    | (?P<path>\d{{1,3}}(?:{_SEP}+\d{{1,3}})+)(?![\d%％年月日周岁班届个人名次万元米㎡平寸条级∶:])    # 1-1, 2.1.3
    | 第(?P<ordinal>[{HAN}\d]{{1,3}})[卷盒部分类章项册篇节]+
    | (?:附件|盒号?|卷)(?P<box>[{HAN}]{{1,3}}|\d{{1,2}})(?=[、.．:：\s])
    | 之(?P<among>[{HAN}]{{1,3}}|\d{{1,2}})(?=[、.．:：\s])
    | [（(](?P<bracket>[{HAN}]{{1,3}})[)）]
    | [（(](?P<digits>\d{{1,2}})[)）]
    | (?P<han>[{HAN}]{{1,3}})(?=[、.．:：\s])
    | (?P<plain>\d{{1,3}})(?:(?=[、.．:：)）\s])(?![.．:：]\d(?!\d{{3}})))
    | (?P<roman>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|[IVX]{{1,4}}(?=[、.．:：\s]))
    | (?P<circle>[①-⑳])
    """,
    re.VERBOSE,
)
_AFTER = " 　、.．:：)）-—－―\t"
_BULLET = re.compile(r"^[•·●○■□◆◇★☆▲△►➢✓√\-—–*]+\s*")
_RANKS = {
    "roman": 0,
    "ordinal": 0,
    "among": 0,
    "box": 0,
    "han": 1,
    "bracket": 2,
    "plain": 3,
    "digits": 8,
    "circle": 9,
}
_WIDE = {
    ord(wide): unicodedata.normalize("NFKC", wide)
    for wide in map(chr, range(0xFF10, 0xFF5B))
    if wide.isalnum()
}


@dataclass(frozen=True)
class Mark:
    """The number that stands before a title."""

    kind: str
    """Numbers of one kind stand on one level: ``han`` ``bracket`` ``letter-B`` ``path-2`` …"""
    rank: int
    """Where the kind usually stands: smaller is higher."""
    text: str
    """``A1`` ``1-2`` ``（二）④``, or the number alone (``2`` for 二、 and （二）)."""

    @property
    def is_heading(self) -> bool:
        """Whether it numbers headings by custom: 第一盒, 之一, 一、 and （一）; 1. may number materials."""
        return self.kind in ("ordinal", "among", "box", "han", "bracket")

    @property
    def is_code(self) -> bool:
        """Whether it names its place by itself, unlike the 1. 2. 3. of a list."""
        return self.kind.startswith(("letter", "path", "juan")) and self.kind != "path-1"


NONE = Mark("", 99, "")


def split(text: str) -> tuple[Mark, str]:
    """The mark that *text* begins with, or ``NONE``, and the rest; a text that is nothing but a mark has none."""
    text = _BULLET.sub("", text.strip()) or text.strip()
    match = _MARK.match(text.translate(_WIDE))  # character for character: what follows keeps its spelling
    if match is None:
        return NONE, text
    rest = text[match.end() :].lstrip(_AFTER).rstrip()
    return (_mark(match), rest) if rest else (NONE, text)


def alone(text: str) -> Mark:
    """The mark that *text* is and nothing more: ``一`` ``（二）`` ``三、`` ``1.2`` ``A1``; else ``NONE``."""
    text = text.strip().translate(_WIDE)
    match = _MARK.fullmatch(text.rstrip("、.．:： ")) or _MARK.match(f"{text} ")
    if match is None or text[match.end() :].strip(_AFTER):
        return NONE
    return _mark(match)


def spelled(code: str) -> str:
    """A code as written, but with narrow digits and letters, one kind of dash and no blanks."""
    return (
        re.sub("[-—－–―‐‑−]+", "-", re.sub(r"\s+", "", code.translate(_WIDE)))
        .replace("．", ".")
        .strip("、.:：")
    )


def number(text: str) -> int:
    """``三`` ``十二`` ``3`` ``③`` ``２`` → the number; 0 when it is none."""
    text = unicodedata.normalize("NFKC", text).replace("两", "二")
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not text or any(character not in HAN for character in text) or len(tens) > 1 or len(ones) > 1:
        return 0
    unit = HAN.index(ones) + 1 if ones else 0
    return ((HAN.index(tens) + 1 if tens else 1) * 10 if ten else 0) + unit


def segments(code: str) -> tuple[str, ...]:
    """The parts of a code that is a path: ``A1-B2`` → ``A1`` ``B2``."""
    return tuple(part for part in re.split("[-.·]", spelled(code)) if part)


def _mark(match: re.Match[str]) -> Mark:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind == "juan":
        return Mark("juan", 5, spelled(text))
    if kind == "code":
        parts = segments(text)
        letter = re.match("[A-Za-zⅠ-Ⅻ]+", parts[-1])
        depth = ord(letter[0][0].upper()) - ord("A") if letter else len(parts) + 1
        name = f"letter-{letter[0].upper()}" if letter and len(parts) == 1 else f"letter-{len(parts)}"
        return Mark(name, depth if len(parts) == 1 else len(parts) + 1, spelled(text))
    if kind == "path":
        parts = segments(text)
        return Mark(f"path-{len(parts)}", 2 + len(parts), spelled(text))
    if kind == "roman":
        return Mark("letter-roman", 0, text)
    return Mark("path-1" if kind == "plain" else kind, _RANKS[kind], str(number(text)))


def ranked(marks: Sequence[Mark]) -> list[Mark]:
    """The numbers of a list with the ranks that they have in it.

    A kind that begins at 1 right after another kind stands below it, whatever is usual: （一） ① 1. as well as
    （一） 1. ①.
    """
    ranks = {mark.kind: mark.rank for mark in marks}
    below: dict[tuple[str, str], None] = {}
    for upper, lower in pairwise(marks):
        first = number((segments(lower.text) or ("",))[-1].lstrip(_LETTERS)) == 1
        if first and upper.kind != lower.kind and (lower.kind, upper.kind) not in below:
            below[upper.kind, lower.kind] = None
    for _ in ranks:
        for one, other in below:
            ranks[other] = max(ranks[other], ranks[one] + 1)
    return [replace(mark, rank=ranks[mark.kind]) for mark in marks]
