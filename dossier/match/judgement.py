"""From candidates to proofs: which requirements one file proves, for which years, and how surely."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier import years
from dossier.match.candidates import MARGIN, SUBJECT, Finder, in_its_folder
from dossier.match.dating import period, written_years
from dossier.match.distract import Doubter, Suspicion, applies
from dossier.match.doubts import SURE, Doubted
from dossier.match.facts import CLAIMED, Candidate, Facts
from dossier.match.nested import FOLDER
from dossier.match.texts import stem, unnumbered, without
from dossier.match.wording import MARKS, NAMELESS
from dossier.model import Checklist, Decision, Document, Requirement, row_of
from dossier.text import one_line

_SUSPECT = 60
_OF_THE_DAY = ("花名册", "统计表")
_SHARED_NAME = 5
_FAMILIES = (
    frozenset({"doc", "docx", "wps", "rtf", "odt", "txt"}),
    frozenset({"xls", "xlsx", "et", "csv", "ods"}),
    frozenset({"ppt", "pptx", "dps", "odp"}),
    frozenset({"jpg", "jpeg", "png", "tiff", "tif", "bmp", "webp", "gif", "heic"}),
)
_EMPTY = re.compile(r"[（(【\[]\s*[)）】\]]")
_ARCHIVES = frozenset({"zip", "rar", "7z"})


class Proof(NamedTuple):
    """One file, one requirement, one year: a claim before files are put together."""

    document: Document
    requirement: str
    year: str
    certain: bool
    score: int
    rule: str
    because: str
    """What speaks for it, in Chinese."""
    title: str
    doubt: Doubted = SURE
    """What speaks against it."""
    runner_up: str = ""
    phrase: str = ""
    """The words that speak for it."""
    rest: str = ""
    """What stands beside them."""
    is_suspect: bool = False
    """Whether it looks like evidence and proves nothing."""
    decided: bool = False
    """A person said so."""
    by_folder: bool = False
    """The folder speaks for the file: by its name, or by a person's word for all that is in it."""
    copy: str = ""
    pages: tuple[int, int] | None = None
    merge_group: str = ""
    row: int = 0
    """Of 材料归类确认, where a person said so; pieces of a 合并组 stand in the order of their rows."""

    @property
    def reason(self) -> str:
        """What a person reads."""
        return self.because + (f"，但{self.doubt.words}" if self.doubt.words else "")


@dataclass(frozen=True)
class Judge:
    """Judges files one by one."""

    checklist: Checklist
    finder: Finder
    doubter: Doubter
    current: str
    """The school year that the run looks at."""

    def proofs(self, facts: Facts, rejected: frozenset[str]) -> tuple[tuple[Proof, ...], Candidate | None]:
        """What *facts* prove, leaving out *rejected* requirements; and the nearest candidate in any case."""
        candidates = self.finder.candidates(facts)
        if rejected:
            candidates = tuple(c for c in candidates if c.code not in rejected)
        if not candidates:
            return (), None
        best = candidates[0]
        if best.score < CLAIMED:
            return (), best
        bundle = self._bundle(candidates, rejected)
        served = {row_of(code) for code in bundle}
        rival = next((c for c in candidates if row_of(c.code) not in served), None)
        suspected = self._suspicions(facts)
        found = [
            proof
            for code, candidate in bundle.items()
            for proof in self._proofs(facts, self.checklist.by_code[code], candidate, rival, suspected)
        ]
        return tuple(found), best

    def proposed(self, facts: Facts, candidate: Candidate) -> list[Proof]:
        """What *facts* would prove as *candidate*, which is too weak to speak for itself."""
        requirement = self.checklist.by_code[candidate.code]
        return self._proofs(facts, requirement, candidate, None, self._suspicions(facts))

    def _bundle(self, candidates: Sequence[Candidate], rejected: frozenset[str]) -> dict[str, Candidate]:
        """The best candidate, and the requirements that the same file serves besides."""
        best = candidates[0]
        bundle = {best.code: best}
        for candidate in candidates[1:]:
            shared = len(best.phrase) >= _SHARED_NAME and candidate.phrase == best.phrase
            if (
                candidate.rule not in ("similar", "together", "heads")
                and shared
                and best.score - candidate.score < MARGIN
            ):
                bundle[candidate.code] = candidate
        for code in self.finder.served[best.code]:
            if code not in rejected:
                bundle.setdefault(code, best._replace(code=code))
        return bundle

    def _proofs(
        self,
        facts: Facts,
        requirement: Requirement,
        candidate: Candidate,
        rival: Candidate | None,
        suspected: Sequence[Suspicion],
    ) -> list[Proof]:
        suspicion = self._suspicion(requirement, suspected) if suspected else None
        doubt = suspicion.doubt if suspicion else self._doubt(facts, requirement, candidate, rival)
        settled, told_by = period(facts, requirement)
        if not settled.certain:
            doubt = doubt or Doubted(settled.doubt, settled.reason)
        elif not _is_borne_out(settled, facts, requirement):
            doubt = doubt or Doubted("scan", "学年是从扫描件上识别的，文件名和文件夹没有印证")
        title = printed_title(facts, requirement)
        # Pages of one folder stay together, whichever of them could be read.
        by_folder = candidate.rule == "folder" or (
            facts.document.recognised and in_its_folder(requirement.code, facts)
        )
        return [
            Proof(
                document=facts.document,
                requirement=requirement.code,
                year=year,
                certain=not doubt,
                score=min(candidate.score, _SUSPECT) if suspicion else candidate.score,
                rule=candidate.rule,
                because=_because(candidate, facts) + (f"，年度按{told_by}" if told_by else ""),
                doubt=doubt,
                title=title,
                runner_up=f"{rival.code} {rival.score}" if rival else "",
                phrase=candidate.phrase,
                rest=candidate.rest,
                is_suspect=suspicion is not None and suspicion.kind != "draft",
                by_folder=by_folder,
            )
            for year in settled.years or ("",)
        ]

    def _suspicion(self, requirement: Requirement, suspected: Sequence[Suspicion]) -> Suspicion | None:
        vocabulary = self.finder.namer.lexicon.vocabulary[requirement.code]
        return next((s for s in suspected if applies(s, requirement, vocabulary)), None)

    def _suspicions(self, facts: Facts) -> tuple[Suspicion, ...]:
        texts = [text.raw for text in (facts.title, facts.name) if text.raw]
        document = facts.document
        found = self.doubter.suspicions(texts, facts.folder.raw, document.lead)
        if found:
            found = self.doubter.as_our_own(found, texts, facts.signers, document.lead)
        return (*found, *self.doubter.signed(facts.signers, document.lead + document.tail))

    def _doubt(
        self, facts: Facts, requirement: Requirement, candidate: Candidate, rival: Candidate | None
    ) -> Doubted:
        """Why *candidate* is not certain."""
        if not candidate.certain:
            return candidate.doubt or FOLDER
        if rival is not None and candidate.score - rival.score < MARGIN:
            return Doubted("rival", f"也像“{self.checklist.by_code[rival.code].title}”")
        if facts.document.kind in _ARCHIVES:
            return Doubted("archive", "是没有打开的压缩包")
        if requirement.kinds and not _accepted(facts.document.kind, requirement.kinds):
            return Doubted("format", f"文件格式是{facts.document.kind}")
        return self._bygone(facts, requirement)

    def _bygone(self, facts: Facts, requirement: Requirement) -> Doubted:
        """A register of years ago does not show how things stand now; the last year's may still."""
        if requirement.years != "as-of" or requirement.form not in _OF_THE_DAY:
            return SURE
        written = written_years(facts)
        if not written.years or int(written.years[-1][:4]) >= int(self.current[:4]) - 1:
            return SURE
        return Doubted("bygone", f"写的是{years.shown(written.years[-1])}，不是现在的")


def decided_proofs(
    facts: Facts,
    said: Sequence[Decision],
    rejected: frozenset[str],
    checklist: Checklist,
    finder: Finder,
) -> list[Proof]:
    """Proofs by a person's word. Where no year is known even these fill no slot."""
    found = [
        proof
        for decision in said
        for code in _served(decision.requirement, finder)
        if code == decision.requirement or code not in rejected
        for proof in _decided(facts, checklist.by_code[code], decision)
    ]
    return list({(proof.requirement, proof.year, proof.pages): proof for proof in found}.values())


def _served(code: str, finder: Finder) -> Sequence[str]:
    """What a file that a person gave to *code* serves; it may be any of the papers that a row lists."""
    papers = (r for r in finder.namer.checklist.requirements if r.row == code)
    return finder.served[code] if sum(1 for _ in papers) == 1 else (code,)


def _decided(facts: Facts, requirement: Requirement, decision: Decision) -> list[Proof]:
    wants_year = requirement.years not in ("none", "as-of", "")
    settled = period(facts, requirement).settled
    if wants_year and decision.year:
        settled = years.Settled((decision.year,), True, "", "")
    return [
        Proof(
            document=facts.document,
            requirement=requirement.code,
            year=year,
            certain=settled.certain,
            score=100,
            rule="decision",
            because=f"“材料归类确认”第{decision.row}行",
            doubt=Doubted(settled.doubt, settled.reason),
            title=printed_title(facts, requirement),
            decided=True,
            by_folder=decision.folder,
            copy=decision.copy,
            pages=decision.pages,
            merge_group=decision.merge_group,
            row=decision.row,
        )
        for year in settled.years or ("",)
    ]


def _is_borne_out(settled: years.Settled, facts: Facts, requirement: Requirement) -> bool:
    """Whether more than characters recognised on a scan speaks for the years: a digit misread is another year."""
    if not facts.document.recognised or settled.years == ("",):
        return True
    words = facts.name.raw + requirement.title
    others = [facts.name.years, *facts.folder.years, years.find(facts.document.taken)]
    known = years.settle(others, requirement.calendar, words)
    return known.certain and known.years == settled.years


def printed_title(facts: Facts, requirement: Requirement) -> str:
    """题名: the title inside, else the file name freed of numbers and version marks, else the requirement's. What was
    recognised on a scan may hold a wrong character, so it is not printed.

    What names only a class or a grade stands behind the requirement's title: 学生花名册（七（1）班）.
    """
    if facts.title.speaks and not facts.document.recognised:
        return one_line(facts.document.title)
    name = without(stem(facts.document.source.name), [(hit.start, hit.end) for hit in facts.codes])
    bare = one_line(_EMPTY.sub("", MARKS.sub("", unnumbered(name)))).strip(" _-—")
    if facts.name.speaks:
        return bare or requirement.title
    return f"{requirement.title}（{bare}）" if NAMELESS.sub("", facts.name.core) else requirement.title


def _accepted(kind: str, kinds: Sequence[str]) -> bool:
    return kind in kinds or any(kind in family and family & set(kinds) for family in _FAMILIES)


_BECAUSE: Mapping[str, str] = {
    "code": "名称里有编号“{}”",
    "title": "标题含“{}”",
    "name": "文件名含“{}”",
    "folder": "文件夹名含“{}”",
    "similar": "名称“{}”与材料名相近",
    "together": "名称、文件夹和开头几行合起来写到“{}”",
    "heads": "表头有“{}”",
}


def _because(candidate: Candidate, facts: Facts) -> str:
    if candidate.doubt is SUBJECT:
        return f"正文开头含“{candidate.phrase}”"
    if facts.ledger and candidate.phrase == facts.ledger:
        return f"按表头认作“{candidate.phrase}”"
    recognised = "扫描件上识别的" if candidate.rule == "title" and facts.document.recognised else ""
    return recognised + _BECAUSE[candidate.rule].format(candidate.phrase)
