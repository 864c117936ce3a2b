"""The manifest: what ``sha256sum -c`` reads, whatever a person calls a file.

A name with a backslash or a newline is escaped as GNU coreutils do (the line begins with a backslash); a name that is
no UTF-8 keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from dossier.publish.places import MANIFEST

_ESCAPES = {"\\": "\\\\", "\n": "\\n"}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPES.items()}
_ROW = re.compile(r"(\\?)([0-9a-f]{64})  (.+)", re.DOTALL)


def write(digests: Mapping[str, str]) -> bytes:
    """The manifest's bytes for path → SHA-256, in the order of paths."""
    return "".join(_row(path, digests[path]) for path in sorted(digests)).encode(errors="surrogateescape")


def read(target: Path) -> dict[str, str]:
    """Path → SHA-256 as the manifest says; empty when there is none, and lines that are none of ours are left out.

    Raises:
        OSError: it is there and cannot be read.
    """
    try:
        text = (target / MANIFEST).read_bytes().decode(errors="surrogateescape")
    except FileNotFoundError:
        return {}
    rows = (_ROW.fullmatch(line.removesuffix("\r")) for line in text.split("\n"))
    return {_unescaped(row[3]) if row[1] else row[3]: row[2] for row in rows if row}


def _row(path: str, digest: str) -> str:
    escaped = re.sub(r"[\\\n]", lambda found: _ESCAPES[found[0]], path)
    return f"{'' if escaped == path else chr(92)}{digest}  {escaped}\n"


def _unescaped(path: str) -> str:
    return re.sub(r"\\[\\n]", lambda found: _PLAIN[found[0]], path)
