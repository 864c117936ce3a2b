"""Office documents to PDFs: neutral copies, prepared where that helps, through LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from dossier.convert.batches import Job, convert_all
from dossier.convert.office import Converter
from dossier.convert.plain_text import decoded
from dossier.guard import Done, Limits, Pool
from dossier.model import Document

_LIMITS = Limits(seconds=60, memory_mb=2048)
_FIT = "dossier.convert.sheet_width:fit_width"
_TABULATE = "dossier.convert.csv_table:tabulate"


def office_pages(
    documents: Sequence[Document], converter: Converter, workspace: Path, advance: Callable[[int], None]
) -> dict[str, Path]:
    """Convert *documents*; SHA-256 → PDF, not yet opened, for those that gave one. Equal contents count once.

    *advance* is told how many contents are settled.
    """
    by_content = {document.sha256: document for document in sorted(documents, key=lambda found: found.path)}
    inputs = workspace / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    copies = {sha256: _neutral_copy(document, inputs) for sha256, document in sorted(by_content.items())}
    with Pool() as pool:
        _prepare(pool, copies, _TABULATE, (".csv",))
        _prepare(pool, copies, _FIT, (".xlsx", ".xlsm"))
    jobs = [Job(copy, copy.stat().st_size) for copy in copies.values()]
    made = convert_all(converter, jobs, workspace / "calls", advance)
    return {sha256: made[copy] for sha256, copy in copies.items() if copy in made}


def _neutral_copy(document: Document, folder: Path) -> Path:
    """Copy to a name that is no option, no stem twice, and has the extension of the true kind."""
    copy = folder / f"d{document.sha256[:32]}.{document.kind}"
    if document.kind == "txt":
        # LibreOffice takes GBK for Latin; the mark tells it the encoding.
        copy.write_bytes(decoded(document.source.disk.read_bytes()).encode("utf-8-sig"))
    else:
        shutil.copyfile(document.source.disk, copy)
    return copy


def _prepare(pool: Pool, copies: dict[str, Path], target: str, suffixes: tuple[str, ...]) -> None:
    """Rewrite the copies with one of *suffixes* as workbooks; where that fails, one is converted as it is."""
    chosen = {sha256: copy for sha256, copy in copies.items() if copy.suffix in suffixes}
    workbooks = {sha256: copy.with_name(f"{copy.stem}p.xlsx") for sha256, copy in chosen.items()}
    payloads = [{"source": str(copy), "target": str(workbooks[sha256])} for sha256, copy in chosen.items()]
    for sha256, outcome in zip(chosen, pool.map(target, payloads, _LIMITS), strict=True):
        if isinstance(outcome, Done) and outcome.value:
            copies[sha256] = workbooks[sha256]
