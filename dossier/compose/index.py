"""The two index pages: every box, item and page by a link, from a stick, without a network.

A page loads nothing: its one style and its one script stand in it and are named by their hashes in the content
security policy, so that nothing which a file name might smuggle in can run. No data stands in the script; it only
hides rows of the table that a person reads.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import quote

from dossier import resources
from dossier.compose import contexts, gaps, open_problems, phrases
from dossier.compose.documents import INTERNAL, OUTWARD
from dossier.compose.plain import Plain
from dossier.compose.tables import BOX_PDF
from dossier.model import Assessment, Box, Item, OutputFile
from dossier.text import mask, visible

PdfPages = Mapping[str, Mapping[str, int]]
"""Box code → item code → 1-based page of the box PDF where the item begins."""

_WORKED_OFF = ("任务单", "退回", "催办")
"""Folders of what departments and people are given to do."""
_BOX_PAPERS = ("封面.docx", "盒内目录.docx", "备考表.docx")


def index_pages(
    assessment: Assessment,
    boxes: Sequence[Box],
    files: Sequence[str],
    pdf_pages: PdfPages,
    changed: Collection[str],
) -> tuple[OutputFile, ...]:
    """``index.html`` of both editions.

    Args:
        files: every path of the output below the short-name folder, so that no link leads nowhere.
        pdf_pages: where each item begins in its box PDF; an item without one opens the box at its first page.
        changed: files at whose place a person's own version stands; of these nobody knows the pages.
    """
    return tuple(
        OutputFile(
            path=f"{edition}/index.html",
            data=_page(assessment, boxes, _Links(edition, files, changed), pdf_pages),
        )
        for edition in (OUTWARD, INTERNAL)
    )


class _Links:
    """Relative, percent-encoded links from one edition to files that are there."""

    def __init__(self, edition: str, files: Sequence[str], changed: Collection[str]) -> None:
        self.edition = edition
        self.changed = frozenset(changed)
        self._known = frozenset(files)
        self._folders: dict[str, list[str]] = {}
        for path in sorted(files):
            self._folders.setdefault(path.rpartition("/")[0], []).append(path)

    @property
    def internal(self) -> bool:
        """Whether this is the school's own edition."""
        return self.edition == INTERNAL

    def to(self, path: str, page: int = 0) -> str:
        """The link to *path* (below the short-name folder), empty where there is no such file."""
        if path not in self._known:
            return ""
        own = path.startswith(f"{self.edition}/")
        relative = f"./{path.removeprefix(f'{self.edition}/')}" if own else f"../{path}"
        return quote(relative) + (f"#page={page}" if page and path not in self.changed else "")

    def below(self, folder: str) -> list[str]:
        """Files directly in *folder*, sorted."""
        return self._folders.get(folder, [])


def _page(assessment: Assessment, boxes: Sequence[Box], links: _Links, pdf_pages: PdfPages) -> bytes:
    import jinja2
    from markupsafe import Markup

    style, script = (resources.template(name).read_text("utf-8") for name in ("index.css", "index.js"))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_masked)
    template = environment.from_string(resources.template("index.html").read_text("utf-8"))
    html = template.render(
        title=contexts.project_name(assessment),
        school=assessment.project.school.name,
        years=contexts.span(boxes),
        internal=links.internal,
        policy=_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        totals=_totals(assessment, boxes, links.internal),
        papers=_papers(links),
        note=phrases.list_note(assessment.checklist),
        owed=gaps.open_rows(assessment) if links.internal else [],
        problems=_problems(assessment) if links.internal else (),
        groups=[
            {
                "title": title,
                "boxes": [_box(box, links, pdf_pages) for box in boxes if box.group_title == title],
            }
            for title in dict.fromkeys(box.group_title for box in boxes)
        ],
    )
    return html.encode("utf-8")


def _masked(value: object) -> object:
    """Personal numbers masked in whatever is printed; our own style and script are no text."""
    return mask(value) if type(value) is str else value


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere; this style and this script alone are in force."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _totals(assessment: Assessment, boxes: Sequence[Box], internal: bool) -> list[tuple[str, int]]:
    totals = [
        ("盒", len(boxes)),
        ("件", sum(box.count for box in boxes)),
        ("页", sum(box.pages for box in boxes)),
    ]
    if internal:
        rows = gaps.open_rows(assessment)
        errors = sum(problem.severity == "error" for problem in assessment.problems)
        totals += [("待补材料", len(rows)), ("须处理的问题", errors)]
    return totals


def _papers(links: _Links) -> list[tuple[str, str]]:
    """The documents at the top of the edition: contents, reports, lists, what people are given to do."""
    below = _WORKED_OFF if links.internal else ()
    folders = (links.edition, *(f"{links.edition}/{folder}" for folder in below))
    paths = [path for folder in folders for path in links.below(folder) if not path.endswith("/index.html")]
    return [(_name(path), links.to(path)) for path in paths]


def _name(path: str) -> str:
    folder, _, name = path.rpartition("/")
    kind = folder.rpartition("/")[2]
    return f"{kind}：{name.rpartition('.')[0]}" if kind in _WORKED_OFF else name


def _problems(assessment: Assessment) -> list[dict[str, Plain]]:
    told = open_problems.rows(assessment, assessment.problems)
    return [{"kind": p.severity, **row} for p, row in zip(assessment.problems, told, strict=True)]


def _box(box: Box, links: _Links, pdf_pages: PdfPages) -> dict[str, object]:
    folder = f"{OUTWARD}/{box.folder}"
    papers = [(name.removesuffix(".docx"), links.to(f"{folder}/{name}")) for name in _BOX_PAPERS]
    return {
        "code": box.code,
        "title": box.title,
        "link": links.to(f"{folder}/{BOX_PDF}"),
        "changed": links.internal and f"{folder}/{BOX_PDF}" in links.changed,
        "number": f"{box.number:02d}",
        "count": box.count,
        "pages": box.pages,
        "owner": box.owner,
        "papers": [(name, link) for name, link in papers if link],
        "rows": [_item(item, folder, links, pdf_pages.get(box.code, {})) for item in box.items],
    }


def _item(item: Item, folder: str, links: _Links, begins: Mapping[str, int]) -> dict[str, object]:
    shown = item.state in ("bound", "paper", "attached")
    originals = [
        path for path in links.below(f"{folder}/原件") if path.rpartition("/")[2].startswith(f"{item.code} ")
    ]
    return {
        "code": item.code,
        "title": visible(mask(item.title)),
        "link": links.to(f"{folder}/{BOX_PDF}", begins.get(item.code, 0)) if shown else "",
        "year": item.year,
        "pages": contexts.pages(item),
        "owner": item.owner,
        "remark": contexts.remark(item),
        "originals": [("原件", links.to(path)) for path in originals],
    }
