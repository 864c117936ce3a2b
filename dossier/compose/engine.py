"""A Word template compiled once and rendered often, in a sandbox (runs inside the guarded child)."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup, escape

from dossier.compose import columns, package, placing, readback, untorn
from dossier.text import mask

_FILTERS = ("default", "first", "float", "int", "join", "last", "length", "replace", "round", "trim")
_TESTS = ("defined", "divisibleby", "even", "in", "none", "number", "odd", "string", "undefined")
_BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
_TAB = Markup('</w:t><w:tab/><w:t xml:space="preserve">')
_PROPERTIES = "文档属性"
_FAULTS = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What rendering a template can raise; everything else is a bug of ours and may be seen."""


class FillError(ValueError):
    """The template or its data is at fault; the message says what and where, in Chinese."""


class Scribe:
    """Turns each value into text on its way into the document, personal numbers masked, and remembers it for reading
    back."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.breaks = True
        """Whether newlines and tabs become Word's own (not in properties, which have none)."""

    def __call__(self, value: object) -> object:
        """The text that stands for *value*, safe for XML; what is markup already stays."""
        if isinstance(value, (Markup, Undefined)):
            return value
        text = mask(_as_text(value))
        self.written.append(text)
        safe = escape(text)
        return safe.replace("\n", _BREAK).replace("\t", _TAB) if self.breaks else safe


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (str, int, float)):
        return str(value)
    raise jinja2.TemplateRuntimeError("这里只能放文字或数字，不能直接放一个列表或一张表")


def environment(scribe: Scribe) -> ImmutableSandboxedEnvironment:
    """The one place where a template environment for Word is made: sandboxed, escaping, strict, bare."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=scribe)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


@dataclass(frozen=True)
class _Text:
    """A part with words, compiled."""

    name: str
    kind: str
    template: jinja2.Template
    lines: tuple[str, ...]
    """The source by lines; every paragraph begins one, so that an error can name its paragraph."""


class Engine:
    """One template, compiled."""

    def __init__(self, source: bytes, patch: Callable[[str], str]) -> None:
        """Compile *source*.

        Args:
            source: the template's bytes.
            patch: translates the tags of a part's XML to plain Jinja.

        Raises:
            FillError: not a Word file that may be opened, or a broken tag.
        """
        self._patch = patch
        self._scribe = Scribe()
        self._environment = environment(self._scribe)
        try:
            parts = package.read(source)
            kinds = package.text_parts(parts)
            self._parts = package.impersonal(parts)
            compiled = (self._compile(name, kind) for name, kind in kinds.items())
            self._texts = tuple(text for text in compiled if text is not None)
        except package.PackageError as error:
            raise FillError(str(error)) from error

    def render(self, context: Mapping[str, Any]) -> bytes:
        """Fill the template with *context* and read the result back.

        Raises:
            FillError: an unknown name, a forbidden operation, or words that did not arrive.
        """
        parts = dict(self._parts)
        written: dict[str, list[str]] = {}
        sizes: dict[str, tuple[int, int]] = {}
        for text in self._texts:
            xml = self._render(text, context)
            written[text.name], sizes[text.name] = self._scribe.written, readback.counts(xml)
            parts[text.name] = _finished(xml, text.kind)
        data = package.write(parts)
        try:
            readback.verify(data, written, sizes)
        except readback.ReadbackError as error:
            raise FillError(str(error)) from error
        return data

    def names(self) -> tuple[str, ...]:
        """The names that the template asks for."""
        found: set[str] = set()
        for text in self._texts:
            found |= find_undeclared_variables(self._environment.parse("\n".join(text.lines)))
        return tuple(sorted(found))

    def _compile(self, name: str, kind: str) -> _Text | None:
        xml = etree.tostring(package.parse(self._parts[name]), encoding="unicode")
        source = re.sub(r"<w:p(?=[ />])", "\n<w:p", self._patch(xml))
        if not re.search(r"\{[{%#]", source):
            return None
        lines = tuple(source.split("\n"))
        self._scribe.breaks = kind != _PROPERTIES
        try:
            return _Text(name, kind, self._environment.from_string(source), lines)
        except jinja2.TemplateSyntaxError as error:
            raise FillError(f"{_place(kind, lines, error.lineno)}{_syntax_words(error)}") from error
        except _FAULTS as error:
            raise FillError(f"{kind}：{_words(error, ())}") from error

    def _render(self, text: _Text, context: Mapping[str, Any]) -> str:
        self._scribe.written = []
        self._scribe.breaks = text.kind != _PROPERTIES
        try:
            xml = text.template.render(context)
        except _FAULTS as error:
            place = _place(text.kind, text.lines, _line_of(error))
            raise FillError(f"{place}{_words(error, tuple(context))}") from error
        return xml.replace("\n<w:p", "<w:p")


def _finished(xml: str, kind: str) -> bytes:
    """The rendered XML as bytes, refused when it is not well-formed; looped columns get their widths."""
    try:
        root = package.parse(xml.encode("utf-8"))
    except package.PackageError as error:
        raise FillError(
            f"{kind}：标签的位置不对，生成的内容不完整（循环要用 {{%p %}}、{{%tr %}} 成对写）"
        ) from error
    columns.fit(root)
    untorn.widen(root)
    placing.place_signatures(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _line_of(error: BaseException) -> int:
    frames = [
        frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"
    ]
    return frames[-1] or 0 if frames else 0


def _place(kind: str, lines: tuple[str, ...], line: int) -> str:
    """``正文“兹有{{ 姓名 }}…”：``, the paragraph that *line* (1-based) belongs to."""
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    shown = re.sub(r"<[^>]+>", "", source).strip()[:40]
    return f"{kind}“{shown}”：" if shown else f"{kind}："


def _syntax_words(error: jinja2.TemplateSyntaxError) -> str:
    message = error.message or ""
    if found := re.match(r"Encountered unknown tag '(.+?)'", message):
        return f"不认识标签“{found[1]}”"
    if "Unexpected end of template" in message:
        return "循环或判断没有结束，缺 endfor 或 endif"
    if found := re.match(r"No filter named '(.+?)'", message):
        return f"不能使用过滤器“{found[1]}”"
    if found := re.match(r"No test named '(.+?)'", message):
        return f"不能使用判断“{found[1]}”"
    return f"标签写法有误（{message}）"


def _words(error: BaseException, known: tuple[str, ...]) -> str:
    if isinstance(error, jinja2.UndefinedError):
        found = re.findall(r"'([^']+)'", error.message or "")
        name = found[-1] if found else "？"
        near = difflib.get_close_matches(name, known, 1, 0.4)
        return f"不认识名称“{name}”" + (f"，是不是“{near[0]}”" if near else "")
    if isinstance(error, SecurityError):
        return "含不允许的操作"
    if isinstance(error, MemoryError):
        return "占用内存过多"
    if isinstance(error, (jinja2.TemplateRuntimeError, jinja2.TemplateSyntaxError)):
        return error.message or "标签写法有误"
    if isinstance(error, TypeError) and "no loader" in str(error):
        return "不能引入其他文件"
    return f"算不出来（{error}）"
