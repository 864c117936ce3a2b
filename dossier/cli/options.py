"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

project_folder = click.argument(
    "folder", metavar="[项目文件夹]", default=".", type=click.Path(path_type=Path, readable=False)
)
output_folder = click.option(
    "-o",
    "--output",
    metavar="文件夹",
    type=click.Path(path_type=Path, readable=False),
    help="输出到哪里；默认是项目里的 output。",
)

column_meanings = click.option(
    "--map",
    "meanings",
    metavar="列=含义",
    multiple=True,
    help="说明一列是什么，可写几次，如 --map 档案内容=材料名称；列可写列名、第3列 或 C。",
)


def read_meanings(pairs: tuple[str, ...]) -> dict[str, str]:
    """``档案内容=材料名称`` → column and meaning; several may stand in one, between semicolons."""
    found: dict[str, str] = {}
    for pair in (part for text in pairs for part in text.replace("；", ";").split(";") if part.strip()):
        column, equals, words = pair.replace("＝", "=").rpartition("=")
        if not equals or not column.strip():
            raise click.UsageError(f"“{pair}”要写成 列=含义，如 --map 档案内容=材料名称。")
        found[column.strip()] = words.strip()
    return found


def command(function: Callable[..., int]) -> click.Command:
    """A command whose docstring is its help and whose usage line is Chinese throughout."""
    return click.command(options_metavar="[选项]")(function)
