"""The index pages: nothing loaded, nothing smuggled in, no link that leads nowhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from dossier.compose.index import index_pages
from dossier.model import Box
from tests import worlds
from tests.html_words import Page

EVIL = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>.docx"
FILES = (
    "迎检版/00-总目录.docx",
    "迎检版/1-1 高于规定学历教师/盒内材料.pdf",
    "迎检版/2-9 教师培训/盒内材料.pdf",
    "迎检版/2-9 教师培训/原件/2-9-01-3 教师培训计划.mp4",
    "内部核对版/缺项清单.xlsx",
    "内部核对版/任务单/教务处.docx",
)


def pages(
    boxes: tuple[Box, ...] = (), files: tuple[str, ...] = FILES, changed: tuple[str, ...] = ()
) -> dict[str, bytes]:
    begins = {"2-9": {"2-9-01-2": 9}}
    made = index_pages(worlds.assessment(), boxes or worlds.boxes(), files, begins, changed)
    return {file.path.partition("/")[0]: file.data or b"" for file in made}


def hrefs(data: bytes) -> list[str]:
    return [attributes["href"] for tag, attributes in Page(data).elements if tag == "a"]


@pytest.mark.parametrize("edition", ["迎检版", "内部核对版"])
def test_every_link_leads_to_a_file_that_is_there(edition: str) -> None:
    for href in hrefs(pages()[edition]):
        if not href.startswith("#"):
            path = unquote(href.partition("#")[0])
            here = (
                f"{edition}/{path.removeprefix('./')}" if path.startswith("./") else path.removeprefix("../")
            )
            assert here in FILES


@pytest.mark.parametrize("edition", ["迎检版", "内部核对版"])
def test_links_are_plain_ascii(edition: str) -> None:
    assert all(href.isascii() and " " not in href for href in hrefs(pages()[edition]))


def test_an_item_opens_at_its_page() -> None:
    assert any(
        href.endswith("%E7%9B%92%E5%86%85%E6%9D%90%E6%96%99.pdf#page=9") for href in hrefs(pages()["迎检版"])
    )


def test_a_box_that_a_person_changed_opens_without_a_page_and_says_so_inside() -> None:
    made = pages(changed=(FILES[2],))
    assert not any("#page=" in href for data in made.values() for href in hrefs(data))
    said = {edition: "\n".join(Page(data).lines).count("有人改过") for edition, data in made.items()}
    assert said == {"迎检版": 0, "内部核对版": 1}


def test_without_box_files_items_stand_without_links() -> None:
    assert [href for href in hrefs(pages(files=())["迎检版"]) if not href.startswith("#")] == []


def test_inspectors_see_nothing_about_gaps() -> None:
    words = "\n".join(Page(pages()["迎检版"]).lines)
    for never in ("欠", "缺", "问题", "待补", "须处理"):
        assert never not in words
    assert "（预留）" in words


def test_the_school_sees_who_owes_what() -> None:
    words = "\n".join(Page(pages()["内部核对版"]).lines)
    assert "教务处 何静 | 2-9-02 | 培训签到表<含&照片> | 缺2024—2025学年度 | 2026年10月15日" in words
    assert "请教务处提供" in words


def test_a_name_is_never_markup() -> None:
    boxes = worlds.boxes()
    evil = replace(boxes[0], title=EVIL, items=(replace(boxes[0].items[0], title=EVIL),))
    clean = Page(pages((boxes[0],))["迎检版"]).elements
    seen = Page(pages((evil,))["迎检版"]).elements
    assert [tag for tag, _ in seen if tag in ("img", "script")] == ["script"]
    allowed = {name for _, attributes in clean for name in attributes}
    assert {name for _, attributes in seen for name in attributes} <= allowed
    assert EVIL in "".join(Page(pages((evil,))["迎检版"]).lines)


def test_direction_marks_are_shown() -> None:
    boxes = worlds.boxes()
    odd = replace(boxes[0], items=(replace(boxes[0].items[0], title="a\u202ecod.exe"),))
    assert "<U+202E>" in "".join(Page(pages((odd,))["迎检版"]).lines)


def test_nothing_is_loaded_and_only_our_style_and_script_are_in_force() -> None:
    html = pages()["迎检版"].decode()
    page = Page(html.encode())
    policy = next(
        a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        (text,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [
        tag for tag, attributes in page.elements if "src" in attributes or tag in ("link", "iframe", "img")
    ]
    assert "http" not in "".join(a.get("href", "") for _, a in page.elements)


def test_same_in_same_bytes() -> None:
    assert pages() == pages()
