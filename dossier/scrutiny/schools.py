"""Another school's name where the name of ours belongs: in the letterhead, the title, the signature, the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dossier import numerals
from dossier.model import Problem, School
from dossier.scrutiny.exhibits import PROSE, Exhibit, plain

_NAME = "[\u4e00-\u9fff]{2,15}?(?:小学|中学|学校)"
_WHOLE = re.compile(rf"({_NAME})\s*(?:[(].{{0,6}}[)])?\s*(?:文件|(?:党支部|党总支|委员会|工会)?(?:文件)?)?")
_BEGINS = re.compile(
    rf"({_NAME})(?=20\d\d|[关学教德安校作班课工家招控信师均食财资落贯推绩编考][\u4e00-\u9fff]*(?:方案|计划|制度|总结|办法|细则|规定|章程))"
)
_SUBJECT = re.compile(
    r"我们([\u4e00-\u9fff]{2,6}?(?:小学|中学|学校))"
    rf"|(?:^|(?<=[。;\n]))\s*({_NAME})(?=(?:全体|坚持|始终|认真|高度重视|严格|成立|积极|切实|不断|现有|位于|以[\u4e00-\u9fff]))",
    re.M,
)
_TYPE = re.compile(
    "(?:初级|完全|高级|中心|实验|附属|希望|民族|九年一贯制|小学|中学|学校|第?[一二三四五六七八九十]+)+$"
)
_KINDS = re.compile(
    "家长|党校|进修|中小学|义务|农村|乡镇|各|全[县市区镇体校]|[我本该贵兄]校?|业余|少年|法制|老年|职业技[能术]培训|示范|"
    "所属|辖区|城区|县域|公办|民办|寄宿|规模|薄弱|平安|健康|智慧|书香|(?:^|[^镇乡县市区村])(?:九|十二)年一贯制学校$|^一贯制学校$|"
    "学段|阶段|[县市省州]级|教学|乡村|高中|高级(?!中学)|优质|均衡|标准|合格|友好|绿色|数字|少数民族|普通|一般|"
    "部分|所有|其[他它]|有关|相关|周边|邻近|试点|重点|城镇|城乡|[一二三四五六七八九十两几多]所|某"
)
"""Words about kinds of schools, anywhere in what looks like a name."""
_SENTENCE = re.compile(
    "关于|创建|特色|文明|为|在|是|与|和(?!平)|及|的|到|走进|前往|参观|学习|邀请|赴|去|来|请|访|考察|组织|联系|学期|年(?!一贯)|季|上期|下期|"
    "月|此|每|部|开展|对|向(?!阳)|被|由|把|从|让|使|将"
)
"""Words that make it a part of a sentence or of a title; a signature is none."""
_NUMBER = re.compile(
    "第?([一二三四五六七八九十]+)(?=(?:初级|高级|完全|实验|民族)*(?:小学|中学|学校|[中小初]$))"
)
"""Of 云岭县第二中学, 第三初级中学, 云岭二中."""
_SORTS = ("民族", "实验", "希望", "外国语", "高级")
_TOWN = re.compile("[省市县区镇乡州旗]$")
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?$"
)
_YEARS = re.compile(r"^\d{4}(?:[-—–~至]{1,2}\d{2,4})?学?年?度?(?:第?[一二上下]学?期|[春秋]季?)?")
_KIND_OF_SCHOOL = re.compile(
    "(?:实验|中心|希望|民族|外国语|一贯制|附属|完全|逸夫|特殊教育|职业|[镇乡县市区村屯街路]|[一二三四五六七八九十])学校$"
)
"""Without one of these, what stands before 学校 is as likely a verb: 热爱学校, 因此学校."""
_PARTNERS = re.compile(
    "协议|交流|结对|帮扶|联盟|集团|共建|共同体|联合|联谊|送教|支教|轮岗|跟岗|走教|转入|转出|转学|学籍|随迁|就读|片区|学区|布局|"
    "录取|对口|合同|观摩|参观|借读|合作|一体化|证明|派遣|聘|调动|批复|核准|手拉手|接收|毕业|指标|名师|工作室|来访|校际|认定|名单"
)
_SIGNED = "落款"
"""The one place where a school stands by itself and with a date: there it needs no further sign that it is a name."""
_UMBRELLA = re.compile("中心(?:学校|校|小学)|总校|集团|学区|教育局")
"""A central school keeps the papers of the schools under it."""


def other(exhibit: Exhibit, school: School) -> Iterator[Problem]:
    """The first place where another school stands in for ours; partners may be named in what is done together."""
    own = tuple(plain(name) for name in (school.name, school.short_name) if name)
    words = f"{exhibit.title}{exhibit.requirement.title}{exhibit.document.path}"
    if not exhibit.alone or exhibit.document.kind not in PROSE:
        return
    if _PARTNERS.search(words) or any(map(_UMBRELLA.search, own)):
        return
    for place, name in _found(exhibit, own):
        if _is_foreign(name, own, signed=place == _SIGNED):
            yield exhibit.problem("other-school", place=place, school=name)
            return


def _found(exhibit: Exhibit, own: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """School names in places where a document names its author."""
    for line in exhibit.head[:2]:
        if match := _WHOLE.fullmatch(_bare(line)):
            yield "开头", match[1]
    if match := _BEGINS.match(_YEARS.sub("", _bare(exhibit.title))):
        yield "标题", match[1]
    foot = [_bare(line) for line in exhibit.foot[-5:]]
    for line, below in pairwise([*foot, ""]):
        match = _WHOLE.fullmatch(_DATE.sub("", line))
        if match and _DATE.search(line + below):
            yield _SIGNED, match[1]
    for match in _SUBJECT.finditer(exhibit.text):
        if match[1] or not _is_named(exhibit, own):
            yield "正文", match[1] or match[2]


def _is_named(exhibit: Exhibit, own: tuple[str, ...]) -> bool:
    """Whether the text, apart from its first and last lines, calls our school by its name."""
    lines = [line.strip() for line in exhibit.text.split("\n")]
    margins = {*exhibit.head[:1], *exhibit.foot[-3:]}
    return any(name in line for line in lines if line not in margins for name in own)


def _is_foreign(name: str, own: tuple[str, ...], *, signed: bool) -> bool:
    """Whether *name* is a school's own name and not a way to call ours; *signed* where it stands as a signature."""
    is_plain = name.endswith("学校") and not _KIND_OF_SCHOOL.search(name)
    if _KINDS.search(name) or (not signed and (is_plain or _SENTENCE.search(name))):
        return False
    if any(name in ours or ours in name for ours in own):
        return False
    place = _TYPE.sub("", name)
    if len(place) >= 2 and not any(place in ours for ours in own):
        return not any(_core(ours) in name for ours in own)
    return _is_sister(name, place, own, signed=signed)


def _is_sister(name: str, place: str, own: tuple[str, ...], *, signed: bool) -> bool:
    """Whether a name that says no more than where and what kind is that of our neighbour: 云岭县第二中学, 第三初级中学.

    In our own town number, kind or stage tells the schools apart; without a place only a number does, unless it signs.
    """
    theirs, ours = _marks(name), frozenset[str]().union(*map(_marks, own))
    if _TOWN.search(place):
        stages = {"小学", "中学"}
        other_stage = len(ours & stages) == 1 and theirs & stages and not theirs & ours & stages
        return bool(theirs - stages - ours or other_stage)
    if len(place) >= 2 or name.endswith("学校"):
        return False
    return bool({mark for mark in theirs - ours if mark.isdigit() or (signed and mark in _SORTS)})


def _marks(name: str) -> frozenset[str]:
    """What tells a school from others of its town: its number as digits, its kind, its stage."""
    numbers = {str(numerals.read(match[1])) for match in _NUMBER.finditer(name)}
    return frozenset({*numbers, *(mark for mark in (*_SORTS, "小学", "中学") if mark in name)})


def _core(name: str) -> str:
    """What is special about a name: 晨光 of 青禾县晨光实验学校."""
    return re.sub("^.*[省市县区镇乡]", "", _TYPE.sub("", name)) or name


def _bare(line: str) -> str:
    return re.sub(r"[\s:]", "", line)
