"""Records → the cells of their rows, as we write them into 材料台账（建议）.xlsx."""

from __future__ import annotations

from collections.abc import Mapping

from dossier.model import (
    SELF_CHECK_WORDS,
    UNSURE,
    Checklist,
    Decision,
    Exemption,
    Owner,
    PaperItem,
    Rectification,
    SelfCheck,
)
from dossier.project.layout import LAYOUTS
from dossier.project.rows import identity

VERDICT_WORDS = {"accept": "采用", "reject": "不采用", "change": "改为"}
CASE_WORDS = {"not-applicable": "不涉及", "deferred": "暂缓"}
_IDENTITY = {layout.name: layout.identity for layout in LAYOUTS}


def key(sheet: str, cells: Mapping[str, str]) -> str:
    """What tells a row with *cells* from the others of its sheet."""
    return identity([cells.get(head, "") for head in _IDENTITY[sheet]])


def owner(record: Owner, checklist: Checklist) -> dict[str, str]:
    """A row of 责任分解."""
    requirement = checklist.by_code.get(record.requirement)
    return {
        "材料编号": record.requirement,
        "材料名称": requirement.title if requirement else "",
        "分管领导": record.leader,
        "责任部门": record.department,
        "责任人": record.person,
        "协助人": record.helper,
        "联系电话": record.phone,
        "完成时限": record.due,
        "备注": record.note,
    }


def decision(record: Decision) -> dict[str, str]:
    """A row of 材料归类确认 that a person has decided; what was proposed is not repeated."""
    return {
        "文件": f"{record.path}/" if record.folder else record.path,
        "指纹": record.fingerprint,
        "页码范围": pages(record.pages),
        "合并组": record.merge_group,
        "决定": VERDICT_WORDS[record.verdict],
        "材料编号": record.requirement,
        "学年": record.year,
        "原件或复印件": record.copy,
        "决定人": record.decided_by,
    }


def paper(record: PaperItem) -> dict[str, str]:
    """A row of 纸质材料登记."""
    return {
        "材料编号": record.requirement,
        "材料名称": record.title,
        "学年": record.year,
        "册份数": str(record.volumes),
        "页数": str(record.pages) if record.pages else "",
        "原件或复印件": record.copy,
        "存放处": record.place,
        "保管人": record.keeper,
        "核对人": record.checker,
    }


def exemption(record: Exemption) -> dict[str, str]:
    """A row of 不涉及与暂缓."""
    return {
        "材料编号": record.requirement,
        "情形": CASE_WORDS[record.case],
        "理由": record.reason,
        "决定人": record.decided_by,
        "至": record.until,
    }


def item(code: str, checklist: Checklist) -> dict[str, str]:
    """A row of 自查自评 that is still to be filled in; a name that was not checked bears its mark."""
    indicator = checklist.indicator_by_code.get(code)
    if indicator is None:
        title = next((group.title for group in checklist.groups if group.code == code), "")
    else:
        title = indicator.title + ("" if indicator.certainty == "verified" else UNSURE)
    return {"条目编号": code, "条目名称": title}


def self_check(record: SelfCheck, checklist: Checklist) -> dict[str, str]:
    """A row of 自查自评."""
    return {
        **item(record.code, checklist),
        "自查结论": SELF_CHECK_WORDS[record.word],
        "已做工作": record.done,
        "存在差距": record.gap,
        "自查人": record.checker,
    }


def rectification(record: Rectification) -> dict[str, str]:
    """A row of 整改台账; its number is put in when the sheet is written."""
    return {
        "问题来源": record.source,
        "对应指标/依据": record.basis,
        "存在问题": record.issue,
        "整改目标": record.target,
        "整改措施": record.measure,
        "牵头领导": record.leader,
        "责任部门": record.department,
        "责任人": record.person,
        "完成时限": record.due,
        "进展": record.progress,
        "佐证材料": record.evidence,
        "销号": record.closed,
    }


def pages(given: tuple[int, int] | None) -> str:
    """``3-7``, ``5``, or empty."""
    if given is None:
        return ""
    first, last = given
    return str(first) if first == last else f"{first}-{last}"
