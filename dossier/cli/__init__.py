"""The door: parse, call, print, choose the exit code. The only room that imports click."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence

import click

from dossier.cli import chinese

chinese.speak()  # before any command is declared: click words its help options at that moment

_COMMANDS = {
    "init": ("dossier.cli.init", "新建一个学校项目"),
    "check": ("dossier.cli.check", "检查材料：缺什么、谁来补"),
    "build": ("dossier.cli.build", "生成档案盒、目录和报告"),
    "report": ("dossier.cli.build", "只生成报告"),
    "verify": ("dossier.cli.verify", "核对生成好的档案有没有变动"),
    "freeze": ("dossier.cli.freeze", "固定已印好的编号"),
    "checklist": ("dossier.cli.checklist", "查看和校验材料清单"),
    "doctor": ("dossier.cli.doctor", "检查本机环境"),
}
"""Name → module and one-line help, so that ``--help`` imports none of them."""


class _Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(importlib.import_module(_COMMANDS[cmd_name][0]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, entry[1]) for name, entry in _COMMANDS.items()])


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="dossier", prog_name="dossier")
@click.pass_context
def app(ctx: click.Context) -> None:
    """迎检档案助手：按材料清单收集佐证、核对数据、装盒编目、写自评报告。

    不带命令在终端里运行，出现编号菜单。
    """
    if ctx.invoked_subcommand is None:
        if not (sys.stdin.isatty() and sys.stdout.isatty()):
            click.echo(ctx.get_help())
            return
        from dossier.cli.menu import menu

        menu()


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; nothing escapes as a traceback."""
    from dossier.cli.outcome import outcome

    return outcome(lambda: _called(arguments))


def main() -> int:
    """Run as a process of its own; returns the exit code."""
    from dossier.cli import streams

    streams.use_utf8()
    streams.prepare()
    for name in ("SIGTERM", "SIGHUP"):  # a closed window, a shutdown: as orderly an end as Ctrl-C
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)
    return run()


def _called(arguments: Sequence[str] | None) -> object:
    from dossier.errors import UsageError

    try:
        os.getcwd()  # noqa: PTH109 (asked for its error alone)
    except OSError:
        raise UsageError("当前所在的文件夹已经不在了，请先进入一个存在的文件夹再运行。") from None
    return app.main(arguments, prog_name="dossier", standalone_mode=False)
