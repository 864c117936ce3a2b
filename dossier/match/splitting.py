"""A PDF that holds several materials: page ranges are proposed from the titles at the top of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dossier.match.candidates import Finder
from dossier.match.dating import period
from dossier.match.doubts import Doubted
from dossier.match.facts import Facts
from dossier.match.judgement import Proof, printed_title
from dossier.match.texts import read
from dossier.model import Heading, Problem
from dossier.problems import problem

_STRONG = 88


def split(
    facts: Facts, finder: Finder, own_names: Sequence[str], rejected: frozenset[str]
) -> tuple[Proof, ...]:
    """Uncertain proofs with page ranges, when headings on different pages name two materials or more."""
    if len(facts.document.headings) < 2:
        return ()
    starts = _starts(facts, finder, own_names, rejected)
    if len({code for _, code in starts}) < 2:
        return ()
    last = facts.document.pages or starts[-1][0].page
    ends = [heading.page - 1 for heading, _ in starts[1:]] + [max(last, starts[-1][0].page)]
    return tuple(
        _proof(facts, finder, own_names, heading, code, end)
        for (heading, code), end in zip(starts, ends, strict=True)
    )


def split_problem(facts: Facts, proofs: Sequence[Proof], owner: str) -> Problem:
    """One problem for the whole file."""
    return problem("split-unconfirmed", path=facts.document.path, count=len(proofs), owner=owner)


def _starts(
    facts: Facts, finder: Finder, own_names: Sequence[str], rejected: frozenset[str]
) -> list[tuple[Heading, str]]:
    """Headings that begin another material than the one before, with its code; one a page."""
    starts: list[tuple[Heading, str]] = []
    for heading in sorted(facts.document.headings, key=lambda h: h.page):
        named = finder.namer.named(read(heading.text, own_names))
        good = [n for n in named.values() if n.clean and n.score >= _STRONG and n.code not in rejected]
        if not good or (starts and starts[-1][0].page == heading.page):
            continue
        code = max(good, key=lambda n: n.score).code
        if not starts or not finder.same_material(starts[-1][1], code):
            starts.append((heading, code))
    return starts


def _proof(
    facts: Facts, finder: Finder, own_names: Sequence[str], heading: Heading, code: str, end: int
) -> Proof:
    requirement = finder.namer.checklist.by_code[code]
    title = read(heading.text, own_names)
    here = replace(facts, title=title, document=replace(facts.document, title=heading.text))
    return Proof(
        document=facts.document,
        requirement=code,
        year=next(iter(period(here, requirement).settled.years), ""),
        certain=False,
        score=_STRONG,
        rule="split",
        because=f"第{heading.page}页起的标题是“{heading.text}”，页码范围要由人来定",
        doubt=Doubted("split", ""),
        title=printed_title(here, requirement),
        pages=(heading.page, end),
    )
