"""Office documents to PDFs: neutral copies, prepared where that helps, through LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from dossier.convert.batches import Job, convert_all
from dossier.convert.office import Converter
from dossier.decode import decoded
from dossier.guard import Done, Limits, Pool

_LIMITS = Limits(seconds=60, memory_mb=2048)
_FIT = "dossier.convert.sheet_width:fit_width"
_TABULATE = "dossier.convert.csv_table:tabulate"


def office_pages(
    inputs: Mapping[str, Path], converter: Converter, workspace: Path, advance: Callable[[int], None]
) -> dict[str, Path]:
    """Convert *inputs*; SHA-256 → PDF, not yet opened, for those that gave one.

    Args:
        inputs: SHA-256 → private copy under a name that is no option, no stem twice, and has the true extension.
        converter: which LibreOffice.
        workspace: scratch folder.
        advance: is told how many contents are settled.
    """
    copies = dict(sorted(inputs.items()))
    for copy in copies.values():
        if copy.suffix == ".txt":
            # LibreOffice takes GBK for Latin; the mark tells it the encoding.
            copy.write_bytes(decoded(copy.read_bytes()).encode("utf-8-sig"))
    with Pool() as pool:
        _prepare(pool, copies, _TABULATE, (".csv",))
        _prepare(pool, copies, _FIT, (".xlsx", ".xlsm"))
    jobs = [Job(copy, copy.stat().st_size) for copy in copies.values()]
    made = convert_all(converter, jobs, workspace / "calls", advance)
    return {sha256: made[copy] for sha256, copy in copies.items() if copy in made}


def _prepare(pool: Pool, copies: dict[str, Path], target: str, suffixes: tuple[str, ...]) -> None:
    """Rewrite the copies with one of *suffixes* as workbooks; where that fails, one is converted as it is."""
    chosen = {sha256: copy for sha256, copy in copies.items() if copy.suffix in suffixes}
    workbooks = {sha256: copy.with_name(f"{copy.stem}p.xlsx") for sha256, copy in chosen.items()}
    payloads = [{"source": str(copy), "target": str(workbooks[sha256])} for sha256, copy in chosen.items()]
    for sha256, outcome in zip(chosen, pool.map(target, payloads, _LIMITS), strict=True):
        if isinstance(outcome, Done) and outcome.value:
            copies[sha256] = workbooks[sha256]
