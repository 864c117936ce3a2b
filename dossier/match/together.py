"""What speaks for a material when title, name, folders and first lines are taken together.

A colleague who files 石桥与南坡的约定.docx in 教务/走教, with 每周三上音乐课 inside, names 走教教师安排 in no single place. Bigrams
weigh as in :mod:`dossier.match.likeness`; those of the lines inside and of the folders count less than those of title and
name. What of the file's own words a material leaves unexplained, a title that ends in another kind of paper, and a table for a
text count against it. Never certain. The numbers were chosen on nine schools' sets of labelled files (docs/design/matching.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.match.doubts import Doubted
from dossier.match.facts import Candidate, Facts
from dossier.match.hits import Namer
from dossier.match.likeness import Name, bigrams
from dossier.match.tables import TABLES
from dossier.match.texts import fold
from dossier.match.wording import ENDS_LIKE
from dossier.soften import soften
from dossier.text import simplified

_FOLDER, _ABOVE, _INSIDE, _PICTURE = 0.7, 0.4, 0.6, 0.7
"""How much a word counts in the nearest folder, in one of two above it, in the first lines; that a picture is one."""
_BEGINNING = 250
"""Characters of the first lines."""
_UNEXPLAINED = 0.3
"""The most that is lost when nothing of title and name belongs to the material."""
_OTHER_FORM, _OTHER_KIND = 0.75, 0.8
"""What is left when the title ends in another kind of paper; when a table stands for a text or a text for a table."""
_SCALE, _MOST = 123, 60
"""Score of a share of 1, so that one of 0.34 is claimed; and the most that counts."""
_LISTS = ("花名册", "统计表")
_DOUBT = Doubted("likeness", "没有一处写明是这项材料")


@dataclass(frozen=True)
class Together:
    """Weighs all words of a file at once."""

    namer: Namer

    def candidates(self, facts: Facts) -> Iterable[Candidate]:
        """The materials that the words of *facts* speak for together."""
        texts = [text for text in (facts.title, facts.name, facts.subject) if text.speaks]
        own = {pair for text in texts for pair in bigrams(text.soft)}
        bag = _bag(facts, own)
        likeness = self.namer.lexicon.likeness
        said = sum(likeness.weight(pair) for pair in sorted(own))
        forms = next(filter(None, (forms_told(text.core) for text in texts)), frozenset())
        for name in likeness.held(bag):
            share = likeness.share(name, bag)
            if said:
                explained = sum(likeness.weight(pair) for pair in sorted(name.pairs & own)) / said
                share *= 1 - _UNEXPLAINED * (1 - explained)
            for code in name.codes:
                weighed = share * self._fitting(code, facts, forms)
                if weighed and not any(self.namer.vetoed(code, text.core) for text in texts):
                    score = min(_MOST, round(_SCALE * weighed))
                    yield Candidate(code, score, "together", "、".join(_words(name, bag)), False, _DOUBT)

    def _fitting(self, code: str, facts: Facts, forms: frozenset[str]) -> float:
        """How well the kind of file and of paper fits the form of *code*: 1 when it does, 0 when it cannot be."""
        form = self.namer.checklist.by_code[code].form
        kind = facts.document.kind
        fits = 1.0
        if facts.is_image or kind == "pdf":
            pass
        elif form == "照片":
            return 0.0
        elif (kind in TABLES) != (form in _LISTS):
            fits *= _OTHER_KIND
        return fits * _OTHER_FORM if forms and form and form not in forms else fits


def _bag(facts: Facts, own: Iterable[str]) -> Mapping[str, float]:
    """Bigrams of all that *facts* say, *own* ones of title and name among them → how much each counts."""
    bag = dict.fromkeys(sorted(own), 1.0)
    folders = [facts.folder.text.soft, *[soften(fold(name)) for name in facts.folder.raw[1:3]]]
    inside = soften(fold(simplified(facts.document.lead[:_BEGINNING])))
    weights = (_FOLDER, *[_ABOVE] * (len(folders) - 1), _INSIDE)
    for text, weight in zip((*folders, inside), weights, strict=True):
        for pair in bigrams(text):
            bag[pair] = max(bag.get(pair, 0.0), weight)
    if facts.is_image:
        bag.setdefault("照片", _PICTURE)
    return bag


def forms_told(core: str) -> frozenset[str]:
    """The forms of paper that a title with these words, *core*, may have by its end; empty where that says nothing."""
    return frozenset(form for form, end in ENDS_LIKE.items() if end.search(core))


def _words(name: Name, bag: Mapping[str, float]) -> list[str]:
    """The stretches of *name* that stand in *bag*, in their order."""
    words: list[str] = []
    last = -1
    for place, pair in enumerate(bigrams(name.phrase)):
        if pair in bag:
            if place == last + 1 and words:
                words[-1] += pair[-1]
            else:
                words.append(pair)
            last = place
    return words
