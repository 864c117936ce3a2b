"""Scans and photographed papers: the first page read by character recognition where the extra ``ocr`` is installed.

Without it they are matched by name and folder, and that is said. What was recognised is kept by content, together with
the versions that recognised it; whether it is used depends on what is installed now, never on what a cache holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from dossier.cache import Cache, key
from dossier.examine.recognised import page
from dossier.guard import Done, Limits, Pool
from dossier.model import Document
from dossier.progress import Progress
from dossier.text import names_people

LIMITS = Limits(seconds=240, memory_mb=6144)
"""A page takes three seconds of processor time; the engine reserves far more addresses than it uses memory."""

_VERSION = "1"
"""Of everything here that decides what is recognised."""
_TARGET = "dossier.examine.ocr:recognise"
_NEEDED = {
    "rapidocr_onnxruntime": "rapidocr-onnxruntime",
    "pypdfium2": "pypdfium2",
    "onnxruntime": "onnxruntime",
}
_LARGEST = 200 << 20


def libraries() -> Mapping[str, str]:
    """What reads scans, with versions; empty when it is not installed, or ``DOSSIER_OCR`` is 0."""
    if os.environ.get("DOSSIER_OCR") == "0":
        return {}
    try:
        if all(find_spec(module) for module in _NEEDED):
            return {name: version(name) for name in _NEEDED.values()}
    except PackageNotFoundError:
        pass
    return {}


def is_scan(document: Document) -> bool:
    """Whether *document* shows paper that nobody can read without recognition."""
    return document.paper or (document.kind == "pdf" and not document.has_text)


def recognised(
    documents: Sequence[Document], cache: Cache, progress: Progress, limits: Limits = LIMITS
) -> tuple[Document, ...]:
    """*documents*, the scans among them with the title and the beginning that were read off their first page."""
    made_by = libraries()
    scans = [document for document in documents if is_scan(document) and document.source.size <= _LARGEST]
    if not made_by or not scans:
        return tuple(documents)
    versions = [f"{name} {number}" for name, number in sorted(made_by.items())]
    keys = {document.sha256: key(_VERSION, *versions, document.sha256) for document in scans}
    answers = {sha256: cache.load("ocr", name) for sha256, name in keys.items()}
    fresh = list({d.sha256: d for d in scans if answers[d.sha256] is None}.values())
    if fresh:
        progress.stage("识别扫描件", len(fresh))
    for document, answer in _read(fresh, limits):
        progress.step(document.path)
        if answer is not None:
            cache.store("ocr", keys[document.sha256], answer)
        answers[document.sha256] = answer
    return tuple(_titled(document, answers.get(document.sha256)) for document in documents)


def _read(documents: Sequence[Document], limits: Limits) -> Iterator[tuple[Document, dict[str, Any] | None]]:
    """Each of *documents* with what the child says; None where it failed, which costs the title and nothing else."""
    payloads = [
        {"disk": str(document.source.at_hand()), "sha256": document.sha256, "kind": document.kind}
        for document in documents
    ]
    with Pool() as pool:
        for document, outcome in zip(documents, pool.map(_TARGET, payloads, limits), strict=True):
            yield document, outcome.value if isinstance(outcome, Done) else None


def _titled(document: Document, answer: dict[str, Any] | None) -> Document:
    found = page(answer, photographed=document.kind != "pdf") if answer else None
    if found is None or not is_scan(document):
        return document
    return replace(
        document,
        title=found.title,
        lead=found.text,
        recognised=True,
        personal=document.personal or names_people(found.text),
    )
