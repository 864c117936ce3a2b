"""The cache: what went in comes out or nothing does, and it never stands in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dossier.cache import ByStat, Cache, fingerprint, key


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_keys_depend_on_every_part_and_its_place() -> None:
    assert key("a", "b") == key("a", "b")
    assert len({key("a", "b"), key("ab"), key("b", "a"), key("a", "b", "")}) == 4


def test_a_value_comes_back(cache: Cache) -> None:
    assert cache.load("facts", key("x")) is None
    cache.store("facts", key("x"), {"题名": "均衡编班方案", "页": [1, None]})
    assert cache.load("facts", key("x")) == {"题名": "均衡编班方案", "页": [1, None]}
    assert cache.load("other", key("x")) is None


@pytest.mark.parametrize("damage", [b"", b"\xff", b"0" * 64 + b"\n[]"])
def test_a_damaged_value_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.store("facts", key("x"), [1])
    (entry,) = entries(tmp_path)
    entry.write_bytes(damage)
    assert cache.load("facts", key("x")) is None


def test_one_flipped_bit_is_a_miss(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store("facts", key("x"), [1])
    (entry,) = entries(tmp_path)
    body = bytearray(entry.read_bytes())
    body[-2] ^= 1
    entry.write_bytes(bytes(body))
    assert cache.load("facts", key("x")) is None


def test_a_file_comes_back_and_the_source_is_untouched(cache: Cache, tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-")
    assert cache.file("pdf", key("x")) is None
    kept = cache.put_file("pdf", key("x"), source)
    assert cache.file("pdf", key("x")) == kept != source
    assert kept.read_bytes() == source.read_bytes() == b"%PDF-"


def test_a_damaged_file_is_a_miss(cache: Cache, tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-")
    cache.put_file("pdf", key("x"), source).write_bytes(b"%PDF")
    assert cache.file("pdf", key("x")) is None


def test_nothing_half_written_stays(cache: Cache, tmp_path: Path) -> None:
    cache.store("facts", key("x"), 1)
    cache.put_file("pdf", key("x"), tmp_path / "missing.pdf")
    assert len(entries(tmp_path)) == 1


def test_what_a_killed_run_left_is_swept_and_what_another_is_writing_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with cache._part(tmp_path / "pdf/xx/value") as left:
        left.write_bytes(b"half")
        os.utime(left, (1_000_000_000, 1_000_000_000))
        cache.sweep(now=lambda: 1_000_003_000)
        assert left.exists()
        cache.sweep(now=lambda: 1_000_004_000)
        assert not left.exists()
    cache.store("facts", key("x"), 1)
    cache.sweep()
    assert cache.load("facts", key("x")) == 1


def test_a_run_begins_by_sweeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path))
    old = tmp_path / "parts/tmpold"
    old.parent.mkdir()
    old.write_bytes(b"half")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    Cache.default()
    assert not old.exists()


def test_without_a_writable_folder_it_stays_out_of_the_way(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("not a folder")
    cache = Cache(blocked / "cache")
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-")
    cache.store("facts", key("x"), 1)
    assert cache.load("facts", key("x")) is None
    assert cache.put_file("pdf", key("x"), source) == source
    assert cache.file("pdf", key("x")) is None
    digests = cache.by_stat("digests", tmp_path)
    digests.put("a.pdf", fingerprint(source.stat()), "00")
    digests.save()


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOSSIER_CACHE", str(tmp_path / "here"))
    Cache.default().store("facts", key("x"), 1)
    assert entries(tmp_path / "here")


def aged(path: Path, seconds: float) -> os.stat_result:
    """Set the time of change, counted from the year 2001."""
    at = 1_000_000_000 + seconds
    os.utime(path, (at, at))
    return path.stat()


def digests_at(cache: Cache, seconds: float) -> ByStat:
    return ByStat(cache, "digests", "test", now=lambda: int((1_000_000_000 + seconds) * 1e9))


def test_an_unchanged_file_keeps_its_digest(cache: Cache, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    status = aged(file, 0)
    first = digests_at(cache, 10)
    first.put("a.txt", fingerprint(status), "digest")
    first.save()
    second = digests_at(cache, 20)
    assert second.recall(["a.txt"], [fingerprint(file.stat())])[0] == "digest"
    assert second.recall(["b.txt"], [fingerprint(file.stat())])[0] is None


@pytest.mark.parametrize("content", ["二", "一一"])
def test_a_changed_file_does_not(cache: Cache, tmp_path: Path, content: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    first = digests_at(cache, 10)
    first.put("a.txt", fingerprint(aged(file, 0)), "digest")
    first.save()
    file.write_text(content)
    assert digests_at(cache, 20).recall(["a.txt"], [fingerprint(aged(file, 5))])[0] is None


def test_a_file_changed_just_before_it_was_read_is_read_again(cache: Cache, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    first = digests_at(cache, 1.5)
    first.put("a.txt", fingerprint(aged(file, 0)), "digest")
    first.save()
    assert digests_at(cache, 20).recall(["a.txt"], [fingerprint(file.stat())])[0] is None


def test_what_is_gone_is_forgotten(cache: Cache, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("一")
    status = aged(file, 0)
    first = digests_at(cache, 10)
    first.put("a.txt", fingerprint(status), "digest")
    first.save()
    digests_at(cache, 20).save()
    assert digests_at(cache, 30).recall(["a.txt"], [fingerprint(status)])[0] is None
