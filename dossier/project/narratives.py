"""文字/: the school's own words, one short file per section of a report."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path

from dossier import guard
from dossier.containers import has_password
from dossier.model import Problem
from dossier.problems import problem
from dossier.project.own import at, entries, not_read
from dossier.text import clean

FOLDER = "文字"
README = "说明.txt"
"""Tells people what to put here; it is no section."""
_LIMITS = guard.Limits(seconds=30, memory_mb=1024)
_NUMBER = re.compile(r"^[\s\d（(一二三四五六七八九十]+[)）.、_\-\s]+(?=\S)")
"""What people put before a name to keep files in order: ``01-``, ``（一）``, ``2.``."""


def narratives(root: Path) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Section name → text, from ``.txt``, ``.md`` and ``.docx``; two files for one section follow each other.

    Empty texts say nothing; what cannot be read is a problem.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    try:
        names = [name for name in entries(root / FOLDER) if name != README]
    except NotADirectoryError:
        return {}, (problem("not-read", path=FOLDER, why="不是文件夹", hint="请改名，另建“文字”文件夹"),)
    except OSError:
        return {}, (problem("unreadable-denied", path=FOLDER),)
    for name in names:
        path = root / FOLDER / name
        text = _text(path)
        if isinstance(text, Problem):
            problems.append(text)
        elif text and text != texts.get(_section(path)):
            texts[_section(path)] = "\n".join(filter(None, (texts.get(_section(path)), text)))
    return texts, tuple(problems)


def _section(path: Path) -> str:
    return _NUMBER.sub("", path.stem).strip()


def _text(path: Path) -> str | Problem:
    """The words of a file, or why there are none."""
    shown = f"{FOLDER}/{path.name}"
    found = at(path)
    if found.kind != "file":
        return not_read(shown, found)
    kind = path.suffix.lower()
    if kind not in (".txt", ".md", ".docx"):
        hint = "请另存为 .docx 或 .txt；不是报告文字的，移出“文字”文件夹"
        return problem("not-read", path=shown, severity="warning", why="不是 .docx、.txt 或 .md", hint=hint)
    try:
        data = path.read_bytes()
    except OSError:
        return problem("unreadable-denied", path=shown)
    if not data:
        return ""
    return _written(path, shown) if kind == ".docx" else _plain(data, shown)


def _written(path: Path, shown: str) -> str | Problem:
    outcome = guard.run("dossier.project.narratives:docx_text", str(path), _LIMITS)
    if not isinstance(outcome, guard.Done):
        return problem("unreadable-corrupt", path=shown, detail="")
    if outcome.value is None:
        return problem("unreadable-encrypted", path=shown)
    return str(outcome.value)


def _plain(data: bytes, shown: str) -> str | Problem:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return clean(data.decode(encoding)).strip()
        except UnicodeDecodeError:
            continue
    return problem("unreadable-corrupt", path=shown, detail="（不是文字）")


def docx_text(path: str) -> str | None:
    """The paragraphs of a Word file, those in content controls and tables too, or None when it has a password.

    Runs in the child.
    """
    import docx
    from docx.oxml.ns import qn

    data = Path(path).read_bytes()
    if has_password(data):
        return None
    marks = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    lines = []
    for paragraph in docx.Document(io.BytesIO(data)).element.body.iter(qn("w:p")):
        nodes = paragraph.iter(qn("w:t"), *marks)
        lines.append("".join(marks.get(node.tag) or node.text or "" for node in nodes))
    return clean("\n".join(lines)).strip()
