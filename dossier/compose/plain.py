"""What a template may see: text, numbers, yes or no, lists and tables of them; nothing that can act.

An object with methods in a template's hands is a door (``{{ file.unlink() }}``), sandbox or not. So everything
is checked before it is handed over, and every text is cleaned of what a document cannot hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from dossier.text import clean

Plain: TypeAlias = "str | int | float | bool | list[Plain] | dict[str, Plain] | None"
"""Data without behaviour, as JSON knows it."""

_DEEPEST = 12
"""Levels of nesting; our deepest context has five."""


class NotPlainError(TypeError):
    """A context holds something that is not plain data."""


def plain(value: object, where: str = "数据", depth: int = 0) -> Plain:
    """Return a copy of *value* as plain data, every text cleaned.

    Args:
        value: text, number, bool, None, or lists, tuples and mappings of them; exact types, no subclasses,
            because a subclass may carry methods.
        where: the name of *value*, for the message.

    Raises:
        NotPlainError: anything else is found, or the nesting has no end.
    """
    if depth > _DEEPEST:
        raise NotPlainError(f"“{where}”的层次太深")
    if type(value) is str:
        return clean(value)
    if value is None or type(value) in (int, float, bool):
        return value  # type: ignore[return-value]
    if type(value) in (list, tuple):
        assert isinstance(value, (list, tuple))
        return [plain(entry, f"{where}[{position}]", depth + 1) for position, entry in enumerate(value)]
    if isinstance(value, Mapping) and type(value) is dict:
        return {_key(key, where): plain(entry, f"{where}.{key}", depth + 1) for key, entry in value.items()}
    raise NotPlainError(f"“{where}”是{type(value).__name__}，模板只接受文字、数字、列表和表")


def _key(key: object, where: str) -> str:
    if type(key) is not str:
        raise NotPlainError(f"“{where}”的名称不是文字")
    return clean(key)
