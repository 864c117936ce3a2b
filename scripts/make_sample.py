"""Write the sample school and the sample township: ``make_sample.py [--scale N] [--into FOLDER]``."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from sample import (
    bundles,
    desk,
    evidence,
    faults,
    ledgers_people,
    ledgers_rooms,
    ledgers_things,
    readme,
    township,
)
from sample.pages import Press
from sample.school import SHORT

ROOT = Path(__file__).resolve().parents[1]


def build(scale: int = 1) -> dict[str, bytes]:
    """The whole project folder: path → bytes."""
    asked = evidence.requirements()
    texts = [
        evidence.words(entry, asked, volume) for entry in evidence.entries() for volume in range(1, scale + 1)
    ]
    characters = evidence.characters([*texts, *bundles.split_texts(), *faults.texts().values()])
    with tempfile.TemporaryDirectory() as folder:
        press = Press(Path(folder), characters)
        tree = evidence.files(press, scale)
        tree |= bundles.files(press)
        tree |= faults.files(press, tree)
    ledgers = {**ledgers_people.files(scale), **ledgers_rooms.files(), **ledgers_things.files()}
    tree |= {f"数据/{path}": data for path, data in ledgers.items()}
    tree |= desk.files(tree)
    return tree | {"README.md": readme.text().encode()}


def write(tree: Mapping[str, bytes], into: Path) -> None:
    """Put *tree* where *into* is, in place of what was there."""
    shutil.rmtree(into, ignore_errors=True)
    for path, data in sorted(tree.items()):
        file = into / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the sample school.")
    parser.add_argument("--scale", type=int, default=1, help="how many times as many documents and classes")
    parser.add_argument("--into", type=Path, default=ROOT / "sample_data" / SHORT)
    chosen = parser.parse_args()
    tree = build(chosen.scale)
    write(tree, chosen.into)
    print(f"{chosen.into}: {len(tree)} files, {sum(map(len, tree.values())) / 1e6:.1f} MB")
    if chosen.scale == 1 and chosen.into == parser.get_default("into"):
        write(township.files(), ROOT / "sample_data" / township.NAME)


if __name__ == "__main__":
    main()
