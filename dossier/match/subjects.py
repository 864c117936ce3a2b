"""What a paper is about whose title says only which kind of paper it is: 公示, 证明, 第二次会议纪要.

The subject then stands in a field (议题：审议学校章程) or in the first sentence (兹证明我校未发生重大安全事故).
"""

from __future__ import annotations

import re
import unicodedata

_BARE = re.compile(r"(?:情况|有关|工作|学校)*(?:公示|公告|通告|告示|证明|说明|承诺书?|保证书|声明|公开栏)")
"""A title that is the kind of a paper and nothing else."""
_RECORD = re.compile(r"(?:纪要|记录|简报|签到[表册]?)(?:[(（][^)）]*[)）])?$")
_TOPIC = re.compile(r"(?:议[题程]|主题|会议内容|活动内容|培训内容|事由)\s*[:：]\s*([^\n。；]{4,60})")
_LEAD_IN = re.compile(r"^(?:兹有?|特此|现将|现就|现对|为此|[我本]校)?(?:证明|公示|承诺|说明|声明)?[:：,，]?")
_AS_FOLLOWS = re.compile(r"(?:现)?(?:予以)?(?:公示|公布|公告|通告|说明|报告)?(?:如下|于后)$")
_END = re.compile("[。；:：\n]")
_FULL_LINE = 20
"""Characters of a line that may have been broken at the margin."""
_BEGINNING, _LONGEST, _SHORTEST = 600, 90, 6
"""Characters of a text that are looked at, and of the first sentence."""


def subject(title: str, lead: str) -> str:
    """What the paper called *title* is about, as a title of its own; empty where *title* says it or *lead* does not."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", title))
    beginning = lead[:_BEGINNING]
    if _BARE.fullmatch(bare):
        sentence = _first_sentence(bare, beginning)
        return f"{sentence}{bare}" if sentence else ""
    topic = _TOPIC.search(beginning) if _RECORD.search(bare) else None
    return f"{topic[1].strip()}{bare[-2:]}" if topic else ""


def _first_sentence(bare: str, beginning: str) -> str:
    """The first sentence under the title, without the words that lead into it; a salutation is none.

    In a PDF it goes on over the ends of lines.
    """
    lines = [re.sub(r"\s", "", unicodedata.normalize("NFKC", line)) for line in beginning.splitlines()]
    for number, line in enumerate(lines):
        text = _END.split(line, maxsplit=1)[0]
        if text != bare and len(text) >= _SHORTEST:
            whole = _END.split("".join(lines[number:]), maxsplit=1)[0] if len(line) >= _FULL_LINE else text
            return _AS_FOLLOWS.sub("", _LEAD_IN.sub("", whole))[:_LONGEST]
    return ""
