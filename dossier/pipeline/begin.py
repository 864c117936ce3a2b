"""Beginning a project: from a checklist that ships, or from the county's own table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dossier import checklist as checklists
from dossier import project as projects
from dossier import resources
from dossier.errors import UsageError
from dossier.model import STAGE_WORDS, Problem, Stage


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What ``init`` made, and what it did not understand of the county's table."""

    made: tuple[Path, ...]
    understood: tuple[str, ...]
    problems: tuple[Problem, ...]


def stages() -> dict[str, str]:
    """办学类型 → its Chinese words, in the order of a menu."""
    return {str(key): words for key, words in STAGE_WORDS.items()}


def shipped_checklists() -> dict[str, str]:
    """Id → title of the checklists that ship."""
    return {path.stem: checklists.read(path).title for path in resources.checklists()}


def init(
    folder: Path, *, name: str, stage: str, as_of: date, checklist: str | None, table: Path | None
) -> Begun:
    """Create the project in *folder*.

    Raises:
        UsageError: the stage is not known.
        ChecklistError: the checklist or the table cannot be used.
        OutputError: there is a project already, or the folder cannot be written.
    """
    understood: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    own = ""
    if table is not None:
        content, understood, problems = checklists.from_table(table)
        own = checklists.write_toml(content)
    else:
        place = checklists.find(checklist or "", Path.cwd())
        content = checklists.read(place)
        if place not in resources.checklists():
            own = checklists.write_toml(content)  # a project is a whole folder: it takes its checklist along
    answers = projects.Answers(
        checklist_name=checklist or "",
        checklist=content,
        own_checklist=own,
        name=name,
        stage=_stage(stage),
        as_of=as_of,
    )
    return Begun(made=projects.init(folder, answers), understood=understood, problems=problems)


def _stage(words: str) -> Stage:
    """A stage by its key or its Chinese words; ``九年一贯制`` serves too."""
    for key, title in STAGE_WORDS.items():
        if words in (key, title, title.removesuffix("学校")):
            return key
    choices = "、".join(f"{title}（{key}）" for key, title in STAGE_WORDS.items())
    raise UsageError(f"没有“{words}”这种办学类型；可选：{choices}。")
