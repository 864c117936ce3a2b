"""What stands in tables that were read before: by their content, their name, the words and the columns asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

from dossier.cache import Cache, key
from dossier.ledgers.vocabulary import Vocabulary
from dossier.makers import made_by
from dossier.model import Document

__all__ = ["Memory", "stem"]

MADE_BY = (
    "dossier.ledgers",
    "dossier.classes",
    "dossier.containers",
    "dossier.decode",
    "dossier.grids",
    "dossier.numbers",
    "dossier.numerals",
    "dossier.text",
    "dossier.toml",
    "dossier.years",
)
"""Whose code says what stands in a table."""
_LIBRARIES = ("openpyxl", "python-calamine")


class Memory:
    """Tables of contents seen before, under this version of the reader; without a cache it knows nothing."""

    def __init__(
        self, cache: Cache | None, vocabulary: Vocabulary, wanted: Mapping[str, Sequence[str]] | None
    ) -> None:
        self._cache = cache
        words = hashlib.sha256(vocabulary.source.read_bytes()).hexdigest() if cache else ""
        self._maker = [
            made_by(*MADE_BY),
            *map(version, _LIBRARIES),
            words,
            json.dumps(wanted, sort_keys=True),
        ]

    def recall(self, file: Document) -> list[dict[str, Any]] | None:
        """Return the tables of *file* if its content was read before."""
        if self._cache is None or not file.sha256:
            return None
        tables: list[dict[str, Any]] | None = self._cache.load("ledgers", self._key(file))
        return tables

    def keep(self, file: Document, sha256: str, tables: list[dict[str, Any]]) -> None:
        """Remember *tables*, which stand in a content of *sha256*; that of *file*, unless it changed meanwhile."""
        if self._cache is not None and sha256 == file.sha256:
            self._cache.store("ledgers", self._key(file), tables)

    def _key(self, file: Document) -> str:
        return key(*self._maker, file.kind, stem(file), file.sha256)


def stem(file: Document) -> str:
    """Its name as a person knows it, without the extension; it may say which class a table is of."""
    return file.path.rpartition("/")[2].rpartition(".")[0]
