"""Which encoding the names in an archive are in, when the archive does not say.

Windows packs names in the code page of the machine: GBK here, Shift-JIS or an old DOS page elsewhere. One
archive has one encoding, so all its names are judged together, by how ordinary the resulting characters are.
"""

from __future__ import annotations

from collections.abc import Iterable

_BOX_DRAWING = range(0x2500, 0x25A0)
_NAME_BLOCKS = ((0x2010, 0x2BFF), (0x2E80, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFFEF), (0x1F300, 0x3FFFF))
"""Punctuation and signs, CJK, Hangul, full-width forms, emoji and rare Chinese characters."""


def decode_names(names: Iterable[tuple[bytes, bool]]) -> list[str]:
    """Decode raw names given with whether the archive says that they are UTF-8.

    What cannot be decoded at all keeps its bytes as lone surrogates.
    """
    listed = list(names)
    encoding = _encoding(b"/".join(raw for raw, is_utf8 in listed if not is_utf8 or not _is_utf8(raw)))
    return [_decode(raw, "utf-8" if is_utf8 and _is_utf8(raw) else encoding) for raw, is_utf8 in listed]


def _encoding(sample: bytes) -> str:
    scores = {
        "utf-8": _common_unicode,
        "gb18030": _common_chinese,
        "cp932": _common_japanese,
        "cp437": _common_latin,
    }
    best, best_score = "utf-8", 0.0
    for encoding, score in scores.items():
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        special = [character for character in text if character > "\x7f"]
        share = sum(map(score, special)) / max(1, len(special))
        if share > best_score:
            best, best_score = encoding, share
    return best


def _common_unicode(character: str) -> float:
    """What names are made of; 通知 in GBK happens to be valid UTF-8 for a combining mark and a Hebrew accent."""
    if any(first <= ord(character) <= last for first, last in _NAME_BLOCKS):
        return 1.0
    return 0.6 if "\xa0" <= character <= "\u024f" else 0.1


def _common_chinese(character: str) -> float:
    """Level 1 of GB 2312 holds the 3,755 usual characters; its rows 1 to 9 hold punctuation."""
    encoded = character.encode("gb2312", "ignore")
    if not encoded:
        return 0.0
    return 1.0 if 0xB0 <= encoded[0] <= 0xD7 else 0.8 if encoded[0] <= 0xA3 else 0.3


def _common_japanese(character: str) -> float:
    """Kana, and level 1 of JIS X 0208; half-width kana is what Chinese bytes look like in Shift-JIS."""
    if "\uff61" <= character <= "\uff9f":
        return 0.0
    encoded = character.encode("cp932", "ignore")
    if "\u3041" <= character <= "\u30fe":
        return 1.0
    return 0.9 if encoded and 0x88 <= encoded[0] <= 0x97 else 0.5 if encoded[:1] == b"\x81" else 0.2


def _common_latin(character: str) -> float:
    """Letters with accents; frames and Greek are what other encodings look like in a DOS page."""
    if ord(character) in _BOX_DRAWING:
        return 0.0
    return 0.7 if "\xc0" <= character <= "\xff" else 0.2


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape")
