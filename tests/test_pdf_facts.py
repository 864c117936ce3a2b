"""What is read in PDFs, and what is refused."""

from __future__ import annotations

import io

import pytest

from tests.bad_files import (
    CATALOGUE,
    PAGE,
    deep_page_tree,
    page_tree,
    pdf,
    raw_pdf,
)
from tests.looking import (
    BODY,
    chinese_pdf,
    facts,
    reason,
    verdict,
)


def test_the_largest_line_of_a_pdf_is_its_title() -> None:
    made = chinese_pdf(
        [[("某某县教育局文件", 40), ("×教发〔2024〕12号", 12), ("均衡编班", 22), ("实施方案", 22), *BODY]]
    )
    found = facts("a.pdf", made)
    assert (found["pages"], found["title"], found["has_text"]) == (1, "均衡编班实施方案", True)


def test_titles_at_the_top_of_pages_propose_a_split() -> None:
    pages = [
        [("均衡编班实施方案", 22), *BODY],
        [*BODY, *BODY],
        [("教师培训计划", 22), *BODY],
        [("一、培训目标", 22), *BODY],
    ]
    found = facts("a.pdf", chinese_pdf(pages))
    assert found["headings"] == [["均衡编班实施方案", 1], ["教师培训计划", 3]]
    assert facts("a.pdf", chinese_pdf(pages[:1]))["headings"] == []


def test_running_heads_are_no_titles() -> None:
    pages = [[(f"某某中学规章制度 第{n}册", 22), *BODY] for n in range(1, 6)]
    assert facts("a.pdf", chinese_pdf(pages))["headings"] == []


def test_a_scan_has_no_text() -> None:
    found = facts("a.pdf", pdf(["", ""]))
    assert (found["pages"], found["has_text"], found["title"]) == (2, False, "")
    assert not facts("a.pdf", pdf(["CamScanner 1", "CamScanner 2"]))["has_text"]


def test_a_pdf_behind_rubbish_is_still_one() -> None:
    assert facts("a.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + pdf(["Some plain text"]))["pages"] == 1


def test_pdf_passwords() -> None:
    assert reason("a.pdf", pdf(["secret"], encrypted="pw")) == "encrypted"


def locked_pdf(*, trailer: str, cipher: bytes) -> bytes:
    return raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, cipher, trailer=trailer)


def test_a_pdf_that_anybody_may_read_is_read() -> None:
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(["Some plain text"]))) as made:
        made.save(target, encryption=pikepdf.Encryption(owner="x", user="", R=6))
    assert facts("a.pdf", target.getvalue())["title"] == "Some plain text"


def test_a_pdf_for_the_holders_of_a_certificate_is_locked_and_not_broken() -> None:
    cipher = b"<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s4/V 2/Length 128/Recipients[<00>]>>"
    locked = locked_pdf(trailer="/Encrypt 4 0 R/ID[<00><00>]", cipher=cipher)
    assert reason("a.pdf", locked) == "encrypted"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (page_tree(b"2 0 R 3 0 R", 2), "corrupt"),
        (deep_page_tree(20_000), "corrupt"),
        (page_tree(b"3 0 R " * 1_000_000, 1_000_000), "bomb"),
        (page_tree(b" ".join(b"%d 0 R" % n for n in range(3, 23_004)), 23_001, *[PAGE] * 23_000), "bomb"),
        (raw_pdf(b"<<>>", PAGE), "corrupt"),
    ],
    ids=["a circle", "a well", "one page a million times", "too many", "no tree"],
)
def test_page_trees_that_never_end(made: bytes, expected: str) -> None:
    assert reason("a.pdf", made) == expected


@pytest.mark.parametrize(
    "made",
    [
        page_tree(b"3 0 R", 1_000_000),
        page_tree(b"3 0 R", -5),
        raw_pdf(
            CATALOGUE.replace(b"2 0 R", b"2 0 R/Outlines 4 0 R"),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE,
            b"<</First 5 0 R/Last 5 0 R>>",
            b"<</Title(a)/Next 5 0 R/First 5 0 R/Parent 4 0 R>>",
        ),
        raw_pdf(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", PAGE, trailer="/Prev 189"),
    ],
    ids=["too high a count", "a count below nothing", "outlines in a circle", "tables in a circle"],
)
def test_what_only_looks_endless_is_read(made: bytes) -> None:
    assert facts("a.pdf", made)["pages"] == 1


def test_broken_pdf_files() -> None:
    whole = pdf(["Some plain text"] * 3)
    assert reason("a.pdf", whole[: len(whole) // 2]) == "truncated"
    assert reason("a.pdf", b"%PDF-1.4\nnothing at all\n%%EOF") == "corrupt"
    damaged = whole.replace(b"startxref", b"startxxxx").replace(b"xref", b"xxxx")
    assert facts("a.pdf", damaged)["pages"] == 3


def test_a_pdf_without_pages() -> None:
    import pikepdf

    target = io.BytesIO()
    pikepdf.new().save(target)
    assert reason("a.pdf", target.getvalue()) == "corrupt"


def test_pages_that_would_come_out_blank_are_named() -> None:
    made = pdf(["Some plain text"])
    start = made.index(b"stream\n") + 7 if b"stream\n" in made else made.index(b"stream\r\n") + 8
    broken = made[:start] + b"\xff" * 10 + made[start + 10 :]
    if b"/FlateDecode" in made:
        assert verdict("a.pdf", broken) == {"unreadable": ["corrupt", "（第1页解不开）"]}
