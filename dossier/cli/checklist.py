"""``dossier checklist``: look at checklists and check them."""

from __future__ import annotations

from pathlib import Path

import click

from dossier.cli.options import command


@click.group(options_metavar="[选项]", subcommand_metavar="命令 [参数]…")
def checklist() -> None:
    """查看和校验材料清单。"""


@command
def list_() -> int:
    """列出自带的清单。"""
    from dossier import checklist as room
    from dossier.resources import checklists

    for path in checklists():
        entry = room.read(path)
        click.echo(
            f"{entry.id}  {entry.title}（{len(entry.indicators)}项指标，{len(entry.requirements)}项材料）"
        )
    return 0


@command
@click.argument("name", metavar="清单")
def show(name: str) -> int:
    """逐项显示一份清单：指标、要求的材料、年度、责任部门。"""
    from dossier import checklist as room
    from dossier.cli.listing import lines

    for line in lines(room.read(room.find(name, Path.cwd()))):
        click.echo(line)
    return 0


@command
@click.argument("name", metavar="清单")
def validate(name: str) -> int:
    """校验一份清单，列出全部问题。"""
    from dossier import checklist as room
    from dossier.errors import ExitCode

    problems = room.validate(room.find(name, Path.cwd()))
    for problem in problems:
        click.echo(f"· {problem.message}")
    if problems:
        click.echo(f"共{len(problems)}处问题，请改正后再用。")
        return ExitCode.UNUSABLE
    click.echo("清单没有问题。")
    return ExitCode.OK


checklist.add_command(list_, "list")
checklist.add_command(show, "show")
checklist.add_command(validate, "validate")
