"""``dossier doctor``: what this machine has, what is missing and what that costs."""

from __future__ import annotations

import click

from dossier.cli.options import command


@command
def doctor() -> int:
    """检查本机环境：LibreOffice、字体、缓存位置和随程序附带的文件。"""
    from dossier import pipeline
    from dossier.errors import ExitCode

    checks = pipeline.doctor()
    for entry in checks:
        click.echo(f"{'✓' if entry.ok else '✗'} {entry.title}：{entry.words}")
    return ExitCode.OK if all(entry.ok for entry in checks) else ExitCode.PROBLEMS
