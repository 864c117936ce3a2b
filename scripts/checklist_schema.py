"""Writes docs/schema/checklist.schema.json from the keys of a checklist, for editors that help while one writes."""

from __future__ import annotations

from pathlib import Path

from dossier.checklist.json_schema import text

TARGET = Path(__file__).resolve().parents[1] / "docs" / "schema" / "checklist.schema.json"

if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text(), encoding="utf-8")
