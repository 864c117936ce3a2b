"""One text document of an old kind (.doc, .wps, .rtf) as .docx, for reading its tables."""

from __future__ import annotations

import shutil
from pathlib import Path

from dossier.convert.office import Converter
from dossier.guard import Limits, run

_MEMORY_MB = 32_768
"""Of addresses, not of memory: LibreOffice reserves far more than it uses."""


def to_docx(converter: Converter, source: Path, workspace: Path) -> Path | None:
    """Convert *source* into *workspace*; None when LibreOffice makes nothing of it."""
    workspace.mkdir(parents=True, exist_ok=True)
    copy = workspace / f"list{source.suffix.lower()}"
    shutil.copyfile(source, copy)
    payload = {
        "soffice": str(converter.soffice),
        "patience": converter.patience,
        "folder": str(workspace / "call"),
        "inputs": [str(copy.absolute())],
        "kind": "docx",
    }
    run("dossier.convert.call:call", payload, Limits(seconds=converter.patience * 2, memory_mb=_MEMORY_MB))
    made = workspace / "call" / "out" / "list.docx"
    return made if made.is_file() and made.stat().st_size else None
