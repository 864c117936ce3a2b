"""The documents cannot go stale: commands are run as they stand, codes and options are all there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from dossier.cli import app
from dossier.errors import ExitCode
from dossier.problems import CATALOGUE
from tests import small

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs/使用说明.md"
README = ROOT / "README.md"
LEVELS = {"error": "要办", "warning": "提醒", "note": "说明"}


def commands() -> list[str]:
    """The lines of the manual's blocks for Linux, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_manual_can_be_followed_to_the_letter_in_an_empty_folder(tmp_path: Path) -> None:
    shim = tmp_path / "bin/dossier"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dossier "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    place = tmp_path / "空文件夹"
    place.mkdir()
    env = {**small.without_office(), "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}"}
    for command in commands():
        done = subprocess.run(
            command,
            shell=True,
            cwd=place,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (ExitCode.OK, ExitCode.PROBLEMS), f"{command}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        assert "错误：" not in done.stderr, f"{command}\n{done.stderr}"
    for path in ("结果/青禾县晨光小学/内部核对版/缺项清单.xlsx", "我的学校/编号.toml", "清单.xlsx"):
        assert (place / path).is_file()
    assert (place / "我的学校/output/青禾县晨光小学/迎检版/index.html").is_file()


def all_commands() -> list[str]:
    context = click.Context(app)
    names = []
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        inner = sorted(command.commands) if isinstance(command, click.Group) else [""]
        names += [f"{name} {sub}".strip() for sub in inner]
    return names


@pytest.mark.parametrize("command", all_commands())
def test_every_command_is_in_the_manual(command: str) -> None:
    assert f"dossier {command}" in MANUAL.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", list(ExitCode))
def test_every_exit_code_is_documented(code: ExitCode) -> None:
    assert f"| {code.value} |" in MANUAL.read_text(encoding="utf-8")
    assert f"| {code.value} |" in README.read_text(encoding="utf-8")


def test_the_table_of_problem_codes_is_the_catalogue() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    head, rest = text.split("-->\n", 1)
    table, tail = rest.split("<!-- 结束 -->", 1)
    expected = codes_table()
    if os.environ.get("DOSSIER_RENEW_GOLDEN"):
        MANUAL.write_text(f"{head}-->\n{expected}<!-- 结束 -->{tail}", encoding="utf-8")
        return
    assert table == expected, "运行 DOSSIER_RENEW_GOLDEN=1 pytest tests/test_docs.py 更新"


def codes_table() -> str:
    """Code, level, words and remedy, with the places that are filled in as …"""
    rows = "".join(
        f"| `{code}` | {LEVELS[kind.severity]} | {plain(kind.wording)} | {plain(kind.remedy)} |\n"
        for code, kind in CATALOGUE.items()
    )
    return f"\n| 代码 | 级别 | 意思 | 怎么办 |\n|---|---|---|---|\n{rows}\n"


def plain(words: str) -> str:
    return re.sub(r"\{\w+\}", "…", words).replace("|", "｜")


@pytest.mark.parametrize("name", ["front-door.md", "ledgers.md"])
def test_every_test_that_a_list_names_is_there(name: str) -> None:
    page = (ROOT / "docs/design" / name).read_text(encoding="utf-8")
    named = re.findall(r"`(test_\w+)`", page)
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    assert [name for name in named if f"def {name}(" not in written] == []
    assert len(named) > 40


def test_every_quirk_of_a_table_has_a_test() -> None:
    page = (ROOT / "docs/design/ledgers.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:sheet|value): .*$", page, re.MULTILINE)
    assert len(rows) == 31
    assert [row for row in rows if "`test_" not in row] == []


@pytest.mark.parametrize(
    "document", [README, MANUAL, *sorted((ROOT / "docs/design").glob("*.md"))], ids=lambda p: p.name
)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target
