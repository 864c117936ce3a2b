"""Make the Word templates that ship: ``python scripts/make_templates.py`` writes them to ``templates/``.

The templates are ordinary Word files that a school may open and change. This script is where ours come from, so
that a measure is changed in one line and every template follows; a test holds the two together.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

sys.path.insert(0, str(Path(__file__).resolve().parent))

import box_templates as box
import chasing_templates as chasing
import district_template as district
import facts_templates as facts
import list_templates as lists
import report_template as report

TEMPLATES: Mapping[str, Callable[[], Mapping[str, bytes]]] = {
    "任务单.docx": chasing.task_sheet,
    "初查情况通报.docx": report.report,
    "备考表.docx": box.remarks,
    "学校基本情况一览表.docx": facts.plain,
    "学校基本情况一览表（分学段）.docx": facts.by_section,
    "封面.docx": box.cover,
    "差异系数表.docx": district.variation,
    "总目录.docx": lists.contents,
    "报告.docx": report.report,
    "盒内目录.docx": box.catalogue,
    "盒脊.docx": box.spines,
    "退回单.docx": chasing.returned,
    "缺项清单.docx": lists.gaps,
}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Zip the parts of one template, without the hour of the day."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return out.getvalue()


def main() -> None:
    """Write every template."""
    folder = Path(__file__).resolve().parents[1] / "templates"
    folder.mkdir(exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / name).write_bytes(packed(make()))


if __name__ == "__main__":
    main()
