"""The second reader: what a box PDF says when a library reads it that did not write it.

pypdf raises whatever it likes on other people's pages, so it works in a guarded child.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dossier.cache import Cache, key
from dossier.guard import Done, Limits, Pool
from dossier.makers import made_by

_READ = "dossier.compose.binder.second_reader:read"
_SOURCE_LIMITS = Limits(seconds=120, memory_mb=3072)
_BOX_LIMITS = Limits(seconds=1800, memory_mb=4096)
_MAKERS = ("dossier.compose.binder.second_reader", "dossier.compose.binder.stamp_sign")

PageTexts = Mapping[Path, tuple[str, ...]]
"""PDF → the text digest of each of its pages; empty for a PDF whose text could not be read."""


@dataclass(frozen=True, kw_only=True)
class ReadBack:
    """A box PDF as an independent reader sees it."""

    pages: int
    outline: tuple[str, ...]
    """Bookmark titles in order, all levels."""
    numbers: tuple[str, ...]
    """Per page, the number stamped on it; empty where there is none."""
    hashes: tuple[str, ...]
    """Per page, SHA-256 of its text without blanks and without the stamped number."""


def read_back(files: Sequence[Path], cache: Cache) -> list[ReadBack | None]:
    """Read each of *files* with pypdf; None for what cannot be read. What was read before comes from the cache."""
    found = _read(files, "boxes", _BOX_LIMITS, cache)
    return [
        ReadBack(
            pages=seen["pages"],
            outline=tuple(seen["outline"]),
            numbers=tuple(seen["numbers"]),
            hashes=tuple(seen["hashes"]),
        )
        if (seen := found[file])
        else None
        for file in files
    ]


def page_texts(files: Iterable[Path], cache: Cache) -> PageTexts:
    """Digest the text of every page of *files*; what was read before comes from the cache."""
    found = _read(files, "page-texts", _SOURCE_LIMITS, cache)
    return {file: tuple(seen["hashes"]) if seen else () for file, seen in found.items()}


def _read(
    files: Iterable[Path], kind: str, limits: Limits, cache: Cache
) -> dict[Path, dict[str, Any] | None]:
    """File → what the second reader says of it, or None, several files at a time."""
    keys = {file: key(_digest(file), made_by(*_MAKERS)) for file in sorted(set(files))}
    known = {file: cache.load(kind, keys[file]) for file in keys}
    unread = [file for file in keys if known[file] is None]
    with Pool() as pool:
        outcomes = pool.map(_READ, [{"file": str(file)} for file in unread], limits)
        for file, outcome in zip(unread, outcomes, strict=True):
            if isinstance(outcome, Done):
                known[file] = outcome.value
                cache.store(kind, keys[file], outcome.value)
    return known


def joined(hashes: Sequence[str]) -> str:
    """One digest for consecutive pages, from the digest of each; empty for no pages."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest() if hashes else ""


def compare_boxes(boxes: Sequence[tuple[Path, dict[str, Any]]], cache: Cache) -> list[tuple[str, ...]]:
    """Compare each box PDF with its record in ``boxes.json``; Chinese sentences, none where they agree."""
    found = read_back([file for file, _ in boxes], cache)
    return [_compare_box(seen, record) for seen, (_, record) in zip(found, boxes, strict=True)]


def _compare_box(found: ReadBack | None, record: dict[str, Any]) -> tuple[str, ...]:
    if found is None:
        return ("盒内材料打不开，无法核对页码",)
    sentences = []
    if found.pages != record.get("pdf_pages", found.pages):
        sentences.append(f"应有{record['pdf_pages']}页，实有{found.pages}页")
    for item in record.get("items", []):
        sentences += _compare_item(found, item)
    return tuple(sentences)


def _compare_item(found: ReadBack, item: dict[str, Any]) -> Iterator[str]:
    code, start, count = item["code"], item["pdf_page"] - 1, item["pages"]
    if start < 0:
        return
    if not any(title == code or title.startswith(f"{code} ") for title in found.outline):
        yield f"书签里没有“{code}”"
    numbers = found.numbers[start : start + count]
    expected = tuple(str(item["first_page"] + k) for k in range(count))
    if numbers != expected:
        yield f"“{code}”的页号应为{item['first_page']}至{item['first_page'] + count - 1}，与盒内不符"
    digest = item.get("page_text_hash", "")
    if digest and joined(found.hashes[start : start + count]) != digest:
        yield f"“{code}”各页的文字与装盒时不同"


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
