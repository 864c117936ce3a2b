"""What a finished paper carries at its end: who issued it and when; and on a copy, that it agrees with the original."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dossier.model import Problem, School
from dossier.scrutiny.exhibits import PROSE, WRITTEN, Exhibit, plain

_DATE = re.compile(
    r"(?:19|20)\d\d\s*[年./-]\s*\d{1,2}\s*(?:[月./-]|$)|二[〇○零][〇○零一二三四五六七八九]{2}年|年\s*月\s*日"
)
_LONGEST = 32
_UNIT = re.compile(
    r"[\u4e00-\u9fff“”]{0,24}?(?:学校|中学|小学|幼儿园|校区|分校|[处室部科组局厅委股站所会]|政府|中心|支部|团队|大队|领导小组)\s*(?:[(].{0,8}[)])?\s*"
    r"(?:(?:19|20)\d\d.*)?"
)
_PERSON = re.compile(
    "校长|主任|负责人|责任人|制定人|记录人|填表|撰写|撰稿|执笔|审核|批准|总结人|汇报人|班主任|教师|签[字名章发]|盖章|公章|印发"
)
_NAME = re.compile("[\u4e00-\u9fff]{1,2}\\s*[\u4e00-\u9fff]{1,2}")
_OTHER_KINDS = re.compile(
    r"[表图](?:$|[\s(_\d-])|表格|名单|名册|一览|统计|清单|目录|台账|课表|手册|汇编|课例|教学设计|教案|案例|讲稿|论文|章程|条例|指南|"
    "读本|海报|截图|证书|公告|公示|简章|信$|承诺|责任书|协议|问卷|题库|附件|材料$"
)
_COPY = re.compile(r"[(（]\s*复印件\s*[)）]|^\s*复印件\s*$", re.M)
_CALLED_COPY = re.compile(
    r"复印件(?:[\s()〔〕\[\]【】\d年度届学春秋季份张页._—–-]|第[一二三四五六七八九十\d]+[批次])*$"
)
"""What ends so is a copy by its title or file name; 复印件收取登记表 is none."""
_SAME = re.compile("与?原件(?:核对)?(?:一致|相符|无异|相同)|核对无误|与原件")


def unsigned(exhibit: Exhibit, school: School) -> Iterator[Problem]:
    """A 文件, 制度, 方案 or 总结 without issuing unit or date, where its whole text or at least its end is known."""
    document = exhibit.document
    words = f"{exhibit.title} {document.source.name.rpartition('.')[0]}"
    is_written = exhibit.requirement.form in WRITTEN and document.kind in PROSE
    if not is_written or not exhibit.alone or not exhibit.foot or _OTHER_KINDS.search(plain(words)):
        return
    if not exhibit.is_all_read and (
        _is_table(exhibit.foot) or "附件" in exhibit.text or "附表" in exhibit.text
    ):
        return  # the signature may stand before what is attached
    lines = _short_lines(exhibit)
    missing = []
    if not _names_issuer(_signers(lines, exhibit), exhibit, school):
        missing.append("落款单位")
    if not any(_DATE.search(line) for line in lines):
        missing.append("日期")
    if missing:
        yield exhibit.problem("unsigned", missing="和".join(missing))


def unmarked_copy(exhibit: Exhibit) -> Iterator[Problem]:
    """A copy that says it is one and not that it agrees with the original, where a copy is asked for."""
    if exhibit.requirement.copy != "copy" or not exhibit.document.has_text or _SAME.search(exhibit.text):
        return
    stem = plain(exhibit.document.source.name.rpartition(".")[0])
    is_called = exhibit.document.kind in PROSE and any(map(_CALLED_COPY.search, (exhibit.title, stem)))
    if is_called or _COPY.search(exhibit.text):
        yield exhibit.problem("copy-unmarked")


def _short_lines(exhibit: Exhibit) -> list[str]:
    """Lines where a date may stand by itself: below the title, at the end, anywhere if all is known."""
    lines: Sequence[str] = (*exhibit.head[1:], *exhibit.foot)
    if exhibit.is_all_read:
        lines = exhibit.lead.split("\n")[1:]
    return [line.strip() for line in lines if 0 < len(line.strip()) <= _LONGEST]


def _signers(lines: Sequence[str], exhibit: Exhibit) -> list[str]:
    """Lines where the issuer may stand: below the title, at the end, before a date."""
    dated = [line for pair in pairwise(lines) if _DATE.search(pair[1]) for line in pair]
    return [*dated, *(line for line in (*exhibit.head[1:], *exhibit.foot) if len(line) <= _LONGEST)]


def _names_issuer(lines: Sequence[str], exhibit: Exhibit, school: School) -> bool:
    ours = [plain(name) for name in (school.name, school.short_name) if name]
    if any(name in line for line in (exhibit.title, *lines) for name in ours):
        return True
    if any(_UNIT.fullmatch(line.rpartition(":")[2]) or _PERSON.search(line) for line in lines):
        return True
    return any(_NAME.fullmatch(line) for line in exhibit.foot[-3:])


def _is_table(lines: Sequence[str]) -> bool:
    return sum(len(line) <= 8 for line in lines) * 2 > len(lines)
