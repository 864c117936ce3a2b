"""Names of files that nobody would hand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
_ORDINARY = (
    r"A-Za-z0-9\u4e00-\u9fff〇①-⑳（）()《》〈〉〔〕【】「」『』\[\]“”‘’、，。；：！？…·×～_+&@#=,;' \-—–"
)
"""Characters that every system writes in one way, and that neither hide nor turn anything."""
_PLAIN_FOLDER = re.compile(rf"[{_ORDINARY}][{_ORDINARY}.]*")
_NAME = rf"[{_ORDINARY}][{_ORDINARY}.]*\.(?i:docx?|xlsx?|pptx?|pdf|jpe?g|png|tiff?|bmp|gif|heic|txt|csv|wps|et|dps|ofd|zip|rar|7z|mp4)"
_PLAIN = re.compile(_NAME)
_ALL_PLAIN = re.compile(f"(?:{_NAME}/)*")


def is_plain(name: str) -> bool:
    """Whether the name of a file needs no thought: it is shown and sorted as it is, and neither junk nor a lock."""
    return _PLAIN.fullmatch(name) is not None


def are_plain(names: Sequence[str]) -> bool:
    """Whether none of *names* needs a thought."""
    return _ALL_PLAIN.fullmatch("".join([f"{name}/" for name in names])) is not None


def is_plain_folder(name: str) -> bool:
    """The same for the name of a folder."""
    return _PLAIN_FOLDER.fullmatch(name) is not None and name.casefold() not in _JUNK_FOLDERS


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
