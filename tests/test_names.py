"""Names for the output are legal everywhere and never collide."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.names import LONGEST_BYTES, legal, unique
from dossier.text import fold

FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
DEVICE = re.compile(r"^(con|prn|aux|nul|(com|lpt)[0-9])(\.|$)", re.IGNORECASE)
anything = st.text(st.characters(), max_size=300)


@given(anything)
def test_a_legal_name_stands_on_every_system(text: str) -> None:
    name = legal(text)
    assert name
    assert not FORBIDDEN.search(name)
    assert not DEVICE.match(name)
    assert name == name.strip(" ").rstrip(".")
    assert name not in (".", "..")
    assert len(name.encode()) <= LONGEST_BYTES + 1


@given(anything)
def test_a_legal_name_stays_as_it_is(text: str) -> None:
    assert legal(legal(text)) == legal(text)


@given(
    st.lists(
        st.sampled_from(["封面.docx", "封面.DOCX", "封面.docx ", "封 面.docx", "a:b", "a：b", ""]),
        max_size=12,
    )
)
def test_two_inputs_never_share_one_output(names: list[str]) -> None:
    taken: set[str] = set()
    made = [unique(name, taken) for name in names]
    assert len({fold(name) for name in made}) == len(names)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("1-1 生均教学及辅助用房面积", "1-1 生均教学及辅助用房面积"),
        ("计划/总结:2024?", "计划／总结：2024？"),
        ("con.docx", "_con.docx"),
        ("ＣＯＮ", "_ＣＯＮ"),
        ("报告\u202exls.docx", "报告xls.docx"),
        ("  末尾点... ", "末尾点"),
        ("长" * 200 + ".docx", "长" * 58 + ".docx"),
        ("", "未命名"),
    ],
)
def test_names_a_clerk_meets(raw: str, name: str) -> None:
    assert legal(raw) == name
