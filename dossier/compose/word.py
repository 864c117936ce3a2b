"""Word templates filled: in a guarded child, in a sandbox, from plain data, and read back.

docxtpl gives the language of the templates (``{{ }}``, ``{%p %}``, ``{%tr %}``, ``{%tc %}``) and translates it
to Jinja. Everything that can be had with plain data is there; what needs live objects (InlineImage, RichText,
sub-documents) is not, on purpose. A template is translated and compiled once and then rendered as often as
wanted, for every part that holds words: body, headers, footers, notes, comments and properties.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from dossier import guard
from dossier.compose.engine import Engine, FillError
from dossier.compose.plain import NotPlainError, Plain, plain
from dossier.errors import TemplateError, reason

__all__ = ["Job", "Refused", "fill", "fill_all", "names"]  # and the entry points of the child: ask, render

_SECONDS = 30.0
_SECONDS_PER_JOB = 0.5
_MEMORY_MB = 1_000
_REASONS = {"timeout": "运行时间过长", "memory": "占用内存过多", "crashed": "使程序崩溃", "error": "运行出错"}


@dataclass(frozen=True, kw_only=True)
class Job:
    """One document to be made."""

    template: Path
    context: Mapping[str, object] = field(default_factory=dict)
    """Plain data; checked and cleaned before it is used."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """Why a document could not be made."""

    template: str
    """File name of the template."""
    detail: str
    """What is wrong and where, in Chinese."""


def fill(template: Path, context: Mapping[str, object]) -> bytes:
    """Fill one template; see :func:`fill_all`.

    Raises:
        TemplateError: the template, or what is to be put into it, is at fault.
    """
    (result,) = fill_all((Job(template=template, context=context),))
    if isinstance(result, Refused):
        raise _error(result)
    return result


def fill_all(jobs: Sequence[Job]) -> tuple[bytes | Refused, ...]:
    """Fill many templates in one guarded child, so that three hundred covers cost little more than one.

    Returns:
        For each job, in order, the bytes of a ``.docx`` (same template and data, same bytes), or the reason
        that stopped this one job. When the child as a whole dies, the templates are tried one by one.
    """
    results: dict[int, bytes | Refused] = {}
    ready: dict[int, tuple[Path, Plain]] = {}
    for number, job in enumerate(jobs):
        try:
            ready[number] = job.template, plain(dict(job.context))
        except NotPlainError as error:
            results[number] = _refused(job.template, str(error))
    sources, unreadable = _sources({template for template, _ in ready.values()})
    for number in [number for number, (template, _) in ready.items() if template in unreadable]:
        template, _ = ready.pop(number)
        results[number] = _refused(template, unreadable[template])
    results |= _run(ready, sources)
    return tuple(results[number] for number in range(len(jobs)))


def names(template: Path) -> tuple[str, ...]:
    """Return the names that a template asks for, sorted.

    Raises:
        TemplateError: the template cannot be read or a tag in it is broken.
    """
    sources, unreadable = _sources({template})
    if template in unreadable:
        raise _error(_refused(template, unreadable[template]))
    outcome = _child("ask", {"source": sources[template]}, _SECONDS)
    if isinstance(outcome, str):
        raise _error(_refused(template, outcome))
    answer = cast("dict[str, list[str] | str]", outcome)
    if "error" in answer:
        raise _error(_refused(template, str(answer["error"])))
    return tuple(answer["names"])


def _sources(templates: set[Path]) -> tuple[dict[Path, str], dict[Path, str]]:
    read: dict[Path, str] = {}
    failed: dict[Path, str] = {}
    for template in sorted(templates):
        try:
            read[template] = base64.b64encode(template.read_bytes()).decode("ascii")
        except FileNotFoundError:
            failed[template] = "找不到这个文件"
        except OSError as error:
            failed[template] = f"打不开（{reason(error)}）"
    return read, failed


def _run(ready: Mapping[int, tuple[Path, Plain]], sources: Mapping[Path, str]) -> dict[int, bytes | Refused]:
    if not ready:
        return {}
    templates = sorted({template for template, _ in ready.values()})
    payload: Plain = {
        "templates": [sources[template] for template in templates],
        "jobs": [
            {"template": templates.index(template), "context": context}
            for template, context in ready.values()
        ],
    }
    outcome = _child("render", payload, _SECONDS + _SECONDS_PER_JOB * len(ready))
    if not isinstance(outcome, str):
        answers = cast("list[dict[str, str]]", outcome)
        return {
            number: _result(template, answer)
            for (number, (template, _)), answer in zip(ready.items(), answers, strict=True)
        }
    if len(templates) == 1:
        return {number: _refused(templates[0], outcome) for number in ready}
    results: dict[int, bytes | Refused] = {}
    for template in templates:
        results |= _run({number: job for number, job in ready.items() if job[0] == template}, sources)
    return results


def _child(what: str, payload: Plain, seconds: float) -> Plain:
    """Run an entry point of the engine in the guarded child; a text is the reason why it failed."""
    outcome = guard.run(f"{__name__}:{what}", payload, guard.Limits(seconds, _MEMORY_MB))
    if isinstance(outcome, guard.Failed):
        return _REASONS[outcome.reason]
    return cast(Plain, outcome.value)


def _result(template: Path, answer: Mapping[str, str]) -> bytes | Refused:
    if "error" in answer:
        return _refused(template, answer["error"])
    return base64.b64decode(answer["data"])


def _refused(template: Path, detail: str) -> Refused:
    return Refused(template=template.name, detail=detail)


def _error(refused: Refused) -> TemplateError:
    return TemplateError(f"模板“{refused.template}”有误：{refused.detail}")


def render(payload: Plain) -> Plain:
    """Child: render every job of the payload; one that fails is an ``error`` in its place."""
    wanted = cast("dict[str, list[dict[str, int | dict[str, Plain]]] | list[str]]", payload)
    engines: dict[int, Engine | FillError] = {}
    answers: list[Plain] = []
    for job in cast("list[dict[str, int | dict[str, Plain]]]", wanted["jobs"]):
        number = cast(int, job["template"])
        if number not in engines:
            engines[number] = _engine(cast(str, wanted["templates"][number]))
        answers.append(_rendered(engines[number], cast("dict[str, Plain]", job["context"])))
    return answers


def ask(payload: Plain) -> Plain:
    """Child: the names that one template asks for."""
    engine = _engine(cast("dict[str, str]", payload)["source"])
    if isinstance(engine, FillError):
        return {"error": str(engine)}
    return {"names": list(engine.names())}


def _engine(source: str) -> Engine | FillError:
    from docxtpl import DocxTemplate

    try:
        return Engine(base64.b64decode(source), DocxTemplate(None).patch_xml)
    except FillError as error:
        return error


def _rendered(engine: Engine | FillError, context: dict[str, Plain]) -> dict[str, Plain]:
    if isinstance(engine, FillError):
        return {"error": str(engine)}
    try:
        return {"data": base64.b64encode(engine.render(context)).decode("ascii")}
    except FillError as error:
        return {"error": str(error)}
