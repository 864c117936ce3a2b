"""Pictures of every kind of document, for the README: build the sample school, render, make small.

Needs LibreOffice and pdftoppm; the pages of the index need Chromium as well. What is missing is left out, with a word.
Run as ``.venv/bin/python -m scripts.make_pictures``; the pictures stand in docs/pictures/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from dossier.convert.profile import environment, fontconfig_file

ROOT = Path(__file__).parents[1]
SCHOOL = ROOT / "sample_data/晨光实验学校"
PLACE = ROOT / "docs/pictures"
WIDTH = 700


@dataclass(frozen=True)
class Picture:
    """A page of a document of the output."""

    name: str
    path: str
    """Below the short-name folder; a pattern, the first match counts."""
    page: int = 1


PICTURES = (
    Picture("cover", "迎检版/1-4 */封面.docx"),
    Picture("spine", "内部核对版/盒脊（连排）.docx"),
    Picture("catalogue", "迎检版/1-4 */盒内目录.docx"),
    Picture("box-catalogue", "迎检版/1-4 */盒内材料.pdf", 2),
    Picture("box-divider", "迎检版/1-4 */盒内材料.pdf", 3),
    Picture("box-page", "迎检版/1-4 */盒内材料.pdf", 4),
    Picture("contents", "迎检版/00-总目录.docx"),
    Picture("facts", "迎检版/学校基本情况一览表.docx"),
    Picture("report", "*/自评报告*.docx"),
    Picture("report-table", "*/自评报告*.docx", 3),
    Picture("gaps", "内部核对版/缺项清单.docx"),
    Picture("gaps-workbook", "内部核对版/缺项清单.xlsx"),
    Picture("tasks", "内部核对版/任务单/教务处.docx"),
    Picture("desk", "内部核对版/材料台账（建议）.xlsx", 2),
)
PAGES = (("index-outward", "迎检版/index.html"), ("index-internal", "内部核对版/index.html"))


def main() -> None:
    """Make all pictures anew."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        subprocess.run([sys.executable, "-m", "dossier", "build", SCHOOL, "-o", work / "out"], check=False)
        output = next((work / "out").glob("[!.]*"))
        for picture in PICTURES:
            source = next(iter(sorted(output.glob(picture.path))), None)
            if source is None:
                print(f"没有“{picture.path}”，略去")
            else:
                _document(source, picture, work)
        for name, path in PAGES:
            _page(output / path, name, work)


def _document(source: Path, picture: Picture, work: Path) -> None:
    pdf = source if source.suffix == ".pdf" else _as_pdf(source, work)
    stem = work / picture.name
    page = str(picture.page)
    command = ["pdftoppm", "-r", "110", "-png", "-singlefile", "-f", page, "-l", page, str(pdf), str(stem)]
    subprocess.run(command, check=True)
    _small(stem.with_suffix(".png"), picture.name)


def _as_pdf(source: Path, work: Path) -> Path:
    copy = work / "in" / f"source{source.suffix}"
    copy.parent.mkdir(exist_ok=True)
    shutil.copyfile(source, copy)
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(work / "pdf"),
        str(copy),
    ]
    variables = environment(work, fontconfig_file(work))
    subprocess.run(command, check=True, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return work / "pdf/source.pdf"


def _page(source: Path, name: str, work: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print(f"没有 Chromium，略去 {name}")
        return
    shot = work / f"{name}.png"
    flags = (
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
    )
    command = [browser, *flags, "--window-size=1200,900", f"--screenshot={shot}", source.as_uri()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _small(shot, name)


def _small(source: Path, name: str) -> None:
    with Image.open(source) as picture:
        height = round(picture.height * WIDTH / picture.width)
        small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
        small.quantize(48).save(PLACE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
