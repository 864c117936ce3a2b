"""Rich text (.rtf, and many a .doc): the visible text of its beginning."""

from __future__ import annotations

import re

from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.titles import Line, choose
from dossier.text import names_people

_MOST = 1 << 20
_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d+)? ?|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata listtable datastore generator filetbl".split()
)
_BREAKS = frozenset((b"par", b"line", b"row", b"cell", b"sect", b"page"))


def read(sample: Sample) -> Facts:
    """Read title and beginning."""
    sample.file.seek(0)
    data = sample.file.read(_MOST)
    if (
        data.count(b"{") - data.count(b"}") > 1
        and len(data) < _MOST
        and not data.rstrip(b"\0\r\n ").endswith(b"}")
    ):
        raise Unfit("truncated")
    lines = [line for line in _text(data).splitlines() if line.strip()]
    text = "\n".join(lines)
    return Facts(
        kind="rtf",
        title=choose(map(Line, lines)),
        lead=text[:LEAD_LENGTH],
        tail=text[-TAIL_LENGTH:] if len(data) < _MOST else "",
        has_text=bool(lines),
        personal=names_people(text),
        volatile="DATE" if re.search(rb"\\fldinst[^}]*\b(?:DATE|TIME)\b", data) else "",
    )


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
