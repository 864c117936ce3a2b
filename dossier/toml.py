"""TOML in and out: syntax errors in Chinese, and the quoting that our own writers need."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any


class TomlError(ValueError):
    """The file is not TOML; ``str()`` is a Chinese sentence with the line."""


_SYNTAX = (
    ("Expected '=' after a key", "键的后面缺等号"),
    ("Invalid value", "等号后面的值写得不对（文字要加英文引号）"),
    ("Cannot overwrite a value", "同一个键写了两遍"),
    ("Cannot declare", "同一个表写了两遍"),
    ("Cannot mutate immutable", "同一个键写了两遍"),
    ("Duplicate inline table key", "同一个键写了两遍"),
    ("Unclosed array", "方括号没有配对"),
    ("Unclosed inline table", "花括号没有配对"),
    ("Unterminated string", "引号没有配对"),
    ('Expected "\'"', "引号没有配对"),
    ("Illegal character", "有不能出现在这里的字符（引号可能没有配对）"),
    ("Unescaped '\\'", "反斜线要写成两个（\\\\）"),
    ("Invalid hex value", "反斜线要写成两个（\\\\）"),
    ("Expected newline or end of document", "一行里多写了内容"),
    ("Invalid initial character for a key part", "键的写法不对（中文标点或中文键要用英文引号括起来）"),
    ("Invalid statement", "这一行不是“键 = 值”，也不是表头（检查是否用了中文标点）"),
    ("Expected ']", "表头的方括号没有配对"),
    ("Invalid date or datetime", "没有这一天"),
)
"""How tomllib begins its messages → what a person did."""


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def load(path: Path) -> dict[str, Any]:
    """Read a TOML file, with or without a byte order mark, in UTF-8 or (as old Notepad saves) GB18030.

    Raises:
        TomlError: it is not TOML; the first mistake, with its line.
        OSError: it cannot be read.
    """
    return parse(_decode(path.read_bytes()))


def parse(text: str) -> dict[str, Any]:
    """Read TOML text. Raises :class:`TomlError` with the line of the first mistake."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(_syntax(str(error), text)) from None
    except RecursionError:
        raise TomlError("括号套得太深，读不了") from None
    except ValueError:
        raise TomlError("有一个数太长，读不了") from None


def quote(text: str) -> str:
    """*text* as a basic string on one line; newlines and quotes escaped."""
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TomlError("不是文本文件，请用记事本另存为 UTF-8 编码")


def _syntax(message: str, text: str) -> str:
    place = re.search(r"\(at line (\d+), column (\d+)\)", message)
    where = (
        f"第{place[1]}行第{place[2]}列" if place else f"第{text.rstrip().count(chr(10)) + 1}行（文件末尾）"
    )
    meant = next((words for start, words in _SYNTAX if message.startswith(start)), "写法不对")
    return f"{where}：{meant}"
