"""The evidence: files of evidence.toml and photo groups of photos.toml, as path → bytes."""

from __future__ import annotations

import random
import re
import tomllib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sample import prose, scenes, sheets
from sample.documents import word
from sample.fixed import gbk_zip
from sample.pages import Press
from sample.prose import About, Text
from sample.school import GRADES, NAME, SHORT, YEARS, person

_HERE = Path(__file__).parent
CHECKLIST = _HERE.parents[1] / "checklists" / "quality-balance-2017.toml"


@dataclass(frozen=True)
class Entry:
    """One line of evidence.toml."""

    folder: str
    name: str
    requirement: str
    year: str
    """``2024-2025``, ``2024`` or empty."""
    options: tuple[str, ...]

    @property
    def index(self) -> int:
        """Tells its words apart from those of others; from the path, so that a new line changes no other file."""
        return zlib.crc32(self.path.encode()) % 997

    @property
    def path(self) -> str:
        """Where the file lies in the project."""
        return f"{self.folder}/{self.name}"

    @property
    def extension(self) -> str:
        """Without the dot."""
        return self.name.rpartition(".")[2]


def entries() -> list[Entry]:
    """All lines of evidence.toml."""
    listed = tomllib.loads((_HERE / "evidence.toml").read_text("utf-8"))
    found: list[Entry] = []
    for folder in listed["folder"]:
        for name, code, year, *options in folder["files"]:
            found.append(Entry(folder["path"], name, code, YEARS.get(year, year), tuple(options)))
    return found


def requirements() -> Mapping[str, Mapping[str, Any]]:
    """The requirements of the checklist that the sample serves, by code."""
    raw = tomllib.loads(CHECKLIST.read_text("utf-8"))
    return {requirement["code"]: requirement for requirement in raw["requirement"]}


def words(entry: Entry, asked: Mapping[str, Mapping[str, Any]], volume: int = 1) -> Text:
    """What stands in the file: its own name for the material is the title, in one of three ways."""
    requirement = asked[entry.requirement]
    subject = _subject(entry.name, requirement)
    year = shown(entry.year)
    titles = (
        f"{NAME}{year}{subject}",
        f"{SHORT}{subject}（{year}）" if year else f"{SHORT}{subject}",
        f"{year}{subject}",
    )
    given = next((option[2:] for option in entry.options if option.startswith("t:")), "")
    about = About(
        subject, requirement["form"], year, entry.index + 1000 * (volume - 1), "long" in entry.options
    )
    return prose.text(given or titles[entry.index % 3], about, day(entry, requirement["form"]))


def _subject(name: str, requirement: Mapping[str, Any]) -> str:
    called = [requirement["title"], requirement["material"], *requirement["aliases"]]
    return max((word for word in called if word in name), key=len, default=str(requirement["material"]))


def shown(year: str) -> str:
    """2024—2025学年度, 2024年度."""
    if not year:
        return ""
    return f"{year.replace('-', '—')}学年度" if "-" in year else f"{year}年度"


_MONTH = re.compile(r"(20\d\d)年(?:(\d{1,2})月|春)")


def day(entry: Entry, form: str) -> str:
    """A day on which it can have been written, inside its year; the inspection looks at 2026-05-20.

    In the month that its name gives; a summary when what it sums up is over.
    """
    if not entry.year:
        return "2025年9月1日"
    if named := _MONTH.search(entry.name):
        return f"{named[1]}年{int(named[2] or 3)}月{entry.index % 27 + 1}日"
    if "-" not in entry.year:
        return f"{entry.year}年{3 + entry.index % 2}月{entry.index % 27 + 1}日"
    begins = int(entry.year[:4])
    if form == "总结":
        last = date(begins + 1, 1, 12) if "第一学期" in entry.name else date(begins + 1, 6, 24)
        written = last + timedelta(days=entry.index % 12)
    else:
        written = date(begins, 9, 3) + timedelta(days=entry.index * 17 % 180)
    return f"{written.year}年{written.month}月{written.day}日"


def files(press: Press, scale: int) -> dict[str, bytes]:
    """Every file of both lists; for benchmarks *scale* - 1 further volumes of the documents."""
    asked = requirements()
    found: dict[str, bytes] = {}
    for entry in entries():
        for volume in range(1, scale + 1):
            folder = entry.folder if volume == 1 else f"{entry.folder}/第{volume}册"
            text = words(entry, asked, volume)
            found[f"{folder}/{entry.name}"] = _bytes(entry, text, press)
            if "wps" in entry.options:
                stem = entry.name.rpartition(".")[0]
                found[f"{folder}/{stem}.pdf"] = press.text(text, producer="WPS 文字")
    for group in tomllib.loads((_HERE / "photos.toml").read_text("utf-8"))["groups"]:
        found |= {f"{group[0]}/{name}": data for name, data in _photos(*group[1:])}
    return _archived(found)


def _bytes(entry: Entry, text: Text, press: Press) -> bytes:
    if "asset" in entry.options:
        return (_HERE / "assets" / entry.name).read_bytes()
    if entry.extension == "pdf":
        return press.scanned(text) if "scan" in entry.options else press.text(text)
    if entry.extension == "png":
        return scenes.plan(text.title, entry.name)
    if entry.extension == "xlsx":
        return sheets.xlsx(_timetable(text, entry.index))
    return word(text)


def _timetable(text: Text, index: int) -> sheets.Table:
    heads = ("班级", "星期一", "星期二", "星期三", "星期四", "星期五", "任课教师")
    subjects = ("语文", "数学", "英语", "科学", "体育", "音乐", "美术", "劳动", "道德与法治")
    rows = [
        [
            f"{grade[0]}（{room}）班",
            *(subjects[(index + n + room + d) % 9] for d in range(5)),
            person(index * 60 + n * 3 + room),
        ]
        for n, grade in enumerate(GRADES)
        for room in (1, 2)
    ]
    return sheets.Table("总表", (text.title, f"制表：教务处　　{text.day}"), heads, rows)


def _archived(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """A folder that is called .zip becomes one, with names in GBK."""
    found: dict[str, bytes] = {}
    members: dict[str, list[tuple[str, bytes]]] = {}
    for path, data in files.items():
        archive, inside, name = path.partition(".zip/")
        if inside:
            members.setdefault(f"{archive}.zip", []).append((name, data))
        else:
            found[path] = data
    return found | {path: gbk_zip(sorted(listed)) for path, listed in members.items()}


def _photos(first: str, count: int, scene: str, board: str, style: str) -> Iterator[tuple[str, bytes]]:
    start = datetime.fromisoformat(f"{first}T09:05:00+08:00")
    chance = random.Random(first + board)
    for number in range(count):
        moment = start + timedelta(minutes=7 * number, seconds=chance.randrange(60))
        stripped = style in ("chat", "export")
        yield (
            _camera_name(style, moment, number),
            scenes.photo(
                scene,
                (board, f"{moment:%Y.%m.%d}"),
                f"{first} {number}",
                taken="" if stripped else f"{moment:%Y:%m:%d %H:%M:%S}",
                orientation=1 if stripped else (1, 6, 1, 3, 1, 8)[number % 6],
            ),
        )


def _camera_name(style: str, moment: datetime, number: int) -> str:
    if style == "chat":
        return f"微信图片_{moment:%Y%m%d%H%M%S}.jpg"
    if style == "export":
        return f"mmexport{int(moment.astimezone(UTC).timestamp()) * 1000 + number}.jpg"
    return f"{number + 1}.jpg" if style == "count" else f"IMG_{moment:%Y%m%d_%H%M%S}.jpg"


def characters(texts: Sequence[Text]) -> str:
    """Every character that the press may have to print."""
    parts = [text.title + text.day + repr(text.blocks) for text in texts]
    return "".join(sorted({*"".join(parts), *NAME, *SHORT, *"0123456789第页（）—　 "}))
