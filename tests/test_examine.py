"""The room as a whole: documents and problems, what is remembered, what fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.cache import Cache
from dossier.examine import child as reading
from dossier.examine import examine
from dossier.guard import Limits
from dossier.model import Document, Unreadable
from dossier.progress import Progress
from tests.bad_files import (
    docx,
    paragraph,
    pdf,
    picture,
    zipped,
)
from tests.looking import (
    look,
    old,
    source,
    word97,
    xlsx,
)


def test_files_come_out_as_documents_and_problems(tmp_path: Path) -> None:
    found = look(
        tmp_path,
        方案__docx=docx(paragraph("均衡编班实施方案")),
        错__doc=docx(paragraph("安全\x00制度".replace("\x00", ""))),
        坏__pdf=b"%PDF-1.4\n%%EOF",
        日期__docx=docx("<w:p><w:fldSimple w:instr='DATE'/></w:p>"),
        IMG_20240315_101112__png=picture("PNG"),
    )
    assert [document.path for document in found.documents] == [
        "材料/方案.docx",
        "材料/错.doc",
        "材料/日期.docx",
        "材料/IMG_20240315_101112.png",
    ]
    assert found.documents[0].title == "均衡编班实施方案"
    assert found.documents[1].wrong_extension
    assert found.documents[3].taken == "2024-03-15"
    assert [(item.path, item.reason) for item in found.unreadable] == [("材料/坏.pdf", "corrupt")]
    assert [item.code for item in found.problems] == [
        "wrong-extension",
        "unreadable-corrupt",
        "volatile-source",
    ]
    assert len(found.unreadable[0].sha256) == 64


def test_sources_stay_as_they_are(tmp_path: Path) -> None:
    file = source(tmp_path, "a.docx", docx(paragraph("方案")))
    before = (file.disk.read_bytes(), file.disk.stat().st_mtime_ns)
    examine([file], Cache(tmp_path / "缓存"), Progress())
    assert (file.disk.read_bytes(), file.disk.stat().st_mtime_ns) == before


def test_what_was_read_before_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [
        old(source(tmp_path, "a.docx", docx(paragraph("方案")))),
        old(source(tmp_path, "b.pdf", b"%PDF-")),
    ]
    cache = Cache(tmp_path / "缓存")
    first = examine(files, cache, Progress())
    monkeypatch.setattr("dossier.examine._TARGET", "dossier.examine.child:nothing_of_the_kind")
    assert examine(files, cache, Progress()) == first
    changed = old(source(tmp_path, "a.docx", docx(paragraph("新的方案"))))
    assert examine([changed], cache, Progress()).unreadable


def test_the_same_content_elsewhere_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = source(tmp_path, "a.docx", docx(paragraph("方案")))
    cache = Cache(tmp_path / "缓存")
    (document,) = examine([file], cache, Progress()).documents
    monkeypatch.setattr("dossier.examine._TARGET", "dossier.examine.child:nothing_of_the_kind")
    member = file._replace(path="材料/b.zip!/c.docx", sha256=document.sha256)
    assert examine([member], cache, Progress()).documents[0].title == "方案"


def test_a_damaged_cache_changes_nothing(tmp_path: Path) -> None:
    files = [old(source(tmp_path, "a.docx", docx(paragraph("方案"))))]
    cache = Cache(tmp_path / "缓存")
    first = examine(files, cache, Progress())
    for entry in (tmp_path / "缓存").rglob("*.json"):
        entry.write_bytes(b"{}")
    assert examine(files, cache, Progress()) == first


def test_a_file_that_is_gone_or_locked_is_named(tmp_path: Path) -> None:
    gone = source(tmp_path, "a.docx", b"x")
    gone.disk.unlink()
    found = examine([gone], Cache(tmp_path / "缓存"), Progress())
    assert [item.reason for item in found.unreadable] == ["changed"]


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = source(tmp_path, "a.txt", "安全制度".encode())
    real = reading._examined

    def meddle(*arguments: object) -> object:
        file.disk.write_bytes(b"changed meanwhile")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_examined", meddle)
    answer = reading.read({"disk": str(file.disk), "suffix": ".txt", "deep": True})
    assert answer == {"unreadable": ["changed", ""]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("hang.txt", "timeout"), ("die.txt", "crashed"), ("eat.txt", "bomb"), ("fail.txt", "corrupt")],
)
def test_a_reader_that_fails_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    monkeypatch.setattr("dossier.examine._TARGET", "tests.guard_targets:misread")
    files = [source(tmp_path, name, b"x"), source(tmp_path, "ok.txt", b"x")]
    found = examine(files, Cache(tmp_path / "缓存"), Progress(), limits=Limits(2, 2048))
    assert [(item.path, item.reason) for item in found.unreadable] == [(f"材料/{name}", expected)]
    assert [item.path for item in found.documents] == ["材料/ok.txt"]


def test_a_text_that_takes_too_long_costs_only_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dossier.examine._TARGET", "tests.guard_targets:misread")
    files = [source(tmp_path, "slow.txt", b"x")]
    found = examine(files, Cache(tmp_path / "缓存"), Progress(), limits=Limits(2, 2048))
    assert [item.path for item in found.documents] == ["材料/slow.txt"]


def test_progress_counts_every_file(tmp_path: Path) -> None:
    class Counting(Progress):
        steps = 0

        def stage(self, title: str, total: int = 0) -> None:
            self.total = total

        def step(self, what: str = "") -> None:
            self.steps += 1

    progress = Counting()
    files = [source(tmp_path, f"{n}.txt", b"x") for n in range(3)]
    found = examine(files, Cache(tmp_path / "缓存"), progress)
    assert progress.total == progress.steps == len(found.documents) == 3


def test_every_file_ends_as_document_or_unreadable(tmp_path: Path) -> None:
    """Whatever a valid file loses or has flipped, it is read or named."""
    wholes = {
        "docx": docx(paragraph("方案" * 99)),
        "xlsx": xlsx([["花名册"]]),
        "pdf": pdf(["Some plain text"] * 2),
        "jpg": picture(),
        "doc": word97("方案"),
        "zip": zipped({"a.txt": b"a"}),
        "rtf": rb"{\rtf1 abc}",
    }
    files = []
    for suffix, whole in wholes.items():
        for step in range(12):
            at = len(whole) * step // 12
            files.append(source(tmp_path, f"截{step}.{suffix}", whole[: at + 1]))
            broken = bytearray(whole)
            broken[at] ^= 0xA5
            files.append(source(tmp_path, f"翻{step}.{suffix}", bytes(broken)))
    found = examine(files, Cache(tmp_path / "缓存"), Progress())
    ended: list[Document | Unreadable] = [*found.documents, *found.unreadable]
    assert sorted(item.path for item in ended) == sorted(file.path for file in files)
    assert not [item for item in found.unreadable if item.reason in ("timeout", "crashed")]
