"""Whole schools as real files, through the program's door: every state, claim and year against a careful clerk's word."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests import messy_schools, shipped, small
from tests.messy_schools import File, MessySchool

STAGES = {"primary": "小学", "junior": "初中", "nine-year": "九年一贯制学校"}
_STATES = {"copy": "duplicates", "ignored": "ignored", "unreadable": "unreadable"}
_THIS_YEAR = "2025-2026"
_YEAR = re.compile(r"(20\d\d)(?:—(20\d\d)学)?年度")


@dataclass
class Tally:
    """What came out, over all schools."""

    sure: int = 0
    true: int = 0
    dated: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    believed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    """Years given to what bears none, other than the one that is asked for alone."""
    misdated: list[str] = field(default_factory=list)
    other_state: list[str] = field(default_factory=list)


@pytest.mark.torture
@pytest.mark.parametrize(
    "name",
    [
        "trees.toml",
        "offices.toml",
        "strangers.toml",
        "strangers_later.toml",
        "strangers_third.toml",
        "strangers_fourth.toml",
        "strangers_fifth.toml",
        "strangers_sixth.toml",
        "strangers_seventh.toml",
        "strangers_eighth.toml",
    ],
)
def test_messy_schools_are_sorted_as_a_careful_clerk_would(name: str, tmp_path: Path) -> None:
    assert_sorted(tallied(messy_schools.schools(name), tmp_path))


def test_one_department_is_sorted_as_a_careful_clerk_would(tmp_path: Path) -> None:
    school = messy_schools.schools("trees.toml")[0]
    files = tuple(file for file in school.files if file.path.startswith("材料/教务处/编班"))
    assert {"find", "copy", "none"} <= {file.fate for file in files}
    assert_sorted(tallied([replace(school, files=files)], tmp_path))


def tallied(schools: Sequence[MessySchool], root: Path) -> Tally:
    tally = Tally()
    for school in schools:
        result = check(school, root / school.short_name)
        for file in school.files:
            judge(school, file, result, tally)
    return tally


def assert_sorted(tally: Tally) -> None:
    assert tally.other_state == []
    assert tally.believed == []
    assert len(tally.wrong) <= 0.01 * tally.sure, tally.wrong
    assert len(tally.missed) <= 0.08 * tally.true, tally.missed
    assert tally.invented == []
    assert len(tally.misdated) <= 0.05 * tally.dated, tally.misdated


def check(school: MessySchool, root: Path) -> dict[str, Any]:
    """The check.json of *school*, made and checked in *root*."""
    asked = ("--checklist", school.checklist, "--stage", STAGES[school.stage], "--name", school.name)
    begun = small.dossier("init", root, *asked, "--as-of", "2026-05-20")
    assert begun.returncode == 0, begun.stderr
    messy_schools.make(school, root)
    place = root.parent / f"{school.short_name}.json"
    small.dossier("check", root, "--json", place, cache=root.parent / "缓存")
    return dict(json.loads(place.read_text(encoding="utf-8")))


def judge(school: MessySchool, file: File, result: dict[str, Any], tally: Tally) -> None:
    if file.fate in _STATES:
        if file.path not in {entry["path"] for entry in result[_STATES[file.fate]]}:
            tally.other_state.append(file.path)
        return
    known = shipped.checklist(school.checklist).by_code
    materials = {known[code].material for code in file.requirements}
    claims = claimed(result, file.path)
    right = [claim for claim in claims if known[claim[0]].material in materials]
    sure = [claim for claim in claims if claim[2]]
    tally.sure += len(sure)
    tally.wrong += [f"{file.path} {code}" for code, *_ in sure if known[code].material not in materials]
    if file.fate == "none" and sure:
        tally.believed.append(file.path)
    if file.fate != "find":
        return
    tally.true += 1
    if not right:
        tally.missed.append(file.path)
    elif not any(certain for *_, certain in right):
        tally.unsure.append(file.path)
    dated = [claim for claim in right if known[claim[0]].years not in ("none", "as-of", "")]
    if file.year not in ("", "*") and dated:
        tally.dated += 1
        if file.year not in {year for _, year, _ in dated}:
            tally.misdated.append(file.path)
    if not file.year:
        tally.invented += [f"{file.path} {year}" for _, year, _ in dated if year not in ("", _THIS_YEAR)]


def claimed(result: dict[str, Any], path: str) -> list[tuple[str, str, bool]]:
    """Requirement, year and certainty of all that *path* is claimed for, outside the years asked for too."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for finding in result["findings"]:
        for evidence in finding["evidence"]:
            for part in evidence["parts"]:
                claim = (finding["requirement"], evidence["year"] or "", evidence["match"]["certain"])
                found[part["path"]].append(claim)
    for problem in result["problems"]:
        if problem["code"] == "out-of-period":
            year = _YEAR.search(problem["message"])
            key = "-".join(filter(None, year.groups())) if year else ""
            found[problem["path"]].append((problem["requirement"], key, True))
    kept = {entry["path"]: entry["of"] for entry in result["duplicates"]}
    return found[kept.get(path, path)]
