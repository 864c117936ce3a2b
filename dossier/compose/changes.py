"""What changed between two checks, from their records (``check --since``)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier.compose.records import FORMAT
from dossier.errors import UsageError

Record = Mapping[str, Any]
_SETTLED = ("齐全", "齐全（纸质）", "本校不涉及")
_ROW = re.compile(r"第\d+(?:[、，—-]\d+)*行")


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
    gone, come = _but_for_rows(_texts(old), _texts(new))
    yield from (f"＋ 已解决：{text}" for text in gone)
    yield from (f"－ 新问题：{text}" for text in come)


def _texts(record: Record) -> dict[str, str]:
    """Message → what it says but for the row, of problems that are more than a requirement's own status."""
    return {
        entry["message"]: _ROW.sub("第行", _without_row(entry["message"], entry.get("cell") or ""))
        for entry in record["problems"]
        if entry["severity"] != "note" and entry["code"] not in ("missing", "veto-open")
    }


def _without_row(message: str, cell: str) -> str:
    return message.replace(cell, cell.rstrip("0123456789")) if cell else message


def _but_for_rows(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Messages of *old* without their like in *new*, and the other way round: a row put in above moves the others."""
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    moved = Counter(old[text] for text in gone) & Counter(new[text] for text in come)
    return _less(gone, old, moved), _less(come, new, moved)


def _less(texts: Iterable[str], said: Mapping[str, str], moved: Mapping[str, int]) -> list[str]:
    left = Counter(moved)
    kept = []
    for text in texts:
        if left[said[text]]:
            left[said[text]] -= 1
        else:
            kept.append(text)
    return kept
