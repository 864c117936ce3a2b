"""The errors that stop a run, and the exit codes they carry.

A problem with the evidence is ordinary output (see :mod:`dossier.problems`); an error is about the run itself.
Each error says in one Chinese sentence what is wrong and what to do, and carries the exit code of the contract.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.model import Problem


class ExitCode(IntEnum):
    """What the process tells its caller; scripts rely on these numbers."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    UNUSABLE = 3
    UNREADABLE_ROOT = 4
    TEMPLATE = 5
    OUTPUT_REFUSED = 6
    UNEXPECTED = 70
    INTERRUPTED = 130


class DossierError(Exception):
    """Base of every expected error. ``message`` is one Chinese sentence for a person."""

    exit_code = ExitCode.UNEXPECTED

    def __init__(self, message: str, *, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems
        """Everything wrong at once, where the error is a collection (a checklist, a project)."""


class UsageError(DossierError):
    """The command was given something it cannot act on (命令写法有误)."""

    exit_code = ExitCode.USAGE


class ProjectError(DossierError):
    """The project folder or its settings cannot be used (项目不可用)."""

    exit_code = ExitCode.UNUSABLE


class ChecklistError(DossierError):
    """The checklist cannot be used; ``problems`` lists all that is wrong with it (清单不可用)."""

    exit_code = ExitCode.UNUSABLE


class SourceError(DossierError):
    """A whole root of sources cannot be read; nothing was written (材料根目录读不了)."""

    exit_code = ExitCode.UNREADABLE_ROOT


class TemplateError(DossierError):
    """A Word template failed; the rest of the output is still made (模板有误)."""

    exit_code = ExitCode.TEMPLATE


class OutputError(DossierError):
    """The output place is refused or cannot be written; the old output is whole (输出被拒绝)."""

    exit_code = ExitCode.OUTPUT_REFUSED
