"""What one row of a county's list asks for, when it lists several papers: 部门预算、决算; 应急预案及疏散演练.

Pure text: which words may belong together. What the vocabulary knows of them is decided in :mod:`dossier.checklist.ties`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from dossier.checklist.county.cells import form
from dossier.text import simplified

_BETWEEN = re.compile(
    r"[、；;，,。/＋+\n]|以及|(?<![普涉以波惠])及(?![时格其早以])|(?<![共总温调])和(?![谐睦平美])|(?<!参)与(?!会)|或(?!者)"
)
"""What stands between two papers; 县级及以上, 普及, 和谐 and 参与 hold none of these."""
_BRACKET = re.compile(r"[（(【\[]([^（）()【】\[\]]*)[)）】\]]")
_ONLY_SAID = re.compile(r"^(?:另?附|包?含|含有|注明|须?有|要有|包括|含?其中|等)+")
_LIMITS = re.compile("部分|年级|学段|[理文]科|[组版篇]$")
_PAPER = re.compile("(?:[表书册本案单卡证图]|报告|讲稿|材料|手续|截图|公示|教材|问卷|申请|调查)$")
_ASKED = re.compile(r"^(?:[须需应]|需要|应当)?(?:提供|提交|上交|备齐|查阅|包括|包含)[:：]?(.+)$", re.DOTALL)
"""A remark that says which papers are asked for."""
_CHOICE = re.compile("任选|任一|之一|择[一优]|至少|均可|即可|[如若]有|无则|[如若]无|例如|如[:：]")
"""Not all that is listed must be there, wherever a row says so."""
_OPEN = re.compile(
    r"或|[/／]|等(?:$|[)）】\]\d一二三四五六七八九十两]|(?:相关|有关|佐证|支撑|过程性?)?(?:材料|资料|情况|档案|工作))"
)
"""What is listed here may stand for one another, or for more: 签到表或照片, 方案、照片等."""
_QUOTES = re.compile('[“”"「」『』《》]')
_HEAD = re.compile(r"^([^:：]{2,14})[:：](.+)$")
_AHEAD = re.compile(
    "^(?:近[一二三四五六七八九两]个?学?年度?|历年|各类|各种|[本我全]校|学校(?!工作)|提供|有|相关|有关|各年级|分年级|[县市区]级及以上|学年度?|年度)+"
)
_BEHIND = re.compile(
    "(?:等?(?:相关|有关|佐证|支撑|过程性?)?(?:材料|资料|情况|工作|档案|台账资料)|等|复印件|原件|扫描件)+$"
)
_SHORTEST = 2
_SIGNS = re.compile("[、；;，,/＋+]")
_BODY = re.compile("委员会|领导小组|工作小组|理事会")
"""A body that a row names in full and its remark in short."""
_SHORT = 3
"""Characters of a part that says nothing without its neighbour: 方案, 总结, 决算."""


Standing = Literal["listed", "asked", "inside", "remark"]
"""In the title; in words that ask for it, 提供…, or in a bracket that lists, where it is a paper if it is called like
one; in a remark, where it is a paper only if it is known as one."""


class Part(NamedTuple):
    """One paper that a row may list."""

    words: str
    """As the row says it."""
    longer: tuple[str, ...]
    """What it may mean together with its neighbours, the likeliest first: 部门决算 for 决算."""
    standing: Standing = "listed"
    listed_by_sign: bool = True
    """Set apart by 、 and not by a word such as 与."""
    optional: bool = False
    """Another may stand for it: 或, 等. So it is where the words only head what a bracket or a remark lists."""

    @property
    def is_short(self) -> bool:
        """Whether it says nothing without its neighbour."""
        return len(self.words) <= _SHORT

    @property
    def stands_alone(self) -> bool:
        """Whether it can be a paper by itself: 陪餐 in 留样、陪餐 can, 社区 in 社区与社会座谈会记录 cannot."""
        return len(self.words) > _SHORTEST or self.listed_by_sign

    @property
    def called(self) -> str:
        """What to call a paper that nobody knows: a mere form takes the beginning of its neighbour, 课题总结."""
        whole = [words for words in self.longer if words.endswith(self.words)]
        if not (whole and self.is_short and form(self.words)):
            return self.words
        return whole[0] if self.standing == "inside" else min(whole, key=len)

    def may_be_unknown(self, *, beside: bool) -> bool:
        """Whether it is a paper although nobody knows it; *beside* one that is known a bracket only explains.

        What a remark asks for is one where it ends as papers do: 签领表 does, 加盖公章 does not.
        """
        if self.standing == "asked":
            return not self.is_short and bool(form(self.words) or _PAPER.search(self.words))
        return self.standing == "listed" or (self.standing == "inside" and not beside)


def parts(title: str, note: str = "") -> tuple[Part, ...]:
    """The papers that *title* lists, in its order, and what its brackets and *note* may add."""
    plain = _plain(title)
    brackets = [match[1] for match in _BRACKET.finditer(plain)]
    bare = _BRACKET.sub("", plain).strip()
    head = _HEAD.match(bare)
    ahead, listed = (head[1], head[2]) if head else ("", bare)
    words = [word for word in map(trimmed, _split(listed)) if word]
    by_sign = bool(_SIGNS.search(listed))
    found = [
        Part(word, tuple(_longer(words, place, ahead)), listed_by_sign=by_sign)
        for place, word in enumerate(words)
    ]
    topics = [ahead] if ahead else [*dict.fromkeys((trimmed(bare), *words))]
    asked = _ASKED.match(_plain(note))
    if asked:
        words = [word for word in map(trimmed, _split(_BRACKET.sub("", asked[1]))) if word]
        found += [_asked_for(words, place, topics) for place in range(len(words))]
    for remark in (*brackets, "" if asked else note):
        plain = _plain(remark)
        said = _ONLY_SAID.sub("", plain)
        inside = remark != note and _lists(remark)
        for word in map(trimmed, _split(said)):
            found.append(Part(word, tuple(_joined(topics, word)), "inside" if inside else "remark"))
    loose = _loose(title, note)
    return tuple(part._replace(optional=part.standing in loose) for part in found if part.words)


def _asked_for(words: list[str], place: int, topics: list[str]) -> Part:
    """The paper that a remark asks for at *place*; whose 委员会名单 it is the row says, not the words beside it."""
    word = words[place]
    body = _BODY.match(word)
    if body is None:
        return Part(word, (*_longer(words, place, ""), *_joined(topics, word)), "asked")
    whole = next((topic for topic in topics if topic.endswith(body[0])), body[0])
    return Part(whole + word[body.end() :], tuple(_joined(topics, word)), "asked")


def _loose(title: str, note: str) -> frozenset[Standing]:
    """Where a row lists what may stand for one another, or only heads what it lists elsewhere."""
    plain, asked = _plain(title), _plain(note)
    brackets = [match[1] for match in _BRACKET.finditer(plain)]
    chosen = bool(_CHOICE.search(plain + asked))
    heads = is_asked(note) or any(map(_lists, brackets))
    found: dict[Standing, bool] = {
        "listed": chosen or heads or bool(_OPEN.search(_BRACKET.sub("", plain))),
        "asked": chosen or bool(_OPEN.search(asked)),
        "inside": chosen or any(map(_OPEN.search, brackets)),
        "remark": True,
    }
    return frozenset(standing for standing, is_loose in found.items() if is_loose)


def _lists(bracket: str) -> bool:
    """Whether a bracket says what the words before it are made of: （方案、现场照片、签字表）, not （另附照片）."""
    plain = _plain(bracket)
    return not _ONLY_SAID.match(plain) and len(_split(plain)) > 1


def is_asked(note: str) -> bool:
    """Whether a remark says which papers are asked for: 提供章程文本及核准文件."""
    return bool(_ASKED.match(_plain(note)))


def _plain(text: str) -> str:
    return _QUOTES.sub("", simplified(unicodedata.normalize("NFKC", text))).strip()


def limited(title: str) -> bool:
    """Whether a bracket says that only a part is meant: （艺术部分）, （七年级）."""
    return any(_LIMITS.search(match[1]) for match in _BRACKET.finditer(unicodedata.normalize("NFKC", title)))


def trimmed(words: str) -> str:
    """*words* without what says nothing at its ends: 近三年, 学校, 材料, 情况."""
    kept = _BEHIND.sub("", _AHEAD.sub("", words.strip())).strip()
    return kept or words.strip()


def _split(listed: str) -> list[str]:
    return [word.strip(" 。．.:：") for word in _BETWEEN.split(listed)]


def _longer(words: list[str], place: int, ahead: str) -> Iterator[str]:
    """Words that share a beginning with the one before, or an end with one behind, as Chinese leaves them out."""
    word = words[place]
    if ahead:
        yield ahead + word
    if place:
        first = words[place - 1]
        for size in range(len(first) - 1, 1, -1):
            yield first[:size] + word
        if place > 1:
            yield from (words[0][:size] + word for size in range(len(words[0]) - 1, 1, -1))
    for last in dict.fromkeys((*words[place + 1 : place + 2], words[-1])):
        if last != word:
            for start in range(1, len(last) - 1):
                yield word + last[start:]


def _joined(topics: list[str], word: str) -> Iterator[str]:
    """A paper of a bracket with what stands before it, whole or without its end: 阳光分班 + 方案."""
    for topic in (_SIGNS.sub("", topic) for topic in topics):
        for size in range(len(topic), 1, -1):
            yield topic[:size] + word
