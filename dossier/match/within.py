"""Which of the papers that a row lists one item is, or may hold: 2024年部门预算、决算.pdf is two.

Who is told that a paper is missing looks for it in what is there, so whatever a name or a title so much as mentions
counts. A number that gives an item to the row means the whole row, unless the words beside it say which paper it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dossier.match.facts import Facts
from dossier.match.hits import Namer
from dossier.match.texts import Text, fold, read
from dossier.model import Claim, Document, Requirement
from dossier.soften import soften

_OF_THE_ROW = ("code", "decision")
_HEADING = 40
"""Characters of a line that may be a heading."""
_ENOUGH = 3
"""Characters at the end of a paper's name that tell it."""
_FORM = 2
"""Characters of a word for a form."""


def papers(claim: Claim, row: Requirement, facts: Mapping[str, Facts], namer: Namer) -> tuple[str, ...]:
    """Titles of the papers of *row* that the item of *claim* is; the claim's requirement is one of them."""
    by_folder = claim.rule == "folder"
    items = [_Item.of(facts[part.path], namer, by_folder=by_folder) for part in claim.parts]
    own = next(paper for paper in row.listed if paper.code == claim.requirement)
    named = {paper.title for paper in row.listed for item in items if item.names(paper, row)}
    if not own.told:  # a topic, whose papers may be called after another that the row lists
        named |= {paper.title for paper in row.listed for item in items if item.ends_like(paper)}
    if claim.rule in _OF_THE_ROW:
        return tuple(paper.title for paper in row.listed if not named or paper.title in named)
    return tuple(paper.title for paper in row.listed if paper is own or paper.title in named)


class _Item(NamedTuple):
    """What a file says of itself."""

    texts: tuple[Text, ...]
    """Title, name, topic; of a file that a folder speaks for its folder."""
    named: frozenset[str]
    """Codes of the papers that these name, and the headings inside."""

    @classmethod
    def of(cls, facts: Facts, namer: Namer, *, by_folder: bool) -> _Item:
        texts = (facts.title, facts.name, facts.subject, *((facts.folder.text,) if by_folder else ()))
        named = {code for text in texts for code in namer.named(text)}
        for line in _headings(facts.document):
            named |= {code for code, found in namer.named(read(line, ())).items() if found.exact}
        return cls(texts, frozenset(named))

    def names(self, paper: Requirement, row: Requirement) -> bool:
        """Whether it is called *paper*, or by the end of what *row* calls it: 资格证 for 教师资格证."""
        own = _own_word(paper, row)
        end, soft = own[-_ENOUGH:], soften(own)
        mentioned = own and any(end in text.core or soft in text.soft for text in self.texts)
        return paper.code in self.named or bool(mentioned)

    def ends_like(self, paper: Requirement) -> bool:
        """Whether its title or name holds the form of *paper*, however it is spelt: 一览 for 一览表."""
        ending = soften(fold(paper.title))[-_FORM:]
        return any(ending in text.soft for text in self.texts)


def _headings(document: Document) -> Iterator[str]:
    """Lines that may be the headings of what is inside."""
    lines = (*(heading.text for heading in document.headings), *document.lead.splitlines())
    return (line for line in lines if len(line) <= _HEADING)


def _own_word(paper: Requirement, row: Requirement) -> str:
    """What the row calls *paper* by itself: 决算, where 部门预算、决算 lists 部门决算."""
    title, said = fold(paper.title), fold(row.title + row.note)
    ends = (title[start:] for start in range(len(title) - _FORM + 1))
    return next((end for end in ends if end in said), "")
