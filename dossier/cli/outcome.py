"""From whatever happened to an exit code and a sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from dossier.errors import DossierError, ExitCode, OutputError, is_full
from dossier.text import in_a_line

_FULL = "磁盘空间不够（临时文件夹或输出位置），没有写完；请清理后重新运行，原有输出没有改动。"


def outcome(run: Callable[[], object]) -> int:
    """Call *run* and turn its result or error into the exit code of the contract.

    The unexpected leaves a log laid out as a report, and its path on the screen.
    """
    try:
        result = run()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\n已中止，原有输出没有改动。", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except DossierError as error:
        return _explain(error)
    except OSError as error:
        return _explain(OutputError(_FULL)) if is_full(error) else _log()
    except Exception:
        return _log()
    return result if isinstance(result, int) else ExitCode.OK


def _explain(error: DossierError) -> int:
    click.echo(f"错误：{in_a_line(error.message)}", err=True)
    for problem in error.problems:
        click.echo(f"  · {problem.message}；{problem.remedy}", err=True)
    return error.exit_code


def _log() -> int:
    # Imported when it is too late to be quick: a help screen must not pay for them.
    import platform
    import traceback
    from importlib.metadata import version

    lines = (
        f"dossier {version('dossier')}",
        f"Python {platform.python_version()} {platform.platform()}",
        f"参数：{sys.argv[1:]}",
        "",
        traceback.format_exc(),
    )
    try:
        path = _log_place()
        path.write_text("\n".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError:
        click.echo(f"程序出错了，日志也写不下来（{lines[-1].strip().splitlines()[-1]}）。", err=True)
    else:
        click.echo(f"程序出错了，原有输出没有改动。请把这份日志发给维护人员：{path}", err=True)
    return ExitCode.UNEXPECTED


def _log_place() -> Path:
    """A fresh file in the user's log folder, or the temporary folder when that cannot be written."""
    import os
    import tempfile

    from platformdirs import user_log_path

    try:
        handle, name = tempfile.mkstemp(".log", "错误-", user_log_path("dossier", ensure_exists=True))
    except OSError:
        handle, name = tempfile.mkstemp(".log", "dossier-错误-")
    os.close(handle)
    return Path(name)
