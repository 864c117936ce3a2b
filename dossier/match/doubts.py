"""What speaks against a claim: a kind that others go by, and the words for a person."""

from __future__ import annotations

from typing import NamedTuple

from dossier.model import Doubt


class Doubted(NamedTuple):
    """Why a claim is 待确认."""

    kind: Doubt
    words: str
    """One Chinese phrase."""

    def __bool__(self) -> bool:
        return bool(self.kind)


SURE = Doubted("", "")
"""Nothing speaks against it."""
