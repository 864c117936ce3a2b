"""What it costs to ask for help."""

from __future__ import annotations

import sys

from benchmarks.pairs import Ratio, commands

_EMPTY = """
import click
@click.group()
def app(): pass
@app.command()
def one(): "One."
app()
"""


def help_against_empty_click() -> Ratio:
    """``dossier --help`` against ``--help`` of a click app that does nothing."""
    ours = (sys.executable, "-m", "dossier", "--help")
    return commands("dossier --help / empty click app", 1.3, ours, (sys.executable, "-c", _EMPTY, "--help"))
