"""README.md of the sample, with the table of faults taken from tests/expected/sample.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

EXPECTED = Path(__file__).resolve().parents[2] / "tests" / "expected" / "sample.toml"
_INTRODUCTION = """# 示例学校：青禾县晨光实验学校

一所虚构的九年一贯制学校，检查基准日 2026年5月20日，清单为“义务教育优质均衡发展督导评估”。县、学校、人名、电话都是编的。
2025年9月1日在校生 1,289 人、26 个班，教职工 96 人，其中专任教师 92 人。

本文件夹由 `scripts/make_sample.py` 生成，不要手改。试一试：

    python -m dossier check sample_data/晨光实验学校

## 有意留下的问题

| 问题 | 在哪里 | 为什么 |
|---|---|---|
"""
_HARMLESS = """
## 看着像问题、其实不是

- 2025年9月1日 1,289 人，2026年5月 1,287 人：时点不同。
- 教职工 96 人，专任教师 92 人：口径不同。
- “骨干教师花名册”与“教职工花名册”、“教师培训计划”与“教师培训工作总结”：名称相近，各归各的。
- 锁文件 `~$…`、`Thumbs.db`、`desktop.ini`：忽略。
"""


def text() -> str:
    """The whole file."""
    listed = tomllib.loads(EXPECTED.read_text("utf-8"))["problem"]
    rows = [f"| `{entry['code']}` | {_place(entry)} | {entry['why']} |" for entry in listed]
    return _INTRODUCTION + "\n".join(rows) + "\n" + _HARMLESS


def _place(entry: dict[str, str]) -> str:
    return (
        "，".join(entry[key] for key in ("path", "requirement", "figure", "indicator") if entry.get(key))
        or "—"
    )
