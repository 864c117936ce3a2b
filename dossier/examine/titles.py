"""Which line of a document is its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.examine.facts import TITLE_LENGTH
from dossier.text import one_line

PLAIN, PROMINENT, HEADING, TITLE = range(4)
"""How much a line looks like a title: nothing, centred or bold or large, styled as heading, styled as title."""

_LOOK_AT = 40
_PROMINENT_WITHIN = 8
_MOST_LINES = 3
_SECTION = re.compile(
    r"第[一二三四五六七八九十百\d]+[章节条部]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．](?!\d)|(?:序|前|引|导)\s*言$|目\s*录$|摘\s*要$|正\s*文$"
)
_NO_TITLE = re.compile(
    r"附件\s*\d*\s*[:：]?|附表\s*\d*|[-—－]?\s*\d+\s*[-—－]?|第\s*\d+\s*页.*|.{0,12}[〔\[（(]\d{4}[〕\])）]\s*第?\d+\s*号"
    r"|密级.*|[★☆\W_]+|page\s+\d+.*|目\s*录|签发人.*",
    re.I,
)
_BELOW_TITLE = re.compile(r"[^:：]{1,8}[:：].*|.*[。；;，,]")
"""A field (时间：…, 甲方：) or a sentence: the text has begun."""
_ISSUER = re.compile(
    "(?!.*(?:关于|《)).{2,24}(?:局|委员会|政府|厅|学校|中学|小学|中心校|幼儿园|办公室|督导室)[:：]?"
)
"""Who issued a paper, on a line of its own."""
_LETTERHEAD = re.compile(
    r".{2,30}(?:局|委员会|政府|办公室|教育厅|学校|中学|小学|幼儿园|党委|支部|督导室)(?:文件|函)"
)


_BRACKETS = (("《", "》"), ("（", "）"), ("(", ")"), ("“", "”"))
_PAPER = re.compile(
    r"(?:通知|通报|公告|公示|通告|意见|决定|决议|批复|复函|函|请示|报告|纪要|方案|计划|规划|办法|规定|细则|制度|说明|证明|名单|总结|情况)"
    r"(?:[(（][^()（）]*[)）])?$"
)
"""How a title ends that says 关于."""
_MOTTO = re.compile(r"([\u4e00-\u9fff]{4,8})[\s，,、·]+(?!\1)[\u4e00-\u9fff]{4,8}")
"""以德润心 向善而行, on a line above what the paper is."""


@dataclass(frozen=True)
class Line:
    """A line of text and how it stands out."""

    text: str
    weight: int = PLAIN
    size: float = 0
    """Points, to tell whether the next line goes on with the same title."""


def choose(lines: Iterable[Line]) -> str:
    """Return the title among the first *lines*, at most 60 characters; empty if there is no text.

    A line styled as title wins; else the first that stands out near the top; else the first of all. Letterheads
    (××教育局文件), document numbers, 附件1 and page numbers are no titles. A title may run over three lines.
    """
    candidates = [line for line in _first(lines) if may_be_title(line.text)]
    styled = next((n for n, line in enumerate(candidates) if line.weight == TITLE), None)
    if styled is not None:
        return _joined(candidates, styled)
    for number, line in enumerate(candidates[:_PROMINENT_WITHIN]):
        if line.weight and not is_section(line.text):
            return _joined(candidates, number)
    named = (n for n, line in enumerate(candidates[:_MOST_LINES]) if not _ISSUER.fullmatch(line.text))
    return _whole(candidates, next(named, 0)) if candidates else ""


def may_be_title(text: str) -> bool:
    """Whether *text* is not one of the lines that stand above a title."""
    return not (_NO_TITLE.fullmatch(text) or _LETTERHEAD.fullmatch(re.sub(r"\s", "", text)))


def is_section(text: str) -> bool:
    """Whether *text* begins like a section inside a document: 一、 （二） 第三章 4."""
    return bool(_SECTION.match(text))


def _first(lines: Iterable[Line]) -> list[Line]:
    found: list[Line] = []
    for line in lines:
        text = one_line(line.text)
        if text:
            found.append(Line(text, line.weight, line.size))
        if len(found) == _LOOK_AT:
            break
    return found


def _whole(lines: Sequence[Line], start: int) -> str:
    """The line at *start*, with the next ones where it breaks off in the midst of a title and they end it."""
    title = lines[start].text
    whole = title
    for line in lines[start + 1 : start + _MOST_LINES]:
        if not _breaks_off(whole) or is_section(line.text) or _BELOW_TITLE.fullmatch(line.text):
            break
        whole += line.text
    return (title if _breaks_off(whole) else whole)[:TITLE_LENGTH]


def _breaks_off(title: str) -> bool:
    """Whether a bracket is left open, or 关于… does not come to what kind of paper it is."""
    is_open = any(title.count(one) > title.count(other) for one, other in _BRACKETS)
    return is_open or ("关于" in title and not _PAPER.search(title))


def _joined(lines: Sequence[Line], start: int) -> str:
    """The line at *start* with those that go on in the same form."""
    first = lines[start]
    title = first.text
    for line in lines[start + 1 : start + _MOST_LINES]:
        alike = (line.weight, line.size) == (first.weight, first.size) and first.weight != HEADING
        begun = is_section(line.text) or _BELOW_TITLE.fullmatch(line.text)
        alike = alike or (line.weight > PLAIN and _is_motto(title, line.text))
        if not alike or begun or len(title) + len(line.text) > TITLE_LENGTH:
            break
        title += _between(title, line.text) + line.text
    return title[:TITLE_LENGTH]


def _between(above: str, below: str) -> str:
    """What parts two lines of one title: a motto is the main title, and what the paper is stands behind a dash."""
    if _is_motto(above, below):
        return "" if below[0] in "—-－" else "——"
    return "" if above[-1] >= "\u2e80" else " "


def _is_motto(above: str, below: str) -> bool:
    """Whether *above* is a motto over *below*, which says what the paper is; the two often differ in size."""
    return bool(_MOTTO.fullmatch(above) and _PAPER.search(below))
