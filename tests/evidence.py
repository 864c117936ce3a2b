"""Evidence written for the tests of flaws: a school, its checklist, papers that fill a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dossier import scrutiny
from dossier.model import (
    BoxSettings,
    Checklist,
    Claim,
    Document,
    Duplicate,
    Indicator,
    Ledger,
    LedgerRow,
    Part,
    Problem,
    Project,
    ReportSettings,
    Requirement,
    School,
    SourceFile,
)

PROJECT = Project(
    root=Path("/nowhere"),
    school=School(name="青禾县晨光实验学校", short_name="晨光实验学校"),
    checklist="x",
    as_of=date(2026, 5, 20),
    boxes=BoxSettings(),
    report=ReportSettings(title={}),
)
PLAN = Requirement(code="1", indicator="A", title="德育工作计划", form="方案", years="last-3")
RULES = Requirement(code="2", indicator="A", title="安全管理制度", form="制度")
RECORD = Requirement(code="3", indicator="A", title="家长会记录", form="记录", years="last-3")
COPY = Requirement(code="4", indicator="A", title="教师资格证书复印件", form="证书", copy="copy")
SPORTS = Requirement(code="5", indicator="A", title="阳光体育活动照片", form="照片", material="体育照片")
MORALS = Requirement(code="6", indicator="A", title="德育活动照片", form="照片", material="德育照片")
CONTRACT = Requirement(code="7", indicator="A", title="用房合同", form="合同")
SUMMARY = Requirement(code="8", indicator="A", title="德育工作总结", form="总结", years="last-3")
PARTNER = Requirement(code="9", indicator="A", title="校际结对帮扶协议", form="文件")
TRAINING = Requirement(code="10", indicator="A", title="教师培训签到表", form="记录", years="last-3")
EVERY = (PLAN, RULES, RECORD, COPY, SPORTS, MORALS, CONTRACT, SUMMARY, PARTNER, TRAINING)
CHECKLIST = Checklist(
    id="x", title="x", groups=(), indicators=(Indicator(code="A", group="", title="x"),), requirements=EVERY
)
YEAR = "2025-2026"
BODY = "为做好有关工作，学校按照规定结合实际安排如下。\n一、目标\n稳步推进。\n二、要求\n过程材料随做随存。"
SIGNED = "青禾县晨光实验学校\n2025年9月3日"


def scrutinise(
    checklist: Checklist,
    project: Project,
    claims: Sequence[Claim],
    documents: Sequence[Document],
    duplicates: Sequence[Duplicate] = (),
    ledgers: Sequence[Ledger] = (),
) -> tuple[Problem, ...]:
    return scrutiny.scrutinise(
        checklist, project, claims, documents, duplicates, ledgers, scrutiny.holidays()
    )


def written(path: str, title: str, body: str = BODY, end: str = SIGNED) -> Document:
    """A Word file of which everything is known."""
    lead = "\n".join(filter(None, (title, body, end)))
    return document(path, title=title, lead=lead[:2000], tail=lead[-400:])


def document(path: str, *, kind: str = "docx", **facts: object) -> Document:
    source = SourceFile(path=path, root="材料", place=str(Path("/nowhere")), fingerprint=(1, 0))
    return Document(source=source, kind=kind, sha256=path, **facts)  # type: ignore[arg-type]


def claim(requirement: Requirement, *paths: str, year: str = "") -> Claim:
    return Claim(
        requirement=requirement.code,
        year=year or (YEAR if requirement.years == "last-3" else ""),
        parts=tuple(Part(path=path) for path in paths),
        rule="name",
        reason="",
        score=90,
        certain=True,
    )


def found(requirement: Requirement, *documents: Document, year: str = "") -> list[Problem]:
    claims = [claim(requirement, one.path, year=year) for one in documents]
    return list(scrutinise(CHECKLIST, PROJECT, claims, documents))


def codes(requirement: Requirement, *documents: Document, year: str = "") -> list[str]:
    return [problem.code for problem in found(requirement, *documents, year=year)]


def plan(body: str = BODY, **parts: str) -> Document:
    title = parts.pop("title", "2025—2026学年度德育工作计划")
    return written(parts.pop("path", "材料/德育/德育工作计划.docx"), title, body, **parts)


def record(line: str, title: str = "家长会记录") -> Document:
    return written(f"材料/{title}.docx", title, f"{line}\n地点：各班教室\n主持：苗庭阳", "")


STAFF = ("苗庭阳", "温一诺", "左思远", "欧阳晴", "卫子健", "骆小满", "闵嘉言", "单云舒", "屈文博", "冉静好")


def roster(
    year: str = YEAR, title: str = "教职工花名册", part: str = "", names: Sequence[str] = STAFF
) -> Ledger:
    rows = tuple(LedgerRow(number=n, values={"姓名": name}) for n, name in enumerate(names, 3))
    return Ledger(
        path=f"数据/{title}.xlsx",
        sheet="Sheet1",
        kind="教职工花名册",
        title=title,
        year=year,
        date="",
        columns={"姓名": 1},
        units={},
        rows=rows,
        part=part,
    )


def signed_in(*more: str, path: str = "材料/教师培训/签到表.xlsx", title: str = "校本培训签到表") -> Document:
    return document(path, kind="xlsx", title=title, attendees=(*STAFF, *more))


def strangers(sheet: Document, *ledgers: Ledger, year: str = YEAR) -> list[Problem]:
    return list(
        scrutinise(CHECKLIST, PROJECT, [claim(TRAINING, sheet.path, year=year)], [sheet], (), ledgers)
    )
