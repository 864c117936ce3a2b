"""Where the files lie that ship with dossier: templates, checklists, vocabulary and fonts.

In a checkout they are folders beside the package, where a person finds and edits them; in an installed
wheel they are in ``dossier/_data``. No other module knows the difference.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

__all__ = ["checklist", "checklists", "cjk_font", "data", "fonts_dir", "template"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def _root() -> Path:
    installed = _PACKAGE / "_data"
    return installed if installed.is_dir() else _CHECKOUT


def _inside(folder: Path, name: str) -> Path:
    """Join a name to a folder that ships, and refuse one that leads out of it."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{name!r} leads out of {folder.name}")
    return path


def template(name: str) -> Path:
    """Return where the template ``name`` (such as ``"封面.docx"``) lies; it need not exist."""
    return _inside(_root() / "templates", name)


def checklists() -> tuple[Path, ...]:
    """Return the checklists that ship, sorted by name."""
    folder = _root() / "checklists"
    return tuple(sorted(path for path in folder.glob("*.toml") if path.is_file()))


def checklist(name: str) -> Path | None:
    """Return the checklist whose id is ``name`` (its file name without ``.toml``), or None if none ships."""
    return next((path for path in checklists() if path.stem == name), None)


def data(name: str) -> Path:
    """Return where the vocabulary file ``name`` lies; it need not exist."""
    return _inside(_root() / "checklists" / "vocabulary", name)


def fonts_dir() -> Path | None:
    """Return the folder with the fonts that the set-up fetched for LibreOffice, or None."""
    folder = _CHECKOUT / ".fonts"
    return folder if next(folder.glob("*.otf"), None) else None


def cjk_font(weight: Literal["regular", "bold"], face: Literal["serif", "sans"]) -> Path:
    """Return the font file with which our own pages are drawn.

    The package carries one weight of each face. Bold is therefore the sans face for both: Chinese print
    stresses a word by changing from 宋体 to 黑体, not by thickening strokes.
    """
    import pylopdf_fonts_zh_cn as fonts

    return fonts.serif_path() if face == "serif" and weight == "regular" else fonts.sans_path()
