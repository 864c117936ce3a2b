"""Papers that no single place names: title, name, folders and first lines are heard together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.checklist import enriched
from dossier.match.facts import CLAIMED
from dossier.match.together import forms_told
from dossier.match.tools import make
from dossier.model import Desk
from tests.labelling import PROJECT, checklist, document

TOOLS = make(enriched(checklist()), PROJECT, Desk())
PATH, TITLE = "材料/德育处/劝返/喊回来.docx", "走访记载"
INSIDE = "走访记载\n控辍保学 八4班学生开学未到校"


def best(path: str, title: str = "", lead: str = "") -> tuple[str, int, str, bool]:
    """Material, score, rule and certainty of the nearest candidate."""
    found = TOOLS.finder.candidates(TOOLS.facts(document(path, title=title, lead=lead)))
    near = found[0]
    return TOOLS.finder.namer.checklist.by_code[near.code].material, near.score, near.rule, near.certain


def test_words_of_all_places_make_a_question_that_says_them() -> None:
    found = TOOLS.finder.candidates(TOOLS.facts(document(PATH, title=TITLE, lead=INSIDE)))
    assert TOOLS.finder.namer.checklist.by_code[found[0].code].material == "控辍劝返记录"
    assert (found[0].rule, found[0].certain) == ("together", False)
    assert found[0].phrase == "控辍保学、走访记录"
    assert found[0].score >= CLAIMED


def test_what_stands_inside_counts() -> None:
    assert best(PATH, TITLE, INSIDE)[1] > best(PATH, TITLE, TITLE)[1]


def test_a_table_is_rarely_a_paper_of_sentences() -> None:
    as_text, as_table = best(PATH, TITLE, INSIDE), best(PATH.replace(".docx", ".xlsx"), TITLE, INSIDE)
    assert as_text[2] == "together"
    assert as_table[1] < as_text[1]


def test_a_title_that_ends_in_another_form_is_another_paper() -> None:
    assert best(PATH, "走访办法", INSIDE.replace("记载", "办法"))[1] < CLAIMED <= best(PATH, TITLE, INSIDE)[1]


def test_a_text_is_no_photo() -> None:
    lead = "操场、篮球场、跑道\n运动场地"
    found = TOOLS.finder.together.candidates(TOOLS.facts(document("材/体育/操场.docx", title="", lead=lead)))
    by_code = TOOLS.finder.namer.checklist.by_code
    assert not [c for c in found if by_code[c.code].form == "照片" and c.score]


def test_what_a_word_rules_out_is_not_asked() -> None:
    """A word of a near twin in title or name outweighs all that the rest says."""
    twin = TOOLS.finder.namer.not_words
    for code, words in list(twin.items())[:60]:
        for word in words[:2]:
            facts = TOOLS.facts(document(f"材料/某处/{word}.docx", title=word, lead=INSIDE))
            assert code not in {c.code for c in TOOLS.finder.together.candidates(facts)}


@given(st.permutations(["劝返", "走访记载", "控辍保学未到校", "入户登记"]))
def test_it_is_never_certain_and_never_outweighs_a_name(words: list[str]) -> None:
    folder, name, title, lead = words
    facts = TOOLS.facts(document(f"材料/德育处/{folder}/{name}.docx", title=title, lead=lead))
    told = list(TOOLS.finder.together.candidates(facts))
    assert all(not candidate.certain and candidate.score <= 60 for candidate in told)


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("劝返入户走访记载", {"记录"}),
        ("教师支教交流实施意见", {"文件", "方案"}),
        ("学年师训回顾", {"总结"}),
        ("留守学生造册", {"花名册", "统计表", "记录"}),
        ("走教约定书", {"合同"}),
        ("石桥与南坡", set()),
    ],
)
def test_the_end_of_a_title_tells_its_form(title: str, forms: set[str]) -> None:
    assert forms_told(title) == forms
