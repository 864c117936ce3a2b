"""Every document to its pages: cleaned PDFs, pictures on A4, Office files through LibreOffice or a neighbour PDF."""

from __future__ import annotations

import shutil
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier.cache import Cache
from dossier.convert.copies import copies
from dossier.convert.office import Converter
from dossier.convert.office_pages import office_pages
from dossier.convert.routes import FAILED_REASON, NO_CONVERTER_REASON, Route, reason, route
from dossier.convert.store import Made, Store, Task, page_key
from dossier.guard import Pool
from dossier.model import Document, Pages, PageSet, PageState, Problem
from dossier.problems import problem
from dossier.progress import Progress

_CLEAN = "dossier.convert.clean:clean"
_PICTURE = "dossier.convert.pictures:picture"


@dataclass(frozen=True)
class _Wish:
    """A document, and the file that its pages come from."""

    document: Document
    way: Route
    source: Document
    """The document itself, or its neighbour PDF."""
    key: str
    state: PageState


def convert(
    documents: Sequence[Document],
    neighbours: Mapping[str, Document],
    cache: Cache,
    workspace: Path,
    converter: Converter | None,
    progress: Progress,
) -> tuple[Pages, tuple[Problem, ...]]:
    """Give each of *documents* its pages.

    Args:
        documents: whose pages are wanted.
        neighbours: path of a document → the PDF that a person printed it to; serves as its pages.
        cache: keeps every clean PDF by content.
        workspace: private scratch folder; the caller removes it after the boxes are bound.
        converter: from ``find_converter``; None leaves Office files without pages.
        progress: one step per Office file that is converted; the rest takes no time to speak of.
    """
    wishes = [_wish(document, neighbours.get(document.path), converter) for document in documents]
    store = Store(cache, workspace)
    made = {wish.key: found for wish in wishes if wish.key and (found := store.find(wish.key))}
    open_wishes = [wish for wish in wishes if wish.key and wish.key not in made]
    progress.stage("转换页面", len({wish.key for wish in open_wishes if wish.way == "office"}))
    sources = workspace / "sources"
    taken = copies([wish.source for wish in open_wishes], sources)
    whole = [wish for wish in open_wishes if wish.source.sha256 in taken]
    with Pool() as pool:
        made |= store.make(pool, _tasks(whole, taken, "pdf", _CLEAN))
        made |= store.make(pool, _tasks(whole, taken, "picture", _PICTURE))
        made |= _office(whole, taken, converter, store, pool, workspace, progress)
    shutil.rmtree(sources, ignore_errors=True)
    changed = {wish.key for wish in open_wishes} - {wish.key for wish in whole}
    pages = {wish.document.path: _page_set(wish, made.get(wish.key), converter) for wish in wishes}
    return pages, tuple(_problems(wishes, made, changed, converter))


def _wish(document: Document, neighbour: Document | None, converter: Converter | None) -> _Wish:
    way = route(document)
    if neighbour is not None and way in ("office", "none"):
        return _Wish(document, "pdf", neighbour, page_key(neighbour.sha256, "pdf"), "neighbour")
    if way == "pdf":
        return _Wish(document, way, document, page_key(document.sha256, "pdf"), "own")
    if way == "picture":
        return _Wish(document, way, document, page_key(document.sha256, "picture"), "image")
    if way == "office" and converter is not None:
        made_by = page_key(document.sha256, "office", document.kind, converter.version, *converter.fonts)
        return _Wish(document, way, document, made_by, "converted")
    return _Wish(document, way, document, "", "missing")


def _tasks(wishes: Iterable[_Wish], taken: Mapping[str, Path], way: Route, target: str) -> list[Task]:
    """One task per content."""
    by_key = {
        wish.key: Task(wish.key, target, taken[wish.source.sha256]) for wish in wishes if wish.way == way
    }
    return [by_key[name] for name in sorted(by_key)]


def _office(
    wishes: Sequence[_Wish],
    taken: Mapping[str, Path],
    converter: Converter | None,
    store: Store,
    pool: Pool,
    workspace: Path,
    progress: Progress,
) -> dict[str, Made]:
    wanted = {wish.key: wish.document for wish in wishes if wish.way == "office"}
    if not wanted or converter is None:
        return {}

    def advance(settled: int) -> None:
        for _ in range(settled):
            progress.step()

    inputs = {document.sha256: taken[document.sha256] for document in wanted.values()}
    pdfs = office_pages(inputs, converter, workspace / "office", advance)
    tasks = [
        Task(name, _CLEAN, pdfs[document.sha256])
        for name, document in sorted(wanted.items())
        if document.sha256 in pdfs
    ]
    return store.make(pool, tasks)


def _page_set(wish: _Wish, made: Made | None, converter: Converter | None) -> PageSet:
    if made is not None:
        return PageSet(pdf=made.pdf, count=made.count, state=wish.state)
    if wish.key:
        return PageSet(pdf=None, count=0, state="missing", reason=FAILED_REASON[wish.way])
    without = NO_CONVERTER_REASON if wish.way == "office" and converter is None else reason(wish.document)
    return PageSet(pdf=None, count=0, state="missing", reason=without)


def _problems(
    wishes: Sequence[_Wish], made: Mapping[str, Made], changed: Container[str], converter: Converter | None
) -> Iterable[Problem]:
    waiting = sum(wish.way == "office" and not wish.key for wish in wishes)
    if waiting and converter is None:
        yield problem("no-converter", count=waiting)
    for wish in sorted(wishes, key=lambda wish: wish.document.path):
        found = made.get(wish.key)
        if wish.key and found is None:
            code = "unreadable-changed" if wish.key in changed else "conversion-failed"
            yield problem(code, path=wish.source.path, detail="")
        if found is not None and found.active:
            yield problem("pdf-active-content", path=wish.source.path)
