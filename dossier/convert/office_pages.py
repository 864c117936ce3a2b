"""Office documents to PDFs: neutral copies, prepared where that helps, through LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from dossier.convert.batches import Job, convert_all
from dossier.convert.office import Converter
from dossier.guard import Done, Limits, Pool
from dossier.model import Document

_FIT_LIMITS = Limits(seconds=60, memory_mb=2048)
_PLAIN = frozenset(("txt", "csv"))
_FITTED = frozenset(("xlsx", "xlsm"))


def office_pages(documents: Sequence[Document], converter: Converter, workspace: Path) -> dict[str, Path]:
    """Convert *documents*; SHA-256 → PDF, not yet opened, for those that gave one. Equal contents count once."""
    by_content = {document.sha256: document for document in documents}
    inputs = workspace / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    copies = {sha256: _neutral_copy(document, inputs) for sha256, document in sorted(by_content.items())}
    _fit_sheets([copies[sha256] for sha256, document in by_content.items() if document.kind in _FITTED])
    jobs = [Job(copy, copy.stat().st_size) for copy in copies.values()]
    made = convert_all(converter, jobs, workspace)
    return {sha256: made[copy] for sha256, copy in copies.items() if copy in made}


def _neutral_copy(document: Document, folder: Path) -> Path:
    """Copy to a name that is no option, no stem twice, and has the extension of the true kind."""
    copy = folder / f"d{document.sha256[:32]}.{document.kind}"
    if document.kind in _PLAIN:
        copy.write_bytes(_utf8(document.source.disk.read_bytes()))
    else:
        shutil.copyfile(document.source.disk, copy)
    return copy


def _utf8(data: bytes) -> bytes:
    """Plain text with a mark that tells LibreOffice its encoding; it takes GBK for Latin otherwise."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding).encode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return data


def _fit_sheets(copies: Sequence[Path]) -> None:
    """Make wide sheets of *copies* print one page wide; a workbook where that fails is converted as it is."""
    payloads = [{"source": str(copy), "target": f"{copy}.fitted"} for copy in copies]
    with Pool() as pool:
        for copy, outcome in zip(
            copies, pool.map("dossier.convert.sheet_width:fit_width", payloads, _FIT_LIMITS), strict=True
        ):
            fitted = copy.with_name(f"{copy.name}.fitted")
            if isinstance(outcome, Done) and outcome.value["fitted"]:
                fitted.replace(copy)
            else:
                fitted.unlink(missing_ok=True)
