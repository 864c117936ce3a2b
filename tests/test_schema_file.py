"""docs/schema/checklist.schema.json is what the keys say, and every checklist that ships is valid by it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dossier import resources
from dossier.checklist.json_schema import schema, text

FILE = Path(__file__).parents[1] / "docs" / "schema" / "checklist.schema.json"
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
}


def faults(value: Any, rule: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """What is wrong with *value* by the keywords that our schema uses."""
    unknown = set(rule) - KEYWORDS
    assert not unknown, f"the test does not know {unknown}"
    if "anyOf" in rule and all(list(faults(value, option, at)) for option in rule["anyOf"]):
        yield f"{at}: none of anyOf"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{at}: {value!r} not in enum"
    if "const" in rule and value != rule["const"]:
        yield f"{at}: not {rule['const']!r}"
    names = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    if names and not any(_is(value, name) for name in names):
        yield f"{at}: {value!r} is no {names}"
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        yield f"{at}: {value!r} does not match"
    if _is(value, "integer") and not rule.get("minimum", value) <= value <= rule.get("maximum", value):
        yield f"{at}: {value} out of range"
    if isinstance(value, dict):
        yield from _table(value, rule, at)
    if isinstance(value, list):
        yield from _array(value, rule, at)


KEYWORDS = {
    "$schema", "title", "type", "properties", "required", "additionalProperties", "minProperties", "items",
    "minItems", "uniqueItems", "enum", "const", "anyOf", "pattern", "minimum", "maximum",
}  # fmt: skip


def _is(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and not (name == "integer" and isinstance(value, bool))


def _table(value: dict[str, Any], rule: Mapping[str, Any], at: str) -> Iterator[str]:
    yield from (f"{at}: no {name}" for name in rule.get("required", ()) if name not in value)
    if len(value) < rule.get("minProperties", 0):
        yield f"{at}: empty"
    for name, member in value.items():
        if name in rule.get("properties", {}):
            yield from faults(member, rule["properties"][name], f"{at}/{name}")
        elif rule.get("additionalProperties") is False:
            yield f"{at}: {name} is not known"


def _array(value: list[Any], rule: Mapping[str, Any], at: str) -> Iterator[str]:
    if len(value) < rule.get("minItems", 0) or (rule.get("uniqueItems") and len(set(value)) < len(value)):
        yield f"{at}: items"
    for number, member in enumerate(value):
        yield from faults(member, rule.get("items", {}), f"{at}/{number}")


def test_the_file_is_made_from_the_keys() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), "run scripts/checklist_schema.py"


@pytest.mark.parametrize("path", resources.checklists(), ids=lambda path: path.stem)
def test_what_ships_is_valid(path: Path) -> None:
    assert list(faults(tomllib.loads(path.read_text(encoding="utf-8")), schema())) == []


@pytest.mark.parametrize(
    ("table", "row", "told"),
    [
        ("requirement", {"code": "1", "indicator": "1", "title": "a", "years": "last-0"}, "does not match"),
        ("requirement", {"code": "1", "indicator": "1"}, "no title"),
        ("requirement", {"code": "1", "indicator": "1", "title": "a", "minimum": 0}, "out of range"),
        ("group", {"code": "1", "title": "a", "tilte": "b"}, "tilte is not known"),
        ("indicator", {"code": "1", "group": "1", "title": "a", "at_least": {"senior": "1"}}, "anyOf"),
        ("figure", {"key": "n", "label": "数", "read": [{"agg": "mean"}]}, "not in enum"),
    ],
)
def test_what_is_wrong_is_no_valid_file(table: str, row: dict[str, Any], told: str) -> None:
    rule = schema()["properties"][table]
    assert any(told in fault for fault in faults([row], rule))
