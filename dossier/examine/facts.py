"""What a reader finds out about a file, and how it says that a file is no use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, TypeAlias

from dossier.model import UnreadableReason
from dossier.text import clean, one_line

LEAD_LENGTH = 2_000
TAIL_LENGTH = 400
TITLE_LENGTH = 60


class Unfit(Exception):
    """The file cannot be read, for this reason."""

    def __init__(self, reason: UnreadableReason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason: UnreadableReason = reason
        self.detail = detail
        """For a person, in Chinese with brackets; may be empty."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The content's own share of a :class:`~dossier.model.Document`; names and places play no part in it."""

    kind: str
    pages: int | None = None
    title: str = ""
    lead: str = ""
    tail: str = ""
    """The end of a written text; empty where it is not known, as when a picture stands there."""
    headings: tuple[tuple[str, int], ...] = ()
    """Text and 1-based page."""
    taken: str = ""
    picture_hash: str = ""
    attendees: tuple[str, ...] = ()
    has_text: bool = True
    attachment: bool = False
    volatile: str = ""
    paper: bool = False
    """Of a picture: it looks like a page of paper."""
    personal: bool = False
    """Whether an identity or a pupil number stands anywhere in its text."""

    def to_json(self) -> dict[str, Any]:
        """Cleaned and cut to length, fit for JSON."""
        value = asdict(self)
        value["title"] = one_line(self.title)[:TITLE_LENGTH]
        value["lead"] = clean(self.lead)[:LEAD_LENGTH]
        value["tail"] = clean(self.tail)[-TAIL_LENGTH:]
        value["headings"] = [[one_line(text)[:TITLE_LENGTH], page] for text, page in self.headings]
        return value


@dataclass(frozen=True)
class Sample:
    """A file being read."""

    file: BinaryIO
    kind: str
    suffix: str
    """Lower case with the dot; a hint for text, which looks the same in .txt and .csv."""
    deep: bool
    """Whether to read the text; without it only what is needed to know that the file is whole."""


Reader: TypeAlias = Callable[[Sample], Facts]
