"""Counties' own lists and schools that answer them, as real files through the program's door."""

from __future__ import annotations

import json
from pathlib import Path
from tomllib import loads
from typing import Any

import openpyxl
import pytest

from tests import messy_schools, small
from tests.test_messy_schools import STAGES, claimed

LABELS = Path(__file__).parent / "labelled"


@pytest.mark.torture
@pytest.mark.parametrize(
    ("name", "found"), [("county_of_rivers.toml", 0.64), ("county_of_birches.toml", 0.66)]
)
def test_a_county_list_nobody_has_seen_leads_to_its_papers(name: str, found: float, tmp_path: Path) -> None:
    """Nothing certain is wrong; ``found`` is what was measured, a little less, and no goal."""
    (school,) = messy_schools.schools(name)
    result = check(school, county_list(name, tmp_path / "目录.xlsx"), tmp_path / school.short_name)
    wrong, believed, hits, true = [], [], 0, 0
    for file in school.files:
        claims = claimed(result, file.path)
        sure = {code for code, _, certain in claims if certain}
        wrong += [(file.path, code) for code in sure - set(file.requirements) if file.fate == "find"]
        believed += [file.path] if file.fate == "none" and sure else []
        if file.fate == "find":
            true += 1
            hits += any(code in file.requirements for code, *_ in claims)
    assert (wrong, believed) == ([], [])
    assert hits >= found * true


def county_list(name: str, place: Path) -> Path:
    """The county's workbook: its title merged over all columns, blanks merged with the cell above."""
    rows: list[list[str]] = loads((LABELS / name).read_text(encoding="utf-8"))["list"]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(rows[0]))
    for column in range(len(rows[0])):
        begun = 0
        for number, row in enumerate([*rows[2:], ["end"] * len(rows[0])], start=3):
            if row[column]:
                if column < _LEVELS and begun and number - begun > 1:
                    sheet.merge_cells(
                        start_row=begun, end_row=number - 1, start_column=column + 1, end_column=column + 1
                    )
                begun = number
    book.save(place)
    return place


_LEVELS = 2
"""Columns of headings, whose cells are merged downwards."""


def check(school: messy_schools.MessySchool, listed: Path, root: Path) -> dict[str, Any]:
    stage = STAGES[school.stage.replace("_", "-")]
    asked = ("--from", listed, "--stage", stage, "--name", school.name, "--as-of", "2026-05-20")
    begun = small.dossier("init", root, *asked)
    assert begun.returncode == 0, begun.stderr
    messy_schools.make(school, root)
    place = root.parent / "result.json"
    small.dossier("check", root, "--json", place, cache=root.parent / "缓存")
    return dict(json.loads(place.read_text(encoding="utf-8")))
