"""Small invented schools, as the rooms before compose would hand them over. No real school, no real person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from dossier import judge
from dossier.judge.self_check import tallies
from dossier.model import (
    Assessment,
    Box,
    BoxSettings,
    Checklist,
    Desk,
    Document,
    Elsewhere,
    Evidence,
    Figure,
    Finding,
    Group,
    Indicator,
    Item,
    Owner,
    Part,
    Problem,
    Project,
    Reading,
    Rectification,
    Relation,
    ReportSettings,
    Requirement,
    Rule,
    RuleVerdict,
    School,
    SelfCheck,
    Slot,
    SourceFile,
    Unreadable,
    Verdict,
)

AS_OF = date(2026, 9, 1)
SCHOOL = "青云县第二初级中学"
YEARS = ("2023-2024", "2024-2025", "2025-2026")

_MEASURES = (
    ("R1", "每百名学生拥有高于规定学历教师数", "人/百生", "5.3", "5.74", 2),
    ("R2", "每百名学生拥有县级以上骨干教师数", "人/百生", "1", "1", 2),
    ("R3", "每百名学生拥有体育、艺术专任教师数", "人/百生", "0.9", "0.93", 2),
    ("R4", "生均教学及辅助用房面积", "㎡/生", "5.8", "5.45", 2),
    ("R5", "生均体育运动场馆面积", "㎡/生", "10.2", "10.28", 2),
    ("R6", "生均教学仪器设备值", "元/生", "2500", "2719", 0),
    ("R7", "每百名学生拥有网络多媒体教室数", "间/百生", "2.4", "2.40", 2),
)


def project(root: Path = Path("/nowhere")) -> Project:
    """The project of a junior school."""
    return Project(
        root=root,
        school=School(name=SCHOOL, short_name="青云二中", code="2145000001"),
        checklist="quality-balance-2017",
        stage="junior",
        as_of=AS_OF,
        boxes=BoxSettings(),
        report=ReportSettings(title={}),
    )


def checklist() -> Checklist:
    """Seven measures, one indicator by documents, one of the county, one veto."""
    measures = tuple(
        Indicator(
            code=code,
            group="1",
            title=title,
            scope="section",
            kind="measure",
            figure=f"figure_{code}",
            at_least={"junior": Fraction(gauge)},
        )
        for code, title, _, gauge, _, _ in _MEASURES
    )
    return Checklist(
        id="small",
        title="义务教育优质均衡发展督导评估",
        basis="《县域义务教育优质均衡发展督导评估办法》",
        groups=(
            Group(code="1", title="资源配置"),
            Group(code="2", title="政府保障程度"),
            Group(code="5", title="一票否决"),
        ),
        indicators=(
            *measures,
            Indicator(code="G1", group="2", title="县域内学校规划布局合理", scope="county"),
            Indicator(code="G4", group="2", title="学校规模", kind="measure", at_most={"": Fraction(2000)}),
            Indicator(code="G9", group="2", title="教师培训", kind="documents"),
            Indicator(code="V1", group="5", title="无重点班", kind="veto"),
        ),
        rules=(
            Rule(
                code="six",
                title="七项指标至少六项达标",
                indicators=tuple(m.code for m in measures),
                at_least_met=6,
            ),
        ),
        requirements=(
            Requirement(code="1-1-01", indicator="R1", title="教师学历花名册", owner="办公室", seal=True),
            Requirement(code="1-1-02", indicator="R1", title="教师学历证书", years="none", owner="办公室"),
            Requirement(code="2-9-01", indicator="G9", title="教师培训计划", years="last-3", owner="教务处"),
            Requirement(
                code="2-9-02", indicator="G9", title="培训签到表<含&照片>", years="last-3", owner="教务处"
            ),
            Requirement(
                code="5-1-01",
                indicator="V1",
                title="不设重点班承诺书",
                form="文件",
                owner="教务处",
                copy="original",
                seal=True,
                signatures=True,
            ),
        ),
    )


def verdicts() -> tuple[Verdict, ...]:
    """One measure below its standard but above 85 %, one exactly at it."""
    made = [_measure(*measure) for measure in _MEASURES]
    made.append(
        Verdict(
            code="G4",
            title="学校规模",
            section="",
            figure="students",
            value=Fraction(1289),
            shown="1289",
            unit="人",
            gauge=Fraction(2000),
            direction="≤",
            met=True,
            words="达标",
            line="学校规模1289人，标准≤2000人，达标",
        )
    )
    made.append(_by_documents("G9", "教师培训", "材料未齐"))
    made.append(_by_documents("V1", "无重点班", "待承诺"))
    return tuple(made)


def _measure(code: str, title: str, unit: str, gauge: str, value: str, digits: int) -> Verdict:
    met = Fraction(value) >= Fraction(gauge)
    words = (
        "恰好达标" if Fraction(value) == Fraction(gauge) else "达标" if met else "未达标，但不低于标准值的85%"
    )
    return Verdict(
        code=code,
        title=title,
        section="junior",
        figure=f"figure_{code}/junior",
        value=Fraction(value),
        shown=value if "." in value or not digits else f"{value}.{'0' * digits}",
        unit=unit,
        gauge=Fraction(gauge),
        direction="≥",
        met=met,
        floor_met=True,
        words=words,
        line=f"{title}{value}{unit}，标准≥{gauge}，{words}",
    )


def _by_documents(code: str, title: str, words: str) -> Verdict:
    return Verdict(
        code=code,
        title=title,
        section="",
        figure="",
        value=None,
        shown="",
        unit="",
        gauge=None,
        direction="",
        met=None,
        words=words,
        line=f"{title}：{words}",
    )


def _said_elsewhere(relation: Relation, value: int, path: str, **more: str) -> Elsewhere:
    facts = {"year": "2026-2027", "date": "", **more}
    reading = Reading(path=path, sheet="Sheet1", cell="B4", rows=1, raw=str(value), value=Fraction(value))
    return Elsewhere(relation=relation, value=Fraction(value), readings=(reading,), **facts)


_ELSEWHERE = {
    "students": (
        _said_elsewhere("一致", 1289, "学校信息.xlsx"),
        _said_elsewhere("冲突", 1290, "数据/班级统计.xlsx", date="2026-09-01"),
    ),
    "teachers": (_said_elsewhere("其他口径", 104, "数据/教师花名册.xlsx", basis="教职工"),),
}
"""Other places where the figures of :func:`figures` stand."""


def figures() -> tuple[Figure, ...]:
    """What a person counts in such a school, with its source."""
    counted = (
        ("students", "在校学生数", "在校生", "人", 1289, "学生统计表.xlsx"),
        ("classes", "教学班数", "教学班", "班", 26, "学生统计表.xlsx"),
        ("teachers", "专任教师数", "专任教师", "人", 96, "教师花名册.xlsx"),
        ("teachers_above_degree", "高于规定学历教师数", "专任教师", "人", 74, "教师花名册.xlsx"),
        ("teaching_area", "教学及辅助用房面积", "校舍", "㎡", 7025, "校舍统计表.xlsx"),
    )
    return tuple(
        Figure(
            key=key,
            label=label,
            section=section,
            year="2026-2027",
            date="2026-09-01",
            basis=basis,
            unit=unit,
            digits=0,
            value=Fraction(value),
            readings=(
                Reading(
                    path=f"数据/{source}",
                    sheet="Sheet1",
                    range="C5:C30",
                    agg="sum",
                    rows=26,
                    value=Fraction(value),
                ),
            ),
            elsewhere=_ELSEWHERE.get(key, ()),
        )
        for key, label, basis, unit, value, source in counted
        for section in ("", "junior")
    )


def assessment(**changes: object) -> Assessment:
    """The assessment of the junior school; *changes* replace its fields."""
    owner = Owner(
        requirement="1-1-01", leader="周明远", department="办公室", person="林晓", phone="0771-5551234"
    )
    missing = Slot("2-9-02", "2024-2025")
    made = Assessment(
        project=project(),
        checklist=checklist(),
        desk=Desk(owners=(owner,)),
        findings=(
            _finding("1-1-01", "齐全", owner, evidence=(_evidence("1-1-01", "", "教师学历花名册"),)),
            _finding("1-1-02", "齐全（纸质）", replace(owner, requirement="1-1-02")),
            _finding(
                "2-9-01",
                "齐全",
                Owner(requirement="2-9-01", department="教务处", person="何静", due="2026-10-15"),
                years_needed=YEARS,
                years_found=YEARS,
                evidence=tuple(_evidence("2-9-01", year, "教师培训计划") for year in YEARS),
            ),
            _finding(
                "2-9-02",
                "不齐",
                Owner(requirement="2-9-02", department="教务处", person="何静", due="2026-10-15"),
                years_needed=YEARS,
                years_found=("2023-2024", "2025-2026"),
                open_slots=(missing,),
                problems=(0,),
            ),
            _finding("5-1-01", "缺", Owner(requirement="5-1-01", department="教务处"), problems=(1,)),
        ),
        figures=figures(),
        indicators=verdicts(),
        rules=(
            RuleVerdict(
                code="six",
                title="七项指标至少六项达标",
                section="junior",
                met=True,
                met_count=6,
                total=7,
                line="七项指标达标6项，未达标的1项不低于标准值的85%，综合判定达标",
            ),
        ),
        problems=(
            Problem(
                code="year-missing",
                severity="error",
                message="“培训签到表<含&照片>”缺2024—2025学年度的材料",
                remedy="请教务处 何静补齐所缺年度",
                requirement="2-9-02",
                owner="教务处 何静",
            ),
            Problem(
                code="missing",
                severity="error",
                message="缺“不设重点班承诺书”",
                remedy="请教务处提供",
                requirement="5-1-01",
                owner="教务处",
            ),
            Problem(
                code="unreadable-encrypted",
                severity="error",
                message="“上交/总务处/校舍实测.pdf”设了密码，打不开",
                remedy="请提供人去掉密码后重新发送",
                path="上交/总务处/校舍实测.pdf",
            ),
            Problem(
                code="below-standard-mild",
                severity="warning",
                message="生均教学及辅助用房面积5.45㎡/生，未达到5.8㎡/生",
                remedy="单项允许不达标，但应在报告中说明并列入整改",
                indicator="R1",
            ),
        ),
        documents={path: document(path) for path in ("材料/学历.xlsx",)},
        unreadable=(Unreadable(path="上交/总务处/校舍实测.pdf", reason="encrypted"),),
        narratives={
            "主要做法": "一、坚持党建引领\n学校把优质均衡创建列入支部议事日程,每月研究一次。\n二、严格规范办学\n实行均衡编班,不设重点班。",
            "取得的成绩": "三年来,学校先后获评县级文明校园、市级绿色学校。",
            "今后努力方向": "学校将提请上级统筹解决用房不足的问题,力争两年内达到标准。",
        },
    )
    return replace(made, **changes)  # type: ignore[arg-type]


_ITEMS = (
    ("1", "1.1", "招生公开", "met", "招生范围、程序和结果全程公示", ""),
    ("2", "1.1", "均衡编班", "partly", "新生现场编班", "编班结果公示不足5天"),
    ("3", "1.2", "控辍保学", "met", "", ""),
    ("4", "2.1", "每天锻炼1小时", "unmet", "大课间每天30分钟,体育课开足", "雨天没有室内场地"),
    ("5", "2.1", "宿舍管理", "not-applicable", "", "没有住宿生"),
)


def self_checked(root: Path = Path("/nowhere")) -> Assessment:
    """The assessment of the junior school against a standard on which it gives its own word."""
    standard = Checklist(
        id="self",
        title="学校管理标准对照自查",
        basis="《学校管理标准》；条目为简写",
        groups=(
            Group(code="1.1", title="入学机会", parent="1"),
            Group(code="1.2", title="控辍保学", parent="1"),
            Group(code="2.1", title="身心健康", parent="2"),
            Group(code="1", title="平等对待学生"),
            Group(code="2", title="全面发展"),
        ),
        indicators=tuple(
            Indicator(
                code=code,
                group=group,
                title=title,
                kind="self-check",
                certainty="unverified" if code == "2" else "verified",
            )
            for code, group, title, *_ in _ITEMS
        ),
        requirements=tuple(
            Requirement(code=f"1-{code}-01", indicator=code, title=f"{title}记录", owner="教务处")
            for code, _, title, *_ in _ITEMS
        ),
    )
    checks = tuple(
        SelfCheck(code=code, word=word, done=done, gap=gap, checker="何静")  # type: ignore[arg-type]
        for code, _, _, word, done, gap in _ITEMS
    )
    ledger = (
        _rectification(
            "4", "雨天没有室内场地", "雨天也锻炼1小时", "把二楼空教室改为活动室", "2026-10-31", "整改中"
        ),
        _rectification("2", "编班结果公示不足5天", "公示满5天", "修订编班方案", "2026-09-10", "未启动"),
        replace(
            _rectification(
                "教辅管理规定", "一个班订了目录外教辅", "不再出现", "退订退款", "2026-05-30", "已完成"
            ),
            source="责任督学",
            closed="2026-06-05",
        ),
        _rectification("1-1-01", "佐证材料不全：招生公开记录", "", "", "", ""),
    )
    given = Desk(self_checks=checks, rectifications=ledger)
    judged, _, _ = judge.verdicts(standard, project(root), (), None, given)
    sure = {indicator.code: indicator.certainty == "verified" for indicator in standard.indicators}
    judged = tuple(replace(verdict, sure=sure[verdict.code]) for verdict in judged)
    return assessment(
        project=project(root),
        checklist=standard,
        desk=given,
        findings=tuple(
            _finding(r.code, "缺", Owner(requirement=r.code, department=r.owner))
            for r in standard.requirements
        ),
        figures=(),
        indicators=judged,
        rules=(),
        problems=(),
        tallies=tallies(standard, judged),
        narratives={
            "基本情况": "学校现有26个教学班。",
            "学习宣传": "学校分两次组织全体教师学习标准。",
            "组织分工": "学校成立由校长任组长的自查整改工作小组。",
            "整改成效": "教辅征订已经规范。",
            "下一步打算": "每月检查一次整改台账,销一项清一项。",
            "保障措施": "一、加强领导\n校长每月听取一次整改进展。",
        },
    )


def _rectification(
    basis: str, issue: str, target: str, measure: str, due: str, progress: str
) -> Rectification:
    return Rectification(
        source="自查",
        basis=basis,
        codes=(basis,) if basis.isdigit() else (),
        materials=(basis,) if "-" in basis else (),
        issue=issue,
        target=target,
        measure=measure,
        department="教务处",
        person="何静",
        due=due,
        progress=progress,  # type: ignore[arg-type]
        row=2,
    )


def document(path: str) -> Document:
    """A readable workbook."""
    source = SourceFile(path=path, root="材料", place=str(Path("/nowhere") / path), fingerprint=(1, 0))
    return Document(source=source, kind="xlsx", sha256="0" * 64)


def _evidence(code: str, year: str, title: str) -> Evidence:
    return Evidence(
        slot=Slot(code, year), parts=(Part(path="材料/学历.xlsx"),), title=title, sha256="0" * 64, pages=3
    )


def _finding(code: str, status: str, owner: Owner, **more: object) -> Finding:
    return Finding(requirement=code, status=status, owner=owner, **more)  # type: ignore[arg-type]


def boxes() -> tuple[Box, ...]:
    """Two boxes: every state that an item can have."""
    first = Box(
        code="1-1",
        number=1,
        title="每百名学生拥有高于规定学历教师数",
        folder="1-1 高于规定学历教师",
        group_title="资源配置",
        indicator_titles=("每百名学生拥有高于规定学历教师数",),
        items=(
            item("1-1-01", "教师学历花名册", 1, 3, "bound", sha256="a" * 64),
            item("1-1-02", "教师学历证书", 4, 96, "paper", remark="纸质原件，存档案室"),
        ),
        owner="办公室 林晓",
        years="",
        personal=True,
    )
    second = Box(
        code="2-9",
        number=2,
        title="教师培训",
        folder="2-9 教师培训",
        group_title="政府保障程度",
        indicator_titles=("教师培训",),
        items=(
            item("2-9-01-1", "教师培训计划", 1, 4, "bound", year="2023—2024学年度"),
            item("2-9-01-2", "教师培训计划", 5, 4, "bound", year="2024—2025学年度"),
            item("2-9-01-3", "教师培训计划", 9, 1, "attached", year="2025—2026学年度", remark="见原件"),
            item("2-9-02-1", "培训签到表<含&照片>", 10, 2, "bound", year="2023—2024学年度"),
            item(
                "2-9-02-2", "培训签到表<含&照片>", 0, 0, "reserved", year="2024—2025学年度", remark="（预留）"
            ),
            item("2-9-02-3", "培训签到表<含&照片>", 0, 0, "see", year="2025—2026学年度", see="1-1-01"),
            item("2-9-03", "校本研修记录", 0, 0, "withdrawn", remark="移出"),
        ),
        owner="教务处 何静",
        years="2023—2026学年度",
    )
    return first, second


def item(code: str, title: str, first: int, pages: int, state: str, **more: object) -> Item:
    """One numbered piece."""
    requirement = "-".join(code.split("-")[:3])
    fields: dict[str, object] = {"owner": "教务处 何静", "year": ""} | more
    year = str(fields["year"]).removesuffix("学年度").replace("—", "-")
    slot = Slot(requirement, year, int(code.split("-")[3]) if code.count("-") == 3 else 1)
    parts = (Part(path="材料/学历.xlsx"),) if state in ("bound", "attached", "see") else ()
    return Item(
        code=code, slot=slot, title=title, parts=parts, pages=pages, first_page=first, state=state, **fields
    )  # type: ignore[arg-type]
