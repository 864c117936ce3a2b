"""The maker of legal file names for the output.

A name must stand on Windows, macOS and Linux alike ("Naming Files, Paths, and Namespaces", Microsoft), and two
inputs never share one output place: names are compared by NFKC and case folding, collisions get a number.
"""

from __future__ import annotations

import re
import unicodedata

from dossier.text import clean, fold

_FORBIDDEN = {
    "<": "＜",
    ">": "＞",
    ":": "：",
    '"': "”",
    "/": "／",
    "\\": "＼",
    "|": "｜",
    "?": "？",
    "*": "＊",
}
_DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\t\n]")
LONGEST_BYTES = 180
"""Of one name in UTF-8: Linux allows 255; the rest is left for suffixes and part-files."""


def legal(name: str, *, empty: str = "未命名") -> str:
    """*name* as one legal path component; what Windows forbids becomes its full-width twin.

    An extension of up to 10 characters survives shortening.
    """
    text = unicodedata.normalize("NFC", clean(name))
    text = _INVISIBLE.sub("", "".join(_FORBIDDEN.get(character, character) for character in text))
    text = text.strip(" \u3000").rstrip(". ")
    stem = text.split(".", 1)[0].rstrip()
    if _DEVICES.match(unicodedata.normalize("NFKC", stem)):
        text = f"_{text}"
    return _shorten(text) or empty


def unique(name: str, taken: set[str]) -> str:
    """*name* made legal and different from every folded name in *taken*, which it joins.

    A second ``封面.docx`` becomes ``封面（2）.docx``.
    """
    candidate = legal(name)
    stem, suffix = _split(candidate)
    number = 1
    while fold(candidate) in taken:
        number += 1
        candidate = f"{stem}（{number}）{suffix}"
    taken.add(fold(candidate))
    return candidate


def _split(name: str) -> tuple[str, str]:
    stem, dot, suffix = name.rpartition(".")
    return (stem, f".{suffix}") if dot and stem and len(suffix) <= 10 else (name, "")


def _shorten(name: str) -> str:
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    stem, suffix = _split(name)
    room = LONGEST_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". \u3000") + suffix
