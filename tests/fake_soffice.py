"""Programs that behave like a bad LibreOffice, for the tests of conversion."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

VERSION = "LibreOffice 99.1.2.3 fake"

_HEAD = """\
#!{python}
import os, sys, time, signal
from pathlib import Path
if "--version" in sys.argv:
    print({version!r})
    sys.exit(0)
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
inputs = [Path(name) for name in sys.argv[sys.argv.index("--outdir") + 2:]]
log = Path({log!r})
with log.open("a") as file:
    file.write(" ".join(path.name for path in inputs) + "\\n")
def pdf(path):
    import pikepdf
    with pikepdf.Pdf.new() as made:
        made.add_blank_page()
        made.save(out / (path.stem + ".pdf"))
def evil(path):
    return b"evil" in path.read_bytes()
"""


def fake(folder: Path, body: str) -> tuple[Path, Path]:
    """Write a program with *body* (which sees ``inputs``, ``out``, ``pdf`` and ``evil``); it and its log of calls."""
    program, log = folder / "soffice", folder / "calls.log"
    head = _HEAD.format(python=sys.executable, version=VERSION, log=str(log))
    program.write_text(head + dedent(body), encoding="utf-8")
    program.chmod(0o755)
    log.write_text("", encoding="utf-8")
    return program, log
