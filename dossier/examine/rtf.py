"""Rich text (.rtf, and many a .doc): the visible text of its beginning."""

from __future__ import annotations

import re
from typing import BinaryIO

from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.titles import Line, choose
from dossier.text import names_people

_MOST = 1 << 20
_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,10})?\d* ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_BRACE = re.compile(rb"[{}]|\\[\\{}]|\\bin(\d{1,9}) ?")
"""What opens or closes a group, what only looks so, and bytes as they are that may hold either."""
_LONGEST = 512 << 20
"""Bytes in which the end is looked for; no paper is longer, however many pictures it has."""
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata listtable datastore generator filetbl".split()
)
_BREAKS = frozenset((b"par", b"line", b"row", b"cell", b"sect", b"page"))


def read(sample: Sample) -> Facts:
    """Read title and beginning."""
    sample.file.seek(0)
    data = sample.file.read(_MOST)
    _refuse_open_groups(sample.file)
    lines = [line for line in _text(data).splitlines() if line.strip()]
    text = "\n".join(lines)
    return Facts(
        kind="rtf",
        title=choose(map(Line, lines)),
        lead=text[:LEAD_LENGTH],
        tail=text[-TAIL_LENGTH:] if len(data) < _MOST else "",
        has_text=bool(lines),
        personal=names_people(text),
        volatile="DATE" if re.search(rb"\\fldinst[^}]{0,500}\b(?:DATE|TIME)\b", data) else "",
    )


def _refuse_open_groups(file: BinaryIO) -> None:
    """Raise :class:`Unfit` if the outermost group never ends; what follows its end is nobody's.

    Without its end it was cut off, whether a group or a word stands there last; with it, braces were lost inside.
    """
    file.seek(0)
    data = file.read(_LONGEST)
    depth = at = 0
    while match := _BRACE.search(data, at):
        at = match.end() + int(match[1] or 0)
        depth += (match[0] == b"{") - (match[0] == b"}")
        if depth <= 0:
            return
    if len(data) == _LONGEST and not data.endswith(b"\0"):
        return
    if data.rstrip(b"\0\r\n ").endswith(b"}}"):
        raise Unfit("corrupt", "（里面的括号对不上，有一段坏了）")
    raise Unfit("truncated")


def _text(data: bytes) -> str:
    """Walk the tokens with a stack of groups; characters by number are followed by a substitute to skip."""
    out: list[str] = []
    pending = bytearray()
    skipping, stack, substitutes = False, [], 0

    def flush() -> None:
        out.append(pending.decode("gb18030", "replace"))
        pending.clear()

    for match in _TOKEN.finditer(data):
        hexadecimal, word, number, symbol, brace, plain = match.groups()
        if brace == b"{":
            stack.append(skipping)
        elif brace == b"}":
            skipping = stack.pop() if stack else False
        elif word in _SKIPPED or symbol == b"*":
            skipping = True
        elif skipping:
            continue
        elif word == b"u" and number:
            flush()
            out.append(chr(int(number) % 0x10000))
            substitutes = 1
        elif hexadecimal and substitutes:
            substitutes = 0
        elif hexadecimal:
            pending.append(int(hexadecimal, 16))
        elif word in _BREAKS or symbol in (b"\n", b"\r"):
            flush()
            out.append("\n")
        elif word == b"tab":
            pending += b" "
        elif symbol in (b"\\", b"{", b"}"):
            pending += symbol
        elif plain:
            pending += plain[substitutes:]
            substitutes = 0
    flush()
    return "".join(out)
