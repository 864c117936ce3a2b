"""Chinese numerals: ``三十`` ``一千零五`` ``二〇二五`` ``十二点五``."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["PATTERN", "plain", "read"]

_DIGITS = "零一二三四五六七八九"
_STEPS = {"十": 10, "百": 100, "千": 1_000}
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")

PATTERN = "[零〇一二三四五六七八九两十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
"""What a numeral looks like, for a regular expression; :func:`read` says whether it is one."""


def plain(text: str) -> str:
    """*text* with the numerals of money (壹贰叁) written as everyday ones."""
    return text.translate(_FINANCIAL)


def read(text: str) -> Fraction:
    """The number that *text* writes, which matches ``PATTERN``; a bare 百 or 万 is one of them."""
    whole, _, tail = text.replace("两", "二").replace("〇", "零").partition("点")
    if len(whole) > 1 and all(character in _DIGITS for character in whole):
        number = int(_arabic(whole))
    else:
        number = _count(whole)
    return Fraction(f"{number}.{_arabic(tail)}") if tail else Fraction(number)


def _arabic(text: str) -> str:
    return "".join(str(_DIGITS.index(character)) for character in text)


def _count(text: str) -> int:
    total, part, digit, last = 0, 0, 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS.index(character)
            last = last if digit else 0
        elif character in _STEPS:
            part += (digit or 1) * _STEPS[character]
            digit, last = 0, _STEPS[character]
        else:
            big = 10_000 if character == "万" else 100_000_000
            total = (total + part + digit or 1) * big
            part, digit, last = 0, 0, big
    if last >= 100:
        digit *= last // 10  # 一百二 is 120, 三万五 is 35,000
    return total + part + digit
