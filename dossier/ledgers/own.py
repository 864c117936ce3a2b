"""A vocabulary of one kind of table, for a table whose columns a checklist names: the schools of a county."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from dossier import resources, toml
from dossier.ledgers.vocabulary import Vocabulary, load

__all__ = ["one_kind"]


def one_kind(
    path: Path, name: str, columns: Mapping[str, tuple[str, ...]], needed: Collection[str], section: str
) -> Vocabulary:
    """Write a vocabulary to *path*, where the reading child finds it, and read it back.

    Args:
        path: a new file.
        name: of the kind.
        columns: canonical name → other words for it.
        needed: columns without which a table is not of the kind.
        section: the column that tells the section of a row.
    """
    base = toml.load(resources.data("ledgers.toml"))
    lines = ["schema = 1"]
    for title in ("sections", "yes_no"):
        lines += [f"[{title}]", *(f"{key} = {_words(words)}" for key, words in base[title].items())]
    lines += ["[[ledger]]", f"name = {toml.quote(name)}", f"section = {_words([section])}", "columns = ["]
    for column, synonyms in columns.items():
        must = "true" if column in needed else "false"
        lines.append(f"  {{ name = {toml.quote(column)}, synonyms = {_words(synonyms)}, needed = {must} }},")
    path.write_text("\n".join([*lines, "]", ""]), encoding="utf-8")
    return load(path)


def _words(words: Collection[str]) -> str:
    return "[" + ", ".join(toml.quote(word) for word in words) + "]"
