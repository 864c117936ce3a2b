"""What lies beside the roots: the school's own files. Each is read, or named with why it is not."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dossier import resources
from dossier.model import Problem, SourceFile
from dossier.problems import problem
from dossier.project.info import WORKBOOK as FACTS

TEMPLATES = "模板"
_LEFT_ALONE = ("~$", ".~", ".", "thumbs.db", "desktop.ini")
"""How the names of locks and of a system's own files begin."""


@dataclass(frozen=True)
class Found:
    """What stands at a place."""

    kind: Literal["file", "folder", "nothing", "other", "denied"]
    size: int = 0
    mtime_ns: int = 0


def at(path: Path) -> Found:
    """What stands at *path*, links followed; a link that leads nowhere is no nothing."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return Found("other" if os.path.lexists(path) else "nothing")
    except OSError:
        return Found("denied")
    if stat.S_ISREG(status.st_mode):
        return Found("file", status.st_size, status.st_mtime_ns)
    return Found("folder" if stat.S_ISDIR(status.st_mode) else "other")


def entries(folder: Path) -> Iterator[str]:
    """Names in *folder*, sorted, without those that nobody put there; none when there is no folder.

    Raises:
        OSError: it cannot be listed.
    """
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return
    yield from (name for name in names if not name.casefold().startswith(_LEFT_ALONE))


def not_read(path: str, found: Found) -> Problem:
    """The problem of something that should be a file and is none."""
    if found.kind == "denied":
        return problem("unreadable-denied", path=path)
    what = "文件夹" if found.kind == "folder" else "失效的快捷方式（链接）"
    return problem("not-read", path=path, why=f"是{what}，不是文件", hint="请移走或改名，换成真正的文件")


def own_sheet(root: Path) -> tuple[SourceFile | None, tuple[Problem, ...]]:
    """学校信息.xlsx as a source that can be examined like any other; absent is no problem."""
    found = at(root / FACTS)
    if found.kind == "file":
        source = SourceFile(
            path=FACTS, root="数据", place=str(root / FACTS), fingerprint=(found.size, found.mtime_ns)
        )
        return source, ()
    return None, () if found.kind == "nothing" else (not_read(FACTS, found),)


def templates(root: Path) -> tuple[Problem, ...]:
    """What lies in 模板/ and is no template, so that no misspelt name goes unnoticed."""
    folder = root / TEMPLATES
    try:
        return tuple(_odd_templates(folder))
    except NotADirectoryError:
        return (problem("not-read", path=TEMPLATES, why="不是文件夹", hint="请改名，另建文件夹放自己的模板"),)
    except OSError:
        return (problem("unreadable-denied", path=TEMPLATES),)


def _odd_templates(folder: Path) -> Iterator[Problem]:
    for name in entries(folder):
        found = at(folder / name)
        if found.kind != "file":
            yield not_read(f"{TEMPLATES}/{name}", found)
        elif not resources.template(name).is_file():
            yield problem(
                "not-read",
                path=f"{TEMPLATES}/{name}",
                severity="warning",
                why="不是模板的名字",
                hint="要替换自带模板，请改成与它相同的名字（见使用说明）",
            )
