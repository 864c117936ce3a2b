"""Weighing the names found in one text: how well does it name each material?

The score of a name found is 60, plus up to 35 for the share of the text that it covers, less

- 3 when only the softened spelling fits,
- 20 when another form follows it (图书借阅记录 in 图书借阅记录整改报告: Chinese puts the head last),
- 12 when the words left over point at another material,
- 15 when it is shorter than four characters and does not fill the text,
- 3 for each unknown character behind it, at most 9.

A name that stands in the text in pieces counts 60, plus up to 35 for its share, when all between them belongs to
the same material.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.match.lexicon import Hit, Lexicon, Phrases, bigrams, is_spread, names
from dossier.match.texts import Text, soften
from dossier.match.wording import FORM_WORDS, FORMS, NEUTRAL
from dossier.model import Checklist, Requirement

_SHORT = 4
_LONG = 6
"""Characters that a name must have to be found with others between them."""
_ALIKE = 0.5
_ENOUGH = 0.7
"""Share of a text that a name must cover to stand alone: 防溺水 before 安全责任书 makes it another paper."""
_OF_A_PERSON = 0.5
"""The same for certificates, which bear a person's name."""


@dataclass(frozen=True)
class Named:
    """How a text names one material."""

    code: str
    phrase: str
    score: int
    clean: bool
    """Nothing in the text speaks against it."""
    exact: bool
    """The text is this name and no more."""
    rest: str = ""
    """What stands beside the name, for telling pieces of one material apart."""


@dataclass(frozen=True)
class Namer:
    """Finds the materials that a text names."""

    checklist: Checklist
    lexicon: Lexicon
    not_words: Mapping[str, tuple[str, ...]]
    """Code → folded words that mark a near twin."""

    def named(self, text: Text) -> dict[str, Named]:
        """Code → how *text* names it, the best of literal and softened spelling; else said the other way round."""
        found = self._named(text)
        return self._named(text.turned) if not found and text.turned else found

    def _named(self, text: Text) -> dict[str, Named]:
        best: dict[str, Named] = {}
        for core, phrases, loss in ((text.core, self.lexicon.literal, 0), (text.soft, self.lexicon.soft, 3)):
            for named in self._in(core, phrases, loss):
                if named.code not in best or named.score > best[named.code].score:
                    best[named.code] = named
        return best or self._spread(text)

    def _spread(self, text: Text) -> dict[str, Named]:
        """Materials whose name stands in the text with words of their other names between: 教师公务员平均工资收入水平对比表."""
        found = {}
        for code, dice in self.lexicon.similar(text.soft):
            if dice < _ALIKE or self.vetoed(code, text.core) or self._unknown(text.core, code):
                continue
            spread = [name for name in map(soften, names(self.checklist.by_code[code])) if len(name) >= _LONG]
            inside = [name for name in spread if is_spread(name, text.soft)]
            if inside:
                best = max(inside, key=len)
                found[code] = Named(code, best, 60 + round(35 * len(best) / len(text.soft)), True, False)
        return found

    def vetoed(self, code: str, core: str, phrase: str = "") -> bool:
        """Whether a word that marks a near twin stands in *core* outside *phrase*."""
        rest = core.replace(phrase, "|") if phrase else core
        return any(word in rest for word in self.not_words[code])

    def _in(self, core: str, phrases: Phrases, loss: int) -> list[Named]:
        pairs = [
            (hit, code)
            for hit in phrases.find(core)
            for code in hit.codes
            if not self.vetoed(code, core, hit.phrase)
        ]
        return [
            self._weigh(hit, code, core, loss)
            for hit, code in pairs
            if not any(_covers(other, hit) for other, _ in pairs)
        ]

    def _weigh(self, hit: Hit, code: str, core: str, loss: int) -> Named:
        requirement = self.checklist.by_code[code]
        before, after = core[: hit.start], core[hit.end :]
        unknown = self._unknown(before, code), _form_neutral(self._unknown(after, code), requirement)
        size = len(hit.phrase)
        left = len(unknown[0]) + len(unknown[1])
        share = size / (size + left)
        other_form = bool(FORM_WORDS.search(unknown[1]))
        points_away = self._points_away(unknown, code)
        partial = size < _SHORT and left > 0
        score = 60 + round(35 * share) - loss
        score -= 20 * other_form + 12 * points_away + 15 * partial + min(9, 3 * len(unknown[1]))
        enough = _OF_A_PERSON if requirement.form == "证书" else _ENOUGH
        clean = not (other_form or points_away or partial) and share >= enough
        return Named(code, hit.phrase, max(score, 1), clean, left == 0, before + "|" + after)

    def _unknown(self, words: str, code: str) -> str:
        """*words* beside a name without what says nothing and what the material's own names say too."""
        own = self.lexicon.vocabulary[code]
        kept = NEUTRAL.sub("", words)
        known = {n for n in range(len(kept) - 1) if kept[n : n + 2] in own}
        return "".join(char for n, char in enumerate(kept) if n not in known and n - 1 not in known)

    def _points_away(self, unknown: tuple[str, str], code: str) -> bool:
        """Whether the words left over belong to other materials and not to this one."""
        own = self.lexicon.vocabulary[code]
        return any(
            pair in self.lexicon.telling and pair not in own for words in unknown for pair in bigrams(words)
        )


def _covers(longer: Hit, hit: Hit) -> bool:
    """Whether *hit* lies inside a longer name, and so is not what the text says."""
    return longer.start <= hit.start and hit.end <= longer.end and len(longer.phrase) > len(hit.phrase)


def _form_neutral(words: str, requirement: Requirement) -> str:
    """*words* behind a name, without those that only repeat the form asked for (编班 + 方案)."""
    return re.sub(FORMS[requirement.form], "", words) if requirement.form else words
