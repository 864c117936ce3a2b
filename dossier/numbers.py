"""Numbers as people type them, read exactly, and printed half up.

A quantity in a school's workbook is seldom a bare number: ``约18243平方米``, ``36447。46``, ``1:13.4``,
``94.2%``, ``三十``. Each becomes an exact fraction or nothing; a text that is not wholly a number is never
half read.
"""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from dossier import numerals

__all__ = [
    "CIRCULAR",
    "UNCALCULATED",
    "Parsed",
    "as_text",
    "convert",
    "decimal12",
    "decimals",
    "exact",
    "is_blank",
    "is_error",
    "parse",
    "shown",
    "shown_root",
    "unit_of",
]

_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(0x5E)} | {
    ord(odd): plain
    for odd, plain in {"\u3000": " ", "\u00a0": " ", "−": "-", "﹪": "%", "∶": ":", "﹕": ":"}.items()
}
"""Full-width forms only: NFKC would also turn ㎡ into m2 and ① into 1."""

_UNITS = {
    "㎡": ("平方米", "平米", "平方公尺", "m2", "m²", "m^2", "㎡", "平方"),
    "万元": ("万元",),
    "千元": ("千元",),
    "元": ("元", "元整", "rmb", "圆"),
    "亩": ("亩",),
    "公顷": ("公顷",),
    "公里": ("公里", "千米", "km"),
    "米": ("米", "m"),
    "件套": ("件套", "件(套)", "台件套", "台套", "台(套)", "台(件)", "件/套", "件、套"),
    "人": ("人", "名", "位", "人次", "生"),
    "%": ("%", "%%"),
    "学时": ("学时", "课时", "节"),
    "分钟": ("分钟",),
    "小时": ("小时",),
    "年": ("年",),
}
_COUNTERS = "个台间册套件种班所栋幢片块张份本次项辆座层门对组处条盒分岁级棵"
_UNIT_BY_WORD = {word: unit for unit, words in _UNITS.items() for word in words} | {c: c for c in _COUNTERS}
_UNIT_WORDS = "|".join(re.escape(word) for word in sorted(_UNIT_BY_WORD, key=len, reverse=True))

_FACTORS = {
    ("万元", "元"): Fraction(10_000),
    ("千元", "元"): Fraction(1_000),
    ("亩", "㎡"): Fraction(2_000, 3),
    ("公顷", "㎡"): Fraction(10_000),
    ("公里", "米"): Fraction(1_000),
}

_BLANK = re.compile(r"[-—–―_/\\.…×xX*＊]*|无|暂无|没有|空|未填|不涉及|不适用|n/?a|null|none", re.IGNORECASE)
UNCALCULATED = "#未算出"
"""Stands for the result of a formula that was saved without one."""
CIRCULAR = "#循环引用"
"""Stands for the 0 of a formula that rests on itself."""
_ERROR = re.compile(
    r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!"
    rf"|GETTING_DATA|{UNCALCULATED[1:]}|{CIRCULAR[1:]})",
    re.IGNORECASE,
)
_BEFORE = r"(?P<before>约|大约|近|将近|接近|超|超过|逾|不足|不到|至少)?"
_AFTER = r"(?:余|多|来|左右|以上|以下|不足|上下)"
_DIGITS = r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+"
_PLAIN = re.compile(
    rf"{_BEFORE}(?P<number>{_DIGITS})(?P<near>{_AFTER})?(?P<times>[百千万亿]?)(?P<unit>{_UNIT_WORDS})?(?P<after>{_AFTER})?",
    re.IGNORECASE,
)
_HAN = re.compile(
    rf"{_BEFORE}(?P<han>{numerals.PATTERN})(?P<near>{_AFTER})?"
    rf"(?P<unit>{_UNIT_WORDS})?(?P<after>{_AFTER})?",
    re.IGNORECASE,
)
_HAN_PERCENT = re.compile(rf"百分之(?P<han>{numerals.PATTERN}|\d+(?:\.\d+)?)")
_RATIO = re.compile(r"(?P<left>\d+(?:\.\d+)?)[:比](?P<right>\d+(?:\.\d+)?)")
_FULL_STOP = re.compile(rf"(?<=\d)。(?=\d+(?:$|[%,;:。余多]|万|千|左右|以上|{_UNIT_WORDS}))", re.IGNORECASE)
_CLAUSE = re.compile(r"年|月|日|版|“|”")


@dataclass(frozen=True)
class Parsed:
    """A number as it was written."""

    value: Fraction
    """In ``unit``; percentages as 94.2, ratios as their larger-than-one side (1:13.4 and 13.4:1 are 13.4)."""
    approx: bool = False
    """Written with 约 余 多 近 and the like."""
    unit: str = ""
    """``㎡`` ``元`` ``万元`` ``%`` ``1:n`` ``n:1`` …, empty where the cell names none."""
    mended: bool = field(default=False, compare=False)
    """A full stop (36447。46) was read as the decimal point."""


def is_blank(raw: object) -> bool:
    """Whether a cell says *nothing here*: empty, ``/``, ``—``, ``无``, ``××``, ``__``. Zero is a value."""
    return raw is None or (isinstance(raw, str) and bool(_BLANK.fullmatch(_narrow(raw))))


def is_error(raw: object) -> bool:
    """Whether a cell holds an error of the spreadsheet (``#REF!``): a value that is there and is not known."""
    return isinstance(raw, str) and raw[:1] == "#" and bool(_ERROR.fullmatch(raw))


def parse(raw: object, *, percent: bool | None = None) -> Parsed | None:
    """Read the number that *raw* is, as a whole; None when it is blank or not a number.

    Args:
        raw: a cell: text, int, float, Decimal, or the time into which Excel turns ``1:14``.
        percent: True for a column of percentages, where a share between 0 and 1 without its own % sign is
            taken times 100 (Excel stores 94.2 % as 0.942); False never; None scales nothing.
    """
    found = _from_cell(raw) if not isinstance(raw, str) else _from_text(raw)
    if found is not None and isinstance(raw, str) and "。" in raw:
        found = replace(found, mended=True)
    if found is None or not percent or found.unit not in ("", "%"):
        return found
    marked = found.unit == "%"
    scaled = found.value * 100 if not marked and 0 < found.value <= 1 else found.value
    return Parsed(scaled, found.approx, "%", found.mended)


def as_text(raw: object) -> str:
    """A cell's value as a person sees it: ``1289`` for 1289.0, ``1:14`` for the time Excel made of it."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float):
        return _plain(_decimal(raw)) if math.isfinite(raw) else ""
    if isinstance(raw, datetime.datetime):
        return raw.date().isoformat() if raw.time() == datetime.time() else raw.isoformat(" ", "minutes")
    if isinstance(raw, datetime.time | datetime.timedelta):
        hours, minutes = _clock(raw)
        return f"{hours}:{minutes:02d}" if hours > 1 and minutes > 1 else f"{hours}:{minutes}"
    return str(raw)


def unit_of(text: str) -> str:
    """The unit that *text* names as a whole (``平方米`` → ``㎡``), or empty."""
    return _UNIT_BY_WORD.get(_narrow(text).casefold(), "")


def convert(value: Fraction, have: str, want: str) -> Fraction | None:
    """*value* from the unit *have* to *want*; None when one is not the other on another scale."""
    if have == want or not have or not want:
        return value
    if (have, want) in _FACTORS:
        return value * _FACTORS[have, want]
    if (want, have) in _FACTORS:
        return value / _FACTORS[want, have]
    same_counting = have in _COUNTERS + "件套人" and want in _COUNTERS + "件套人"
    return value if same_counting else None


def decimals(text: str) -> int:
    """How many digits stand after the point in *text*, for the tolerance of a printed number."""
    match = re.search(r"\d[.。．](\d+)", text)
    return len(match[1]) if match else 0


def shown(value: Fraction, digits: int) -> str:
    """*value* with *digits* after the point, half up (away from zero), in plain notation."""
    return _half_up(value, digits)


def shown_root(square: Fraction, digits: int) -> str:
    """The root of *square* with *digits* after the point, half up: for a 差异系数 kept as its square."""
    scale = 10**digits
    # floor(√(q)·scale + ½) in whole numbers: √q·scale ≥ n + ½  ⇔  4·q·scale² ≥ (2n + 1)²
    doubled = math.isqrt(4 * scale * scale * square.numerator // square.denominator)
    return _half_up(Fraction((doubled + 1) // 2, scale), digits)


def decimal12(value: Fraction) -> str:
    """*value* with 12 significant digits, half up, in plain notation without trailing zeros."""
    if value == 0:
        return "0"
    size = abs(value)
    places = 11 - (len(str(size.numerator // size.denominator)) - 1 if size >= 1 else _leading(size))
    text = _half_up(value, max(places, 0)) if places > 0 else str(_rounded(value, places))
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(value: Fraction) -> str:
    """*value* as a fraction: ``4450/1289``; a whole number stands alone."""
    return str(value)


def _narrow(text: str) -> str:
    return text.translate(_WIDTH).strip()


def _from_cell(raw: object) -> Parsed | None:
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, int):
        return Parsed(Fraction(raw))
    if isinstance(raw, Fraction):
        return Parsed(raw)
    if isinstance(raw, Decimal):
        return Parsed(Fraction(raw)) if raw.is_finite() else None
    if isinstance(raw, float):
        return Parsed(Fraction(_decimal(raw))) if math.isfinite(raw) else None
    if isinstance(raw, datetime.time | datetime.timedelta):
        return _ratio(*(str(part) for part in _clock(raw)))
    return None


def _decimal(number: float) -> Decimal:
    """A workbook's float as the decimal that its author sees.

    Excel keeps 15 significant digits; what a file carries beyond them (0.9419999999999999) is binary noise.
    """
    return Decimal(format(number, ".15g"))


def _clock(raw: datetime.time | datetime.timedelta) -> tuple[int, int]:
    if isinstance(raw, datetime.time):
        return raw.hour, raw.minute
    minutes = int(raw.total_seconds()) // 60
    return minutes // 60, minutes % 60


def _from_text(raw: str) -> Parsed | None:
    text = _narrow(raw)
    if is_blank(text) or len(text) > 60:
        return None
    if not _CLAUSE.search(text):
        text = _FULL_STOP.sub(".", text)
    if match := _RATIO.fullmatch(text):
        return _ratio(match["left"], match["right"])
    if match := _HAN_PERCENT.fullmatch(text):
        number = match["han"]
        return Parsed(Fraction(number) if number.isascii() else numerals.read(number), unit="%")
    text = re.sub(r"\s+(?=\D)|(?<=\D)\s+", "", text)
    if match := _PLAIN.fullmatch(text):
        return _quantity(match, Fraction(re.sub("[, ]", "", match["number"])), match["times"])
    if match := _HAN.fullmatch(numerals.plain(text)):
        return _quantity(match, numerals.read(match["han"]), "")
    return None


def _quantity(match: re.Match[str], number: Fraction, times: str) -> Parsed:
    unit = _UNIT_BY_WORD.get((match["unit"] or "").casefold(), "")
    if times == "万" and unit == "元":
        times, unit = "", "万元"
    if times == "千" and unit == "元":
        times, unit = "", "千元"
    scale = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}[times]
    return Parsed(number * scale, bool(match["before"] or match["near"] or match["after"]), unit)


def _ratio(left: str, right: str) -> Parsed | None:
    """``1:n`` and ``n:1`` are both n, students to one teacher or one computer."""
    first, second = Fraction(left), Fraction(right)
    if not first or not second:
        return None
    if first == 1:
        return Parsed(second, unit="1:n")
    return Parsed(first / second, unit="n:1")


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Fraction, places: int) -> int | Fraction:
    scale = Fraction(10) ** places
    size = abs(value) * scale
    whole = (2 * size.numerator + size.denominator) // (2 * size.denominator)
    signed = whole if value >= 0 else -whole
    return signed if places >= 0 else int(signed / scale)


def _half_up(value: Fraction, digits: int) -> str:
    whole = int(_rounded(value, digits))
    sign = "-" if whole < 0 else ""
    text = str(abs(whole)).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


def _leading(size: Fraction) -> int:
    """The exponent of ten of a number below one: -1 for 0.5, -3 for 0.0042."""
    exponent = 0
    while size < 1:
        size, exponent = size * 10, exponent - 1
    return exponent
