"""Collect: every entry ends in exactly one state, nothing is altered, nothing leads outside."""

from __future__ import annotations

import os
import socket
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.collect import Caps, Collection, collect
from dossier.collect.junk import ignored_reason
from dossier.collect.paths import leads_outside, member_path, shown
from dossier.collect.zipnames import decode_names
from dossier.errors import SourceError
from dossier.examine import child as reading
from tests.bad_files import (
    BARE_TYPES,
    CONTENT_TYPES,
    docx,
    overlap_bomb,
    paragraph,
    quoting_zip,
    raw_zip,
    zipped,
)

posix = pytest.mark.skipif(os.name == "nt", reason="a file system of POSIX")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for root in ("材料", "上交", "数据"):
        (tmp_path / "项目" / root).mkdir(parents=True)
    return tmp_path / "项目"


def put(project: Path, path: str, content: bytes = b"x") -> Path:
    file = project / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def look(project: Path, caps: Caps | None = None) -> Collection:
    return collect(project, project.parent / "工作区", caps)


def states(collection: Collection) -> dict[str, str]:
    """Path → ``file`` or the reason; fails when a path comes twice."""
    pairs = [(item.path, "file") for item in collection.files]
    pairs += [(item.path, item.reason) for item in collection.ignored]
    pairs += [(item.path, item.reason) for item in collection.unreadable]
    assert len(pairs) == len(dict(pairs))
    return dict(pairs)


def test_nothing_there_is_fine(tmp_path: Path) -> None:
    assert states(look(tmp_path)) == {}


def test_files_are_found_below_all_roots(project: Path) -> None:
    put(project, "材料/A1/方案.txt", b"12")
    put(project, "上交/教务处/名单/花名册.xlsx")
    put(project, "上交/直接放的.txt")
    put(project, "数据/2024—2025学年度/教师.xlsx")
    put(project, "文字/不看.txt")
    collection = look(project)
    found = {file.path: file for file in collection.files}
    assert list(found) == sorted(found)
    assert len(found) == 4
    assert found["材料/A1/方案.txt"].size == 2
    assert found["材料/A1/方案.txt"].disk.read_bytes() == b"12"
    assert found["上交/教务处/名单/花名册.xlsx"].department == "教务处"
    assert found["上交/直接放的.txt"].department == ""
    assert found["数据/2024—2025学年度/教师.xlsx"].root == "数据"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$方案.docx", "lock"),
        (".~方案.docx", "lock"),
        (".~lock.方案.odt#", "lock"),
        ("Thumbs.db", "junk"),
        ("desktop.ini", "junk"),
        (".DS_Store", "junk"),
        ("._方案.docx", "junk"),
        ("~WRL0001.tmp", "junk"),
        ("方案.LNK", "junk"),
        (".hidden", "junk"),
        ("__MACOSX/方案.docx", "junk"),
        (".git/config", "junk"),
        ("方案.docx.crdownload", "truncated"),
        ("方案.zip.part", "truncated"),
        ("方案~.docx", "file"),
        ("a.tmp.docx", "file"),
    ],
)
def test_names_decide_what_nobody_handed_in(project: Path, name: str, reason: str) -> None:
    put(project, f"材料/{name}")
    assert states(look(project)) == {f"材料/{name}": reason}


def test_empty_files_are_named_but_not_empty_junk(project: Path) -> None:
    put(project, "材料/空.docx", b"")
    put(project, "材料/~$空.docx", b"")
    assert states(look(project)) == {"材料/空.docx": "empty", "材料/~$空.docx": "lock"}


@posix
def test_links_and_special_files_are_not_opened(project: Path) -> None:
    outside = put(project.parent, "外面/秘密.txt")
    (project / "材料/链接.txt").symlink_to(outside)
    (project / "材料/循环").symlink_to(project / "材料")
    (project / "材料/断链").symlink_to("没有")
    os.mkfifo(project / "材料/管道.pdf")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(project / "材料")
        try:
            listener.bind("套接字")
        finally:
            os.chdir(here)
    expected = {
        "链接.txt": "link",
        "循环": "link",
        "断链": "link",
        "管道.pdf": "special",
        "套接字": "special",
    }
    assert states(look(project)) == {f"材料/{name}": reason for name, reason in expected.items()}


@posix
def test_a_root_that_is_a_link_is_refused(project: Path) -> None:
    (project / "材料").rmdir()
    (project / "材料").symlink_to(project / "数据")
    with pytest.raises(SourceError, match=r"材料.*链接"):
        look(project)


def test_a_root_that_is_a_file_is_refused(project: Path) -> None:
    (project / "材料").rmdir()
    put(project, "材料")
    with pytest.raises(SourceError, match=r"材料.*不是文件夹") as caught:
        look(project)
    assert caught.value.exit_code == 4


def failing_scandir(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == name:
            raise PermissionError(13, "denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)


def test_a_root_that_cannot_be_listed_is_an_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_scandir(monkeypatch, "数据")
    with pytest.raises(SourceError, match=r"数据.*打不开"):
        look(project)


def test_a_folder_that_cannot_be_listed_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "材料/锁着/a.txt")
    put(project, "材料/b.txt")
    failing_scandir(monkeypatch, "锁着")
    assert states(look(project)) == {"材料/锁着": "denied", "材料/b.txt": "file"}


def test_a_file_that_cannot_be_opened_is_named(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(project, "材料/占用.docx")
    put(project, "材料/b.txt")
    real = os.open

    def locked(path: str | Path, flags: int, *rest: int) -> int:
        if Path(path).name == "占用.docx":
            raise PermissionError(13, "sharing violation")
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", locked)
    assert states(look(project)) == {"材料/占用.docx": "denied", "材料/b.txt": "file"}


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="names are UTF-8 there")
def test_undecodable_names_become_text_and_stay_openable(project: Path) -> None:
    folder = os.fsencode(project / "材料") + b"/"
    for name in ("陪餐".encode("gbk") + b".txt", b"\xff\xfe.txt", b"a\nb.txt"):
        Path(os.fsdecode(folder + name)).write_bytes(b"12")
    put(project, "材料/陪餐.txt", b"3")
    files = look(project).files
    assert [file.path.removeprefix("材料/") for file in files] == [
        "%FF%FE.txt",
        "a%0Ab.txt",
        "陪餐 (2).txt",
        "陪餐.txt",
    ]
    assert sorted(file.disk.read_bytes() for file in files) == [b"12", b"12", b"12", b"3"]
    assert all(file.path.encode("utf-8") for file in files)


def test_an_archive_counts_as_its_members(project: Path) -> None:
    inner = zipped({"深/c.txt": b"c"})
    put(
        project,
        "材料/a.zip",
        zipped({"b.docx": b"b", "夹/": b"", "夹/空.txt": b"", "内.zip": inner, "Thumbs.db": b"x"}),
    )
    collection = look(project)
    assert states(collection) == {
        "材料/a.zip!/b.docx": "file",
        "材料/a.zip!/夹/空.txt": "empty",
        "材料/a.zip!/内.zip!/深/c.txt": "file",
        "材料/a.zip!/Thumbs.db": "junk",
    }
    assert [file.disk.read_bytes() for file in collection.files] == [b"b", b"c"]
    assert all(len(file.sha256) == 64 for file in collection.files)


def test_a_folder_may_be_named_like_an_opened_archive(project: Path) -> None:
    put(project, "材料/a.zip!/b.txt", b"folder")
    put(project, "材料/a.zip", zipped({"b.txt": b"member"}))
    files = {file.path: file.disk.read_bytes() for file in look(project).files}
    assert files == {"材料/a.zip!/b.txt": b"folder", "材料/a.zip!/b (2).txt": b"member"}


def test_two_levels_are_read_and_the_third_is_named(project: Path) -> None:
    third = zipped({"d.txt": b"d"})
    put(project, "材料/a.zip", zipped({"b.zip": zipped({"c.zip": third})}))
    assert states(look(project)) == {"材料/a.zip!/b.zip!/c.zip": "unsupported"}


def test_a_document_is_no_archive_whatever_its_name(project: Path) -> None:
    put(project, "材料/其实是文档.zip", docx(paragraph("方案")))
    put(project, "材料/其实是压缩包.docx", zipped({"a.txt": b"a"}))
    assert states(look(project)) == {"材料/其实是文档.zip": "file", "材料/其实是压缩包.docx!/a.txt": "file"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("OFD.xml", b"x"),
        ("OFD.xml", b"<?xml version='1.0'?><files>OFD</files>"),
        ("content.json", b"{}"),
        ("content.json", b'[{"rootTopic": 1}]'),
        ("content.xml", b"<x/>"),
        ("mimetype", b"text/plain"),
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("mimetype", b"application/epub+zip"),
        ("META-INF/MANIFEST.MF", b"x"),
        ("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0"),
        ("META-INF/manifest.xml", b"<x/>"),
        ("AndroidManifest.xml", b"<manifest/>"),
        ("Index.zip", zipped({"a.txt": b"a"})),
        ("Index/Document.iwa", b"x"),
        ("buildVersionHistory.plist", b"<plist/>"),
        ("夹/OFD.xml", b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'),
        ("FixedDocSeq.fdseq", b"<x/>"),
        ("word/document.xml", b"<x/>"),
    ],
)
def test_a_member_called_like_a_main_part_hides_nothing(project: Path, name: str, content: bytes) -> None:
    put(project, "材料/资料.zip", zipped({name: content, "章程.docx": docx(paragraph("章程"))}))
    found = states(look(project))
    assert found["材料/资料.zip!/章程.docx"] == "file"
    assert any(path.startswith(f"材料/资料.zip!/{name}") for path in found)


def test_a_list_of_types_among_files_hides_nothing(project: Path) -> None:
    members = {"章程.docx": docx(paragraph("章程")), "[Content_Types].xml": b"<Types/>"}
    put(project, "材料/资料.zip", zipped(members))
    assert states(look(project))["材料/资料.zip!/章程.docx"] == "file"


TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"a.txt": b"a"},
        {"_rels/.rels": b"<a/>", "word/styles.xml": b"<a/>", "word/media/a.png": b"x"},
        {"word/document.xml": b"<a/>", "docProps/app.xml": b"<a/>"},
    ],
)
def test_an_unpacked_folder_packed_with_documents_is_an_archive(
    project: Path, others: dict[str, bytes]
) -> None:
    members = {TYPES: BARE_TYPES, **others, "资料/章程.docx": docx(paragraph("章程"))}
    put(project, "材料/资料.zip", zipped(members))
    found = states(look(project))
    assert {path for path in found if "!/" in path} == {f"材料/资料.zip!/{name}" for name in members}
    assert found["材料/资料.zip!/资料/章程.docx"] == "file"


@pytest.mark.parametrize(
    "members",
    [
        {TYPES: CONTENT_TYPES, "word/document.xml": b"<a/>", "word/embeddings/表.xlsx": b"x"},
        {TYPES: BARE_TYPES, "word/document.xml": b"<a/>", "word/embeddings/表.xlsx": b"x"},
        {TYPES: bytes(200), "_rels/.rels": b"<a/>", "word/styles.xml": b"<a/>"},
        {TYPES: CONTENT_TYPES, "word/styles.xml": b"<a/>"},
        {TYPES: BARE_TYPES, "_rels/.rels": b"<a/>", "3D/3dmodel.model": b"<a/>", "3D/a.png": b"x"},
    ],
)
def test_a_damaged_document_is_not_opened_like_a_folder(project: Path, members: dict[str, bytes]) -> None:
    put(project, "材料/章程.docx", zipped(members))
    assert states(look(project)) == {"材料/章程.docx": "file"}


@pytest.mark.parametrize(
    "members",
    [
        {"OFD.xml": b'\xef\xbb\xbf<OFD Version="1.0"/>', "Doc_0/Document.xml": b"<x/>"},
        {"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<x/>", "a.xhtml": b"<x/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.text-template\n", "content.xml": b"<x/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.chart", "META-INF/manifest.xml": b"<x/>"},
        {"content.json": b'[{"id": "1", "rootTopic": {}}]', "metadata.json": b"{}"},
        {"content.xml": b"<xmap-content/>", "meta.xml": b"<x/>"},
        {"Index/Document.iwa": b"\0\1\2", "preview.jpg": b"x"},
        {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0", "a/B.class": b"x"},
    ],
)
def test_a_document_of_any_program_stays_one_file(project: Path, members: dict[str, bytes]) -> None:
    put(project, "材料/一份.zip", zipped(members))
    assert states(look(project)) == {"材料/一份.zip": "file"}


def test_an_archive_under_another_extension_is_opened_and_named(project: Path) -> None:
    inner = zipped({"b.txt": b"b"})
    put(project, "材料/讲话稿.docx", zipped({"一.txt": b"1", "夹/二.xlsx": inner, "三.zip": inner}))
    put(project, "材料/无扩展名", zipped({"a.txt": b"a"}))
    put(project, "材料/夹.x!/好.ZIP", zipped({"a.txt": b"a"}))
    found = [(item.code, item.path) for item in look(project).problems]
    assert found == [
        ("wrong-extension", "材料/讲话稿.docx"),
        ("wrong-extension", "材料/讲话稿.docx!/夹/二.xlsx"),
    ]


def test_an_archive_that_cannot_be_opened_has_one_problem(project: Path) -> None:
    put(project, "材料/空.docx", zipped({}))
    assert [item.code for item in look(project).problems] == ["unreadable-empty"]


def test_a_broken_archive_is_one_entry_for_the_reader_to_name(project: Path) -> None:
    whole = zipped({"a.txt": b"a" * 1000})
    put(project, "材料/半截.zip", whole[:-30])
    assert states(look(project)) == {"材料/半截.zip": "file"}


def test_an_archive_without_files_is_named(project: Path) -> None:
    put(project, "材料/空.zip", zipped({}))
    put(project, "材料/空夹.zip", zipped({"夹/": b""}))
    assert states(look(project)) == {"材料/空.zip": "empty", "材料/空夹.zip": "empty"}


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("gbk", ["食堂/陪餐记录.docx", "均衡编班实施方案（2024年）.doc", "2024年秋季学期课程表.xls"]),
        ("gb18030", ["校长一口清.docx", "㐀𠮷.txt"]),
        ("cp932", ["学校/報告書.txt", "サンプル資料.doc", "はじめに.txt"]),
        ("utf-8", ["食堂/陪餐记录.docx"]),
        ("cp437", ["Müller/Übersicht.txt", "résumé.doc"]),
        ("gbk", ["通知.doc"]),
    ],
)
def test_names_in_the_code_page_of_the_packer(project: Path, encoding: str, names: list[str]) -> None:
    put(project, "材料/a.zip", raw_zip([(name.encode(encoding), b"x") for name in names]))
    assert sorted(states(look(project))) == sorted(f"材料/a.zip!/{name}" for name in names)


def test_a_false_utf8_flag_does_no_harm() -> None:
    assert decode_names([("陪餐".encode("gbk"), True), ("记录".encode(), True)]) == ["陪餐", "记录"]


def test_the_same_name_twice_gives_two_entries(project: Path) -> None:
    put(project, "材料/a.zip", raw_zip([(b"a.txt", b"1"), (b"a.txt", b"2")]))
    collection = look(project)
    assert [file.path for file in collection.files] == ["材料/a.zip!/a (2).txt", "材料/a.zip!/a.txt"]
    assert [file.disk.read_bytes() for file in collection.files] == [b"2", b"1"]


@pytest.mark.parametrize(
    "name", ["../越界.txt", "/etc/越界.txt", "C:\\越界.txt", "a/../../越界.txt", "..\\越界.txt"]
)
def test_names_that_lead_out_are_refused_and_the_rest_goes_on(project: Path, name: str) -> None:
    put(project, "材料/a.zip", raw_zip([(name.encode(), b"x"), (b"b.txt", b"b")]))
    before = sorted(project.parent.parent.rglob("*越界*"))
    collection = look(project)
    assert sorted(states(collection).values()) == ["file", "unsupported"]
    assert "越出" in collection.unreadable[0].detail or "指向" in collection.unreadable[0].detail
    assert ".." not in collection.unreadable[0].path.split("/")
    assert sorted(project.parent.parent.rglob("*越界*")) == before


def test_links_in_archives_are_ignored(project: Path) -> None:
    link = raw_zip([(b"a", b"/etc/passwd")], mode=stat.S_IFLNK | 0o777)
    put(project, "材料/a.zip", link)
    assert states(look(project)) == {"材料/a.zip!/a": "link"}


@pytest.mark.parametrize(
    ("archive", "reason"),
    [
        (raw_zip([(b"a", b"x" * 99)], crc=1), "corrupt"),
        (raw_zip([(b"a", b"x" * 99)], size=5), "corrupt"),
        (raw_zip([(b"a", b"x" * 99)], size=1 << 30), "corrupt"),
        (raw_zip([(b"a", b"x" * 99)], method=9), "unsupported"),
        (raw_zip([(b"a", b"x" * 99)], method=98), "unsupported"),
    ],
)
def test_members_that_lie_or_cannot_be_unpacked(project: Path, archive: bytes, reason: str) -> None:
    put(project, "材料/a.zip", archive)
    assert states(look(project)) == {"材料/a.zip!/a": reason}


@pytest.mark.parametrize("marks", [{"flags": 1}, {"method": 99}])
def test_an_archive_with_a_password_is_one_entry(project: Path, marks: dict[str, int]) -> None:
    put(project, "材料/a.zip", raw_zip([(b"a", b"x"), (b"b", b"y")], **marks))
    assert states(look(project)) == {"材料/a.zip": "encrypted"}


def test_a_bomb_is_stopped_while_reading(project: Path) -> None:
    put(project, "材料/a.zip", zipped({"0.bin": bytes(30 << 20), "b.txt": b"b"}))
    assert states(look(project)) == {"材料/a.zip!/0.bin": "bomb", "材料/a.zip!/b.txt": "file"}
    left = sum(path.stat().st_size for path in (project.parent / "工作区").rglob("*") if path.is_file())
    assert left < 1000


def test_members_that_share_bytes_are_refused(project: Path) -> None:
    put(project, "材料/a.zip", overlap_bomb(9))
    assert set(states(look(project)).values()) == {"bomb"}


def test_members_that_quote_each_other_are_refused(project: Path) -> None:
    put(project, "材料/a.zip", quoting_zip())
    assert states(look(project)) == {"材料/a.zip!/a.txt": "bomb", "材料/a.zip!/b.txt": "bomb"}


def test_a_bomb_inside_an_archive_is_stopped_too(project: Path) -> None:
    inner = zipped({"0.bin": bytes(30 << 20), "b.txt": b"b"})
    put(project, "材料/a.zip", zipped({"内.zip": inner}))
    assert states(look(project)) == {"材料/a.zip!/内.zip!/0.bin": "bomb", "材料/a.zip!/内.zip!/b.txt": "file"}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_less_usual_ways_to_pack_are_read(project: Path, method: int) -> None:
    put(project, "材料/a.zip", zipped({"a.txt": b"a" * 999}, method))
    assert [file.disk.read_bytes() for file in look(project).files] == [b"a" * 999]


def test_names_that_differ_in_form_or_case_alone_are_two_files(project: Path) -> None:
    names = ["材料/\u00e9.txt", "材料/e\u0301.txt", "材料/A.txt", "材料/a.txt"]
    for number, name in enumerate(names):
        put(project, name, b"%d" % number)
    if len(list((project / "材料").iterdir())) < len(names):
        pytest.skip("a disk that takes them for one")
    found = {file.path: file.disk.read_bytes() for file in look(project).files}
    assert found == {name: b"%d" % number for number, name in enumerate(names)}


def test_names_that_lie_to_the_eye_keep_their_characters(project: Path) -> None:
    names = ["材料/报告\u202excod.docx", "材料/方\u200b案.txt", "材料/😀.txt"]
    for name in names:
        put(project, name)
    assert [file.path for file in look(project).files] == sorted(names)


@posix
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root makes devices")
def test_a_device_is_not_opened(project: Path) -> None:
    try:
        os.mknod(project / "材料/设备.pdf", stat.S_IFCHR | 0o600, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("not even root may make devices here")
    assert states(look(project)) == {"材料/设备.pdf": "special"}


@posix
def test_circles_of_links_end(project: Path) -> None:
    (project / "材料/夹").mkdir()
    (project / "材料/夹/上一级").symlink_to("..")
    (project / "材料/甲").symlink_to("乙")
    (project / "材料/乙").symlink_to("甲")
    (project / "材料/自己").symlink_to("自己")
    put(project, "材料/夹/a.txt")
    assert states(look(project)) == {
        "材料/夹/a.txt": "file",
        "材料/夹/上一级": "link",
        "材料/甲": "link",
        "材料/乙": "link",
        "材料/自己": "link",
    }


@posix
@pytest.mark.parametrize("name", ["管道.zip", "管道.docx", "管道"])
def test_a_pipe_that_nobody_writes_to_holds_nothing_up(project: Path, name: str) -> None:
    os.mkfifo(project / "材料" / name)
    assert states(look(project)) == {f"材料/{name}": "special"}


@posix
def test_a_file_that_became_a_pipe_meanwhile_is_not_waited_for(project: Path) -> None:
    file = put(project, "材料/a.docx", docx(paragraph("方案")))
    (found,) = look(project).files
    file.unlink()
    os.mkfifo(file)
    assert reading.read({"disk": str(found.disk), "suffix": ".docx", "deep": True}) == {
        "unreadable": ["changed", ""]
    }


@pytest.mark.parametrize("name", ["空洞.jpg", "空洞.zip", "空洞.docx"])
@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"\xff\xd8\xff\xe0"])
def test_a_file_full_of_holes_is_one_entry_and_told_once(project: Path, name: str, head: bytes) -> None:
    file = put(project, f"材料/{name}", head)
    os.truncate(file, 40_000_000)
    assert states(look(project)) == {f"材料/{name}": "file"}
    answer = reading.read({"disk": str(file), "suffix": file.suffix, "deep": True})
    assert answer["unreadable"][0] in ("truncated", "corrupt")


def test_an_empty_file_and_an_empty_archive_are_told_apart(project: Path) -> None:
    put(project, "材料/空.docx", b"")
    put(project, "材料/空.zip", zipped({}))
    assert [item.message for item in look(project).problems] == [
        "“材料/空.docx”是空的（0字节）",
        "“材料/空.zip”是空的（压缩包里没有文件）",
    ]


def test_caps_on_members_and_bytes(project: Path) -> None:
    put(project, "材料/a.zip", zipped({f"{n}.txt": os.urandom(1000) for n in range(4)}))
    assert states(look(project, Caps(members=3))) == {"材料/a.zip": "too-large"}
    collection = collect(project, project.parent / "再来", Caps(total_bytes=2500))
    assert sorted(states(collection).values()) == ["file", "file", "too-large", "too-large"]
    collection = collect(project, project.parent / "三来", Caps(member_bytes=999))
    assert set(states(collection).values()) == {"too-large"}


def test_problems_say_what_to_do(project: Path) -> None:
    put(project, "材料/空.docx", b"")
    (found,) = look(project).problems
    assert (found.code, found.path) == ("unreadable-empty", "材料/空.docx")


NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='/\\\0<>:"|?*\r\n'), min_size=1, max_size=12
).filter(lambda name: name.strip(". ") == name)


@given(name=st.text(max_size=30))
def test_member_paths_stay_inside(name: str) -> None:
    steps = member_path(name).split("/")
    assert all(step not in ("", ".", "..") for step in steps)
    assert member_path(name).encode("utf-8")
    if not leads_outside(name):
        assert ".." not in steps


CONTENTS = st.one_of(st.binary(max_size=40), st.dictionaries(NAMES, st.binary(max_size=20), max_size=4))
"""The bytes of a file, or the members of an archive."""


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=st.dictionaries(st.lists(NAMES, min_size=1, max_size=3).map(tuple), CONTENTS, max_size=8))
def test_every_entry_ends_in_exactly_one_state(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[tuple[str, ...], bytes | dict[str, bytes]]
) -> None:
    base = tmp_path_factory.mktemp("树")
    expected = 0
    for steps, content in tree.items():
        file = base.joinpath("项目", "材料", *steps)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(zipped(content) if isinstance(content, dict) else content)
        except OSError:  # one of these is a folder and a file at once
            continue
        hides_members = ignored_reason("/".join(steps)) or not isinstance(content, dict)
        expected += 1 if hides_members else max(1, len(content))
    before = snapshot(base / "项目")
    found = states(look(base / "项目"))
    assert len(found) == expected
    assert all(
        any(path == shown(file) or path.startswith(f"{shown(file)}!/") for file, _ in before)
        for path in found
    )
    assert snapshot(base / "项目") == before


def snapshot(folder: Path) -> dict[tuple[str, bool], tuple[bytes, int]]:
    """Bytes and time of change of everything below *folder*."""
    return {
        (path.relative_to(folder).as_posix(), path.is_file()): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
        )
        for path in folder.rglob("*")
    }


def test_a_folder_named_like_junk_is_junk_all_through() -> None:
    assert ignored_reason("材料/__MACOSX/深/a.docx") == "junk"
    assert ignored_reason("材料/正常/a.docx") is None
