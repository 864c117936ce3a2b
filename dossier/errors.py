"""The errors that stop a run, and the exit codes they carry.

A problem with the evidence is ordinary output (see :mod:`dossier.problems`); an error is about the run itself.
Each error says in one Chinese sentence what is wrong and what to do, and carries the exit code of the contract.
"""

from __future__ import annotations

import errno
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


_REASONS = {
    errno.EACCES: "没有权限，或正被其他程序占用",
    errno.EPERM: "没有权限",
    errno.EROFS: "这个位置只能读",
    errno.ENOSPC: "磁盘空间不够",
    errno.EDQUOT: "磁盘空间不够",
    errno.EFBIG: "磁盘放不下这么大的文件",
    errno.ENOENT: "没有这个位置",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EISDIR: "那里是一个文件夹",
    errno.EEXIST: "那里已有同名的内容",
    errno.ENAMETOOLONG: "名字或路径太长",
    errno.ELOOP: "快捷方式（链接）指来指去",
    errno.EBUSY: "正被其他程序占用",
    errno.ETXTBSY: "正被其他程序占用",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese; the system's own words would be English."""
    return _REASONS.get(error.errno or 0, f"系统错误{error.errno}")


def is_full(error: OSError) -> bool:
    """Whether the disk, or what one user may have of it, is used up."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
