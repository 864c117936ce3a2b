"""Where a checklist lies: one that ships, by its id, or a file of the project, by its path."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from dossier import resources
from dossier.errors import ChecklistError
from dossier.schema import suggestion


def find(name: str, project_root: Path) -> Path:
    """The file of the checklist *name*: an id that ships, else a path relative to *project_root*.

    Raises:
        ChecklistError: there is no such checklist.
    """
    shipped = resources.checklist(name)
    if shipped is not None:
        return shipped
    path = project_root / name
    with suppress(OSError, ValueError):  # a name that no file can have
        if path.is_file():
            return path
    ids = [known.stem for known in resources.checklists()]
    raise ChecklistError(
        f"找不到清单“{name}”{suggestion(name, ids)}；自带的清单有：{'、'.join(ids) or '无'}，"
        "也可以写清单文件的位置（如 清单.toml）"
    )
