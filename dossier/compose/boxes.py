"""What stands in each box's folder besides the Word files: 盒内材料.pdf, and 原件/ for what has no pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.cache import Cache
from dossier.compose.binder import BoxRecord, Titles, bind_dividers, bind_pdf, prepare
from dossier.compose.contexts import project_name
from dossier.compose.documents import INTERNAL, OUTWARD
from dossier.compose.drawn.faces import Faces
from dossier.model import Assessment, Box, Item, OutputFile, Pages, Problem
from dossier.names import unique
from dossier.progress import Progress
from dossier.text import mask

_PDF = "盒内材料.pdf"
_ORIGINALS = "原件"
_DIVIDERS = f"{INTERNAL}/分隔页（连排）.pdf"


@dataclass(frozen=True)
class BoxFiles:
    """The files of all boxes, and what the binder wrote where."""

    files: tuple[OutputFile, ...]
    records: dict[str, BoxRecord]
    """Box code → its record."""
    pdfs: dict[str, str]
    """Box code → path of its PDF below the short-name folder."""
    problems: tuple[Problem, ...]


def box_files(
    assessment: Assessment,
    boxes: Sequence[Box],
    pages: Pages,
    cache: Cache,
    workspace: Path,
    progress: Progress,
) -> BoxFiles:
    """Bind every box into *workspace* and list what goes into its folder."""
    progress.stage("装盒", len(boxes))
    titles = Titles(project_name(assessment))
    shared = prepare(boxes, pages, assessment.project, titles, cache, workspace)
    files = list(_dividers(assessment, boxes, shared.faces, workspace))
    records: dict[str, BoxRecord] = {}
    pdfs: dict[str, str] = {}
    for box in boxes:
        place = workspace / "boxes" / f"{box.number}.pdf"
        records[box.code] = bind_pdf(box, pages, assessment.project, titles, place, shared)
        pdfs[box.code] = f"{OUTWARD}/{box.folder}/{_PDF}"
        files.append(OutputFile(path=pdfs[box.code], copy_of=place))
        files += _originals(assessment, box, pages)
        progress.step(box.title)
    problems = tuple(problem for record in records.values() for problem in record.problems)
    return BoxFiles(tuple(files), records, pdfs, problems)


def blank(
    assessment: Assessment, boxes: Sequence[Box], cache: Cache, workspace: Path
) -> tuple[OutputFile, ...]:
    """What can be printed for the boxes before anything lies in them: their dividers."""
    titles = Titles(project_name(assessment))
    shared = prepare(boxes, {}, assessment.project, titles, cache, workspace)
    return tuple(_dividers(assessment, boxes, shared.faces, workspace))


def _dividers(
    assessment: Assessment, boxes: Sequence[Box], faces: Faces, workspace: Path
) -> Iterator[OutputFile]:
    place = workspace / "boxes" / "dividers.pdf"
    if bind_dividers(boxes, assessment.project.school.name, faces, place):
        yield OutputFile(path=_DIVIDERS, copy_of=place)


def _originals(assessment: Assessment, box: Box, pages: Pages) -> Iterator[OutputFile]:
    """Files that could not become pages, as they are, under their item's code."""
    taken: set[str] = set()
    for item in box.items:
        for path in _without_pages(item, pages):
            document = assessment.documents[path]
            name = unique(mask(f"{item.code} {document.source.name}"), taken)
            yield OutputFile(
                path=f"{OUTWARD}/{box.folder}/{_ORIGINALS}/{name}",
                copy_of=document.source.at_hand(),
                sha256=document.sha256,
            )


def _without_pages(item: Item, pages: Pages) -> Iterator[str]:
    if item.state not in ("bound", "attached"):
        return
    for path in dict.fromkeys(part.path for part in item.parts):
        if path not in pages or pages[path].pdf is None:
            yield path
