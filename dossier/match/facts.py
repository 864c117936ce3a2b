"""One file as matching sees it, and a material that it may be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from dossier import years
from dossier.match.codes import CodeHit
from dossier.match.folders import Folder
from dossier.match.hits import Named
from dossier.match.texts import Text
from dossier.model import Document

Rule = Literal["code", "title", "name", "folder", "similar"]

IMAGES = frozenset({"jpg", "jpeg", "png", "tiff", "tif", "bmp", "webp", "gif", "heic"})
GOOD = 75
"""A score from which a name found may stand by itself."""


@dataclass(frozen=True)
class Facts:
    """One file as matching sees it."""

    document: Document
    title: Text
    """The title inside; empty when there is none worth the name."""
    name: Text
    folder: Folder
    codes: tuple[CodeHit, ...]
    """Codes in the file name."""

    @property
    def is_image(self) -> bool:
        """Whether it is a picture, whose name rarely says what it shows."""
        return self.document.kind in IMAGES

    @property
    def speaks(self) -> bool:
        """Whether title or name say anything about a material."""
        return self.title.speaks or self.name.speaks

    @cached_property
    def evidence(self) -> tuple[tuple[years.Found, ...], ...]:
        """Years that the file bears, the most authoritative place first."""
        lead, taken = self.document.lead, self.document.taken
        return (
            self.title.years,
            self.name.years,
            *self.folder.years,
            _of_lines(lead) if lead else (),
            years.find(taken) if taken else (),
        )


class Candidate(NamedTuple):
    """A material that a file may be."""

    code: str
    score: int
    rule: Rule
    phrase: str
    """The words that speak for it."""
    certain: bool
    """Good enough by itself; whether it is the only one is seen later."""
    doubt: str = ""
    """Why it is not, in Chinese."""
    rest: str = ""
    """What stands beside the words, for telling pieces of one material apart."""


def of(named: Named, rule: Rule) -> Candidate:
    """The candidate that a name found in a text makes."""
    certain = named.clean and named.score >= GOOD
    return Candidate(
        named.code,
        named.score,
        rule,
        named.phrase,
        certain,
        "" if certain else "名称里还有别的内容",
        named.rest,
    )


def _of_lines(lead: str) -> tuple[years.Found, ...]:
    """Years of the lines under the title: only whole school years and terms, since dates there tell of events."""
    return tuple(found for found in years.find(lead[:120]) if found.kind in ("school", "term"))
