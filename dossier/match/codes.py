"""Finding the codes of a checklist in names, in any spelling.

``1-1-01`` is written 1-1-1, １－１－１, 1.1.1, 1—1—1, A1-B1-C1 or （一）①-1. A code counts only if it exists; dates
and numbers that merely look like one do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from dossier.model import Checklist

Key = tuple[str, ...]

_HAN = {han: str(number) for number, han in enumerate("一二三四五六七八九", 1)} | {"十": "10"}
_CIRCLED = {chr(0x2460 + number): str(number + 1) for number in range(20)}
_DASHES = re.compile("[‐-―─−－﹣]")
_ROUND = re.compile(r"[（(]([一二三四五六七八九十])[）)]\s*([①-⑳])\s*(?:[-_.]?\s*(\d{1,3}))?")
_SEGMENT = r"(?:[A-Za-z]{0,3}\d{1,3}|[A-Za-z]{1,3})"
_RUN = re.compile(
    rf"(?<![A-Za-z0-9.\-]){_SEGMENT}(?P<sep>--?|[._]){_SEGMENT}(?:(?P=sep){_SEGMENT}){{0,3}}(?![A-Za-z0-9])"
)
_JOINED = re.compile(r"[A-Za-z\d][-._]-?[A-Za-z\d]")
"""In every text that holds a code of several segments."""
_TOKENS = re.compile(r"[a-z]+|\d+")
_POSITIONAL = ("a", "b", "c", "d")
_OCCASION = re.compile("节|庆祝|纪念|国家宪法日")
"""What follows a date such as 7-1 or 12.4 where a code might stand."""
_NOT_AFTER = re.compile(r"\s*[月日班年届级元%:]")


class CodeHit(NamedTuple):
    """A code found in a text: a requirement's, or an indicator's or group's, which only narrows."""

    requirement: str = ""
    narrows: frozenset[str] = frozenset()
    """Codes of the requirements below the indicator or group."""
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Codes:
    """All codes of a checklist, ready for looking up."""

    requirements: Mapping[Key, str]
    narrower: Mapping[Key, frozenset[str]]
    others: Mapping[str, str] = field(default_factory=dict)
    """Lower case → code, for codes of no usual shape (QZ01, 材料5): found only as the word in front."""

    def find(self, text: str) -> tuple[CodeHit, ...]:
        """Codes in *text*, in order; positions are those of *text*."""
        plain = _plain(text)
        found = [self._round(match) for match in _ROUND.finditer(text)]
        if _JOINED.search(plain):
            found += [self._run(match, plain) for match in _RUN.finditer(plain)]
        found.append(self._word(plain))
        hits = [hit for hit in found if hit is not None]
        return tuple(sorted(hits, key=lambda hit: hit.start)) if hits else ()

    def _round(self, match: re.Match[str]) -> CodeHit | None:
        key = (_HAN[match[1]], _CIRCLED[match[2]], *([str(int(match[3]))] if match[3] else []))
        return self._hit(key, match.start(), match.end())

    def _run(self, match: re.Match[str], plain: str) -> CodeHit | None:
        segments = re.split(r"--?|[._]", match[0])
        if _NOT_AFTER.match(plain, match.end()):
            return None
        if len(segments) == 2 and _OCCASION.search(plain, match.end()):
            return None
        if len(segments) == 2 and (
            plain[: match.start()].strip(" [【(") or plain[match.end() : match.end() + 1] in ("-", ".")
        ):
            return None
        hit = self._hit(_key(match[0]), match.start(), match.end())
        if hit is None and len(segments) >= 4:
            return self._hit(_key("-".join(segments[:-1])), match.start(), match.end())
        return hit

    def _word(self, plain: str) -> CodeHit | None:
        word = self._front.match(plain)
        code = self.others.get(word[1].lower()) if word else None
        return CodeHit(code, start=word.start(1), end=word.end(1)) if word and code else None

    @cached_property
    def _front(self) -> re.Pattern[str]:
        """The word in front, no longer than a code."""
        longest = max(map(len, self.others), default=1)
        firsts = {code[:1] for code in self.others}
        first = re.escape("".join(sorted(firsts | {character.upper() for character in firsts})))
        begins = f"(?=[{first}])" if first else "(?!)"
        return re.compile(rf"[\s\[【(]*{begins}([\w·-]{{1,{longest}}}?)(?=[\s\])】_、.]|$)")

    def _hit(self, key: Key, start: int, end: int) -> CodeHit | None:
        for form in (key, _numeric(key)):
            if code := self.requirements.get(form):
                return CodeHit(code, start=start, end=end)
            if below := self.narrower.get(form):
                return CodeHit(narrows=below, start=start, end=end)
        return None


def index(checklist: Checklist) -> Codes:
    """Look-up tables of *checklist*; a spelling that two codes share belongs to neither."""
    known = [r.code for r in checklist.requirements if r.code == r.row]
    shaped = [code for code in known if len(_key(code)) > 1]
    others = {code.lower(): code for code in known if not code.isdecimal()}
    below: dict[Key, set[str]] = {}
    for requirement in checklist.requirements:
        for key in _narrowing(checklist, requirement.indicator, requirement.row):
            below.setdefault(key, set()).add(requirement.code)
    return Codes(
        _unambiguous((form, code) for code in shaped for form in {_key(code), _numeric(_key(code))}),
        {key: frozenset(codes) for key, codes in below.items()},
        others,
    )


def _narrowing(checklist: Checklist, indicator: str, code: str) -> set[Key]:
    """Keys that stand above a requirement: its indicator's code, and its own code without the last segment."""
    keys = {_key(indicator), _key(code)[:-1]}
    return {form for key in keys for form in (key, _numeric(key)) if len(form) > 1}


def _unambiguous(pairs: Iterable[tuple[Key, str]]) -> dict[Key, str]:
    table: dict[Key, str] = {}
    shared: set[Key] = set()
    for key, code in pairs:
        if table.setdefault(key, code) != code:
            shared.add(key)
    return {key: code for key, code in table.items() if key not in shared}


def _plain(text: str) -> str:
    """Half-width text with hyphens for all dashes, character for character."""
    narrow = text
    if not unicodedata.is_normalized("NFKC", text):
        forms = ((char, unicodedata.normalize("NFKC", char)) for char in text)
        narrow = "".join(form if len(form) == 1 else char for char, form in forms)
    return _DASHES.sub("-", narrow)


def _key(code: str) -> Key:
    """Tokens of a code, without leading zeros: ``A1-B01`` → ``("a", "1", "b", "1")``."""
    round_ = _ROUND.fullmatch(code.strip())
    if round_:
        return (_HAN[round_[1]], _CIRCLED[round_[2]], *([str(int(round_[3]))] if round_[3] else []))
    plain = unicodedata.normalize("NFKC", code).lower()
    return tuple(str(int(token)) if token.isdecimal() else token for token in _TOKENS.findall(plain))


def _numeric(key: Key) -> Key:
    """A key without letters that only count levels: A1-B1-C1 is 1-1-1, but B1-3 stays."""
    letters = tuple(token for token in key if not token.isdecimal())
    return (
        tuple(token for token in key if token.isdecimal()) if letters == _POSITIONAL[: len(letters)] else key
    )
