"""文字/: the school's own words, one short file per section of a report."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from dossier import guard
from dossier.model import Problem
from dossier.problems import problem
from dossier.text import clean

FOLDER = "文字"
README = "说明.txt"
"""Tells people what to put here; it is no section."""
_LIMITS = guard.Limits(seconds=30, memory_mb=1024)
_NUMBER = re.compile(r"^[\s\d（(一二三四五六七八九十]+[)）.、_\-\s]+(?=\S)")
"""What people put before a name to keep files in order: ``01-``, ``（一）``, ``2.``."""


def narratives(root: Path) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Section name → text, from ``.txt``, ``.md`` and ``.docx``; two files for one section follow each other.

    Empty files say nothing; what cannot be read is a problem.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    folder = root / FOLDER
    try:
        files = sorted(folder.iterdir(), key=lambda path: path.name)
    except (FileNotFoundError, NotADirectoryError):
        return {}, ()
    except OSError:
        return {}, (problem("unreadable-denied", path=FOLDER),)
    for path in files:
        if path.name == README or path.name.startswith(("~$", ".")) or not path.is_file():
            continue
        shown = f"{FOLDER}/{path.name}"
        if not os.access(path, os.R_OK):
            problems.append(problem("unreadable-denied", path=shown))
            continue
        text = _text(path)
        if text is None:
            problems.append(problem("unreadable-corrupt", path=shown, detail=""))
        elif text and text != texts.get(_section(path)):
            texts[_section(path)] = "\n".join(filter(None, (texts.get(_section(path)), text)))
    return texts, tuple(problems)


def _section(path: Path) -> str:
    return _NUMBER.sub("", path.stem).strip()


def _text(path: Path) -> str | None:
    """The words of a file; None when they cannot be read, empty for a kind that holds no words."""
    kind = path.suffix.lower()
    if kind == ".docx":
        outcome = guard.run("dossier.project.narratives:docx_text", str(path), _LIMITS)
        return str(outcome.value) if isinstance(outcome, guard.Done) else None
    if kind not in (".txt", ".md"):
        return ""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return clean(data.decode(encoding)).strip()
        except UnicodeDecodeError:
            continue
    return None


def docx_text(path: str) -> str:
    """The paragraphs of a Word file, those in content controls and tables too; runs in the child."""
    import docx
    from docx.oxml.ns import qn

    marks = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    lines = []
    for paragraph in docx.Document(path).element.body.iter(qn("w:p")):
        nodes = paragraph.iter(qn("w:t"), *marks)
        lines.append("".join(marks.get(node.tag) or node.text or "" for node in nodes))
    return clean("\n".join(lines)).strip()
