"""Which materials one file may be, each with a score from 0 to 100.

- code in the file name 98; in a folder 92, or 85 when the file's own name says something else;
- name found in the title inside or in the file name: 60-95 (see :mod:`dossier.match.hits`), 3 more when both agree;
- name found in a folder: 8 less, and at most 60 when the file's own words say something else;
- likeness of words: 70 times the Dice coefficient, 40 times where a word rules the material out, never certain;
- all words of title, name, folders and first lines together: 123 times their share of a name, at most 60, never certain (see
  :mod:`dossier.match.together`);
- the columns of a table, where its words say little: 40-66, never certain (see :mod:`dossier.match.tables`); 80 for the kind of
  ledger that it was read as;
- 4 more inside the indicator that a folder names, 6 less outside it, 2 more from the department that owes it.

The title inside outweighs the name: what only the name says stays below a clean title.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier.match import nested
from dossier.match.doubts import Doubted
from dossier.match.facts import CLAIMED, GOOD, Candidate, Facts, of
from dossier.match.hits import Named, Namer
from dossier.match.likeness import LIKE
from dossier.match.memo import Memo
from dossier.match.tables import TABLES, Tables
from dossier.match.texts import OUR_SCHOOL, Text
from dossier.match.together import Together, forms_told
from dossier.model import row_of

CODE, FOLDER_CODE, FOLDER_CODE_ONLY = 98, 92, 85
MARGIN = 8
_ALIKE, _RULED_OUT = 70, 40
"""Scores of a title that is like a name to the letter; one with the word of a near twin is at most the nearest."""
_MUCH_ALIKE = 0.6
_LIKENESS = Doubted("likeness", "只是名称相近")
SUBJECT = Doubted("words", "标题只写了是哪种文书")
_TOPIC = Doubted("rival", "会议的议题是别的材料")
_SEEN = ("证书", "照片")
"""A list of certificates is none; nor is a table a picture."""
_OTHER_FORM = 45
_DELIBERATED = re.compile("审议|讨论|审定|表决|通过")
"""What an assembly does with the material of a requirement; other records are about what happened there."""
_NEARLY = 0.6
"""Share of the best likeness that a record on the topic must have."""
_APART = 0.1
"""Likeness by which a topic must resemble another material more."""
_SCENE = re.compile("[照图影像]")
"""A written paper whose title has none of these is no picture."""
_SHORTEST = 3
"""Characters of a name that may be short for a longer one."""


@dataclass(frozen=True)
class Finder:
    """Finds candidates."""

    namer: Namer
    tables: Tables
    together: Together
    owners: Mapping[str, str]
    """Code → department that owes it, folded."""

    def candidates(self, facts: Facts) -> tuple[Candidate, ...]:
        """Candidates of *facts*, best first, equals in checklist order."""
        found = {code: self._placed(facts, candidate) for code, candidate in self._told(facts).items()}
        if _DELIBERATED.search(facts.subject.raw):
            found = self._on_topic(facts, found)
        found = self.tables.doubted(facts, found)
        best = max([c.score for c in found.values()], default=0)
        if best <= nested.WEAK:
            weak = tuple(self._weak(facts)) if best < nested.WEAK else ()
            for candidate in (*weak, *self.tables.headed(facts)):
                placed = self._placed(facts, candidate)
                if placed.code not in found or found[placed.code].score < placed.score:
                    found[placed.code] = placed
        found = self.tables.borne_out(facts, found)
        if len(found) > 1:
            return tuple(sorted(found.values(), key=lambda c: (-c.score, self._order[c.code])))
        return tuple(found.values())

    def _told(self, facts: Facts) -> dict[str, Candidate]:
        """What words and codes say: the file's own, else those of its folders."""
        titled = self.namer.named(facts.title) if facts.title.speaks else {}
        called = self.namer.named(facts.name) if facts.name.speaks else {}
        return (
            self._coded(facts, self._words(facts, titled, called))
            or nested.by_sight(facts, self.namer, self._photos)
            or nested.by_folder(facts, self.namer, self._photos)
        )

    # -- the file's own words --

    def _words(
        self, facts: Facts, titled: Mapping[str, Named], called: Mapping[str, Named]
    ) -> dict[str, Candidate]:
        """What title and name say together."""
        best = max(titled.values(), key=lambda named: named.score, default=None)
        found = {code: self._from_title(facts, named, called) for code, named in titled.items()}
        for code, named in called.items():
            candidate = of(named, "name")
            if code in found:
                found[code] = _agreeing(found[code], candidate)
            elif best is not None and best.clean and best.score >= GOOD:
                gap = MARGIN + 1 if best.exact else MARGIN // 2
                capped = min(candidate.score, best.score - gap)
                found[code] = candidate._replace(
                    score=capped, certain=False, doubt=Doubted("contradiction", "与文件内的标题不一致")
                )
            else:
                found[code] = self._against_title(facts, candidate)
        return found

    def _from_title(self, facts: Facts, named: Named, called: Mapping[str, Named]) -> Candidate:
        """A title's candidate; a file name that rules it out leaves it in doubt."""
        candidate = of(named, "title")
        if facts.document.recognised and not _borne_out(named.code, facts, called):
            doubt = Doubted("scan", "标题是从扫描件上识别的，文件名和文件夹没有印证")
            return candidate._replace(certain=False, doubt=doubt)
        contrary = facts.name.speaks and named.code not in called
        if contrary and self.namer.vetoed(named.code, facts.name.core, named.phrase):
            return candidate._replace(certain=False, doubt=Doubted("contradiction", "文件名与标题不一致"))
        return candidate

    def _against_title(self, facts: Facts, candidate: Candidate) -> Candidate:
        """A name's candidate; a title that rules it out, or resembles another, leaves it in doubt."""
        if not facts.title.speaks:
            return candidate
        likeness = self.namer.lexicon.likeness.similar(facts.title.soft)
        nearest = max(likeness.values(), default=0)
        strange = candidate.code not in likeness
        forms = forms_told(facts.title.core)
        form = self.namer.checklist.by_code[candidate.code].form
        contrary = (
            strange
            or (forms and form and form not in forms)
            or (nearest >= _MUCH_ALIKE and likeness.get(candidate.code, 0) < nearest - _APART)
        )
        if contrary or self.namer.vetoed(candidate.code, facts.title.core, candidate.phrase):
            return candidate._replace(
                certain=False, doubt=Doubted("contradiction", "文件内的标题像是别的材料")
            )
        return candidate

    def _on_topic(self, facts: Facts, found: dict[str, Candidate]) -> dict[str, Candidate]:
        """*found* of a record whose topic is another material: 教代会会议纪要 about the charter is a question."""
        about = {candidate.code: candidate for candidate in self._about(facts)}
        likeness = self.namer.lexicon.likeness.similar(facts.subject.soft)
        nearest = 1.0 if about else max(likeness.values(), default=0)
        beside = {code for code in found if code not in about and likeness.get(code, 0) < nearest - _APART}
        if beside != found.keys():
            return found
        best = max([c.score for c in found.values()], default=0)
        doubted = {code: c._replace(certain=False, doubt=_TOPIC) for code, c in found.items()}
        topics = about or [code for code, dice in likeness.items() if dice > nearest * _NEARLY]
        records = [code for code in topics if self.namer.checklist.by_code[code].form == "记录"]
        if not records:
            return doubted
        code = max(records, key=lambda code: (likeness.get(code, 0), -self._order[code]))
        phrase = about[code].phrase if code in about else facts.subject.raw
        return {**doubted, code: Candidate(code, min(best + 1, CODE - 1), "title", phrase, False, SUBJECT)}

    def _weak(self, facts: Facts) -> Iterable[Candidate]:
        """What remains to be asked where no words name a material; nothing where it is plainly something else."""
        yield from self._about(facts)
        if self.unasked(facts):
            return
        similar = tuple(self._similar(facts))
        yield from similar
        if facts.document.lead or not any(candidate.score >= CLAIMED for candidate in similar):
            yield from self.together.candidates(facts)

    def _about(self, facts: Facts) -> Iterable[Candidate]:
        """What a paper is about whose title does not say so; never certain, since a text speaks of much."""
        for named in self.namer.named(facts.subject).values() if facts.subject.speaks else ():
            score = min(of(named, "title").score, GOOD) - MARGIN
            yield of(named, "title")._replace(score=score, certain=False, doubt=SUBJECT)

    # -- codes --

    def _coded(self, facts: Facts, found: dict[str, Candidate]) -> dict[str, Candidate]:
        """Candidates with those that a code in the file name or in a folder points at."""
        code = self._paper(next((hit.requirement for hit in facts.codes if hit.requirement), ""), found)
        if code:
            coded = self._code(code, CODE, found, facts)
            if coded.certain and code not in found and self._says_else(code, facts):
                doubt = Doubted("contradiction", "编号与名称对不上")
                coded = coded._replace(score=CODE - MARGIN, certain=False, doubt=doubt)
            return {**found, code: coded}
        above = self._paper(facts.folder.code, found)
        rival = any(c.certain and c.score >= GOOD and c.code != above for c in found.values())
        if above and not rival:
            agrees = above in found or not facts.speaks
            score = FOLDER_CODE if agrees else FOLDER_CODE_ONLY
            return {**found, above: self._code(above, score, found, facts)}
        return found

    def _paper(self, code: str, found: Mapping[str, Candidate]) -> str:
        """Of the papers that the row *code* lists the one that words speak for most; *code* where none do."""
        own = [c for c in found.values() if row_of(c.code) == code] if code and code not in found else ()
        return max(own, key=lambda c: c.score).code if own else code

    def _code(self, code: str, score: int, found: Mapping[str, Candidate], facts: Facts) -> Candidate:
        """The candidate of a code; words that plainly name another material leave it in doubt."""
        own = found[code].score if code in found else 0
        rivals = [
            c for c in found.values() if c.code != code and c.certain and c.score >= max(GOOD, own + MARGIN)
        ]
        rivals = [c for c in rivals if not self.same_material(c.code, code)]
        if rivals or (not own and self._alike_another(code, facts)):
            doubt = Doubted("rival", "名称像是别的材料")
            return Candidate(code, min(score, CODE - MARGIN), "code", code, False, doubt)
        rest = found[code].rest if code in found else facts.name.soft
        return Candidate(code, score, "code", code, True, rest=rest)

    def _alike_another(self, code: str, facts: Facts) -> bool:
        """Whether the file's own words resemble another material much more than the coded one."""
        likeness = self.namer.lexicon.likeness.similar(facts.title.soft or facts.name.soft)
        nearest = max(likeness.values(), default=0)
        return nearest >= _MUCH_ALIKE and likeness.get(code, 0) < nearest / 2

    def _says_else(self, code: str, facts: Facts) -> bool:
        """Whether title and name, as far as they speak, have nothing in common with the material of the code."""
        texts = [text for text in (facts.title, facts.name) if text.speaks]
        return bool(texts) and not any(
            code in self.namer.lexicon.likeness.similar(text.soft)
            and not self.namer.vetoed(code, text.core)
            and not self.namer.names_some(code, text.core)
            for text in texts
        )

    def same_material(self, one: str, other: str) -> bool:
        """Whether one file serves both requirements."""
        return other in self.served[one]

    @cached_property
    def served(self) -> Mapping[str, tuple[str, ...]]:
        """Code → the requirements that the same file serves, itself among them, in checklist order."""
        sharing: dict[str, list[str]] = defaultdict(list)
        for requirement in self.namer.checklist.requirements:
            sharing[requirement.material or requirement.code].append(requirement.code)
        return {code: tuple(codes) for codes in sharing.values() for code in codes}

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {
            requirement.code: place for place, requirement in enumerate(self.namer.checklist.requirements)
        }

    @cached_property
    def _photos(self) -> frozenset[str]:
        return frozenset(r.code for r in self.namer.checklist.requirements if r.form == "照片")

    # -- likeness and place --

    def _similar(self, facts: Facts) -> Iterable[Candidate]:
        """Candidates by likeness of words, for what exact rules left over."""
        texts = [text.turned or text for text in (facts.title, facts.name, facts.subject) if text.speaks]
        if not texts and facts.is_image and facts.folder.text.core:
            texts = [facts.folder.text]
        best: dict[str, tuple[float, Text]] = {}
        for text in texts:
            for code, dice in (
                *self.namer.lexicon.likeness.similar(text.soft).items(),
                *self._shortened(text),
            ):
                if dice > best.get(code, (LIKE, text))[0]:
                    best[code] = (dice, text)
        for code, (dice, text) in best.items():
            if code in self._photos and facts.document.has_text and not _SCENE.search(text.raw):
                continue
            score = round(_RULED_OUT * dice if self.namer.vetoed(code, text.core) else _ALIKE * dice)
            yield Candidate(code, score, "similar", text.raw, False, _LIKENESS, text.soft)

    def unasked(self, facts: Facts) -> str:
        """The material that a file is to the letter, by its title, else its name, where no requirement asks for it."""
        text = facts.title if facts.title.speaks else facts.name
        known = self.namer.checklist.unasked
        return known.get(text.core) or known.get(text.core.removeprefix(OUR_SCHOOL), "")

    def _shortened(self, text: Text) -> Iterable[tuple[str, float]]:
        """The material that *text* is short for, where it can be no other."""
        if len(text.soft) < _SHORTEST:
            return
        codes = self.namer.lexicon.likeness.shortened(text.soft)
        if codes and codes <= set(self.served[min(codes)]):
            yield from ((code, _MUCH_ALIKE) for code in sorted(codes))

    def _placed(self, facts: Facts, candidate: Candidate) -> Candidate:
        """*candidate* with the weight of its place: indicator folder, department, a contrary folder."""
        if candidate.rule == "code":
            return candidate
        folder = facts.folder
        score = candidate.score
        if facts.document.kind in TABLES and self.namer.checklist.by_code[candidate.code].form in _SEEN:
            candidate = candidate._replace(certain=False, doubt=Doubted("format", "是一张表格"))
            score = min(score, _OTHER_FORM)
        if folder.narrows:
            score += 4 if candidate.code in folder.narrows else -6
        if folder.departments and self.owners.get(candidate.code) in folder.departments:
            score += 2
        score = max(1, min(score, CODE - 1))
        own = candidate.certain and candidate.rule != "folder" and candidate.code not in folder.named
        if own and folder.text.core and self._contrary[folder.text.core, candidate.code]:
            doubt = Doubted("rival", f"所在文件夹“{folder.text.raw}”像是别的材料")
            return candidate._replace(score=score, certain=False, doubt=doubt)
        return candidate if score == candidate.score else candidate._replace(score=score)

    @cached_property
    def _contrary(self) -> Memo[tuple[str, str], bool]:
        """留守儿童/学生花名册.xlsx: whether a folder holds a word that rules the material out."""

        def rules_out(pair: tuple[str, str]) -> bool:
            folder, code = pair
            own = self.namer.lexicon.vocabulary[code]
            if any(folder[place : place + 2] in own for place in range(len(folder) - 1)):
                return False
            return self.namer.vetoed(code, folder)

        return Memo(rules_out)


def _borne_out(code: str, facts: Facts, called: Mapping[str, Named]) -> bool:
    """Whether name or folder speak for *code* as well, which characters recognised on a scan need."""
    return code in called or in_its_folder(code, facts)


def in_its_folder(code: str, facts: Facts) -> bool:
    """Whether a folder above the file says that it is *code*."""
    folder = facts.folder
    return code in folder.named or code in folder.above or code == folder.code


def _agreeing(title: Candidate, name: Candidate) -> Candidate:
    """Title and name speak for one material: the better of the two, and a little more."""
    if name.certain and not title.certain and not title.other_form:
        return name._replace(score=min(name.score + 3, CODE - 1))
    return title._replace(score=min(max(title.score, name.score) + 3, CODE - 1))
