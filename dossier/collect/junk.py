"""Names of files that nobody would hand in."""

from __future__ import annotations

from typing import Literal

ZERO = "（0字节）"
"""How a file without anything in it is empty; an archive may be empty otherwise."""
_JUNK_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r", "autorun.inf"})
_JUNK_FOLDERS = frozenset(
    {"__macosx", "$recycle.bin", "system volume information", "@eadir", "#recycle", "lost+found"}
)
_JUNK_SUFFIXES = (".tmp", ".temp", ".lnk", ".url")
_PARTIAL_SUFFIXES = (
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".downloading",
    ".opdownload",
    ".xltd",
    ".td",
)


def ignored_reason(path: str) -> Literal["lock", "junk"] | None:
    """Whether *path* (POSIX, below a root) is a lock of Office or WPS, or what a system leaves behind.

    Locks: ``~$a.docx`` (Office), ``.~a.docx`` (WPS), ``.~lock.a.odt#`` (LibreOffice).
    """
    *folders, name = path.casefold().split("/")
    if name.startswith(("~$", ".~")):
        return "lock"
    if name in _JUNK_NAMES or name.endswith(_JUNK_SUFFIXES) or name.startswith("."):
        return "junk"
    if any(folder in _JUNK_FOLDERS or folder.startswith(".") for folder in folders):
        return "junk"
    return None


def is_partial_download(path: str) -> bool:
    """Whether a browser or a downloader was still at work on it; a person wants to know that."""
    return path.casefold().endswith(_PARTIAL_SUFFIXES)
