"""Private copies of what is converted: the very content that was examined, under a name that no program trips over.

Between the reading of a file and its conversion a person may save it again. Pages of other content would then stand
under the old title, and the cache would keep them for good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from dossier.model import Document

_BLOCK = 1 << 20


def copies(documents: Iterable[Document], folder: Path) -> Mapping[str, Path]:
    """Copy each content once into *folder*; SHA-256 → copy. A file that changed or went meanwhile is absent."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, Path] = {}
    for document in sorted(documents, key=lambda found: found.path):
        if document.sha256 not in made:
            copy = folder / f"d{document.sha256[:32]}.{document.kind}"
            if _copied(document.source.at_hand(), copy) == document.sha256:
                made[document.sha256] = copy
    return made


def _copied(source: Path, copy: Path) -> str:
    """SHA-256 of what was copied; nothing when the file is gone."""
    digest = hashlib.sha256()
    try:
        stream = source.open("rb")
    except OSError:
        return ""
    with stream, copy.open("wb") as out:
        while block := stream.read(_BLOCK):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()
