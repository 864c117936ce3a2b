"""Fifty thousand names as thirty colleagues give them, and three hundred requirements; the same on every machine.

Nothing is read from a disk: matching sees records alone, so records are what is made.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

from dossier.checklist import materials
from dossier.model import (
    BoxSettings,
    Checklist,
    Document,
    Group,
    Indicator,
    Project,
    ReportSettings,
    Requirement,
    Root,
    School,
    SourceFile,
)

PROJECT = Project(
    root=Path("/nowhere"),
    school=School(name="青禾县明德中学", short_name="明德中学"),
    checklist="bench",
    stage="junior",
    as_of=date(2026, 5, 20),
    boxes=BoxSettings(),
    report=ReportSettings(title={}),
)

_PER_INDICATOR = 8
_PER_FOLDER = 12
_EXTENSIONS = {"花名册": "xlsx", "统计表": "xls", "照片": "jpg", "证书": "pdf", "合同": "pdf", "文件": "pdf"}
_DEPARTMENTS = (
    "教务处",
    "德育处",
    "总务处",
    "办公室",
    "财务室",
    "体育组",
    "电教室",
    "图书室",
    "教研室",
    "工会",
)
_TOPICS = ("安全", "德育", "教学常规", "师资", "经费", "图书", "体卫艺", "留守儿童", "课后服务", "校园文化")
_YEARS = (
    "2023-2024学年", "2024-2025学年度", "2025—2026学年", "23-24上", "24-25学年第二学期", "2024年", "2025年度",
    "2024年秋季", "2025春", "2024届", "2025级", "2024.9", "20250312", "2023年11月", "二〇二四年", "2025年3月5日",
)  # fmt: skip
_AHEAD = ("明德中学", "青禾县明德中学", "附件2：", "3.", "（二）", "我校", "学校", "关于", "七年级", "八年级")
_BEHIND = (
    "（七年级）", "(八年级2班)", "第一学期", "（9月）", "七（1）班", "-教务处", "_汇总", "（李老师）", "补充材料", "第3周",
    "（小学部）", "附件2", "说明", "整改报告", "-张老师", "扫描件",
)  # fmt: skip
_VERSIONS = ("最终版", "定稿", "(1)", "(2)", "修改稿", "-副本", "v2", "（盖章版）", "新版", "初稿")
_FOREIGN = (
    "县教育局关于做好{}工作的通知", "{}模板", "{}（范文）", "空白{}", "临江三中{}", "转发关于报送{}的通知",
    "教育部办公厅关于印发{}的意见", "{}参考样例", "百度文库-{}",
)  # fmt: skip
_DEVICES = (
    "IMG_{day}_{n:06d}", "微信图片_{day}{n:06d}", "扫描件{n:03d}", "DSC{n:05d}", "新建文档({n})", "mmexport{n:013d}",
    "QQ截图{day}{n:06d}", "{day}_{n:06d}", "{n:03d}", "Scan{n:04d}",
)  # fmt: skip
_SUBJECTS = ("语文", "数学", "英语", "物理", "道德与法治", "体育", "美术", "劳动", "信息科技", "生物")
_DAILY = (
    "{grade}年级{subject}第{n}单元导学案", "{subject}组第{n}周集体备课发言", "第{n}周国旗下讲话稿", "{grade}年级{subject}期中试卷分析",
    "关于召开{subject}教研会的通知", "{grade}（{n}）班班级公约", "{subject}优质课课件{n}", "校园广播稿第{n}期", "{person}值班领导讲评{n}",
    "{person}{subject}教学反思", "{grade}（{n}）班{person}检讨书",
)  # fmt: skip
_FAMILY, _GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚文斌梅"


def checklist(size: int = 300) -> Checklist:
    """A list of *size* requirements, one for each of the first materials of the vocabulary."""
    shipped = materials.load().materials[:size]
    requirements = tuple(
        Requirement(
            code=f"{place // 40 + 1}-{place // _PER_INDICATOR % 5 + 1}-{place % _PER_INDICATOR + 1:02d}",
            indicator=f"B{place // _PER_INDICATOR + 1}",
            title=material.name,
            material=material.name,
            aliases=(*material.synonyms, *material.abbreviations),
            not_words=material.unlike,
            form=material.form,
            years=material.years,
            owner=material.owner,
        )
        for place, material in enumerate(shipped)
    )
    indicators = tuple(
        Indicator(code=code, group="1", title=f"{_TOPICS[place % len(_TOPICS)]}管理{place}")
        for place, code in enumerate(dict.fromkeys(r.indicator for r in requirements))
    )
    return Checklist(
        id="bench",
        title="材料清单",
        groups=(Group(code="1", title="全部"),),
        indicators=indicators,
        requirements=requirements,
    )


def documents(of: Checklist, count: int) -> list[Document]:
    """*count* files: two thirds bear a material's name, the rest are daily work and what devices call a file."""
    random = Random(count)
    folders = _folders(random, of.requirements, count // _PER_FOLDER + 1)
    taken: Counter[str] = Counter()
    made = []
    for _ in range(count):
        requirement = random.choice(of.requirements)
        own = folders.get(requirement.code, ())
        folder = random.choice(own if own and random.random() < 0.7 else folders[""])
        path = f"{folder}/{_name(random, requirement)}"
        extension = _EXTENSIONS.get(requirement.form or "", "docx")
        taken[path] += 1
        path += f"（{taken[path]}）" if taken[path] > 1 else ""
        made.append(_document(f"{path}.{extension}", extension))
    return made


def _name(random: Random, requirement: Requirement) -> str:
    lot = random.random()
    if lot < 0.16:
        day = f"202{random.randint(3, 6)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        return random.choice(_DEVICES).format(day=day, n=random.randrange(1, 240_000))
    if lot < 0.30:
        return random.choice(_DAILY).format(
            grade=random.choice("七八九"),
            subject=random.choice(_SUBJECTS),
            n=random.randint(1, 20),
            person=random.choice(_FAMILY) + random.choice(_GIVEN) + random.choice(_GIVEN),
        )
    called = random.choice((requirement.title, *requirement.aliases))
    if lot < 0.36:
        return random.choice(_FOREIGN).format(called)
    return "".join(
        (
            random.choice((f"{requirement.code} ", "")) if lot > 0.9 else "",
            _sometimes(random, 0.6, _YEARS),
            _sometimes(random, 0.3, _AHEAD),
            called,
            _sometimes(random, 0.35, _BEHIND),
            _sometimes(random, 0.2, _VERSIONS),
        )
    )


def _folders(random: Random, requirements: Sequence[Requirement], count: int) -> dict[str, list[str]]:
    """Code of a requirement → the folders made for it; all *count* of them under no code."""
    made: dict[str, list[str]] = {"": []}
    for _ in range(count):
        requirement = random.choice(requirements)
        folder = _folder(random, requirement)
        made.setdefault(requirement.code, []).append(folder)
        made[""].append(folder)
    return made


def _folder(random: Random, requirement: Requirement) -> str:
    """One to four folders below a root."""
    department = random.choice(_DEPARTMENTS)
    below = (
        random.choice(_YEARS[:3]),
        random.choice((requirement.title, requirement.indicator, random.choice(_TOPICS))),
        random.choice(("定稿", "扫描件", "王老师", "照片", "七年级", "上传")),
    )
    return "/".join((random.choice(("材料", "上交")), department, *below[: random.randint(0, 3)]))


def _sometimes(random: Random, share: float, words: Sequence[str]) -> str:
    return random.choice(words) if random.random() < share else ""


def _document(path: str, extension: str) -> Document:
    root: Root = "上交" if path.startswith("上交/") else "材料"
    source = SourceFile(
        path=path,
        root=root,
        place=path,
        fingerprint=(1, 0),
    )
    digest = hashlib.sha256(path.encode()).hexdigest()
    return Document(source=source, kind=extension, sha256=digest, has_text=extension not in ("jpg", "pdf"))
