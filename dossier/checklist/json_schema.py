"""The keys of a checklist as JSON Schema: what a file may hold, for editors; names between rows are checked by us."""

from __future__ import annotations

import json
from typing import Any

from dossier.checklist.keys import CHECKLIST, TABLES
from dossier.checklist.read import SCHEMA
from dossier.schema import json_table


def schema() -> dict[str, Any]:
    """The schema of a whole file, as ``tomllib`` gives it."""
    needed = ("group", "indicator", "requirement")
    tables = {
        name: {"type": "array", "items": json_table(keys), "minItems": int(name in needed)}
        for name, keys in TABLES.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "dossier 材料清单",
        "type": "object",
        "properties": {"schema": {"const": SCHEMA}, "checklist": json_table(CHECKLIST), **tables},
        "required": ["schema", "checklist", *needed],
        "additionalProperties": False,
    }


def text() -> str:
    """The file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
