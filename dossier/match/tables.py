"""What the columns of a table add to what its words say: a question, a doubt, or the certainty that was wanting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.match.doubts import SURE, Doubted
from dossier.match.facts import Candidate, Facts
from dossier.match.heads import Heads
from dossier.match.hits import Namer
from dossier.match.texts import Text

TABLES = frozenset({"xls", "xlsx", "xlsb", "et", "csv", "ods"})
"""Kinds of files that are tables and nothing else."""
_FEWEST, _MOST, _IN_DOUBT, _SURELY = 40, 66, 60, 80
"""Scores: of columns alone from the least to the best; of a ledger whose name says something unknown; with words."""
_ALIKE = 0.4
"""Likeness of words that, with columns, is enough."""
_FEW_WORDS = 1
"""Characters before the material's own words, beyond which a title speaks of something else: 食堂设备台账."""
_HEADS = Doubted("likeness", "只是表头相近")


@dataclass(frozen=True)
class Tables:
    """Weighs columns."""

    namer: Namer
    heads: Heads

    def headed(self, facts: Facts) -> Iterable[Candidate]:
        """Candidates by columns, and by the kind of ledger that a table was read as; its words may rule them out."""
        texts = _spoken(facts)
        fitting = self.heads.fitting(facts.document.lead) if facts.document.lead else ()
        for headed in fitting:
            if not self._ruled_out(headed.code, texts):
                score = min(round(_FEWEST + 6 * headed.weight), _MOST)
                yield Candidate(headed.code, score, "heads", "、".join(headed.columns), False, _HEADS)
        code = self.heads.of_ledger(facts.ledger)
        other = bool(fitting) and fitting[0].code != code
        if code and not other and not self._ruled_out(code, texts):
            sure = all(self._likeness(code, text) for text in texts)
            score = _SURELY if sure else _IN_DOUBT
            yield Candidate(code, score, "heads", facts.ledger, sure, SURE if sure else _HEADS)

    def doubted(self, facts: Facts, found: Mapping[str, Candidate]) -> dict[str, Candidate]:
        """*found*, in doubt where the columns are those of another register: 七年级学生名册 with 毕业小学."""
        if facts.document.kind not in TABLES or not facts.document.lead:
            return dict(found)
        return {code: self._doubted(facts, candidate) for code, candidate in found.items()}

    def borne_out(self, facts: Facts, found: dict[str, Candidate]) -> dict[str, Candidate]:
        """*found*, sure where words say half and columns the rest: 残疾儿童少年名单（核对用） with 残疾证号."""
        is_table = facts.document.kind in TABLES and bool(facts.document.lead)
        code = self.heads.surely(facts.document.lead) if is_table else ""
        candidate = found.get(code)
        if candidate is None or candidate.certain or candidate.doubt.kind not in ("words", "likeness"):
            return found
        texts = _spoken(facts)
        some = any(self.namer.names_some(code, text.core) for text in texts)
        strange = bool(texts) and len(self.namer.strange(code, texts[0].core)) > _FEW_WORDS
        like = max([self._likeness(code, text) for text in texts], default=0)
        if some or strange or like < _ALIKE or self._ruled_out(code, texts):
            return found
        sure = candidate._replace(score=max(candidate.score, _SURELY), certain=True, doubt=SURE)
        return {**found, code: sure}

    def _doubted(self, facts: Facts, candidate: Candidate) -> Candidate:
        if not candidate.certain or candidate.rule == "code":
            return candidate
        other = self.heads.rather(candidate.code, facts.document.lead)
        if not other:
            return candidate
        title = self.namer.checklist.by_code[other].title
        return candidate._replace(certain=False, doubt=Doubted("rival", f"表头像“{title}”"))

    def _ruled_out(self, code: str, texts: Sequence[Text]) -> bool:
        return any(self.namer.vetoed(code, text.core) for text in texts)

    def _likeness(self, code: str, text: Text) -> float:
        return self.namer.lexicon.likeness.similar(text.soft).get(code, 0.0)


def _spoken(facts: Facts) -> list[Text]:
    return [text for text in (facts.title, facts.name) if text.speaks]
