"""A copy by its title or its file name says that it agrees with the original, as one by its text does."""

from __future__ import annotations

import pytest

from tests.evidence import COPY, codes, document


@pytest.mark.parametrize(
    ("name", "title", "flawed"),
    [
        ("证书.docx", "教师资格证书复印件", True),
        ("教师资格证书复印件2025.docx", "教师资格证书", True),
        ("骨干教师认定文件（复印件）.docx", "关于认定县级骨干教师的通知", True),
        ("骨干教师认定文件（复印件）.pdf", "关于认定县级骨干教师的通知", True),
        ("教师资格证书复印件收取登记表.docx", "教师资格证书复印件收取登记表", False),
        ("教师资格证书复印件.xlsx", "教师资格证书", False),
        ("证书.docx", "教师资格证书", False),
    ],
)
def test_what_is_called_a_copy(name: str, title: str, flawed: bool) -> None:
    kind = name.rpartition(".")[2]
    paper = document(f"材料/{name}", kind=kind, title=title, lead=f"{title}\n姓名：苗庭阳")
    assert codes(COPY, paper) == ["copy-unmarked"] * flawed


def test_a_copy_that_says_so_and_a_scan() -> None:
    marked = document("材料/复印件.docx", title="教师资格证书复印件", lead="教师资格证书\n与原件一致")
    assert codes(COPY, marked) == []
    scan = document("材料/教师资格证书复印件.pdf", kind="pdf", title="", has_text=False)
    assert codes(COPY, scan) == []
