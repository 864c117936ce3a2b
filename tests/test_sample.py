"""The sample school: written by its script to the byte, as large as promised, and wrong in the ways it says and no others."""

from __future__ import annotations

import hashlib
import sys
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from dossier.cache import Cache
from dossier.model import Assessment, Problem
from dossier.pipeline.look import look
from dossier.progress import Progress

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data" / "晨光实验学校"
EXPECTED = Path(__file__).parent / "expected" / "sample.toml"
COMPRESSED = hashlib.sha256(zlib.compress(b"".join(b"%d" % n for n in range(9999)), 9)).hexdigest()[:16]

sys.path.insert(0, str(ROOT / "scripts"))
import make_sample  # noqa: E402
from sample import bundles, evidence, school  # noqa: E402

needs_same_compressor = pytest.mark.skipif(
    COMPRESSED != "90632d7cb22f11dc",
    reason="this Python compresses differently from the one that wrote the sample",
)


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    folder = tmp_path_factory.mktemp("sample")
    return look(SAMPLE, folder / "work", Cache(folder / "cache"), Progress()).assessment


def files() -> Iterator[str]:
    """Paths of the committed sample."""
    return (path.relative_to(SAMPLE).as_posix() for path in sorted(SAMPLE.rglob("*")) if path.is_file())


# -- what was written --------------------------------------------------------------------------------------


@needs_same_compressor
def test_the_script_writes_the_committed_bytes() -> None:
    built = make_sample.build()
    assert sorted(built) == sorted(files())
    assert [path for path in built if built[path] != (SAMPLE / path).read_bytes()] == []


def test_it_is_small_enough_to_be_committed() -> None:
    assert sum((SAMPLE / path).stat().st_size for path in files()) < 12_000_000


def test_evidence_is_plenty_and_nearly_half_of_it_photos() -> None:
    handed_in = [path for path in files() if path.startswith(("材料/", "上交/"))]
    photos = [path for path in handed_in if path.endswith(".jpg") and "扫描件" not in path]
    assert len(handed_in) >= 180
    assert 0.4 < len(photos) / len(handed_in) < 0.5


def test_much_is_kept_on_paper_only() -> None:
    sheet = openpyxl.load_workbook(SAMPLE / "材料台账.xlsx")["纸质材料登记"]
    codes = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(codes) >= 30
    assert len(set(codes)) >= 25


@pytest.mark.parametrize(
    ("section", "pupils", "classes"), [("", 1289, 26), ("primary", 842, 17), ("junior", 447, 9)]
)
def test_its_pupils(section: str, pupils: int, classes: int) -> None:
    assert (school.count("2025-2026", section), school.classes("2025-2026", section)) == (pupils, classes)


def test_a_larger_one_has_as_many_times_the_pupils() -> None:
    assert len(school.pupils("2025-2026", 3)) == 3 * 1289


# -- what a check finds ------------------------------------------------------------------------------------


def test_every_planned_problem_is_found_and_no_other(assessment: Assessment) -> None:
    found = [problem for problem in assessment.problems if problem.severity in ("error", "warning")]
    wanted = tomllib.loads(EXPECTED.read_text("utf-8"))["problem"]
    unmet = []
    for entry in wanted:
        fitting = next((problem for problem in found if _fits(entry, problem)), None)
        if fitting is None:
            unmet.append(f"not found: {entry['code']} {_places(entry)} ({entry['why']})")
        else:
            found.remove(fitting)
    unmet += [f"not expected: {problem.code} {problem.requirement} {problem.message}" for problem in found]
    if unmet:
        pytest.fail("\n".join(unmet), pytrace=False)


def test_what_the_office_refused_is_told_as_refused(assessment: Assessment) -> None:
    refused = [entry.path for entry in assessment.unclaimed if entry.refused]
    assert refused == ["上交/教务处/教师培训/2025-2026学年教师培训计划（网上下载）.docx"]


def _fits(entry: Mapping[str, str], problem: Problem) -> bool:
    return problem.code == entry["code"] and all(
        getattr(problem, key) == value for key, value in entry.items() if key not in ("code", "why")
    )


def _places(entry: Mapping[str, str]) -> str:
    return " ".join(value for key, value in entry.items() if key not in ("code", "why"))


def test_every_file_proves_what_it_was_made_for(assessment: Assessment) -> None:
    proved: dict[str, set[tuple[str, str, bool]]] = {}
    for claim in assessment.claims:
        for part in claim.parts:
            path = part.path.replace(".zip!/", ".zip/")
            proved.setdefault(path, set()).add((claim.requirement, claim.year, claim.certain))
    asked = evidence.requirements()
    wrong = {
        entry.path: proved.get(entry.path)
        for entry in evidence.entries()
        if proved.get(entry.path) != {(code, entry.year, True) for code in _served(entry.requirement, asked)}
    }
    if wrong:
        pytest.fail("\n".join(f"{path}: {claims}" for path, claims in wrong.items()), pytrace=False)


def _served(code: str, asked: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The requirement and those that ask for the same material."""
    return [other for other, entry in asked.items() if entry["material"] == asked[code]["material"]]


def test_forty_scans_are_one_item(assessment: Assessment) -> None:
    [loans] = [claim for claim in assessment.claims if claim.parts[0].path.startswith(bundles.LOANS)]
    assert (loans.requirement, loans.year, len(loans.parts)) == ("3-5-05", "2024-2025", 40)


def test_five_materials_in_one_file_are_told_apart(assessment: Assessment) -> None:
    ranges = {
        claim.requirement: (claim.parts[0].pages_from, claim.parts[0].pages_to)
        for claim in assessment.claims
        if claim.parts[0].path == bundles.SPLIT
    }
    pages = [page for first, last in ranges.values() for page in range(first or 0, (last or 0) + 1)]
    assert len(ranges) == 5
    assert sorted(pages) == list(range(1, len(pages) + 1))


def test_the_authority_gives_the_pupils_and_other_populations_are_notes(assessment: Assessment) -> None:
    values = {key: assessment.figure_by_id[key].value for key in ("students", "staff", "teachers")}
    assert values == {"students": 1289, "staff": 96, "teachers": 92}
    may = [problem for problem in assessment.problems if "1287" in problem.message]
    assert may
    assert {problem.severity for problem in may} == {"note"}


def test_resources_are_met_in_both_sections(assessment: Assessment) -> None:
    assert [(rule.section, rule.met, rule.met_count) for rule in assessment.rules] == [
        ("primary", True, 7),
        ("junior", True, 6),
    ]


def test_what_is_measured_otherwise_is_met_but_for_class_size(assessment: Assessment) -> None:
    missed = {verdict.code for verdict in assessment.indicators if verdict.figure and verdict.met is not True}
    assert missed == {"YZ-R4", "YZ-G05"}
