"""What changed between two checks, from their records (``check --since``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier.compose.records import FORMAT
from dossier.errors import UsageError

Record = Mapping[str, Any]
_SETTLED = ("齐全", "齐全（纸质）", "本校不涉及")


def read(path: Path) -> Record:
    """An earlier ``check.json``.

    Raises:
        UsageError: it is not there, or no such record.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"“{path.name}”读不了，请写以前用 --json 存下的文件。") from error
    if not isinstance(record, dict) or record.get("dossier") != FORMAT or "findings" not in record:
        raise UsageError(f"“{path.name}”不是 check --json 存下的文件。")
    return record


def changes(old: Record, new: Record) -> Iterator[str]:
    """One Chinese line for each requirement whose status changed, each problem that is gone and each new one."""
    before = {finding["requirement"]: finding for finding in old["findings"]}
    for finding in new["findings"]:
        known = before.get(finding["requirement"])
        was = known["status"] if known else "（清单里没有）"
        if was != finding["status"]:
            mark = "＋" if finding["status"] in _SETTLED else "·"
            yield f"{mark} {finding['requirement']} {finding['title']}：{was} → {finding['status']}"
    gone, come = _texts(old), _texts(new)
    yield from (f"＋ 已解决：{text}" for text in gone if text not in come)
    yield from (f"－ 新问题：{text}" for text in come if text not in gone)


def _texts(record: Record) -> dict[str, None]:
    """Messages of problems that are more than a requirement's own status."""
    return dict.fromkeys(
        entry["message"]
        for entry in record["problems"]
        if entry["severity"] != "note" and entry["code"] not in ("missing", "veto-open")
    )
