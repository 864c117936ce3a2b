"""The numbered menu for a clerk: nothing to remember, nothing to type but a number and a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click

from dossier.cli.outcome import outcome


def menu() -> None:
    """Ask and do until the person leaves."""
    folder = _start_folder()
    while True:
        click.echo("")
        click.echo(f"迎检档案助手    当前项目：{folder.resolve() if folder else '（还没有选）'}")
        for number, (title, _) in enumerate(_ENTRIES, 1):
            click.echo(f"  {number}. {title}")
        click.echo("  0. 退出")
        choice = click.prompt("请输入数字", type=click.IntRange(0, len(_ENTRIES)), prompt_suffix="：")
        if choice == 0:
            return
        chosen = _ENTRIES[choice - 1][1](folder)
        folder = chosen or folder


def _start_folder() -> Path | None:
    return Path.cwd() if (Path.cwd() / "dossier.toml").is_file() else None


def _choose(_: Path | None) -> Path | None:
    typed = click.prompt("项目文件夹（可以把文件夹拖到这里）", prompt_suffix="：").strip().strip("'\"")
    folder = Path(typed).expanduser()
    if (folder / "dossier.toml").is_file():
        return folder
    click.echo("这个文件夹里没有 dossier.toml，不是项目文件夹；请先选“新建”。")
    return None


def _new(_: Path | None) -> Path | None:
    from dossier.cli.init import init

    typed = click.prompt("新项目放在哪个文件夹", prompt_suffix="：").strip().strip("'\"")
    folder = Path(typed).expanduser()
    code = _run(init, [str(folder)])
    return folder if code == 0 else None


def _check(folder: Path | None) -> None:
    from dossier.cli.check import check

    if folder := folder or _choose(None):
        _run(check, [str(folder), "-o", str(folder / "output")])


def _build(folder: Path | None) -> None:
    from dossier.cli.build import build

    if folder := folder or _choose(None):
        _run(build, [str(folder)])


def _open(folder: Path | None) -> None:
    if folder := folder or _choose(None):
        output = folder / "output"
        if output.is_dir():
            _show(output)
        else:
            click.echo("还没有生成过，请先选“生成”。")


def _doctor(_: Path | None) -> None:
    from dossier.cli.doctor import doctor

    _run(doctor, [])


_ENTRIES: tuple[tuple[str, Callable[[Path | None], Path | None]], ...] = (
    ("新建一个学校项目", _new),
    ("选择已有的项目", _choose),
    ("检查：缺什么、谁来补", _check),
    ("生成整套档案", _build),
    ("打开结果文件夹", _open),
    ("检查本机环境", _doctor),
)


def _run(command: click.Command, arguments: list[str]) -> int:
    return outcome(lambda: command.main(arguments, prog_name="dossier", standalone_mode=False))


def _show(folder: Path) -> None:
    """Open *folder* in the system's file manager, or say where it is."""
    if sys.platform == "win32":
        os.startfile(folder)
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        subprocess.run(
            [opener, str(folder)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except (OSError, subprocess.CalledProcessError):
        click.echo(f"结果在：{folder.resolve()}")
