"""Where LibreOffice is, and which version with which fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier import resources
from dossier.convert.profile import ASKED_FONTS, environment, fontconfig_file

_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice.soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_ANSWER_SECONDS = 60


@dataclass(frozen=True)
class Converter:
    """A LibreOffice that answers."""

    soffice: Path
    version: str
    """As it names itself: ``LibreOffice 7.4.7.2 40(Build:2)``."""
    fonts: tuple[str, ...] = ()
    """Font files that came with us, by name and size; part of what a conversion depends on."""
    patience: float = 120.0
    """Seconds without a new PDF after which a call is taken for hung."""


def find_converter() -> Converter | None:
    """Return the first LibreOffice that answers: ``DOSSIER_SOFFICE``, the search path, the usual places."""
    for candidate in _candidates():
        version = _version(candidate)
        if version:
            return Converter(candidate, version, _own_fonts())
    return None


def describe(converter: Converter | None, workspace: Path) -> Mapping[str, str]:
    """What conversion depends on, for ``doctor`` and ``build.json``: version, and each font asked for → used.

    Fonts are resolved only where fontconfig is; elsewhere the mapping has the version alone.
    """
    if converter is None:
        return {}
    found = {"LibreOffice": converter.version}
    resolver = shutil.which("fc-match")
    if resolver is None:
        return found
    variables = environment(workspace, fontconfig_file(workspace))
    for name in ASKED_FONTS:
        found[name] = _answer([resolver, "--format=%{family[0]}", name], variables)
    return found


def _candidates() -> Iterator[Path]:
    named = os.environ.get("DOSSIER_SOFFICE")
    if named:
        # Whoever names one wants that one, and none when it does not work.
        yield Path(named)
        return
    on_path = (shutil.which(name) for name in ("soffice", "libreoffice"))
    yield from (Path(path) for path in on_path if path)
    yield from (Path(place) for place in _PLACES if Path(place).is_file())


def _own_fonts() -> tuple[str, ...]:
    folder = resources.fonts_dir()
    files = sorted(folder.iterdir()) if folder else []
    return tuple(f"{file.name} {file.stat().st_size}" for file in files)


def _version(soffice: Path) -> str:
    answer = _answer([str(soffice), "--version"], dict(os.environ))
    return answer if answer.startswith("LibreOffice") else ""


def _answer(command: list[str], variables: Mapping[str, str]) -> str:
    """First line that *command* prints, or nothing when it fails or does not answer in time."""
    try:
        done = subprocess.run(
            command,
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ANSWER_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = done.stdout.decode("utf-8", "replace").strip().splitlines()
    return lines[0].strip() if lines else ""
