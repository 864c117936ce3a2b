"""Bind one box: our drawn pages and the files' pages into one PDF, numbered, linked, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Name, Pdf

from dossier.cache import Cache
from dossier.compose.binder import marks
from dossier.compose.binder.identity import set_identity
from dossier.compose.binder.plan import Plan, Span, part_spans, plan
from dossier.compose.binder.readback import PageTexts, joined, page_texts
from dossier.compose.binder.record import BoxRecord, ItemRecord
from dossier.compose.binder.stamp import NumberFont, Stamper
from dossier.compose.drawn.draw import Drawn, draw, words_of
from dossier.compose.drawn.faces import Faces, cut_faces
from dossier.model import Box, Pages, Problem, Project
from dossier.problems import problem


@dataclass(frozen=True)
class Titles:
    """What stands above everything."""

    project: str
    """项目名 on the covers, from the checklist: 义务教育优质均衡发展督导评估档案."""


@dataclass(frozen=True)
class Shared:
    """What the boxes of a run share, so that it is made once."""

    faces: Faces
    texts: PageTexts


def prepare(
    boxes: Sequence[Box], pages: Pages, project: Project, titles: Titles, cache: Cache, workspace: Path
) -> Shared:
    """Cut the faces down to the words of *boxes* and read the text of every page that goes into them."""
    words = (word for box in boxes for word in words_of(box, project, titles.project))
    parts = {part.path for box in boxes for item in box.items if item.state == "bound" for part in item.parts}
    files = {pages[path].pdf for path in parts if path in pages}
    texts = page_texts((file for file in files if file is not None), cache)
    return Shared(cut_faces(words, workspace / "faces"), texts)


def bind_pdf(
    box: Box, pages: Pages, project: Project, titles: Titles, target: Path, shared: Shared
) -> BoxRecord:
    """Write the PDF of *box* to *target* (盒内材料.pdf) and return what stands where.

    Every source is opened alone and counted first; one that fails keeps its page numbers with sheets that say so,
    and is a problem.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    supplied, failures = _supplies(box, pages)
    drawn = draw(box, project, titles.project, shared.faces, frozenset(failures))
    drawn_file = target.with_name(f".{target.stem}.drawn.pdf")
    drawn_file.write_bytes(drawn.pdf)
    try:
        laid_out = plan(box, drawn, drawn_file, supplied)
        _write(laid_out, drawn, box, project, target)
    finally:
        drawn_file.unlink()
    return BoxRecord(
        code=box.code,
        pdf_pages=sum(span.count for span in laid_out.spans),
        items=_records(laid_out, supplied, shared.texts),
        problems=(*_failure_problems(box, failures), *_glyph_problems(drawn)),
    )


def _supplies(box: Box, pages: Pages) -> tuple[dict[str, tuple[Span, ...]], tuple[str, ...]]:
    """Item code → its spans, and the codes of items whose files do not give the pages they should."""
    supplied: dict[str, tuple[Span, ...]] = {}
    failures = []
    for item in box.items:
        if item.state != "bound" or not item.pages:
            continue
        spans = part_spans(item, pages)
        if spans and all(_opens(span) for span in spans):
            supplied[item.code] = spans
        else:
            failures.append(item.code)
    return supplied, tuple(failures)


def _opens(span: Span) -> bool:
    """Whether the file opens by itself and has the pages of *span*."""
    try:
        with Pdf.open(span.file) as pdf:
            return len(pdf.pages) >= span.last
    except (pikepdf.PdfError, OSError, ValueError):
        return False


def _write(laid_out: Plan, drawn: Drawn, box: Box, project: Project, target: Path) -> None:
    # A job leaves the streams of its inputs on disk until they are written: memory does not grow with their size.
    job = pikepdf.Job(
        {
            "empty": "",
            "outputFile": str(target),
            "staticId": "",
            "keepFilesOpen": "y" if len({span.file for span in laid_out.spans}) <= 200 else "n",
            "pages": [_job_pages(span) for span in laid_out.spans],
        }
    )
    with _created(job) as pdf:
        _number(pdf, laid_out, drawn, duplex=project.boxes.duplex)
        marks.add_links(pdf, laid_out, drawn.rows)
        marks.add_outline(pdf, box, laid_out)
        marks.add_labels(pdf, laid_out)
        marks.add_title(pdf, box, project.school.name)
        job.write_pdf(pdf)
    set_identity(target)


def _created(job: pikepdf.Job) -> Pdf:
    pdf: Pdf = job.create_pdf()  # type: ignore[no-untyped-call]
    return pdf


def _job_pages(span: Span) -> dict[str, str]:
    return {"file": str(span.file), "range": f"{span.first}-{span.last}"}


def _number(pdf: Pdf, laid_out: Plan, drawn: Drawn, *, duplex: bool) -> None:
    """Stamp with the serif font of our own pages, so that the box carries one font for both."""
    fonts = pdf.pages[0].obj.Resources.Font
    for name in set(fonts.keys()):
        fonts[name].Encoding = Name("/Identity-H")
    font = NumberFont(fonts[Name.F1], drawn.codes, drawn.advances)
    stamper = Stamper(pdf, font, duplex=duplex)
    for index, number in laid_out.numbers.items():
        stamper.stamp(pdf.pages[index], number)


def _records(
    laid_out: Plan, supplied: Mapping[str, tuple[Span, ...]], texts: PageTexts
) -> tuple[ItemRecord, ...]:
    return tuple(
        ItemRecord(
            code=placed.item.code,
            state=placed.item.state,
            pdf_page=0 if placed.target is None else placed.target + 1,
            first_page=placed.item.first_page,
            pages=placed.item.pages,
            page_text_hash=_text_hash(supplied.get(placed.item.code, ()), texts),
        )
        for placed in laid_out.items
    )


def _text_hash(spans: tuple[Span, ...], texts: PageTexts) -> str:
    """Digest of the texts of an item's pages; empty when one of its files could not be read."""
    hashes = [digest for span in spans for digest in texts.get(span.file, ())[span.first - 1 : span.last]]
    return joined(hashes) if len(hashes) == sum(span.count for span in spans) else ""


def _failure_problems(box: Box, failures: Iterable[str]) -> tuple[Problem, ...]:
    by_code: Mapping[str, str] = {
        item.code: item.parts[0].path if item.parts else item.title for item in box.items
    }
    return tuple(
        problem("conversion-failed", path=by_code[code], detail="，装盒时页数与目录不符") for code in failures
    )


def _glyph_problems(drawn: Drawn) -> tuple[Problem, ...]:
    if not drawn.missing:
        return ()
    return (problem("glyph-missing", characters="、".join(sorted(drawn.missing))),)
