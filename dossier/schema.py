"""The manner in which declarative files are read: a table of keys, each with kind, Chinese head and default.

A kind takes the raw value (as TOML or a workbook cell gives it) and returns the typed one, or raises
:class:`Wrong` with the end of a Chinese sentence that begins with the key. ``take`` reads a whole table
against its keys and reports everything wrong at once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from dossier.text import clean

REQUIRED: Any = object()
"""The default of a key that must be given."""


class Wrong(ValueError):
    """A value that cannot be taken; ``str()`` says why, to stand after the key."""


@dataclass(frozen=True)
class Kind:
    """What a key holds."""

    words: str
    """In Chinese, for the documentation: 文字, 整数, 是否 …"""
    read: Callable[[Any], Any]
    """Raw value → typed value; raises :class:`Wrong`."""
    from_text: Callable[[str], Any] = lambda text: text
    """The text of a workbook cell → raw value, for ``read``."""
    to_text: Callable[[Any], str] = str
    """Raw value → the text of a workbook cell; the inverse of ``from_text``."""
    json: Mapping[str, Any] = field(default_factory=dict)
    """The same as JSON Schema, for editors; empty where nobody asks."""


@dataclass(frozen=True)
class Key:
    """One key of a table."""

    name: str
    title: str
    """Its Chinese head in a workbook."""
    kind: Kind
    default: Any = REQUIRED


@dataclass(frozen=True)
class Complaint:
    """One thing wrong in a table."""

    key: str
    detail: str
    """The end of a sentence that begins with the key."""
    nearest: str | None = None
    """For a key that is not known: the known key nearest to it, or empty. None for a wrong value."""


@dataclass(frozen=True)
class Taken:
    """What a table gave: typed values under known keys, and everything that was wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    """A key whose value was wrong or missing is not in it."""
    complaints: tuple[Complaint, ...] = ()


def take(raw: Mapping[str, Any], keys: Sequence[Key]) -> Taken:
    """Read *raw* against *keys*: defaults filled in, unknown keys named with the nearest known one."""
    known = {key.name: key for key in keys}
    complaints = [Complaint(name, "不认识", nearest(name, known)) for name in raw if name not in known]
    values: dict[str, Any] = {}
    for key in keys:
        if key.name not in raw:
            if key.default is REQUIRED:
                complaints.append(Complaint(key.name, "没有写"))
            else:
                values[key.name] = key.default
            continue
        try:
            values[key.name] = key.kind.read(raw[key.name])
        except Wrong as wrong:
            complaints.append(Complaint(key.name, str(wrong)))
    return Taken(values, tuple(complaints))


def nearest(name: str, options: Iterable[str]) -> str:
    """The option that *name* was probably meant to be, or empty."""
    close = difflib.get_close_matches(name, sorted(options), n=1, cutoff=0.5)
    return close[0] if close else ""


def suggestion(name: str, options: Iterable[str]) -> str:
    """``，是不是“years”``, or empty when nothing is near."""
    close = nearest(name, options)
    return f"，是不是“{close}”" if close else ""


# -- kinds ------------------------------------------------------------------------------------------------


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Wrong(f"应是带引号的文字，写的是{_shown(raw)}")
    return clean(raw).strip()


def _name(raw: Any) -> str:
    text = _text(raw)
    if not text:
        raise Wrong("是空的")
    if "\n" in text:
        raise Wrong("不能分行写")
    return text


def _words(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list | tuple):
        raise Wrong(f"应是方括号里的几个词，写的是{_shown(raw)}")
    words = tuple(_name(word) for word in raw)
    if any(mark in word for word in words for mark in "；;"):
        raise Wrong("的词里不能有分号")
    if len(set(words)) < len(words):
        raise Wrong("里有重复的词")
    return words


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise Wrong(f"应是 true 或 false，写的是{_shown(raw)}")
    return raw


def _flag_from_text(text: str) -> Any:
    return {"是": True, "√": True, "true": True, "否": False, "×": False, "false": False}.get(
        text.casefold(), text
    )


def _quantity(raw: Any) -> Fraction:
    value, percent = _number(raw, '"0.85"')
    if percent:
        raise Wrong(f'不带百分号，单位是%的数据项，85% 写成 "85"，写的是{_shown(raw)}')
    return value


def _share(raw: Any) -> Fraction:
    value, percent = _number(raw, '"0.85" 或 "85%"')
    share = value / 100 if percent else value
    if not 0 < share <= 1:
        raise Wrong(f'应大于 0、不超过 1，如 "0.85" 或 "85%"，写的是{_shown(raw)}')
    return share


def _number(raw: Any, example: str) -> tuple[Fraction, bool]:
    """A number as written, and whether a percent sign stands behind it."""
    if isinstance(raw, bool | float) or not isinstance(raw, str | int):
        raise Wrong(f"应是带引号的数，如 {example}，写的是{_shown(raw)}")
    match = re.fullmatch(r"(-?\d{1,15}(?:\.\d{1,12})?)\s*([%％]?)", str(raw).strip(), re.ASCII)
    if match is None:
        raise Wrong(f"应是 {example} 这样的数，写的是{_shown(raw)}")
    return Fraction(match[1]), bool(match[2])


def _day(raw: Any) -> date:
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    try:
        return date.fromisoformat(raw)
    except (TypeError, ValueError):
        raise Wrong(f"应是 2026-09-01 这样的日期，写的是{_shown(raw)}") from None


TEXT = Kind("文字", _text, json={"type": "string"})
"""Any text; ends trimmed, may be empty."""
NAME = Kind("一行文字", _name, json={"type": "string", "pattern": r"^\s*\S[^\n]*\s*$"})
"""A text of one line that is not empty: titles, codes, names."""
WORDS = Kind(
    "几个词",
    _words,
    from_text=lambda text: [word.strip() for word in re.split(r"[\n；;]", text) if word.strip()],
    to_text="\n".join,
    json={"type": "array", "items": NAME.json, "uniqueItems": True},
)
"""A list of different words."""
FLAG = Kind(
    "是否",
    _flag,
    from_text=_flag_from_text,
    to_text=lambda raw: "是" if raw else "否",
    json={"type": "boolean"},
)
QUANTITY = Kind(
    "数",
    _quantity,
    json={"type": ["string", "integer"], "pattern": r"^\s*-?[0-9]{1,15}(\.[0-9]{1,12})?\s*$"},
)
"""``"0.85"`` → exact :class:`Fraction`. Never a float, which is not what was written."""
SHARE = Kind(
    "比例",
    _share,
    json={"type": ["string", "integer"], "pattern": r"^\s*[0-9]{1,15}(\.[0-9]{1,12})?\s*[%％]?\s*$"},
)
"""A part of a whole, ``"0.85"`` or ``"85%"``, above 0 and at most 1."""
DAY = Kind("日期", _day)


def whole(low: int, high: int) -> Kind:
    """A whole number from *low* to *high*, with or without quotes."""

    def read(raw: Any) -> int:
        is_text = isinstance(raw, str) and re.fullmatch(r"-?\d{1,9}", raw, re.ASCII)
        if isinstance(raw, bool) or not (is_text or isinstance(raw, int)):
            raise Wrong(f"应是整数，写的是{_shown(raw)}")
        number = int(raw)
        if not low <= number <= high:
            raise Wrong(f"应在{low}到{high}之间，写的是{_shown(raw)}")
        return number

    limits = {"minimum": low, "maximum": high, "pattern": "^-?[0-9]{1,9}$"}
    return Kind(f"{low}到{high}的整数", read, json={"type": ["integer", "string"], **limits})


def choice(words: Mapping[str, str] | Collection[str]) -> Kind:
    """One of a closed list. A mapping gives each word its Chinese twin, for workbooks."""
    twins = dict(words) if isinstance(words, Mapping) else {word: word for word in words}
    back = {twin: word for word, twin in twins.items()}

    def read(raw: Any) -> str:
        if isinstance(raw, str) and raw in twins:
            return raw
        offered = " ".join(word if twin == word else f"{word}（{twin}）" for word, twin in twins.items())
        raise Wrong(f"应是 {offered.strip()} 之一，写的是{_shown(raw)}")

    return Kind(
        " ".join(twins),
        read,
        from_text=lambda text: back.get(text, text),
        to_text=lambda raw: twins.get(raw, raw),
        json={"enum": list(twins)},
    )


def table(keys: Sequence[Key], make: Callable[..., Any]) -> Kind:
    """A table inside a value, read against *keys*, made into a record; in a cell ``每差=0.5`` line by line."""

    def read(raw: Any) -> Any:
        if not isinstance(raw, Mapping):
            raise Wrong(f"应是花括号里的一组键，写的是{_shown(raw)}")
        taken = take(raw, keys)
        if taken.complaints:
            raise Wrong("：" + "；".join(sentence(complaint) for complaint in taken.complaints))
        return make(**taken.values)

    known = {word: key for key in keys for word in (key.name, key.title)}

    def from_text(text: str) -> Any:
        pairs = pairs_from_text(text)
        if not isinstance(pairs, Mapping):
            return pairs
        return {
            known[word].name if word in known else word: known[word].kind.from_text(value)
            if word in known
            else value
            for word, value in pairs.items()
        }

    def to_text(raw: Any) -> str:
        if not isinstance(raw, Mapping):
            return str(raw)
        return pairs_to_text(
            {known[name].title: known[name].kind.to_text(value) for name, value in raw.items()}
        )

    return Kind("一组键", read, from_text=from_text, to_text=to_text, json=json_table(keys))


def json_table(keys: Sequence[Key]) -> dict[str, Any]:
    """A table with *keys* as JSON Schema."""
    return {
        "type": "object",
        "properties": {key.name: {"title": key.title, **key.kind.json} for key in keys},
        "required": [key.name for key in keys if key.default is REQUIRED],
        "additionalProperties": False,
    }


def pairs_from_text(text: str) -> Any:
    """``primary=4.2`` line by line → a table; a text without ``=`` stays what it is."""
    lines = [line.strip() for line in re.split(r"[\n；;]", text) if line.strip()]
    if not all("=" in line for line in lines):
        return text
    return {key.strip(): value.strip() for key, _, value in (line.partition("=") for line in lines)}


def pairs_to_text(raw: Any) -> str:
    """The inverse of :func:`pairs_from_text`."""
    return "\n".join(f"{key}={value}" for key, value in raw.items()) if isinstance(raw, Mapping) else str(raw)


def many(kind: Kind, words: str = "") -> Kind:
    """A list whose members are all of one kind."""

    def read(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple):
            raise Wrong(f"应是方括号里的一列，写的是{_shown(raw)}")
        values = []
        for number, member in enumerate(raw, start=1):
            try:
                values.append(kind.read(member))
            except Wrong as wrong:
                raise Wrong(f"第{number}个{wrong}") from None
        return tuple(values)

    return Kind(
        words or f"几个{kind.words}",
        read,
        from_text=lambda text: [kind.from_text(word) for word in WORDS.from_text(text)],
        to_text=lambda raw: WORDS.to_text([kind.to_text(member) for member in raw]),
        json={"type": "array", "items": kind.json},
    )


def sentence(complaint: Complaint) -> str:
    """``“years”应是整数，写的是“三”``."""
    if complaint.nearest:
        return f"不认识“{complaint.key}”，是不是“{complaint.nearest}”"
    if complaint.nearest is not None:
        return f"不认识“{complaint.key}”"
    return f"“{complaint.key}”{complaint.detail}"


def _shown(raw: Any) -> str:
    """A raw value as a person would recognise it, short."""
    if isinstance(raw, bool):
        return f"“{str(raw).lower()}”"
    if isinstance(raw, Mapping):
        return "一组键"
    if isinstance(raw, list | tuple):
        return "一列值"
    text = " ".join(clean(str(raw)).split())
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
