"""Many Office files through few calls of LibreOffice: batches on two workers, then the stubborn ones alone."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from dossier.convert.call import Desk, Ending, call
from dossier.convert.office import Converter

_WORKERS = 2
_BATCH = 20


@dataclass(frozen=True)
class Job:
    """One input under its neutral name, and how large it is."""

    input: Path
    size: int


def convert_all(converter: Converter, jobs: Sequence[Job], workspace: Path) -> dict[Path, Path]:
    """Convert *jobs*; input → PDF for those that gave one. Outputs are not yet opened."""
    with ThreadPoolExecutor(_WORKERS) as workers:
        runs = [
            workers.submit(_Worker(converter, workspace / f"batch{number}").convert, batch)
            for number, batch in enumerate(_batches(jobs))
        ]
        return {source: pdf for run in runs for source, pdf in run.result().items()}


def _batches(jobs: Sequence[Job]) -> list[list[Job]]:
    """Deal *jobs*, largest first, to batches of like weight."""
    amount = max(-(-len(jobs) // _BATCH), min(_WORKERS, len(jobs)))
    ordered = sorted(jobs, key=lambda job: (-job.size, job.input))
    return [ordered[start::amount] for start in range(amount)]


class _Worker:
    """Works through one batch with profiles of its own."""

    def __init__(self, converter: Converter, folder: Path) -> None:
        self._converter = converter
        self._folder = folder
        self._numbers = count()

    def convert(self, jobs: Sequence[Job]) -> dict[Path, Path]:
        made, left, how = self._call(jobs)
        if how == "ended":
            alone, again = left, []
        else:
            # The one it was working on is the suspect; the others never had their turn.
            alone, again = left[:1], left[1:]
        for job in alone:
            made |= self._call([job])[0]
        return made | self.convert(again) if again else made

    def _call(self, jobs: Sequence[Job]) -> tuple[dict[Path, Path], list[Job], Ending]:
        """One call with a fresh profile: what it made, what is left, how it ended."""
        desk = Desk(self._folder / f"call{next(self._numbers)}")
        how = call(self._converter, desk, [job.input for job in jobs])
        made = {job.input: desk.out / f"{job.input.stem}.pdf" for job in jobs}
        made = {source: pdf for source, pdf in made.items() if _is_whole(pdf)}
        shutil.rmtree(desk.profile, ignore_errors=True)
        return made, [job for job in jobs if job.input not in made], how


def _is_whole(pdf: Path) -> bool:
    """Whether *pdf* is there with its end; a killed call may leave half of one."""
    if not pdf.is_file():
        return False
    with pdf.open("rb") as file:
        file.seek(max(0, pdf.stat().st_size - 1024))
        return b"%%EOF" in file.read()
