"""Many Office files through few calls of LibreOffice: batches on two workers, then the stubborn ones alone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.convert.office import Converter
from dossier.guard import Done, Json, Limits, Outcome, Pool

_CALL = "dossier.convert.call:call"
_WORKERS = 2
_BATCH = 20
_MEMORY_MB = 32_768
"""Of addresses, not of memory: LibreOffice reserves far more than it uses."""


@dataclass(frozen=True)
class Job:
    """One input under its neutral name, and how large it is."""

    input: Path
    size: int


@dataclass(frozen=True)
class _Batch:
    jobs: tuple[Job, ...]
    last: bool
    """Whether what fails now is given up."""
    folder: Path

    @property
    def made(self) -> dict[Path, Path]:
        """Input → PDF, for those that came out whole."""
        pdfs = {job.input: self.folder / "out" / f"{job.input.stem}.pdf" for job in self.jobs}
        return {source: pdf for source, pdf in pdfs.items() if _is_whole(pdf)}

    def payload(self, converter: Converter) -> Json:
        """For the guarded child."""
        return {
            "soffice": str(converter.soffice),
            "patience": converter.patience,
            "folder": str(self.folder),
            "inputs": [str(job.input.absolute()) for job in self.jobs],
        }


def convert_all(
    converter: Converter, jobs: Sequence[Job], workspace: Path, advance: Callable[[int], None]
) -> dict[Path, Path]:
    """Convert *jobs*; input → PDF for those that gave one. Outputs are not yet opened.

    Every call has a fresh profile. *advance* is told how many jobs are settled.
    """
    made: dict[Path, Path] = {}
    batches = [_batch(dealt, workspace) for dealt in _deal(jobs)]
    limits = Limits(seconds=converter.patience * (_BATCH + 1), memory_mb=_MEMORY_MB)
    with Pool(_WORKERS) as pool:
        while batches:
            payloads = [batch.payload(converter) for batch in batches]
            again = []
            for batch, outcome in zip(batches, pool.map(_CALL, payloads, limits), strict=True):
                made |= batch.made
                retries = _retries(batch, outcome, workspace)
                advance(len(batch.jobs) - sum(len(retry.jobs) for retry in retries))
                again += retries
                shutil.rmtree(batch.folder / "profile", ignore_errors=True)
            batches = again
    return made


def _deal(jobs: Sequence[Job]) -> list[tuple[Job, ...]]:
    """Deal *jobs*, largest first, to batches of like weight."""
    amount = max(-(-len(jobs) // _BATCH), min(_WORKERS, len(jobs)))
    ordered = sorted(jobs, key=lambda job: (-job.size, job.input))
    return [tuple(ordered[start::amount]) for start in range(amount)]


def _batch(jobs: tuple[Job, ...], workspace: Path, *, last: bool = False) -> _Batch:
    workspace.mkdir(parents=True, exist_ok=True)
    return _Batch(jobs, last, Path(tempfile.mkdtemp(prefix="call", dir=workspace)).absolute())


def _retries(batch: _Batch, outcome: Outcome, workspace: Path) -> list[_Batch]:
    """What is tried again: each alone, once."""
    left = tuple(job for job in batch.jobs if job.input not in batch.made)
    if batch.last or not left:
        return []
    if isinstance(outcome, Done) and outcome.value == "ended":
        return [_batch((job,), workspace, last=True) for job in left]
    # The one it was working on is the suspect; the others never had their turn.
    suspect = _batch(left[:1], workspace, last=True)
    return [suspect, _batch(left[1:], workspace)] if left[1:] else [suspect]


def _is_whole(pdf: Path) -> bool:
    """Whether *pdf* is there with its end; a call that was ended may leave half of one."""
    if not pdf.is_file():
        return False
    with pdf.open("rb") as file:
        file.seek(max(0, pdf.stat().st_size - 1024))
        return b"%%EOF" in file.read()
