"""Files that look like evidence and prove nothing: blank forms, drafts, what was thrown out, notices from above, model
texts, other schools'.

Such a file is never claimed for certain; the reason says what it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Literal

from dossier.departments import department_of_folder
from dossier.match.doubts import Doubted
from dossier.match.memo import Memo
from dossier.match.wording import glance
from dossier.model import Requirement
from dossier.text import simplified

_FILLER = "[x×某○*＊_]"
_BLANK = re.compile("模[板版]|样表|空白|空表|范本|表样|样式|填[写表报]说明|关于填[写报].+说明|示范文本")
_TO_FILL_IN = re.compile(
    f"{_FILLER}{{2,}}(?:县|市|镇)?(?:学校|中学|小学|校)|20(?:_+|[x×]{{2}}|[ _]{{2,}}) ?年"
)
_DISCARDED = re.compile(
    "作废|废弃|弃用|废稿|废旧(?:资料|材料|文件)|待删除?|回收站|不要[了的]|没用[了的]|已过期"
)
_DRAFT = re.compile(
    "(?:征求意见稿|讨论稿|草案|草稿|初稿|送审稿|未定稿|待核[实对]?|未完成|没写完|未签字?|未盖章|没盖章)"
    r"(?=$|[)）\]】\s_\-—.、,，0-9v])"
)
"""Of the paper itself: 审议《章程（草案）》的记录 is none."""
_QUOTED = re.compile("《[^》]*》")
_MODEL = re.compile(
    "范文|例文|参考(?!书|资料|文献|答案|用书)|百度文库|道客巴巴|豆丁|文库|[网线]上下载|网络下载|下载版|示例|样例|借鉴|"
    "可编辑|精编|最新整理|学习资料|他校|外校|兄弟学校"
)
_SITES = re.compile("百度文库|道客巴巴|豆丁")
_MODEL_FOLDER = re.compile("参考|借鉴|模板|下载")
_ABOVE = re.compile(
    "教育[局厅部委]|教体局|教科体?局|教育和?体育局|教育科技局|国务院|人民政府|[省市县区]政府|[省市县区]委|督导委员会|督导室|"
    "办公厅|财政局|人社局|编办|[省市县区](?:教师)?进修学校|教科院|电教馆|中心校关于|上级文件|上级来文"
)
_ISSUED = re.compile("通知|意见|办法|函|公告|批复|决定|规定|方案|要点|条例|文件|通报|来文|计划|预案|规划")
_PASSED_ON = re.compile("转发|关于(?:印发|下发|做好|开展|进一步|报送).{2,40}的?(?:通知|意见|函)|红头文件")
_NUMBER = re.compile(r"(?:教|政|国|府|督)[\u4e00-\u9fff]{0,4}[〔\[【(]20\d\d[〕\]】)]\s*第?\d+号")
_TELLTALE = glance(
    "|".join(
        f"(?:{p.pattern})"
        for p in (_BLANK, _TO_FILL_IN, _DISCARDED, _DRAFT, _MODEL, _ABOVE, _PASSED_ON, _NUMBER)
    )
)
"""One glance: most names hold none of all this."""
_AUTHORITY = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:教育局|教体局|教科局|教育和体育局|教育科技局|教育厅|教育部|人民政府|督导室|办公厅)"
)
"""Who signs papers that only order or inform."""
_OF_ONES_OWN = ("方案", "制度", "记录", "总结")
_FROM_OTHERS = re.compile("外地|转[学出入]|派遣|交流|共建|协议|验收|检测|鉴定|上级|局|厅|镇")
_ASKS_FOR_PAPER = re.compile("文件|通知|批复|意见|核准|公告|规划|证明|办法|决定")
_ASKS_FOR_BLANK = re.compile("样卷|样本|空白|模板")

_SCHOOL = re.compile(
    "([\u4e00-\u9fff]{2,14}?)(?:中心校|学校|幼儿园|"
    "(?:中学|(?<!中)小学)(?![生部段阶语数英科教毕高一二三四五六各综年]|校(?![园舍本服]))|"
    "(?<![县市区学和及])初中(?=$|各|学生|教师|教职工|教工))"
)
_SHORT_NAME = re.compile(
    "([\u4e00-\u9fff]{1,4}?)((?:第?[一二三四五六七八九十]|实验|实|附)[中小])(?![考学期间心国午秋层班等级段组队型号全届记大])"
)
"""临江三中, 城关二小, 县实小: how people call schools."""
_SCHOOL_WORD = re.compile("学校|中心校|幼儿园|中学|小学|初中|[一二三四五六七八九十验实附][中小]")
"""In every text that names a school."""
_IN_FULL = {"中": "中学", "小": "小学", "实": "实验"}
_TYPE = re.compile("(?:初级|完全|高级|实验|中心|附属|希望|民族|特殊教育|职业技术|职业|外国语)+$")
_NOT_A_NAME = re.compile(
    "中小学|基础教育|学[期年]|十[一二三四五六七八九]?届|[初高第六五]$|家长|中小|义务|农村|乡镇|城乡|[公民]办|示范|标准|寄宿|规模|薄弱|文明|平安|健康|绿色|和谐|书香|特色|数字|智慧|"
    "温馨|一贯制|普通|各|全[县市校镇]|[我本]|党|业余|传统|足球|法治|依法|定点|联盟|结对|帮扶|共建|对口|城区|片区|促进|"
    "加强|推进|规范|做好|关于|建立|开展|创建|中考|小升|毕业|维护|提升|深化|强化|落实|优化|改进|实施|完善|健全|打造|营造|建设|参观|走进|学习|"
    "学生|教师|教职|班级|年级|校园|安全|留守|随迁|入学|招生|布局|不足|以上|级|优质|均衡|高中|管理|青少年|少年|电视|老年"
)
_CHUNKS = re.compile(r"[\s_\-—－(（)）【】\[\]《》“”\"、,，.。:：+&与和]+")

_FIELDS = re.compile("[:：]")
_LONGEST_FORM = 1500
"""Characters of a lead that may be a whole form; a longer one is cut off."""
_FEWEST_LABELS = 3
_LABEL = re.compile(
    r"(?:[\u4e00-\u9fff/／（）()、]{0,6}(?:时间|日期|地点|主持人?|记录人?|主讲人?|参加人员|参会人员|参与人员|人员|人数|内容|主题|过程|姓名|性别|"
    r"序号|编号|学科|年级|班级|备注|签名|签字|签章|盖章|单位|部门|学校|职务|职称|学历|电话|号码|联系方式|家长|意见|情况|效果|措施|原因|"
    r"负责人|责任人|身份证号?|出生年月|民族|住址|地址|金额|数量|名称|项目|类别|等级|结果|方式|目标|评价|反思|小结|年 *月 *日))"
    r"[\s:：_＿]*"
)
"""A field of a form with nothing behind it."""
_HEAD_WITHIN, _HEAD_CELLS = 5, 4
"""Lines of a table above which its head stands, and the fewest columns of one."""

_LETTERHEAD, _LONGEST_ISSUER = 2, 24
"""Lines of the beginning in which the issuer stands, and characters of such a line."""
_OPENING = re.compile(r"^[\W_\d]+")
_Kind = Literal["blank", "draft", "discarded", "model", "above", "other", "own"]


@dataclass(frozen=True)
class Suspicion:
    """Why a file may prove nothing."""

    kind: _Kind
    word: str
    """What gave it away."""
    signed: bool = False
    """It is who signed: lists and certificates come from others, plans and records of one's own do not."""

    @property
    def doubt(self) -> Doubted:
        """What it looks like; whether a notice of our own is the material after all the clerk decides."""
        if self.kind == "own":
            return Doubted("words", f"像是本校发的通知（“{self.word}”），算不算材料由人来定")
        return Doubted(self.kind, f"{_LOOKS[self.kind]}（“{self.word}”）")


_LOOKS: Mapping[str, str] = {
    "blank": "像是空白表或模板",
    "draft": "像是没有定稿的",
    "discarded": "像是作废的",
    "model": "像是范文或下载的参考资料",
    "above": "像是上级发的文件",
    "other": "像是别的学校的材料",
}


@dataclass(frozen=True)
class School:
    """The names that our school goes by, folded, longest first."""

    names: tuple[str, ...]

    def is_ours(self, *called: str) -> bool:
        """Whether one of *called* is a way to call our school: part of its name, or its name with more around it."""
        return any(
            name in own or own in name or _shortens(name, own) for name in called for own in self.names
        )


@dataclass(frozen=True)
class Doubter:
    """Finds what is suspicious about files. Folders speak for many files, and are looked at once."""

    school: School

    def suspicions(self, texts: Iterable[str], folders: Iterable[str], lead: str) -> tuple[Suspicion, ...]:
        """Everything suspicious about a file: its title and name, its folders, the first lines of its text."""
        found = [suspicion for text in texts for suspicion in self._in_text(self._plain(text))]
        for folder in folders:
            found += self._in_folder[folder]
        if lead:
            head = self._plain(lead[:300])
            found += _first("blank", _TO_FILL_IN, head)
            found += _first("model", _SITES, head)
            found += [Suspicion("blank", "只有表头")] if _is_unfilled(lead) else []
        return tuple(dict.fromkeys(found)) if found else ()

    def as_our_own(
        self, found: Iterable[Suspicion], texts: Iterable[str], signers: Iterable[str], lead: str
    ) -> tuple[Suspicion, ...]:
        """*found*, what reads like a notice from above called our own where our school issued or signed it.

        An office of education in title, name, letterhead or signature makes it one from above all the same.
        """
        suspicions = tuple(found)
        if not any(suspicion.kind == "above" for suspicion in suspicions):
            return suspicions
        first = (line.strip() for line in lead[:300].splitlines() if line.strip())
        head = [line for line in islice(first, _LETTERHEAD) if len(line) <= _LONGEST_ISSUER]
        named = [self._plain(text) for text in (*texts, *head)]
        signed = [self._plain(signer) for signer in signers]
        ours = any(_OPENING.sub("", text).startswith("本校") for text in named + signed)
        ours = ours or any(department_of_folder(signer, ()) for signer in signed)
        if not ours or any(_ABOVE.search(text) or _AUTHORITY.search(text) for text in named + signed):
            return suspicions
        return tuple(
            replace(s, kind="own") if s.kind == "above" and not _ABOVE.search(s.word) else s
            for s in suspicions
        )

    def signed(self, signers: Iterable[str], text: str) -> tuple[Suspicion, ...]:
        """What is suspicious about who signed a paper in whose *text* our school is not named."""
        lines = [line for line in map(self._plain, signers) if line]
        if not lines or "本校" in self._plain(text):
            return ()
        found = [s for line in lines for s in _other_schools(line, self.school)]
        found += [Suspicion("above", line) for line in lines if _AUTHORITY.fullmatch(line)]
        return tuple(replace(suspicion, signed=True) for suspicion in found)

    @cached_property
    def _in_folder(self) -> Memo[str, tuple[Suspicion, ...]]:
        def look(folder: str) -> tuple[Suspicion, ...]:
            plain = self._plain(folder)
            return (*self._in_text(plain), *_first("model", _MODEL_FOLDER, plain))

        return Memo(look)

    def _in_text(self, plain: str) -> Iterator[Suspicion]:
        if _TELLTALE.search(plain):
            yield from _telltales(plain)
        if _SCHOOL_WORD.search(plain):
            yield from _other_schools(plain, self.school)

    def _plain(self, text: str) -> str:
        """*text* NFKC, lower case, with our own school called 本校."""
        plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
        for name in self.school.names:
            plain = plain.replace(name, "本校")
        return plain


def applies(suspicion: Suspicion, requirement: Requirement, vocabulary: str) -> bool:
    """Whether *suspicion* tells against *requirement*.

    It does not where the requirement itself asks for such a thing: a 样卷, or a document from above.
    """
    if suspicion.signed:
        return requirement.form in _OF_ONES_OWN and not _FROM_OTHERS.search(vocabulary)
    if suspicion.kind in ("above", "own"):
        return not (requirement.form == "文件" and _ASKS_FOR_PAPER.search(vocabulary))
    if suspicion.kind == "blank" and _ASKS_FOR_BLANK.search(vocabulary):
        return False
    return suspicion.word not in vocabulary


def _telltales(plain: str) -> Iterator[Suspicion]:
    yield from _first("blank", _BLANK, plain)
    yield from _first("blank", _TO_FILL_IN, plain)
    yield from _first("discarded", _DISCARDED, plain)
    yield from _first("draft", _DRAFT, _QUOTED.sub("", plain))
    yield from _first("model", _MODEL, plain)
    above = _ABOVE.search(plain)
    if above and (_ISSUED.search(plain) or "上级" in above[0]):
        yield Suspicion("above", above[0])
    else:
        yield from _first("above", _PASSED_ON, plain)
        yield from _first("above", _NUMBER, plain)


def _is_unfilled(lead: str) -> bool:
    """Whether *lead* is a form with nothing in it: a head over running numbers, or labels with nothing behind them."""
    if len(lead) > _LONGEST_FORM:
        return False
    lines = [line.strip() for line in lead.splitlines() if line.strip()]
    return _only_numbered([line.split() for line in lines if not _FIELDS.search(line)]) or _only_labels(lines)


def _only_numbered(rows: Sequence[Sequence[str]]) -> bool:
    head = next((n for n, cells in enumerate(rows[:_HEAD_WITHIN]) if len(cells) >= _HEAD_CELLS), None)
    return (
        head is not None
        and len(rows) > head + 1
        and all(len(cells) == 1 and cells[0].isdigit() for cells in rows[head + 1 :])
    )


def _only_labels(lines: Sequence[str]) -> bool:
    """Whether all below the title are labels: 活动时间：____, or the cells of an empty table, one in a line."""
    below = [line for line in lines[1:] if not line.isdigit()]
    return len(below) >= _FEWEST_LABELS and all(_LABEL.fullmatch(line) for line in below)


def _other_schools(plain: str, school: School) -> Iterator[Suspicion]:
    """Names of schools at the start of a stretch of text, where a title names its author."""
    for chunk in _CHUNKS.split(re.sub(r"20\d\d(?:学?年度?)?|\d+", " ", plain)):
        match = _SCHOOL.match(chunk)
        place = _TYPE.sub("", match[1]) if match else ""
        if match and len(place) >= 2 and not _NOT_A_NAME.search(place) and not school.is_ours(match[0]):
            yield Suspicion("other", match[0])
            continue
        short = _SHORT_NAME.match(chunk)
        if short and not _NOT_A_NAME.search(short[1]) and not school.is_ours(short[0], _in_full(short)):
            yield Suspicion("other", short[0])


def _in_full(short: re.Match[str]) -> str:
    """临江三中 → 临江第三中学, 县实小 → 县实验小学."""
    number, kind = short[2][:-1], _IN_FULL[short[2][-1]]
    number = _IN_FULL.get(number, number)
    return short[1] + (number if number in ("实验", "附") or "第" in number else f"第{number}") + kind


def _first(kind: _Kind, pattern: re.Pattern[str], text: str) -> list[Suspicion]:
    match = pattern.search(text)
    return [Suspicion(kind, match[0])] if match else []


def _shortens(name: str, own: str) -> bool:
    """Whether *name* leaves out one stretch of *own*: 青禾学校 for 青禾实验学校, but not 青禾三中 for 青禾一中."""
    head = next((n for n in range(len(name)) if n >= len(own) or name[n] != own[n]), len(name))
    return head >= 2 and own.endswith(name[head:]) and len(name) < len(own)
