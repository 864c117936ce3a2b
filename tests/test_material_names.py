"""The vocabulary of materials: one name for each thing, near twins told apart, and what matching makes of the names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pytest

from dossier.match import Matching, match
from dossier.match.wording import FORMS
from dossier.model import Checklist, Desk, Requirement
from dossier.soften import soften
from dossier.text import fold
from tests.labelling import PROJECT, document
from tests.shipped import IDS, checklist, materials, names, twice

KEYS = {"name", "synonyms", "patterns", "abbreviations", "near", "unlike", "form", "years", "owner", "paper"}
NEEDED = KEYS - {"patterns", "abbreviations", "near", "unlike"}


def _by_name() -> dict[str, dict[str, Any]]:
    return {material["name"]: material for material in materials()}


def test_the_vocabulary_is_large_and_every_entry_whole() -> None:
    assert len(materials()) >= 180
    assert [m["name"] for m in materials() if not NEEDED <= m.keys() <= KEYS] == []
    assert [m["name"] for m in materials() if not isinstance(m["paper"], bool) or not m["synonyms"]] == []
    assert {material["form"] for material in materials()} <= FORMS.keys()
    assert [m["name"] for m in materials() if not all(map(str.strip, names(m)))] == []


@pytest.mark.parametrize("name", IDS)
def test_every_material_asked_for_is_in_the_vocabulary(name: str) -> None:
    known = _by_name()
    rows = checklist(name).requirements
    assert [r.code for r in rows if r.material not in known] == []
    assert [r.code for r in rows if r.form != known[r.material]["form"]] == []


def test_a_name_belongs_to_one_material() -> None:
    """However it is spelt: 一览表 for 统计表, 登记 for 记录, blanks and widths."""
    assert twice([fold(word) for material in materials() for word in names(material)]) == []
    owners: dict[str, set[str]] = defaultdict(set)
    for material in materials():
        for word in names(material):
            owners[soften(fold(word))].add(material["name"])
    assert [shared for shared in owners.values() if len(shared) > 1] == []


def test_near_twins_are_mutual_and_told_apart() -> None:
    known = _by_name()
    pairs = {(m["name"], other) for m in materials() for other in m.get("near", [])}
    assert {pair for pair in pairs if pair[::-1] not in pairs or pair[0] == pair[1]} == set()
    assert {pair for pair in pairs if not (_tells(*pair, known) or _tells(*pair[::-1], known))} == set()


def test_no_material_is_ruled_out_by_its_own_names() -> None:
    wrong = [
        (m["name"], word)
        for m in materials()
        for word in m.get("unlike", [])
        if not word or any(word in name for name in names(m))
    ]
    assert wrong == []


def test_the_twins_that_offices_mix_up_are_there() -> None:
    twins = [
        ("教职工花名册", "专任教师花名册"),
        ("留守儿童花名册", "随迁子女花名册"),
        ("编班方案", "编班结果公示"),
        ("作业管理办法", "作业公示记录"),
        ("起始年级花名册", "毕业生花名册"),
    ]
    assert [pair for pair in twins if pair[1] not in _by_name()[pair[0]]["near"]] == []


def _tells(one: str, other: str, known: dict[str, dict[str, Any]]) -> bool:
    """Whether a word that rules *one* out stands in a name of *other*."""
    return any(word in name for word in known[one].get("unlike", []) for name in names(known[other]))


@pytest.mark.parametrize("name", IDS)
def test_a_checklist_gives_no_name_to_two_materials(name: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for word, requirement in _called(checklist(name)):
        owners[soften(fold(word))].add(requirement.material)
    assert [shared for shared in owners.values() if len(shared) > 1] == []


# -- as names of files --


@pytest.mark.parametrize("name", IDS)
def test_a_name_alone_proves_its_own_material(name: str) -> None:
    standard = checklist(name)
    files = {_file(n, word, r.calendar): r.code for n, (word, r) in enumerate(_called(standard))}
    proved = _proved(_match(standard, files))
    assert [path for path, code in files.items() if code not in proved.get(path, ())] == []


@pytest.mark.parametrize("name", IDS)
def test_a_name_of_the_vocabulary_takes_no_file_to_another_material(name: str) -> None:
    """Neither a synonym that the checklist does not list, nor a material that it does not ask for."""
    standard = checklist(name)
    material = {r.code: r.material for r in standard.requirements}
    own = {fold(word): r.material for word, r in _called(standard)}
    entries = [(word, entry["name"]) for entry in materials() for word in names(entry)]
    files = {_file(n, word): own.get(fold(word), name) for n, (word, name) in enumerate(entries)}
    proved = _proved(_match(standard, files))
    wrong = [
        (path, meant)
        for path, meant in files.items()
        if proved.get(path) and meant not in {material[code] for code in proved[path]}
    ]
    assert len(wrong) <= 0.004 * len(files), wrong


def _called(standard: Checklist) -> list[tuple[str, Requirement]]:
    """Everything that a requirement calls its material."""
    return [(word, r) for r in standard.requirements for word in dict.fromkeys((r.title, *r.aliases))]


def _file(place: int, word: str, calendar: str = "school") -> str:
    """A file in a folder that says nothing, called *word* and a year."""
    return f"材料/{place}/{'2025年' if calendar == 'calendar' else '2024-2025学年'}{word}.docx"


def _match(standard: Checklist, paths: Iterable[str]) -> Matching:
    return match(standard, PROJECT, Desk(), [document(path) for path in paths])


def _proved(matching: Matching) -> dict[str, set[str]]:
    """Path → requirements that it proves for certain; an older version proves what the newer one does."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in matching.claims:
        for part in claim.parts if claim.certain else ():
            found[part.path].add(claim.requirement)
    kept = {duplicate.path: duplicate.of for duplicate in matching.duplicates}
    return found | {path: found[of] for path, of in kept.items() if of in found}
