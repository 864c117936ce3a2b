"""dossier.toml → Project: every setting in one table, everything wrong at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dossier import names, toml
from dossier.errors import ProjectError, reason
from dossier.model import SECTIONS, BoxSettings, Problem, Project, ReportSettings, School
from dossier.problems import problem
from dossier.schema import (
    DAY,
    FLAG,
    NAME,
    TEXT,
    WORDS,
    Complaint,
    Key,
    Kind,
    Wrong,
    choice,
    many,
    take,
    whole,
)

FILE = "dossier.toml"


def _titles(raw: Any) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise Wrong("应是“报告种类 = 标题”一组")
    return {str(kind): NAME.read(title) for kind, title in raw.items()}


def _options(raw: Any) -> dict[str, str]:
    if not isinstance(raw, Mapping):
        raise Wrong("应写成 [options] 一节，每行“指标编号 = 数据项”")
    return {str(code): NAME.read(key) for code, key in raw.items()}


def _short_name(raw: Any) -> str:
    """A name that can name a folder on every system."""
    text = str(NAME.read(raw))
    if names.legal(text) != text:
        raise Wrong(f"要用作文件夹的名字，不能写成“{text}”，可以写“{names.legal(text)}”")
    return text


_SECTION = Kind("一节", lambda raw: raw)
_TOP = (
    Key("checklist", "清单", NAME),
    Key("kind", "类别", choice(("school", "district")), "school"),
    Key("stage", "办学类型", choice(tuple(SECTIONS)), ""),
    Key("as_of", "基准日", DAY),
    Key("years", "近几年", whole(1, 10), 3),
    Key("schools", "各校", WORDS, ()),
    Key("options", "选项", Kind("选项", _options), {}),
    *(
        Key(section, section, _SECTION, {})
        for section in ("school", "numbering", "boxes", "report", "output")
    ),
)
_SECTIONS: Mapping[str, tuple[Key, ...]] = {
    "school": (
        Key("name", "学校全称", NAME),
        Key("short_name", "学校简称", Kind("简称", _short_name), ""),
        Key("code", "学校标识码", TEXT, ""),
    ),
    "numbering": (
        Key("style", "编号样式", choice(("dashed", "abc", "juan", "da22", "county")), "dashed"),
        Key("pages", "页码", choice(("box", "item")), "box"),
    ),
    "boxes": (
        Key("thickness_mm", "盒脊厚度", many(whole(5, 200)), (55,)),
        Key("gsm", "纸张克重", whole(40, 400), 70),
        Key("duplex", "双面打印", FLAG, False),
        Key("merge", "合并的盒", many(WORDS), ()),
        Key("order", "盒内次序", choice(("material", "year")), "material"),
    ),
    "report": (
        Key("kinds", "报告种类", WORDS, ("自评报告",)),
        Key("profile", "版式", NAME, "gb9704"),
        Key("title", "报告标题", Kind("报告标题", _titles), {}),
    ),
    "output": (Key("paper", "纸质", FLAG, True),),
}


def read(root: Path) -> Project:
    """Read the settings of the project in the folder *root*.

    Raises:
        ProjectError: there is no project, or its settings cannot be used; ``problems`` has all that is wrong.
    """
    settings = _load(root)
    top = take(settings, _TOP)
    problems = [_told("", complaint) for complaint in top.complaints]
    sections: dict[str, dict[str, Any]] = {}
    for section, keys in _SECTIONS.items():
        raw = settings.get(section, {})
        if not isinstance(raw, Mapping):
            problems.append(problem("project-invalid", key=section, detail=f"应写成 [{section}] 一节"))
            raw = {}
        taken = take(raw, keys)
        problems += [_told(section, complaint) for complaint in taken.complaints]
        sections[section] = taken.values
    problems += _together(top.values, sections)
    if problems:
        raise ProjectError(f"dossier.toml 有{len(problems)}处要改，改好后再运行", problems=tuple(problems))
    return _project(root, top.values, sections)


def _load(root: Path) -> dict[str, Any]:
    try:
        return _loaded(root, root / FILE)
    except toml.TomlError as error:
        raise ProjectError(f"dossier.toml {error}") from None
    except OSError as error:
        raise ProjectError(f"“{root.name}”里的 dossier.toml 打不开（{reason(error)}）") from None


def _loaded(root: Path, file: Path) -> dict[str, Any]:
    if not root.exists():
        raise ProjectError(f"没有“{root.name}”这个文件夹；新建项目请运行：dossier init 文件夹")
    if not root.is_dir():
        raise ProjectError(f"“{root.name}”是一个文件，不是项目文件夹；请写文件夹的名字")
    if not os.path.lexists(file):
        raise ProjectError(
            f"“{root.name}”还不是项目文件夹（没有 dossier.toml）；新建项目请运行：dossier init 文件夹"
        )
    return toml.load(file)


def _told(section: str, complaint: Complaint) -> Problem:
    key = f"{section}.{complaint.key}" if section else complaint.key
    if complaint.nearest is None:
        return problem("project-invalid", key=key, detail=complaint.detail)
    near = f"，是不是“{complaint.nearest}”" if complaint.nearest else ""
    return problem("project-unknown-key", key=key, nearest=near)


def _together(top: Mapping[str, Any], sections: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """What is wrong between settings that are each right."""
    found: list[Problem] = []

    def wrong(key: str, detail: str) -> None:
        found.append(problem("project-invalid", key=key, detail=detail))

    if top.get("kind") == "school" and top.get("stage") == "":
        wrong("stage", f"没有写，应是 {' '.join(SECTIONS)} 之一")
    if top.get("kind") == "school" and top.get("schools"):
        wrong("schools", '只有县区项目（kind = "district"）才写')
    if sections["boxes"].get("thickness_mm") == ():
        wrong("boxes.thickness_mm", "是空的")
    merged = [code for group in sections["boxes"].get("merge", ()) for code in group]
    for code in sorted({code for code in merged if merged.count(code) > 1}):
        wrong("boxes.merge", f"里“{code}”出现了两次")
    return found


def _project(root: Path, top: Mapping[str, Any], sections: Mapping[str, Mapping[str, Any]]) -> Project:
    school = sections["school"]
    return Project(
        root=root.resolve(),
        school=School(
            name=school["name"],
            short_name=school["short_name"] or names.legal(school["name"]),
            code=school["code"],
        ),
        checklist=top["checklist"],
        kind=top["kind"],
        stage=top["stage"] or "primary",
        as_of=top["as_of"],
        years=top["years"],
        numbering=sections["numbering"]["style"],
        pages=sections["numbering"]["pages"],
        boxes=BoxSettings(**sections["boxes"]),
        report=ReportSettings(**sections["report"]),
        paper=sections["output"]["paper"],
        schools=top["schools"],
        options=top["options"],
    )
