"""What stands inside a document: a title, some sentences, a small table. Our own words, by the form of the material."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sample.school import GRADES, NAME, person


@dataclass(frozen=True)
class Grid:
    """A small table."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


Block = str | Grid


@dataclass(frozen=True)
class Text:
    """A document before it is a file."""

    title: str
    blocks: tuple[Block, ...]
    day: str
    """The day written at the end, ``2024年10月9日``; may be empty."""


@dataclass(frozen=True)
class About:
    """What a text is about."""

    subject: str
    """Name of the material."""
    form: str
    """文件 制度 方案 记录 花名册 统计表 总结 …"""
    year: str
    """As in running text: ``2024—2025学年度``; empty when it belongs to none."""
    index: int
    """Tells the texts of one form apart."""
    long: bool = False


def text(title: str, about: About, day: str) -> Text:
    """The document called *title*."""
    blocks = _FORMS.get(about.form, _paper)(about)
    if about.long:
        blocks += _annexes(about)
    return Text(title, tuple(blocks), day)


def _plan(about: About) -> list[Block]:
    when = f"{about.year}，" if about.year else ""
    leader = person(about.index)
    return [
        f"为把{about.subject}落到实处，{when}学校按照规定结合实际安排如下。",
        "一、工作目标",
        f"围绕办学理念，{('稳步推进', '分步落实', '细化落实')[about.index % 3]}各项要求，做到有安排、有检查、有反馈，师生与家长满意。",
        "二、分工与时间",
        f"由{leader}负责，各处室配合；第一阶段为九月至十月，第二阶段为十一月至次年一月，第三阶段为下学期。",
        "三、要求",
        f"过程材料随做随存，每学期末由责任处室整理归档，共计{about.index % 5 + 3}类。",
    ]


def _rules(about: About) -> list[Block]:
    return [
        f"第一条　为规范{about.subject}，根据学校实际制定本规定。",
        f"第二条　本规定适用于学校全体师生，由{person(about.index)}负责解释和落实。",
        f"第三条　各班每周自查一次，发现问题在{about.index % 3 + 2}个工作日内改正。",
        "第四条　执行情况每学期公布一次，接受师生和家长监督。",
    ]


def _record(about: About) -> list[Block]:
    where = ("报告厅", "会议室", "多功能厅", "各班教室")[about.index % 4]
    rows = [
        (str(n), person(about.index * 50 + n), ("到", "到", "公差")[(about.index + n) % 3 // 2])
        for n in range(1, 7)
    ]
    return [
        f"地点：{where}　　主持：{person(about.index)}　　记录：{person(about.index + 1)}",
        f"内容：{about.subject}。先通报前一阶段的情况，再逐项核对，最后明确{about.index % 4 + 2}条改进措施。",
        f"结果：参加{about.index % 20 + 18}人，意见一致，下次活动前复核。",
        Grid(("序号", "姓名", "出席"), rows),
    ]


def _summary(about: About) -> list[Block]:
    return [
        f"{about.year or '本阶段'}，在全体教职工的努力下，{about.subject}所列任务如期完成。",
        f"一是制度先行，修订了{about.index % 3 + 2}项规定；二是过程扎实，开展活动{about.index % 6 + 8}次；三是重在实效，学生和家长的认可度稳步上升。",
        "存在的不足：个别环节的过程记录不够及时，年轻教师的经验还需积累。",
        "下一步：把好的做法固定下来，按月检查，按学期公布。",
    ]


def _roster(about: About) -> list[Block]:
    rows = [
        (
            str(n),
            person(about.index * 100 + n),
            ("女", "男")[(n + about.index) % 2],
            GRADES[(n + about.index) % 9],
            "",
        )
        for n in range(1, 9 + about.index % 7)
    ]
    return [
        f"共{len(rows)}人，{about.year or '截至填表日'}在册。",
        Grid(("序号", "姓名", "性别", "年级", "备注"), rows),
    ]


def _statistics(about: About) -> list[Block]:
    rows = [
        (GRADES[n], str(40 + (about.index * 7 + n * 3) % 45), str(about.index % 4 + n % 2)) for n in range(9)
    ]
    return [
        f"{about.subject}，{about.year or '截至填表日'}。",
        Grid(("年级或类别", "数量", "其中需改进"), rows),
    ]


def _paper(about: About) -> list[Block]:
    return [
        f"现就{about.subject}有关事项说明如下。",
        f"经集体研究、逐项核对，共涉及{about.index % 6 + 3}个方面，情况属实，手续齐全，资料由责任处室保管。",
        f"联系人：{person(about.index)}。",
    ]


_FORMS: dict[str, Callable[[About], list[Block]]] = {
    "方案": _plan,
    "制度": _rules,
    "记录": _record,
    "总结": _summary,
    "花名册": _roster,
    "统计表": _statistics,
}


def _annexes(about: About) -> list[Block]:
    """Enough more for two or three pages."""
    parts: list[Block] = []
    for n in range(1, 9):
        parts.append(f"分项{n}　{('准备', '组织', '实施', '检查', '反馈', '改进', '归档', '公布')[n - 1]}")
        parts.append(
            f"责任人{person(about.index * 10 + n)}。本项工作按照“谁负责、谁记录、谁归档”的原则进行，"
            f"在规定的时间内完成{n + about.index % 5}次，每次都有时间、地点、参加人员和结果，由{person(about.index * 10 + n + 9)}复核。"
            "遇到特殊情况及时说明，由主管领导确定调整办法，调整情况一并写入记录，期末与其他过程材料一起装订。"
            * 2
        )
    return parts


def signature(text_: Text) -> Sequence[str]:
    """The two lines at the end."""
    return (NAME, text_.day) if text_.day else (NAME,)
