"""Fifty thousand names against three hundred requirements."""

from __future__ import annotations

import re

import ahocorasick

from benchmarks import names
from benchmarks.pairs import Ratio, calls
from dossier.match import lexicon, match
from dossier.match.texts import fold, read, stem
from dossier.model import Desk

_COUNT = 50_000


def keywords_against_aho_corasick() -> Ratio:
    """Every name of every requirement in every file name, overlapping ones too; both get the names normalised."""
    checklist = names.checklist()
    phrases = lexicon.index(checklist).literal
    automaton = ahocorasick.Automaton()
    for phrase, codes in phrases.codes.items():
        automaton.add_word(phrase, (phrase, codes))
    automaton.make_automaton()
    texts = [read(stem(d.source.name), ()).core for d in names.documents(checklist, _COUNT)]

    def ours() -> list[int]:
        return [len(phrases.find(text)) for text in texts]

    def theirs() -> list[int]:
        return [len(list(automaton.iter(text))) for text in texts]

    if ours() != theirs():
        raise AssertionError("the two do not find the same")
    return calls(f"keywords in {_COUNT:,} names / one Aho-Corasick pass", 2, ours, theirs)


def explained_matching_against_regexes() -> Ratio:
    """Claims with reasons, scores, runners-up, years and problems / one alternation of names for each requirement."""
    checklist = names.checklist()
    documents = names.documents(checklist, _COUNT)
    texts = [fold(document.source.name) for document in documents]
    patterns = [
        re.compile("|".join(sorted(map(re.escape, lexicon.names(requirement)), key=len, reverse=True)))
        for requirement in checklist.requirements
    ]

    def theirs() -> int:
        return sum(1 for text in texts for pattern in patterns if pattern.search(text))

    return calls(
        f"explained matching of {_COUNT:,} names / {len(patterns)} regexes for each name",
        1,
        lambda: match(checklist, names.PROJECT, Desk(), documents),
        theirs,
        runs=3,
    )
