"""Many words found in one pass over a text, however many they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import ahocorasick


class Words:
    """A set of words, ready for finding them."""

    find: Callable[[str], Iterable[tuple[int, str]]]
    """Every word that stands in a text, overlapping ones too, each with the place of its last character."""

    def __init__(self, words: Iterable[str]) -> None:
        automaton = ahocorasick.Automaton()
        for word in words:
            automaton.add_word(word, word)
        automaton.make_automaton()
        self.find = automaton.iter if len(automaton) else lambda text: ()
