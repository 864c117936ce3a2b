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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from dossier.match.lexicon import Hit, Lexicon, Phrases, names
from dossier.match.likeness import bigrams, is_spread
from dossier.match.memo import Memo
from dossier.match.texts import Text
from dossier.match.wording import FORM_WORDS, FORMS, NEUTRAL, PERSON, TURNED
from dossier.model import Checklist, Requirement
from dossier.soften import soften

_SHORT = 4
_LONG = 6
"""Characters that a name must have to be found with others between them."""
_MOST = 95
"""The score of a text that is a name and no more."""
_ALIKE = 0.5
_ENOUGH = 0.7
"""Share of a text that a name must cover to stand alone: 防溺水 before 安全责任书 makes it another paper."""
_PEOPLE = re.compile("学生|教师|教职工|员工|人员|儿童|班主任|家长")
"""Words before these name some of them: 住校学生花名册 is no 学生花名册."""
_OF_A_PERSON = 0.5
"""The same for certificates, which bear a person's name."""


class Named(NamedTuple):
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
    other_form: bool = False
    """Another form follows: it is a paper about the material, not the material."""


class _Side(NamedTuple):
    """The words on one side of a name."""

    unknown: int
    """Characters that say nothing known."""
    other_form: bool
    points_away: bool


@dataclass(frozen=True)
class Namer:
    """Finds the materials that a text names."""

    checklist: Checklist
    lexicon: Lexicon
    not_words: Mapping[str, tuple[str, ...]]
    """Code → folded words that mark a near twin."""

    def named(self, text: Text) -> Mapping[str, Named]:
        """Code → how *text* names it, the best of literal and softened spelling; else said the other way round."""
        found = self._named[text.core, text.soft]
        if not found and TURNED.search(text.core) and (turned := text.turned):
            return self._named[turned.core, turned.soft]
        return found

    @cached_property
    def _named(self) -> Memo[tuple[str, str], Mapping[str, Named]]:
        return Memo(self._find)

    def _find(self, words: tuple[str, str]) -> Mapping[str, Named]:
        core, soft = words
        best: dict[str, Named] = {}
        for text, phrases, loss in ((core, self.lexicon.literal, 0), (soft, self.lexicon.soft, 3)):
            pairs = self._pairs(text, phrases)
            for hit, code in pairs:
                known = best[code].score if code in best else 0
                if known < _MOST - loss and (len(pairs) == 1 or not any(_covers(o, hit) for o, _ in pairs)):
                    named = self._weigh(hit, code, text, loss)
                    if named.score > known:
                        best[code] = named
        return best or self._spread(core, soft)

    def _pairs(self, text: str, phrases: Phrases) -> list[tuple[Hit, str]]:
        """Names in *text*, each with a material that bears it and that no other word rules out."""
        twins = self._twins
        pairs = []
        for last, name in phrases.find(text):
            hit = Hit(name, last + 1 - len(name), last + 1)
            for code in phrases.codes[name]:
                twin = twins[code]
                if not (twin and twin.search(text) and self.vetoed(code, text, name)):
                    pairs.append((hit, code))
        return pairs

    def _spread(self, core: str, soft: str) -> dict[str, Named]:
        """Materials whose name stands in the text with words of their other names between: 教师公务员平均工资收入水平对比表."""
        found = {}
        written = frozenset(soft)
        for code, dice in self.lexicon.likeness.similar(soft).items():
            if dice < _ALIKE:
                continue
            inside = [
                name
                for name, letters in self._spreading[code]
                if letters <= written and is_spread(name, soft)
            ]
            if inside and not self.vetoed(code, core) and not self._unknown[core, code]:
                best = max(inside, key=len)
                found[code] = Named(code, best, 60 + round(35 * len(best) / len(soft)), True, False)
        return found

    @cached_property
    def _spreading(self) -> Memo[str, Sequence[tuple[str, frozenset[str]]]]:
        """Code → its names, softened, that are long enough to be found in pieces, with their characters."""

        def look(code: str) -> Sequence[tuple[str, frozenset[str]]]:
            softened = map(soften, names(self.checklist.by_code[code]))
            return [(name, frozenset(name)) for name in softened if len(name) >= _LONG]

        return Memo(look)

    def vetoed(self, code: str, core: str, phrase: str = "") -> bool:
        """Whether a word that marks a near twin stands in *core* outside *phrase*."""
        twin = self._twins[code]
        if twin is None or not twin.search(core):
            return False
        return not phrase or bool(twin.search(core.replace(phrase, "|")))

    def strange(self, code: str, core: str) -> str:
        """The words that *core* begins with and that do not belong to *code*: 食堂 in 食堂设备台账."""
        kept, own = _telling(core), self.lexicon.vocabulary[code]
        begins = (n for n in range(len(kept) - 1) if kept[n : n + 2] in own)
        return kept[: next(begins, len(kept))]

    def names_some(self, code: str, core: str) -> bool:
        """Whether *core* speaks of some persons where *code* asks for all: 退休教师名单, 食堂员工花名册."""
        if self.checklist.by_code[code].form == "证书" or not (people := _PEOPLE.search(core)):
            return False
        return bool(self._unknown[_attached(core[: people.start()]), code])

    @cached_property
    def _twins(self) -> Memo[str, re.Pattern[str] | None]:
        def look(code: str) -> re.Pattern[str] | None:
            words = self.not_words[code]
            return re.compile("|".join(map(re.escape, words))) if words else None

        return Memo(look)

    def _weigh(self, hit: Hit, code: str, core: str, loss: int) -> Named:
        before, after = core[: hit.start], core[hit.end :]
        if after.startswith("程") and hit.phrase.endswith("议"):
            after = f"议{after}"  # 质量分析会议程 is an agenda of a 会, no 会议.
        ahead, behind = self._before[before, code], self._after[after, code]
        size = len(hit.phrase)
        left = ahead.unknown + behind.unknown
        share = size / (size + left)
        points_away = ahead.points_away or behind.points_away
        partial = size < _SHORT and left > 0
        score = 60 + round(35 * share) - loss
        score -= 20 * behind.other_form + 12 * points_away + 15 * partial + min(9, 3 * behind.unknown)
        enough = _OF_A_PERSON if self.checklist.by_code[code].form == "证书" else _ENOUGH
        some = bool(ahead.unknown and _PEOPLE.match(hit.phrase) and self._unknown[_attached(before), code])
        clean = not (behind.other_form or points_away or partial or some) and share >= enough
        rest = before + "|" + after
        return Named(code, hit.phrase, max(score, 1), clean, left == 0, rest, behind.other_form)

    # -- what stands beside a name; few words stand beside many names --

    @cached_property
    def _before(self) -> Memo[tuple[str, str], _Side]:
        return Memo(lambda side: self._side(self._unknown[side], side[1]))

    @cached_property
    def _after(self) -> Memo[tuple[str, str], _Side]:
        def look(side: tuple[str, str]) -> _Side:
            requirement = self.checklist.by_code[side[1]]
            return self._side(_form_neutral(self._unknown[side], requirement), side[1])

        return Memo(look)

    def _side(self, unknown: str, code: str) -> _Side:
        """What the *unknown* words say; whether they belong to other materials and not to this one."""
        own = self.lexicon.vocabulary[code]
        points_away = any(pair in self.lexicon.telling and pair not in own for pair in bigrams(unknown))
        return _Side(len(unknown), bool(FORM_WORDS.search(unknown)), points_away)

    @cached_property
    def _unknown(self) -> Memo[tuple[str, str], str]:
        """Words beside a name without what says nothing and what the material's own names say too."""

        def strip(side: tuple[str, str]) -> str:
            kept = _telling(side[0])
            own = self.lexicon.vocabulary[side[1]]
            known = {n for n in range(len(kept) - 1) if kept[n : n + 2] in own}
            if not known:
                return kept
            return "".join(char for n, char in enumerate(kept) if n not in known and n - 1 not in known)

        return Memo(strip)


@lru_cache(1 << 16)
def _telling(words: str) -> str:
    return NEUTRAL.sub("", words)


def _attached(before: str) -> str:
    """What belongs to the word behind it: who issues a paper stands before 关于."""
    return before.rpartition("关于")[2]


def _covers(longer: Hit, hit: Hit) -> bool:
    """Whether *hit* lies inside a longer name, and so is not what the text says."""
    return longer.start <= hit.start and hit.end <= longer.end and len(longer.phrase) > len(hit.phrase)


def _form_neutral(words: str, requirement: Requirement) -> str:
    """*words* behind a name, without those that only repeat the form asked for (编班 + 方案), or say whose it is."""
    if requirement.form == "证书" and PERSON.fullmatch(words) and not FORM_WORDS.search(words):
        return ""
    return re.sub(FORMS[requirement.form], "", words) if requirement.form else words
