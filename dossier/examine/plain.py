"""Text, tables in text, web pages, rich text, mails: what has no pages of its own and no container."""

from __future__ import annotations

import csv
import html
import itertools
import os
import re
from dataclasses import replace

from dossier.decode import decode, decoded
from dossier.examine.facts import LEAD_LENGTH, TAIL_LENGTH, Facts, Sample, Unfit
from dossier.examine.sheets import sheet_title
from dossier.examine.titles import HEADING, Line, choose
from dossier.grids import shown_pages
from dossier.text import names_people

_MOST = 1 << 18
"""Bytes looked at; enough for the beginning of anything."""
_LONGEST = 64 << 20
"""Bytes in which numbers of people are looked for."""
_BLOCK_TAG = re.compile(r"</?(?:p|div|tr|br|h\d|li|table|title|body)\b[^<>]*>", re.I)
_HIDES = re.compile(r"<(script|style|head)\b|<!--", re.I)
_SHOWS = {name: re.compile(rf"</{name}\s*>", re.I) for name in ("script", "style", "head")} | {
    "": re.compile("-->")
}
"""What ends a stretch that no browser shows, by what began it; a comment has no name."""
_TAG = re.compile(r"<[^>]*(?:>|\Z)")
_HEADLINE = re.compile(r"<h1\b[^<>]*>", re.I)
_PAGE_TITLE = re.compile(r"<title\b[^<>]*>", re.I)
_LONGEST_TITLE = 2_000
_PAGES = 3
"""Of an archive; so many tell what it is."""


def read_text(sample: Sample) -> Facts:
    """Read a plain text."""
    text = _start(sample)
    facts = _facts(sample, text.splitlines())
    is_whole = sample.file.seek(0, os.SEEK_END) <= _MOST
    return replace(facts, tail=text.rstrip()[-TAIL_LENGTH:]) if is_whole else facts


def read_csv(sample: Sample) -> Facts:
    """Read a table in text; the separator is whichever of comma, tab and semicolon its first lines use most."""
    lines = _start(sample).splitlines()[:50]
    separator = max(",\t;", key=lambda mark: sum(line.count(mark) for line in lines))
    try:
        rows = list(itertools.islice(csv.reader(lines, delimiter=separator), 30))
    except csv.Error:
        rows = [[line] for line in lines]
    text = "\n".join(" ".join(filter(None, row)) for row in rows)
    return Facts(
        kind="csv",
        title=sheet_title(rows),
        lead=text[:LEAD_LENGTH],
        has_text=bool(text.strip()),
        personal=_names_people(sample),
    )


def read_html(sample: Sample) -> Facts:
    """Read a web page; what calls itself .xls is often one."""
    lines, title = _page(_start(sample))
    return _facts(sample, lines, title)


def read_web_archive(sample: Sample) -> Facts:
    """Read the pages of a web archive, of a workbook in the order of its sheets."""
    sample.file.seek(0)
    pages = [page.content for page in shown_pages(sample.file.read())]
    if not pages:
        raise Unfit("unsupported", "（网页存档里没有网页）")
    lines, title = _page(decoded(pages[0][:_MOST]))
    for page in pages[1:_PAGES]:
        lines += _page(decoded(page[:_MOST]))[0]
    personal = any(names_people(decoded(page[:_LONGEST])) for page in pages)
    return replace(_facts(sample, lines, title), personal=personal)


def _page(source: str) -> tuple[list[str], list[str]]:
    """The lines that a browser shows of a page, and its title if it has one."""
    headline = _inside(source, _HEADLINE, "</h1") or _inside(source, _PAGE_TITLE, "</title")
    visible = _TAG.sub("", _BLOCK_TAG.sub("\n", _shown(source)))
    title = [html.unescape(_TAG.sub("", headline))] if headline else []
    return html.unescape(visible).splitlines(), title


def _inside(source: str, start: re.Pattern[str], end: str) -> str:
    """What stands in the first element that *start* begins; empty if it does not end soon."""
    found = start.search(source)
    inner = source[found.end() :][:_LONGEST_TITLE] if found else ""
    at = inner.lower().find(end)
    return inner[:at] if at >= 0 else ""


def _shown(source: str) -> str:
    """*source* without scripts, styles and comments, in one pass: of those that never end there may be many."""
    pieces: list[str] = []
    at = 0
    endless: set[str] = set()
    for hidden in _HIDES.finditer(source):
        name = (hidden[1] or "").lower()
        if hidden.start() < at or name in endless:
            continue
        end = _SHOWS[name].search(source, hidden.end())
        if end is None:
            endless.add(name)
            continue
        pieces.append(source[at : hidden.start()])
        at = end.end()
    return "".join(pieces) + source[at:]


def read_xml(sample: Sample) -> Facts:
    """Read XML, such as Word's and Excel's of 2003, as text between tags."""
    source = _start(sample)
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise Unfit("doctype")
    return _facts(sample, html.unescape(_TAG.sub("\n", source)).splitlines())


def read_mail(sample: Sample) -> Facts:
    """Read a mail: its subject and its first text."""
    import email
    import email.policy

    sample.file.seek(0)
    message = email.message_from_binary_file(sample.file, policy=email.policy.default)
    try:
        body = message.get_body(("plain", "html"))
        text = str(body.get_content()) if body is not None else ""
        subject = str(message["subject"] or "")
    except (KeyError, LookupError, ValueError, AttributeError, TypeError):  # what odd headers raise
        text = subject = ""
    return _facts(sample, _TAG.sub("", text).splitlines(), [subject])


def _facts(sample: Sample, lines: list[str], headings: list[str] | None = None) -> Facts:
    text = "\n".join(line.strip() for line in lines if line.strip())
    marked = [Line(heading, HEADING) for heading in headings or []]
    return Facts(
        kind=sample.kind,
        title=choose([*marked, *map(Line, lines)]),
        lead=text[:LEAD_LENGTH],
        has_text=bool(text),
        personal=_names_people(sample),
    )


def _names_people(sample: Sample) -> bool:
    """Whether an identity or a pupil number stands anywhere in a file that is no larger than a text ever is."""
    sample.file.seek(0)
    return names_people(decode(sample.file.read(_LONGEST), partial=True) or "")


def _start(sample: Sample) -> str:
    sample.file.seek(0)
    text = decode(sample.file.read(_MOST), partial=True)
    if text is None:
        raise Unfit("corrupt", "（不是文字）")
    return text
