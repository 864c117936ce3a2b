"""Beginning a project: from a checklist that ships, or from the county's own table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from dossier import checklist as checklists
from dossier import project as projects
from dossier import resources
from dossier.bind import box_codes
from dossier.convert import find_converter, to_docx
from dossier.errors import ChecklistError, UsageError
from dossier.model import STAGE_WORDS, Problem, Stage
from dossier.text import fold


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What ``init`` made, and what it did not understand of the county's table."""

    made: tuple[Path, ...]
    understood: tuple[str, ...]
    problems: tuple[Problem, ...]
    ties: tuple[checklists.Tie, ...] = ()
    """What the materials of the county's table are in the vocabulary."""


def stages() -> dict[str, str]:
    """办学类型 → its Chinese words, in the order of a menu."""
    return {str(key): words for key, words in STAGE_WORDS.items()}


def shipped_checklists() -> dict[str, str]:
    """Id → title of the checklists that ship."""
    return {path.stem: checklists.read(path).title for path in resources.checklists()}


def county_list(
    table: Path, meanings: Mapping[str, str] | None = None, *, items: bool = False
) -> checklists.Imported:
    """Read a county's list, converted by LibreOffice first where only an office program opens it.

    Args:
        table: .docx .doc .wps .xlsx .xls .et .csv.
        meanings: a column → what it is, in the words of :data:`dossier.checklist.MEANINGS`.
        items: whether it may list the items of a standard instead of materials.

    Raises:
        UsageError: a meaning is not known, or no column is called so.
        ChecklistError: the file cannot be used.
    """
    said = {column: _meaning(words) for column, words in (meanings or {}).items()}
    if checklists.needs_conversion(table) and (converter := find_converter()):
        with TemporaryDirectory() as workspace:
            made = to_docx(converter, table, Path(workspace))
            if made is None:
                raise ChecklistError(f"“{table.name}”没能转换；请用 WPS 或 Word 另存为 .docx 后再试")
            found = checklists.from_table(made, said=said, name=table.name, items=items)
    else:
        found = checklists.from_table(table, said=said, items=items)
    if found.unmatched:
        raise UsageError(
            f"“{table.name}”里没有“{'”“'.join(found.unmatched)}”这样的列；可以写列名、第3列 或 C。"
        )
    return found


def init(
    folder: Path,
    *,
    name: str,
    stage: str,
    as_of: date,
    checklist: str | None,
    table: Path | None,
    meanings: Mapping[str, str] | None = None,
) -> Begun:
    """Create the project in *folder*.

    Raises:
        UsageError: the stage, or what a column of the table is said to be, is not known.
        ChecklistError: the checklist or the table cannot be used.
        OutputError: there is a project already, or the folder cannot be written.
    """
    found = county_list(table, meanings) if table is not None else None
    if found is not None:
        content, own = found.checklist, checklists.write_toml(found.checklist)
    else:
        place = checklists.find(checklist or "", Path.cwd())
        content, own = checklists.read(place), ""
        if place not in resources.checklists():
            own = checklists.write_toml(content)  # a project is a whole folder: it takes its checklist along
    answers = projects.Answers(
        checklist_name=checklist or "",
        checklist=checklists.enriched(content),
        own_checklist=own,
        name=name,
        stage=_stage(stage),
        as_of=as_of,
        owners=found.owners if found else (),
        county=_county(found) if found else projects.CountyRules(),
    )
    made = projects.init(folder, answers)
    return Begun(
        made=made,
        understood=(*found.understood, *found.wishes.sentences()) if found else (),
        problems=found.problems if found else (),
        ties=checklists.ties(found.checklist) if found else (),
    )


def _county(found: checklists.Imported) -> projects.CountyRules:
    """What the county asks, as settings; boxes are called as they will be numbered."""
    wishes = found.wishes
    boxes = box_codes(found.checklist, wishes.numbering)
    return projects.CountyRules(
        numbering=wishes.numbering,
        thickness_mm=wishes.thickness_mm,
        by_year=wishes.by_year,
        pages=wishes.pages,
        titles=wishes.titles,
        merge=tuple(tuple(boxes[code] for code in group) for group in wishes.together),
    )


def _meaning(words: str) -> str:
    for key, known in checklists.MEANINGS.items():
        if words.strip() in (key, known):
            return key
    raise UsageError(f"不认识“{words}”这种列；可以写：{'、'.join(checklists.MEANINGS.values())}。")


_USUAL: Mapping[Stage, tuple[str, ...]] = {
    "primary": ("完全小学", "完小", "中心小学", "中心校", "村小"),
    "junior": ("初级中学", "初级中等"),
    "nine-year": ("九年制", "九年一贯", "9年一贯制"),
    "twelve-year": ("十二年制", "十二年一贯", "12年一贯制"),
    "complete": ("完中", "初高中", "完全中等"),
    "point": ("小学教学点", "村教学点"),
    "special": ("特教",),
}
"""What people call a stage besides its own words, without 学校. 中学 alone may be with or without 高中."""


def _stage(words: str) -> Stage:
    """A stage by its key or its Chinese words, with or without 学校, or by what people call it."""
    typed = fold(words)
    bare = typed.removesuffix("学校")
    for key, title in STAGE_WORDS.items():
        if typed in (key, title) or bare in (title.removesuffix("学校"), *_USUAL[key]):
            return key
    choices = "、".join(f"{title}（{key}）" for key, title in STAGE_WORDS.items())
    raise UsageError(f"没有“{words}”这种办学类型；可选：{choices}。")
