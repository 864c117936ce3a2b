"""Names that colleagues gave their files, labelled before the rules: how well are they matched?"""

from __future__ import annotations

import pytest

from tests.colleagues import Entry, Score, entries

SETS = ("mended by", "kept back", "later", "last", "all")


def score(of: str) -> Score:
    first, later, last = entries("colleagues.toml"), entries("later.toml"), entries("last.toml")
    found: tuple[Entry, ...] = {
        "mended by": tuple(entry for entry in first if not entry.is_kept_back),
        "kept back": tuple(entry for entry in first if entry.is_kept_back),
        "later": later,
        "last": last,
        "all": (*first, *later, *last),
    }[of]
    return Score(found)


def test_there_are_names_enough() -> None:
    assert len(score("all").entries) >= 1000
    assert len(score("kept back").entries) >= 200
    assert len({(entry.school, entry.checklist) for entry in score("all").entries}) >= 8


@pytest.mark.parametrize("of", SETS)
def test_what_is_certain_is_right(of: str) -> None:
    result = score(of)
    assert len(result.wrong) <= 0.01 * result.sure, [
        (entry.path, claim.requirement, claim.reason) for entry, claim in result.wrong
    ]


@pytest.mark.parametrize("of", SETS)
def test_what_proves_something_is_found(of: str) -> None:
    result = score(of)
    assert len(result.missed) <= 0.08 * len(result.true), [entry.path for entry in result.missed]


@pytest.mark.parametrize("of", SETS)
def test_most_of_it_needs_no_confirming(of: str) -> None:
    result = score(of)
    assert len(result.missed) + len(result.unsure) <= 0.3 * len(result.true)


@pytest.mark.parametrize("of", SETS)
def test_what_proves_nothing_is_never_certain(of: str) -> None:
    assert [(entry.path, entry.sure[0].reason) for entry in score(of).believed] == []


@pytest.mark.parametrize("of", SETS)
def test_years_are_right(of: str) -> None:
    result = score(of)
    assert len(result.misdated) <= 0.05 * len(result.dated), [
        (entry.path, {claim.year for claim in entry.dated}) for entry in result.misdated
    ]


@pytest.mark.parametrize("of", SETS)
def test_no_year_is_invented(of: str) -> None:
    """What bears no year may count for this one where no other is asked for, and never for any other."""
    assert [(entry.path, claim.year) for entry in score(of).entries for claim in entry.invented] == []
